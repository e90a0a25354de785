// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about the markup of a text.

#include "services/listing/textrule.h"

#include "services/listing/html.h"
#include "services/listing/htmlparser.h"

namespace listwright {

namespace {

/** The tags of a text in order; for messages and comparison only, what may stay is decided by the parser. */
QStringList tagNames(const QString &text)
{
    static const QRegularExpression tag(QStringLiteral("<(/?[a-zA-Z][a-zA-Z0-9]*)"));
    QStringList names;
    auto match = tag.globalMatch(text);
    while (match.hasNext())
        names.append(match.next().captured(1).toLower());
    return names;
}

} // namespace

TextProblems TextRule::tags() const
{
    if (!m_rule.tags)
        return {};
    QStringList forbidden;
    for (QString name : tagNames(m_text)) {
        if (!name.startsWith(u'/') && !m_rule.tags->contains(name))
            forbidden.append(name.prepend(u'<').append(u'>'));
    }
    forbidden.removeDuplicates();
    const bool title = !isDescription();
    QString mended = html::clean(m_text, m_rule.tags);
    if (title)
        mended = mended.simplified();
    const bool marked = m_rule.tags->isEmpty() && html::looksLikeHtml(m_text);
    static const QRegularExpression attribute(QStringLiteral("<[a-zA-Z][a-zA-Z0-9]*\\s+[^\\s/>]"));
    if (!forbidden.isEmpty() || marked) {
        const QString allowed = m_rule.tags->isEmpty() ? tr("none") : m_rule.tags->join(QLatin1Char(' '));
        const QString named = forbidden.isEmpty() ? tr("markup") : forbidden.mid(0, 8).join(QLatin1Char(' '));
        return {{{}, tr("The %1 uses %2; allowed tags: %3.").arg(m_label, named, allowed), offered(mended)}};
    }
    if (m_rule.strict && (tagNames(m_text) != tagNames(mended) || attribute.match(m_text).hasMatch()))
        return {{{},
                 tr("The tags of the %1 are not arranged as the marketplace asks: only headings, paragraphs "
                    "and lists side by side, without attributes.")
                     .arg(m_label),
                 offered(mended)}};
    return {};
}

TextProblems TextRule::activeContent() const
{
    struct Finder final : html::FragmentHandler
    {
        QStringList names;
        void startElement(const QString &, const QString &) override {}
        void endElement(const QString &) override {}
        void text(const QString &) override {}
        void activeContent(const QString &name) override { names.append(name); }
    };
    if (!m_html)
        return {};
    Finder finder;
    html::parseFragment(m_text, finder);
    if (finder.names.isEmpty())
        return {};
    finder.names.removeDuplicates();
    return {{{},
             tr("The %1 has active content, which is not allowed: %2.")
                 .arg(m_label, finder.names.mid(0, 8).join(QStringLiteral(", "))),
             offered(html::clean(m_text, m_context.allowedTags))}};
}

} // namespace listwright
