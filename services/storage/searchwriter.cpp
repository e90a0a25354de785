// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchwriter.h"

#include "services/storage/searchtext.h"

#include <QFile>
#include <QLoggingCategory>
#include <QUuid>

#include <sqlite3.h>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(searchWriterLog, "listwright.storage.search")

constexpr int indexVersion = 2;
constexpr int rowsPerCommit = 20000;

// hashsize: FTS5 gathers this many bytes before it writes a segment; the default of 1 MB makes it merge all the time.
constexpr char schema[] = R"(
CREATE TABLE state (version INTEGER, watermark INTEGER, token TEXT);
INSERT INTO state VALUES (2, 0, '');
CREATE TABLE moved (product_id INTEGER PRIMARY KEY, document INTEGER UNIQUE);
CREATE VIRTUAL TABLE documents USING fts5(text, content='', detail='none', columnsize=0, tokenize='ascii');
INSERT INTO documents (documents, rank) VALUES ('hashsize', 33554432);
)";

const std::string productsSql = std::string("SELECT p.id, p.revision, ") + searchedColumns +
                                " FROM products p JOIN product_details d ON d.product_id = p.id "
                                "WHERE p.revision > ?1 AND p.revision <= ?2 ORDER BY p.revision";

std::array<std::string_view, searchedColumnCount> searchedTexts(const SqliteStatement &row)
{
    std::array<std::string_view, searchedColumnCount> texts;
    for (int i = 0; i < searchedColumnCount; ++i)
        texts[static_cast<std::size_t>(i)] = row.text(i + 2);
    return texts;
}

void removeIndex(const QString &file)
{
    for (const auto suffix : {QLatin1String(""), QLatin1String("-wal"), QLatin1String("-shm")})
        QFile::remove(file + suffix);
}

} // namespace

SearchWriter::~SearchWriter()
{
    m_insert.reset();
    m_move.reset();
    sqlite3_close(m_index);
    sqlite3_close(m_catalog);
}

Result<std::unique_ptr<SearchWriter>> SearchWriter::open(const QString &catalogFile, const QString &indexFile)
{
    for (const bool again : {false, true}) {
        auto writer = std::unique_ptr<SearchWriter>(new SearchWriter);
        const Result<void> connected = writer->connect(catalogFile, indexFile);
        const Result<bool> fits = connected ? writer->fitsCatalog() : failure(connected.error());
        if (fits && *fits)
            return writer;
        if (again)
            return failure(fits ? Error{ErrorCode::Internal, {}, QStringLiteral("the search index does not fit"), {}}
                                : fits.error());
        qCInfo(searchWriterLog) << "The search index does not fit the catalog and is built anew";
        writer.reset();
        removeIndex(indexFile);
    }
    return {};
}

Result<void> SearchWriter::connect(const QString &catalogFile, const QString &indexFile)
{
    if (sqlite3_open_v2(indexFile.toUtf8().constData(), &m_index,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
        return failure(sqliteError(m_index, "open"));
    if (sqlite3_open_v2(catalogFile.toUtf8().constData(), &m_catalog, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
        return failure(sqliteError(m_catalog, "open"));
    sqlite3_busy_timeout(m_index, 5000);
    sqlite3_busy_timeout(m_catalog, 5000);
    return executeSqlite(m_index, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
                                  "PRAGMA wal_autocheckpoint=10000; PRAGMA journal_size_limit=67108864")
        .and_then([this] { return prepare(); });
}

Result<void> SearchWriter::prepare()
{
    const Result<qint64> tables = number(m_index, "SELECT count(*) FROM sqlite_master");
    if (!tables)
        return failure(tables.error());
    if (*tables == 0) {
        std::string sql = "BEGIN;";
        sql += schema;
        sql += "COMMIT";
        if (auto made = executeSqlite(m_index, sql.c_str()); !made)
            return made;
    }
    // a damaged index would otherwise open and then fail with every search
    const Result<qint64> searched = number(m_index, "SELECT count(*) FROM (SELECT rowid FROM documents WHERE documents "
                                                    "MATCH 'a' LIMIT 1)");
    if (!searched)
        return failure(searched.error());
    m_insert = std::make_unique<SqliteStatement>(m_index, "INSERT INTO documents (rowid, text) VALUES (?1, ?2)");
    m_move = std::make_unique<SqliteStatement>(m_index, "INSERT INTO moved VALUES (?1, ?2) "
                                                        "ON CONFLICT (product_id) DO UPDATE SET document = ?2");
    return {};
}

// Whether index and catalog are the pair that was last written together. Each opening gives both a new token, so that
// a catalog replaced by a copy from elsewhere does not keep an index of other products.
Result<bool> SearchWriter::fitsCatalog()
{
    const Result<qint64> version = number(m_index, "SELECT version FROM state");
    const Result<qint64> watermark = number(m_index, "SELECT watermark FROM state");
    const Result<qint64> newest = number(m_catalog, "SELECT value FROM counters WHERE name = 'revision'");
    if (!version || !watermark || !newest)
        return !newest ? Result<bool>(failure(newest.error())) : Result<bool>(false);
    const auto token = [](sqlite3 *connection, const char *sql) {
        SqliteStatement statement(connection, sql);
        const Result<bool> row = statement.step();
        return row && *row ? std::string(statement.text(0)) : std::string();
    };
    const bool same = token(m_index, "SELECT token FROM state") ==
                      token(m_catalog, "SELECT value FROM settings WHERE name = 'search_token'");
    m_watermark = *watermark;
    if (*version != indexVersion || *watermark > *newest || (!same && *watermark > 0))
        return false;
    const std::string next = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    SqliteStatement mark(m_index, "UPDATE state SET token = ?1");
    mark.bind(1, next);
    SqliteStatement remember(m_catalog, "INSERT INTO settings VALUES ('search_token', ?1) "
                                        "ON CONFLICT (name) DO UPDATE SET value = ?1");
    remember.bind(1, next);
    return mark.run().and_then([&] { return remember.run(); }).map([] { return true; });
}

Result<void> SearchWriter::begin()
{
    return executeSqlite(m_index, "BEGIN IMMEDIATE");
}

Result<void> SearchWriter::commit(qint64 watermark)
{
    SqliteStatement mark(m_index, "UPDATE state SET watermark = ?1");
    mark.bind(1, watermark);
    auto committed = mark.run().and_then([this] { return executeSqlite(m_index, "COMMIT"); });
    if (committed)
        m_watermark = watermark;
    else
        sqlite3_exec(m_index, "ROLLBACK", nullptr, nullptr, nullptr);
    return committed;
}

// The text at hand becomes the product's document.
Result<void> SearchWriter::addDocument(qint64 id, qint64 revision)
{
    qint64 document = id;
    if (id <= m_watermark) { // indexed before: what stands there counts no more
        document = SearchIndex::movedBase + revision;
        m_move->bind(1, id);
        m_move->bind(2, document);
        if (auto moved = m_move->run(); !moved)
            return moved;
    }
    m_insert->bind(1, document);
    m_insert->bind(2, std::string_view(m_text));
    return m_insert->run();
}

Result<void> SearchWriter::add(const SearchBatch &batch, const std::function<bool()> &isClosing)
{
    if (m_watermark >= batch.firstRevision)
        return catchUp(isClosing);
    if (auto read = readRange(m_watermark, batch.firstRevision - 1, isClosing); !read)
        return read;
    if (auto begun = begin(); !begun)
        return begun;
    for (const auto &[id, position] : batch.added) {
        setSearchText(m_text, (*batch.drafts)[position]);
        if (auto added = addDocument(id, id); !added) {
            sqlite3_exec(m_index, "ROLLBACK", nullptr, nullptr, nullptr);
            return added;
        }
    }
    return commit(batch.lastRevision);
}

Result<void> SearchWriter::catchUp(const std::function<bool()> &isClosing)
{
    const Result<qint64> newest = number(m_catalog, "SELECT value FROM counters WHERE name = 'revision'");
    if (!newest)
        return failure(newest.error());
    return readRange(m_watermark, *newest, isClosing);
}

bool SearchWriter::emptyCatalogLog()
{
    constexpr int longLog = 4000; // pages
    int pages = 0;
    // It waits for nobody; what it could not move the next one does.
    sqlite3_wal_checkpoint_v2(m_catalog, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, nullptr);
    if (pages < longLog)
        return false;
    // SQLite leaves that to who moves the last page. What the disk has by then it need not wait for.
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(m_catalog, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file->pMethods)
        file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    return true;
}

Result<void> SearchWriter::readRange(qint64 after, qint64 upTo, const std::function<bool()> &isClosing)
{
    for (qint64 from = after; from < upTo && !isClosing();) {
        const qint64 to = std::min(upTo, from + rowsPerCommit);
        SqliteStatement products(m_catalog, productsSql.c_str());
        products.bind(1, from);
        products.bind(2, to);
        if (auto begun = begin(); !begun)
            return begun;
        for (;;) {
            Result<bool> row = products.step();
            if (row && !*row)
                break;
            Result<void> added = failure(row ? Error{} : row.error());
            if (row) {
                setSearchText(m_text, searchedTexts(products));
                added = addDocument(products.number(0), products.number(1));
            }
            if (!added) {
                sqlite3_exec(m_index, "ROLLBACK", nullptr, nullptr, nullptr);
                return added;
            }
        }
        if (auto committed = commit(to); !committed)
            return committed;
        from = to;
    }
    return {};
}

Result<qint64> SearchWriter::number(sqlite3 *connection, const char *sql)
{
    SqliteStatement statement(connection, sql);
    const Result<bool> row = statement.step();
    if (!row)
        return failure(row.error());
    return *row ? statement.number(0) : 0;
}

} // namespace listwright
