// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/pagefixture.h"
#include "ui/exporting/exportpanel.h"
#include "ui/exporting/lossmodel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
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

    void scopeIsTheSelectionOrEverything()
    {
        m_panel->setScopes({}, all());
        QVERIFY(!field<QRadioButton>(u"chosenRadioButton"_s)->isEnabled());
        QVERIFY(field<QRadioButton>(u"matchingRadioButton"_s)->isChecked());
        m_panel->setScopes(chosen(), all());
        QVERIFY(field<QRadioButton>(u"chosenRadioButton"_s)->isChecked());
    }

    void writesTheChosenProducts()
    {
        m_panel->setScopes(chosen(), all());
        const QByteArray written = run();
        QVERIFY(written.contains("L-2"));
        QVERIFY(!written.contains("L-3"));
        QVERIFY(field<QLabel>(u"exportResultLabel"_s)->text().contains(u"1 product"));
    }

    void writesEverythingThatMatches()
    {
        m_panel->setScopes({}, all());
        const QByteArray written = run();
        for (int number = 1; number <= 4; ++number)
            QVERIFY(written.contains(QByteArray("L-").append(QByteArray::number(number))));
    }

    void unwritableFileIsTold()
    {
        m_panel->setScopes({}, all());
        choose(QString());
        field<QLineEdit>(u"exportFileLineEdit"_s)->setText(m_fixture->folder.filePath(u"no/such/folder/out.csv"_s));
        QTest::mouseClick(field<QPushButton>(u"startExportPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Error);
        QTRY_VERIFY(field<QPushButton>(u"startExportPushButton"_s)->isEnabled());
    }

    void withoutAFileNothingStarts()
    {
        field<QLineEdit>(u"exportFileLineEdit"_s)->clear();
        QVERIFY(!field<QPushButton>(u"startExportPushButton"_s)->isEnabled());
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
        QFile file(m_fixture->folder.filePath(u"out.file"_s));
        field<QLineEdit>(u"exportFileLineEdit"_s)->setText(file.fileName());
        QTest::mouseClick(field<QPushButton>(u"startExportPushButton"_s), Qt::LeftButton);
        [&] { QTRY_VERIFY(field<QWidget>(u"exportReport"_s)->isVisible()); }();
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    ProductScope chosen() const { return {false, {}, {m_ids[1]}, 1}; }
    ProductScope all() const { return {true, {}, {}, m_ids.size()}; }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ExportPanel> m_panel;
    QList<ProductId> m_ids;
};

QTEST_MAIN(ExportPanelTest)
#include "tst_exportpanel.moc"
