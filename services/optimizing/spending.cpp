// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/spending.h"

#include "services/optimizing/provider.h"
#include "services/storage/storage.h"

#include <QRegularExpression>

#include <cmath>
#include <condition_variable>
#include <functional>

namespace listwright {

using namespace Qt::StringLiterals;

/** What this process asks without a place in the database, and a bell for those that wait. */
struct Spending::Share::Account
{
    std::mutex mutex{};
    qint64 setAside = 0;
    qint64 inFlight = 0; ///< of it, what is being asked now
    quint64 ended = 0;   ///< questions
    std::condition_variable_any questionEnded{};

    void noteEnd()
    {
        ++ended;
        questionEnded.notify_all();
    }
    /** Together with what stands in the database, which has all of a batch with a budget. */
    ModelCallRepository::Accounts with(ModelCallRepository::Accounts stored) const
    {
        stored.today += setAside - inFlight;
        stored.setAsideToday += inFlight;
        return stored;
    }
};

namespace {

// What other processes do is only seen by looking.
constexpr std::chrono::milliseconds nextLook{300};
constexpr std::chrono::milliseconds nextTry{30}; // another process sets something aside, which takes no time

std::optional<Error> overBudget(const Budgets &budgets, qint64 batch, qint64 today)
{
    const auto usedUp = [](const QString &message) { return Error{ErrorCode::QuotaExceeded, message, {}, {}}; };
    if (budgets.batch && batch > *budgets.batch)
        return usedUp(Spending::tr("The budget of this batch, %1, is used up.").arg(dollarsText(*budgets.batch)));
    if (budgets.daily && today > *budgets.daily)
        return usedUp(Spending::tr("The budget of the day, %1, is used up.").arg(dollarsText(*budgets.daily)));
    return {};
}

/** What became of trying to set something aside. */
struct Attempt
{
    std::optional<qint64> reservation{}; ///< 0 where there is nothing to set aside
    std::optional<Error> usedUp{};       ///< why there is no use in trying again
    std::chrono::milliseconds next{};    ///< when to try again otherwise
};

using WithOthers = std::function<ModelCallRepository::Accounts(const ModelCallRepository::Accounts &stored)>;

Result<Attempt> trySettingAside(Database &database, const Spender &spender, const Budgets &budgets, qint64 expected,
                                const WithOthers &withOthers)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    ModelCallRepository calls(database);
    const auto isHeld = calls.holdAccounts();
    if (!isHeld)
        return failure(isHeld.error());
    if (!*isHeld)
        return Attempt{.next = nextTry};
    const auto stored = calls.accounts(beginOfDay(), spender.bulkJobId);
    if (!stored)
        return failure(stored.error());
    const ModelCallRepository::Accounts all = withOthers(*stored);
    Attempt attempt{.usedUp = overBudget(budgets, all.batch + expected, all.today + expected), .next = nextLook};
    if (!attempt.usedUp &&
        !overBudget(budgets, all.batch + all.setAsideForBatch + expected, all.today + all.setAsideToday + expected)) {
        const auto row = expected > 0 ? calls.setAside(spender.hold, spender.bulkJobId, expected) : Result<qint64>(0);
        if (!row)
            return failure(row.error());
        attempt.reservation = *row;
    }
    return transaction.commit().map([&] { return attempt; });
}

} // namespace

Spending::Spending() : m_account(std::make_shared<Share::Account>()) {}
Spending::~Spending() = default;

Spending::Share::Share(std::shared_ptr<Account> account, qint64 amount, qint64 reservation)
    : m_account(std::move(account)), m_amount(amount), m_reservation(reservation)
{
    const std::lock_guard lock(m_account->mutex);
    m_account->setAside += m_amount;
    m_account->inFlight += m_amount;
}

Spending::Share::~Share()
{
    const std::lock_guard lock(m_account->mutex);
    m_account->setAside -= m_amount;
    if (std::exchange(m_isInFlight, false))
        m_account->inFlight -= m_amount;
    m_account->noteEnd();
}

void Spending::Share::settle(qint64 cost)
{
    if (m_reservation != 0)
        return; // it is settled where it stands
    const std::lock_guard lock(m_account->mutex);
    if (std::exchange(m_isInFlight, false))
        m_account->inFlight -= m_amount;
    m_account->setAside += cost - m_amount;
    m_amount = cost;
    m_account->noteEnd();
}

Result<std::shared_ptr<Spending::Share>> Spending::setAside(Storage &storage, const Spender &spender,
                                                            const Budgets &budgets, qint64 expected,
                                                            const std::stop_token &stop)
{
    const auto share = [&](qint64 amount, qint64 reservation) {
        return std::shared_ptr<Share>(new Share(m_account, amount, reservation));
    };
    if (!budgets.batch && !budgets.daily)
        return share(expected, 0);
    const WithOthers withOthers = [account = m_account](const auto &stored) {
        const std::lock_guard lock(account->mutex);
        return account->with(stored);
    };
    const auto endedSoFar = [this] {
        const std::lock_guard lock(m_account->mutex);
        return m_account->ended;
    };
    for (;;) {
        const quint64 ended = endedSoFar();
        const auto attempt = storage
                                 .write([=](Database &database) {
                                     return trySettingAside(database, spender, budgets, expected, withOthers);
                                 })
                                 .result();
        if (!attempt)
            return failure(attempt.error());
        if (attempt->usedUp)
            return failure(*attempt->usedUp);
        if (attempt->reservation)
            return share(*attempt->reservation != 0 ? 0 : expected, *attempt->reservation);
        std::unique_lock lock(m_account->mutex);
        m_account->questionEnded.wait_for(lock, stop, attempt->next, [&] { return m_account->ended != ended; });
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, tr("The request was stopped."));
    }
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
