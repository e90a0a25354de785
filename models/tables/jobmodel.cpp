// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/jobmodel.h"

#include "models/tables/whenfinished.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString timeText(const QDateTime &moment)
{
    const QLocale locale;
    const QDateTime local = moment.toLocalTime();
    return local.date() == QDate::currentDate() ? locale.toString(local.time(), QLocale::ShortFormat)
                                                : locale.toString(local, QLocale::ShortFormat);
}

QString whenText(const Job &job)
{
    if (job.state == JobState::Running && job.startedAt)
        return JobModel::tr("since %1").arg(timeText(*job.startedAt));
    if (job.state == JobState::Pending && job.runAfter > QDateTime::currentDateTimeUtc())
        return JobModel::tr("from %1 on").arg(timeText(job.runAfter));
    return timeText(job.finishedAt.value_or(job.createdAt));
}

QString noteText(const Job &job)
{
    if (job.state == JobState::Running && job.cancelRequested)
        return JobModel::tr("Being cancelled…");
    const bool tellsError = job.state == JobState::Failed || job.state == JobState::Pending;
    return tellsError && !job.errors.isEmpty() ? job.errors.last().message : QString();
}

} // namespace

QString jobKindText(const QString &kind)
{
    if (kind == u"optimize")
        return JobModel::tr("Improve with AI");
    return kind == u"rules" ? JobModel::tr("Improve by rules") : kind;
}

JobModel::JobModel(QObject *parent) : QAbstractTableModel(parent) {}

void JobModel::setLoader(const Loader &loader)
{
    m_loader = loader;
    m_startAnew = true;
    m_refreshTo = 0;
    request(0);
}

void JobModel::refresh()
{
    if (!m_loader)
        return;
    if (m_loading) {
        m_refreshAgain = true;
        return;
    }
    m_refreshTo = rowCount();
    request(0);
}

void JobModel::request(qint64 beforeId)
{
    m_loading = true;
    const quint64 number = ++m_request;
    whenFinished(m_loader(beforeId, pageSize), this,
                 [this, number, beforeId](const Result<QList<JobRow>> &page) { onLoaded(number, beforeId, page); });
}

void JobModel::onLoaded(quint64 request, qint64 beforeId, const Result<QList<JobRow>> &page)
{
    if (request != m_request)
        return;
    if (!page) {
        m_loading = false;
        m_complete = true; // asking again and again would not help; a refresh tries anew
        Q_EMIT loadFailed(page.error());
        return;
    }
    if (std::exchange(m_startAnew, false)) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }
    const bool last = page->size() < pageSize;
    const auto below = [this](qint64 id) {
        return static_cast<int>(std::ranges::find_if(m_rows, [id](const JobRow &row) { return row.job.id < id; }) -
                                m_rows.begin());
    };
    const int first = beforeId == 0 ? 0 : below(beforeId);
    const int next = merge(*page, first, last ? rowCount() : below(page->last().job.id));
    if (!last && next < m_refreshTo) {
        this->request(page->last().job.id);
        return;
    }
    m_loading = false; // not before the rows are in: a view asks for more as soon as it sees some
    m_complete = last || (m_complete && next < rowCount());
    m_refreshTo = 0;
    Q_EMIT loaded();
    if (std::exchange(m_refreshAgain, false))
        refresh();
}

int JobModel::merge(const QList<JobRow> &page, int first, int end)
{
    if (first == end && !page.isEmpty()) {
        beginInsertRows({}, first, first + static_cast<int>(page.size()) - 1);
        for (qsizetype i = 0; i < page.size(); ++i)
            m_rows.insert(first + i, page[i]);
        endInsertRows();
        return first + static_cast<int>(page.size());
    }
    int row = first;
    for (const JobRow &read : page) {
        while (row < end && m_rows[row].job.id > read.job.id) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
            --end;
        }
        if (row < end && m_rows[row].job.id == read.job.id) {
            if (m_rows[row] != read) {
                m_rows[row] = read;
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
        } else {
            beginInsertRows({}, row, row);
            m_rows.insert(row, read);
            endInsertRows();
            ++end;
        }
        ++row;
    }
    if (row < end) {
        beginRemoveRows({}, row, end - 1);
        m_rows.remove(row, end - row);
        endRemoveRows();
    }
    return row;
}

const JobRow *JobModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

int JobModel::rowOf(qint64 id) const
{
    const auto found = std::ranges::find_if(m_rows, [id](const JobRow &row) { return row.job.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

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
    const JobRow &row = m_rows[index.row()];
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

bool JobModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loader && !m_loading && !m_complete && !m_rows.isEmpty();
}

void JobModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        request(m_rows.last().job.id);
}

} // namespace listwright
