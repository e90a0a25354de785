// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/proposalmodel.h"

#include "models/tables/whenfinished.h"

namespace listwright {

ProposalModel::ProposalModel(Loader loader, QObject *parent) : QAbstractListModel(parent), m_loader(std::move(loader))
{
}

void ProposalModel::reload()
{
    m_startAnew = true;
    m_lastId = 0;
    request();
}

void ProposalModel::refresh()
{
    if (m_loading)
        m_refreshAgain = true; // the page may have been read before
    else if (m_complete)
        request();
}

void ProposalModel::request()
{
    m_loading = true;
    m_refreshAgain = false;
    m_removed.clear();
    const quint64 number = ++m_request;
    whenFinished(m_loader(m_lastId, pageSize), this,
                 [this, number](const Result<QList<ProposalSummary>> &page) { onLoaded(number, page); });
}

void ProposalModel::onLoaded(quint64 request, const Result<QList<ProposalSummary>> &page)
{
    if (request != m_request)
        return;
    m_loading = false;
    if (!page) {
        m_complete = true; // asking again and again would not help; reload() tries anew
        Q_EMIT loadFailed(page.error());
        return;
    }
    m_complete = page->size() < pageSize;
    if (!page->isEmpty())
        m_lastId = page->last().id;
    show(*page);
    Q_EMIT loaded();
    if (std::exchange(m_refreshAgain, false))
        refresh();
}

void ProposalModel::show(QList<ProposalSummary> page)
{
    page.removeIf([this](const ProposalSummary &row) { return m_removed.contains(row.id); });
    if (std::exchange(m_startAnew, false)) {
        beginResetModel();
        m_rows = page;
        endResetModel();
    } else if (!page.isEmpty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(page.size()) - 1);
        m_rows += page;
        endInsertRows();
    }
}

void ProposalModel::removeProposal(qint64 id)
{
    if (m_loading)
        m_removed.insert(id);
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

void ProposalModel::setOpenFields(qint64 id, int count)
{
    const int row = rowOf(id);
    if (row < 0 || m_rows[row].openFields == count)
        return;
    m_rows[row].openFields = count;
    Q_EMIT dataChanged(index(row), index(row));
}

const ProposalSummary *ProposalModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

int ProposalModel::rowOf(qint64 id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const ProposalSummary &row) { return row.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ProposalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ProposalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ProposalSummary &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return tr("%1, score %2 to %3, %Ln field(s) to decide", nullptr, row.openFields)
            .arg(row.title)
            .arg(row.scoreBefore)
            .arg(row.scoreAfter);
    case IdRole:
        return row.id;
    case ProductIdRole:
        return row.productId;
    case MarketplaceRole:
        return row.marketplace;
    case ScoreBeforeRole:
        return row.scoreBefore;
    case ScoreAfterRole:
        return row.scoreAfter;
    case FieldsRole:
        return row.openFields;
    case CleanRole:
        return row.clean;
    default:
        return {};
    }
}

bool ProposalModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_loading && !m_complete;
}

void ProposalModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        request();
}

} // namespace listwright
