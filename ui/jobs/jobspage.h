// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/jobsource.h"
#include "ui/services.h"
#include "ui/widgets/page.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace listwright {

class BulkJobModel;
class Chip;
class EmptyState;
class JobActions;
class JobDetails;
class QueueWatcher;

/** The background work: what runs, waits, is finished or has failed, what each was about, and what can be done. */
class JobsPage : public Page
{
    Q_OBJECT

public:
    explicit JobsPage(Services services, QWidget *parent = nullptr);

    PageId id() const override { return PageId::Jobs; }
    QString title() const override { return tr("Jobs"); }
    QIcon icon() const override;

    JobModel *model() const { return m_model; }
    /** The jobs of one bulk job, in whichever state most of them are. */
    void showBulkJob(qint64 id);

Q_SIGNALS:
    void productRequested(listwright::ProductId id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Group { Running, Waiting, Finished, DeadLetters, GroupCount };

    void layOut();
    QWidget *createBanner();
    QWidget *createJobs();
    QWidget *createFilters();
    QWidget *createBulkJobs();
    void createActions();

    void refresh();
    void readOverview();
    void onOverview(const JobsOverview &overview);
    void onFilterChanged();
    void fillBulkChoice(const QList<BulkJob> &jobs);
    void chooseGroup(Group group);
    Group group() const;
    JobFilter filter() const;
    JobScope scope() const;
    QList<qint64> chosenIds(const QList<JobState> &states) const;
    const JobRow *currentJob() const;
    const BulkJob *currentBulkJob() const;
    void showDetails();
    void updateActions();
    void updateBanner();
    void updateEmptyState();
    void fillPauseMenu();
    QString scopeText(const JobScope &scope) const;
    void openProduct();
    void pauseBulkJob();

    Services m_services;
    JobModel *m_model;
    BulkJobModel *m_bulkModel;
    QueueWatcher *m_watcher;
    JobActions *m_actions;
    QTabWidget *m_tabs;
    QWidget *m_banner = nullptr;
    QLabel *m_bannerText = nullptr;
    QButtonGroup *m_groups;
    QList<Chip *> m_chips;
    QComboBox *m_kind;
    QComboBox *m_bulk;
    QTableView *m_jobs = nullptr;
    QTableView *m_bulkJobs = nullptr;
    QLabel *m_bulkReason;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QStackedWidget *m_bulkStack;
    JobDetails *m_details;
    QMenu *m_pauseMenu = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_retryAll = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_open = nullptr;
    QAction *m_pauseAll = nullptr;
    QAction *m_bulkShow = nullptr;
    QAction *m_bulkRetry = nullptr;
    QAction *m_bulkPause = nullptr;
    QAction *m_bulkCancel = nullptr;
    JobCounts m_counts; ///< of the chosen kind and bulk job
    quint64 m_overviewRequest = 0;
    bool m_groupToChoose = false; ///< once the counts of a bulk job are known
};

} // namespace listwright
