// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/pagefixture.h"
#include "ui/catalog/catalogpage.h"
#include "ui/catalog/catalogview.h"
#include "ui/catalog/filterbar.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class CatalogPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void emptyCatalogSaysWhatToDo()
    {
        open(0);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyCatalogState"_s)->isVisible());
        QVERIFY(child<QPushButton>(*m_page, u"importActionPushButton"_s)->isVisible());
        QVERIFY(child<QPushButton>(*m_page, u"sampleActionPushButton"_s)->isVisible());
    }

    void searchFindsAsOneTypes()
    {
        open(20);
        search(u"lamp 17"_s);
        QTRY_COMPARE(model().rowCount(), 1);
        QCOMPARE(model().index(0, 0).data(CatalogModel::IdRole).toLongLong(), m_ids[16]);
        search(u"nothing like that"_s);
        QTRY_VERIFY(child<QWidget>(*m_page, u"noMatchState"_s)->isVisible());
        QTest::mouseClick(child<QPushButton>(*m_page, u"clearFiltersActionPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 20);
        QTRY_VERIFY(view()->isVisible());
    }

    void chipsCountAndFilter()
    {
        open(6);
        m_fixture->change(m_ids[0], ProductField::Status, u"optimizing"_s);
        auto *changed = child<Chip>(*m_page, u"optimizingChip"_s);
        QTRY_COMPARE(changed->count(), 1);
        QTRY_COMPARE(child<Chip>(*m_page, u"importedChip"_s)->count(), 5);
        QVERIFY(changed->isVisible());
        QTest::mouseClick(changed, Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 1);
        QTest::mouseClick(child<Chip>(*m_page, u"allChip"_s), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 6);
    }

    void brandFilterHasARemovableChip()
    {
        open(6);
        QMenu *brands = child<QToolButton>(*m_page, u"brandToolButton"_s)->menu();
        QTRY_COMPARE(brands->actions().size(), 2);
        QVERIFY(brands->actions().first()->text().startsWith(u"Acme"));
        brands->actions().first()->trigger();
        QTRY_COMPARE(model().rowCount(), 3);
        auto *chip = child<Chip>(*m_page, u"filterChip"_s);
        QTest::keyClick(chip, Qt::Key_Delete);
        QTRY_COMPARE(model().rowCount(), 6);
        QTRY_VERIFY(!m_page->findChild<Chip *>(u"filterChip"_s));
    }

    void headerSorts()
    {
        open(5);
        view()->header()->setSortIndicator(static_cast<int>(CatalogColumn::Price), Qt::AscendingOrder);
        QTRY_COMPARE(model().idAt(0), m_ids.first());
        view()->header()->setSortIndicator(static_cast<int>(CatalogColumn::Price), Qt::DescendingOrder);
        QTRY_COMPARE(model().idAt(0), m_ids.last());
    }

    void columnsAreRemembered()
    {
        open(1);
        const int brand = static_cast<int>(CatalogColumn::Brand);
        view()->header()->setSectionHidden(brand, true);
        view()->header()->resizeSection(0, 555);
        view()->header()->moveSection(0, 2);
        show();
        QVERIFY(view()->header()->isSectionHidden(brand));
        QCOMPARE(view()->header()->visualIndex(0), 2);
        QVERIFY(!view()->header()->isSectionHidden(0));
    }

    void inlineEditIsStoredAndUndone()
    {
        open(1);
        const QModelIndex sku = model().index(0, static_cast<int>(CatalogColumn::Sku));
        QTRY_COMPARE(sku.data().toString(), u"L-1"_s);
        view()->setCurrentIndex(sku);
        QTest::keyClick(view(), Qt::Key_F2);
        QTRY_VERIFY(view()->findChild<QLineEdit *>(u"cellLineEdit"_s));
        auto *editor = view()->findChild<QLineEdit *>(u"cellLineEdit"_s);
        editor->setText(u"NEW-1"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).sku, u"NEW-1"_s);
        QTRY_COMPARE(sku.data().toString(), u"NEW-1"_s);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).sku, u"L-1"_s);
        QTRY_COMPARE(sku.data().toString(), u"L-1"_s);
    }

    void wrongEditIsToldAndGoesBack()
    {
        open(1);
        const QModelIndex gtin = model().index(0, static_cast<int>(CatalogColumn::Gtin));
        gtin.data();
        QTRY_VERIFY(gtin.flags() & Qt::ItemIsEditable);
        QVERIFY(model().setData(gtin, u"4006381333932"_s));
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Error);
        QTRY_COMPARE(gtin.data().toString(), QString());
    }

    void selectionBarShowsWhatIsChosen()
    {
        open(300);
        auto *bar = child<QWidget>(*m_page, u"selectionBar"_s);
        QVERIFY(!bar->isVisible());
        view()->setCurrentIndex(model().index(0, 0));
        view()->selectionModel()->select(model().index(0, 0),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(m_page->scope().ids, QList<ProductId>{model().idAt(0)});
        QTest::mouseClick(child<QPushButton>(*m_page, u"selectAllPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(m_page->scope().wholeQuery);
        QTRY_COMPARE(m_page->scope().count, 300);
        QVERIFY(m_page->scope().ids.isEmpty());
        QTest::keyClick(view(), Qt::Key_Escape);
        QTRY_VERIFY(!bar->isVisible());
    }

    void productsThatComeWhileEverythingIsChosenAreChosen()
    {
        open(4);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 4);
        Product late;
        late.sourcePlatform = u"test"_s;
        late.sourceId = u"late"_s;
        m_fixture->add(late);
        QTRY_COMPARE(m_page->scope().count, 5);
        QVERIFY(m_page->scope().wholeQuery);
    }

    void deletingCanBeUndone()
    {
        open(5);
        view()->selectionModel()->select(QItemSelection(model().index(0, 0), model().index(1, 0)),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTest::keyClick(view(), Qt::Key_Delete);
        QTRY_COMPARE(model().rowCount(), 3);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(model().rowCount(), 5);
    }

    void deletingEverythingThatMatches()
    {
        open(10);
        search(u"acme"_s);
        QTRY_COMPARE(model().rowCount(), 5);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(view(), Qt::Key_Delete);
        QTRY_COMPARE(model().rowCount(), 0);
        search({});
        QTRY_COMPARE(model().rowCount(), 5);
    }

    void selectionSurvivesNewProducts()
    {
        open(5);
        view()->selectionModel()->select(model().index(2, 0),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        const ProductId chosen = model().idAt(2);
        Product late;
        late.sourcePlatform = u"test"_s;
        late.sourceId = u"late"_s;
        m_fixture->add(late);
        QTRY_COMPARE(model().rowCount(), 6);
        QCOMPARE(m_page->scope().ids, QList<ProductId>{chosen});
    }

    void newRowsOnTopDoNotMoveWhatIsLookedAt()
    {
        open(200);
        view()->verticalScrollBar()->setValue(1000);
        const ProductId top = model().idAt(view()->indexAt({5, 0}).row());
        Product late;
        late.sourcePlatform = u"test"_s;
        late.sourceId = u"late"_s;
        m_fixture->add(late);
        QTRY_COMPARE(model().rowCount(), 201);
        QCOMPARE(model().idAt(view()->indexAt({5, 0}).row()), top);
    }

    void enterOpensTheDetails()
    {
        open(3);
        view()->setFocus();
        view()->setCurrentIndex(model().index(1, 0));
        QTest::keyClick(view(), Qt::Key_Return);
        QTRY_VERIFY(child<QWidget>(*m_page, u"detailPanel"_s)->isVisible());
        auto *title = child<QLabel>(*m_page, u"productTitleLabel"_s);
        QTRY_COMPARE(title->text(), m_fixture->product(model().idAt(1)).title());
        QTest::keyClick(view(), Qt::Key_Down);
        QTRY_COMPARE(title->text(), m_fixture->product(model().idAt(2)).title());
    }

    void keyboardMovesInTheTable()
    {
        open(100);
        view()->setCurrentIndex(model().index(0, 0));
        QTest::keyClick(view(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view()->currentIndex().row(), 99);
        QVERIFY(view()->viewport()->rect().contains(view()->visualRect(view()->currentIndex()).center()));
        QTest::keyClick(view(), Qt::Key_PageUp);
        QVERIFY(view()->currentIndex().row() < 99);
        QTest::keyClick(view(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(view()->currentIndex().row(), 0);
        QTest::keyClick(view(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_page->scope().count, 2);
    }

    void validationListsFindings()
    {
        open(2);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 2);
        child<QAction>(u"validateAction"_s)->trigger();
        auto *tree = test::child<QTreeWidget>(*m_page, u"findingsTreeWidget"_s);
        QTRY_COMPARE(tree->topLevelItemCount(), 2);
        QVERIFY(tree->isVisible());
        Q_EMIT tree->itemActivated(tree->topLevelItem(0), 0);
        QTRY_VERIFY(test::child<QWidget>(*m_page, u"detailPanel"_s)->isVisible());
    }

    void improvingMakesProposals()
    {
        open(3);
        QSignalSpy pages(m_page.get(), &Page::pageRequested);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 3);
        child<QAction>(u"improveAction"_s)->trigger();
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QTRY_VERIFY(m_fixture->tasks.tasks().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QCOMPARE(pages.count(), 1);
        QCOMPARE(pages.first().first().value<PageId>(), PageId::Review);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
    }

private:
    void open(int products)
    {
        m_ids = m_fixture->addProducts(products);
        show();
        QTRY_COMPARE(model().rowCount(), products);
        QTRY_VERIFY(model().isComplete());
    }

    void show()
    {
        m_page.reset();
        m_page = std::make_unique<CatalogPage>(m_fixture->services);
        m_page->resize(1400, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    template <class T>
    T *child(const QString &name)
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("There is no %s", qPrintable(name));
        return found;
    }
    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }

    void search(const QString &words) { child<QLineEdit>(u"searchLineEdit"_s)->setText(words); }
    CatalogModel &model() { return *m_page->model(); }
    CatalogView *view() { return child<CatalogView>(u"catalogTableView"_s); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<CatalogPage> m_page;
    QList<ProductId> m_ids;
};

QTEST_MAIN(CatalogPageTest)
#include "tst_catalogpage.moc"
