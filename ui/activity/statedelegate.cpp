// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/statedelegate.h"

#include "ui/activity/activitymodels.h"
#include "ui/style/theme.h"
#include "ui/widgets/statuspill.h"

#include <QPainter>

namespace listwright {

namespace {

Tone toneOf(ImportState state)
{
    switch (state) {
    case ImportState::Running:
        return Tone::Info;
    case ImportState::Completed:
        return Tone::Success;
    case ImportState::Failed:
        return Tone::Danger;
    case ImportState::Cancelled:
        return Tone::Neutral;
    case ImportState::Interrupted:
        return Tone::Warning;
    }
    return Tone::Neutral;
}

} // namespace

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    const auto state = static_cast<ImportState>(index.data(ImportJobModel::StateRole).toInt());
    const QRect area = option.rect.adjusted(spacing::small, 0, -spacing::small, 0);
    StatusPill::paint(*painter, area, index.data().toString(), toneOf(state), option.palette);
    painter->restore();
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize pill = StatusPill::sizeFor(index.data().toString(), option.font);
    return {pill.width() + 2 * spacing::small, pill.height()};
}

} // namespace listwright
