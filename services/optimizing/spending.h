// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/modelcallrepository.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <stop_token>

namespace listwright {

class Storage;
struct Provider;

/** Budgets in millionths of a US dollar; nothing = no limit. */
struct Budgets
{
    std::optional<qint64> batch{};
    std::optional<qint64> daily{}; ///< of a day of UTC
};

/** Whose question it is. */
struct Spender
{
    qint64 bulkJobId = 0; ///< 0 = none
    JobHold hold{};       ///< the job that asks; without one the share counts for ten minutes
};

/**
 * Keeps questions within the budgets: what was spent, and what is being asked now, as it is expected to cost. Where a
 * budget is, that stands in the database, so that it holds for all processes on one catalog together. Thread-safe.
 */
class Spending
{
    Q_DECLARE_TR_FUNCTIONS(Spending)

public:
    Spending();
    ~Spending();

    /** Money set aside for one question, until what it really cost stands in the database or was given up. */
    class Share
    {
    public:
        ~Share();
        Share(const Share &) = delete;
        Share &operator=(const Share &) = delete;
        /** What the question cost. */
        void settle(qint64 cost);
        /** As ModelCall::reservation. */
        qint64 reservation() const { return m_reservation; }

    private:
        friend class Spending;
        struct Account;
        Share(std::shared_ptr<Account> account, qint64 amount, qint64 reservation);
        std::shared_ptr<Account> m_account;
        qint64 m_amount; ///< 0 where the database has it
        qint64 m_reservation;
        bool m_isInFlight = true; ///< until it is known what it cost
    };

    /**
     * QuotaExceeded, saying which budget is used up, when the question might exceed one. Where that is only because of
     * what others are being asked, waits until it is known what those cost: what the same job has asked before must
     * have been noted. Writes to the database where a budget is, and holds nothing in it while it waits.
     */
    Result<std::shared_ptr<Share>> setAside(Storage &storage, const Spender &spender, const Budgets &budgets,
                                            qint64 expected, const std::stop_token &stop);

private:
    std::shared_ptr<Share::Account> m_account;
};

/** InvalidInput where there is a budget, but the price of one of the models (some may be empty) is not known. */
Result<void> checkPrices(const Budgets &budgets, const Provider &provider, const QStringList &models);
/** Midnight of UTC, from which the day's spending counts. */
QDateTime beginOfDay();
/** "$2.50": millionths of a US dollar as a person reads them. */
QString dollarsText(qint64 millionths);
/** The same for what a model has cost; words where its price is not known. */
QString costText(qint64 millionths, const QString &provider, const QString &model);
/** "2.50" → 2500000; nothing when it is no amount. */
std::optional<qint64> dollarsFromText(QStringView text);

} // namespace listwright
