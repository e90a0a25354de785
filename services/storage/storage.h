// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/storage/database.h"
#include "services/storage/recordnews.h"
#include "services/storage/storagelocation.h"

#include <QDate>
#include <QFuture>
#include <QObject>
#include <QPromise>

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace listwright {

class SearchIndex;
struct SearchBatch;

/** What changed in the catalog, for views. An empty list of ids means "many: ask again". */
struct CatalogChange
{
    QList<qint64> productIds;
    bool membership = true; ///< products came or went, or may sort differently; not just other values
};

enum class StorageState { Open, ReadOnly, Reconnecting, Closed };

/**
 * The catalog's database and the threads that may touch it: one writer, a few readers, each with a connection of its
 * own. All methods can be called from any thread; the GUI watches the futures with a QFutureWatcher parented to the
 * receiver. Signals are emitted from storage threads. Every future ends, also when the storage closes meanwhile.
 */
class Storage : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        StorageLocation location;
        bool readOnly = false;        ///< for a second instance on one SQLite file
        int readers = 3;              ///< so that rows to paint need not wait for counts and a whole order
        QString backupFolder{};       ///< where automatic backups go; empty = beside the database file
        bool automaticBackups = true; ///< one a day; SQLite only
        int keepBackups = 7;
        /** How often it is looked whether today has its backup: a program may stay open for weeks. */
        std::chrono::milliseconds backupCheck = std::chrono::hours{1};
        std::function<QDate()> today = [] { return QDate::currentDate(); };
        /** How long another program may hold the write lock of an SQLite file before a write says so. */
        std::chrono::milliseconds lockPatience = std::chrono::seconds{5};
    };

    /** Opens, migrates (after a backup) and starts the threads. Blocks: not for the GUI thread. */
    static Result<std::unique_ptr<Storage>> open(Options options);
    ~Storage() override;

    /**
     * Runs `work` on a reader connection. A requested stop ends a running statement with ErrorCode::Cancelled. `work`
     * runs a second time when its first run finds that the server has dropped a connection that lay idle.
     */
    template <class Work>
    auto read(Work work, std::stop_token stop = {}) -> QFuture<std::invoke_result_t<Work, Database &>>;

    /**
     * Runs `work` on the writer connection, in order of calling. `work` opens its own Transaction. Afterwards the
     * search index follows and changed() tells the views. What `work` throws here or in read() is an Internal error.
     */
    template <class Work>
    auto write(Work work) -> QFuture<std::invoke_result_t<Work, Database &>>;

    /** Waits until every finished write can be found by searching. For tests, imports and the command line. */
    void waitForSearchIndex();
    /** Waits until the indexes that a large import has put off are made. For tests and benches. */
    void waitForIndexes();
    /** For BulkImport: indexes are left out from here to completeIndexes(), which makes them when nothing else is
     * written. */
    Result<void> putOffIndexes(Database &database);
    void completeIndexes();
    /** For BulkImport: committed products with their texts at hand. Called by the writer. */
    void indexBatch(SearchBatch batch);

    /**
     * For a second instance on one SQLite file, which nobody tells: asks the file whether the first one has changed it,
     * and emits changed() then. To be called now and then.
     */
    void lookForOthers();

    /** Writes wait for another program's lock hardly at all meanwhile: somebody waits for their end. */
    void setHurried(bool hurried);
    /** Why the last write could not be stored at all (locked, full, damaged); asking has it tried once more. */
    std::optional<Error> writeProblem();

    const StorageLocation &location() const;
    StorageState state() const;
    bool isReadOnly() const { return state() == StorageState::ReadOnly; }

Q_SIGNALS:
    void changed(const listwright::CatalogChange &change);
    /**
     * Jobs, proposals or received requests changed. From another copy of the program comes only of which kind they are.
     */
    void recordsChanged(const listwright::RecordNews &news);
    /** The search index has followed: a search may find more than before. */
    void searchIndexed();
    void stateChanged(listwright::StorageState state, const QString &message);

private:
    Storage();
    using Task = std::function<void(Database &)>;
    void postRead(Task task, std::stop_token stop);
    void postWrite(Task task);
    void postIndexes();
    void noteWrite(Database &database, const Error *error);
    /** For what was thrown, which goes to the log. */
    static Error faultOf(const std::exception &exception);
    /** A fault of one piece of work, or too little memory for it, must not end the program. */
    template <class Work>
    static std::invoke_result_t<Work, Database &> guarded(Work &work, Database &database);

    struct Private;
    std::unique_ptr<Private> d;
};

template <class Work>
std::invoke_result_t<Work, Database &> Storage::guarded(Work &work, Database &database)
{
    try {
        return work(database);
    } catch (const std::exception &exception) {
        return std::invoke_result_t<Work, Database &>(tl::unexpect, faultOf(exception));
    }
}

template <class Work>
auto Storage::read(Work work, std::stop_token stop) -> QFuture<std::invoke_result_t<Work, Database &>>
{
    using R = std::invoke_result_t<Work, Database &>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    QFuture<R> future = promise->future();
    postRead(
        [promise, work = std::move(work)](Database &database) mutable {
            R result = database.isUsable() ? guarded(work, database) : R(tl::unexpect, database.unusableReason());
            if (!result && database.isUsable() && !database.isConnected() && database.reconnect())
                result = guarded(work, database);
            promise->addResult(std::move(result));
            promise->finish();
        },
        std::move(stop));
    return future;
}

template <class Work>
auto Storage::write(Work work) -> QFuture<std::invoke_result_t<Work, Database &>>
{
    using R = std::invoke_result_t<Work, Database &>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    QFuture<R> future = promise->future();
    postWrite([this, promise, work = std::move(work)](Database &database) mutable {
        R result = database.isUsable() ? guarded(work, database) : R(tl::unexpect, database.unusableReason());
        noteWrite(database, result ? nullptr : &result.error());
        promise->addResult(std::move(result));
        promise->finish();
    });
    return future;
}

} // namespace listwright

Q_DECLARE_METATYPE(listwright::CatalogChange)
