// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is kept about language models: prompts, answers and what questions cost, on both databases.
#include "services/storage/modelcallrepository.h"
#include "services/storage/promptrepository.h"
#include "tests/services/storage/storageaccess.h"

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
