// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/proposalmodel.h"

#include <QAbstractItemModelTester>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

using Page = Result<QList<ProposalSummary>>;

QList<ProposalSummary> summaries(qint64 first, qint64 count)
{
    QList<ProposalSummary> page;
    for (qint64 id = first; id < first + count; ++id)
        page.append({id, id * 10, u"Product %1"_s.arg(id), u"ebay"_s, 40, 80, 2});
    return page;
}

} // namespace

class ProposalModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_questions.clear();
        m_model = std::make_unique<ProposalModel>([this](qint64 afterId, int limit) {
            auto promise = std::make_shared<QPromise<Page>>();
            promise->start();
            m_questions.append({afterId, limit, promise});
            return promise->future();
        });
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void pagesFollowTheLastId()
    {
        m_model->reload();
        QCOMPARE(m_questions.size(), 1);
        QCOMPARE(m_questions.first().afterId, 0);
        QVERIFY(!m_model->canFetchMore({}));
        answer(summaries(1, ProposalModel::pageSize));
        QTRY_COMPARE(m_model->rowCount(), ProposalModel::pageSize);
        watch();
        if (m_questions.isEmpty()) // the tester may have asked already
            m_model->fetchMore({});
        QCOMPARE(m_questions.first().afterId, ProposalModel::pageSize);
        answer(summaries(ProposalModel::pageSize + 1, 5));
        QTRY_COMPARE(m_model->rowCount(), ProposalModel::pageSize + 5);
        QVERIFY(m_model->isComplete());
        QVERIFY(!m_model->canFetchMore({}));
    }

    void olderAnswersAreDropped()
    {
        m_model->reload();
        m_model->reload();
        answer(summaries(1, 3));
        answer(summaries(7, 2));
        QTRY_COMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->at(0)->id, 7);
    }

    void failureIsToldAndNotRepeated()
    {
        QSignalSpy failed(m_model.get(), &ProposalModel::loadFailed);
        m_model->reload();
        answer(failure(ErrorCode::Corrupt, u"The database is damaged."_s));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!m_model->canFetchMore({}));
        m_model->reload();
        answer(summaries(1, 1));
        QTRY_COMPARE(m_model->rowCount(), 1);
    }

    void refreshReadsOnlyWhatCameAfterwards()
    {
        load(3);
        m_model->refresh();
        QCOMPARE(m_questions.first().afterId, 3);
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        answer(summaries(4, 2));
        QTRY_COMPARE(m_model->rowCount(), 5);
        QCOMPARE(resets.count(), 0);
    }

    void decidedProposalsLeave()
    {
        load(3);
        m_model->removeProposal(2);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->at(1)->id, 3);
        QCOMPARE(m_model->rowOf(2), -1);
        m_model->removeProposal(99);
        QCOMPARE(m_model->rowCount(), 2);
    }

    void openFieldsAreCounted()
    {
        load(1);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setOpenFields(1, 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_model->index(0).data(ProposalModel::FieldsRole).toInt(), 1);
        m_model->setOpenFields(1, 1);
        QCOMPARE(changed.count(), 1);
    }

    void roles_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("title") << int(Qt::DisplayRole) << QVariant(u"Product 1"_s);
        QTest::newRow("id") << int(ProposalModel::IdRole) << QVariant(qint64(1));
        QTest::newRow("product") << int(ProposalModel::ProductIdRole) << QVariant(qint64(10));
        QTest::newRow("marketplace") << int(ProposalModel::MarketplaceRole) << QVariant(u"ebay"_s);
        QTest::newRow("score before") << int(ProposalModel::ScoreBeforeRole) << QVariant(40);
        QTest::newRow("score after") << int(ProposalModel::ScoreAfterRole) << QVariant(80);
    }

    void roles()
    {
        QFETCH(int, role);
        load(1);
        QTEST(m_model->index(0).data(role), "value");
    }

    void refreshWhileAPageIsReadIsNotForgotten()
    {
        m_model->reload();
        m_model->refresh(); // a proposal came that the page may not have
        QCOMPARE(m_questions.size(), 1);
        answer(summaries(1, 2));
        QTRY_COMPARE(m_questions.size(), 1);
        QCOMPARE(m_questions.first().afterId, 2);
        answer(summaries(3, 1));
        QTRY_COMPARE(m_model->rowCount(), 3);
        QVERIFY(!m_model->isLoading());
        QVERIFY(m_questions.isEmpty());
    }

    void refreshBeforeTheEndReadsNothing()
    {
        m_model->reload();
        answer(summaries(1, ProposalModel::pageSize));
        QTRY_COMPARE(m_model->rowCount(), ProposalModel::pageSize);
        m_model->refresh(); // the pages to come have it
        QVERIFY(m_questions.isEmpty());
        QVERIFY(m_model->canFetchMore({}));
    }

    void proposalDecidedWhileItsPageIsReadDoesNotComeBack()
    {
        load(3);
        m_model->reload();
        m_model->removeProposal(2);
        QCOMPARE(m_model->rowCount(), 2);
        answer(summaries(1, 3)); // read before the decision
        QTRY_VERIFY(!m_model->isLoading());
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->rowOf(2), -1);
        QCOMPARE(m_model->rowOf(3), 1);
        m_model->reload();
        answer(summaries(1, 3)); // taken back meanwhile
        QTRY_COMPARE(m_model->rowCount(), 3);
    }

    void wholePageAtTheEndIsFollowedByAnEmptyOne()
    {
        m_model->reload();
        answer(summaries(1, ProposalModel::pageSize));
        QTRY_VERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
        m_model->fetchMore({}); // a view may ask twice
        QCOMPARE(m_questions.size(), 1);
        QSignalSpy loaded(m_model.get(), &ProposalModel::loaded);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        answer({});
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(m_model->isComplete());
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(m_model->rowCount(), ProposalModel::pageSize);
    }

    void failureInTheMiddleKeepsWhatIsThere()
    {
        m_model->reload();
        answer(summaries(1, ProposalModel::pageSize));
        QTRY_VERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
        QSignalSpy failed(m_model.get(), &ProposalModel::loadFailed);
        answer(failure(ErrorCode::Disconnected, u"The server is away."_s));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(m_model->rowCount(), ProposalModel::pageSize);
        m_model->refresh(); // the server is back
        QCOMPARE(m_questions.first().afterId, ProposalModel::pageSize);
        answer(summaries(ProposalModel::pageSize + 1, 1));
        QTRY_COMPARE(m_model->rowCount(), ProposalModel::pageSize + 1);
    }

    void emptyListReplacesWhatWasShown()
    {
        load(3);
        m_model->reload();
        QCOMPARE(m_model->rowCount(), 3); // until the answer comes
        answer({});
        QTRY_COMPARE(m_model->rowCount(), 0);
        QVERIFY(m_model->isComplete());
        QVERIFY(!m_model->at(0));
        QVERIFY(!m_model->at(-1));
    }

    void lastRowCanBeRemoved()
    {
        load(1);
        m_model->removeProposal(1);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->refresh();
        QCOMPARE(m_questions.first().afterId, 1); // not from the beginning again
        answer({});
        QTRY_VERIFY(!m_model->isLoading());
    }

    void screenReadersHearWhatIsToBeDecided()
    {
        load(1);
        const QString said = m_model->index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.startsWith(u"Product 1"_s) && said.contains(u"40"_s) && said.contains(u"80"_s), qPrintable(said));
        QVERIFY(!m_model->index(0).data(Qt::DecorationRole).isValid());
        QVERIFY(!m_model->data({}).isValid());
        QCOMPARE(m_model->rowCount(m_model->index(0)), 0);
    }

    void answersAfterTheModelIsGoneAreIgnored()
    {
        m_model->reload();
        m_model.reset();
        answer(summaries(1, 3));
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_questions.isEmpty());
    }

private:
    struct Question
    {
        qint64 afterId;
        int limit;
        std::shared_ptr<QPromise<Page>> promise;
    };

    void answer(const Page &page)
    {
        const Question question = m_questions.takeFirst();
        question.promise->addResult(page);
        question.promise->finish();
    }

    void load(qint64 count)
    {
        m_model->reload();
        answer(summaries(1, count));
        QTRY_COMPARE(m_model->rowCount(), int(count));
        watch();
    }

    // Not earlier: it asks for more as soon as it can.
    void watch()
    {
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    QList<Question> m_questions;
    std::unique_ptr<ProposalModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(ProposalModelTest)
#include "tst_proposalmodel.moc"
