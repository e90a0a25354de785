// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/jobrepository.h"

namespace listwright::jobrows {

/** The columns that read() expects, separated by commas. */
QString columns();
Job read(const Database &database, const Query &row);
/** All rows of a query that has been run. */
Result<QList<Job>> readAll(const Database &database, Query &rows);
Result<QList<qint64>> readIds(Query &rows);

QByteArray errorToJson(const JobError &error);

/** The present time as SQL, the server's on PostgreSQL, moved by an offset. */
QString nowSql(const Database &database, std::chrono::milliseconds offset = {});
/** A column of milliseconds since 1970 as a time of the database. */
QString timeSql(const Database &database, const QString &milliseconds);

/** One bound parameter, a JSON array of objects, as a table of the given columns; type "number", "text" or "json". */
QString tableOfJson(const Database &database, const QString &parameter,
                    const QList<std::pair<QString, QString>> &columns);

/** "id IN (1,2,3)"; numbers only, so nothing is to be bound. */
QString idCondition(const QString &column, const QList<qint64> &ids);

/**
 * Ids in a statement that on PostgreSQL stays the same whatever they are. SQLite prepares a text quicker than it joins
 * with an array.
 */
class IdList
{
public:
    IdList(const Database &database, const QList<qint64> &ids);

    QString among(const QString &column) const; ///< "column is one of them"
    void bindTo(Query &query) const;
    Query::Use use() const { return m_inText ? Query::Use::Once : Query::Use::Often; }

private:
    QList<qint64> m_ids;
    bool m_inText;
};
/** The jobs of a scope; `:kind` is to be bound where it has a kind. */
QString scopeCondition(const JobScope &scope);
/** Whether the kind or the bulk job of these columns is paused: what jobs.paused holds. */
QString pausedSql(const QString &kind, const QString &bulkJob);
/** Lets nobody pause or resume before the transaction ends, so that what pausedSql() says stays true. */
Result<void> keepPauses(Database &database);
/** " AND …": jobs that no pause holds up. */
QString notPausedSql();
/** The scope as it stands in job_pauses. */
QString scopeName(const JobScope &scope);
std::optional<JobScope> scopeFromName(const QString &name);

} // namespace listwright::jobrows
