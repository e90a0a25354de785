// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/textmending.h"
#include "services/publishing/delimitedtext.h"
#include "services/publishing/listingtext.h"
#include "services/publishing/site.h"
#include "services/publishing/uploadfile.h"

#include <QBuffer>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class TestUploadText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formulas_data();
    void formulas();
    void cells_data();
    void cells();
    void spooledColumns();
    void spooledTableRefusesTooManyColumns();
    void cutsPlainText_data();
    void cutsPlainText();
    void paragraphs_data();
    void paragraphs();
    void webNames_data();
    void webNames();
    void knownAttributes();
    void sites();
    void fullDisk();
};

void TestUploadText::formulas_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("harmless");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"Lamp"_s << u"Lamp"_s;
    QTest::newRow("equals") << u"=1+1"_s << u"'=1+1"_s;
    QTest::newRow("plus") << u"+49 40 1234"_s << u"'+49 40 1234"_s;
    QTest::newRow("minus text") << u"-cmd|x"_s << u"'-cmd|x"_s;
    QTest::newRow("minus range") << u"-1-2"_s << u"'-1-2"_s;
    QTest::newRow("minus alone") << u"-"_s << u"'-"_s;
    QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
    QTest::newRow("tab") << u"\t=1"_s << u"'\t=1"_s;
    QTest::newRow("carriage return") << u"\r=1"_s << u"'\r=1"_s;
    QTest::newRow("negative number") << u"-12.50"_s << u"-12.50"_s;
    QTest::newRow("negative number, comma") << u"-12,50"_s << u"-12,50"_s;
    QTest::newRow("negative, two points") << u"-1.2.3"_s << u"'-1.2.3"_s;
    QTest::newRow("apostrophe stays") << u"'tis"_s << u"'tis"_s;
    QTest::newRow("later equals") << u"a=b"_s << u"a=b"_s;
}

void TestUploadText::formulas()
{
    QFETCH(QString, cell);
    QTEST(neutraliseFormula(cell), "harmless");
}

void TestUploadText::cells_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << u"Größe"_s << ',' << QByteArray("Größe");
    QTest::newRow("delimiter") << u"a,b"_s << ',' << QByteArray("\"a,b\"");
    QTest::newRow("other delimiter") << u"a,b"_s << ';' << QByteArray("a,b");
    QTest::newRow("quote") << u"5\" pipe"_s << ',' << QByteArray("\"5\"\" pipe\"");
    QTest::newRow("line break") << u"a\nb"_s << ',' << QByteArray("\"a\nb\"");
    QTest::newRow("outer blank") << u" a"_s << ',' << QByteArray("\" a\"");
    QTest::newRow("empty") << QString() << ',' << QByteArray();
}

void TestUploadText::cells()
{
    QFETCH(QString, cell);
    QFETCH(char, delimiter);
    QTEST(delimitedCell(cell, delimiter), "written");
}

void TestUploadText::spooledColumns()
{
    SpooledTable table(';', {u"a"_s, u"b"_s});
    QVERIFY(table.add({u"1"_s, u"2"_s}));
    QCOMPARE(*table.column(u"c"_s), 2);
    QCOMPARE(*table.column(u"c"_s, 1), 3);
    QCOMPARE(*table.column(u"c"_s), 2);
    QVERIFY(table.add({u"3"_s, u"4\n5"_s, u"x"_s}));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QVERIFY(table.writeTo(buffer));
    QCOMPARE(buffer.data(), QByteArray("a;b;c;c\n1;2;;\n3;\"4\n5\";x;\n"));
}

void TestUploadText::spooledTableRefusesTooManyColumns()
{
    SpooledTable table(',', {});
    for (int i = 0; i < SpooledTable::maximumColumns; ++i)
        QVERIFY(table.column(QString::number(i)));
    QVERIFY(!table.column(u"one more"_s));
    QVERIFY(table.column(u"7"_s));
}

void TestUploadText::cutsPlainText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("inBytes");
    QTest::addColumn<QString>("result");
    QTest::newRow("short enough") << u"desk lamp"_s << 9 << false << u"desk lamp"_s;
    QTest::newRow("inside a word") << u"desk lamp oak"_s << 11 << false << u"desk lamp"_s;
    QTest::newRow("an emoji is one character") << u"abc 👍"_s << 5 << false << u"abc 👍"_s;
    QTest::newRow("but four bytes") << u"abc 👍"_s << 5 << true << u"abc"_s;
    QTest::newRow("bytes") << u"żółć żółć żółć"_s << 18 << true << u"żółć żółć"_s;
}

void TestUploadText::cutsPlainText()
{
    QFETCH(QString, text);
    QFETCH(int, limit);
    QFETCH(bool, inBytes);
    QTEST(cutPlainText(text, {limit, inBytes}), "result");
}

void TestUploadText::paragraphs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("one") << u"a"_s << u"<p>a</p>"_s;
    QTest::newRow("lines and blocks") << u"a\r\nb\n\n\nc"_s << u"<p>a<br>b</p><p>c</p>"_s;
    QTest::newRow("escaped") << u"1 < 2 & 3"_s << u"<p>1 &lt; 2 &amp; 3</p>"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestUploadText::paragraphs()
{
    QFETCH(QString, text);
    QTEST(paragraphsFromPlainText(text), "result");
}

void TestUploadText::webNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("folds") << u"Żółta Größe!"_s << u"zolta-grosse"_s;
    QTest::newRow("outer") << u"  (A) -- b? "_s << u"a-b"_s;
    QTest::newRow("nothing left") << u"中文"_s << QString();
}

void TestUploadText::webNames()
{
    QFETCH(QString, text);
    QTEST(webName(text), "result");
}

void TestUploadText::knownAttributes()
{
    QCOMPARE(knownAttribute(u"FARBE"_s), KnownAttribute::Colour);
    QCOMPARE(knownAttribute(u" Größe "_s), KnownAttribute::Size);
    QVERIFY(!knownAttribute(u"Voltage"_s));
}

void TestUploadText::sites()
{
    QCOMPARE(QString(siteFor({})->code), u"DE"_s);
    QCOMPARE(QString(siteFor(u"gb"_s)->currency), u"GBP"_s);
    const auto unknown = siteFor(u"XX"_s);
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.contains(u"DE"));
}

void TestUploadText::fullDisk()
{
    QFile full(u"/dev/full"_s);
    if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        QSKIP("needs /dev/full");
    const auto written = writeBytes(full, "x");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::StorageFull);
    QVERIFY(written.error().message.contains(u"/dev/full"));
}

QTEST_GUILESS_MAIN(TestUploadText)
#include "tst_uploadtext.moc"
