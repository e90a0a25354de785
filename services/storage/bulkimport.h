// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"
#include "services/storage/database.h"

#include <memory>
#include <span>

namespace listwright {

class Storage;

enum class ImportState { Running, Completed, Failed, Cancelled, Interrupted };
QString importStateName(ImportState state);
QString importStateText(ImportState state);

/** One import of one file, as the import_jobs table keeps it. Counts are of products, rejected of records. */
struct ImportJob
{
    qint64 id = 0;
    QString fileName;
    QString layout;
    ImportState state = ImportState::Running;
    qint64 bytesTotal = 0; ///< 0 when unknown (standard input)
    qint64 bytesDone = 0;
    qint64 records = 0; ///< read so far
    qint64 created = 0;
    qint64 updated = 0;
    qint64 unchanged = 0;
    qint64 rejected = 0;
    QString error;
    qint64 changeSet = 0; ///< for undo; 0 while nothing was written
    QDateTime startedAt;
    QDateTime finishedAt;
};

/** How far the source file had been read when a batch was handed over; stored with it in one transaction. */
struct ImportProgress
{
    qint64 bytesDone = 0;
    qint64 records = 0;
    qint64 rejected = 0;
};

/** Key of a source record, asked before it is worth building a draft. */
struct SourceKey
{
    std::string_view platform;
    std::string_view sourceId;
};

/**
 * Writes the products of one import. Called from the importing thread; the work is done by the storage's writer, one
 * transaction a batch, with a batch under way while the caller prepares the next one. A killed process leaves whole
 * products, and an import job that says how far it got.
 */
class BulkImport
{
public:
    /** Registers the job. `expectedRecords` (an estimate, 0 = unknown) decides how indexes are kept meanwhile. */
    static Result<std::unique_ptr<BulkImport>> begin(Storage &storage, ImportJob job, qint64 expectedRecords);
    ~BulkImport(); ///< an unfinished one is recorded as failed

    /** Whether the catalog had no products: whatever comes is new, or has come with this import. */
    bool startedEmpty() const;
    /** For each key what its product came from (contenthash.h), as committed by now; 0 where there is none. */
    Result<std::vector<quint64>> contents(std::span<const SourceKey> keys);
    /** For each key whether there is such a product, with all that was handed over so far. */
    Result<std::vector<bool>> known(std::span<const SourceKey> keys);
    /** Counts records that were not handed over because their product came from just this content. */
    void countUnchanged(qint64 count);

    /** Hands a batch over (best 2,000 to 20,000); waits while two are under way. The first error ends the import. */
    Result<void> add(std::vector<ProductDraft> batch, const ImportProgress &progress);
    /** Waits for all batches, rebuilds what was put off, closes the job with the state. */
    Result<ImportJob> finish(ImportState state, const ImportProgress &progress, const QString &error = {});

    ImportJob job() const; ///< a snapshot of the counts; thread-safe

private:
    BulkImport() = default;
    struct Private;
    std::shared_ptr<Private> d;
};

/** Reads and keeps import jobs. */
class ImportJobRepository
{
public:
    explicit ImportJobRepository(Database &database) : m_database(database) {}
    /** The newest first; of those before one where it is named. */
    Result<QList<ImportJob>> recent(int limit = 100, qint64 beforeId = 0);
    Result<ImportJob> find(qint64 id);

private:
    Database &m_database;
};

} // namespace listwright
