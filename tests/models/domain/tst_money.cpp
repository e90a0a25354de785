// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/money.h"

#include <QTest>

#include <limits>

using namespace listwright;

class tst_Money : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void currency_data();
    void currency();
    void decimal_data();
    void decimal();
    void wrongDecimal_data();
    void wrongDecimal();
    void text_data();
    void text();
    void everyAmountSurvivesItsText();
};

void tst_Money::currency_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("digits"); // -1 = unknown
    QTest::newRow("euro") << QStringLiteral("EUR") << 2;
    QTest::newRow("small letters") << QStringLiteral(" pln ") << 2;
    QTest::newRow("first of the list") << QStringLiteral("AED") << 2;
    QTest::newRow("last of the list") << QStringLiteral("ZMW") << 2;
    QTest::newRow("no digits") << QStringLiteral("JPY") << 0;
    QTest::newRow("three digits") << QStringLiteral("KWD") << 3;
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("sign") << QStringLiteral("€") << -1;
    QTest::newRow("too short") << QStringLiteral("EU") << -1;
    QTest::newRow("too long") << QStringLiteral("EURO") << -1;
    QTest::newRow("unknown") << QStringLiteral("XQX") << -1;
}

void tst_Money::currency()
{
    QFETCH(QString, code);
    QFETCH(int, digits);
    const auto currency = Currency::parse(code);
    QCOMPARE(currency.has_value(), digits >= 0);
    if (currency) {
        QCOMPARE(currency->digits(), digits);
        QCOMPARE(currency->code(), code.trimmed().toUpper());
    } else {
        QCOMPARE(currency.error().code, ErrorCode::InvalidInput);
    }
}

void tst_Money::decimal_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("code");
    QTest::addColumn<qint64>("minorUnits");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *name, const char *decimal, const char *code, qint64 units, const char *written) {
        QTest::newRow(name) << QString::fromLatin1(decimal) << QString::fromLatin1(code) << units
                            << QString::fromLatin1(written);
    };
    row("plain", "12.99", "EUR", 1299, "12.99");
    row("one digit", "1099.5", "EUR", 109950, "1099.50");
    row("whole", "7", "EUR", 700, "7.00");
    row("below one", "0.05", "EUR", 5, "0.05");
    row("no whole part", ".5", "EUR", 50, "0.50");
    row("point at the end", "5.", "EUR", 500, "5.00");
    row("negative", "-3", "EUR", -300, "-3.00");
    row("negative cents", "-0.01", "EUR", -1, "-0.01");
    row("plus", "+3.10", "EUR", 310, "3.10");
    row("blanks", "  4.20 ", "EUR", 420, "4.20");
    row("trailing zeros", "4.2000", "EUR", 420, "4.20");
    row("yen", "1500", "JPY", 1500, "1500");
    row("yen with zeros", "1500.00", "JPY", 1500, "1500");
    row("dinar", "1.234", "KWD", 1234, "1.234");
    row("zero", "0", "JPY", 0, "0");
    row("large", "9000000000000000", "EUR", 900'000'000'000'000'000, "9000000000000000.00");
}

void tst_Money::decimal()
{
    QFETCH(QString, decimal);
    QFETCH(QString, code);
    QFETCH(qint64, minorUnits);
    QFETCH(QString, written);
    const auto money = Money::fromDecimal(decimal, *Currency::parse(code));
    QVERIFY(money);
    QCOMPARE(money->minorUnits(), minorUnits);
    QCOMPARE(money->toDecimal(), written);
    QCOMPARE(money->toString(), QString(written + u' ' + code));
}

void tst_Money::wrongDecimal_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("code");
    for (const char *wrong : {"", " ", ".", "-", "+", "abc", "1,5", "1.2.3", "1e3", "--1", "1 000", "12.999", "0x10",
                              "NaN", "99999999999999999999", "9223372036854775807", "92233720368547758.08"})
        QTest::newRow(wrong) << QString::fromLatin1(wrong) << QStringLiteral("EUR");
    QTest::newRow("cents of yen") << QStringLiteral("10.5") << QStringLiteral("JPY");
    QTest::newRow("Arabic digits") << QStringLiteral("١٢") << QStringLiteral("EUR");
}

void tst_Money::wrongDecimal()
{
    QFETCH(QString, decimal);
    QFETCH(QString, code);
    const auto money = Money::fromDecimal(decimal, *Currency::parse(code));
    QVERIFY(!money);
    QCOMPARE(money.error().code, ErrorCode::InvalidInput);
    QVERIFY(!money.error().message.isEmpty());
}

void tst_Money::text_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical"); // empty = refused
    QTest::newRow("canonical") << QStringLiteral("12.99 EUR") << QStringLiteral("12.99 EUR");
    QTest::newRow("loose") << QStringLiteral("  5  pln") << QStringLiteral("5.00 PLN");
    QTest::newRow("no currency") << QStringLiteral("5.00") << QString();
    QTest::newRow("currency first") << QStringLiteral("EUR 5.00") << QString();
    QTest::newRow("unknown currency") << QStringLiteral("5 QQQ") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void tst_Money::text()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto money = Money::fromString(text);
    QCOMPARE(money.has_value(), !canonical.isEmpty());
    if (money)
        QCOMPARE(money->toString(), canonical);
}

void tst_Money::everyAmountSurvivesItsText()
{
    for (const char *code : {"EUR", "JPY", "KWD"}) {
        const Currency currency = *Currency::fromCode(code);
        for (const qint64 units : {0LL, 1LL, -1LL, 9LL, 10LL, 99LL, 100LL, -12345LL, 900'000'000'000'000'000LL}) {
            const Money money(units, currency);
            const auto read = Money::fromString(money.toString());
            QVERIFY2(read, qPrintable(money.toString()));
            QCOMPARE(*read, money);
        }
    }
    const Money lowest(std::numeric_limits<qint64>::min(), *Currency::fromCode("EUR"));
    QCOMPARE(lowest.toDecimal(), QStringLiteral("-92233720368547758.08"));
}

QTEST_GUILESS_MAIN(tst_Money)
#include "tst_money.moc"
