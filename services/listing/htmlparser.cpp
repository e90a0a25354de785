// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/htmlparser.h"

#include <QSet>

#include <libxml/HTMLparser.h>

namespace listwright::html {

namespace {

constexpr int deepest = 200;
constexpr qsizetype longestTag = 4'096;
constexpr int hiddenLevels = 3; // so many times what is hidden in a text is read as markup itself
constexpr qsizetype manyHidden = 200;

const QSet<QString> &droppedElements()
{
    static const QSet<QString> names = {
        QStringLiteral("script"), QStringLiteral("style"),    QStringLiteral("template"), QStringLiteral("iframe"),
        QStringLiteral("frame"),  QStringLiteral("frameset"), QStringLiteral("noframes"), QStringLiteral("object"),
        QStringLiteral("applet"), QStringLiteral("svg"),      QStringLiteral("math"),     QStringLiteral("noscript"),
        QStringLiteral("canvas"), QStringLiteral("audio"),    QStringLiteral("video"),    QStringLiteral("textarea"),
        QStringLiteral("select"), QStringLiteral("button"),   QStringLiteral("head"),     QStringLiteral("title"),
        QStringLiteral("xmp"),    QStringLiteral("noembed"),  QStringLiteral("datalist"),
    };
    return names;
}

bool isActiveElement(const QString &name)
{
    static const QSet<QString> names = {
        QStringLiteral("script"), QStringLiteral("iframe"), QStringLiteral("frame"),  QStringLiteral("frameset"),
        QStringLiteral("object"), QStringLiteral("embed"),  QStringLiteral("applet"), QStringLiteral("svg"),
        QStringLiteral("form"),   QStringLiteral("base"),   QStringLiteral("meta"),   QStringLiteral("link"),
        QStringLiteral("audio"),  QStringLiteral("video"),  QStringLiteral("input"),  QStringLiteral("button"),
    };
    return names.contains(name);
}

bool isActiveAttribute(const QString &name, const QString &value)
{
    if (name.startsWith(QLatin1String("on"), Qt::CaseInsensitive))
        return true;
    QString address = value;
    address.removeIf([](QChar c) { return c.isSpace() || c.unicode() < 0x20; });
    return address.startsWith(QLatin1String("javascript:"), Qt::CaseInsensitive) ||
           address.startsWith(QLatin1String("vbscript:"), Qt::CaseInsensitive) ||
           address.startsWith(QLatin1String("data:text"), Qt::CaseInsensitive);
}

/** The state of one run of the parser; `userData` of its callbacks. */
struct Run
{
    FragmentHandler &handler;
    htmlParserCtxtPtr context = nullptr;
    int depth = 0;
    int droppedAt = 0; ///< depth of the element that is being left out, 0 = none
    /** What this parser takes for plain text or comment and a browser may take for markup. */
    QStringList hidden{};
    bool textGoesOn = false; ///< the parser hands long texts over in parts

    void hide(const QString &text, bool isText)
    {
        if (hidden.size() >= manyHidden || (isText && textGoesOn))
            hidden.last() += text;
        else
            hidden.append(text);
        textGoesOn = isText;
    }
};

QString fromXml(const xmlChar *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text));
}

QString hrefOf(const xmlChar **attributes)
{
    for (; attributes && attributes[0]; attributes += 2) {
        if (attributes[1] && fromXml(attributes[0]).compare(QLatin1String("href"), Qt::CaseInsensitive) == 0)
            return fromXml(attributes[1]);
    }
    return {};
}

void reportActive(FragmentHandler &handler, const QString &name, const xmlChar **attributes)
{
    if (isActiveElement(name))
        handler.activeContent(name);
    for (; attributes && attributes[0]; attributes += 2) {
        const QString attribute = fromXml(attributes[0]);
        if (isActiveAttribute(attribute, attributes[1] ? fromXml(attributes[1]) : QString()))
            handler.activeContent(attribute);
    }
}

/** Quotes inside of what is left out end where a browser sees the element's end, not where they are closed. */
void hideAttributes(Run &run, const xmlChar **attributes)
{
    for (; attributes && attributes[0]; attributes += 2) {
        const QString value = attributes[1] ? fromXml(attributes[1]) : QString();
        if (value.contains(u'<'))
            run.hide(value, false);
    }
}

void onStart(void *userData, const xmlChar *xmlName, const xmlChar **attributes)
{
    Run &run = *static_cast<Run *>(userData);
    run.textGoesOn = false;
    if (++run.depth > deepest) {
        xmlStopParser(run.context);
        return;
    }
    const QString name = fromXml(xmlName).toLower();
    reportActive(run.handler, name, attributes);
    if (run.droppedAt == 0 && (droppedElements().contains(name) || name.contains(u':')))
        run.droppedAt = run.depth;
    if (run.droppedAt != 0)
        hideAttributes(run, attributes);
    else
        run.handler.startElement(name, hrefOf(attributes));
}

void onEnd(void *userData, const xmlChar *xmlName)
{
    Run &run = *static_cast<Run *>(userData);
    run.textGoesOn = false;
    if (run.depth <= deepest && run.droppedAt == 0)
        run.handler.endElement(fromXml(xmlName).toLower());
    if (run.droppedAt == run.depth)
        run.droppedAt = 0;
    --run.depth;
}

void onText(void *userData, const xmlChar *text, int size)
{
    Run &run = *static_cast<Run *>(userData);
    if (run.depth > deepest)
        return;
    const QString read = QString::fromUtf8(reinterpret_cast<const char *>(text), size);
    if (run.droppedAt == 0)
        run.handler.text(read);
    else
        run.hide(read, true);
}

void onComment(void *userData, const xmlChar *text)
{
    const QString comment = fromXml(text); // those of them that browsers end sooner
    if (comment.startsWith(u'>') || comment.startsWith(QLatin1String("->")) || comment.contains(QLatin1String("--!>")))
        static_cast<Run *>(userData)->hide(comment, false);
}

bool beginsTag(QStringView text, qsizetype at)
{
    if (at + 1 >= text.size())
        return false;
    const char16_t c = text.at(at + 1).unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'/' || c == u'!' || c == u'?';
}

/**
 * Without control characters and without tags of unreasonable length: the parser compares each attribute with all
 * others, so that a tag of a million attributes would take hours. (An image inside its own tag is such a tag, too; it
 * has no text.)
 */
QString tamed(const QString &fragment)
{
    const QStringView text = QStringView(fragment).left(longestFragment);
    QString result;
    result.reserve(text.size());
    qsizetype end = -1; // of the present or next tag, found once: searching from each "<" would be quadratic
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'<' && beginsTag(text, at)) {
            if (end < at) {
                end = text.indexOf(u'>', at);
                end = end < 0 ? text.size() : end;
            }
            const bool comment = text.mid(at).startsWith(QLatin1String("<!--"));
            if (end == text.size() && (end - at > longestTag || comment)) {
                result += QLatin1String("&lt;");
                continue;
            }
            if (end - at > longestTag && !comment) {
                at = end;
                continue;
            }
        }
        if (c.unicode() >= 0x20 ? c.unicode() != 0x7F : c.isSpace())
            result += c;
    }
    return result;
}

/** Passes on nothing but active content. */
class HiddenContent final : public FragmentHandler
{
public:
    explicit HiddenContent(FragmentHandler &handler) : m_handler(handler) {}
    void startElement(const QString &, const QString &) override {}
    void endElement(const QString &) override {}
    void text(const QString &) override {}
    void activeContent(const QString &name) override { m_handler.activeContent(name); }

private:
    FragmentHandler &m_handler;
};

/** Styles that run something. */
bool isActiveStyle(const QString &text)
{
    for (const auto part : {QLatin1String("javascript:"), QLatin1String("vbscript:"), QLatin1String("expression("),
                            QLatin1String("-moz-binding"), QLatin1String("behavior:")}) {
        if (text.contains(part, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void parse(const QString &fragment, FragmentHandler &handler, int levels);

void reportHidden(const QStringList &hidden, FragmentHandler &handler, int levels)
{
    HiddenContent active(handler);
    for (const QString &text : hidden) {
        if (isActiveStyle(text))
            handler.activeContent(QStringLiteral("style"));
        if (levels > 0 && text.contains(u'<'))
            parse(text, active, levels - 1);
    }
}

void parse(const QString &fragment, FragmentHandler &handler, int levels)
{
    const QByteArray utf8 = tamed(fragment).toUtf8();
    if (utf8.isEmpty())
        return;
    // It looks unguarded whether it was called before; what is static is made once, whichever thread comes first.
    [[maybe_unused]] static const bool isReady = (xmlInitParser(), true);
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (!context)
        return;
    Run run{.handler = handler, .context = context};
    *context->sax = xmlSAXHandler{};
    context->sax->startElement = onStart;
    context->sax->endElement = onEnd;
    context->sax->characters = onText;
    context->sax->ignorableWhitespace = onText;
    context->sax->comment = onComment;
    context->userData = &run;
    constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                            HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC;
    xmlFreeDoc(htmlCtxtReadMemory(context, utf8.constData(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options));
    htmlFreeParserCtxt(context);
    reportHidden(run.hidden, handler, levels);
}

} // namespace

void parseFragment(const QString &fragment, FragmentHandler &handler)
{
    parse(fragment, handler, hiddenLevels);
}

} // namespace listwright::html
