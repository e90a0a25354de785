// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/jobrepository.h"

#include <QJsonObject>

#include <chrono>

namespace listwright {

/** One question that was put to a model, and its cost in millionths of a US dollar. */
struct ModelCall
{
    QString provider; ///< key of a preset
    QString model;
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    qint64 cost = 0;
    QDateTime at{};         ///< UTC; not set = now
    qint64 reservation = 0; ///< where its cost was set aside; 0 = nowhere
    bool isPaid = true;     ///< false = what was set aside goes back, and no question is counted
};

/** An answer as it is kept for the same question. */
struct KeptAnswer
{
    QByteArray hash; ///< SHA-256 of everything that was asked
    QJsonObject answer;
    QString model;  ///< as the provider named it
    QDateTime at{}; ///< UTC; not set = now
};

/** What models were asked: the cost, and the answers for a while. Writing joins the caller's transaction or none. */
class ModelCallRepository
{
public:
    explicit ModelCallRepository(Database &database) : m_database(database) {}

    /** `bulkJobId` 0 = none. What was set aside for a call is settled; doing so again changes nothing. */
    Result<void> note(const QList<ModelCall> &calls, qint64 bulkJobId = 0);
    /** Cost since then. */
    Result<qint64> spentSince(const QDateTime &begin);
    Result<qint64> spentBy(qint64 bulkJobId);

    /** What counts against budgets. */
    struct Accounts
    {
        qint64 today = 0; ///< spent
        qint64 batch = 0;
        qint64 setAsideToday = 0; ///< for questions that are being asked, as they are expected to cost
        qint64 setAsideForBatch = 0;
    };
    /** Of one moment, so that nothing is missing that is being settled. */
    Result<Accounts> accounts(const QDateTime &beginOfDay, qint64 bulkJobId);
    /**
     * False while another process sets something aside. Else nobody else does before the transaction ends, so that what
     * accounts() says stays true. To be called in a Transaction.
     */
    Result<bool> holdAccounts();
    /**
     * Sets the cost of a question aside that the job is about to ask; ModelCall::reservation. It counts as long as the
     * job's beginning runs, so that a worker that is gone blocks nobody; without a job, for ten minutes.
     */
    Result<qint64> setAside(const JobHold &hold, qint64 bulkJobId, qint64 cost);
    /** The places of what was noted as not paid. Not to be noted any more. */
    Result<void> removeUnpaid(const QList<ModelCall> &calls);
    /** What nobody settled, as who set it aside is gone. */
    Result<qint64> removeForgotten();

    /** What a bulk job's questions came to. */
    struct Totals
    {
        qint64 questions = 0;
        qint64 inputTokens = 0;
        qint64 outputTokens = 0;
        qint64 cost = 0;
        bool operator==(const Totals &) const = default;
    };
    Result<Totals> totalsOf(qint64 bulkJobId);
    Result<Totals> totalsSince(const QDateTime &begin);

    /** Keeps an answer in place of an older one to the same question. */
    Result<void> keep(const QList<KeptAnswer> &answers);
    /** An answer not older than that; nothing when there is none. */
    Result<std::optional<KeptAnswer>> answer(const QByteArray &hash, std::chrono::hours notOlderThan);
    Result<qint64> removeAnswers(std::chrono::hours olderThan);

private:
    Result<Totals> totals(const QString &condition, const QVariant &value);
    Database &m_database;
};

} // namespace listwright
