// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Listings one by one and in bulk, on both databases.

#include "models/domain/quality.h"
#include "services/storage/listingrepository.h"
#include "tests/support/catalogchanges.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"

#include <QtTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

Listing listingOf(ProductId product, const QString &marketplace)
{
    Listing listing;
    listing.productId = product;
    listing.marketplace = marketplace;
    listing.title = u"Żółty ‘fotel’ 🪑 "_s + marketplace;
    listing.description = u"<p>Line 1\nLine \\ 2 \"quoted\"</p>"_s;
    listing.bulletPoints = {u"eins"_s, u"zwei, \"drei\""_s};
    listing.price = Money(product, *Currency::fromCode("PLN"));
    listing.quantity = 0;
    listing.categoryId = u"9355"_s;
    listing.externalId = u"110553"_s;
    listing.url = u"https://example.com/i/1?a=b&c=%20"_s;
    listing.state = ListingState::Issues;
    listing.error = u"Marke fehlt"_s;
    return listing;
}

Listing saved(Storage &storage, const Listing &listing)
{
    return valueOf(storage.write([listing](Database &database) { return ListingRepository(database).save(listing); }));
}

QHash<ProductId, Listing> findMany(Storage &storage, const QList<ProductId> &ids, const QString &marketplace)
{
    return valueOf(
        storage.read([=](Database &database) { return ListingRepository(database).findMany(ids, marketplace); }));
}

std::optional<Listing> find(Storage &storage, ProductId id, const QString &marketplace)
{
    return valueOf(storage.read([=](Database &database) { return ListingRepository(database).find(id, marketplace); }));
}

QList<Listing> ofProduct(Storage &storage, ProductId id)
{
    return valueOf(storage.read([=](Database &database) { return ListingRepository(database).ofProduct(id); }));
}

/** Times are kept by the database in milliseconds. */
Listing withoutTime(Listing listing)
{
    listing.updatedAt = {};
    return listing;
}

} // namespace

class TestListings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryField_data() { addDatabases(); }
    void keepsEveryField();
    void emptyFieldsInherit_data() { addDatabases(); }
    void emptyFieldsInherit();
    void savingAgainReplaces_data() { addDatabases(); }
    void savingAgainReplaces();
    void findsThoseOfTheMarketplace_data() { addDatabases(); }
    void findsThoseOfTheMarketplace();
    void findsMoreThanOneStatementTakes_data() { addDatabases(); }
    void findsMoreThanOneStatementTakes();
    void askedForNothingOrNobody_data() { addDatabases(); }
    void askedForNothingOrNobody();
    void namesAreValues_data() { addDatabases(); }
    void namesAreValues();
    void goWithTheirProduct_data() { addDatabases(); }
    void goWithTheirProduct();
    void needAProduct_data() { addDatabases(); }
    void needAProduct();
    void tellViews_data() { addDatabases(); }
    void tellViews();
    void changesAreInTheHistoryAndUndone_data() { addDatabases(); }
    void changesAreInTheHistoryAndUndone();
    void scoresFollow_data() { addDatabases(); }
    void scoresFollow();
    void failuresAreSaid_data() { addDatabases(); }
    void failuresAreSaid();
};

void TestListings::keepsEveryField()
{
    OPEN_CATALOG_OF(1);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const Listing written = saved(*storage, listingOf(ids.first(), u"ebay"_s));
    QVERIFY(written.id > 0);
    QVERIFY(written.updatedAt >= before);
    const auto one = find(*storage, ids.first(), u"ebay"_s);
    QVERIFY(one);
    QCOMPARE(withoutTime(*one), withoutTime(written));
    QVERIFY(std::abs(one->updatedAt.msecsTo(written.updatedAt)) <= 1);
    QCOMPARE(findMany(*storage, ids, u"ebay"_s).value(ids.first()), *one);
    QCOMPARE(ofProduct(*storage, ids.first()), QList<Listing>{*one});
}

void TestListings::emptyFieldsInherit()
{
    OPEN_CATALOG_OF(1);
    Listing empty;
    empty.productId = ids.first();
    empty.marketplace = u"kaufland"_s;
    saved(*storage, empty);
    const Listing read = *find(*storage, ids.first(), u"kaufland"_s);
    QVERIFY(read.title.isEmpty() && read.description.isEmpty() && read.bulletPoints.isEmpty());
    QVERIFY(!read.price && !read.quantity);
    QCOMPARE(read.state, ListingState::Draft);
    const Product product = productOf(*storage, ids.first());
    QCOMPARE(withListing(product, read), product);
}

void TestListings::savingAgainReplaces()
{
    OPEN_CATALOG_OF(1);
    const Listing first = saved(*storage, listingOf(ids.first(), u"ebay"_s));
    Listing changed;
    changed.productId = ids.first();
    changed.marketplace = u"ebay"_s;
    changed.title = u"New"_s;
    const Listing second = saved(*storage, changed);
    QCOMPARE(second.id, first.id);
    const QList<Listing> all = ofProduct(*storage, ids.first());
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().title, u"New"_s);
    QVERIFY(!all.first().price && all.first().bulletPoints.isEmpty() && all.first().error.isEmpty());
}

void TestListings::findsThoseOfTheMarketplace()
{
    OPEN_CATALOG_OF(4);
    for (const ProductId id : ids.mid(0, 3))
        saved(*storage, listingOf(id, u"ebay"_s));
    saved(*storage, listingOf(ids.at(1), u"amazon"_s));
    saved(*storage, listingOf(ids.at(3), u"amazon"_s));

    const auto ebay = findMany(*storage, ids.mid(1), u"ebay"_s);
    QCOMPARE(ebay.size(), 2);
    for (const ProductId id : ids.mid(1, 2)) {
        QCOMPARE(ebay.value(id).productId, id);
        QCOMPARE(ebay.value(id).title, listingOf(id, u"ebay"_s).title);
        QCOMPARE(ebay.value(id).price->minorUnits(), id);
    }
    QCOMPARE(findMany(*storage, ids, u"amazon"_s).size(), 2);
    QCOMPARE(findMany(*storage, ids, u"etsy"_s).size(), 0);
    QStringList marketplaces;
    for (const Listing &listing : ofProduct(*storage, ids.at(1)))
        marketplaces.append(listing.marketplace);
    QCOMPARE(marketplaces, QStringList({u"amazon"_s, u"ebay"_s}));
}

void TestListings::findsMoreThanOneStatementTakes()
{
    OPEN_CATALOG_OF(2'501);
    QList<Listing> listings;
    for (qsizetype i = 0; i < ids.size(); i += 3)
        listings.append(listingOf(ids.at(i), u"ebay"_s));
    saveListings(*storage, listings);
    const auto found = findMany(*storage, ids, u"ebay"_s);
    QCOMPARE(found.size(), listings.size());
    for (qsizetype i = 0; i < ids.size(); ++i)
        QCOMPARE(found.contains(ids.at(i)), i % 3 == 0);
    QCOMPARE(found.value(ids.last() - (ids.size() - 1) % 3).marketplace, u"ebay"_s);
}

void TestListings::askedForNothingOrNobody()
{
    OPEN_CATALOG_OF(1);
    saved(*storage, listingOf(ids.first(), u"ebay"_s));
    QCOMPARE(findMany(*storage, {}, u"ebay"_s).size(), 0);
    QCOMPARE(findMany(*storage, {-1, 0, 987'654'321'987'654}, u"ebay"_s).size(), 0);
    QCOMPARE(findMany(*storage, {ids.first(), ids.first()}, u"ebay"_s).size(), 1);
    QCOMPARE(findMany(*storage, ids, QString()).size(), 0);
    QVERIFY(!find(*storage, -1, u"ebay"_s));
    QVERIFY(!find(*storage, ids.first(), u"EBAY"_s)); // keys are exact
    QVERIFY(ofProduct(*storage, -1).isEmpty());
}

void TestListings::namesAreValues()
{
    OPEN_CATALOG_OF(2);
    const QString name = u"o'brien\"; DROP TABLE listings; -- ż :marketplace"_s;
    saved(*storage, listingOf(ids.first(), name));
    QCOMPARE(findMany(*storage, ids, name).size(), 1);
    QCOMPARE(findMany(*storage, ids, u"' OR '1'='1"_s).size(), 0);
    QCOMPARE(find(*storage, ids.first(), name)->marketplace, name);
}

void TestListings::goWithTheirProduct()
{
    OPEN_CATALOG_OF(2);
    for (const ProductId id : ids)
        saved(*storage, listingOf(id, u"ebay"_s));
    removeProduct(*storage, ids.first());
    QCOMPARE(findMany(*storage, ids, u"ebay"_s).keys(), ids.mid(1));
}

void TestListings::needAProduct()
{
    OPEN_CATALOG_OF(1);
    const auto written =
        storage
            ->write([](Database &database) { return ListingRepository(database).save(listingOf(4711'000, u"ebay"_s)); })
            .result();
    QVERIFY(!written);
    QVERIFY(!written.error().message.isEmpty());
    QCOMPARE(findMany(*storage, {4711'000}, u"ebay"_s).size(), 0);
}

void TestListings::tellViews()
{
    OPEN_CATALOG_OF(2);
    Listing listing = listingOf(ids.at(1), u"ebay"_s);
    saved(*storage, listing);
    CatalogChanges told(*storage);
    listing.quantity = 9;
    saved(*storage, listing);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told.at(0).productIds, QList<qint64>{ids.at(1)});
    QVERIFY(!told.at(0).membership);
    listing.title = u"Möbel Müller, żółty fotel numer 1, bardzo wygodny"_s;
    saved(*storage, listing);
    QTRY_COMPARE(told.size(), 2);
    QVERIFY(told.at(1).productIds.contains(ids.at(1)));
    QVERIFY(told.at(1).membership); // with the score, who is found and where
}

void TestListings::changesAreInTheHistoryAndUndone()
{
    OPEN_CATALOG_OF(1);
    const ProductId id = ids.first();
    const auto change = [&](const QString &title, const QStringList &points) {
        Listing listing;
        listing.productId = id;
        listing.marketplace = u"ebay"_s;
        listing.title = title;
        listing.bulletPoints = points;
        const ChangeOrigin origin{ChangeOrigin::Kind::Edit, u"user"_s, u"Edit"_s};
        return valueOf(storage->write(
            [listing, origin](Database &database) { return ListingRepository(database).change(listing, origin); }));
    };
    QVERIFY(change(u"One"_s, {}).changeSet != 0);
    const ChangeOutcome second = change(u"Two"_s, {u"round"_s});
    QCOMPARE(change(u"Two"_s, {u"round"_s}).changeSet, 0); // nothing new
    const QList<HistoryEntry> history =
        valueOf(storage->read([id](Database &database) { return ProductRepository(database).history(id); }));
    QCOMPARE(history.size(), 3);
    for (const HistoryEntry &entry : history)
        QCOMPARE(entry.marketplace, u"ebay"_s);
    const auto undo = [set = second.changeSet](Database &database) {
        return ProductRepository(database).undo(set, u"user"_s);
    };
    QCOMPARE(valueOf(storage->write(undo)).conflicts, 0);
    QCOMPARE(find(*storage, id, u"ebay"_s)->title, u"One"_s);
    QVERIFY(find(*storage, id, u"ebay"_s)->bulletPoints.isEmpty());
}

void TestListings::scoresFollow()
{
    OPEN_CATALOG_OF(2);
    const ProductId id = ids.at(1);
    edit(*storage, id, ProductField::Mpn, u"M-1"_s); // the imported score is made up
    edit(*storage, ids.first(), ProductField::Mpn, u"M-0"_s);
    const Product product = productOf(*storage, id);
    const int own = product.qualityScore;
    QCOMPARE(own, qualityScore(product));
    Listing listing;
    listing.productId = id;
    listing.marketplace = u"ebay"_s;
    const auto change = [&](const QString &title) {
        listing.title = title;
        const ChangeOrigin origin{ChangeOrigin::Kind::Edit, u"user"_s, u"Edit"_s};
        return valueOf(storage->write(
            [listing, origin](Database &database) { return ListingRepository(database).change(listing, origin); }));
    };
    const auto score = [&] { return productOf(*storage, id).qualityScore; };
    const QString good = u"Möbel Müller, żółty fotel numer 1, bardzo wygodny"_s;
    listing.title = good;
    const int best = qualityScore(product, {listing});
    QVERIFY(best > own);

    change(good);
    QCOMPARE(score(), best);
    QCOMPARE(productOf(*storage, id).revision, product.revision); // who edits the product is in nobody's way
    const ChangeOutcome emptied = change({});
    QCOMPARE(score(), own);
    valueOf(
        storage->write([set = emptied.changeSet](Database &db) { return ProductRepository(db).undo(set, u"user"_s); }));
    QCOMPARE(score(), best);
    change(u"L"_s);
    QCOMPARE(score(), own);
    listing.title = good;
    saved(*storage, listing);
    QCOMPARE(score(), best);
    edit(*storage, id, ProductField::Mpn, u"M-2"_s);
    QCOMPARE(score(), best);
    const Product other = productOf(*storage, ids.first());
    QCOMPARE(other.qualityScore, qualityScore(other));
}

void TestListings::failuresAreSaid()
{
    OPEN_CATALOG_OF(1);
    execute(*storage, u"ALTER TABLE listings RENAME TO gone;"_s);
    const auto found =
        storage->read([ids](Database &database) { return ListingRepository(database).findMany(ids, u"ebay"_s); })
            .result();
    QVERIFY(!found);
    QVERIFY(!found.error().message.isEmpty() && found.error().detail.contains(u"listings"));
    QVERIFY(!storage->read([ids](Database &database) { return ListingRepository(database).ofProduct(ids.first()); })
                 .result());
}

QTEST_GUILESS_MAIN(TestListings)
#include "tst_listings.moc"
