// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

#include <QHeaderView>

class QComboBox;

namespace listwright {

/**
 * The header of the file's columns: the column's name and, below it, a box that says which field it feeds. Boxes exist
 * only for visible columns and the next on either side, where Tab goes, since files may have a thousand.
 */
class MappingHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit MappingHeader(QWidget *parent = nullptr);

    void setColumns(const QStringList &columns, const QList<ColumnMapping> &mapping);
    /** In the order of the columns; what is not used is "ignore" or "". */
    QList<ColumnMapping> mapping() const { return m_mapping; }
    QComboBox *box(int column); ///< makes it when it is not there yet

Q_SIGNALS:
    void mappingChanged();

protected:
    QSize sectionSizeFromContents(int logicalIndex) const override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void placeBoxes();
    void addToTabOrder(int column);
    void scrollTo(int column);
    void fill(QComboBox &box, int column) const;
    int lineHeight() const;

    QStringList m_columns;
    QList<ColumnMapping> m_mapping;
    QHash<int, QComboBox *> m_boxes;
};

} // namespace listwright
