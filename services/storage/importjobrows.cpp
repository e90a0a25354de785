// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/importjobrows.h"

#include "models/domain/changesummary.h"

#include <QFileInfo>

namespace listwright::importjobs {

using namespace Qt::StringLiterals;

namespace {

Result<void> addChangeSet(Database &database, ImportJob &job)
{
    ChangeLog log(database, originOf(job));
    return log.ensureSet(job.id).map([&job](qint64 set) { job.changeSet = set; });
}

const QString progressColumns =
    u"bytes_done = :bytes, records = :records, created = :created, updated = :updated, unchanged = :unchanged, "
    "rejected = :rejected, heartbeat_at = :now, change_set_id = :set"_s;

void bindProgress(const Database &database, Query &update, const ImportJob &job)
{
    update.bind(u":bytes"_s, job.bytesDone)
        .bind(u":records"_s, job.records)
        .bind(u":created"_s, job.created)
        .bind(u":updated"_s, job.updated)
        .bind(u":unchanged"_s, job.unchanged)
        .bind(u":rejected"_s, job.rejected)
        .bind(u":now"_s, database.timeValue(QDateTime::currentDateTimeUtc()))
        .bind(u":set"_s, job.created + job.updated > 0 ? QVariant(job.changeSet) : QVariant())
        .bind(u":id"_s, job.id);
}

Result<void> writeProducts(Database &database, const ImportJob &job)
{
    Query count(database, u"UPDATE change_sets SET products = :products WHERE id = :id"_s, Query::Use::Often);
    return count.bind(u":products"_s, job.created + job.updated).bind(u":id"_s, job.changeSet).run();
}

} // namespace

ChangeOrigin originOf(const ImportJob &job)
{
    return {ChangeOrigin::Kind::Import, u"import"_s,
            changeSummary(ChangeSummary::Imported, QFileInfo(job.fileName).fileName())};
}

Result<void> begin(Database &database, ImportJob &job)
{
    job.state = ImportState::Running;
    job.startedAt = QDateTime::currentDateTimeUtc();
    Query insert(database,
                 u"INSERT INTO import_jobs (file_name, layout, state, bytes_total, started_at, heartbeat_at) "
                 "VALUES (:file, :layout, 'running', :bytes, :now, :now2) RETURNING id"_s,
                 Query::Use::Often);
    insert.bind(u":file"_s, notNull(job.fileName))
        .bind(u":layout"_s, notNull(job.layout))
        .bind(u":bytes"_s, job.bytesTotal)
        .bind(u":now"_s, database.timeValue(job.startedAt))
        .bind(u":now2"_s, database.timeValue(job.startedAt));
    const Result<qint64> id = insert.firstNumber();
    if (!id)
        return failure(id.error());
    job.id = *id;
    return addChangeSet(database, job);
}

Result<void> resume(Database &database, ImportJob &job)
{
    job.state = ImportState::Running;
    Query update(database, u"UPDATE import_jobs SET state = 'running', finished_at = NULL WHERE id = :id"_s);
    if (auto resumed = update.bind(u":id"_s, job.id).run(); !resumed || job.changeSet != 0)
        return resumed;
    Query find(database, u"SELECT id FROM change_sets WHERE import_job_id = :id"_s); // unnamed while it is empty
    if (auto found = find.bind(u":id"_s, job.id).run(); !found)
        return found;
    if (find.next()) {
        job.changeSet = find.number(0);
        return {};
    }
    return addChangeSet(database, job);
}

Result<void> writeProgress(Database &database, const ImportJob &job)
{
    Query update(database, u"UPDATE import_jobs SET "_s + progressColumns + u" WHERE id = :id"_s, Query::Use::Often);
    bindProgress(database, update, job);
    return update.run().and_then([&] { return writeProducts(database, job); }); // now: nobody closes a killed import
}

Result<void> end(Database &database, const ImportJob &job)
{
    Query end(database,
              u"UPDATE import_jobs SET "_s + progressColumns +
                  u", state = :state, error = :error, finished_at = :finished WHERE id = :id"_s,
              Query::Use::Often);
    bindProgress(database, end, job);
    end.bind(u":state"_s, importStateName(job.state))
        .bind(u":error"_s, notNull(job.error))
        .bind(u":finished"_s, database.timeValue(job.finishedAt));
    if (auto ended = end.run(); !ended)
        return ended;
    if (job.created + job.updated > 0)
        return writeProducts(database, job);
    Query drop(database, u"DELETE FROM change_sets WHERE id = :id"_s, Query::Use::Often); // nothing to undo
    return drop.bind(u":id"_s, job.changeSet).run();
}

} // namespace listwright::importjobs
