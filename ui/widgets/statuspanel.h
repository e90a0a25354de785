// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"
#include "ui/services.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace listwright {

class ElidedLabel;
class QueueWatcher;
class StatusPill;
enum class StorageState;

/** The line at the window's foot: which database and its state, jobs, what is running, and the recent messages. */
class StatusPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int panelHeight = 34;

    explicit StatusPanel(const Services &services, QWidget *parent = nullptr);

    /** Jobs that run or wait, as last read. */
    const JobCounts &jobCounts() const;

Q_SIGNALS:
    void jobsRequested();
    void inboxRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void connectStorage(Storage &storage);
    void showState(StorageState state, const QString &message);
    void showJobs();
    void connectReceiver();
    void showReceiving();
    void showTasks();
    void showMessages();
    void cancelTask();

    Services m_services;
    QToolButton *m_database = nullptr;
    StatusPill *m_state = nullptr;
    QToolButton *m_jobs = nullptr;
    QToolButton *m_receiving = nullptr;
    QueueWatcher *m_queue = nullptr; ///< null without a database
    ElidedLabel *m_task = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_cancel = nullptr;
    QToolButton *m_messages = nullptr;
};

} // namespace listwright
