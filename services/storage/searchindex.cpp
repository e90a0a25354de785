// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchindex.h"

#include "services/storage/database.h"
#include "services/storage/searchwriter.h"
#include "services/storage/threadpriority.h"

#include <QFile>
#include <QLoggingCategory>

#include <sqlite3.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(searchIndexLog, "listwright.storage.search")

constexpr std::size_t queueLimit = 2;
constexpr std::chrono::milliseconds gathering{30}; // of changes that follow one another closely
constexpr std::chrono::milliseconds logInterval{100};

} // namespace

struct SearchIndex::Private
{
    std::unique_ptr<SearchWriter> writer;
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable progressed;
    std::deque<SearchBatch> batches;
    bool behind = true; // there may be revisions nobody handed over
    bool busy = false;
    bool closing = false;
    int awaited = 0;                                 ///< callers of wait()
    std::chrono::steady_clock::time_point worked{};  ///< when it last had
    std::chrono::steady_clock::time_point emptied{}; ///< when the catalog's log last was; the thread's
    std::function<void()> indexed;
    std::function<void()> logMoved;
    std::thread thread;

    void run();
    void work(std::optional<SearchBatch> batch);
    std::function<void()> callbackOf(const std::function<void()> &of)
    {
        const std::lock_guard lock(mutex);
        return of;
    }
};

void SearchIndex::Private::run()
{
    letOthersGoFirst();
    std::unique_lock lock(mutex);
    for (;;) {
        wake.wait(lock, [&] { return closing || behind || !batches.empty(); });
        wake.wait_until(lock, worked + gathering, [&] { return closing || awaited > 0 || !batches.empty(); });
        if (closing)
            return;
        std::optional<SearchBatch> batch;
        if (!batches.empty()) {
            batch = std::move(batches.front());
            batches.pop_front();
        } else {
            behind = false;
        }
        busy = true;
        lock.unlock();
        work(std::move(batch));
        lock.lock();
        worked = std::chrono::steady_clock::now();
        busy = false;
        progressed.notify_all();
    }
}

void SearchIndex::Private::work(std::optional<SearchBatch> batch)
{
    const auto isClosing = [this] {
        const std::lock_guard lock(mutex);
        return closing;
    };
    const Result<void> done = batch ? writer->add(*batch, isClosing) : writer->catchUp(isClosing);
    if (const auto now = std::chrono::steady_clock::now(); !batch && now - emptied >= logInterval) {
        const bool remains = writer->emptyCatalogLog();
        emptied = now;
        if (const auto callback = callbackOf(logMoved); remains && callback)
            callback();
    }
    if (!done) {
        qCWarning(searchIndexLog).noquote() << "The search index could not follow:" << done.error().detail;
        return; // the watermark stays behind; the next change tries again
    }
    if (const auto callback = callbackOf(indexed))
        callback();
}

SearchIndex::SearchIndex() : d(std::make_unique<Private>()) {}

QString SearchIndex::fileOf(const QString &catalogFile)
{
    return catalogFile + QStringLiteral("-search");
}

Error SearchIndex::errorOf(Error error, Database &database)
{
    if (error.code == ErrorCode::Corrupt)
        error.message = Database::tr("The search index “%1” is damaged. It is made anew when the catalog is opened "
                                     "for writing.")
                            .arg(fileOf(database.connection().databaseName()));
    return error;
}

Result<std::unique_ptr<SearchIndex>> SearchIndex::open(const QString &catalogFile)
{
    auto writer = SearchWriter::open(catalogFile, fileOf(catalogFile));
    if (!writer)
        return failure(writer.error());
    auto index = std::unique_ptr<SearchIndex>(new SearchIndex);
    index->d->writer = std::move(*writer);
    index->d->thread = std::thread([data = index->d.get()] { data->run(); });
    return index;
}

SearchIndex::~SearchIndex()
{
    {
        const std::lock_guard lock(d->mutex);
        d->closing = true;
    }
    d->wake.notify_all();
    d->progressed.notify_all();
    if (d->thread.joinable())
        d->thread.join();
}

void SearchIndex::follow()
{
    {
        const std::lock_guard lock(d->mutex);
        d->behind = true;
    }
    d->wake.notify_one();
}

void SearchIndex::add(SearchBatch batch)
{
    {
        std::unique_lock lock(d->mutex);
        d->progressed.wait(lock, [this] { return d->closing || d->batches.size() < queueLimit; });
        d->batches.push_back(std::move(batch));
    }
    d->wake.notify_one();
}

void SearchIndex::wait()
{
    std::unique_lock lock(d->mutex);
    ++d->awaited;
    d->wake.notify_one();
    d->progressed.wait(lock, [this] { return d->closing || (!d->behind && !d->busy && d->batches.empty()); });
    --d->awaited;
}

void SearchIndex::setIndexedCallback(std::function<void()> callback)
{
    const std::lock_guard lock(d->mutex);
    d->indexed = std::move(callback);
}

void SearchIndex::beginLogAnew(Database &writer)
{
    if (sqlite3 *connection = writer.isUsable() ? writer.sqliteHandle() : nullptr)
        sqlite3_wal_checkpoint_v2(connection, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void SearchIndex::setLogCallback(std::function<void()> callback)
{
    const std::lock_guard lock(d->mutex);
    d->logMoved = std::move(callback);
}

} // namespace listwright
