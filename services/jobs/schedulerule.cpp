// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/schedulerule.h"

#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

qint64 secondsOf(const QString &unit)
{
    if (unit == u"d")
        return 24 * 60 * 60;
    if (unit == u"h")
        return 60 * 60;
    return unit == u"m" ? 60 : 1;
}

} // namespace

Result<ScheduleRule> ScheduleRule::parse(const QString &text)
{
    static const QRegularExpression interval(u"^every ([1-9][0-9]{0,6}) ?([smhd])$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    const QString rule = text.simplified();
    if (const auto match = interval.match(rule); match.hasMatch())
        return ScheduleRule(
            std::chrono::seconds(match.captured(1).toLongLong() * secondsOf(match.captured(2).toLower())));
    if (rule.startsWith(u"every", Qt::CaseInsensitive))
        return failure(ErrorCode::InvalidInput, tr("“%1” is no interval like “every 15m”.").arg(text));
    auto cron = CronExpression::parse(rule);
    if (!cron)
        return failure(cron.error());
    if (!cron->next(QDateTime::currentDateTimeUtc(), QTimeZone::utc()))
        return failure(ErrorCode::InvalidInput, tr("“%1” never comes.").arg(text));
    return ScheduleRule(*cron);
}

std::optional<QDateTime> ScheduleRule::next(const QDateTime &after, const QTimeZone &zone) const
{
    if (const auto *cron = std::get_if<CronExpression>(&m_rule))
        return cron->next(after, zone);
    const qint64 interval = std::get<std::chrono::seconds>(m_rule).count();
    return QDateTime::fromSecsSinceEpoch((after.toSecsSinceEpoch() / interval + 1) * interval, Qt::UTC);
}

} // namespace listwright
