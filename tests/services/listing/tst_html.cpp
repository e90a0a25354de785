// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/html.h"
#include "services/listing/htmlparser.h"
#include "services/listing/htmlwriter.h"
#include "services/listing/shortening.h"
#include "services/listing/textmending.h"
#include "tests/services/optimizing/uglyproducts.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace listwright;

namespace {

const QStringList &allegroTags()
{
    static const QStringList tags = {QStringLiteral("h1"), QStringLiteral("h2"), QStringLiteral("p"),
                                     QStringLiteral("ul"), QStringLiteral("ol"), QStringLiteral("li"),
                                     QStringLiteral("b")};
    return tags;
}

QList<std::optional<QStringList>> policies()
{
    return {std::nullopt,
            allegroTags(),
            QStringList(),
            QStringList{QStringLiteral("br")},
            QStringList{QStringLiteral("p"), QStringLiteral("br"), QStringLiteral("strong")},
            QStringList{QStringLiteral("b")},
            QStringList{QStringLiteral("ul"), QStringLiteral("li")}};
}

/** Whether the fragment is XML, with these elements and attributes only. */
QString faultOf(const QString &fragment, const std::optional<QStringList> &allowed)
{
    QXmlStreamReader reader(u"<root>" + fragment + u"</root>");
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() == QLatin1String("root"))
            continue;
        if (allowed && !allowed->contains(reader.name()))
            return QStringLiteral("element ") + reader.name().toString();
        for (const QXmlStreamAttribute &attribute : reader.attributes()) {
            const bool link = !allowed && attribute.name() == QLatin1String("href") &&
                              attribute.value().startsWith(QLatin1String("http"));
            if (!link)
                return QStringLiteral("attribute ") + attribute.name().toString();
        }
    }
    return reader.hasError() ? reader.errorString() : QString();
}

QString forbiddenElement(const QString &fragment)
{
    static const QRegularExpression forbidden(
        QStringLiteral(
            "<\\s*/?\\s*(script|style|svg|math|iframe|frame|object|embed|applet|form|input|button|meta|link|base|"
            "img|image|video|audio|body|html|isindex|marquee|template|noscript|textarea|xml|xss)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return forbidden.match(fragment).captured(0);
}

/** Where two texts part, for the message of a failed test. */
QByteArray difference(const QString &left, const QString &right)
{
    qsizetype at = 0;
    while (at < left.size() && at < right.size() && left.at(at) == right.at(at))
        ++at;
    const qsizetype from = std::max<qsizetype>(0, at - 60);
    return (left.mid(from, 120) + u"\n-- " + right.mid(from, 120)).toUtf8();
}

} // namespace

class tst_Html : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attacks_data();
    void attacks();
    void cleans_data();
    void cleans();
    void plainText_data();
    void plainText();
    void recognizes_data();
    void recognizes();
    void cleaningTwiceChangesNothing();
    void garbageIsHarmless();
    void deepAndLongInputEnds();
    void shortens_data();
    void shortens();
    void shortenedTextsFitAndBeginAlike_data();
    void shortenedTextsFitAndBeginAlike();
    void linksCanBeDropped();
};

void tst_Html::attacks_data()
{
    QTest::addColumn<QString>("attack");
    const char *attacks[] = {
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.y/z.js></SCRIPT>",
        "<script\n>alert(1)</script\n>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script/x>alert(1)</script>",
        "<<script>alert(1)//<</script>",
        "<script>alert(1)",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)//",
        "<img src=\"javascript:alert(1)\">",
        "<img src=x:x onerror\n=alert(1)>",
        "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
        "<svg onload=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert&#40;1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
        "<math href=\"javascript:alert(1)\">x</math>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\">",
        "<iframe src=//x.y <",
        "<object data=javascript:alert(1)>x</object>",
        "<embed src=javascript:alert(1)>",
        "<applet code=x>x</applet>",
        "<form action=javascript:alert(1)><input type=submit></form>",
        "<form><button formaction=javascript:alert(1)>x</button></form>",
        "<isindex type=image src=1 onerror=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<a href=\"&#106;&#97;vascript:alert(1)\">x</a>",
        "<a href=JaVaScRiPt:alert(1)>x</a>",
        "<a href=vbscript:msgbox(1)>x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
        "<a href=\"https://x.y\" onclick=alert(1)>x</a>",
        "<a href='https://x.y/\" onmouseover=\"alert(1)'>x</a>",
        "<a href=//x.y>x</a>",
        "<b onmouseover=alert(1)>x</b>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<p style=\"width:expression(alert(1))\">x</p>",
        "<style>@import 'javascript:alert(1)';</style>",
        "<style><!--</style><script>alert(1)//--></script>",
        "<link rel=stylesheet href=javascript:alert(1)>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<base href=javascript:alert(1)//>",
        "<body onload=alert(1)>x",
        "<table background=javascript:alert(1)><tr><td>x</table>",
        "<video><source onerror=alert(1)></video>",
        "<audio src=x onerror=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><script>alert(1)</script>",
        "<?php echo 1 ?><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        "<textarea><script>alert(1)</script></textarea>",
        "<xmp><script>alert(1)</script></xmp>",
        "<xss:script>alert(1)</xss:script>",
        "<p title='<script>'>x</p><script>",
        "\xC0\xBCscript\xC0\xBE",
        "<a/href='javascript:alert(1)'>x",
        "<title><script>alert(1)</script></title>",
        "<select><option><script>alert(1)</script></select>",
    };
    int number = 0;
    for (const char *attack : attacks)
        QTest::addRow("%02d", ++number) << QString::fromUtf8(attack);
    QTest::newRow("NUL in the name") << QString(u"<scr" + QString(QChar(0)) + u"ipt>alert(1)</script>");
    QTest::newRow("full-width") << QStringLiteral("＜script＞alert(1)＜/script＞");
    QTest::newRow("separator") << QStringLiteral("<img src=x\u2028onerror=alert(1)>");
}

void tst_Html::attacks()
{
    QFETCH(QString, attack);
    for (const QString &text : {attack, QString(u"<p>vor " + attack + u" nach</p>"), QString(attack + attack)}) {
        for (const auto &policy : policies()) {
            const QString result = html::clean(text, policy);
            QVERIFY2(forbiddenElement(result).isEmpty(), qPrintable(result));
            QCOMPARE(html::clean(result, policy), result);
            if (policy && policy->isEmpty())
                QVERIFY2(!html::looksLikeHtml(result), qPrintable(result));
            else
                QCOMPARE(faultOf(result, policy), QString());
        }
    }
}

void tst_Html::cleans_data()
{
    QTest::addColumn<QString>("fragment");
    QTest::addColumn<QString>("allegro");
    QTest::addColumn<QString>("harmless");
    const auto row = [](const char *name, const char *fragment, const char *allegro, const char *harmless) {
        QTest::newRow(name) << QString::fromUtf8(fragment) << QString::fromUtf8(allegro) << QString::fromUtf8(harmless);
    };
    row("empty", "", "", "");
    row("plain", "a & b", "<p>a &amp; b</p>", "<p>a &amp; b</p>");
    row("lines", "a\nb\n\nc", "<p>a</p>\n<p>b</p>\n<p>c</p>", "<p>a<br/>b</p><p>c</p>");
    row("plain list", "x:\n- a\n• b", "<p>x:</p>\n<ul><li>a</li><li>b</li></ul>",
        "<p>x:</p><ul><li>a</li><li>b</li></ul>");
    row("headings", "<h1>a</h1><h3>b <b>c</b></h3>", "<h1>a</h1>\n<h2>b c</h2>", "<h1>a</h1><h3>b <b>c</b></h3>");
    row("bold", "<p>a <strong>b </strong>c</p>", "<p>a <b>b</b> c</p>", "<p>a <strong>b</strong> c</p>");
    row("div and br", "<div>a<br>b</div>c", "<p>a</p>\n<p>b</p>\n<p>c</p>", "<div>a<br/>b</div><p>c</p>");
    row("list", "<OL><li>a<li>b</OL>", "<ol><li>a</li><li>b</li></ol>", "<ol><li>a</li><li>b</li></ol>");
    row("list of paragraphs", "<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a b</li></ul>",
        "<ul><li><p>a</p><p>b</p></li></ul>");
    row("text beside a list", "a<ul><li>b</li></ul>c", "<p>a</p>\n<ul><li>b</li></ul>\n<p>c</p>",
        "<p>a</p><ul><li>b</li></ul><p>c</p>");
    row("attributes", "<p class=x style='color:red' id=y>a</p>", "<p>a</p>", "<p>a</p>");
    row("link", "<p>a <a href='https://x.y/?a=1&b=2' target=_top>b</a></p>", "<p>a b</p>",
        "<p>a <a href=\"https://x.y/?a=1&amp;b=2\">b</a></p>");
    row("entities", "<p>&auml; &euro; &lt;b&gt; &quot;</p>", "<p>ä € &lt;b&gt; \"</p>", "<p>ä € &lt;b&gt; \"</p>");
    row("unclosed", "<p>a<b>b", "<p>a<b>b</b></p>", "<p>a<b>b</b></p>");
    row("image", "<p>a<img src=x>b</p>", "<p>ab</p>", "<p>ab</p>");
    row("comment", "a<!-- b -->c", "<p>ac</p>", "<p>ac</p>");
}

void tst_Html::cleans()
{
    QFETCH(QString, fragment);
    QFETCH(QString, allegro);
    QFETCH(QString, harmless);
    QCOMPARE(html::clean(fragment, allegroTags()), allegro);
    QCOMPARE(html::clean(fragment, std::nullopt), harmless);
}

void tst_Html::plainText_data()
{
    QTest::addColumn<QString>("fragment");
    QTest::addColumn<QString>("text");
    QTest::newRow("blocks") << QStringLiteral("<h1>a</h1><p>b<br>c</p><ul><li>d</li></ul>")
                            << QStringLiteral("a\nb\nc\nd");
    QTest::newRow("entities") << QStringLiteral("<p>&lt;b&gt; &amp;</p>") << QStringLiteral("<b> &");
    QTest::newRow("plain") << QStringLiteral(" 5 < 6 & 7 ") << QStringLiteral("5 < 6 & 7");
    QTest::newRow("script") << QStringLiteral("a<script>b</script><style>c</style>d") << QStringLiteral("ad");
    QTest::newRow("cells") << QStringLiteral("<table><tr><td>a<td>b<tr><td>c</table>") << QStringLiteral("a b\nc");
    QTest::newRow("emoji") << QStringLiteral("<p>😀 ż</p>") << QStringLiteral("😀 ż");
}

void tst_Html::plainText()
{
    QFETCH(QString, fragment);
    QFETCH(QString, text);
    QCOMPARE(html::toPlainText(fragment), text);
}

void tst_Html::recognizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("html");
    QTest::newRow("tag") << QStringLiteral("a <b>") << true;
    QTest::newRow("closing tag") << QStringLiteral("</p>") << true;
    QTest::newRow("comment") << QStringLiteral("<!-- x") << true;
    QTest::newRow("entity") << QStringLiteral("a &amp; b") << true;
    QTest::newRow("number entity") << QStringLiteral("&#8364;") << true;
    QTest::newRow("less") << QStringLiteral("5 < 6 <7") << false;
    QTest::newRow("ampersand") << QStringLiteral("H&M; R & B; &") << true; // "&M;" may be an entity
    QTest::newRow("ampersands") << QStringLiteral("H&M and R & B &") << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_Html::recognizes()
{
    QFETCH(QString, text);
    QFETCH(bool, html);
    QCOMPARE(html::looksLikeHtml(text), html);
}

void tst_Html::cleaningTwiceChangesNothing()
{
    UglyProducts products(2);
    for (int i = 0; i < 400; ++i) {
        const Product product = products.product();
        for (const auto &policy : policies()) {
            const QString once = html::clean(product.descriptionOriginal, policy);
            const QString twice = html::clean(once, policy);
            QVERIFY2(twice == once, difference(once, twice));
            if (!policy || !policy->isEmpty())
                QVERIFY2(faultOf(once, policy).isEmpty(), qPrintable(faultOf(once, policy) + once));
        }
    }
}

void tst_Html::garbageIsHarmless()
{
    std::mt19937 random(3);
    const QString alphabet = QStringLiteral("<<<>>>/!-=\"' &;#abpliscriptx\n\u00A0żß😀");
    for (int i = 0; i < 1'000; ++i) {
        QString text;
        for (auto size = random() % 120; size > 0; --size)
            text += alphabet.at(static_cast<qsizetype>(random() % static_cast<std::size_t>(alphabet.size())));
        for (const auto &policy : policies()) {
            const QString once = html::clean(text, policy);
            QVERIFY2(forbiddenElement(once).isEmpty(), qPrintable(once));
            const QString twice = html::clean(once, policy);
            QVERIFY2(twice == once, QByteArray(text.toUtf8() + '\n' + difference(once, twice)));
        }
    }
}

void tst_Html::deepAndLongInputEnds()
{
    QElapsedTimer timer;
    timer.start();
    for (const char *part :
         {"<b>", "<div>", "</i>", "<a ", "a=b ", "<p", "&amp;", "<!--", "<table><tr>", "]]>", "<ul><li>"}) {
        const QString text = QString::fromLatin1(part).repeated(60'000);
        QVERIFY(html::clean(u"<i x" + text, allegroTags()).size() <= 2 * html::longestFragment);
        html::clean(text, std::nullopt);
    }
    const QString mixed = QStringLiteral("<b>").repeated(150) + QStringLiteral("</i>").repeated(60'000);
    html::clean(mixed, std::nullopt);
    QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(html::toPlainText(QStringLiteral("<div>").repeated(150) + u'x'), QStringLiteral("x"));
}

void tst_Html::shortens_data()
{
    QTest::addColumn<QString>("fragment");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("shorter");
    const auto row = [](const char *name, const char *fragment, int limit, const char *shorter) {
        QTest::newRow(name) << QString::fromUtf8(fragment) << limit << QString::fromUtf8(shorter);
    };
    row("fits", "<p>ab cd</p>", 12, "<p>ab cd</p>");
    row("inside a paragraph", "<p>ab cd ef</p>", 12, "<p>ab cd</p>");
    row("whole blocks", "<p>ab</p><p>cd</p>", 20, "<p>ab</p>\n<p>cd</p>");
    row("last block goes", "<p>ab</p><p>cd</p>", 12, "<p>ab</p>");
    row("item of a list", "<ul><li>ab</li><li>cd ef</li></ul>", 31, "<ul><li>ab</li><li>cd</li></ul>");
    row("bold is given up where it is cut", "<p>ab <b>cd ef</b></p>", 12, "<p>ab cd</p>");
    row("entities weigh what they are written as", "<p>a &amp; b</p>", 12, "<p>a</p>");
    row("no room at all", "<p>ab</p>", 3, "");
}

void tst_Html::shortens()
{
    QFETCH(QString, fragment);
    QFETCH(int, limit);
    QTEST(html::shortened(fragment, allegroTags(), limit, false), "shorter");
}

void tst_Html::shortenedTextsFitAndBeginAlike_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("bytes");
    for (const int limit : {12, 90, 600, 3'000}) {
        QTest::addRow("%d characters", limit) << limit << false;
        QTest::addRow("%d bytes", limit) << limit << true;
    }
}

void tst_Html::shortenedTextsFitAndBeginAlike()
{
    QFETCH(int, limit);
    QFETCH(bool, bytes);
    static const QRegularExpression noWord(QStringLiteral("[^\\p{L}\\p{N}]+"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    UglyProducts products(4);
    for (int i = 0; i < 40; ++i) {
        const QString text = products.product().descriptionOriginal;
        for (const auto &policy : {std::optional(allegroTags()), std::optional(QStringList())}) {
            const QString shorter = html::shortened(text, policy, limit, bytes);
            QVERIFY2(TextLimit({limit, bytes}).measure(shorter) <= limit, qPrintable(shorter));
            if (!policy->isEmpty())
                QVERIFY2(faultOf(shorter, policy).isEmpty(), qPrintable(shorter));
            QStringList kept = html::toPlainText(shorter).split(noWord, Qt::SkipEmptyParts);
            const QStringList all = html::toPlainText(text).split(noWord, Qt::SkipEmptyParts);
            if (!kept.isEmpty() && kept.size() <= all.size()) // the last one may be a part
                QVERIFY2(all.at(kept.size() - 1).startsWith(kept.takeLast()), qPrintable(shorter));
            QCOMPARE(all.mid(0, kept.size()), kept);
        }
    }
}

void tst_Html::linksCanBeDropped()
{
    const QString fragment = QStringLiteral("<p>a <a href=\"https://x.example/\">b</a> <b>c</b></p>");
    QCOMPARE(html::cleanHarmless(fragment, html::Links::Keep), fragment);
    QCOMPARE(html::cleanHarmless(fragment, html::Links::Drop), QStringLiteral("<p>a b <b>c</b></p>"));
}

QTEST_GUILESS_MAIN(tst_Html)
#include "tst_html.moc"
