// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/textmending.h"

#include "models/domain/textmeasure.h"
#include "services/listing/smallwords.h"

#include <QRegularExpression>
#include <QSet>

namespace listwright {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate();
}

const QSet<QString> &acronyms()
{
    static const QSet<QString> words = [] {
        const QString list = QStringLiteral(
            "USB LED LCD OLED QLED UHD FHD HDMI HDR SSD HDD RAM ROM CPU GPU RGB ARGB GPS GSM LTE UMTS NFC RFID WLAN "
            "WIFI "
            "LAN VPN DVD CD VHS AC DC ABS PVC PET PP PE EVA TPU TPE PU PVD MDF HDF XS XL XXL XXXL S M L UV UVA UVB SPF "
            "EU UK US USA DE PL ISO DIN EN CE IP TV PC IPS VA TN AM FM DAB HD CNC OBD ABC BMX MTB SUV VW BMW LG HP JBL "
            "AEG IBM DIY ATX ITX DDR NVME SATA PCI VGA DVI OTG OEM BPA GOTS FSC");
        const QStringList split = list.split(u' ');
        return QSet<QString>(split.begin(), split.end());
    }();
    return words;
}

const QSet<QString> &smallWords()
{
    static const QSet<QString> words = {
        QStringLiteral("and"), QStringLiteral("or"),  QStringLiteral("for"), QStringLiteral("with"),
        QStringLiteral("of"),  QStringLiteral("the"), QStringLiteral("in"),  QStringLiteral("a"),
        QStringLiteral("und"), QStringLiteral("mit"), QStringLiteral("aus"), QStringLiteral("oder"),
        QStringLiteral("von"), QStringLiteral("zu"),  QStringLiteral("der"), QStringLiteral("die"),
        QStringLiteral("das"), QStringLiteral("im"),  QStringLiteral("do"),  QStringLiteral("na"),
        QStringLiteral("dla"), QStringLiteral("i"),   QStringLiteral("z"),   QStringLiteral("ze"),
        QStringLiteral("w"),   QStringLiteral("lub"), QStringLiteral("für"), QStringLiteral("to"),
    };
    return words;
}

/** Where words were taken out between `before` and the text from `at` on: the small words that lead to nothing now. */
void dropWhatLedThere(QString &before, const QString &text, qsizetype &at, qsizetype nextSpan)
{
    const auto lastWord = [&before] {
        const QList<TextSpan> words = wordSpans(before);
        return words.size() > 1 ? words.last() : TextSpan();
    };
    for (TextSpan last = lastWord(); last.length > 0; last = lastWord()) {
        const QStringView word = QStringView(before).mid(last.position, last.length);
        const QList<TextSpan> behind = wordSpans(QStringView(text).mid(at));
        const QStringView next = behind.isEmpty()
                                     ? QStringView()
                                     : QStringView(text).mid(at + behind.first().position, behind.first().length);
        const bool joins = !next.isEmpty() && isJoiningWord(next);
        const bool leadsOn = !next.isEmpty() && next.front().isLetterOrNumber() && !isSmallWord(next);
        if (!before.back().isSpace() || !isSmallWord(word) || comparableWord(word).size() != word.size() || leadsOn)
            return;
        const qsizetype behindJoining = at + (joins ? behind.first().position + behind.first().length : 0);
        if (joins && !isJoiningWord(word) && behind.size() > 1 && behindJoining <= nextSpan) {
            at = behindJoining; // "with X and Y" becomes "with Y"
            return;
        }
        before.truncate(last.position);
    }
}

/** Each part between hyphens, slashes and the like in normal case. */
QString wordInNormalCase(QStringView word, const QSet<QString> &keep, bool first)
{
    QString result;
    qsizetype at = 0;
    while (at < word.size()) {
        qsizetype end = at;
        while (end < word.size() && isWordCharacter(word.at(end)))
            ++end;
        const QString part = word.mid(at, end - at).toString();
        const bool hasDigit = std::any_of(part.begin(), part.end(), [](QChar c) { return c.isDigit(); });
        const bool capitals = part == part.toUpper();
        if (part.isEmpty()) {
            result += word.at(end++);
        } else if (!capitals || hasDigit || acronyms().contains(part) || keep.contains(part)) {
            result += part;
        } else {
            const QString lower = part.toLower();
            const bool small = smallWords().contains(lower) && !(first && result.isEmpty());
            result += small ? lower : QString(part.left(1) + lower.mid(1));
        }
        at = end;
    }
    return result;
}

} // namespace

bool hasDigit(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

int codePoints(QStringView text)
{
    int count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

qsizetype TextLimit::measure(const QString &text) const
{
    return inBytes ? text.toUtf8().size() : codePoints(text);
}

QString cutPlainText(const QString &text, const TextLimit &limit)
{
    QString result = cutAtWord(text, limit.limit);
    while (limit.measure(result) > limit.limit) {
        // A character weighs up to four bytes, so taking away a quarter of the excess is never too much.
        const qsizetype excess = limit.measure(result) - limit.limit;
        result = cutAtWord(result, codePoints(result) - static_cast<int>(std::max<qsizetype>(1, excess / 4)));
    }
    return result;
}

QString cutAtWord(const QString &text, int codePointLimit)
{
    if (codePoints(text) <= codePointLimit)
        return text;
    qsizetype end = 0;
    for (int count = 0; end < text.size(); ++end) {
        if (!text.at(end).isLowSurrogate() && ++count > codePointLimit)
            break;
    }
    if (!text.at(end).isSpace()) {
        qsizetype blank = end - 1;
        while (blank > 0 && !text.at(blank).isSpace())
            --blank;
        if (blank > 0)
            end = blank;
    }
    return withoutTrailingSmallWords(tidied(text.left(end)));
}

QString withoutSpans(const QString &text, const QList<TextSpan> &spans,
                     const std::function<QString(QStringView)> &replacement)
{
    const bool oneLine = !text.contains(u'\n') && !text.contains(u'<');
    QString result;
    qsizetype at = 0;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const TextSpan &span = spans.at(i);
        result += QStringView(text).mid(at, span.position - at);
        at = span.position + span.length;
        if (oneLine && !replacement && !comparableWord(QStringView(text).mid(span.position, span.length)).isEmpty())
            dropWhatLedThere(result, text, at, i + 1 < spans.size() ? spans.at(i + 1).position : text.size());
        QString instead = replacement ? replacement(QStringView(text).mid(span.position, span.length)) : QString();
        const bool between =
            !result.isEmpty() && isWordCharacter(result.back()) && at < text.size() && isWordCharacter(text.at(at));
        if (instead.isEmpty() && between)
            instead = QStringLiteral(" ");
        result += instead;
    }
    result += QStringView(text).mid(at);
    return spans.isEmpty() ? text : tidied(result);
}

QString tidied(const QString &text)
{
    static const QRegularExpression emptyBrackets(QStringLiteral("\\([ \\t,;.-]*\\)|\\[[ \\t,;.-]*\\]"));
    static const QRegularExpression blanks(QStringLiteral("[ \\t\\x{A0}]{2,}"));
    static const QRegularExpression blankBefore(QStringLiteral("[ \\t]+(?=[,;:.!?)](?:\\s|$))"));
    static const QRegularExpression doubled(QStringLiteral("([,;:|/])(?:\\s*[,;:|/])+"));
    static const QRegularExpression ends(
        QStringLiteral("^[\\s,;:|/+&\\x{2013}\\x{2014}-]+(?![\\d])|[\\s,;:|/&(\\[\\x{2013}\\x{2014}-]+$"));
    QString result = text;
    result.remove(emptyBrackets);
    static const QRegularExpression reference(QStringLiteral("&(?:\\w+|#\\d+|#[xX][0-9a-fA-F]+);"));
    const bool oneLine = withTagsBlanked(result) == result && !result.contains(u'\n') &&
                         !result.contains(reference); // tags, references and lists need their marks
    if (oneLine)
        result.replace(doubled, QStringLiteral("\\1"));
    result.replace(blanks, QStringLiteral(" "));
    result.remove(blankBefore);
    if (oneLine)
        result.remove(ends);
    return result.trimmed();
}

bool endsLine(QChar c)
{
    return c.isSpace() && c.category() != QChar::Separator_Space;
}

QString onOneLine(const QString &text)
{
    return std::any_of(text.begin(), text.end(), endsLine) ? text.simplified() : text;
}

QList<TextSpan> wordSpans(QStringView text)
{
    QList<TextSpan> words;
    for (qsizetype at = 0; at < text.size();) {
        if (text.at(at).isSpace()) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        words.append({at, end - at});
        at = end;
    }
    return words;
}

QString comparableWord(QStringView word)
{
    QString result;
    for (const QChar c : word) {
        if (isWordCharacter(c) || c.isMark())
            result += c;
    }
    return result.toCaseFolded();
}

QString withTagsBlanked(const QString &html)
{
    QString result = html;
    bool inTag = false;
    for (qsizetype at = 0; at < result.size(); ++at) {
        const QChar c = result.at(at);
        const bool begins = c == u'<' && at + 1 < html.size() &&
                            (html.at(at + 1).isLetter() || QStringLiteral("/!?").contains(html.at(at + 1)));
        inTag = inTag || begins;
        if (inTag)
            result[at] = QChar::ObjectReplacementCharacter;
        if (c == u'>')
            inTag = false;
    }
    return result;
}

bool isSymbol(char32_t c)
{
    if (c < 0xA1 || c == U'°')
        return false;
    const bool emojiPart = (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D || c == 0x20E3;
    return emojiPart || QChar::category(c) == QChar::Symbol_Other;
}

bool isShouting(const QString &text)
{
    const TitleMeasure measure = measureTitle(text.toStdString(), {});
    return isShouting(measure.upperCaseLetters, measure.lowerCaseLetters);
}

QString inNormalCase(const QString &title, const QStringList &keep)
{
    if (!isShouting(title))
        return title;
    const QSet<QString> kept(keep.begin(), keep.end());
    QString result;
    for (const TextSpan &word : wordSpans(title)) {
        if (!result.isEmpty())
            result += u' ';
        result += wordInNormalCase(QStringView(title).mid(word.position, word.length), kept, result.isEmpty());
    }
    return result;
}

} // namespace listwright
