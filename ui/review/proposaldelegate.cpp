// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/proposaldelegate.h"

#include "models/tables/proposalmodel.h"
#include "services/listing/rulepack.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace listwright {

using namespace Qt::StringLiterals;

ProposalDelegate::ProposalDelegate(const RulePacks &packs, QObject *parent) : QStyledItemDelegate(parent)
{
    for (const auto &pack : packs.all())
        m_names.insert(pack->key(), pack->name());
}

void ProposalDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Tokens &t = tokens(option.palette);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.accentSoft);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, t.hover);
    painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, t.border);
    const QRect area = option.rect.adjusted(spacing::medium, spacing::small, -spacing::medium, -spacing::small);
    QFont strong = option.font;
    strong.setWeight(QFont::Medium);
    painter->setFont(strong);
    painter->setPen(t.text);
    const int line = QFontMetrics(strong).height();
    const bool clean = index.data(ProposalModel::CleanRole).toBool();
    const int width = clean ? area.width() : area.width() - line - spacing::tiny;
    painter->drawText(QRect(area.left(), area.top(), width, line), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, width));
    if (!clean)
        icon(u"warning"_s, IconColor::Warning).paint(painter, QRect(area.right() - line + 1, area.top(), line, line));
    const QRect second(area.left(), area.top() + line + spacing::tiny, area.width(), line);
    painter->setFont(smallFont(option.font));
    painter->setPen(t.textMuted);
    const QString key = index.data(ProposalModel::MarketplaceRole).toString();
    const int fields = index.data(ProposalModel::FieldsRole).toInt();
    painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                      (key.isEmpty() ? tr("All marketplaces") : m_names.value(key, key)) + u" · " +
                          tr("%Ln field(s)", nullptr, fields));
    const int after = index.data(ProposalModel::ScoreAfterRole).toInt();
    painter->setPen(toneColor(toneOfScore(after), option.palette));
    painter->drawText(second, Qt::AlignRight | Qt::AlignVCenter,
                      u"%1 → %2"_s.arg(index.data(ProposalModel::ScoreBeforeRole).toInt()).arg(after));
    painter->restore();
}

QSize ProposalDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int line = QFontMetrics(option.font).height();
    return {200, 2 * line + spacing::tiny + 2 * spacing::small};
}

} // namespace listwright
