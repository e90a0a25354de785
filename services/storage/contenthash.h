// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace listwright {

/**
 * What a product remembers of where it came from: the content of one record, or of all records of one import that were
 * about it, in their order. Which of the two it is can be told, 0 is neither.
 */
class ContentHash
{
public:
    static constexpr quint64 ofOne(quint64 record) { return record & ~several; }
    static constexpr quint64 ofSeveral(quint64 before, quint64 record)
    {
        const quint64 mixed = (before ^ (record >> 1U)) * 0x9E3779B97F4A7C15ULL;
        return (mixed ^ (mixed >> 32U)) | several;
    }
    static constexpr bool isOfSeveral(quint64 hash) { return (hash & several) != 0; }

private:
    static constexpr quint64 several = 1;
};

} // namespace listwright
