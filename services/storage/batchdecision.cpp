// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/batchdecision.h"

#include "services/storage/storage.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int decisionAttempts =
    3; // two that wait for each other on PostgreSQL: one of them is refused and may begin anew

} // namespace

bool BatchOutcome::add(Storage &storage, const QList<qint64> &proposals, const ProposalRepository::Decision &decision,
                       const QString &run)
{
    QList<ProposalRepository::Decision> decisions;
    for (const qint64 id : proposals) {
        decisions.append(decision);
        decisions.last().proposalId = id;
    }
    const auto work = [decisions, run](Database &database) {
        return ProposalRepository(database).decide(decisions, u"user"_s, run);
    };
    auto outcome = storage.write(work).result();
    for (int attempt = 1; attempt < decisionAttempts && !outcome && outcome.error().code == ErrorCode::Busy; ++attempt)
        outcome = storage.write(work).result();
    if (!outcome) {
        error = outcome.error();
        return false;
    }
    decided += proposals.size() - outcome->conflicts - outcome->missing;
    changed += outcome->changed;
    conflicts += outcome->conflicts;
    missing += outcome->missing;
    if (outcome->changeSet != 0)
        changeSets.append(outcome->changeSet);
    return true;
}

} // namespace listwright
