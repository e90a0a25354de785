// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "models/tables/whenfinished.h"

#include <QAbstractTableModel>
#include <QFuture>

#include <functional>

namespace listwright {

/** The signals of PagedTable, which is a template. */
class PagedTableBase : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

Q_SIGNALS:
    /** All pages asked for have come. */
    void loaded();
    /** Told once until a page has come again. */
    void loadFailed(const listwright::Error &error);
};

/**
 * Rows with numbers, the highest first, read page by page. A refresh reads the pages shown again, one after the other,
 * and changes only what is different, so that selection and place stay.
 */
template <class Row>
class PagedTable : public PagedTableBase
{
public:
    static constexpr int pageSize = 100;

    /** Rows with a number below `beforeId` (0 = from the newest), the highest first. */
    using Loader = std::function<QFuture<Result<QList<Row>>>(qint64 beforeId, int limit)>;

    using PagedTableBase::PagedTableBase;

    /** Starts anew with other rows. */
    void setLoader(const Loader &loader)
    {
        m_loader = loader;
        m_failed = false;
        m_startAnew = true;
        m_refreshTo = 0;
        request(0);
    }

    void refresh()
    {
        if (!m_loader)
            return;
        if (m_loading) {
            m_refreshAgain = true;
            return;
        }
        m_refreshTo = rowCount();
        request(0);
    }

    bool isLoading() const { return m_loading; }

    const Row *at(int row) const { return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr; }

    /** -1 when it is not there. */
    int rowOf(qint64 id) const
    {
        const auto found = std::ranges::find_if(m_rows, [this, id](const Row &row) { return idOf(row) == id; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    bool canFetchMore(const QModelIndex &parent) const override
    {
        return !parent.isValid() && m_loader && !m_loading && !m_complete && !m_rows.isEmpty();
    }
    void fetchMore(const QModelIndex &parent) override
    {
        if (canFetchMore(parent))
            request(idOf(m_rows.last()));
    }

protected:
    virtual qint64 idOf(const Row &row) const = 0;

private:
    void request(qint64 beforeId)
    {
        m_loading = true;
        const quint64 number = ++m_request;
        whenFinished(m_loader(beforeId, pageSize), this,
                     [this, number, beforeId](const Result<QList<Row>> &page) { onLoaded(number, beforeId, page); });
    }

    void onLoaded(quint64 request, qint64 beforeId, const Result<QList<Row>> &page)
    {
        if (request != m_request)
            return;
        if (!page) {
            m_loading = false;
            m_complete = true; // asking again and again would not help; a refresh tries anew
            if (!std::exchange(m_failed, true))
                Q_EMIT loadFailed(page.error());
            return;
        }
        m_failed = false;
        if (std::exchange(m_startAnew, false)) {
            beginResetModel();
            m_rows.clear();
            endResetModel();
        }
        const bool last = page->size() < pageSize;
        const int first = beforeId == 0 ? 0 : below(beforeId);
        const int next = merge(*page, first, last ? rowCount() : below(idOf(page->last())));
        if (!last && next < m_refreshTo) {
            this->request(idOf(page->last()));
            return;
        }
        m_loading = false; // not before the rows are in: a view asks for more as soon as it sees some
        m_complete = last || (m_complete && next < rowCount());
        m_refreshTo = 0;
        Q_EMIT loaded();
        if (std::exchange(m_refreshAgain, false))
            refresh();
    }

    /** The first row of a lower number. */
    int below(qint64 id) const
    {
        return static_cast<int>(std::ranges::find_if(m_rows, [this, id](const Row &row) { return idOf(row) < id; }) -
                                m_rows.begin());
    }

    /** Puts the page in the place of the rows from `first` to `end`; the row after it. */
    int merge(const QList<Row> &page, int first, int end)
    {
        if (first == end && !page.isEmpty()) {
            beginInsertRows({}, first, first + static_cast<int>(page.size()) - 1);
            for (qsizetype i = 0; i < page.size(); ++i)
                m_rows.insert(first + i, page[i]);
            endInsertRows();
            return first + static_cast<int>(page.size());
        }
        int row = first;
        for (const Row &read : page) {
            while (row < end && idOf(m_rows[row]) > idOf(read)) {
                remove(row, 1);
                --end;
            }
            if (row < end && idOf(m_rows[row]) == idOf(read)) {
                if (m_rows[row] != read) {
                    m_rows[row] = read;
                    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
                }
            } else {
                beginInsertRows({}, row, row);
                m_rows.insert(row, read);
                endInsertRows();
                ++end;
            }
            ++row;
        }
        if (row < end)
            remove(row, end - row);
        return row;
    }

    void remove(int row, int count)
    {
        beginRemoveRows({}, row, row + count - 1);
        m_rows.remove(row, count);
        endRemoveRows();
    }

    Loader m_loader;
    QList<Row> m_rows;
    bool m_loading = false;
    bool m_complete = false;
    bool m_failed = false;       ///< and that was told
    bool m_startAnew = false;    ///< the next page replaces what is shown
    bool m_refreshAgain = false; ///< something changed while pages were being read
    int m_refreshTo = 0;         ///< rows to read again
    quint64 m_request = 0;       ///< number of the newest; older answers are dropped
};

} // namespace listwright
