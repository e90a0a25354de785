// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The detail panel's tabs one by one, and what happens to what is being typed.

#include "models/domain/quality.h"
#include "services/storage/proposalrepository.h"
#include "tests/ui/pagefixture.h"
#include "ui/catalog/autosaveedit.h"
#include "ui/catalog/celleditor.h"
#include "ui/catalog/detailpanel.h"
#include "ui/catalog/historymodel.h"
#include "ui/catalog/qualitytab.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTranslator>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class DetailTabsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PageFixture>(); }

    void init()
    {
        m_ids = {add(1), add(2)};
        m_told = std::make_unique<QSignalSpy>(&m_fixture->notifications, &Notifications::posted);
        m_panel = std::make_unique<DetailPanel>(m_fixture->services);
        m_panel->setLocale(QLocale(QLocale::German, QLocale::Germany));
        m_panel->resize(800, 800);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        open(m_ids[0]);
        market(QString());
    }

    void cleanup()
    {
        m_panel.reset();
        m_told.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void titleCounterFollowsEveryMarketplace_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("over"); // characters more than the limit
        QTest::addColumn<bool>("danger");
        for (const auto &pack : RulePacks::load().all()) {
            if (!pack->titleLimit())
                continue;
            QTest::newRow(qPrintable(pack->key() + u" at the limit")) << pack->key() << 0 << false;
            QTest::newRow(qPrintable(pack->key() + u" above")) << pack->key() << 1 << true;
        }
    }

    void titleCounterFollowsEveryMarketplace()
    {
        QFETCH(QString, key);
        QFETCH(int, over);
        QFETCH(bool, danger);
        market(key);
        const int limit = *m_fixture->services.rulePacks.find(key)->titleLimit();
        line(u"optimizedTitleLineEdit"_s)->setText(QString(limit + over, u'x'));
        const QLabel *counter = label(u"titleCounterLabel"_s);
        QCOMPARE(counter->text(), u"%1 of %2 characters"_s.arg(number(limit + over), number(limit)));
        QCOMPARE(counter->palette().color(QPalette::WindowText) == lightTokens().danger, danger);
    }

    void countersCountWhatPeopleSee_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        QTest::newRow("umlauts") << u"Tür"_s << u"3 characters"_s;
        QTest::newRow("beyond the basic plane") << u"😀😀"_s << u"2 characters"_s;
        QTest::newRow("nothing: the original") << QString() << u"6 characters"_s; // "Lamp 1"
    }

    void countersCountWhatPeopleSee()
    {
        QFETCH(QString, typed);
        line(u"optimizedTitleLineEdit"_s)->setText(typed);
        QTEST(label(u"titleCounterLabel"_s)->text(), "shown");
    }

    void descriptionIsCountedInTheMarketplacesUnit()
    {
        for (const auto &pack : m_fixture->services.rulePacks.all()) {
            market(pack->key());
            text(u"optimizedDescriptionTextEdit"_s)->setPlainText(u"Tür"_s);
            const QString shown = label(u"descriptionCounterLabel"_s)->text();
            QVERIFY2(shown.startsWith(pack->descriptionLimitInBytes() ? u"4 " : u"3 "), qPrintable(shown));
            QCOMPARE(shown.contains(u"bytes"), pack->descriptionLimitInBytes());
        }
    }

    void originalsCannotBeChanged()
    {
        QVERIFY(line(u"originalTitleLineEdit"_s)->isReadOnly());
        QCOMPARE(line(u"originalTitleLineEdit"_s)->text(), u"Lamp 1"_s);
        QVERIFY(child<QPlainTextEdit>(*m_panel, u"originalDescriptionTextEdit"_s)->isReadOnly());
    }

    void descriptionIsStoredByCtrlEnterAndTakenBackByEscape()
    {
        AutosaveTextEdit *edit = text(u"optimizedDescriptionTextEdit"_s);
        edit->setFocus();
        edit->setPlainText(u"Shines\nbrightly."_s);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(product().descriptionOptimized, u"Shines\nbrightly."_s);
        edit->setPlainText(u"oops"_s);
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(edit->toPlainText(), u"Shines\nbrightly."_s);
        QTest::keyClick(edit, Qt::Key_Tab);
        QVERIFY2(!edit->hasFocus(), "Tab leaves the field");
    }

    void typedTextIsStoredWithItsOwnProduct_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("title") << u"optimizedTitleLineEdit"_s;
        QTest::newRow("SKU") << u"skuLineEdit"_s;
    }

    void typedTextIsStoredWithItsOwnProduct()
    {
        QFETCH(QString, field);
        const Product before = product(1);
        child<QTabWidget>(*m_panel, u"detailTabWidget"_s)
            ->setCurrentIndex(field.startsWith(u"sku") ? DetailPanel::Attributes : DetailPanel::Listing);
        line(field)->setFocus();
        line(field)->setText(u"Typed"_s);
        m_panel->open(m_ids[1]); // by a shortcut, or because the first one was deleted: the focus stays
        QTRY_COMPARE(title(), u"Lamp 2"_s);
        QVERIFY(line(field)->text() != u"Typed"_s);
        line(field)->clearFocus();
        QTRY_COMPARE(field.startsWith(u"sku") ? product().sku : product().titleOptimized, u"Typed"_s);
        QCOMPARE(product(1), before);
    }

    void attributeBeingTypedIsStoredWithItsOwnProduct()
    {
        showTab(DetailPanel::Attributes);
        child<QPushButton>(*m_panel, u"addAttributePushButton"_s)->click();
        table()->item(0, 1)->setText(u"red"_s);
        QLineEdit *editor = openEditor(*table());
        QVERIFY(editor);
        editor->setText(u"Colour"_s);
        m_panel->open(m_ids[1]);
        QTRY_COMPARE(title(), u"Lamp 2"_s);
        QTRY_COMPARE(product().attributes, (QList<Attribute>{{u"Colour"_s, u"red"_s}}));
        QTRY_COMPARE(table()->rowCount(), 0);
        QVERIFY(product(1).attributes.isEmpty());
    }

    void othersChangesDoNotDisturbTyping()
    {
        line(u"optimizedTitleLineEdit"_s)->setFocus();
        line(u"optimizedTitleLineEdit"_s)->setText(u"half a sent"_s);
        m_fixture->change(m_ids[0], ProductField::Brand, u"Other"_s);
        QTRY_COMPARE(line(u"brandLineEdit"_s)->text(), u"Other"_s);
        QCOMPARE(line(u"optimizedTitleLineEdit"_s)->text(), u"half a sent"_s);
    }

    void conflictOfAnotherProductIsToldInsteadOfShown()
    {
        const FieldChange change{m_ids[0], ProductField::TitleOptimized, u"Theirs"_s, {}};
        m_fixture->storage->write(
            [change](Database &database) { return ProductRepository(database).change({change}, {}); });
        enter(u"optimizedTitleLineEdit"_s, u"Mine"_s);
        m_panel->open(m_ids[1]);
        QTRY_COMPARE(m_told->count(), 1);
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Error);
        QTRY_COMPARE(title(), u"Lamp 2"_s);
        QVERIFY(!child<QWidget>(*m_panel, u"conflictBar"_s)->isVisible());
        QCOMPARE(product().titleOptimized, u"Theirs"_s);
        QCOMPARE(product(1).titleOptimized, QString());
    }

    void factsTakeAndRefuse_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored"); // in the canonical text; "refused" when it must not be
        QTest::newRow("SKU with spaces") << u"sku"_s << u"  A-1 "_s << u"A-1"_s;
        QTest::newRow("valid GTIN") << u"gtin"_s << u"4006381333931"_s << u"4006381333931"_s;
        QTest::newRow("wrong check digit") << u"gtin"_s << u"4006381333932"_s << u"refused"_s;
        QTest::newRow("price in the locale") << u"price"_s << u"1.234,50"_s << u"1234.50 EUR"_s;
        QTest::newRow("price with another currency") << u"price"_s << u"99 PLN"_s << u"99.00 PLN"_s;
        QTest::newRow("no price") << u"price"_s << u"cheap"_s << u"refused"_s;
        QTest::newRow("price taken away") << u"price"_s << QString() << QString();
        QTest::newRow("quantity") << u"quantity"_s << u"1.500"_s << u"1500"_s;
        QTest::newRow("quantity without groups") << u"quantity"_s << u"1500"_s << u"1500"_s;
        QTest::newRow("half a piece") << u"quantity"_s << u"1,5"_s << u"refused"_s;
        QTest::newRow("brand taken away") << u"brand"_s << QString() << QString();
    }

    void factsTakeAndRefuse()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const ProductField known = *fieldFromName(field);
        const QString before = fieldText(product(), known);
        const QString shown = line(field + u"LineEdit")->text();
        enter(field + u"LineEdit", typed);
        if (stored != u"refused") {
            QTRY_COMPARE(fieldText(product(), known), stored);
            return;
        }
        QTRY_COMPARE(m_told->count(), 1);
        QTRY_COMPARE(line(field + u"LineEdit")->text(), shown);
        QCOMPARE(fieldText(product(), known), before);
    }

    void conditionIsChosen()
    {
        auto *box = child<QComboBox>(*m_panel, u"conditionComboBox"_s);
        const int used = box->findData(conditionName(Condition::Used));
        box->setCurrentIndex(used);
        Q_EMIT box->activated(used);
        QTRY_COMPARE(product().condition, Condition::Used);
    }

    void attributesAreRemovedAndEmptyOnesNotStored()
    {
        const QList<Attribute> three{{u"Colour"_s, u"red"_s}, {u"Size"_s, u"M"_s}, {u"Power"_s, u"5 W"_s}};
        m_fixture->change(m_ids[0], ProductField::Attributes, QString::fromUtf8(attributesToJson(three)));
        QTRY_COMPARE(table()->rowCount(), 3);
        showTab(DetailPanel::Attributes);
        table()->selectRow(1);
        child<QPushButton>(*m_panel, u"removeAttributePushButton"_s)->click();
        QTRY_COMPARE(product().attributes, (QList<Attribute>{three[0], three[2]}));
        table()->item(0, 1)->setText(u"  "_s);
        QTRY_COMPARE(product().attributes, QList<Attribute>{three[2]});
        QTRY_COMPARE(table()->rowCount(), 1);
    }

    void imagesAreAddedMovedAndRemoved()
    {
        images({u"https://example.com/1.jpg"_s, u"https://example.com/2.jpg"_s});
        QCOMPARE(child<QTabWidget>(*m_panel, u"detailTabWidget"_s)->tabText(DetailPanel::Images), u"Images (2)"_s);
        list()->setCurrentRow(1);
        press(u"moveImageUpPushButton"_s);
        QTRY_COMPARE(addresses(), (QStringList{u"https://example.com/2.jpg"_s, u"https://example.com/1.jpg"_s}));
        press(u"moveImageUpPushButton"_s); // is the first already
        press(u"moveImageDownPushButton"_s);
        QTRY_COMPARE(addresses(), (QStringList{u"https://example.com/1.jpg"_s, u"https://example.com/2.jpg"_s}));
        list()->setCurrentRow(0);
        press(u"removeImagePushButton"_s);
        QTRY_COMPARE(addresses(), QStringList{u"https://example.com/2.jpg"_s});
        press(u"addImagePushButton"_s);
        QLineEdit *editor = openEditor(*list());
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"https://"_s);
        editor->setText(u"https://example.com/3.jpg"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(addresses(), (QStringList{u"https://example.com/2.jpg"_s, u"https://example.com/3.jpg"_s}));
    }

    void addressThatWasOnlyBegunLeavesNothing_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Escape") << int(Qt::Key_Escape);
        QTest::newRow("Enter") << int(Qt::Key_Return);
    }

    void addressThatWasOnlyBegunLeavesNothing()
    {
        QFETCH(int, key);
        images({u"https://example.com/1.jpg"_s});
        press(u"addImagePushButton"_s);
        QCOMPARE(list()->count(), 2);
        QTest::keyClick(openEditor(*list()), static_cast<Qt::Key>(key));
        QTRY_COMPARE(list()->count(), 1);
        QCOMPARE(addresses(), QStringList{u"https://example.com/1.jpg"_s});
    }

    void addressBeingTypedSurvivesOthersChanges()
    {
        images({u"https://example.com/1.jpg"_s});
        press(u"addImagePushButton"_s);
        openEditor(*list())->setText(u"https://example.com/new"_s);
        m_fixture->change(m_ids[0], ProductField::Brand, u"Other"_s);
        QTRY_COMPARE(line(u"brandLineEdit"_s)->text(), u"Other"_s);
        QVERIFY(openEditor(*list()));
        QCOMPARE(openEditor(*list())->text(), u"https://example.com/new"_s);
    }

    void wrongAddressIsRefused()
    {
        images({u"https://example.com/1.jpg"_s});
        list()->setCurrentRow(0);
        list()->item(0)->setText(u"javascript:alert(1)"_s);
        QTRY_COMPARE(m_told->count(), 1);
        QTRY_COMPARE(list()->item(0)->text(), u"https://example.com/1.jpg"_s);
        QCOMPARE(addresses(), QStringList{u"https://example.com/1.jpg"_s});
    }

    void everyLostPointIsExplained()
    {
        const QualityReport report = qualityReport(product());
        const auto reasons = m_panel->findChildren<QLabel *>(u"lostPointsLabel"_s);
        QCOMPARE(reasons.size(), report.lost.size());
        for (qsizetype i = 0; i < report.lost.size(); ++i) {
            QVERIFY(reasons[i]->text().startsWith(u"−%1 "_s.arg(report.lost[i].points)));
            QVERIFY(reasons[i]->text().contains(report.lost[i].reason));
        }
        int points = 0;
        for (const ScoreBar *bar : m_panel->findChildren<ScoreBar *>())
            points += bar->accessibleName().section(u": "_s, 1).section(u' ', 0, 0).toInt();
        QCOMPARE(points, report.score);
    }

    void reasonsFollowAnImprovement()
    {
        const auto count = [this] { return m_panel->findChildren<QLabel *>(u"lostPointsLabel"_s).size(); };
        const auto before = count();
        images({u"https://example.com/1.jpg"_s, u"https://example.com/2.jpg"_s, u"https://example.com/3.jpg"_s,
                u"https://example.com/4.jpg"_s, u"https://example.com/5.jpg"_s, u"https://example.com/6.jpg"_s});
        QTRY_VERIFY(count() < before);
    }

    void judgedTextsAreNamed()
    {
        QualityTab tab;
        const auto *label = tab.findChild<QLabel *>(u"judgedTextsLabel"_s);
        tab.show(QualityReport());
        QVERIFY(label->isHidden());
        tab.show(QualityReport(), u"<b>eBay</b>"_s);
        QVERIFY(!label->isHidden());
        QVERIFY(label->text().contains(u"<b>eBay</b>"_s));
        QCOMPARE(label->textFormat(), Qt::PlainText); // the key of any catalog's listing
        tab.show(QualityReport());
        QVERIFY(label->isHidden());
    }

    void nothingLostSaysSo()
    {
        QualityTab tab;
        QualityReport report;
        report.score = 100;
        report.title = report.description = 30;
        report.images = report.attributes = 20;
        tab.show(report);
        QVERIFY(tab.findChildren<QLabel *>(u"lostPointsLabel"_s).isEmpty());
        tab.resize(300, 300);
        QVERIFY(!tab.grab().isNull());
    }

    void historyTellsWhoAndWhat()
    {
        showTab(DetailPanel::History);
        const auto *view = child<QTableView>(*m_panel, u"historyTableView"_s);
        QVERIFY(!view->isVisibleTo(m_panel.get()));
        m_fixture->change(m_ids[0], ProductField::Brand, u"Other"_s);
        enter(u"skuLineEdit"_s, u"NEW-1"_s);
        const QAbstractItemModel &history = *view->model();
        QTRY_COMPARE(history.rowCount(), 2);
        QVERIFY(view->isVisibleTo(m_panel.get()));
        const auto cell = [&](int row, int column) { return history.index(row, column).data().toString(); };
        QCOMPARE(cell(0, HistoryModel::Who), u"You"_s);
        QCOMPARE(cell(0, HistoryModel::Field), fieldLabel(ProductField::Sku));
        QCOMPARE(cell(0, HistoryModel::Before), u"L-1"_s);
        QCOMPARE(cell(0, HistoryModel::After), u"NEW-1"_s);
        QVERIFY(!cell(0, HistoryModel::When).isEmpty());
        QCOMPARE(cell(1, HistoryModel::Before), u"Acme"_s);
    }

    void revertNeedsAChosenLineAndIsItselfInTheHistory()
    {
        enter(u"skuLineEdit"_s, u"NEW-1"_s);
        enter(u"skuLineEdit"_s, u"NEW-2"_s);
        auto *history = child<QTableView>(*m_panel, u"historyTableView"_s);
        QTRY_COMPARE(history->model()->rowCount(), 2);
        showTab(DetailPanel::History);
        auto *revert = child<QPushButton>(*m_panel, u"revertPushButton"_s);
        QVERIFY(!revert->isEnabled());
        history->selectRow(1); // the first change: back to L-1, over the second
        QVERIFY(revert->isEnabled());
        QTest::mouseClick(revert, Qt::LeftButton);
        QTRY_COMPARE(product().sku, u"L-1"_s);
        QTRY_COMPARE(history->model()->rowCount(), 3);
        QTRY_VERIFY(!revert->isEnabled());
    }

    void aStatusIsNotReverted()
    {
        m_fixture->change(m_ids[0], ProductField::Status, statusName(ProductStatus::Optimizing));
        auto *history = child<QTableView>(*m_panel, u"historyTableView"_s);
        QTRY_COMPARE(history->model()->rowCount(), 1);
        showTab(DetailPanel::History);
        history->selectRow(0);
        QVERIFY(!child<QPushButton>(*m_panel, u"revertPushButton"_s)->isEnabled());
    }

    void everyWordOfTheHistoryHasRoom()
    {
        m_panel->resize(m_panel->minimumWidth(), 800);
        m_fixture->change(m_ids[0], ProductField::DescriptionOptimized, u"Better"_s);
        auto *history = child<QTableView>(*m_panel, u"historyTableView"_s);
        QTRY_COMPARE(history->model()->rowCount(), 1);
        showTab(DetailPanel::History);
        for (const auto column : {HistoryModel::When, HistoryModel::Who, HistoryModel::Field}) {
            const QString shown = history->model()->index(0, column).data().toString();
            for (const QString &word : shown.split(column == HistoryModel::When ? u'\n' : u' '))
                QVERIFY2(history->fontMetrics().horizontalAdvance(word) < history->columnWidth(column),
                         qPrintable(word));
        }
        QVERIFY(history->rowHeight(0) >= 2 * history->fontMetrics().lineSpacing());
        QVERIFY(history->columnWidth(HistoryModel::Before) >= 56);
    }

    void aLongTitleShowsItsBeginning()
    {
        const QString title = u"A lamp with a title that is far too long for the field in which it stands, in fact "_s;
        m_fixture->change(m_ids[0], ProductField::TitleOptimized, title + title);
        AutosaveLineEdit *edit = line(u"optimizedTitleLineEdit"_s);
        QTRY_COMPARE(edit->text(), title + title);
        QCOMPARE(edit->cursorPosition(), 0);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_End);
        QTest::keyClicks(edit, u"bright"_s);
        edit->clearFocus();
        QCOMPARE(edit->cursorPosition(), 0);
    }

    void longValuesAreCutInTheHistoryButWholeInTheToolTip()
    {
        HistoryModel model;
        HistoryEntry entry;
        entry.field = ProductField::DescriptionOptimized;
        entry.after = QString(500, u'x') + u"\nend"_s;
        entry.actor = u"rules/1"_s;
        model.setEntries({entry});
        const QModelIndex after = model.index(0, HistoryModel::After);
        QCOMPARE(after.data().toString().size(), 200);
        QVERIFY(after.data(Qt::ToolTipRole).toString().endsWith(u"end"));
        QCOMPARE(model.index(0, HistoryModel::Who).data().toString(), u"Built-in rules"_s);
        QVERIFY(!model.at(1) && !model.at(-1));
        for (int column = 0; column < HistoryModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }

    void longNamesDoNotMakeThePanelWider()
    {
        const int before = m_panel->minimumSizeHint().width();
        m_fixture->change(m_ids[0], ProductField::Brand, QString(300, u'W'));
        QTRY_VERIFY(label(u"productSubtitleLabel"_s)->text().size() > 300);
        QCOMPARE(m_panel->minimumSizeHint().width(), before);
    }

    void historyTellsOfListings()
    {
        market(u"ebay"_s);
        auto *history = child<QTableView>(*m_panel, u"historyTableView"_s);
        enter(u"optimizedTitleLineEdit"_s, u"Lamp for eBay"_s);
        QTRY_COMPARE(history->model()->rowCount(), 1);
        enter(u"optimizedTitleLineEdit"_s, u"Better lamp for eBay"_s);
        QTRY_COMPARE(history->model()->rowCount(), 2);
        const auto cell = [&](int column) { return history->model()->index(0, column).data().toString(); };
        QCOMPARE(cell(HistoryModel::Field), fieldLabel(ProductField::TitleOptimized) + u" (eBay)"_s);
        QCOMPARE(cell(HistoryModel::Before), u"Lamp for eBay"_s);
        QCOMPARE(cell(HistoryModel::After), u"Better lamp for eBay"_s);
        showTab(DetailPanel::History);
        history->selectRow(0);
        QTest::mouseClick(child<QPushButton>(*m_panel, u"revertPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(history->model()->rowCount(), 3);
        QCOMPARE(cell(HistoryModel::After), u"Lamp for eBay"_s);
        QCOMPARE(product().titleOptimized, QString());
    }

    void historySaysTokensInWords()
    {
        HistoryModel model;
        HistoryEntry status;
        status.field = ProductField::Status;
        status.before = statusName(ProductStatus::Imported);
        status.after = u"of a newer version"_s;
        model.setEntries({status});
        QCOMPARE(model.index(0, HistoryModel::Before).data().toString(), statusText(ProductStatus::Imported));
        QCOMPARE(model.index(0, HistoryModel::After).data().toString(), status.after);
        HistoryEntry points;
        points.field = ProductField::BulletPoints;
        points.after = u"[\"Warm light\",\"Oak\"]"_s;
        model.setEntries({points});
        QCOMPARE(model.index(0, HistoryModel::After).data().toString(), u"Warm light Oak"_s);
    }

    void scrapedTextIsNotLaidOut()
    {
        m_fixture->change(m_ids[0], ProductField::TitleOptimized, u"<b>Lamp</b> <img src=x>"_s);
        QTRY_COMPARE(line(u"optimizedTitleLineEdit"_s)->text(), u"<b>Lamp</b> <img src=x>"_s);
        market(u"ebay"_s);
        QTRY_VERIFY(m_panel->findChild<QWidget *>(u"findingRow"_s));
        for (const QWidget *row : m_panel->findChildren<QWidget *>(u"findingRow"_s)) {
            for (const QLabel *words : row->findChildren<QLabel *>())
                QVERIFY(words->text().isEmpty() || words->textFormat() == Qt::PlainText);
        }
        for (const QLabel *reason : m_panel->findChildren<QLabel *>(u"lostPointsLabel"_s))
            QCOMPARE(reason->textFormat(), Qt::PlainText);
    }

    void nothingIsCutOffWhereItIsNarrow_data()
    {
        QTest::addColumn<QString>("language");
        for (const auto *language : {"en", "de", "pl"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }

    void nothingIsCutOffWhereItIsNarrow()
    {
        QFETCH(QString, language);
        QTranslator texts;
        QVERIFY(texts.load(QLocale(language), u"listwright"_s, u"_"_s, u":/i18n"_s));
        QCoreApplication::installTranslator(&texts);
        const auto back = qScopeGuard([&texts] { QCoreApplication::removeTranslator(&texts); });
        m_panel = std::make_unique<DetailPanel>(m_fixture->services);
        m_panel->resize(m_panel->minimumWidth(), 800);
        m_panel->show();
        open(m_ids[0]);
        market(u"ebay"_s);
        QTRY_VERIFY(m_panel->findChild<QWidget *>(u"findingRow"_s));
        for (const auto tab : {DetailPanel::Listing, DetailPanel::Quality, DetailPanel::Attributes}) {
            showTab(tab);
            const auto *area =
                qobject_cast<QScrollArea *>(child<QTabWidget>(*m_panel, u"detailTabWidget"_s)->currentWidget());
            QVERIFY(area);
            QTRY_VERIFY2(area->widget()->width() <= area->viewport()->width(),
                         qPrintable(u"tab %1: %2 in %3"_s.arg(tab)
                                        .arg(area->widget()->minimumSizeHint().width())
                                        .arg(area->viewport()->width())));
        }
        showTab(DetailPanel::Images);
        QCOMPARE(m_panel->width(), m_panel->minimumWidth());
    }

    void textsStandSideBySide_data() { nothingIsCutOffWhereItIsNarrow_data(); }
    void textsStandSideBySide()
    {
        QFETCH(QString, language);
        QTranslator texts;
        QVERIFY(texts.load(QLocale(language), u"listwright"_s, u"_"_s, u":/i18n"_s));
        QCoreApplication::installTranslator(&texts);
        const auto back = qScopeGuard([&texts] { QCoreApplication::removeTranslator(&texts); });
        m_panel = std::make_unique<DetailPanel>(m_fixture->services);
        m_panel->resize(476, 800); // two fifths beside the table in a window of 1,400 pixels
        m_panel->show();
        open(m_ids[0]);
        market(u"ebay"_s);
        const auto place = [this](const QString &name) {
            const auto *edit = child<QWidget>(*m_panel, name);
            return edit->mapTo(m_panel.get(), QPoint());
        };
        QTRY_VERIFY(place(u"optimizedTitleLineEdit"_s).x() > place(u"originalTitleLineEdit"_s).x() + 100);
        QVERIFY(place(u"optimizedDescriptionTextEdit"_s).x() > place(u"originalDescriptionTextEdit"_s).x() + 100);
    }

    void clearedPanelShowsNoProduct()
    {
        m_panel->clear();
        QVERIFY(!label(u"productTitleLabel"_s)->isVisible());
        QCOMPARE(m_panel->productId(), 0);
        open(m_ids[1]);
        QVERIFY(label(u"productTitleLabel"_s)->isVisible());
    }

private:
    /** One catalog serves all tests: opening one takes longer than a test. */
    ProductId add(int number)
    {
        Product product;
        product.sourcePlatform = u"test"_s;
        product.sourceId = QString::number(++m_added);
        product.sku = u"L-%1"_s.arg(number);
        product.titleOriginal = u"Lamp %1"_s.arg(number);
        product.descriptionOriginal = u"A lamp that shines."_s;
        product.brand = u"Acme"_s;
        product.price = Money(1001, *Currency::parse(u"EUR"));
        product.quantity = 1;
        return m_fixture->add(product).id;
    }

    void open(ProductId id)
    {
        m_panel->open(id);
        QTRY_COMPARE(title(), m_fixture->product(id).title());
    }

    Product product(qsizetype which = 0) { return m_fixture->product(m_ids[which]); }
    QString title() { return label(u"productTitleLabel"_s)->text(); }
    QString number(int value) { return m_panel->locale().toString(value); }
    QLabel *label(const QString &name) { return child<QLabel>(*m_panel, name); }
    AutosaveLineEdit *line(const QString &name) { return child<AutosaveLineEdit>(*m_panel, name); }
    AutosaveTextEdit *text(const QString &name) { return child<AutosaveTextEdit>(*m_panel, name); }
    QTableWidget *table() { return child<QTableWidget>(*m_panel, u"attributesTableWidget"_s); }
    QListWidget *list() { return child<QListWidget>(*m_panel, u"imagesListWidget"_s); }
    void press(const QString &name) { child<QPushButton>(*m_panel, name)->click(); }
    void showTab(DetailPanel::Tab tab) { child<QTabWidget>(*m_panel, u"detailTabWidget"_s)->setCurrentIndex(tab); }

    void market(const QString &key)
    {
        auto *box = child<QComboBox>(*m_panel, u"marketplaceComboBox"_s);
        box->setCurrentIndex(box->findData(key));
    }

    void enter(const QString &name, const QString &typed)
    {
        line(name)->setText(typed);
        QTest::keyClick(line(name), Qt::Key_Return);
    }

    /** Stored by somebody else and shown, with the tab in front. */
    void images(const QStringList &urls)
    {
        QList<Image> all;
        for (const QString &url : urls)
            all.append({url, QString()});
        m_fixture->change(m_ids[0], ProductField::Images, QString::fromUtf8(imagesToJson(all)));
        QTRY_COMPARE(list()->count(), urls.size());
        showTab(DetailPanel::Images);
    }

    QStringList addresses()
    {
        QStringList all;
        for (const Image &image : product().images)
            all.append(image.url);
        return all;
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<DetailPanel> m_panel;
    std::unique_ptr<QSignalSpy> m_told;
    QList<ProductId> m_ids;
    int m_added = 0;
};

QTEST_MAIN(DetailTabsTest)
#include "tst_detailtabs.moc"
