// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of proposals when they are accepted, taken back and accepted again, on both databases.
#include "models/domain/quality.h"
#include "services/storage/batchdecision.h"
#include "services/storage/catalogreader.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/jobqueue.h"

#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

using Decision = ProposalRepository::Decision;

ProposedField field(ProductField name, const QString &before, const QString &after)
{
    return {name, before, after, {u"Because"_s}, FieldDecision::Open};
}

} // namespace

class ProposalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void undoOpensTheProposalAgain_data() { addDatabases(); }
    void undoOpensTheProposalAgain();
    void undoOfOneFieldLeavesTheOthersDecided_data() { addDatabases(); }
    void undoOfOneFieldLeavesTheOthersDecided();
    void editedTextIsOfferedAgain_data() { addDatabases(); }
    void editedTextIsOfferedAgain();
    void rejectedFieldsStayRejected_data() { addDatabases(); }
    void rejectedFieldsStayRejected();
    void undoOfARejectionOpensTheFieldAgain_data() { addDatabases(); }
    void undoOfARejectionOpensTheFieldAgain();
    void undoOfTheUndoAcceptsAgain_data() { addDatabases(); }
    void undoOfTheUndoAcceptsAgain();
    void whatTwoProposalsSayIsNoConflict_data() { addDatabases(); }
    void whatTwoProposalsSayIsNoConflict();
    void marketplaceTextIsTakenBackWithItsOwnProposal_data() { addDatabases(); }
    void marketplaceTextIsTakenBackWithItsOwnProposal();
    void manyAreTakenBackTogether_data() { addDatabases(); }
    void manyAreTakenBackTogether();
    void fieldChangedSinceStaysAccepted_data() { addDatabases(); }
    void fieldChangedSinceStaysAccepted();
    void newerProposalIsNotReplaced_data() { addDatabases(); }
    void newerProposalIsNotReplaced();
    void deletedProductIsNoError_data() { addDatabases(); }
    void deletedProductIsNoError();
    void undoOfOtherChangesLeavesProposalsAlone_data() { addDatabases(); }
    void undoOfOtherChangesLeavesProposalsAlone();
    void editedAndOtherFieldsAtOnce_data() { addDatabases(); }
    void editedAndOtherFieldsAtOnce();
    void historyShowsTheTextsOnly_data() { addDatabases(); }
    void historyShowsTheTextsOnly();
    void problemsMarksAndMakingAreKept_data() { addDatabases(); }
    void problemsMarksAndMakingAreKept();
    void newProposalLeavesDecidedFieldsRecorded_data() { addDatabases(); }
    void newProposalLeavesDecidedFieldsRecorded();
    void newProposalReplacesAnUntouchedOne_data() { addDatabases(); }
    void newProposalReplacesAnUntouchedOne();
    void secondProposalNeverOverwritesEdits_data() { addDatabases(); }
    void secondProposalNeverOverwritesEdits();
    void rejectionKeepsItsReason_data() { addDatabases(); }
    void rejectionKeepsItsReason();
    void cleanOnesAreFound_data() { addDatabases(); }
    void cleanOnesAreFound();
    void editingTakesTheMarksAway_data() { addDatabases(); }
    void editingTakesTheMarksAway();
    void changeOfWhatIsInheritedIsAConflict_data() { addDatabases(); }
    void changeOfWhatIsInheritedIsAConflict();
    void changedRecordHasToBeLookedAt_data() { addDatabases(); }
    void changedRecordHasToBeLookedAt();
    void aChangeWithinTheSameMillisecondCounts_data() { addDatabases(); }
    void aChangeWithinTheSameMillisecondCounts();
    void whatOthersProposedChangesNoRecord_data() { addDatabases(); }
    void whatOthersProposedChangesNoRecord();
    void whatAPersonSawIsReplacedInOneFieldOnly_data() { addDatabases(); }
    void whatAPersonSawIsReplacedInOneFieldOnly();
    void closedProposalIsNotDecided_data() { addDatabases(); }
    void closedProposalIsNotDecided();
    void goneProposalLeavesTheOthers_data() { addDatabases(); }
    void goneProposalLeavesTheOthers();
    void editOfAConflictIsNotKept_data() { addDatabases(); }
    void editOfAConflictIsNotKept();
    void acceptedWhileAJobWorks_data() { addDatabases(); }
    void acceptedWhileAJobWorks();
    void scoreRisesWithAListing_data() { addDatabases(); }
    void scoreRisesWithAListing();
    void scoreIsOfTheBestListing_data() { addDatabases(); }
    void scoreIsOfTheBestListing();
    void twoReviewersLoseNothing_data() { addDatabases(); }
    void twoReviewersLoseNothing();
    void batchesBeforeAnErrorStay_data() { addDatabases(); }
    void batchesBeforeAnErrorStay();
    void logNames_data();
    void logNames();

private:
    Product addProduct();
    qint64 propose(ProductId product, const QList<ProposedField> &fields, const QString &marketplace = {});
    ChangeOutcome decide(const QList<Decision> &decisions);
    ChangeOutcome acceptAll(qint64 proposal) { return decide({{proposal, {}, FieldDecision::Accepted, {}}}); }
    ChangeOutcome undo(qint64 changeSet);
    void edit(ProductId product, ProductField name, const QString &value);
    Product product(ProductId id);
    Proposal proposal(qint64 id);
    QString listingTitle(ProductId id, const QString &marketplace);
    qint64 openCount();
    /** Those that a search for products with at most that score finds. */
    QList<ProductId> scoringAtMost(int score);

    std::unique_ptr<CatalogFixture> m_catalog;
    std::unique_ptr<Storage> m_storage;
    int m_number = 0;
};

void ProposalsTest::init()
{
    if (!QTest::currentDataTag() || QByteArrayView(QTest::currentTestFunction()) == "logNames")
        return;
    m_catalog = std::make_unique<CatalogFixture>();
    if (!m_catalog->isAvailable())
        QSKIP(qPrintable(m_catalog->whyNot()));
    m_storage = m_catalog->open();
}

void ProposalsTest::cleanup()
{
    m_storage.reset();
    m_catalog.reset();
}

Product ProposalsTest::addProduct()
{
    Product added;
    added.sourcePlatform = u"test"_s;
    added.sourceId = QString::number(++m_number);
    added.titleOriginal = u"Lamp"_s;
    added.brand = u"acme"_s;
    return valueOf(m_storage->write([added](Database &db) { return ProductRepository(db).insert(added); }));
}

qint64 ProposalsTest::propose(ProductId product, const QList<ProposedField> &fields, const QString &marketplace)
{
    Proposal made;
    made.productId = product;
    made.baseRevision = this->product(product).revision;
    made.marketplace = marketplace;
    made.origin = u"rules/1"_s;
    made.fields = fields;
    return valueOf(m_storage->write([made](Database &db) { return ProposalRepository(db).add({made}); })).first().id;
}

ChangeOutcome ProposalsTest::decide(const QList<Decision> &decisions)
{
    return valueOf(
        m_storage->write([decisions](Database &db) { return ProposalRepository(db).decide(decisions, u"user"_s); }));
}

ChangeOutcome ProposalsTest::undo(qint64 changeSet)
{
    return valueOf(
        m_storage->write([changeSet](Database &db) { return ProductRepository(db).undo(changeSet, u"user"_s); }));
}

void ProposalsTest::edit(ProductId product, ProductField name, const QString &value)
{
    valueOf(m_storage->write([=](Database &db) {
        return ProductRepository(db).change({{product, name, value, {}}}, {ChangeOrigin::Kind::Edit, u"user"_s, {}});
    }));
}

Product ProposalsTest::product(ProductId id)
{
    return valueOf(m_storage->read([id](Database &db) { return ProductRepository(db).find(id); }));
}

Proposal ProposalsTest::proposal(qint64 id)
{
    return valueOf(m_storage->read([id](Database &db) { return ProposalRepository(db).find(id); }));
}

QString ProposalsTest::listingTitle(ProductId id, const QString &marketplace)
{
    const auto found =
        valueOf(m_storage->read([=](Database &db) { return ListingRepository(db).find(id, marketplace); }));
    return found ? found->title : QString();
}

qint64 ProposalsTest::openCount()
{
    return valueOf(m_storage->read([](Database &db) { return ProposalRepository(db).openCount(); }));
}

QList<ProductId> ProposalsTest::scoringAtMost(int score)
{
    CatalogQuery query;
    query.maximumScore = score;
    const auto found = valueOf(m_storage->read([query](Database &db) { return CatalogReader(db).ids(query); }));
    return {found.begin(), found.end()};
}

void ProposalsTest::scoreRisesWithAListing()
{
    const Product added = addProduct();
    const ProductId id = added.id;
    Product improved = added;
    improved.titleOptimized = u"Acme lamp of oak with a shade of white linen"_s;
    improved.descriptionOptimized = u"<p>A lamp of oak, as high as a hand is long.</p><ul><li>oak</li></ul>"_s;
    const int before = added.qualityScore;
    const int after = qualityScore(improved);
    QVERIFY(after > before);
    const qint64 made = propose(id,
                                {field(ProductField::TitleOptimized, {}, improved.titleOptimized),
                                 field(ProductField::DescriptionOptimized, {}, improved.descriptionOptimized)},
                                u"ebay"_s);
    QCOMPARE(scoringAtMost(before), QList<ProductId>{id});
    const ChangeOutcome accepted = acceptAll(made);
    QCOMPARE(product(id).titleOptimized, QString()); // it went into the listing
    QCOMPARE(product(id).qualityScore, after);
    QCOMPARE(scoringAtMost(before), QList<ProductId>());

    const ChangeOutcome undone = undo(accepted.changeSet);
    QCOMPARE(product(id).qualityScore, before);
    QCOMPARE(scoringAtMost(before), QList<ProductId>{id});
    undo(undone.changeSet);
    QCOMPARE(product(id).qualityScore, after);

    edit(id, ProductField::Mpn, u"M-1"_s); // scores nothing
    QCOMPARE(product(id).qualityScore, after);
    edit(id, ProductField::Category, u"Lamps"_s);
    QCOMPARE(product(id).qualityScore, after + 3);
}

void ProposalsTest::scoreIsOfTheBestListing()
{
    const Product added = addProduct();
    const ProductId id = added.id;
    Product improved = added;
    improved.titleOptimized = u"Acme lamp of oak with a shade of white linen"_s;
    const auto offer = [&](const QString &title, const QString &marketplace) {
        return acceptAll(propose(id, {field(ProductField::TitleOptimized, {}, title)}, marketplace)).changeSet;
    };
    const qint64 good = offer(improved.titleOptimized, u"ebay"_s);
    offer(u"Acme lamp"_s, u"amazon"_s);
    QCOMPARE(product(id).qualityScore, qualityScore(improved));
    undo(good);
    improved.titleOptimized = u"Acme lamp"_s;
    QCOMPARE(product(id).qualityScore, qualityScore(improved));
    QVERIFY(product(id).qualityScore > added.qualityScore);
    const qint64 worse = propose(id, {field(ProductField::TitleOptimized, {}, u"L"_s)}, u"kaufland"_s);
    decide({{worse, {}, FieldDecision::Rejected, {}}});
    QCOMPARE(product(id).qualityScore, qualityScore(improved));
}

void ProposalsTest::changedRecordHasToBeLookedAt()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Acme lamp, 1.7 l"_s)}, u"ebay"_s);
    QVERIFY(proposal(made).isClean());
    edit(id, ProductField::Attributes, QString::fromUtf8(attributesToJson({{u"Volume"_s, u"1.9 l"_s}})));
    QVERIFY(proposal(made).recordChanged);
    QVERIFY(!proposal(made).isClean());
    const auto clean = [this] {
        return valueOf(m_storage->read([](Database &db) { return ProposalRepository(db).openClean(); }));
    };
    QCOMPARE(clean().ids, QList<qint64>());
    QCOMPARE(clean().left, 1);
    const ChangeOutcome unseen = acceptAll(made);
    QCOMPARE(unseen.changed, 0);
    QCOMPARE(unseen.conflicts, 1);
    QCOMPARE(listingTitle(id, u"ebay"_s), QString());
    const ChangeOutcome seen = decide({{.proposalId = made, .field = ProductField::TitleOptimized}});
    QCOMPARE(seen.changed, 1);
    QCOMPARE(listingTitle(id, u"ebay"_s), u"Acme lamp, 1.7 l"_s);
    const qint64 newer = propose(id, {field(ProductField::TitleOptimized, {}, u"Acme lamp, 1.9 l"_s)}, u"amazon"_s);
    QVERIFY(proposal(newer).isClean());
}

void ProposalsTest::aChangeWithinTheSameMillisecondCounts()
{
    const ProductId id = addProduct().id;
    const qint64 before = propose(id, {field(ProductField::TitleOptimized, {}, u"Acme lamp, 1.7 l"_s)}, u"ebay"_s);
    edit(id, ProductField::Attributes, QString::fromUtf8(attributesToJson({{u"Volume"_s, u"1.9 l"_s}})));
    const qint64 after = propose(id, {field(ProductField::TitleOptimized, {}, u"Acme lamp, 1.9 l"_s)}, u"amazon"_s);
    ok(m_storage->write([](Database &db) {
        return db.execute(u"UPDATE proposals SET created_at = (SELECT max(at) FROM change_log);"_s);
    }));
    QVERIFY(proposal(before).recordChanged);
    QVERIFY(proposal(after).isClean());
}

void ProposalsTest::whatOthersProposedChangesNoRecord()
{
    const ProductId id = addProduct().id;
    const qint64 first = propose(id, {field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    const qint64 second = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)}, u"ebay"_s);
    QCOMPARE(acceptAll(first).changed, 1);
    QVERIFY(proposal(second).isClean());
    edit(id, ProductField::Price, u"12.99 EUR"_s); // no text rests on it
    QVERIFY(proposal(second).isClean());
    QCOMPARE(acceptAll(second).changed, 1);
}

void ProposalsTest::undoOpensTheProposalAgain()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    const Proposal before = proposal(made);
    const ChangeOutcome accepted = acceptAll(made);
    QCOMPARE(proposal(made).state, ProposalState::Accepted);
    QCOMPARE(openCount(), 0);

    QCOMPARE(undo(accepted.changeSet).changed, 1);
    QCOMPARE(product(id).titleOptimized, QString());
    QCOMPARE(product(id).brand, u"acme"_s);
    QCOMPARE(proposal(made), before);
    QCOMPARE(openCount(), 1);

    QCOMPARE(acceptAll(made).conflicts, 0);
    QCOMPARE(product(id).titleOptimized, u"Better lamp"_s);
    QCOMPARE(proposal(made).state, ProposalState::Accepted);
}

void ProposalsTest::undoOfOneFieldLeavesTheOthersDecided()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    const auto title = decide({{made, ProductField::TitleOptimized, FieldDecision::Accepted, {}}});
    const auto brand = decide({{made, ProductField::Brand, FieldDecision::Accepted, {}}});
    QCOMPARE(proposal(made).state, ProposalState::Accepted);

    undo(title.changeSet);
    QCOMPARE(proposal(made).state, ProposalState::Open);
    QCOMPARE(proposal(made).fields.at(0).decision, FieldDecision::Open);
    QCOMPARE(proposal(made).fields.at(1).decision, FieldDecision::Accepted);
    QCOMPARE(product(id).brand, u"Acme"_s);

    undo(brand.changeSet);
    QCOMPARE(proposal(made).fields.at(1).decision, FieldDecision::Open);
    QCOMPARE(product(id).brand, u"acme"_s);
}

void ProposalsTest::editedTextIsOfferedAgain()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const auto accepted = decide({{made, ProductField::TitleOptimized, FieldDecision::Accepted, u"My own lamp"_s}});
    undo(accepted.changeSet);
    QCOMPARE(proposal(made).fields.first().decision, FieldDecision::Open);
    QCOMPARE(proposal(made).fields.first().after, u"My own lamp"_s);
    acceptAll(made);
    QCOMPARE(product(id).titleOptimized, u"My own lamp"_s);
}

void ProposalsTest::undoOfARejectionOpensTheFieldAgain()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    decide({{made, ProductField::Brand, FieldDecision::Accepted, {}}});
    const ChangeOutcome rejected = decide({{made, {}, FieldDecision::Rejected, {}}});
    QCOMPARE(rejected.changed, 0);
    QVERIFY(rejected.changeSet != 0);
    QCOMPARE(proposal(made).state, ProposalState::PartlyAccepted);
    const auto sets = valueOf(m_storage->read([](Database &db) { return ProductRepository(db).changeSets(); }));
    QVERIFY2(sets.first().origin.summary.contains(u"rejected"), qPrintable(sets.first().origin.summary));
    const ChangeOutcome undone = undo(rejected.changeSet);
    QCOMPARE(undone.changed, 1);
    QCOMPARE(undone.conflicts, 0);
    QCOMPARE(proposal(made).state, ProposalState::Open);
    QCOMPARE(proposal(made).fields.at(0).decision, FieldDecision::Open);
    QCOMPARE(proposal(made).fields.at(1).decision, FieldDecision::Accepted);
    QCOMPARE(undo(undone.changeSet).changed, 1); // and rejected again
    QCOMPARE(proposal(made).fields.at(0).decision, FieldDecision::Rejected);

    const qint64 old = propose(id, {field(ProductField::TitleOptimized, {}, u"Old lamp"_s)});
    const ChangeOutcome closed = decide({{old, {}, FieldDecision::Rejected, {}}});
    propose(id, {field(ProductField::TitleOptimized, {}, u"New lamp"_s)});
    QCOMPARE(undo(closed.changeSet).conflicts, 1); // a newer one took its place
    QCOMPARE(proposal(old).state, ProposalState::Rejected);
}

void ProposalsTest::rejectedFieldsStayRejected()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    decide({{made, ProductField::Brand, FieldDecision::Rejected, {}}});
    const auto accepted = acceptAll(made);
    QCOMPARE(proposal(made).state, ProposalState::PartlyAccepted);
    undo(accepted.changeSet);
    QCOMPARE(proposal(made).state, ProposalState::Open);
    QCOMPARE(proposal(made).fields.at(1).decision, FieldDecision::Rejected);
}

void ProposalsTest::undoOfTheUndoAcceptsAgain()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const auto undone = undo(acceptAll(made).changeSet);
    QCOMPARE(openCount(), 1);
    const auto redone = undo(undone.changeSet);
    QCOMPARE(product(id).titleOptimized, u"Better lamp"_s);
    QCOMPARE(proposal(made).state, ProposalState::Accepted);
    QCOMPARE(openCount(), 0);
    undo(redone.changeSet);
    QCOMPARE(product(id).titleOptimized, QString());
    QCOMPARE(proposal(made).state, ProposalState::Open);
}

void ProposalsTest::whatTwoProposalsSayIsNoConflict()
{
    const ProductId id = addProduct().id;
    const auto fields = [](const QString &title) {
        return QList{field(ProductField::Brand, u"acme"_s, u"Acme"_s), field(ProductField::TitleOptimized, {}, title)};
    };
    const qint64 ebay = propose(id, fields(u"eBay lamp"_s), u"ebay"_s);
    const qint64 amazon = propose(id, fields(u"Amazon lamp"_s), u"amazon"_s);
    const auto first = decide({{ebay, ProductField::Brand, FieldDecision::Accepted, {}}});
    QCOMPARE(first.changed, 1);
    const auto second = decide({{amazon, ProductField::Brand, FieldDecision::Accepted, {}}});
    QCOMPARE(second.conflicts, 0);
    QCOMPARE(second.changed, 0);
    QCOMPARE(proposal(amazon).fields.first().decision, FieldDecision::Accepted);
    QCOMPARE(product(id).brand, u"Acme"_s);
    undo(first.changeSet);
    QCOMPARE(product(id).brand, u"acme"_s);
}

void ProposalsTest::marketplaceTextIsTakenBackWithItsOwnProposal()
{
    const ProductId id = addProduct().id;
    const auto title = [](const QString &text) { return field(ProductField::TitleOptimized, {}, text); };
    const qint64 ebay = propose(id, {title(u"eBay lamp"_s)}, u"ebay"_s);
    const qint64 amazon = propose(id, {title(u"Amazon lamp"_s)}, u"amazon"_s);
    const auto first = acceptAll(ebay);
    const auto second = acceptAll(amazon);
    undo(first.changeSet);
    QCOMPARE(listingTitle(id, u"ebay"_s), QString());
    QCOMPARE(listingTitle(id, u"amazon"_s), u"Amazon lamp"_s);
    QCOMPARE(proposal(ebay).state, ProposalState::Open);
    QCOMPARE(proposal(amazon).state, ProposalState::Accepted);
    undo(second.changeSet);
    QCOMPARE(proposal(amazon).state, ProposalState::Open);
}

void ProposalsTest::manyAreTakenBackTogether()
{
    QList<Decision> decisions;
    QList<ProductId> ids;
    for (int number = 1; number <= 30; ++number) {
        ids.append(addProduct().id);
        const QString marketplace = number % 3 == 0 ? u"ebay"_s : QString();
        decisions.append(
            {propose(ids.last(), {field(ProductField::TitleOptimized, {}, u"Lamp %1"_s.arg(number))}, marketplace),
             {},
             FieldDecision::Accepted,
             {}});
    }
    const auto accepted = decide(decisions);
    QCOMPARE(accepted.changed, 30);
    QCOMPARE(openCount(), 0);
    QCOMPARE(undo(accepted.changeSet).conflicts, 0);
    QCOMPARE(openCount(), 30);
    QCOMPARE(product(ids.at(0)).titleOptimized, QString());
    QCOMPARE(listingTitle(ids.at(2), u"ebay"_s), QString());
}

void ProposalsTest::fieldChangedSinceStaysAccepted()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    const auto accepted = acceptAll(made);
    edit(id, ProductField::TitleOptimized, u"Best lamp"_s);
    QCOMPARE(undo(accepted.changeSet).conflicts, 1);
    QCOMPARE(product(id).titleOptimized, u"Best lamp"_s);
    QCOMPARE(product(id).brand, u"acme"_s);
    QCOMPARE(proposal(made).fields.at(0).decision, FieldDecision::Accepted);
    QCOMPARE(proposal(made).fields.at(1).decision, FieldDecision::Open);
}

void ProposalsTest::newerProposalIsNotReplaced()
{
    const ProductId id = addProduct().id;
    const qint64 older = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const auto accepted = acceptAll(older);
    const qint64 newer = propose(id, {field(ProductField::TitleOptimized, u"Better lamp"_s, u"Best lamp"_s)});
    const qint64 elsewhere = propose(id, {field(ProductField::TitleOptimized, {}, u"eBay lamp"_s)}, u"ebay"_s);
    QCOMPARE(undo(accepted.changeSet).changed, 1);
    QCOMPARE(product(id).titleOptimized, QString());
    QCOMPARE(proposal(older).state, ProposalState::Accepted);
    QCOMPARE(proposal(newer).state, ProposalState::Open);
    QCOMPARE(proposal(elsewhere).state, ProposalState::Open);
    QCOMPARE(openCount(), 2);
}

void ProposalsTest::deletedProductIsNoError()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const auto accepted = acceptAll(made);
    const auto removed = valueOf(m_storage->write([id](Database &db) {
        return ProductRepository(db).remove({id}, {ChangeOrigin::Kind::Delete, u"user"_s, {}});
    }));
    QCOMPARE(undo(accepted.changeSet).missing, 1);
    QCOMPARE(undo(removed.changeSet).changed, 1); // with its proposals
    QCOMPARE(product(id).titleOptimized, u"Better lamp"_s);
    QCOMPARE(proposal(made).state, ProposalState::Accepted);
    QCOMPARE(openCount(), 0);
}

void ProposalsTest::undoOfOtherChangesLeavesProposalsAlone()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    acceptAll(made);
    edit(id, ProductField::TitleOptimized, u"Best lamp"_s);
    const auto sets = valueOf(m_storage->read([](Database &db) { return ProductRepository(db).changeSets(); }));
    undo(sets.first().id);
    QCOMPARE(product(id).titleOptimized, u"Better lamp"_s);
    QCOMPARE(proposal(made).state, ProposalState::Accepted);
}

// As the review page does it when one field stands in an editor and the whole proposal is accepted.
void ProposalsTest::editedAndOtherFieldsAtOnce()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    const auto outcome = decide({{made, ProductField::TitleOptimized, FieldDecision::Accepted, u"My own lamp"_s},
                                 {made, {}, FieldDecision::Accepted, {}}});
    QCOMPARE(outcome.changed, 1);
    QCOMPARE(product(id).titleOptimized, u"My own lamp"_s);
    QCOMPARE(product(id).brand, u"Acme"_s);
    const auto sets = valueOf(m_storage->read([](Database &db) { return ProductRepository(db).changeSets(); }));
    QCOMPARE(sets.size(), 1);
    QCOMPARE(sets.first().products, 1);
    QVERIFY2(sets.first().origin.summary.startsWith(u"1 "), qPrintable(sets.first().origin.summary));

    edit(id, ProductField::TitleOptimized, u"Elsewhere"_s);
    const qint64 stale = propose(id, {field(ProductField::TitleOptimized, {}, u"Stale lamp"_s)});
    QCOMPARE(decide({{stale, ProductField::TitleOptimized, FieldDecision::Accepted, u"Mine"_s},
                     {stale, {}, FieldDecision::Accepted, {}}})
                 .conflicts,
             1);
}

void ProposalsTest::historyShowsTheTextsOnly()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    undo(acceptAll(made).changeSet);
    const auto history = valueOf(m_storage->read([id](Database &db) { return ProductRepository(db).history(id); }));
    QStringList fields;
    for (const HistoryEntry &entry : history)
        fields.append(fieldName(entry.field));
    const QString title = fieldName(ProductField::TitleOptimized);
    const QString status = fieldName(ProductField::Status);
    QCOMPARE(fields.count(title), 2);
    QCOMPARE(fields.count(status), 2);
    QCOMPARE(fields.size(), 4);
}

void ProposalsTest::problemsMarksAndMakingAreKept()
{
    Proposal made;
    made.productId = addProduct().id;
    made.marketplace = u"ebay"_s;
    made.origin = u"groq/small"_s;
    made.hint = u"shorter"_s;
    made.fields = {field(ProductField::TitleOptimized, {}, u"Lamp of 5 kg"_s)};
    made.fields.first().problems = {u"Too long"_s};
    made.fields.first().marks = {{8, 4, u"The record does not state “5 kg”."_s}};
    made.making = {u"groq"_s,
                   u"small"_s,
                   u"ebay/de/2"_s,
                   900,
                   120,
                   1400,
                   350,
                   QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC),
                   u"de"_s};
    const qint64 id =
        valueOf(m_storage->write([made](Database &db) { return ProposalRepository(db).add({made}); })).first().id;
    const Proposal read = proposal(id);
    QCOMPARE(read.fields, made.fields);
    QCOMPARE(read.making, made.making);
    QCOMPARE(read.hint, made.hint);
    QCOMPARE(proposal(propose(addProduct().id, {field(ProductField::Brand, u"acme"_s, u"Acme"_s)})).making,
             ProposalMaking());
}

void ProposalsTest::newProposalLeavesDecidedFieldsRecorded()
{
    const ProductId id = addProduct().id;
    const QList<ProposedField> fields{field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                      field(ProductField::Brand, u"acme"_s, u"Acme"_s)};
    const qint64 older = propose(id, fields);
    decide({{older, ProductField::Brand, FieldDecision::Accepted, {}, {}}});
    const qint64 newer = propose(id, {field(ProductField::TitleOptimized, {}, u"Best lamp"_s)});
    QCOMPARE(openCount(), 1);
    QCOMPARE(proposal(older).state, ProposalState::PartlyAccepted);
    QCOMPARE(proposal(older).fields.at(1).decision, FieldDecision::Accepted);
    QCOMPARE(proposal(newer).state, ProposalState::Open);
    QCOMPARE(product(id).brand, u"Acme"_s);
}

void ProposalsTest::newProposalReplacesAnUntouchedOne()
{
    const ProductId id = addProduct().id;
    const qint64 older = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    propose(id, {field(ProductField::TitleOptimized, {}, u"Best lamp"_s)});
    QCOMPARE(openCount(), 1);
    const auto gone = m_storage->read([older](Database &db) { return ProposalRepository(db).find(older); }).result();
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
}

void ProposalsTest::secondProposalNeverOverwritesEdits()
{
    const ProductId id = addProduct().id;
    acceptAll(propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)}));
    const qint64 second = propose(id, {field(ProductField::TitleOptimized, u"Better lamp"_s, u"Best lamp"_s)});
    edit(id, ProductField::TitleOptimized, u"My own lamp"_s);
    QCOMPARE(acceptAll(second).conflicts, 1);
    QCOMPARE(product(id).titleOptimized, u"My own lamp"_s);
    QCOMPARE(proposal(second).state, ProposalState::Open);
}

void ProposalsTest::rejectionKeepsItsReason()
{
    const qint64 made = propose(addProduct().id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    decide({{made, {}, FieldDecision::Rejected, {}, u" Sounds\nwrong "_s}});
    QCOMPARE(proposal(made).state, ProposalState::Rejected);
    QCOMPARE(proposal(made).rejectReason, u"Sounds wrong"_s);
}

void ProposalsTest::cleanOnesAreFound()
{
    const auto with = [](const QStringList &problems, const QList<DoubtfulFact> &marks) {
        ProposedField made = field(ProductField::TitleOptimized, {}, u"Better lamp"_s);
        made.problems = problems;
        made.marks = marks;
        return made;
    };
    const qint64 clean = propose(addProduct().id, {with({}, {})});
    propose(addProduct().id, {with({u"Too long"_s}, {})});
    propose(addProduct().id, {with({}, {{0, 6, u"Doubtful"_s}})});
    const qint64 elsewhere = propose(addProduct().id, {with({}, {})}, u"ebay"_s);
    const auto page = [this](qint64 after, int limit, const std::optional<QString> &marketplace) {
        return valueOf(
            m_storage->read([=](Database &db) { return ProposalRepository(db).openClean(after, limit, marketplace); }));
    };
    const auto all = page(0, 200, {});
    QCOMPARE(all.ids, (QList<qint64>{clean, elsewhere}));
    QCOMPARE(all.left, 2);
    QVERIFY(all.end);
    QCOMPARE(page(0, 200, u"ebay"_s).ids, QList<qint64>{elsewhere});
    const auto first = page(0, 2, {});
    QCOMPARE(first.ids, QList<qint64>{clean});
    QVERIFY(!first.end);
    QCOMPARE(page(first.lastId, 2, {}).ids, QList<qint64>{elsewhere});
}

void ProposalsTest::editingTakesTheMarksAway()
{
    ProposedField marked = field(ProductField::TitleOptimized, {}, u"Lamp of 5 kg"_s);
    marked.marks = {{8, 4, u"Doubtful"_s}};
    const qint64 made = propose(addProduct().id, {marked});
    undo(decide({{made, ProductField::TitleOptimized, FieldDecision::Accepted, u"Lamp"_s, {}}}).changeSet);
    QVERIFY(proposal(made).isClean());
    QCOMPARE(proposal(made).state, ProposalState::Open);
}

void ProposalsTest::changeOfWhatIsInheritedIsAConflict()
{
    const ProductId id = addProduct().id;
    const auto made = [&](ProductField name, const QString &inherited) {
        ProposedField proposed = field(name, {}, u"Better"_s);
        proposed.inherited = inherited;
        return proposed;
    };
    const qint64 ebay = propose(id, {made(ProductField::TitleOptimized, u"Lamp"_s)}, u"ebay"_s);
    const qint64 own = propose(id, {made(ProductField::DescriptionOptimized, {})});
    edit(id, ProductField::TitleOptimized, u"Lamp of 600 W"_s);
    edit(id, ProductField::DescriptionOriginal, u"600 W"_s);
    QCOMPARE(acceptAll(ebay).conflicts, 1);
    QCOMPARE(listingTitle(id, u"ebay"_s), QString());
    QCOMPARE(acceptAll(own).conflicts, 1);
    QCOMPARE(product(id).descriptionOptimized, QString());

    // The listing's own text counts, whatever it would inherit.
    const qint64 amazon = propose(id, {field(ProductField::TitleOptimized, {}, u"Own"_s)}, u"amazon"_s);
    QCOMPARE(acceptAll(amazon).conflicts, 0); // of a version that did not note what is inherited
    const qint64 again = propose(id, {field(ProductField::TitleOptimized, u"Own"_s, u"Better"_s)}, u"amazon"_s);
    edit(id, ProductField::TitleOptimized, u"Lamp of 700 W"_s);
    QCOMPARE(acceptAll(again).conflicts, 0);
    QCOMPARE(listingTitle(id, u"amazon"_s), u"Better"_s);
}

void ProposalsTest::whatAPersonSawIsReplacedInOneFieldOnly()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                     field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    edit(id, ProductField::TitleOptimized, u"My lamp"_s);
    edit(id, ProductField::Brand, u"ACME Ltd"_s);
    const auto replace = [&](const QString &seen) {
        Decision decision{.proposalId = made, .field = ProductField::TitleOptimized};
        decision.replaces = seen;
        return decide({decision});
    };
    QCOMPARE(replace(u"Lamp"_s).conflicts, 1); // changed once more after it was shown
    QCOMPARE(product(id).titleOptimized, u"My lamp"_s);
    const auto replaced = replace(u"My lamp"_s);
    QCOMPARE(replaced.conflicts, 0);
    QCOMPARE(product(id).titleOptimized, u"Better lamp"_s);
    QCOMPARE(proposal(made).state, ProposalState::Open);
    QCOMPARE(acceptAll(made).conflicts, 1);
    QCOMPARE(product(id).brand, u"ACME Ltd"_s);
    undo(replaced.changeSet);
    QCOMPARE(product(id).titleOptimized, u"My lamp"_s);
}

void ProposalsTest::closedProposalIsNotDecided()
{
    const ProductId id = addProduct().id;
    const qint64 older = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                      field(ProductField::DescriptionOptimized, {}, u"Shines"_s),
                                      field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
    decide({{older, ProductField::Brand, FieldDecision::Accepted, {}}});
    const qint64 newer = propose(id, {field(ProductField::TitleOptimized, {}, u"Best lamp"_s)});
    for (const auto decision : {FieldDecision::Accepted, FieldDecision::Rejected}) {
        const auto late = decide({{older, ProductField::TitleOptimized, decision, {}}});
        QCOMPARE(late.missing, 1);
        QCOMPARE(late.changed, 0);
    }
    QCOMPARE(product(id).titleOptimized, QString());
    QCOMPARE(proposal(older).state, ProposalState::PartlyAccepted);
    QCOMPARE(proposal(older).fields.first().decision, FieldDecision::Open);
    QCOMPARE(proposal(newer).state, ProposalState::Open);
}

void ProposalsTest::goneProposalLeavesTheOthers()
{
    const ProductId gone = addProduct().id;
    const ProductId there = addProduct().id;
    const qint64 first = propose(gone, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const qint64 second = propose(there, {field(ProductField::TitleOptimized, {}, u"Best lamp"_s)});
    valueOf(m_storage->write([gone](Database &db) {
        return ProductRepository(db).remove({gone}, {ChangeOrigin::Kind::Delete, u"user"_s, {}});
    }));
    const auto outcome = decide({{.proposalId = first}, {.proposalId = second}});
    QCOMPARE(outcome.missing, 1);
    QCOMPARE(outcome.changed, 1);
    QCOMPARE(product(there).titleOptimized, u"Best lamp"_s);
}

void ProposalsTest::editOfAConflictIsNotKept()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    edit(id, ProductField::TitleOptimized, u"Elsewhere"_s);
    QCOMPARE(decide({{made, ProductField::TitleOptimized, FieldDecision::Accepted, u"Mine"_s}}).conflicts, 1);
    QCOMPARE(proposal(made).fields.first().after, u"Better lamp"_s);
}

void ProposalsTest::acceptedWhileAJobWorks()
{
    const ProductId id = addProduct().id;
    const qint64 made = propose(id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)}, u"ebay"_s);
    const JobQueue queue(*m_storage);
    queue.add({{.kind = u"test"_s, .productId = id}, {.kind = u"test"_s, .productId = id}});
    const auto claim = [&queue] {
        return queue
            .claim({.owner = u"me"_s, .kinds = {u"test"_s}, .productStatus = {{u"test"_s, ProductStatus::Optimizing}}})
            .first();
    };
    const Job first = claim();
    const Job second = claim();
    QVERIFY(queue.complete(second));
    QCOMPARE(product(id).status, ProductStatus::Optimizing);
    const auto accepted = acceptAll(made);
    QVERIFY(queue.complete(first));
    QCOMPARE(product(id).status, ProductStatus::Optimized);
    QCOMPARE(undo(accepted.changeSet).conflicts, 0);
    QCOMPARE(product(id).status, ProductStatus::Imported);
}

void ProposalsTest::twoReviewersLoseNothing()
{
    if (!m_catalog->postgres())
        QSKIP("SQLite has but one process that writes");
    const auto other = m_catalog->open();
    constexpr int products = 60;
    for (int i = 0; i < products; ++i) {
        const qint64 made = propose(addProduct().id, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s),
                                                      field(ProductField::Brand, u"acme"_s, u"Acme"_s)});
        const auto deciding = [made](ProductField name) {
            return [made, name](Database &db) {
                return ProposalRepository(db).decide({{made, name, FieldDecision::Rejected, {}}}, u"user"_s);
            };
        };
        auto one = m_storage->write(deciding(ProductField::TitleOptimized));
        auto two = other->write(deciding(ProductField::Brand));
        valueOf(one);
        valueOf(two);
        QCOMPARE(proposal(made).state, ProposalState::Rejected);
    }
}

void ProposalsTest::batchesBeforeAnErrorStay()
{
    const ProductId first = addProduct().id;
    const ProductId changed = addProduct().id;
    const qint64 good = propose(first, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const qint64 stale = propose(changed, {field(ProductField::TitleOptimized, {}, u"Better lamp"_s)});
    const qint64 broken = propose(addProduct().id, {field(ProductField::Quantity, {}, u"many"_s)});
    edit(changed, ProductField::TitleOptimized, u"Mine"_s);
    BatchOutcome outcome;
    QVERIFY(outcome.add(*m_storage, {good, stale, 987654}, {}, u"run"_s));
    QVERIFY(!outcome.add(*m_storage, {broken}, {}, u"run"_s));
    QVERIFY(outcome.error);
    QCOMPARE(outcome.decided, 1);
    QCOMPARE(outcome.conflicts, 1);
    QCOMPARE(outcome.missing, 1);
    QCOMPARE(outcome.changeSets.size(), 1);
    undo(outcome.changeSets.first());
    QCOMPARE(product(first).titleOptimized, QString());
}

void ProposalsTest::logNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("proposal"); // 0 = none
    const QString title = fieldName(ProductField::TitleOptimized);
    QTest::newRow("one") << QString(u"proposal/12/" + title) << qint64(12);
    QTest::newRow("large number") << QString(u"proposal/9007199254740993/" + title) << qint64(9007199254740993);
    QTest::newRow("a field") << title << qint64(0);
    QTest::newRow("whole product") << u"*"_s << qint64(0);
    QTest::newRow("no field") << u"proposal/12"_s << qint64(0);
    QTest::newRow("unknown field") << u"proposal/12/shape"_s << qint64(0);
    QTest::newRow("no number") << QString(u"proposal/x/" + title) << qint64(0);
}

void ProposalsTest::logNames()
{
    QFETCH(QString, name);
    QFETCH(qint64, proposal);
    const auto logged = ProposalRepository::LoggedDecision::fromLogName(name);
    QCOMPARE(logged.has_value(), proposal != 0);
    if (!logged)
        return;
    QCOMPARE(logged->proposalId, proposal);
    QCOMPARE(logged->field, ProductField::TitleOptimized);
    QCOMPARE(logged->logName(), name);
}

QTEST_GUILESS_MAIN(ProposalsTest)
#include "tst_proposals.moc"
