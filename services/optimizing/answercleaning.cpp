// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/answercleaning.h"

#include "services/listing/factsfile.h"
#include "services/listing/html.h"
#include "services/listing/htmlwriter.h"
#include "services/listing/smallwords.h"
#include "services/optimizing/contactpatterns.h"
#include "services/optimizing/plainforms.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr auto patternOptions =
    QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

const QRegularExpression &pricePattern()
{
    static const QRegularExpression pattern(
        u"(?:[$€£]|\\b(?:eur|usd|pln|gbp)\\b)\\s?\\d+(?:[.,]\\d+)*"
        "|\\d+(?:[.,]\\d+)*\\s?(?:[€£$]|(?:zł|eur|euro|usd|pln|gbp|dollars?)(?!\\w))"_s,
        patternOptions);
    return pattern;
}

QRegularExpression readPhrases()
{
    const QJsonObject languages = factsFile(u"offers.json"_s).value(u"phrases").toObject();
    QStringList alternatives;
    for (const QJsonValue &list : languages) {
        const QJsonArray phrases = list.toArray();
        for (const QJsonValue &phrase : phrases)
            alternatives.append(QRegularExpression::escape(phrase.toString()).replace(u"\\ "_s, u"[\\s\\x{A0}-]+"_s));
    }
    Q_ASSERT(!alternatives.isEmpty());
    return QRegularExpression(u"(?<![\\p{L}\\p{N}])(?:"_s + alternatives.join(u'|') + u")(?![\\p{L}\\p{N}])"_s,
                              patternOptions);
}

const QRegularExpression &phrasePattern()
{
    static const QRegularExpression pattern = readPhrases();
    return pattern;
}

/** The line that delimits the record in the question. */
const QRegularExpression &markerPattern()
{
    static const QRegularExpression pattern(u"RECORD-[0-9a-f]{8,}"_s);
    return pattern;
}

QString digitsOf(const QString &text)
{
    QString digits;
    const PlainForms plain(text);
    for (const QChar c : plain.text()) {
        if (c.isDigit())
            digits += c;
    }
    return digits;
}

bool isMostlyDigits(const QString &text)
{
    const auto letters = std::ranges::count_if(text, [](QChar c) { return c.isLetter(); });
    return digitsOf(text).size() > letters;
}

/** Markdown becomes what it stands for, as far as text goes: models write it where HTML was asked for. */
QString withoutMarkdown(QString text)
{
    static const QRegularExpression fence(u"```[a-z]*|`"_s);
    static const QRegularExpression link(u"!?\\[([^\\]\\n]{0,300})\\]\\([^)\\n]{0,500}\\)"_s);
    static const QRegularExpression bold(u"(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1"_s);
    static const QRegularExpression heading(u"^#{1,6} +"_s, QRegularExpression::MultilineOption);
    text.remove(fence);
    text.replace(link, u"\\1"_s);
    text.replace(bold, u"\\2"_s);
    return text.remove(heading);
}

QString withoutInvisible(const QString &text)
{
    QString visible;
    const auto characters = text.toUcs4();
    for (const char32_t c : characters) {
        const QChar::Category category = QChar::category(c);
        const bool control = category == QChar::Other_Control && c != u'\n';
        if (!control && category != QChar::Other_Format && category != QChar::Other_PrivateUse)
            visible += QStringView(QChar::fromUcs4(c));
    }
    return visible;
}

/** Sentences that went leave them behind. */
QString withoutEmptyElements(QString html)
{
    static const QRegularExpression empty(u"<(p|li|ul|ol|b|strong|em|i|u|h[1-6]|div|span)>\\s*</\\1>"_s);
    constexpr int deepest = 6;
    for (int round = 0; round < deepest && html.contains(empty); ++round)
        html.remove(empty);
    return html;
}

bool endsSentence(const QString &text, qsizetype at)
{
    const QChar c = text.at(at);
    if (c == u'\n' || c == QChar::ObjectReplacementCharacter)
        return true;
    const bool stop = c == u'.' || c == u'!' || c == u'?';
    return stop &&
           (at + 1 >= text.size() || text.at(at + 1).isSpace() || text.at(at + 1) == QChar::ObjectReplacementCharacter);
}

/** The sentence around a span, without the tags beside it. An overlong one is left but for the span. */
TextSpan sentenceAround(const QString &visible, const TextSpan &span)
{
    constexpr qsizetype longestSentence = 400;
    qsizetype begin = span.position;
    while (begin > 0 && !endsSentence(visible, begin - 1))
        --begin;
    qsizetype end = span.position + span.length;
    while (end < visible.size() && !endsSentence(visible, end))
        ++end;
    if (end < visible.size() && visible.at(end) != u'\n' && visible.at(end) != QChar::ObjectReplacementCharacter)
        ++end; // its full stop
    return end - begin > longestSentence ? span : TextSpan{begin, end - begin};
}

QList<TextSpan> merged(QList<TextSpan> spans)
{
    std::ranges::sort(spans, {}, &TextSpan::position);
    QList<TextSpan> result;
    for (const TextSpan &span : spans) {
        if (!result.isEmpty() && span.position <= result.last().position + result.last().length)
            result.last().length = std::max(result.last().length, span.position + span.length - result.last().position);
        else
            result.append(span);
    }
    return result;
}

} // namespace

AnswerCleaning::AnswerCleaning(const Product &record, const RulePack &pack) : m_pack(pack)
{
    QStringList own{record.mpn, record.sku, record.gtin};
    for (const Attribute &attribute : record.attributes) {
        if (isMostlyDigits(attribute.value)) // a sentence may bring somebody's telephone number along
            own.append(attribute.value);
    }
    for (const QString &text : own) {
        if (const QString digits = digitsOf(text); digits.size() >= 5)
            m_ownNumbers.append(digits);
    }
}

bool AnswerCleaning::isOwnNumber(const QString &text) const
{
    return m_ownNumbers.contains(digitsOf(text));
}

QString AnswerCleaning::withoutOffers(const QString &text, bool wholeSentences)
{
    const QString visible = withTagsBlanked(text);
    const PlainForms plain(visible);
    QList<TextSpan> spans;
    const auto find = [&](const QRegularExpression &pattern, bool numbers) {
        auto match = pattern.globalMatch(plain.text());
        bool found = false;
        while (match.hasNext()) {
            const auto hit = match.next();
            if (numbers && isOwnNumber(hit.captured()))
                continue;
            const TextSpan span = plain.written(hit.capturedStart(), hit.capturedLength());
            spans.append(wholeSentences ? sentenceAround(visible, span) : withLeadingWords(visible, span));
            found = true;
        }
        return found;
    };
    const bool marker = find(markerPattern(), false);
    const bool contact =
        static_cast<int>(find(addressPattern(), false)) + static_cast<int>(find(telephonePattern(), true)) > 0;
    const bool offer =
        static_cast<int>(find(pricePattern(), false)) + static_cast<int>(find(phrasePattern(), false)) > 0;
    if (contact)
        m_reasons.append(tr("Links and contact data removed."));
    if (offer)
        m_reasons.append(tr("Prices and promises of the shop removed."));
    m_reasons.removeDuplicates();
    return contact || offer || marker ? withoutSpans(text, merged(spans)) : text;
}

QString AnswerCleaning::line(const QString &text)
{
    const QString plain = html::clean(withoutMarkdown(withoutInvisible(text)), QStringList()).simplified();
    return withoutOffers(plain, false).simplified();
}

QString AnswerCleaning::title(const QString &text)
{
    return line(text);
}

QString AnswerCleaning::description(const QString &text)
{
    const auto tidy = [this](const QString &fragment) {
        return m_pack.allowedTags() ? html::clean(fragment, m_pack.allowedTags())
                                    : html::cleanHarmless(fragment, html::Links::Drop);
    };
    const QString cleaned = tidy(withoutMarkdown(withoutInvisible(text)));
    const QString harmless = withoutOffers(cleaned, true);
    if (harmless == cleaned)
        return cleaned;
    const QString rest = withoutEmptyElements(tidy(harmless));
    return html::toPlainText(rest).trimmed().isEmpty() ? QString() : rest;
}

QStringList AnswerCleaning::bulletPoints(const QStringList &texts)
{
    QStringList points;
    for (const QString &text : texts) {
        QString plain = html::clean(withoutMarkdown(withoutInvisible(text)), QStringList()).simplified();
        static const QRegularExpression bullet(u"^[-*•·–]\\s+"_s);
        plain.remove(bullet);
        const QString point = withoutOffers(plain, true).simplified();
        if (!point.isEmpty() && !points.contains(point, Qt::CaseInsensitive))
            points.append(point);
    }
    return points;
}

} // namespace listwright
