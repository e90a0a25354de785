// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logfields.h"

#include <QJsonDocument>

namespace listwright {

namespace {

// "Record separator": does not occur in text, and the JSON after it cannot contain it unescaped.
constexpr QChar separator(0x1e);

} // namespace

QString logFields(const QJsonObject &fields)
{
    return separator + QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact));
}

LogMessage splitLogFields(const QString &message)
{
    const qsizetype at = message.indexOf(separator);
    if (at < 0)
        return {message, {}};
    const QJsonDocument fields = QJsonDocument::fromJson(QStringView(message).mid(at + 1).toUtf8());
    if (!fields.isObject())
        return {message, {}};
    return {message.left(at).trimmed(), fields.object()};
}

} // namespace listwright
