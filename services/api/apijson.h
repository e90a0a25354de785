// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>

#include <optional>

/** Values of the REST API's answers. */
namespace listwright::apijson {

/** "2026-11-26T09:30:00.000Z"; null where there is none. */
inline QJsonValue moment(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

inline QJsonValue moment(const std::optional<QDateTime> &time)
{
    return moment(time.value_or(QDateTime()));
}

} // namespace listwright::apijson
