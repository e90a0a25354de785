// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"
#include "models/tables/pagedtable.h"

#include <QLocale>

namespace listwright {

/** A job as the table shows it. */
struct JobRow
{
    Job job;
    QString product{};     ///< its title, or how many there are; empty for a job without one
    QString marketplace{}; ///< its name, "Amazon"; empty for a job that is about none
    bool operator==(const JobRow &) const = default;
};

QStringList knownJobKinds();
/** What a kind of job does, translated; an unknown kind as it is. */
QString jobKindText(const QString &kind);

/** Jobs, newest first. */
class JobModel : public PagedTable<JobRow>
{
    Q_OBJECT

public:
    enum Column { What, Product, State, Attempts, When, Note, ColumnCount };
    /** ProgressRole is a percentage, where the cell shows one. */
    enum Role { IdRole = Qt::UserRole + 1, StateRole, ProgressRole };

    explicit JobModel(QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    qint64 idOf(const JobRow &row) const override { return row.job.id; }

private:
    QString text(const JobRow &row, int column) const;
};

} // namespace listwright
