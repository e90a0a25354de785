// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productrepository.h"

namespace listwright {

/** Writes one change set and its lines, inside the caller's transaction. The set is made with its first line. */
class ChangeLog
{
public:
    /** "before" of a deletion stands under this name: the whole product as JSON. */
    static constexpr QLatin1String wholeProduct{"*"};

    ChangeLog(Database &database, ChangeOrigin origin);

    /** Continues an existing set, as an import does batch by batch. */
    void continueSet(qint64 changeSet) { m_changeSet = changeSet; }
    Result<void> add(ProductId product, const QString &field, const QString &before, const QString &after,
                     const QString &marketplace = {});
    /** Counts one more changed product. */
    void countProduct() { ++m_products; }
    /** Writes the number of products; the set's id, 0 when nothing was logged. */
    Result<qint64> finish();
    qint64 changeSet() const { return m_changeSet; }
    /** Makes the set when there is none yet; imports need one before the first line. */
    Result<qint64> ensureSet(std::optional<qint64> importJob = {});

private:
    Database &m_database;
    ChangeOrigin m_origin;
    QDateTime m_at = QDateTime::currentDateTimeUtc();
    qint64 m_changeSet = 0;
    qint64 m_products = 0;
    std::optional<Query> m_insert;
};

QString changeKindName(ChangeOrigin::Kind kind);
std::optional<ChangeOrigin::Kind> changeKindFromName(QStringView name);

} // namespace listwright
