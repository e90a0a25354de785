// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/detection.h"

#include "services/importing/decimal.h"
#include "services/importing/jsonproducts.h"
#include "services/importing/problems.h"
#include "services/importing/recordreader.h"

#include <map>
#include <set>

namespace listwright::importing {

namespace {

constexpr std::size_t headerCandidates = 15; // preambles are short
constexpr char knownDelimiters[] = {',', ';', '\t', '|'};

struct TableGuess
{
    char delimiter = ',';
    SampleTable table;
    const Layout *layout = nullptr;
    std::size_t layoutRow = 0;
    double score = 0;
};

std::size_t commonWidth(const SampleTable &table)
{
    std::map<std::size_t, std::size_t> widths;
    for (const auto &record : table)
        ++widths[record.size()];
    widths.erase(0);
    std::size_t best = 0;
    std::size_t records = 0;
    for (const auto &[width, count] : widths) {
        if (count >= records) {
            best = width;
            records = count;
        }
    }
    return best;
}

// Records that have the usual number of cells speak for a delimiter, and more cells speak louder. Faulty ones say
// nothing.
double tableScore(const SampleTable &table)
{
    const std::size_t width = commonWidth(table);
    if (width < 2 || table.empty())
        return 0;
    const auto regular =
        std::count_if(table.begin(), table.end(), [&](const auto &record) { return record.size() == width; });
    const auto faulty = std::count_if(table.begin(), table.end(), [](const auto &record) { return record.empty(); });
    const double share = static_cast<double>(regular) / static_cast<double>(std::ssize(table) - faulty);
    return share * share * (1.0 + 0.1 * static_cast<double>(std::min<std::size_t>(width, 40)));
}

TableGuess guessWith(std::string_view text, char delimiter, bool partial)
{
    TableGuess guess;
    guess.delimiter = delimiter;
    guess.table = readTable(text, delimiter, '"', partial);
    guess.score = tableScore(guess.table);
    for (std::size_t row = 0; row < std::min(headerCandidates, guess.table.size()) && !guess.layout; ++row) {
        guess.layout = layoutOfHeader(guess.table[row], guess.table);
        guess.layoutRow = row;
    }
    if (guess.layout)
        guess.score += 100;
    return guess;
}

std::optional<char> separatorLine(std::string_view text)
{
    if (text.size() > 5 && equalsIgnoringCase(text.substr(0, 4), "sep=") && (text[5] == '\n' || text[5] == '\r'))
        return text[4];
    return {};
}

// Different ones: a feed may have ten columns "picture".
int knownHeaders(const std::vector<std::string> &record)
{
    std::set<QString> known;
    for (const std::string &cell : record) {
        if (const QString key = headerKey(fromUtf8(cell)); aliases().targets.contains(key))
            known.insert(key);
    }
    return static_cast<int>(known.size());
}

bool holdsValues(const std::vector<std::string> &record)
{
    return std::any_of(record.begin(), record.end(), [](const std::string &cell) {
        const std::string_view text = trimmed(cell);
        return !text.empty() && (text.size() > 80 || text.starts_with("http") ||
                                 text.find_first_not_of("0123456789.,-+ ") == std::string_view::npos);
    });
}

bool looksLikeHeader(const std::vector<std::string> &record)
{
    std::set<std::string_view> different;
    for (const std::string &cell : record)
        different.insert(trimmed(cell));
    different.erase(std::string_view());
    return !holdsValues(record) && different.size() * 2 > record.size();
}

// The record with the most known names; without any, the first one of the usual width that has no values in it.
int detectHeaderRow(const SampleTable &table)
{
    int bestRow = 0;
    int bestKnown = 0;
    for (std::size_t row = 0; row < std::min(headerCandidates, table.size()); ++row) {
        const int known = knownHeaders(table[row]);
        const bool convincing = known >= 2 ? !holdsValues(table[row]) : looksLikeHeader(table[row]);
        if (known > bestKnown && convincing) {
            bestKnown = known;
            bestRow = static_cast<int>(row) + 1;
        }
    }
    if (bestKnown > 0)
        return bestRow;
    const std::size_t width = commonWidth(table);
    for (std::size_t row = 0; row < std::min(headerCandidates, table.size()); ++row) {
        if (table[row].size() >= width)
            return looksLikeHeader(table[row]) ? static_cast<int>(row) + 1 : 0;
    }
    return 0;
}

// Quotes at the end of a cell, as quoting leaves them.
int closingQuotes(std::string_view text, char delimiter)
{
    int count = 0;
    for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : '\n';
        count += next == delimiter || next == '\n' || next == '\r' ? 1 : 0;
    }
    return count;
}

// Whether quotes in the text are inch marks and the like rather than quoting.
bool quotesAreText(std::string_view text, char delimiter, bool partial)
{
    auto source = TextSource::fromMemory(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), {});
    if (!source)
        return false;
    RecordFormat format;
    format.delimiter = delimiter;
    format.partial = partial;
    RecordReader reader(*std::move(source), format);
    RecordBlock block;
    int faults = 0;
    while (reader.next(block).value_or(false)) {
        for (const Record &record : block.records())
            faults += record.fault == RecordFault::UnclosedQuote || record.looseQuote ? 1 : 0;
    }
    if (faults < 2) // one quote that is never closed is a mistake, several are a habit
        return false;
    const double plain = tableScore(readTable(text, delimiter, 0, partial));
    const double quoted = tableScore(readTable(text, delimiter, '"', partial));
    return plain > quoted || (plain >= quoted && closingQuotes(text, delimiter) < faults);
}

bool matchesPositions(const Layout &layout, const std::vector<std::string> &record, const SampleTable &table)
{
    if (layout.positionCounts.isEmpty() || !layout.positionCounts.contains(static_cast<int>(record.size())) ||
        layout.checkPosition < 0)
        return false;
    int rows = 0;
    for (const auto &row : table) {
        if (&row == &table.front() || row.size() <= static_cast<std::size_t>(layout.checkPosition))
            continue;
        const QString cell = fromUtf8(row[static_cast<std::size_t>(layout.checkPosition)]);
        if (!cell.isEmpty() && !layout.checkPattern.match(cell).hasMatch())
            return false;
        rows += cell.isEmpty() ? 0 : 1;
    }
    return rows > 0;
}

bool recognizes(const Layout &layout, const QStringList &keys)
{
    const auto present = [&](const QString &wanted) {
        return wanted.endsWith(u'*')
                   ? std::any_of(keys.begin(), keys.end(),
                                 [&](const QString &key) { return key.startsWith(wanted.chopped(1)); })
                   : keys.contains(wanted);
    };
    const bool named = !layout.recognizeAll.isEmpty() || !layout.recognizeAny.isEmpty();
    const bool any =
        layout.recognizeAny.isEmpty() || std::any_of(layout.recognizeAny.begin(), layout.recognizeAny.end(), present);
    return named && any && std::all_of(layout.recognizeAll.begin(), layout.recognizeAll.end(), present) &&
           std::none_of(layout.recognizeNone.begin(), layout.recognizeNone.end(), present);
}

} // namespace

SampleTable readTable(std::string_view text, char delimiter, char quote, bool partial, std::size_t maximumRecords)
{
    SampleTable table;
    auto source = TextSource::fromMemory(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), {});
    if (!source)
        return table;
    RecordFormat format;
    format.delimiter = delimiter;
    format.quote = quote;
    format.partial = partial;
    RecordReader reader(*std::move(source), format);
    RecordBlock block;
    while (table.size() < maximumRecords && reader.next(block).value_or(false)) {
        for (const Record &record : block.records()) {
            if (table.size() == maximumRecords)
                break;
            const auto cells = block.cells(record);
            table.emplace_back(cells.begin(), record.fault == RecordFault::None ? cells.end() : cells.begin());
        }
    }
    return table;
}

Result<void> refuseMarkup(std::string_view text, const QString &fileName)
{
    const std::string_view begin = trimmed(text.substr(0, 4096));
    const bool tag = begin.size() > 1 && begin[0] == '<' &&
                     (begin[1] == '?' || begin[1] == '!' || (begin[1] >= 'a' && begin[1] <= 'z') ||
                      (begin[1] >= 'A' && begin[1] <= 'Z')) &&
                     begin.find('>') != std::string_view::npos;
    if (!tag)
        return {};
    return failure(
        ErrorCode::Unsupported,
        Import::tr("“%1” is an XML or HTML file, not a table. Save it as CSV or JSON and import that.").arg(fileName));
}

SourceFormat detectFormat(std::string_view text, bool partial, const QString &fileName)
{
    const std::string_view begin = trimmed(text);
    const auto named = [&](const char *suffix) {
        return fileName.endsWith(QLatin1String(suffix), Qt::CaseInsensitive);
    };
    // What is broken in a file of that name is said in the words of JSON.
    const SourceFormat otherwise = named(".json")                        ? SourceFormat::JsonArray
                                   : named(".ndjson") || named(".jsonl") ? SourceFormat::JsonLines
                                                                         : SourceFormat::Delimited;
    if (begin.empty() || (begin[0] != '{' && begin[0] != '['))
        return otherwise;
    const std::string_view inside = trimmed(begin.substr(1));
    if (begin[0] == '[')
        return inside.empty() || inside.find_first_of("{[\"]-0123456789tfn") == 0 ? SourceFormat::JsonArray : otherwise;
    if (!inside.empty() && inside[0] != '"' && inside[0] != '}')
        return otherwise;
    const std::size_t end = endOfJsonValue(begin, 0);
    const bool oneLine = end != std::string_view::npos && begin.substr(0, end).find('\n') == std::string_view::npos;
    const bool another = end != std::string_view::npos && trimmed(begin.substr(end)).starts_with('{');
    const bool brokenFirstLine =
        end == std::string_view::npos && !partial && begin.find("\n{") != std::string_view::npos;
    return (oneLine && another) || brokenFirstLine ? SourceFormat::JsonLines : SourceFormat::JsonArray;
}

void detectTable(std::string_view text, bool partial, const QString &fileName, ReadOptions &options,
                 QStringList &doubts)
{
    TableGuess best;
    if (const auto separator = separatorLine(text)) {
        best = guessWith(text, *separator, partial);
    } else {
        for (const char delimiter : knownDelimiters) {
            TableGuess guess = guessWith(text, delimiter, partial);
            if (delimiter == '\t' && fileName.endsWith(QLatin1String(".tsv"), Qt::CaseInsensitive))
                guess.score *= 1.5;
            if (guess.score > best.score || best.table.empty())
                best = std::move(guess);
        }
    }
    options.delimiter = best.delimiter;
    options.layout = best.layout ? best.layout->key : QString();
    const bool unquoted = best.layout ? !best.layout->quoted : quotesAreText(text, best.delimiter, partial);
    options.quote = unquoted ? '\0' : '"';
    options.headerRow = best.layout ? static_cast<int>(best.layoutRow) + 1 : detectHeaderRow(best.table);
    if (unquoted && !best.layout)
        doubts.append(Import::tr("Quotes in this file seem to belong to the texts; they are not taken as quoting."));
    if (options.headerRow == 0)
        doubts.append(Import::tr("No header was found: the first line already seems to hold values."));
}

const Layout *layoutOfHeader(const std::vector<std::string> &record, const SampleTable &table)
{
    QStringList keys;
    for (const std::string &cell : record)
        keys.append(headerKey(fromUtf8(cell)));
    for (const Layout &layout : layouts()) {
        if (layout.format == SourceFormat::Delimited && recognizes(layout, keys))
            return &layout;
    }
    for (const Layout &layout : layouts()) {
        if (!table.empty() && &record == &table.front() && matchesPositions(layout, record, table))
            return &layout;
    }
    return nullptr;
}

const Layout *layoutOfKeys(const QStringList &paths, std::string_view text)
{
    QStringList keys;
    for (const QString &path : paths) {
        keys.append(headerKey(path));
        if (const QString inner = innerPath(path); inner != path)
            keys.append(headerKey(inner));
    }
    for (const Layout &layout : layouts()) {
        if (layout.format == SourceFormat::JsonArray && recognizes(layout, keys) &&
            text.find(toUtf8(layout.recognizeText)) != std::string_view::npos)
            return &layout;
    }
    return nullptr;
}

DecimalStyle detectDecimalStyle(const std::vector<std::string> &prices, const ReadOptions &options, QStringList &doubts)
{
    int points = 0;
    int commas = 0;
    QString ambiguous;
    bool commaCurrency = false;
    for (const std::string &price : prices) {
        switch (styleEvidence(price)) {
        case StyleEvidence::Point:
            ++points;
            break;
        case StyleEvidence::Comma:
            ++commas;
            break;
        case StyleEvidence::Ambiguous:
            ambiguous = ambiguous.isEmpty() ? fromUtf8(price) : ambiguous;
            break;
        case StyleEvidence::None:
            break;
        }
        const std::string_view text = trimmed(price);
        for (const std::string_view sign : {"zł", "€", "Kč", "PLN", "EUR"})
            commaCurrency |= text.ends_with(sign);
    }
    if (points != commas) {
        const DecimalStyle style = commas > points ? DecimalStyle::Comma : DecimalStyle::Point;
        if (points > 0 && commas > 0)
            doubts.append(
                style == DecimalStyle::Comma
                    ? Import::tr("Some prices have a decimal point, more of them a comma; the comma is assumed.")
                    : Import::tr("Some prices have a decimal comma, more of them a point; the point is assumed."));
        return style;
    }
    const Layout *layout = findLayout(options.layout);
    DecimalStyle style = options.delimiter == ';' || commaCurrency ? DecimalStyle::Comma : DecimalStyle::Point;
    if (layout && layout->decimalStyle)
        style = *layout->decimalStyle;
    if (!ambiguous.isEmpty())
        doubts.append(
            style == DecimalStyle::Comma
                ? Import::tr("Prices such as “%1” can be read in two ways; a decimal comma is assumed.").arg(ambiguous)
                : Import::tr("Prices such as “%1” can be read in two ways; a decimal point is assumed.")
                      .arg(ambiguous));
    return style;
}

} // namespace listwright::importing
