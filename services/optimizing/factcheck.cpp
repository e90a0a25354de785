// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/factcheck.h"

#include "services/listing/textmending.h"
#include "services/optimizing/recordfacts.h"

#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

bool hasLetter(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetter(); });
}

bool isCapitals(const QString &word)
{
    return word.size() > 1 && std::ranges::all_of(word, [](QChar c) { return c.isUpper(); });
}

/** "MacBook", "iPhone": no language writes its own words so. */
bool hasInnerCapital(const QString &word)
{
    for (qsizetype at = 1; at < word.size(); ++at) {
        if (word.at(at).isUpper() && word.at(at - 1).isLower())
            return true;
    }
    return false;
}

/** German writes all nouns with a capital letter, so capitals say nothing there. */
bool looksGerman(const QList<TextToken> &tokens)
{
    static const QSet<QString> german{u"und"_s, u"der"_s,  u"das"_s, u"mit"_s,  u"fur"_s,  u"ein"_s, u"eine"_s,
                                      u"ist"_s, u"oder"_s, u"zum"_s, u"auch"_s, u"sich"_s, u"bei"_s, u"aus"_s,
                                      u"von"_s, u"den"_s,  u"dem"_s, u"im"_s,   u"zur"_s,  u"sie"_s};
    return std::ranges::any_of(tokens, [](const TextToken &token) { return german.contains(token.folded); });
}

/** One text being held against the record. */
class TextCheck
{
    Q_DECLARE_TR_FUNCTIONS(FactCheck)

public:
    TextCheck(const QString &text, const RecordFacts &record)
        : m_visible(text), m_tokens(m_visible.tokens()), m_record(record)
    {
    }

    QList<DoubtfulFact> check()
    {
        measures();
        words(FactWords::colours(), tr("The record names no colour “%1”."));
        words(FactWords::materials(), tr("The record names no material “%1”."));
        words(FactWords::claims(), tr("The record does not say “%1”."));
        words(FactWords::brands(), tr("The record does not name “%1”."));
        numberWords();
        sizes();
        names();
        properNames();
        compatibility();
        return result();
    }

private:
    struct Hit
    {
        qsizetype position;
        qsizetype length;
        QString reason;
    };

    void mark(qsizetype position, qsizetype length, const QString &reason)
    {
        m_hits.append({position, length, reason.arg(m_visible.text().mid(position, length))});
    }
    void mark(const TextToken &token, const QString &reason) { mark(token.position, token.length, reason); }

    void measures()
    {
        for (const Measure &measure : measuresOf(m_visible.text())) {
            if (!m_record.states(measure) && !isStatedCount(measure))
                mark(measure.position, measure.length, tr("The record does not state “%1”."));
        }
    }

    /** Without the unit that a later number of its row brought. */
    bool isStatedCount(const Measure &measure) const
    {
        bool whole = false;
        const int count = m_visible.text().mid(measure.position, measure.length).toInt(&whole);
        return measure.ofRow && whole && m_record.statesNumber(count);
    }

    void words(const FactWords &list, const QString &reason)
    {
        for (const FactWord &word : list.find(m_tokens)) {
            if (!m_record.names(list, word.group))
                mark(word.position, word.length, reason);
        }
    }

    void numberWords()
    {
        const FactWords &list = FactWords::numbers();
        for (const FactWord &word : list.find(m_tokens)) {
            if (!m_record.names(list, word.group) && !m_record.statesNumber(list.groupName(word.group).toDouble()))
                mark(word.position, word.length, tr("The record does not state “%1”."));
        }
    }

    /** "Größe M": single letters mean something only behind a word for size. */
    void sizes()
    {
        static const QSet<QString> sizeWords{u"size"_s,     u"sizes"_s,  u"grosse"_s, u"grossen"_s, u"rozmiar"_s,
                                             u"rozmiary"_s, u"taille"_s, u"talla"_s,  u"taglia"_s};
        static const QSet<QString> letters{u"S"_s, u"M"_s, u"L"_s};
        for (qsizetype i = 0; i < m_tokens.size(); ++i) {
            for (qsizetype next = i + 1; next < std::min(m_tokens.size(), i + 3); ++next) {
                const TextToken &token = m_tokens.at(next);
                if (sizeWords.contains(m_tokens.at(i).folded) && letters.contains(token.text) &&
                    !m_record.hasWord(token.folded))
                    mark(token, tr("The record states no size “%1”."));
            }
        }
    }

    /** Model numbers, protection classes, abbreviations: tokens that no ordinary word looks like. */
    void names()
    {
        const bool shouting = isShouting(m_visible.text());
        for (const TextToken &token : m_tokens) {
            const bool mixed = hasDigit(token.text) && hasLetter(token.text) && !isCountOrMeasure(token);
            const bool capitals = isCapitals(token.text) && !shouting;
            const bool known = mixed ? m_record.hasWord(token.folded) : m_record.hasName(token.folded);
            if ((mixed || capitals || hasInnerCapital(token.text)) && !known)
                mark(token, tr("The record does not name “%1”."));
        }
    }

    /** "500ml", "2er", "30x20": their numbers are looked at as such. */
    static bool isCountOrMeasure(const TextToken &token)
    {
        static const QRegularExpression counts(
            u"^[0-9]+(?:x[0-9]*)*(?:er|ers|fach|tlg|teilig|pcs|stk|szt|pack|in|st|nd|rd|th|x|s)?$"_s);
        if (counts.match(token.folded).hasMatch())
            return true;
        const QList<Measure> measures = measuresOf(token.text);
        return measures.size() == 1 && measures.first().dimension != Dimension::None &&
               measures.first().length == token.length;
    }

    /** Names within sentences of a language that writes only names with a capital letter. */
    void properNames()
    {
        if (looksGerman(m_tokens))
            return;
        qsizetype inner = 0;
        QList<TextToken> capitalized;
        for (const TextToken &token : m_tokens) {
            if (token.beginsSentence || !hasLetter(token.text))
                continue;
            ++inner;
            if (token.text.at(0).isUpper())
                capitalized.append(token);
        }
        if (inner < 8 || capitalized.size() * 3 > inner) // a title, where every word may have one
            return;
        for (const TextToken &token : capitalized) {
            if (token.length >= 3 && !m_record.hasName(token.folded))
                mark(token, tr("The record does not name “%1”."));
        }
    }

    void compatibility()
    {
        constexpr qsizetype reach = 8;
        for (const FactWord &phrase : FactWords::compatibility().find(m_tokens)) {
            const qsizetype end = phrase.position + phrase.length;
            qsizetype seen = 0;
            for (const TextToken &token : m_tokens) {
                if (token.position < end)
                    continue;
                if (token.beginsSentence || ++seen > reach)
                    break;
                const bool name = token.text.at(0).isUpper() || hasDigit(token.text);
                if (name && !m_record.hasName(token.folded))
                    mark(token, tr("The record does not say that it fits “%1”."));
            }
        }
    }

    QList<DoubtfulFact> result()
    {
        std::ranges::stable_sort(m_hits, [](const Hit &left, const Hit &right) {
            return std::pair(left.position, -left.length) < std::pair(right.position, -right.length);
        });
        QList<DoubtfulFact> facts;
        qsizetype end = 0;
        for (const Hit &hit : std::as_const(m_hits)) {
            if (hit.position < end)
                continue;
            end = hit.position + hit.length;
            const auto [position, length] = m_visible.written(hit.position, hit.length);
            facts.append({position, length, hit.reason});
        }
        return facts;
    }

    VisibleText m_visible;
    QList<TextToken> m_tokens;
    const RecordFacts &m_record;
    QList<Hit> m_hits;
};

} // namespace

FactCheck::FactCheck(const Product &record) : m_record(std::make_unique<RecordFacts>(record)) {}
FactCheck::~FactCheck() = default;

QList<DoubtfulFact> FactCheck::doubtful(const QString &text) const
{
    return TextCheck(text, *m_record).check();
}

bool FactCheck::holds(const QString &text) const
{
    if (!doubtful(text).isEmpty())
        return false;
    for (const TextToken &token : VisibleText(text).tokens()) {
        const bool measure = hasDigit(token.text); // looked at above
        if (!measure && token.length > 1 && !m_record->hasName(token.folded))
            return false;
    }
    return true;
}

QList<DoubtfulFact> doubtfulFacts(const QString &text, const Product &record)
{
    return FactCheck(record).doubtful(text);
}

} // namespace listwright
