// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/titlecomposer.h"

#include "models/domain/placeholder.h"
#include "services/listing/html.h"
#include "services/listing/smallwords.h"
#include "services/listing/textmending.h"
#include "services/optimizing/statedfacts.h"

#include <QRegularExpression>
#include <QSet>

namespace listwright {

namespace {

/** What a buyer looks for in a title, in the order of use. Names as sellers write them, case folded. */
const QList<QStringList> &keyAttributes()
{
    static const QList<QStringList> groups = {
        {QStringLiteral("model"), QStringLiteral("modell"), QStringLiteral("modelname"), QStringLiteral("serie")},
        {QStringLiteral("type"), QStringLiteral("typ"), QStringLiteral("produktart"), QStringLiteral("rodzaj")},
        {QStringLiteral("material"), QStringLiteral("materiał"), QStringLiteral("tworzywo")},
        {QStringLiteral("colour"), QStringLiteral("color"), QStringLiteral("farbe"), QStringLiteral("kolor")},
        {QStringLiteral("size"), QStringLiteral("größe"), QStringLiteral("grösse"), QStringLiteral("rozmiar")},
        {QStringLiteral("capacity"), QStringLiteral("kapazität"), QStringLiteral("pojemność"), QStringLiteral("volume"),
         QStringLiteral("volumen"), QStringLiteral("fassungsvermögen"), QStringLiteral("speicherkapazität")},
        {QStringLiteral("storage capacity"), QStringLiteral("pojemność pamięci")},
        {QStringLiteral("power"), QStringLiteral("leistung"), QStringLiteral("moc")},
        {QStringLiteral("voltage"), QStringLiteral("spannung"), QStringLiteral("napięcie")},
        {QStringLiteral("dimensions"), QStringLiteral("abmessungen"), QStringLiteral("maße"),
         QStringLiteral("wymiary")},
    };
    return groups;
}

QSet<QString> comparableWords(const QString &text)
{
    QSet<QString> words;
    QString word;
    for (const QChar c : QString(text + u' ')) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate()) {
            word += c;
        } else if (!word.isEmpty()) {
            words.insert(word.toCaseFolded());
            word.clear();
        }
    }
    return words;
}

QString withoutBlanks(QString text)
{
    return text.removeIf([](QChar c) { return c.isSpace(); });
}

class TitleComposer
{
    Q_DECLARE_TR_FUNCTIONS(RuleOptimizer)

public:
    TitleComposer(const Product &product, const RulePack &pack) : m_product(product), m_pack(pack)
    {
        const int limit = pack.titleLimit().value_or(150);
        m_target = std::min(pack.titleAdvised().value_or(std::min(limit, 80)), limit);
    }

    ImprovedText compose()
    {
        Product candidate = m_product;
        candidate.titleOptimized = m_product.title();
        if (candidate.titleOptimized.trimmed().isEmpty())
            return {m_product.title(), {}};
        replace(candidate.titleOptimized, withoutMarkup(candidate.titleOptimized), tr("Markup removed."));
        replace(candidate.titleOptimized, withoutAddresses(candidate.titleOptimized),
                tr("Web and e-mail addresses removed."));
        replace(candidate.titleOptimized, withoutDecoration(candidate.titleOptimized),
                tr("Exclamation marks and symbols removed."));
        m_reasons += mend(candidate, m_pack, ProductField::TitleOptimized);
        m_title = candidate.titleOptimized;
        addBrand();
        addModel();
        for (const QStringList &names : keyAttributes())
            addAttribute(names);
        addOptions();
        candidate.titleOptimized = m_title;
        mend(candidate, m_pack, ProductField::TitleOptimized); // what was added may itself need mending
        if (candidate.titleOptimized == m_product.title())
            return {m_product.title(), {}};
        return {candidate.titleOptimized, m_reasons};
    }

private:
    /** Where something to read is left of it. */
    void replace(QString &title, const QString &improved, const QString &reason)
    {
        if (improved == title || improved.isEmpty())
            return;
        title = improved;
        m_reasons.append(reason);
    }

    static QString withoutMarkup(const QString &title)
    {
        return html::looksLikeHtml(title) ? html::clean(title, QStringList()).simplified() : title;
    }

    /** Of no price. */
    static bool isLoneCurrencySign(const QString &title, qsizetype at)
    {
        if (title.at(at).category() != QChar::Symbol_Currency)
            return false;
        const QString before = title.left(at).trimmed();
        const QString after = title.mid(at + 1).trimmed();
        const bool alone =
            (at == 0 || title.at(at - 1).isSpace()) && (at + 1 == title.size() || title.at(at + 1).isSpace());
        return alone && !(!before.isEmpty() && before.back().isDigit()) &&
               !(!after.isEmpty() && after.front().isDigit());
    }

    /** Whole, before the rules take single signs out of them and leave a stump. */
    static QString withoutAddresses(const QString &title)
    {
        static const QRegularExpression address(
            QStringLiteral(R"((?:\b[a-z][a-z0-9+.-]*://|\bwww\.)\S*|[^\s@]+@[^\s@]+\.[^\s@]+)"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
        QList<TextSpan> spans;
        for (auto found = address.globalMatch(title); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            spans.append(withLeadingWords(title, {match.capturedStart(), match.capturedLength()}));
        }
        return spans.isEmpty() ? title : withoutSpans(title, spans);
    }

    /** Exclamation marks, stars and symbols cost points everywhere; signs of a brand and of a product of numbers stay.
     */
    QString withoutDecoration(const QString &title) const
    {
        QList<TextSpan> spans;
        for (qsizetype at = 0; at < title.size(); ++at) {
            const QChar c = title.at(at);
            const bool pair = c.isHighSurrogate() && at + 1 < title.size();
            const char32_t letter = pair ? QChar::surrogateToUcs4(c, title.at(at + 1)) : c.unicode();
            const bool times = c == u'*' && at > 0 && title.at(at - 1).isDigit();
            const bool mark = (c == u'!' || c == u'*') && !times && !m_product.brand.contains(c);
            if (mark || isLoneCurrencySign(title, at) || (isSymbol(letter) && !QStringLiteral("™®©").contains(c)))
                spans.append({at, pair ? 2 : 1});
            at += pair ? 1 : 0;
        }
        return withoutSpans(title, spans);
    }

    /** In the same words, or written together ("18 V" and "18V"). */
    bool says(const QString &text) const
    {
        const QSet<QString> title = comparableWords(m_title);
        const QSet<QString> words = comparableWords(text);
        const QString compact = withoutBlanks(text);
        const bool measure = compact.size() > 2 && hasDigit(compact);
        return std::all_of(words.begin(), words.end(),
                           [&title](const QString &word) { return title.contains(word); }) ||
               (measure && withoutBlanks(m_title).contains(compact, Qt::CaseInsensitive));
    }

    /** Whether a word would stand there twice; numbers may. */
    bool repeatsAWord(const QString &text) const
    {
        const QSet<QString> title = comparableWords(m_title);
        const QSet<QString> words = comparableWords(text);
        return std::any_of(words.begin(), words.end(), [&title](const QString &word) {
            const bool number = std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
            return !number && title.contains(word);
        });
    }

    bool isNew(const QString &text) const { return !text.isEmpty() && !says(text) && !repeatsAWord(text); }

    /** The text as it may stand in this marketplace's titles; empty when it may not, or says nothing. */
    QString allowed(const QString &text) const
    {
        if (saysNothing(text))
            return {};
        Product probe;
        probe.brand = m_product.brand;
        probe.mpn = m_product.mpn;
        probe.titleOptimized = withoutDecoration(html::toPlainText(text).simplified());
        const QString before = probe.titleOptimized;
        mend(probe, m_pack, ProductField::TitleOptimized);
        const bool clean = comparableWords(before) == comparableWords(probe.titleOptimized);
        return clean ? probe.titleOptimized : QString();
    }

    bool fits(const QString &longer) const { return codePoints(longer) <= m_target; }

    void addBrand()
    {
        const QString brand = allowed(m_product.brand);
        if (codePoints(brand) > 40 || !isNew(brand))
            return;
        // the brand is worth the last words of a long title
        const QString longer = brand + u' ' + m_title;
        const int limit = std::max(m_target, std::min(codePoints(m_title), m_pack.titleLimit().value_or(150)));
        m_title = cutAtWord(longer, limit);
        m_reasons.append(tr("Names the brand."));
    }

    void addModel()
    {
        const QString model = allowed(m_product.mpn);
        if (codePoints(model) > 25 || wordSpans(model).size() > 2 || !isNew(model))
            return;
        const QString longer = m_title + u' ' + model;
        if (!fits(longer))
            return;
        m_title = longer;
        m_reasons.append(tr("Names the model number."));
    }

    void addAttribute(const QStringList &names)
    {
        for (const Attribute &attribute : m_product.attributes) {
            if (!names.contains(attribute.name.trimmed().toCaseFolded()) || saysNothing(attribute.value))
                continue;
            const QString value = allowed(attribute.value);
            if (codePoints(value) > 30 || wordSpans(value).size() > 4 || !isNew(value))
                return;
            const bool lone =
                codePoints(value) < 2 || std::none_of(value.begin(), value.end(), [](QChar c) { return c.isLetter(); });
            const QString name = allowed(attribute.name);
            if (lone && name.isEmpty())
                return;
            const QString added = lone ? QString(name + u' ' + value) : value;
            const QString longer = withAppended(added);
            if (!isNew(added) || !fits(longer))
                return;
            m_title = longer;
            m_reasons.append(tr("Names “%1”.").arg(attribute.name.trimmed()));
            return;
        }
    }

    /** With one comma between, whatever the title ended with. */
    QString withAppended(const QString &added) const
    {
        QString title = m_title;
        while (!title.isEmpty() && (title.back().isSpace() || QStringLiteral(",;:").contains(title.back())))
            title.chop(1);
        return title + QLatin1String(", ") + added;
    }

    /** What a short title of a product with variants can say of them: the one value they share, or all there are. */
    void addOptions()
    {
        constexpr int shortTitle = 40; // characters; what the quality score asks for
        for (const auto &[name, values] : optionValues(m_product)) {
            const QString value = allowed(values.join(u'/'));
            const QString label = allowed(name);
            const QString added = values.size() == 1 ? value : QString(label + u' ' + value);
            const QString longer = withAppended(added);
            if (codePoints(m_title) >= shortTitle || codePoints(value) > 30 || label.isEmpty() || !isNew(value) ||
                !isNew(added) || !fits(longer))
                continue;
            m_title = longer;
            m_reasons.append(tr("Names “%1”.").arg(name));
        }
    }

    const Product &m_product;
    const RulePack &m_pack;
    int m_target;
    QString m_title;
    QStringList m_reasons;
};

/** The mendable finding whose fix leaves most of the text: what is forbidden goes before what is too long is cut. */
std::optional<Finding> gentlest(const QList<Finding> &findings, ProductField field)
{
    std::optional<Finding> best;
    for (const Finding &finding : findings) {
        const bool mendable = finding.field == field && finding.fix;
        if (mendable && (!best || finding.fix->size() > best->fix->size()))
            best = finding;
    }
    return best;
}

} // namespace

ImprovedText composedTitle(const Product &product, const RulePack &pack)
{
    return TitleComposer(product, pack).compose();
}

QString mendedReason(const Finding &finding)
{
    return QCoreApplication::translate("RuleOptimizer", "Mended: %1").arg(finding.message);
}

QStringList mend(Product &product, const RulePack &pack, ProductField field)
{
    constexpr int patience = 60; // each fix takes something away, so this is never reached by sensible texts
    Product probe;               // without the other texts, which would be checked each time for nothing
    probe.brand = product.brand;
    probe.mpn = product.mpn;
    probe.sku = product.sku;
    QStringList reasons;
    for (int round = 0; round < patience; ++round) {
        const bool copied = setFieldText(probe, field, fieldText(product, field)).has_value();
        const std::optional<Finding> finding = copied ? gentlest(pack.validate(probe), field) : std::nullopt;
        if (!finding || !setFieldText(product, field, *finding->fix))
            break;
        if (const QString reason = mendedReason(*finding); !reasons.contains(reason))
            reasons.append(reason);
    }
    return reasons;
}

} // namespace listwright
