// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/repetition.h"

#include "services/listing/smallwords.h"

#include <QHash>
#include <QSet>

namespace listwright {

namespace {

struct TitleWord
{
    TextSpan span;
    QString text;
    QString comparable;
    bool small = false;
    bool joining = false;

    bool isSeparator() const { return comparable.isEmpty() && !joining; }
    bool endsPart() const { return !isSeparator() && QStringLiteral(",;|)]!").contains(text.back()); }
    bool beginsPart() const { return text.startsWith(u'(') || text.startsWith(u'['); }
    bool isContent() const { return !small && !comparable.isEmpty(); }
};

/** Words from `begin` to before `end`. */
struct WordRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

/** A way to shorten, and how many words are said nowhere any more. */
struct Shortening
{
    QString text;
    int lost = 0;
};

bool isNumberWord(const QString &comparable)
{
    return std::ranges::all_of(comparable, [](QChar c) { return c.isDigit(); });
}

QSet<QString> contentOf(const QList<TitleWord> &words, WordRange range)
{
    QSet<QString> content;
    for (qsizetype i = range.begin; i < range.end; ++i) {
        if (words.at(i).isContent())
            content.insert(words.at(i).comparable);
    }
    return content;
}

/** One text being shortened, cut after cut. */
class Repetition
{
public:
    Repetition(const QString &text, int most, const QStringList &exceptions)
        : m_original(text), m_text(text), m_most(most), m_exceptions(exceptions)
    {
    }

    std::optional<QString> shortened()
    {
        for (read(); !m_surplus.isEmpty(); read()) {
            if (!dropRepeatedPhrase() && !dropPartsThatAddNothing() && !dropPhraseOfFirstSurplus())
                return {};
        }
        const QString result = withoutTrailingSmallWords(tidied(m_text));
        return isSound(result) ? std::optional(result) : std::nullopt;
    }

private:
    void read()
    {
        const bool allCapitals = m_original == m_original.toUpper();
        m_words.clear();
        for (const TextSpan &span : wordSpans(m_text)) {
            const QString word = m_text.mid(span.position, span.length);
            const QString comparable = comparableWord(word);
            const bool joining = isJoiningWord(word) || word == QLatin1String("+");
            const bool small = joining || isSmallWord(word, allCapitals) || m_exceptions.contains(comparable);
            m_words.append({span, word, comparable, small, joining});
        }
        m_surplus.clear();
        m_first = m_words.size();
        for (const RepeatedWord &repeated : repeatedWords(m_text, m_most, m_exceptions)) {
            m_surplus.insert(repeated.word);
            m_first = std::min(m_first, wordAt(repeated.surplus.first().position));
        }
        readParts();
    }

    qsizetype wordAt(qsizetype position) const
    {
        const auto found =
            std::ranges::find(m_words, position, [](const TitleWord &word) { return word.span.position; });
        return found - m_words.begin();
    }

    void readParts()
    {
        m_parts.clear();
        qsizetype begin = 0;
        const auto close = [&](qsizetype end) {
            if (end > begin)
                m_parts.append({begin, end});
            begin = end;
        };
        for (qsizetype i = 0; i < m_words.size(); ++i) {
            if (m_words.at(i).isSeparator()) {
                close(i);
                begin = i + 1;
            } else {
                if (m_words.at(i).beginsPart())
                    close(i);
                if (m_words.at(i).endsPart())
                    close(i + 1);
            }
        }
        close(m_words.size());
    }

    bool hasSurplus(WordRange range) const
    {
        for (qsizetype i = range.begin; i < range.end; ++i) {
            if (m_surplus.contains(m_words.at(i).comparable))
                return true;
        }
        return false;
    }

    /** The text without some words; `instead` goes to the end of the word before. */
    QString without(WordRange range, const QString &instead = {}) const
    {
        const qsizetype end = range.end < m_words.size() ? m_words.at(range.end).span.position : m_text.size();
        QString before = m_text.left(m_words.at(range.begin).span.position);
        if (!instead.isEmpty())
            before = before.trimmed() + instead + u' ';
        return before + m_text.mid(end);
    }

    QSet<QString> contentBut(WordRange range) const
    {
        return contentOf(m_words, {0, range.begin}).unite(contentOf(m_words, {range.end, m_words.size()}));
    }

    /** Words that are said nowhere else; nothing where one of them is a number, which is a fact. */
    std::optional<int> lostBy(WordRange range) const
    {
        int lost = 0;
        const QSet<QString> left = contentBut(range);
        for (const QString &word : contentOf(m_words, range)) {
            if (left.contains(word))
                continue;
            if (hasDigit(word))
                return {};
            ++lost;
        }
        return lost;
    }

    bool isSaidAgain(qsizetype at, qsizetype length, qsizetype again) const
    {
        for (qsizetype i = 0; i < length; ++i) {
            if (again + i >= m_words.size() || m_words.at(at + i).comparable != m_words.at(again + i).comparable)
                return false;
        }
        return true;
    }

    /** "10 x 10 x 10" is no phrase said three times. */
    bool isPhrase(WordRange range) const
    {
        int words = 0;
        bool numbers = false;
        for (qsizetype i = range.begin; i < range.end; ++i) {
            const TitleWord &word = m_words.at(i);
            numbers = numbers || hasDigit(word.comparable);
            words += word.isContent() && !hasDigit(word.comparable) && word.comparable.size() > 2 ? 1 : 0;
        }
        return words >= (numbers ? 2 : 1);
    }

    /** Where a part begins or ends. */
    bool isBoundary(qsizetype at) const
    {
        if (at == 0 || at >= m_words.size())
            return true;
        const TitleWord &before = m_words.at(at - 1);
        const TitleWord &behind = m_words.at(at);
        return before.isSeparator() || before.endsPart() || behind.isSeparator() || behind.beginsPart();
    }

    bool dropRepeatedPhrase()
    {
        for (qsizetype length = 1; length <= m_words.size() / 2; ++length) {
            for (qsizetype at = 0; at + 2 * length <= m_words.size(); ++at) {
                const WordRange phrase{at, at + length};
                if (!isSaidAgain(at, length, phrase.end) || !hasSurplus(phrase) || !isPhrase(phrase))
                    continue;
                qsizetype end = phrase.end + length;
                while (isSaidAgain(at, length, end))
                    end += length;
                const qsizetype rest = m_words.size() - end; // the beginning of one more, cut off by a limit
                if (rest > 0 && rest < length && isSaidAgain(at, rest, end))
                    end = m_words.size();
                if (isBoundary(phrase.end) && !isBoundary(end))
                    continue; // would leave a part without what it is about
                m_text = without({phrase.end, end});
                return true;
            }
        }
        return false;
    }

    bool dropPartsThatAddNothing()
    {
        for (qsizetype i = m_parts.size() - 1; i > 0; --i) {
            const WordRange part = m_parts.at(i);
            const QSet<QString> said = contentOf(m_words, {0, part.begin});
            if (!hasSurplus(part) || !said.contains(contentOf(m_words, part)))
                continue;
            m_text = withoutPart(part);
            return true;
        }
        return false;
    }

    /** With one of the two separators around it. */
    QString withoutPart(WordRange part) const
    {
        const bool dashBefore = part.begin > 0 && m_words.at(part.begin - 1).isSeparator();
        const bool dashBehind = part.end < m_words.size() && m_words.at(part.end).isSeparator();
        const bool markBefore = part.begin > 0 && m_words.at(part.begin - 1).endsPart();
        const QChar mark = m_words.at(part.end - 1).text.back();
        const bool markBehind = mark == u',' || mark == u';' || mark == u'|';
        if (dashBefore && !markBehind)
            return without({part.begin - 1, part.end});
        if (markBefore && dashBehind)
            return without({part.begin, part.end + 1});
        return without(part, markBehind && !dashBefore && !markBefore ? QString(mark) : QString());
    }

    bool dropPhraseOfFirstSurplus()
    {
        std::optional<Shortening> best;
        const auto offer = [&best](const std::optional<Shortening> &shortening) {
            if (shortening && (!best || shortening->lost < best->lost))
                best = shortening;
        };
        const auto part = std::ranges::find_if(
            m_parts, [this](WordRange range) { return range.begin <= m_first && m_first < range.end; });
        if (part == m_parts.end())
            return false;
        offer(withoutLedPhrase(*part));
        offer(withoutWordsBetween(*part));
        if (part != m_parts.begin())
            offer(withoutWholePart(*part));
        for (qsizetype i = m_parts.size() - 1; i > 0 && !best; --i) {
            const QSet<QString> content = contentOf(m_words, m_parts.at(i));
            if (content.contains(m_words.at(m_first).comparable))
                offer(withoutWholePart(m_parts.at(i)));
        }
        if (best)
            m_text = best->text;
        return best.has_value();
    }

    std::optional<Shortening> withoutWholePart(WordRange part) const
    {
        const auto lost = lostBy(part);
        return lost ? std::optional(Shortening{withoutPart(part), *lost}) : std::nullopt;
    }

    /** "with steel handle" of "kettle with steel handle for tea": from the small words to the next ones. */
    std::optional<Shortening> withoutLedPhrase(WordRange part) const
    {
        WordRange phrase{m_first, m_first + 1};
        while (phrase.begin > part.begin && !m_words.at(phrase.begin).small)
            --phrase.begin;
        while (phrase.begin > part.begin && m_words.at(phrase.begin - 1).small)
            --phrase.begin;
        while (phrase.end < part.end && !m_words.at(phrase.end).small)
            ++phrase.end;
        const bool led = phrase.begin > part.begin && m_words.at(phrase.begin).small;
        const bool goesOn = phrase.end < part.end && m_words.at(phrase.end).joining;
        const auto lost = lostBy(phrase);
        if (!led || !lost || (goesOn && !m_words.at(phrase.begin).joining))
            return {};
        const QChar mark = m_words.at(phrase.end - 1).text.back();
        const bool keep = phrase.end == part.end && QStringLiteral(",;|)]").contains(mark);
        return Shortening{without(phrase, keep ? QString(mark) : QString()), *lost};
    }

    /**
     * From one of the same words to the next: what followed the second follows the first then, so that no two words
     * meet which did not stand together before.
     */
    std::optional<Shortening> withoutWordsBetween(WordRange part) const
    {
        std::optional<Shortening> best;
        const QString &word = m_words.at(m_first).comparable;
        qsizetype before = -1;
        for (qsizetype i = part.begin; i < part.end; ++i) {
            if (m_words.at(i).comparable != word)
                continue;
            const bool last = i + 1 == part.end; // keeps the comma behind it
            const auto lost = before >= 0 ? lostBy({before + 1, i}) : std::nullopt;
            if (lost && (!best || *lost <= best->lost))
                best = Shortening{without(last ? WordRange{before, i} : WordRange{before + 1, i + 1}), *lost};
            before = i;
        }
        return best;
    }

    static QList<int> pairs(const QString &text)
    {
        const auto count = [&text](QStringView signs) {
            return static_cast<int>(std::ranges::count_if(text, [&](QChar c) { return signs.contains(c); }));
        };
        return {count(u"([{") - count(u")]}"), count(u"\"") % 2, count(u"„“”") % 2};
    }

    /** Most of what was said is still there, and it reads as well as before. */
    bool isSound(const QString &result)
    {
        constexpr qsizetype leastPercent = 55;
        const auto said = contentOf(m_words, {0, m_words.size()});
        m_text = m_original;
        read();
        const auto before = contentOf(m_words, {0, m_words.size()});
        QStringList dangling = danglingWords(result);
        for (const QString &known : danglingWords(m_original))
            dangling.removeOne(known);
        return said.size() * 100 >= before.size() * leastPercent && dangling.isEmpty() &&
               pairs(result) == pairs(m_original) && repeatedWords(result, m_most, m_exceptions).isEmpty();
    }

    QString m_original;
    QString m_text;
    int m_most;
    QStringList m_exceptions;
    QList<TitleWord> m_words;
    QList<WordRange> m_parts;
    QSet<QString> m_surplus;
    qsizetype m_first = 0; ///< the first word that is surplus
};

} // namespace

QList<RepeatedWord> repeatedWords(const QString &text, int most, const QStringList &exceptions)
{
    QList<RepeatedWord> repeated;
    QHash<QString, int> counts;
    const QList<TextSpan> words = wordSpans(text);
    const auto isNumber = [&](qsizetype at) {
        return at >= 0 && at < words.size() &&
               hasDigit(QStringView(text).mid(words.at(at).position, words.at(at).length));
    };
    for (qsizetype i = 0; i < words.size(); ++i) {
        const TextSpan &span = words.at(i);
        const QString word = comparableWord(QStringView(text).mid(span.position, span.length));
        const bool times = word == QLatin1String("x") && isNumber(i - 1) && isNumber(i + 1);
        if (isNumberWord(word) || times || exceptions.contains(word) || ++counts[word] <= most)
            continue;
        const auto known = std::ranges::find(repeated, word, &RepeatedWord::word);
        if (known == repeated.end())
            repeated.append({word, 0, {span}});
        else
            known->surplus.append(span);
    }
    for (RepeatedWord &each : repeated)
        each.count = counts.value(each.word);
    return repeated;
}

std::optional<QString> withoutRepetition(const QString &text, int most, const QStringList &exceptions)
{
    constexpr qsizetype longest = 1000; // characters; a person has to shorten what is no title, and the work grows fast
    return text.size() > longest ? std::nullopt : Repetition(text, most, exceptions).shortened();
}

} // namespace listwright
