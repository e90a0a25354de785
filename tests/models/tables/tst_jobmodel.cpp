// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/bulkjobmodel.h"
#include "models/tables/jobmodel.h"

#include <QAbstractItemModelTester>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

using Page = Result<QList<JobRow>>;

JobRow row(qint64 id, JobState state = JobState::Pending)
{
    JobRow row;
    row.job.id = id;
    row.job.kind = u"optimize"_s;
    row.job.state = state;
    static const QDateTime added = QDateTime::currentDateTimeUtc();
    row.job.createdAt = added;
    row.product = u"Lamp %1"_s.arg(id);
    return row;
}

/** From the highest number down. */
QList<JobRow> rows(qint64 highest, qint64 count)
{
    QList<JobRow> page;
    for (qint64 id = highest; id > highest - count; --id)
        page.append(row(id));
    return page;
}

BulkJob bulkJob(qint64 id, JobCounts counts = {})
{
    BulkJob job;
    job.id = id;
    job.title = u"Bulk job %1"_s.arg(id);
    job.counts = counts;
    return job;
}

} // namespace

class JobModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_questions.clear();
        m_model = std::make_unique<JobModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void pagesFollowTheLastId()
    {
        load(rows(500, JobModel::pageSize));
        QCOMPARE(m_model->rowCount(), JobModel::pageSize);
        if (m_questions.isEmpty()) // the tester may have asked already
            m_model->fetchMore({});
        QCOMPARE(m_questions.first().beforeId, 401);
        answer(rows(400, 3));
        QTRY_COMPARE(m_model->rowCount(), JobModel::pageSize + 3);
        QVERIFY(!m_model->canFetchMore({}));
    }

    void refreshChangesOnlyWhatDiffers()
    {
        load(rows(5, 5));
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->refresh();
        answer(QList<JobRow>{row(7), row(5), row(4, JobState::Running), row(1)});
        QTRY_COMPARE(ids(), (QList<qint64>{7, 5, 4, 1}));
        QCOMPARE(reset.size(), 0);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 2);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_model->index(2, JobModel::State).data(JobModel::StateRole).toInt(),
                 static_cast<int>(JobState::Running));
    }

    void refreshReadsAllPagesShown()
    {
        load(rows(500, JobModel::pageSize));
        if (m_questions.isEmpty())
            m_model->fetchMore({});
        answer(rows(400, 50));
        QTRY_COMPARE(m_model->rowCount(), 150);
        m_model->refresh();
        QCOMPARE(m_questions.first().beforeId, 0);
        answer(rows(500, JobModel::pageSize));
        QTRY_COMPARE(m_questions.size(), 1);
        QCOMPARE(m_questions.first().beforeId, 401);
        answer(rows(400, 10));
        QTRY_COMPARE(m_model->rowCount(), 110);
        QVERIFY(!m_model->canFetchMore({}));
    }

    void everythingCanGo()
    {
        load(rows(5, 5));
        m_model->refresh();
        answer(QList<JobRow>{});
        QTRY_COMPARE(m_model->rowCount(), 0);
    }

    void refreshesWhileReadingAreOneMore()
    {
        load(rows(2, 2));
        m_model->refresh();
        m_model->refresh();
        m_model->refresh();
        QCOMPARE(m_questions.size(), 1);
        answer(rows(2, 2));
        QTRY_COMPARE(m_questions.size(), 1);
        answer(rows(3, 3));
        QTRY_COMPARE(m_model->rowCount(), 3);
        QVERIFY(m_questions.isEmpty());
    }

    void anotherFilterReplacesTheRows()
    {
        load(rows(5, 5));
        m_model->setLoader(loader());
        m_model->setLoader(loader());
        QCOMPARE(m_model->rowCount(), 5);
        answer(rows(90, 2)); // of the filter that was left
        answer(rows(50, 1));
        QTRY_COMPARE(ids(), QList<qint64>{50});
    }

    void failureIsTold()
    {
        QSignalSpy failed(m_model.get(), &JobModel::loadFailed);
        m_model->setLoader(loader());
        answer(failure(ErrorCode::Busy, u"The database is locked."_s));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!m_model->isLoading());
        m_model->refresh();
        answer(rows(1, 1));
        QTRY_COMPARE(m_model->rowCount(), 1);
    }

    void columnsSayWhatHappened()
    {
        JobRow failed = row(9, JobState::Failed);
        failed.job.attempts = 3;
        failed.job.errors = {{1, ErrorCode::Timeout, u"Too slow."_s, {}},
                             {3, ErrorCode::Unauthorized, u"The key is wrong."_s, {}}};
        JobRow running = row(8, JobState::Running);
        running.job.progress = 40;
        running.job.startedAt = QDateTime::currentDateTimeUtc();
        JobRow stopping = row(7, JobState::Running);
        stopping.job.cancelRequested = true;
        JobRow later = row(6);
        later.job.runAfter = QDateTime::currentDateTimeUtc().addSecs(3600);
        load({failed, running, stopping, later});
        QCOMPARE(text(0, JobModel::What), u"Improve with AI"_s);
        QCOMPARE(text(0, JobModel::Product), u"Lamp 9"_s);
        QCOMPARE(text(0, JobModel::State), jobStateText(JobState::Failed));
        QCOMPARE(text(0, JobModel::Attempts), u"3 of 3"_s);
        QCOMPARE(text(0, JobModel::Note), u"The key is wrong."_s);
        QVERIFY(!m_model->index(0, JobModel::State).data(JobModel::ProgressRole).isValid());
        QCOMPARE(m_model->index(1, JobModel::State).data(JobModel::ProgressRole).toInt(), 40);
        QVERIFY(!m_model->index(1, JobModel::What).data(JobModel::ProgressRole).isValid());
        QVERIFY(m_model->index(1, JobModel::State).data(Qt::AccessibleTextRole).toString().contains(u"40"));
        QVERIFY(text(1, JobModel::When).startsWith(u"since"));
        QVERIFY(!text(2, JobModel::Note).isEmpty());
        QVERIFY(text(3, JobModel::When).startsWith(u"from"));
        for (int column = 0; column < JobModel::ColumnCount; ++column)
            QVERIFY(!m_model->headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!m_model->at(-1) && !m_model->at(4));
        QCOMPARE(m_model->rowOf(7), 2);
        QCOMPARE(m_model->rowOf(70), -1);
    }

    void bulkJobsKeepTheirRows()
    {
        BulkJobModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setBulkJobs({bulkJob(2), bulkJob(1)});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setBulkJobs({bulkJob(3), bulkJob(2, {.pending = 1}), bulkJob(1)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.rowOf(2), 1);
        model.setBulkJobs({bulkJob(9)});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.at(0)->id, 9);
    }

    void bulkJobsSayHowFarTheyAre_data()
    {
        QTest::addColumn<JobCounts>("counts");
        QTest::addColumn<bool>("paused");
        QTest::addColumn<QString>("error");
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("percent");
        QTest::newRow("working") << JobCounts{.pending = 3, .running = 1} << false << QString()
                                 << int(BulkJobModel::Working) << 0;
        QTest::newRow("paused") << JobCounts{.pending = 3, .completed = 1} << true << QString()
                                << int(BulkJobModel::Paused) << 25;
        QTest::newRow("finished") << JobCounts{.completed = 4} << false << QString() << int(BulkJobModel::Finished)
                                  << 100;
        QTest::newRow("with errors") << JobCounts{.completed = 3, .failed = 1} << false << QString()
                                     << int(BulkJobModel::FinishedWithErrors) << 100;
        QTest::newRow("stopped") << JobCounts{.completed = 1, .cancelled = 3} << false << u"The budget is used up."_s
                                 << int(BulkJobModel::Stopped) << 100;
        QTest::newRow("without jobs") << JobCounts{} << false << QString() << int(BulkJobModel::Finished) << 100;
    }

    void bulkJobsSayHowFarTheyAre()
    {
        QFETCH(JobCounts, counts);
        QFETCH(bool, paused);
        QFETCH(QString, error);
        BulkJob job = bulkJob(1, counts);
        job.paused = paused;
        job.error = error;
        BulkJobModel model;
        model.setBulkJobs({job});
        const QModelIndex state = model.index(0, BulkJobModel::State);
        QTEST(state.data(BulkJobModel::StateRole).toInt(), "stage");
        QTEST(model.index(0, BulkJobModel::Progress).data(BulkJobModel::ProgressRole).toInt(), "percent");
        QVERIFY(!state.data().toString().isEmpty());
        QVERIFY(error.isEmpty() || state.data(Qt::ToolTipRole).toString() == error);
    }

private:
    struct Question
    {
        qint64 beforeId;
        std::shared_ptr<QPromise<Page>> promise;
    };

    JobModel::Loader loader()
    {
        return [this](qint64 beforeId, int) {
            auto promise = std::make_shared<QPromise<Page>>();
            promise->start();
            m_questions.append({beforeId, promise});
            return promise->future();
        };
    }

    void answer(const Page &page)
    {
        const Question question = m_questions.takeFirst();
        question.promise->addResult(page);
        question.promise->finish();
    }

    void load(const QList<JobRow> &page)
    {
        m_model->setLoader(loader());
        answer(page);
        QTRY_COMPARE(m_model->rowCount(), static_cast<int>(page.size()));
    }

    QList<qint64> ids() const
    {
        QList<qint64> found;
        for (int i = 0; i < m_model->rowCount(); ++i)
            found.append(m_model->at(i)->job.id);
        return found;
    }

    QString text(int rowNumber, int column) const { return m_model->index(rowNumber, column).data().toString(); }

    std::unique_ptr<JobModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QList<Question> m_questions;
};

QTEST_GUILESS_MAIN(JobModelTest)
#include "tst_jobmodel.moc"
