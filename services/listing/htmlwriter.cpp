// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/htmlwriter.h"

#include "services/listing/htmlparser.h"

#include <QSet>
#include <QUrl>

namespace listwright::html {

namespace {

const QSet<QString> &blockElements()
{
    static const QSet<QString> names = {
        QStringLiteral("p"),     QStringLiteral("div"), QStringLiteral("h1"), QStringLiteral("h2"),
        QStringLiteral("h3"),    QStringLiteral("h4"),  QStringLiteral("h5"), QStringLiteral("h6"),
        QStringLiteral("ul"),    QStringLiteral("ol"),  QStringLiteral("li"), QStringLiteral("dl"),
        QStringLiteral("dt"),    QStringLiteral("dd"),  QStringLiteral("tr"), QStringLiteral("blockquote"),
        QStringLiteral("table"), QStringLiteral("td"),  QStringLiteral("th"), QStringLiteral("thead"),
        QStringLiteral("tbody"), QStringLiteral("hr"),  QStringLiteral("br"), QStringLiteral("tfoot"),
    };
    return names;
}

const QSet<QString> &inlineElements()
{
    static const QSet<QString> names = {
        QStringLiteral("a"),   QStringLiteral("b"),   QStringLiteral("strong"), QStringLiteral("i"),
        QStringLiteral("em"),  QStringLiteral("u"),   QStringLiteral("s"),      QStringLiteral("sub"),
        QStringLiteral("sup"), QStringLiteral("big"), QStringLiteral("small"),  QStringLiteral("code"),
    };
    return names;
}

bool isEmptyElement(const QString &name)
{
    return name == QLatin1String("br") || name == QLatin1String("hr");
}

/** The address when a click on it can do no more than open a page; normalized, so that cleaning again changes nothing.
 */
QString harmlessAddress(const QString &href)
{
    const QUrl url(href.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    return url.isValid() && web && !url.host().isEmpty() ? url.toString(QUrl::FullyEncoded) : QString();
}

class HarmlessWriter final : public FragmentHandler
{
public:
    explicit HarmlessWriter(Links links) : m_links(links) {}

    void startElement(const QString &name, const QString &href) override
    {
        const bool block = blockElements().contains(name);
        const bool kept = block || isKeptInline(name, href);
        m_open.append(kept);
        if (!kept)
            return;
        if (block)
            beginLine();
        else
            flushSpace();
        m_result += u'<' + name;
        if (name == QLatin1String("a"))
            m_result += QLatin1String(" href=\"") + harmlessAddress(href).toHtmlEscaped() + u'"';
        m_result += isEmptyElement(name) ? QLatin1String("/>") : QLatin1String(">");
    }

    void endElement(const QString &name) override
    {
        if (m_open.isEmpty() || !m_open.takeLast() || isEmptyElement(name))
            return;
        if (blockElements().contains(name))
            beginLine();
        m_result += QLatin1String("</") + name + u'>';
    }

    void text(const QString &text) override
    {
        QString visible;
        for (const QChar c : text) {
            if (c.isSpace()) {
                m_spacePending = true;
                continue;
            }
            if (m_spacePending && !m_afterSpace)
                visible += u' ';
            m_spacePending = m_afterSpace = false;
            visible += c;
        }
        m_result += escaped(visible);
    }

    QString result() const { return m_result; }

private:
    bool isKeptInline(const QString &name, const QString &href) const
    {
        if (name == QLatin1String("a"))
            return m_links == Links::Keep && !harmlessAddress(href).isEmpty();
        return inlineElements().contains(name);
    }

    void beginLine()
    {
        m_spacePending = false;
        m_afterSpace = true;
    }

    void flushSpace()
    {
        if (m_spacePending && !m_afterSpace) {
            m_result += u' ';
            m_afterSpace = true;
        }
        m_spacePending = false;
    }

    Links m_links;
    QString m_result;
    QList<bool> m_open; ///< for each open element whether it was written
    bool m_spacePending = false;
    bool m_afterSpace = true; ///< at the beginning of a line, or behind a blank
};

} // namespace

QString escaped(const QString &text)
{
    QString result = text;
    result.replace(u'&', QLatin1String("&amp;")).replace(u'<', QLatin1String("&lt;"));
    return result.replace(u'>', QLatin1String("&gt;"));
}

QString harmless(const QString &fragment, Links links)
{
    HarmlessWriter writer(links);
    parseFragment(fragment, writer);
    return writer.result();
}

} // namespace listwright::html
