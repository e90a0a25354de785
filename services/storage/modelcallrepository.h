// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

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
    QDateTime at{}; ///< UTC; not set = now
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

    /** `bulkJobId` 0 = none. */
    Result<void> note(const QList<ModelCall> &calls, qint64 bulkJobId = 0);
    /** Cost since then. */
    Result<qint64> spentSince(const QDateTime &begin);
    Result<qint64> spentBy(qint64 bulkJobId);

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
