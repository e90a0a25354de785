// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/factsfile.h"

#include <QFile>
#include <QJsonDocument>

namespace listwright {

QJsonObject factsFile(const QString &name)
{
    QFile file(QStringLiteral(":/listwright/facts/") + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    const QJsonObject json = opened ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    Q_ASSERT_X(!json.isEmpty(), "factsFile", qPrintable(name));
    return json;
}

} // namespace listwright
