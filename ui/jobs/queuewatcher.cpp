// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/queuewatcher.h"

#include "models/tables/whenfinished.h"
#include "services/jobs/jobrunner.h"
#include "services/storage/storage.h"

#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int pause = 300; // milliseconds between two readings
constexpr int pollInterval = 2000;

Result<QueueState> readState(Database &database)
{
    JobRepository jobs(database);
    auto counts = jobs.counts();
    if (!counts)
        return failure(counts.error());
    auto paused = jobs.paused();
    if (!paused)
        return failure(paused.error());
    return QueueState{*counts, std::move(*paused)};
}

} // namespace

QueueWatcher::QueueWatcher(const Services &services, QObject *parent) : QObject(parent), m_storage(services.storage)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &QueueWatcher::read);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &QueueWatcher::refresh);
    connect(m_storage, &Storage::changed, this, &QueueWatcher::refresh);
    // From the runner's threads; the receiver makes it arrive in this one.
    if (services.jobs)
        connect(services.jobs, &JobRunner::changed, this, &QueueWatcher::refresh);
    read();
}

void QueueWatcher::refresh()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void QueueWatcher::setPolling(bool polling)
{
    if (polling && !m_storage->location().isSqlite())
        m_poll.start();
    else
        m_poll.stop();
}

void QueueWatcher::read()
{
    if (m_reading) {
        m_again = true;
        return;
    }
    m_reading = true;
    whenFinished(m_storage->read(readState), this, [this](const Result<QueueState> &state) { onRead(state); });
}

void QueueWatcher::onRead(const Result<QueueState> &state)
{
    m_reading = false;
    if (std::exchange(m_again, false))
        refresh();
    // A database that is away says so in the status line; the next reading tells more.
    if (!state)
        return;
    m_state = *state;
    Q_EMIT updated();
}

QString queueText(const QueueState &state)
{
    const JobCounts &counts = state.counts;
    QStringList parts;
    if (counts.running > 0)
        parts.append(QueueWatcher::tr("%Ln job(s) running", nullptr, static_cast<int>(counts.running)));
    if (counts.pending > 0)
        parts.append(QueueWatcher::tr("%Ln waiting", nullptr, static_cast<int>(counts.pending)));
    if (counts.failed > 0)
        parts.append(QueueWatcher::tr("%Ln dead letter(s)", nullptr, static_cast<int>(counts.failed)));
    if (state.isPaused({}))
        parts.append(parts.isEmpty() ? QueueWatcher::tr("Jobs are paused") : QueueWatcher::tr("paused"));
    else if (!state.paused.isEmpty())
        parts.append(parts.isEmpty() ? QueueWatcher::tr("Some jobs are paused") : QueueWatcher::tr("partly paused"));
    return parts.join(u", "_s);
}

} // namespace listwright
