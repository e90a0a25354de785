// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/recordnews.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <thread>

namespace listwright {

class AnswerStream;
class ApiGuard;
class Storage;

struct EventFeedOptions
{
    std::chrono::milliseconds gather{200};       ///< changes of one kind within it are one event
    std::chrono::milliseconds heartbeat{20'000}; ///< shorter than what proxies wait for an answer
    std::chrono::milliseconds keyCheck{5'000};   ///< how soon a key that was revoked ends its streams
    qsizetype kept = 128 * 1024;                 ///< bytes of past events, for who comes back after a short while
};

/**
 * Tells streams what changes in the catalog, as server-sent events (WHATWG HTML, 9.2): "product", "job", "proposal" and
 * "webhook" with {"ids": […]}, or {"all": true} where that would be too many or it is not known which. Storage and
 * guard must outlive it. Thread-safe.
 */
class EventFeed
{
public:
    EventFeed(Storage &storage, ApiGuard &guard, EventFeedOptions options = {});
    ~EventFeed(); ///< streams stay open, but nothing comes any more
    EventFeed(const EventFeed &) = delete;
    EventFeed &operator=(const EventFeed &) = delete;

    static QByteArray nameOf(RecordKind kind); ///< "product"
    static std::optional<RecordKind> kindOf(const QString &name);

    struct Subscription
    {
        std::weak_ptr<AnswerStream> stream{}; ///< ends with it
        QList<RecordKind> kinds{};            ///< empty = all
        QByteArray key{};                     ///< of the API; the stream ends when it may not read any more
    };
    /**
     * From the event after `lastEventId` on, where that is still known; where it is not, an event "reset" comes first.
     * Empty = from now on.
     */
    void subscribe(const Subscription &subscription, const QByteArray &lastEventId);

private:
    struct State;
    void run(const std::stop_token &stop);
    void checkKeys();

    ApiGuard &m_guard;
    std::shared_ptr<State> m_state; ///< of the storage's threads as well, which may be in it as this ends
    QMetaObject::Connection m_changed;
    QMetaObject::Connection m_recordsChanged;
    std::jthread m_thread;
};

} // namespace listwright
