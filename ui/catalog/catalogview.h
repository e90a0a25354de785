// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

class QHeaderView;

namespace listwright {

/**
 * A table for millions of rows. Unlike QTableView it keeps nothing per row: all rows have one height, so their places
 * are computed. Rows that come or go above the visible ones do not move what is being looked at.
 * Screen readers see a table: catalogaccessible.h.
 */
class CatalogView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit CatalogView(QWidget *parent = nullptr);
    ~CatalogView() override;

    QHeaderView *header() const { return m_header; }
    void setModel(QAbstractItemModel *model) override;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    /** Looks at the rows in sight only; the base class would visit every cell of the range, of millions of rows. */
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
    /** Typed letters do not search: that would walk through all rows. */
    void keyboardSearch(const QString &) override {}

    /**
     * The column that takes the place that is left while all columns fit; -1 = none. Where they do not, it makes way
     * for those up to `lastInSight`, as far as its text can still be read.
     */
    void setStretchedColumn(int column, int lastInSight);
    /** Gives the stretched column its width, now and whenever the view's changes, until the person resizes one. */
    void fitColumns();
    /** Whether the person left their widths as they were. */
    bool fitsColumns() const { return m_fitsColumns; }
    /** Order, widths, hidden ones, the order of the rows, and whether widths still follow the view's. */
    QByteArray saveColumns() const;
    /** False, changing nothing, when that was no state of ours. */
    bool restoreColumns(const QByteArray &state);
    /** Columns in their present order without the hidden ones. */
    QList<int> visibleColumns() const;
    /** The rows that can be seen at least in part; -1 and -2 when there are none. */
    std::pair<int, int> rowsInSight() const;

Q_SIGNALS:
    /** Enter, or a double click where nothing can be edited. */
    void opened(const QModelIndex &index);
    void selectAllRequested();
    void removeRequested();
    /** So many rows were selected that they cannot be followed into a new order; the selection is gone as a whole. */
    void selectionDropped(int rows);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    int rowCount() const;
    int rowAt(int y) const;
    void setHoveredRow(int row);
    void rememberTopRow();
    void returnToTopRow();
    void dropLargeSelection();
    void onSectionResized(int oldSize, int newSize);
    void relayout();
    void adaptColumns(int oldWidth);
    int stretchedWidth() const;
    int nextColumn(int column, int step) const;
    void paintRow(QPainter &painter, int row, const QStyleOptionViewItem &base);

    QHeaderView *m_header;
    int m_hoveredRow = -1;
    int m_stretchedColumn = -1;
    int m_lastInSight = -1;
    bool m_fitsColumns = false;
    bool m_adapting = false;
    QPersistentModelIndex m_topRow; ///< only while the order changes
    int m_topOffset = 0;
};

} // namespace listwright
