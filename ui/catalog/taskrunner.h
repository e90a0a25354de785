// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "models/tables/whenfinished.h"
#include "ui/widgets/runningtasks.h"

#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace listwright {

/** Where running work stands; emitted from the work's thread at most ten times a second. */
class TaskProgress : public QObject
{
    Q_OBJECT

public:
    void report(std::optional<double> progress, const QString &detail);

Q_SIGNALS:
    void reported(std::optional<double> progress, const QString &detail);

private:
    std::atomic<qint64> m_last{0};
};

/**
 * Runs blocking work outside the GUI thread and shows it among the running tasks. Whatever still runs when this object
 * goes is asked to end and waited for, so the work may use everything that lives longer than its owner.
 */
class TaskRunner : public QObject
{
    Q_OBJECT

public:
    /** `tasks` may be null: then nothing is shown. */
    explicit TaskRunner(RunningTasks *tasks, QObject *parent = nullptr);
    ~TaskRunner() override;

    /**
     * `work` gets a progress to report to and a stop token; `done` is called in the GUI thread with its outcome.
     * A task can be cancelled by the person; the work then returns what it likes, e.g. a summary.
     */
    template <class Value>
    RunningTask *run(const QString &title, std::function<Result<Value>(TaskProgress &, const std::stop_token &)> work,
                     std::function<void(const Result<Value> &)> done);

    /** Quick work that is not worth a task, e.g. a preview. */
    template <class Work>
    auto start(Work work) -> QFuture<std::invoke_result_t<Work>>;

    bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    void busyChanged();

private:
    RunningTask *beginTask(const QString &title, const std::shared_ptr<TaskProgress> &progress,
                           const std::stop_source &stop);
    void endTask(RunningTask *task);

    RunningTasks *m_tasks;
    QThreadPool m_pool;
    std::vector<std::stop_source> m_stops;
    int m_running = 0;
};

template <class Work>
auto TaskRunner::start(Work work) -> QFuture<std::invoke_result_t<Work>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    promise->start();
    m_pool.start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

template <class Value>
RunningTask *TaskRunner::run(const QString &title,
                             std::function<Result<Value>(TaskProgress &, const std::stop_token &)> work,
                             std::function<void(const Result<Value> &)> done)
{
    auto progress = std::make_shared<TaskProgress>();
    std::stop_source stop;
    QPointer<RunningTask> task = beginTask(title, progress, stop);
    const auto future =
        start([progress, work = std::move(work), token = stop.get_token()] { return work(*progress, token); });
    whenFinished(future, this, [this, task, stop, done = std::move(done)](const Result<Value> &outcome) mutable {
        stop.request_stop(); // nobody listens any more; beginTask() forgets it
        endTask(task);
        done(outcome);
    });
    return task;
}

} // namespace listwright
