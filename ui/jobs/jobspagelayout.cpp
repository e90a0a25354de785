// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What JobsPage is made of: its actions and widgets.

#include "models/tables/bulkjobmodel.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobdetails.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobstatedelegate.h"
#include "ui/jobs/queuewatcher.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/pageparts.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

void setColumns(QTableView &view, std::initializer_list<int> widths, int stretched)
{
    QHeaderView &header = *view.horizontalHeader();
    int column = 0;
    for (const int width : widths) { // in other languages a title may be longer
        header.resizeSection(column, std::max(width, header.sectionSizeHint(column)));
        ++column;
    }
    header.setSectionResizeMode(stretched, QHeaderView::Stretch);
}

} // namespace

void JobsPage::createActions()
{
    m_retry = pageAction(this, u"retryJobsAction"_s, tr("Try again"), u"retry"_s, Qt::Key_R, [this] {
        m_actions->retry(chosenIds({JobState::Failed, JobState::Cancelled}));
    });
    m_retryAll = pageAction(this, u"retryAllAction"_s, tr("Try all dead letters again"), u"retry"_s,
                            QKeySequence(u"Shift+R"_s), [this] { m_actions->retryFailed(scope()); });
    m_cancel = pageAction(this, u"cancelJobsAction"_s, tr("Cancel the chosen jobs"), u"cancel"_s, QKeySequence::Delete,
                          [this] {
                              m_actions->cancel(chosenIds({JobState::Pending, JobState::Running}));
                          });
    m_open = pageAction(this, u"openJobProductAction"_s, tr("Open the product"), u"box"_s, Qt::Key_O,
                        [this] { openProduct(); });
    m_pauseAll = pageAction(this, u"pauseAllAction"_s, tr("Pause everything"), u"pause"_s, Qt::Key_P,
                            [this] { m_actions->setPaused({JobScope{}}, !m_watcher->state().isPaused({})); });
    m_bulkShow = pageAction(this, u"showBulkAction"_s, tr("Show its jobs"), u"view"_s, {}, [this] {
        if (const BulkJob *bulk = currentBulkJob())
            showBulkJob(bulk->id);
    });
    m_bulkRetry = pageAction(this, u"retryBulkAction"_s, tr("Try its failed jobs again"), u"retry"_s, {}, [this] {
        if (const BulkJob *bulk = currentBulkJob())
            m_actions->retryFailed({{}, bulk->id});
    });
    m_bulkPause =
        pageAction(this, u"pauseBulkAction"_s, tr("Pause the bulk job"), u"pause"_s, {}, [this] { pauseBulkJob(); });
    m_bulkCancel = pageAction(this, u"cancelBulkAction"_s, tr("Cancel the rest"), u"cancel"_s, {}, [this] {
        if (const BulkJob *bulk = currentBulkJob())
            m_actions->cancel(JobScope{{}, bulk->id});
    });
}

void JobsPage::layOut()
{
    m_tabs->setObjectName(u"jobsTabWidget"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(createJobs(), tr("Jobs"));
    m_tabs->addTab(createBulkJobs(), tr("Bulk jobs"));
    auto *pause = new QPushButton(listwright::icon(u"pause"_s), tr("Pause"), this);
    pause->setObjectName(u"pausePushButton"_s);
    pause->setToolTip(tr("Hold up jobs, or let them go on"));
    m_pauseMenu = new QMenu(pause);
    m_pauseMenu->setObjectName(u"pauseMenu"_s);
    connect(m_pauseMenu, &QMenu::aboutToShow, this, &JobsPage::fillPauseMenu);
    pause->setMenu(m_pauseMenu);
    m_tabs->setCornerWidget(pause);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(createBanner());
    layout->addWidget(m_tabs, 1);
}

QWidget *JobsPage::createBanner()
{
    auto *banner = new QFrame(this);
    banner->setObjectName(u"pausedBanner"_s);
    setCard(banner);
    auto *symbol = new QLabel(banner);
    symbol->setPixmap(listwright::icon(u"pause"_s, IconColor::Warning).pixmap(QSize(20, 20), devicePixelRatioF()));
    m_bannerText = new QLabel(banner);
    m_bannerText->setObjectName(u"pausedLabel"_s);
    m_bannerText->setTextFormat(Qt::PlainText);
    m_bannerText->setWordWrap(true);
    auto *resume = new QPushButton(listwright::icon(u"play"_s), tr("Resume"), banner);
    resume->setObjectName(u"resumePushButton"_s);
    resume->setEnabled(m_pauseAll->isEnabled());
    connect(resume, &QPushButton::clicked, this, [this] { m_actions->setPaused(m_watcher->state().paused, false); });
    auto *layout = new QHBoxLayout(banner);
    layout->setContentsMargins(spacing::large, spacing::small, spacing::small, spacing::small);
    layout->setSpacing(spacing::medium);
    layout->addWidget(symbol);
    layout->addWidget(m_bannerText, 1);
    layout->addWidget(resume);
    banner->hide();
    m_banner = banner;
    return banner;
}

QWidget *JobsPage::createFilters()
{
    const QString names[GroupCount] = {tr("Running"), tr("Waiting"), tr("Finished"), tr("Dead letters")};
    const QString objects[GroupCount] = {u"runningChip"_s, u"waitingChip"_s, u"finishedChip"_s, u"deadLettersChip"_s};
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    for (int i = 0; i < GroupCount; ++i) {
        auto *chip = new Chip(names[i], row);
        chip->setObjectName(objects[i]);
        m_groups->addButton(chip, i);
        m_chips.append(chip);
        layout->addWidget(chip);
    }
    m_chips[Running]->setChecked(true);
    connect(m_groups, &QButtonGroup::idClicked, this, &JobsPage::onFilterChanged);
    layout->addStretch();
    m_kind->setObjectName(u"jobKindComboBox"_s);
    m_kind->setAccessibleName(tr("Kind of job"));
    m_kind->addItem(tr("All kinds"), QString());
    const QStringList kinds = knownJobKinds();
    for (const QString &kind : kinds)
        m_kind->addItem(jobKindText(kind), kind);
    m_bulk->setObjectName(u"bulkJobComboBox"_s);
    m_bulk->setAccessibleName(tr("Bulk job"));
    m_bulk->addItem(tr("All bulk jobs and single jobs"), 0);
    m_bulk->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_bulk->setMinimumContentsLength(26);
    for (QComboBox *choice : {m_kind, m_bulk}) {
        connect(choice, &QComboBox::currentIndexChanged, this, &JobsPage::onFilterChanged);
        layout->addWidget(choice);
    }
    return row;
}

QWidget *JobsPage::createJobs()
{
    m_jobs = rowTable(u"jobsTableView"_s, tr("Jobs"), m_model, this);
    setFocusProxy(m_jobs);
    m_jobs->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_jobs->setItemDelegateForColumn(JobModel::State, new JobStateDelegate(toneOfJob, m_jobs));
    setColumns(*m_jobs, {190, 200, 136, 84, 124, 220}, JobModel::Product);
    connect(m_jobs->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobsPage::showDetails);
    connect(m_jobs, &QTableView::activated, this, &JobsPage::openProduct);
    m_empty->setObjectName(u"emptyJobsState"_s);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_jobs);
    m_details->setMinimumWidth(240);
    auto *card = new QFrame(this);
    setCard(card);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_details);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"jobsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_stack);
    splitter->addWidget(card);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({700, 320});
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(actionButton(m_open, this));
    buttons->addStretch();
    for (QAction *action : {m_cancel, m_retry, m_retryAll})
        buttons->addWidget(actionButton(action, this));
    auto *tab = new QWidget(this);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(createFilters());
    layout->addWidget(splitter, 1);
    layout->addLayout(buttons);
    return tab;
}

QWidget *JobsPage::createBulkJobs()
{
    m_bulkJobs = rowTable(u"bulkJobsTableView"_s, tr("Bulk jobs"), m_bulkModel, this);
    m_bulkJobs->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *delegate = new JobStateDelegate(toneOfBulkJob, m_bulkJobs);
    m_bulkJobs->setItemDelegateForColumn(BulkJobModel::State, delegate);
    m_bulkJobs->setItemDelegateForColumn(BulkJobModel::Progress, delegate);
    setColumns(*m_bulkJobs, {300, 190, 190, 84, 84, 190}, BulkJobModel::Title);
    connect(m_bulkJobs->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobsPage::updateActions);
    connect(m_bulkJobs, &QTableView::activated, m_bulkShow, &QAction::trigger);
    auto *empty = new EmptyState(u"jobs"_s, tr("No bulk jobs yet"),
                                 tr("Work on many products at once is listed here with how far it is, what failed and "
                                    "why it stopped."),
                                 this);
    empty->setObjectName(u"emptyBulkJobsState"_s);
    m_bulkStack->addWidget(empty);
    m_bulkStack->addWidget(m_bulkJobs);
    m_bulkReason->setObjectName(u"bulkReasonLabel"_s);
    m_bulkReason->setTextFormat(Qt::PlainText);
    m_bulkReason->setWordWrap(true);
    setTextRole(m_bulkReason, TextRole::Warning);
    m_bulkReason->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(actionButton(m_bulkShow, this));
    buttons->addStretch();
    for (QAction *action : {m_bulkCancel, m_bulkPause, m_bulkRetry})
        buttons->addWidget(actionButton(action, this));
    auto *tab = new QWidget(this);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_bulkStack, 1);
    layout->addWidget(m_bulkReason);
    layout->addLayout(buttons);
    return tab;
}

} // namespace listwright
