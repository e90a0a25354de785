// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/schedulerepository.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectSchedule =
    u"SELECT name, kind, payload, rule, time_zone, jitter, enabled, next_run, last_run FROM schedules "_s;

Schedule readSchedule(const Database &database, const Query &row)
{
    Schedule schedule;
    schedule.name = row.text(0);
    schedule.kind = row.text(1);
    schedule.payload = QJsonDocument::fromJson(row.text(2).toUtf8()).object();
    schedule.rule = row.text(3);
    schedule.timeZone = row.text(4).toLatin1();
    schedule.jitter = std::chrono::milliseconds(row.number(5));
    schedule.enabled = row.value(6).toBool();
    schedule.nextRun = database.optionalTimeFrom(row.value(7));
    schedule.lastRun = database.optionalTimeFrom(row.value(8));
    return schedule;
}

Result<QList<Schedule>> readSchedules(const Database &database, Query &query)
{
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QList<Schedule> schedules;
    while (query.next())
        schedules.append(readSchedule(database, query));
    if (const auto error = query.error())
        return failure(*error);
    return schedules;
}

} // namespace

Result<void> ScheduleRepository::save(const Schedule &schedule)
{
    Query query(m_database, u"INSERT INTO schedules (name, kind, payload, rule, time_zone, jitter, enabled, next_run) "
                            "VALUES (:name, :kind, :payload, :rule, :zone, :jitter, :enabled, :next) ON CONFLICT "
                            "(name) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, rule = "
                            "excluded.rule, time_zone = excluded.time_zone, jitter = excluded.jitter, enabled = "
                            "excluded.enabled, next_run = excluded.next_run"_s);
    return query.bind(u":name"_s, schedule.name)
        .bind(u":kind"_s, schedule.kind)
        .bind(u":payload"_s, QString::fromUtf8(QJsonDocument(schedule.payload).toJson(QJsonDocument::Compact)))
        .bind(u":rule"_s, schedule.rule)
        .bind(u":zone"_s, QString::fromLatin1(schedule.timeZone))
        .bind(u":jitter"_s, qint64(schedule.jitter.count()))
        .bind(u":enabled"_s, schedule.enabled)
        .bind(u":next"_s, m_database.timeValue(schedule.nextRun.value_or(QDateTime())))
        .run();
}

Result<bool> ScheduleRepository::remove(const QString &name)
{
    Query query(m_database, u"DELETE FROM schedules WHERE name = :name"_s);
    return query.bind(u":name"_s, name).change().map([](qint64 removed) { return removed > 0; });
}

Result<QList<Schedule>> ScheduleRepository::list()
{
    Query query(m_database, selectSchedule + u"ORDER BY name");
    return readSchedules(m_database, query);
}

Result<std::optional<Schedule>> ScheduleRepository::takeDue(const QDateTime &now)
{
    QString due = selectSchedule + u"WHERE enabled AND next_run <= :now ORDER BY next_run LIMIT 1";
    if (m_database.dialect() == Dialect::PostgreSql)
        due += u" FOR UPDATE SKIP LOCKED";
    Query query(m_database, due);
    query.bind(u":now"_s, m_database.timeValue(now));
    return readSchedules(m_database, query).map([](const QList<Schedule> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<void> ScheduleRepository::setRun(const QString &name, const QDateTime &lastRun,
                                        const std::optional<QDateTime> &nextRun)
{
    Query query(m_database, u"UPDATE schedules SET last_run = :last, next_run = :next, enabled = :enabled WHERE name = "
                            ":name"_s);
    return query.bind(u":last"_s, m_database.timeValue(lastRun))
        .bind(u":next"_s, m_database.timeValue(nextRun.value_or(QDateTime())))
        .bind(u":enabled"_s, nextRun.has_value())
        .bind(u":name"_s, name)
        .run();
}

Result<std::optional<QDateTime>> ScheduleRepository::nextRun()
{
    Query query(m_database, u"SELECT min(next_run) FROM schedules WHERE enabled"_s);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return failure(query.error().value_or(Error{ErrorCode::Internal, {}, u"no row"_s, {}}));
    return m_database.optionalTimeFrom(query.value(0));
}

Result<QDateTime> ScheduleRepository::now()
{
    if (m_database.dialect() == Dialect::Sqlite)
        return QDateTime::currentDateTimeUtc();
    Query query(m_database, u"SELECT clock_timestamp()"_s);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return failure(query.error().value_or(Error{ErrorCode::Internal, {}, u"no row"_s, {}}));
    return m_database.timeFrom(query.value(0));
}

} // namespace listwright
