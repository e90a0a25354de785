// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a catalog of an earlier version holds is there after its schema became the latest, and works.

#include "models/domain/quality.h"
#include "services/storage/jobrepository.h"
#include "services/storage/listingrepository.h"
#include "services/storage/maintenance.h"
#include "services/storage/migrations.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/webhookrepository.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/postgresserver.h"

#include <QtTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

// Words with "@" stand for values that the two databases write differently.
const QString productsOfSchema1 =
    u"INSERT INTO settings (name, value) VALUES ('kept', 'żółty');\n"
    "INSERT INTO products (revision, uid, source_platform, source_id, sku, gtin, mpn, title_original, brand, category, "
    "condition, price, currency, quantity, optimization_score, status, content_hash, import_job_id, created_at, "
    "updated_at) VALUES (1, @uid, 'csv', 'a', 'SKU-1', '4006381333931', 'M-1', 'Eimer aus Stahl', 'Müller', "
    "'Haus > Eimer', 'new', 1999, 'EUR', 7, 52, 'optimized', 4711, 1, @time, @time), "
    "(2, @uid, 'csv', 'b', '', '', '', '', '', '', '', NULL, NULL, NULL, 0, 'imported', 0, NULL, @time, @time);\n"
    "INSERT INTO product_details (product_id, source_url, description_original, description_optimized, bullet_points, "
    "attributes, images, variants, optimized_data, marketplace_data, source_data) VALUES (1, 'https://example.com/a', "
    "'Ein Eimer', 'Ein guter Eimer', '[\"fest\", \"leicht\"]', '[{\"name\": \"Farbe\", \"value\": \"grün\"}]', "
    "'[{\"url\": \"https://example.com/a.jpg\", \"alt\": \"Eimer\"}]', '[{\"sku\": \"SKU-1-L\"}]', '{\"a\": 1}', "
    "'{\"ebay\": {\"id\": \"9\"}}', '{\"Lager\": \"B\"}');\n"
    "INSERT INTO product_details (product_id) VALUES (2);\n"
    "INSERT INTO images (url, width, height, bytes, mime_type, checked_at) VALUES ('https://example.com/a.jpg', 800, "
    "600, 12345, 'image/jpeg', @time);\n"
    "INSERT INTO listings (product_id, marketplace, title, description, bullet_points, price, currency, quantity, "
    "category_id, external_id, url, state, updated_at) VALUES (1, 'ebay', 'Eimer', 'Gut', '[\"fest\"]', 2100, 'EUR', "
    "3, '77', '9', 'https://example.com/9', 'live', @time);\n"_s;
const QString workOfSchema1 =
    u"INSERT INTO change_sets (kind, actor, summary, at, products) VALUES ('edit', 'user', 'Edit', @time, 1);\n"
    "INSERT INTO change_log (change_set_id, product_id, at, actor, field, before, after) VALUES (1, 1, @time, 'user', "
    "'sku', 'OLD-1', 'SKU-1');\n"
    "INSERT INTO proposals (product_id, base_revision, origin, fields, score_before, score_after, created_at) VALUES "
    "(1, 1, 'rules/1', '[{\"field\": \"title_optimized\", \"before\": \"\", \"after\": \"Stahleimer\", \"reasons\": "
    "[\"kurz\"], \"decision\": \"open\"}]', 64, 80, @time);\n"
    "INSERT INTO import_jobs (file_name, layout, state, bytes_total, bytes_done, records, created, change_set_id, "
    "started_at, heartbeat_at, finished_at) VALUES ('a.csv', 'own-csv', 'completed', 200, 200, 2, 2, 1, @time, @time, "
    "@time);\n"
    "INSERT INTO sync_logs (product_id, marketplace, action, field, before, after, outcome, at) VALUES (1, 'ebay', "
    "'update', 'price', '1', '2', 'done', @time);\n"
    "INSERT INTO webhooks (received_at, remote_address, headers, body, outcome, import_job_id) VALUES (@time, "
    "'192.0.2.7', '{\"host\": \"shop\"}', @blob, 'imported', 1);\n"_s;
const QString bulkJobOfSchema1 =
    u"INSERT INTO bulk_jobs (kind, state, parameters, total, succeeded, failed, started_at, finished_at) VALUES "
    "('optimize', 'completed', '{\"marketplace\": \"ebay\"}', 2, 1, 1, @time, @time);\n"_s;
const QString bulkJobOfSchema2 =
    u"INSERT INTO bulk_jobs (kind, title, parameters, started_at) VALUES ('optimize', 'Two products', "
    "'{\"marketplace\": \"ebay\"}', @time);\n"_s;
const QString jobsOfSchema1 =
    u"INSERT INTO jobs (kind, payload, priority, state, attempts, run_after, lease_owner, progress, unique_key, "
    "bulk_job_id, product_id, created_at, finished_at) VALUES "
    "('optimize', '{\"x\": [1, 2]}', 5, 'failed', 3, @time, 'w', 40, 'k1', 1, 1, @time, @time), "
    "('optimize', '{}', 0, 'pending', 0, @time, '', 0, 'k2', NULL, 2, @time, NULL);\n"_s;
const QString addedBySchema2 =
    u"UPDATE jobs SET host = 'api.example.com', errors = '[{\"attempt\": 3, \"code\": \"busy\"}]', result = "
    "'{\"cost\": 5}', started_at = @time, product_status_before = 'imported', beginning = 3 WHERE state = 'failed';\n"
    "INSERT INTO job_pauses (scope, at) VALUES ('kind:publish', @time);\n"
    "INSERT INTO schedules (name, kind, payload, rule, time_zone, jitter, enabled, next_run) VALUES ('night', "
    "'score', '{\"y\": 1}', '0 3 * * *', 'Europe/Berlin', 60, @no, @time);\n"
    "UPDATE change_sets SET run = 'r1';\n"
    "UPDATE proposals SET making = '{\"provider\": \"groq\", \"model\": \"m\", \"cost\": 12}', hint = 'shorter';\n"
    "INSERT INTO prompts (marketplace, language, version, text, author, created_at) VALUES ('ebay', 'de', 1, "
    "'Write.', 'me', @time);\n"
    "INSERT INTO model_answers (hash, answer, model, at) VALUES (@blob, '{\"title\": \"x\"}', 'm', @time);\n"
    "INSERT INTO model_calls (at, provider, model, input_tokens, output_tokens, cost, bulk_job_id) VALUES (@time, "
    "'groq', 'm', 100, 20, 12, 1);\n"_s;
const QString addedBySchema3 =
    u"UPDATE webhooks SET request_id = 'q1', content_type = 'application/json', size = 3, status = 200, answer = "
    "'{\"b\": 1, \"a\": 2}', products = 2, failed = 1, replay_of = 1;\n"
    "INSERT INTO api_keys (name, hash, ending, scopes, created_at, expires_at) VALUES ('shop', @blob, 'wxyz', 'read', "
    "@time, @time);\n"
    "INSERT INTO kept_answers (api_key_id, idempotency_key, request_hash, status, headers, body, at) VALUES (1, 'i1', "
    "@blob, 201, '{}', @blob, @time);\n"_s;

QString rowsOfSchema(int schema, bool sqlite)
{
    QString sql = productsOfSchema1 + workOfSchema1 + (schema == 1 ? bulkJobOfSchema1 : bulkJobOfSchema2) +
                  jobsOfSchema1 + (schema >= 2 ? addedBySchema2 : QString()) +
                  (schema >= 3 ? addedBySchema3 : QString());
    sql += sqlite ? u"UPDATE counters SET value = 2;\n"_s
                  : u"UPDATE product_details SET search = array_to_tsvector(ARRAY['eimer', 'stahl']) WHERE product_id "
                    "= 1;\nUPDATE product_details SET search = '' WHERE product_id = 2;\n"
                    "SELECT setval('product_revision', 2);\n"_s;
    return sql.replace(u"@time"_s, sqlite ? u"1700000000123"_s : u"'2023-11-14 22:13:20.123+00'"_s)
        .replace(u"@blob"_s, sqlite ? u"x'00ff10'"_s : u"'\\x00ff10'"_s)
        .replace(u"@uid"_s,
                 sqlite ? u"x'018bcfe5687b7000800000000000000a'"_s : u"'018bcfe5-687b-7000-8000-00000000000a'"_s)
        .replace(u"@no"_s, sqlite ? u"0"_s : u"false"_s);
}

QStringList column(Database &database, const QString &sql)
{
    Query query(database, sql);
    if (const auto ran = query.run(); !ran)
        qFatal("%s", qPrintable(ran.error().detail));
    QStringList values;
    while (query.next())
        values.append(query.text(0));
    return values;
}

QStringList tablesOf(Database &database)
{
    return column(database, database.dialect() == Dialect::Sqlite
                                ? u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"_s
                                : u"SELECT table_name FROM information_schema.tables WHERE table_schema = "
                                  "current_schema() AND table_name <> 'schema_version'"_s);
}

/** All that the catalog holds: the values of each column, in the order of the table's first one. */
QMap<QString, QStringList> contentOf(const CatalogFixture &fixture)
{
    const auto database = Database::open(fixture.location(), Database::Access::ReadOnly);
    const bool sqlite = fixture.location().isSqlite();
    QMap<QString, QStringList> content;
    for (const QString &table : tablesOf(**database)) {
        const QStringList names = column(
            **database, sqlite ? u"SELECT name FROM pragma_table_info('%1')"_s.arg(table)
                               : u"SELECT column_name FROM information_schema.columns WHERE table_schema = "
                                 "current_schema() AND table_name = '%1' ORDER BY ordinal_position"_s.arg(table));
        for (const QString &name : names) {
            const QString value = sqlite ? u"quote(\"%1\")"_s : u"quote_nullable(CAST(\"%1\" AS text))"_s;
            content.insert(table + u'.' + name, column(**database, u"SELECT %1 FROM %2 ORDER BY \"%3\""_s.arg(
                                                                       value.arg(name), table, names.first())));
        }
    }
    return content;
}

void fill(const CatalogFixture &fixture, int schema)
{
    auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
    if (!database || !migrations::apply(**database, schema))
        qFatal("schema %d cannot be made", schema);
    const auto filled = (*database)->execute(rowsOfSchema(schema, fixture.location().isSqlite()));
    if (!filled)
        qFatal("%s", qPrintable(filled.error().detail));
}

/** What a step takes away on purpose: the program of schema 1 had these columns, but wrote nothing into their tables.
 */
QStringList givenUpAfter(int schema)
{
    return schema == 1 ? QStringList{u"bulk_jobs.failed"_s,    u"bulk_jobs.finished_at"_s, u"bulk_jobs.state"_s,
                                     u"bulk_jobs.succeeded"_s, u"bulk_jobs.total"_s,       u"jobs.error"_s}
                       : QStringList();
}

} // namespace

class TestMigratedData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueSurvives_data() { addDatabases(); }
    void everyValueSurvives();
    void productsAreReadAndFound_data() { addDatabases(); }
    void productsAreReadAndFound();
    void changesAreTakenBackAndProposalsAccepted_data() { addDatabases(); }
    void changesAreTakenBackAndProposalsAccepted();
    void jobsAreWorkedOn_data() { addDatabases(); }
    void jobsAreWorkedOn();
    void scoresAreOfTheBestTexts_data() { addDatabases(); }
    void scoresAreOfTheBestTexts();
    void requestsAreRead_data() { addDatabases(); }
    void requestsAreRead();

private:
    static void ofEverySchema(const std::function<void(Storage &, int schema)> &check)
    {
        for (int schema = 1; schema < migrations::latest() && !QTest::currentTestFailed(); ++schema) {
            const CatalogFixture fixture;
            if (!fixture.isAvailable())
                QSKIP(qPrintable(fixture.whyNot()));
            fill(fixture, schema);
            check(*fixture.open(), schema);
        }
    }
};

void TestMigratedData::everyValueSurvives()
{
    for (int schema = 1; schema < migrations::latest(); ++schema) {
        const CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        fill(fixture, schema);
        const auto before = contentOf(fixture);
        VERIFY_RESULT(maintenance::migrate(fixture.location()));
        const auto after = contentOf(fixture);
        QStringList gone;
        for (auto values = before.begin(); values != before.end(); ++values) {
            QVERIFY2(!values->isEmpty(), qPrintable(values.key())); // a new table needs rows here
            if (after.contains(values.key()))
                QVERIFY2(after.value(values.key()) == *values,
                         qPrintable(u"%1 of schema %2: %3"_s.arg(values.key())
                                        .arg(schema)
                                        .arg(after.value(values.key()).join(u", "_s))));
            else
                gone.append(values.key());
        }
        QCOMPARE(gone, givenUpAfter(schema));
    }
}

void TestMigratedData::productsAreReadAndFound()
{
    ofEverySchema([](Storage &storage, int) {
        const auto product = bySource(storage, u"a"_s);
        QVERIFY(product);
        QCOMPARE(product->titleOriginal, u"Eimer aus Stahl"_s);
        QCOMPARE(product->descriptionOptimized, u"Ein guter Eimer"_s);
        QCOMPARE(product->bulletPoints, (QStringList{u"fest"_s, u"leicht"_s}));
        QCOMPARE(product->attributes, (QList<Attribute>{{u"Farbe"_s, u"grün"_s}}));
        QCOMPARE(product->images, (QList<Image>{{u"https://example.com/a.jpg"_s, u"Eimer"_s}}));
        QCOMPARE(product->variants.size(), 1);
        QCOMPARE(product->price->minorUnits(), 1999);
        QCOMPARE(product->status, ProductStatus::Optimized);
        QCOMPARE(product->createdAt.toMSecsSinceEpoch(), 1'700'000'000'123);
        QCOMPARE(found(storage, u"eimer"_s), QStringList{u"SKU-1"_s});
        QVERIFY(importDrafts(storage, {draft(1)}));
        QCOMPARE(idsOf(storage).size(), 3);
        QVERIFY(bySource(storage, u"S1"_s)->revision > 2);
    });
}

void TestMigratedData::changesAreTakenBackAndProposalsAccepted()
{
    ofEverySchema([](Storage &storage, int schema) {
        const QList<HistoryEntry> history = historyOf(storage, 1);
        QCOMPARE(history.size(), 1);
        QCOMPARE(history.first().before, u"OLD-1"_s);
        const auto open =
            valueOf(storage.read([](Database &database) { return ProposalRepository(database).openFor(1, {}); }));
        QVERIFY(open && open->fields.size() == 1);
        QCOMPARE(open->fields.first().after, u"Stahleimer"_s);
        QCOMPARE(open->making.cost, schema >= 2 ? 12 : 0);
        const auto accepted = valueOf(storage.write([id = open->id](Database &database) {
            return ProposalRepository(database).decide({{.proposalId = id, .field = ProductField::TitleOptimized}},
                                                       u"user"_s);
        }));
        QCOMPARE(accepted.changed, 1);
        const auto undone = undo(storage, 1);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 1);
        const auto product = bySource(storage, u"a"_s);
        QCOMPARE(product->titleOptimized, u"Stahleimer"_s);
        QCOMPARE(product->sku, u"OLD-1"_s);
    });
}

void TestMigratedData::jobsAreWorkedOn()
{
    ofEverySchema([](Storage &storage, int schema) {
        const Job dead = valueOf(storage.read([](Database &database) { return JobRepository(database).find(1); }));
        QCOMPARE(dead.state, JobState::Failed);
        QCOMPARE(dead.payload.value(u"x").toArray().size(), 2);
        QCOMPARE(dead.bulkJobId, 1);
        QCOMPARE(dead.errors.size(), schema >= 2 ? 1 : 0);
        QCOMPARE(valueOf(storage.write([](Database &database) { return JobRepository(database).retry({1}); })), 1);
        const auto begun = valueOf(storage.write([](Database &database) {
            return JobRepository(database).claim({.owner = u"w"_s, .count = 5, .kinds = {u"optimize"_s}});
        }));
        QCOMPARE(begun.size(), 2);
        QCOMPARE(begun.first().id, 1); // of the higher priority
        const BulkJob bulk =
            valueOf(storage.read([](Database &database) { return JobRepository(database).findBulk(1); }));
        QCOMPARE(bulk.counts.total(), 1);
        QCOMPARE(bulk.parameters.value(u"marketplace").toString(), u"ebay"_s);
    });
}

void TestMigratedData::scoresAreOfTheBestTexts()
{
    constexpr int kept = 5; // from here on the program keeps them so
    for (int schema = 1; schema < kept; ++schema) {
        const CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        fill(fixture, schema);
        const auto execute = [&](const QString &sql) {
            const auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
            VERIFY_RESULT(database);
            VERIFY_RESULT((*database)->execute(sql));
        };
        const auto verify = [&] {
            const auto storage = fixture.open();
            const auto product = bySource(*storage, u"a"_s);
            const QList<Listing> listings = valueOf(storage->read(
                [id = product->id](Database &database) { return ListingRepository(database).ofProduct(id); }));
            QCOMPARE(qualityScore(*product), 52);
            QCOMPARE(product->qualityScore, 66);
            QCOMPARE(product->qualityScore, qualityScore(*product, listings));
            CatalogQuery good;
            good.minimumScore = 60;
            QCOMPARE(idsOf(*storage, good), QList<ProductId>{product->id});
            QCOMPARE(numberFrom(*storage, u"SELECT count(*) FROM settings WHERE name = 'scores_due'"_s), 0);
        };
        execute(u"UPDATE listings SET title = 'Müller Eimer aus Stahl, verzinkt, 12 Liter, mit Henkel';"_s);
        verify();
        // as where the program ended before it had computed them
        execute(u"UPDATE products SET optimization_score = 7;\n"
                "INSERT INTO settings (name, value) VALUES ('scores_due', 'listings');"_s);
        verify();
    }
}

void TestMigratedData::requestsAreRead()
{
    ofEverySchema([](Storage &storage, int schema) {
        const auto event =
            valueOf(storage.read([](Database &database) { return WebhookRepository(database).find(1); }));
        QCOMPARE(event.remoteAddress, u"192.0.2.7"_s);
        QCOMPARE(event.body, QByteArray("\x00\xff\x10", 3));
        QCOMPARE(event.outcome, WebhookOutcome::Imported);
        QCOMPARE(event.answer, schema >= 3 ? QByteArray(R"({"b": 1, "a": 2})") : QByteArray());
        const auto import =
            valueOf(storage.read([](Database &database) { return ImportJobRepository(database).find(1); }));
        QCOMPARE(import.state, ImportState::Completed);
        QCOMPARE(import.changeSet, 1);
    });
}

QTEST_GUILESS_MAIN(TestMigratedData)
#include "tst_migrateddata.moc"
