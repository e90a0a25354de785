// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stays of a description: nothing that runs, all that is to be read, and only what was allowed.

#include "services/listing/html.h"
#include "services/listing/htmlparser.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <random>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

using Tags = std::optional<QStringList>;

struct Policy
{
    const char *name;
    Tags tags;
};

const QList<Policy> &policies()
{
    static const QList<Policy> all = {
        {"any harmless", std::nullopt},
        {"plain text", QStringList()},
        {"line breaks", QStringList{u"br"_s}},
        {"Allegro", QStringList{u"h1"_s, u"h2"_s, u"p"_s, u"ul"_s, u"ol"_s, u"li"_s, u"b"_s}},
        {"bold paragraphs", QStringList{u"p"_s, u"strong"_s}},
    };
    return all;
}

/** Elements and attributes of a fragment that is well-formed; "broken" otherwise. */
struct Markup
{
    QStringList elements;
    QStringList attributes;
    bool wellFormed = true;

    explicit Markup(const QString &fragment)
    {
        QXmlStreamReader reader(u"<root>" + fragment + u"</root>");
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() == u"root")
                continue;
            elements.append(reader.name().toString());
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                attributes.append(attribute.name() + u'=' + attribute.value());
        }
        wellFormed = !reader.hasError();
    }
};

const QSet<QString> &harmlessElements()
{
    static const QSet<QString> names = [] {
        const QStringList list =
            u"p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd tr blockquote table td th thead tbody hr br "
            "tfoot a b strong i em u s sub sup big small code"_s.split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return names;
}

/** Why the cleaned text is not what was allowed; empty when it is. */
QString faultOf(const QString &cleaned, const Tags &tags)
{
    if (tags && tags->isEmpty())
        return html::looksLikeHtml(cleaned) ? u"looks like markup: "_s + cleaned : QString();
    const Markup markup(cleaned);
    if (!markup.wellFormed)
        return u"not well-formed: "_s + cleaned;
    for (const QString &element : markup.elements) {
        if (tags ? !tags->contains(element) : !harmlessElements().contains(element))
            return u"element "_s + element;
    }
    for (const QString &attribute : markup.attributes) {
        const bool link = !tags && (attribute.startsWith(u"href=http://") || attribute.startsWith(u"href=https://"));
        if (!link)
            return u"attribute "_s + attribute;
    }
    return {};
}

QString words(const QString &fragment)
{
    return html::toPlainText(fragment).simplified();
}

} // namespace

class TestHtmlCleaning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attacks_data();
    void attacks();
    void addresses_data();
    void addresses();
    void entities_data();
    void entities();
    void lettersStay_data();
    void lettersStay();
    void structure_data();
    void structure();
    void generatedMarkup_data();
    void generatedMarkup();
    void deepNesting_data();
    void deepNesting();
    void longTexts();
    void nulsAndControls();
    void reportsActiveContent_data();
    void reportsActiveContent();
};

void TestHtmlCleaning::attacks_data()
{
    QTest::addColumn<QString>("attack");
    QTest::addColumn<bool>("keepsEnd"); // what follows is text again
    const auto row = [](const char *name, const char *attack, bool keepsEnd = true) {
        QTest::newRow(name) << QString::fromUtf8(attack) << keepsEnd;
    };
    row("script", "<script>evil()</script>");
    row("script with a blank", "<script >evil()</script >");
    row("script of mixed case", "<ScRiPt>evil()</sCrIpT>");
    row("script with a slash", "<script/src=//evil.example></script>");
    row("script with a tab", "<script\ttype='text/javascript'>evil()</script>");
    row("script with a form feed", "<script\f>evil()</script>");
    row("script in a script", "<script><script>evil()</script></script>");
    row("script split by itself", "<scr<script></script>ipt>evil()</script>");
    row("script never closed", "<script>evil()", false);
    row("script in an attribute", "<p title=\"</p><script>evil()</script>\">x</p>");
    row("script in a comment's end", "<!-- --!><script>evil()</script><!-- -->");
    row("conditional comment", "<!--[if IE]><script>evil()</script><![endif]-->");
    row("comment in a comment", "<!-- <!-- --><script>evil()</script>");
    row("comment with a bracket", "<!--><img src=x onerror=evil()>-->");
    row("processing instruction", "<?xml-stylesheet href='evil()'?>");
    row("CDATA", "<![CDATA[<script>evil()</script>]]>");
    row("CDATA in SVG", "<svg><![CDATA[><img src=x onerror=evil()>]]></svg>");
    row("document type", "<!DOCTYPE html [<!ENTITY x 'evil()'>]>");
    row("style", "<style>p{background:url(javascript:evil())}</style>");
    row("style as an expression", "<p style='width:expression(evil())'>x</p>");
    row("style with an escape", "<p style='width:exp\\72 ession(evil())'>x</p>");
    row("style binding", "<p style='-moz-binding:url(evil.xml#x)'>x</p>");
    row("style import", "<style>@import url(//evil.example);</style>");
    row("handler without quotes", "<p onclick=evil()>x</p>");
    row("handler of mixed case", "<p oNcLiCk='evil()'>x</p>");
    row("handler after a slash", "<p/onclick=evil()>x</p>");
    row("handler after a line feed", "<p\nonclick\n=\n'evil()'>x</p>");
    row("handler with an entity", "<p onclick='&#101;vil()'>x</p>");
    row("handler in a closing tag", "<p>x</p onclick=evil()>");
    row("handler in a broken tag", "<p title='x' onclick='evil()' <b>x</b>");
    row("handler behind backticks", "<p title=`x` onmouseover=`evil()`>x</p>");
    row("autofocus", "<input autofocus onfocus=evil()>");
    row("animation", "<b style='animation-name:x' onanimationstart='evil()'>x</b>");
    row("image", "<img src=x onerror=evil()>");
    row("image as old name", "<image src=x onerror=evil()>");
    row("picture", "<picture><source srcset='x' onerror=evil()></picture>");
    row("lowsrc", "<img lowsrc='javascript:evil()'>");
    row("SVG", "<svg onload=evil()></svg>");
    row("SVG script", "<svg><script href='data:,evil()'/></svg>");
    row("SVG link", "<svg><a xlink:href='javascript:evil()'><text>y</text></a></svg>");
    row("SVG animation", "<svg><set attributeName=href to='javascript:evil()'/></svg>");
    row("SVG foreign object", "<svg><foreignObject><p onclick=evil()>y</p></foreignObject></svg>");
    row("SVG use", "<svg><use href='data:image/svg+xml,&lt;svg onload=evil()&gt;'/></svg>");
    row("math", "<math><maction actiontype='statusline' xlink:href='javascript:evil()'>y</maction></math>");
    row("iframe", "<iframe src='javascript:evil()'></iframe>");
    row("iframe document", "<iframe srcdoc='&lt;script&gt;evil()&lt;/script&gt;'></iframe>");
    row("frame set", "<frameset onload=evil()><frame src='javascript:evil()'></frameset>");
    row("object", "<object data='data:text/html,evil()'></object>");
    row("object with a parameter", "<object><param name='src' value='javascript:evil()'></object>");
    row("embed", "<embed src='data:image/svg+xml,evil()'>");
    row("applet", "<applet code='evil'></applet>");
    row("meta refresh", "<meta http-equiv='refresh' content='0;url=javascript:evil()'>");
    row("meta cookie", "<meta http-equiv='Set-Cookie' content='evil()'>");
    row("base", "<base href='javascript:evil()//'>");
    row("link", "<link rel='import' href='//evil.example'>");
    row("form", "<form action='javascript:evil()'><button>y</button></form>");
    row("form action", "<button form='x' formaction='javascript:evil()'>y</button>");
    row("text area", "<textarea onfocus=evil()>y</textarea>");
    row("data list", "<datalist><option onclick=evil()>y</datalist>");
    row("video", "<video src=x onloadstart=evil()><track src='javascript:evil()'></video>");
    row("dialog", "<dialog open onclose=evil()>x</dialog>");
    row("marquee", "<marquee onfinish=evil()>x</marquee>");
    row("key generator", "<keygen onfocus=evil()>");
    row("template", "<template><p onclick=evil()>y</p></template>");
    row("slot", "<slot onslotchange=evil()>x</slot>");
    row("custom element", "<x-evil onclick=evil()>x</x-evil>");
    row("name space", "<evil:script>evil()</evil:script>");
    row("XML data island", "<xml id=i><x><c><![CDATA[<img src='javas]]><![CDATA[cript:evil()'>]]></c></x></xml>");
    row("plain text element", "<xmp><script>evil()</script></xmp>");
    row("no script", "<noscript><p title='</noscript><img src=x onerror=evil()>'></noscript>");
    row("no embed", "<noembed><img src=x onerror=evil()></noembed>");
    row("encoded once", "&lt;script&gt;evil()&lt;/script&gt;");
    row("encoded twice", "&amp;lt;script&amp;gt;evil()&amp;lt;/script&amp;gt;");
    row("encoded by numbers", "&#60;script&#62;evil()&#60;/script&#62;");
    row("encoded by long numbers", "&#x000003c;script&#x3e;evil()&#x3C;/script&#x3E;");
    row("encoded without semicolons", "&#60script&#62evil()&#60/script&#62");
    row("small signs", "﹤script﹥evil()﹤/script﹥");
    row("tag of a table", "<table><tr><td><script>evil()</script>x</table>");
    row("wrongly nested", "<b><p><i></b><script>evil()</script></i></p>");
    row("nested lists", "<ul><li><ul><li onclick=evil()>x<script>evil()</script></ul></ul>");
    row("double opening", "<<p onclick=evil()>x</p>");
    row("attribute without an end", "<p title=\"x>", false);
    row("tag without an end", "<p onclick=evil()", false);
}

void TestHtmlCleaning::attacks()
{
    QFETCH(QString, attack);
    QFETCH(bool, keepsEnd);
    static const QRegularExpression running(u"<[^>]*(evil|javascript|script)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QString text = u"<p>Anfang żółć</p>"_s + attack + u"<p>Ende ÄÖ</p>";
    for (const Policy &policy : policies()) {
        const QString cleaned = html::clean(text, policy.tags);
        QVERIFY2(faultOf(cleaned, policy.tags).isEmpty(), qPrintable(faultOf(cleaned, policy.tags)));
        QVERIFY2(!running.match(cleaned).hasMatch(), qPrintable(cleaned));
        QVERIFY2(words(cleaned).startsWith(u"Anfang żółć"), qPrintable(cleaned));
        if (keepsEnd)
            QVERIFY2(cleaned.contains(u"Ende ÄÖ"), qPrintable(cleaned));
        QCOMPARE(html::clean(cleaned, policy.tags), cleaned);
    }
}

void TestHtmlCleaning::addresses_data()
{
    QTest::addColumn<QString>("href");
    QTest::addColumn<QString>("kept"); // empty = the link goes, its text stays
    const auto row = [](const char *name, const char *href, const char *kept = "") {
        QTest::newRow(name) << QString::fromUtf8(href) << QString::fromUtf8(kept);
    };
    row("https", "https://shop.example/a?b=1&amp;c=2#d", "https://shop.example/a?b=1&c=2#d");
    row("http", "http://shop.example/", "http://shop.example/");
    row("scheme in capitals", "HTTPS://shop.example/", "https://shop.example/");
    row("outer blanks", "  https://shop.example/  ", "https://shop.example/");
    row("script", "javascript:evil()");
    row("script of mixed case", "JaVaScRiPt:evil()");
    row("script behind blanks", "   javascript:evil()");
    row("script behind a control", "&#1;javascript:evil()");
    row("script with a tab inside", "java&#9;script:evil()");
    row("script with a line feed inside", "java&#10;script:evil()");
    row("script with a return inside", "java&#x0D;script:evil()");
    row("script by numbers", "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;evil()");
    row("script by padded numbers", "&#0000106avascript:evil()");
    row("script by names", "javascript&colon;evil()");
    row("other script", "vbscript:evil()");
    row("live script", "livescript:evil()");
    row("data", "data:text/html,evil()");
    row("data of an image", "data:image/svg+xml;base64,PHN2Zz4=");
    row("blob", "blob:https://shop.example/1");
    row("file", "file:///etc/passwd");
    row("mail", "mailto:info@shop.example");
    row("telephone", "tel:+4930123456");
    row("no scheme", "//evil.example/x");
    row("relative", "/x/y.html");
    row("anchor", "#top");
    row("no host", "https:///x");
    row("scheme twice", "http:javascript:evil()");
    row("view source", "view-source:javascript:evil()");
    row("empty", "");
}

void TestHtmlCleaning::addresses()
{
    QFETCH(QString, href);
    QFETCH(QString, kept);
    const QString cleaned =
        html::clean(u"<p>vor <a href=\""_s + href + u"\" target=x onclick='evil()'>wort</a> nach</p>", {});
    QVERIFY2(faultOf(cleaned, {}).isEmpty(), qPrintable(cleaned));
    QCOMPARE(words(cleaned), u"vor wort nach"_s);
    const QStringList attributes = Markup(cleaned).attributes;
    QCOMPARE(attributes, kept.isEmpty() ? QStringList() : QStringList{u"href="_s + kept});
    QCOMPARE(html::clean(cleaned, {}), cleaned);
}

void TestHtmlCleaning::entities_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *entity, const char *text) {
        QTest::newRow(entity) << QString::fromUtf8(entity) << QString::fromUtf8(text);
    };
    row("&amp;", "&");
    row("&lt;", "<");
    row("&gt;", ">");
    row("&quot;", "\"");
    row("&apos;", "'");
    row("&auml;&Ouml;&szlig;", "äÖß");
    row("&oacute;&#322;&#380;", "ółż");
    row("&euro;", "€");
    row("&copy;&reg;&trade;", "©®™");
    row("&ndash;&mdash;&hellip;", "–—…");
    row("&times;&deg;&frac12;", "×°½");
    row("&#8364;", "€");
    row("&#x20AC;", "€");
    row("&#128512;", "😀");
    row("&#x1F600;", "😀");
    row("R&D", "R&D");
    row("AT&amp;T", "AT&T");
}

void TestHtmlCleaning::entities()
{
    QFETCH(QString, entity);
    QFETCH(QString, text);
    const QString fragment = u"<p>a "_s + entity + u" z</p>";
    QCOMPARE(html::toPlainText(fragment), QString(u"a " + text + u" z"));
    for (const Policy &policy : policies()) {
        const QString cleaned = html::clean(fragment, policy.tags);
        const bool plain = policy.tags && policy.tags->isEmpty();
        QVERIFY2(faultOf(cleaned, policy.tags).isEmpty(), qPrintable(cleaned));
        QCOMPARE(plain ? cleaned : words(cleaned), QString(u"a " + text + u" z")); // once decoded, not twice
    }
}

void TestHtmlCleaning::lettersStay_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"Zażółć gęślą jaźń", "ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "Größe Übermaß ẞ äöü", "naïve façade œuvre",
                             "příliš žluťoučký kůň", "日本語 中文 한국어", "مصباح מנורה", "😀 👩‍🔧 🇵🇱",
                             "e\u0301 combined", "5 < 6 und 7 > 3", "100 % – „Zitat“ ‚x‘ …", "½ m² 20 °C ±1"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestHtmlCleaning::lettersStay()
{
    QFETCH(QString, text);
    for (const Policy &policy : policies()) {
        const QString escaped = text.toHtmlEscaped();
        for (const QString &fragment :
             {text, QString(u"<p>" + escaped + u"</p>"), QString(u"<div><b>" + escaped + u"</b></div>")})
            QCOMPARE(words(html::clean(fragment, policy.tags)), text);
    }
}

void TestHtmlCleaning::structure_data()
{
    QTest::addColumn<QString>("fragment");
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QString>("breaks");
    const auto row = [](const char *name, const char *fragment, const char *plain, const char *breaks) {
        QTest::newRow(name) << QString::fromUtf8(fragment) << QString::fromUtf8(plain) << QString::fromUtf8(breaks);
    };
    row("paragraphs", "<p>a</p><p>b</p>", "a\n\nb", "a<br/>b");
    row("line break", "<p>a<br>b</p>", "a\nb", "a<br/>b");
    row("bold", "<p>a <b>b</b></p>", "a b", "a b");
    row("list", "<p>a</p><ul><li>b<li>c</ul>", "a\n\n- b\n- c", "a<br/>- b<br/>- c");
    row("heading", "<h2>a</h2>b", "a\n\nb", "a<br/>b");
    row("table", "<table><tr><td>a<td>b</tr><tr><td>c</tr></table>", "a b\n\nc", "a b<br/>c");
    row("blanks", "<p>  a \n\t b  </p>", "a b", "a b");
    row("empty elements", "<p></p><div><b> </b></div><ul><li></ul>", "", "");
    row("only a script", "<script>x</script>", "", "");
}

void TestHtmlCleaning::structure()
{
    QFETCH(QString, fragment);
    QTEST(html::clean(fragment, QStringList()), "plain");
    QTEST(html::clean(fragment, QStringList{u"br"_s}), "breaks");
}

void TestHtmlCleaning::generatedMarkup_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 6; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/** Tags in any order around numbered words: whatever is closed where, each word stays, once and in order. */
void TestHtmlCleaning::generatedMarkup()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const QStringList pieces =
        u"<p>|</p>|<div>|</div>|<b>|</b>|<ul>|</ul>|<li>|</li>|<h1>|</h1>|<br>|<i>|</i>|<table>|"
        "<tr>|<td>|</table>|<a href='https://x.example/'>|</a>|<span style='x'>|</span>|<hr>|"
        "<!-- c -->|<strong>|</strong>|<h4>|</h4>|<ol>|</ol>|<script>x</script>|<p onclick=x()>"_s.split(u'|');
    for (int round = 0; round < 60; ++round) {
        QString fragment;
        QStringList expected;
        for (auto count = random() % 40; count > 0; --count) {
            fragment += pieces.at(static_cast<qsizetype>(random() % static_cast<unsigned>(pieces.size())));
            expected.append(u"wört%1"_s.arg(expected.size()));
            fragment += u' ' + expected.last() + u' ';
        }
        for (const Policy &policy : policies()) {
            const QString cleaned = html::clean(fragment, policy.tags);
            QVERIFY2(faultOf(cleaned, policy.tags).isEmpty(), qPrintable(fragment + u'\n' + cleaned));
            QStringList found;
            auto match = QRegularExpression(u"wört[0-9]+"_s).globalMatch(cleaned);
            while (match.hasNext())
                found.append(match.next().captured());
            QVERIFY2(found == expected, qPrintable(fragment + u'\n' + cleaned));
            QVERIFY2(html::clean(cleaned, policy.tags) == cleaned, qPrintable(fragment + u'\n' + cleaned));
        }
    }
}

void TestHtmlCleaning::deepNesting_data()
{
    QTest::addColumn<QString>("tag");
    for (const char *tag : {"<b>", "<div>", "<ul><li>", "<table><tr><td>", "<p>", "<svg>", "<span>"})
        QTest::newRow(tag) << QString::fromLatin1(tag);
}

void TestHtmlCleaning::deepNesting()
{
    QFETCH(QString, tag);
    const QString fragment = u"<p>Anfang</p>"_s + tag.repeated(100'000) + u"Tiefe";
    for (const Policy &policy : policies()) {
        const QString cleaned = html::clean(fragment, policy.tags);
        QVERIFY(words(cleaned).startsWith(u"Anfang"));
        QVERIFY(cleaned.size() < 3 * fragment.size());
        QVERIFY(faultOf(cleaned, policy.tags).isEmpty());
    }
}

void TestHtmlCleaning::longTexts()
{
    const QString sentence = u"Größe żółć und mehr "_s;
    const QString long10 = sentence.repeated(10'000'000 / static_cast<int>(sentence.size()));
    for (const Tags &tags : {Tags(), Tags(QStringList{u"br"_s})}) {
        const QString plain = html::clean(long10, tags);
        QVERIFY(plain.size() <= html::longestFragment + 20 && plain.size() > html::longestFragment - 100);
        QVERIFY(words(plain.left(1'000)).startsWith(sentence.trimmed()));
    }
    const QString marked = html::clean(u"<p>"_s + long10 + u"</p>", QStringList{u"p"_s});
    QVERIFY(marked.startsWith(u"<p>Größe żółć") && marked.endsWith(u"</p>"));
    QVERIFY(marked.size() <= html::longestFragment + 20);
}

void TestHtmlCleaning::nulsAndControls()
{
    const QString nul(1, QChar(0));
    const QString bell(1, QChar(7));
    for (const Policy &policy : policies()) {
        QString cleaned =
            html::clean(u"<p>vor"_s + nul + bell + u"ne</p><scr" + nul + u"ipt>evil()</script>hinten", policy.tags);
        QVERIFY2(faultOf(cleaned, policy.tags).isEmpty(), qPrintable(cleaned));
        QVERIFY(!cleaned.contains(nul) && !cleaned.contains(bell) && !cleaned.contains(u"evil"));
        QVERIFY2(cleaned.contains(u"vorne") && cleaned.contains(u"hinten"), qPrintable(cleaned));
        cleaned = html::clean(QString(u"a" + QString(QChar(0xD83D)) + u"b"), policy.tags); // half of a letter
        QCOMPARE(QString::fromUtf8(cleaned.toUtf8()), cleaned);
    }
}

void TestHtmlCleaning::reportsActiveContent_data()
{
    QTest::addColumn<QString>("fragment");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << u"<p class='x' style='color:red'>a <a href='https://x.example'>b</a></p>"_s
                          << QStringList();
    QTest::newRow("script") << u"<script>x</script>"_s << QStringList{u"script"_s};
    QTest::newRow("handler") << u"<p OnClick=x()>a</p>"_s << QStringList{u"onclick"_s};
    QTest::newRow("address") << u"<a href=' java\tscript:x()'>a</a>"_s << QStringList{u"href"_s};
    QTest::newRow("inside of what is dropped")
        << u"<svg><script>x</script></svg>"_s << QStringList{u"svg"_s, u"script"_s};
    const auto image = u"<img src=x onerror=alert(1)>"_s; // all a browser sees of these
    QTest::newRow("behind a style") << u"<math><mtext><table><mglyph><style>"_s + image << QStringList{u"onerror"_s};
    QTest::newRow("far behind a style") << u"<style>"_s + u"x"_s.repeated(995) + image << QStringList{u"onerror"_s};
    QTest::newRow("in a comment that ends sooner") << u"<!-->"_s + image + u"-->" << QStringList{u"onerror"_s};
    QTest::newRow("in a comment") << u"<!-- "_s + image + u" -->" << QStringList();
    QTest::newRow("in an attribute behind a closing tag")
        << u"<noscript><p title=\"</noscript>"_s + image + u"\"></noscript>" << QStringList{u"onerror"_s};
    QTest::newRow("style") << u"<style>@import 'JavaScript:alert(1)'</style>"_s << QStringList{u"style"_s};
    QTest::newRow("colours") << u"<style>p { color: red }</style>"_s << QStringList();
    QTest::newRow("many levels") << u"<style>"_s.repeated(100'000) + image << QStringList();
    QTest::newRow("frame and form") << u"<iframe></iframe><form><input></form>"_s
                                    << QStringList{u"iframe"_s, u"form"_s, u"input"_s};
}

void TestHtmlCleaning::reportsActiveContent()
{
    QFETCH(QString, fragment);
    struct Listener final : html::FragmentHandler
    {
        QStringList names;
        int depth = 0;
        void startElement(const QString &, const QString &) override { ++depth; }
        void endElement(const QString &) override { --depth; }
        void text(const QString &) override {}
        void activeContent(const QString &name) override { names.append(name); }
    } listener;
    html::parseFragment(fragment, listener);
    QTEST(listener.names, "names");
    QCOMPARE(listener.depth, 0);
}

QTEST_GUILESS_MAIN(TestHtmlCleaning)
#include "tst_htmlcleaning.moc"
