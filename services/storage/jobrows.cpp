// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/jobrows.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright::jobrows {

using namespace Qt::StringLiterals;

namespace {

const QLatin1String kindScope("kind:");
const QLatin1String bulkScope("bulk:");

ErrorCode errorCodeFromName(const QString &name)
{
    for (int code = 0; code < static_cast<int>(ErrorCode::Internal); ++code) {
        if (errorCodeName(static_cast<ErrorCode>(code)) == name)
            return static_cast<ErrorCode>(code);
    }
    return ErrorCode::Internal;
}

QList<JobError> errorsFromJson(const QString &json)
{
    QList<JobError> errors;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const auto &value : array) {
        const QJsonObject object = value.toObject();
        errors.append({object.value(u"attempt"_s).toInt(), errorCodeFromName(object.value(u"code"_s).toString()),
                       object.value(u"message"_s).toString(),
                       QDateTime::fromString(object.value(u"at"_s).toString(), Qt::ISODateWithMs)});
    }
    return errors;
}

QJsonObject objectFromJson(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

} // namespace

QString columns()
{
    return u"id, kind, payload, priority, state, attempts, max_attempts, run_after, lease_until, lease_owner, "
           u"progress, "
           "errors, unique_key, host, bulk_job_id, product_id, result, cancel_requested, created_at, started_at, "
           "finished_at, beginning"_s;
}

Job read(const Database &database, const Query &row)
{
    Job job;
    job.id = row.number(0);
    job.kind = row.text(1);
    job.payload = objectFromJson(row.text(2));
    job.priority = static_cast<int>(row.number(3));
    job.state = jobStateFromName(row.text(4)).value_or(JobState::Failed);
    job.attempts = static_cast<int>(row.number(5));
    job.maxAttempts = static_cast<int>(row.number(6));
    job.runAfter = database.timeFrom(row.value(7));
    job.leaseUntil = database.optionalTimeFrom(row.value(8));
    job.leaseOwner = row.text(9);
    job.progress = static_cast<int>(row.number(10));
    job.errors = errorsFromJson(row.text(11));
    job.uniqueKey = row.text(12);
    job.host = row.text(13);
    job.bulkJobId = row.number(14);
    job.productId = row.number(15);
    job.result = objectFromJson(row.text(16));
    job.cancelRequested = row.value(17).toBool();
    job.createdAt = database.timeFrom(row.value(18));
    job.startedAt = database.optionalTimeFrom(row.value(19));
    job.finishedAt = database.optionalTimeFrom(row.value(20));
    job.beginning = row.number(21);
    return job;
}

Result<QList<Job>> readAll(const Database &database, Query &rows)
{
    QList<Job> jobs;
    while (rows.next())
        jobs.append(read(database, rows));
    if (const auto error = rows.error())
        return failure(*error);
    return jobs;
}

Result<QList<qint64>> readIds(Query &rows)
{
    QList<qint64> ids;
    while (rows.next())
        ids.append(rows.number(0));
    if (const auto error = rows.error())
        return failure(*error);
    return ids;
}

QByteArray errorToJson(const JobError &error)
{
    const QDateTime at = error.at.isValid() ? error.at.toUTC() : QDateTime::currentDateTimeUtc();
    return QJsonDocument(QJsonObject{{u"attempt"_s, error.attempt},
                                     {u"code"_s, errorCodeName(error.code)},
                                     {u"message"_s, error.message},
                                     {u"at"_s, at.toString(Qt::ISODateWithMs)}})
        .toJson(QJsonDocument::Compact);
}

QString nowSql(const Database &database, std::chrono::milliseconds offset)
{
    if (database.dialect() == Dialect::Sqlite)
        return QString::number(QDateTime::currentMSecsSinceEpoch() + offset.count());
    return offset.count() == 0 ? u"now()"_s : u"(now() + interval '%1 milliseconds')"_s.arg(offset.count());
}

QString timeSql(const Database &database, const QString &milliseconds)
{
    return database.dialect() == Dialect::Sqlite ? milliseconds : u"to_timestamp(%1 / 1000.0)"_s.arg(milliseconds);
}

QString tableOfJson(const Database &database, const QString &parameter,
                    const QList<std::pair<QString, QString>> &columns)
{
    QStringList parts;
    if (database.dialect() == Dialect::Sqlite) {
        for (const auto &[name, type] : columns)
            parts.append(u"json_extract(value, '$.%1') AS %1"_s.arg(name));
        return u"(SELECT "_s + parts.join(u", ") + u" FROM json_each(" + parameter + u")) AS r";
    }
    for (const auto &[name, type] : columns)
        parts.append(name + (type == u"number" ? u" bigint"_s : type == u"json" ? u" jsonb"_s : u" text"_s));
    return u"jsonb_to_recordset(CAST("_s + parameter + u" AS jsonb)) AS r(" + parts.join(u", ") + u')';
}

QString idCondition(const QString &column, const QList<qint64> &ids)
{
    QStringList numbers;
    numbers.reserve(ids.size());
    for (const qint64 id : ids)
        numbers.append(QString::number(id));
    return column + u" IN (" + numbers.join(u',') + u')';
}

IdList::IdList(const Database &database, const QList<qint64> &ids)
    : m_ids(ids), m_inText(database.dialect() == Dialect::Sqlite)
{
}

QString IdList::among(const QString &column) const
{
    return m_inText ? idCondition(column, m_ids) : QString(column + u" = ANY (CAST(:ids AS bigint[]))");
}

void IdList::bindTo(Query &query) const
{
    if (m_inText)
        return;
    QStringList numbers;
    for (const qint64 id : m_ids)
        numbers.append(QString::number(id));
    query.bind(u":ids"_s, QString(u'{' + numbers.join(u',') + u'}'));
}

QString scopeCondition(const JobScope &scope)
{
    if (scope.bulkJobId != 0)
        return u"bulk_job_id = "_s + QString::number(scope.bulkJobId);
    return scope.kind.isEmpty() ? u"TRUE"_s : u"kind = :kind"_s;
}

QString pausedSql(const QString &kind, const QString &bulkJob)
{
    return u"EXISTS (SELECT 1 FROM job_pauses WHERE scope = 'kind:' || "_s + kind + u" OR scope = 'bulk:' || " +
           bulkJob + u')';
}

Result<void> keepPauses(Database &database)
{
    // SQLite has one writer anyway.
    return database.dialect() == Dialect::Sqlite ? Result<void>()
                                                 : database.execute(u"LOCK TABLE job_pauses IN SHARE MODE;"_s);
}

QString notPausedSql()
{
    return u" AND NOT paused AND NOT EXISTS (SELECT 1 FROM job_pauses WHERE scope = 'all')"_s;
}

QString scopeName(const JobScope &scope)
{
    if (scope.bulkJobId != 0)
        return bulkScope + QString::number(scope.bulkJobId);
    return scope.kind.isEmpty() ? u"all"_s : QString(kindScope + scope.kind);
}

std::optional<JobScope> scopeFromName(const QString &name)
{
    if (name == u"all")
        return JobScope{};
    if (name.startsWith(kindScope))
        return JobScope{.kind = name.mid(kindScope.size())};
    bool numbered = false;
    const qint64 bulk = name.startsWith(bulkScope) ? name.mid(bulkScope.size()).toLongLong(&numbered) : 0;
    return numbered ? std::optional(JobScope{.bulkJobId = bulk}) : std::nullopt;
}

} // namespace listwright::jobrows
