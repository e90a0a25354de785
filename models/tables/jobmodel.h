// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"

#include <QAbstractTableModel>
#include <QFuture>
#include <QLocale>

#include <functional>

namespace listwright {

/** A job as the table shows it. */
struct JobRow
{
    Job job;
    QString product{};     ///< its title, or how many there are; empty for a job without one
    QString marketplace{}; ///< its name, "Amazon"; empty for a job that is about none
    bool operator==(const JobRow &) const = default;
};

/** What a kind of job does, translated; an unknown kind as it is. */
QString jobKindText(const QString &kind);

/**
 * Jobs, newest first, read page by page. A refresh reads the pages shown again, one after the other, and changes only
 * what is different, so that selection and place stay.
 */
class JobModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { What, Product, State, Attempts, When, Note, ColumnCount };
    /** ProgressRole is a percentage, where the cell shows one. */
    enum Role { IdRole = Qt::UserRole + 1, StateRole, ProgressRole };
    static constexpr int pageSize = 100;

    /** Jobs with a number below `beforeId` (0 = from the newest), the highest first. */
    using Loader = std::function<QFuture<Result<QList<JobRow>>>(qint64 beforeId, int limit)>;

    explicit JobModel(QObject *parent = nullptr);

    /** Starts anew with other jobs. */
    void setLoader(const Loader &loader);
    void refresh();
    bool isLoading() const { return m_loading; }

    const JobRow *at(int row) const;
    int rowOf(qint64 id) const; ///< -1 when it is not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /** All pages asked for have come. */
    void loaded();
    void loadFailed(const listwright::Error &error);

private:
    void request(qint64 beforeId);
    void onLoaded(quint64 request, qint64 beforeId, const Result<QList<JobRow>> &page);
    /** Puts the page in the place of the rows from `first` to `end`; the row after it. */
    int merge(const QList<JobRow> &page, int first, int end);
    QString text(const JobRow &row, int column) const;

    Loader m_loader;
    QList<JobRow> m_rows;
    bool m_loading = false;
    bool m_complete = false;
    bool m_startAnew = false;    ///< the next page replaces what is shown
    bool m_refreshAgain = false; ///< something changed while pages were being read
    int m_refreshTo = 0;         ///< rows to read again
    quint64 m_request = 0;       ///< number of the newest; older answers are dropped
};

} // namespace listwright
