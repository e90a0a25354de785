// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "models/domain/quality.h"

#include <QHash>

namespace listwright {

/** One reason for missing points over many products. */
struct LostReason
{
    LostPoints::Part part = LostPoints::Part::Title;
    QString reason;
    qint64 products = 0;
    qint64 points = 0;
};

/** Quality of many products at a glance. */
class ScoreSummary
{
    Q_DECLARE_TR_FUNCTIONS(ScoreCommand)

public:
    void add(const QualityReport &report);

    qint64 products() const { return m_products; }
    double average() const
    {
        return m_products == 0 ? 0 : static_cast<double>(m_points) / static_cast<double>(m_products);
    }
    qint64 good() const { return m_good; } ///< 80 and more
    qint64 fair() const { return m_products - m_good - m_poor; }
    qint64 poor() const { return m_poor; } ///< below 50
    /** The most expensive first, at most 20. */
    QList<LostReason> reasons() const;
    void show(Console &console) const;

private:
    qint64 m_products = 0;
    qint64 m_points = 0;
    qint64 m_good = 0;
    qint64 m_poor = 0;
    QHash<QString, LostReason> m_reasons;
};

} // namespace listwright
