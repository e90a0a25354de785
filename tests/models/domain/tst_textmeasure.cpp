// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/textmeasure.h"

#include <QTest>

using namespace listwright;

class TestTextMeasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titleCharacters_data();
    void titleCharacters();
    void titleWords_data();
    void titleWords();
    void repeatedWords_data();
    void repeatedWords();
    void decoration_data();
    void decoration();
    void brandInTitle_data();
    void brandInTitle();
    void letterCase_data();
    void letterCase();
    void shouting();
    void visibleText_data();
    void visibleText();
    void links_data();
    void links();
    void lists_data();
    void lists();
    void countingEndsAtTheLongest();
    void cutTextIsSafe();
};

void TestTextMeasure::titleCharacters_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<int>("characters");
    const auto row = [](const char *name, const QByteArray &title, int characters) {
        QTest::newRow(name) << title << characters;
    };
    row("empty", "", 0);
    row("blanks", " \t\n", 0);
    row("ascii", "Lamp", 4);
    row("blanks around", "  Lamp ", 4);
    row("every blank between counts", "a  b", 4);
    row("two bytes each", "żółć", 4);
    row("three bytes each", "日本語", 3);
    row("four bytes each", "😀😀", 2); // two UTF-16 units each, one character each
    row("no-break blank around", "\xC2\xA0x\xC2\xA0", 1);
    row("no-break blank between", "x\xC2\xA0y", 3);
    row("combining mark", "e\xCC\x81", 2); // code points, as marketplaces count
    row("family of people", "👩‍👩‍👧", 5);
    row("byte order mark", "\xEF\xBB\xBFx", 2);
    row("lone continuation", "a\x80z", 3);
    row("sequence cut short", "a\xE2\x82", 3);
    row("overlong", "\xC0\x80", 2);
    row("beyond the last code point", "\xF5\x80\x80\x80", 4);
}

void TestTextMeasure::titleCharacters()
{
    QFETCH(QByteArray, title);
    QFETCH(int, characters);
    QCOMPARE(measureTitle(title.toStdString(), {}).characters, characters);
}

void TestTextMeasure::titleWords_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<int>("words");
    QTest::newRow("none") << QByteArray("") << 0;
    QTest::newRow("one") << QByteArray("Lamp") << 1;
    QTest::newRow("blanks of all kinds") << QByteArray("oak\tlamp\nsmall\xC2\xA0one") << 4;
    QTest::newRow("signs are none") << QByteArray("lamp - & / !") << 1;
    QTest::newRow("digits are") << QByteArray("18 V") << 2;
    QTest::newRow("hyphens join") << QByteArray("Akku-Bohrschrauber 2x") << 2;
    QTest::newRow("cyrillic") << QByteArray("настольная лампа") << 2;
    QTest::newRow("emoji are none") << QByteArray("😀 lamp") << 1;
}

void TestTextMeasure::titleWords()
{
    QFETCH(QByteArray, title);
    QFETCH(int, words);
    QCOMPARE(measureTitle(title.toStdString(), {}).words, words);
}

void TestTextMeasure::repeatedWords_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<bool>("repeats");
    QTest::newRow("twice is fine") << QByteArray("lamp oak lamp") << false;
    QTest::newRow("three times") << QByteArray("lamp oak lamp red lamp") << true;
    QTest::newRow("in any case") << QByteArray("Lamp oak LAMP red lamp") << true;
    QTest::newRow("in any case, not ASCII") << QByteArray("Żółty x żÓŁTY y żółty") << true;
    QTest::newRow("signs around") << QByteArray("lamp, (lamp) lamp!") << true;
    QTest::newRow("three letters") << QByteArray("red red red red") << false;
    QTest::newRow("four letters") << QByteArray("blue blue blue") << true;
    QTest::newRow("parts of words") << QByteArray("lamps lamp lamplight") << false;
    QTest::newRow("numbers") << QByteArray("2026 2026 2026") << true;
    QByteArray many;
    for (int i = 1000; i < 1200; ++i)
        many += QByteArray::number(i) + ' ';
    QTest::newRow("many different") << many << false;
}

void TestTextMeasure::repeatedWords()
{
    QFETCH(QByteArray, title);
    QFETCH(bool, repeats);
    QCOMPARE(measureTitle(title.toStdString(), {}).repeatsWord, repeats);
}

void TestTextMeasure::decoration_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<bool>("decorated");
    for (const char *plain :
         {"Lamp 20°C ±5 %", "50 × 30 cm", "m² & “oak” – 5,-", "Größe: M/L (rot)", "½ price", "日本"})
        QTest::newRow(plain) << QByteArray(plain) << false;
    for (const char *decorated : {"NEW!", "* lamp", "lamp ★", "✓ lamp", "lamp 😀", "lamp™ ®", "►lamp"})
        QTest::newRow(decorated) << QByteArray(decorated) << true;
}

void TestTextMeasure::decoration()
{
    QFETCH(QByteArray, title);
    QFETCH(bool, decorated);
    QCOMPARE(measureTitle(title.toStdString(), {}).hasDecoration, decorated);
}

void TestTextMeasure::brandInTitle_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QByteArray>("brand");
    QTest::addColumn<bool>("contained");
    const auto row = [](const char *title, const char *brand, bool contained) {
        QTest::addRow("%s in %s", brand, title) << QByteArray(title) << QByteArray(brand) << contained;
    };
    row("Bosch drill", "Bosch", true);
    row("BOSCH drill", "bosch", true);
    row("drill by Łódź & Co", "łÓDŹ & co", true);
    row("drill", "Bosch", false);
    row("Bos", "Bosch", false);
    row("anything", "", true);
    row("", "", true);
    row("", "Bosch", false);
}

void TestTextMeasure::brandInTitle()
{
    QFETCH(QByteArray, title);
    QFETCH(QByteArray, brand);
    QFETCH(bool, contained);
    QCOMPARE(measureTitle(title.toStdString(), brand.toStdString()).containsBrand, contained);
}

void TestTextMeasure::letterCase_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("upper");
    QTest::addColumn<int>("lower");
    QTest::newRow("ascii") << QByteArray("Ab cD 12") << 2 << 2;
    QTest::newRow("polish") << QByteArray("ŻÓŁć") << 3 << 1;
    QTest::newRow("cyrillic") << QByteArray("Лампа") << 1 << 4;
    QTest::newRow("no case") << QByteArray("日本 123 €") << 0 << 0;
    QTest::newRow("sharp s") << QByteArray("ß") << 0 << 1;
}

void TestTextMeasure::letterCase()
{
    QFETCH(QByteArray, text);
    QFETCH(int, upper);
    QFETCH(int, lower);
    const TitleMeasure title = measureTitle(text.toStdString(), {});
    QCOMPARE(title.upperCaseLetters, upper);
    QCOMPARE(title.lowerCaseLetters, lower);
    const DescriptionMeasure description = measureDescription(text.toStdString());
    QCOMPARE(description.upperCaseLetters, upper);
    QCOMPARE(description.lowerCaseLetters, lower);
}

void TestTextMeasure::shouting()
{
    QVERIFY(!isShouting(0, 0));
    QVERIFY(!isShouting(7, 0)); // too few to say: "USB HUB"
    QVERIFY(isShouting(8, 0));
    QVERIFY(!isShouting(7, 3)); // 70 % is the limit itself
    QVERIFY(isShouting(71, 29));
}

void TestTextMeasure::visibleText_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<int>("characters");
    const auto row = [](const char *name, const QByteArray &html, int characters) {
        QTest::newRow(name) << html << characters;
    };
    row("empty", "", 0);
    row("only markup", "<p><br></p>", 0);
    row("blanks run together", "a \n\t b", 3);
    row("markup stands for a blank", "a<br>b", 3);
    row("attributes do not count", "<p title=\"many words here\">ab</p>", 2);
    row("comment", "a<!-- not seen -->b", 3);
    row("style", "a<style>p { color: red }</style>b", 3);
    row("script in capitals", "a<SCRIPT>x()</SCRIPT>b", 3);
    row("script that never ends", "a<script>x()", 1);
    row("named character", "a&eacute;b", 3);
    row("numbered character", "a&#233;b&#xE9;", 4);
    row("no-break blanks only", "&nbsp;&nbsp;", 0);
    row("lone ampersand", "a & b", 5);
    row("ampersand at the end", "ab&", 3);
    row("empty entity", "a&;b", 4);
    row("less than a number", "1 <2", 4);
    row("less than at the end", "ab<", 3);
    row("code points", "żó😀", 3);
    row("invalid bytes", "\xFF\xFE", 2);
}

void TestTextMeasure::visibleText()
{
    QFETCH(QByteArray, html);
    QFETCH(int, characters);
    QCOMPARE(measureDescription(html.toStdString()).characters, characters);
}

void TestTextMeasure::links_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("link");
    QTest::newRow("http") << QByteArray("see http://shop.example") << true;
    QTest::newRow("https in capitals") << QByteArray("HTTPS://SHOP.EXAMPLE") << true;
    QTest::newRow("www") << QByteArray("at www.shop.example") << true;
    QTest::newRow("in an attribute") << QByteArray("<a href=\"https://shop.example\">shop</a>") << false;
    QTest::newRow("no address") << QByteArray("http and www: what they mean") << false;
    QTest::newRow("scheme alone") << QByteArray("http:") << false;
    QTest::newRow("ratio") << QByteArray("16:9, 5.5") << false;
}

void TestTextMeasure::links()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, link);
    QCOMPARE(measureDescription(text.toStdString()).hasLink, link);
}

void TestTextMeasure::lists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("list");
    QTest::addColumn<bool>("breaks");
    const auto row = [](const char *name, const char *text, bool list, bool breaks) {
        QTest::newRow(name) << QByteArray(text) << list << breaks;
    };
    row("nothing", "", false, false);
    row("items", "<ol><li>a</li><li>b</li></ol>", true, true);
    row("first line", "- a", true, false);
    row("bullets", "a\n• b\n• c", true, true);
    row("check marks", "a<br>✓ b", true, true);
    row("dash without blank", "a\n-b", false, true);
    row("dash in the line", "a - b", false, false);
    row("temperature", "a\n-5 °C", false, true);
    row("rows of a table", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", false, true);
    row("headings", "<h2>a</h2>b", false, true);
    row("element that begins alike", "<lion>a</lion>", false, false);
    row("break at the end", "a<br>", false, false);
}

void TestTextMeasure::lists()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, list);
    QFETCH(bool, breaks);
    const DescriptionMeasure measure = measureDescription(text.toStdString());
    QCOMPARE(measure.hasList, list);
    QCOMPARE(measure.hasBreak, breaks);
}

void TestTextMeasure::countingEndsAtTheLongest()
{
    QCOMPARE(measureDescription(std::string(longestDescription, 'x')).characters, longestDescription);
    QVERIFY(measureDescription(std::string(longestDescription + 1, 'x')).characters > longestDescription);
    QVERIFY(measureDescription(std::string(5'000'000, 'x')).characters < 2 * longestDescription);
}

// Every text that ends in the middle of something: a character, a tag, an entity, a script.
void TestTextMeasure::cutTextIsSafe()
{
    const std::string whole = "<p class=\"ż\">Żółty &amp; 😀 http://x www.y</p><script>a</script>\n- x &nbsp;<li>";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        // On the heap with its exact size, so that a sanitizer sees a byte too many being read.
        const std::vector<char> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        const std::string_view text(cut.data(), cut.size());
        const DescriptionMeasure description = measureDescription(text);
        const TitleMeasure title = measureTitle(text, text.substr(length / 2));
        QVERIFY(title.characters <= static_cast<int>(length) && description.characters <= static_cast<int>(length));
    }
}

QTEST_GUILESS_MAIN(TestTextMeasure)
#include "tst_textmeasure.moc"
