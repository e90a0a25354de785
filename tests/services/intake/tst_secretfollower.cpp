// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/secretfollower.h"
#include "services/intake/webhookguard.h"

#include <QTest>

#include <atomic>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours never{1};
constexpr int patience = 30'000; // milliseconds

/** A secret that is kept elsewhere, and how often it was read. */
class Store
{
public:
    SecretFollower::Read reader()
    {
        return [this]() -> Result<WebhookSecret> {
            std::unique_lock lock(m_mutex);
            ++m_reads;
            m_changed.wait(lock, [this] { return !m_held; });
            if (m_secret.current.isEmpty())
                return failure(ErrorCode::Timeout, u"The keychain is locked."_s, u"locked"_s);
            return m_secret;
        };
    }
    /** Empty: it cannot be read. */
    void set(const QString &secret)
    {
        const std::lock_guard lock(m_mutex);
        m_secret.current = secret;
    }
    /** While it is held, whoever reads waits. */
    void hold(bool held)
    {
        const std::lock_guard lock(m_mutex);
        m_held = held;
        m_changed.notify_all();
    }
    int reads() const { return m_reads; }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    WebhookSecret m_secret{.current = u"old"_s};
    bool m_held = false;
    std::atomic<int> m_reads = 0;
};

} // namespace

class TestSecretFollower : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherSecretIsTakenOver();
    void whoeverShowsIsWaitedFor();
    void readingRests();
    void whatNobodyAskedForMakesNobodyWait();
    void afterAFailureItIsLeftAlone();
    void whatIsSetMeanwhileCounts();
    void stoppingLetsEverybodyGo();
    void withoutAStoreNobodyWaits();

private:
    bool knows(const QByteArray &secret) const
    {
        return m_guard.check({secret, {}, {}}, {}, QDateTime::currentDateTimeUtc()) == WebhookGuard::Verdict::Good;
    }

    WebhookGuard m_guard{WebhookSecret{.current = u"nobody’s"_s}};
};

void TestSecretFollower::anotherSecretIsTakenOver()
{
    Store store;
    std::atomic<int> changes = 0;
    SecretFollower follower(m_guard, {.interval = std::chrono::milliseconds(20)});
    follower.set({.current = u"old"_s}, false);
    follower.start(store.reader(), [&changes] { ++changes; });
    QTRY_VERIFY_WITH_TIMEOUT(store.reads() > 2, patience);
    QCOMPARE(changes, 0);
    QVERIFY(knows("old"));
    store.set(u"new"_s);
    QTRY_COMPARE_WITH_TIMEOUT(changes, 1, patience);
    QVERIFY(knows("new"));
    QVERIFY(!knows("old"));
    QCOMPARE(follower.secret().current, u"new"_s);
}

void TestSecretFollower::whoeverShowsIsWaitedFor()
{
    Store store;
    SecretFollower follower(m_guard, {.interval = never});
    follower.set({.current = u"old"_s}, false);
    follower.start(store.reader());
    store.set(u"new"_s);
    store.hold(true);
    std::atomic<int> known = 0;
    for (int sender = 0; sender < 3; ++sender) {
        QVERIFY(follower.mayHaveChanged());
        follower.whenRead([&] { known += knows("new") ? 1 : 100; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(store.reads(), 1, patience);
    QVERIFY(follower.mayHaveChanged()); // what is being read may be for this one as well
    follower.whenRead([&] { known += knows("new") ? 1 : 100; });
    QCOMPARE(known, 0);
    store.hold(false);
    QTRY_COMPARE_WITH_TIMEOUT(known, 4, patience);
    QCOMPARE(store.reads(), 1);
}

void TestSecretFollower::readingRests()
{
    Store store;
    SecretFollower follower(m_guard, {.interval = never, .rest = never});
    follower.start(store.reader());
    std::atomic<int> gone = 0;
    follower.whenRead([&] { ++gone; });
    QTRY_COMPARE_WITH_TIMEOUT(gone, 1, patience);
    QVERIFY(!follower.mayHaveChanged());
    follower.whenRead([&] { ++gone; });
    QCOMPARE(gone, 2); // at once
    QCOMPARE(store.reads(), 1);
}

void TestSecretFollower::whatNobodyAskedForMakesNobodyWait()
{
    Store store;
    SecretFollower follower(m_guard, {.interval = std::chrono::milliseconds(20), .rest = never});
    follower.start(store.reader());
    QTRY_VERIFY_WITH_TIMEOUT(store.reads() > 1, patience);
    QVERIFY(follower.mayHaveChanged());
}

void TestSecretFollower::afterAFailureItIsLeftAlone()
{
    Store store;
    SecretFollower follower(m_guard, {.interval = std::chrono::milliseconds(1), .rest = {}, .afterFailure = never});
    follower.set({.current = u"old"_s}, false);
    store.set({});
    QTest::ignoreMessage(QtWarningMsg, "The webhook's secret cannot be read again: locked");
    follower.start(store.reader());
    QTRY_VERIFY_WITH_TIMEOUT(store.reads() > 0 && !follower.mayHaveChanged(), patience);
    QCOMPARE(store.reads(), 1);
    QVERIFY(knows("old"));
}

void TestSecretFollower::whatIsSetMeanwhileCounts()
{
    Store store;
    SecretFollower follower(m_guard, {.interval = never});
    follower.start(store.reader());
    store.hold(true);
    std::atomic<bool> gone = false;
    follower.whenRead([&] { gone = true; });
    QTRY_COMPARE_WITH_TIMEOUT(store.reads(), 1, patience);
    follower.set({.current = u"newest"_s}, false);
    store.hold(false);
    QTRY_VERIFY_WITH_TIMEOUT(gone, patience);
    QVERIFY(knows("newest"));
    QVERIFY(!knows("old"));
}

void TestSecretFollower::stoppingLetsEverybodyGo()
{
    Store store;
    std::atomic<int> gone = 0;
    SecretFollower follower(m_guard, {.interval = never});
    follower.start(store.reader());
    store.hold(true);
    follower.whenRead([&] { ++gone; });
    QTRY_COMPARE_WITH_TIMEOUT(store.reads(), 1, patience);
    follower.whenRead([&] { ++gone; });
    store.hold(false);
    follower.stop();
    QCOMPARE(gone, 2);
    follower.whenRead([&] { ++gone; });
    QCOMPARE(gone, 3);
    QVERIFY(!follower.mayHaveChanged());
}

void TestSecretFollower::withoutAStoreNobodyWaits()
{
    SecretFollower follower(m_guard);
    QVERIFY(!follower.mayHaveChanged());
    bool gone = false;
    follower.whenRead([&] { gone = true; });
    QVERIFY(gone);
}

QTEST_GUILESS_MAIN(TestSecretFollower)
#include "tst_secretfollower.moc"
