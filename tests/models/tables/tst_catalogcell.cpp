// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/catalogcell.h"
#include "models/tables/idlist.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

using Ids = std::vector<ProductId>;

CatalogRow pricedRow()
{
    CatalogRow row;
    row.price = Money(123456, *Currency::parse(u"EUR"));
    row.quantity = 12345;
    row.title = u"Lamp"_s;
    return row;
}

} // namespace

class CatalogCellTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prices_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("money");
        QTest::addColumn<QString>("text");
        QTest::newRow("German") << u"de_DE"_s << u"1234.56 EUR"_s << u"1.234,56\u00a0€"_s;
        QTest::newRow("English") << u"en_US"_s << u"1234.56 USD"_s << u"1,234.56\u00a0$"_s;
        QTest::newRow("no minor unit") << u"en_US"_s << u"1234 JPY"_s << u"1,234\u00a0JPY"_s;
        QTest::newRow("three digits") << u"de_DE"_s << u"1.250 KWD"_s << u"1,250\u00a0KWD"_s;
        QTest::newRow("below one, negative") << u"en_US"_s << u"-0.50 EUR"_s << u"-0.50\u00a0€"_s;
        QTest::newRow("exact beyond a double")
            << u"en_US"_s << u"90071992547409.93 EUR"_s << u"90,071,992,547,409.93\u00a0€"_s;
    }

    void prices()
    {
        QFETCH(QString, locale);
        QFETCH(QString, money);
        const auto amount = Money::fromString(money);
        QVERIFY(amount.has_value());
        QTEST(moneyText(*amount, QLocale(locale)), "text");
    }

    void typedPrices_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("canonical"); ///< empty: refused
        QTest::newRow("German") << u"de_DE"_s << u"1.099,50"_s << u"1099.50 EUR"_s;
        QTest::newRow("German with a point") << u"de_DE"_s << u"12.99"_s << u"12.99 EUR"_s;
        QTest::newRow("German thousands") << u"de_DE"_s << u"1.099"_s << u"1099.00 EUR"_s;
        QTest::newRow("German with thousands and a point") << u"de_DE"_s << u"1,099.50"_s << u"1099.50 EUR"_s;
        QTest::newRow("German, could be thousands") << u"de_DE"_s << u"1.250 KWD"_s << QString();
        QTest::newRow("German, three decimals") << u"de_DE"_s << u"1,250 KWD"_s << u"1.250 KWD"_s;
        QTest::newRow("English") << u"en_US"_s << u"1,099.50"_s << u"1099.50 EUR"_s;
        QTest::newRow("English thousands") << u"en_US"_s << u"1,099"_s << u"1099.00 EUR"_s;
        QTest::newRow("English millions") << u"en_US"_s << u"1,234,567"_s << u"1234567.00 EUR"_s;
        QTest::newRow("English with a comma") << u"en_US"_s << u"12,50"_s << u"12.50 EUR"_s;
        QTest::newRow("English with a comma, one digit") << u"en_US"_s << u"12,5"_s << u"12.50 EUR"_s;
        QTest::newRow("English with a comma, below one") << u"en_US"_s << u"0,500"_s << u"0.50 EUR"_s;
        QTest::newRow("English with the other marks") << u"en_US"_s << u"1.099,50"_s << u"1099.50 EUR"_s;
        QTest::newRow("English, could be thousands") << u"en_US"_s << u"1,250 KWD"_s << QString();
        QTest::newRow("blanks that part no thousands") << u"en_US"_s << u"12 50"_s << QString();
        QTest::newRow("marks that part no thousands") << u"en_US"_s << u"1,0,5"_s << QString();
        QTest::newRow("thousands behind the decimal mark") << u"en_US"_s << u"1.50,000"_s << QString();
        QTest::newRow("Indian thousands") << u"en_IN"_s << u"1,23,456.50"_s << u"123456.50 EUR"_s;
        QTest::newRow("Swiss thousands") << u"de_CH"_s << u"1’234.50"_s << u"1234.50 EUR"_s;
        QTest::newRow("a point that Poles do not use") << u"pl_PL"_s << u"1.099"_s << QString();
        QTest::newRow("as a Polish cell shows it") << u"pl_PL"_s << u"19,90\u00a0zł"_s << u"19.90 PLN"_s;
        QTest::newRow("as a German cell shows it") << u"de_DE"_s << u"1.099,00\u00a0€"_s << u"1099.00 EUR"_s;
        QTest::newRow("sign in front") << u"en_US"_s << u"$12.50"_s << u"12.50 USD"_s;
        QTest::newRow("code in front") << u"en_US"_s << u"gbp 12.50"_s << u"12.50 GBP"_s;
        QTest::newRow("pounds") << u"en_US"_s << u"£ 1,200"_s << u"1200.00 GBP"_s;
        QTest::newRow("two currencies") << u"en_US"_s << u"$ 12.50 EUR"_s << QString();
        QTest::newRow("below zero") << u"en_US"_s << u"-3"_s << QString();
        QTest::newRow("Polish blanks") << u"pl_PL"_s << u"1 099,50"_s << u"1099.50 EUR"_s;
        QTest::newRow("another currency") << u"en_US"_s << u"12.99 usd"_s << u"12.99 USD"_s;
        QTest::newRow("too many digits") << u"en_US"_s << u"12.999"_s << QString();
        QTest::newRow("words") << u"en_US"_s << u"cheap"_s << QString();
    }

    void typedPrices()
    {
        QFETCH(QString, locale);
        QFETCH(QString, typed);
        const auto value = editedValue(pricedRow(), CatalogColumn::Price, typed, QLocale(locale));
        QTEST(value.value_or(QString()), "canonical");
    }

    void typedQuantities_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("canonical"); ///< empty: refused
        QTest::newRow("German thousands") << u"de_DE"_s << u"1.500"_s << u"1500"_s;
        QTest::newRow("English thousands") << u"en_US"_s << u"1,500"_s << u"1500"_s;
        QTest::newRow("Polish thousands") << u"pl_PL"_s << u"1\u00a0500"_s << u"1500"_s;
        QTest::newRow("no marks") << u"de_DE"_s << u"1500"_s << u"1500"_s;
        QTest::newRow("one and a half") << u"en_US"_s << u"1.500"_s << QString();
        QTest::newRow("half pieces") << u"de_DE"_s << u"2,5"_s << QString();
        QTest::newRow("below zero") << u"de_DE"_s << u"-1"_s << QString();
        QTest::newRow("words") << u"de_DE"_s << u"viele"_s << QString();
    }

    void typedQuantities()
    {
        QFETCH(QString, locale);
        QFETCH(QString, typed);
        const auto value = editedValue(pricedRow(), CatalogColumn::Quantity, typed, QLocale(locale));
        QTEST(value.value_or(QString()), "canonical");
        if (!value)
            QVERIFY2(value.error().message.contains(u"“%1”"_s.arg(typed)), qPrintable(value.error().message));
    }

    void whatACellShowsIsReadBack_data() { whatAnEditorShowsIsReadBack_data(); }
    void whatACellShowsIsReadBack()
    {
        QFETCH(QString, locale);
        for (const char *code : {"EUR", "USD", "GBP", "PLN", "CHF", "JPY"}) {
            CatalogRow row = pricedRow();
            row.price = Money(123456, *Currency::parse(QString::fromLatin1(code)));
            for (const CatalogColumn column : {CatalogColumn::Price, CatalogColumn::Quantity}) {
                const auto value = editedValue(row, column, cellText(row, column, QLocale(locale)), QLocale(locale));
                QVERIFY(value.has_value());
                QCOMPARE(withEdit(row, column, *value), row);
            }
        }
    }

    void firstPriceNeedsACurrency()
    {
        CatalogRow row;
        QVERIFY(!editedValue(row, CatalogColumn::Price, u"12.99"_s, QLocale::c()));
        QCOMPARE(*editedValue(row, CatalogColumn::Price, u"12.99 PLN"_s, QLocale::c()), u"12.99 PLN"_s);
    }

    void whatAnEditorShowsIsReadBack_data()
    {
        QTest::addColumn<QString>("locale");
        for (const char *name : {"de_DE", "en_US", "pl_PL", "de_CH", "fr_FR"})
            QTest::newRow(name) << QString(QLatin1String(name));
    }

    void whatAnEditorShowsIsReadBack()
    {
        QFETCH(QString, locale);
        const CatalogRow row = pricedRow();
        for (const CatalogColumn column : {CatalogColumn::Price, CatalogColumn::Quantity, CatalogColumn::Title}) {
            const auto value = editedValue(row, column, cellEditText(row, column, QLocale(locale)), QLocale(locale));
            QVERIFY(value.has_value());
            QCOMPARE(withEdit(row, column, *value), row);
        }
    }

    void emptyingAFieldUnsetsIt()
    {
        const CatalogRow row = pricedRow();
        QCOMPARE(*editedValue(row, CatalogColumn::Price, u"  "_s, QLocale::c()), QString());
        QVERIFY(!withEdit(row, CatalogColumn::Price, {}).price);
        QVERIFY(!withEdit(row, CatalogColumn::Quantity, {}).quantity);
        QCOMPARE(withEdit(row, CatalogColumn::Title, {}).title, u"Lamp"_s);
    }

    void everyColumnHasWords()
    {
        for (const CatalogColumn column : allCatalogColumns()) {
            QVERIFY(!catalogColumnTitle(column).isEmpty());
            QVERIFY(!catalogColumnToolTip(column).isEmpty());
        }
        QCOMPARE(allCatalogColumns().size(), int(CatalogColumn::Updated) + 1);
    }

    void arrangedIds_data()
    {
        QTest::addColumn<Ids>("before");
        QTest::addColumn<Ids>("after");
        QTest::addColumn<int>("front");
        QTest::addColumn<int>("back");
        QTest::newRow("same") << Ids{1, 2, 3} << Ids{1, 2, 3} << 3 << 0;
        QTest::newRow("on top") << Ids{1, 2} << Ids{9, 1, 2} << 0 << 2;
        QTest::newRow("at the end") << Ids{1, 2} << Ids{1, 2, 9} << 2 << 0;
        QTest::newRow("gone in the middle") << Ids{1, 2, 3} << Ids{1, 3} << 1 << 1;
        QTest::newRow("all gone") << Ids{1, 2} << Ids{} << 0 << 0;
        QTest::newRow("overlap is counted once") << Ids{1, 1, 1} << Ids{1, 1} << 2 << 0;
    }

    void arrangedIds()
    {
        QFETCH(Ids, before);
        QFETCH(Ids, after);
        IdRequest request;
        request.shown = std::make_shared<const Ids>(before);
        const IdAnswer answer = arrangeIds(after, request);
        QTEST(answer.unchangedFront, "front");
        QTEST(answer.unchangedBack, "back");
        QCOMPARE(*answer.ids, after);
    }

    void keptIdsGetTheirRows()
    {
        IdRequest request;
        request.kept = {3, 1, 99};
        const IdAnswer answer = arrangeIds({5, 3, 1}, request);
        QCOMPARE(answer.rows.size(), 2);
        QCOMPARE(answer.rows.value(3), 1);
        QCOMPARE(answer.rows.value(1), 2);
    }

    void firstRowsOfAnotherOrderAreFollowedByTheOthers()
    {
        IdRequest request;
        request.limit = 2;
        request.shown = std::make_shared<const Ids>(Ids{1, 2, 3, 4});
        const IdAnswer answer = arrangeIds({4, 2}, request);
        QVERIFY(!answer.complete);
        QCOMPARE(*answer.ids, (Ids{4, 2, 1, 3}));
        QVERIFY(arrangeIds({4}, request).complete);
    }
};

QTEST_GUILESS_MAIN(CatalogCellTest)
#include "tst_catalogcell.moc"
