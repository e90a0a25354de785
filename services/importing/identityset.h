// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>
#include <vector>

namespace listwright::importing {

/** Which products an import has come across: a hash of eight bytes each, so that a million take 16 MB. */
class IdentitySet
{
public:
    static quint64 hashOf(std::string_view platform, std::string_view sourceId);

    bool contains(quint64 identity) const;
    /** False when it was there already. */
    bool insert(quint64 identity);

private:
    std::size_t slotOf(quint64 identity) const;
    void grow();

    std::vector<quint64> m_slots; // a power of two; 0 = free
    std::size_t m_count = 0;
};

} // namespace listwright::importing
