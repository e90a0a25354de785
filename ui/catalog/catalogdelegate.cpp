// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogdelegate.h"

#include "models/tables/catalogmodel.h"
#include "ui/style/stylepainting.h"

#include <QLineEdit>
#include <QPainter>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int scoreBarWidth = 44;
constexpr int scoreBarHeight = 6;

QRect contents(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(spacing::small, 0, -spacing::small, 0); // below the words of the header
}

} // namespace

Tone toneOf(ProductStatus status)
{
    switch (status) {
    case ProductStatus::Imported:
        return Tone::Neutral;
    case ProductStatus::Optimizing:
    case ProductStatus::Publishing:
        return Tone::Info;
    case ProductStatus::Optimized:
        return Tone::Accent;
    case ProductStatus::Published:
        return Tone::Success;
    case ProductStatus::Failed:
        return Tone::Danger;
    }
    return Tone::Neutral;
}

Tone toneOfScore(int score)
{
    return score < 50 ? Tone::Danger : score < 80 ? Tone::Warning : Tone::Success;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const Tokens &t = tokens(palette);
    switch (tone) {
    case Tone::Neutral:
        return t.textMuted;
    case Tone::Info:
        return t.info;
    case Tone::Success:
        return t.success;
    case Tone::Warning:
        return t.warning;
    case Tone::Danger:
        return t.danger;
    case Tone::Accent:
        return t.accent;
    }
    return t.text;
}

void CatalogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    const auto column = static_cast<CatalogColumn>(index.column());
    if (!index.data(CatalogModel::LoadedRole).toBool()) {
        index.data(); // asks for the row
        QRect area = contents(option);
        area.setWidth(std::min(area.width(), column == CatalogColumn::Title ? 180 : 48));
        area = QStyle::visualRect(option.direction, contents(option),
                                  QRect(area.left(), area.center().y() - 4, area.width(), 8));
        stylepainting::roundedPanel(*painter, area, 4, tokens(option.palette).hover, QColor());
    } else if (column == CatalogColumn::Score) {
        paintScore(*painter, option, index);
    } else if (column == CatalogColumn::Status) {
        const auto status = static_cast<ProductStatus>(index.data(CatalogModel::StatusRole).toInt());
        const QString text = index.data().toString();
        QRect area = contents(option);
        area.setWidth(std::min(area.width(), StatusPill::sizeFor(text, option.font).width()));
        area = QStyle::visualRect(option.direction, contents(option), area);
        StatusPill::paint(*painter, area, text, toneOf(status), option.palette);
    } else {
        paintText(*painter, option, index);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(tokens(option.palette).focus);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

void CatalogDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto column = static_cast<CatalogColumn>(index.column());
    const Tokens &t = tokens(option.palette);
    const QRect area = contents(option);
    QString text = index.data().toString();
    const bool missing = text.isEmpty();
    if (missing)
        text = column == CatalogColumn::Title ? tr("(no title)") : u"–"_s;
    const bool secondary = column == CatalogColumn::Category || column == CatalogColumn::Source ||
                           column == CatalogColumn::Updated || column == CatalogColumn::Sku ||
                           column == CatalogColumn::Gtin;
    const bool plain = column == CatalogColumn::Brand || (column == CatalogColumn::Title && missing);
    const CellFace face = plain                            ? CellFace::Plain
                          : column == CatalogColumn::Title ? CellFace::Strong
                                                           : CellFace::Digits;
    painter.setPen(missing ? t.textDisabled : secondary ? t.textMuted : t.text);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    m_texts.draw(painter, area, QStyle::visualAlignment(option.direction, alignment), text, face, option.font);
}

void CatalogDelegate::paintScore(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    const int score = index.data(CatalogModel::ScoreRole).toInt();
    const QColor color = toneColor(toneOfScore(score), option.palette);
    const QRect area = contents(option);
    const int numberWidth = QFontMetrics(m_texts.font(CellFace::Digits, option.font)).horizontalAdvance(u"100"_s);
    painter.setPen(t.text);
    const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(option.direction, area, part); };
    m_texts.draw(painter, mirrored(QRect(area.left(), area.top(), numberWidth, area.height())), Qt::AlignRight,
                 index.data().toString(), CellFace::Digits, option.font);
    const int left = area.left() + numberWidth + spacing::small;
    const QRect ground(left, area.center().y() - scoreBarHeight / 2, std::min(scoreBarWidth, area.right() - left),
                       scoreBarHeight);
    if (ground.width() < scoreBarHeight)
        return;
    stylepainting::roundedPanel(painter, mirrored(ground), scoreBarHeight / 2.0, t.pressed, QColor());
    QRect part = ground;
    part.setWidth(std::max(scoreBarHeight, ground.width() * score / 100));
    if (score > 0)
        stylepainting::roundedPanel(painter, mirrored(part), scoreBarHeight / 2.0, color, QColor());
}

QWidget *CatalogDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(u"cellLineEdit"_s);
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return editor;
}

void CatalogDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    constexpr const char *filled = "listwrightFilled";
    if (editor->property(filled).toBool())
        return;
    editor->setProperty(filled, true);
    QStyledItemDelegate::setEditorData(editor, index);
}

void CatalogDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                           const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(0, 1, 0, -2));
}

} // namespace listwright
