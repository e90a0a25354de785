// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/eventfeed.h"

#include "services/api/apiguard.h"
#include "services/server/answerstream.h"
#include "services/storage/storage.h"

#include <QRandomGenerator>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>

namespace listwright {

namespace {

using FeedClock = std::chrono::steady_clock;

constexpr std::array eventKinds{RecordKind::Product, RecordKind::Job, RecordKind::Proposal, RecordKind::Webhook};

/** Milliseconds until a client whose stream has ended is to come back. */
const QByteArray comeBack = "retry: 3000\n";

} // namespace

/** What changed of one kind since the last event. */
struct Gathered
{
    std::set<qint64> ids{};
    bool many = false;

    void add(const ChangedIds &changed)
    {
        many = many || changed.many;
        ids.insert(changed.ids.begin(), changed.ids.end());
        many = many || std::ssize(ids) > ChangedIds::most;
        if (many)
            ids.clear();
    }
    bool isEmpty() const { return ids.empty() && !many; }
    QByteArray json() const
    {
        if (many)
            return "{\"all\":true}";
        QByteArray list;
        for (const qint64 id : ids)
            list += (list.isEmpty() ? "" : ",") + QByteArray::number(id);
        return "{\"ids\":[" + list + "]}";
    }
};

struct KeptEvent
{
    quint64 number = 0;
    RecordKind kind = RecordKind::Product;
    QByteArray text{};
};

namespace {

bool wants(const EventFeed::Subscription &subscription, RecordKind kind)
{
    return subscription.kinds.isEmpty() || subscription.kinds.contains(kind);
}

} // namespace

/** All of it under the mutex. */
struct EventFeed::State
{
    explicit State(const EventFeedOptions &with) : options(with) {}

    const EventFeedOptions options;
    /** Part of each event's id, so that one from before the program was started again is not taken for one of now. */
    const QByteArray name = QByteArray::number(QRandomGenerator::global()->generate64(), 16);
    std::mutex mutex;
    std::condition_variable_any changed;
    std::array<Gathered, eventKinds.size()> gathered;
    std::optional<FeedClock::time_point> due; ///< when what was gathered is sent
    quint64 newest = 0;
    std::deque<KeptEvent> kept;
    qsizetype keptBytes = 0;
    QList<Subscription> subscriptions;
    int asked = 0; ///< keys that the guard has not answered for yet

    void note(RecordKind kind, const ChangedIds &ids);
    void publish();
    void keep(KeptEvent event);
    void beat();
    void removeEnded();
    QByteArray idLine(quint64 number) const { return "id: " + name + '-' + QByteArray::number(number) + '\n'; }
    /** Of an event whose followers are all known; nothing where it is another feed's, or too old. */
    std::optional<quint64> numberOf(const QByteArray &eventId) const;
    QByteArray missed(const Subscription &subscription, const QByteArray &lastEventId) const;
};

void EventFeed::State::note(RecordKind kind, const ChangedIds &ids)
{
    if (ids.isEmpty())
        return;
    gathered.at(static_cast<std::size_t>(kind)).add(ids);
    if (due)
        return;
    due = FeedClock::now() + options.gather;
    changed.notify_all();
}

void EventFeed::State::publish()
{
    due.reset();
    removeEnded();
    for (const RecordKind kind : eventKinds) {
        const Gathered now = std::exchange(gathered.at(static_cast<std::size_t>(kind)), {});
        if (now.isEmpty())
            continue;
        const QByteArray text = "event: " + nameOf(kind) + '\n' + idLine(++newest) + "data: " + now.json() + "\n\n";
        for (const Subscription &subscription : std::as_const(subscriptions)) {
            const auto stream = wants(subscription, kind) ? subscription.stream.lock() : nullptr;
            if (stream)
                stream->write(text);
        }
        keep({newest, kind, text});
    }
}

void EventFeed::State::keep(KeptEvent event)
{
    keptBytes += event.text.size();
    kept.push_back(std::move(event));
    while (keptBytes > options.kept && !kept.empty()) {
        keptBytes -= kept.front().text.size();
        kept.pop_front();
    }
}

/** A comment, and how far the client is, also where it wanted nothing of what came. */
void EventFeed::State::beat()
{
    removeEnded();
    const QByteArray text = ":\n" + idLine(newest) + '\n';
    for (const Subscription &subscription : std::as_const(subscriptions)) {
        if (const auto stream = subscription.stream.lock())
            stream->write(text);
    }
}

void EventFeed::State::removeEnded()
{
    subscriptions.removeIf([](const Subscription &subscription) { return subscription.stream.expired(); });
}

std::optional<quint64> EventFeed::State::numberOf(const QByteArray &eventId) const
{
    bool isNumber = false;
    const quint64 number = eventId.mid(name.size() + 1).toULongLong(&isNumber);
    const quint64 oldest = kept.empty() ? newest : kept.front().number - 1;
    if (!eventId.startsWith(QByteArray(name + '-')) || !isNumber || number > newest || number < oldest)
        return {};
    return number;
}

QByteArray EventFeed::State::missed(const Subscription &subscription, const QByteArray &lastEventId) const
{
    if (lastEventId.isEmpty())
        return {};
    const auto number = numberOf(lastEventId);
    if (!number)
        return "event: reset\n" + idLine(newest) + "data: {\"all\":true}\n\n";
    QByteArray events;
    for (const KeptEvent &event : kept) {
        if (event.number > *number && wants(subscription, event.kind))
            events += event.text;
    }
    return events;
}

EventFeed::EventFeed(Storage &storage, ApiGuard &guard, EventFeedOptions options)
    : m_guard(guard), m_state(std::make_shared<State>(options))
{
    m_changed = QObject::connect(&storage, &Storage::changed, [state = m_state](const CatalogChange &change) {
        const std::lock_guard lock(state->mutex);
        state->note(RecordKind::Product, {change.productIds, change.productIds.isEmpty()});
    });
    m_recordsChanged = QObject::connect(&storage, &Storage::recordsChanged, [state = m_state](const RecordNews &news) {
        const std::lock_guard lock(state->mutex);
        for (const RecordKind kind : eventKinds)
            state->note(kind, news[kind]);
    });
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

EventFeed::~EventFeed()
{
    QObject::disconnect(m_changed);
    QObject::disconnect(m_recordsChanged);
    m_thread = {};
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, [this] { return m_state->asked == 0; });
}

QByteArray EventFeed::nameOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Product:
        return "product";
    case RecordKind::Job:
        return "job";
    case RecordKind::Proposal:
        return "proposal";
    case RecordKind::Webhook:
        return "webhook";
    }
    return {};
}

std::optional<RecordKind> EventFeed::kindOf(const QString &name)
{
    for (const RecordKind kind : eventKinds) {
        if (name == QLatin1String(nameOf(kind)))
            return kind;
    }
    return {};
}

void EventFeed::subscribe(const Subscription &subscription, const QByteArray &lastEventId)
{
    const std::lock_guard lock(m_state->mutex);
    const auto stream = subscription.stream.lock();
    if (!stream)
        return;
    // The last line says how far it is only after what it missed: it may be gone again before.
    stream->write(comeBack + '\n' + m_state->missed(subscription, lastEventId) + m_state->idLine(m_state->newest) +
                  '\n');
    m_state->subscriptions.append(subscription);
}

void EventFeed::run(const std::stop_token &stop)
{
    State &state = *m_state;
    std::unique_lock lock(state.mutex);
    auto beat = FeedClock::now() + state.options.heartbeat;
    auto check = FeedClock::now() + state.options.keyCheck;
    while (!stop.stop_requested()) {
        const auto due = state.due;
        const auto next = std::min(beat, check);
        state.changed.wait_until(lock, stop, due ? std::min(next, *due) : next, [&] { return state.due != due; });
        const auto now = FeedClock::now();
        if (state.due && now >= *state.due)
            state.publish();
        if (now >= beat) {
            state.beat();
            beat = now + state.options.heartbeat;
        }
        if (now >= check) {
            lock.unlock();
            checkKeys();
            lock.lock();
            check = now + state.options.keyCheck;
        }
    }
}

void EventFeed::checkKeys()
{
    QList<Subscription> subscriptions;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->removeEnded();
        subscriptions = m_state->subscriptions;
        m_state->asked += static_cast<int>(subscriptions.size());
    }
    for (const Subscription &subscription : std::as_const(subscriptions)) {
        m_guard.ask(subscription.key, [state = m_state, weak = subscription.stream](const Result<ApiKey> &caller) {
            // Where the database is away nobody knows better than before.
            const bool ends = caller ? !caller->allows(ApiScope::Read) : caller.error().code == ErrorCode::Unauthorized;
            const auto stream = ends ? weak.lock() : nullptr;
            if (stream)
                stream->end();
            const std::lock_guard lock(state->mutex);
            --state->asked;
            state->changed.notify_all();
        });
    }
}

} // namespace listwright
