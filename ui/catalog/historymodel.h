// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productrepository.h"

#include <QAbstractTableModel>

namespace listwright {

/** The changes of one product, newest first. */
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, Field, Before, After, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /** What people call the marketplaces, by their keys. */
    void setMarketplaceNames(const QHash<QString, QString> &names) { m_marketplaces = names; }
    void setEntries(const QList<HistoryEntry> &entries);
    const HistoryEntry *at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString fieldText(const HistoryEntry &entry) const;

    QList<HistoryEntry> m_entries;
    QHash<QString, QString> m_marketplaces;
};

} // namespace listwright
