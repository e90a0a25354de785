// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/layout.h"

#include <string_view>

// How the beginning of a file is meant to be read. Everything here works on UTF-8 text and never fails: where nothing
// is sure, a doubt says what was assumed.
namespace listwright::importing {

/** The first records of delimited text; faulty ones without cells. */
using SampleTable = std::vector<std::vector<std::string>>;

SampleTable readTable(std::string_view text, char delimiter, char quote, bool partial,
                      std::size_t maximumRecords = 300);

/** JSON by its first character or the file's name; otherwise Delimited. */
SourceFormat detectFormat(std::string_view text, bool partial, const QString &fileName = {});
/** Refuses what is written in tags (XML, RSS, HTML): read as a table it would give a heap of nonsense. */
Result<void> refuseMarkup(std::string_view text, const QString &fileName);

/** Fills delimiter, quote, headerRow and layout of the options. */
void detectTable(std::string_view text, bool partial, const QString &fileName, ReadOptions &options,
                 QStringList &doubts);

/** The layout whose headers a record has; null when there is none. */
const Layout *layoutOfHeader(const std::vector<std::string> &record, const SampleTable &table);
/** The layout of JSON records with these top-level keys. */
const Layout *layoutOfKeys(const QStringList &keys, std::string_view text);

/** One mapping a column: by the layout where there is one, else by names in several languages. */
QList<ColumnMapping> mapColumns(const QStringList &header, const ReadOptions &options, QStringList &doubts);
QList<ColumnMapping> mapPaths(const QStringList &paths, const ReadOptions &options);

bool feedsTitle(const QList<ColumnMapping> &mapping);
/** What the products will lack because no column feeds it. */
void addMappingDoubts(const QList<ColumnMapping> &mapping, QStringList &doubts);

/** The header's cells; repeated ones get a number, and a doubt names them. */
QStringList headerOf(const SampleTable &table, int headerRow, QStringList &doubts);

/** The decimal style by the votes of the price cells, else by the layout, else by the delimiter and the currency. */
DecimalStyle detectDecimalStyle(const std::vector<std::string> &prices, const ReadOptions &options,
                                QStringList &doubts);

} // namespace listwright::importing
