// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/heldjobs.h"

#include <QThread>

namespace listwright {

/** A thread that works on one held job after the other until they are closed. One of Qt's, so that work may use a net.
 */
class JobWorker : public QThread
{
    Q_OBJECT

public:
    JobWorker(Storage &storage, HeldJobs &held);

protected:
    void run() override;

private:
    Result<JobOutcome> perform(HeldJob &held) const;

    Storage &m_storage;
    HeldJobs &m_held;
};

} // namespace listwright
