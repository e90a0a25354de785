// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of CatalogModel that asks for lists of ids and shows them.

#include "models/tables/catalogmodel.h"
#include "models/tables/whenfinished.h"

namespace listwright {

namespace {

constexpr qsizetype keptLimit = 5000; // selected rows whose places survive a new order

} // namespace

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
        show(*answer);
        m_complete = true;
        Q_EMIT completed();
    }
    if (std::exchange(m_refreshAgain, false))
        refresh();
}

void CatalogModel::onFailed(const Error &error)
{
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
    QHash<ProductId, int> known = answer.rows;
    std::vector<ProductId> ids;
    ids.reserve(static_cast<size_t>(before.size()));
    for (const QModelIndex &old : before)
        ids.push_back(idAt(old.row()));
    m_ids = answer.ids;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const ProductId id = ids[static_cast<size_t>(i)];
        auto row = known.constFind(id);
        if (row == known.cend())
            row = known.insert(id, before.size() <= keptLimit ? rowOf(id) : -1);
        after.append(*row < 0 ? QModelIndex() : index(*row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

std::vector<ProductId> CatalogModel::keptIds() const
{
    QSet<ProductId> kept;
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex &old : persistent)
        kept.insert(idAt(old.row()));
    return {kept.begin(), kept.end()};
}

} // namespace listwright
