// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/bulkimport.h"

#include "services/storage/bulkwriter.h"
#include "services/storage/catalogindexes.h"
#include "services/storage/contentlookup.h"
#include "services/storage/importjobrows.h"
#include "services/storage/searchindex.h"
#include "services/storage/storage.h"
#include "services/storage/waitingwords.h"

#include <atomic>
#include <deque>
#include <mutex>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t batchesUnderWay = 2;
constexpr qint64 largeImport = 50000; // records from which indexes are built afterwards

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BulkImport)
};

Error batchesLost()
{
    return {ErrorCode::Unavailable,
            Text::tr("The database server broke down and lost the products it had taken in last. "
                     "Please import the file again; what is there stays as it is."),
            u"import_jobs has fewer records than were confirmed"_s,
            {}};
}

} // namespace

struct BulkImport::Private
{
    Storage *storage = nullptr;
    mutable std::mutex mutex;
    ImportJob job;
    std::deque<QFuture<Result<void>>> underWay;
    Result<void> soFar; ///< the first error of a batch; the importing thread's
    bool startedEmpty = false;
    bool large = false;
    bool indexesPutOff = false;        ///< the writer's; only once something is written
    std::optional<WaitingWords> words; ///< of a large one on PostgreSQL; the importing thread's
    bool finished = false;

    Result<void> registerJob(Database &database, qint64 expectedRecords);
    Result<void> writeBatch(Database &database, const std::shared_ptr<const std::vector<ProductDraft>> &drafts,
                            const ImportProgress &progress);
    Result<bool> isCommitted(Database &database, const ImportProgress &progress);
    Result<std::optional<ImportJob>> lost(Database &database) const;
    template <class Work>
    static Result<void> withReconnection(Database &database, const Work &work);
    void completeIndexes();
    void waitForOldest();
    Result<void> close(Database &database, ImportJob closing);
    static void closeWhenBack(const std::shared_ptr<Private> &data, const ImportJob &closing);
};

Result<void> BulkImport::Private::registerJob(Database &database, qint64 expectedRecords)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    if (auto registered = importjobs::begin(database, job); !registered)
        return registered;
    Query count(database, u"SELECT count(*) FROM products"_s);
    const Result<qint64> present = count.firstNumber();
    if (!present)
        return failure(present.error());
    startedEmpty = *present == 0;
    const bool sqlite = database.dialect() == Dialect::Sqlite;
    large = expectedRecords >= largeImport && (!sqlite || expectedRecords * 2 >= *present);
    if (large && !sqlite)
        words.emplace(*storage);
    return transaction.commit();
}

void BulkImport::Private::completeIndexes()
{
    if (std::exchange(indexesPutOff, false))
        storage->completeIndexes();
}

Result<void> BulkImport::Private::writeBatch(Database &database,
                                             const std::shared_ptr<const std::vector<ProductDraft>> &drafts,
                                             const ImportProgress &progress)
{
    if (large && !indexesPutOff) {
        if (auto done = storage->putOffIndexes(database); !done)
            return done;
        indexesPutOff = true;
    }
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    if (large && database.dialect() == Dialect::PostgreSql) { // close() waits until all are on disk
        if (auto done = database.execute(u"SET LOCAL synchronous_commit = off;"_s); !done)
            return done;
        const auto less = lost(database);
        if (!less || *less)
            return failure(less ? batchesLost() : less.error());
    }
    ImportJob state;
    {
        const std::lock_guard lock(mutex);
        state = job;
    }
    const bool allNew = startedEmpty && state.updated + state.unchanged == 0;
    const BulkBatch batch{drafts, state.id, state.changeSet, QDateTime::currentDateTimeUtc(), startedEmpty, allNew};
    const Result<BulkOutcome> outcome =
        database.dialect() == Dialect::Sqlite ? writeBatchSqlite(database, batch) : writeBatchPostgres(database, batch);
    if (!outcome)
        return failure(outcome.error());
    state.created += outcome->created;
    state.updated += outcome->updated;
    state.unchanged += outcome->unchanged;
    state.bytesDone = progress.bytesDone;
    state.records = progress.records;
    state.rejected = progress.rejected;
    if (auto written = importjobs::writeProgress(database, state); !written)
        return written;
    if (outcome->created + outcome->updated > 0)
        database.noteManyChanges();
    if (auto committed = transaction.commit(); !committed)
        return committed;
    {
        const std::lock_guard lock(mutex);
        job.created = state.created;
        job.updated = state.updated;
        job.unchanged += outcome->unchanged; // the importing thread counts some as well
        job.bytesDone = state.bytesDone;
        job.records = state.records;
        job.rejected = state.rejected;
    }
    if (outcome->updated == 0 && outcome->lastRevision > 0 && outcome->created > 0)
        storage->indexBatch({drafts, outcome->added(), outcome->firstRevision, outcome->lastRevision});
    return {};
}

// The server may have committed a batch whose answer was lost. Batches of the same progress cannot be told apart:
// written again, they find that nothing is left to do.
Result<bool> BulkImport::Private::isCommitted(Database &database, const ImportProgress &progress)
{
    const auto row = ImportJobRepository(database).find(job.id);
    if (!row)
        return failure(row.error());
    const std::lock_guard lock(mutex);
    if (row->records != progress.records || job.records == progress.records)
        return false;
    job.created = row->created;
    job.updated = row->updated;
    job.unchanged = std::max(job.unchanged, row->unchanged);
    job.bytesDone = row->bytesDone;
    job.records = row->records;
    job.rejected = row->rejected;
    return true;
}

// A server that dies may lose the last batches, whole, though it had confirmed them: they are not waited for. The job
// as it is there, when it is behind.
Result<std::optional<ImportJob>> BulkImport::Private::lost(Database &database) const
{
    if (!large || database.dialect() == Dialect::Sqlite)
        return std::nullopt;
    auto row = ImportJobRepository(database).find(job.id);
    if (!row)
        return failure(row.error());
    const std::lock_guard lock(mutex);
    return row->records < job.records ? std::optional(*std::move(row)) : std::nullopt;
}

// One dropped connection is no reason to give an import up while the server is there.
template <class Work>
Result<void> BulkImport::Private::withReconnection(Database &database, const Work &work)
{
    Result<void> done = work(false);
    if (done || database.isConnected())
        return done;
    if (database.reconnect())
        return work(true);
    database.setUsable(); // that the server is away is found and told when the work is done
    return done;
}

void BulkImport::Private::waitForOldest()
{
    QFuture<Result<void>> oldest = std::move(underWay.front());
    underWay.pop_front();
    if (const Result<void> batch = oldest.result(); soFar && !batch)
        soFar = batch;
}

Result<void> BulkImport::Private::close(Database &database, ImportJob closing)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    const auto less = lost(database);
    if (!less)
        return failure(less.error());
    if (*less) {
        ImportJob there = **less;
        there.state = ImportState::Failed;
        there.error = batchesLost().message;
        there.finishedAt = closing.finishedAt;
        closing = std::move(there);
    }
    return importjobs::end(database, closing)
        .and_then([&] {
            database.noteManyChanges(); // that it has ended is news for who looks on from elsewhere
            return transaction.commit();
        })
        .and_then([&] { return *less ? Result<void>(failure(batchesLost())) : Result<void>(); });
}

// Without a server nobody can write that the import has ended: it would seem to run on in every list of imports.
void BulkImport::Private::closeWhenBack(const std::shared_ptr<Private> &data, const ImportJob &closing)
{
    Storage *storage = data->storage;
    const auto whenBack = std::make_shared<QMetaObject::Connection>();
    const auto write = [data, closing, storage, whenBack] {
        storage->write([data, closing, whenBack](Database &database) {
            const Result<void> closed = data->close(database, closing);
            if (closed || closed.error().code != ErrorCode::Disconnected)
                QObject::disconnect(*whenBack);
            return closed;
        });
    };
    const auto tryAgain = [write](StorageState state) {
        if (state == StorageState::Open)
            write();
    };
    *whenBack = QObject::connect(storage, &Storage::stateChanged, storage, tryAgain, Qt::DirectConnection);
    write(); // it may be back already
}

Result<std::unique_ptr<BulkImport>> BulkImport::begin(Storage &storage, ImportJob job, qint64 expectedRecords)
{
    auto import = std::unique_ptr<BulkImport>(new BulkImport);
    import->d = std::make_shared<Private>();
    import->d->storage = &storage;
    import->d->job = std::move(job);
    import->d->finished = true; // nothing to close when it cannot begin
    const auto registered = storage
                                .write([data = import->d, expectedRecords](Database &database) {
                                    return data->registerJob(database, expectedRecords);
                                })
                                .result();
    if (!registered)
        return failure(registered.error());
    import->d->finished = false;
    return import;
}

BulkImport::~BulkImport()
{
    if (d && !d->finished) {
        const ImportJob last = job();
        [[maybe_unused]] const auto closed = finish(ImportState::Failed, {last.bytesDone, last.records, last.rejected},
                                                    Text::tr("The import was given up."));
    }
}

bool BulkImport::startedEmpty() const
{
    return d->startedEmpty;
}

Result<std::vector<quint64>> BulkImport::contents(std::span<const SourceKey> keys)
{
    if (d->startedEmpty)
        return std::vector<quint64>(keys.size(), 0);
    const auto found = d->storage->read([keys](Database &database) { return knownSources(database, keys); }).result();
    return found.map([](const std::vector<KnownSource> &known) {
        std::vector<quint64> contents;
        contents.reserve(known.size());
        for (const KnownSource &source : known)
            contents.push_back(source.contentHash);
        return contents;
    });
}

Result<std::vector<bool>> BulkImport::known(std::span<const SourceKey> keys)
{
    while (d->soFar && !d->underWay.empty())
        d->waitForOldest();
    if (!d->soFar)
        return failure(d->soFar.error());
    const auto found = d->storage->read([keys](Database &database) { return knownSources(database, keys); }).result();
    return found.map([](const std::vector<KnownSource> &known) {
        std::vector<bool> there;
        for (const KnownSource &source : known)
            there.push_back(source.id != 0);
        return there;
    });
}

void BulkImport::countUnchanged(qint64 count)
{
    const std::lock_guard lock(d->mutex);
    d->job.unchanged += count;
}

Result<void> BulkImport::add(std::vector<ProductDraft> batch, const ImportProgress &progress)
{
    while (d->soFar && d->underWay.size() >= batchesUnderWay)
        d->waitForOldest();
    if (!d->soFar)
        return d->soFar;
    if (d->words)
        d->words->add(batch.size());
    auto drafts = std::make_shared<const std::vector<ProductDraft>>(std::move(batch));
    d->underWay.push_back(d->storage->write([data = d, drafts = std::move(drafts), progress](Database &database) {
        return Private::withReconnection(database, [&](bool again) -> Result<void> {
            const Result<bool> committed = again ? data->isCommitted(database, progress) : Result<bool>(false);
            if (!committed)
                return failure(committed.error());
            return *committed ? Result<void>() : data->writeBatch(database, drafts, progress);
        });
    }));
    return {};
}

Result<ImportJob> BulkImport::finish(ImportState state, const ImportProgress &progress, const QString &error)
{
    d->finished = true;
    while (!d->underWay.empty())
        d->waitForOldest();
    const Result<void> &written = d->soFar;
    ImportJob closing = job();
    closing.state = written ? state : ImportState::Failed;
    closing.error = written ? error : written.error().message;
    if (closing.state == ImportState::Completed)
        closing.bytesDone = progress.bytesDone;
    closing.records = progress.records;
    closing.rejected = progress.rejected;
    closing.finishedAt = QDateTime::currentDateTimeUtc();
    const auto work = [data = d, closing](Database &database) -> Result<void> {
        if (data->indexesPutOff) {
            if (auto resumed = catalogindexes::resume(database); !resumed)
                return resumed;
        }
        return data->close(database, closing);
    };
    const Result<void> closed =
        d->storage
            ->write([&work](Database &database) {
                return Private::withReconnection(database, [&](bool) { return work(database); });
            })
            .result();
    if (!closed && closed.error().code == ErrorCode::Disconnected)
        Private::closeWhenBack(d, closing);
    if (!written || !closed) {
        {
            const std::lock_guard lock(d->mutex);
            d->job = closing;
        }
        d->completeIndexes();
        return failure(!written ? written.error() : closed.error());
    }
    if (closing.created + closing.updated == 0)
        closing.changeSet = 0;
    {
        const std::lock_guard lock(d->mutex);
        d->job = closing;
    }
    if (d->words)
        d->words->finish();
    d->storage->waitForSearchIndex();
    d->completeIndexes();
    return closing;
}

ImportJob BulkImport::job() const
{
    const std::lock_guard lock(d->mutex);
    return d->job;
}

} // namespace listwright
