// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/jobmodel.h"

#include "models/tables/momenttext.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString whenText(const Job &job)
{
    if (job.state == JobState::Running && job.startedAt)
        return JobModel::tr("since %1").arg(shortMoment(*job.startedAt));
    if (job.state == JobState::Pending && job.runAfter > QDateTime::currentDateTimeUtc())
        return JobModel::tr("from %1 on").arg(shortMoment(job.runAfter));
    return shortMoment(job.finishedAt.value_or(job.createdAt));
}

QString noteText(const Job &job)
{
    if (job.state == JobState::Running && job.cancelRequested)
        return JobModel::tr("Being cancelled…");
    const bool tellsError = job.state == JobState::Failed || job.state == JobState::Pending;
    return tellsError && !job.errors.isEmpty() ? job.errors.last().message : QString();
}

} // namespace

QStringList knownJobKinds()
{
    return {u"optimize"_s, u"rules"_s, u"webhook"_s};
}

QString jobKindText(const QString &kind)
{
    if (kind == u"optimize")
        return JobModel::tr("Improve with AI");
    if (kind == u"rules")
        return JobModel::tr("Improve by rules");
    return kind == u"webhook" ? JobModel::tr("Import what was received") : kind;
}

JobModel::JobModel(QObject *parent) : PagedTable(parent) {}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString JobModel::text(const JobRow &row, int column) const
{
    const Job &job = row.job;
    switch (column) {
    case What:
        return row.marketplace.isEmpty() ? jobKindText(job.kind)
                                         : tr("%1 · %2").arg(jobKindText(job.kind), row.marketplace);
    case Product:
        return row.product;
    case State:
        return job.state == JobState::Running ? tr("%1 %").arg(job.progress) : jobStateText(job.state);
    case Attempts:
        return tr("%1 of %2", "attempts").arg(job.attempts).arg(job.maxAttempts);
    case When:
        return whenText(job);
    case Note:
        return noteText(job);
    default:
        return {};
    }
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const JobRow &row = *at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == State && row.job.state == JobState::Running
                   ? tr("%1, %2 percent").arg(jobStateText(row.job.state)).arg(row.job.progress)
                   : text(row, index.column());
    case IdRole:
        return row.job.id;
    case StateRole:
        return static_cast<int>(row.job.state);
    case ProgressRole:
        return index.column() == State && row.job.state == JobState::Running ? QVariant(row.job.progress) : QVariant();
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Job"),      tr("Product"), tr("State"),
                                         tr("Attempts"), tr("When"),    tr("Error")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace listwright
