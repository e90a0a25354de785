// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/scheduler.h"

#include "services/jobs/schedulerule.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(schedulerLog, "listwright.jobs")

constexpr std::chrono::milliseconds longestWait{60000}; // another machine may have changed a schedule

Result<QDateTime> present(Database &database, const SchedulerOptions &options)
{
    return options.now ? Result<QDateTime>(options.now()) : ScheduleRepository(database).now();
}

std::optional<QDateTime> nextRun(const Schedule &schedule, const ScheduleRule &rule, const QDateTime &now,
                                 double random)
{
    const auto next = rule.next(now, QTimeZone(schedule.timeZone));
    const auto jitter = static_cast<qint64>(random * static_cast<double>(schedule.jitter.count()));
    return next ? std::optional(next->addMSecs(jitter)) : std::nullopt;
}

/** Adds the job of one schedule that is due; nothing when none is. */
Result<std::optional<qint64>> runOne(Database &database, const SchedulerOptions &options)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    ScheduleRepository schedules(database);
    const auto now = present(database, options);
    const auto due = now.and_then([&](const QDateTime &time) { return schedules.takeDue(time); });
    if (!due)
        return failure(due.error());
    if (!*due)
        return std::optional<qint64>();
    const Schedule &schedule = **due;
    const auto rule = ScheduleRule::parse(schedule.rule);
    if (!rule)
        qCWarning(schedulerLog).noquote() << "Schedule" << schedule.name << "is disabled: its rule cannot be read";
    const auto next = rule ? nextRun(schedule, *rule, *now, options.random()) : std::nullopt;
    const NewJob job{
        .kind = schedule.kind, .payload = schedule.payload, .uniqueKey = QStringLiteral("schedule/") + schedule.name};
    const auto added = rule ? JobRepository(database).add({job}) : Result<qint64>(0);
    if (!added)
        return failure(added.error());
    return schedules.setRun(schedule.name, *now, next).and_then([&] { return transaction.commit(); }).map([&] {
        return std::optional(*added);
    });
}

} // namespace

Scheduler::Scheduler(Storage &storage, SchedulerOptions options) : m_storage(storage), m_options(std::move(options))
{
    if (!m_options.random)
        m_options.random = [] { return QRandomGenerator::global()->generateDouble(); };
}

Scheduler::~Scheduler()
{
    stop();
}

Result<void> Scheduler::set(Schedule schedule)
{
    const auto rule = ScheduleRule::parse(schedule.rule);
    if (!rule)
        return failure(rule.error());
    if (!QTimeZone::isTimeZoneIdAvailable(schedule.timeZone))
        return failure(ErrorCode::InvalidInput,
                       tr("“%1” is no known time zone.").arg(QString::fromLatin1(schedule.timeZone)));
    const auto work = [schedule, rule = *rule, options = m_options](Database &database) mutable {
        return present(database, options).and_then([&](const QDateTime &now) {
            schedule.nextRun = nextRun(schedule, rule, now, options.random());
            return ScheduleRepository(database).save(schedule);
        });
    };
    auto saved = m_storage.write(work).result();
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_wake.notify_all();
    return saved;
}

Result<void> Scheduler::remove(const QString &name)
{
    return m_storage.write([name](Database &database) { return ScheduleRepository(database).remove(name); })
        .result()
        .map([](bool) {});
}

Result<int> Scheduler::runDue()
{
    return m_storage
        .write([options = m_options](Database &database) -> Result<int> {
            int added = 0;
            for (;;) {
                const auto one = runOne(database, options);
                if (!one)
                    return failure(one.error());
                if (!*one)
                    return added;
                added += static_cast<int>(**one);
            }
        })
        .result();
}

std::chrono::milliseconds Scheduler::untilNext()
{
    const auto wait = m_storage
                          .read([options = m_options](Database &database) -> Result<qint64> {
                              const auto now = present(database, options);
                              const auto next = ScheduleRepository(database).nextRun();
                              if (!now || !next)
                                  return failure(!now ? now.error() : next.error());
                              return *next ? now->msecsTo(**next) : qint64(longestWait.count());
                          })
                          .result();
    return std::clamp(std::chrono::milliseconds(wait.value_or(longestWait.count())), std::chrono::milliseconds(100),
                      longestWait);
}

void Scheduler::start(std::function<void()> added)
{
    m_added = std::move(added);
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void Scheduler::stop()
{
    m_thread = {}; // asks it to end, and waits
}

void Scheduler::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const auto added = runDue();
        if (!added)
            qCWarning(schedulerLog).noquote() << "Schedules cannot be run:" << added.error().detail;
        else if (*added > 0 && m_added)
            m_added();
        const std::chrono::milliseconds wait = added ? untilNext() : longestWait;
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, wait, [this] { return m_woken; });
        m_woken = false;
    }
}

} // namespace listwright
