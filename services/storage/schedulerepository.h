// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

#include <QJsonObject>

#include <chrono>

namespace listwright {

/** Work that is begun again and again. */
struct Schedule
{
    QString name; ///< stable, unique
    QString kind; ///< of the job
    QJsonObject payload{};
    QString rule;                       ///< see ScheduleRule
    QByteArray timeZone = "UTC";        ///< IANA name
    std::chrono::milliseconds jitter{}; ///< begins up to so much later
    bool enabled = true;
    std::optional<QDateTime> nextRun{}; ///< UTC
    std::optional<QDateTime> lastRun{}; ///< UTC
    bool operator==(const Schedule &) const = default;
};

class ScheduleRepository
{
public:
    explicit ScheduleRepository(Database &database) : m_database(database) {}

    /** Adds it, or replaces the one of that name but for its last run. */
    Result<void> save(const Schedule &schedule);
    /** False when there is none of that name. */
    Result<bool> remove(const QString &name);
    Result<QList<Schedule>> list();

    /** One that is due; no other machine gets it while the caller's transaction is open. */
    Result<std::optional<Schedule>> takeDue(const QDateTime &now);
    /** Notes that it was begun; it is disabled where there is no next time. */
    Result<void> setRun(const QString &name, const QDateTime &lastRun, const std::optional<QDateTime> &nextRun);
    /** Of all that are enabled; nothing when there is none. */
    Result<std::optional<QDateTime>> nextRun();
    /** The server's time on PostgreSQL, so that clocks of several machines do not matter. UTC. */
    Result<QDateTime> now();

private:
    Database &m_database;
};

} // namespace listwright
