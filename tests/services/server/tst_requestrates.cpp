// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/requestrates.h"

#include <QTest>

using namespace listwright;
using namespace std::chrono_literals;

class TestRequestRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstAndThenTheRate();
    void namesAreApart();
    void waitingTakesNothing();
    void withoutARateAllPass();
    void manyNamesStayBounded();
};

void TestRequestRates::aBurstAndThenTheRate()
{
    RequestRates rates({.perSecond = 10, .burst = 5});
    auto now = RequestRates::Time() + 1h;
    for (int i = 0; i < 5; ++i)
        QVERIFY(!rates.take("a", now));
    const auto wait = rates.take("a", now);
    QVERIFY(wait);
    QCOMPARE(wait->count(), 100);
    QVERIFY(rates.take("a", now + 99ms));
    QVERIFY(!rates.take("a", now + 100ms));
    QVERIFY(rates.take("a", now + 100ms));
    now += 1h; // not more than the burst, however long nothing was asked
    for (int i = 0; i < 5; ++i)
        QVERIFY(!rates.take("a", now));
    QVERIFY(rates.take("a", now));
}

void TestRequestRates::namesAreApart()
{
    RequestRates rates({.perSecond = 1, .burst = 1});
    const auto now = RequestRates::Time() + 1h;
    QVERIFY(!rates.take("a", now));
    QVERIFY(!rates.take("b", now));
    QVERIFY(rates.take("a", now));
}

void TestRequestRates::waitingTakesNothing()
{
    RequestRates rates({.perSecond = 1, .burst = 2});
    const auto now = RequestRates::Time() + 1h;
    for (int i = 0; i < 10; ++i)
        QVERIFY(!rates.wait("a", now));
    QVERIFY(!rates.take("a", now));
    QVERIFY(!rates.wait("a", now));
    QVERIFY(!rates.take("a", now));
    QVERIFY(rates.wait("a", now));
    QVERIFY(!rates.wait("a", now + 1s));
}

void TestRequestRates::withoutARateAllPass()
{
    RequestRates rates({});
    const auto now = RequestRates::Time() + 1h;
    for (int i = 0; i < 1000; ++i)
        QVERIFY(!rates.take("a", now));
}

void TestRequestRates::manyNamesStayBounded()
{
    RequestRates rates({.perSecond = 1, .burst = 1});
    const auto now = RequestRates::Time() + 1h;
    for (int i = 0; i < 250'000; ++i)
        QVERIFY(!rates.take(QByteArray::number(i), now));
    QVERIFY(rates.take("249999", now)); // the last ones are remembered
}

QTEST_APPLESS_MAIN(TestRequestRates)
#include "tst_requestrates.moc"
