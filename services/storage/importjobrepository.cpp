// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/bulkimport.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct StateEntry
{
    ImportState state;
    QLatin1String name;
    const char *text;
};

constexpr StateEntry states[] = {
    {ImportState::Running, QLatin1String("running"), QT_TRANSLATE_NOOP("ImportState", "Running")},
    {ImportState::Completed, QLatin1String("completed"), QT_TRANSLATE_NOOP("ImportState", "Completed")},
    {ImportState::Failed, QLatin1String("failed"), QT_TRANSLATE_NOOP("ImportState", "Failed")},
    {ImportState::Cancelled, QLatin1String("cancelled"), QT_TRANSLATE_NOOP("ImportState", "Cancelled")},
    {ImportState::Interrupted, QLatin1String("interrupted"), QT_TRANSLATE_NOOP("ImportState", "Interrupted")},
};

const QString selectJob = QStringLiteral(
    "SELECT id, file_name, layout, state, bytes_total, bytes_done, records, created, updated, unchanged, rejected, "
    "error, change_set_id, started_at, finished_at FROM import_jobs ");

ImportJob readJob(const Database &database, const Query &row)
{
    ImportJob job;
    job.id = row.number(0);
    job.fileName = row.text(1);
    job.layout = row.text(2);
    for (const StateEntry &entry : states) {
        if (row.text(3) == entry.name)
            job.state = entry.state;
    }
    job.bytesTotal = row.number(4);
    job.bytesDone = row.number(5);
    job.records = row.number(6);
    job.created = row.number(7);
    job.updated = row.number(8);
    job.unchanged = row.number(9);
    job.rejected = row.number(10);
    job.error = row.text(11);
    job.changeSet = row.number(12);
    job.startedAt = database.timeFrom(row.value(13));
    job.finishedAt = database.timeFrom(row.value(14));
    return job;
}

} // namespace

QString importStateName(ImportState state)
{
    return states[static_cast<int>(state)].name;
}

QString importStateText(ImportState state)
{
    return QCoreApplication::translate("ImportState", states[static_cast<int>(state)].text);
}

Result<QList<ImportJob>> ImportJobRepository::recent(int limit, qint64 beforeId)
{
    Query query(m_database,
                selectJob + (beforeId > 0 ? u"WHERE id < :before "_s : QString()) + u"ORDER BY id DESC LIMIT :limit"_s);
    if (beforeId > 0)
        query.bind(u":before"_s, beforeId);
    if (auto ran = query.bind(u":limit"_s, limit).run(); !ran)
        return failure(ran.error());
    QList<ImportJob> jobs;
    while (query.next())
        jobs.append(readJob(m_database, query));
    if (const auto error = query.error())
        return failure(*error);
    return jobs;
}

Result<ImportJob> ImportJobRepository::find(qint64 id)
{
    Query query(m_database, selectJob + u"WHERE id = :id"_s);
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return readJob(m_database, query);
    return failure(query.error().value_or(
        Error{ErrorCode::NotFound, QCoreApplication::translate("ImportState", "There is no such import."), {}, {}}));
}

} // namespace listwright
