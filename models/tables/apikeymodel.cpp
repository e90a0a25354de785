// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/apikeymodel.h"

#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** The day; of today, the time. */
QString shortTime(const QDateTime &moment)
{
    const QLocale locale;
    const QDateTime local = moment.toLocalTime();
    return local.date() == QDate::currentDate() ? locale.toString(local.time(), QLocale::ShortFormat)
                                                : locale.toString(local.date(), QLocale::ShortFormat);
}

QString wholeMoment(const QDateTime &moment)
{
    return QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat);
}

QString scopesText(ApiScopes scopes)
{
    if (scopes.testFlag(ApiScope::Admin))
        return apiScopeText(ApiScope::Admin);
    QStringList texts;
    for (const ApiScope scope : {ApiScope::Read, ApiScope::Write, ApiScope::Publish}) {
        if (scopes.testFlag(scope))
            texts.append(apiScopeText(scope));
    }
    return texts.join(u", "_s);
}

} // namespace

ApiKeyModel::ApiKeyModel(QObject *parent) : PagedTable(parent) {}

int ApiKeyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ApiKeyModel::text(const ApiKey &key, int column) const
{
    switch (column) {
    case Name:
        return key.name;
    case Allows:
        return scopesText(key.scopes);
    case Made:
        return shortTime(key.createdAt);
    case Expires:
        return key.expiresAt ? shortTime(*key.expiresAt) : tr("Never", "expires");
    case LastUsed:
        return key.lastUsedAt ? shortTime(*key.lastUsedAt) : tr("Never", "used");
    case State:
        return apiKeyStateText(key.state(QDateTime::currentDateTimeUtc()));
    default:
        return {};
    }
}

QString ApiKeyModel::toolTip(const ApiKey &key, int column) const
{
    switch (column) {
    case Name:
        return tr("%1, ends in %2", "key").arg(key.name, key.ending);
    case Made:
        return wholeMoment(key.createdAt);
    case Expires:
        return key.expiresAt ? wholeMoment(*key.expiresAt) : text(key, column);
    case LastUsed:
        return key.lastUsedAt ? wholeMoment(*key.lastUsedAt) : text(key, column);
    case State:
        return key.revokedAt ? tr("Revoked on %1").arg(wholeMoment(*key.revokedAt)) : text(key, column);
    default:
        return text(key, column);
    }
}

QVariant ApiKeyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ApiKey &key = *at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(key, index.column());
    case Qt::ToolTipRole:
        return toolTip(key, index.column());
    case IdRole:
        return key.id;
    case StateRole:
        return static_cast<int>(key.state(QDateTime::currentDateTimeUtc()));
    default:
        return {};
    }
}

QVariant ApiKeyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Name"),    tr("Allows"),    tr("Made"),
                                         tr("Expires"), tr("Last used"), tr("State")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace listwright
