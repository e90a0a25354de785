// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"
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
    void setRulePacks(const RulePacks &packs) { m_packs = packs; }
    void setEntries(const QList<HistoryEntry> &entries);
    const HistoryEntry *at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString fieldText(const HistoryEntry &entry) const;

    QList<HistoryEntry> m_entries;
    RulePacks m_packs;
};

} // namespace listwright
