// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace listwright {

/**
 * What of a JSON schema a value breaks, in English sentences a model understands; empty when it fits. Knows the
 * members that our schemas use: type, properties, required, items. Members that the schema does not name are no
 * violation: nobody reads them.
 */
QStringList schemaViolations(const QJsonValue &value, const QJsonObject &schema, const QString &path = {});

} // namespace listwright
