// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/heldproducts.h"

#include "services/storage/contenthash.h"

#include <utility>

namespace listwright::importing {

void HeldProducts::add(quint64 identity, quint64 stored, ProductDraft draft, std::size_t bytes)
{
    m_bytes += bytes;
    const auto [at, first] = m_positions.try_emplace(identity, m_products.size());
    if (first)
        m_products.push_back({identity, stored, ContentHash::ofOne(draft.contentHash), {}});
    Product &product = m_products[at->second];
    if (!first)
        product.content = ContentHash::ofSeveral(product.content, draft.contentHash);
    product.drafts.push_back(std::move(draft));
}

std::vector<HeldProducts::Product> HeldProducts::takeAll()
{
    m_positions.clear();
    m_bytes = 0;
    return std::exchange(m_products, {});
}

} // namespace listwright::importing
