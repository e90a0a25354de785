// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace listwright {

/**
 * The text without what looks like a secret: passwords in URLs, Authorization headers, values of names such as
 * password, token, secret or api_key, and keys of well-known shapes. Each is replaced by "[removed]". Takes time linear
 * in the length. Errs on the side of removing too much.
 */
QString redacted(const QString &text);

/** The same for every string in it; values under the name of a secret go whole. */
QJsonObject redacted(const QJsonObject &fields);

} // namespace listwright
