// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/waitingintake.h"
#include "services/storage/intakewriter.h"

#include <utility>

namespace listwright {

/** Stores requests that were read, and gives them their answers. In the catalog's writer. */
class IntakeStoring
{
public:
    /** The options outlive it. */
    explicit IntakeStoring(const IntakeOptions &options) : m_options(options) {}

    /**
     * All in one transaction; where one of them fails for what it holds, each in its own, up to the first
     * that says nothing can be stored. That error then.
     */
    Result<void> store(Database &database, std::vector<WaitingIntake> &group);
    /** Whether there are jobs since the last call. */
    bool takeAddedJobs() { return std::exchange(m_addedJobs, false); }

private:
    Result<void> storeGuarded(Database &database, std::vector<WaitingIntake> &group);
    enum class Way { OneByOne, Together };
    Result<void> storeTogether(Database &database, std::vector<WaitingIntake> &group);
    Result<void> storeAll(Database &database, std::vector<WaitingIntake> &group, Way way);
    bool canJoin(const WaitingIntake &waiting) const;
    Result<void> storeRun(Database &database, std::vector<WaitingIntake *> run);
    ImportJob jobOf(const WaitingIntake &waiting) const;
    static void conclude(WaitingIntake &waiting, const ImportJob &job, const IntakeOutcome &outcome);
    static void describe(WaitingIntake &waiting);
    Result<void> storeOne(Database &database, WaitingIntake &waiting);
    Result<bool> answerAgain(Database &database, WaitingIntake &waiting) const;
    Result<void> keepAnswer(Database &database, const WaitingIntake &waiting) const;
    Result<void> import(Database &database, WaitingIntake &waiting, ImportJob &job);
    Result<void> leaveToJob(Database &database, WaitingIntake &waiting, ImportJob &job);
    void keepFailed(Database &database, WaitingIntake &waiting, const Error &error);

    const IntakeOptions &m_options;
    bool m_addedJobs = false;
};

} // namespace listwright
