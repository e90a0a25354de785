// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ordinaryrights.h"
#include "tests/ui/pagefixture.h"
#include "ui/exporting/exportpanel.h"
#include "ui/exporting/lossmodel.h"
#include "ui/style/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTableView>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class ExportPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_ids = m_fixture->addProducts(4);
        m_panel = std::make_unique<ExportPanel>(m_fixture->services);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_fixture.reset();
    }

    void optionsFollowTheFormat()
    {
        choose(u"amazon"_s);
        QVERIFY(field<QLineEdit>(u"sellerIdLineEdit"_s)->isVisible());
        QVERIFY(!field<QLineEdit>(u"storeUrlLineEdit"_s)->isVisible());
        choose(u"google"_s);
        QVERIFY(!field<QLineEdit>(u"sellerIdLineEdit"_s)->isVisible());
        QVERIFY(field<QLineEdit>(u"storeUrlLineEdit"_s)->isVisible());
        choose(QString());
        QVERIFY(!field<QLineEdit>(u"currencyLineEdit"_s)->isVisible());
        QVERIFY(!field<QCheckBox>(u"includeInvalidCheckBox"_s)->isVisible());
    }

    void everyFormatIsWritten_data()
    {
        QTest::addColumn<QString>("key");
        for (const UploadFormat &format : UploadWriter::formats())
            QTest::newRow(qPrintable(format.key)) << format.key;
    }

    void everyFormatIsWritten()
    {
        QFETCH(QString, key);
        m_panel->setScopes({}, all());
        chooseKey(key);
        const auto format = UploadWriter::format(key);
        const QString suggested = fileField()->text();
        QVERIFY2(suggested.contains(key) && suggested.endsWith(u'.' + format->suffix), qPrintable(suggested));
        field<QLineEdit>(u"sellerIdLineEdit"_s)->setText(u"A1B2C3"_s);
        field<QLineEdit>(u"storeUrlLineEdit"_s)->setText(u"https://shop.example"_s);
        field<QCheckBox>(u"includeInvalidCheckBox"_s)->setChecked(true);
        fileField()->setText(path(u"out.file"_s));
        start();
        QTRY_VERIFY(report()->isVisible());
        // Four plain lamps: what a marketplace cannot take is named product by product, the others are in the file.
        const QByteArray content = contentOf(path(u"out.file"_s));
        const auto *losses = table()->model();
        for (int number = 1; number <= 4; ++number) {
            const QString sku = u"L-%1"_s.arg(number);
            bool told = content.contains(sku.toUtf8());
            for (int row = 0; row < losses->rowCount(); ++row)
                told = told || losses->index(row, LossModel::Sku).data().toString() == sku;
            QVERIFY2(told, qPrintable(sku));
        }
        QVERIFY(resultText().contains(path(u"out.file"_s)));
    }

    void missingChoiceIsTold_data()
    {
        QTest::addColumn<QString>("marketplace");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("value");
        QTest::newRow("no seller") << u"amazon"_s << u"sellerIdLineEdit"_s << u""_s;
        QTest::newRow("no such site") << u"ebay"_s << u"siteLineEdit"_s << u"Atlantis"_s;
    }

    void missingChoiceIsTold()
    {
        QFETCH(QString, marketplace);
        QFETCH(QString, input);
        QFETCH(QString, value);
        m_panel->setScopes({}, all());
        choose(marketplace);
        field<QLineEdit>(input)->setText(value);
        fileField()->setText(path(u"out.file"_s));
        start();
        QTRY_COMPARE(notifications().size(), 1);
        QCOMPARE(notifications().first().kind, Notification::Kind::Error);
        QVERIFY(!report()->isVisible());
        QVERIFY2(!QFileInfo::exists(path(u"out.file"_s)), "nothing half done is left");
        QVERIFY(startButton()->isEnabled());
    }

    void scopeIsTheSelectionOrEverything()
    {
        m_panel->setScopes({}, all());
        QVERIFY(!field<QRadioButton>(u"chosenRadioButton"_s)->isEnabled());
        QVERIFY(field<QRadioButton>(u"matchingRadioButton"_s)->isChecked());
        m_panel->setScopes(chosen(), all());
        QVERIFY(field<QRadioButton>(u"chosenRadioButton"_s)->isChecked());
        QVERIFY(field<QRadioButton>(u"chosenRadioButton"_s)->text().startsWith(u'1'));
        QVERIFY(field<QRadioButton>(u"matchingRadioButton"_s)->text().contains(u'4'));
    }

    void choiceOfProductsCanBeChanged()
    {
        m_panel->setScopes(chosen(), all());
        field<QRadioButton>(u"matchingRadioButton"_s)->click();
        QVERIFY(run().contains("L-3"));
    }

    void withoutProductsNothingStarts()
    {
        m_panel->setScopes({}, {});
        QVERIFY(!startButton()->isEnabled());
        QVERIFY(!startButton()->toolTip().isEmpty());
        m_panel->setScopes(chosen(), {});
        QVERIFY(startButton()->isEnabled());
        QVERIFY(startButton()->toolTip().isEmpty());
        field<QRadioButton>(u"matchingRadioButton"_s)->click();
        QVERIFY(!startButton()->isEnabled());
    }

    void writesTheChosenProducts()
    {
        m_panel->setScopes(chosen(), all());
        const QByteArray written = run();
        QVERIFY(written.contains("L-2"));
        QVERIFY(!written.contains("L-3"));
        QVERIFY(resultText().contains(u"1 product"));
    }

    void writesEverythingThatMatches()
    {
        m_panel->setScopes({}, all());
        const QByteArray written = run();
        for (int number = 1; number <= 4; ++number)
            QVERIFY(written.contains(QByteArray("L-").append(QByteArray::number(number))));
    }

    void unwritableFileIsTold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no such folder") << u"no/such/folder/out.csv"_s;
        QTest::newRow("a folder") << u"."_s;
        QTest::newRow("below a file") << u"catalog.db/out.csv"_s;
    }

    void unwritableFileIsTold()
    {
        QFETCH(QString, name);
        m_panel->setScopes({}, all());
        choose(QString());
        fileField()->setText(path(name));
        start();
        QTRY_COMPARE(notifications().size(), 1);
        QCOMPARE(notifications().first().kind, Notification::Kind::Error);
        QVERIFY2(notifications().first().text.contains(QDir::cleanPath(path(name))),
                 qPrintable(notifications().first().text));
        QTRY_VERIFY(startButton()->isEnabled());
        QVERIFY(m_fixture->tasks.tasks().isEmpty());
    }

    void folderWithoutRightIsTold()
    {
        QVERIFY(QDir().mkpath(path(u"closed"_s)));
        QVERIFY(QFile::setPermissions(path(u"closed"_s), QFile::ReadOwner | QFile::ExeOwner));
        m_panel->setScopes({}, all());
        choose(QString());
        fileField()->setText(path(u"closed/out.csv"_s));
        start();
        QTRY_COMPARE(notifications().size(), 1);
        QVERIFY2(notifications().first().text.contains(u"right"), qPrintable(notifications().first().text));
    }

    void withoutAFileNothingStarts()
    {
        m_panel->setScopes({}, all());
        QVERIFY(startButton()->isEnabled());
        for (const QString &name : {u""_s, u"   "_s}) {
            fileField()->setText(name);
            QVERIFY(!startButton()->isEnabled());
        }
    }

    void presentFileIsReplacedOnlyWhenAgreed_data()
    {
        QTest::addColumn<bool>("agreed");
        QTest::newRow("replace") << true;
        QTest::newRow("cancel") << false;
    }

    void presentFileIsReplacedOnlyWhenAgreed()
    {
        QFETCH(bool, agreed);
        const QString file = m_fixture->write(u"older <b>.csv"_s, "mine");
        m_panel->setScopes({}, all());
        choose(QString());
        fileField()->setText(file);
        start();
        QMessageBox *question = this->question();
        QVERIFY(question);
        QVERIFY2(question->text().contains(u"older <b>.csv") && question->textFormat() == Qt::PlainText,
                 qPrintable(question->text()));
        QVERIFY2(m_fixture->tasks.tasks().isEmpty(), "nothing runs before the answer");
        for (QAbstractButton *button : question->buttons()) {
            if ((question->buttonRole(button) == QMessageBox::AcceptRole) == agreed)
                button->click();
        }
        QTRY_VERIFY(!this->question());
        if (agreed)
            QTRY_VERIFY(report()->isVisible());
        QCOMPARE(contentOf(file) == "mine", !agreed);
        QVERIFY(startButton()->isEnabled());
    }

    void agreementHoldsForOneFileAndOneTime()
    {
        const QString file = m_fixture->write(u"older.csv"_s, "mine");
        m_panel->setScopes({}, all());
        choose(QString());
        QTest::mouseClick(field<QPushButton>(u"chooseExportFilePushButton"_s), Qt::LeftButton);
        auto *dialog = m_panel->findChild<QFileDialog *>(u"exportFileDialog"_s);
        QVERIFY(dialog);
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
        Q_EMIT dialog->fileSelected(file); // which asked by itself
        dialog->close();
        QCOMPARE(fileField()->text(), file);
        start();
        QVERIFY(!question());
        QTRY_VERIFY(report()->isVisible());
        QVERIFY(contentOf(file).contains("L-1"));
        start();
        QVERIFY2(question(), "the second time is another decision");
        question()->reject();
    }

    void cancelledExportLeavesNothing()
    {
        m_panel->setScopes({}, all());
        choose(QString());
        fileField()->setText(path(u"out.csv"_s));
        start();
        QCOMPARE(m_fixture->tasks.tasks().size(), 1);
        QVERIFY(!startButton()->isEnabled());
        m_fixture->tasks.tasks().first()->cancel();
        QTRY_COMPARE(notifications().size(), 1);
        QVERIFY(m_fixture->tasks.tasks().isEmpty());
        // It may have been through before the wish was heard: then all is there, else nothing.
        const bool through = notifications().first().kind == Notification::Kind::Success;
        QCOMPARE(QFileInfo::exists(path(u"out.csv"_s)), through);
        QCOMPARE(report()->isVisible(), through);
        QVERIFY(startButton()->isEnabled());
    }

    void lossesAreShownAndSaved()
    {
        m_panel->setScopes({}, all());
        choose(u"kaufland"_s); // needs an EAN, and the lamps have none
        fileField()->setText(path(u"out.csv"_s));
        start();
        QTRY_VERIFY(report()->isVisible());
        QVERIFY(table()->isVisible());
        QVERIFY(table()->model()->rowCount() >= 4);
        QVERIFY2(resultText().contains(u"0 product") && resultText().contains(u"4 skipped"), qPrintable(resultText()));
        QCOMPARE(field<QLabel>(u"exportResultLabel"_s)->palette().color(QPalette::WindowText),
                 tokens(m_panel.get()).warning);
        QTest::mouseClick(field<QPushButton>(u"saveLossesPushButton"_s), Qt::LeftButton);
        auto *dialog = m_panel->findChild<QFileDialog *>(u"lossesFileDialog"_s);
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path(u"losses.csv"_s));
        const QByteArray saved = contentOf(path(u"losses.csv"_s));
        QCOMPARE(saved.count("\r\n"), table()->model()->rowCount() + 1);
        QVERIFY(saved.startsWith("sku,field,reason\r\n") && saved.contains("\"L-1\""));
        Q_EMIT dialog->fileSelected(path(u"no/such/folder/losses.csv"_s));
        QCOMPARE(notifications().first().kind, Notification::Kind::Error);
        QVERIFY(notifications().first().text.contains(path(u"no/such/folder/losses.csv"_s)));
        dialog->close();
    }

    void withoutLossesThatIsSaid()
    {
        m_panel->setScopes({}, all());
        chooseKey(u"own-json"_s);
        fileField()->setText(path(u"out.json"_s));
        start();
        QTRY_VERIFY(report()->isVisible());
        QVERIFY(!table()->isVisible());
        QVERIFY(!field<QPushButton>(u"saveLossesPushButton"_s)->isVisible());
        m_panel->setScopes({}, all());
        QVERIFY2(!report()->isVisible(), "a report is about the products it was written for");
    }

    void choicesAreRemembered()
    {
        m_panel->setScopes({}, all());
        choose(u"amazon"_s);
        field<QLineEdit>(u"sellerIdLineEdit"_s)->setText(u" A1B2C3 "_s);
        field<QLineEdit>(u"siteLineEdit"_s)->setText(u"pl"_s);
        QVERIFY(QDir().mkpath(path(u"uploads"_s)));
        fileField()->setText(path(u"uploads/out.json"_s));
        start();
        QTRY_VERIFY(report()->isVisible());
        ExportPanel another(m_fixture->services);
        QCOMPARE(test::child<QLineEdit>(another, u"sellerIdLineEdit"_s)->text(), u"A1B2C3"_s);
        QCOMPARE(test::child<QLineEdit>(another, u"siteLineEdit"_s)->text(), u"PL"_s);
        QCOMPARE(QFileInfo(test::child<QLineEdit>(another, u"exportFileLineEdit"_s)->text()).absolutePath(),
                 path(u"uploads"_s));
    }

    void hiddenChoicesAreLeftAlone()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::AmazonSellerId, u"A1B2C3"_s));
        m_panel->setScopes({}, all());
        choose(QString());
        fileField()->setText(path(u"out.csv"_s));
        start(); // this panel was made before: its hidden field is empty
        QTRY_VERIFY(report()->isVisible());
        QCOMPARE(m_fixture->settings->text(SettingKey::AmazonSellerId), u"A1B2C3"_s);
    }

    void firstSuggestionIsAmongThePersonsDocuments()
    {
        QVERIFY(m_fixture->settings->text(SettingKey::ExportFolder).isEmpty());
        const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        const QString expected = QFileInfo(documents).isDir() ? documents : QDir::homePath();
        QCOMPARE(QFileInfo(fileField()->text()).path(), expected);
        // A stick that was pulled out, say.
        QVERIFY(m_fixture->settings->setText(SettingKey::ExportFolder, path(u"gone"_s)));
        QCOMPARE(QFileInfo(fileOf(ExportPanel(m_fixture->services))).path(), expected);
        QVERIFY(QDir().mkpath(path(u"gone"_s)));
        QCOMPARE(QFileInfo(fileOf(ExportPanel(m_fixture->services))).path(), path(u"gone"_s));
    }

    void nameAloneGoesWhereTheLastExportWent()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::ExportFolder, m_fixture->folder.path()));
        m_panel->setScopes({}, all());
        choose(QString());
        fileField()->setText(u"short name.csv"_s);
        start();
        QTRY_VERIFY(report()->isVisible());
        QVERIFY(QFile::exists(path(u"short name.csv"_s)));
        QVERIFY(resultText().contains(path(u"short name.csv"_s)));
        start();
        QVERIFY2(question(), "it is that file that would be replaced");
        question()->reject();
    }

    void ownFileNameOutlivesTheFormat()
    {
        m_panel->setScopes({}, all());
        fileField()->setText(path(u"my own name.txt"_s));
        choose(u"ebay"_s);
        choose(u"amazon"_s);
        QCOMPARE(fileField()->text(), path(u"my own name.txt"_s));
        fileField()->clear();
        choose(u"ebay"_s);
        QVERIFY(fileField()->text().contains(u"ebay-csv"));
    }

    void lossReportIsSafeCsv()
    {
        LossModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setLosses({{1, u"A\"1"_s, u"Images"_s, u"Only 8 fit, 2 are left out."_s}});
        QCOMPARE(model.index(0, LossModel::Reason).data().toString(), u"Only 8 fit, 2 are left out."_s);
        QCOMPARE(model.toCsv(),
                 QByteArray("sku,field,reason\r\n\"A\"\"1\",\"Images\",\"Only 8 fit, 2 are left out.\"\r\n"));
        model.setLosses({{1, u"=1+1"_s, {}, {}}});
        QVERIFY(!model.toCsv().contains("\"=1"));
    }

private:
    template <class T>
    T *field(const QString &name)
    {
        return test::child<T>(*m_panel, name);
    }

    static QString fileOf(const ExportPanel &panel)
    {
        return test::child<QLineEdit>(panel, u"exportFileLineEdit"_s)->text();
    }
    QString path(const QString &name) const { return m_fixture->folder.filePath(name); }
    QLineEdit *fileField() { return field<QLineEdit>(u"exportFileLineEdit"_s); }
    QPushButton *startButton() { return field<QPushButton>(u"startExportPushButton"_s); }
    QWidget *report() { return field<QWidget>(u"exportReport"_s); }
    QTableView *table() { return field<QTableView>(u"lossesTableView"_s); }
    QString resultText() { return field<QLabel>(u"exportResultLabel"_s)->text(); }
    QMessageBox *question() const { return m_panel->findChild<QMessageBox *>(u"replaceFileMessageBox"_s); }
    const QList<Notification> &notifications() const { return m_fixture->notifications.recent(); }
    void start() { QTest::mouseClick(startButton(), Qt::LeftButton); }
    static QByteArray contentOf(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void chooseKey(const QString &key)
    {
        auto *formats = field<QComboBox>(u"formatComboBox"_s);
        formats->setCurrentIndex(formats->findData(key));
    }

    void choose(const QString &marketplace)
    {
        auto *formats = field<QComboBox>(u"formatComboBox"_s);
        for (const UploadFormat &format : UploadWriter::formats()) {
            if (format.marketplace == marketplace)
                formats->setCurrentIndex(formats->findData(format.key));
        }
    }

    QByteArray run()
    {
        choose(QString());
        fileField()->setText(path(u"out.file"_s));
        start();
        [&] { QTRY_VERIFY(report()->isVisible()); }();
        return contentOf(path(u"out.file"_s));
    }

    ProductScope chosen() const { return {false, {}, {m_ids[1]}, 1}; }
    ProductScope all() const { return {true, {}, {}, m_ids.size()}; }

    const OrdinaryRights m_rights; // from the start, for the threads that are made later as well
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ExportPanel> m_panel;
    QList<ProductId> m_ids;
};

QTEST_MAIN(ExportPanelTest)
#include "tst_exportpanel.moc"
