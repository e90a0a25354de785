// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every database has to do alike: each test runs on SQLite and on PostgreSQL.

#include "services/storage/catalogreader.h"
#include "services/storage/contenthash.h"
#include "services/storage/productrepository.h"
#include "services/storage/proposalrepository.h"
#include "tests/support/catalogchanges.h"
#include "tests/support/catalogfixture.h"

#include <QJsonDocument>
#include <QtTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

#define OPEN_CATALOG()                                                                                                 \
    CatalogFixture fixture;                                                                                            \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    auto storage = fixture.open()

namespace {

Product sample()
{
    Product product;
    product.sourcePlatform = u"csv"_s;
    product.sourceId = u"A-1"_s;
    product.sourceUrl = u"https://example.com/a-1"_s;
    product.sku = u"SKU 1"_s;
    product.gtin = u"4006381333931"_s;
    product.mpn = u"MPN'1"_s;
    product.titleOriginal = u"Łódź „Ünïcode“ 🚲 title"_s;
    product.descriptionOriginal = u"<p>Line 1\nLine 2 \\ \"quoted\"\t</p>"_s;
    product.bulletPoints = {u"eins"_s, u"zwei, drei"_s};
    product.category = u"A > B"_s;
    product.brand = u"Müller"_s;
    product.condition = Condition::Used;
    product.price = Money(1299, *Currency::parse(u"PLN"_s));
    product.quantity = 0;
    product.attributes = {{u"Kolor"_s, u"żółty"_s}, {u"Kolor"_s, u"czarny"_s}};
    product.images = {{u"https://example.com/1.jpg"_s, u"front"_s}, {u"https://example.com/2.jpg"_s, {}}};
    product.variants = {{u"V-1"_s,
                         u"4006381333931"_s,
                         {{u"Size"_s, u"M"_s}},
                         Money(500, *Currency::parse(u"EUR"_s)),
                         3,
                         u"https://example.com/v.jpg"_s}};
    product.optimizedData = {{u"note"_s, u"x"_s}};
    product.marketplaceData = {{u"amazon"_s, QJsonObject{{u"asin"_s, u"B000"_s}}}};
    product.sourceData = R"({"price":{"raw":"12,99 zł"}})";
    return product;
}

FieldChange change(const Product &product, ProductField field, const QString &value)
{
    return {product.id, field, value, product.revision};
}

const ChangeOrigin byUser{ChangeOrigin::Kind::Edit, u"user"_s, u"Edit"_s};

template <class Work>
auto write(Storage &storage, Work work)
{
    return storage.write([work](Database &database) mutable { return work(ProductRepository(database)); }).result();
}

template <class Work>
auto proposals(Storage &storage, Work work)
{
    return storage.write([work](Database &database) mutable { return work(ProposalRepository(database)); }).result();
}

Product find(Storage &storage, ProductId id)
{
    return valueOf(storage.read([id](Database &database) { return ProductRepository(database).find(id); }));
}

std::vector<ProductId> ids(Storage &storage, CatalogQuery query, std::optional<int> limit = {})
{
    return valueOf(storage.read([=](Database &database) { return CatalogReader(database).ids(query, limit); }));
}

QStringList titles(Storage &storage, const CatalogQuery &query)
{
    const std::vector<ProductId> found = ids(storage, query);
    const QList<ProductId> list(found.begin(), found.end());
    QStringList result;
    for (const CatalogRow &row :
         valueOf(storage.read([list](Database &database) { return CatalogReader(database).rows(list); })))
        result.append(row.title);
    return result;
}

CatalogQuery searching(const QString &text)
{
    CatalogQuery query;
    query.search = text;
    return query;
}

std::vector<ProductDraft> drafts(int count)
{
    std::vector<ProductDraft> all;
    for (int number = 1; number <= count; ++number)
        all.push_back(draft(number));
    return all;
}

} // namespace

class TestStorageContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesEveryField_data() { addDatabases(); }
    void storesEveryField()
    {
        OPEN_CATALOG();
        const auto added = write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        QVERIFY(added);
        QVERIFY(added->id > 0 && added->revision > 0);
        QCOMPARE(added->uid.toString().at(15), u'7');
        Product read = find(*storage, added->id);
        QCOMPARE(QJsonDocument::fromJson(read.sourceData), QJsonDocument::fromJson(added->sourceData));
        read.sourceData = added->sourceData; // jsonb keeps the meaning, not the blanks
        QCOMPARE(read.createdAt.toMSecsSinceEpoch(), added->createdAt.toMSecsSinceEpoch());
        read.createdAt = added->createdAt;
        read.updatedAt = added->updatedAt;
        QCOMPARE(productToJson(read), productToJson(*added));
        QVERIFY(read == *added);
    }

    void refusesATakenSourceIdentity_data() { addDatabases(); }
    void refusesATakenSourceIdentity()
    {
        OPEN_CATALOG();
        QVERIFY(write(*storage, [](ProductRepository products) { return products.insert(sample()); }));
        const auto again = write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QCOMPARE(valueOf(storage->read([](Database &db) { return CatalogReader(db).productCount(); })), 1);
    }

    void keepsHistoryAndTakesChangesBack_data() { addDatabases(); }
    void keepsHistoryAndTakesChangesBack()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        const QList<FieldChange> changes{change(product, ProductField::Price, u"15.00 PLN"_s),
                                         change(product, ProductField::TitleOptimized, u"Better"_s)};
        const auto outcome =
            write(*storage, [&](ProductRepository products) { return products.change(changes, byUser); });
        QVERIFY(outcome);
        QCOMPARE(outcome->changed, 1);
        const Product changed = find(*storage, product.id);
        QCOMPARE(changed.price->toString(), u"15.00 PLN"_s);
        QCOMPARE(changed.titleOptimized, u"Better"_s);
        QVERIFY(changed.revision > product.revision);

        const auto history =
            valueOf(storage->read([&](Database &db) { return ProductRepository(db).history(product.id); }));
        QCOMPARE(history.size(), 2);
        QCOMPARE(history.at(1).field, ProductField::Price);
        QCOMPARE(history.at(1).before, u"12.99 PLN"_s);
        QCOMPARE(history.at(1).after, u"15.00 PLN"_s);
        QCOMPARE(history.at(1).actor, u"user"_s);

        const auto undone =
            write(*storage, [&](ProductRepository products) { return products.undo(outcome->changeSet, u"user"_s); });
        QVERIFY(undone);
        QCOMPARE(undone->changed, 1);
        QCOMPARE(undone->conflicts, 0);
        QCOMPARE(find(*storage, product.id).price->toString(), u"12.99 PLN"_s);
        QVERIFY(find(*storage, product.id).titleOptimized.isEmpty());
        const auto twice =
            write(*storage, [&](ProductRepository products) { return products.undo(outcome->changeSet, u"user"_s); });
        QCOMPARE(twice.error().code, ErrorCode::Conflict);
    }

    void undoLeavesWhatWasChangedSince_data() { addDatabases(); }
    void undoLeavesWhatWasChangedSince()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        const auto set = [&](const QString &brand) {
            return write(*storage, [&](ProductRepository products) {
                return products.change({{product.id, ProductField::Brand, brand, {}}}, byUser);
            });
        };
        const auto first = set(u"One"_s);
        QVERIFY(set(u"Two"_s));
        const auto undone =
            write(*storage, [&](ProductRepository products) { return products.undo(first->changeSet, u"user"_s); });
        QVERIFY(undone);
        QCOMPARE(undone->conflicts, 1);
        QCOMPARE(find(*storage, product.id).brand, u"Two"_s);
    }

    void refusesAnOldRevision_data() { addDatabases(); }
    void refusesAnOldRevision()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        const auto edit = [&](const QString &value) {
            return write(*storage, [&](ProductRepository products) {
                return products.change({change(product, ProductField::Brand, value)}, byUser);
            });
        };
        QVERIFY(edit(u"Mine"_s));
        const auto second = edit(u"Theirs"_s);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QCOMPARE(find(*storage, product.id).brand, u"Mine"_s);
    }

    void writesNothingOfAFailingChange_data() { addDatabases(); }
    void writesNothingOfAFailingChange()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        const auto outcome = write(*storage, [&](ProductRepository products) {
            return products.change({{product.id, ProductField::Brand, u"New"_s, {}},
                                    {product.id, ProductField::Price, u"not money"_s, {}}},
                                   byUser);
        });
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::InvalidInput);
        QCOMPARE(find(*storage, product.id).brand, product.brand);
        QVERIFY(
            valueOf(storage->read([&](Database &db) { return ProductRepository(db).history(product.id); })).isEmpty());
        QVERIFY(valueOf(storage->read([&](Database &db) { return ProductRepository(db).changeSets(); })).isEmpty());
    }

    void deletesAndBringsBack_data() { addDatabases(); }
    void deletesAndBringsBack()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        const auto removed = write(*storage, [&](ProductRepository products) {
            return products.remove({product.id, 999999}, {ChangeOrigin::Kind::Delete, u"user"_s, u"Delete"_s});
        });
        QVERIFY(removed);
        QCOMPARE(removed->changed, 1);
        QCOMPARE(removed->missing, 1);
        QCOMPARE(ids(*storage, {}).size(), 0U);
        const auto undone =
            write(*storage, [&](ProductRepository products) { return products.undo(removed->changeSet, u"user"_s); });
        QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().detail));
        Product back = find(*storage, product.id);
        QCOMPARE(back.uid, product.uid);
        QCOMPARE(back.variants, product.variants);
        QCOMPARE(back.descriptionOriginal, product.descriptionOriginal);
    }

    void importsInBulk_data() { addDatabases(); }
    void importsInBulk()
    {
        OPEN_CATALOG();
        const auto job = importDrafts(*storage, drafts(2500));
        QVERIFY2(job, qPrintable(job ? QString() : job.error().detail));
        QCOMPARE(job->created, 2500);
        QCOMPARE(job->records, 2500);
        QCOMPARE(job->state, ImportState::Completed);
        const auto found =
            valueOf(storage->read([](Database &db) { return ProductRepository(db).findBySource(u"csv"_s, u"S7"_s); }));
        QVERIFY(found);
        QCOMPARE(found->titleOriginal, u"Żółty fotel numer 7"_s);
        QCOMPARE(found->price->toString(), u"10.07 EUR"_s);
        QCOMPARE(found->attributes.size(), 2);
        QCOMPARE(found->attributes.at(0).value, u"żółty"_s);
        QCOMPARE(found->images.at(0).altText, u"Bild \"7\""_s);
        QCOMPARE(found->bulletPoints.at(1), u"second \\ point"_s);
        QCOMPARE(found->qualityScore, 7);
        QCOMPARE(found->uid.toString().at(15), u'7');
        const auto jobs = valueOf(storage->read([](Database &db) { return ImportJobRepository(db).recent(); }));
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(jobs.at(0).created, 2500);
        QCOMPARE(jobs.at(0).state, ImportState::Completed);
    }

    void importUpdatesOnlyWhatIsStated_data() { addDatabases(); }
    void importUpdatesOnlyWhatIsStated()
    {
        OPEN_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(10)));
        ProductDraft update;
        update.sourcePlatform = "csv";
        update.sourceId = "S7";
        update.priceMinorUnits = 4200;
        update.currency = Currency::fromCode("EUR");
        update.cleared = quint64{1} << static_cast<unsigned>(ProductField::Brand);
        update.contentHash = 77;
        const auto job = importDrafts(*storage, {update, draft(8), draft(11)});
        QVERIFY2(job, qPrintable(job ? QString() : job.error().detail));
        QCOMPARE(job->updated, 1);
        QCOMPARE(job->unchanged, 1);
        QCOMPARE(job->created, 1);
        const auto found =
            valueOf(storage->read([](Database &db) { return ProductRepository(db).findBySource(u"csv"_s, u"S7"_s); }));
        QCOMPARE(found->price->minorUnits(), 4200);
        QVERIFY(found->brand.isEmpty());
        QCOMPARE(found->titleOriginal, u"Żółty fotel numer 7"_s);
        const auto history =
            valueOf(storage->read([id = found->id](Database &db) { return ProductRepository(db).history(id); }));
        QCOMPARE(history.size(), 2);
    }

    void sameProductTwiceInOneFileIsOne_data() { addDatabases(); }
    void sameProductTwiceInOneFileIsOne()
    {
        OPEN_CATALOG();
        ProductDraft later = draft(1);
        later.brand = "Other";
        const auto job = importDrafts(*storage, {draft(1), later, draft(1)});
        QVERIFY2(job, qPrintable(job ? QString() : job.error().detail));
        QCOMPARE(job->created, 1);
        QCOMPARE(job->updated, 2);
        QCOMPARE(ids(*storage, {}).size(), 1U);
    }

    void knowsUnchangedContent_data() { addDatabases(); }
    void knowsUnchangedContent()
    {
        OPEN_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(5)));
        auto import = BulkImport::begin(*storage, {}, 0);
        QVERIFY(import);
        const SourceKey keys[] = {
            {"csv", "S1"}, {"csv", "S5"}, {"shopify", "S3"}, {"csv", "S3"}, {"csv", "{\"odd\",\\}"}};
        const auto contents = (*import)->contents(keys);
        QVERIFY2(contents, qPrintable(contents ? QString() : contents.error().detail));
        QCOMPARE(*contents,
                 (std::vector<quint64>{ContentHash::ofOne(2), ContentHash::ofOne(6), ContentHash::ofOne(4), 0, 0}));
        (*import)->countUnchanged(5);
        const auto job = (*import)->finish(ImportState::Completed, {0, 5, 0});
        QVERIFY(job);
        QCOMPARE(job->unchanged, 5);
        QCOMPARE(job->changeSet, 0);
    }

    void undoesAnImport_data() { addDatabases(); }
    void undoesAnImport()
    {
        OPEN_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(3)));
        ProductDraft update = draft(1);
        update.brand = "Changed";
        update.contentHash = 1000;
        const auto second = importDrafts(*storage, {update, draft(20), draft(21), draft(22)});
        QVERIFY(second);
        const ProductId edited = valueOf(storage->read([](Database &db) {
                                     return ProductRepository(db).findBySource(u"csv"_s, u"S20"_s);
                                 }))->id;
        QVERIFY(write(*storage, [&](ProductRepository products) {
            return products.change({{edited, ProductField::Brand, u"Kept"_s, {}}}, byUser);
        }));
        const auto undone =
            write(*storage, [&](ProductRepository products) { return products.undo(second->changeSet, u"user"_s); });
        QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().detail));
        QCOMPARE(undone->changed, 3);   // two deleted, one taken back
        QCOMPARE(undone->conflicts, 1); // the one that was edited since stays
        QCOMPARE(ids(*storage, {}).size(), 4U);
        const auto first =
            valueOf(storage->read([](Database &db) { return ProductRepository(db).findBySource(u"csv"_s, u"S1"_s); }));
        QCOMPARE(first->brand, u"Möbel Müller"_s);
        const auto again = importDrafts(*storage, {update});
        QCOMPARE(again->updated, 1); // an undone import can be repeated
    }

    void searchesFoldedWords_data() { addDatabases(); }
    void searchesFoldedWords()
    {
        OPEN_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(60)));
        QCOMPARE(ids(*storage, searching(u"zolty fotel"_s)).size(), 60U);
        QCOMPARE(ids(*storage, searching(u"ŻÓŁTY"_s)).size(), 60U);
        QCOMPARE(titles(*storage, searching(u"grosse 17"_s)), QStringList{u"Żółty fotel numer 17"_s});
        QCOMPARE(ids(*storage, searching(u"SKU-33"_s)).size(), 1U);
        QCOMPARE(ids(*storage, searching(u"muell"_s)).size(), 0U); // ü is u, not ue
        QCOMPARE(ids(*storage, searching(u"mull"_s)).size(), 30U); // the last word may go on
        QCOMPARE(ids(*storage, searching(u"mull "_s)).size(), 0U); // unless it is finished
        QCOMPARE(ids(*storage, searching(u"fotel nirgends"_s)).size(), 0U);
        QCOMPARE(ids(*storage, searching(u"\"fotel\" AND (numer* OR -x:y' \\"_s)).size(), 0U); // and, or are words
        QCOMPARE(ids(*storage, searching(u"'); DROP TABLE products; --"_s)).size(), 0U);
        QCOMPARE(ids(*storage, {}).size(), 60U);
    }

    void searchFollowsChanges_data() { addDatabases(); }
    void searchFollowsChanges()
    {
        OPEN_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(5)));
        const ProductId id = ids(*storage, searching(u"sku-3"_s)).at(0);
        for (const QString &title : {u"Erster Hocker"_s, u"Zweiter Hocker"_s}) {
            QVERIFY(write(*storage, [&](ProductRepository products) {
                return products.change({{id, ProductField::TitleOriginal, title, {}}}, byUser);
            }));
            storage->waitForSearchIndex();
        }
        QCOMPARE(ids(*storage, searching(u"hocker"_s)), std::vector<ProductId>{id});
        QVERIFY(ids(*storage, searching(u"erster"_s)).empty());
        QCOMPARE(ids(*storage, searching(u"zweiter"_s)), std::vector<ProductId>{id});
        QCOMPARE(ids(*storage, searching(u"fotel"_s)).size(), 4U);
        QVERIFY(write(*storage, [&](ProductRepository products) { return products.remove({id}, byUser); }));
        QVERIFY(ids(*storage, searching(u"zweiter"_s)).empty());
    }

    void sortsAndFilters_data() { addDatabases(); }
    void sortsAndFilters()
    {
        OPEN_CATALOG();
        std::vector<ProductDraft> all = drafts(4);
        all[0].title = "zebra";
        all[1].title = "Äpfel";
        all[2].title = "łódka";
        all[3].title = "Lampe";
        all[3].priceMinorUnits.reset();
        all[3].currency.reset();
        QVERIFY(importDrafts(*storage, all));
        CatalogQuery query;
        query.sortColumn = CatalogColumn::Title;
        query.descending = false;
        QCOMPARE(titles(*storage, query), (QStringList{u"Äpfel"_s, u"Lampe"_s, u"łódka"_s, u"zebra"_s}));
        query.sortColumn = CatalogColumn::Price;
        QCOMPARE(titles(*storage, query), (QStringList{u"zebra"_s, u"Äpfel"_s, u"łódka"_s, u"Lampe"_s}));
        query.descending = true;
        QCOMPARE(titles(*storage, query), (QStringList{u"łódka"_s, u"Äpfel"_s, u"zebra"_s, u"Lampe"_s}));
        query.sourcePlatforms = {u"shopify"_s};
        QCOMPARE(titles(*storage, query), QStringList{u"łódka"_s});
        query.sourcePlatforms.clear();
        query.brands = {u"Möbel Müller"_s};
        query.minimumScore = 2;
        QCOMPARE(titles(*storage, query), QStringList{u"łódka"_s});
        query.statuses = {ProductStatus::Published};
        QVERIFY(titles(*storage, query).isEmpty());
        for (int column = 0; column <= static_cast<int>(CatalogColumn::Updated); ++column) {
            CatalogQuery sorted;
            sorted.sortColumn = static_cast<CatalogColumn>(column);
            QCOMPARE(ids(*storage, sorted).size(), 4U);
            const auto every = ids(*storage, sorted);
            QCOMPARE(ids(*storage, sorted, 2), (std::vector<ProductId>(every.begin(), every.begin() + 2)));
        }
    }

    void countsFacets_data() { addDatabases(); }
    void countsFacets()
    {
        OPEN_CATALOG();
        QVERIFY(importDrafts(*storage, drafts(30)));
        CatalogQuery query;
        query.sourcePlatforms = {u"shopify"_s};
        const auto counts = valueOf(storage->read([=](Database &db) { return CatalogReader(db).counts(query); }));
        QCOMPARE(counts.total, 10);
        QCOMPARE(counts.byStatus.first().second, 10);
        QCOMPARE(counts.bySource.size(), 2);
        QCOMPARE(counts.bySource.at(0), (std::pair<QString, qint64>(u"csv"_s, 20)));
        QCOMPARE(counts.byBrand.size(), 2);
        query = searching(u"numer 7"_s);
        const auto found = valueOf(storage->read([=](Database &db) { return CatalogReader(db).counts(query); }));
        QCOMPARE(found.total, 1);
    }

    void acceptsProposals_data() { addDatabases(); }
    void acceptsProposals()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        Proposal proposal;
        proposal.productId = product.id;
        proposal.baseRevision = product.revision;
        proposal.origin = u"rules/1"_s;
        proposal.fields = {{ProductField::TitleOptimized, {}, u"New title"_s, {u"shorter"_s}, FieldDecision::Open},
                           {ProductField::DescriptionOptimized, {}, u"New text"_s, {}, FieldDecision::Open}};
        QVERIFY(proposals(*storage, [&](ProposalRepository repository) { return repository.add({proposal}); }));
        const auto added =
            proposals(*storage, [&](ProposalRepository repository) { return repository.add({proposal}); });
        QVERIFY(added);
        const auto open = proposals(*storage, [](ProposalRepository repository) { return repository.open(); });
        QCOMPARE(open->size(), 1); // the second replaced the first
        QCOMPARE(open->at(0).fields, proposal.fields);

        const qint64 id = added->at(0).id;
        const auto one = proposals(*storage, [&](ProposalRepository repository) {
            return repository.decide({{id, ProductField::TitleOptimized, FieldDecision::Accepted, u"Edited title"_s}},
                                     u"user"_s);
        });
        QVERIFY2(one, qPrintable(one ? QString() : one.error().detail));
        QCOMPARE(find(*storage, product.id).titleOptimized, u"Edited title"_s);
        QCOMPARE(find(*storage, product.id).titleOriginal, product.titleOriginal);
        QCOMPARE(find(*storage, product.id).status, ProductStatus::Optimized);
        QCOMPARE(*proposals(*storage, [](ProposalRepository repository) { return repository.openCount(); }), 1);
        QVERIFY(proposals(*storage, [&](ProposalRepository repository) {
            return repository.decide({{id, {}, FieldDecision::Rejected, {}}}, u"user"_s);
        }));
        const auto closed = proposals(*storage, [&](ProposalRepository repository) { return repository.find(id); });
        QCOMPARE(closed->state, ProposalState::PartlyAccepted);

        const auto sets = valueOf(storage->read([](Database &db) { return ProductRepository(db).changeSets(); }));
        QCOMPARE(sets.first().products, 1); // products, not fields
        QVERIFY(write(*storage, [&](ProductRepository products) { return products.undo(one->changeSet, u"user"_s); }));
        QVERIFY(find(*storage, product.id).titleOptimized.isEmpty());
        QCOMPARE(find(*storage, product.id).status, ProductStatus::Imported);
    }

    void proposalsForAMarketplaceGoToItsListing_data() { addDatabases(); }
    void proposalsForAMarketplaceGoToItsListing()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        Proposal proposal;
        proposal.productId = product.id;
        proposal.marketplace = u"ebay"_s;
        proposal.fields = {{ProductField::TitleOptimized, {}, u"eBay title"_s, {}, FieldDecision::Open}};
        const auto added =
            proposals(*storage, [&](ProposalRepository repository) { return repository.add({proposal}); });
        const auto decide = [&] {
            return proposals(*storage, [&](ProposalRepository repository) {
                return repository.decide({{added->at(0).id, {}, FieldDecision::Accepted, {}}}, u"user"_s);
            });
        };
        const auto outcome = decide();
        QVERIFY(outcome);
        const auto listing = [&] {
            return valueOf(
                storage->read([&](Database &db) { return ListingRepository(db).find(product.id, u"ebay"_s); }));
        };
        QVERIFY(listing());
        QCOMPARE(listing()->title, u"eBay title"_s);
        QVERIFY(find(*storage, product.id).titleOptimized.isEmpty());
        QVERIFY(write(*storage, [&](ProductRepository products) { return products.undo(outcome->changeSet, u"u"_s); }));
        QVERIFY(listing()->title.isEmpty());
    }

    void aStaleProposalIsAConflict_data() { addDatabases(); }
    void aStaleProposalIsAConflict()
    {
        OPEN_CATALOG();
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        Proposal proposal;
        proposal.productId = product.id;
        proposal.fields = {{ProductField::TitleOptimized, {}, u"Machine's"_s, {}, FieldDecision::Open}};
        const auto added =
            proposals(*storage, [&](ProposalRepository repository) { return repository.add({proposal}); });
        QVERIFY(write(*storage, [&](ProductRepository products) {
            return products.change({{product.id, ProductField::TitleOptimized, u"Mine"_s, {}}}, byUser);
        }));
        const auto outcome = proposals(*storage, [&](ProposalRepository repository) {
            return repository.decide({{added->at(0).id, {}, FieldDecision::Accepted, {}}}, u"user"_s);
        });
        QVERIFY(outcome);
        QCOMPARE(outcome->conflicts, 1);
        QCOMPARE(find(*storage, product.id).titleOptimized, u"Mine"_s);
        QCOMPARE(*proposals(*storage, [](ProposalRepository repository) { return repository.openCount(); }), 1);
    }

    void tellsViewsWhatChanged_data() { addDatabases(); }
    void tellsViewsWhatChanged()
    {
        OPEN_CATALOG();
        CatalogChanges told(*storage);
        const Product product = *write(*storage, [](ProductRepository products) { return products.insert(sample()); });
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.at(0).productIds, QList<qint64>{product.id});
        const auto failed = write(*storage, [&](ProductRepository products) {
            return products.change({{product.id, ProductField::Price, u"x"_s, {}}}, byUser);
        });
        QVERIFY(!failed);
        ok(storage->write([](Database &) { return Result<void>(); }));
        QCOMPARE(told.size(), 1); // what was rolled back is no change
    }

    void cancelsASupersededRead_data() { addDatabases(); }
    void cancelsASupersededRead()
    {
        OPEN_CATALOG();
        std::stop_source stop;
        std::atomic<bool> started = false;
        auto slow = storage->read(
            [&started](Database &database) -> Result<qint64> {
                started = true;
                Query query(database, u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                      "WHERE i < 100000000) SELECT count(*) FROM n"_s);
                if (auto ran = query.run(); !ran)
                    return failure(ran.error());
                return query.next() ? query.number(0) : Result<qint64>(failure(query.error().value_or(Error{})));
            },
            stop.get_token());
        QTRY_VERIFY(started);
        stop.request_stop();
        const auto result = slow.result();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QCOMPARE(ids(*storage, {}).size(), 0U); // the connection is usable again
    }

    void everyFutureEndsWhenItCloses_data() { addDatabases(); }
    void everyFutureEndsWhenItCloses()
    {
        OPEN_CATALOG();
        QList<QFuture<Result<Product>>> writes;
        for (int i = 0; i < 50; ++i) {
            Product product = sample();
            product.sourceId = QString::number(i);
            writes.append(storage->write([product](Database &db) { return ProductRepository(db).insert(product); }));
        }
        auto read = storage->read([](Database &db) { return CatalogReader(db).productCount(); });
        storage.reset();
        for (const auto &future : writes) {
            QVERIFY(future.isFinished());
            QVERIFY(future.result()); // nothing that was asked to be written is dropped
        }
        QVERIFY(read.isFinished());
        QCOMPARE(ids(*fixture.open(), {}).size(), 50U);
    }
};

QTEST_GUILESS_MAIN(TestStorageContract)
#include "tst_storagecontract.moc"
