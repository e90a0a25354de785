// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace listwright {

/** The schema without what strict decoding does not take: lengths of texts, patterns, defaults. */
QJsonObject strictSchema(const QJsonObject &schema);

/** Instructions that ask for the form in words, for models that take no schema. */
QString withSchema(const QString &instructions, const QJsonObject &schema);

} // namespace listwright
