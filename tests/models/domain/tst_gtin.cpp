// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/gtin.h"

#include <QTest>

using namespace listwright;

class tst_Gtin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void check_data();
    void check();
    void parse();
    void everyOtherCheckDigitIsWrong();
    void leadingZerosChangeNothing();
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

QTEST_GUILESS_MAIN(tst_Gtin)
#include "tst_gtin.moc"
