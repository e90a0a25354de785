// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/optimizing/ruleorders.h"

#include "models/tables/whenfinished.h"
#include "services/storage/storage.h"

namespace listwright {

namespace {

constexpr int lookPause = 200; // milliseconds
constexpr int pollPause = 2000;

/** Of those that are known still. */
Result<QList<RuleOrderState>> readOrders(Database &database, const QList<qint64> &ids)
{
    QList<RuleOrderState> states;
    for (const qint64 id : ids) {
        const auto state = ruleOrderState(database, id);
        if (!state && state.error().code != ErrorCode::NotFound)
            return failure(state.error());
        if (state)
            states.append(*state);
    }
    return states;
}

} // namespace

RuleOrders::RuleOrders(const Services &services, QObject *parent) : QObject(parent), m_storage(services.storage)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(lookPause);
    m_poll.setInterval(pollPause);
    connect(&m_soon, &QTimer::timeout, this, &RuleOrders::look);
    connect(&m_poll, &QTimer::timeout, this, &RuleOrders::look);
    if (services.jobs)
        connect(services.jobs, &JobRunner::changed, this, [this] {
            if (!m_followed.isEmpty() && !m_soon.isActive())
                m_soon.start();
        });
}

void RuleOrders::follow(qint64 bulkJobId)
{
    m_followed.append(bulkJobId);
    m_poll.start();
    m_soon.start();
}

void RuleOrders::look()
{
    if (m_reading || m_followed.isEmpty())
        return;
    m_reading = true;
    const auto work = [ids = m_followed](Database &database) { return readOrders(database, ids); };
    whenFinished(m_storage->read(work), this, [this](const Result<QList<RuleOrderState>> &states) {
        m_reading = false;
        if (states) // a database that is away is asked again
            onRead(*states);
    });
}

void RuleOrders::onRead(const QList<RuleOrderState> &states)
{
    for (const RuleOrderState &state : states) {
        if (!state.bulk.isFinished())
            continue;
        m_followed.removeOne(state.bulk.id);
        Q_EMIT finished(state);
    }
    if (m_followed.isEmpty())
        m_poll.stop();
}

} // namespace listwright
