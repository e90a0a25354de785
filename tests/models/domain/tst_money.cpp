// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/money.h"

#include <QTest>

#include <limits>
#include <random>

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
    void digitsOfEveryCurrency();
    void nothingIsRounded_data();
    void nothingIsRounded();
    void equalityNeedsTheCurrency();
    void limits_data();
    void limits();
    void randomAmountsSurvive_data();
    void randomAmountsSurvive();
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

// ISO 4217, list one: all others have two digits.
void tst_Money::digitsOfEveryCurrency()
{
    const QSet<QString> none = {
        QStringLiteral("BIF"), QStringLiteral("CLP"), QStringLiteral("DJF"), QStringLiteral("GNF"),
        QStringLiteral("ISK"), QStringLiteral("JPY"), QStringLiteral("KMF"), QStringLiteral("KRW"),
        QStringLiteral("PYG"), QStringLiteral("RWF"), QStringLiteral("UGX"), QStringLiteral("VND"),
        QStringLiteral("VUV"), QStringLiteral("XAF"), QStringLiteral("XOF"), QStringLiteral("XPF")};
    const QSet<QString> three = {QStringLiteral("BHD"), QStringLiteral("IQD"), QStringLiteral("JOD"),
                                 QStringLiteral("KWD"), QStringLiteral("LYD"), QStringLiteral("OMR"),
                                 QStringLiteral("TND")};
    int known = 0;
    for (char a = 'A'; a <= 'Z'; ++a) {
        for (char b = 'A'; b <= 'Z'; ++b) {
            for (char c = 'A'; c <= 'Z'; ++c) {
                const char letters[] = {a, b, c};
                const auto currency = Currency::fromCode({letters, 3});
                if (!currency)
                    continue;
                ++known;
                const QString code = QString::fromLatin1(letters, 3);
                QCOMPARE(currency->code(), code);
                QCOMPARE(currency->codeUtf8(), std::string_view(letters, 3));
                QCOMPARE(currency->digits(), none.contains(code) ? 0 : three.contains(code) ? 3 : 2);
            }
        }
    }
    QVERIFY2(known > 140, qPrintable(QString::number(known)));
    for (const QString &code : none + three)
        QVERIFY2(Currency::parse(code), qPrintable(code));
}

void tst_Money::nothingIsRounded_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *code, const char *decimal, bool fits) {
        QTest::addRow("%s %s", decimal, code) << QString::fromLatin1(code) << QString::fromLatin1(decimal) << fits;
    };
    row("EUR", "0.999", false); // would be a euro
    row("EUR", "0.005", false);
    row("EUR", "0.001", false);
    row("EUR", "-0.005", false);
    row("EUR", "0.990", true);
    row("JPY", "0.5", false);
    row("JPY", "1.0000", true);
    row("KWD", "0.9999", false);
    row("KWD", "0.9990", true);
    row("PLN", "19.999999999999999999999", false);
    row("PLN", "19.990000000000000000000", true);
}

void tst_Money::nothingIsRounded()
{
    QFETCH(QString, code);
    QFETCH(QString, decimal);
    QFETCH(bool, fits);
    const auto money = Money::fromDecimal(decimal, *Currency::parse(code));
    QCOMPARE(money.has_value(), fits);
    if (money)
        QVERIFY2(decimal.startsWith(money->toDecimal()), qPrintable(money->toDecimal()));
    else
        QVERIFY2(money.error().message.contains(code), qPrintable(money.error().message));
}

void tst_Money::equalityNeedsTheCurrency()
{
    const Money euro(500, *Currency::fromCode("EUR"));
    QCOMPARE(euro, *Money::fromString(u"5 EUR"));
    QVERIFY(euro != Money(500, *Currency::fromCode("PLN")));
    QVERIFY(euro != Money(501, *Currency::fromCode("EUR")));
    QCOMPARE(*Money::fromDecimal(u"-0.00", euro.currency()), Money(0, euro.currency()));
}

void tst_Money::limits_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("fits");
    // What fits is less than the largest number by one digit at most; nothing wraps around.
    QTest::newRow("yen") << QStringLiteral("900000000000000000") << QStringLiteral("JPY") << true;
    QTest::newRow("one digit more") << QStringLiteral("92233720368547758070") << QStringLiteral("JPY") << false;
    QTest::newRow("cents") << QStringLiteral("9000000000000000.99") << QStringLiteral("EUR") << true;
    QTest::newRow("cents wrap") << QStringLiteral("184467440737095516.17") << QStringLiteral("EUR") << false;
    QTest::newRow("implied cents wrap") << QStringLiteral("184467440737095517") << QStringLiteral("EUR") << false;
    QTest::newRow("mils") << QStringLiteral("900000000000000.999") << QStringLiteral("KWD") << true;
    QTest::newRow("mils wrap") << QStringLiteral("18446744073709551.617") << QStringLiteral("KWD") << false;
    QTest::newRow("leading zeros") << QString(QString(400, u'0') + u"12.50") << QStringLiteral("EUR") << true;
    QTest::newRow("a thousand digits") << QString(1000, u'9') << QStringLiteral("EUR") << false;
}

void tst_Money::limits()
{
    QFETCH(QString, decimal);
    QFETCH(QString, code);
    QFETCH(bool, fits);
    const auto money = Money::fromDecimal(decimal, *Currency::parse(code));
    QCOMPARE(money.has_value(), fits);
    if (money)
        QVERIFY2(decimal.endsWith(money->toDecimal()), qPrintable(money->toDecimal()));
    else
        QVERIFY(money.error().message.size() < 200); // the text is not repeated whole
}

void tst_Money::randomAmountsSurvive_data()
{
    QTest::addColumn<QString>("code");
    for (const char *code : {"JPY", "EUR", "KWD"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void tst_Money::randomAmountsSurvive()
{
    QFETCH(QString, code);
    const Currency currency = *Currency::parse(code);
    std::mt19937_64 random(4217);
    for (int i = 0; i < 2000; ++i) {
        const auto magnitude = static_cast<qint64>(random() % 900'000'000'000'000'000ULL) >> (random() % 60);
        const Money money(random() % 2 ? magnitude : -magnitude, currency);
        const QString text = money.toDecimal();
        QCOMPARE(text.contains(u'.'), currency.digits() > 0);
        if (currency.digits() > 0)
            QCOMPARE(text.size() - text.indexOf(u'.') - 1, currency.digits());
        const auto read = Money::fromString(money.toString());
        QVERIFY2(read, qPrintable(money.toString()));
        QCOMPARE(*read, money);
    }
}

QTEST_GUILESS_MAIN(tst_Money)
#include "tst_money.moc"
