// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/taskrunner.h"

namespace listwright {

namespace {

constexpr int parallelTasks = 8;       // they mostly wait for the storage's threads
constexpr qint64 reportInterval = 100; // milliseconds

qint64 nowMilliseconds()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

void TaskProgress::report(std::optional<double> progress, const QString &detail)
{
    const qint64 now = nowMilliseconds();
    if (now - m_last.load() < reportInterval)
        return;
    m_last = now;
    Q_EMIT reported(progress, detail);
}

TaskRunner::TaskRunner(RunningTasks *tasks, QObject *parent) : QObject(parent), m_tasks(tasks)
{
    qRegisterMetaType<std::optional<double>>();
    m_pool.setMaxThreadCount(parallelTasks);
}

TaskRunner::~TaskRunner()
{
    for (std::stop_source &stop : m_stops)
        stop.request_stop();
    m_pool.waitForDone();
}

RunningTask *TaskRunner::beginTask(const QString &title, const std::shared_ptr<TaskProgress> &progress,
                                   const std::stop_source &stop)
{
    std::erase_if(m_stops, [](const std::stop_source &known) { return known.stop_requested(); });
    m_stops.push_back(stop);
    if (++m_running == 1)
        Q_EMIT busyChanged();
    if (!m_tasks)
        return nullptr;
    RunningTask *task = m_tasks->begin(title, true);
    connect(task, &RunningTask::cancelRequested, this, [stop]() mutable { stop.request_stop(); });
    connect(progress.get(), &TaskProgress::reported, task, [task](std::optional<double> part, const QString &detail) {
        task->setProgress(part);
        task->setDetail(detail);
    });
    return task;
}

void TaskRunner::endTask(RunningTask *task)
{
    if (task)
        task->finish();
    if (--m_running == 0)
        Q_EMIT busyChanged();
}

} // namespace listwright
