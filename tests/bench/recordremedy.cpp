// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/recordremedy.h"

#include "models/domain/gtin.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace listwright::bench {

using namespace Qt::StringLiterals;

namespace {

using Facts = QList<std::pair<QString, QString>>;

/** Every name and value that the record holds outside of the fields themselves. */
Facts otherFacts(const Product &product)
{
    Facts facts;
    for (const Attribute &attribute : product.attributes)
        facts.append({attribute.name, attribute.value});
    for (const Variant &variant : product.variants) {
        facts.append({u"image"_s, variant.imageUrl});
        for (const Attribute &option : variant.options)
            facts.append({option.name, option.value});
    }
    const QJsonObject source = QJsonDocument::fromJson(product.sourceData).object();
    for (auto value = source.begin(); value != source.end(); ++value)
        facts.append({value.key(), value->toVariant().toString()});
    return facts;
}

bool isNamed(const QString &name, const QStringList &names)
{
    const QString plain = name.trimmed().toCaseFolded();
    return std::any_of(names.begin(), names.end(), [&plain](const QString &known) { return plain == known; });
}

bool states(const Product &product, const QStringList &names)
{
    const Facts facts = otherFacts(product);
    return std::any_of(facts.begin(), facts.end(), [&names](const auto &fact) {
        return isNamed(fact.first, names) && !fact.second.trimmed().isEmpty();
    });
}

bool hasBrand(const Product &product)
{
    return states(product, {u"brand"_s, u"marke"_s, u"marka"_s, u"manufacturer"_s, u"hersteller"_s, u"producent"_s,
                            u"vendor"_s, u"manufacturer name"_s, u"brand name"_s});
}

bool hasGtin(const Product &product)
{
    const Facts facts = otherFacts(product);
    return std::any_of(facts.begin(), facts.end(), [](const auto &fact) {
        return isNamed(fact.first, {u"gtin"_s, u"ean"_s, u"upc"_s, u"isbn"_s, u"kod ean"_s, u"barcode"_s}) &&
               listwright::Gtin::parse(fact.second.trimmed()).has_value();
    });
}

bool hasImage(const Product &product)
{
    static const QRegularExpression address(u"^https?://\\S+\\.(?:jpe?g|png|gif|webp)\\b"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const Facts facts = otherFacts(product);
    return product.description().contains(u"<img"_s, Qt::CaseInsensitive) ||
           std::any_of(facts.begin(), facts.end(),
                       [](const auto &fact) { return address.match(fact.second).hasMatch(); });
}

/** Words that a longer title could be made of. */
bool hasFurtherWords(const Product &product)
{
    QStringList texts{product.brand, product.mpn, product.category, product.description()};
    texts += product.bulletPoints;
    for (const Attribute &attribute : product.attributes)
        texts.append(attribute.value);
    for (const Variant &variant : product.variants) {
        for (const Attribute &option : variant.options)
            texts.append(option.value);
    }
    static const QRegularExpression word(u"[\\p{L}\\p{N}]{2,}"_s);
    auto words = word.globalMatch(texts.join(u' '));
    while (words.hasNext()) {
        if (!product.title().contains(words.next().captured(), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

bool hasText(const Product &product)
{
    return !product.bulletPoints.isEmpty() || !product.attributes.isEmpty() || !product.variants.isEmpty() ||
           !product.brand.isEmpty() || !product.category.isEmpty();
}

} // namespace

bool hasRemedy(const Product &product, const Finding &finding)
{
    if (finding.fix)
        return true;
    switch (finding.field) {
    case ProductField::TitleOptimized:
        return product.title().isEmpty() ? !product.description().isEmpty() : hasFurtherWords(product);
    case ProductField::DescriptionOptimized:
        return product.description().isEmpty() && !product.title().isEmpty() && hasText(product);
    case ProductField::Brand:
    case ProductField::Attributes:
        return hasBrand(product);
    case ProductField::Gtin:
        return hasGtin(product);
    case ProductField::Images:
        return finding.rule == u"images.count"_s && (product.images.size() > 1 || hasImage(product));
    case ProductField::Condition:
        return states(product, {u"condition"_s, u"zustand"_s, u"stan"_s});
    default:
        return false;
    }
}

} // namespace listwright::bench
