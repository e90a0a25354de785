// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/cron.h"

#include <variant>

namespace listwright {

/** When something is due again and again: "every 15m" (s, m, h or d), or a cron expression. */
class ScheduleRule
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleRule)

public:
    static Result<ScheduleRule> parse(const QString &text);

    /** The first time after that one, UTC. Intervals are counted from 1970 on, so that all machines agree. */
    std::optional<QDateTime> next(const QDateTime &after, const QTimeZone &zone) const;

private:
    explicit ScheduleRule(std::variant<std::chrono::seconds, CronExpression> rule) : m_rule(std::move(rule)) {}

    std::variant<std::chrono::seconds, CronExpression> m_rule;
};

} // namespace listwright
