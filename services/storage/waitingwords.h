// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QFuture>

namespace listwright {

class Storage;

/**
 * PostgreSQL's full text during a large import: new words wait in the indexes' lists, searched through as they are,
 * and a reading connection moves them into the indexes in large portions. For the importing thread only.
 */
class WaitingWords
{
public:
    explicit WaitingWords(Storage &storage) : m_storage(storage) {}

    /** So many products more have words that wait. */
    void add(std::size_t products);
    /** Blocks until none wait. */
    void finish();

private:
    void index();

    Storage &m_storage;
    QFuture<Result<void>> m_indexing{};
    std::size_t m_products = 0; ///< added since that began
};

} // namespace listwright
