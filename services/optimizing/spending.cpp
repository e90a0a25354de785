// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/spending.h"

#include "services/optimizing/provider.h"
#include "services/storage/modelcallrepository.h"
#include "services/storage/storage.h"

#include <QRegularExpression>

#include <cmath>
#include <condition_variable>

namespace listwright {

using namespace Qt::StringLiterals;

struct Spending::Share::Account
{
    using Clock = std::chrono::steady_clock;

    std::mutex mutex;
    std::optional<Clock::time_point> readAt{}; ///< when the database was asked
    QDate day{};
    qint64 today = 0;
    QHash<qint64, qint64> batches{};
    qint64 setAside = 0;
    QHash<qint64, qint64> setAsideFor{};
    qint64 inFlight = 0; ///< of it, what is being asked now
    QHash<qint64, qint64> inFlightFor{};
    quint64 ended = 0; ///< questions
    std::condition_variable_any questionEnded{};

    bool isOld(qint64 bulkJobId, const QDate &now) const
    {
        return !readAt || Clock::now() - *readAt > std::chrono::seconds(1) || day != now ||
               !batches.contains(bulkJobId);
    }

    /** Why no such question may be asked, with or without what is being asked now. */
    std::optional<Error> over(qint64 bulkJobId, const Budgets &budgets, qint64 expected, bool withInFlight) const
    {
        const auto usedUp = [](const QString &message) { return Error{ErrorCode::QuotaExceeded, message, {}, {}}; };
        const qint64 batch = batches.value(bulkJobId) + setAsideFor.value(bulkJobId) + expected -
                             (withInFlight ? 0 : inFlightFor.value(bulkJobId));
        if (budgets.batch && batch > *budgets.batch)
            return usedUp(Spending::tr("The budget of this batch, %1, is used up.").arg(dollarsText(*budgets.batch)));
        const qint64 all = today + setAside + expected - (withInFlight ? 0 : inFlight);
        if (budgets.daily && all > *budgets.daily)
            return usedUp(Spending::tr("The budget of the day, %1, is used up.").arg(dollarsText(*budgets.daily)));
        return {};
    }
};

namespace {

struct Spent
{
    qint64 today = 0;
    qint64 batch = 0;
};

Result<Spent> readSpent(Storage &storage, qint64 bulkJobId, const std::stop_token &stop)
{
    const auto work = [bulkJobId](Database &database) -> Result<Spent> {
        ModelCallRepository calls(database);
        const auto today = calls.spentSince(beginOfDay());
        if (!today)
            return failure(today.error());
        const auto batch = bulkJobId != 0 ? calls.spentBy(bulkJobId) : Result<qint64>(0);
        if (!batch)
            return failure(batch.error());
        return Spent{*today, *batch};
    };
    return storage.read(work, stop).result();
}

} // namespace

Spending::Spending() : m_account(std::make_shared<Share::Account>()) {}
Spending::~Spending() = default;

Spending::Share::~Share()
{
    const std::lock_guard lock(m_account->mutex);
    ended();
    m_account->setAside -= m_amount;
    m_account->setAsideFor[m_bulkJobId] -= m_amount;
    // counts as spent until the database is asked again
    m_account->today += m_amount;
    if (const auto batch = m_account->batches.find(m_bulkJobId); batch != m_account->batches.end())
        *batch += m_amount; // of another it is not known what it has spent
}

void Spending::Share::ended()
{
    if (!std::exchange(m_isInFlight, false))
        return;
    m_account->inFlight -= m_amount;
    m_account->inFlightFor[m_bulkJobId] -= m_amount;
    ++m_account->ended;
    m_account->questionEnded.notify_all();
}

void Spending::Share::settle(qint64 cost)
{
    const std::lock_guard lock(m_account->mutex);
    ended();
    m_account->setAside += cost - m_amount;
    m_account->setAsideFor[m_bulkJobId] += cost - m_amount;
    m_amount = cost;
}

Result<std::shared_ptr<Spending::Share>> Spending::setAside(Storage &storage, qint64 bulkJobId, const Budgets &budgets,
                                                            qint64 expected, const std::stop_token &stop)
{
    const bool limited = budgets.batch || budgets.daily;
    const QDate today = QDateTime::currentDateTimeUtc().date();
    std::unique_lock lock(m_account->mutex);
    for (;;) {
        if (limited &&
            m_account->isOld(bulkJobId, today)) { // also after a wait: another batch may have asked meanwhile
            lock.unlock();                        // others may go on with what they know
            const auto spent = readSpent(storage, bulkJobId, stop);
            if (!spent)
                return failure(spent.error());
            lock.lock();
            m_account->day = today;
            m_account->today = spent->today;
            m_account->batches = {{bulkJobId, spent->batch}};
            m_account->readAt = Share::Account::Clock::now();
        }
        const auto over = m_account->over(bulkJobId, budgets, expected, true);
        if (!over)
            break;
        if (m_account->over(bulkJobId, budgets, expected, false))
            return failure(*over);
        const quint64 ended = m_account->ended;
        m_account->questionEnded.wait(lock, stop, [&] { return m_account->ended != ended; });
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, tr("The request was stopped."));
    }
    m_account->setAside += expected;
    m_account->setAsideFor[bulkJobId] += expected;
    m_account->inFlight += expected;
    m_account->inFlightFor[bulkJobId] += expected;
    return std::shared_ptr<Share>(new Share(m_account, bulkJobId, expected));
}

Result<void> checkPrices(const Budgets &budgets, const Provider &provider, const QStringList &models)
{
    if (!budgets.batch && !budgets.daily)
        return {};
    for (const QString &model : models) {
        if (!model.isEmpty() && !provider.priceOf(model))
            return failure(ErrorCode::InvalidInput,
                           Spending::tr("What %1 costs is not known, so a budget cannot be kept.").arg(model));
    }
    return {};
}

QDateTime beginOfDay()
{
    return QDateTime(QDateTime::currentDateTimeUtc().date(), QTime(0, 0), Qt::UTC);
}

QString dollarsText(qint64 millionths)
{
    const int shownDecimals = millionths != 0 && std::abs(millionths) < 10'000 ? 4 : 2;
    return u'$' + QString::number(static_cast<double>(millionths) / 1e6, 'f', shownDecimals);
}

QString costText(qint64 millionths, const QString &provider, const QString &model)
{
    const auto known = findProvider(provider);
    const bool hasPrice = known && known->priceOf(model);
    return millionths == 0 && !hasPrice ? Spending::tr("cost not known") : dollarsText(millionths);
}

std::optional<qint64> dollarsFromText(QStringView text)
{
    static const QRegularExpression amount(u"^[0-9]{1,7}(?:\\.[0-9]{1,6})?$"_s);
    if (!amount.match(text.toString()).hasMatch())
        return {};
    return std::llround(text.toDouble() * 1e6);
}

} // namespace listwright
