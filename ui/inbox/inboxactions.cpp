// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/inboxactions.h"

#include "models/tables/whenfinished.h"
#include "services/intake/intakejob.h"
#include "services/receiving/receivercontrol.h"
#include "services/storage/storage.h"
#include "services/storage/webhookrepository.h"
#include "ui/widgets/notifications.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Characters; a system takes arguments of a program up to 128 KiB. Those of the shell's own printf are not bounded. */
constexpr qsizetype longestArgument = 30'000;

bool isControl(QChar c)
{
    return c < u' ' || c == u'\x7f';
}

/**
 * In single quotes, as a shell takes it. A terminal drops or acts on pasted controls but the end of a line, so a text
 * with any is written as bash, ksh and zsh read it, with the marks that mean something to them in numbers.
 */
QString quoted(QString text)
{
    if (!std::ranges::any_of(text, [](QChar c) { return isControl(c) && c != u'\n'; }))
        return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
    QString written = u"$'"_s;
    for (const QChar c : text) {
        if (c == u'\r' || c == u'\n')
            written += c == u'\r' ? u"\\r"_s : u"\\n"_s;
        else if (isControl(c) || c == u'\'' || c == u'\\' || c == u'!')
            written += u"\\%1"_s.arg(c.unicode(), 3, 8, QChar(u'0'));
        else
            written += c;
    }
    return written + u'\'';
}

Result<qint64> replayAll(Database &database, const QList<qint64> &ids)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    return intakejob::replay(database, ids).and_then([&](qint64 count) {
        return transaction.commit().map([count] { return count; });
    });
}

} // namespace

QString curlCommand(const WebhookEvent &event, const QString &address)
{
    const QString type = event.contentType.isEmpty() ? u"application/json"_s : event.contentType;
    const QString body = quoted(QString::fromUtf8(event.body));
    const QString curl = u"curl -sS %1 -H \"X-Webhook-Secret: $LISTWRIGHT_WEBHOOK_SECRET\" -H %2"_s.arg(
        quoted(address), quoted(u"Content-Type: "_s + type));
    if (body.size() < longestArgument) // --data and --data-binary read a file where it begins with @
        return curl + u" --data-raw "_s + body;
    return u"printf %s "_s + body + u" | "_s + curl + u" --data-binary @-"_s;
}

InboxActions::InboxActions(Services services, QObject *parent) : QObject(parent), m_services(std::move(services)) {}

void InboxActions::replay(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return;
    const auto work = [ids](Database &database) { return replayAll(database, ids); };
    whenFinished(m_services.storage->write(work), this, [this](const Result<qint64> &count) {
        if (m_services.jobs)
            m_services.jobs->wake();
        if (!count)
            m_services.notifications->error(count.error());
        else if (*count == 0)
            m_services.notifications->information(tr("Nothing of these requests was kept that could be imported."));
        else
            m_services.notifications->information(
                tr("%Ln request(s) are imported once more.", nullptr, static_cast<int>(*count)));
        Q_EMIT done();
    });
}

void InboxActions::remove(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return;
    const auto work = [ids](Database &database) { return WebhookRepository(database).remove(ids); };
    whenFinished(m_services.storage->write(work), this, [this](const Result<qint64> &count) {
        if (!count)
            m_services.notifications->error(count.error());
        else
            m_services.notifications->information(
                tr("%Ln request(s) deleted. Their products stay.", nullptr, static_cast<int>(*count)));
        Q_EMIT done();
    });
}

void InboxActions::copyAsCurl(qint64 id)
{
    if (!m_services.receiver)
        return;
    const auto work = [id, address = m_services.receiver->webhookAddress()](Database &database) {
        return WebhookRepository(database).find(id).map(
            [address](const WebhookEvent &event) { return curlCommand(event, address); });
    };
    whenFinished(m_services.storage->read(work), this, [this](const Result<QString> &command) {
        if (!command) {
            m_services.notifications->error(command.error());
            return;
        }
        QGuiApplication::clipboard()->setText(*command);
        m_services.notifications->information(
            tr("The command is on the clipboard. It reads the secret from LISTWRIGHT_WEBHOOK_SECRET."));
    });
}

} // namespace listwright
