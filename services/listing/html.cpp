// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/html.h"

#include "services/listing/htmlparser.h"
#include "services/listing/htmlwriter.h"
#include "services/listing/textblocks.h"

namespace listwright::html {

namespace {

bool isAsciiLetter(QChar c)
{
    return c.unicode() < 0x80 && c.isLetter();
}

/** A text without markup may, decoded, look like markup again; it is taken apart until it does not. */
QString cleanPlain(const QString &fragment)
{
    QString text = fragment;
    for (int round = 0; round < 4 && looksLikeHtml(text); ++round)
        text = written(blocksOfHtml(text), {});
    if (looksLikeHtml(text)) {
        text.remove(u'<');
        text.replace(u'&', u' ');
    }
    return written(blocksOfPlainText(text), {});
}

QString writtenWithBreaks(const QString &text)
{
    return written(blocksOfPlainText(text),
                   {QStringLiteral("p"), QStringLiteral("br"), QStringLiteral("ul"), QStringLiteral("li")});
}

} // namespace

QString cleanHarmless(const QString &fragment, Links links)
{
    QString text = fragment;
    for (int round = 0; round < 4 && looksLikeHtml(text); ++round) { // until the parser finds nothing to move any more
        const QString next = harmless(text, links);
        if (next == text)
            return text;
        text = next;
    }
    return looksLikeHtml(text) ? text : harmless(writtenWithBreaks(text), links);
}

QString clean(const QString &fragment, const std::optional<QStringList> &allowedTags)
{
    // halves of characters would otherwise change on the way
    QString text = QString::fromUtf8(fragment.left(longestFragment).toUtf8());
    if (!allowedTags)
        return cleanHarmless(text, Links::Keep);
    if (allowedTags->isEmpty())
        return cleanPlain(text);
    for (int round = 0; round < 4; ++round) { // texts that lost the tags between them may grow together
        const QString next = written(blocksOf(text), *allowedTags);
        if (next == text)
            break;
        text = next;
    }
    return text;
}

QString toPlainText(const QString &fragment)
{
    QStringList lines;
    for (const TextBlock &block : blocksOf(fragment))
        lines.append(block.plainText());
    return lines.join(u'\n');
}

bool isSameText(const QString &left, const QString &right)
{
    return left == right || toPlainText(left).simplified() == toPlainText(right).simplified();
}

bool looksLikeHtml(QStringView text)
{
    for (qsizetype at = 0; at + 1 < text.size(); ++at) {
        const QChar c = text.at(at);
        const QChar following = text.at(at + 1);
        if (c == u'<' && (isAsciiLetter(following) || QStringLiteral("/!?").contains(following)))
            return true;
        if (c == u'&' && (isAsciiLetter(following) || following == u'#')) {
            qsizetype end = at + 2;
            while (end < text.size() && end - at < 32 && (isAsciiLetter(text.at(end)) || text.at(end).isDigit()))
                ++end;
            if (end < text.size() && text.at(end) == u';')
                return true;
        }
    }
    return false;
}

} // namespace listwright::html
