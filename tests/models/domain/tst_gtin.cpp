// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/gtin.h"

#include <QTest>

#include <random>

using namespace listwright;

namespace {

/** As GS1 describes it for people: from the right, every other digit counts three times. */
char checkDigitOf(const std::string &digits)
{
    int sum = 0;
    int weight = 3;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        sum += weight * (*digit - '0');
        weight = 4 - weight;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/** A right number from a range that shops may not use for themselves. */
std::string randomGtin(std::size_t length, std::mt19937 &random)
{
    std::string digits = length == 14 ? "14" : "4";
    while (digits.size() + 1 < length)
        digits += static_cast<char>('0' + random() % 10);
    if (length == 12)
        digits[0] = '6'; // 4 would be a shop's own number there
    return digits + checkDigitOf(digits);
}

} // namespace

class tst_Gtin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void check_data();
    void check();
    void parse();
    void everyOtherCheckDigitIsWrong();
    void leadingZerosChangeNothing();
    void checkDigits_data();
    void checkDigits();
    void everySlipOfTheHandIsNoticed_data();
    void everySlipOfTheHandIsNoticed();
    void restrictedRanges_data();
    void restrictedRanges();
    void otherLengths_data();
    void otherLengths();
};

void tst_Gtin::check_data()
{
    QTest::addColumn<QByteArray>("digits");
    QTest::addColumn<GtinProblem>("problem");
    QTest::newRow("GTIN-13") << QByteArray("4006381333931") << GtinProblem::None;
    QTest::newRow("GTIN-13, Poland") << QByteArray("5901234123457") << GtinProblem::None;
    QTest::newRow("GTIN-12") << QByteArray("036000291452") << GtinProblem::None;
    QTest::newRow("GTIN-8") << QByteArray("96385074") << GtinProblem::None;
    QTest::newRow("GTIN-14") << QByteArray("10012345678902") << GtinProblem::None;
    QTest::newRow("GTIN-13 padded to 14") << QByteArray("04006381333931") << GtinProblem::None;
    QTest::newRow("ISBN") << QByteArray("9780306406157") << GtinProblem::None;
    QTest::newRow("wrong check digit") << QByteArray("4006381333932") << GtinProblem::WrongCheckDigit;
    QTest::newRow("two digits swapped") << QByteArray("4006381339331") << GtinProblem::WrongCheckDigit;
    QTest::newRow("empty") << QByteArray() << GtinProblem::WrongLength;
    QTest::newRow("too short") << QByteArray("1234567") << GtinProblem::WrongLength;
    QTest::newRow("nine digits") << QByteArray("123456789") << GtinProblem::WrongLength;
    QTest::newRow("too long") << QByteArray("123456789012345") << GtinProblem::WrongLength;
    QTest::newRow("letter") << QByteArray("400638133393X") << GtinProblem::NotDigits;
    QTest::newRow("spreadsheet's number") << QByteArray("5.9E+12") << GtinProblem::NotDigits;
    QTest::newRow("zeros") << QByteArray("0000000000000") << GtinProblem::AllZeros;
    QTest::newRow("in-store 20") << QByteArray("2000000000008") << GtinProblem::RestrictedPrefix;
    QTest::newRow("in-store 29") << QByteArray("2900000000001") << GtinProblem::RestrictedPrefix;
    QTest::newRow("UPC number system 2") << QByteArray("200000000004") << GtinProblem::RestrictedPrefix;
    QTest::newRow("UPC number system 4") << QByteArray("400000000008") << GtinProblem::RestrictedPrefix;
    QTest::newRow("coupon 98") << QByteArray("9800000000007") << GtinProblem::RestrictedPrefix;
    QTest::newRow("coupon 99") << QByteArray("9900000000004") << GtinProblem::RestrictedPrefix;
    QTest::newRow("GTIN-8 of a shop") << QByteArray("20000004") << GtinProblem::RestrictedPrefix;
}

void tst_Gtin::check()
{
    QFETCH(QByteArray, digits);
    QFETCH(GtinProblem, problem);
    QCOMPARE(Gtin::check({digits.constData(), static_cast<std::size_t>(digits.size())}), problem);
    QCOMPARE(Gtin::problemText(problem).isEmpty(), problem == GtinProblem::None);
}

void tst_Gtin::parse()
{
    const auto spaced = Gtin::parse(u" 4 006381-333931 ");
    QVERIFY(spaced);
    QCOMPARE(spaced->toString(), QStringLiteral("4006381333931"));
    QCOMPARE(*spaced, *Gtin::parse(u"4006381333931"));
    const auto wrong = Gtin::parse(u"4006381333932");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, ErrorCode::InvalidInput);
    QCOMPARE(wrong.error().message, Gtin::problemText(GtinProblem::WrongCheckDigit));
    QVERIFY(!Gtin::parse(u"٤٠٠٦٣٨١٣٣٣٩٣١")); // other scripts' digits are none here
}

void tst_Gtin::everyOtherCheckDigitIsWrong()
{
    for (char digit = '0'; digit <= '9'; ++digit) {
        const std::string digits = std::string("400638133393") + digit;
        QCOMPARE(Gtin::check(digits) == GtinProblem::None, digit == '1');
    }
}

void tst_Gtin::leadingZerosChangeNothing()
{
    QCOMPARE(Gtin::check("036000291452"), Gtin::check("0036000291452"));
    QCOMPARE(Gtin::check("036000291452"), Gtin::check("00036000291452"));
    QCOMPARE(Gtin::check("0400000000008"), GtinProblem::RestrictedPrefix);
}

void tst_Gtin::checkDigits_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {8, 12, 13, 14})
        QTest::addRow("GTIN-%d", length) << length;
}

void tst_Gtin::checkDigits()
{
    QFETCH(int, length);
    std::mt19937 random(20261121);
    for (int i = 0; i < 500; ++i) {
        std::string digits = randomGtin(static_cast<std::size_t>(length), random);
        QCOMPARE(Gtin::check(digits), GtinProblem::None);
        const char right = digits.back();
        for (char other = '0'; other <= '9'; ++other) {
            digits.back() = other;
            QCOMPARE(Gtin::check(digits) == GtinProblem::None, other == right);
        }
    }
}

void tst_Gtin::everySlipOfTheHandIsNoticed_data()
{
    checkDigits_data();
}

// Modulo 10 finds every single wrong digit, and every swap of neighbours that are not five apart.
void tst_Gtin::everySlipOfTheHandIsNoticed()
{
    QFETCH(int, length);
    std::mt19937 random(7);
    for (int i = 0; i < 100; ++i) {
        const std::string digits = randomGtin(static_cast<std::size_t>(length), random);
        for (std::size_t at = 0; at < digits.size(); ++at) {
            std::string wrong = digits;
            wrong[at] = static_cast<char>('0' + (digits[at] - '0' + 1 + static_cast<int>(random() % 9)) % 10);
            QCOMPARE(Gtin::check(wrong), GtinProblem::WrongCheckDigit);
        }
        for (std::size_t at = 0; at + 1 < digits.size(); ++at) {
            std::string swapped = digits;
            std::swap(swapped[at], swapped[at + 1]);
            const int apart = std::abs(digits[at] - digits[at + 1]);
            const bool seen = Gtin::check(swapped) == GtinProblem::WrongCheckDigit;
            QVERIFY2(seen == (apart != 0 && apart != 5), swapped.c_str());
        }
    }
}

void tst_Gtin::restrictedRanges_data()
{
    QTest::addColumn<QByteArray>("prefix"); // of the number with 13 digits
    QTest::addColumn<bool>("restricted");
    for (int prefix = 0; prefix < 100; ++prefix) {
        const bool restricted =
            prefix == 2 || prefix == 4 || prefix == 5 || (prefix >= 20 && prefix <= 29) || prefix >= 98;
        QTest::addRow("%02d", prefix) << QByteArray::number(prefix).rightJustified(2, '0') << restricted;
    }
}

void tst_Gtin::restrictedRanges()
{
    QFETCH(QByteArray, prefix);
    QFETCH(bool, restricted);
    std::string digits = prefix.toStdString() + "1234567890";
    digits += checkDigitOf(digits);
    QCOMPARE(Gtin::check(digits), restricted ? GtinProblem::RestrictedPrefix : GtinProblem::None);
    QCOMPARE(Gtin::parse(QString::fromStdString(digits)).has_value(), !restricted);
    std::string boxed = '1' + digits.substr(0, 12); // the same item in a box: an indicator in front
    boxed += checkDigitOf(boxed);
    QCOMPARE(Gtin::check(boxed), restricted ? GtinProblem::RestrictedPrefix : GtinProblem::None);
}

void tst_Gtin::otherLengths_data()
{
    QTest::addColumn<int>("length");
    for (int length = 0; length <= 40; ++length) {
        if ((length != 8 && length < 12) || length > 14)
            QTest::addRow("%d digits", length) << length;
    }
}

void tst_Gtin::otherLengths()
{
    QFETCH(int, length);
    QCOMPARE(Gtin::check(std::string(static_cast<std::size_t>(length), '1')), GtinProblem::WrongLength);
}

QTEST_GUILESS_MAIN(tst_Gtin)
#include "tst_gtin.moc"
