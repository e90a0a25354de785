// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/statuspill.h"

#include <QStyledItemDelegate>

#include <functional>

namespace listwright {

/**
 * Paints a state as a pill, and where the model's ProgressRole says a percentage, a bar with the text beside it. For
 * JobModel and BulkJobModel, whose roles have the same numbers.
 */
class JobStateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /** `tone` gives the colour of what StateRole says. */
    explicit JobStateDelegate(std::function<Tone(int)> tone, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::function<Tone(int)> m_tone;
};

Tone toneOfJob(int state);
Tone toneOfBulkJob(int stage);

} // namespace listwright
