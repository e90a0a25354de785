// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QDateTime>
#include <QTimeZone>

#include <bitset>

namespace listwright {

/**
 * A cron expression of five fields (minute, hour, day of month, month, day of week) with lists, ranges, steps and the
 * English names of months and days, as in POSIX crontab and Vixie cron: where both days are given, either is enough.
 * Times that a change of clocks leaves out are due at the change; those it repeats are due once, unless the hour is
 * "*", which follows real time.
 */
class CronExpression
{
    Q_DECLARE_TR_FUNCTIONS(CronExpression)

public:
    static Result<CronExpression> parse(const QString &text);

    /** The first time after that one, UTC; nothing when it never comes, as for 30 February. */
    std::optional<QDateTime> next(const QDateTime &after, const QTimeZone &zone) const;

private:
    CronExpression() = default;
    bool isDue(QDate date) const;
    std::vector<qint64> instantsOn(QDate date, const QTimeZone &zone) const;

    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<8> m_weekdays; ///< 1 = Monday to 7 = Sunday
    bool m_anyDay = false;
    bool m_anyWeekday = false;
    bool m_anyHour = false;
};

} // namespace listwright
