// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/activitypage.h"

#include "models/tables/whenfinished.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "services/storage/takeback.h"
#include "ui/activity/activitymodels.h"
#include "ui/activity/statedelegate.h"
#include "ui/catalog/taskrunner.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/pageparts.h"
#include "ui/widgets/progresscard.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/undonotice.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int reloadPause = 500; // milliseconds

int chosenRow(const QTableView &view)
{
    const auto rows = view.selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

/** Every column as wide as its content, `wide` ones share the rest. */
void fitColumns(QTableView &view, std::initializer_list<int> wide)
{
    QHeaderView &header = *view.horizontalHeader();
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int column : wide)
        header.setSectionResizeMode(column, QHeaderView::Stretch);
}

} // namespace

ActivityPage::ActivityPage(Services services, QWidget *parent)
    : Page(parent)
    , m_services(std::move(services))
    , m_runner(new TaskRunner(m_services.tasks, this))
    , m_jobs(new ImportJobModel(this))
    , m_sets(new ChangeSetModel(this))
    , m_tabs(new QTabWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_undoLast(new QAction(listwright::icon(u"undo"_s), tr("&Undo the last change"), this))
{
    setObjectName(u"activityPage"_s);
    m_undoLast->setObjectName(u"undoLastChangeAction"_s);
    m_undoLast->setShortcut(QKeySequence::Undo);
    m_undoLast->setEnabled(!m_services.storage->isReadOnly());
    connect(m_undoLast, &QAction::triggered, this, &ActivityPage::undoLast);
    m_tabs->setObjectName(u"activityTabWidget"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(createChanges(), tr("Changes"));
    m_tabs->addTab(createImports(), tr("Imports"));
    auto *empty = new EmptyState(u"activity"_s, tr("Nothing has happened yet"),
                                 tr("Imports, edits, accepted proposals and deletions are listed here, and can be "
                                    "undone."),
                                 this);
    empty->setObjectName(u"emptyActivityState"_s);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_tabs);
    m_running = new QVBoxLayout;
    m_running->setSpacing(spacing::small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addLayout(m_running);
    layout->addWidget(m_stack, 1);
    m_reload.setSingleShot(true);
    m_reload.setInterval(reloadPause);
    connect(&m_reload, &QTimer::timeout, this, &ActivityPage::reload);
    connect(m_services.storage, &Storage::changed, this, [this] {
        if (isVisible() && !m_reload.isActive())
            m_reload.start();
    });
    connect(m_services.tasks, &RunningTasks::changed, this, &ActivityPage::showRunning);
    showRunning();
    updateButtons();
}

QIcon ActivityPage::icon() const
{
    return listwright::icon(u"activity"_s);
}

PageActions ActivityPage::menuActions() const
{
    return {.edit = {m_undoLast}};
}

QTableView *ActivityPage::createTable(const QString &name, const QString &accessibleName, QAbstractItemModel *model)
{
    QTableView *table = rowTable(name, accessibleName, model, this);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::updateButtons);
    connect(model, &QAbstractItemModel::modelReset, this, &ActivityPage::updateButtons);
    connect(model, &QAbstractItemModel::dataChanged, this, &ActivityPage::updateButtons);
    return table;
}

QWidget *ActivityPage::createImports()
{
    m_jobsView = createTable(u"importJobsTableView"_s, tr("Imports"), m_jobs);
    setFocusProxy(m_jobsView);
    m_jobsView->setItemDelegateForColumn(ImportJobModel::State, new StateDelegate(m_jobsView));
    fitColumns(*m_jobsView, {ImportJobModel::File, ImportJobModel::Problem});
    m_undoImport = new QPushButton(listwright::icon(u"undo"_s), tr("Undo the import"), this);
    m_undoImport->setObjectName(u"undoImportPushButton"_s);
    connect(m_undoImport, &QPushButton::clicked, this, [this] {
        if (const ImportJob *job = m_jobs->at(chosenRow(*m_jobsView)))
            undo(job->changeSet);
    });
    m_rejects = new QPushButton(listwright::icon(u"folder"_s), tr("Open the rejected records"), this);
    m_rejects->setObjectName(u"openRejectsPushButton"_s);
    connect(m_rejects, &QPushButton::clicked, this, &ActivityPage::openRejects);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_rejects);
    buttons->addWidget(m_undoImport);
    auto *tab = new QWidget(this);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->addWidget(m_jobsView, 1);
    layout->addLayout(buttons);
    return tab;
}

QWidget *ActivityPage::createChanges()
{
    m_setsView = createTable(u"changeSetsTableView"_s, tr("Changes"), m_sets);
    fitColumns(*m_setsView, {ChangeSetModel::What});
    m_undoChange = new QPushButton(listwright::icon(u"undo"_s), tr("Undo"), this);
    m_undoChange->setObjectName(u"undoChangePushButton"_s);
    m_undoChange->setToolTip(tr("Products that changed since are left alone"));
    connect(m_undoChange, &QPushButton::clicked, this, [this] {
        if (const ChangeSet *set = m_sets->at(chosenRow(*m_setsView)))
            undo(set->id);
    });
    auto *tab = new QWidget(this);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->addWidget(m_setsView, 1);
    layout->addWidget(m_undoChange, 0, Qt::AlignRight);
    return tab;
}

void ActivityPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    reload();
}

void ActivityPage::reload()
{
    const auto work = [](Database &database) -> Result<Loaded> {
        auto jobs = ImportJobRepository(database).recent();
        if (!jobs)
            return failure(jobs.error());
        auto sets = ProductRepository(database).changeSets();
        if (!sets)
            return failure(sets.error());
        return Loaded{std::move(*jobs), std::move(*sets)};
    };
    const quint64 request = ++m_request;
    whenFinished(m_services.storage->read(work), this,
                 [this, request](const Result<Loaded> &loaded) { onLoaded(request, loaded); });
}

void ActivityPage::onLoaded(quint64 request, const Result<Loaded> &loaded)
{
    if (request != m_request)
        return;
    if (!loaded) {
        m_services.notifications->error(loaded.error());
        return;
    }
    m_jobs->setJobs(loaded->jobs);
    m_sets->setChangeSets(loaded->sets);
    updateButtons();
    m_stack->setCurrentIndex(loaded->jobs.isEmpty() && loaded->sets.isEmpty() ? 0 : 1);
}

void ActivityPage::showRunning()
{
    for (RunningTask *task : m_services.tasks->tasks()) {
        if (m_shownTasks.contains(task))
            continue;
        m_shownTasks.append(task);
        auto *card = new ProgressCard(this);
        card->follow(task);
        m_running->addWidget(card);
        connect(card, &ProgressCard::finished, card, &QObject::deleteLater);
        connect(task, &QObject::destroyed, this, [this, task] { m_shownTasks.removeAll(task); });
        connect(task, &RunningTask::finished, this, [this] { m_reload.start(); });
    }
}

// One that was undone already is known as long as it is among the changes listed.
bool ActivityPage::canUndo(const ImportJob *job) const
{
    if (!job || job->changeSet == 0 || job->state == ImportState::Running || job->created + job->updated == 0)
        return false;
    for (int row = 0; row < m_sets->rowCount(); ++row) {
        if (const ChangeSet *set = m_sets->at(row); set->id == job->changeSet)
            return !set->undone;
    }
    return true;
}

void ActivityPage::updateButtons()
{
    if (!m_undoImport || !m_undoChange)
        return;
    const ImportJob *job = m_jobs->at(chosenRow(*m_jobsView));
    m_undoImport->setEnabled(canUndo(job));
    m_rejects->setEnabled(job && job->rejected > 0);
    const ChangeSet *set = m_sets->at(chosenRow(*m_setsView));
    m_undoChange->setEnabled(set && !set->undone);
}

void ActivityPage::undo(qint64 changeSet)
{
    takeBackFound([changeSet](Storage &storage) { return changeSetsOfAction(storage, changeSet); });
}

// What is being done at the moment is the last change; it ends with what it has done so far.
void ActivityPage::undoLast()
{
    const QList<RunningTask *> &tasks = m_services.tasks->tasks();
    const auto running =
        std::find_if(tasks.rbegin(), tasks.rend(), [](const RunningTask *task) { return !task->run().isEmpty(); });
    if (running == tasks.rend()) {
        takeBackFound(newestChangeSets);
        return;
    }
    const QString run = (*running)->run();
    if (std::exchange(m_endedRun, run) == run)
        return;
    connect(*running, &RunningTask::finished, this,
            [this, run] { takeBackFound([run](Storage &storage) { return changeSetsOfRun(storage, run); }); });
    (*running)->cancel();
}

void ActivityPage::takeBackFound(const std::function<Result<QList<qint64>>(Storage &)> &find)
{
    m_runner->run<ChangeOutcome>(
        tr("Undoing"),
        [storage = m_services.storage, find](TaskProgress &progress, const std::stop_token &stop) {
            return find(*storage).and_then([&](const QList<qint64> &sets) {
                return takeBack(*storage, sets, stop, [&](qsizetype done) {
                    progress.report(static_cast<double>(done) / static_cast<double>(sets.size()), {});
                });
            });
        },
        [this](const Result<ChangeOutcome> &outcome) { announce(outcome); });
}

void ActivityPage::announce(const Result<ChangeOutcome> &outcome)
{
    postUndoNotice(*m_services.notifications, outcome);
    if (isVisible()) // of several, those before the one that failed are undone
        reload();
}

void ActivityPage::openRejects()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_services.settings->text(SettingKey::RejectsFolder)));
}

} // namespace listwright
