// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The change log and taking back what it knows: edits, deletions, what was undone itself, on both databases.

#include "models/domain/changesummary.h"
#include "services/storage/changelog.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrows.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/takeback.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/catalogchanges.h"
#include "tests/support/postgresserver.h"

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

Product sample(int number = 1)
{
    Product product;
    product.sourcePlatform = u"csv"_s;
    product.sourceId = u"S%1"_s.arg(number);
    product.sourceUrl = u"https://example.com/%1"_s.arg(number);
    product.sku = u"SKU-%1"_s.arg(number);
    product.gtin = u"4006381333931"_s;
    product.mpn = u"M"_s;
    product.titleOriginal = u"Żółty fotel"_s;
    product.titleOptimized = u"Fotel „żółty“"_s;
    product.descriptionOriginal = u"<p>Line 1\nLine \\2</p>"_s;
    product.descriptionOptimized = u"Better"_s;
    product.bulletPoints = {u"eins"_s, u"zwei \"drei\""_s};
    product.category = u"Dom > Meble"_s;
    product.brand = u"Müller"_s;
    product.condition = Condition::Used;
    product.price = Money(1299, *Currency::fromCode("PLN"));
    product.quantity = 3;
    product.attributes = {{u"Kolor"_s, u"żółty"_s}};
    product.images = {{u"https://example.com/1.jpg"_s, u"vorn"_s}};
    product.variants = {{u"V"_s, {}, {{u"Size"_s, u"M"_s}}, {}, 2, {}}};
    product.optimizedData = {{u"note"_s, u"x"_s}};
    product.marketplaceData = {{u"amazon"_s, QJsonObject{{u"asin"_s, u"B0"_s}}}};
    product.sourceData = R"({"raw":"12,99"})";
    return product;
}

/** Another valid text for each field. */
QString otherText(ProductField field)
{
    switch (field) {
    case ProductField::SourceUrl:
        return u"https://example.com/other?a=1&b=%20"_s;
    case ProductField::Gtin:
        return u"5901234123457"_s;
    case ProductField::BulletPoints:
        return u"[\"neu\"]"_s;
    case ProductField::Condition:
        return u"new"_s;
    case ProductField::Price:
        return u"0.01 EUR"_s;
    case ProductField::Quantity:
        return u"0"_s;
    case ProductField::Attributes:
        return u"[{\"name\":\"Größe\",\"value\":\"L\"}]"_s;
    case ProductField::Images:
        return u"[{\"url\":\"https://example.com/2.jpg\"}]"_s;
    case ProductField::Variants:
        return u"[{\"sku\":\"W\"}]"_s;
    case ProductField::OptimizedData:
    case ProductField::MarketplaceData:
        return u"{\"ebay\":{\"id\":7}}"_s;
    case ProductField::Status:
        return u"optimized"_s;
    default:
        return u"other ‘text’ \\ 🚲"_s;
    }
}

/** What does not come back: numbers that grow and times. jsonb keeps the meaning of source data, not its blanks. */
Product lasting(Product product)
{
    product.revision = 0;
    product.updatedAt = {};
    product.sourceData.replace(": ", ":");
    return product;
}

FieldChange to(ProductId id, ProductField field, const QString &value)
{
    return {id, field, value, {}};
}

ProposedField titleOf(const Product &product)
{
    ProposedField field;
    field.field = ProductField::TitleOptimized;
    field.before = product.titleOptimized;
    field.after = u"Besserer Titel"_s;
    return field;
}

/** A new title; the proposal's number. */
qint64 proposeTitle(Storage &storage, ProductId id, const QString &marketplace)
{
    Proposal proposal;
    proposal.productId = id;
    proposal.marketplace = marketplace;
    proposal.origin = u"rules/1"_s;
    proposal.fields = {titleOf(marketplace.isEmpty() ? productOf(storage, id) : Product())};
    return valueOf(storage.write([proposal](Database &db) { return ProposalRepository(db).add({proposal}); }))
        .first()
        .id;
}

/** The change set. */
qint64 accept(Storage &storage, qint64 proposal)
{
    const ProposalRepository::Decision decision{.proposalId = proposal};
    return valueOf(
               storage.write([decision](Database &db) { return ProposalRepository(db).decide({decision}, u"user"_s); }))
        .changeSet;
}

} // namespace

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsLoggedAndTakenBack_data() { addDatabases(); }
    void everyFieldIsLoggedAndTakenBack()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const Product before = productOf(*storage, id);
        for (const ProductField field : allProductFields()) {
            const QString name = fieldName(field);
            for (const QString &text : {otherText(field), QString()}) {
                if (text.isNull() && field == ProductField::Status)
                    continue; // there always is one
                const auto changed = change(*storage, {to(id, field, text)});
                VERIFY_RESULT(changed);
                QVERIFY2(changed->changed == 1, qPrintable(name));
                const Product after = productOf(*storage, id);
                QCOMPARE(fieldText(after, field).isEmpty(), text.isEmpty());
                QVERIFY(after.revision > before.revision);
                const HistoryEntry entry = historyOf(*storage, id, 1).first();
                QCOMPARE(entry.field, field);
                QCOMPARE(entry.before, fieldText(before, field));
                QCOMPARE(entry.after, fieldText(after, field));
                QCOMPARE(entry.changeSet, changed->changeSet);
                const auto undone = undo(*storage, changed->changeSet);
                VERIFY_RESULT(undone);
                QVERIFY2(undone->changed == 1 && undone->conflicts == 0, qPrintable(name));
                QVERIFY2(lasting(productOf(*storage, id)) == lasting(before), qPrintable(name));
            }
        }
    }

    void historyIsNewestFirst_data() { addDatabases(); }
    void historyIsNewestFirst()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2)});
        const ProductId id = products.first().id;
        for (int step = 1; step <= 6; ++step)
            edit(*storage, id, ProductField::Brand, u"B%1"_s.arg(step));
        edit(*storage, products.last().id, ProductField::Brand, u"another product's"_s);
        const auto history = historyOf(*storage, id);
        QCOMPARE(history.size(), 6);
        for (qsizetype i = 0; i < history.size(); ++i) {
            QCOMPARE(history.at(i).after, u"B%1"_s.arg(6 - i));
            QCOMPARE(history.at(i).before, i == 5 ? u"Müller"_s : u"B%1"_s.arg(5 - i));
            QVERIFY(i == 0 || history.at(i).id < history.at(i - 1).id);
            QVERIFY(history.at(i).at.isValid() && history.at(i).at.timeSpec() == Qt::UTC);
        }
        QCOMPARE(historyOf(*storage, id, 2).size(), 2);
        QCOMPARE(historyOf(*storage, id, 2).last().after, u"B5"_s);
        QVERIFY(historyOf(*storage, 4711).isEmpty());
    }

    void changeSetsAreNewestFirst_data() { addDatabases(); }
    void changeSetsAreNewestFirst()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2), sample(3)});
        QVERIFY(changeSetsOf(*storage).isEmpty()); // a new product is none
        const auto edited = change(*storage, {to(products.at(0).id, ProductField::Brand, u"A"_s),
                                              to(products.at(1).id, ProductField::Brand, u"B"_s),
                                              to(products.at(0).id, ProductField::Mpn, u"C"_s)});
        const auto reverted =
            change(*storage, {to(products.at(0).id, ProductField::Brand, u"Müller"_s)}, ChangeOrigin::Kind::Revert);
        const auto removed = remove(*storage, {products.at(2).id});
        const auto undone = undo(*storage, edited->changeSet);
        VERIFY_RESULT(undone);
        const auto sets = changeSetsOf(*storage);
        using Kind = ChangeOrigin::Kind;
        const QList<std::tuple<qint64, Kind, qint64, bool>> expected{{undone->changeSet, Kind::Undo, 2, false},
                                                                     {removed->changeSet, Kind::Delete, 1, false},
                                                                     {reverted->changeSet, Kind::Revert, 1, false},
                                                                     {edited->changeSet, Kind::Edit, 2, true}};
        QCOMPARE(sets.size(), expected.size());
        for (qsizetype i = 0; i < sets.size(); ++i) {
            const ChangeSet &set = sets.at(i);
            QVERIFY2(std::tuple(set.id, set.origin.kind, set.products, set.undone) == expected.at(i),
                     qPrintable(changeKindName(set.origin.kind)));
        }
        QCOMPARE(sets.at(3).origin.actor, u"user"_s);
        QCOMPARE(sets.at(3).origin.summary, u"Edit"_s);
        QVERIFY(sets.at(0).origin.summary.contains(u"Edit"_s));
        QCOMPARE(changeSetsOf(*storage, 2).size(), 2);
    }

    void kindsHaveNames()
    {
        using Kind = ChangeOrigin::Kind;
        for (const Kind kind : {Kind::Edit, Kind::Import, Kind::Optimization, Kind::Delete, Kind::Revert, Kind::Undo}) {
            QVERIFY(!changeKindName(kind).isEmpty());
            QCOMPARE(changeKindFromName(changeKindName(kind)), kind);
        }
        QVERIFY(!changeKindFromName(u"Edit") && !changeKindFromName(u""));
    }

    void whatChangesNothingIsNotLogged_data() { addDatabases(); }
    void whatChangesNothingIsNotLogged()
    {
        OPEN_EMPTY_CATALOG();
        const Product product = insertProducts(*storage, {sample()}).first();
        const auto same = change(*storage, {to(product.id, ProductField::Brand, product.brand),
                                            to(product.id, ProductField::Price, u"12.99 PLN"_s),
                                            to(product.id, ProductField::Gtin, u"4006381-333931"_s)});
        VERIFY_RESULT(same);
        QCOMPARE(same->changed, 0);
        QCOMPARE(same->changeSet, 0);
        QVERIFY(changeSetsOf(*storage).isEmpty());
        QCOMPARE(productOf(*storage, product.id).revision, product.revision);
        VERIFY_RESULT(change(*storage, {}));
    }

    void refusedChangesWriteNothing_data() { addDatabases(); }
    void refusedChangesWriteNothing()
    {
        OPEN_EMPTY_CATALOG();
        const Product product = insertProducts(*storage, {sample()}).first();
        const QList<std::pair<FieldChange, ErrorCode>> refused{
            {to(product.id, ProductField::Status, u"published"_s), ErrorCode::Forbidden},
            {to(product.id, ProductField::Status, u"sold"_s), ErrorCode::InvalidInput},
            {to(product.id, ProductField::Quantity, u"-1"_s), ErrorCode::InvalidInput},
            {to(product.id, ProductField::Images, u"[1"_s), ErrorCode::InvalidInput},
            {to(product.id + 99, ProductField::Brand, u"x"_s), ErrorCode::NotFound},
            {{product.id, ProductField::Brand, u"x"_s, product.revision - 1}, ErrorCode::Conflict}};
        for (const auto &[wrong, code] : refused) {
            const auto outcome = change(*storage, {to(product.id, ProductField::Mpn, u"first"_s), wrong});
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().code, code);
            QVERIFY(!outcome.error().message.isEmpty());
        }
        QCOMPARE(productOf(*storage, product.id).mpn, product.mpn);
        QCOMPARE(productOf(*storage, product.id).revision, product.revision);
        QVERIFY(historyOf(*storage, product.id).isEmpty());
    }

    void severalChangesOfOneFieldGoBackToTheFirst_data() { addDatabases(); }
    void severalChangesOfOneFieldGoBackToTheFirst()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const auto changed = change(*storage, {to(id, ProductField::Brand, u"A"_s), to(id, ProductField::Mpn, u"N"_s),
                                               to(id, ProductField::Brand, u"B"_s)});
        VERIFY_RESULT(changed);
        QCOMPARE(productOf(*storage, id).brand, u"B"_s);
        const auto undone = undo(*storage, changed->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->conflicts, 0);
        QCOMPARE(productOf(*storage, id).brand, u"Müller"_s);
        QCOMPARE(productOf(*storage, id).mpn, u"M"_s);
    }

    void eachFieldIsAConflictOfItsOwn_data() { addDatabases(); }
    void eachFieldIsAConflictOfItsOwn()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2), sample(3)});
        QList<FieldChange> changes;
        for (const Product &product : products) {
            changes.append(to(product.id, ProductField::Brand, u"Neu"_s));
            changes.append(to(product.id, ProductField::Mpn, u"N"_s));
        }
        const auto changed = change(*storage, changes);
        VERIFY_RESULT(changed);
        QCOMPARE(changed->changed, 3);
        edit(*storage, products.at(0).id, ProductField::Brand, u"Später"_s);
        removeProduct(*storage, products.at(1).id);
        edit(*storage, products.at(2).id, ProductField::Brand, u"Hin"_s);
        edit(*storage, products.at(2).id, ProductField::Brand, u"Neu"_s); // and back
        const auto undone = undo(*storage, changed->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 2);
        QCOMPARE(undone->conflicts, 1);
        QCOMPARE(undone->missing, 1);
        const Product first = productOf(*storage, products.at(0).id);
        QCOMPARE(first.brand, u"Später"_s);
        QCOMPARE(first.mpn, u"M"_s); // nobody else changed that
        QCOMPARE(productOf(*storage, products.at(2).id).brand, u"Müller"_s);
        QCOMPARE(changeSetsOf(*storage).first().products, 2);
    }

    void anUndoIsUndone_data() { addDatabases(); }
    void anUndoIsUndone()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const auto changed =
            change(*storage, {to(id, ProductField::Brand, u"Neu"_s), to(id, ProductField::Price, u"5.00 EUR"_s)});
        const auto undone = undo(*storage, changed->changeSet);
        VERIFY_RESULT(undone);
        const auto redone = undo(*storage, undone->changeSet);
        VERIFY_RESULT(redone);
        QCOMPARE(redone->changed, 1);
        QCOMPARE(productOf(*storage, id).brand, u"Neu"_s);
        QCOMPARE(productOf(*storage, id).price->toString(), u"5.00 EUR"_s);
        QCOMPARE(historyOf(*storage, id).size(), 6);
        VERIFY_RESULT(undo(*storage, redone->changeSet));
        QCOMPARE(productOf(*storage, id).brand, u"Müller"_s);
        for (const qint64 set : {changed->changeSet, undone->changeSet, redone->changeSet})
            QCOMPARE(undo(*storage, set).error().code, ErrorCode::Conflict);
        QCOMPARE(undo(*storage, 4711).error().code, ErrorCode::NotFound);
    }

    void deletedProductsComeBackWhole_data() { addDatabases(); }
    void deletedProductsComeBackWhole()
    {
        OPEN_EMPTY_CATALOG();
        insertProducts(*storage, {sample(1), sample(2), sample(3)});
        QList<ProductId> ids = idsOf(*storage, searching({}));
        edit(*storage, ids.at(0), ProductField::Brand, u"Neu"_s);
        const QList<Product> before = allProducts(*storage);
        const auto removed = remove(*storage, {ids.at(0), ids.at(2), ids.at(0)});
        VERIFY_RESULT(removed);
        QCOMPARE(removed->changed, 2);
        QCOMPARE(removed->missing, 1); // the second time
        QCOMPARE(productCount(*storage), 1);
        QCOMPARE(storage->read([id = ids.at(0)](Database &db) { return ProductRepository(db).find(id); })
                     .result()
                     .error()
                     .code,
                 ErrorCode::NotFound);
        const auto undone = undo(*storage, removed->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 2);
        const QList<Product> after = allProducts(*storage);
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i) {
            QVERIFY(lasting(after.at(i)) == lasting(before.at(i)));
            QCOMPARE(after.at(i).uid, before.at(i).uid);
            QCOMPARE(after.at(i).createdAt, before.at(i).createdAt);
        }
        QCOMPARE(historyOf(*storage, ids.at(0)).size(), 1);    // still knows its edit
        QVERIFY(after.at(0).revision > before.at(0).revision); // views and index look again
    }

    void aDeletionIsNotTakenBackOverANewProduct_data() { addDatabases(); }
    void aDeletionIsNotTakenBackOverANewProduct()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const auto removed = remove(*storage, {id});
        Product successor = sample();
        successor.brand = u"Nachfolger"_s;
        const ProductId next = insertProducts(*storage, {successor}).first().id;
        QVERIFY2(next != id, "ids are never reused");
        const auto undone = undo(*storage, removed->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->conflicts, 1);
        QCOMPARE(undone->changed, 0);
        QCOMPARE(productCount(*storage), 1);
        QCOMPARE(productOf(*storage, next).brand, u"Nachfolger"_s);
    }

    void aRestoredProductIsDeletedAgain_data() { addDatabases(); }
    void aRestoredProductIsDeletedAgain()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2)});
        const auto removed = remove(*storage, {products.at(0).id, products.at(1).id});
        const auto undone = undo(*storage, removed->changeSet);
        VERIFY_RESULT(undone);
        edit(*storage, products.at(1).id, ProductField::Brand, u"Seitdem"_s);
        const auto redone = undo(*storage, undone->changeSet);
        VERIFY_RESULT(redone);
        QCOMPARE(redone->changed, 1);
        QCOMPARE(redone->conflicts, 1); // what was changed since stays
        QCOMPARE(idsOf(*storage), QList<ProductId>{products.at(1).id});
        VERIFY_RESULT(undo(*storage, redone->changeSet)); // and so on
        QCOMPARE(productCount(*storage), 2);
    }

    void scoresFollowTheTexts_data() { addDatabases(); }
    void scoresFollowTheTexts()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const int before = productOf(*storage, id).qualityScore;
        const auto changed = change(*storage, {to(id, ProductField::Images, {}), to(id, ProductField::Attributes, {})});
        VERIFY_RESULT(changed);
        QVERIFY(productOf(*storage, id).qualityScore < before);
        VERIFY_RESULT(undo(*storage, changed->changeSet));
        QCOMPARE(productOf(*storage, id).qualityScore, before);
    }

    void scoreOfARestoredProductIsOfItsListings_data() { addDatabases(); }
    void scoreOfARestoredProductIsOfItsListings()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const int own = productOf(*storage, id).qualityScore;
        Listing listing;
        listing.productId = id;
        listing.marketplace = u"amazon"_s;
        listing.title = u"Müller Fotel żółty, wygodny, do salonu i biura"_s;
        saveListings(*storage, {listing});
        const int best = productOf(*storage, id).qualityScore;
        QVERIFY(best > own);
        execute(*storage, u"UPDATE products SET optimization_score = 1;"_s); // as an earlier version had it
        const auto removed = remove(*storage, {id});
        const auto undone = undo(*storage, removed->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(productOf(*storage, id).qualityScore, best);
        const auto redone = undo(*storage, undone->changeSet);
        VERIFY_RESULT(redone);
        QCOMPARE(redone->changed, 1); // another score makes it no other product
        QCOMPARE(productCount(*storage), 0);
    }

    void viewsAreToldOfAnUndo_data() { addDatabases(); }
    void viewsAreToldOfAnUndo()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        const auto changed = change(*storage, {to(id, ProductField::Brand, u"Neu"_s)});
        ok(storage->write([](Database &) { return Result<void>(); })); // until the views were told of that
        CatalogChanges told(*storage);
        VERIFY_RESULT(undo(*storage, changed->changeSet));
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.at(0).productIds, QList<qint64>{id});
        QVERIFY(!undo(*storage, changed->changeSet));
        ok(storage->write([](Database &) { return Result<void>(); }));
        QCOMPARE(told.size(), 1);
    }

    void aChangeMadeMeanwhileOnAnotherMachineIsNotOverwritten_data()
    {
        QTest::addColumn<bool>("withRevision");
        QTest::newRow("an edit of what was seen") << true;
        QTest::newRow("an edit whatever was seen") << false;
    }
    void aChangeMadeMeanwhileOnAnotherMachineIsNotOverwritten()
    {
        QFETCH(bool, withRevision);
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        auto opened = Storage::open(options);
        VERIFY_RESULT(opened);
        Storage &storage = **opened;
        const Product product = insertProducts(storage, {sample()}).first();

        auto other = Database::open(options.location, Database::Access::ReadWrite);
        VERIFY_RESULT(other);
        QFuture<Result<ChangeOutcome>> mine;
        {
            Transaction theirs(**other);
            Product changed = product;
            changed.brand = u"Theirs"_s;
            changed.descriptionOriginal = u"Their text"_s;
            VERIFY_RESULT(productrows::update(**other, changed));
            FieldChange change{product.id, ProductField::Mpn, u"Mine"_s, {}};
            if (withRevision)
                change.expectedRevision = product.revision;
            mine = storage.write([change](Database &database) {
                return ProductRepository(database).change({change}, {ChangeOrigin::Kind::Edit, u"user"_s, {}});
            });
            QTRY_VERIFY2(server->value(u"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
                                       "datname = current_database()"_s) == u"1",
                         "the edit has to meet the other one");
            VERIFY_RESULT(theirs.commit());
        }
        const Result<ChangeOutcome> outcome = mine.result();
        const Product now = productOf(storage, product.id);
        QCOMPARE(now.brand, u"Theirs"_s);
        QCOMPARE(now.descriptionOriginal, u"Their text"_s);
        QCOMPARE(outcome.has_value(), !withRevision);
        if (withRevision)
            QCOMPARE(outcome.error().code, ErrorCode::Conflict);
        QCOMPARE(now.mpn, withRevision ? u"M"_s : u"Mine"_s);
    }

    void listingsAndProposalsComeBackWithTheirProduct_data() { addDatabases(); }
    void listingsAndProposalsComeBackWithTheirProduct()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2)});
        const ProductId id = products.first().id;
        Listing listing;
        listing.productId = id;
        listing.marketplace = u"amazon"_s;
        listing.title = u"Fotel „żółty“ \"'"_s;
        listing.bulletPoints = {u"eins"_s, u"zwei"_s};
        listing.price = Money(1999, *Currency::fromCode("EUR"));
        listing.state = ListingState::Live;
        Listing bare;
        bare.productId = id;
        bare.marketplace = u"ebay"_s;
        saveListings(*storage, {listing, bare});
        const auto ofListings = [&] {
            return valueOf(storage->read([id](Database &db) { return ListingRepository(db).ofProduct(id); }));
        };
        const qint64 open = proposeTitle(*storage, id, u"amazon"_s);
        const qint64 accepted = proposeTitle(*storage, id, {});
        accept(*storage, accepted);
        const auto ofProposals = [&] {
            QStringList texts;
            for (const qint64 number : {open, accepted}) {
                const auto found =
                    storage->read([number](Database &db) { return ProposalRepository(db).find(number); });
                const Proposal proposal = valueOf(found);
                texts.append(u"%1 %2 %3 %4"_s.arg(proposal.productId)
                                 .arg(proposal.marketplace, proposalStateName(proposal.state),
                                      proposal.fields.first().after + proposal.createdAt.toString(Qt::ISODateWithMs)));
            }
            return texts;
        };
        const QList<Listing> listings = ofListings();
        const QStringList proposals = ofProposals();
        QCOMPARE(listings.size(), 2);

        const auto removed = remove(*storage, {id, products.last().id});
        VERIFY_RESULT(removed);
        QVERIFY(ofListings().isEmpty());
        const auto undone = undo(*storage, removed->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 2);
        QVERIFY(ofListings() == listings);
        QCOMPARE(ofProposals(), proposals);

        const auto again = undo(*storage, undone->changeSet); // as it came back it goes again
        VERIFY_RESULT(again);
        QCOMPARE(again->changed, 2);
        const auto back = undo(*storage, again->changeSet);
        VERIFY_RESULT(back);
        QVERIFY(ofListings() == listings);
        listing.title = u"Seitdem"_s;
        saveListings(*storage, {listing});
        const auto kept = undo(*storage, back->changeSet);
        VERIFY_RESULT(kept);
        QCOMPARE(kept->changed, 1); // the one whose listing was changed since stays
        QCOMPARE(kept->conflicts, 1);
        QCOMPARE(ofListings().first().title, u"Seitdem"_s);
    }

    void anImportIsTakenBackStepByStep_data() { addDatabases(); }
    void anImportIsTakenBackStepByStep()
    {
        OPEN_EMPTY_CATALOG();
        const auto first = importDrafts(*storage, {draft(1), draft(2), draft(4)});
        VERIFY_RESULT(first);
        const ProductId one = bySource(*storage, u"S1"_s)->id;
        ProductDraft other = draft(2);
        other.brand = "Andere";
        other.contentHash = 4711;
        const auto second = importDrafts(*storage, {other});
        VERIFY_RESULT(second);
        proposeTitle(*storage, one, u"amazon"_s);
        const qint64 acceptance = accept(*storage, proposeTitle(*storage, one, {}));
        const auto removed = remove(*storage, {bySource(*storage, u"S4"_s)->id});
        VERIFY_RESULT(removed);

        for (const qint64 set : {removed->changeSet, acceptance, second->changeSet}) {
            const auto undone = undo(*storage, set);
            VERIFY_RESULT(undone);
            QCOMPARE(undone->changed, 1);
            QCOMPARE(undone->conflicts, 0);
        }
        const auto last = undo(*storage, first->changeSet);
        VERIFY_RESULT(last);
        QCOMPARE(last->changed, 3);
        QCOMPARE(last->conflicts, 0);
        QCOMPARE(productCount(*storage), 0);
    }

    void aProductThatCameBackTwiceIsAsImported_data() { addDatabases(); }
    void aProductThatCameBackTwiceIsAsImported()
    {
        OPEN_EMPTY_CATALOG();
        const auto import = importDrafts(*storage, {draft(1)});
        VERIFY_RESULT(import);
        const ProductId id = bySource(*storage, u"S1"_s)->id;
        for (int round = 0; round < 2; ++round) {
            const auto removed = remove(*storage, {id});
            VERIFY_RESULT(removed);
            VERIFY_RESULT(undo(*storage, removed->changeSet));
        }
        const auto undone = undo(*storage, import->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->conflicts, 0);
        QCOMPARE(productCount(*storage), 0);
    }

    void theNewestActionIsTakenBackWhole_data() { addDatabases(); }
    void theNewestActionIsTakenBackWhole()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2)});
        const auto brandOf = [&](int index) { return productOf(*storage, products.at(index).id).brand; };
        const QString brand = brandOf(0);
        const auto write = [&](int index, const QString &value, const QString &run) {
            const FieldChange change = to(products.at(index).id, ProductField::Brand, value);
            VERIFY_RESULT(storage
                              ->write([change, run](Database &database) {
                                  return ProductRepository(database).change(
                                      {change}, {ChangeOrigin::Kind::Optimization, u"user"_s, {}, run});
                              })
                              .result());
        };
        write(0, u"Alt"_s, u"one"_s);
        write(0, u"Neu"_s, u"two"_s);
        write(1, u"Neu"_s, u"two"_s);
        const auto newest = newestChangeSets(*storage);
        VERIFY_RESULT(newest);
        QCOMPARE(newest->size(), 2);
        QList<qsizetype> steps;
        const auto undone = takeBack(*storage, *newest, {}, [&](qsizetype done) { steps.append(done); });
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 2);
        QCOMPARE(steps, (QList<qsizetype>{1, 2}));
        QCOMPARE(brandOf(0), u"Alt"_s);
        const auto older = newestChangeSets(*storage); // an undo is not undone
        VERIFY_RESULT(older);
        QCOMPARE(older->size(), 1);
        std::stop_source stopped;
        stopped.request_stop();
        QCOMPARE(takeBack(*storage, *older, stopped.get_token())->changed, 0);
        VERIFY_RESULT(takeBack(*storage, *older));
        QCOMPARE(brandOf(0), brand);
        QCOMPARE(newestChangeSets(*storage).error().code, ErrorCode::NotFound);
    }

    void oneActionIsOneChange_data() { addDatabases(); }
    void oneActionIsOneChange()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2), sample(3)});
        const auto removeOf = [&](const QList<ProductId> &ids) {
            const QString summary = changeSummary(ChangeSummary::Deleted, QString::number(ids.size()));
            VERIFY_RESULT(storage
                              ->write([ids, summary](Database &database) {
                                  return ProductRepository(database).remove(
                                      ids, {ChangeOrigin::Kind::Delete, u"user"_s, summary, u"one"_s});
                              })
                              .result());
        };
        removeOf({products.at(0).id, products.at(1).id});
        removeOf({products.at(2).id});
        const QList<ChangeSet> sets = changeSetsOf(*storage);
        QCOMPARE(sets.size(), 1);
        QCOMPARE(sets.first().products, 3);
        QVERIFY2(sets.first().origin.summary.startsWith(u"3 "), qPrintable(sets.first().origin.summary));
        const auto action = changeSetsOfAction(*storage, sets.first().id);
        VERIFY_RESULT(action);
        QCOMPARE(action->size(), 2);
        const auto undone = takeBack(*storage, *action);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 3);
        QCOMPARE(undone->undone.size(), 2);
        QCOMPARE(productCount(*storage), 3);
        const QList<ChangeSet> after = changeSetsOf(*storage);
        QCOMPARE(after.size(), 2);
        QVERIFY2(after.first().origin.summary.contains(u"3 "), qPrintable(after.first().origin.summary));
        QCOMPARE(after.first().products, 3);
        QVERIFY(after.last().undone);
        QCOMPARE(changeSetsOfRun(*storage, u"one"_s).error().code, ErrorCode::NotFound);
        const auto again = changeSetsOfAction(*storage, after.first().id);
        VERIFY_RESULT(again);
        VERIFY_RESULT(takeBack(*storage, *again)); // the undo itself, whole as well
        QCOMPARE(productCount(*storage), 0);
    }

    void aDecisionOnAnotherProductStays_data() { addDatabases(); }
    void aDecisionOnAnotherProductStays()
    {
        OPEN_EMPTY_CATALOG();
        const QList<Product> products = insertProducts(*storage, {sample(1), sample(2)});
        const qint64 acceptance = accept(*storage, proposeTitle(*storage, products.at(0).id, {}));
        const auto removed = remove(*storage, {products.at(0).id});
        VERIFY_RESULT(removed);
        const qint64 other = proposeTitle(*storage, products.at(1).id, {}); // SQLite gives it the number that is free
        accept(*storage, other);
        VERIFY_RESULT(undo(*storage, removed->changeSet));
        VERIFY_RESULT(undo(*storage, acceptance));
        const auto state =
            storage->read([other](Database &database) { return ProposalRepository(database).find(other); });
        VERIFY_RESULT(state.result());
        QCOMPARE(state.result()->state, ProposalState::Accepted);
    }

    void whatIsRefusedWhollyCanBeTriedAgain_data() { addDatabases(); }
    void whatIsRefusedWhollyCanBeTriedAgain()
    {
        OPEN_EMPTY_CATALOG();
        const auto import = importDrafts(*storage, {draft(1)});
        VERIFY_RESULT(import);
        const ProductId id = bySource(*storage, u"S1"_s)->id;
        const auto edited = change(*storage, {to(id, ProductField::Brand, u"Meine"_s)});
        VERIFY_RESULT(edited);
        const auto refused = undo(*storage, import->changeSet);
        VERIFY_RESULT(refused);
        QCOMPARE(refused->changed, 0);
        QCOMPARE(refused->conflicts, 1);
        QVERIFY(!changeSetsOf(*storage).last().undone);
        VERIFY_RESULT(undo(*storage, edited->changeSet));
        const auto undone = undo(*storage, import->changeSet);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 1);
        QVERIFY(changeSetsOf(*storage).last().undone);
        QCOMPARE(productCount(*storage), 0);
    }

    void aProductCountsOnceWithItsListing_data() { addDatabases(); }
    void aProductCountsOnceWithItsListing()
    {
        OPEN_EMPTY_CATALOG();
        const ProductId id = insertProducts(*storage, {sample()}).first().id;
        Proposal proposal;
        proposal.productId = id;
        proposal.marketplace = u"amazon"_s;
        proposal.origin = u"rules/1"_s;
        proposal.fields = {titleOf(sample()), {}};
        proposal.fields[0].before.clear();
        proposal.fields[0].inherited = sample().titleOptimized;
        proposal.fields[1].field = ProductField::Brand;
        proposal.fields[1].before = sample().brand;
        proposal.fields[1].after = u"Neue"_s;
        const auto added =
            valueOf(storage->write([proposal](Database &db) { return ProposalRepository(db).add({proposal}); }));
        const auto undone = undo(*storage, accept(*storage, added.first().id));
        VERIFY_RESULT(undone);
        QCOMPARE(undone->changed, 1);
        QCOMPARE(undone->conflicts, 0);
        QCOMPARE(changeSetsOf(*storage).first().products, 1);
    }
};

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
