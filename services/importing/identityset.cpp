// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/identityset.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace listwright::importing {

quint64 IdentitySet::hashOf(std::string_view platform, std::string_view sourceId)
{
    const quint64 seed = XXH3_64bits(platform.data(), platform.size());
    return std::max<quint64>(XXH3_64bits_withSeed(sourceId.data(), sourceId.size(), seed), 1);
}

// Where it stands, or would.
std::size_t IdentitySet::slotOf(quint64 identity) const
{
    const std::size_t mask = m_slots.size() - 1;
    auto slot = static_cast<std::size_t>(identity) & mask;
    while (m_slots[slot] != 0 && m_slots[slot] != identity)
        slot = (slot + 1) & mask;
    return slot;
}

bool IdentitySet::contains(quint64 identity) const
{
    return !m_slots.empty() && m_slots[slotOf(identity)] == identity;
}

bool IdentitySet::insert(quint64 identity)
{
    if (m_count * 2 >= m_slots.size())
        grow();
    quint64 &slot = m_slots[slotOf(identity)];
    if (slot == identity)
        return false;
    slot = identity;
    ++m_count;
    return true;
}

void IdentitySet::grow()
{
    constexpr std::size_t first = 1024;
    const std::vector<quint64> before = std::exchange(m_slots, {});
    m_slots.assign(std::max(first, before.size() * 2), 0);
    for (const quint64 identity : before) {
        if (identity != 0)
            m_slots[slotOf(identity)] = identity;
    }
}

} // namespace listwright::importing
