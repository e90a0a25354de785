// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkimport.h"
#include "services/storage/productrepository.h"
#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QAbstractItemModel;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QVBoxLayout;

namespace listwright {

class ChangeSetModel;
class ImportJobModel;
class RunningTask;
struct ImportJob;
class TaskRunner;

/** What runs, what was imported, and what was done to products and can be undone. */
class ActivityPage : public Page
{
    Q_OBJECT

public:
    explicit ActivityPage(Services services, QWidget *parent = nullptr);

    PageId id() const override { return PageId::Activity; }
    QString title() const override { return tr("Activity"); }
    QIcon icon() const override;
    PageActions menuActions() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Loaded
    {
        QList<ImportJob> jobs;
        QList<ChangeSet> sets;
    };

    QWidget *createImports();
    QWidget *createChanges();
    QTableView *createTable(const QString &name, const QString &accessibleName, QAbstractItemModel *model);
    void reload();
    void onLoaded(quint64 request, const Result<Loaded> &loaded);
    void showRunning();
    bool canUndo(const ImportJob *job) const;
    void updateButtons();
    void undo(qint64 changeSet);
    void undoLast();
    void takeBackFound(const std::function<Result<QList<qint64>>(Storage &)> &find);
    void announce(const Result<ChangeOutcome> &outcome);
    void openRejects();

    Services m_services;
    TaskRunner *m_runner;
    ImportJobModel *m_jobs;
    ChangeSetModel *m_sets;
    QTabWidget *m_tabs;
    QStackedWidget *m_stack;
    QAction *m_undoLast;
    QTableView *m_jobsView = nullptr;
    QTableView *m_setsView = nullptr;
    QPushButton *m_undoImport = nullptr;
    QPushButton *m_rejects = nullptr;
    QPushButton *m_undoChange = nullptr;
    QVBoxLayout *m_running = nullptr;
    QList<RunningTask *> m_shownTasks;
    QTimer m_reload;
    quint64 m_request = 0;
    QString m_endedRun; ///< of the running change that was ended to be undone
};

} // namespace listwright
