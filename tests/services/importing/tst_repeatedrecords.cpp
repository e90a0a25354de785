// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files in which an ID occurs more than once: the last record wins, and the same file again changes nothing.

#include "services/importing/identityset.h"
#include "tests/services/importing/importcatalog.h"

#include <QTest>

using namespace listwright;
using namespace listwright::importtest;
using namespace Qt::StringLiterals;

namespace {

const QByteArray head = "source_platform,source_id,title,price,currency\n";

QByteArray rows(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += "shop,R" + QByteArray::number(i) + ",Row " + QByteArray::number(i) + ",5.00,EUR\n";
    return all;
}

qint64 historyLines(Storage &storage)
{
    return valueOf(storage.read([](Database &database) {
        Query count(database, u"SELECT count(*) FROM change_log"_s);
        return count.firstNumber();
    }));
}

} // namespace

#define NEEDS_DATABASE()                                                                                               \
    if (const CatalogFixture probe; !probe.isAvailable())                                                              \
    QSKIP(qPrintable(probe.whyNot()))

class RepeatedRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameFileAgainChangesNothing_data() { addDatabases(); }
    void theSameFileAgainChangesNothing();
    void whatAPersonWroteStays_data() { addDatabases(); }
    void whatAPersonWroteStays();
    void otherFilesOfTheSameIdsCount_data() { addDatabases(); }
    void otherFilesOfTheSameIdsCount();
    void aRejectedRecordDoesNotCount_data() { addDatabases(); }
    void aRejectedRecordDoesNotCount();
    void identitiesAreKnownAgain();
};

void RepeatedRecordsTest::theSameFileAgainChangesNothing()
{
    NEEDS_DATABASE();
    for (const int between : {0, 20000}) {
        const QByteArray bytes = head + "shop,1,First,1.00,EUR\n" + rows(between) + "shop,1,Second,2.00,EUR\n";
        for (const bool startsEmpty : {true, false}) {
            Imports imports;
            if (!startsEmpty)
                QVERIFY(imports.run(head + "shop,1,Before,3.00,EUR\nshop,2,Other,4.00,EUR\n"));
            QVERIFY(imports.run(bytes));
            QCOMPARE(imports.product(u"1"_s, u"shop"_s).titleOriginal, u"Second"_s);
            const Product before = imports.product(u"1"_s, u"shop"_s);
            const qint64 lines = historyLines(imports.storage());
            for (int i = 0; i < 2; ++i) {
                const auto again = imports.run(bytes);
                QVERIFY(again);
                QCOMPARE(again->job.updated, 0);
                QCOMPARE(again->job.unchanged, between + 2);
                QCOMPARE(again->job.changeSet, 0);
            }
            QCOMPARE(imports.product(u"1"_s, u"shop"_s).revision, before.revision);
            QCOMPARE(historyLines(imports.storage()), lines);
        }
    }
}

void RepeatedRecordsTest::whatAPersonWroteStays()
{
    NEEDS_DATABASE();
    Imports imports;
    const QByteArray bytes = head + "shop,1,First,1.00,EUR\nshop,1,Second,2.00,EUR\n";
    QVERIFY(imports.run(bytes));
    const FieldChange mine{imports.product(u"1"_s, u"shop"_s).id, ProductField::Brand, u"Mine"_s};
    valueOf(imports.storage().write([=](Database &database) {
        return ProductRepository(database).change({mine}, {ChangeOrigin::Kind::Edit, u"user"_s, u"Edit"_s});
    }));
    QVERIFY(imports.run(bytes));
    QCOMPARE(imports.product(u"1"_s, u"shop"_s).brand, u"Mine"_s);
}

void RepeatedRecordsTest::otherFilesOfTheSameIdsCount()
{
    NEEDS_DATABASE();
    Imports imports;
    const QByteArray first = "shop,1,First,1.00,EUR\n";
    const QByteArray second = "shop,1,Second,2.00,EUR\n";
    const auto titleAfter = [&](const QByteArray &records) {
        if (const auto imported = imports.run(head + records); !imported)
            qFatal("%s", qPrintable(imported.error().message));
        return imports.product(u"1"_s, u"shop"_s).titleOriginal;
    };
    QCOMPARE(titleAfter(first), u"First"_s);
    QCOMPARE(titleAfter(first + second), u"Second"_s); // the first is skipped as unchanged
    QCOMPARE(titleAfter(first), u"First"_s);
    QCOMPARE(titleAfter(second + first), u"First"_s);
    QCOMPARE(titleAfter(first + second), u"Second"_s);
    QCOMPARE(titleAfter(first + second + first), u"First"_s);
    QCOMPARE(titleAfter(second), u"Second"_s);
}

void RepeatedRecordsTest::aRejectedRecordDoesNotCount()
{
    NEEDS_DATABASE();
    Imports imports;
    const QByteArray bytes = head + "shop,1,Bad,many,EUR\nshop,1,Good,2.00,EUR\n";
    QVERIFY(imports.run(bytes));
    for (int i = 0; i < 2; ++i) {
        const auto again = imports.run(bytes);
        QVERIFY(again);
        QCOMPARE(countsOf(again->job), u"2 records: 0 created, 0 updated, 1 unchanged, 1 rejected"_s);
    }
}

void RepeatedRecordsTest::identitiesAreKnownAgain()
{
    importing::IdentitySet set;
    const auto hashOf = [](int number) { return importing::IdentitySet::hashOf("shop", std::to_string(number)); };
    for (int i = 0; i < 50000; ++i) {
        QVERIFY(!set.contains(hashOf(i)));
        QVERIFY(set.insert(hashOf(i)));
    }
    for (int i = 0; i < 50000; ++i) {
        QVERIFY(set.contains(hashOf(i)));
        QVERIFY(!set.insert(hashOf(i)));
    }
    QVERIFY(importing::IdentitySet::hashOf("a", "bc") != importing::IdentitySet::hashOf("ab", "c"));
}

QTEST_GUILESS_MAIN(RepeatedRecordsTest)
#include "tst_repeatedrecords.moc"
