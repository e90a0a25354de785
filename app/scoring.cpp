// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/scoring.h"

#include <QLocale>

namespace listwright {

namespace {

constexpr int goodFrom = 80;
constexpr int poorBelow = 50;
constexpr qsizetype mostReasons = 20;
constexpr qsizetype keptReasons = 1'000; ///< reasons that name a value could be as many as the products

} // namespace

void ScoreSummary::add(const QualityReport &report)
{
    ++m_products;
    m_points += report.score;
    m_good += report.score >= goodFrom ? 1 : 0;
    m_poor += report.score < poorBelow ? 1 : 0;
    for (const LostPoints &lost : report.lost) {
        if (!m_reasons.contains(lost.reason) && m_reasons.size() >= keptReasons)
            continue;
        LostReason &reason = m_reasons[lost.reason];
        reason.part = lost.part;
        reason.reason = lost.reason;
        ++reason.products;
        reason.points += lost.points;
    }
}

QList<LostReason> ScoreSummary::reasons() const
{
    QList<LostReason> all = m_reasons.values();
    std::sort(all.begin(), all.end(), [](const LostReason &left, const LostReason &right) {
        return left.points != right.points ? left.points > right.points : left.reason < right.reason;
    });
    return all.mid(0, mostReasons);
}

void ScoreSummary::show(Console &console) const
{
    console.line(tr("%L1 product(s), average score %2: %L3 good (80 and more), %L4 fair, %L5 poor (below 50)")
                     .arg(m_products)
                     .arg(QLocale().toString(average(), 'f', 1))
                     .arg(good())
                     .arg(fair())
                     .arg(poor()));
    for (const LostReason &lost : reasons().mid(0, 5))
        console.line(u"  " +
                     tr("%1: %2 (%L3 product(s))").arg(qualityPartText(lost.part), lost.reason).arg(lost.products));
}

} // namespace listwright
