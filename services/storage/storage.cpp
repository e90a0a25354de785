// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/storage.h"

#include "services/storage/catalogindexes.h"
#include "services/storage/cataloglock.h"
#include "services/storage/maintenance.h"
#include "services/storage/migrations.h"
#include "services/storage/searchindex.h"
#include "services/storage/serversignal.h"
#include "services/storage/sqlitefunctions.h"
#include "services/storage/storagethreads.h"
#include "services/storage/threadpriority.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <sqlite3.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(storageLog, "listwright.storage")

// An import whose process is gone stays "running" in the table; this one is at its start, so its own cannot be meant.
// On PostgreSQL other machines may import right now: those report at least every few seconds.
Result<void> markInterruptedImports(Database &database)
{
    QString sql = QStringLiteral("UPDATE import_jobs SET state = 'interrupted', finished_at = heartbeat_at "
                                 "WHERE state = 'running'");
    if (database.dialect() == Dialect::PostgreSql)
        sql += QStringLiteral(" AND heartbeat_at < now() - interval '2 minutes'");
    Query query(database, sql);
    return query.run();
}

ServerSignal::Topics topicOf(RecordKind kind)
{
    return 1U << static_cast<unsigned>(kind);
}

RecordNews newsOf(ServerSignal::Topics topics)
{
    RecordNews news;
    for (const RecordKind kind : {RecordKind::Job, RecordKind::Proposal, RecordKind::Webhook}) {
        if ((topics & topicOf(kind)) != 0)
            news[kind].addMany();
    }
    return news;
}

Result<void> prepareSchema(Database &database, const StorageLocation &location)
{
    return maintenance::migrate(database, location).and_then([&](const std::pair<int, int> &) {
        return markInterruptedImports(database);
    });
}

} // namespace

struct Storage::Private
{
    Options options;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<SearchIndex> search;
    std::unique_ptr<StorageThreads> writer;
    std::unique_ptr<StorageThreads> readers;
    std::unique_ptr<ServerSignal> others; ///< tells the other copies of the program, and hears from them
    std::atomic<bool> opened{false};
    std::jthread backups;
    std::atomic<StorageState> state{StorageState::Open};
    std::atomic<int> importsWithoutIndexes{0};
    std::optional<qint64> seenVersion; ///< of the file; in the writer's thread
    std::mutex problemMutex;
    std::optional<Error> writeProblem;    ///< of the last attempt to write
    sqlite3_int64 changesBeforeProblem{}; ///< what the connection had changed by then
    std::atomic<bool> hasWriteProblem{false};
    std::atomic<bool> triesWriting{false};
    bool hasTriedWriting = false; ///< with success; in the writer's thread
    std::stop_source idle;        // of work that is left for the next start

    Result<void> lockFile();
    Result<void> startWriter(Storage *storage);
    Result<void> startReaders(Storage *storage);
    void listenToOthers(Storage *storage);
    void announce(Storage *storage, Database &database);
    void startBackups();
};

Storage::Storage() : d(std::make_unique<Private>())
{
    qRegisterMetaType<listwright::CatalogChange>();
    qRegisterMetaType<listwright::RecordNews>();
    qRegisterMetaType<listwright::StorageState>();
}

Result<std::unique_ptr<Storage>> Storage::open(Options options)
{
    auto storage = std::unique_ptr<Storage>(new Storage);
    Private &data = *storage->d;
    data.options = std::move(options);
    if (data.options.readOnly)
        data.state = StorageState::ReadOnly;
    const auto opened = data.lockFile().and_then([&] { return data.startWriter(storage.get()); }).and_then([&] {
        return data.startReaders(storage.get());
    });
    if (!opened)
        return failure(opened.error());
    data.startBackups();
    data.listenToOthers(storage.get());
    storage->lookForOthers();
    if (data.state != StorageState::ReadOnly) {
        const auto complete =
            storage->write([](Database &database) { return catalogindexes::createMissingOfSmall(database); }).result();
        if (!complete)
            return failure(complete.error());
        if (!*complete)
            storage->postIndexes();
    }
    data.others->waitUntilListening();
    data.opened = true;
    return storage;
}

Storage::~Storage()
{
    d->idle.request_stop();
    d->backups.request_stop();
    if (d->writer)
        d->writer->close(true);
    if (d->readers)
        d->readers->close(false);
    d->others.reset();
    if (d->backups.joinable())
        d->backups.join();
    // The last one, since it may write: SQLite then takes the write-ahead log into the catalog. One that only reads,
    // as a backup does, would leave a catalog of two files.
    d->search.reset();
}

Result<void> Storage::Private::lockFile()
{
    if (!options.location.isSqlite() || options.readOnly)
        return {};
    return lockCatalog(options.location.path()).map([this](auto held) { lock = std::move(held); });
}

Result<void> Storage::Private::startWriter(Storage *storage)
{
    StorageThreads::Hooks hooks;
    const bool readOnly = options.readOnly;
    hooks.opened = [location = options.location, readOnly](Database &database) {
        letOthersGoFirst();
        return readOnly ? migrations::checkReadable(database) : prepareSchema(database, location);
    };
    hooks.lockPatience = options.lockPatience;
    hooks.worked = [storage](Database &database) { storage->d->announce(storage, database); };
    hooks.connectionChanged = [storage](bool connected, const Error &error) {
        const StorageState open = storage->d->options.readOnly ? StorageState::ReadOnly : StorageState::Open;
        storage->d->state = connected ? open : StorageState::Reconnecting;
        Q_EMIT storage->stateChanged(storage->d->state, error.message);
    };
    writer = std::make_unique<StorageThreads>(
        options.location, readOnly ? Database::Access::ReadOnly : Database::Access::ReadWrite, std::move(hooks));
    if (auto started = writer->start(1); !started)
        return started;
    if (!options.location.isSqlite() || readOnly)
        return {};
    auto index = SearchIndex::open(options.location.path());
    if (!index)
        return failure(index.error());
    search = std::move(*index);
    search->setIndexedCallback([storage] { Q_EMIT storage->searchIndexed(); });
    search->setLogCallback([storage] { storage->d->writer->post(&SearchIndex::beginLogAnew); });
    return {};
}

Result<void> Storage::Private::startReaders(Storage *)
{
    StorageThreads::Hooks hooks;
    const QString searchFile = options.location.isSqlite() ? SearchIndex::fileOf(options.location.path()) : QString();
    hooks.opened = [searchFile, follows = !options.readOnly](Database &database) -> Result<void> {
        database.searchProbe().indexFollows = follows;
        if (searchFile.isEmpty() || !QFileInfo::exists(searchFile))
            return {};
        // A damaged one is built anew by whoever may write; until then the catalog itself is searched.
        if (auto attached = database.attachSearchIndex(searchFile); !attached) {
            if (attached.error().code != ErrorCode::Corrupt)
                return attached;
            qCWarning(storageLog).noquote() << "The search index is not used:" << attached.error().detail;
        }
        return {};
    };
    readers = std::make_unique<StorageThreads>(options.location, Database::Access::ReadOnly, std::move(hooks));
    return readers->start(options.readers);
}

void Storage::Private::announce(Storage *storage, Database &database)
{
    ServerSignal::Topics topics = 0;
    if (const auto changes = database.takeChanges()) {
        if (search)
            search->follow();
        Q_EMIT storage->changed({changes->first, changes->second});
        topics |= topicOf(RecordKind::Product);
    }
    if (const RecordNews news = database.takeNews(); !news.isEmpty()) {
        Q_EMIT storage->recordsChanged(news);
        for (const RecordKind kind : {RecordKind::Job, RecordKind::Proposal, RecordKind::Webhook})
            topics |= news[kind].isEmpty() ? 0 : topicOf(kind);
    }
    if (others && topics != 0)
        others->tell(topics);
}

// What is told before the storage is open is part of what is read first.
void Storage::Private::listenToOthers(Storage *storage)
{
    const auto woken = [storage](ServerSignal::Topics topics) {
        if (!storage->d->opened)
            return;
        if ((topics & topicOf(RecordKind::Product)) != 0)
            Q_EMIT storage->changed({});
        if (const RecordNews news = newsOf(topics); !news.isEmpty())
            Q_EMIT storage->recordsChanged(news);
    };
    others = std::make_unique<ServerSignal>(options.location, "listwright_changes", woken);
}

void Storage::Private::startBackups()
{
    if (!options.automaticBackups || options.readOnly || !options.location.isSqlite())
        return;
    const QString beside = QFileInfo(options.location.path()).absolutePath() + QStringLiteral("/backups");
    const QString folder = options.backupFolder.isEmpty() ? beside : options.backupFolder;
    backups = std::jthread([folder, from = options](const std::stop_token &stop) {
        letOthersGoFirst();
        std::mutex mutex;
        std::unique_lock waiting(mutex);
        std::condition_variable_any closing;
        const auto isClosing = [&stop] { return stop.stop_requested(); };
        do { // also where it closes at once: whoever calls the command line for a moment wants the backup as well
            if (auto saved = maintenance::dailyBackup(from.location, folder, from.keepBackups, from.today()); !saved)
                qCWarning(storageLog).noquote()
                    << "The daily backup failed:" << saved.error().message << saved.error().detail;
        } while (!closing.wait_for(waiting, stop, from.backupCheck, isClosing));
    });
}

void Storage::waitForSearchIndex()
{
    if (!d->search)
        return;
    d->writer->waitForPosted();
    d->search->follow();
    d->search->wait();
}

void Storage::waitForIndexes()
{
    d->writer->waitForIdle();
}

Result<void> Storage::putOffIndexes(Database &database)
{
    ++d->importsWithoutIndexes;
    return catalogindexes::putOff(database);
}

void Storage::completeIndexes()
{
    if (--d->importsWithoutIndexes == 0 && d->options.location.isSqlite())
        postIndexes();
}

void Storage::postIndexes()
{
    for (int number = 0; number < catalogindexes::count(); ++number) {
        const auto create = [this, number](Database &database) {
            if (!database.isUsable() || d->importsWithoutIndexes > 0)
                return;
            const auto created = catalogindexes::createMissing(database, number);
            if (!created && created.error().code != ErrorCode::Cancelled)
                qCWarning(storageLog).noquote() << "An index could not be made:" << created.error().detail;
        };
        d->writer->postIdle(create, d->idle.get_token());
    }
}

void Storage::indexBatch(SearchBatch batch)
{
    if (d->search)
        d->search->add(std::move(batch));
}

void Storage::lookForOthers()
{
    if (!d->options.location.isSqlite())
        return;
    d->writer->post([this](Database &database) {
        const auto version = database.isUsable() ? Query(database, QStringLiteral("PRAGMA data_version")).firstNumber()
                                                 : Result<qint64>(failure(database.unusableReason()));
        if (!version)
            return;
        const auto seen = std::exchange(d->seenVersion, *version);
        if (!seen || *seen == *version)
            return;
        if (d->options.readOnly)
            Q_EMIT changed({});
        // Nobody changes anything but the queue beside the one that may write, see changeForeignQueue().
        Q_EMIT recordsChanged(newsOf(d->options.readOnly ? ServerSignal::allTopics : topicOf(RecordKind::Job)));
    });
}

void Storage::setHurried(bool hurried)
{
    d->writer->setHurried(hurried);
}

std::optional<Error> Storage::writeProblem()
{
    if (!d->hasWriteProblem)
        return {};
    if (!d->triesWriting.exchange(true)) {
        const auto touch = [this](Database &database) {
            return Query(database, database.dialect() == Dialect::Sqlite
                                       ? QStringLiteral("UPDATE counters SET value = value WHERE name = 'revision'")
                                       : QStringLiteral("UPDATE schema_version SET version = version"))
                .run()
                .map([this] { d->hasTriedWriting = true; });
        };
        write(touch).then([this](const Result<void> &) { d->triesWriting = false; });
    }
    const std::lock_guard lock(d->problemMutex);
    return d->writeProblem;
}

// What changed nothing does not tell whether it could have; a server's connection does not say whether anything was.
void Storage::noteWrite(Database &database, const Error *error)
{
    const auto isAboutStoring = [](ErrorCode code) {
        return code == ErrorCode::Busy || code == ErrorCode::StorageFull || code == ErrorCode::Corrupt ||
               code == ErrorCode::Io;
    };
    if (error ? !isAboutStoring(error->code) : !d->hasWriteProblem)
        return;
    const bool hasTried = std::exchange(d->hasTriedWriting, false);
    sqlite3 *const file = database.sqliteHandle();
    const sqlite3_int64 changes = file ? sqlite3_total_changes64(file) : 0;
    const std::lock_guard lock(d->problemMutex);
    if (error) {
        d->writeProblem = *error;
        d->changesBeforeProblem = changes;
    } else if (hasTried || changes != d->changesBeforeProblem) {
        d->writeProblem.reset();
    }
    d->hasWriteProblem = d->writeProblem.has_value();
}

Error Storage::faultOf(const std::exception &exception)
{
    qCCritical(storageLog) << "Work on the database failed:" << exception.what();
    return {ErrorCode::Internal, {}, QString::fromUtf8(exception.what()), {}};
}

const StorageLocation &Storage::location() const
{
    return d->options.location;
}

StorageState Storage::state() const
{
    return d->state;
}

void Storage::postRead(Task task, std::stop_token stop)
{
    d->readers->post(std::move(task), std::move(stop));
}

void Storage::postWrite(Task task)
{
    d->writer->post(std::move(task));
}

} // namespace listwright
