// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>

#include <optional>

namespace listwright {

/** "2026-11-26T09:30:00.000Z", as all JSON of ours says times; null where there is none. */
inline QJsonValue momentJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

inline QJsonValue momentJson(const std::optional<QDateTime> &time)
{
    return momentJson(time.value_or(QDateTime()));
}

} // namespace listwright
