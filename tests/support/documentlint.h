// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace listwright::test {

/**
 * What of an OpenAPI document of version 3.1 breaks the public rules of Spectral's "oas" set, as far as they concern
 * such a document, each with its place. Schemas are held to what JsonSchema knows.
 */
QStringList lintFaults(const QJsonObject &document);

} // namespace listwright::test
