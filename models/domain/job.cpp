// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/job.h"

namespace listwright {

namespace {

struct JobStateEntry
{
    JobState state;
    QLatin1String name;
    const char *text;
};

constexpr JobStateEntry jobStates[] = {
    {JobState::Pending, QLatin1String("pending"), QT_TRANSLATE_NOOP("JobState", "Waiting")},
    {JobState::Running, QLatin1String("running"), QT_TRANSLATE_NOOP("JobState", "Running")},
    {JobState::Completed, QLatin1String("completed"), QT_TRANSLATE_NOOP("JobState", "Completed")},
    {JobState::Failed, QLatin1String("failed"), QT_TRANSLATE_NOOP("JobState", "Failed")},
    {JobState::Cancelled, QLatin1String("cancelled"), QT_TRANSLATE_NOOP("JobState", "Cancelled")},
};

} // namespace

QString jobStateName(JobState state)
{
    return jobStates[static_cast<int>(state)].name;
}

std::optional<JobState> jobStateFromName(QStringView name)
{
    for (const JobStateEntry &entry : jobStates) {
        if (name == entry.name)
            return entry.state;
    }
    return {};
}

QString jobStateText(JobState state)
{
    return QCoreApplication::translate("JobState", jobStates[static_cast<int>(state)].text);
}

QList<JobState> allJobStates()
{
    QList<JobState> all;
    for (const JobStateEntry &entry : jobStates)
        all.append(entry.state);
    return all;
}

} // namespace listwright
