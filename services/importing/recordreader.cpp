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

constexpr std::size_t padding = 16;           // readable behind the end, for whole vector loads
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

void RecordReader::grow(RecordBlock &block, std::size_t capacity)
{
    if (block.m_capacity >= capacity)
        return;
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity + padding);
    std::memset(bytes.get() + capacity, 0, padding);
    const auto used = static_cast<std::size_t>(m_end - m_at);
    if (used > 0)
        std::memcpy(bytes.get(), m_at, used);
    block.m_bytes = std::move(bytes);
    block.m_capacity = capacity;
    m_at = block.m_bytes.get();
    m_end = m_at + used;
}

Result<void> RecordReader::fill(RecordBlock &block)
{
    while (!m_sourceEnded && m_end < block.m_bytes.get() + block.m_capacity) {
        const auto room = static_cast<std::size_t>(block.m_bytes.get() + block.m_capacity - m_end);
        if (room < 64 && m_end != m_at)
            break;
        const auto count = m_source->read(m_end, room);
        if (!count)
            return failure(count.error());
        m_sourceEnded = *count == 0;
        m_end += *count;
        if (!m_started && !m_sourceEnded)
            break; // the first rows of a pipe should not wait for a whole block
    }
    std::memset(m_end, 0, padding);
    return {};
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
    m_at = m_end = nullptr;
    grow(block, std::max(m_format.blockBytes, m_pending.size() + m_format.blockBytes / 2));
    m_at = m_end = block.m_bytes.get();
    if (!m_pending.empty())
        std::memcpy(m_at, m_pending.data(), m_pending.size());
    m_end += m_pending.size();
    m_pending.clear();
    while (block.m_records.empty()) {
        if (const auto filled = fill(block); !filled)
            return failure(filled.error());
        if (!m_started) {
            m_started = true;
            skipSeparatorLine();
        }
        if (m_skipLine && !skipRestOfLine()) {
            m_at = m_end = block.m_bytes.get();
            if (m_sourceEnded)
                return false;
            continue;
        }
        parse(block);
        if (m_at == m_end && m_sourceEnded)
            break;
        if (block.m_records.empty() && m_at != block.m_bytes.get() && !m_skipLine) {
            const auto used = static_cast<std::size_t>(m_end - m_at);
            std::memmove(block.m_bytes.get(), m_at, used);
            m_at = block.m_bytes.get();
            m_end = m_at + used;
        } else if (block.m_records.empty() && !m_skipLine && !m_sourceEnded) {
            grow(block, block.m_capacity * 2);
        }
    }
    m_pending.assign(m_at, m_end);
    return !block.m_records.empty();
}

void RecordReader::parse(RecordBlock &block)
{
    while (m_at < m_end && !m_skipLine) {
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
        if (outcome == Outcome::UnclosedQuote)
            refuseLine(block, scan);
        else if (!handleIncomplete(block, scan))
            return;
    }
}

// A quoted cell from behind its opening quote.
RecordReader::Outcome RecordReader::parseQuoted(RecordBlock &block, Scan &scan)
{
    char *const begin = scan.at + 1;
    char *at = begin;
    bool escaped = false;
    scan.quoteLine = scan.line + scan.lineEnds;
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
    char *const begin = const_cast<char *>(cell.data()); // our own block
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
        refuseLine(block, scan);
        return true;
    }
    addFaulty(block, RecordFault::TooLong, between(m_at, lineEnd), scan.line);
    m_at += findLineEnd(scan.at, m_end) - m_at; // a carriage return may be the last byte read
    m_line += scan.lineEnds;
    m_skipLine = true;
    return false;
}

// The quote is never closed: only its line is refused, and what stands behind it is read.
void RecordReader::refuseLine(RecordBlock &block, const Scan &scan)
{
    const char *const lineEnd = findLineEnd(m_at, m_end);
    addFaulty(block, RecordFault::UnclosedQuote, between(m_at, lineEnd), scan.quoteLine);
    m_at += lineEnd - m_at;
    if (m_at == m_end)
        return;
    m_at += between(m_at, m_end).starts_with("\r\n") ? 2 : 1;
    ++m_line;
}

} // namespace listwright::importing
