// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/textsource.h"

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace listwright::importing {

/** A longer record is refused, so that an unclosed quote cannot swallow a file. */
inline constexpr std::size_t maximumRecordBytes = 16 * 1024 * 1024;
/** More cells than any spreadsheet has; bounds the memory of a record made of delimiters. */
inline constexpr std::size_t maximumCells = 65536;

enum class RecordFault : quint8 { None, UnclosedQuote, TooLong, TooManyCells };

/** One record of a RecordBlock. A faulty one has a single cell with its beginning. */
struct Record
{
    std::size_t firstCell = 0;
    std::size_t cellCount = 0;
    qint64 line = 0;  ///< physical line where it begins, from 1
    quint64 hash = 0; ///< XXH3 of its bytes
    RecordFault fault = RecordFault::None;
    bool hasNul = false;
    bool repairedUtf8 = false; ///< invalid bytes were replaced by U+FFFD
    bool looseQuote = false;   ///< text stands behind a closing quote
};

/** Whole records; their cells point into the reader's memory. Reused from call to call. */
class RecordBlock
{
public:
    const std::vector<Record> &records() const { return m_records; }
    std::span<const std::string_view> cells(const Record &record) const
    {
        return {m_cells.data() + record.firstCell, record.cellCount};
    }

private:
    friend class RecordReader;
    std::vector<Record> m_records;
    std::vector<std::string_view> m_cells;
    std::deque<std::string> m_repaired;
};

struct RecordFormat
{
    char delimiter = ',';
    char quote = '"'; ///< 0 = none
    quint64 hashSeed = 0;
    bool partial = false; ///< the source is the beginning of a file: a last record without line end is left out
    std::size_t blockBytes = 1024 * 1024;
    std::size_t blockRecords = 16'000; ///< what a record costs its reader has little to do with its bytes
    std::size_t recordLimit = maximumRecordBytes;
};

/**
 * Cuts delimited text into records of cells: RFC 4180 with any mix of line ends, quotes doubled or loose. Blank
 * records and a first line "sep=;" are left out. Memory is bounded by the block and one record, whatever the source,
 * and time by the source's length, whatever its quotes.
 */
class RecordReader
{
public:
    RecordReader(std::unique_ptr<TextSource> source, const RecordFormat &format);

    /** The next records; false at the end. Cells stay valid until the next call. */
    Result<bool> next(RecordBlock &block);

    const TextSource &source() const { return *m_source; }
    /** Bytes of the source that the records so far took. */
    qint64 bytesDone() const;
    /** For the first block, which should show quickly. */
    void setBlockBytes(std::size_t bytes) { m_format.blockBytes = bytes; }

private:
    enum class Outcome { Complete, Incomplete, UnclosedQuote };
    struct Scan;
    // A quote that is never closed, with all cells that lead to it: the lines behind the first one mostly do as well.
    struct DeadEnd
    {
        const char *begin = nullptr;
        std::vector<bool> openings; // of quotes, by their distance from there
        qint64 quoteLine = 0;
        Outcome outcome = Outcome::Incomplete;
        bool complete = false;
    };

    Result<void> fill();
    void makeRoom();
    void resize(std::size_t capacity);
    void moveToFront();
    void skipSeparatorLine();
    bool skipRestOfLine();
    void parse(RecordBlock &block);
    Outcome parseRecord(RecordBlock &block, Scan &scan);
    Outcome parseQuoted(RecordBlock &block, Scan &scan);
    bool isFull(const RecordBlock &block, const char *begin) const;
    bool leadsToDeadEnd(Scan &scan);
    void rememberDeadEnd(RecordBlock &block, const Scan &scan, Outcome outcome);
    void finishRecord(RecordBlock &block, Scan &scan);
    void unescape(std::string_view &cell) const;
    void repair(RecordBlock &block, const Record &record);
    bool handleIncomplete(RecordBlock &block, const Scan &scan);
    void refuseLine(RecordBlock &block, const Scan &scan, Outcome outcome);
    void addFaulty(RecordBlock &block, RecordFault fault, std::string_view raw, qint64 line);

    std::unique_ptr<TextSource> m_source;
    RecordFormat m_format;
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;         // without the padding
    std::vector<std::size_t> m_escaped; // cells of the record at hand that hold doubled quotes
    DeadEnd m_deadEnd;                  // of the bytes at hand
    char *m_at = nullptr;
    char *m_end = nullptr;
    qint64 m_textBytes = 0; // read so far, after conversion
    qint64 m_line = 1;
    bool m_sourceEnded = false;
    bool m_started = false;
    bool m_needsMore = false; // the end of the record at m_at is not read yet
    bool m_skipLine = false;  // inside a line that was given up
    bool m_skippedCarriageReturn = false;
};

} // namespace listwright::importing
