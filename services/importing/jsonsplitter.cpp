// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/jsonsplitter.h"

#include "services/importing/jsonscan.h"
#include "services/importing/jsonvalue.h"
#include "services/importing/problems.h"

#include <xxhash.h>

#include <cstring>

namespace listwright::importing {

namespace {

constexpr auto npos = std::string_view::npos;

} // namespace

void JsonFormat::fit(qint64 bytes)
{
    constexpr std::size_t room = 128; // behind the end, so that it is seen at once
    if (bytes > 0)
        blockBytes = std::min(blockBytes, static_cast<std::size_t>(bytes) + room);
}

JsonSplitter::JsonSplitter(std::unique_ptr<TextSource> source, const JsonFormat &format)
    : m_source(std::move(source)), m_format(format), m_bytes(format.blockBytes)
{
}

tl::unexpected<Error> JsonSplitter::broken(const QString &message) const
{
    return failure(ErrorCode::InvalidInput,
                   Import::tr("“%1”, line %2: %3").arg(m_source->name()).arg(m_line).arg(message));
}

void JsonSplitter::moveTo(std::size_t at)
{
    m_line += std::count(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at),
                         m_bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    m_at = at;
}

void JsonSplitter::skipBlanks()
{
    moveTo(skipBlanksFrom({m_bytes.data(), m_end}, m_at));
}

// Moves the rest to the front, makes room where it fills the block, and reads. False at the end of the source.
Result<bool> JsonSplitter::fill()
{
    if (m_sourceEnded)
        return false;
    if (m_at > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + m_at, m_end - m_at);
        m_end -= m_at;
        m_at = 0;
    }
    if (m_bytes.size() - m_end < 64)
        m_bytes.resize(m_bytes.size() * 2);
    while (m_bytes.size() - m_end >= 64) {
        const auto count = m_source->read(m_bytes.data() + m_end, m_bytes.size() - m_end);
        if (!count)
            return failure(count.error());
        m_end += *count;
        if (*count == 0) {
            m_sourceEnded = true;
            break;
        }
    }
    return true;
}

Result<bool> JsonSplitter::next(std::vector<JsonElement> &elements)
{
    elements.clear();
    for (;;) {
        const auto filled = fill();
        if (!filled)
            return filled;
        if (m_state == State::Ended || (m_sourceEnded && m_at == m_end && m_state == State::Beginning))
            return false;
        if (m_state == State::Beginning && m_format.format == SourceFormat::JsonArray) {
            if (const auto begun = beginList(); !begun)
                return begun;
        }
        const auto more = m_format.format == SourceFormat::JsonLines ? lineElements(elements) : listElements(elements);
        if (!more || !elements.empty() || !*more)
            return more ? Result<bool>(!elements.empty()) : more;
    }
}

Result<bool> JsonSplitter::beginList()
{
    const std::string_view text(m_bytes.data(), m_end);
    const auto place = findRecords(text);
    if (!place)
        return text.find_first_not_of(" \t\r\n") == npos
                   ? Result<bool>(false)
                   : Result<bool>(broken(Import::tr("This is neither a JSON list nor an object.")));
    moveTo(place->position);
    m_wrapped = place->wrapped;
    m_single = !place->isList;
    m_state = State::InList;
    return true;
}

Result<bool> JsonSplitter::needMore(bool tooDeep)
{
    if (!m_sourceEnded)
        return true;
    if (m_format.partial) {
        m_state = State::Ended;
        return false;
    }
    if (tooDeep)
        return broken(Import::tr("The data is nested deeper than %1 levels and never closed.").arg(maximumJsonDepth));
    return broken(Import::tr("The text ends in the middle of the record that begins here."));
}

void JsonSplitter::addElement(std::vector<JsonElement> &elements, std::size_t begin, std::size_t end)
{
    JsonElement element;
    element.text = {m_bytes.data() + begin, end - begin};
    element.line = m_line;
    element.hash = XXH3_64bits_withSeed(element.text.data(), element.text.size(), m_format.hashSeed);
    elements.push_back(element);
}

// Its beginning alone, for the message.
void JsonSplitter::addTooLong(std::vector<JsonElement> &elements, std::size_t begin)
{
    addElement(elements, begin, begin + 4096);
    elements.back().tooLong = true;
    elements.back().hash = 0;
}

// The record at hand is refused and passed over; its beginning is given out.
void JsonSplitter::giveUp(std::vector<JsonElement> &elements)
{
    addTooLong(elements, m_at);
    m_skipped.emplace();
}

// Goes on to the end of a value that was given up; false while it is not in sight.
bool JsonSplitter::skipElement()
{
    if (m_skipped) {
        moveTo(m_at + m_skipped->take({m_bytes.data() + m_at, m_end - m_at}));
        if (!m_skipped->isReached())
            return false;
        m_skipped.reset();
    }
    return true;
}

// True: go on with more input; false: the end.
Result<bool> JsonSplitter::listElements(std::vector<JsonElement> &elements)
{
    if (!skipElement())
        return m_sourceEnded ? needMore(false) : Result<bool>(true);
    while (m_state == State::InList) {
        skipBlanks();
        if (m_at < m_end && m_bytes[m_at] == ',') {
            moveTo(m_at + 1);
            skipBlanks();
        }
        if (m_at == m_end) {
            if (!m_sourceEnded)
                return true;
            if (m_single || m_format.partial) {
                m_state = State::Ended;
                return false;
            }
            if (!elements.empty())
                return true; // the error comes with the next call, behind these records
            return broken(Import::tr("The list is not closed; it may be cut off."));
        }
        if (m_bytes[m_at] == '}' || (m_single && m_bytes[m_at] == ']'))
            return elements.empty() ? Result<bool>(broken(Import::tr("A bracket is closed that was never opened.")))
                                    : Result<bool>(true);
        if (m_bytes[m_at] == ']') {
            moveTo(m_at + 1);
            m_state = State::AfterList;
            break;
        }
        bool tooDeep = false;
        const std::string_view text(m_bytes.data(), m_end);
        std::size_t end = endOfJsonValue(text, m_at, &tooDeep);
        if (end == npos || end == m_at) {
            if (!elements.empty())
                return true; // give out what there is; the block moves with the next call
            if (m_end - m_at > m_format.elementLimit) {
                giveUp(elements);
                return true;
            }
            return needMore(tooDeep);
        }
        if (end - m_at > m_format.elementLimit) { // its end came into sight with the last bytes read
            giveUp(elements);
            return true;
        }
        addElement(elements, m_at, end);
        moveTo(end);
    }
    if (m_state == State::AfterList && !m_wrapped) {
        skipBlanks();
        if (m_at < m_end && elements.empty())
            return broken(Import::tr("There is text behind the end of the list."));
        if (m_at < m_end || !m_sourceEnded)
            return true;
    }
    m_state = State::Ended;
    return !elements.empty();
}

Result<bool> JsonSplitter::lineElements(std::vector<JsonElement> &elements)
{
    m_state = State::InList;
    while (m_at < m_end) {
        const void *found = std::memchr(m_bytes.data() + m_at, '\n', m_end - m_at);
        if (found == nullptr && !m_sourceEnded) {
            if (m_end - m_at <= m_format.elementLimit && !m_skipLine)
                return true;
            if (!m_skipLine)
                addTooLong(elements, m_at);
            m_skipLine = true;
            m_at = m_end; // no line end in it
            return true;
        }
        const std::size_t end =
            found == nullptr ? m_end : static_cast<std::size_t>(static_cast<const char *>(found) - m_bytes.data());
        if (found == nullptr && m_format.partial)
            break;
        const std::string_view line = trimmed({m_bytes.data() + m_at, end - m_at});
        if (!m_skipLine && !line.empty()) {
            const auto begin = static_cast<std::size_t>(line.data() - m_bytes.data());
            if (line.size() > m_format.elementLimit)
                addTooLong(elements, begin);
            else
                addElement(elements, begin, begin + line.size());
        }
        m_skipLine = false;
        moveTo(std::min(end + 1, m_end));
    }
    if (!m_sourceEnded)
        return true;
    m_state = State::Ended;
    return !elements.empty();
}

} // namespace listwright::importing
