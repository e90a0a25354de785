// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/cron.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestSearch = 9 * 366; // days; 29 February may be eight years away
constexpr qint64 day = 24 * 60 * 60;

struct Field
{
    int first;
    int last;
    QStringList names; ///< of the values from `first` on
};

const QStringList monthNames{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                             u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
const QStringList dayNames{u"sun"_s, u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s};

std::optional<int> valueOf(const QString &text, const Field &field)
{
    if (const qsizetype place = field.names.indexOf(text.toLower()); place >= 0)
        return field.first + static_cast<int>(place);
    const bool digits = !text.isEmpty() &&
                        std::all_of(text.begin(), text.end(), [](QChar sign) { return sign >= u'0' && sign <= u'9'; });
    const int value = digits ? text.toInt() : -1;
    return value >= field.first && value <= field.last ? std::optional(value) : std::nullopt;
}

/** "*", "5", "1-5", "1-5/2", each perhaps with a step. */
template <std::size_t size>
bool readPart(const QString &part, const Field &field, std::bitset<size> &values)
{
    const qsizetype slash = part.indexOf(u'/');
    const QString range = part.left(slash);
    bool stepped = true;
    const int step = slash < 0 ? 1 : part.mid(slash + 1).toInt(&stepped);
    const qsizetype dash = range.indexOf(u'-');
    const bool any = range == u"*";
    const auto from = any ? std::optional(field.first) : valueOf(range.left(dash), field);
    const auto to = any || (slash >= 0 && dash < 0) ? std::optional(field.last)
                    : dash < 0                      ? from
                                                    : valueOf(range.mid(dash + 1), field);
    if (!from || !to || *from > *to || !stepped || step < 1)
        return false;
    for (int value = *from; value <= *to; value += step)
        values.set(static_cast<std::size_t>(value));
    return true;
}

template <std::size_t size>
bool readField(const QString &text, const Field &field, std::bitset<size> &values)
{
    const QStringList parts = text.split(u',');
    return std::all_of(parts.begin(), parts.end(), [&](const QString &part) { return readPart(part, field, values); });
}

QDateTime utc(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

/** The moments at which clocks of the zone show that time, given as the seconds it would be at in UTC. */
std::vector<qint64> momentsOf(qint64 local, const QTimeZone &zone, bool bothOfRepeated)
{
    const qint64 before = zone.offsetFromUtc(utc(local - day));
    const qint64 after = zone.offsetFromUtc(utc(local + day));
    if (before == after)
        return {local - before};
    const auto shows = [&](qint64 offset) { return zone.offsetFromUtc(utc(local - offset)) == offset; };
    const qint64 early = std::max(before, after);
    const qint64 late = std::min(before, after);
    if (shows(early) && shows(late))
        return bothOfRepeated ? std::vector{local - early, local - late} : std::vector{local - early};
    if (shows(early) || shows(late))
        return {local - (shows(early) ? early : late)};
    return {zone.nextTransition(utc(local - early)).atUtc.toSecsSinceEpoch()};
}

} // namespace

Result<CronExpression> CronExpression::parse(const QString &text)
{
    const QStringList fields = text.simplified().split(u' ');
    if (fields.size() != 5)
        return failure(
            ErrorCode::InvalidInput,
            tr("“%1” is no cron expression: it takes five fields (minute, hour, day, month, weekday).").arg(text));
    CronExpression cron;
    std::bitset<8> weekdays; // 0 and 7 are Sunday
    const std::array<bool, 5> read{
        readField(fields.at(0), {0, 59, {}}, cron.m_minutes), readField(fields.at(1), {0, 23, {}}, cron.m_hours),
        readField(fields.at(2), {1, 31, {}}, cron.m_days), readField(fields.at(3), {1, 12, monthNames}, cron.m_months),
        readField(fields.at(4), {0, 7, dayNames}, weekdays)};
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (!read.at(i))
            return failure(ErrorCode::InvalidInput, tr("“%1” cannot be understood in the cron expression “%2”.")
                                                        .arg(fields.at(static_cast<qsizetype>(i)), text));
    }
    cron.m_weekdays = weekdays;
    cron.m_weekdays.set(7, weekdays.test(0) || weekdays.test(7));
    cron.m_anyHour = fields.at(1).startsWith(u'*');
    cron.m_anyDay = fields.at(2).startsWith(u'*');
    cron.m_anyWeekday = fields.at(4).startsWith(u'*');
    return cron;
}

bool CronExpression::isDue(QDate date) const
{
    if (!m_months.test(static_cast<std::size_t>(date.month())))
        return false;
    const bool onDay = m_days.test(static_cast<std::size_t>(date.day()));
    const bool onWeekday = m_weekdays.test(static_cast<std::size_t>(date.dayOfWeek()));
    return m_anyDay || m_anyWeekday ? onDay && onWeekday : onDay || onWeekday;
}

std::vector<qint64> CronExpression::instantsOn(QDate date, const QTimeZone &zone) const
{
    const qint64 midnight = QDateTime(date, QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
    std::vector<qint64> instants;
    for (std::size_t hour = 0; hour < m_hours.size(); ++hour) {
        for (std::size_t minute = 0; m_hours.test(hour) && minute < m_minutes.size(); ++minute) {
            if (!m_minutes.test(minute))
                continue;
            const auto moments = momentsOf(midnight + static_cast<qint64>(hour * 3600 + minute * 60), zone, m_anyHour);
            instants.insert(instants.end(), moments.begin(), moments.end());
        }
    }
    std::sort(instants.begin(), instants.end());
    return instants;
}

std::optional<QDateTime> CronExpression::next(const QDateTime &after, const QTimeZone &zone) const
{
    // From the day before, as a change of clocks at midnight shows the end of a day twice.
    const QDate first = after.toTimeZone(zone).date().addDays(-1);
    const qint64 now = after.toSecsSinceEpoch();
    for (int days = 0; days < longestSearch; ++days) {
        const QDate date = first.addDays(days);
        if (!isDue(date))
            continue;
        const std::vector<qint64> instants = instantsOn(date, zone);
        if (const auto found = std::upper_bound(instants.begin(), instants.end(), now); found != instants.end())
            return utc(*found);
    }
    return {};
}

} // namespace listwright
