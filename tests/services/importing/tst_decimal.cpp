// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/amount.h"

#include <QTest>

using namespace listwright;
using namespace listwright::importing;

class DecimalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAmounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("comma");
        QTest::addColumn<qlonglong>("minorUnits"); // -1 = refused
        QTest::addColumn<QString>("currency");
        const auto row = [](const char *name, const QString &text, bool comma, qlonglong units,
                            const QString &currency = QStringLiteral("EUR")) {
            QTest::newRow(name) << text << comma << units << currency;
        };
        row("plain", QStringLiteral("12.99"), false, 1299);
        row("plain in a comma column", QStringLiteral("12.99"), true, 1299);
        row("whole", QStringLiteral("15"), false, 1500);
        row("german", QStringLiteral("1.099,00"), true, 109900);
        row("german in a point column", QStringLiteral("1.099,00"), false, 109900);
        row("english", QStringLiteral("1,099.00"), true, 109900);
        row("polish blank", QStringLiteral("1 099,00"), true, 109900);
        row("no-break blank", QStringLiteral("1\u00A0099,00 zł"), true, 109900, QStringLiteral("PLN"));
        row("narrow blank", QStringLiteral("1\u202F099,00 €"), true, 109900);
        row("swiss", QStringLiteral("1'099.50 CHF"), false, 109950, QStringLiteral("CHF"));
        row("blank groups", QStringLiteral("1 770"), true, 177000);
        row("zloty", QStringLiteral("4 999,00 zł"), true, 499900, QStringLiteral("PLN"));
        row("euro in front", QStringLiteral("€12.50"), false, 1250);
        row("code behind", QStringLiteral("12.99 EUR"), false, 1299);
        row("code in front", QStringLiteral("PLN 12,99"), true, 1299, QStringLiteral("PLN"));
        row("dash for cents", QStringLiteral("1.099,- €"), true, 109900);
        row("ambiguous as comma", QStringLiteral("3.350"), true, 335000);
        row("ambiguous as point", QStringLiteral("3.350"), false, 335);
        row("ambiguous 1,600 as point", QStringLiteral("1,600"), false, 160000);
        row("ambiguous 1,600 as comma", QStringLiteral("1,600"), true, 160);
        row("millions", QStringLiteral("1.234.567"), true, 123456700);
        row("millions in a point column", QStringLiteral("1.234.567"), false, 123456700);
        row("cents only", QStringLiteral("0,99"), true, 99);
        row("leading point", QStringLiteral(".50"), false, 50);
        row("yen", QStringLiteral("1200 JPY"), false, 1200, QStringLiteral("JPY"));
        row("dinar", QStringLiteral("1.234 KWD"), false, 1234, QStringLiteral("KWD"));
        row("too many decimals", QStringLiteral("1.2345"), false, -1);
        row("negative", QStringLiteral("-5"), false, -1);
        row("negative behind the sign", QStringLiteral("€ -5"), false, -1);
        row("word", QStringLiteral("ask us"), false, -1);
        row("unknown currency", QStringLiteral("12 XYZ"), false, -1);
        row("two numbers", QStringLiteral("12-15"), false, -1);
        row("broken groups", QStringLiteral("1,09,00"), false, -1);
        row("huge", QStringLiteral("99999999999999999999"), false, -1);
        row("more than any price", QStringLiteral("050000600450550000"), false, -1);
        row("empty", QString(), false, -1);
        row("exponent", QStringLiteral("1e5"), false, -1);
    }

    void readsAmounts()
    {
        QFETCH(QString, text);
        QFETCH(bool, comma);
        QFETCH(qlonglong, minorUnits);
        QFETCH(QString, currency);
        const std::string utf8 = text.toStdString();
        const Amount amount =
            parseAmount(utf8, comma ? DecimalStyle::Comma : DecimalStyle::Point, Currency::fromCode("EUR"));
        QCOMPARE(amount.problem == AmountProblem::None, minorUnits >= 0);
        if (minorUnits >= 0) {
            QCOMPARE(amount.minorUnits, minorUnits);
            QCOMPARE(amount.currency->code(), currency);
        } else {
            QVERIFY(!amountProblemText(amount.problem).isEmpty());
        }
    }

    void sharedSignsFollowTheKnownCurrency()
    {
        QCOMPARE(parseAmount("$5", DecimalStyle::Point, Currency::fromCode("CAD")).currency->code(),
                 QStringLiteral("CAD"));
        QCOMPARE(parseAmount("$5", DecimalStyle::Point, Currency::fromCode("EUR")).currency->code(),
                 QStringLiteral("USD"));
        QCOMPARE(parseAmount("50 kr", DecimalStyle::Point, Currency::fromCode("DKK")).currency->code(),
                 QStringLiteral("DKK"));
    }

    void aPriceNeedsACurrency()
    {
        QCOMPARE(parseAmount("5", DecimalStyle::Point, {}).problem, AmountProblem::MissingCurrency);
        QCOMPARE(parseAmount("5 zł", DecimalStyle::Point, {}).problem, AmountProblem::None);
    }

    void votes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("evidence");
        const auto row = [](const QString &text, StyleEvidence evidence) {
            QTest::newRow(qPrintable(text)) << text << static_cast<int>(evidence);
        };
        row(QStringLiteral("1.099,00"), StyleEvidence::Comma);
        row(QStringLiteral("1,099.00"), StyleEvidence::Point);
        row(QStringLiteral("12,5"), StyleEvidence::Comma);
        row(QStringLiteral("12.50 EUR"), StyleEvidence::Point);
        row(QStringLiteral("3.350"), StyleEvidence::Ambiguous);
        row(QStringLiteral("1,600"), StyleEvidence::Ambiguous);
        row(QStringLiteral("0.350"), StyleEvidence::Point);
        row(QStringLiteral("1.234.567"), StyleEvidence::Comma);
        row(QStringLiteral("1 099,000"), StyleEvidence::Comma);
        row(QStringLiteral("15"), StyleEvidence::None);
        row(QStringLiteral("1 770"), StyleEvidence::None);
        row(QStringLiteral("n/a"), StyleEvidence::None);
    }

    void votes()
    {
        QFETCH(QString, text);
        QFETCH(int, evidence);
        QCOMPARE(static_cast<int>(styleEvidence(text.toStdString())), evidence);
    }

    void readsJsonNumbersExactly()
    {
        const auto eur = Currency::fromCode("EUR");
        QCOMPARE(parseJsonAmount("46.55", eur).minorUnits, qint64(4655));
        QCOMPARE(parseJsonAmount("46.550000000000004", eur).minorUnits, qint64(4655));
        QCOMPARE(parseJsonAmount("46.549999999999997", eur).minorUnits, qint64(4655));
        QCOMPARE(parseJsonAmount("1.5e3", eur).minorUnits, qint64(150000));
        QCOMPARE(parseJsonAmount("1e-1", eur).minorUnits, qint64(10));
        QCOMPARE(parseJsonAmount("1.234", eur).problem, AmountProblem::TooManyDecimals);
        QCOMPARE(parseJsonAmount("1e400", eur).problem, AmountProblem::TooLarge);
        QCOMPARE(parseJsonAmount("123456789012345678901234567890", eur).problem, AmountProblem::TooLarge);
        QCOMPARE(parseJsonAmount("-1", eur).problem, AmountProblem::Negative);
    }
};

QTEST_GUILESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
