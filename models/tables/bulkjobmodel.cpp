// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/bulkjobmodel.h"

#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column)
{
    return column == BulkJobModel::Done || column == BulkJobModel::Failed;
}

QString stateText(const BulkJob &job)
{
    switch (stageOf(job)) {
    case BulkJobModel::Working:
        return BulkJobModel::tr("Working");
    case BulkJobModel::Paused:
        return BulkJobModel::tr("Paused");
    case BulkJobModel::Finished:
        return BulkJobModel::tr("Finished");
    case BulkJobModel::FinishedWithErrors:
        return BulkJobModel::tr("Finished with errors");
    case BulkJobModel::Stopped:
        return BulkJobModel::tr("Stopped early");
    }
    return {};
}

} // namespace

BulkJobModel::Stage stageOf(const BulkJob &job)
{
    if (!job.error.isEmpty())
        return BulkJobModel::Stopped;
    if (!job.isFinished())
        return job.paused ? BulkJobModel::Paused : BulkJobModel::Working;
    return job.counts.failed > 0 ? BulkJobModel::FinishedWithErrors : BulkJobModel::Finished;
}

int percentOf(const JobCounts &counts)
{
    const qint64 total = counts.total();
    return total == 0 ? 100 : static_cast<int>((total - counts.pending - counts.running) * 100 / total);
}

void BulkJobModel::setBulkJobs(const QList<BulkJob> &jobs)
{
    const bool sameRows = std::ranges::equal(jobs, m_jobs, {}, &BulkJob::id, &BulkJob::id);
    if (sameRows) {
        for (int row = 0; row < rowCount(); ++row) {
            if (m_jobs[row] == jobs[row])
                continue;
            m_jobs[row] = jobs[row];
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
        return;
    }
    // New ones come at the top; whatever else differs is rare enough to begin anew.
    const qsizetype added = jobs.size() - m_jobs.size();
    if (added > 0 && std::ranges::equal(jobs.sliced(added), m_jobs, {}, &BulkJob::id, &BulkJob::id)) {
        beginInsertRows({}, 0, static_cast<int>(added) - 1);
        m_jobs = jobs.first(added) + m_jobs;
        endInsertRows();
        setBulkJobs(jobs);
        return;
    }
    beginResetModel();
    m_jobs = jobs;
    endResetModel();
}

const BulkJob *BulkJobModel::at(int row) const
{
    return row >= 0 && row < m_jobs.size() ? &m_jobs[row] : nullptr;
}

int BulkJobModel::rowOf(qint64 id) const
{
    const auto found = std::ranges::find(m_jobs, id, &BulkJob::id);
    return found == m_jobs.end() ? -1 : static_cast<int>(found - m_jobs.begin());
}

int BulkJobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int BulkJobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BulkJobModel::text(const BulkJob &job, int column) const
{
    const QLocale locale;
    switch (column) {
    case Title:
        return job.title;
    case Started:
        return locale.toString(job.startedAt.toLocalTime(), QLocale::ShortFormat);
    case Progress:
        return tr("%1 of %2")
            .arg(locale.toString(job.counts.total() - job.counts.pending - job.counts.running),
                 locale.toString(job.counts.total()));
    case Done:
        return locale.toString(job.counts.completed);
    case Failed:
        return locale.toString(job.counts.failed);
    case State:
        return stateText(job);
    default:
        return {};
    }
}

QVariant BulkJobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BulkJob &job = m_jobs[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(job, index.column());
    case Qt::ToolTipRole:
        return index.column() == State && !job.error.isEmpty() ? job.error : text(job, index.column());
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight) : QVariant();
    case IdRole:
        return job.id;
    case StateRole:
        return stageOf(job);
    case ProgressRole:
        return index.column() == Progress ? QVariant(percentOf(job.counts)) : QVariant();
    default:
        return {};
    }
}

QVariant BulkJobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Bulk job"), tr("Started"), tr("Progress"),
                                         tr("Done"),     tr("Failed"),  tr("State")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace listwright
