// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogview.h"

#include "models/tables/catalogmodel.h"
#include "ui/catalog/catalogaccessible.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

namespace listwright {

using namespace Qt::StringLiterals;

CatalogView::CatalogView(QWidget *parent) : QAbstractItemView(parent), m_header(new QHeaderView(Qt::Horizontal, this))
{
    installCatalogAccessibility();
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setCornerWidget(new QWidget(this));
    m_header->setObjectName(u"catalogHeaderView"_s);
    m_header->setSectionsMovable(true);
    m_header->setSectionsClickable(true);
    m_header->setSortIndicatorShown(true);
    m_header->setHighlightSections(false);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QHeaderView::sectionResized, this,
            [this](int, int oldSize, int newSize) { onSectionResized(oldSize, newSize); });
    connect(m_header, &QHeaderView::sectionMoved, this, &CatalogView::relayout);
    connect(m_header, &QHeaderView::sectionCountChanged, this, &CatalogView::relayout);
    connect(m_header, &QHeaderView::geometriesChanged, this, &CatalogView::relayout);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { setHoveredRow(-1); });
}

CatalogView::~CatalogView()
{
    // The parts are hidden when this is no view any more, and say so.
    m_header->disconnect(this);
    verticalScrollBar()->disconnect(this);
}

void CatalogView::setModel(QAbstractItemModel *model)
{
    if (this->model())
        disconnect(this->model(), nullptr, this, nullptr);
    if (model) { // before the selection model hears of it
        connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &CatalogView::dropLargeSelection);
        connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &CatalogView::rememberTopRow);
    }
    QAbstractItemView::setModel(model);
    m_header->setModel(model);
    if (model) {
        connect(model, &QAbstractItemModel::layoutChanged, this, &CatalogView::returnToTopRow);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &CatalogView::updateGeometries);
    }
}

int CatalogView::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

int CatalogView::rowAt(int y) const
{
    const int row = (y + verticalOffset()) / spacing::rowHeight;
    return y + verticalOffset() < 0 || row >= rowCount() ? -1 : row;
}

std::pair<int, int> CatalogView::rowsInSight() const
{
    const int last = std::min(rowCount() - 1, (verticalOffset() + viewport()->height() - 1) / spacing::rowHeight);
    const int first = verticalOffset() / spacing::rowHeight;
    return first <= last ? std::pair(first, last) : std::pair(-1, -2);
}

QList<int> CatalogView::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        if (const int column = m_header->logicalIndex(visual); !m_header->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

void CatalogView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    const auto [firstInSight, lastInSight] = rowsInSight();
    const int first = std::max(topLeft.row(), firstInSight);
    const int last = std::min(bottomRight.row(), lastInSight);
    if (first <= last)
        QAbstractItemView::dataChanged(topLeft.siblingAtRow(first), bottomRight.siblingAtRow(last), roles);
}

QRect CatalogView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return {m_header->sectionViewportPosition(index.column()), index.row() * spacing::rowHeight - verticalOffset(),
            m_header->sectionSize(index.column()), spacing::rowHeight};
}

QModelIndex CatalogView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    const int column = m_header->logicalIndexAt(point.x());
    return row < 0 || column < 0 ? QModelIndex() : model()->index(row, column, rootIndex());
}

void CatalogView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int height = viewport()->height();
    const int top = index.row() * spacing::rowHeight;
    int value = verticalOffset();
    if (hint == PositionAtTop || (hint == EnsureVisible && top < value))
        value = top;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top + spacing::rowHeight > value + height))
        value = top + spacing::rowHeight - height;
    else if (hint == PositionAtCenter)
        value = top - (height - spacing::rowHeight) / 2;
    verticalScrollBar()->setValue(value);

    const int left = m_header->sectionPosition(index.column());
    const int width = m_header->sectionSize(index.column());
    if (left < horizontalOffset() || width > viewport()->width())
        horizontalScrollBar()->setValue(left);
    else if (left + width > horizontalOffset() + viewport()->width())
        horizontalScrollBar()->setValue(left + width - viewport()->width());
}

int CatalogView::nextColumn(int column, int step) const
{
    for (int visual = m_header->visualIndex(column) + step; visual >= 0 && visual < m_header->count(); visual += step) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical))
            return logical;
    }
    return column;
}

QModelIndex CatalogView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex present = currentIndex();
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    const int firstColumn = visibleColumns().value(0);
    int row = present.isValid() ? present.row() : 0;
    int column = present.isValid() ? present.column() : firstColumn;
    const int forward = isRightToLeft() ? -1 : 1;
    const int page = std::max(1, viewport()->height() / spacing::rowHeight - 1);
    switch (action) {
    case MoveUp:
        row -= present.isValid() ? 1 : 0;
        break;
    case MoveDown:
        row += present.isValid() ? 1 : 0;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
        column = modifiers & Qt::ControlModifier && forward > 0 ? firstColumn : nextColumn(column, -forward);
        break;
    case MoveRight:
        column = modifiers & Qt::ControlModifier && forward < 0 ? firstColumn : nextColumn(column, forward);
        break;
    case MovePrevious:
        column = nextColumn(column, -1);
        break;
    case MoveNext: // also from nowhere, when the table gets the keyboard
        column = present.isValid() ? nextColumn(column, 1) : firstColumn;
        break;
    }
    return model()->index(std::clamp(row, 0, last), column, rootIndex());
}

int CatalogView::horizontalOffset() const
{
    return m_header->offset();
}

int CatalogView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool CatalogView::isIndexHidden(const QModelIndex &index) const
{
    return m_header->isSectionHidden(index.column());
}

void CatalogView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    if (!selectionModel() || rowCount() == 0)
        return;
    // Going upwards or to the left the corners come the other way round; normalized() would move them by a pixel.
    const int upper = std::min(rect.top(), rect.bottom()) + verticalOffset();
    const int lower = std::max(rect.top(), rect.bottom()) + verticalOffset();
    const int top = upper / spacing::rowHeight;
    const int bottom = lower / spacing::rowHeight;
    if (top >= rowCount() || lower < 0 || rect.isNull()) {
        selectionModel()->select(QItemSelection(), command);
        return;
    }
    const QModelIndex first = model()->index(std::max(0, top), 0, rootIndex());
    const int lastColumn = model()->columnCount(rootIndex()) - 1;
    const QModelIndex last = model()->index(std::min(bottom, rowCount() - 1), lastColumn, rootIndex());
    selectionModel()->select(QItemSelection(first, last), command);
}

QRegion CatalogView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    const QRect visible = viewport()->rect();
    for (const QItemSelectionRange &range : selection) {
        const QRect rows(0, range.top() * spacing::rowHeight - verticalOffset(), visible.width(),
                         range.height() * spacing::rowHeight);
        region += rows.intersected(visible);
    }
    return region;
}

void CatalogView::scrollContentsBy(int dx, int dy)
{
    if (dx)
        m_header->setOffset(horizontalScrollBar()->value());
    const int shift = isRightToLeft() ? -dx : dx;
    scrollDirtyRegion(shift, dy);
    viewport()->scroll(shift, dy);
}

void CatalogView::updateGeometries()
{
    const int headerHeight = std::max(m_header->sizeHint().height(), spacing::rowHeight);
    setViewportMargins(0, headerHeight, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - headerHeight, area.width(), headerHeight);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(spacing::rowHeight);
    verticalScrollBar()->setRange(0, std::max(0, rowCount() * spacing::rowHeight - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(spacing::huge);
    horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - viewport()->width()));
    QAbstractItemView::updateGeometries();
}

void CatalogView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    const int offset = verticalOffset();
    updateGeometries();
    if (offset > 0 && start * spacing::rowHeight <= offset)
        verticalScrollBar()->setValue(offset + (end - start + 1) * spacing::rowHeight);
    viewport()->update();
}

void CatalogView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    const int above = std::min(verticalOffset() / spacing::rowHeight, end + 1) - start;
    if (above > 0)
        verticalScrollBar()->setValue(verticalOffset() - above * spacing::rowHeight);
    viewport()->update();
}

void CatalogView::rememberTopRow()
{
    const int row = verticalOffset() / spacing::rowHeight;
    if (verticalOffset() == 0 || row >= rowCount())
        return;
    m_topRow = model()->index(row, 0, rootIndex());
    m_topOffset = verticalOffset() - row * spacing::rowHeight;
}

void CatalogView::returnToTopRow()
{
    updateGeometries();
    if (m_topRow.isValid())
        verticalScrollBar()->setValue(m_topRow.row() * spacing::rowHeight + m_topOffset);
    m_topRow = QPersistentModelIndex();
    viewport()->update();
}

/** Qt notes the place of each selected row while the order changes; for very many that would take seconds. */
void CatalogView::dropLargeSelection()
{
    const QItemSelection selected = selectionModel() ? selectionModel()->selection() : QItemSelection();
    qint64 rows = 0;
    for (const QItemSelectionRange &range : selected)
        rows += range.height();
    if (rows <= CatalogModel::keptRows || rows >= rowCount())
        return; // all of them stay all of them
    clearSelection();
    Q_EMIT selectionDropped(static_cast<int>(rows));
}

void CatalogView::resizeEvent(QResizeEvent *event)
{
    adaptColumns(event->oldSize().width());
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

} // namespace listwright
