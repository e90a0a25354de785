// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>

#include <functional>
#include <optional>

namespace listwright {

struct Error;

/** One message that needs no answer. */
struct Notification
{
    enum class Kind { Information, Success, Warning, Error };

    Kind kind = Kind::Information;
    QString text;                   ///< one sentence
    QString detail{};               ///< more of it, shown smaller
    QString actionText{};           ///< "Undo"; empty = no button
    std::function<void()> action{}; ///< run at most once, on the GUI thread
    QList<qint64> undoes{};         ///< the change sets that the action takes back
    bool isOver = false;            ///< they were taken back, or what it offers is done already
    QDateTime at{};                 ///< set by post()
    int id = 0;                     ///< set by post()
};

/** What the window told the person, newest first. The toasts and the list of recent messages show it. GUI thread. */
class Notifications : public QObject
{
    Q_OBJECT

public:
    static constexpr int kept = 50;

    using QObject::QObject;

    /** Shows the message; its id. An action whose objects may die must guard itself (QPointer). */
    int post(Notification notification);
    int information(const QString &text) { return post({Notification::Kind::Information, text}); }
    int success(const QString &text) { return post({Notification::Kind::Success, text}); }
    int warning(const QString &text) { return post({Notification::Kind::Warning, text}); }
    /** The error's message; its detail goes to the log only. */
    int error(const Error &error);

    /** Runs the action of a message and takes it away, so that it cannot run twice. */
    void triggerAction(int id);
    /** Those who offer to take one of the change sets back offer it no more, and need not be shown any longer. */
    void undone(const QList<qint64> &changeSets);
    /** What the message offers is done already: it offers it no more, and need not be shown any longer. */
    void settle(int id);

    const QList<Notification> &recent() const { return m_recent; }
    std::optional<Notification> find(int id) const;

Q_SIGNALS:
    void posted(int id);
    void changed(int id);

private:
    QList<Notification> m_recent;
    int m_lastId = 0;
};

} // namespace listwright
