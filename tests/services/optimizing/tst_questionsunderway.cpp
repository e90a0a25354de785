// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/questionsunderway.h"

#include <QTest>

#include <functional>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

const KeptAnswer answer{"hash", {{u"title"_s, u"Lamp"_s}}, u"small"_s, QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC)};

bool any(const KeptAnswer &)
{
    return true;
}

/** Whether one that asks now would have to wait. */
bool waits(QuestionsUnderWay &questions, const QByteArray &hash = "hash")
{
    std::stop_source stopped;
    stopped.request_stop();
    const auto entry = questions.enter(hash, any, stopped.get_token());
    return !entry && entry.error().code == ErrorCode::Cancelled;
}

/** Threads that ask for one question; back once all are about to. */
std::vector<std::thread> askAtOnce(int count, const std::function<void()> &ask)
{
    auto coming = std::make_shared<std::latch>(count + 1);
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([coming, ask] {
            coming->arrive_and_wait();
            ask();
        });
    coming->arrive_and_wait();
    return threads;
}

void joinAll(std::vector<std::thread> &threads)
{
    for (std::thread &thread : threads)
        thread.join();
}

} // namespace

class QuestionsUnderWayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstAsks();
    void waitingEndsWithTheAnswer();
    void theNextAsksAfterAFailure();
    void aStopEndsTheWaiting();
    void whatDoesNotSuitIsAskedAnew();
    void turnsOutliveTheBoard();
};

void QuestionsUnderWayTest::theFirstAsks()
{
    QuestionsUnderWay questions;
    auto first = questions.enter("hash", any, {});
    QVERIFY(first && first->turn && !first->answer);
    QVERIFY(waits(questions));
    QVERIFY(!waits(questions, "other"));
    first->turn->answered(answer);
    const auto second = questions.enter("hash", any, {});
    QVERIFY(second && !second->turn);
    QCOMPARE(second->answer->answer, answer.answer);
    QCOMPARE(second->answer->at, answer.at);
    first->turn.reset(); // it stands in the database now
    QVERIFY(questions.enter("hash", any, {})->turn);
}

void QuestionsUnderWayTest::waitingEndsWithTheAnswer()
{
    QuestionsUnderWay questions;
    const auto first = questions.enter("hash", any, {});
    std::atomic<int> answered = 0;
    auto others = askAtOnce(4, [&] {
        const auto entry = questions.enter("hash", any, {});
        answered += entry && entry->answer ? 1 : 0;
    });
    first->turn->answered(answer);
    joinAll(others);
    QCOMPARE(answered.load(), 4);
}

void QuestionsUnderWayTest::theNextAsksAfterAFailure()
{
    QuestionsUnderWay questions;
    auto first = questions.enter("hash", any, {});
    std::atomic<int> asked = 0;
    std::atomic<int> asking = 1;
    std::atomic<bool> oneAtATime = true;
    auto others = askAtOnce(4, [&] {
        auto entry = questions.enter("hash", any, {}); // fails, too, and lets the next ask
        asked += entry && entry->turn ? 1 : 0;
        oneAtATime = oneAtATime && ++asking == 1;
        std::this_thread::yield();
        --asking;
        entry->turn.reset();
    });
    QVERIFY(waits(questions));
    --asking;
    first->turn.reset();
    joinAll(others);
    QVERIFY(oneAtATime);
    QCOMPARE(asked.load(), 4);
}

void QuestionsUnderWayTest::aStopEndsTheWaiting()
{
    QuestionsUnderWay questions;
    const auto first = questions.enter("hash", any, {});
    std::stop_source stop;
    std::optional<Result<QuestionsUnderWay::Entry>> second;
    auto waiting = askAtOnce(1, [&] { second = questions.enter("hash", any, stop.get_token()); });
    stop.request_stop();
    joinAll(waiting);
    QVERIFY(!*second);
    QCOMPARE(second->error().code, ErrorCode::Cancelled);
}

void QuestionsUnderWayTest::whatDoesNotSuitIsAskedAnew()
{
    QuestionsUnderWay questions;
    auto first = questions.enter("hash", any, {});
    first->turn->answered(answer);
    auto second = questions.enter("hash", [](const KeptAnswer &) { return false; }, {});
    QVERIFY(second && second->turn);
    first->turn.reset(); // is not the present one any more
    QVERIFY(waits(questions));
    second->turn.reset();
    QVERIFY(!waits(questions));
}

void QuestionsUnderWayTest::turnsOutliveTheBoard()
{
    auto questions = std::make_unique<QuestionsUnderWay>();
    const auto first = questions->enter("hash", any, {});
    questions.reset();
    first->turn->answered(answer);
    QVERIFY(first->turn);
}

QTEST_GUILESS_MAIN(QuestionsUnderWayTest)
#include "tst_questionsunderway.moc"
