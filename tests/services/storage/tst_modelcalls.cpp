// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is kept about language models: prompts, answers and what questions cost, on both databases.
#include "services/storage/modelcallrepository.h"
#include "services/storage/promptrepository.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/jobqueue.h"

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

SavedPrompt save(Storage &storage, const QString &marketplace, const QString &language, const QString &text)
{
    return valueOf(storage.write(
        [=](Database &database) { return PromptRepository(database).save(marketplace, language, text, u"anna"_s); }));
}

std::optional<SavedPrompt> newest(Storage &storage, const QString &marketplace, const QString &language)
{
    return valueOf(
        storage.read([=](Database &database) { return PromptRepository(database).newest(marketplace, language); }));
}

std::optional<KeptAnswer> answer(Storage &storage, const QByteArray &hash, std::chrono::hours age)
{
    return valueOf(storage.read([=](Database &database) { return ModelCallRepository(database).answer(hash, age); }));
}

qint64 setAside(Storage &storage, const JobHold &hold, qint64 bulk, qint64 cost)
{
    return valueOf(
        storage.write([=](Database &database) { return ModelCallRepository(database).setAside(hold, bulk, cost); }));
}

/** Spent today and by the bulk job; set aside today and for it. */
QList<qint64> accounts(Storage &storage, qint64 bulk)
{
    const auto all = valueOf(storage.read([bulk](Database &database) {
        return ModelCallRepository(database).accounts(QDateTime::currentDateTimeUtc().addSecs(-60), bulk);
    }));
    return {all.today, all.batch, all.setAsideToday, all.setAsideForBatch};
}

void note(Storage &storage, const ModelCall &call, qint64 bulk)
{
    ok(storage.write([=](Database &database) { return ModelCallRepository(database).note({call}, bulk); }));
}

qint64 rows(Storage &storage)
{
    return valueOf(storage.read(
        [](Database &database) { return Query(database, u"SELECT count(*) FROM model_calls"_s).firstNumber(); }));
}

} // namespace

class ModelCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void promptsCountUp_data() { addDatabases(); }
    void promptsCountUp();
    void newestIsOfExactlyThese_data() { addDatabases(); }
    void newestIsOfExactlyThese();
    void costsAddUp_data() { addDatabases(); }
    void costsAddUp();
    void setAsideUntilSettled_data() { addDatabases(); }
    void setAsideUntilSettled();
    void setAsideByNobody_data() { addDatabases(); }
    void setAsideByNobody();
    void answersGrowOld_data() { addDatabases(); }
    void answersGrowOld();
    void answersHaveTheTimesOfJobs_data() { addDatabases(); }
    void answersHaveTheTimesOfJobs();
};

/** Whether an answer is older than an order must not depend on the clock of whoever asked. */
void ModelCallsTest::answersHaveTheTimesOfJobs()
{
    OPEN_EMPTY_CATALOG();
    if (fixture.location().isSqlite())
        return; // the one clock there is
    const QDateTime server = valueOf(storage->write([](Database &database) -> Result<QDateTime> {
        Transaction transaction(database); // now() stands still in it, and this side's clock does not
        auto slept = database.execute(u"SELECT pg_sleep(0.2);"_s);
        if (!slept)
            return failure(slept.error());
        if (auto kept = ModelCallRepository(database).keep({{"hash", {{u"title"_s, u"x"_s}}, u"m"_s, {}}}); !kept)
            return failure(kept.error());
        Query now(database, u"SELECT now()"_s);
        if (auto ran = now.run(); !ran || !now.next())
            return failure(ErrorCode::Internal, u"no time"_s);
        const QDateTime time = database.timeFrom(now.value(0));
        now.finish();
        return transaction.commit().map([&] { return time; });
    }));
    QCOMPARE(answer(*storage, "hash", std::chrono::hours(1))->at, server);
}

void ModelCallsTest::promptsCountUp()
{
    OPEN_EMPTY_CATALOG();
    const SavedPrompt first = save(*storage, u"ebay"_s, u"de"_s, u"Erster Text"_s);
    save(*storage, u"ebay"_s, u"de"_s, u"Zweiter Text"_s);
    QCOMPARE(save(*storage, u"amazon"_s, u"de"_s, u"Anderer"_s).version, 1);
    QCOMPARE(first.version, 1);
    // rolling back is saving the older text anew
    QCOMPARE(save(*storage, u"ebay"_s, u"de"_s, first.text).version, 3);
    const auto versions = valueOf(
        storage->read([](Database &database) { return PromptRepository(database).versions(u"ebay"_s, u"de"_s); }));
    QCOMPARE(versions.size(), 3);
    QCOMPARE(versions.first().version, 3);
    QCOMPARE(versions.last().text, u"Erster Text"_s);
    QCOMPARE(versions.first().author, u"anna"_s);
    const auto newest = valueOf(storage->read([](Database &database) { return PromptRepository(database).newest(); }));
    QCOMPARE(newest.size(), 2);
    QCOMPARE(newest.last().version, 3);
    const auto find = [&](int version) {
        return storage
            ->read(
                [version](Database &database) { return PromptRepository(database).find(u"ebay"_s, u"de"_s, version); })
            .result();
    };
    QCOMPARE(find(2)->text, u"Zweiter Text"_s);
    QCOMPARE(find(9).error().code, ErrorCode::NotFound);
}

void ModelCallsTest::newestIsOfExactlyThese()
{
    OPEN_EMPTY_CATALOG();
    save(*storage, {}, {}, u"general"_s);
    save(*storage, u"ebay"_s, {}, u"eBay"_s);
    QVERIFY(!newest(*storage, u"ebay"_s, u"de"_s));
    save(*storage, u"ebay"_s, u"de"_s, u"eBay deutsch"_s);
    save(*storage, u"ebay"_s, u"de"_s, u"eBay deutsch, kürzer"_s);
    QCOMPARE(newest(*storage, u"ebay"_s, u"de"_s)->text, u"eBay deutsch, kürzer"_s);
    QCOMPARE(newest(*storage, u"ebay"_s, u"de"_s)->version, 2);
    QCOMPARE(newest(*storage, u"ebay"_s, {})->text, u"eBay"_s);
    QCOMPARE(newest(*storage, {}, {})->text, u"general"_s);
}

void ModelCallsTest::costsAddUp()
{
    OPEN_EMPTY_CATALOG();
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    const QDateTime begin = QDateTime::currentDateTimeUtc().addSecs(-60);
    ok(storage->write([=](Database &database) {
        return ModelCallRepository(database).note(
            {{u"groq"_s, u"small"_s, 100, 20, 7, {}}, {u"groq"_s, u"small"_s, 50, 10, 3, {}}}, 12);
    }));
    ok(storage->write([=](Database &database) {
        return ModelCallRepository(database).note({{u"groq"_s, u"small"_s, 1, 1, 1000, yesterday}});
    }));
    const auto totals =
        valueOf(storage->read([](Database &database) { return ModelCallRepository(database).totalsOf(12); }));
    QCOMPARE(totals, (ModelCallRepository::Totals{2, 150, 30, 10}));
    QCOMPARE(
        valueOf(storage->read([begin](Database &database) { return ModelCallRepository(database).spentSince(begin); })),
        10);
    QCOMPARE(valueOf(storage->read([](Database &database) { return ModelCallRepository(database).spentBy(99); })), 0);
}

void ModelCallsTest::setAsideUntilSettled()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add({{.kind = u"test"_s}, {.kind = u"test"_s}});
    const QList<Job> jobs = queue.claim(2);
    const qint64 paid = setAside(*storage, JobHold::of(jobs.at(0)), 12, 100);
    const qint64 unpaid = setAside(*storage, JobHold::of(jobs.at(1)), 13, 1000);
    QCOMPARE(accounts(*storage, 12), (QList<qint64>{0, 0, 1100, 100}));
    QCOMPARE(valueOf(storage->read([](Database &database) { return ModelCallRepository(database).totalsOf(12); })),
             ModelCallRepository::Totals());
    const ModelCall call{u"groq"_s, u"small"_s, 50, 10, 7, {}, paid};
    note(*storage, call, 12);
    note(*storage, call, 12); // its answer was lost, so it is done again
    QCOMPARE(accounts(*storage, 12), (QList<qint64>{7, 7, 1000, 0}));
    QCOMPARE(valueOf(storage->read([](Database &database) { return ModelCallRepository(database).totalsOf(12); })),
             (ModelCallRepository::Totals{1, 50, 10, 7}));
    const ModelCall nothing{.provider = u"groq"_s, .model = u"small"_s, .reservation = unpaid, .isPaid = false};
    note(*storage, nothing, 13);
    QCOMPARE(accounts(*storage, 13), (QList<qint64>{7, 0, 0, 0}));
    QCOMPARE(rows(*storage), 2);
    ok(storage->write([=](Database &database) { return ModelCallRepository(database).removeUnpaid({call, nothing}); }));
    QCOMPARE(rows(*storage), 1);
}

void ModelCallsTest::setAsideByNobody()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add({{.kind = u"test"_s}});
    const Job job = queue.claim().first();
    setAside(*storage, JobHold::of(job), 12, 100);
    setAside(*storage, {}, 0, 10); // a trial's
    QCOMPARE(accounts(*storage, 12), (QList<qint64>{0, 0, 110, 100}));
    queue.expireLeases();
    queue.recover();
    QCOMPARE(accounts(*storage, 12), (QList<qint64>{0, 0, 10, 0}));
    const Job again = queue.claim().first();
    QVERIFY(again.beginning != job.beginning);
    QCOMPARE(accounts(*storage, 12), (QList<qint64>{0, 0, 10, 0}));
    const auto grow = [&](qint64 seconds) {
        const QString older = fixture.location().isSqlite() ? u"at - %1"_s.arg(seconds * 1000)
                                                            : QString(u"at - interval '%1 seconds'"_s.arg(seconds));
        execute(*storage, u"UPDATE model_calls SET at = "_s + older + u';');
    };
    const auto remove = [&] {
        return valueOf(
            storage->write([](Database &database) { return ModelCallRepository(database).removeForgotten(); }));
    };
    QCOMPARE(remove(), 0);
    grow(601);
    QCOMPARE(accounts(*storage, 12), (QList<qint64>{0, 0, 0, 0}));
    note(*storage, {u"groq"_s, u"small"_s, 1, 1, 5, QDateTime::currentDateTimeUtc().addDays(-3)}, 12);
    grow(86'400);
    QCOMPARE(remove(), 2);
    QCOMPARE(rows(*storage), 1);
}

void ModelCallsTest::answersGrowOld()
{
    OPEN_EMPTY_CATALOG();
    const QByteArray hash = QByteArray::fromHex("00ff10a0");
    const QDateTime then = QDateTime::currentDateTimeUtc().addSecs(-2 * 3600);
    const QJsonObject text{{u"title"_s, u"Żółta lampa"_s}};
    QVERIFY(!answer(*storage, hash, std::chrono::hours(24)));
    ok(storage->write([=](Database &database) {
        return ModelCallRepository(database).keep({{hash, text, u"small"_s, then}});
    }));
    QCOMPARE(answer(*storage, hash, std::chrono::hours(24))->answer, text);
    QVERIFY(!answer(*storage, hash, std::chrono::hours(1)));
    QVERIFY(!answer(*storage, hash + '\0', std::chrono::hours(24)));
    ok(storage->write([=](Database &database) {
        return ModelCallRepository(database).keep({{hash, text, u"other"_s, {}}});
    }));
    QCOMPARE(answer(*storage, hash, std::chrono::hours(1))->model, u"other"_s);
    QCOMPARE(valueOf(storage->write([](Database &database) {
                 return ModelCallRepository(database).removeAnswers(std::chrono::hours(1));
             })),
             0);
    QCOMPARE(valueOf(storage->write([](Database &database) {
                 return ModelCallRepository(database).removeAnswers(std::chrono::hours(-1));
             })),
             1);
}

QTEST_GUILESS_MAIN(ModelCallsTest)
#include "tst_modelcalls.moc"
