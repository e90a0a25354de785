// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whole optimizations and validations of a catalog.

#include "services/listing/textmending.h"
#include "services/optimizing/listedproducts.h"
#include "services/optimizing/optimizerun.h"
#include "services/optimizing/validationrun.h"
#include "services/storage/proposalrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/processlimits.h"

#include <QtTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

using OptimizeProgress = std::function<void(const OptimizeSummary &)>;
using ValidationProgress = std::function<void(const ValidationSummary &)>;

std::shared_ptr<const RulePack> pack(const QString &key)
{
    static const RulePacks packs = RulePacks::load();
    return packs.find(key);
}

Result<OptimizeSummary> optimize(Storage &storage, const QString &marketplace, const QList<ProductId> &ids = {},
                                 const OptimizeProgress &progress = {}, std::stop_token stop = {})
{
    OptimizeRequest request;
    request.pack = pack(marketplace);
    request.ids = ids;
    return runOptimization(storage, request, progress, std::move(stop));
}

Result<ValidationSummary> validate(Storage &storage, const QString &marketplace, const QList<ProductId> &ids = {},
                                   const ValidationProgress &progress = {}, std::stop_token stop = {})
{
    ValidationRequest request;
    request.pack = pack(marketplace);
    request.ids = ids;
    return runValidation(storage, request, progress, std::move(stop));
}

QList<Proposal> openProposals(Storage &storage)
{
    return valueOf(storage.read([](Database &database) { return ProposalRepository(database).open(0, 100'000); }));
}

void acceptAll(Storage &storage)
{
    QList<ProposalRepository::Decision> decisions;
    for (const Proposal &proposal : openProposals(storage))
        decisions.append({proposal.id, {}, FieldDecision::Accepted, {}});
    const auto outcome = valueOf(storage.write(
        [decisions](Database &database) { return ProposalRepository(database).decide(decisions, u"user"_s); }));
    QCOMPARE(outcome.conflicts, 0);
}

QSet<ProductId> productsOf(const QList<Proposal> &proposals)
{
    QSet<ProductId> ids;
    for (const Proposal &proposal : proposals)
        ids.insert(proposal.productId);
    return ids;
}

} // namespace

class TestCatalogRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optimizationCountsAndProgress_data() { addDatabases(); }
    void optimizationCountsAndProgress();
    void nothingOfAProductChangesBeforeSomebodyAccepts();
    void originalsStayWhenAllIsAccepted();
    void runningTwiceDoesNotDouble_data() { addDatabases(); }
    void runningTwiceDoesNotDouble();
    void acceptedOnesAreGoodAlready();
    void rejectedOnesAreOfferedAgain();
    void eachMarketplaceHasItsOwn();
    void notesWhatTheListingInherits_data() { addDatabases(); }
    void notesWhatTheListingInherits();
    void startsFromTheListing_data() { addDatabases(); }
    void startsFromTheListing();
    void stoppedOptimizationKeepsWhatItMade();
    void failingStorageEndsAnOptimization_data() { addDatabases(); }
    void failingStorageEndsAnOptimization();
    void productsEditedMeanwhileAreReadAnew();
    void onlyTheWantedProducts();
    void emptyCatalog();
    void validationCounts();
    void validationSeesTheListing_data() { addDatabases(); }
    void validationSeesTheListing();
    void validationKeepsTheFirstFindings();
    void stoppedValidationSaysHowFarItCame();
    void failingStorageEndsAValidation();
    void memoryDoesNotGrowWithTheCatalog();
};

void TestCatalogRuns::optimizationCountsAndProgress()
{
    OPEN_CATALOG_OF(220);
    QList<std::pair<qint64, qint64>> steps;
    const auto summary = optimize(*storage, u"ebay"_s, {}, [&](const OptimizeSummary &present) {
        steps.append({present.products, present.total});
        QCOMPARE(present.proposals + present.goodAlready, present.products);
    });
    QVERIFY2(summary, qPrintable(summary ? QString() : summary.error().message));
    const QList<std::pair<qint64, qint64>> expected = {{200, 220}, {220, 220}};
    QCOMPARE(steps, expected);
    QCOMPARE(summary->products, 220);
    QCOMPARE(summary->total, 220);
    QVERIFY(!summary->cancelled);
    QCOMPARE(summary->proposals, 220); // no title names its brand
    const QList<Proposal> proposals = openProposals(*storage);
    QCOMPARE(proposals.size(), 220);
    QCOMPARE(productsOf(proposals), QSet<ProductId>(ids.begin(), ids.end()));
    for (const Proposal &proposal : proposals) {
        QCOMPARE(proposal.marketplace, u"ebay"_s);
        QVERIFY(!proposal.fields.isEmpty());
        QVERIFY(proposal.scoreAfter >= proposal.scoreBefore);
    }
}

void TestCatalogRuns::nothingOfAProductChangesBeforeSomebodyAccepts()
{
    OPEN_CATALOG_OF(40);
    const QList<Product> before = allProducts(*storage);
    QVERIFY(optimize(*storage, u"amazon"_s));
    QVERIFY(validate(*storage, u"amazon"_s));
    QCOMPARE(allProducts(*storage), before);
}

void TestCatalogRuns::originalsStayWhenAllIsAccepted()
{
    OPEN_CATALOG_OF(40);
    const QList<Product> before = allProducts(*storage);
    for (const char *marketplace : {"ebay", "allegro"}) {
        QVERIFY(optimize(*storage, QString::fromLatin1(marketplace)));
        acceptAll(*storage);
    }
    const QList<Product> after = allProducts(*storage);
    for (qsizetype i = 0; i < before.size(); ++i) {
        QCOMPARE(after.at(i).titleOriginal, before.at(i).titleOriginal);
        QCOMPARE(after.at(i).descriptionOriginal, before.at(i).descriptionOriginal);
        QCOMPARE(after.at(i).sourceData, before.at(i).sourceData);
    }
}

void TestCatalogRuns::runningTwiceDoesNotDouble()
{
    OPEN_CATALOG_OF(30);
    const auto first = optimize(*storage, u"ebay"_s);
    const QList<Proposal> before = openProposals(*storage);
    const auto second = optimize(*storage, u"ebay"_s);
    QVERIFY(first && second);
    QCOMPARE(second->proposals, first->proposals);
    const QList<Proposal> after = openProposals(*storage);
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < after.size(); ++i) { // and says the same
        QCOMPARE(after.at(i).productId, before.at(i).productId);
        QCOMPARE(after.at(i).fields, before.at(i).fields);
    }
}

void TestCatalogRuns::acceptedOnesAreGoodAlready()
{
    OPEN_CATALOG_OF(30);
    const auto first = optimize(*storage, u"kaufland"_s);
    QVERIFY(first && first->proposals == 30);
    acceptAll(*storage);
    const auto second = optimize(*storage, u"kaufland"_s);
    QVERIFY(second);
    QCOMPARE(second->proposals, 0);
    QCOMPARE(second->goodAlready, 30);
    QVERIFY(openProposals(*storage).isEmpty());
}

void TestCatalogRuns::rejectedOnesAreOfferedAgain()
{
    OPEN_CATALOG_OF(3);
    QVERIFY(optimize(*storage, u"kaufland"_s));
    const qint64 rejected = openProposals(*storage).first().id;
    valueOf(storage->write([rejected](Database &database) {
        return ProposalRepository(database).decide({{rejected, {}, FieldDecision::Rejected, {}}}, u"user"_s);
    }));
    QCOMPARE(openProposals(*storage).size(), 2);
    QVERIFY(optimize(*storage, u"kaufland"_s));
    QCOMPARE(openProposals(*storage).size(), 3);
}

void TestCatalogRuns::eachMarketplaceHasItsOwn()
{
    OPEN_CATALOG_OF(10);
    QVERIFY(optimize(*storage, u"ebay"_s));
    QVERIFY(optimize(*storage, u"allegro"_s));
    QVERIFY(optimize(*storage, u"ebay"_s));
    QHash<QString, int> counts;
    for (const Proposal &proposal : openProposals(*storage))
        ++counts[proposal.marketplace];
    QCOMPARE(counts.value(u"ebay"_s), 10);
    QCOMPARE(counts.value(u"allegro"_s), 10);
}

void TestCatalogRuns::notesWhatTheListingInherits()
{
    OPEN_CATALOG_OF(1);
    QVERIFY(optimize(*storage, u"ebay"_s));
    const Product product = productOf(*storage, ids.first());
    int inheriting = 0;
    const Proposal proposal = openProposals(*storage).first();
    for (const ProposedField &field : proposal.fields) {
        QCOMPARE(field.inherited, inheritedText(product, field.field, u"ebay"_s));
        inheriting += field.inherited ? 1 : 0;
    }
    QVERIFY(inheriting > 0);
}

void TestCatalogRuns::startsFromTheListing()
{
    OPEN_CATALOG_OF(1);
    Listing listing;
    listing.productId = ids.first();
    listing.marketplace = u"ebay"_s;
    listing.title = u"Sessel ★ von www.shop.example gelb"_s;
    saveListings(*storage, {listing});
    QVERIFY(optimize(*storage, u"ebay"_s));
    const Proposal proposal = openProposals(*storage).first();
    QCOMPARE(proposal.productId, ids.first());
    QCOMPARE(proposal.fields.first().before, listing.title); // what accepting compares with
    QVERIFY2(proposal.fields.first().after.contains(u"Sessel gelb"), qPrintable(proposal.fields.first().after));
    acceptAll(*storage);
    QCOMPARE(productOf(*storage, ids.first()).titleOptimized, QString()); // it went to the listing
}

void TestCatalogRuns::stoppedOptimizationKeepsWhatItMade()
{
    OPEN_CATALOG_OF(220);
    std::stop_source stop;
    const auto summary = optimize(
        *storage, u"ebay"_s, {}, [&](const OptimizeSummary &) { stop.request_stop(); }, stop.get_token());
    QVERIFY2(summary, qPrintable(summary ? QString() : summary.error().message));
    QVERIFY(summary->cancelled);
    QCOMPARE(summary->products, 200);
    QCOMPARE(summary->total, 220);
    QCOMPARE(summary->proposals, 200);
    QCOMPARE(openProposals(*storage).size(), 200);

    const auto refused = optimize(*storage, u"ebay"_s, {}, {}, stop.get_token());
    QVERIFY(refused && refused->cancelled);
    QCOMPARE(refused->products, 0);
    const auto rest = optimize(*storage, u"ebay"_s); // what was left is made up for
    QVERIFY(rest && !rest->cancelled);
    QCOMPARE(openProposals(*storage).size(), 220);
}

void TestCatalogRuns::failingStorageEndsAnOptimization()
{
    OPEN_CATALOG_OF(220);
    bool renamed = false;
    const auto summary = optimize(*storage, u"ebay"_s, {}, [&](const OptimizeSummary &) {
        if (!std::exchange(renamed, true))
            execute(*storage, u"ALTER TABLE proposals RENAME TO gone;"_s);
    });
    QVERIFY(!summary);
    QVERIFY(!summary.error().message.isEmpty());
    execute(*storage, u"ALTER TABLE gone RENAME TO proposals;"_s);
    QCOMPARE(openProposals(*storage).size(), 200); // whole batches or nothing
}

void TestCatalogRuns::productsEditedMeanwhileAreReadAnew()
{
    OPEN_CATALOG_OF(220);
    const ProductId edited = ids.first(); // the query's order is "last changed first"
    bool done = false;
    const auto summary = optimize(*storage, u"ebay"_s, ids, [&](const OptimizeSummary &) {
        if (std::exchange(done, true))
            return;
        edit(*storage, ids.at(205), ProductField::TitleOptimized, u"Sessel aus Eiche mit Lehne"_s);
        edit(*storage, edited, ProductField::Brand, u"Later"_s);
        removeProduct(*storage, ids.at(210));
    });
    QVERIFY(summary);
    QCOMPARE(summary->products, 219);
    for (const Proposal &proposal : openProposals(*storage)) {
        QVERIFY(proposal.productId != ids.at(210));
        if (proposal.productId == ids.at(205)) {
            QCOMPARE(proposal.baseRevision, productOf(*storage, ids.at(205)).revision);
            QVERIFY(proposal.fields.first().after.contains(u"Eiche"));
        }
        if (proposal.productId == edited)
            QVERIFY(proposal.baseRevision < productOf(*storage, edited).revision);
    }
}

void TestCatalogRuns::onlyTheWantedProducts()
{
    OPEN_CATALOG_OF(30);
    const auto some = optimize(*storage, u"ebay"_s, {ids.at(4), 999'999'999, ids.at(2)});
    QVERIFY(some);
    QCOMPARE(some->total, 3);
    QCOMPARE(some->products, 2);
    QCOMPARE(productsOf(openProposals(*storage)), QSet<ProductId>({ids.at(2), ids.at(4)}));

    OptimizeRequest request;
    request.pack = pack(u"allegro"_s);
    request.query.brands = {u"Möbel Müller"_s};
    const auto filtered = runOptimization(*storage, request);
    QVERIFY(filtered);
    QCOMPARE(filtered->products, 15);
}

void TestCatalogRuns::emptyCatalog()
{
    OPEN_CATALOG_OF(0);
    int steps = 0;
    const auto optimized = optimize(*storage, u"ebay"_s, {}, [&](const OptimizeSummary &) { ++steps; });
    const auto validated = validate(*storage, u"ebay"_s, {}, [&](const ValidationSummary &) { ++steps; });
    QVERIFY(optimized && validated);
    QCOMPARE(optimized->total + validated->total + steps, 0);
    QVERIFY(!optimized->cancelled && !validated->cancelled);
}

void TestCatalogRuns::validationCounts()
{
    OPEN_CATALOG_OF(210);
    const QString good = u"Möbel Müller Sessel aus Eiche mit hoher Lehne und weichem Polster"_s;
    for (const ProductId id : ids.mid(0, 3))
        edit(*storage, id, ProductField::TitleOptimized, good);
    edit(*storage, ids.at(1), ProductField::Price, QString());                  // refused
    edit(*storage, ids.at(2), ProductField::TitleOptimized, u"Fotel gratis"_s); // only advised against
    QList<qint64> steps;
    const auto whole =
        validate(*storage, u"ebay"_s, {}, [&](const ValidationSummary &present) { steps.append(present.products); });
    QVERIFY(whole);
    QCOMPARE(steps, QList<qint64>({200, 210}));
    const auto three = validate(*storage, u"ebay"_s, ids.mid(0, 3));
    QVERIFY(three);
    QCOMPARE(three->products, 3);
    QCOMPARE(three->withErrors, 1);
    QCOMPARE(three->withWarnings, 1);
    QCOMPARE(three->findings.size(), 2);
    QCOMPARE(three->findings.at(0).productId, ids.at(1));
    QCOMPARE(three->findings.at(0).sku, u"SKU-1"_s);
    QCOMPARE(three->findings.at(0).title, good);
    QCOMPARE(three->findings.at(0).findings.first().rule, u"price.missing"_s);
    QCOMPARE(three->findings.at(1).findings.first().rule, u"title.phrases"_s);
}

void TestCatalogRuns::validationSeesTheListing()
{
    OPEN_CATALOG_OF(2);
    Listing listing;
    listing.productId = ids.first();
    listing.marketplace = u"ebay"_s;
    listing.title = u"word "_s.repeated(40).trimmed();
    saveListings(*storage, {listing});
    const auto ebay = validate(*storage, u"ebay"_s, ids);
    QVERIFY(ebay);
    QCOMPARE(ebay->withErrors, 1);
    QCOMPARE(ebay->findings.first().title, listing.title);
    const auto shopify = validate(*storage, u"shopify"_s, ids);
    QVERIFY(shopify);
    QCOMPARE(shopify->withErrors, 0);
}

void TestCatalogRuns::validationKeepsTheFirstFindings()
{
    OPEN_CATALOG_OF(1'100);
    const auto summary = validate(*storage, u"amazon"_s); // advises six images
    QVERIFY(summary);
    QCOMPARE(summary->products, 1'100);
    QCOMPARE(summary->withErrors + summary->withWarnings, 1'100);
    QCOMPARE(summary->findings.size(), ValidationSummary::keptProducts);
}

void TestCatalogRuns::stoppedValidationSaysHowFarItCame()
{
    OPEN_CATALOG_OF(220);
    std::stop_source stop;
    const auto summary = validate(
        *storage, u"amazon"_s, {}, [&](const ValidationSummary &) { stop.request_stop(); }, stop.get_token());
    QVERIFY(summary && summary->cancelled);
    QCOMPARE(summary->products, 200);
    QCOMPARE(summary->total, 220);
    const auto refused = validate(*storage, u"amazon"_s, {}, {}, stop.get_token());
    QVERIFY(refused && refused->cancelled && refused->products == 0);
}

void TestCatalogRuns::failingStorageEndsAValidation()
{
    OPEN_CATALOG_OF(220);
    bool renamed = false;
    const auto summary = validate(*storage, u"amazon"_s, {}, [&](const ValidationSummary &) {
        if (!std::exchange(renamed, true))
            execute(*storage, u"ALTER TABLE listings RENAME TO gone;"_s);
    });
    QVERIFY(!summary);
    QVERIFY(!summary.error().message.isEmpty());
}

void TestCatalogRuns::memoryDoesNotGrowWithTheCatalog()
{
    if (heapInUse() == 0)
        QSKIP("the allocator does not tell what it holds");
    CatalogFixture fixture;
    Storage::Options options = fixture.options();
    options.readers = 1; // each has a cache of its own, which is full after the first half
    const auto storage = Storage::open(options);
    QVERIFY(storage);
    const QList<ProductId> ids = addProducts(**storage, 6'000);
    const std::vector<ProductId> all(ids.begin(), ids.end());
    qint64 seen = 0;
    qint64 early = 0;
    qint64 late = 0;
    const auto finished = forEachBatch(**storage, all, u"ebay"_s,
                                       [&](const QList<ListedProduct> &batch) -> Result<void> {
                                           seen += batch.size();
                                           qint64 &highest = seen <= 4'500 ? early : late;
                                           highest = seen > 3'000 ? std::max(highest, heapInUse()) : highest;
                                           return {};
                                       },
                                       {});
    QVERIFY(finished && *finished);
    QCOMPARE(seen, 6'000);
    QVERIFY2(late < early + 1'000'000, qPrintable(u"%1 → %2"_s.arg(early).arg(late)));
}

QTEST_GUILESS_MAIN(TestCatalogRuns)
#include "tst_catalogruns.moc"
