// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogview.h"

#include "ui/style/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = spacing::rowHeight;
constexpr int narrowestStretchedColumn = 220;

} // namespace

CatalogView::CatalogView(QWidget *parent) : QAbstractItemView(parent), m_header(new QHeaderView(Qt::Horizontal, this))
{
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
    const auto relayout = [this] {
        updateGeometries();
        viewport()->update();
    };
    connect(m_header, &QHeaderView::sectionResized, this, [this, relayout] {
        m_fitsColumns = m_fitsColumns && m_adapting;
        relayout();
    });
    connect(m_header, &QHeaderView::sectionMoved, this, relayout);
    connect(m_header, &QHeaderView::geometriesChanged, this, relayout);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { setHoveredRow(-1); });
}

void CatalogView::setModel(QAbstractItemModel *model)
{
    if (this->model())
        disconnect(this->model(), nullptr, this, nullptr);
    if (model)
        connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &CatalogView::rememberTopRow);
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
    const int row = (y + verticalOffset()) / rowHeight;
    return y + verticalOffset() < 0 || row >= rowCount() ? -1 : row;
}

void CatalogView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    const int lastInSight = rowAt(viewport()->height() - 1);
    const int first = std::max(topLeft.row(), rowAt(0));
    const int last = lastInSight < 0 ? bottomRight.row() : std::min(bottomRight.row(), lastInSight);
    if (first <= last)
        QAbstractItemView::dataChanged(topLeft.siblingAtRow(first), bottomRight.siblingAtRow(last), roles);
}

QRect CatalogView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return {m_header->sectionViewportPosition(index.column()), index.row() * rowHeight - verticalOffset(),
            m_header->sectionSize(index.column()), rowHeight};
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
    const int top = index.row() * rowHeight;
    int value = verticalOffset();
    if (hint == PositionAtTop || (hint == EnsureVisible && top < value))
        value = top;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top + rowHeight > value + height))
        value = top + rowHeight - height;
    else if (hint == PositionAtCenter)
        value = top - (height - rowHeight) / 2;
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
    const int firstColumn = m_header->logicalIndex(0);
    int row = present.isValid() ? present.row() : 0;
    int column = present.isValid() ? present.column() : firstColumn;
    const int page = std::max(1, viewport()->height() / rowHeight - 1);
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
    case MovePrevious:
        column = modifiers & Qt::ControlModifier ? firstColumn : nextColumn(column, -1);
        break;
    case MoveRight:
    case MoveNext:
        column = nextColumn(column, 1);
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
    const QRect area = rect.normalized();
    const int top = (area.top() + verticalOffset()) / rowHeight;
    const int bottom = (area.bottom() + verticalOffset()) / rowHeight;
    if (top >= rowCount() || bottom < 0 || !rect.isValid()) {
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
        const QRect rows(0, range.top() * rowHeight - verticalOffset(), visible.width(), range.height() * rowHeight);
        region += rows.intersected(visible);
    }
    return region;
}

void CatalogView::scrollContentsBy(int dx, int dy)
{
    if (dx)
        m_header->setOffset(horizontalScrollBar()->value());
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
}

void CatalogView::updateGeometries()
{
    const int headerHeight = std::max(m_header->sizeHint().height(), rowHeight);
    setViewportMargins(0, headerHeight, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - headerHeight, area.width(), headerHeight);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight);
    verticalScrollBar()->setRange(0, std::max(0, rowCount() * rowHeight - viewport()->height()));
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
    if (offset > 0 && start * rowHeight <= offset)
        verticalScrollBar()->setValue(offset + (end - start + 1) * rowHeight);
    viewport()->update();
}

void CatalogView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    const int above = std::min(verticalOffset() / rowHeight, end + 1) - start;
    if (above > 0)
        verticalScrollBar()->setValue(verticalOffset() - above * rowHeight);
    viewport()->update();
}

void CatalogView::rememberTopRow()
{
    const int row = verticalOffset() / rowHeight;
    if (verticalOffset() == 0 || row >= rowCount())
        return;
    m_topRow = model()->index(row, 0, rootIndex());
    m_topOffset = verticalOffset() - row * rowHeight;
}

void CatalogView::returnToTopRow()
{
    updateGeometries();
    if (m_topRow.isValid())
        verticalScrollBar()->setValue(m_topRow.row() * rowHeight + m_topOffset);
    m_topRow = QPersistentModelIndex();
    viewport()->update();
}

void CatalogView::fitColumns()
{
    m_fitsColumns = true;
    adaptColumns(viewport()->width());
}

void CatalogView::adaptColumns(int oldWidth)
{
    if (m_stretchedColumn < 0 || m_header->isSectionHidden(m_stretchedColumn))
        return;
    const int others = m_header->length() - m_header->sectionSize(m_stretchedColumn);
    const int free = viewport()->width() - others;
    if (!m_fitsColumns && m_header->length() > oldWidth && free < m_header->sectionSize(m_stretchedColumn))
        return;
    m_adapting = true;
    m_header->resizeSection(m_stretchedColumn, std::max(narrowestStretchedColumn, free));
    m_adapting = false;
}

void CatalogView::resizeEvent(QResizeEvent *event)
{
    adaptColumns(event->oldSize().width());
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void CatalogView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (state() == EditingState)
        QAbstractItemView::keyPressEvent(event);
    else if (enter && currentIndex().isValid())
        Q_EMIT opened(currentIndex());
    else if (event->matches(QKeySequence::SelectAll))
        Q_EMIT selectAllRequested();
    else if (event->matches(QKeySequence::Delete))
        Q_EMIT removeRequested();
    else if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection())
        clearSelection();
    else
        QAbstractItemView::keyPressEvent(event);
}

void CatalogView::mouseMoveEvent(QMouseEvent *event)
{
    setHoveredRow(rowAt(event->position().toPoint().y()));
    QAbstractItemView::mouseMoveEvent(event);
}

void CatalogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return;
    if (index.flags() & Qt::ItemIsEditable)
        edit(index);
    else
        Q_EMIT opened(index);
}

bool CatalogView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QAbstractItemView::viewportEvent(event);
}

void CatalogView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    for (const int changed : {std::exchange(m_hoveredRow, row), row}) {
        if (changed >= 0)
            viewport()->update(0, changed * rowHeight - verticalOffset(), viewport()->width(), rowHeight);
    }
}

void CatalogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens(this).surface);
    if (rowCount() == 0)
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int first = std::max(0, (event->rect().top() + verticalOffset()) / rowHeight);
    const int last = std::min(rowCount() - 1, (event->rect().bottom() + verticalOffset()) / rowHeight);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, option);
}

void CatalogView::paintRow(QPainter &painter, int row, const QStyleOptionViewItem &base)
{
    const Tokens &t = tokens(this);
    const QRect area(0, row * rowHeight - verticalOffset(), viewport()->width(), rowHeight);
    const QModelIndex current = currentIndex();
    const bool selected = selectionModel()->isRowSelected(row, rootIndex());
    if (selected)
        painter.fillRect(area, t.accentSoft);
    else if (row == m_hoveredRow)
        painter.fillRect(area, t.hover);
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, t.border);
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const QModelIndex index = model()->index(row, column, rootIndex());
        QStyleOptionViewItem option = base;
        option.rect = visualRect(index);
        if (m_header->isSectionHidden(column) || !option.rect.intersects(viewport()->rect()))
            continue;
        option.state.setFlag(QStyle::State_Selected, selected);
        option.state.setFlag(QStyle::State_MouseOver, row == m_hoveredRow);
        option.state.setFlag(QStyle::State_HasFocus, index == current && hasFocus());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

} // namespace listwright
