// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkimport.h"
#include "services/storage/productrepository.h"

#include <QAbstractTableModel>

namespace listwright {

/** Imports, newest first. */
class ImportJobModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { File, State, Started, Duration, Created, Updated, Unchanged, Rejected, Problem, ColumnCount };
    enum Role { StateRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void setJobs(const QList<ImportJob> &jobs);
    const ImportJob *at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const ImportJob &job, int column) const;
    QList<ImportJob> m_jobs;
};

/** What was done to products and can be undone, newest first. */
class ChangeSetModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, What, Who, Products, Undone, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setChangeSets(const QList<ChangeSet> &sets);
    const ChangeSet *at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<ChangeSet> m_sets;
};

/** "0:42", "12:05", "1:02:03". */
QString durationText(qint64 milliseconds);
/**
 * A moment as a person says it, in local time: "Today, 14:05", "Yesterday, 14:05", else date and time. Empty for an
 * invalid one. Both in any time zone.
 */
QString momentText(const QDateTime &moment, const QDateTime &now);

} // namespace listwright
