// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "ui/services.h"

#include <QObject>

namespace listwright {

/** What a person does with received requests. The work is done in the storage's threads; a notification tells of it. */
class InboxActions : public QObject
{
    Q_OBJECT

public:
    explicit InboxActions(Services services, QObject *parent = nullptr);

    /** Imports what they hold once more, as new requests. */
    void replay(const QList<qint64> &ids);
    void remove(const QList<qint64> &ids);
    /** Puts the request as a command of curl on the clipboard, with a place for the secret. */
    void copyAsCurl(qint64 id);

Q_SIGNALS:
    /** Stored, or refused. */
    void done();

private:
    Services m_services;
};

/** The command of a shell that sends the request again; the secret is $LISTWRIGHT_WEBHOOK_SECRET. */
QString curlCommand(const struct WebhookEvent &event, const QString &address);

} // namespace listwright
