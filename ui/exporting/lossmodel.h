// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/publishing/uploadfile.h"

#include <QAbstractTableModel>

namespace listwright {

/** What an upload file could not carry. */
class LossModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Sku, Field, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setLosses(const QList<Loss> &losses);
    const QList<Loss> &losses() const { return m_losses; }
    /** As CSV with a header line, safe for spreadsheets. */
    QByteArray toCsv() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Loss> m_losses;
};

} // namespace listwright
