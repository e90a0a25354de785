// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogaccessible.h"

#include "ui/catalog/catalogaccessiblecell.h"
#include "ui/catalog/catalogview.h"

#include <QAccessibleWidget>
#include <QHeaderView>
#include <QQueue>

namespace listwright {

namespace {

constexpr qsizetype keptCells = 4096;     // a screenful of them, many times over
constexpr qint64 countedSelection = 1000; // of more rows only those in sight are named one by one

/** The table as a whole. Its children are the header's cells, then the rows' cells, row by row. */
class CatalogAccessible : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit CatalogAccessible(CatalogView *view) : QAccessibleWidget(view, QAccessible::Table) {}
    ~CatalogAccessible() override;

    void *interface_cast(QAccessible::InterfaceType type) override;
    QAccessible::State state() const override;
    int childCount() const override { return (rowCount() + 1) * columnCount(); }
    QAccessibleInterface *child(int number) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *focusChild() const override;

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int) const override { return {}; }
    int rowCount() const override { return view().model() ? view().model()->rowCount() : 0; }
    int columnCount() const override { return static_cast<int>(view().visibleColumns().size()); }

    int selectedCellCount() const override { return selectedRowCount() * columnCount(); }
    int selectedColumnCount() const override { return 0; } // rows are selected
    int selectedRowCount() const override;
    QList<QAccessibleInterface *> selectedCells() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override { return select(row, QItemSelectionModel::Select); }
    bool unselectRow(int row) override { return select(row, QItemSelectionModel::Deselect); }
    bool selectColumn(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    /** Cells are places: nothing to do. */
    void modelChange(QAccessibleTableModelChangeEvent *) override {}

private:
    CatalogView &view() const { return *static_cast<CatalogView *>(object()); }
    bool select(int row, QItemSelectionModel::SelectionFlag how);
    void forgetOldCells() const;

    mutable QHash<qint64, QAccessible::Id> m_cells;
    mutable QQueue<qint64> m_order; ///< of their making
};

CatalogAccessible::~CatalogAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(id);
}

void *CatalogAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::State CatalogAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.multiSelectable = true;
    state.extSelectable = true;
    return state;
}

QAccessibleInterface *CatalogAccessible::child(int number) const
{
    const int columns = columnCount();
    return columns > 0 && number >= 0 ? cellAt(number / columns - 1, number % columns) : nullptr;
}

/** The header is row -1. */
QAccessibleInterface *CatalogAccessible::cellAt(int row, int column) const
{
    if (row < -1 || row >= rowCount() || column < 0 || column >= columnCount())
        return nullptr;
    const qint64 place = static_cast<qint64>(row + 1) * 256 + column;
    if (const auto known = m_cells.constFind(place); known != m_cells.cend())
        return QAccessible::accessibleInterface(*known);
    forgetOldCells();
    auto *cell = new CatalogAccessibleCell(view(), row, column);
    m_cells.insert(place, QAccessible::registerAccessibleInterface(cell));
    m_order.enqueue(place);
    return cell;
}

void CatalogAccessible::forgetOldCells() const
{
    while (m_order.size() >= keptCells)
        QAccessible::deleteAccessibleInterface(m_cells.take(m_order.dequeue()));
}

QAccessibleInterface *CatalogAccessible::childAt(int x, int y) const
{
    const QPoint place = view().viewport()->mapFromGlobal(QPoint(x, y));
    const int column = static_cast<int>(view().visibleColumns().indexOf(view().header()->logicalIndexAt(place.x())));
    if (place.y() < 0 && view().header()->rect().contains(view().header()->mapFromGlobal(QPoint(x, y))))
        return cellAt(-1, column);
    const QModelIndex index = view().indexAt(place);
    return index.isValid() && view().viewport()->rect().contains(place) ? cellAt(index.row(), column) : nullptr;
}

int CatalogAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *cell = dynamic_cast<const CatalogAccessibleCell *>(child);
    return cell && cell->isOf(view()) ? (cell->row() + 1) * columnCount() + cell->column() : -1;
}

QAccessibleInterface *CatalogAccessible::focusChild() const
{
    const QModelIndex current = view().currentIndex();
    return current.isValid() ? child(accessibleChildOf(view(), current)) : nullptr;
}

QString CatalogAccessible::columnDescription(int column) const
{
    const int logical = view().visibleColumns().value(column, -1);
    return logical < 0 ? QString() : view().model()->headerData(logical, Qt::Horizontal).toString();
}

int CatalogAccessible::selectedRowCount() const
{
    int rows = 0;
    const QItemSelection selection = view().selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        rows += range.height();
    return rows;
}

QList<int> CatalogAccessible::selectedRows() const
{
    QList<int> rows;
    if (selectedRowCount() > countedSelection) {
        const auto [first, last] = view().rowsInSight();
        for (int row = first; row <= last; ++row) {
            if (isRowSelected(row))
                rows.append(row);
        }
        return rows;
    }
    const QItemSelection selection = view().selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

QList<QAccessibleInterface *> CatalogAccessible::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    const QList<int> rows = selectedRows().mid(0, keptCells / 2 / std::max(1, columnCount()));
    for (const int row : rows) {
        for (int column = 0; column < columnCount(); ++column)
            cells.append(cellAt(row, column));
    }
    return cells;
}

bool CatalogAccessible::isRowSelected(int row) const
{
    return view().selectionModel()->isRowSelected(row);
}

bool CatalogAccessible::select(int row, QItemSelectionModel::SelectionFlag how)
{
    if (row < 0 || row >= rowCount())
        return false;
    view().selectionModel()->select(view().model()->index(row, 0), how | QItemSelectionModel::Rows);
    return true;
}

QAccessibleInterface *catalogAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<CatalogView *>(object);
    return view ? new CatalogAccessible(view) : nullptr;
}

} // namespace

void installCatalogAccessibility()
{
    QAccessible::installFactory(catalogAccessible);
}

int accessibleChildOf(const CatalogView &view, const QModelIndex &index)
{
    const QList<int> columns = view.visibleColumns();
    const qsizetype column = columns.indexOf(index.column());
    return column < 0 ? -1 : static_cast<int>((index.row() + 1) * columns.size() + column);
}

} // namespace listwright
