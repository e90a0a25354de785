// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/historymodel.h"

#include "ui/review/proposalsource.h"

#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString who(const QString &actor)
{
    if (actor == u"user")
        return HistoryModel::tr("You");
    if (actor == u"import")
        return HistoryModel::tr("Import");
    if (actor.startsWith(u"rules"))
        return HistoryModel::tr("Built-in rules");
    return actor;
}

/** What is kept as a token in the words that the rest of the window uses. */
QString inWords(ProductField field, const QString &text)
{
    if (field == ProductField::Status) {
        const auto status = statusFromName(text);
        return status ? statusText(*status) : text;
    }
    if (field == ProductField::Condition) {
        const auto condition = conditionFromName(text);
        return condition ? conditionText(*condition) : text;
    }
    return readableText(field, text);
}

} // namespace

void HistoryModel::setEntries(const QList<HistoryEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

const HistoryEntry *HistoryModel::at(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries[row] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HistoryModel::fieldText(const HistoryEntry &entry) const
{
    const QString label = fieldLabel(entry.field);
    if (entry.marketplace.isEmpty())
        return label;
    return tr("%1 (%2)", "field, marketplace").arg(label, m_packs.nameOf(entry.marketplace));
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const HistoryEntry *entry = index.isValid() ? at(index.row()) : nullptr;
    if (!entry || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (index.column()) {
    case When: {
        const QDateTime at = entry->at.toLocalTime();
        return QString(QLocale().toString(at.date(), QLocale::ShortFormat) + u'\n' +
                       QLocale().toString(at.time(), QLocale::ShortFormat));
    }
    case Who:
        return who(entry->actor);
    case Field:
        return fieldText(*entry); // as a hint, too, since it may not fit
    case Before:
    case After: {
        const QString text = inWords(entry->field, index.column() == Before ? entry->before : entry->after);
        return role == Qt::ToolTipRole ? text.left(2000) : text.left(200).simplified();
    }
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Who:
        return tr("Who");
    case Field:
        return tr("Field");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    default:
        return {};
    }
}

} // namespace listwright
