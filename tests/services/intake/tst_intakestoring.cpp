// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests that are stored together leave what they would have left one by one.

#include "services/intake/intakeanswer.h"
#include "services/intake/intakestoring.h"
#include "services/storage/productrepository.h"
#include "services/storage/productrows.h"
#include "services/storage/uuid7.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 direct = 20; // products; with more a job imports them

QByteArray product(int number, int price, bool titled = true)
{
    QJsonObject json{{u"source_id"_s, QString::number(number)}, {u"price"_s, u"%1.50 EUR"_s.arg(price)}};
    if (titled)
        json.insert(u"title"_s, u"Säge \"%1\""_s.arg(number));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray list(const QByteArrayList &products)
{
    return '[' + products.join(',') + ']';
}

WaitingIntake request(int number, const QByteArray &body)
{
    ReadOptions given;
    given.sourcePlatform = u"webhook"_s;
    WaitingIntake waiting;
    waiting.event.receivedAt = QDateTime::currentDateTimeUtc();
    waiting.event.requestId = QString::number(number);
    waiting.event.remoteAddress = u"127.0.0.1"_s;
    waiting.event.contentType = u"application/json"_s;
    waiting.event.headers = {{u"host"_s, u"localhost"_s}};
    waiting.event.body = body;
    waiting.event.size = body.size();
    auto reading = readIntake(waiting.event.contentType, body, given, {.built = direct});
    if (reading) {
        waiting.event.products = reading->products;
        waiting.reading = *std::move(reading);
    } else {
        waiting.event.error = reading.error().message;
        waiting.answer = intakeanswer::malformed(reading.error());
    }
    return waiting;
}

/** Stores them in one group, and gives them back with their answers. */
std::vector<WaitingIntake> stored(Storage &storage, std::vector<WaitingIntake> requests)
{
    const auto group = std::make_shared<std::vector<WaitingIntake>>(std::move(requests));
    const IntakeOptions options{.directProducts = direct};
    ok(storage.write([&options, group](Database &database) { return IntakeStoring(options).store(database, *group); }));
    return std::move(*group);
}

/** All rows as texts, but for numbers that depend on the order of writing. */
QStringList rows(Storage &storage, const QString &sql)
{
    return valueOf(storage.read([sql](Database &database) -> Result<QStringList> {
        Query query(database, sql);
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        QStringList all;
        while (query.next())
            all.append(query.text(0));
        return all;
    }));
}

const QString requestsSql =
    u"SELECT w.request_id || '|' || w.outcome || '|' || w.status || '|' || w.products || '|' || w.failed || '|' || "
    "w.size || '|' || w.error || '|' || w.content_type || '|' || w.remote_address || '|' || length(w.body) || '|' || "
    "coalesce(j.file_name || '|' || j.layout || '|' || j.state || '|' || j.records || '|' || j.created || '|' || "
    "j.updated || '|' || j.unchanged || '|' || j.rejected || '|' || j.bytes_total || '|' || j.bytes_done, '') || '|' "
    "|| coalesce(s.kind || '|' || s.actor || '|' || s.summary || '|' || s.products, '') FROM webhooks w "
    "LEFT JOIN import_jobs j ON j.id = w.import_job_id LEFT JOIN change_sets s ON s.id = j.change_set_id AND "
    "s.import_job_id = j.id ORDER BY length(w.request_id), w.request_id"_s;

const QString productsSql =
    u"SELECT p.source_id || '|' || p.source_platform || '|' || p.title_original || '|' || p.price || '|' || "
    "p.currency || '|' || p.content_hash || '|' || p.status || '|' || w.request_id FROM products p JOIN "
    "product_details "
    "d ON d.product_id = p.id JOIN webhooks w ON w.import_job_id = p.import_job_id ORDER BY p.source_id"_s;

/** An answer whose numbers are replaced by what they are numbers of. */
QByteArray comparable(Storage &storage, const WaitingIntake &waiting)
{
    const QJsonObject whole = QJsonDocument::fromJson(waiting.answer->body).object();
    const QJsonObject error = whole.value(u"error"_s).toObject();
    QJsonObject answer = error.isEmpty() ? whole : error.value(u"details"_s).toObject();
    if (answer.contains(u"job_id"_s))
        answer[u"job_id"_s] = answer.value(u"job_id"_s).toInteger() == waiting.event.importJob;
    QJsonArray items = answer.value(u"items"_s).toArray();
    for (auto &&item : items) {
        QJsonObject object = item.toObject();
        if (object.contains(u"id"_s)) {
            const qint64 id = object.value(u"id"_s).toInteger();
            const auto find = [id](Database &database) { return ProductRepository(database).find(id); };
            object[u"id"_s] = valueOf(storage.read(find)).sourceId;
        }
        item = object;
    }
    answer[u"items"_s] = items;
    return QByteArray::number(waiting.answer->status) + error.value(u"message"_s).toString().toUtf8() +
           QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

/** New, known, changed, repeated, untitled and unreadable products, in few and in many. */
QList<QByteArray> randomBodies(QRandomGenerator &random)
{
    QList<QByteArray> bodies;
    const int requests = random.bounded(1, 7);
    for (int i = 0; i < requests; ++i) {
        if (random.bounded(12) == 0) {
            bodies.append("[{\"title\":");
            continue;
        }
        QByteArrayList products;
        const int count = random.bounded(20) == 0 ? static_cast<int>(direct) + 2 : random.bounded(1, 6);
        for (int j = 0; j < count; ++j) {
            if (random.bounded(15) == 0)
                products.append("{\"title\":\"no number of its own\",\"price\":\"-\"}");
            else
                products.append(product(random.bounded(60), random.bounded(2), random.bounded(8) != 0));
        }
        bodies.append(list(products));
    }
    return bodies;
}

} // namespace

class TestIntakeStoring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void togetherAsOneByOne_data() { addDatabases(); }
    void togetherAsOneByOne();
    void undoOfOneLeavesTheOthers_data() { addDatabases(); }
    void undoOfOneLeavesTheOthers();
    void anotherMachineIsFaster();
};

void TestIntakeStoring::togetherAsOneByOne()
{
    CatalogFixture here;
    CatalogFixture there;
    if (!here.isAvailable())
        QSKIP(qPrintable(here.whyNot()));
    const auto together = here.open();
    const auto oneByOne = there.open();
    QRandomGenerator random(42);
    int number = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<WaitingIntake> group;
        std::vector<WaitingIntake> alone;
        for (const QByteArray &body : randomBodies(random)) {
            group.push_back(request(++number, body));
            std::vector<WaitingIntake> single;
            single.push_back(request(number, body));
            alone.push_back(std::move(stored(*oneByOne, std::move(single)).front()));
        }
        const std::vector<WaitingIntake> answered = stored(*together, std::move(group));
        for (std::size_t i = 0; i < answered.size(); ++i)
            QCOMPARE(comparable(*together, answered[i]), comparable(*oneByOne, alone[i]));
        QCOMPARE(rows(*together, requestsSql), rows(*oneByOne, requestsSql));
        QCOMPARE(rows(*together, productsSql), rows(*oneByOne, productsSql));
    }
    QVERIFY(rows(*together, productsSql).size() > 30);
}

void TestIntakeStoring::undoOfOneLeavesTheOthers()
{
    CatalogFixture fixture;
    if (!fixture.isAvailable())
        QSKIP(qPrintable(fixture.whyNot()));
    const auto storage = fixture.open();
    std::vector<WaitingIntake> group;
    for (int i = 0; i < 3; ++i)
        group.push_back(request(i, list({product(2 * i, 1), product(2 * i + 1, 1)})));
    const std::vector<WaitingIntake> answered = stored(*storage, std::move(group));
    const qint64 set = answered.at(1).job.changeSet;
    QVERIFY(set > 0);
    const auto undone =
        valueOf(storage->write([set](Database &database) { return ProductRepository(database).undo(set, u"user"_s); }));
    QCOMPARE(undone.changed, 2);
    QCOMPARE(rows(*storage, u"SELECT source_id FROM products ORDER BY source_id"_s),
             QStringList({u"0"_s, u"1"_s, u"4"_s, u"5"_s}));
}

void TestIntakeStoring::anotherMachineIsFaster()
{
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    const StorageLocation location = *StorageLocation::parse(server->url());
    const auto opened = Storage::open({.location = location, .automaticBackups = false});
    QVERIFY(opened);
    Storage &storage = **opened;
    const auto other = Database::open(location, Database::Access::ReadWrite);
    QVERIFY(other);
    std::vector<WaitingIntake> answered;
    std::thread sending;
    {
        Transaction adding(**other);
        Product faster;
        faster.uid = newUuid7();
        faster.sourcePlatform = u"webhook"_s;
        faster.sourceId = u"2"_s;
        faster.titleOriginal = u"Of another machine"_s;
        faster.createdAt = faster.updatedAt = QDateTime::currentDateTimeUtc();
        QVERIFY(productrows::insert(**other, faster));
        sending = std::thread([&] {
            std::vector<WaitingIntake> group;
            group.push_back(request(1, list({product(1, 1), product(2, 1)})));
            group.push_back(request(2, product(3, 1)));
            answered = stored(storage, std::move(group));
        });
        const QString waiting = u"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
                                "datname = current_database()"_s;
        const bool waits = QTest::qWaitFor([&] { return server->value(waiting) == u"1"; }, 20'000);
        const bool added = waits && adding.commit();
        if (!added)
            qWarning("the other machine was not faster");
    }
    sending.join();
    QCOMPARE(answered.size(), 2U);
    QCOMPARE(answered[0].answer->status, 200);
    QCOMPARE(answered[0].job.created, 1);
    QCOMPARE(answered[0].job.updated, 1);
    QCOMPARE(answered[1].job.created, 1);
    QCOMPARE(rows(storage, u"SELECT source_id || ' ' || title_original FROM products ORDER BY source_id"_s),
             QStringList({u"1 Säge \"1\""_s, u"2 Säge \"2\""_s, u"3 Säge \"3\""_s}));
    QCOMPARE(rows(storage, u"SELECT request_id || ' ' || status FROM webhooks ORDER BY request_id"_s),
             QStringList({u"1 200"_s, u"2 200"_s}));
}

QTEST_GUILESS_MAIN(TestIntakeStoring)
#include "tst_intakestoring.moc"
