// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QModelIndex>
#include <QPointer>

namespace listwright {

class CatalogView;

/** One place of the table for screen readers; row -1 is the header. `column` counts the visible ones in their order. */
class CatalogAccessibleCell : public QAccessibleInterface,
                              public QAccessibleTableCellInterface,
                              public QAccessibleActionInterface
{
public:
    CatalogAccessibleCell(CatalogView &view, int row, int column);

    int row() const { return m_row; }
    int column() const { return m_column; }
    bool isOf(const CatalogView &view) const;

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    /** Edits the cell, as typing in it would. */
    void setText(QAccessible::Text kind, const QString &text) override;
    QRect rect() const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_row; }
    QList<QAccessibleInterface *> columnHeaderCells() const override;
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    bool isSelected() const override;
    QAccessibleInterface *table() const override { return parent(); }

    QStringList actionNames() const override;
    /** Pressing opens the product, or sorts by the column; the menu is the one of the right mouse button. */
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    bool isHeader() const { return m_row < 0; }
    int logicalColumn() const;
    QModelIndex index() const;
    void sort();

    QPointer<CatalogView> m_view;
    int m_row;
    int m_column;
};

} // namespace listwright
