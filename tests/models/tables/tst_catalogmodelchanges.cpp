// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog model while things go wrong or change under its hands.

#include "tests/models/tables/fakecatalog.h"

#include <QItemSelectionModel>
#include <QSignalSpy>

#include <random>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class CatalogModelChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_catalog = std::make_unique<FakeCatalog>();
        m_model = std::make_unique<CatalogModel>(m_catalog->loader());
    }

    void cleanup()
    {
        m_model.reset();
        m_catalog.reset();
    }

    void failedRowsAreToldOnceUntilSomethingCanBeRead()
    {
        m_catalog->answersRows = false;
        open(1000);
        QSignalSpy failed(m_model.get(), &CatalogModel::loadFailed);
        for (int attempt = 0; attempt < 3; ++attempt) {
            title(0);
            QTRY_COMPARE(m_catalog->rowQuestions.size(), 1);
            m_catalog->failRows(ErrorCode::Disconnected);
            settle();
        }
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::Disconnected);
        look(0);
        QTRY_COMPARE(title(0), u"Product 1"_s);
        m_catalog->answersRows = false;
        title(500);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 1);
        m_catalog->failRows(ErrorCode::Disconnected);
        QTRY_COMPARE(failed.count(), 2);
    }

    void pagesThatWaitedAreReadAfterAFailure()
    {
        m_catalog->answersRows = false;
        open(2000);
        for (const int row : {0, 200, 400, 600})
            title(row);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 2); // no more at a time
        m_catalog->failRows(ErrorCode::Disconnected);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 2);
        m_catalog->answersRows = true;
        while (!m_catalog->rowQuestions.isEmpty())
            m_catalog->answerRows();
        QTRY_COMPARE(title(0), u"Product 1"_s);
        QTRY_COMPARE(title(200), u"Product 201"_s);
    }

    void searchThatFailedCanBeTriedAgain()
    {
        CatalogQuery query;
        query.search = u"lamp"_s;
        m_model->setQuery(query);
        m_catalog->failIds(ErrorCode::Disconnected);
        QTRY_VERIFY(!m_model->isLoading());
        m_model->setQuery(query);
        QCOMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->ids = {4};
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 1);
        m_model->setQuery(query);
        QVERIFY2(m_catalog->idQuestions.isEmpty(), "what is shown already is not asked for again");
    }

    void completeListThatFailedIsAskedForAgainByAChange()
    {
        m_catalog->ids = numbers(1000);
        m_model->setQuery({});
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), CatalogModel::firstRows);
        QSignalSpy failed(m_model.get(), &CatalogModel::loadFailed);
        m_catalog->failIds(ErrorCode::Io);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!m_model->isComplete());
        QCOMPARE(m_model->rowCount(), CatalogModel::firstRows);
        m_model->onProductsChanged({}, true);
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 1000);
        QVERIFY(m_model->isComplete());
    }

    void productAddedWhileTheFirstRowsAreReadIsNotMissed()
    {
        m_catalog->ids = numbers(3);
        m_model->setQuery({});
        m_model->onProductsChanged({4}, true); // the reading may have begun before
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 3);
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->ids = numbers(4);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 4);
        settle();
        QVERIFY(m_catalog->idQuestions.isEmpty());
    }

    void completeListAfterTheFirstRowsNeedsNoSecondReading()
    {
        m_catalog->ids = numbers(1000);
        m_model->setQuery({});
        m_model->onProductsChanged({4}, true);
        m_catalog->answerIds();
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        QTRY_VERIFY(m_model->isComplete());
        settle();
        QVERIFY(m_catalog->idQuestions.isEmpty());
    }

    void exactlyTheFirstRowsAreCheckedForMore()
    {
        m_catalog->ids = numbers(CatalogModel::firstRows);
        m_model->setQuery({});
        m_catalog->answerIds();
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        QVERIFY(!m_model->isComplete());
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
        m_catalog->answerIds();
        QTRY_VERIFY(m_model->isComplete());
        QCOMPARE(inserted.count() + layout.count(), 0);
    }

    void productChangedWhileItsPageIsReadIsReadOnceMore()
    {
        m_catalog->answersRows = false;
        open(3);
        title(0);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 1);
        m_model->onProductsChanged({1}, false); // the answer under way has the old title
        m_catalog->answerRows();
        QTRY_COMPARE(title(0), u"Product 1"_s);
        m_catalog->titles.insert(1, u"Renamed"_s);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 1);
        m_catalog->answerRows();
        QTRY_COMPARE(title(0), u"Renamed"_s);
        title(0);
        settle();
        QVERIFY(m_catalog->rowQuestions.isEmpty());
    }

    void anOlderReadingDoesNotReplaceANewerOne()
    {
        openLoaded(3);
        m_catalog->answersRows = false;
        m_model->onProductsChanged({1}, false);
        m_model->onProductsChanged({1}, false);
        QCOMPARE(m_catalog->rowQuestions.size(), 2);
        m_catalog->titles.insert(1, u"Newest"_s);
        m_catalog->answerRows(1);
        QTRY_COMPARE(title(0), u"Newest"_s);
        m_catalog->titles.insert(1, u"Older"_s);
        m_catalog->answerRows(0);
        settle();
        QCOMPARE(title(0), u"Newest"_s);
    }

    void anEditIsNotUndoneByAReadingUnderWay()
    {
        openLoaded(3);
        m_catalog->answersRows = false;
        m_model->onProductsChanged({1}, false);
        const QModelIndex sku = m_model->index(0, static_cast<int>(CatalogColumn::Sku));
        QVERIFY(m_model->setData(sku, u"NEW-1"_s));
        m_catalog->finishEdit(5);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 2);
        m_catalog->answerRows(0); // knows nothing of the edit
        settle();
        QCOMPARE(sku.data().toString(), u"NEW-1"_s);
    }

    void manyChangedProductsAreReadWhenLookedAt()
    {
        openLoaded(5000);
        for (int row = 0; row < 5000; row += CatalogModel::rowsPerPage)
            look(row);
        const int before = m_catalog->rowRequests;
        const std::vector<ProductId> all = numbers(5000);
        m_catalog->titles.insert(1, u"Renamed"_s);
        m_model->onProductsChanged(QList<ProductId>(all.begin(), all.end()), false);
        QCOMPARE(m_catalog->rowRequests, before);
        QTRY_COMPARE(title(0), u"Renamed"_s);
        QVERIFY(m_catalog->rowRequests <= before + 2);
    }

    void changesOfRowsNobodySawReadNothing()
    {
        openLoaded(1000);
        const int before = m_catalog->rowRequests;
        m_model->onProductsChanged({900, 901}, false);
        settle();
        QCOMPARE(m_catalog->rowRequests, before);
    }

    void deletedProductIsAnEmptyRowUntilTheListFollows()
    {
        m_catalog->gone = {2};
        openLoaded(3);
        QCOMPARE(title(1), QString());
        QVERIFY(m_model->index(1, 0).data(CatalogModel::LoadedRole).toBool());
        QCOMPARE(m_model->index(1, 0).data(CatalogModel::IdRole).toLongLong(), 2);
    }

    void selectionFollowsANewOrder_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::newRow("one") << 1000 << 7 << 7;
        QTest::newRow("a range") << 1000 << 100 << 499;
        QTest::newRow("more than five thousand") << 30'000 << 1000 << 20'999;
        QTest::newRow("nearly all") << 30'000 << 1 << 29'999;
        QTest::newRow("all") << 30'000 << 0 << 29'999;
    }

    void selectionFollowsANewOrder()
    {
        QFETCH(int, rows);
        QFETCH(int, first);
        QFETCH(int, last);
        open(static_cast<size_t>(rows));
        QItemSelectionModel selection(m_model.get());
        m_model->followSelection(&selection);
        select(selection, first, last);
        const QSet<ProductId> chosen = selectedIds(selection);
        QCOMPARE(chosen.size(), last - first + 1);
        std::shuffle(m_catalog->ids.begin(), m_catalog->ids.end(), std::mt19937(4));
        m_model->sort(static_cast<int>(CatalogColumn::Price), Qt::AscendingOrder);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->idAt(0), m_catalog->ids.front());
        QCOMPARE(selectedIds(selection), chosen);
        m_catalog->answerIds();
        QTRY_VERIFY(m_model->isComplete());
        QCOMPARE(selectedIds(selection), chosen);
    }

    void rowsSelectedWhileTheNewOrderIsReadFollowIt()
    {
        open(1000);
        QItemSelectionModel selection(m_model.get());
        m_model->followSelection(&selection);
        std::reverse(m_catalog->ids.begin(), m_catalog->ids.end());
        m_model->sort(static_cast<int>(CatalogColumn::Price), Qt::AscendingOrder);
        select(selection, 300, 350);
        selection.setCurrentIndex(m_model->index(320, 2), QItemSelectionModel::NoUpdate);
        const QSet<ProductId> chosen = selectedIds(selection);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->idAt(0), 1000);
        m_catalog->answerIds();
        QTRY_VERIFY(m_model->isComplete());
        QCOMPARE(selectedIds(selection), chosen);
        QCOMPARE(m_model->idAt(selection.currentIndex().row()), 321);
        QCOMPARE(selection.currentIndex().column(), 2);
    }

    void selectedProductsThatAreGoneLeaveTheSelection()
    {
        open(50);
        QItemSelectionModel selection(m_model.get());
        m_model->followSelection(&selection);
        select(selection, 10, 19);
        m_catalog->ids.erase(m_catalog->ids.begin() + 12);
        std::reverse(m_catalog->ids.begin(), m_catalog->ids.end());
        m_model->refresh();
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 49);
        QCOMPARE(selectedIds(selection), (QSet<ProductId>{11, 12, 14, 15, 16, 17, 18, 19, 20}));
    }

    void anotherSearchDropsTheSelection()
    {
        open(50);
        QItemSelectionModel selection(m_model.get());
        m_model->followSelection(&selection);
        select(selection, 10, 19);
        CatalogQuery query;
        query.search = u"lamp"_s;
        m_model->setQuery(query);
        QVERIFY2(!m_catalog->idQuestions.first().request.shown, "rows of another search must not stay");
        m_catalog->answerIds();
        QTRY_VERIFY(!selection.hasSelection());
    }

    void everyColumnSorts_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column <= static_cast<int>(CatalogColumn::Updated); ++column)
            QTest::addRow("%d", column) << column;
    }

    void everyColumnSorts()
    {
        QFETCH(int, column);
        open(3);
        QSignalSpy changed(m_model.get(), &CatalogModel::queryChanged);
        m_model->sort(column, Qt::AscendingOrder);
        QCOMPARE(static_cast<int>(m_model->query().sortColumn), column);
        QVERIFY(!m_model->query().descending);
        m_model->sort(column, Qt::DescendingOrder);
        QVERIFY(m_model->query().descending);
        QVERIFY(changed.count() >= 1);
        QCOMPARE(m_catalog->idQuestions.last().request.query, m_model->query());
    }

    void columnsThatDoNotExistSortNothing()
    {
        open(3);
        const CatalogQuery before = m_model->query();
        m_model->sort(-1, Qt::AscendingOrder);
        m_model->sort(m_model->columnCount(), Qt::AscendingOrder);
        QCOMPARE(m_model->query(), before);
        QVERIFY(m_catalog->idQuestions.isEmpty());
    }

    void nothingIsAskedBeforeThereIsAQuery()
    {
        m_model->refresh();
        m_model->onProductsChanged({1}, true);
        settle();
        QVERIFY(m_catalog->idQuestions.isEmpty());
        QVERIFY(m_catalog->rowQuestions.isEmpty());
    }

    void rowsThatAreNotThereHaveNothing()
    {
        open(2);
        QCOMPARE(m_model->idAt(-1), 0);
        QCOMPARE(m_model->idAt(2), 0);
        QCOMPARE(m_model->rowOf(99), -1);
        QVERIFY(!m_model->rowAt(5));
        QVERIFY(!m_model->index(0, 0).data(Qt::UserRole + 999).isValid());
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
        QVERIFY(!(m_model->flags(m_model->index(0, 0)) & Qt::ItemIsEditable)); // not read yet
        QVERIFY(!m_model->setData(m_model->index(0, 1), u"x"_s));
    }

    void readingsEndAfterTheModelIsGone()
    {
        m_catalog->answersRows = false;
        m_catalog->ids = numbers(1000);
        m_model->setQuery({});
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), CatalogModel::firstRows);
        title(0);
        QTRY_COMPARE(m_catalog->rowQuestions.size(), 1);
        const std::stop_token stop = m_catalog->idQuestions.first().stop;
        m_model.reset();
        QVERIFY(stop.stop_requested());
        m_catalog->answerIds();
        m_catalog->answerRows();
        settle();
    }

private:
    void open(size_t count)
    {
        m_catalog->ids = numbers(count);
        m_model->setQuery({});
        m_catalog->answerIds();
        QTRY_VERIFY(!m_model->isLoading());
        if (m_catalog->idQuestions.isEmpty())
            return;
        m_catalog->answerIds();
        QTRY_VERIFY(m_model->isComplete());
    }

    void openLoaded(size_t count)
    {
        open(count);
        look(0);
    }

    QString title(int row) { return m_model->index(row, 0).data().toString(); }

    /** Until the row is in memory. */
    void look(int row)
    {
        m_catalog->answersRows = true;
        title(row);
        while (!m_catalog->rowQuestions.isEmpty())
            m_catalog->answerRows();
        QTRY_VERIFY(m_model->rowAt(row).has_value());
    }

    void select(QItemSelectionModel &selection, int first, int last)
    {
        selection.select(QItemSelection(m_model->index(first, 0), m_model->index(last, m_model->columnCount() - 1)),
                         QItemSelectionModel::ClearAndSelect);
    }

    QSet<ProductId> selectedIds(const QItemSelectionModel &selection)
    {
        QSet<ProductId> ids;
        for (const QItemSelectionRange &range : selection.selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                ids.insert(m_model->idAt(row));
        }
        return ids;
    }

    std::unique_ptr<FakeCatalog> m_catalog;
    std::unique_ptr<CatalogModel> m_model;
};

QTEST_GUILESS_MAIN(CatalogModelChangesTest)
#include "tst_catalogmodelchanges.moc"
