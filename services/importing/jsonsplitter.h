// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"
#include "services/importing/jsonscan.h"
#include "services/importing/textsource.h"

#include <optional>
#include <string_view>
#include <vector>

namespace listwright::importing {

/** One top-level value as text; it points into the splitter's block until the next call. */
struct JsonElement
{
    std::string_view text;
    qint64 line = 0;
    quint64 hash = 0;
    bool tooLong = false; ///< only its beginning
};

struct JsonFormat
{
    SourceFormat format = SourceFormat::JsonArray;
    quint64 hashSeed = 0;
    bool partial = false; ///< the source is the beginning of a file: an unfinished last value is no error
    std::size_t blockBytes = 1024 * 1024;
    std::size_t elementLimit = 16 * 1024 * 1024;

    /** A block no larger than a source of so many bytes needs; 0 = unknown. */
    void fit(qint64 bytes);
};

/**
 * Cuts JSON into the records of a list without parsing them: a list at the top, the list inside a wrapper object
 * ({"products":[…]}, {"body":{"data":[…]}}), one object, or one value a line. Memory is bounded by one record.
 * A file that ends in the middle or is no list is an error naming the line; the records before it were given out.
 */
class JsonSplitter
{
public:
    JsonSplitter(std::unique_ptr<TextSource> source, const JsonFormat &format);

    /** The next records; false at the end. */
    Result<bool> next(std::vector<JsonElement> &elements);

    const TextSource &source() const { return *m_source; }
    qint64 bytesDone() const { return m_source->bytesRead() - static_cast<qint64>(m_end - m_at); }

private:
    enum class State { Beginning, InList, AfterList, Ended };

    Result<bool> fill();
    Result<bool> beginList();
    Result<bool> listElements(std::vector<JsonElement> &elements);
    Result<bool> lineElements(std::vector<JsonElement> &elements);
    void addElement(std::vector<JsonElement> &elements, std::size_t begin, std::size_t end);
    void addTooLong(std::vector<JsonElement> &elements, std::size_t begin);
    void skipBlanks();
    bool skipElement();
    void giveUp(std::vector<JsonElement> &elements);
    void moveTo(std::size_t at);
    tl::unexpected<Error> broken(const QString &message) const;
    Result<bool> needMore(bool tooDeep);

    std::unique_ptr<TextSource> m_source;
    JsonFormat m_format;
    std::vector<char> m_bytes;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    qint64 m_line = 1;
    State m_state = State::Beginning;
    bool m_sourceEnded = false;
    bool m_wrapped = false; // what follows the list belongs to the wrapper
    bool m_single = false;  // one object, or several one after another, without a list around them
    bool m_skipLine = false;
    std::optional<JsonValueEnd> m_skipped; // a value that was given up; what follows it is read
};

} // namespace listwright::importing
