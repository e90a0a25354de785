// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "models/tables/pagedtable.h"

namespace listwright {

/** Keys of the REST API, newest first. */
class ApiKeyModel : public PagedTable<ApiKey>
{
    Q_OBJECT

public:
    enum Column { Name, Allows, Made, Expires, LastUsed, State, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, StateRole };

    explicit ApiKeyModel(QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    qint64 idOf(const ApiKey &key) const override { return key.id; }

private:
    QString text(const ApiKey &key, int column) const;
    QString toolTip(const ApiKey &key, int column) const;
};

} // namespace listwright
