// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"

#include <QAbstractTableModel>

namespace listwright {

/** Bulk jobs, newest first, with how far each is. */
class BulkJobModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Started, Progress, Done, Failed, State, ColumnCount };
    /** ProgressRole is a percentage, where the cell shows one. */
    enum Role { IdRole = Qt::UserRole + 1, StateRole, ProgressRole };
    /** What StateRole says; a stopped one ended early, for the reason that the state's text tells. */
    enum Stage { Working, Paused, Finished, FinishedWithErrors, Stopped };

    using QAbstractTableModel::QAbstractTableModel;

    /** Rows that stay keep their selection. */
    void setBulkJobs(const QList<BulkJob> &jobs);
    const BulkJob *at(int row) const;
    int rowOf(qint64 id) const; ///< -1 when it is not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const BulkJob &job, int column) const;

    QList<BulkJob> m_jobs;
};

BulkJobModel::Stage stageOf(const BulkJob &job);
/** How many of a hundred are neither waiting nor running any more. */
int percentOf(const JobCounts &counts);

} // namespace listwright
