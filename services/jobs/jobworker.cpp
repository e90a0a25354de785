// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/jobworker.h"

#include "services/storage/threadpriority.h"

namespace listwright {

JobContext::JobContext(Storage &storage, std::stop_token stop, std::function<void(int)> progress)
    : m_storage(storage), m_stop(std::move(stop)), m_progress(std::move(progress))
{
}

JobWorker::JobWorker(Storage &storage, HeldJobs &held) : m_storage(storage), m_held(held)
{
    setObjectName(QStringLiteral("job worker"));
}

void JobWorker::run()
{
    letOthersGoFirst(); // above all the window, and the thread that brings the next job
    while (const std::shared_ptr<HeldJob> held = m_held.take())
        m_held.finish(held, perform(*held));
}

Result<JobOutcome> JobWorker::perform(HeldJob &held) const
{
    JobContext context(m_storage, held.stop.get_token(), [&held](int percent) { held.progress = percent; });
    const auto fault = [](const QString &detail) {
        return failure(ErrorCode::Internal, tr("The work ended by a fault of the program."), detail);
    };
    try {
        return held.kind.work(held.job, context);
    } catch (const std::exception &exception) {
        return fault(QString::fromUtf8(exception.what()));
    } catch (...) {
        return fault(QStringLiteral("an exception of unknown type"));
    }
}

} // namespace listwright
