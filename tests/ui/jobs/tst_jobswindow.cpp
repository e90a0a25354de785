// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Jobs in the window: the status line, the way from a job to its product, and closing while jobs run.
#include "services/jobs/jobrunner.h"
#include "services/optimizing/rulejobs.h"
#include "services/storage/jobrepository.h"
#include "tests/support/jobqueue.h"
#include "tests/support/postgresserver.h"
#include "tests/ui/pagefixture.h"
#include "ui/catalog/catalogpage.h"
#include "ui/jobs/jobspage.h"
#include "ui/mainwindow.h"
#include "ui/optimizing/ruleorders.h"
#include "ui/widgets/chip.h"

#include <QLabel>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

#include <condition_variable>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class JobsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_window.reset();
        m_runner.reset();
        m_fixture.reset();
    }

    void idleQueueSaysNothing()
    {
        open();
        QVERIFY(!button()->isVisible());
    }

    void statusLineLeadsToTheJobs()
    {
        add(3);
        open();
        QTRY_VERIFY(button()->isVisible());
        QTRY_VERIFY2(button()->text().startsWith(u"3 waiting"), qPrintable(button()->text()));
        QTest::mouseClick(button(), Qt::LeftButton);
        QCOMPARE(m_window->currentPage()->id(), PageId::Jobs);
    }

    void runningJobsShowTheirProgress()
    {
        add(1);
        start([](const Job &, JobContext &context) -> Result<JobOutcome> {
            context.report(40);
            waitFor(context.stop());
            return failure(ErrorCode::Cancelled, u"Stopped."_s);
        });
        open();
        m_window->showPage(PageId::Jobs);
        QTRY_COMPARE(jobsPage()->model()->rowCount(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(jobsPage()->model()->at(0)->job.progress, 40, 20'000);
        QTRY_VERIFY2(button()->text().startsWith(u"1 job"), qPrintable(button()->text()));
        auto *table = m_window->findChild<QTableView *>(u"jobsTableView"_s);
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(counts().cancelled, 1);
        QTRY_COMPARE(jobsPage()->model()->rowCount(), 0);
    }

    void finishedJobsLeaveTheRunningOnes()
    {
        add(5);
        start([](const Job &, JobContext &) -> Result<JobOutcome> { return JobOutcome{{{u"cost"_s, 12}}}; });
        open();
        m_window->showPage(PageId::Jobs);
        m_window->findChild<Chip *>(u"finishedChip"_s)->click();
        QTRY_COMPARE(jobsPage()->model()->rowCount(), 5);
        QTRY_VERIFY(!button()->isVisible());
    }

    void productOfAJobIsShown()
    {
        add(1);
        open();
        m_window->showPage(PageId::Jobs);
        Q_EMIT jobsPage()->productRequested(m_ids.first());
        QCOMPARE(m_window->currentPage()->id(), PageId::Catalog);
        QTRY_VERIFY(m_window->findChild<QWidget *>(u"detailPanel"_s)->isVisible());
    }

    void bulkJobOfAnOrderIsShown()
    {
        add(1);
        open();
        Q_EMIT qobject_cast<CatalogPage *>(m_window->page(PageId::Catalog))->bulkJobRequested(12);
        QCOMPARE(m_window->currentPage()->id(), PageId::Jobs);
    }

    void closingSaysThatJobsGoOn()
    {
        add(1);
        start([](const Job &, JobContext &context) -> Result<JobOutcome> {
            waitFor(context.stop());
            return failure(ErrorCode::Cancelled, u"Stopped."_s);
        });
        open();
        QTRY_VERIFY2(button()->text().startsWith(u"1 job"), qPrintable(button()->text()));
        const auto answer = [this](QMessageBox::ButtonRole role) {
            QTimer::singleShot(0, m_window.get(), [this, role] {
                auto *box = m_window->findChild<QMessageBox *>(u"jobsQuestionMessageBox"_s);
                QVERIFY(box);
                QVERIFY(box->informativeText().contains(u"go on"));
                const QList<QAbstractButton *> buttons = box->buttons();
                for (QAbstractButton *choice : buttons) {
                    if (box->buttonRole(choice) == role)
                        choice->click();
                }
            });
            return m_window->close();
        };
        QVERIFY(!answer(QMessageBox::RejectRole));
        QVERIFY(answer(QMessageBox::AcceptRole));
        m_runner->stop();
        QCOMPARE(counts().pending, 1);
        QCOMPARE(counts().running, 0);
    }

    /** On PostgreSQL others add jobs and work on them; nothing in this process says so. */
    void jobsOfOtherMachinesAreFollowed()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        const auto location = *StorageLocation::parse(server->url());
        m_fixture = std::make_unique<PageFixture>(location);
        const auto elsewhere = openedElsewhere(location);
        const JobQueue queue(*elsewhere);
        open();
        m_window->showPage(PageId::Jobs);
        m_window->findChild<Chip *>(u"waitingChip"_s)->click();
        queue.add(testJobs(3));
        QTRY_COMPARE_WITH_TIMEOUT(jobsPage()->model()->rowCount(), 3, 20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(button()->text().startsWith(u"3 waiting"), qPrintable(button()->text()), 20'000);
        const Job job = queue.claim(1).first();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->findChild<Chip *>(u"runningChip"_s)->count(), 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(jobsPage()->model()->rowCount(), 2, 20'000);
        QVERIFY(queue.fail(job, ErrorCode::Unauthorized));
        QTRY_COMPARE_WITH_TIMEOUT(jobsPage()->badge(), 1, 20'000);
        m_window.reset();
        m_fixture.reset(); // before its database goes
    }

    /** The same for one's own jobs that another machine takes. */
    void ordersWorkedOnElsewhereAreAnnounced()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        m_fixture = std::make_unique<PageFixture>(*StorageLocation::parse(server->url()));
        m_ids = m_fixture->addProducts(2);
        const auto bulk = orderByRules(
            *m_fixture->storage, {.pack = m_fixture->services.rulePacks.find(u"ebay"_s), .query = {}, .ids = m_ids});
        QVERIFY(bulk);
        RuleOrders orders(m_fixture->services);
        QSignalSpy finished(&orders, &RuleOrders::finished);
        orders.follow(*bulk);
        {
            const auto elsewhere = openedElsewhere(*StorageLocation::parse(server->url()));
            JobRunner runner(*elsewhere, {ruleJobs(m_fixture->services.rulePacks)});
            runner.start();
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        }
        QCOMPARE(finished.first().first().value<RuleOrderState>().summary.proposals, 2);
        m_fixture.reset();
    }

private:
    static std::unique_ptr<Storage> openedElsewhere(const StorageLocation &location)
    {
        Storage::Options options;
        options.location = location;
        options.automaticBackups = false;
        auto opened = Storage::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return std::move(*opened);
    }

    static void waitFor(const std::stop_token &stop)
    {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait(lock, stop, [] { return false; });
    }

    void add(int count)
    {
        m_ids = m_fixture->addProducts(count);
        QList<NewJob> jobs;
        for (const ProductId id : m_ids)
            jobs.append({.kind = u"optimize"_s, .productId = id});
        const auto added =
            m_fixture->storage->write([jobs](Database &database) { return JobRepository(database).add(jobs); })
                .result();
        QCOMPARE(added.value_or(0), count);
    }

    void start(const std::function<Result<JobOutcome>(const Job &, JobContext &)> &work)
    {
        m_runner = std::make_unique<JobRunner>(*m_fixture->storage, QList<JobKind>{{u"optimize"_s, work}});
        m_fixture->services.jobs = m_runner.get();
        m_runner->start();
    }

    void open()
    {
        m_window = std::make_unique<MainWindow>(m_fixture->services);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    JobCounts counts()
    {
        return m_fixture->storage->read([](Database &database) { return JobRepository(database).counts(); })
            .result()
            .value_or(JobCounts{});
    }
    JobsPage *jobsPage() { return qobject_cast<JobsPage *>(m_window->page(PageId::Jobs)); }
    QToolButton *button() { return m_window->findChild<QToolButton *>(u"jobsToolButton"_s); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<JobRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
    QList<ProductId> m_ids;
};

QTEST_MAIN(JobsWindowTest)
#include "tst_jobswindow.moc"
