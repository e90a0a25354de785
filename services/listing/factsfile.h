// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace listwright {

/** What resources/facts/NAME holds. Reads it each time: keep what is made of it. */
QJsonObject factsFile(const QString &name);

} // namespace listwright
