// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"

#include <unordered_map>
#include <vector>

namespace listwright::importing {

/**
 * Products that came from several records of one import. Only with the last of them can be told whether this one says
 * anything new, so their drafts wait until then.
 */
class HeldProducts
{
public:
    struct Product
    {
        quint64 identity = 0;
        quint64 stored = 0;  ///< what it came from (contenthash.h)
        quint64 content = 0; ///< what it would have come from by the drafts so far
        std::vector<ProductDraft> drafts;
        bool isUnchanged() const { return stored == content; }
    };

    void add(quint64 identity, quint64 stored, ProductDraft draft, std::size_t bytes);
    /** More would take too much memory. */
    bool isFull() const { return m_bytes >= maximumBytes; }
    /** All of them, in the order in which they came. */
    std::vector<Product> takeAll();

private:
    static constexpr std::size_t maximumBytes = 64 * 1024 * 1024;
    std::vector<Product> m_products;
    std::unordered_map<quint64, std::size_t> m_positions; // by identity
    std::size_t m_bytes = 0;
};

} // namespace listwright::importing
