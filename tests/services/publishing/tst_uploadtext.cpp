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
    void tidies_data();
    void tidies();
    void dropsSpans_data();
    void dropsSpans();
    void findsWords();
    void blanksTags_data();
    void blanksTags();
    void knowsSymbols_data();
    void knowsSymbols();
    void hearsShouting_data();
    void hearsShouting();
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

void TestUploadText::tidies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tidy");
    const auto row = [](const char *text, const char *tidy) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(tidy);
    };
    row("rot", "rot");
    row(" rot  blau ", "rot blau");
    row("rot , blau .", "rot, blau.");
    row("rot () blau [ ]", "rot blau");
    row("rot,, ; blau", "rot, blau");
    row("- rot -", "rot");
    row("rot /", "rot");
    row("rot (", "rot");
    row(", rot", "rot");
    row("-5 °C", "-5 °C");
    row("+5 V", "+5 V");
    row("5<6,", "5<6");
    row("a < b -", "a < b");
    row("<b>rot,</b>", "<b>rot,</b>");
    row("rot,\n- blau", "rot,\n- blau");
    row("C++ & C", "C++ & C");
    row("3,5 x 2.0", "3,5 x 2.0");
    row("★", "★");
    row("", "");
}

void TestUploadText::tidies()
{
    QFETCH(QString, text);
    QFETCH(QString, tidy);
    QCOMPARE(tidied(text), tidy);
    QCOMPARE(tidied(tidy), tidy);
}

void TestUploadText::dropsSpans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("spans"); // position, length …
    QTest::addColumn<QString>("instead");
    QTest::addColumn<QString>("result");
    QTest::newRow("a word") << u"rot und blau"_s << QList<int>{4, 3} << QString() << u"rot blau"_s;
    QTest::newRow("between words") << u"rot★blau"_s << QList<int>{3, 1} << QString() << u"rot blau"_s;
    QTest::newRow("an emoji") << u"rot😀blau"_s << QList<int>{3, 2} << QString() << u"rot blau"_s;
    QTest::newRow("at both ends") << u"★rot★"_s << QList<int>{0, 1, 4, 1} << QString() << u"rot"_s;
    QTest::newRow("replaced") << u"rot—blau—grün"_s << QList<int>{3, 1, 8, 1} << u"-"_s << u"rot-blau-grün"_s;
    QTest::newRow("with its comma") << u"rot, gratis, blau"_s << QList<int>{5, 6} << QString() << u"rot, blau"_s;
    QTest::newRow("none") << u" rot ,"_s << QList<int>{} << QString() << u" rot ,"_s;
    QTest::newRow("all") << u"rot"_s << QList<int>{0, 3} << QString() << QString();
}

void TestUploadText::dropsSpans()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, spans);
    QFETCH(QString, instead);
    QList<TextSpan> all;
    for (qsizetype i = 0; i + 1 < spans.size(); i += 2)
        all.append({spans.at(i), spans.at(i + 1)});
    QTEST(withoutSpans(text, all, [&instead](QStringView) { return instead; }), "result");
}

void TestUploadText::findsWords()
{
    const QString text = u" Łódź,  5 m\u00A0lang\n"_s;
    QStringList words;
    for (const TextSpan &span : wordSpans(text))
        words.append(text.mid(span.position, span.length));
    QCOMPARE(words, QStringList({u"Łódź,"_s, u"5"_s, u"m"_s, u"lang"_s}));
    QCOMPARE(comparableWord(u"„ŁÓDŹ“,"), u"łódź"_s);
    QCOMPARE(comparableWord(u"e\u0301-Bike"), u"e\u0301bike"_s);
    QVERIFY(wordSpans(u" \t\n").isEmpty());
}

void TestUploadText::blanksTags_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("visible"); // # for each character of a tag
    QTest::newRow("tags") << u"a<b>c</b>d"_s << u"a###c####d"_s;
    QTest::newRow("attribute") << u"<a href='x'>y</a>"_s << u"############y####"_s;
    QTest::newRow("comparison") << u"5 < 6 > 4"_s << u"5 < 6 > 4"_s;
    QTest::newRow("open end") << u"a<!-- b"_s << u"a######"_s;
    QTest::newRow("emoji") << u"😀<i>ż"_s << u"😀###ż"_s;
}

void TestUploadText::blanksTags()
{
    QFETCH(QString, html);
    QTEST(withTagsBlanked(html).replace(QChar(QChar::ObjectReplacementCharacter), u'#'), "visible");
}

void TestUploadText::knowsSymbols_data()
{
    QTest::addColumn<bool>("symbol");
    for (const char *symbol : {"★", "✓", "😀", "♥", "™", "®", "©", "➤", "🇵"})
        QTest::newRow(symbol) << true;
    for (const char *other : {"a", "ż", "°", "€", "$", "+", "½", "²", "±", "×", "–", "„", "日", "5", "&", "µ"})
        QTest::newRow(other) << false;
}

void TestUploadText::knowsSymbols()
{
    QTEST(isSymbol(QString::fromUtf8(QTest::currentDataTag()).toUcs4().first()), "symbol");
}

void TestUploadText::hearsShouting_data()
{
    QTest::addColumn<bool>("shouting");
    for (const char *loud : {"GROSSE TASSE", "ŻÓŁTY KUBEK", "GROSSE TASSE rot", "100 TASSEN!!! GELB"})
        QTest::newRow(loud) << true;
    for (const char *calm : {"Grosse Tasse", "TASSE", "USB LED", "TASSE gelb und rot", "日本語の椅子", "123456789", ""})
        QTest::newRow(calm) << false;
}

void TestUploadText::hearsShouting()
{
    QTEST(isShouting(QString::fromUtf8(QTest::currentDataTag())), "shouting");
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
