// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/recordreader.h"

#include <cstring>

// The bytes a RecordReader has read and not handed out yet.
namespace listwright::importing {

namespace {

constexpr std::size_t padding = 16; // readable behind the end, for whole vector loads

} // namespace

qint64 RecordReader::bytesDone() const
{
    const double bytesOfOne =
        static_cast<double>(m_source->bytesRead()) / static_cast<double>(std::max<qint64>(m_textBytes, 1));
    return m_source->bytesRead() - static_cast<qint64>(static_cast<double>(m_end - m_at) * bytesOfOne);
}

void RecordReader::resize(std::size_t capacity)
{
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity + padding);
    std::memset(bytes.get() + capacity, 0, padding);
    const auto used = static_cast<std::size_t>(m_end - m_at);
    if (used > 0)
        std::memcpy(bytes.get(), m_at, used);
    m_bytes = std::move(bytes);
    m_capacity = capacity;
    m_at = m_bytes.get();
    m_end = m_at + used;
    m_deadEnd = {};
}

void RecordReader::moveToFront()
{
    const auto used = static_cast<std::size_t>(m_end - m_at);
    std::memmove(m_bytes.get(), m_at, used);
    m_at = m_bytes.get();
    m_end = m_at + used;
    m_deadEnd = {};
}

// Behind what is read and not handed out yet, where that is little. The memory of a long record is given back.
void RecordReader::makeRoom()
{
    const auto rest = static_cast<std::size_t>(m_end - m_at);
    const std::size_t half = m_format.blockBytes / 2;
    if (rest >= half && !m_needsMore)
        return;
    const std::size_t wanted = std::max(m_format.blockBytes, rest + half);
    if (m_capacity < wanted || (rest < half && m_capacity > 2 * m_format.blockBytes))
        resize(wanted);
    else
        moveToFront();
}

Result<void> RecordReader::fill()
{
    while (!m_sourceEnded && m_end < m_bytes.get() + m_capacity) {
        const auto room = static_cast<std::size_t>(m_bytes.get() + m_capacity - m_end);
        if (room < 64 && m_end != m_at)
            break;
        const auto count = m_source->read(m_end, room);
        if (!count)
            return failure(count.error());
        m_sourceEnded = *count == 0;
        m_end += *count;
        m_textBytes += static_cast<qint64>(*count);
        m_deadEnd = {};
        if (!m_started && !m_sourceEnded)
            break; // the first rows of a pipe should not wait for a whole block
    }
    std::memset(m_end, 0, padding);
    return {};
}

} // namespace listwright::importing
