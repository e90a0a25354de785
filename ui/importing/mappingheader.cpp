// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/mappingheader.h"

#include "ui/style/theme.h"

#include <QAbstractItemView>
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
    const bool sameColumns = m_columns == columns;
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
    if (sameColumns) { // the box that was just used keeps the focus
        for (auto box = m_boxes.cbegin(); box != m_boxes.cend(); ++box)
            fill(*box.value(), box.key());
    } else {
        for (QComboBox *box : std::exchange(m_boxes, {}))
            box->deleteLater();
    }
    placeBoxes();
}

void MappingHeader::fill(QComboBox &box, int column) const
{
    const QString target = m_mapping[column].target;
    box.clear();
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
    // The list may be wider than the column.
    box.view()->setMinimumWidth(box.view()->sizeHintForColumn(0) +
                                box.style()->pixelMetric(QStyle::PM_ScrollBarExtent));
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
    box->installEventFilter(this);
    m_boxes.insert(column, box);
    addToTabOrder(column);
    return box;
}

/** After the box of the column before it; the first one after the table. */
void MappingHeader::addToTabOrder(int column)
{
    QWidget *before = parentWidget();
    int nearest = -1;
    for (auto known = m_boxes.cbegin(); known != m_boxes.cend(); ++known) {
        if (known.key() < column && known.key() > nearest) {
            nearest = known.key();
            before = known.value();
        }
    }
    if (before)
        setTabOrder(before, m_boxes.value(column));
}

void MappingHeader::scrollTo(int column)
{
    const auto *table = qobject_cast<QTableView *>(parentWidget());
    if (!table)
        return;
    const int left = sectionViewportPosition(column);
    const int right = left + sectionSize(column);
    QScrollBar *bar = table->horizontalScrollBar();
    if (left < 0)
        bar->setValue(bar->value() + left);
    else if (right > viewport()->width())
        bar->setValue(bar->value() + std::min(left, right - viewport()->width()));
}

bool MappingHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        if (auto *box = qobject_cast<QComboBox *>(watched); box && m_boxes.key(box, -1) >= 0) {
            scrollTo(m_boxes.key(box));
            placeBoxes(); // at once: the next Tab may come before the event loop
        }
    }
    return QHeaderView::eventFilter(watched, event);
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
        const int width = sectionSize(column);
        const bool visible = left + 2 * width > 0 && left - width < viewport()->width();
        QComboBox *known = visible && isVisible() ? box(column) : m_boxes.value(column);
        if (!known)
            continue;
        known->setGeometry(left + spacing::tiny, lineHeight(), width - spacing::small, spacing::controlHeight);
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
