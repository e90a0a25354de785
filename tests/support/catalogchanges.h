// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/storage.h"

#include <QCoreApplication>

namespace listwright::test {

/**
 * What Storage::changed() told, which comes from the storage's thread. They are received in the thread this was made
 * in; QSignalSpy would note them in the other one while the test reads.
 */
class CatalogChanges
{
public:
    explicit CatalogChanges(Storage &storage)
    {
        // What was written before is told when the writer goes on to the next.
        storage.write([](Database &) -> Result<void> { return {}; }).waitForFinished();
        QObject::connect(&storage, &Storage::changed, &m_receiver,
                         [this](const CatalogChange &change) { m_changes.append(change); });
    }

    /** With all that was sent until now. */
    qsizetype size()
    {
        QCoreApplication::sendPostedEvents(&m_receiver);
        return m_changes.size();
    }
    const CatalogChange &at(qsizetype index) const { return m_changes.at(index); }

private:
    QList<CatalogChange> m_changes;
    QObject m_receiver; // goes first, and with it the connection
};

} // namespace listwright::test
