// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/storagelocation.h"

#include <QFileInfo>
#include <QUrl>

namespace listwright {

StorageLocation StorageLocation::sqlite(QString path)
{
    StorageLocation location;
    location.m_path = QFileInfo(path).absoluteFilePath();
    return location;
}

Result<StorageLocation> StorageLocation::parse(const QString &url)
{
    const auto invalid = [&](const QString &reason) {
        return failure(ErrorCode::InvalidInput, tr("The database address cannot be used: %1").arg(reason));
    };
    if (url.startsWith(u"sqlite:")) {
        QString path = url.sliced(7);
        if (path.startsWith(u"///"))
            path = path.sliced(2);
        if (path.isEmpty() || path.startsWith(u"//"))
            return invalid(tr("it should read sqlite:///path/of/the/file.db."));
        return sqlite(path);
    }
    if (!url.isEmpty() && !url.contains(u':'))
        return sqlite(url);
    if (!url.startsWith(u"postgresql://") && !url.startsWith(u"postgres://"))
        return invalid(tr("it should begin with sqlite: or postgresql:."));
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid())
        return invalid(tr("it should read postgresql://user@host:5432/database."));
    StorageLocation location;
    location.m_kind = Kind::PostgreSql;
    location.m_host = parsed.host().isEmpty() ? QStringLiteral("localhost") : parsed.host();
    location.m_port = parsed.port(5432);
    location.m_database = parsed.path().sliced(parsed.path().isEmpty() ? 0 : 1);
    location.m_user = parsed.userName();
    location.m_password = parsed.password();
    if (location.m_database.isEmpty())
        return invalid(tr("it names no database."));
    return location;
}

QString StorageLocation::displayText() const
{
    if (isSqlite())
        return m_path;
    return QStringLiteral("postgresql://%1%2:%3/%4")
        .arg(m_user.isEmpty() ? QString() : m_user + u'@', m_host, QString::number(m_port), m_database);
}

} // namespace listwright
