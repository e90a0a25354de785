// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogaccessiblecell.h"

#include "ui/catalog/catalogview.h"

#include <QHeaderView>

namespace listwright {

CatalogAccessibleCell::CatalogAccessibleCell(CatalogView &view, int row, int column)
    : m_view(&view), m_row(row), m_column(column)
{
}

bool CatalogAccessibleCell::isOf(const CatalogView &view) const
{
    return m_view == &view;
}

int CatalogAccessibleCell::logicalColumn() const
{
    return m_view->visibleColumns().value(m_column, -1);
}

QModelIndex CatalogAccessibleCell::index() const
{
    return isValid() && !isHeader() ? m_view->model()->index(m_row, logicalColumn()) : QModelIndex();
}

bool CatalogAccessibleCell::isValid() const
{
    return m_view && m_view->model() && m_row < m_view->model()->rowCount() && logicalColumn() >= 0;
}

QWindow *CatalogAccessibleCell::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QAccessibleInterface *CatalogAccessibleCell::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view);
}

QString CatalogAccessibleCell::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    const int role = kind == QAccessible::Description ? Qt::ToolTipRole : Qt::DisplayRole;
    if (kind != QAccessible::Name && kind != QAccessible::Value && kind != QAccessible::Description)
        return {};
    if (isHeader())
        return m_view->model()->headerData(logicalColumn(), Qt::Horizontal, role).toString();
    return index().data(role).toString();
}

void CatalogAccessibleCell::setText(QAccessible::Text kind, const QString &text)
{
    const QModelIndex place = index();
    if ((kind == QAccessible::Name || kind == QAccessible::Value) && place.flags() & Qt::ItemIsEditable)
        m_view->model()->setData(place, text);
}

QRect CatalogAccessibleCell::rect() const
{
    if (!isValid())
        return {};
    if (!isHeader()) {
        const QRect area = m_view->visualRect(index());
        return {m_view->viewport()->mapToGlobal(area.topLeft()), area.size()};
    }
    const QHeaderView &header = *m_view->header();
    const QPoint corner(header.sectionViewportPosition(logicalColumn()), 0);
    return {header.mapToGlobal(corner), QSize(header.sectionSize(logicalColumn()), header.height())};
}

QAccessible::Role CatalogAccessibleCell::role() const
{
    return isHeader() ? QAccessible::ColumnHeader : QAccessible::Cell;
}

QAccessible::State CatalogAccessibleCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const QRect shown(m_view->mapToGlobal(QPoint()), m_view->size());
    state.offscreen = !rect().intersects(shown);
    state.invisible = !m_view->isVisible();
    if (isHeader())
        return state;
    const QModelIndex place = index();
    state.selectable = true;
    state.focusable = true;
    state.selected = isSelected();
    state.focused = place == m_view->currentIndex() && m_view->hasFocus();
    state.active = place == m_view->currentIndex();
    state.editable = place.flags().testFlag(Qt::ItemIsEditable);
    state.readOnly = !state.editable;
    return state;
}

void *CatalogAccessibleCell::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface && !isHeader())
        return static_cast<QAccessibleTableCellInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QList<QAccessibleInterface *> CatalogAccessibleCell::columnHeaderCells() const
{
    QAccessibleInterface *owner = parent();
    QAccessibleInterface *header = owner ? owner->tableInterface()->cellAt(-1, m_column) : nullptr;
    return header ? QList{header} : QList<QAccessibleInterface *>();
}

bool CatalogAccessibleCell::isSelected() const
{
    return isValid() && !isHeader() && m_view->selectionModel()->isRowSelected(m_row);
}

QStringList CatalogAccessibleCell::actionNames() const
{
    return isHeader() ? QStringList{pressAction()} : QStringList{pressAction(), showMenuAction()};
}

void CatalogAccessibleCell::doAction(const QString &name)
{
    if (!isValid())
        return;
    if (isHeader()) {
        if (name == pressAction())
            sort();
        return;
    }
    if (name != pressAction() && name != showMenuAction())
        return;
    m_view->setCurrentIndex(index());
    if (name == pressAction())
        Q_EMIT m_view->opened(index());
    else
        Q_EMIT m_view->customContextMenuRequested(m_view->visualRect(index()).center());
}

void CatalogAccessibleCell::sort()
{
    QHeaderView &header = *m_view->header();
    const bool again = header.sortIndicatorSection() == logicalColumn();
    const bool descending = again && header.sortIndicatorOrder() == Qt::AscendingOrder;
    header.setSortIndicator(logicalColumn(), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

} // namespace listwright
