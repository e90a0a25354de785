// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productfield.h"
#include "services/storage/database.h"

#include <QJsonObject>
#include <QStringList>

#include <array>

namespace listwright {

/**
 * What goes with a product when it is deleted: its listings, its proposals, and which import made it. Rows are kept as
 * JSON by the names of their columns, so that those of an earlier schema come back as well.
 */
class ProductBelongings
{
public:
    explicit ProductBelongings(Database &database) : m_database(database) {}

    /** The product's JSON with members for what belongs to it; none for what there is not. */
    Result<QString> wholeText(const Product &product);
    /** For a product that is there again. A row whose number was given to another meanwhile gets a new one. */
    Result<void> restore(qint64 productId, const QJsonObject &whole);
    /** Whether both texts of whole products say the same, but for what coming back changes. */
    static bool isSame(const QString &whole, const QString &other);

private:
    struct Table
    {
        QString name;
        QStringList columns{};
    };

    Result<QJsonObject> of(qint64 productId);
    Result<void> readColumns(Table &table);
    Result<QJsonArray> rows(Table &table, qint64 productId);
    Result<void> insert(Table &table, const QJsonObject &row);

    Database &m_database;
    std::array<Table, 2> m_tables{Table{QStringLiteral("listings")}, Table{QStringLiteral("proposals")}};
};

} // namespace listwright
