// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/recordreader.h"

#include "services/importing/text.h"

#include <xxhash.h>

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace listwright::importing {

namespace {

constexpr std::size_t faultyCellBytes = 4096; // of a refused record, for its message

// The first delimiter or line end; `end` when there is none. Reads up to 15 bytes behind the end.
const char *findCellEnd(const char *at, const char *end, char delimiter)
{
#ifdef __SSE2__
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i lineFeeds = _mm_set1_epi8('\n');
    const __m128i carriageReturns = _mm_set1_epi8('\r');
    for (; at < end; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i found =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, lineFeeds), _mm_cmpeq_epi8(bytes, carriageReturns)));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (mask != 0)
            return std::min(at + std::countr_zero(mask), end);
    }
    return end;
#else
    while (at < end && *at != delimiter && *at != '\n' && *at != '\r')
        ++at;
    return at;
#endif
}

const char *findLineEnd(const char *at, const char *end)
{
    while (at < end && *at != '\n' && *at != '\r')
        ++at;
    return at;
}

std::string_view between(const char *begin, const char *end)
{
    return {begin, static_cast<std::size_t>(end - begin)};
}

} // namespace

// Where the record at hand stands.
struct RecordReader::Scan
{
    char *begin = nullptr;
    char *at = nullptr;
    qint64 line = 0;      // of the record's first byte
    qint64 lineEnds = 0;  // passed inside quotes
    qint64 quoteLine = 0; // where the open quote stands, 0 outside quotes
    std::size_t firstCell = 0;
    bool looseQuote = false;
    bool tooManyCells = false;
    bool knownDeadEnd = false;

    void addCell(RecordBlock &block, std::string_view cell)
    {
        if (block.m_cells.size() - firstCell < maximumCells)
            block.m_cells.push_back(cell);
        else
            tooManyCells = true;
    }
};

RecordReader::RecordReader(std::unique_ptr<TextSource> source, const RecordFormat &format)
    : m_source(std::move(source)), m_format(format)
{
}

void RecordReader::skipSeparatorLine()
{
    const std::string_view text = between(m_at, m_end);
    if (text.size() < 6 || !equalsIgnoringCase(text.substr(0, 4), "sep=") || (text[5] != '\r' && text[5] != '\n'))
        return;
    m_at += text.substr(5).starts_with("\r\n") ? 7 : 6;
    ++m_line;
}

// Goes on to the end of a line that was given up; false while it is not in sight.
bool RecordReader::skipRestOfLine()
{
    if (m_skippedCarriageReturn && m_at < m_end) {
        m_at += *m_at == '\n' ? 1 : 0;
        m_skippedCarriageReturn = m_skipLine = false;
        return true;
    }
    m_at += findLineEnd(m_at, m_end) - m_at;
    if (m_at == m_end) {
        m_skipLine = !m_sourceEnded;
        return false;
    }
    ++m_line;
    m_skippedCarriageReturn = *m_at++ == '\r';
    if (!m_skippedCarriageReturn) {
        m_skipLine = false;
        return true;
    }
    return skipRestOfLine();
}

Result<bool> RecordReader::next(RecordBlock &block)
{
    block.m_records.clear();
    block.m_cells.clear();
    block.m_repaired.clear();
    makeRoom();
    while (block.m_records.empty()) {
        if (const auto filled = fill(); !filled)
            return failure(filled.error());
        if (!m_started) {
            m_started = true;
            skipSeparatorLine();
        }
        if (m_skipLine && !skipRestOfLine()) {
            m_at = m_end = m_bytes.get();
            if (m_sourceEnded)
                return false;
            continue;
        }
        parse(block);
        if (m_at == m_end && m_sourceEnded)
            break;
        if (!block.m_records.empty() || m_skipLine)
            continue;
        if (m_at != m_bytes.get())
            moveToFront();
        else if (!m_sourceEnded)
            resize(m_capacity * 2);
    }
    return !block.m_records.empty();
}

bool RecordReader::isFull(const RecordBlock &block, const char *begin) const
{
    return block.m_records.size() >= m_format.blockRecords ||
           (!block.m_records.empty() && static_cast<std::size_t>(m_at - begin) >= m_format.blockBytes);
}

void RecordReader::parse(RecordBlock &block)
{
    const char *const begin = m_at;
    m_needsMore = false;
    while (m_at < m_end && !m_skipLine && !isFull(block, begin)) {
        Scan scan;
        scan.begin = scan.at = m_at;
        scan.line = m_line;
        scan.firstCell = block.m_cells.size();
        m_escaped.clear();
        const Outcome outcome = parseRecord(block, scan);
        if (outcome == Outcome::Complete) {
            finishRecord(block, scan);
            continue;
        }
        block.m_cells.resize(scan.firstCell);
        if (outcome == Outcome::UnclosedQuote) {
            refuseLine(block, scan, outcome);
        } else if (!handleIncomplete(block, scan)) {
            m_needsMore = !m_skipLine;
            return;
        }
    }
}

// Takes part in remembering one, too.
bool RecordReader::leadsToDeadEnd(Scan &scan)
{
    const auto at = static_cast<std::size_t>(scan.at - m_deadEnd.begin);
    if (at >= m_deadEnd.openings.size())
        return false;
    if (m_deadEnd.openings[at]) {
        scan.knownDeadEnd = true;
        scan.quoteLine = m_deadEnd.quoteLine;
        return true;
    }
    if (!m_deadEnd.complete)
        m_deadEnd.openings[at] = true;
    return false;
}

// Without it, lines like x"," would each be read to the end of the file.
void RecordReader::rememberDeadEnd(RecordBlock &block, const Scan &scan, Outcome outcome)
{
    if (scan.knownDeadEnd || scan.quoteLine == scan.line)
        return;
    const auto distance = static_cast<std::size_t>(scan.at - scan.begin);
    m_deadEnd = {scan.begin, std::vector<bool>(distance + 1), scan.quoteLine, outcome, false};
    m_deadEnd.openings[distance] = true;
    Scan again;
    again.begin = again.at = scan.begin;
    again.line = scan.line;
    again.firstCell = scan.firstCell;
    parseRecord(block, again);
    block.m_cells.resize(scan.firstCell);
    m_deadEnd.complete = true;
}

// A quoted cell from behind its opening quote.
RecordReader::Outcome RecordReader::parseQuoted(RecordBlock &block, Scan &scan)
{
    char *const begin = scan.at + 1;
    char *at = begin;
    bool escaped = false;
    scan.quoteLine = scan.line + scan.lineEnds;
    if (!m_deadEnd.openings.empty() && leadsToDeadEnd(scan))
        return m_deadEnd.outcome;
    for (;;) {
        at = static_cast<char *>(std::memchr(at, m_format.quote, static_cast<std::size_t>(m_end - at)));
        if (at == nullptr || (at + 1 == m_end && !m_sourceEnded))
            return Outcome::Incomplete;
        if (at + 1 < m_end && at[1] == m_format.quote) {
            escaped = true;
            at += 2;
            continue;
        }
        break;
    }
    const char *const after = at + 1;
    const char *end = at;
    const qint64 lineEnds = countLineEnds(between(begin, at));
    if (after < m_end && *after != m_format.delimiter && *after != '\n' && *after != '\r') {
        // Text behind the closing quote. On one line it is a quote that was not doubled, and taken as it stands; some
        // lines further on it is another cell's opening quote, and this one was never closed.
        if (lineEnds > 0)
            return Outcome::UnclosedQuote;
        scan.looseQuote = true;
        end = findCellEnd(after, m_end, m_format.delimiter);
        if (end == m_end && !m_sourceEnded)
            return Outcome::Incomplete;
    }
    scan.lineEnds += lineEnds;
    if (escaped)
        m_escaped.push_back(block.m_cells.size());
    const bool loose = end != at;
    scan.at = loose ? at + (end - at) : at + 1;
    scan.addCell(block, between(begin, loose && end[-1] == m_format.quote && end - at > 1 ? end - 1 : end));
    scan.quoteLine = 0;
    return Outcome::Complete;
}

RecordReader::Outcome RecordReader::parseRecord(RecordBlock &block, Scan &scan)
{
    for (;;) {
        if (scan.at < m_end && m_format.quote != 0 && *scan.at == m_format.quote) {
            if (const Outcome quoted = parseQuoted(block, scan); quoted != Outcome::Complete)
                return quoted;
        } else {
            const char *const end = findCellEnd(scan.at, m_end, m_format.delimiter);
            scan.addCell(block, between(scan.at, end));
            scan.at += end - scan.at;
        }
        if (scan.at == m_end)
            return m_sourceEnded && !m_format.partial ? Outcome::Complete : Outcome::Incomplete;
        const char separator = *scan.at;
        if (separator == '\r' && scan.at + 1 == m_end && !m_sourceEnded)
            return Outcome::Incomplete; // a line feed may follow
        ++scan.at;
        if (separator == m_format.delimiter)
            continue;
        return Outcome::Complete;
    }
}

void RecordReader::finishRecord(RecordBlock &block, Scan &scan)
{
    const std::string_view raw = between(scan.begin, scan.at);
    const bool endsLine = raw.ends_with('\n') || raw.ends_with('\r');
    if (raw.ends_with('\r') && scan.at < m_end && *scan.at == '\n')
        ++scan.at;
    m_at = scan.at;
    m_line += scan.lineEnds + (endsLine ? 1 : 0);
    Record record;
    record.firstCell = scan.firstCell;
    record.cellCount = block.m_cells.size() - scan.firstCell;
    record.line = scan.line;
    const auto cells = block.cells(record);
    if (std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trimmed(cell).empty(); })) {
        block.m_cells.resize(scan.firstCell);
        return;
    }
    if (scan.tooManyCells || raw.size() > m_format.recordLimit) {
        block.m_cells.resize(scan.firstCell);
        addFaulty(block, scan.tooManyCells ? RecordFault::TooManyCells : RecordFault::TooLong, raw, scan.line);
        return;
    }
    record.hash = XXH3_64bits_withSeed(raw.data(), raw.size() - (endsLine ? 1 : 0), m_format.hashSeed);
    record.looseQuote = scan.looseQuote;
    const TextFlaws flaws = findFlaws(raw);
    record.hasNul = flaws.nul;
    record.repairedUtf8 = flaws.invalidUtf8;
    for (const std::size_t cell : m_escaped)
        unescape(block.m_cells[cell]);
    if (flaws.invalidUtf8)
        repair(block, record);
    block.m_records.push_back(record);
}

// In place: the result is never longer.
void RecordReader::unescape(std::string_view &cell) const
{
    char *const begin = const_cast<char *>(cell.data()); // our own memory
    char *out = begin;
    const char *at = begin;
    const char *const end = begin + cell.size();
    while (at < end) {
        const auto *quote =
            static_cast<const char *>(std::memchr(at, m_format.quote, static_cast<std::size_t>(end - at)));
        const char *const stop = quote == nullptr ? end : quote + 1;
        std::memmove(out, at, static_cast<std::size_t>(stop - at));
        out += stop - at;
        at = stop;
        if (quote != nullptr && at < end && *at == m_format.quote)
            ++at;
    }
    cell = between(begin, out);
}

void RecordReader::repair(RecordBlock &block, const Record &record)
{
    for (std::size_t i = 0; i < record.cellCount; ++i) {
        std::string_view &cell = block.m_cells[record.firstCell + i];
        if (findFlaws(cell).invalidUtf8) {
            block.m_repaired.push_back(repairedUtf8(cell));
            cell = block.m_repaired.back();
        }
    }
}

void RecordReader::addFaulty(RecordBlock &block, RecordFault fault, std::string_view raw, qint64 line)
{
    Record record;
    record.firstCell = block.m_cells.size();
    record.cellCount = 1;
    record.line = line;
    record.fault = fault;
    block.m_repaired.push_back(repairedUtf8(raw.substr(0, faultyCellBytes)));
    std::string &text = block.m_repaired.back();
    std::replace(text.begin(), text.end(), '\0', ' ');
    block.m_cells.push_back(text);
    block.m_records.push_back(record);
}

// The record's end is not in the block. True when the record was given up and parsing can go on.
bool RecordReader::handleIncomplete(RecordBlock &block, const Scan &scan)
{
    const auto length = static_cast<std::size_t>(m_end - m_at);
    if (m_format.partial && m_sourceEnded) {
        m_at = m_end;
        return false;
    }
    if (!m_sourceEnded && length <= m_format.recordLimit)
        return false;
    const char *const lineEnd = findLineEnd(m_at, m_end);
    if (scan.quoteLine != 0 && (lineEnd != m_end || m_sourceEnded)) {
        refuseLine(block, scan, Outcome::Incomplete);
        return true;
    }
    addFaulty(block, RecordFault::TooLong, between(m_at, lineEnd), scan.line);
    m_at += findLineEnd(scan.at, m_end) - m_at; // a carriage return may be the last byte read
    m_line += scan.lineEnds;
    m_skipLine = true;
    return false;
}

// The quote is never closed: only its line is refused, and what stands behind it is read.
void RecordReader::refuseLine(RecordBlock &block, const Scan &scan, Outcome outcome)
{
    rememberDeadEnd(block, scan, outcome);
    const char *const lineEnd = findLineEnd(m_at, m_end);
    addFaulty(block, RecordFault::UnclosedQuote, between(m_at, lineEnd), scan.quoteLine);
    m_at += lineEnd - m_at;
    if (m_at == m_end)
        return;
    m_at += between(m_at, m_end).starts_with("\r\n") ? 2 : 1;
    ++m_line;
}

} // namespace listwright::importing
