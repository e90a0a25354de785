// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/fieldreader.h"

#include <QTest>

using namespace listwright;
using namespace listwright::importing;
using Outcome = GtinReading::Outcome;

class FieldReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gtins_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QByteArray>("digits");
        const auto row = [](const char *text, Outcome outcome, const char *digits = "") {
            QTest::newRow(text) << QByteArray(text) << static_cast<int>(outcome) << QByteArray(digits);
        };
        row("4006381333931", Outcome::Taken, "4006381333931");
        row("'4006381333931", Outcome::Taken, "4006381333931");
        row(" 4006381 333931 ", Outcome::Taken, "4006381333931");
        row("400-6381-333931", Outcome::Taken, "4006381333931");
        row("4006381333931.0", Outcome::Taken, "4006381333931");
        row("036000291452", Outcome::Taken, "036000291452");
        row("36000291452", Outcome::Restored, "036000291452");
        row("5.9E+12", Outcome::Scientific);
        row("5,90124E+12", Outcome::Scientific);
        row("Does not apply", Outcome::None);
        row("nicht zutreffend", Outcome::None);
        row("", Outcome::None);
        row("4006381333932", Outcome::Wrong);
        row("12345", Outcome::Wrong);
        row("B01I53BE4O", Outcome::Wrong);
        row("2000000000008", Outcome::Unusable);
        row("0000000000000", Outcome::Unusable);
    }

    void gtins()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, outcome);
        QFETCH(QByteArray, digits);
        const GtinReading reading = readGtin(text.toStdString());
        QCOMPARE(static_cast<int>(reading.outcome), outcome);
        if (!digits.isEmpty())
            QCOMPARE(reading.digits, digits.toStdString());
    }

    void urls()
    {
        QCOMPARE(checkWebUrl("https://shop.example/a?b=1"), UrlProblem::None);
        QCOMPARE(checkWebUrl("HTTP://shop.example"), UrlProblem::None);
        QCOMPARE(checkWebUrl("javascript:alert(1)"), UrlProblem::OtherScheme);
        QCOMPARE(checkWebUrl("ftp://x.example/a"), UrlProblem::OtherScheme);
        QCOMPARE(checkWebUrl("file:///etc/passwd"), UrlProblem::OtherScheme);
        QCOMPARE(checkWebUrl("img/1.jpg"), UrlProblem::NoScheme);
        QCOMPARE(checkWebUrl("https:///x"), UrlProblem::Malformed);
        QCOMPARE(checkWebUrl("https://x.example/a b"), UrlProblem::Malformed);
        QCOMPARE(splitUrls("https://a/1.jpg|https://a/2.jpg").size(), std::size_t(2));
        QCOMPARE(splitUrls("https://a/1.jpg, https://a/2.jpg;https://a/3.jpg").size(), std::size_t(3));
        QCOMPARE(splitUrls("https://a/1,w_200/x.jpg").size(), std::size_t(1));
        QCOMPARE(splitUrls("  ").size(), std::size_t(0));
    }

    void quantities_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("problem");
        QTest::addColumn<qlonglong>("quantity");
        const auto row = [](const char *text, QuantityProblem problem, qlonglong quantity = 0) {
            QTest::newRow(text) << QByteArray(text) << static_cast<int>(problem) << quantity;
        };
        row("5", QuantityProblem::None, 5);
        row("0", QuantityProblem::None, 0);
        row("5.0", QuantityProblem::None, 5);
        row("12 szt.", QuantityProblem::None, 12);
        row("1.000", QuantityProblem::None, 1000);
        row("2.500 pcs", QuantityProblem::None, 2500);
        row("1,000", QuantityProblem::None, 1000);
        row("1.250.000", QuantityProblem::None, 1250000);
        row("0.500", QuantityProblem::NotWhole);
        row("2,5", QuantityProblem::NotWhole);
        row("-3", QuantityProblem::Negative);
        row("many", QuantityProblem::NotANumber);
        row("99999999999", QuantityProblem::TooLarge);
        row("5 and a long text behind it", QuantityProblem::NotANumber);
    }

    void quantities()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, problem);
        QFETCH(qlonglong, quantity);
        qint64 value = 0;
        QCOMPARE(static_cast<int>(readQuantity(text.toStdString(), value)), problem);
        if (problem == 0)
            QCOMPARE(value, quantity);
        else
            QVERIFY(!quantityProblemText(static_cast<QuantityProblem>(problem)).isEmpty());
    }

    void jsonQuantities()
    {
        qint64 value = 0;
        QCOMPARE(readJsonQuantity("1.000", value), QuantityProblem::None);
        QCOMPARE(value, qint64(1));
        QCOMPARE(readJsonQuantity("1.500", value), QuantityProblem::NotWhole);
        QCOMPARE(readJsonQuantity("-2", value), QuantityProblem::Negative);
    }

    void conditions()
    {
        QCOMPARE(readCondition("Nowy"), std::optional(Condition::New));
        QCOMPARE(readCondition("1000-Neu"), std::optional(Condition::New));
        QCOMPARE(readCondition("gebraucht"), std::optional(Condition::Used));
        QCOMPARE(readCondition("Generalüberholt"), std::optional(Condition::Refurbished));
        QVERIFY(!readCondition("shiny"));
    }

    void options()
    {
        const auto options = splitOptions("[Größe=S|Farbe=Rot]");
        QCOMPARE(options.size(), std::size_t(2));
        QCOMPARE(options[0].first, std::string_view("Größe"));
        QCOMPARE(options[1].second, std::string_view("Rot"));
        QVERIFY(splitOptions("nothing").empty());
    }
};

QTEST_GUILESS_MAIN(FieldReaderTest)
#include "tst_fieldreader.moc"
