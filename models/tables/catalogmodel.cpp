// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/catalogmodel.h"

#include "models/tables/catalogcell.h"
#include "models/tables/whenfinished.h"

namespace listwright {

namespace {

constexpr int refreshInterval = 250; // milliseconds: four times a second
constexpr size_t wantedPages = 4;    // while scrolling fast only the last pages matter
constexpr int pagesUnderWay = 2;
constexpr int reloadLimit = 2000; // more changed rows than this are read again when they are looked at

} // namespace

CatalogModel::CatalogModel(CatalogLoader loader, QObject *parent)
    : QAbstractTableModel(parent), m_loader(std::move(loader)), m_ids(std::make_shared<const std::vector<ProductId>>())
{
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &CatalogModel::requestAll);
    m_wantedTimer.setSingleShot(true);
    connect(&m_wantedTimer, &QTimer::timeout, this, &CatalogModel::requestWanted);
}

CatalogModel::~CatalogModel()
{
    m_stop.request_stop();
}

void CatalogModel::setQuery(const CatalogQuery &query)
{
    if (m_request > 0 && query == m_query && !m_failed)
        return;
    CatalogQuery sameOrder = query;
    sameOrder.sortColumn = m_query.sortColumn;
    sameOrder.descending = m_query.descending;
    m_replaceAll = m_replaceAll || m_request == 0 || sameOrder != m_query;
    m_query = query;
    m_complete = false;
    m_stop.request_stop();
    m_stop = {};
    m_refreshTimer.stop();
    m_allRequested = false;
    m_refreshAgain = false;
    setLoading(true);
    requestFirst();
    Q_EMIT queryChanged();
}

void CatalogModel::refresh()
{
    if (m_request == 0)
        return;
    if (m_loading || m_allRequested) { // what is being read may be older than the change
        m_refreshAgain = true;
        return;
    }
    if (m_refreshTimer.isActive())
        return;
    // A list of millions takes longer to read than a quarter second; leave the reader half of its time.
    const qint64 pause = std::max<qint64>(refreshInterval, 2 * m_lastDuration);
    const qint64 passed = m_sinceRequest.isValid() ? m_sinceRequest.elapsed() : pause;
    m_refreshTimer.start(static_cast<int>(std::max<qint64>(0, pause - passed)));
}

void CatalogModel::onProductsChanged(const QList<ProductId> &ids, bool membership)
{
    if (ids.isEmpty()) {
        ++m_generation;
        repaintRows();
    } else {
        noteChanged(ids);
        reloadCached(ids);
    }
    if (membership || ids.isEmpty())
        refresh();
}

void CatalogModel::setLocale(const QLocale &locale)
{
    m_locale = locale;
    repaintRows();
}

ProductId CatalogModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? (*m_ids)[static_cast<size_t>(row)] : 0;
}

std::optional<CatalogRow> CatalogModel::rowAt(int row) const
{
    const CatalogRow *shown = shownRow(idAt(row));
    return shown ? std::optional(*shown) : std::nullopt;
}

int CatalogModel::rowOf(ProductId id) const
{
    const auto found = std::find(m_ids->begin(), m_ids->end(), id);
    return found == m_ids->end() ? -1 : static_cast<int>(found - m_ids->begin());
}

int CatalogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids->size());
}

int CatalogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(CatalogColumn::Updated) + 1;
}

QVariant CatalogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<CatalogColumn>(index.column());
    switch (role) {
    case IdRole:
        return idAt(index.row());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    case LoadedRole:
        return shownRow(idAt(index.row())) != nullptr;
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
    case ScoreRole:
    case StatusRole:
        if (const CatalogRow *row = rowOrRequest(index.row()))
            return display(*row, column, role);
        return role == Qt::DisplayRole ? QVariant(QString()) : QVariant();
    default:
        return {};
    }
}

QVariant CatalogModel::display(const CatalogRow &row, CatalogColumn column, int role) const
{
    switch (role) {
    case Qt::EditRole:
        return cellEditText(row, column, m_locale);
    case ScoreRole:
        return row.score;
    case StatusRole:
        return static_cast<int>(row.status);
    case Qt::AccessibleTextRole:
        return QString(catalogColumnTitle(column) + u": " + cellText(row, column, m_locale));
    case Qt::ToolTipRole:
        return column == CatalogColumn::Title || column == CatalogColumn::Category ? cellText(row, column, m_locale)
                                                                                   : QVariant();
    default:
        return cellText(row, column, m_locale);
    }
}

QVariant CatalogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<CatalogColumn>(section);
    if (role == Qt::DisplayRole)
        return catalogColumnTitle(column);
    if (role == Qt::ToolTipRole)
        return catalogColumnToolTip(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

Qt::ItemFlags CatalogModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    if (m_loader.edit && editedField(static_cast<CatalogColumn>(index.column())) && shownRow(idAt(index.row())))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool CatalogModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !m_loader.edit)
        return false;
    const auto column = static_cast<CatalogColumn>(index.column());
    const auto field = editedField(column);
    const ProductId id = idAt(index.row());
    const CatalogRow *row = shownRow(id);
    if (!field || !row || value.toString() == cellEditText(*row, column, m_locale))
        return false;
    const auto canonical = editedValue(*row, column, value.toString(), m_locale);
    if (!canonical) {
        Q_EMIT editFailed(id, canonical.error());
        return false;
    }
    const qint64 revision = row->revision;
    const QString seen = cellEditText(*row, column, QLocale::c()); // which is the canonical form
    CatalogRow edited = withEdit(*row, column, *canonical);
    edited.revision = 0; // the next edit may follow before the new one is known
    m_pending.insert(id, {column, edited});
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(columnCount() - 1));
    whenFinished(m_loader.edit(id, *field, *canonical, revision), this,
                 [this, id, column, text = *canonical, seen](const Result<qint64> &outcome) {
                     finishEdit(id, column, text, seen, outcome);
                 });
    return true;
}

void CatalogModel::finishEdit(ProductId id, CatalogColumn column, const QString &value, const QString &seen,
                              const Result<qint64> &outcome)
{
    const auto pending = m_pending.constFind(id);
    const bool isNewest = pending != m_pending.cend() && pending->column == column &&
                          withEdit(pending->row, column, value) == pending->row;
    if (isNewest) {
        if (outcome)
            m_cache.insert(id, new Entry{pending->row, 0, m_rowRequest}); // until the stored row has been read
        m_pending.erase(pending);
    }
    repaintRows();
    if (outcome) {
        noteChanged({id});
        reloadCached({id});
        Q_EMIT edited(id, *editedField(column), *outcome);
    } else {
        Q_EMIT editNotStored(id, *editedField(column), value, seen, outcome.error());
    }
}

void CatalogModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    CatalogQuery query = m_query;
    query.sortColumn = static_cast<CatalogColumn>(column);
    query.descending = order == Qt::DescendingOrder;
    setQuery(query);
}

void CatalogModel::repaintRows()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const CatalogRow *CatalogModel::shownRow(ProductId id) const
{
    if (const auto pending = m_pending.constFind(id); pending != m_pending.cend())
        return &pending->row;
    const Entry *entry = m_cache.object(id);
    return entry ? &entry->row : nullptr;
}

const CatalogRow *CatalogModel::rowOrRequest(int row) const
{
    const ProductId id = idAt(row);
    const Entry *entry = m_cache.object(id);
    if (!entry || entry->generation < m_generation)
        want(row);
    return shownRow(id);
}

void CatalogModel::want(int row) const
{
    const int page = row / rowsPerPage;
    if (m_underWay.contains(page) || (!m_wanted.empty() && m_wanted.back() == page))
        return; // what a reading brings is announced, and then looked at again
    std::erase(m_wanted, page);
    m_wanted.push_back(page);
    if (m_wanted.size() > wantedPages)
        m_wanted.erase(m_wanted.begin());
    if (!m_wantedTimer.isActive())
        m_wantedTimer.start(0);
}

void CatalogModel::requestWanted()
{
    while (!m_wanted.empty() && m_underWay.size() < pagesUnderWay) {
        const int page = m_wanted.back();
        m_wanted.pop_back();
        const int first = page * rowsPerPage;
        const int end = std::min(rowCount(), first + rowsPerPage);
        if (first >= end || m_underWay.contains(page))
            continue;
        m_underWay.insert(page);
        requestRows(QList<ProductId>(m_ids->begin() + first, m_ids->begin() + end), first);
    }
}

void CatalogModel::requestRows(const QList<ProductId> &ids, int firstRow)
{
    const RowRequest request{++m_rowRequest, m_generation, ids, m_ids, firstRow};
    ++m_rowReadings;
    whenFinished(m_loader.loadRows(ids), this,
                 [this, request](const Result<QList<CatalogRow>> &rows) { onRows(request, rows); });
}

void CatalogModel::onRows(const RowRequest &request, const Result<QList<CatalogRow>> &rows)
{
    --m_rowReadings;
    if (request.firstRow >= 0)
        m_underWay.remove(request.firstRow / rowsPerPage);
    if (rows) {
        m_rowsFailed = false;
        keepRows(request, *rows);
    } else if (!std::exchange(m_rowsFailed, true)) {
        Q_EMIT loadFailed(rows.error());
    }
    if (m_rowReadings == 0)
        m_changedAt.clear();
    if (!m_wanted.empty())
        requestWanted();
}

void CatalogModel::keepRows(const RowRequest &request, const QList<CatalogRow> &rows)
{
    QHash<ProductId, const CatalogRow *> found;
    for (const CatalogRow &row : rows)
        found.insert(row.id, &row);
    for (const ProductId id : request.ids) {
        const Entry *present = m_cache.object(id);
        if (present && (present->generation > request.generation || present->request >= request.number))
            continue;
        CatalogRow gone; // deleted meanwhile: an empty row until the next list leaves it out
        gone.id = id;
        const bool stale = m_changedAt.value(id, 0) >= request.number;
        m_cache.insert(id, new Entry{found.contains(id) ? *found.value(id) : gone, stale ? 0 : request.generation,
                                     request.number});
    }
    const int last = request.firstRow + static_cast<int>(request.ids.size()) - 1;
    if (request.firstRow >= 0 && request.list == m_ids)
        Q_EMIT dataChanged(index(request.firstRow, 0), index(last, columnCount() - 1));
    else
        repaintRows();
}

/** Readings under way began before the change: what they bring of these products is shown, but read once more. */
void CatalogModel::noteChanged(const QList<ProductId> &ids)
{
    if (m_rowReadings == 0)
        return;
    for (const ProductId id : ids)
        m_changedAt.insert(id, m_rowRequest);
}

void CatalogModel::reloadCached(const QList<ProductId> &ids)
{
    QList<ProductId> known;
    for (const ProductId id : ids) {
        if (m_cache.contains(id))
            known.append(id);
    }
    if (known.isEmpty())
        return;
    if (known.size() > reloadLimit) {
        ++m_generation;
        repaintRows();
        return;
    }
    requestRows(known, -1);
}

} // namespace listwright
