// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Imports in bulk: what is counted, what is kept when they end early, odd texts, and several at once.

#include "models/domain/listingjson.h"
#include "models/domain/quality.h"
#include "services/storage/contenthash.h"
#include "services/storage/maintenance.h"
#include "services/storage/productrows.h"
#include "services/storage/uuid7.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/postgresserver.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

std::vector<ProductDraft> drafts(int from, int count)
{
    std::vector<ProductDraft> all;
    for (int number = from; number < from + count; ++number)
        all.push_back(draft(number));
    return all;
}

ProductDraft rebranded(int number, const std::string &brand)
{
    ProductDraft changed = draft(number);
    changed.brand = brand;
    changed.contentHash += 1'000'000;
    return changed;
}

/** The databases refuse its score, and with it its batch. */
ProductDraft refused(int number)
{
    ProductDraft draft = test::draft(number);
    draft.qualityScore = 200;
    return draft;
}

std::unique_ptr<BulkImport> begin(Storage &storage, qint64 expected = 0)
{
    ImportJob job;
    job.fileName = u"/data/Łódź „neu“.csv"_s;
    job.layout = u"allegro"_s;
    job.bytesTotal = 5000;
    auto import = BulkImport::begin(storage, job, expected);
    if (!import)
        qFatal("%s", qPrintable(import.error().detail));
    return std::move(*import);
}

ImportJob stored(Storage &storage, qint64 id)
{
    return valueOf(storage.read([id](Database &database) { return ImportJobRepository(database).find(id); }));
}

std::string distinctWords(std::size_t bytes)
{
    std::string text;
    for (int number = 0; text.size() < bytes; ++number)
        text += "wort" + std::to_string(number) + ' ';
    return text;
}

Storage::Options optionsOf(const PostgresDatabase &server)
{
    Storage::Options options;
    options.location = *StorageLocation::parse(server.url());
    return options;
}

} // namespace

class TestBulkImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsNewChangedAndSame_data() { addDatabases(); }
    void countsNewChangedAndSame()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(1, 100)));
        std::vector<ProductDraft> mixed;
        for (int number = 1; number <= 20; ++number) { // as a shop writes them: in no order
            mixed.push_back(draft(number));
            mixed.push_back(draft(200 + number));
            mixed.push_back(rebranded(50 + number, "Andere"));
        }
        auto import = begin(*storage);
        QVERIFY(import->add(mixed, {1200, 61, 1}));
        const auto job = import->finish(ImportState::Completed, {5000, 62, 2});
        VERIFY_RESULT(job);
        QCOMPARE(job->created, 20);
        QCOMPARE(job->updated, 20);
        QCOMPARE(job->unchanged, 20);
        QCOMPARE(job->records, 62);
        QCOMPARE(job->rejected, 2);
        QCOMPARE(job->bytesDone, 5000);
        QCOMPARE(productCount(*storage), 120);
        const ImportJob kept = stored(*storage, job->id);
        QCOMPARE(kept.fileName, u"/data/Łódź „neu“.csv"_s);
        QCOMPARE(kept.layout, u"allegro"_s);
        QCOMPARE(kept.state, ImportState::Completed);
        QCOMPARE(kept.bytesTotal, 5000);
        QCOMPARE(std::tuple(kept.created, kept.updated, kept.unchanged, kept.rejected), std::tuple(20, 20, 20, 2));
        QCOMPARE(kept.changeSet, job->changeSet);
        QVERIFY(kept.startedAt.isValid() && kept.finishedAt >= kept.startedAt);

        const ChangeSet set = changeSetsOf(*storage).first();
        QCOMPARE(set.id, job->changeSet);
        QCOMPARE(set.origin.kind, ChangeOrigin::Kind::Import);
        QCOMPARE(set.products, 40);
        QVERIFY(set.origin.summary.contains(u"Łódź „neu“.csv"_s) && !set.origin.summary.contains(u"/data"_s));
        const auto history = historyOf(*storage, bySource(*storage, u"S52"_s)->id);
        QCOMPARE(history.size(), 1);
        QCOMPARE(history.first().field, ProductField::Brand);
        QCOMPARE(history.first().after, u"Andere"_s);
        QCOMPARE(history.first().actor, u"import"_s);
        QVERIFY(historyOf(*storage, bySource(*storage, u"S2"_s)->id).isEmpty());
    }

    void updatesKeepTheScoreOfAListing_data() { addDatabases(); }
    void updatesKeepTheScoreOfAListing()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(1, 30)));
        const auto listed = [&](int number) { return bySource(*storage, u"S%1"_s.arg(number)); };
        Listing listing;
        listing.productId = listed(1)->id;
        listing.marketplace = u"ebay"_s;
        listing.title = u"Andere Marke, żółty fotel numer 1, bardzo wygodny"_s;
        saveListings(*storage, {listing});
        std::vector<ProductDraft> changed;
        for (const int number : {1, 1, 2, 40}) // twice in one batch, without a listing, and new
            changed.push_back(rebranded(number, changed.size() == 1 ? "Andere Marke" : "Andere"));
        const auto job = importDrafts(*storage, changed);
        VERIFY_RESULT(job);
        QCOMPARE(job->created, 1);
        const Product one = *listed(1);
        QCOMPARE(one.brand, u"Andere Marke"_s);
        QVERIFY(qualityScore(one, {listing}) > qualityScore(one));
        QCOMPARE(one.qualityScore, qualityScore(one, {listing}));
        QCOMPARE(listed(2)->qualityScore, qualityScore(*listed(2)));
        QCOMPARE(listed(40)->qualityScore, 40); // as the draft says
    }

    void newProductsComeWithTheScoreOfTheirListings_data() { addDatabases(); }
    void newProductsComeWithTheScoreOfTheirListings()
    {
        OPEN_EMPTY_CATALOG();
        Listing listing;
        listing.marketplace = u"ebay"_s;
        listing.title = u"Möbel Müller, żółty fotel numer 1, bardzo wygodny"_s;
        ProductDraft moved = draft(1);
        moved.kept =
            QJsonDocument(QJsonObject{{u"listings"_s, QJsonArray{listingToJson(listing)}}}).toJson().toStdString();
        QVERIFY(importDrafts(*storage, {moved, draft(2)}));
        const Product product = *bySource(*storage, u"S1"_s);
        QVERIFY(qualityScore(product, {listing}) > qualityScore(product));
        QCOMPARE(product.qualityScore, qualityScore(product, {listing}));
    }

    void knowsWhatIsThereAndWhatIsOnTheWay_data() { addDatabases(); }
    void knowsWhatIsThereAndWhatIsOnTheWay()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(1, 10)));
        auto import = begin(*storage);
        QVERIFY(import->add(drafts(11, 10), {100, 10, 0}));
        QVERIFY(import->add(drafts(21, 10), {200, 20, 0}));
        const std::vector<ProductDraft> asked{draft(3), draft(12), draft(29), draft(31)};
        std::vector<SourceKey> keys;
        for (const ProductDraft &one : asked)
            keys.push_back({one.sourcePlatform, one.sourceId});
        keys.push_back({"elsewhere", asked[0].sourceId});
        const auto known = import->known(keys);
        VERIFY_RESULT(known);
        QCOMPARE(*known, (std::vector<bool>{true, true, true, false, false}));
        QVERIFY(import->finish(ImportState::Completed, {200, 20, 0}));
    }

    void theLastStatementOfAProductCounts_data() { addDatabases(); }
    void theLastStatementOfAProductCounts()
    {
        OPEN_EMPTY_CATALOG();
        std::vector<ProductDraft> all{draft(1), rebranded(1, "Eins"), draft(2), rebranded(1, "Zwei"), draft(1)};
        all.push_back(rebranded(2, "Drei"));
        const auto job = importDrafts(*storage, all, 4); // within a batch and across two
        VERIFY_RESULT(job);
        QCOMPARE(job->created, 2);
        QCOMPARE(job->updated, 4);
        QCOMPARE(productCount(*storage), 2);
        QCOMPARE(bySource(*storage, u"S1"_s)->brand, u"Möbel Müller"_s);
        QCOMPARE(bySource(*storage, u"S2"_s)->brand, u"Drei"_s);
    }

    void anImportStatingAProductTwiceCanBeUndone_data() { addDatabases(); }
    void anImportStatingAProductTwiceCanBeUndone()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {draft(7)}));
        const auto job = importDrafts(*storage, {draft(1), rebranded(1, "Eins"), draft(2), rebranded(7, "Sieben")});
        VERIFY_RESULT(job);
        const auto undone = undo(*storage, job->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->conflicts, 0); // only this very import changed it
        QCOMPARE(undone->missing, 0);
        QCOMPARE(undone->changed, 3);
        QCOMPARE(productCount(*storage), 1);
        QCOMPARE(bySource(*storage, u"S7"_s)->brand, u"Möbel Müller"_s);
    }

    void undoesALargeImportWithEditsSince_data() { addDatabases(); }
    void undoesALargeImportWithEditsSince()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(10'000, 10)));
        const auto job = importDrafts(*storage, drafts(1, 5100), 2000); // more than one step of deletions
        VERIFY_RESULT(job);
        const ProductId edited = bySource(*storage, u"S1"_s)->id;
        const ProductId gone = bySource(*storage, u"S2"_s)->id;
        edit(*storage, edited, ProductField::Brand, u"Meine"_s);
        removeProduct(*storage, gone);
        const auto undone = undo(*storage, job->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 5098);
        QCOMPARE(undone->conflicts, 1);
        QCOMPARE(productCount(*storage), 11);
        QCOMPARE(productOf(*storage, edited).brand, u"Meine"_s);
        QCOMPARE(found(*storage, u"fotel"_s).size(), 11);
        QCOMPARE(undo(*storage, job->changeSet).error().code, ErrorCode::Conflict);
        const auto again = importDrafts(*storage, drafts(1, 5), 1000);
        VERIFY_RESULT(again);
        QCOMPARE(again->created, 3 + 1); // S3 to S5 and the one a person had deleted
        QCOMPARE(productOf(*storage, edited).brand, u"Möbel Müller"_s);
    }

    void everyFieldCanBeCleared_data() { addDatabases(); }
    void everyFieldCanBeCleared()
    {
        OPEN_EMPTY_CATALOG();
        ProductDraft full = draft(1);
        full.sourceUrl = "https://example.com/1";
        full.mpn = "M-1";
        full.titleOptimized = "Better";
        full.descriptionOptimized = "Better text";
        full.variants = {{"V", "4006381333931", {{"Size", "M"}}, 100, 2, ""}};
        QVERIFY(importDrafts(*storage, {full}));
        ProductDraft clearing;
        clearing.sourcePlatform = full.sourcePlatform;
        clearing.sourceId = full.sourceId;
        clearing.contentHash = 4711;
        for (const ProductField field : allProductFields())
            clearing.cleared |= quint64{1} << static_cast<unsigned>(field);
        const auto job = importDrafts(*storage, {clearing});
        VERIFY_RESULT(job);
        QCOMPARE(job->updated, 1);
        const Product product = *bySource(*storage, u"S1"_s);
        for (const ProductField field : allProductFields()) {
            if (field != ProductField::Status)
                QVERIFY2(fieldText(product, field).isEmpty(), qPrintable(fieldName(field)));
        }
        QCOMPARE(product.status, ProductStatus::Imported);
        VERIFY_RESULT(undo(*storage, job->changeSet));
        const Product back = *bySource(*storage, u"S1"_s);
        QCOMPARE(back.titleOptimized, u"Better"_s);
        QCOMPARE(back.price->toString(), u"10.01 EUR"_s);
        QCOMPARE(back.variants.size(), 1);
        QCOMPARE(back.images.size(), 1);
    }

    void keepsOddTexts_data() { addDatabases(); }
    void keepsOddTexts()
    {
        OPEN_EMPTY_CATALOG();
        const QStringList texts{u"back\\slash \\n \\t \\\\ \\. \\N"_s,
                                u"tab\there\nnew line\r\nend"_s,
                                u"emoji 🚲🇵🇱👩‍🔧 and 𝔘𝔫𝔦"_s,
                                u"controls \u0001\u0002\u0008\u000b\u001b\u007f\u0085"_s,
                                u"quotes ' '' \" \"\" ` „“ ‚‘"_s,
                                u"{\"a\",NULL} [1,2] (x) {}"_s,
                                u"$1 :name ?1 %s %% _ ${x}"_s,
                                u"  blanks around  "_s,
                                u"\u200b\u202e\ufeff\u00ad\ufffd"_s,
                                QString(70'000, u'ż'),
                                u"'); DROP TABLE products; --"_s,
                                u"NULL"_s};
        std::vector<ProductDraft> all;
        for (const QString &text : texts) {
            const std::string utf8 = text.toStdString();
            ProductDraft draft;
            draft.sourcePlatform = utf8;
            draft.sourceId = utf8;
            for (std::string *field : {&draft.sourceUrl, &draft.mpn, &draft.title, &draft.description,
                                       &draft.titleOptimized, &draft.descriptionOptimized, &draft.category})
                *field = utf8;
            draft.sku = utf8.substr(0, 300);
            draft.brand = utf8.substr(0, 300);
            draft.bulletPoints = {utf8, "", utf8};
            draft.attributes = {{utf8, utf8}};
            draft.images = {{utf8, utf8}, {utf8, ""}};
            draft.variants = {{utf8, "", {{utf8, utf8}}, {}, {}, utf8}};
            draft.contentHash = ~quint64{0}; // beyond what a signed number holds
            all.push_back(draft);
        }
        if (fixture.postgres()) // an index page there cannot take a key of 140 kB; the importer cuts them
            all.at(9).sourceId = all.at(9).sourcePlatform = "long";
        for (const std::string &extra :
             {std::string(), std::string("zweiter Import \\ '")}) { // inserted by the one, updated by the other
            for (ProductDraft &draft : all) {
                draft.brand += extra;
                draft.contentHash -= extra.size();
            }
            const auto job = importDrafts(*storage, all);
            VERIFY_RESULT(job);
            QCOMPARE(extra.empty() ? job->created : job->updated, texts.size());
            for (std::size_t i = 0; i < all.size(); ++i) {
                const QString &text = texts.at(static_cast<qsizetype>(i));
                const auto product = bySource(*storage, QString::fromStdString(all[i].sourceId),
                                              QString::fromStdString(all[i].sourcePlatform));
                QVERIFY2(product, qPrintable(text.left(30)));
                for (const QString &field :
                     {product->sourceUrl, product->mpn, product->titleOriginal, product->category,
                      product->descriptionOriginal, product->titleOptimized, product->descriptionOptimized,
                      product->bulletPoints.at(2), product->attributes.at(0).name, product->images.at(0).altText,
                      product->variants.at(0).options.at(0).value})
                    QVERIFY2(field == text, qPrintable(text.left(30)));
                QCOMPARE(product->brand.toStdString(), all[i].brand);
                QCOMPARE(product->bulletPoints.size(), 3);
                const SourceKey keys[] = {{all[i].sourcePlatform, all[i].sourceId}};
                QCOMPARE(*begin(*storage)->contents(keys), std::vector{ContentHash::ofOne(all[i].contentHash)});
            }
        }
    }

    void takesADescriptionOfManyWords_data() { addDatabases(); }
    void takesADescriptionOfManyWords()
    {
        OPEN_EMPTY_CATALOG();
        ProductDraft long1 = draft(1);
        long1.description = distinctWords(2'000'000);
        const auto job = importDrafts(*storage, {long1, draft(2)});
        VERIFY_RESULT(job);
        QVERIFY(bySource(*storage, u"S1"_s)->descriptionOriginal.toStdString() == long1.description);
        QCOMPARE(found(*storage, u"wort20000"_s), QStringList{u"SKU-1"_s});
        QCOMPARE(found(*storage, u"fotel"_s).size(), 2);
        ProductDraft longer = long1;
        longer.title = "anders";
        longer.contentHash = 99;
        const auto update = importDrafts(*storage, {longer}); // the other way into the database
        VERIFY_RESULT(update);
        QCOMPARE(update->updated, 1);
        QCOMPARE(found(*storage, u"anders wort20000"_s), QStringList{u"SKU-1"_s});
    }

    void aLargeImportIsFoundAtItsEnd_data() { addDatabases(); }
    void aLargeImportIsFoundAtItsEnd()
    {
        OPEN_EMPTY_CATALOG();
        const QString indexes = fixture.postgres() ? u"SELECT count(*) FROM pg_indexes WHERE tablename = 'products'"_s
                                                   : u"SELECT count(*) FROM pragma_index_list('products')"_s;
        const qint64 before = numberFrom(*storage, indexes);
        QVERIFY(before >= 5);
        for (const int first : {1, 2501}) { // into an empty catalog, and beside what is there
            const auto job = importDrafts(*storage, drafts(first, 2500), 500, 60'000);
            VERIFY_RESULT(job);
            QCOMPARE(found(*storage, u"fotel"_s).size(), first + 2499);
            QCOMPARE(found(*storage, u"sku-%1"_s.arg(first + 2499)).size(), 1);
            storage->waitForIndexes();
            QCOMPARE(numberFrom(*storage, indexes), before);
        }
        if (fixture.postgres()) // kB, as the server has it by itself
            QCOMPARE(numberFrom(*storage, u"SELECT setting FROM pg_settings WHERE name = 'gin_pending_list_limit'"_s),
                     4096);
    }

    void aLargeImportThatFailsLeavesTheIndexes_data() { addDatabases(); }
    void aLargeImportThatFailsLeavesTheIndexes()
    {
        OPEN_EMPTY_CATALOG();
        const QString indexes = fixture.postgres() ? u"SELECT count(*) FROM pg_indexes WHERE tablename = 'products'"_s
                                                   : u"SELECT count(*) FROM pragma_index_list('products')"_s;
        const qint64 before = numberFrom(*storage, indexes);
        for (const auto state : {ImportState::Cancelled, ImportState::Failed}) {
            auto import = begin(*storage, 60'000);
            QVERIFY(import->add({state == ImportState::Failed ? refused(1) : draft(1)}, {10, 1, 0}));
            [[maybe_unused]] const auto job = import->finish(state, {10, 1, 0});
            storage->waitForIndexes();
            QCOMPARE(numberFrom(*storage, indexes), before);
        }
    }

    void missingIndexesAreMadeAfterTheNextStart_data()
    {
        QTest::addColumn<int>("products");
        QTest::newRow("of a small catalog, at once") << 10;
        QTest::newRow("of a large one, when nothing else is written") << 20100;
    }
    void missingIndexesAreMadeAfterTheNextStart()
    {
        QFETCH(int, products);
        CatalogFixture fixture;
        const QString indexes = u"SELECT count(*) FROM pragma_index_list('products')"_s;
        qint64 before = 0;
        {
            const auto storage = fixture.open();
            VERIFY_RESULT(importDrafts(*storage, drafts(1, products), 5000));
            before = numberFrom(*storage, indexes);
            ok(storage->write([](Database &database) {
                return database.execute(u"DROP INDEX products_title;\nDROP INDEX products_price;"_s);
            }));
            QCOMPARE(numberFrom(*storage, indexes), before - 2);
        }
        const auto storage = fixture.open();
        VERIFY_RESULT(importDrafts(*storage, {draft(30000)})); // goes before
        storage->waitForIndexes();
        QCOMPARE(numberFrom(*storage, indexes), before);
        QVERIFY(maintenance::check(fixture.location())->ok);
    }

    void aCancelledImportKeepsItsBatches_data() { addDatabases(); }
    void aCancelledImportKeepsItsBatches()
    {
        OPEN_EMPTY_CATALOG();
        auto import = begin(*storage);
        QVERIFY(import->add(drafts(1, 30), {1000, 31, 1}));
        QVERIFY(import->add(drafts(31, 30), {2000, 62, 2}));
        const auto job = import->finish(ImportState::Cancelled, {2500, 70, 2}, u"Cancelled by you."_s);
        VERIFY_RESULT(job);
        QCOMPARE(job->state, ImportState::Cancelled);
        const ImportJob kept = stored(*storage, job->id);
        QCOMPARE(kept.state, ImportState::Cancelled);
        QCOMPARE(kept.error, u"Cancelled by you."_s);
        QCOMPARE(kept.created, 60);
        QCOMPARE(kept.bytesDone, 2000); // how far the last whole batch went
        QCOMPARE(found(*storage, u"fotel"_s).size(), 60);
        const auto undone = undo(*storage, kept.changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 60);
        QCOMPARE(productCount(*storage), 0);
    }

    void aFailingBatchIsLeftOutWhole_data() { addDatabases(); }
    void aFailingBatchIsLeftOutWhole()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {draft(1)}));
        auto import = begin(*storage);
        QVERIFY(import->add(drafts(100, 10), {100, 10, 0}));
        QVERIFY(import->add({draft(200), rebranded(1, "Nie"), refused(201), draft(202)}, {200, 14, 0}));
        const auto job = import->finish(ImportState::Completed, {300, 14, 0});
        QVERIFY(!job);
        QCOMPARE(job.error().code, ErrorCode::Conflict);
        QVERIFY(!job.error().message.isEmpty());
        QCOMPARE(productCount(*storage), 11);
        QVERIFY(!bySource(*storage, u"S200"_s) && !bySource(*storage, u"S202"_s));
        QCOMPARE(bySource(*storage, u"S1"_s)->brand, u"Möbel Müller"_s);
        QCOMPARE(found(*storage, u"fotel"_s).size(), 11);

        const ImportJob kept =
            valueOf(storage->read([](Database &database) { return ImportJobRepository(database).recent(1); })).first();
        QCOMPARE(kept.state, ImportState::Failed);
        QCOMPARE(kept.created, 10);
        QCOMPARE(kept.bytesDone, 100);
        QVERIFY(!kept.error.isEmpty());
        QVERIFY(importDrafts(*storage, drafts(200, 3))); // the writer is none the worse for it
        QCOMPARE(productCount(*storage), 14);
    }

    void theFirstErrorEndsTheImport_data() { addDatabases(); }
    void theFirstErrorEndsTheImport()
    {
        OPEN_EMPTY_CATALOG();
        auto import = begin(*storage);
        Result<void> added = import->add({refused(1)}, {1, 1, 0});
        for (int batch = 0; added && batch < 3; ++batch)
            added = import->add(drafts(10 * batch + 10, 10), {2, 2, 0});
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::Conflict);
        QVERIFY(!import->add({draft(500)}, {9, 9, 0}));
        QVERIFY(!import->finish(ImportState::Completed, {9, 9, 0})); // whatever the caller believes
        const auto jobs =
            valueOf(storage->read([](Database &database) { return ImportJobRepository(database).recent(); }));
        QCOMPARE(jobs.first().state, ImportState::Failed);
    }

    void anImportGivenUpIsRecordedAsFailed_data() { addDatabases(); }
    void anImportGivenUpIsRecordedAsFailed()
    {
        OPEN_EMPTY_CATALOG();
        qint64 id = 0;
        {
            const auto import = begin(*storage);
            QVERIFY(import->add(drafts(1, 5), {50, 5, 0}));
            id = import->job().id;
            QCOMPARE(stored(*storage, id).state, ImportState::Running);
        }
        const ImportJob job = stored(*storage, id);
        QCOMPARE(job.state, ImportState::Failed);
        QCOMPARE(job.created, 5);
        QVERIFY(!job.error.isEmpty());
        QVERIFY(job.finishedAt.isValid());
        QCOMPARE(productCount(*storage), 5);
    }

    void reportsHowFarItIs_data() { addDatabases(); }
    void reportsHowFarItIs()
    {
        OPEN_EMPTY_CATALOG();
        const auto import = begin(*storage);
        QCOMPARE(import->job().state, ImportState::Running);
        const qint64 id = import->job().id;
        const QString longAgo = fixture.postgres() ? u"now() - interval '1 hour'"_s : u"1000"_s;
        execute(*storage, u"UPDATE import_jobs SET heartbeat_at = %1;"_s.arg(longAgo));
        const QString isFresh = fixture.postgres() ? u"SELECT count(*) FROM import_jobs WHERE heartbeat_at > now() - "
                                                     "interval '10 minutes'"_s
                                                   : u"SELECT count(*) FROM import_jobs WHERE heartbeat_at > 1000"_s;
        QCOMPARE(numberFrom(*storage, isFresh), 0);
        import->countUnchanged(3);
        for (int batch = 0; batch < 4; ++batch)
            QVERIFY(import->add(drafts(batch * 10 + 1, 10), {100 * (batch + 1), 10 * (batch + 1), batch}));
        QVERIFY(import->job().created >= 20);       // no more than two batches are under way
        QCOMPARE(numberFrom(*storage, isFresh), 1); // asked after the batches, by the same writer
        const ImportJob now = stored(*storage, id);
        QCOMPARE(now.created, 40);
        QCOMPARE(now.unchanged, 3);
        QCOMPARE(now.bytesDone, 400);
        QCOMPARE(now.rejected, 3);
        const auto job = import->finish(ImportState::Completed, {500, 43, 3});
        QCOMPARE(job->unchanged, 3);
        QCOMPARE(import->job().state, ImportState::Completed);
    }

    void anImportWithoutNewsLeavesNothingToUndo_data() { addDatabases(); }
    void anImportWithoutNewsLeavesNothingToUndo()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(1, 5)));
        const auto before = changeSetsOf(*storage).size();
        const qint64 revision = bySource(*storage, u"S1"_s)->revision;
        const auto job = importDrafts(*storage, drafts(1, 5));
        VERIFY_RESULT(job);
        QCOMPARE(job->unchanged, 5);
        QCOMPARE(job->changeSet, 0);
        QCOMPARE(changeSetsOf(*storage).size(), before);
        QCOMPARE(bySource(*storage, u"S1"_s)->revision, revision);
        const auto nothing = begin(*storage)->finish(ImportState::Completed, {0, 0, 0});
        VERIFY_RESULT(nothing);
        QCOMPARE(nothing->changeSet, 0);
    }

    void contentsAreThoseOfEachKey_data() { addDatabases(); }
    void contentsAreThoseOfEachKey()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(1, 4)));
        edit(*storage, bySource(*storage, u"S1"_s)->id, ProductField::Brand, u"Meine"_s);
        const auto import = begin(*storage);
        QCOMPARE(import->contents({})->size(), 0U);
        const SourceKey keys[] = {{"csv", "S1"}, {"CSV", "S1"}, {"csv", ""}, {"csv", "S1"}, {"shopify", "S3"}};
        const auto contents = import->contents(keys); // a person's edit is no reason to import the record again
        VERIFY_RESULT(contents);
        const quint64 first = ContentHash::ofOne(draft(1).contentHash);
        QCOMPARE(*contents, (std::vector<quint64>{first, 0, 0, first, ContentHash::ofOne(draft(3).contentHash)}));
    }

    void productsOfSeveralRecordsRememberThemAll_data() { addDatabases(); }
    void productsOfSeveralRecordsRememberThemAll()
    {
        OPEN_EMPTY_CATALOG();
        const ProductDraft one = draft(1);
        ProductDraft other = rebranded(1, "other");
        const quint64 both = ContentHash::ofSeveral(ContentHash::ofOne(one.contentHash), other.contentHash);
        const SourceKey keys[] = {{one.sourcePlatform, one.sourceId}};
        QVERIFY(importDrafts(*storage, {one, other}));
        QCOMPARE(*begin(*storage)->contents(keys), std::vector{both});
        QVERIFY(importDrafts(*storage, {one}));
        QCOMPARE(*begin(*storage)->contents(keys), std::vector{ContentHash::ofOne(one.contentHash)});
        other.repeats = true;
        QVERIFY(importDrafts(*storage, {other}));
        QCOMPARE(*begin(*storage)->contents(keys), std::vector{both});
    }

    void oneLostConnectionDoesNotEndAnImport()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        const auto opened = Storage::open(optionsOf(*server));
        VERIFY_RESULT(opened);
        Storage &storage = **opened;
        const auto import = begin(storage);
        QVERIFY(import->add(drafts(1, 10), {1, 10, 0}));
        ok(storage.write([](Database &) { return Result<void>(); })); // the batch is in
        server->disconnectAll();
        QVERIFY(import->add(drafts(11, 10), {2, 20, 0}));
        ok(storage.write([](Database &) { return Result<void>(); }));
        server->disconnectAll();
        const auto job = import->finish(ImportState::Completed, {3, 20, 0});
        VERIFY_RESULT(job);
        QCOMPARE(job->state, ImportState::Completed);
        QCOMPARE(job->created, 20);
        QCOMPARE(stored(storage, job->id).state, ImportState::Completed);
        QCOMPARE(idsOf(storage).size(), 20);
    }

    void aServerThatLostBatchesIsFound_data()
    {
        QTest::addColumn<bool>("atTheEnd");
        QTest::newRow("with the next batch") << false;
        QTest::newRow("at the end") << true;
    }
    void aServerThatLostBatchesIsFound()
    {
        QFETCH(bool, atTheEnd);
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        const auto opened = Storage::open(optionsOf(*server));
        VERIFY_RESULT(opened);
        Storage &storage = **opened;
        auto import = BulkImport::begin(storage, {}, 100'000);
        VERIFY_RESULT(import);
        VERIFY_RESULT((*import)->add(drafts(1, 10), {1, 10, 0}));
        VERIFY_RESULT((*import)->add(drafts(11, 10), {2, 20, 0}));
        QTRY_COMPARE((*import)->job().records, 20);
        // as if the second batch had not been on disk
        QVERIFY(server->execute(u"DELETE FROM products WHERE id > 10; "
                                "UPDATE import_jobs SET records = 10, created = 10, bytes_done = 1"_s));
        if (!atTheEnd)
            VERIFY_RESULT((*import)->add(drafts(21, 10), {3, 30, 0}));
        const qint64 id = (*import)->job().id;
        const auto finished = (*import)->finish(ImportState::Completed, {3, atTheEnd ? 20 : 30, 0});
        QVERIFY(!finished);
        QCOMPARE(finished.error().code, ErrorCode::Unavailable);
        QVERIFY2(finished.error().message.contains(u"again"_s), qPrintable(finished.error().message));
        const ImportJob kept = stored(storage, id);
        QCOMPARE(kept.state, ImportState::Failed);
        QCOMPARE(kept.created, 10);
        QCOMPARE(kept.records, 10);
        QCOMPARE(productCount(storage), 10);
        const auto again = importDrafts(storage, drafts(1, 30));
        VERIFY_RESULT(again);
        QCOMPARE(again->created, 20);
    }

    void interruptedImportsAreRecognised_data() { addDatabases(); }
    void interruptedImportsAreRecognised()
    {
        OPEN_EMPTY_CATALOG();
        const auto addRunning = [&](const QString &name, const QString &at) {
            execute(*storage, u"INSERT INTO import_jobs (file_name, state, started_at, heartbeat_at) "
                              "VALUES ('%1', 'running', %2, %2);"_s.arg(name, at));
        };
        if (fixture.postgres()) {
            addRunning(u"old"_s, u"now() - interval '3 minutes'"_s);
            addRunning(u"of another machine"_s, u"now()"_s);
        } else {
            addRunning(u"old"_s, u"1000"_s);
        }
        storage.reset();
        storage = fixture.open();
        const auto jobs =
            valueOf(storage->read([](Database &database) { return ImportJobRepository(database).recent(); }));
        QCOMPARE(jobs.last().fileName, u"old"_s);
        QCOMPARE(jobs.last().state, ImportState::Interrupted);
        QVERIFY(jobs.last().finishedAt.isValid());
        if (fixture.postgres())
            QCOMPARE(jobs.first().state, ImportState::Running);
    }

    void changesAreCountedBatchByBatch_data() { addDatabases(); }
    void changesAreCountedBatchByBatch()
    {
        OPEN_EMPTY_CATALOG();
        auto import = BulkImport::begin(*storage, {}, 0);
        VERIFY_RESULT(import);
        VERIFY_RESULT((*import)->add({draft(1), draft(2)}, {}));
        const auto productsOfNewestSet = [&] { // after the batches, which the writer takes in their order
            return numberFrom(*storage, u"SELECT products FROM change_sets ORDER BY id DESC LIMIT 1"_s);
        };
        QCOMPARE(productsOfNewestSet(), 2); // where it would be killed now
        VERIFY_RESULT((*import)->add({draft(3)}, {}));
        QCOMPARE(productsOfNewestSet(), 3);
        VERIFY_RESULT((*import)->finish(ImportState::Completed, {}));
        QCOMPARE(productsOfNewestSet(), 3);
    }

    void jobsAreListedNewestFirst_data() { addDatabases(); }
    void jobsAreListedNewestFirst()
    {
        OPEN_EMPTY_CATALOG();
        QList<qint64> ids;
        for (int number = 1; number <= 4; ++number)
            ids.prepend(importDrafts(*storage, {draft(number)})->id);
        QList<qint64> listed;
        for (const ImportJob &job :
             valueOf(storage->read([](Database &database) { return ImportJobRepository(database).recent(3); })))
            listed.append(job.id);
        QCOMPARE(listed, ids.first(3));
        const auto missing =
            storage->read([](Database &database) { return ImportJobRepository(database).find(12345); }).result();
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QCOMPARE(importStateName(ImportState::Interrupted), u"interrupted"_s);
    }

    void twoImportsAtOnceMakeWholeProductsOnce_data() { addDatabases(); }
    void twoImportsAtOnceMakeWholeProductsOnce()
    {
        OPEN_EMPTY_CATALOG();
        const auto other = fixture.postgres() ? fixture.open() : nullptr; // another machine; SQLite allows but one
        constexpr int count = 1500;
        std::vector<Result<ImportJob>> jobs(2, failure(ErrorCode::Internal, {}));
        std::thread second([&] {
            auto backwards = drafts(1, count);
            std::reverse(backwards.begin(), backwards.end());
            jobs[1] = importDrafts(other ? *other : *storage, backwards, 300);
        });
        jobs[0] = importDrafts(*storage, drafts(1, count), 300);
        second.join();
        VERIFY_RESULT(jobs[0]);
        VERIFY_RESULT(jobs[1]);
        QCOMPARE(jobs[0]->created + jobs[1]->created, count);
        QCOMPARE(jobs[0]->unchanged + jobs[1]->unchanged, count);
        QCOMPARE(productCount(*storage), count);
        QCOMPARE(found(*storage, u"fotel"_s).size(), count);
        const auto report = maintenance::check(fixture.location());
        VERIFY_RESULT(report);
        QVERIFY2(report->ok, qPrintable(report->problems.join(u'\n')));
        for (const Product &product : allProducts(*storage))
            QCOMPARE(product.attributes.size(), 2);
    }

    void importsThatWaitForEachOtherBothSucceed()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        const Storage::Options options = optionsOf(*server);
        const auto one = Storage::open(options);
        const auto two = Storage::open(options);
        VERIFY_RESULT(one);
        VERIFY_RESULT(two);
        auto third = Database::open(options.location, Database::Access::ReadWrite);
        VERIFY_RESULT(third);

        std::vector<Result<ImportJob>> jobs(2, failure(ErrorCode::Internal, {}));
        std::thread forwards;
        std::thread backwards;
        {
            const Transaction holding(**third); // both come to the product in the middle, and wait
            Product middle;
            middle.uid = newUuid7();
            middle.sourcePlatform = u"csv"_s;
            middle.sourceId = u"S50"_s;
            middle.createdAt = middle.updatedAt = QDateTime::currentDateTimeUtc();
            VERIFY_RESULT(productrows::insert(**third, middle));
            forwards = std::thread([&] { jobs[0] = importDrafts(**one, drafts(1, 99)); });
            backwards = std::thread([&] {
                auto all = drafts(1, 99);
                std::reverse(all.begin(), all.end());
                jobs[1] = importDrafts(**two, all);
            });
            const QString waiting = u"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
                                    "datname = current_database()"_s;
            [[maybe_unused]] const bool bothWait =
                QTest::qWaitFor([&] { return server->value(waiting) == u"2"; }, 20'000);
        } // now each has what the other one wants next
        forwards.join();
        backwards.join();
        VERIFY_RESULT(jobs[0]);
        VERIFY_RESULT(jobs[1]);
        QCOMPARE(jobs[0]->created + jobs[1]->created, 99);
        QCOMPARE(productCount(**one), 99);
    }
};

QTEST_GUILESS_MAIN(TestBulkImport)
#include "tst_bulkimport.moc"
