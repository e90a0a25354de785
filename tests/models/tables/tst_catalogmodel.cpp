// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/catalogcell.h"
#include "tests/models/tables/fakecatalog.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QString title(const CatalogModel &model, int row)
{
    return model.index(row, 0).data().toString();
}

} // namespace

class CatalogModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_catalog = std::make_unique<FakeCatalog>();
        m_model = std::make_unique<CatalogModel>(m_catalog->loader());
        m_model->setLocale(QLocale(QLocale::German, QLocale::Germany));
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_catalog.reset();
    }

    void firstRowsComeBeforeTheCompleteList()
    {
        m_catalog->ids = numbers(1000);
        m_model->setQuery({});
        QCOMPARE(m_catalog->idQuestions.first().request.limit, CatalogModel::firstRows);
        QVERIFY(m_model->isLoading());
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), CatalogModel::firstRows);
        QVERIFY(!m_model->isLoading());
        QVERIFY(!m_model->isComplete());
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 1000);
        QVERIFY(m_model->isComplete());
        QCOMPARE(resets.count(), 0);
        QCOMPARE(inserted.count(), 1);
    }

    void smallResultIsCompleteAtOnce()
    {
        open(3);
        QVERIFY(m_model->isComplete());
        QVERIFY(m_catalog->idQuestions.isEmpty());
    }

    void rowsAreReadWhenLookedAt()
    {
        m_tester.reset(); // it looks at rows by itself
        open(3);
        QCOMPARE(title(*m_model, 1), QString());
        QTRY_COMPARE(title(*m_model, 1), u"Product 2"_s);
        QCOMPARE(m_catalog->rowRequests, 1);
        title(*m_model, 0);
        title(*m_model, 2);
        settle();
        QCOMPARE(m_catalog->rowRequests, 1);
    }

    void fastScrollingReadsTheLastPagesOnly()
    {
        m_tester.reset(); // it looks at rows by itself
        m_catalog->answersRows = false;
        open(100'000);
        for (int row = 0; row < 90'000; row += 100)
            title(*m_model, row);
        QTRY_VERIFY(!m_catalog->rowQuestions.isEmpty());
        QCOMPARE(m_catalog->rowQuestions.first().ids.first() / CatalogModel::rowsPerPage,
                 89'900 / CatalogModel::rowsPerPage);
        m_catalog->answersRows = true;
        while (!m_catalog->rowQuestions.isEmpty())
            m_catalog->answerRows();
        QTRY_VERIFY(m_catalog->rowRequests <= 6);
    }

    void olderAnswersAreDropped()
    {
        CatalogQuery first;
        first.search = u"first"_s;
        CatalogQuery second;
        second.search = u"second"_s;
        m_model->setQuery(first);
        m_model->setQuery(second);
        QVERIFY(m_catalog->idQuestions[0].stop.stop_requested());
        QVERIFY(!m_catalog->idQuestions[1].stop.stop_requested());
        m_catalog->ids = {2, 22};
        m_catalog->answerIds(1);
        QTRY_COMPARE(m_model->rowCount(), 2);
        m_catalog->ids = {1};
        m_catalog->answerIds(0);
        settle();
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->idAt(0), 2);
    }

    void failureIsTold()
    {
        QSignalSpy failed(m_model.get(), &CatalogModel::loadFailed);
        m_model->setQuery({});
        m_catalog->failIds(ErrorCode::StorageFull);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!m_model->isLoading());
    }

    void cancelledIsNoFailure()
    {
        QSignalSpy failed(m_model.get(), &CatalogModel::loadFailed);
        m_model->setQuery({});
        m_catalog->failIds(ErrorCode::Cancelled);
        QTRY_VERIFY(!m_model->isLoading());
        QCOMPARE(failed.count(), 0);
    }

    void newProductsOnTopKeepSelection()
    {
        open(5);
        QItemSelectionModel selection(m_model.get());
        selection.select(m_model->index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_catalog->ids.insert(m_catalog->ids.begin(), {11, 12});
        m_model->onProductsChanged({11, 12}, true);
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 7);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first()[1].toInt(), 0);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(m_model->idAt(selection.selectedRows().first().row()), 3);
    }

    void deletedProductsLeave()
    {
        open(5);
        QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
        m_catalog->ids = {1, 4, 5};
        m_model->onProductsChanged({2, 3}, true);
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 3);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed.first()[1].toInt(), 1);
        QCOMPARE(removed.first()[2].toInt(), 2);
    }

    void anotherOrderKeepsSelectionAndShowsItsFirstRowsAtOnce()
    {
        open(1000);
        QItemSelectionModel selection(m_model.get());
        selection.select(m_model->index(4, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        std::reverse(m_catalog->ids.begin(), m_catalog->ids.end());
        m_model->sort(static_cast<int>(CatalogColumn::Price), Qt::DescendingOrder);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->idAt(0), 1000);
        QCOMPARE(m_model->rowCount(), 1000);
        QCOMPARE(m_model->idAt(selection.selectedRows().value(0).row()), 5);
        m_catalog->answerIds();
        QTRY_VERIFY(m_model->isComplete());
        QCOMPARE(selection.selectedRows().value(0).row(), 995);
        QCOMPARE(m_model->idAt(995), 5);
    }

    void refreshIsThrottled()
    {
        open(3);
        for (int change = 0; change < 50; ++change)
            m_model->onProductsChanged({}, true);
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        for (int change = 0; change < 50; ++change)
            m_model->onProductsChanged({}, true);
        QCOMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        settle();
        QCOMPARE(m_catalog->idQuestions.size(), 0);
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
    }

    void changedValuesAreReadAgain()
    {
        open(3);
        title(*m_model, 0);
        QTRY_COMPARE(title(*m_model, 0), u"Product 1"_s);
        m_catalog->titles.insert(1, u"Renamed"_s);
        m_model->onProductsChanged({1}, false);
        QTRY_COMPARE(title(*m_model, 0), u"Renamed"_s);
        QVERIFY(m_catalog->idQuestions.isEmpty());
    }

    void manyChangesReadVisibleRowsAgain()
    {
        open(3);
        title(*m_model, 0);
        QTRY_COMPARE(title(*m_model, 0), u"Product 1"_s);
        m_catalog->titles.insert(1, u"Renamed"_s);
        m_model->onProductsChanged({}, true);
        QTRY_COMPARE(title(*m_model, 0), u"Renamed"_s);
    }

    void numbersStandInTheLocale()
    {
        open(1);
        title(*m_model, 0);
        const auto text = [this](CatalogColumn column) {
            return m_model->index(0, static_cast<int>(column)).data().toString();
        };
        QTRY_COMPARE(text(CatalogColumn::Price), u"1.099,00\u00a0€"_s);
        QCOMPARE(text(CatalogColumn::Quantity), u"1.234"_s);
        QCOMPARE(m_model->index(0, 0).data(CatalogModel::ScoreRole).toInt(), 42);
        const auto alignment = m_model->index(0, static_cast<int>(CatalogColumn::Price))
                                   .data(Qt::TextAlignmentRole)
                                   .value<Qt::Alignment>();
        QVERIFY(alignment & Qt::AlignRight);
    }

    void editShowsAtOnceAndIsStored()
    {
        openLoaded(2);
        QSignalSpy edited(m_model.get(), &CatalogModel::edited);
        const QModelIndex price = m_model->index(0, static_cast<int>(CatalogColumn::Price));
        QVERIFY(m_model->setData(price, u"12,5"_s));
        QCOMPARE(price.data().toString(), u"12,50\u00a0€"_s);
        QCOMPARE(m_catalog->edits.first().field, ProductField::Price);
        QCOMPARE(m_catalog->edits.first().value, u"12.50 EUR"_s);
        QCOMPARE(m_catalog->edits.first().revision, 7);
        m_catalog->finishEdit(99);
        QTRY_COMPARE(edited.count(), 1);
        QCOMPARE(edited.first()[2].toLongLong(), 99);
    }

    void failedEditGoesBack()
    {
        openLoaded(1);
        QSignalSpy failed(m_model.get(), &CatalogModel::editNotStored);
        const QModelIndex sku = m_model->index(0, static_cast<int>(CatalogColumn::Sku));
        QVERIFY(m_model->setData(sku, u"A-1"_s));
        QCOMPARE(sku.data().toString(), u"A-1"_s);
        m_catalog->finishEdit(failure(ErrorCode::Conflict, u"Changed meanwhile."_s));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.first()[1].value<ProductField>(), ProductField::Sku);
        QCOMPARE(failed.first()[2].toString(), u"A-1"_s);
        QCOMPARE(failed.first()[3].toString(), QString());
        QCOMPARE(sku.data().toString(), QString());
    }

    void secondEditDoesNotCompareWithTheFirstOnesRevision()
    {
        openLoaded(1);
        m_model->setData(m_model->index(0, static_cast<int>(CatalogColumn::Sku)), u"A-1"_s);
        m_model->setData(m_model->index(0, static_cast<int>(CatalogColumn::Brand)), u"Acme"_s);
        QCOMPARE(m_catalog->edits[0].revision, 7);
        QCOMPARE(m_catalog->edits[1].revision, 0);
        m_catalog->finishEdit(1);
        m_catalog->finishEdit(2);
        QTRY_VERIFY(m_model->rowAt(0)->revision == 7);
    }

    void nonsenseIsNotStored_data()
    {
        QTest::addColumn<CatalogColumn>("column");
        QTest::addColumn<QString>("typed");
        QTest::newRow("words as price") << CatalogColumn::Price << u"cheap"_s;
        QTest::newRow("ambiguous thousands") << CatalogColumn::Price << u"1.0990"_s;
        QTest::newRow("unknown currency") << CatalogColumn::Price << u"12 XXQ"_s;
        QTest::newRow("words as quantity") << CatalogColumn::Quantity << u"many"_s;
    }

    void nonsenseIsNotStored()
    {
        QFETCH(CatalogColumn, column);
        QFETCH(QString, typed);
        openLoaded(1);
        QSignalSpy failed(m_model.get(), &CatalogModel::editFailed);
        QVERIFY(!m_model->setData(m_model->index(0, static_cast<int>(column)), typed));
        QCOMPARE(failed.count(), 1);
        QVERIFY(m_catalog->edits.isEmpty());
    }

    void onlyOwnFieldsCanBeEdited()
    {
        openLoaded(1);
        QVERIFY(m_model->flags(m_model->index(0, static_cast<int>(CatalogColumn::Brand))) & Qt::ItemIsEditable);
        QVERIFY(!(m_model->flags(m_model->index(0, static_cast<int>(CatalogColumn::Score))) & Qt::ItemIsEditable));
        QVERIFY(!(m_model->flags(m_model->index(0, static_cast<int>(CatalogColumn::Status))) & Qt::ItemIsEditable));
    }

    void fiveMillionRows()
    {
        m_tester.reset(); // it looks at every row
        open(5'000'000);
        QCOMPARE(m_model->rowCount(), 5'000'000);
        title(*m_model, 2'500'000);
        QTRY_COMPARE(title(*m_model, 2'500'000), u"Product 2500001"_s);
        m_catalog->ids.insert(m_catalog->ids.begin(), 5'000'001);
        m_model->refresh();
        QTRY_COMPARE(m_catalog->idQuestions.size(), 1);
        m_catalog->answerIds();
        QTRY_COMPARE(m_model->rowCount(), 5'000'001);
        QCOMPARE(m_model->idAt(0), 5'000'001);
        QCOMPARE(title(*m_model, 2'500'001), u"Product 2500001"_s); // still in memory
    }

private:
    void open(size_t count)
    {
        m_catalog->ids = numbers(count);
        m_model->setQuery({});
        m_catalog->answerIds();
        QTRY_VERIFY(!m_model->isLoading());
        if (!m_model->isComplete()) {
            m_catalog->answerIds();
            QTRY_VERIFY(m_model->isComplete());
        }
    }

    void openLoaded(size_t count)
    {
        open(count);
        title(*m_model, 0);
        QTRY_VERIFY(m_model->rowAt(0).has_value());
    }

    std::unique_ptr<FakeCatalog> m_catalog;
    std::unique_ptr<CatalogModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(CatalogModelTest)
#include "tst_catalogmodel.moc"
