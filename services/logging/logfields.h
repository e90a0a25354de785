// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace listwright {

/**
 * Structured values beside the text of a message, kept apart from it in the log file:
 *   qCInfo(category).noquote() << "Import ended" << logFields({{u"rows"_s, rows}, {u"rejected"_s, rejected}});
 */
QString logFields(const QJsonObject &fields);

/** A message taken apart again. */
struct LogMessage
{
    QString text;
    QJsonObject fields;
};

LogMessage splitLogFields(const QString &message);

} // namespace listwright
