// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Amazon's JSON_LISTINGS_FEED, version 2.0: schemas/feeds/listings-feed-schema-v2 of the Selling Partner API models.

#include "services/publishing/delimitedtext.h"
#include "services/publishing/formats.h"
#include "services/publishing/listingtext.h"
#include "services/publishing/marketplacewriter.h"
#include "services/publishing/site.h"

#include <nlohmann/json.hpp>

namespace listwright {

namespace {

using Json = nlohmann::ordered_json;

constexpr int maximumMessages = 25'000; ///< of the feed's schema
constexpr int imageLimit = 9;           ///< one main image and eight others
constexpr int bulletPointLimit = 5;

std::string utf8(const QString &text)
{
    return text.toStdString();
}
std::string utf8(QLatin1String text)
{
    return {text.data(), static_cast<size_t>(text.size())};
}

double decimal(const Money &money)
{
    double divisor = 1;
    for (int digit = 0; digit < money.currency().digits(); ++digit)
        divisor *= 10;
    return static_cast<double>(money.minorUnits()) / divisor;
}

const char *identifierType(const QString &gtin)
{
    return gtin.size() == 12 ? "upc" : gtin.size() == 14 ? "gtin" : "ean";
}

const char *conditionType(Condition condition)
{
    switch (condition) {
    case Condition::New:
        return "new_new";
    case Condition::OpenBox:
        return "new_open_box";
    case Condition::Refurbished:
        return "refurbished_refurbished";
    case Condition::Used:
        return "used_good";
    case Condition::ForParts:
    case Condition::Unknown:
        break;
    }
    return nullptr;
}

const char *attributeName(KnownAttribute attribute)
{
    switch (attribute) {
    case KnownAttribute::Colour:
        return "color";
    case KnownAttribute::Size:
        return "size";
    case KnownAttribute::Material:
        return "material";
    case KnownAttribute::Pattern:
        return "pattern";
    case KnownAttribute::Model:
        return "model_name";
    case KnownAttribute::Gender:
    case KnownAttribute::AgeGroup:
        break;
    }
    return nullptr;
}

class AmazonJsonWriter final : public MarketplaceWriter
{
    Q_DECLARE_TR_FUNCTIONS(AmazonJsonWriter)

public:
    AmazonJsonWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, const UploadOptions &options,
                     const Site &site)
        : MarketplaceWriter(device, std::move(pack), options, DescriptionForm::PlainText)
        , m_site(site)
        , m_languageTag(options.locale.isEmpty() ? QString(site.languageTag)
                                                 : QString(options.locale).replace(u'-', u'_'))
    {
    }

    Result<void> begin()
    {
        const Json header = {
            {"sellerId", utf8(options().sellerId)}, {"version", "2.0"}, {"issueLocale", utf8(m_languageTag)}};
        return writeBytes(device(),
                          "{\n\"header\": " + QByteArray::fromStdString(header.dump()) + ",\n\"messages\": [");
    }

protected:
    Result<bool> write(const Product &product) override;
    Result<void> end() override { return writeBytes(device(), "\n]\n}\n"); }

private:
    bool canBeSent(const Product &product);
    Json localised(const QString &value) const;
    Json plain(const std::string &value) const;
    Json offer(const Money &price) const;
    Json commonAttributes(const Product &product);
    void addAttributes(Json &attributes, const Product &product);
    void addImages(Json &attributes, const Product &product);
    void addSale(Json &attributes, const QString &gtin, const std::optional<Money> &price,
                 std::optional<qint64> quantity) const;
    Json childAttributes(const Json &common, const Product &product, const Variant &variant);
    QString variationTheme(const Product &product) const;
    void reportUnknownOptions(const Product &product);
    QString productType(const Product &product);
    Result<void> writeMessage(const QString &sku, const QString &type, const Json &attributes);

    Site m_site;
    QString m_languageTag;
    int m_messages = 0;
};

Json AmazonJsonWriter::localised(const QString &value) const
{
    return {{"value", utf8(value)}, {"language_tag", utf8(m_languageTag)}, {"marketplace_id", utf8(m_site.amazonId)}};
}

Json AmazonJsonWriter::plain(const std::string &value) const
{
    return Json::array({{{"value", value}, {"marketplace_id", utf8(m_site.amazonId)}}});
}

Json AmazonJsonWriter::offer(const Money &price) const
{
    const Json schedule = {{"schedule", Json::array({{{"value_with_tax", decimal(price)}}})}};
    return Json::array({{{"currency", utf8(price.currency().code())},
                         {"our_price", Json::array({schedule})},
                         {"marketplace_id", utf8(m_site.amazonId)}}});
}

bool AmazonJsonWriter::canBeSent(const Product &product)
{
    if (product.sku.isEmpty()) {
        report().skip(product, ProductField::Sku, tr("Amazon needs a SKU."));
        return false;
    }
    if (m_messages + 1 + product.variants.size() > maximumMessages) {
        report().skip(product, ProductField::Sku,
                      tr("a feed holds at most %L1 messages; write the rest into another file.").arg(maximumMessages));
        return false;
    }
    const auto unnamed = std::any_of(product.variants.begin(), product.variants.end(),
                                     [](const Variant &variant) { return variant.sku.isEmpty(); });
    if (unnamed) {
        report().skip(product, ProductField::Variants, tr("Amazon needs a SKU for each variant."));
        return false;
    }
    if (!product.variants.isEmpty() && variationTheme(product).isEmpty()) {
        report().skip(product, ProductField::Variants, tr("Amazon knows none of the options that its variants have."));
        return false;
    }
    QStringList keys{product.sku};
    for (const Variant &variant : product.variants)
        keys.append(variant.sku);
    return hasCurrency(product, m_site.currency) && claim(product, keys);
}

QString AmazonJsonWriter::productType(const Product &product)
{
    const QString type = marketplaceValue(product, QStringLiteral("amazon"), QStringLiteral("product_type"));
    if (!type.isEmpty())
        return type;
    report().lose(product, ProductField::Category,
                  tr("Amazon's product type isn't known; “PRODUCT” was written. Amazon may ask for a closer one."));
    return QStringLiteral("PRODUCT");
}

void AmazonJsonWriter::addImages(Json &attributes, const Product &product)
{
    const QList<Image> images = imagesWithin(product, imageLimit);
    for (qsizetype i = 0; i < images.size(); ++i) {
        const std::string name =
            i == 0 ? "main_product_image_locator" : "other_product_image_locator_" + std::to_string(i);
        attributes[name] =
            Json::array({{{"media_location", utf8(images.at(i).url)}, {"marketplace_id", utf8(m_site.amazonId)}}});
    }
}

void AmazonJsonWriter::addAttributes(Json &attributes, const Product &product)
{
    QStringList homeless;
    for (const Attribute &attribute : product.attributes) {
        const auto known = knownAttribute(attribute.name);
        const char *name = known ? attributeName(*known) : nullptr;
        if (name && !attributes.contains(name))
            attributes[name] = Json::array({localised(attribute.value)});
        else
            homeless.append(attribute.name);
    }
    loseAttributes(product, homeless,
                   tr("Amazon names these differently for each product type, so they have no place: %1"));
}

Json AmazonJsonWriter::commonAttributes(const Product &product)
{
    Json attributes = Json::object();
    attributes["item_name"] = Json::array({localised(product.title())});
    if (!product.brand.isEmpty())
        attributes["brand"] = Json::array({localised(product.brand)});
    if (!product.description().isEmpty())
        attributes["product_description"] = Json::array({localised(product.description())});
    const int limit = pack().bulletLimit().value_or(bulletPointLimit);
    for (const QString &point : product.bulletPoints.mid(0, limit))
        attributes["bullet_point"].push_back(localised(point));
    if (product.bulletPoints.size() > limit)
        report().lose(product, ProductField::BulletPoints,
                      tr("Only the first %Ln bullet point(s) have a place.", nullptr, limit));
    if (!product.mpn.isEmpty())
        attributes["part_number"] = plain(utf8(product.mpn));
    if (const char *condition = conditionType(product.condition))
        attributes["condition_type"] = plain(condition);
    else if (product.condition == Condition::ForParts)
        report().lose(product, ProductField::Condition, tr("Amazon takes no goods for parts."));
    const QString node = marketplaceValue(product, QStringLiteral("amazon"), QStringLiteral("browse_node"));
    if (!node.isEmpty())
        attributes["recommended_browse_nodes"] = plain(utf8(node));
    else if (!product.category.isEmpty())
        report().lose(product, ProductField::Category, tr("Amazon takes only its own category numbers."));
    addAttributes(attributes, product);
    addImages(attributes, product);
    return attributes;
}

void AmazonJsonWriter::addSale(Json &attributes, const QString &gtin, const std::optional<Money> &price,
                               std::optional<qint64> quantity) const
{
    if (!gtin.isEmpty())
        attributes["externally_assigned_product_identifier"] = Json::array(
            {{{"type", identifierType(gtin)}, {"value", utf8(gtin)}, {"marketplace_id", utf8(m_site.amazonId)}}});
    if (price)
        attributes["purchasable_offer"] = offer(*price);
    if (quantity)
        attributes["fulfillment_availability"] =
            Json::array({{{"fulfillment_channel_code", "DEFAULT"}, {"quantity", std::max<qint64>(0, *quantity)}}});
}

QString AmazonJsonWriter::variationTheme(const Product &product) const
{
    QStringList parts;
    for (const QString &option : optionNames(product)) {
        const auto known = knownAttribute(option);
        if (const char *name = known ? attributeName(*known) : nullptr)
            parts.append(QString::fromLatin1(name).toUpper());
    }
    return parts.join(u'/');
}

void AmazonJsonWriter::reportUnknownOptions(const Product &product)
{
    QStringList homeless;
    for (const QString &option : optionNames(product)) {
        const auto known = knownAttribute(option);
        if (!known || !attributeName(*known))
            homeless.append(option);
    }
    loseAttributes(product, homeless, tr("Amazon's variation themes have no place for: %1"));
}

Json AmazonJsonWriter::childAttributes(const Json &common, const Product &product, const Variant &variant)
{
    Json attributes = common;
    attributes["parentage_level"] = plain("child");
    attributes["child_parent_sku_relationship"] = Json::array({{{"child_relationship_type", "variation"},
                                                                {"parent_sku", utf8(product.sku)},
                                                                {"marketplace_id", utf8(m_site.amazonId)}}});
    for (const Attribute &option : variant.options) {
        const auto known = knownAttribute(option.name);
        if (const char *name = known ? attributeName(*known) : nullptr)
            attributes[name] = Json::array({localised(option.value)});
    }
    if (!variant.imageUrl.isEmpty())
        attributes["main_product_image_locator"] =
            Json::array({{{"media_location", utf8(variant.imageUrl)}, {"marketplace_id", utf8(m_site.amazonId)}}});
    addSale(attributes, variant.gtin, variant.price ? variant.price : product.price, variant.quantity);
    return attributes;
}

Result<void> AmazonJsonWriter::writeMessage(const QString &sku, const QString &type, const Json &attributes)
{
    const Json message = {{"messageId", ++m_messages}, {"sku", utf8(sku)},          {"operationType", "UPDATE"},
                          {"productType", utf8(type)}, {"requirements", "LISTING"}, {"attributes", attributes}};
    const std::string text = message.dump(-1, ' ', false, Json::error_handler_t::replace);
    return writeBytes(device(), (m_messages == 1 ? "\n" : ",\n") + QByteArray::fromStdString(text));
}

Result<bool> AmazonJsonWriter::write(const Product &product)
{
    if (!canBeSent(product))
        return false;
    const QString type = productType(product);
    const Json common = commonAttributes(product);
    Json attributes = common;
    if (product.variants.isEmpty()) {
        addSale(attributes, product.gtin, product.price, product.quantity);
        if (auto written = writeMessage(product.sku, type, attributes); !written)
            return failure(written.error());
        return true;
    }
    reportUnknownOptions(product);
    const QString theme = variationTheme(product);
    const Json themeValue = Json::array({{{"name", utf8(theme)}, {"marketplace_id", utf8(m_site.amazonId)}}});
    attributes["parentage_level"] = plain("parent");
    attributes["variation_theme"] = themeValue;
    if (auto written = writeMessage(product.sku, type, attributes); !written)
        return failure(written.error());
    for (const Variant &variant : product.variants) {
        Json child = childAttributes(common, product, variant);
        child["variation_theme"] = themeValue;
        if (auto written = writeMessage(variant.sku, type, child); !written)
            return failure(written.error());
    }
    return true;
}

} // namespace

Result<std::unique_ptr<UploadWriter>> makeAmazonJson(QIODevice &device, std::shared_ptr<const RulePack> pack,
                                                     const UploadOptions &options)
{
    const auto site = siteFor(options.marketplaceSite);
    if (!site)
        return failure(site.error());
    if (site->amazonId.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       AmazonJsonWriter::tr("Amazon has no marketplace for the site %1.").arg(site->code));
    if (options.sellerId.isEmpty())
        return failure(ErrorCode::InvalidInput, AmazonJsonWriter::tr("An Amazon feed needs your seller ID."));
    auto writer = std::make_unique<AmazonJsonWriter>(device, std::move(pack), options, *site);
    if (auto begun = writer->begin(); !begun)
        return failure(begun.error());
    return writer;
}

} // namespace listwright
