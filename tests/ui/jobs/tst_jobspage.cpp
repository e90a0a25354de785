// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/bulkjobmodel.h"
#include "tests/ui/pagefixture.h"
#include "ui/jobs/jobdetails.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobstatedelegate.h"
#include "ui/jobs/queuewatcher.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class JobsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void emptyPageSaysWhatToDo()
    {
        open();
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyJobsState"_s)->isVisible());
        QTRY_VERIFY(
            child<QLabel>(*child<QWidget>(*m_page, u"emptyJobsState"_s), u"textLabel"_s)->text().contains(u"Improve"));
        QCOMPARE(m_page->badge(), 0);
        for (const char *name : {"retryJobsAction", "retryAllAction", "cancelJobsAction", "openJobProductAction"})
            QVERIFY2(!child<QAction>(name)->isEnabled(), name);
    }

    void chipsCountAndFilter()
    {
        add(5);
        run(1);
        fail(1);
        open();
        QTRY_COMPARE(chip("waitingChip")->count(), 3);
        QCOMPARE(chip("runningChip")->count(), 1);
        QCOMPARE(chip("finishedChip")->count(), 0);
        QCOMPARE(chip("deadLettersChip")->count(), 1);
        QTRY_COMPARE(m_page->badge(), 1);
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(m_page->model()->at(0)->job.state, JobState::Running);
        chip("waitingChip")->click();
        QTRY_COMPARE(m_page->model()->rowCount(), 3);
        QCOMPARE(m_page->model()->index(0, JobModel::Product).data().toString(), u"Lamp 5"_s);
    }

    void marketplaceIsCalledByItsName()
    {
        write([](Database &database) {
            return JobRepository(database)
                .add({{.kind = u"optimize"_s, .payload = {{u"marketplace"_s, u"amazon"_s}}},
                      {.kind = u"optimize"_s, .payload = {{u"marketplace"_s, u"of old"_s}}}})
                .map([](qint64) {});
        });
        open();
        chip("waitingChip")->click();
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        const auto what = [this](int row) { return m_page->model()->index(row, JobModel::What).data().toString(); };
        QCOMPARE(what(1), u"Improve with AI · Amazon"_s);
        QCOMPARE(what(0), u"Improve with AI · of old"_s);
        table()->selectRow(1);
        QTRY_VERIFY(details().contains(u"Marketplace: Amazon"_s));
    }

    void deadLetterIsTriedAgain()
    {
        add(1);
        fail(1);
        open();
        chip("deadLettersChip")->click();
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        table()->selectRow(0);
        QTRY_VERIFY(details().contains(u"The key is wrong."_s));
        QTest::keyClick(table(), Qt::Key_R);
        QTRY_COMPARE(counts().pending, 1);
        QTRY_COMPARE(m_page->model()->rowCount(), 0);
        QTRY_COMPARE(m_page->badge(), 0);
        QVERIFY(!m_fixture->notifications.recent().isEmpty());
    }

    void allDeadLettersAreTriedAgain()
    {
        add(4);
        fail(3);
        open();
        QTRY_VERIFY(child<QAction>("retryAllAction")->isEnabled());
        child<QAction>("retryAllAction")->trigger();
        QTRY_COMPARE(counts().pending, 4);
        QCOMPARE(counts().failed, 0);
    }

    void cancellationCanBeUndone()
    {
        add(3);
        open();
        chip("waitingChip")->click();
        QTRY_COMPARE(m_page->model()->rowCount(), 3);
        table()->selectAll();
        QTest::mouseClick(button("cancelJobsPushButton"), Qt::LeftButton);
        QTRY_COMPARE(counts().cancelled, 3);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QTRY_COMPARE(chip("finishedChip")->count(), 3);
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(counts().pending, 3);
    }

    void runningJobIsAskedToEnd()
    {
        add(1);
        run(1);
        open();
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        table()->selectRow(0);
        QTRY_VERIFY(child<QAction>("cancelJobsAction")->isEnabled());
        child<QAction>("cancelJobsAction")->trigger();
        QTRY_VERIFY(m_page->model()->rowCount() == 1 && m_page->model()->at(0)->job.cancelRequested);
        QCOMPARE(m_page->model()->index(0, JobModel::Note).data().toString(), u"Being cancelled…"_s);
    }

    void productIsOpened()
    {
        add(1);
        open();
        chip("waitingChip")->click();
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        table()->selectRow(0);
        QSignalSpy opened(m_page.get(), &JobsPage::productRequested);
        QTest::mouseClick(button("openJobProductPushButton"), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<ProductId>(), m_ids.first());
    }

    void pauseIsSaidAndTakenBack()
    {
        add(1);
        open();
        QVERIFY(!child<QWidget>(*m_page, u"pausedBanner"_s)->isVisible());
        child<QAction>("pauseAllAction")->trigger();
        QTRY_VERIFY(child<QWidget>(*m_page, u"pausedBanner"_s)->isVisible());
        QCOMPARE(child<QAction>("pauseAllAction")->text(), u"Resume everything"_s);
        QVERIFY(take(1).isEmpty());
        QTest::mouseClick(button("resumePushButton"), Qt::LeftButton);
        QTRY_VERIFY(!child<QWidget>(*m_page, u"pausedBanner"_s)->isVisible());
        QCOMPARE(take(1).size(), 1);
    }

    void oneKindIsPaused()
    {
        open();
        QMenu *menu = child<QMenu>("pauseMenu");
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(u"optimizePauseAction"_s)->trigger();
        QTRY_VERIFY(child<QWidget>(*m_page, u"pausedBanner"_s)->isVisible());
        QVERIFY(child<QLabel>(*m_page, u"pausedLabel"_s)->text().contains(u"Improve with AI"_s));
        const auto paused =
            m_fixture->storage->read([](Database &database) { return JobRepository(database).paused(); }).result();
        QCOMPARE(paused.value(), QList<JobScope>{JobScope{u"optimize"_s}});
    }

    void bulkJobShowsItsItems()
    {
        const qint64 bulk = addBulk(3);
        add(2);
        fail(1);
        open();
        tabs()->setCurrentIndex(1);
        QTRY_COMPARE(bulkTable()->model()->rowCount(), 1);
        bulkTable()->selectRow(0);
        QCOMPARE(bulkTable()->model()->index(0, BulkJobModel::Progress).data().toString(), u"1 of 3"_s);
        QTest::mouseClick(button("showBulkPushButton"), Qt::LeftButton);
        QCOMPARE(tabs()->currentIndex(), 0);
        QTRY_COMPARE(chip("waitingChip")->count(), 2);
        QTRY_VERIFY2(chip("waitingChip")->isChecked(), "where most of its jobs are");
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QCOMPARE(m_page->model()->at(0)->job.bulkJobId, bulk);
    }

    void bulkJobIsPausedRetriedAndCancelled()
    {
        addBulk(3);
        fail(1);
        open();
        tabs()->setCurrentIndex(1);
        QTRY_COMPARE(bulkTable()->model()->rowCount(), 1);
        bulkTable()->selectRow(0);
        QTest::mouseClick(button("pauseBulkPushButton"), Qt::LeftButton);
        QTRY_COMPARE(button("pauseBulkPushButton")->text(), u"Resume the bulk job"_s);
        QCOMPARE(bulkTable()->model()->index(0, BulkJobModel::State).data().toString(), u"Paused"_s);
        QTest::mouseClick(button("pauseBulkPushButton"), Qt::LeftButton);
        QTRY_COMPARE(button("pauseBulkPushButton")->text(), u"Pause the bulk job"_s);
        QTest::mouseClick(button("retryBulkPushButton"), Qt::LeftButton);
        QTRY_COMPARE(counts().pending, 3);
        QTRY_VERIFY(!button("retryBulkPushButton")->isEnabled());
        QTest::mouseClick(button("cancelBulkPushButton"), Qt::LeftButton);
        QTRY_COMPARE(counts().cancelled, 3);
    }

    void earlyStopSaysWhy()
    {
        const qint64 bulk = addBulk(2);
        write([bulk](Database &database) {
            return JobRepository(database).stopBulk(bulk, u"The budget of $2.50 is used up."_s);
        });
        open();
        tabs()->setCurrentIndex(1);
        QTRY_COMPARE(bulkTable()->model()->rowCount(), 1);
        QVERIFY(!child<QLabel>(*m_page, u"bulkReasonLabel"_s)->isVisible());
        bulkTable()->selectRow(0);
        QVERIFY(child<QLabel>(*m_page, u"bulkReasonLabel"_s)->isVisible());
        QCOMPARE(child<QLabel>(*m_page, u"bulkReasonLabel"_s)->text(), u"The budget of $2.50 is used up."_s);
        QCOMPARE(bulkTable()->model()->index(0, BulkJobModel::State).data().toString(), u"Stopped early"_s);
    }

    void detailsTellAttemptsAndCost()
    {
        JobRow row;
        row.job.id = 12;
        row.job.kind = u"optimize"_s;
        row.job.state = JobState::Completed;
        const QJsonObject task{{u"provider"_s, u"groq"_s}, {u"parts"_s, QJsonArray{u"bullets"_s}}};
        row.job.payload = {{u"marketplace"_s, u"ebay"_s}, {u"hint"_s, u"<b>short</b>"_s}, {u"task"_s, task}};
        row.marketplace = u"eBay"_s;
        row.job.errors = {{1, ErrorCode::Timeout, u"It took too long."_s, QDateTime::currentDateTimeUtc()}};
        row.job.result = {{u"cost"_s, 4200}, {u"input_tokens"_s, 1234}};
        row.product = u"Lamp & shade"_s;
        JobDetails shown;
        shown.showJob(row, u"Improve 3 products"_s);
        const QString text = shown.toPlainText();
        for (const QString &part : {u"Lamp & shade"_s, u"Improve 3 products"_s, u"Marketplace: eBay"_s,
                                    u"Provider: Groq"_s, u"Parts: Bullet points"_s, u"<b>short</b>"_s,
                                    u"It took too long."_s, u"Attempt 1"_s, u"$0.0042"_s, QLocale().toString(1234)})
            QVERIFY2(text.contains(part), qPrintable(part + u" is not in: " + text));
        shown.clearJob();
        QVERIFY(shown.toPlainText().isEmpty());
    }

    void queueInWords_data()
    {
        QTest::addColumn<QueueState>("state");
        QTest::addColumn<QString>("text");
        QTest::newRow("idle") << QueueState{{.completed = 10}, {}} << QString();
        QTest::newRow("busy") << QueueState{{.pending = 120, .running = 3}, {}} << u"3 jobs running, 120 waiting"_s;
        QTest::newRow("failed") << QueueState{{.failed = 1}, {}} << u"1 dead letter"_s;
        QTest::newRow("paused") << QueueState{{.pending = 2}, {JobScope{}}} << u"2 waiting, paused"_s;
        QTest::newRow("only paused") << QueueState{{}, {JobScope{}}} << u"Jobs are paused"_s;
        QTest::newRow("partly") << QueueState{{.running = 1}, {JobScope{u"optimize"_s}}}
                                << u"1 job running, partly paused"_s;
    }

    void queueInWords()
    {
        QFETCH(QueueState, state);
        // Only the translation into English has the plurals.
        QString text = queueText(state);
        text.replace(u"job(s)"_s, state.counts.running == 1 ? u"job"_s : u"jobs"_s);
        text.replace(u"letter(s)"_s, u"letter"_s);
        QTEST(text, "text");
    }

    void everyStateHasAColour()
    {
        QCOMPARE(toneOfJob(static_cast<int>(JobState::Failed)), Tone::Danger);
        QCOMPARE(toneOfJob(static_cast<int>(JobState::Running)), Tone::Info);
        QCOMPARE(toneOfBulkJob(BulkJobModel::Finished), Tone::Success);
        QCOMPARE(toneOfBulkJob(BulkJobModel::Stopped), Tone::Warning);
    }

    void readOnlyCatalogOffersNothing()
    {
        add(2);
        fail(1);
        m_fixture->storage.reset();
        Storage::Options options;
        options.location = StorageLocation::sqlite(m_fixture->folder.filePath(u"catalog.db"_s));
        options.readOnly = true;
        m_fixture->storage = std::move(*Storage::open(options));
        m_fixture->services.storage = m_fixture->storage.get();
        open();
        chip("deadLettersChip")->click();
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        table()->selectRow(0);
        for (const char *name : {"retryJobsAction", "retryAllAction", "cancelJobsAction", "pauseAllAction"})
            QVERIFY2(!child<QAction>(name)->isEnabled(), name);
    }

private:
    void open()
    {
        m_page = std::make_unique<JobsPage>(m_fixture->services);
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->activateWindow();
    }

    template <class Work>
    std::invoke_result_t<Work, Database &> write(Work work)
    {
        auto result = m_fixture->storage->write(work).result();
        if (!result)
            qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
        return result;
    }

    /** Jobs for products "Lamp 1" …. */
    void add(int count, qint64 bulk = 0)
    {
        if (m_ids.isEmpty() || m_fixture->product(m_ids.first()).id == 0)
            m_ids = m_fixture->addProducts(5);
        QList<NewJob> jobs;
        for (int i = 0; i < count; ++i)
            jobs.append({.kind = u"optimize"_s, .bulkJobId = bulk, .productId = m_ids[i]});
        write([jobs](Database &database) { return JobRepository(database).add(jobs); });
    }

    qint64 addBulk(int count)
    {
        const auto id = write(
            [](Database &database) { return JobRepository(database).addBulk(u"optimize"_s, u"Improve lamps"_s, {}); });
        add(count, *id);
        return *id;
    }

    QList<Job> take(int count)
    {
        JobRepository::Claim claim;
        claim.owner = u"test"_s;
        claim.count = count;
        claim.kinds = {u"optimize"_s};
        return *write([claim](Database &database) { return JobRepository(database).claim(claim); });
    }

    void run(int count) { QCOMPARE(take(count).size(), count); }

    void fail(int count)
    {
        for (const Job &job : take(count)) {
            const JobError error{1, ErrorCode::Unauthorized, u"The key is wrong."_s, QDateTime::currentDateTimeUtc()};
            write([job, error](Database &database) {
                return JobRepository(database).fail(JobHold::of(job), error, std::nullopt);
            });
        }
    }

    JobCounts counts()
    {
        return m_fixture->storage->read([](Database &database) { return JobRepository(database).counts(); })
            .result()
            .value_or(JobCounts{});
    }

    Chip *chip(const char *name) { return child<Chip>(name); }
    QPushButton *button(const char *name) { return child<QPushButton>(name); }
    QTableView *table() { return child<QTableView>("jobsTableView"); }
    QTableView *bulkTable() { return child<QTableView>("bulkJobsTableView"); }
    QTabWidget *tabs() { return child<QTabWidget>("jobsTabWidget"); }
    QString details() { return child<JobDetails>("jobDetailsTextBrowser")->toPlainText(); }

    template <class T>
    T *child(const char *name)
    {
        return test::child<T>(*m_page, QString::fromLatin1(name));
    }
    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<JobsPage> m_page;
    QList<ProductId> m_ids;
};

QTEST_MAIN(JobsPageTest)
#include "tst_jobspage.moc"
