// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace listwright {

/**
 * What a job's payload or result says, as translated names and values; objects in it a level deep. Products are left
 * out, as their number stands elsewhere. `marketplace` is the name to show for the marketplace's key.
 */
QList<std::pair<QString, QString>> readableValues(const QJsonObject &object, const QString &marketplace);

} // namespace listwright
