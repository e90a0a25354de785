// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <limits>

namespace listwright::test {

/** As many rows as one likes, made up when asked for; notes which rows a view looks at. */
class BigTable : public QAbstractTableModel
{
public:
    static constexpr int columns = 6;

    explicit BigTable(int rows) : m_rows(rows) {}

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : columns; }

    QVariant data(const QModelIndex &index, int role) const override
    {
        ++questions;
        lowest = std::min(lowest, index.row());
        highest = std::max(highest, index.row());
        if (role != Qt::DisplayRole && role != Qt::EditRole)
            return {};
        return m_edited.value({index.row(), index.column()},
                              QStringLiteral("%1/%2").arg(index.row() + m_shift).arg(index.column()));
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
            return QStringLiteral("Column %1").arg(section);
        return {};
    }

    /** The first column can be edited. */
    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
        return index.column() == 0 ? flags | Qt::ItemIsEditable : flags;
    }

    bool setData(const QModelIndex &index, const QVariant &value, int) override
    {
        m_edited.insert({index.row(), index.column()}, value.toString());
        Q_EMIT dataChanged(index, index);
        return true;
    }

    void insert(int row, int count)
    {
        beginInsertRows({}, row, row + count - 1);
        m_rows += count;
        endInsertRows();
    }

    void remove(int row, int count)
    {
        beginRemoveRows({}, row, row + count - 1);
        m_rows -= count;
        endRemoveRows();
    }

    /** Each row moves down by so many; the last ones come to the top. */
    void rotate(int by)
    {
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        for (const QModelIndex &old : before)
            changePersistentIndex(old, index((old.row() + by) % m_rows, old.column()));
        m_shift -= by;
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

    void changeAll() { Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columns - 1)); }

    void forgetQuestions()
    {
        questions = 0;
        lowest = std::numeric_limits<int>::max();
        highest = -1;
    }

    mutable int questions = 0;
    mutable int lowest = std::numeric_limits<int>::max();
    mutable int highest = -1;

private:
    int m_rows;
    int m_shift = 0;
    QHash<std::pair<int, int>, QString> m_edited;
};

} // namespace listwright::test
