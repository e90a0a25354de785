// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/activitymodels.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct ActivityTime
{
    Q_DECLARE_TR_FUNCTIONS(ActivityTime)
};

QString sinceText(const QDateTime &moment)
{
    return momentText(moment, QDateTime::currentDateTimeUtc());
}

QString wholeTime(const QDateTime &moment)
{
    return moment.isValid() ? QLocale().toString(moment.toLocalTime(), QLocale::LongFormat) : QString();
}

QString actorText(const QString &actor)
{
    if (actor == u"user")
        return ChangeSetModel::tr("You");
    if (actor == u"import")
        return ChangeSetModel::tr("Import");
    return actor.startsWith(u"rules") ? ChangeSetModel::tr("Built-in rules") : actor;
}

QString kindText(ChangeOrigin::Kind kind)
{
    switch (kind) {
    case ChangeOrigin::Kind::Edit:
        return ChangeSetModel::tr("Edited");
    case ChangeOrigin::Kind::Import:
        return ChangeSetModel::tr("Imported");
    case ChangeOrigin::Kind::Optimization:
        return ChangeSetModel::tr("Proposals accepted");
    case ChangeOrigin::Kind::Delete:
        return ChangeSetModel::tr("Deleted");
    case ChangeOrigin::Kind::Revert:
        return ChangeSetModel::tr("Taken back");
    case ChangeOrigin::Kind::Undo:
        return ChangeSetModel::tr("Undone");
    }
    return {};
}

} // namespace

QString durationText(qint64 milliseconds)
{
    const qint64 seconds = (milliseconds + 500) / 1000;
    const QString rest = u"%1:%2"_s.arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QLatin1Char('0'))
                             .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return seconds >= 3600 ? QString::number(seconds / 3600) + u':' + rest : rest;
}

QString momentText(const QDateTime &moment, const QDateTime &now)
{
    if (!moment.isValid())
        return {};
    const QLocale locale;
    const QDateTime local = moment.toLocalTime();
    const QString time = locale.toString(local.time(), QLocale::ShortFormat);
    switch (local.date().daysTo(now.toLocalTime().date())) {
    case 0:
        return ActivityTime::tr("Today, %1").arg(time);
    case 1:
        return ActivityTime::tr("Yesterday, %1").arg(time);
    default:
        return locale.toString(local, QLocale::ShortFormat);
    }
}

void ImportJobModel::setJobs(const QList<ImportJob> &jobs)
{
    const bool sameRows = std::equal(jobs.begin(), jobs.end(), m_jobs.begin(), m_jobs.end(),
                                     [](const ImportJob &a, const ImportJob &b) { return a.id == b.id; });
    if (sameRows) {
        m_jobs = jobs;
        if (!jobs.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_jobs = jobs;
    endResetModel();
}

const ImportJob *ImportJobModel::at(int row) const
{
    return row >= 0 && row < m_jobs.size() ? &m_jobs[row] : nullptr;
}

int ImportJobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int ImportJobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportJobModel::text(const ImportJob &job, int column) const
{
    const QLocale locale;
    switch (column) {
    case File:
        return QFileInfo(job.fileName).fileName();
    case State:
        return importStateText(job.state);
    case Started:
        return sinceText(job.startedAt);
    case Duration:
        return job.finishedAt.isValid() ? durationText(job.startedAt.msecsTo(job.finishedAt)) : QString();
    case Created:
        return locale.toString(job.created);
    case Updated:
        return locale.toString(job.updated);
    case Unchanged:
        return locale.toString(job.unchanged);
    case Rejected:
        return locale.toString(job.rejected);
    case Problem:
        return job.error;
    default:
        return {};
    }
}

QVariant ImportJobModel::data(const QModelIndex &index, int role) const
{
    const ImportJob *job = index.isValid() ? at(index.row()) : nullptr;
    if (!job)
        return {};
    if (role == Qt::DisplayRole)
        return text(*job, index.column());
    if (role == Qt::ToolTipRole && index.column() == File)
        return job->fileName;
    if (role == Qt::ToolTipRole)
        return index.column() == Started ? wholeTime(job->startedAt) : text(*job, index.column());
    if (role == StateRole)
        return static_cast<int>(job->state);
    if (role == Qt::TextAlignmentRole && index.column() >= Duration && index.column() <= Rejected)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    return {};
}

QVariant ImportJobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("File"),    tr("State"),     tr("Started"),  tr("Took"), tr("New"),
                                         tr("Updated"), tr("Unchanged"), tr("Rejected"), tr("Error")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

void ChangeSetModel::setChangeSets(const QList<ChangeSet> &sets)
{
    const bool sameRows = std::equal(sets.begin(), sets.end(), m_sets.begin(), m_sets.end(),
                                     [](const ChangeSet &a, const ChangeSet &b) { return a.id == b.id; });
    if (sameRows) {
        m_sets = sets;
        if (!sets.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_sets = sets;
    endResetModel();
}

const ChangeSet *ChangeSetModel::at(int row) const
{
    return row >= 0 && row < m_sets.size() ? &m_sets[row] : nullptr;
}

int ChangeSetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sets.size());
}

int ChangeSetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangeSetModel::data(const QModelIndex &index, int role) const
{
    const ChangeSet *set = index.isValid() ? at(index.row()) : nullptr;
    if (!set)
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Products)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case When:
        return role == Qt::ToolTipRole ? wholeTime(set->at) : sinceText(set->at);
    case What:
        return set->origin.summary.isEmpty() ? kindText(set->origin.kind) : set->origin.summary;
    case Who:
        return actorText(set->origin.actor);
    case Products:
        return QLocale().toString(set->products);
    case Undone:
        return set->undone ? tr("Undone") : QString();
    default:
        return {};
    }
}

QVariant ChangeSetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("When"), tr("What"), tr("Who"), tr("Products"), tr("State")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace listwright
