// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of CatalogModel that asks for lists of ids and shows them.

#include "models/tables/catalogmodel.h"
#include "models/tables/whenfinished.h"

#include <QItemSelectionModel>

namespace listwright {

void CatalogModel::setLoading(bool loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    Q_EMIT loadingChanged();
}

void CatalogModel::requestFirst()
{
    IdRequest request;
    request.query = m_query;
    request.limit = firstRows;
    if (!m_replaceAll) {
        request.shown = m_ids;
        request.kept = keptIds();
    }
    m_failed = false;
    const quint64 number = ++m_request;
    whenFinished(m_loader.loadIds(request, m_stop.get_token()), this,
                 [this, number](const Result<IdAnswer> &answer) { onFirst(number, answer); });
}

void CatalogModel::requestAll()
{
    IdRequest request;
    request.query = m_query;
    request.shown = m_ids;
    request.kept = keptIds();
    m_allRequested = true;
    m_refreshAgain = false;
    m_sinceRequest.start();
    const quint64 number = ++m_request;
    whenFinished(m_loader.loadIds(request, m_stop.get_token()), this,
                 [this, number](const Result<IdAnswer> &answer) { onAll(number, answer); });
}

void CatalogModel::onFirst(quint64 request, const Result<IdAnswer> &answer)
{
    if (request != m_request)
        return;
    if (!answer) {
        onFailed(answer.error());
        return;
    }
    const bool changedMeanwhile = std::exchange(m_refreshAgain, false);
    if (std::exchange(m_replaceAll, false)) {
        beginResetModel();
        m_ids = answer->ids;
        endResetModel();
    } else {
        showReordered(*answer);
    }
    setLoading(false);
    if (answer->complete) {
        m_complete = true;
        Q_EMIT completed();
        if (changedMeanwhile)
            refresh();
    } else {
        requestAll();
    }
}

void CatalogModel::onAll(quint64 request, const Result<IdAnswer> &answer)
{
    if (request != m_request)
        return;
    m_allRequested = false;
    m_lastDuration = m_sinceRequest.elapsed();
    if (!answer) {
        onFailed(answer.error());
    } else {
        m_failed = false;
        m_replaceAll = false;
        show(*answer);
        m_complete = true;
        Q_EMIT completed();
    }
    if (std::exchange(m_refreshAgain, false))
        refresh();
}

void CatalogModel::onFailed(const Error &error)
{
    m_failed = true;
    setLoading(false);
    if (error.code != ErrorCode::Cancelled)
        Q_EMIT loadFailed(error);
}

void CatalogModel::show(const IdAnswer &answer)
{
    if (showSmallDifference(answer))
        return;
    showReordered(answer);
}

// Rows that only came or only went in one place keep the view where it is.
bool CatalogModel::showSmallDifference(const IdAnswer &answer)
{
    const int before = rowCount();
    const int after = static_cast<int>(answer.ids->size());
    const int same = answer.unchangedFront + answer.unchangedBack;
    if (same == before && same == after) {
        m_ids = answer.ids;
        return true;
    }
    if (same == before) {
        beginInsertRows({}, answer.unchangedFront, answer.unchangedFront + after - before - 1);
        m_ids = answer.ids;
        endInsertRows();
        return true;
    }
    if (same == after) {
        beginRemoveRows({}, answer.unchangedFront, answer.unchangedFront + before - after - 1);
        m_ids = answer.ids;
        endRemoveRows();
        return true;
    }
    return false;
}

void CatalogModel::showReordered(const IdAnswer &answer)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    std::vector<ProductId> ids;
    std::vector<ProductId> missing; // selected after the list was asked for
    ids.reserve(static_cast<size_t>(before.size()));
    for (const QModelIndex &old : before) {
        ids.push_back(idAt(old.row()));
        if (!answer.rows.contains(ids.back()))
            missing.push_back(ids.back());
    }
    m_ids = answer.ids;
    QHash<ProductId, int> rows = answer.rows;
    addRowsOf(std::move(missing), rows);
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rows.value(ids[static_cast<size_t>(i)], -1);
        after.append(row < 0 ? QModelIndex() : index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

/** One walk through the list for all of them. */
void CatalogModel::addRowsOf(std::vector<ProductId> missing, QHash<ProductId, int> &rows) const
{
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    size_t left = missing.size();
    for (size_t row = 0; left > 0 && row < m_ids->size(); ++row) {
        const ProductId id = (*m_ids)[row];
        if (std::binary_search(missing.begin(), missing.end(), id)) {
            rows.insert(id, static_cast<int>(row));
            --left;
        }
    }
}

std::vector<ProductId> CatalogModel::keptIds() const
{
    QSet<ProductId> kept;
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex &old : persistent)
        kept.insert(idAt(old.row()));
    // A range of selected rows has persistent indexes at its ends only, until the order changes.
    const QItemSelection selected = m_selection ? m_selection->selection() : QItemSelection();
    qint64 count = 0;
    for (const QItemSelectionRange &range : selected)
        count += range.height();
    if (count <= keptRows && count < rowCount()) {
        for (const QItemSelectionRange &range : selected) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                kept.insert(idAt(row));
        }
    }
    return {kept.begin(), kept.end()};
}

} // namespace listwright
