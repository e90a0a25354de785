// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A thread with this dispatcher does what one with Qt's own does.

#include "services/server/epolldispatcher.h"
#include "services/server/mailbox.h"

#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <latch>

#include <sys/socket.h>
#include <unistd.h>

using namespace listwright;

namespace {

/** Two ends of a connection; both are closed with it. */
class Pair
{
public:
    Pair()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_ends.data()) != 0)
            qFatal("no sockets");
    }
    ~Pair()
    {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Pair(const Pair &) = delete;
    Pair &operator=(const Pair &) = delete;

    int here() const { return m_ends[0]; }
    void send() const { QCOMPARE(::write(m_ends[1], "x", 1), 1); }
    void take() const
    {
        char byte = 0;
        QCOMPARE(::read(m_ends[0], &byte, 1), 1);
    }
    void hangUp() const { ::shutdown(m_ends[1], SHUT_RDWR); }

private:
    std::array<int, 2> m_ends{};
};

} // namespace

/** Lives in the thread. Qt wakes a dispatcher after an event is posted: whoever ends the thread has to be waited for.
 */
class Inside : public QObject
{
public:
    ~Inside() override { m_mailbox.close(); }
    void end()
    {
        m_mailbox.post([this] { thread()->quit(); });
    }

private:
    Mailbox m_mailbox{this};
};

class TestEpollDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_thread = std::make_unique<QThread>();
        m_thread->setEventDispatcher(new EpollDispatcher);
        m_thread->start();
        m_inside = new Inside;
        m_inside->moveToThread(m_thread.get());
        connect(m_thread.get(), &QThread::finished, m_inside, &QObject::deleteLater);
    }
    void cleanup()
    {
        m_inside->end();
        QVERIFY(m_thread->wait(20'000));
    }

    void eventsOfOtherThreadsArrive();
    void timersRunInTheirOrder();
    void socketsAreTold();
    void disabledOnesAreNot();
    void hangingUpIsTold();
    void oneMayEndTheNext();
    void aNumberMayComeBack();
    void hundredsOfSockets();

private:
    /** Takes what comes, and counts. To be made and ended in the thread. */
    std::unique_ptr<QSocketNotifier> taking(const Pair &pair, std::atomic<int> &count)
    {
        auto notifier = std::make_unique<QSocketNotifier>(pair.here(), QSocketNotifier::Read);
        connect(notifier.get(), &QSocketNotifier::activated, m_inside, [&pair, &count] {
            pair.take();
            ++count;
        });
        return notifier;
    }
    /** In the thread; waits until it is done. */
    template <class Work>
    void run(Work work)
    {
        QVERIFY(QMetaObject::invokeMethod(m_inside, std::move(work), Qt::BlockingQueuedConnection));
    }

    std::unique_ptr<QThread> m_thread;
    Inside *m_inside = nullptr;
};

void TestEpollDispatcher::eventsOfOtherThreadsArrive()
{
    constexpr int each = 5000;
    std::atomic<int> arrived = 0;
    std::vector<std::thread> senders;
    for (int i = 0; i < 4; ++i) {
        senders.emplace_back([&] {
            for (int event = 0; event < each; ++event)
                QMetaObject::invokeMethod(m_inside, [&] { ++arrived; });
        });
    }
    for (std::thread &sender : senders)
        sender.join();
    QTRY_COMPARE(arrived.load(), 4 * each);
}

void TestEpollDispatcher::timersRunInTheirOrder()
{
    QList<int> ran;
    std::latch done(1);
    std::unique_ptr<QTimer> repeating;
    run([&] {
        const auto after = [&](int milliseconds, int number) {
            QTimer::singleShot(milliseconds, m_inside, [&ran, number] { ran.append(number); });
        };
        after(60, 3);
        after(0, 1);
        after(20, 2);
        QTimer::singleShot(120, m_inside, [&] { done.count_down(); });
    });
    done.wait();
    QCOMPARE(ran, QList<int>({1, 2, 3}));

    int times = 0;
    std::latch three(3);
    run([&] {
        repeating = std::make_unique<QTimer>();
        connect(repeating.get(), &QTimer::timeout, m_inside, [&] {
            if (++times <= 3)
                three.count_down();
        });
        repeating->start(5);
        const auto known = m_thread->eventDispatcher()->registeredTimers(repeating.get());
        QCOMPARE(known.size(), 1);
        QVERIFY(repeating->remainingTime() >= 0 && repeating->remainingTime() <= 5);
    });
    three.wait();
    run([&] { repeating.reset(); });
    const int last = times;
    run([] {});
    run([] {}); // after another round
    run([&] { QCOMPARE(times, last); });
}

void TestEpollDispatcher::socketsAreTold()
{
    const Pair pair;
    std::atomic<int> read = 0;
    std::atomic<int> writable = 0;
    std::unique_ptr<QSocketNotifier> reading;
    std::unique_ptr<QSocketNotifier> writing;
    run([&] {
        reading = taking(pair, read);
        writing = std::make_unique<QSocketNotifier>(pair.here(), QSocketNotifier::Write);
        connect(writing.get(), &QSocketNotifier::activated, m_inside, [&] {
            writing->setEnabled(false); // it always is
            ++writable;
        });
    });
    QTRY_COMPARE(writable.load(), 1);
    for (int i = 1; i <= 3; ++i) {
        pair.send();
        QTRY_COMPARE(read.load(), i);
    }
    QCOMPARE(writable.load(), 1);
    run([&] {
        reading.reset();
        writing.reset();
    });
}

void TestEpollDispatcher::disabledOnesAreNot()
{
    const Pair pair;
    std::atomic<int> told = 0;
    std::unique_ptr<QSocketNotifier> notifier;
    run([&] {
        notifier = taking(pair, told);
        notifier->setEnabled(false);
    });
    pair.send();
    run([] {});
    run([] {}); // after another round
    QCOMPARE(told.load(), 0);
    run([&] { notifier->setEnabled(true); });
    QTRY_COMPARE(told.load(), 1); // what came meanwhile
    run([&] { notifier.reset(); });
}

void TestEpollDispatcher::hangingUpIsTold()
{
    const Pair pair;
    std::latch told(1);
    std::unique_ptr<QSocketNotifier> notifier;
    run([&] {
        notifier = std::make_unique<QSocketNotifier>(pair.here(), QSocketNotifier::Read);
        connect(notifier.get(), &QSocketNotifier::activated, m_inside, [&] {
            notifier->setEnabled(false);
            told.count_down();
        });
    });
    pair.hangUp();
    told.wait();
    run([&] { notifier.reset(); });
}

void TestEpollDispatcher::oneMayEndTheNext()
{
    const Pair one;
    const Pair other;
    std::atomic<int> told = 0;
    std::unique_ptr<QSocketNotifier> first;
    std::unique_ptr<QSocketNotifier> second;
    run([&] { // both are ready in the same round
        one.send();
        other.send();
        first = std::make_unique<QSocketNotifier>(one.here(), QSocketNotifier::Read);
        second = std::make_unique<QSocketNotifier>(other.here(), QSocketNotifier::Read);
        connect(first.get(), &QSocketNotifier::activated, m_inside, [&] {
            one.take();
            ++told;
            second.reset();
        });
        connect(second.get(), &QSocketNotifier::activated, m_inside, [&] {
            other.take();
            ++told;
            first.reset();
        });
    });
    QTRY_COMPARE(told.load(), 1);
    run([] {});
    run([] {}); // after another round
    QCOMPARE(told.load(), 1);
    run([&] {
        first.reset();
        second.reset();
    });
}

void TestEpollDispatcher::aNumberMayComeBack()
{
    std::atomic<int> told = 0;
    for (int i = 1; i <= 20; ++i) {
        const Pair pair; // mostly with the numbers of the one before
        std::unique_ptr<QSocketNotifier> notifier;
        run([&] { notifier = taking(pair, told); });
        pair.send();
        QTRY_COMPARE(told.load(), i);
        run([&] { notifier.reset(); });
    }
}

void TestEpollDispatcher::hundredsOfSockets()
{
    constexpr std::size_t many = 400; // two descriptors each, of the 1,024 that a process has by default
    const std::vector<Pair> pairs(many);
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers(many);
    std::atomic<int> told = 0;
    run([&] {
        for (std::size_t i = 0; i < many; ++i) {
            notifiers[i] = taking(pairs[i], told);
        }
    });
    for (const Pair &pair : pairs)
        pair.send();
    QTRY_COMPARE(told.load(), static_cast<int>(many));
    run([&] { notifiers.clear(); });
}

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_epolldispatcher.moc"
