// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/idlist.h"

#include <QTest>

#include <numeric>

using namespace listwright;

namespace {

using Ids = std::vector<ProductId>;

IdList shared(Ids ids)
{
    return std::make_shared<const Ids>(std::move(ids));
}

} // namespace

Q_DECLARE_METATYPE(Ids)

class IdListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data()
    {
        QTest::addColumn<Ids>("before");
        QTest::addColumn<Ids>("after");
        QTest::addColumn<int>("front");
        QTest::addColumn<int>("back");
        QTest::newRow("both empty") << Ids{} << Ids{} << 0 << 0;
        QTest::newRow("first rows") << Ids{} << Ids{1, 2} << 0 << 0;
        QTest::newRow("all gone") << Ids{1, 2} << Ids{} << 0 << 0;
        QTest::newRow("the same") << Ids{1, 2, 3} << Ids{1, 2, 3} << 3 << 0;
        QTest::newRow("added on top") << Ids{1, 2} << Ids{9, 1, 2} << 0 << 2;
        QTest::newRow("added at the end") << Ids{1, 2} << Ids{1, 2, 9} << 2 << 0;
        QTest::newRow("added inside") << Ids{1, 2, 3} << Ids{1, 8, 9, 2, 3} << 1 << 2;
        QTest::newRow("removed on top") << Ids{1, 2, 3} << Ids{2, 3} << 0 << 2;
        QTest::newRow("removed inside") << Ids{1, 2, 3, 4} << Ids{1, 4} << 1 << 1;
        QTest::newRow("removed at the end") << Ids{1, 2, 3} << Ids{1} << 1 << 0;
        QTest::newRow("one replaced") << Ids{1, 2, 3} << Ids{1, 9, 3} << 1 << 1;
        QTest::newRow("reversed") << Ids{1, 2, 3} << Ids{3, 2, 1} << 0 << 0;
        QTest::newRow("two places") << Ids{1, 2, 3, 4} << Ids{9, 1, 2, 8, 3, 4} << 0 << 2;
    }

    void differences()
    {
        QFETCH(Ids, before);
        QFETCH(Ids, after);
        QFETCH(int, front);
        IdRequest request;
        request.shown = shared(before);
        const IdAnswer answer = arrangeIds(after, request);
        QVERIFY(answer.complete);
        QCOMPARE(*answer.ids, after);
        QCOMPARE(answer.unchangedFront, front);
        QTEST(answer.unchangedBack, "back");
        QVERIFY(answer.unchangedFront + answer.unchangedBack <=
                static_cast<int>(std::min(before.size(), after.size())));
    }

    void firstOnes_data()
    {
        QTest::addColumn<Ids>("found");
        QTest::addColumn<Ids>("shown");
        QTest::addColumn<Ids>("result");
        QTest::addColumn<bool>("complete");
        QTest::newRow("fewer than asked for") << Ids{2, 1} << Ids{1, 2, 3} << Ids{2, 1} << true;
        QTest::newRow("none") << Ids{} << Ids{1, 2, 3} << Ids{} << true;
        QTest::newRow("as many: there may be more") << Ids{3, 2, 1} << Ids{} << Ids{3, 2, 1} << false;
        QTest::newRow("the others follow") << Ids{5, 4, 3} << Ids{1, 2, 3, 4, 5} << Ids{5, 4, 3, 1, 2} << false;
        QTest::newRow("all others are new") << Ids{7, 8, 9} << Ids{1, 2} << Ids{7, 8, 9, 1, 2} << false;
    }

    void firstOnes()
    {
        QFETCH(Ids, found);
        QFETCH(Ids, shown);
        IdRequest request;
        request.limit = 3;
        request.shown = shared(shown);
        const IdAnswer answer = arrangeIds(found, request);
        QTEST(*answer.ids, "result");
        QTEST(answer.complete, "complete");
    }

    void withoutAListNothingIsCompared()
    {
        const IdAnswer answer = arrangeIds({1, 2}, {});
        QCOMPARE(answer.unchangedFront, 0);
        QCOMPARE(answer.unchangedBack, 0);
        QVERIFY(answer.rows.isEmpty());
    }

    void placesOfKeptOnes()
    {
        IdRequest request;
        request.kept = {40, 10, 99, 10};
        const IdAnswer answer = arrangeIds({50, 40, 30, 20, 10}, request);
        QCOMPARE(answer.rows, (QHash<ProductId, int>{{40, 1}, {10, 4}}));
    }

    void keptOnesAmongTheOthersHaveTheirPlaces()
    {
        IdRequest request;
        request.limit = 2;
        request.shown = shared({1, 2, 3, 4});
        request.kept = {2};
        const IdAnswer answer = arrangeIds({4, 3}, request);
        QCOMPARE(*answer.ids, (Ids{4, 3, 1, 2}));
        QCOMPARE(answer.rows.value(2), 3);
    }

    void shownListIsNotTouched()
    {
        Ids many(100'000);
        std::iota(many.begin(), many.end(), 1);
        IdRequest request;
        request.shown = shared(many);
        request.kept = many;
        Ids reversed(many.rbegin(), many.rend());
        const IdAnswer answer = arrangeIds(reversed, request);
        QCOMPARE(*request.shown, many);
        QCOMPARE(answer.rows.size(), 100'000);
        QCOMPARE(answer.rows.value(1), 99'999);
        QCOMPARE(answer.rows.value(100'000), 0);
    }
};

QTEST_APPLESS_MAIN(IdListTest)
#include "tst_idlist.moc"
