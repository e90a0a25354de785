// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobactions.h"

#include "models/tables/whenfinished.h"
#include "services/jobs/jobrunner.h"
#include "services/storage/storage.h"
#include "ui/widgets/notifications.h"

#include <QPointer>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int runningAtOnce = 1000; // more never run in one process

/** Those that run now in the scope. */
Result<QList<qint64>> runningIds(JobRepository &jobs, const JobScope &scope)
{
    JobFilter filter;
    filter.states = {JobState::Running};
    filter.kind = scope.kind;
    filter.bulkJobId = scope.bulkJobId;
    filter.limit = runningAtOnce;
    const auto running = jobs.list(filter);
    if (!running)
        return failure(running.error());
    QList<qint64> ids;
    for (const Job &job : *running)
        ids.append(job.id);
    return ids;
}

} // namespace

JobActions::JobActions(Services services, QObject *parent) : QObject(parent), m_services(std::move(services)) {}

void JobActions::retry(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return;
    const auto work = [ids](Database &database) { return JobRepository(database).retry(ids); };
    whenFinished(m_services.storage->write(work), this, [this](const Result<qint64> &count) { onRetried(count); });
}

void JobActions::retryFailed(const JobScope &scope)
{
    const auto work = [scope](Database &database) { return JobRepository(database).retryFailed(scope); };
    whenFinished(m_services.storage->write(work), this, [this](const Result<qint64> &count) { onRetried(count); });
}

void JobActions::onRetried(const Result<qint64> &count)
{
    if (m_services.jobs)
        m_services.jobs->wake();
    if (!count)
        m_services.notifications->error(count.error());
    else
        m_services.notifications->information(
            tr("%Ln job(s) wait to be tried again.", nullptr, static_cast<int>(*count)));
    Q_EMIT done();
}

void JobActions::cancel(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return;
    const auto work = [ids](Database &database) { return JobRepository(database).cancel(ids); };
    whenFinished(m_services.storage->write(work), this, [this, ids](const Result<qint64> &count) {
        if (m_services.jobs)
            m_services.jobs->interrupt(ids);
        onCancelled(count, ids);
    });
}

void JobActions::cancel(const JobScope &scope)
{
    struct Cancelled
    {
        qint64 count = 0;
        QList<qint64> running;
    };
    const auto work = [scope](Database &database) -> Result<Cancelled> {
        JobRepository jobs(database);
        auto running = runningIds(jobs, scope);
        if (!running)
            return failure(running.error());
        return jobs.cancel(scope).map([&](qint64 count) { return Cancelled{count, *running}; });
    };
    whenFinished(m_services.storage->write(work), this, [this](const Result<Cancelled> &cancelled) {
        if (cancelled && m_services.jobs)
            m_services.jobs->interrupt(cancelled->running);
        onCancelled(cancelled.map([](const Cancelled &done) { return done.count; }), {});
    });
}

void JobActions::onCancelled(const Result<qint64> &count, const QList<qint64> &ids)
{
    Q_EMIT done();
    if (!count) {
        m_services.notifications->error(count.error());
        return;
    }
    Notification notification;
    notification.text = tr("%Ln job(s) cancelled.", nullptr, static_cast<int>(*count));
    if (*count > 0 && !ids.isEmpty()) {
        notification.actionText = tr("Undo");
        notification.action = [self = QPointer(this), ids] {
            if (self)
                self->retry(ids);
        };
    }
    m_services.notifications->post(std::move(notification));
}

void JobActions::setPaused(const QList<JobScope> &scopes, bool paused)
{
    const auto work = [scopes, paused](Database &database) -> Result<void> {
        JobRepository jobs(database);
        for (const JobScope &scope : scopes) {
            if (auto set = jobs.setPaused(scope, paused); !set)
                return set;
        }
        return {};
    };
    whenFinished(m_services.storage->write(work), this, [this, paused](const Result<void> &set) {
        if (!set)
            m_services.notifications->error(set.error());
        else if (!paused && m_services.jobs)
            m_services.jobs->wake();
        Q_EMIT done();
    });
}

} // namespace listwright
