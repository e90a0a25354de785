// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/searchindex.h"
#include "services/storage/sqlitestatement.h"

namespace listwright {

/** The work of SearchIndex: connections, watermark, documents. Used by one thread at a time. */
class SearchWriter
{
public:
    static Result<std::unique_ptr<SearchWriter>> open(const QString &catalogFile, const QString &indexFile);
    ~SearchWriter();

    /** Indexes the batch, reading revisions before it that nobody handed over first. */
    Result<void> add(const SearchBatch &batch, const std::function<bool()> &isClosing);
    /** Indexes everything up to the catalog's newest revision. */
    Result<void> catchUp(const std::function<bool()> &isClosing);
    /**
     * Moves the catalog's write-ahead log into its file, so that those who write need not wait for it. True when the
     * log is long: while others write to it its end stays, and only who writes can begin it anew.
     */
    bool emptyCatalogLog();

    SearchWriter(const SearchWriter &) = delete;
    SearchWriter &operator=(const SearchWriter &) = delete;

private:
    SearchWriter() = default;
    Result<void> connect(const QString &catalogFile, const QString &indexFile);
    Result<void> prepare();
    Result<bool> fitsCatalog();
    Result<void> begin();
    Result<void> commit(qint64 watermark);
    Result<void> readRange(qint64 after, qint64 upTo, const std::function<bool()> &isClosing);
    Result<void> addDocument(qint64 id, qint64 revision);
    Result<qint64> number(sqlite3 *connection, const char *sql);

    sqlite3 *m_index = nullptr;
    sqlite3 *m_catalog = nullptr;
    std::unique_ptr<SqliteStatement> m_insert;
    std::unique_ptr<SqliteStatement> m_move;
    qint64 m_watermark = 0;
    std::string m_text; // folded text of the document at hand; reused
};

} // namespace listwright
