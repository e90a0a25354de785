// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "ui/catalog/celltexts.h"
#include "ui/widgets/statuspill.h"

#include <QStyledItemDelegate>

namespace listwright {

Tone toneOf(ProductStatus status);
/** Colour class of a quality score: below 50 danger, below 80 warning, else success. */
Tone toneOfScore(int score);
QColor toneColor(Tone tone, const QPalette &palette);

/** Cells of the catalog table: texts, a bar for the score, a pill for the status, a grey bar for what is on its way. */
class CatalogDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /** Only once: what is being typed must survive that the row changes meanwhile. */
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintScore(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable CellTexts m_texts;
};

} // namespace listwright
