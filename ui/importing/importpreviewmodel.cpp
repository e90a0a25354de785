// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/importpreviewmodel.h"

#include "models/tables/catalogcell.h"
#include "ui/style/theme.h"

#include <QGuiApplication>
#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 300;

QString localValue(const ImportPreview::Row &row, int column)
{
    const QString value = row.values.value(column);
    if (column == ImportPreview::priceColumn) {
        const auto price = Money::fromString(value);
        return price ? moneyText(*price, QLocale()) : value;
    }
    if (column == ImportPreview::quantityColumn && !value.isEmpty())
        return QLocale().toString(value.toLongLong());
    return value;
}

} // namespace

ImportPreviewModel::ImportPreviewModel(Content content, QObject *parent)
    : QAbstractTableModel(parent), m_content(content)
{
}

void ImportPreviewModel::setPreview(const ImportPreview &preview)
{
    beginResetModel();
    m_preview = preview;
    endResetModel();
}

void ImportPreviewModel::clear()
{
    setPreview({});
}

const QStringList &ImportPreviewModel::headers() const
{
    return m_content == Content::Cells ? m_preview.columns : m_preview.targetColumns;
}

bool ImportPreviewModel::isRejected(int row) const
{
    const auto &problems = m_preview.rows[row].problems;
    return std::any_of(problems.begin(), problems.end(), [](const RecordProblem &problem) { return problem.rejects; });
}

int ImportPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_preview.rows.size());
}

int ImportPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(headers().size());
}

QString ImportPreviewModel::text(const QModelIndex &index) const
{
    const ImportPreview::Row &row = m_preview.rows[index.row()];
    if (m_content == Content::Products && row.values.isEmpty() && index.column() == 0 && !row.problems.isEmpty())
        return tr("Rejected: %1").arg(row.problems.first().reason);
    return m_content == Content::Cells ? row.cells.value(index.column()) : localValue(row, index.column());
}

/** Of the cell; in the products' table, where columns have other names, those of the whole row stand in the first. */
QList<RecordProblem> ImportPreviewModel::problems(const QModelIndex &index) const
{
    QList<RecordProblem> found;
    const QString header = headers().value(index.column());
    for (const RecordProblem &problem : m_preview.rows[index.row()].problems) {
        const bool here = m_content == Content::Cells ? problem.column == header : index.column() == 0;
        const bool ofRow =
            m_content == Content::Cells && index.column() == 0 && !m_preview.columns.contains(problem.column);
        if (here || ofRow)
            found.append(problem);
    }
    return found;
}

QVariant ImportPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index).left(shownCharacters).simplified();
    case ProblemRole: {
        int worst = 0;
        for (const RecordProblem &problem : problems(index))
            worst = std::max(worst, problem.rejects ? 2 : 1);
        return worst;
    }
    case Qt::BackgroundRole: {
        const int worst = data(index, ProblemRole).toInt();
        const Tokens &t = tokens(QGuiApplication::palette());
        return worst == 0 ? QVariant() : QVariant(worst == 2 ? t.dangerSoft : t.warningSoft);
    }
    case Qt::ForegroundRole:
        if (m_content == Content::Products && isRejected(index.row())) {
            const Tokens &t = tokens(QGuiApplication::palette());
            return index.column() == 0 ? t.danger : t.textDisabled;
        }
        return {};
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        QStringList reasons;
        for (const RecordProblem &problem : problems(index))
            reasons.append(problem.reason);
        return reasons.isEmpty() ? text(index).left(2000) : reasons.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant ImportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::ToolTipRole && orientation == Qt::Horizontal)
        return headers().value(section);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Horizontal)
        return headers().value(section);
    return section < m_preview.rows.size() ? QLocale().toString(m_preview.rows[section].line) : QVariant();
}

} // namespace listwright
