// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobstatedelegate.h"

#include "models/tables/bulkjobmodel.h"
#include "models/tables/jobmodel.h"
#include "ui/style/stylepainting.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace listwright {

namespace {

constexpr int progressBarWidth = 72;
constexpr int progressBarHeight = 6;

void paintBar(QPainter &painter, const QRect &area, const QString &text, int percent, const QPalette &palette)
{
    const Tokens &t = tokens(palette);
    const QRect bar(area.left(), area.center().y() - progressBarHeight / 2, progressBarWidth, progressBarHeight);
    stylepainting::roundedPanel(painter, bar, progressBarHeight / 2.0, t.hover, t.border);
    QRect done = bar;
    done.setWidth(std::max(progressBarHeight, progressBarWidth * percent / 100));
    if (percent > 0)
        stylepainting::roundedPanel(painter, done, progressBarHeight / 2.0, t.accent, t.accent);
    painter.setPen(t.text);
    const QRect words = area.adjusted(progressBarWidth + spacing::small, 0, 0, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
}

} // namespace

JobStateDelegate::JobStateDelegate(std::function<Tone(int)> tone, QObject *parent)
    : QStyledItemDelegate(parent), m_tone(std::move(tone))
{
}

void JobStateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    const QRect area = option.rect.adjusted(spacing::small, 0, -spacing::small, 0);
    const QString text = index.data().toString();
    const QVariant percent = index.data(JobModel::ProgressRole);
    if (percent.isValid())
        paintBar(*painter, area, text, percent.toInt(), option.palette);
    else
        StatusPill::paint(*painter, area, text, m_tone(index.data(JobModel::StateRole).toInt()), option.palette);
    painter->restore();
}

QSize JobStateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    const QSize pill = StatusPill::sizeFor(text, option.font);
    const int bar =
        index.data(JobModel::ProgressRole).isValid()
            ? progressBarWidth + spacing::small + QFontMetrics(option.font).horizontalAdvance(text) + spacing::tiny
            : 0;
    return {std::max(pill.width(), bar) + 2 * spacing::small, pill.height()};
}

Tone toneOfJob(int state)
{
    switch (static_cast<JobState>(state)) {
    case JobState::Running:
        return Tone::Info;
    case JobState::Completed:
        return Tone::Success;
    case JobState::Failed:
        return Tone::Danger;
    case JobState::Pending:
    case JobState::Cancelled:
        break;
    }
    return Tone::Neutral;
}

Tone toneOfBulkJob(int stage)
{
    switch (static_cast<BulkJobModel::Stage>(stage)) {
    case BulkJobModel::Working:
        return Tone::Info;
    case BulkJobModel::Finished:
        return Tone::Success;
    case BulkJobModel::Paused:
    case BulkJobModel::FinishedWithErrors:
    case BulkJobModel::Stopped:
        break;
    }
    return Tone::Warning;
}

} // namespace listwright
