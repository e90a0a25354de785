// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What CatalogView does with keys, the mouse and paint.

#include "ui/catalog/catalogaccessible.h"
#include "ui/catalog/catalogview.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

namespace listwright {

bool CatalogView::event(QEvent *event)
{
    // From the keyboard the menu belongs to the current row, not to the one in the middle.
    if (event->type() == QEvent::ContextMenu && currentIndex().isValid() &&
        static_cast<QContextMenuEvent *>(event)->reason() == QContextMenuEvent::Keyboard) {
        scrollTo(currentIndex());
        Q_EMIT customContextMenuRequested(visualRect(currentIndex()).intersected(viewport()->rect()).center());
        event->accept();
        return true;
    }
    return QAbstractItemView::event(event);
}

void CatalogView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    for (const QModelIndex &index : {previous, current}) // the mark of the current cell
        viewport()->update(visualRect(index));
    if (!QAccessible::isActive() || !current.isValid() || !hasFocus())
        return;
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(accessibleChildOf(*this, current));
    QAccessible::updateAccessibility(&focus);
}

void CatalogView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::SelectionWithin);
    QAccessible::updateAccessibility(&event);
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
            viewport()->update(0, changed * spacing::rowHeight - verticalOffset(), viewport()->width(),
                               spacing::rowHeight);
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
    const int first = std::max(0, (event->rect().top() + verticalOffset()) / spacing::rowHeight);
    const int last = std::min(rowCount() - 1, (event->rect().bottom() + verticalOffset()) / spacing::rowHeight);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, option);
}

void CatalogView::paintRow(QPainter &painter, int row, const QStyleOptionViewItem &base)
{
    const Tokens &t = tokens(this);
    const QRect area(0, row * spacing::rowHeight - verticalOffset(), viewport()->width(), spacing::rowHeight);
    const QModelIndex current = currentIndex();
    const bool selected = selectionModel()->isRowSelected(row, rootIndex());
    if (selected)
        painter.fillRect(area, t.accentSoft);
    else if (row == m_hoveredRow)
        painter.fillRect(area, t.hover);
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, t.border);
    for (const int column : visibleColumns()) {
        const QModelIndex index = model()->index(row, column, rootIndex());
        QStyleOptionViewItem option = base;
        option.rect = visualRect(index);
        if (!option.rect.intersects(viewport()->rect()))
            continue;
        option.state.setFlag(QStyle::State_Selected, selected);
        option.state.setFlag(QStyle::State_MouseOver, row == m_hoveredRow);
        option.state.setFlag(QStyle::State_HasFocus, index == current && hasFocus());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

} // namespace listwright
