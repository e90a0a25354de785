// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/ratelimits.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace listwright;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QString host = u"api.example.com:443"_s;

/** A clock that stands still until it is moved. */
struct TestClock
{
    std::atomic<qint64> now{1000000};
    RateLimits::Clock clock()
    {
        return [this] { return std::chrono::steady_clock::time_point(milliseconds(now.load())); };
    }
};

HttpAnswer limits(const QByteArray &what, int limit, int left, const QByteArray &reset)
{
    return {200,
            {{"x-ratelimit-limit-" + what, QByteArray::number(limit)},
             {"x-ratelimit-remaining-" + what, QByteArray::number(left)},
             {QByteArray("x-ratelimit-reset-") + what, reset}},
            {}};
}

/** How long acquire() says it would take; 0 when it need not wait. */
int waitFor(RateLimits &limits, qint64 tokens)
{
    const auto permit = limits.acquire(host, tokens, {}, milliseconds(0));
    return permit ? 0 : static_cast<int>(permit.error().retryAfter.value_or(milliseconds(-1)).count());
}

} // namespace

class RateLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void noLimitUntilOneIsTold();
    void requestsRunOut();
    void tokensRunOut();
    void moreThanTheLimitCountsAsAllOfIt();
    void bucketFillsEvenly();
    void hostsAreApart();
    void refusalHoldsBack_data();
    void refusalHoldsBack();
    void pausesGrowWithoutAWord();
    void textHoldsBack();
    void onlySoManyAtOnce();
    void halvesOnceARound();
    void growsAfterGoodAnswers();
    void faultsOfTheServiceDoNotGrowIt();
    void stopEndsWaiting();
    void placeThatIsGivenBackIsTaken();
    void wildHeaders_data();
    void wildHeaders();
    void theMaximumCanChange();
    void manyThreads();
};

void RateLimitsTest::durations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("time"); // -1: nothing
    QTest::newRow("minutes") << QByteArray("2m59.56s") << qint64(179560);
    QTest::newRow("seconds") << QByteArray("7.66s") << qint64(7660);
    QTest::newRow("one") << QByteArray("1s") << qint64(1000);
    QTest::newRow("milliseconds") << QByteArray("6ms") << qint64(6);
    QTest::newRow("hours") << QByteArray("1h2m3s") << qint64(3723000);
    QTest::newRow("day") << QByteArray("1d") << qint64(86400000);
    QTest::newRow("zero") << QByteArray("0s") << qint64(0);
    QTest::newRow("bare") << QByteArray("12") << qint64(12000);
    QTest::newRow("rounded up") << QByteArray("0.1ms") << qint64(1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
    QTest::newRow("words") << QByteArray("soon") << qint64(-1);
    QTest::newRow("unit only") << QByteArray("s") << qint64(-1);
    QTest::newRow("unknown unit") << QByteArray("3 fortnights") << qint64(-1);
    QTest::newRow("two points") << QByteArray("1.2.3s") << qint64(-1);
    QTest::newRow("huge") << QByteArray("999999999999d") << qint64(366) * 86400000;
}

void RateLimitsTest::durations()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, time);
    const auto duration = durationFrom(text);
    QCOMPARE(duration ? duration->count() : -1, time);
}

void RateLimitsTest::noLimitUntilOneIsTold()
{
    RateLimits limits;
    for (int round = 0; round < 1000; ++round)
        QVERIFY(limits.acquire(host, 1'000'000, {}, milliseconds(0)));
}

void RateLimitsTest::requestsRunOut()
{
    TestClock time;
    RateLimits all(8, time.clock());
    all.learn(host, limits("requests", 60, 2, "58s"));
    QCOMPARE(waitFor(all, 0), 0);
    QCOMPARE(waitFor(all, 0), 0);
    QCOMPARE(waitFor(all, 0), 1000); // one a second
    time.now += 999;
    QCOMPARE(waitFor(all, 0), 1);
    time.now += 1;
    QCOMPARE(waitFor(all, 0), 0);
    QCOMPARE(waitFor(all, 0), 1000);
}

void RateLimitsTest::tokensRunOut()
{
    TestClock time;
    RateLimits all(8, time.clock());
    all.learn(host, limits("tokens", 6000, 1000, "50s")); // 100 a second
    QCOMPARE(waitFor(all, 900), 0);
    QCOMPARE(waitFor(all, 100), 0);
    QCOMPARE(waitFor(all, 100), 1000);
    QCOMPARE(waitFor(all, 500), 5000);
    time.now += 5000;
    QCOMPARE(waitFor(all, 500), 0);
}

void RateLimitsTest::moreThanTheLimitCountsAsAllOfIt()
{
    TestClock time;
    RateLimits all(8, time.clock());
    all.learn(host, limits("tokens", 6000, 0, "60s"));
    QCOMPARE(waitFor(all, 50000), 60000);
    time.now += 60000;
    QCOMPARE(waitFor(all, 50000), 0);
}

void RateLimitsTest::bucketFillsEvenly()
{
    TestClock time;
    RateLimits all(8, time.clock());
    all.learn(host, limits("requests", 14400, 0, "1d")); // as Groq counts by the day
    QCOMPARE(waitFor(all, 0), 6000);
    time.now += 3 * 86400000LL; // never more than the limit
    for (int round = 0; round < 14400; ++round)
        QCOMPARE(waitFor(all, 0), 0);
    QVERIFY(waitFor(all, 0) > 0);
}

void RateLimitsTest::hostsAreApart()
{
    TestClock time;
    RateLimits all(8, time.clock());
    all.learn(u"other"_s, limits("requests", 60, 0, "60s"));
    all.learn(u"other"_s, {429, {}, {}});
    QCOMPARE(waitFor(all, 0), 0);
    QCOMPARE(all.atOnce(host), 8);
    QCOMPARE(all.atOnce(u"other"_s), 4);
}

void RateLimitsTest::refusalHoldsBack_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("wait");
    QTest::newRow("told") << QByteArray("7") << 7000;
    QTest::newRow("not told") << QByteArray() << 1000;
    QTest::newRow("nonsense") << QByteArray("later") << 1000;
}

void RateLimitsTest::refusalHoldsBack()
{
    QFETCH(QByteArray, header);
    QFETCH(int, wait);
    TestClock time;
    RateLimits all(8, time.clock());
    all.learn(host, {429, {{"retry-after", header}}, {}});
    QCOMPARE(waitFor(all, 0), wait);
    const auto permit = all.acquire(host, 0, {}, milliseconds(0));
    QVERIFY(!permit);
    QCOMPARE(permit.error().code, ErrorCode::RateLimited);
    time.now += wait;
    QCOMPARE(waitFor(all, 0), 0);
}

void RateLimitsTest::pausesGrowWithoutAWord()
{
    TestClock time;
    RateLimits all(8, time.clock());
    QList<int> pauses;
    for (int round = 0; round < 8; ++round) {
        all.learn(host, {429, {}, {}});
        pauses.append(waitFor(all, 0));
        time.now += 3600000;
    }
    QCOMPARE(pauses, (QList<int>{1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000}));
    all.learn(host, {200, {}, {}});
    all.learn(host, {429, {}, {}});
    QCOMPARE(waitFor(all, 0), 1000);
}

void RateLimitsTest::textHoldsBack()
{
    TestClock time;
    RateLimits all(8, time.clock());
    all.holdBack(host, milliseconds(5289));
    QCOMPARE(waitFor(all, 0), 5289);
    all.holdBack(host, milliseconds(10)); // never shorter
    QCOMPARE(waitFor(all, 0), 5289);
}

void RateLimitsTest::onlySoManyAtOnce()
{
    RateLimits all(2);
    auto first = all.acquire(host, 0, {}, milliseconds(0));
    auto second = all.acquire(host, 0, {}, milliseconds(0));
    QVERIFY(first && second);
    QCOMPARE(waitFor(all, 0), 1000);
    *first = RateLimits::Permit(); // the old one goes with the temporary
    QCOMPARE(waitFor(all, 0), 0);
    RateLimits::Permit moved = *std::move(second);
    auto third = all.acquire(host, 0, {}, milliseconds(0));
    QVERIFY(third);
    QCOMPARE(waitFor(all, 0), 1000); // moving gives nothing back
}

void RateLimitsTest::halvesOnceARound()
{
    TestClock time;
    RateLimits all(32, time.clock());
    std::vector<RateLimits::Permit> out;
    for (int each = 0; each < 32; ++each)
        out.push_back(*all.acquire(host, 0, {}, milliseconds(0)));
    for (int each = 0; each < 32; ++each) {
        all.learn(host, {429, {}, {}});
        out.pop_back();
    }
    QCOMPARE(all.atOnce(host), 16);
    QCOMPARE(waitFor(all, 0), 1000); // however many were refused together
    time.now += 3600000;
    auto permit = all.acquire(host, 0, {}, milliseconds(0));
    QVERIFY(permit);
    all.learn(host, {429, {}, {}});
    QCOMPARE(all.atOnce(host), 8);
}

void RateLimitsTest::growsAfterGoodAnswers()
{
    RateLimits all(4);
    all.learn(host, {429, {{"retry-after", "0"}}, {}});
    QCOMPARE(all.atOnce(host), 2);
    QList<int> steps;
    for (int round = 0; round < 12; ++round) {
        all.learn(host, {200, {}, {}});
        steps.append(all.atOnce(host));
    }
    QCOMPARE(steps, (QList<int>{2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4}));
    for (int round = 0; round < 10; ++round)
        all.learn(host, {429, {{"retry-after", "0"}}, {}});
    QCOMPARE(all.atOnce(host), 1); // never none
}

void RateLimitsTest::faultsOfTheServiceDoNotGrowIt()
{
    RateLimits all(4);
    all.learn(host, {429, {{"retry-after", "0"}}, {}});
    for (int round = 0; round < 20; ++round)
        all.learn(host, {503, {}, {}});
    QCOMPARE(all.atOnce(host), 2);
}

void RateLimitsTest::stopEndsWaiting()
{
    RateLimits all(1);
    const auto only = all.acquire(host, 0, {});
    QVERIFY(only);
    std::stop_source stop;
    std::thread waiting([&] { stop.request_stop(); });
    const auto refused = all.acquire(host, 0, stop.get_token(), std::chrono::hours(10));
    waiting.join();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Cancelled);
}

void RateLimitsTest::placeThatIsGivenBackIsTaken()
{
    RateLimits all(1);
    auto only = all.acquire(host, 0, {});
    QVERIFY(only);
    std::optional<Result<RateLimits::Permit>> taken;
    std::thread waiting([&] { taken = all.acquire(host, 0, {}, std::chrono::hours(10)); });
    {
        const RateLimits::Permit gone = *std::move(only);
    }
    waiting.join();
    QVERIFY(taken->has_value());
}

void RateLimitsTest::wildHeaders_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("reset");
    QTest::newRow("no numbers") << QByteArray("many") << QByteArray("few") << QByteArray("soon");
    QTest::newRow("negative") << QByteArray("-5") << QByteArray("-5") << QByteArray("-5s");
    QTest::newRow("zero") << QByteArray("0") << QByteArray("0") << QByteArray("0s");
    QTest::newRow("huge") << QByteArray("9223372036854775807") << QByteArray("9223372036854775807")
                          << QByteArray("999999999999d");
    QTest::newRow("more left than the limit") << QByteArray("10") << QByteArray("100") << QByteArray("1s");
    QTest::newRow("empty") << QByteArray() << QByteArray() << QByteArray();
}

/** Whatever they say, nothing waits longer than a week or overflows. */
void RateLimitsTest::wildHeaders()
{
    QFETCH(QByteArray, limit);
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, reset);
    TestClock time;
    RateLimits all(4, time.clock());
    for (const char *what : {"requests", "tokens"})
        all.learn(host, {200,
                         {{QByteArray("x-ratelimit-limit-") + what, limit},
                          {QByteArray("x-ratelimit-remaining-") + what, left},
                          {QByteArray("x-ratelimit-reset-") + what, reset}},
                         {}});
    for (int round = 0; round < 3; ++round) {
        const int wait = waitFor(all, std::numeric_limits<qint64>::max());
        QVERIFY2(wait >= 0 && wait <= 7 * 24 * 3600 * 1000, qPrintable(QString::number(wait)));
        time.now += wait + 1;
    }
    QVERIFY(all.acquire(u"other"_s, 0, {}, milliseconds::max()));
}

void RateLimitsTest::theMaximumCanChange()
{
    TestClock time;
    RateLimits all(1, time.clock());
    auto first = all.acquire(host, 0, {}, milliseconds(0));
    QVERIFY(first);
    QVERIFY(!all.acquire(host, 0, {}, milliseconds(0)));
    all.setMaximum(3);
    auto second = all.acquire(host, 0, {}, milliseconds(0));
    QVERIFY(second);
    QCOMPARE(all.atOnce(host), 3);
    all.learn(host, {429, {{"retry-after", "0"}}, {}}); // slows this host down, not what may be
    QCOMPARE(all.atOnce(host), 1);
    all.setMaximum(8);
    QCOMPARE(all.atOnce(host), 1);
    QCOMPARE(all.atOnce(u"other"_s), 8);
    all.setMaximum(2);
    QCOMPARE(all.atOnce(u"other"_s), 2);
}

void RateLimitsTest::manyThreads()
{
    RateLimits all(3);
    std::atomic<int> present{0};
    std::atomic<int> most{0};
    std::atomic<int> done{0};
    std::vector<std::thread> threads;
    for (int each = 0; each < 16; ++each) {
        threads.emplace_back([&] {
            for (int round = 0; round < 200; ++round) {
                const auto permit = all.acquire(host, 10, {}, std::chrono::hours(1));
                if (!permit)
                    continue;
                const int now = ++present;
                int before = most;
                while (now > before && !most.compare_exchange_weak(before, now)) {
                }
                all.learn(host, {200, {}, {}});
                --present;
                ++done;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(done.load(), 16 * 200);
    QVERIFY(most <= 3);
}

QTEST_GUILESS_MAIN(RateLimitsTest)
#include "tst_ratelimits.moc"
