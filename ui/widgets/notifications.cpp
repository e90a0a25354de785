// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/notifications.h"

#include "models/domain/error.h"

#include <QLoggingCategory>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(log, "listwright.ui")

} // namespace

int Notifications::post(Notification notification)
{
    notification.id = ++m_lastId;
    notification.at = QDateTime::currentDateTime();
    m_recent.prepend(std::move(notification));
    if (m_recent.size() > kept)
        m_recent.removeLast();
    Q_EMIT posted(m_lastId);
    return m_lastId;
}

int Notifications::error(const Error &error)
{
    qCWarning(log).noquote() << errorCodeName(error.code) << error.detail;
    return post({Notification::Kind::Error, error.message});
}

void Notifications::triggerAction(int id)
{
    const auto found = std::ranges::find(m_recent, id, &Notification::id);
    if (found == m_recent.end() || !found->action)
        return;
    const std::function<void()> action = std::exchange(found->action, nullptr);
    found->actionText.clear();
    Q_EMIT changed(id);
    action();
}

void Notifications::undone(const QList<qint64> &changeSets)
{
    QList<int> over;
    for (const Notification &notification : std::as_const(m_recent)) {
        const auto isUndone = [&](qint64 set) { return changeSets.contains(set); };
        if (std::ranges::any_of(notification.undoes, isUndone))
            over.append(notification.id);
    }
    for (const int id : over)
        settle(id);
}

void Notifications::settle(int id)
{
    const auto found = std::ranges::find(m_recent, id, &Notification::id);
    if (found == m_recent.end() || found->isOver)
        return;
    found->action = nullptr;
    found->actionText.clear();
    found->isOver = true;
    Q_EMIT changed(id);
}

std::optional<Notification> Notifications::find(int id) const
{
    const auto found = std::ranges::find(m_recent, id, &Notification::id);
    return found == m_recent.end() ? std::nullopt : std::optional(*found);
}

} // namespace listwright
