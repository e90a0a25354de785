// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QFuture>

namespace listwright {

class Storage;

/**
 * PostgreSQL's full text while many products come in: new words wait in the indexes' lists, searched through as they
 * are, and a reading connection moves them into the indexes in large portions. Used by one thread at a time.
 */
class WaitingWords
{
public:
    explicit WaitingWords(Storage &storage) : m_storage(storage) {}

    /** So many products more have words that wait. */
    void add(std::size_t products);
    /** For now no more are to come: what waits is moved as well, unless it is little. Does not block. */
    void rest();
    /** Blocks until none wait. */
    void finish();

private:
    void index();

    Storage &m_storage;
    QFuture<Result<void>> m_indexing{};
    std::size_t m_products = 0; ///< added since that began
};

} // namespace listwright
