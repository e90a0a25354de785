// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobspage.h"

#include "models/tables/bulkjobmodel.h"
#include "models/tables/whenfinished.h"
#include "services/storage/storage.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobdetails.h"
#include "ui/jobs/queuewatcher.h"
#include "ui/style/icons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

namespace listwright {

using namespace Qt::StringLiterals;

JobsPage::JobsPage(Services services, QWidget *parent)
    : Page(parent)
    , m_services(std::move(services))
    , m_model(new JobModel(this))
    , m_bulkModel(new BulkJobModel(this))
    , m_watcher(new QueueWatcher(m_services, this))
    , m_actions(new JobActions(m_services, this))
    , m_tabs(new QTabWidget(this))
    , m_groups(new QButtonGroup(this))
    , m_kind(new QComboBox(this))
    , m_bulk(new QComboBox(this))
    , m_bulkReason(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(u"jobs"_s, {}, {}, this))
    , m_bulkStack(new QStackedWidget(this))
    , m_details(new JobDetails(this))
{
    setObjectName(u"jobsPage"_s);
    createActions();
    layOut();
    connect(m_watcher, &QueueWatcher::updated, this, &JobsPage::refresh);
    connect(m_actions, &JobActions::done, m_watcher, &QueueWatcher::refresh);
    connect(m_model, &JobModel::loaded, this, [this] {
        showDetails();
        updateEmptyState();
    });
    connect(m_model, &JobModel::loadFailed, m_services.notifications,
            [notifications = m_services.notifications](const Error &error) { notifications->error(error); });
    onFilterChanged();
}

QIcon JobsPage::icon() const
{
    return listwright::icon(u"jobs"_s);
}

void JobsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_watcher->setPolling(true);
    m_watcher->refresh();
}

void JobsPage::hideEvent(QHideEvent *event)
{
    m_watcher->setPolling(false);
    Page::hideEvent(event);
}

void JobsPage::refresh()
{
    setBadge(static_cast<int>(std::min<qint64>(m_watcher->state().counts.failed, std::numeric_limits<int>::max())));
    updateBanner();
    if (!isVisible())
        return;
    m_model->refresh();
    readOverview();
}

void JobsPage::readOverview()
{
    const quint64 request = ++m_overviewRequest;
    whenFinished(loadOverview(*m_services.storage, scope()), this, [this, request](const Result<JobsOverview> &read) {
        if (request == m_overviewRequest && read)
            onOverview(*read);
    });
}

void JobsPage::onOverview(const JobsOverview &overview)
{
    m_counts = overview.counts;
    const qint64 counts[GroupCount] = {m_counts.running, m_counts.pending, m_counts.completed + m_counts.cancelled,
                                       m_counts.failed};
    for (int i = 0; i < GroupCount; ++i)
        m_chips[i]->setCount(counts[i]);
    const BulkJob *before = currentBulkJob();
    const qint64 chosen = before ? before->id : 0;
    m_bulkModel->setBulkJobs(overview.bulkJobs);
    if (const int row = m_bulkModel->rowOf(chosen); row >= 0 && !currentBulkJob())
        m_bulkJobs->selectRow(row);
    fillBulkChoice(overview.bulkJobs);
    m_bulkStack->setCurrentIndex(overview.bulkJobs.isEmpty() ? 0 : 1);
    if (std::exchange(m_groupToChoose, false)) {
        const auto *most = std::ranges::max_element(counts);
        chooseGroup(static_cast<Group>(most - counts));
    }
    updateBanner();
    updateEmptyState();
    updateActions();
}

void JobsPage::fillBulkChoice(const QList<BulkJob> &jobs)
{
    const qint64 chosen = m_bulk->currentData().toLongLong();
    QList<std::pair<qint64, QString>> wanted{{0, tr("All bulk jobs and single jobs")}};
    QStringList kinds;
    for (const BulkJob &job : jobs) {
        wanted.append({job.id, job.title});
        if (m_kind->findData(job.kind) < 0)
            m_kind->addItem(jobKindText(job.kind), job.kind);
    }
    bool same = wanted.size() == m_bulk->count();
    for (int i = 0; same && i < m_bulk->count(); ++i)
        same = m_bulk->itemData(i).toLongLong() == wanted[i].first;
    if (same)
        return;
    const QSignalBlocker quiet(m_bulk);
    m_bulk->clear();
    for (const auto &[id, title] : wanted)
        m_bulk->addItem(title, id);
    m_bulk->setCurrentIndex(std::max(0, m_bulk->findData(chosen)));
}

JobsPage::Group JobsPage::group() const
{
    return static_cast<Group>(m_groups->checkedId());
}

void JobsPage::chooseGroup(Group group)
{
    m_chips[group]->setChecked(true);
    onFilterChanged();
}

JobFilter JobsPage::filter() const
{
    static const QList<JobState> states[GroupCount] = {
        {JobState::Running}, {JobState::Pending}, {JobState::Completed, JobState::Cancelled}, {JobState::Failed}};
    JobFilter filter;
    filter.states = states[group()];
    filter.kind = m_kind->currentData().toString();
    filter.bulkJobId = m_bulk->currentData().toLongLong();
    return filter;
}

JobScope JobsPage::scope() const
{
    return {m_kind->currentData().toString(), m_bulk->currentData().toLongLong()};
}

void JobsPage::onFilterChanged()
{
    m_model->setLoader(jobLoader(*m_services.storage, filter(), m_services.rulePacks));
    // What is the same for all, or nothing, leaves its place to the product.
    m_jobs->setColumnHidden(JobModel::State, group() == Waiting || group() == DeadLetters);
    m_jobs->setColumnHidden(JobModel::Note, group() == Running || group() == Finished);
    readOverview();
    updateActions();
}

void JobsPage::showBulkJob(qint64 id)
{
    m_tabs->setCurrentIndex(0);
    if (m_bulk->findData(id) < 0) { // made just now
        const BulkJob *job = m_bulkModel->at(m_bulkModel->rowOf(id));
        m_bulk->addItem(job ? job->title : tr("Bulk job %1").arg(id), id);
    }
    const QSignalBlocker quiet(m_bulk);
    m_bulk->setCurrentIndex(m_bulk->findData(id));
    m_kind->setCurrentIndex(0);
    m_groupToChoose = true;
    readOverview();
}

const JobRow *JobsPage::currentJob() const
{
    const auto rows = m_jobs->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model->at(rows.last().row());
}

const BulkJob *JobsPage::currentBulkJob() const
{
    const auto rows = m_bulkJobs->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_bulkModel->at(rows.first().row());
}

QList<qint64> JobsPage::chosenIds(const QList<JobState> &states) const
{
    QList<qint64> ids;
    const auto rows = m_jobs->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const JobRow *chosen = m_model->at(row.row());
        if (chosen && states.contains(chosen->job.state))
            ids.append(chosen->job.id);
    }
    return ids;
}

void JobsPage::showDetails()
{
    updateActions();
    const JobRow *row = currentJob();
    if (!row) {
        m_details->clearJob();
        return;
    }
    const BulkJob *bulk = m_bulkModel->at(m_bulkModel->rowOf(row->job.bulkJobId));
    m_details->showJob(*row, bulk ? bulk->title : QString());
}

void JobsPage::updateActions()
{
    const bool writable = !m_services.storage->isReadOnly();
    m_retry->setEnabled(writable && !chosenIds({JobState::Failed, JobState::Cancelled}).isEmpty());
    m_retryAll->setEnabled(writable && m_counts.failed > 0);
    m_cancel->setEnabled(writable && !chosenIds({JobState::Pending, JobState::Running}).isEmpty());
    m_open->setEnabled(currentJob() && currentJob()->job.productId != 0);
    m_pauseAll->setEnabled(writable);
    const BulkJob *bulk = currentBulkJob();
    m_bulkShow->setEnabled(bulk);
    m_bulkRetry->setEnabled(writable && bulk && bulk->counts.failed > 0);
    m_bulkPause->setEnabled(writable && bulk && (!bulk->isFinished() || bulk->paused));
    m_bulkPause->setText(bulk && bulk->paused ? tr("Resume the bulk job") : tr("Pause the bulk job"));
    m_bulkPause->setIcon(listwright::icon(bulk && bulk->paused ? u"play"_s : u"pause"_s));
    m_bulkCancel->setEnabled(writable && bulk && !bulk->isFinished());
    m_bulkReason->setVisible(bulk && !bulk->error.isEmpty());
    m_bulkReason->setText(bulk ? bulk->error : QString());
}

QString JobsPage::scopeText(const JobScope &scope) const
{
    if (scope.bulkJobId == 0)
        return scope.kind.isEmpty() ? tr("all jobs") : tr("“%1”").arg(jobKindText(scope.kind));
    const BulkJob *bulk = m_bulkModel->at(m_bulkModel->rowOf(scope.bulkJobId));
    return bulk ? tr("“%1”").arg(bulk->title) : tr("bulk job %1").arg(scope.bulkJobId);
}

void JobsPage::updateBanner()
{
    const QueueState &state = m_watcher->state();
    m_banner->setVisible(!state.paused.isEmpty());
    const bool all = state.isPaused({});
    m_pauseAll->setText(all ? tr("Resume everything") : tr("Pause everything"));
    m_pauseAll->setIcon(listwright::icon(all ? u"play"_s : u"pause"_s));
    if (all) {
        m_bannerText->setText(tr("All jobs are paused. What runs is finished; nothing new begins before you resume."));
        return;
    }
    QStringList names;
    for (const JobScope &scope : state.paused)
        names.append(scopeText(scope));
    m_bannerText->setText(tr("Paused: %1. Their jobs wait until you resume.").arg(names.join(u", "_s)));
}

void JobsPage::updateEmptyState()
{
    if (m_model->isLoading())
        return;
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    if (m_counts.total() == 0 && m_watcher->state().counts.total() == 0) {
        m_empty->setHeadline(tr("No jobs yet"));
        m_empty->setText(
            tr("Choose products in the catalog and press “Improve”, then “With AI…”. The work is done here "
               "in the background, also after a restart."));
        return;
    }
    const QString headlines[GroupCount] = {tr("Nothing is running"), tr("Nothing waits"), tr("Nothing is finished"),
                                           tr("No dead letters")};
    const QString texts[GroupCount] = {
        tr("Waiting jobs begin by themselves."), tr("Jobs that are ordered wait here for their turn."),
        tr("Finished and cancelled jobs are listed here."),
        tr("A job that failed for good stays here with its errors, until you try it again.")};
    m_empty->setHeadline(headlines[group()]);
    m_empty->setText(texts[group()]);
}

void JobsPage::fillPauseMenu()
{
    m_pauseMenu->clear();
    m_pauseMenu->addAction(m_pauseAll);
    const QueueState &state = m_watcher->state();
    const auto add = [this, &state](const JobScope &scope) {
        const bool paused = state.isPaused(scope);
        QAction *action = m_pauseMenu->addAction(
            (paused ? tr("Resume %1") : tr("Pause %1")).arg(scopeText(scope)).replace(u'&', u"&&"_s), m_actions,
            [this, scope, paused] { m_actions->setPaused({scope}, !paused); });
        action->setObjectName(scope.bulkJobId != 0 ? u"pauseChosenBulkAction"_s : scope.kind + u"PauseAction");
        action->setEnabled(m_pauseAll->isEnabled());
    };
    for (int i = 1; i < m_kind->count(); ++i)
        add({m_kind->itemData(i).toString(), 0});
    if (scope().bulkJobId != 0)
        add({{}, scope().bulkJobId});
}

void JobsPage::openProduct()
{
    if (const JobRow *row = currentJob(); row && row->job.productId != 0)
        Q_EMIT productRequested(row->job.productId);
}

void JobsPage::pauseBulkJob()
{
    if (const BulkJob *bulk = currentBulkJob())
        m_actions->setPaused({JobScope{{}, bulk->id}}, !bulk->paused);
}

} // namespace listwright
