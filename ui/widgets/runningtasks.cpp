// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/runningtasks.h"

namespace listwright {

RunningTask::RunningTask(const QString &title, bool canCancel, QObject *parent)
    : QObject(parent), m_title(title), m_canCancel(canCancel)
{
}

void RunningTask::setDetail(const QString &detail)
{
    if (detail == m_detail)
        return;
    m_detail = detail;
    Q_EMIT changed();
}

void RunningTask::setProgress(std::optional<double> progress)
{
    if (progress)
        progress = std::clamp(*progress, 0.0, 1.0);
    if (progress == m_progress)
        return;
    m_progress = progress;
    Q_EMIT changed();
}

void RunningTask::cancel()
{
    if (!m_canCancel || m_cancelling || m_finished)
        return;
    m_cancelling = true;
    Q_EMIT cancelRequested();
    Q_EMIT changed();
}

void RunningTask::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT finished();
    deleteLater();
}

RunningTask *RunningTasks::begin(const QString &title, bool canCancel)
{
    auto *task = new RunningTask(title, canCancel, this);
    m_tasks.append(task);
    connect(task, &RunningTask::changed, this, &RunningTasks::changed);
    connect(task, &RunningTask::finished, this, [this, task] {
        m_tasks.removeOne(task);
        Q_EMIT changed();
    });
    Q_EMIT changed();
    return task;
}

} // namespace listwright
