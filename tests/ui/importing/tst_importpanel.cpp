// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/catalogcell.h"
#include "services/storage/catalogreader.h"
#include "tests/ui/pagefixture.h"
#include "ui/importing/importpanel.h"
#include "ui/importing/importpreviewmodel.h"
#include "ui/importing/mappingheader.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray lamps = "id;sku;title;price;quantity\n"
                         "1;L-1;Desk lamp;12,50;3\n"
                         "2;L-2;Floor lamp;1.099,00;4\n"
                         "3;L-3;Broken lamp;cheap;5\n";

QString local(const char *price)
{
    return moneyText(*Money::fromString(QString::fromLatin1(price)), QLocale()).simplified();
}

} // namespace

class ImportPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_panel = std::make_unique<ImportPanel>(m_fixture->services);
        m_panel->resize(1300, 800);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_fixture.reset();
    }

    void showsHowTheFileWillBeRead()
    {
        open("lamps.csv", lamps);
        QCOMPARE(child<QComboBox>(*m_panel, u"delimiterComboBox"_s)->currentText(), u"Semicolon"_s);
        QCOMPARE(child<QComboBox>(*m_panel, u"decimalComboBox"_s)->currentText(), u"1.099,00"_s);
        QCOMPARE(products()->rowCount(), 3);
        QCOMPARE(products()->index(0, 0).data().toString(), u"Desk lamp"_s);
        QCOMPARE(count(), 0);
    }

    void problemsAreMarkedInPlace()
    {
        open("lamps.csv", lamps);
        const auto *cells = child<QTableView>(*m_panel, u"fileColumnsTableView"_s)->model();
        QCOMPARE(cells->index(2, 3).data(ImportPreviewModel::ProblemRole).toInt(), 2);
        QCOMPARE(cells->index(1, 3).data(ImportPreviewModel::ProblemRole).toInt(), 0);
        QVERIFY(cells->index(2, 3).data(Qt::BackgroundRole).isValid());
        QVERIFY(!cells->index(2, 3).data(Qt::ToolTipRole).toString().isEmpty());
        QCOMPARE(child<QListWidget>(*m_panel, u"problemsListWidget"_s)->count(), 1);
    }

    void anotherMappingIsPreviewedAtOnce()
    {
        open("lamps.csv", lamps);
        auto *header = child<MappingHeader>(*m_panel, u"mappingHeaderView"_s);
        QCOMPARE(header->box(1)->currentData().toString(), u"sku"_s);
        mapColumn(1, u"brand"_s);
        QTRY_COMPARE(products()->index(0, 1).data().toString(), QString());
        QTRY_COMPARE(products()->index(0, 3).data().toString(), u"L-1"_s);
    }

    void optionsAreReadAnew_data()
    {
        QTest::addColumn<QString>("box");
        QTest::addColumn<QVariant>("choice");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("column"); // of the products
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("letters") << u"encodingComboBox"_s << QVariant(u"ISO-8859-2"_s)
                                 << QByteArray("id,title,price\n1,\xa3\xf3\x64\x9c,5.00\n") << 0 << u"Łódś"_s
                                 << u"Łód\u009c"_s;
        QTest::newRow("header") << u"headerRowSpinBox"_s << QVariant(2)
                                << QByteArray("id,title,price\nid,title,price\n2,Second,2.00\n") << 0 << QString()
                                << u"Second"_s;
        QTest::newRow("decimals") << u"decimalComboBox"_s << QVariant(int(DecimalStyle::Comma))
                                  << QByteArray("id,title,price\n1,Lamp,1.099\n2,Desk,5.50\n") << 5 << QString()
                                  << local("1099.00 EUR");
        QTest::newRow("quotes") << u"quoteComboBox"_s << QVariant(int('\''))
                                << QByteArray("id,title,price\n1,'Lamp, red',5.00\n") << 0 << QString()
                                << u"Lamp, red"_s;
    }

    void optionsAreReadAnew()
    {
        QFETCH(QString, box);
        QFETCH(QVariant, choice);
        QFETCH(QByteArray, content);
        QFETCH(int, column);
        QFETCH(QString, before);
        QFETCH(QString, after);
        open("lamps.csv", content);
        if (!before.isEmpty())
            QCOMPARE(products()->index(0, column).data().toString(), before);
        if (auto *combo = m_panel->findChild<QComboBox *>(box))
            choose(combo, choice);
        else
            child<QSpinBox>(*m_panel, box)->setValue(choice.toInt());
        QVERIFY2(!button(u"importPushButton"_s)->isEnabled(), "what was not previewed is not imported");
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QCOMPARE(products()->index(0, column).data().toString(), after);
        QCOMPARE(count(), 0);
    }

    void currencyAndSourceArePartOfTheProducts()
    {
        open("lamps.csv", "id,title,price\n1,Lamp,5.00\n");
        auto *currency = child<QComboBox>(*m_panel, u"currencyComboBox"_s);
        currency->setEditText(u"pln"_s);
        Q_EMIT currency->lineEdit()->editingFinished();
        QTRY_COMPARE(products()->index(0, 5).data().toString(), local("5.00 PLN"));
        auto *source = child<QLineEdit>(*m_panel, u"sourceLineEdit"_s);
        source->setText(u" my shop "_s);
        Q_EMIT source->editingFinished();
        QTRY_COMPARE(products()->index(0, products()->columnCount() - 1).data().toString(), u"my shop 1"_s);
        QTest::mouseClick(button(u"importPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(count(), 1);
        QCOMPARE(m_fixture->product(1).sourcePlatform, u"my shop"_s);
        QCOMPARE(m_fixture->product(1).price->currency().code(), u"PLN"_s);
    }

    void unknownCurrencyIsTold()
    {
        open("lamps.csv", "id,title,price\n1,Lamp,5.00\n");
        auto *currency = child<QComboBox>(*m_panel, u"currencyComboBox"_s);
        currency->setEditText(u"EURO"_s);
        Q_EMIT currency->lineEdit()->editingFinished();
        auto *failure = child<QWidget>(*m_panel, u"importFailureState"_s);
        QTRY_VERIFY(failure->isVisible());
        QVERIFY2(child<QLabel>(*failure, u"textLabel"_s)->text().contains(u"EURO"),
                 qPrintable(child<QLabel>(*failure, u"textLabel"_s)->text()));
        QVERIFY(!button(u"importPushButton"_s)->isEnabled());
    }

    void settingsAreWhereThePreviewStarts_data()
    {
        QTest::addColumn<SettingKey>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::newRow("currency") << SettingKey::DefaultCurrency << u"CHF"_s << 5 << local("1.10 CHF");
        QTest::newRow("decimals") << SettingKey::ImportDecimal << u"comma"_s << 5 << local("1100.00 EUR");
        QTest::newRow("letters") << SettingKey::ImportEncoding << u"windows-1252"_s << 0 << u"LÃ¤mp"_s;
        QTest::newRow("source") << SettingKey::ImportSource << u"warehouse"_s << 12 << u"warehouse 1"_s;
    }

    void settingsAreWhereThePreviewStarts()
    {
        QFETCH(SettingKey, key);
        QFETCH(QString, value);
        QFETCH(int, column);
        QVERIFY(m_fixture->settings->setText(key, value));
        open("lamps.csv", "id,title,price\n1,L\xc3\xa4mp,1.100\n");
        if (key == SettingKey::DefaultCurrency)
            choose(child<QComboBox>(*m_panel, u"decimalComboBox"_s), int(DecimalStyle::Point));
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QTEST(products()->index(0, column).data().toString(), "text");
    }

    void anotherDelimiterFindsOtherColumns()
    {
        open("lamps.csv", lamps);
        choose(child<QComboBox>(*m_panel, u"delimiterComboBox"_s), int('|'));
        const auto *cells = child<QTableView>(*m_panel, u"fileColumnsTableView"_s)->model();
        QTRY_COMPARE(cells->columnCount(), 1);
    }

    void mappingOutlivesOtherChanges()
    {
        open("lamps.csv", lamps);
        mapColumn(1, u"brand"_s);
        QTRY_COMPARE(products()->index(0, 3).data().toString(), u"L-1"_s);
        choose(child<QComboBox>(*m_panel, u"decimalComboBox"_s), int(DecimalStyle::Point));
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QCOMPARE(products()->index(0, 3).data().toString(), u"L-1"_s);
        QCOMPARE(child<MappingHeader>(*m_panel, u"mappingHeaderView"_s)->box(1)->currentData().toString(), u"brand"_s);
    }

    void mappingAndOptionsOfEachFileAreItsOwn()
    {
        m_panel->addFiles({m_fixture->write(u"a.csv"_s, "id,sku,title,price\n1,A-1,First,1.00\n"),
                           m_fixture->write(u"b.csv"_s, "id,sku,title,price\n2,B-2,Second,2.00\n")});
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        mapColumn(1, u"brand"_s);
        // At once to the other file, before the change has been previewed.
        auto *tabs = child<QTabBar>(*m_panel, u"importFilesTabBar"_s);
        tabs->setCurrentIndex(1);
        QTRY_COMPARE(products()->index(0, 0).data().toString(), u"Second"_s);
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QCOMPARE(products()->index(0, 1).data().toString(), u"B-2"_s);
        tabs->setCurrentIndex(0);
        QTRY_COMPARE(products()->index(0, 0).data().toString(), u"First"_s);
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QCOMPARE(products()->index(0, 3).data().toString(), u"A-1"_s);
        QTest::mouseClick(button(u"importAllPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(count(), 2);
        QCOMPARE(m_fixture->product(1).brand, u"A-1"_s);
        QCOMPARE(m_fixture->product(2).sku, u"B-2"_s);
    }

    void doubtsAreShown()
    {
        open("lamps.csv", "id,title,title,price\n1,Lamp,Lampe,5.00\n");
        auto *doubts = child<QLabel>(*m_panel, u"doubtsLabel"_s);
        QVERIFY(doubts->isVisible());
        QVERIFY2(doubts->text().contains(u"title"), qPrintable(doubts->text()));
        m_panel->addFiles(
            {m_fixture->write(u"plain.csv"_s, "id,title,price,currency\n1,Lamp,5.00,EUR\n2,Desk,1099.50,EUR\n")});
        QTRY_COMPARE(child<QLabel>(*m_panel, u"importTitleLabel"_s)->text(), u"plain.csv"_s);
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QVERIFY2(!doubts->isVisible(), qPrintable(doubts->text()));
    }

    void aDoubtOutlivesOtherChanges()
    {
        open("lamps.csv", "sku;title;price;note;currency\nA;Lamp;3.350;x;EUR\n");
        auto *doubts = child<QLabel>(*m_panel, u"doubtsLabel"_s);
        QVERIFY(doubts->text().contains(u"3.350"));
        mapColumn(3, u"ignore"_s);
        QVERIFY(!button(u"importPushButton"_s)->isEnabled());
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QVERIFY(doubts->text().contains(u"3.350"));
        choose(child<QComboBox>(*m_panel, u"decimalComboBox"_s), int(DecimalStyle::Comma)); // as assumed: confirmed
        QTRY_VERIFY(doubts->text().isEmpty());
    }

    void problemsOfAWholeRecordNameNoColumn()
    {
        open("lamps.csv", "sku,title,price\nA,Lamp,5.00\nB,Lamp,red,6.00\n");
        const auto *problems = child<QListWidget>(*m_panel, u"problemsListWidget"_s);
        QCOMPARE(problems->count(), 1);
        QVERIFY2(problems->item(0)->text().startsWith(u"Line 3: The record has"),
                 qPrintable(problems->item(0)->text()));
    }

    void headerWithoutProductsIsToldAndNotImported()
    {
        m_panel->addFiles({m_fixture->write(u"empty.csv"_s, "id,title,price\n")});
        QTRY_VERIFY(child<QLabel>(*m_panel, u"doubtsLabel"_s)->isVisible());
        QVERIFY(!button(u"importPushButton"_s)->isEnabled());
    }

    void problemsNameLineColumnAndReason()
    {
        open("lamps.csv", "id,title,price,gtin\n1,Lamp,cheap,\n2,Desk,5.00,4006381333932\n");
        const auto *problems = child<QListWidget>(*m_panel, u"problemsListWidget"_s);
        QCOMPARE(problems->count(), 2);
        QVERIFY2(problems->item(0)->text().startsWith(u"Line 2, price “cheap”: "),
                 qPrintable(problems->item(0)->text()));
        QVERIFY2(problems->item(1)->text().startsWith(u"Line 3, gtin “4006381333932”: "),
                 qPrintable(problems->item(1)->text()));
        QCOMPARE(problems->item(0)->toolTip(), u"cheap"_s);
        const auto *lines = products();
        QCOMPARE(lines->headerData(0, Qt::Vertical).toString(), u"2"_s);
        QCOMPARE(lines->index(0, 0).data(Qt::ForegroundRole).value<QColor>(), tokens(m_panel.get()).danger);
        QVERIFY2(lines->index(0, 0).data().toString().startsWith(u"Rejected: "),
                 qPrintable(lines->index(0, 0).data().toString()));
    }

    void filesAddedLaterAreShownAndClosedOneByOne()
    {
        open("a.csv", "id,title,price\n1,First,1.00\n");
        auto *tabs = child<QTabBar>(*m_panel, u"importFilesTabBar"_s);
        QVERIFY(!tabs->isVisible());
        const QString second = m_fixture->write(u"b.csv"_s, "id,title,price\n2,Second,2.00\n");
        m_panel->addFiles({second});
        QCOMPARE(tabs->currentIndex(), 1);
        QTRY_COMPARE(products()->index(0, 0).data().toString(), u"Second"_s);
        m_panel->addFiles({second});
        QCOMPARE(tabs->count(), 2);
        QSignalSpy closed(m_panel.get(), &ImportPanel::closeRequested);
        const auto close = [tabs](int tab) {
            QTest::mouseClick(tabs->tabButton(tab, QTabBar::RightSide), Qt::LeftButton);
        };
        close(1);
        QCOMPARE(child<QLabel>(*m_panel, u"importTitleLabel"_s)->text(), u"a.csv"_s);
        QVERIFY(!tabs->isVisible());
        QVERIFY(closed.isEmpty());
        close(0);
        QCOMPARE(closed.count(), 1);
        QVERIFY(!button(u"importPushButton"_s)->isEnabled());
        QCOMPARE(count(), 0);
    }

    void importFillsTheCatalogAndCanBeUndone()
    {
        open("lamps.csv", lamps);
        QSignalSpy closed(m_panel.get(), &ImportPanel::closeRequested);
        QSignalSpy started(m_panel.get(), &ImportPanel::importStarted);
        QTest::mouseClick(button(u"importPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(count(), 2);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(started.count(), 1);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 2);
        QVERIFY(m_fixture->tasks.tasks().isEmpty());
        const Notification &rejects = m_fixture->notifications.recent()[0];
        QCOMPARE(rejects.kind, Notification::Kind::Warning);
        QVERIFY(!rejects.actionText.isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent()[1].id);
        QTRY_COMPARE(count(), 0);
    }

    void severalFilesHaveATabEach()
    {
        // As in the window: laid out while nothing is open, shown with the first files.
        ImportPanel panel(m_fixture->services);
        panel.resize(1000, 700);
        panel.ensurePolished();
        panel.layout()->activate();
        panel.addFiles({m_fixture->write(u"a.csv"_s, lamps), m_fixture->write(u"b.csv"_s, lamps)});
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto *tabs = child<QTabBar>(panel, u"importFilesTabBar"_s);
        QVERIFY(tabs->isVisible());
        QTRY_VERIFY(tabs->height() > tabs->fontMetrics().height());
        QCOMPARE(tabs->tabText(1), u"b.csv"_s);
        QVERIFY(tabs->tabToolTip(1).endsWith(u"/b.csv"));
    }

    void severalFilesAreImportedOneAfterTheOther()
    {
        m_panel->addFiles({m_fixture->write(u"a.csv"_s, "id,title,price\n1,First,1.00\n"),
                           m_fixture->write(u"b.csv"_s, "id,title,price\n2,Second,2.00\n")});
        QCOMPARE(child<QTabBar>(*m_panel, u"importFilesTabBar"_s)->count(), 2);
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QTest::mouseClick(button(u"importAllPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(count(), 2);
    }

    void escapeClosesAnOpenListFirst()
    {
        open("lamps.csv", lamps);
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        QSignalSpy closing(m_panel.get(), &ImportPanel::closeRequested);
        QComboBox *box = child<MappingHeader>(*m_panel, u"mappingHeaderView"_s)->box(0);
        box->setFocus();
        box->showPopup();
        QTRY_VERIFY(box->view()->isVisible());
        QVERIFY2(child<QPushButton>(*m_panel, u"closeImportPushButton"_s)->shortcut().isEmpty(),
                 "a shortcut of the window is heard before the list is");
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QTRY_VERIFY(!box->view()->isVisible());
        QCOMPARE(closing.size(), 0);
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(closing.size(), 1);
    }

    void anotherFileIsShownFromItsFirstColumn()
    {
        QByteArray names = "id,title";
        QByteArray row = "1,Lamp";
        for (int column = 2; column < 40; ++column) {
            names += ",c" + QByteArray::number(column);
            row += ",x";
        }
        open("wide.csv", names + '\n' + row + '\n');
        const QScrollBar *bar = child<QTableView>(*m_panel, u"fileColumnsTableView"_s)->horizontalScrollBar();
        child<MappingHeader>(*m_panel, u"mappingHeaderView"_s)->box(30)->setFocus();
        child<QTableView>(*m_panel, u"fileColumnsTableView"_s)->horizontalScrollBar()->setValue(bar->maximum());
        QVERIFY(bar->value() > 0);
        open("wider.csv", names + '\n' + row + '\n');
        QTRY_COMPARE(bar->value(), 0);
    }

    void mappingIsReachedByTheKeyboard()
    {
        QByteArray names = "id,title";
        QByteArray row = "1,Lamp";
        for (int column = 2; column < 40; ++column) {
            names += ",c" + QByteArray::number(column);
            row += ",x";
        }
        open("wide.csv", names + '\n' + row + '\n');
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        auto *table = child<QTableView>(*m_panel, u"fileColumnsTableView"_s);
        auto *mapping = child<MappingHeader>(*m_panel, u"mappingHeaderView"_s);
        table->setFocus();
        for (int column = 0; column < 40; ++column) { // also those that are not in sight at first
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), mapping->box(column));
            QVERIFY(mapping->viewport()->rect().contains(mapping->box(column)->geometry()));
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(!mapping->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(QApplication::focusWidget() != table);
        QVERIFY(!child<QTableView>(*m_panel, u"previewTableView"_s)->tabKeyNavigation());
    }

    void aThousandColumnsStayQuick()
    {
        QByteArray header = "id,title";
        QByteArray row = "1,Lamp";
        for (int column = 0; column < 1000; ++column) {
            header += ",c" + QByteArray::number(column);
            row += ",x";
        }
        open("wide.csv", header + '\n' + row + '\n');
        const auto *mapping = child<MappingHeader>(*m_panel, u"mappingHeaderView"_s);
        QCOMPARE(mapping->count(), 1002);
        QVERIFY(mapping->findChildren<QComboBox *>().size() < 40);
    }

private:
    void open(const char *name, const QByteArray &content)
    {
        m_panel->addFiles({m_fixture->write(QLatin1String(name), content)});
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
    }

    static void choose(QComboBox *box, const QVariant &choice)
    {
        box->setCurrentIndex(box->findData(choice));
        QVERIFY(box->currentIndex() >= 0);
        Q_EMIT box->activated(box->currentIndex());
    }

    void mapColumn(int column, const QString &target)
    {
        choose(child<MappingHeader>(*m_panel, u"mappingHeaderView"_s)->box(column), target);
    }

    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }
    QPushButton *button(const QString &name) { return child<QPushButton>(*m_panel, name); }
    QAbstractItemModel *products() { return child<QTableView>(*m_panel, u"previewTableView"_s)->model(); }
    qint64 count()
    {
        return m_fixture->storage->read([](Database &database) { return CatalogReader(database).productCount(); })
            .result()
            .value_or(-1);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ImportPanel> m_panel;
};

QTEST_MAIN(ImportPanelTest)
#include "tst_importpanel.moc"
