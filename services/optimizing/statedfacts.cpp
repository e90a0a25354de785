// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/statedfacts.h"

#include "models/domain/gtin.h"
#include "models/domain/placeholder.h"
#include "services/listing/html.h"
#include "services/optimizing/factlabels.h"
#include "services/optimizing/factwords.h"
#include "services/optimizing/measures.h"

#include <QMap>
#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestStatedValue = 40; // characters

/** Collects what texts state; what is stated in two ways is dropped at the end. */
class FactReader
{
public:
    explicit FactReader(const Product &product) : m_product(product) {}

    QList<Attribute> read()
    {
        QString title = html::toPlainText(m_product.titleOriginal).simplified();
        readText(title);
        readEnd(title);
        readBeforeMaterial(title);
        readText(html::toPlainText(m_product.descriptionOriginal));
        for (const QString &point : m_product.bulletPoints)
            readText(html::toPlainText(point));
        const FactLabels &labels = FactLabels::of(m_product);
        QList<Attribute> attributes;
        for (auto found = m_found.cbegin(); found != m_found.cend(); ++found) {
            if (found->size() == 1 && !isKnown(found.key()))
                attributes.append({labels.attribute(found.key()), found->first()});
        }
        return attributes;
    }

private:
    bool isKnown(ReadableAttribute attribute) const
    {
        const auto names = [attribute](const Attribute &known) {
            return FactLabels::attributeNamed(known.name) == attribute && !saysNothing(known.value);
        };
        return std::any_of(m_product.attributes.begin(), m_product.attributes.end(), names) ||
               std::any_of(m_product.variants.begin(), m_product.variants.end(), [&names](const Variant &variant) {
                   return std::any_of(variant.options.begin(), variant.options.end(), names);
               });
    }

    void note(ReadableAttribute attribute, const QString &value)
    {
        QStringList &values = m_found[attribute];
        const bool said = std::any_of(values.begin(), values.end(), [&value](const QString &known) {
            return known.compare(value, Qt::CaseInsensitive) == 0;
        });
        if (!saysNothing(value) && !said)
            values.append(value);
    }

    void readText(const QString &text)
    {
        static const QRegularExpression end(u"[;|\\n•·]|[.!?](?=\\s|$)"_s);
        for (const QString &sentence : text.split(end, Qt::SkipEmptyParts))
            readSentence(sentence);
    }

    /** "Kettle: steel, 1.7 l" is about the kettle, "Handle: black" is not, and "Colour: black" says so itself. */
    void readSentence(const QString &sentence)
    {
        // not the comma of "1,7 l"
        static const QRegularExpression border(u"[()]|,(?!\\d)|(?<!\\d),|\\s[-–—]\\s"_s);
        const qsizetype colon = sentence.indexOf(QLatin1String(": "));
        const QString head = sentence.left(std::max<qsizetype>(colon, 0)).simplified();
        const QStringList phrases = sentence.mid(colon + 1).split(border, Qt::SkipEmptyParts);
        if (const auto named = FactLabels::attributeNamed(head); named && !phrases.isEmpty())
            noteNamed(*named, phrases.first().simplified());
        else if (colon < 0 || m_product.titleOriginal.contains(head.section(u' ', 0, 0), Qt::CaseInsensitive))
            std::ranges::for_each(phrases, [this](const QString &phrase) { readPhrase(phrase.simplified()); });
    }

    void noteNamed(ReadableAttribute attribute, const QString &value)
    {
        if (value.size() <= longestStatedValue)
            note(attribute, value);
    }

    void readPhrase(const QString &phrase)
    {
        if (phrase.isEmpty() || phrase.size() > longestStatedValue)
            return;
        if (isWholly(FactWords::colours(), phrase))
            note(ReadableAttribute::Colour, phrase);
        else if (isWholly(FactWords::materials(), phrase))
            note(ReadableAttribute::Material, phrase);
        else if (isCount(phrase))
            note(ReadableAttribute::Pieces, phrase);
        else if (!readSize(phrase))
            readMeasure(phrase);
    }

    static bool isCount(const QString &phrase)
    {
        static const QRegularExpression count(u"^\\d+ ?(?:stück|stk|pieces|pcs|sztuk|sztuki|szt)\\.?$"_s,
                                              QRegularExpression::CaseInsensitiveOption |
                                                  QRegularExpression::UseUnicodePropertiesOption);
        return count.match(phrase).hasMatch();
    }

    /** "Größe 42", "Size XL": short enough not to be the beginning of a sentence. */
    bool readSize(const QString &phrase)
    {
        static const QRegularExpression size(u"^(\\p{L}+) (\\d{1,3}|\\d?X{0,4}[SML])$"_s,
                                             QRegularExpression::UseUnicodePropertiesOption);
        const auto found = size.match(phrase);
        if (!found.hasMatch() || FactLabels::attributeNamed(found.captured(1)) != ReadableAttribute::Size)
            return false;
        note(ReadableAttribute::Size, found.captured(2));
        return true;
    }

    /** Names of things are made of names of materials ("Gläser", "Lederjacke"): only the word itself counts. */
    static bool isWholly(const FactWords &words, const QString &phrase)
    {
        const QList<TextToken> tokens = VisibleText(phrase).tokens();
        const QList<FactWord> found = words.find(tokens);
        return found.size() == 1 && tokens.size() <= 2 && found.first().whole && found.first().position == 0 &&
               found.first().length == phrase.size();
    }

    void readMeasure(const QString &phrase)
    {
        const QList<Measure> measures = measuresOf(phrase);
        if (measures.isEmpty())
            return;
        const Measure &last = measures.last();
        const bool whole = measures.first().position == 0 && last.position + last.length == phrase.size();
        if (whole && measures.size() > 1 && last.dimension == Dimension::Length && measures.first().ofRow &&
            phrase.contains(QRegularExpression(u"[x×]"_s)))
            note(ReadableAttribute::Dimensions, phrase);
        else if (whole && measures.size() == 1)
            if (const auto attribute = attributeOf(last.dimension))
                note(*attribute, phrase);
    }

    /** A lone length or mass may be that of anything. */
    static std::optional<ReadableAttribute> attributeOf(Dimension dimension)
    {
        switch (dimension) {
        case Dimension::Volume:
            return ReadableAttribute::Capacity;
        case Dimension::Power:
            return ReadableAttribute::Power;
        case Dimension::Voltage:
            return ReadableAttribute::Voltage;
        case Dimension::Data:
            return ReadableAttribute::Data;
        default:
            return {};
        }
    }

    /** "Teekanne schwarz": the colour behind a name is the thing's; of one that is also a fruit or a metal it may not.
     */
    void readEnd(const QString &title)
    {
        const QList<TextToken> tokens = VisibleText(title).tokens();
        if (tokens.size() < 2)
            return;
        const TextToken &last = tokens.last();
        const QList<FactWord> found = FactWords::colours().find({last});
        if (found.isEmpty() || last.position + last.length != title.size() ||
            m_product.brand.contains(last.text, Qt::CaseInsensitive))
            return;
        const QString colour = FactWords::colours().groupName(found.first().group);
        const bool onlyAColour =
            !QStringList{u"orange"_s, u"olive"_s, u"gold"_s, u"silver"_s, u"pink"_s}.contains(colour);
        if (onlyAColour && FactWords::colours().find({tokens.at(tokens.size() - 2)}).isEmpty())
            note(ReadableAttribute::Colour, last.text);
    }

    /** "White Cotton Shirt": a colour in front of a material is that of the thing, whatever is made of it. */
    void readBeforeMaterial(const QString &title)
    {
        const QList<TextToken> tokens = VisibleText(title).tokens();
        for (qsizetype i = 0; i + 2 < tokens.size(); ++i) {
            const TextToken &token = tokens.at(i);
            const bool colour = !FactWords::colours().find({token}).isEmpty();
            const bool ofColours = i > 0 && !FactWords::colours().find({tokens.at(i - 1)}).isEmpty();
            if (colour && !ofColours && !FactWords::materials().find({tokens.at(i + 1)}).isEmpty() &&
                FactWords::brands().find({token, tokens.at(i + 1)}).isEmpty() &&
                !m_product.brand.contains(token.text, Qt::CaseInsensitive))
                note(ReadableAttribute::Colour, token.text);
        }
    }

    const Product &m_product;
    QMap<ReadableAttribute, QStringList> m_found;
};

} // namespace

QList<Attribute> statedAttributes(const Product &product)
{
    return FactReader(product).read();
}

Product withStatedFields(Product product)
{
    for (const Attribute &attribute : product.attributes) {
        const QString value = attribute.value.simplified();
        const QString name = attribute.name.simplified().toCaseFolded();
        if (saysNothing(product.brand) && FactLabels::namesBrand(name) && !saysNothing(value))
            product.brand = value;
        if (product.condition == Condition::Unknown && FactLabels::namesCondition(name))
            product.condition = FactLabels::conditionNamed(value).value_or(Condition::Unknown);
        const bool namesGtin = name == u"gtin"_s || name == u"ean"_s || name == u"upc"_s;
        if (product.gtin.isEmpty() && namesGtin && Gtin::parse(value))
            product.gtin = value;
    }
    return product;
}

QList<std::pair<QString, QStringList>> optionValues(const Product &product)
{
    QList<std::pair<QString, QStringList>> options;
    if (product.variants.isEmpty())
        return options;
    const auto valueOf = [](const Variant &variant, const QString &name) {
        const auto option = std::find_if(variant.options.begin(), variant.options.end(),
                                         [&](const Attribute &each) { return each.name.simplified() == name; });
        return option == variant.options.end() ? QString() : option->value.simplified();
    };
    for (const Attribute &option : product.variants.first().options) {
        const QString name = option.name.simplified();
        QStringList values;
        const bool allSay = std::all_of(product.variants.begin(), product.variants.end(), [&](const Variant &variant) {
            const QString value = valueOf(variant, name);
            if (saysNothing(value) || value == u"Default Title"_s)
                return false;
            if (!values.contains(value))
                values.append(value);
            return true;
        });
        if (!name.isEmpty() && allSay)
            options.emplaceBack(name, values);
    }
    return options;
}

QStringList factLines(const Product &product)
{
    constexpr int longestFact = 200; // characters
    const FactLabels &labels = FactLabels::of(product);
    QStringList lines;
    const auto add = [&lines](const QString &name, const QString &value) {
        const QString plain = html::toPlainText(value).simplified();
        if (!name.isEmpty() && !saysNothing(plain) && plain.size() <= longestFact)
            lines.append(name + u": "_s + plain);
    };
    add(labels.brand(), product.brand);
    add(labels.modelNumber(), product.mpn);
    add(labels.category(), QString(product.category).replace(u" > "_s, u" / "_s));
    add(labels.condition(), labels.conditionText(product.condition));
    for (const Attribute &attribute : product.attributes) {
        if (!FactLabels::namesBrand(attribute.name) && !FactLabels::namesCondition(attribute.name))
            add(labels.attributeName(attribute.name), attribute.value);
    }
    for (const auto &[name, values] : optionValues(product))
        add(labels.attributeName(name), values.join(u", "_s));
    lines.removeDuplicates();
    return lines;
}

} // namespace listwright
