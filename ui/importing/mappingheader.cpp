// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/mappingheader.h"

#include "ui/style/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int visibleItems = 24;
const QString attributePrefix = u"attribute:"_s;

} // namespace

MappingHeader::MappingHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignTop);
    setDefaultSectionSize(170);
    connect(this, &QHeaderView::sectionResized, this, &MappingHeader::placeBoxes);
    if (auto *table = qobject_cast<QTableView *>(parent))
        connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, &MappingHeader::placeBoxes,
                Qt::QueuedConnection);
}

void MappingHeader::setColumns(const QStringList &columns, const QList<ColumnMapping> &mapping)
{
    m_columns = columns;
    m_mapping.clear();
    for (qsizetype column = 0; column < columns.size(); ++column) {
        const auto byIndex = std::find_if(mapping.begin(), mapping.end(), [&](const ColumnMapping &known) {
            return known.index >= 0 ? known.index == column : known.column == columns[column];
        });
        const bool found = byIndex != mapping.end();
        const bool byPosition = !mapping.isEmpty() && mapping.first().index >= 0;
        m_mapping.append(found ? *byIndex
                               : ColumnMapping{columns[column], byPosition ? static_cast<int>(column) : -1, {}});
    }
    for (QComboBox *box : std::exchange(m_boxes, {}))
        box->deleteLater();
    placeBoxes();
}

void MappingHeader::fill(QComboBox &box, int column) const
{
    const QString target = m_mapping[column].target;
    for (const auto &[key, label] : mappingTargets()) {
        if (key != u"attribute")
            box.addItem(label, key);
    }
    QString attribute = attributePrefix + m_columns[column];
    if (target.startsWith(attributePrefix))
        attribute = target;
    box.addItem(tr("Attribute “%1”").arg(attribute.mid(attributePrefix.size())), attribute);
    if (box.findData(target) < 0)
        box.addItem(target, target);
    box.setCurrentIndex(box.findData(target));
}

QComboBox *MappingHeader::box(int column)
{
    if (QComboBox *known = m_boxes.value(column))
        return known;
    auto *box = new QComboBox(viewport());
    box->setObjectName(u"mappingComboBox%1"_s.arg(column));
    box->setAccessibleName(tr("Field that the column “%1” feeds").arg(m_columns[column]));
    box->setMaxVisibleItems(visibleItems);
    fill(*box, column);
    connect(box, &QComboBox::activated, this, [this, box, column] {
        m_mapping[column].target = box->currentData().toString();
        Q_EMIT mappingChanged();
    });
    m_boxes.insert(column, box);
    return box;
}

int MappingHeader::lineHeight() const
{
    return fontMetrics().height() + spacing::small;
}

void MappingHeader::placeBoxes()
{
    if (count() != m_columns.size())
        return; // the model is about to follow
    for (int column = 0; column < count(); ++column) {
        const int left = sectionViewportPosition(column);
        const bool visible = left + sectionSize(column) > 0 && left < viewport()->width();
        QComboBox *known = visible && isVisible() ? box(column) : m_boxes.value(column);
        if (!known)
            continue;
        known->setGeometry(left + spacing::tiny, lineHeight(), sectionSize(column) - spacing::small,
                           spacing::controlHeight);
        known->setVisible(visible);
    }
}

QSize MappingHeader::sectionSizeFromContents(int logicalIndex) const
{
    const QSize size = QHeaderView::sectionSizeFromContents(logicalIndex);
    return {size.width(), lineHeight() + spacing::controlHeight + spacing::tiny};
}

void MappingHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const Tokens &t = tokens(this);
    painter->fillRect(rect, t.surface);
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, t.border);
    painter->fillRect(rect.right(), rect.top(), 1, rect.height(), t.border);
    painter->setPen(t.text);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    const QRect words(rect.left() + spacing::small, rect.top(), rect.width() - spacing::medium, lineHeight());
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(m_columns.value(logicalIndex), Qt::ElideRight, words.width()));
}

void MappingHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeBoxes();
}

void MappingHeader::showEvent(QShowEvent *event)
{
    QHeaderView::showEvent(event);
    placeBoxes();
}

} // namespace listwright
