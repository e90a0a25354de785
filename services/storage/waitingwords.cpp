// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/waitingwords.h"

#include "services/storage/catalogindexes.h"
#include "services/storage/storage.h"

namespace listwright {

namespace {

constexpr std::size_t wordPortion = 50000; // products whose words go into the indexes at once
constexpr std::size_t fewProducts = 2000;  // whose words searching looks through in a few milliseconds

} // namespace

void WaitingWords::index()
{
    m_products = 0;
    m_indexing = m_storage.read(catalogindexes::indexWaitingWords);
}

void WaitingWords::add(std::size_t products)
{
    m_products += products;
    if (m_products >= wordPortion && m_indexing.isFinished())
        index();
}

void WaitingWords::rest()
{
    if (m_products >= fewProducts && m_indexing.isFinished())
        index();
}

void WaitingWords::finish()
{
    m_indexing.waitForFinished(); // its last look may have come before the last batch
    index();
    m_indexing.waitForFinished();
}

} // namespace listwright
