// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

class QHeaderView;

namespace listwright {

/**
 * A table for millions of rows. Unlike QTableView it keeps nothing per row: all rows have one height, so their places
 * are computed. Rows that come or go above the visible ones do not move what is being looked at.
 */
class CatalogView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit CatalogView(QWidget *parent = nullptr);

    QHeaderView *header() const { return m_header; }
    void setModel(QAbstractItemModel *model) override;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    /** Looks at the rows in sight only; the base class would visit every cell of the range, of millions of rows. */
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
    /** Typed letters do not search: that would walk through all rows. */
    void keyboardSearch(const QString &) override {}

    /** The column that takes the place that is left while all columns fit; -1 = none. */
    void setStretchedColumn(int column) { m_stretchedColumn = column; }
    /** Makes all columns fit, now and whenever the view's width changes, until the person resizes one. */
    void fitColumns();

Q_SIGNALS:
    /** Enter, or a double click where nothing can be edited. */
    void opened(const QModelIndex &index);
    void selectAllRequested();
    void removeRequested();

protected:
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
    void adaptColumns(int oldWidth);
    int nextColumn(int column, int step) const;
    void paintRow(QPainter &painter, int row, const QStyleOptionViewItem &base);

    QHeaderView *m_header;
    int m_hoveredRow = -1;
    int m_stretchedColumn = -1;
    bool m_fitsColumns = false;
    bool m_adapting = false;
    QPersistentModelIndex m_topRow; ///< only while the order changes
    int m_topOffset = 0;
};

} // namespace listwright
