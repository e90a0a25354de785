// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Connections, statements, transactions and their errors, and the rows of whole products, on both databases.

#include "services/storage/database.h"
#include "services/storage/postgrescopy.h"
#include "services/storage/productrows.h"
#include "services/storage/sqlitestatement.h"
#include "services/storage/uuid7.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/postgresserver.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

/** Opens a catalog and a connection `database` of its own to it. */
#define OPEN_DATABASE()                                                                                                \
    CatalogFixture fixture;                                                                                            \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    fixture.open().reset();                                                                                            \
    auto opened = Database::open(fixture.location(), Database::Access::ReadWrite);                                     \
    VERIFY_RESULT(opened);                                                                                             \
    Database &database = **opened

namespace {

qint64 count(Database &database, const QString &table)
{
    return Query(database, u"SELECT count(*) FROM "_s + table).firstNumber().value_or(-1);
}

Result<void> addSetting(Database &database, const QString &name, const QString &value)
{
    Query insert(database, u"INSERT INTO settings (name, value) VALUES (:name, :value)"_s);
    return insert.bind(u":name"_s, name).bind(u":value"_s, value).run();
}

class Generator
{
public:
    int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }
    bool chance(int percent) { return below(100) < percent; }

    QString text(int most)
    {
        static const QStringList pieces{u"a"_s,  u"Ż"_s, u"ß"_s,  u" "_s,  u"\n"_s, u"\t"_s,    u"\\"_s,  u"'"_s,
                                        u"\""_s, u"🚲"_s, u"%"_s,  u":x"_s, u"?"_s,  u"$1"_s,    u"<b>"_s, u"\u0001"_s,
                                        u"{"_s,  u","_s, u"日"_s, u"\r"_s, u"ά"_s,  u"\u007f"_s};
        QString joined;
        for (int count = below(most + 1); count > 0; --count)
            joined += pieces.at(below(static_cast<int>(pieces.size())));
        return joined;
    }
    std::optional<Money> money()
    {
        if (chance(30))
            return {};
        const char *const codes[] = {"EUR", "PLN", "JPY", "KWD"};
        const qint64 amounts[] = {0, 1, 999, 123456789012345};
        return Money(amounts[below(4)], *Currency::fromCode(codes[below(4)]));
    }
    std::optional<qint64> quantity()
    {
        const qint64 quantities[] = {0, 1, 4'000'000'000};
        return chance(30) ? std::nullopt : std::optional(quantities[below(3)]);
    }
    template <class Make>
    auto listOf(Make make)
    {
        QList<decltype(make())> list;
        for (int count = below(4); count > 0; --count)
            list.append(make());
        return list;
    }
    QList<Attribute> attributes()
    {
        return listOf([this] { return Attribute{text(4), text(8)}; });
    }
    QJsonObject object()
    {
        QJsonObject object;
        for (int count = below(3); count > 0; --count)
            object.insert(u"k%1"_s.arg(count),
                          chance(50) ? QJsonValue(text(5)) : QJsonValue(QJsonArray{1.5, true, {}}));
        return object;
    }

    Product product(int number)
    {
        Product product;
        product.uid = newUuid7();
        product.sourcePlatform = u"p"_s + text(3);
        product.sourceId = QString::number(number) + text(4);
        for (QString *field : {&product.sourceUrl, &product.sku, &product.gtin, &product.mpn, &product.titleOriginal,
                               &product.titleOptimized, &product.descriptionOriginal, &product.descriptionOptimized,
                               &product.category, &product.brand})
            *field = text(20);
        product.bulletPoints = listOf([this] { return text(6); });
        product.condition = allConditions().at(below(static_cast<int>(allConditions().size())));
        product.price = money();
        product.quantity = quantity();
        product.attributes = attributes();
        product.images = listOf([this] { return Image{text(9), text(5)}; });
        product.variants =
            listOf([this] { return Variant{text(5), text(3), attributes(), money(), quantity(), text(4)}; });
        product.optimizedData = object();
        product.marketplaceData = object();
        if (chance(70))
            product.sourceData = QJsonDocument(QJsonObject{{u"raw"_s, text(9)}}).toJson(QJsonDocument::Compact);
        product.qualityScore = below(101);
        product.status = allProductStatuses().at(below(6));
        product.createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + below(1'000'000), Qt::UTC);
        product.updatedAt = product.createdAt.addMSecs(below(1'000'000));
        return product;
    }

private:
    QRandomGenerator m_random{20261121};
};

/** jsonb keeps the meaning of source data, not its blanks. */
Product comparable(Product product)
{
    if (!product.sourceData.isEmpty())
        product.sourceData = QJsonDocument::fromJson(product.sourceData).toJson(QJsonDocument::Compact);
    return product;
}

Product found(Database &database, ProductId id)
{
    const auto product = productrows::find(database, id);
    if (!product || !*product)
        qFatal("the product is not there");
    return **product;
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptStatementsForgetWhatWasBound_data() { addDatabases(); }
    void keptStatementsForgetWhatWasBound()
    {
        OPEN_DATABASE();
        const QString sql = u"SELECT coalesce(CAST(:text AS text), 'nothing')"_s;
        const auto said = [&](const std::optional<QString> &bound) {
            Query query(database, sql, Query::Use::Often);
            if (bound)
                query.bind(u":text"_s, *bound);
            return query.run() && query.next() ? query.text(0) : u"an error"_s;
        };
        QCOMPARE(said(u"large"_s), u"large"_s);
        QCOMPARE(said({}), u"nothing"_s);
        QCOMPARE(said(u"again"_s), u"again"_s);
        if (database.dialect() != Dialect::Sqlite)
            return;
        const auto read = [&](std::string_view bound) {
            SqliteStatement statement(database, "SELECT coalesce(?1, 'nothing')");
            if (!bound.empty())
                statement.bind(1, bound);
            return statement.step().value_or(false) ? std::string(statement.text(0)) : std::string("an error");
        };
        QCOMPARE(read("large"), std::string("large"));
        QCOMPARE(read({}), std::string("nothing"));
        SqliteStatement first(database, "SELECT 'same'");
        SqliteStatement second(database, "SELECT 'same'"); // both are used at once
        QVERIFY(first.step().value_or(false) && second.step().value_or(false));
        QCOMPARE(first.text(0), second.text(0));
    }

    void wholeProductsGoInAndOut_data() { addDatabases(); }
    void wholeProductsGoInAndOut()
    {
        OPEN_DATABASE();
        Generator random;
        QList<Product> products;
        Transaction transaction(database);
        for (int number = 0; number < 120; ++number) {
            Product product = random.product(number);
            VERIFY_RESULT(productrows::insert(database, product));
            QVERIFY(product.id > 0 && product.revision > 0);
            QVERIFY(products.isEmpty() || product.revision > products.last().revision);
            products.append(product);
        }
        VERIFY_RESULT(transaction.commit());
        QList<ProductId> ids;
        for (const Product &product : products) {
            const Product read = found(database, product.id);
            QVERIFY2(productToJson(comparable(read)) == productToJson(comparable(product)),
                     qPrintable(product.sourceId));
            QVERIFY2(comparable(read) == comparable(product), qPrintable(product.sourceId));
            const auto bySource = productrows::findBySource(database, product.sourcePlatform, product.sourceId);
            QVERIFY(bySource && *bySource && (*bySource)->id == product.id);
            ids.prepend(product.id);
        }
        ids.insert(3, 987654);
        const auto many = productrows::findMany(database, ids);
        VERIFY_RESULT(many);
        QCOMPARE(many->size(), products.size());
        QCOMPARE(many->first().id, products.last().id);
        QCOMPARE(many->last().id, products.first().id);
    }

    void updatesReplaceEveryField_data() { addDatabases(); }
    void updatesReplaceEveryField()
    {
        OPEN_DATABASE();
        Generator random;
        Product product = random.product(0);
        VERIFY_RESULT(productrows::insert(database, product));
        Product neighbour = random.product(1);
        VERIFY_RESULT(productrows::insert(database, neighbour));
        for (int round = 0; round < 60; ++round) {
            Product next = random.product(0);
            next.id = product.id; // what an update leaves alone
            next.uid = product.uid;
            next.sourcePlatform = product.sourcePlatform;
            next.sourceId = product.sourceId;
            next.createdAt = product.createdAt;
            const qint64 before = found(database, product.id).revision;
            VERIFY_RESULT(productrows::update(database, next));
            QVERIFY(next.revision > before);
            QVERIFY(comparable(found(database, product.id)) == comparable(next));
        }
        QVERIFY(comparable(found(database, neighbour.id)) == comparable(neighbour));
        VERIFY_RESULT(productrows::remove(database, product.id));
        QVERIFY(!productrows::find(database, product.id)->has_value());
        QCOMPARE(count(database, u"products"_s), 1);
        QCOMPARE(count(database, u"product_details"_s), 1); // its texts went with it
    }

    void valuesKeepTheirKind_data() { addDatabases(); }
    void valuesKeepTheirKind()
    {
        OPEN_DATABASE();
        const QStringList texts{u""_s,
                                u"plain"_s,
                                u"it''s 'quoted'"_s,
                                u"\"double\""_s,
                                u"back\\slash\\\\"_s,
                                u":name ?1 $1"_s,
                                u"a\nb\r\tc"_s,
                                u"Łódź 🚲 ẞ"_s,
                                u"--; DROP TABLE x; /*"_s,
                                QString(100'000, u'ł'),
                                u"\u0001\u001f\u007f"_s};
        for (const QString &text : texts) {
            VERIFY_RESULT(database.execute(u"DELETE FROM settings;"_s));
            VERIFY_RESULT(addSetting(database, u":value"_s, text)); // a value that looks like a bind
            Query select(database, u"SELECT value, value IS NULL, ':value' FROM settings WHERE name = :name"_s);
            VERIFY_RESULT(select.bind(u":name"_s, u":value"_s).run());
            QVERIFY(select.next());
            QCOMPARE(select.text(0), text);
            QVERIFY(!select.value(1).toBool());
            QCOMPARE(select.text(2), u":value"_s);
            QVERIFY(!select.next());
            QVERIFY(!select.error());
        }
        for (const qint64 number :
             {qint64{0}, qint64{-1}, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min() + 1}) {
            Query select(database, u"SELECT CAST(:number AS bigint)"_s);
            QCOMPARE(select.bind(u":number"_s, number).firstNumber(), number);
        }
    }

    void bindsByNameInAnyOrder_data() { addDatabases(); }
    void bindsByNameInAnyOrder()
    {
        OPEN_DATABASE();
        Query insert(database, u"INSERT INTO settings (value, name) VALUES (:value, :name)"_s);
        for (int round = 1; round <= 3; ++round) // and again with other values
            QCOMPARE(insert.bind(u":name"_s, u"n%1"_s.arg(round)).bind(u":value"_s, u"v%1"_s.arg(round)).change(), 1);
        Query select(database, u"SELECT name, value FROM settings WHERE name LIKE 'n%' ORDER BY name DESC"_s);
        VERIFY_RESULT(select.run());
        QStringList rows;
        while (select.next())
            rows.append(select.text(0) + select.text(1));
        QCOMPARE(rows, (QStringList{u"n3v3"_s, u"n2v2"_s, u"n1v1"_s}));
        Query update(database, u"UPDATE settings SET value = :value WHERE name <> :name AND name LIKE 'n%'"_s);
        QCOMPARE(update.bind(u":name"_s, u"n2"_s).bind(u":value"_s, u"x"_s).change(), 2);
        QCOMPARE(update.bind(u":name"_s, u"none"_s).change(), 3);
    }

    void aMissingRowIsAnErrorForANumber_data() { addDatabases(); }
    void aMissingRowIsAnErrorForANumber()
    {
        OPEN_DATABASE();
        const auto missing = Query(database, u"SELECT id FROM products"_s).firstNumber();
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::Internal);
        QCOMPARE(Query(database, u"SELECT max(id) FROM products"_s).firstNumber(), 0); // NULL
        Query empty(database, u"SELECT id FROM products"_s);
        VERIFY_RESULT(empty.run());
        QVERIFY(!empty.next());
        QVERIFY(!empty.error());
    }

    void wrongStatementsSayWhichOne_data() { addDatabases(); }
    void wrongStatementsSayWhichOne()
    {
        OPEN_DATABASE();
        Query query(database, u"SELECT nothing FROM nowhere WHERE a = :a"_s);
        const auto ran = query.bind(u":a"_s, 1).run();
        QVERIFY(!ran);
        QCOMPARE(ran.error().code, ErrorCode::Internal);
        QVERIFY(ran.error().detail.contains(u"nowhere"_s));
        QVERIFY(!ran.error().message.isEmpty());
        QVERIFY(query.error());
        QVERIFY(!query.change());
        QVERIFY(!database.execute(u"SELECT 1;\nSELEKT 2;"_s));
        QCOMPARE(count(database, u"products"_s), 0); // the connection goes on
    }

    void errorsHaveTheirMeaning_data() { addDatabases(); }
    void errorsHaveTheirMeaning()
    {
        OPEN_DATABASE();
        VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
        const auto taken = addSetting(database, u"a"_s, u"2"_s);
        QCOMPARE(taken.error().code, ErrorCode::Conflict);
        QVERIFY(!isTransient(taken.error().code));
        const auto null = database.execute(u"INSERT INTO settings (name, value) VALUES ('b', NULL);"_s);
        QCOMPARE(null.error().code, ErrorCode::Conflict);
        const auto orphan = database.execute(u"INSERT INTO listings (product_id, marketplace, updated_at) VALUES "
                                             "(99, 'ebay', %1);"_s.arg(fixture.postgres() ? u"now()" : u"1"));
        QCOMPARE(orphan.error().code, ErrorCode::Conflict);

        auto reader = Database::open(fixture.location(), Database::Access::ReadOnly);
        VERIFY_RESULT(reader);
        const auto written = addSetting(**reader, u"c"_s, u"1"_s);
        QCOMPARE(written.error().code, ErrorCode::Forbidden);
        QCOMPARE(count(**reader, u"settings WHERE name = 'a'"_s), 1);
    }

    void anotherConnectionsLockIsBusy_data() { addDatabases(); }
    void anotherConnectionsLockIsBusy()
    {
        OPEN_DATABASE();
        auto other = Database::open(fixture.location(), Database::Access::ReadWrite);
        VERIFY_RESULT(other);
        const Transaction holding(**other);
        VERIFY_RESULT(holding.begun());
        VERIFY_RESULT(addSetting(**other, u"a"_s, u"1"_s));
        VERIFY_RESULT(
            database.execute(fixture.postgres() ? u"SET lock_timeout = 50;"_s : u"PRAGMA busy_timeout=50;"_s));
        const auto blocked = addSetting(database, u"a"_s, u"2"_s);
        QVERIFY(!blocked);
        QCOMPARE(blocked.error().code, ErrorCode::Busy);
        QVERIFY(isTransient(blocked.error().code));
        QCOMPARE(count(database, u"settings WHERE name = 'a'"_s), 0); // reading waits for nobody
    }

    void serverStatesAreUnderstood_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("disk full") << u"53100"_s << ErrorCode::StorageFull;
        QTest::newRow("serialization failure") << u"40001"_s << ErrorCode::Busy;
        QTest::newRow("deadlock") << u"40P01"_s << ErrorCode::Busy;
        QTest::newRow("lock not available") << u"55P03"_s << ErrorCode::Busy;
        QTest::newRow("cancelled") << u"57014"_s << ErrorCode::Cancelled;
        QTest::newRow("shutting down") << u"57P01"_s << ErrorCode::Disconnected;
        QTest::newRow("insufficient privilege") << u"42501"_s << ErrorCode::Forbidden;
        QTest::newRow("exclusion violation") << u"23P01"_s << ErrorCode::Conflict;
        QTest::newRow("anything else") << u"22012"_s << ErrorCode::Internal;
    }
    void serverStatesAreUnderstood()
    {
        QFETCH(QString, state);
        QFETCH(ErrorCode, code);
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        auto database = Database::open(*StorageLocation::parse(server->url()), Database::Access::ReadWrite);
        VERIFY_RESULT(database);
        const auto raised = (*database)->execute(
            u"DO $$ BEGIN RAISE EXCEPTION 'it said so' USING ERRCODE = '%1'; END $$;"_s.arg(state));
        QVERIFY(!raised);
        QCOMPARE(raised.error().code, code);
        QVERIFY(raised.error().detail.contains(u"it said so"_s));
        const auto low = forEachPostgresRow(**database, "SELECT 1 / $1::int", {"0"}, [](const auto &) {});
        QCOMPARE(low.error().code, ErrorCode::Internal);
    }

    void aFullFileIsStorageFull()
    {
        CatalogFixture fixture;
        fixture.open().reset();
        auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
        VERIFY_RESULT((*database)->execute(u"PRAGMA max_page_count=1;"_s)); // never below what it has
        const auto full = addSetting(**database, u"big"_s, QString(3'000'000, u'x'));
        QVERIFY(!full);
        QCOMPARE(full.error().code, ErrorCode::StorageFull);
        QVERIFY(full.error().message.contains(fixture.location().path()));
        QCOMPARE(count(**database, u"settings WHERE name = 'big'"_s), 0);
    }

    void transactionsAreAllOrNothing_data() { addDatabases(); }
    void transactionsAreAllOrNothing()
    {
        OPEN_DATABASE();
        const qint64 before = count(database, u"settings"_s);
        {
            const Transaction leaving(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            QCOMPARE(count(database, u"settings"_s), before + 1);
            database.noteChange(7);
            database.noteRecord(RecordKind::Job, 7);
        }
        QCOMPARE(count(database, u"settings"_s), before);
        QVERIFY(!database.takeChanges()); // nothing of it happened
        QVERIFY(database.takeNews().isEmpty());
        {
            Transaction staying(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            database.noteChange(8, false);
            VERIFY_RESULT(staying.commit());
        }
        QCOMPARE(count(database, u"settings"_s), before + 1);
        QCOMPARE(database.takeChanges(), (std::pair(QList<qint64>{8}, false)));
        QVERIFY(!database.takeChanges());
    }

    void afterAFailedStatementNothingIsCommittedHalf_data() { addDatabases(); }
    void afterAFailedStatementNothingIsCommittedHalf()
    {
        OPEN_DATABASE();
        bool committed = false;
        {
            Transaction careless(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            QVERIFY(!addSetting(database, u"a"_s, u"2"_s));
            committed = careless.commit().has_value();
        }
        QCOMPARE(committed, fixture.postgres() == nullptr); // the server gives a transaction up at its first error
        QCOMPARE(count(database, u"settings WHERE name = 'a'"_s), committed ? 1 : 0);
        Transaction next(database);
        VERIFY_RESULT(addSetting(database, u"b"_s, u"1"_s));
        VERIFY_RESULT(next.commit());
    }

    void scriptsRunToTheirEnd_data() { addDatabases(); }
    void scriptsRunToTheirEnd()
    {
        OPEN_DATABASE();
        VERIFY_RESULT(database.execute(u"-- a comment; with a semicolon;\n"
                                       "INSERT INTO settings (name, value)\n"
                                       "VALUES ('a', 'x; y');\n\n"
                                       "INSERT INTO settings (name, value) VALUES ('b', '1');\n"
                                       "INSERT INTO settings (name, value) VALUES ('c', '1')"_s)); // no semicolon
        QCOMPARE(count(database, u"settings WHERE name IN ('a', 'b', 'c')"_s), 3);
        QVERIFY(!database.execute(u"DELETE FROM settings;\nDELETE FROM nowhere;\nDELETE FROM settings;"_s));
        VERIFY_RESULT(database.execute({}));
        VERIFY_RESULT(database.execute(u"\n  \n-- nothing\n"_s));
    }

    void aTransactionInsideAnotherJoinsIt_data() { addDatabases(); }
    void aTransactionInsideAnotherJoinsIt()
    {
        OPEN_DATABASE();
        const qint64 before = count(database, u"settings"_s);
        {
            const Transaction outer(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            {
                Transaction inner(database);
                VERIFY_RESULT(inner.begun());
                VERIFY_RESULT(addSetting(database, u"b"_s, u"1"_s));
                VERIFY_RESULT(inner.commit());
            }
            QCOMPARE(count(database, u"settings"_s), before + 2);
        }
        QCOMPARE(count(database, u"settings"_s), before); // nothing was final
        Transaction outer(database);
        {
            Transaction inner(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            VERIFY_RESULT(inner.commit());
        }
        VERIFY_RESULT(outer.commit());
        QCOMPARE(count(database, u"settings"_s), before + 1);
    }

    void commitsAreDurableWhereItIsWanted_data() { addDatabases(); }
    void commitsAreDurableWhereItIsWanted()
    {
        OPEN_DATABASE();
        const auto forced = [&database] { // 1: at checkpoints, 2: with each commit
            Query query(database, database.dialect() == Dialect::Sqlite ? u"PRAGMA synchronous"_s : u"SELECT 2"_s);
            return query.firstNumber().value_or(-1);
        };
        const qint64 usual = forced();
        {
            const DurableCommits durable(database);
            QCOMPARE(forced(), 2);
            Transaction transaction(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            VERIFY_RESULT(transaction.commit());
        }
        QCOMPARE(forced(), usual);
    }

    void aTransactionWhosePartWasGivenUpCannotCommit_data() { addDatabases(); }
    void aTransactionWhosePartWasGivenUpCannotCommit()
    {
        OPEN_DATABASE();
        const qint64 before = count(database, u"settings"_s);
        {
            Transaction outer(database);
            VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
            {
                const Transaction inner(database);
                VERIFY_RESULT(addSetting(database, u"b"_s, u"1"_s));
                database.noteChange(1);
            }
            const auto committed = outer.commit();
            QVERIFY(!committed);
            QCOMPARE(committed.error().code, ErrorCode::Internal);
            QCOMPARE(count(database, u"settings"_s), before);
            QVERIFY(!database.takeChanges());
        }
        Transaction next(database); // is not burdened with it
        VERIFY_RESULT(next.begun());
        VERIFY_RESULT(addSetting(database, u"a"_s, u"1"_s));
        VERIFY_RESULT(next.commit());
        QCOMPARE(count(database, u"settings"_s), before + 1);
    }

    void changesAreNotedUpToANumber_data() { addDatabases(); }
    void changesAreNotedUpToANumber()
    {
        OPEN_DATABASE();
        for (qint64 id = 1; id <= 1000; ++id)
            database.noteChange(id, id == 500);
        const auto few = database.takeChanges();
        QVERIFY(few && few->second);
        QCOMPARE(few->first.size(), 1000);
        for (qint64 id = 1; id <= 1001; ++id)
            database.noteChange(id, false);
        const auto many = database.takeChanges();
        QVERIFY(many && many->first.isEmpty() && many->second); // "ask again"
        database.noteManyChanges();
        QVERIFY(database.takeChanges()->first.isEmpty());
    }

    void recordsAreNotedUpToANumber()
    {
        ChangedIds ids;
        QVERIFY(ids.isEmpty());
        for (qint64 id = 1; id <= ChangedIds::most; ++id) {
            ids.add(id);
            ids.add(id); // one after the other: once
        }
        QCOMPARE(ids.ids.size(), ChangedIds::most);
        QVERIFY(!ids.many);
        ids.add(ChangedIds::most + 1);
        ids.add(ChangedIds::most + 2);
        QVERIFY(ids.many && ids.ids.isEmpty() && !ids.isEmpty());
        RecordNews news;
        QVERIFY(news.isEmpty());
        news[RecordKind::Webhook].addMany();
        QVERIFY(!news.isEmpty() && news[RecordKind::Job].isEmpty());
    }

    void timesAndJsonAreKept_data() { addDatabases(); }
    void timesAndJsonAreKept()
    {
        OPEN_DATABASE();
        const QDateTime summer(QDate(2026, 7, 1), QTime(1, 2, 3, 456), Qt::OffsetFromUTC, 7200);
        const QString type = fixture.postgres() ? u"timestamptz"_s : u"INTEGER"_s;
        for (const QDateTime &time : {summer, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC),
                                      QDateTime::fromMSecsSinceEpoch(-86'400'001, Qt::UTC)}) {
            Query select(database, u"SELECT CAST(:time AS %1)"_s.arg(type));
            VERIFY_RESULT(select.bind(u":time"_s, database.timeValue(time)).run());
            QVERIFY(select.next());
            const QDateTime read = database.timeFrom(select.value(0));
            QCOMPARE(read, time);
            QCOMPARE(read.timeSpec(), Qt::UTC);
        }
        QVERIFY(!database.timeValue({}).isValid());
        QVERIFY(!database.timeFrom({}).isValid());
        QCOMPARE(database.jsonValue({}).isNull(), fixture.postgres() != nullptr);
        QCOMPARE(database.jsonValue("{\"ä\":1}").toString(), u"{\"ä\":1}"_s);
    }

    void revisionsOnlyGrow_data() { addDatabases(); }
    void revisionsOnlyGrow()
    {
        OPEN_DATABASE();
        const qint64 first = *database.nextRevision();
        QCOMPARE(*database.nextRevision(), first + 1);
        {
            const Transaction leaving(database);
            QCOMPARE(*database.nextRevision(), first + 2);
        }
        auto other = Database::open(fixture.location(), Database::Access::ReadWrite);
        QVERIFY(*(*other)->nextRevision() > first + 1);
    }

    void uuidsAreOfVersion7AndInOrder()
    {
        const auto milliseconds = [](const QUuid &uuid) {
            return uuid.toString(QUuid::Id128).left(12).toLongLong(nullptr, 16);
        };
        const qint64 start = QDateTime::currentMSecsSinceEpoch();
        std::vector<QUuid> all(20'000);
        std::vector<std::thread> threads;
        for (std::size_t part = 0; part < 4; ++part)
            threads.emplace_back([&all, part] {
                for (std::size_t i = 0; i < all.size() / 4; ++i)
                    all[part * all.size() / 4 + i] = newUuid7();
            });
        for (std::thread &thread : threads)
            thread.join();
        const qint64 end = QDateTime::currentMSecsSinceEpoch();
        QSet<QUuid> distinct;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const QByteArray bytes = all[i].toRfc4122();
            QCOMPARE(static_cast<unsigned char>(bytes.at(6)) >> 4, 7);
            QCOMPARE(static_cast<unsigned char>(bytes.at(8)) >> 6, 2);
            QVERIFY(milliseconds(all[i]) >= start && milliseconds(all[i]) <= end);
            if (i % (all.size() / 4) != 0)
                QVERIFY(milliseconds(all[i]) >= milliseconds(all[i - 1]));
            distinct.insert(all[i]);
        }
        QCOMPARE(distinct.size(), static_cast<qsizetype>(all.size()));
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
