// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Google Merchant product data, tab-separated: https://support.google.com/merchants/answer/7052112. One record a
// buyable item, so a product with variants becomes several of one item_group_id.

#include "services/publishing/delimitedtext.h"
#include "services/publishing/formats.h"
#include "services/publishing/listingtext.h"
#include "services/publishing/marketplacewriter.h"

#include <QUrl>

namespace listwright {

namespace {

constexpr int imageLimit = 11; ///< image_link and ten of additional_image_link
constexpr int idLimit = 50;

enum Column {
    Id,
    Title,
    Description,
    Link,
    ImageLink,
    AdditionalImageLink,
    Availability,
    Price,
    ConditionName,
    Brand,
    GtinNumber,
    Mpn,
    ProductType,
    ItemGroupId,
    Colour,
    Size,
    Material,
    Pattern,
    Gender,
    AgeGroup,
    ColumnCount
};

const QStringList &columnNames()
{
    static const QStringList names = {
        QStringLiteral("id"),           QStringLiteral("title"),         QStringLiteral("description"),
        QStringLiteral("link"),         QStringLiteral("image_link"),    QStringLiteral("additional_image_link"),
        QStringLiteral("availability"), QStringLiteral("price"),         QStringLiteral("condition"),
        QStringLiteral("brand"),        QStringLiteral("gtin"),          QStringLiteral("mpn"),
        QStringLiteral("product_type"), QStringLiteral("item_group_id"), QStringLiteral("color"),
        QStringLiteral("size"),         QStringLiteral("material"),      QStringLiteral("pattern"),
        QStringLiteral("gender"),       QStringLiteral("age_group"),
    };
    return names;
}

/** A cell of a tab-separated feed: no tabs, no line breaks, never quoted. */
QString singleLine(const QString &text)
{
    return text.simplified();
}

QString googleCondition(Condition condition)
{
    switch (condition) {
    case Condition::New:
        return QStringLiteral("new");
    case Condition::Refurbished:
        return QStringLiteral("refurbished");
    case Condition::OpenBox:
    case Condition::Used:
    case Condition::ForParts:
        return QStringLiteral("used");
    case Condition::Unknown:
        break;
    }
    return {};
}

std::optional<Column> columnOf(KnownAttribute attribute, const QString &value)
{
    static const QStringList genders = {QStringLiteral("male"), QStringLiteral("female"), QStringLiteral("unisex")};
    static const QStringList ages = {QStringLiteral("newborn"), QStringLiteral("infant"), QStringLiteral("toddler"),
                                     QStringLiteral("kids"), QStringLiteral("adult")};
    switch (attribute) {
    case KnownAttribute::Colour:
        return Colour;
    case KnownAttribute::Size:
        return Size;
    case KnownAttribute::Material:
        return Material;
    case KnownAttribute::Pattern:
        return Pattern;
    case KnownAttribute::Gender:
        return genders.contains(value) ? std::optional(Gender) : std::nullopt;
    case KnownAttribute::AgeGroup:
        return ages.contains(value) ? std::optional(AgeGroup) : std::nullopt;
    case KnownAttribute::Model:
        break;
    }
    return {};
}

class GoogleMerchantWriter final : public MarketplaceWriter
{
    Q_DECLARE_TR_FUNCTIONS(GoogleMerchantWriter)

public:
    GoogleMerchantWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, const UploadOptions &options)
        : MarketplaceWriter(device, std::move(pack), options, DescriptionForm::PlainText)
    {
        report().lose({}, ProductField::Quantity, tr("The feed says whether there is stock, not how much."));
    }

    Result<void> begin() { return writeBytes(device(), columnNames().join(u'\t').toUtf8() + '\n'); }

protected:
    Result<bool> write(const Product &product) override;
    Result<void> end() override { return {}; }

private:
    QString itemId(const Product &product) const;
    QString link(const Product &product) const;
    QStringList commonCells(const Product &product);
    QStringList setAttributes(QStringList &cells, const QList<Attribute> &attributes) const;
    static bool setSale(QStringList &cells, const std::optional<Money> &price, std::optional<qint64> quantity);
    bool canBeSent(const Product &product);
    bool setVariant(QStringList &cells, const Product &product, const Variant &variant);
    Result<void> writeRecord(const Product &product, const QStringList &cells);
};

QString GoogleMerchantWriter::itemId(const Product &product) const
{
    return product.sku.isEmpty() ? QString(product.sourcePlatform + u'-' + product.sourceId) : product.sku;
}

QString GoogleMerchantWriter::link(const Product &product) const
{
    const QString own = marketplaceValue(product, QStringLiteral("google"), QStringLiteral("link"));
    if (!own.isEmpty())
        return own;
    if (!options().storeUrl.isEmpty()) {
        const QString separator = options().storeUrl.endsWith(u'/') ? QString() : QStringLiteral("/");
        return options().storeUrl + separator + QString::fromUtf8(QUrl::toPercentEncoding(itemId(product)));
    }
    return product.sourceUrl;
}

bool GoogleMerchantWriter::canBeSent(const Product &product)
{
    if (itemId(product).size() > idLimit) {
        report().skip(product, ProductField::Sku,
                      tr("Google takes an id of at most %Ln character(s).", nullptr, idLimit));
        return false;
    }
    if (link(product).isEmpty()) {
        report().skip(product, ProductField::SourceUrl, tr("Google needs the address of the product in your shop."));
        return false;
    }
    if (product.images.isEmpty()) {
        report().skip(product, ProductField::Images, tr("Google needs an image."));
        return false;
    }
    QStringList keys{itemId(product)};
    for (const Variant &variant : product.variants) {
        if (variant.sku != keys.first()) // the group may be called like one of its items
            keys.append(variant.sku);
    }
    return claim(product, keys);
}

bool GoogleMerchantWriter::setSale(QStringList &cells, const std::optional<Money> &price,
                                   std::optional<qint64> quantity)
{
    if (!price || !quantity)
        return false;
    cells[Price] = price->toString();
    cells[Availability] = *quantity > 0 ? QStringLiteral("in_stock") : QStringLiteral("out_of_stock");
    return true;
}

QStringList GoogleMerchantWriter::setAttributes(QStringList &cells, const QList<Attribute> &attributes) const
{
    QStringList homeless;
    for (const Attribute &attribute : attributes) {
        const auto known = knownAttribute(attribute.name);
        const auto column = known ? columnOf(*known, attribute.value) : std::nullopt;
        if (!column) {
            homeless.append(attribute.name);
            continue;
        }
        QString &cell = cells[*column];
        cell = cell.isEmpty() ? attribute.value : QString(cell + u'/' + attribute.value); // Google's form of several
    }
    return homeless;
}

QStringList GoogleMerchantWriter::commonCells(const Product &product)
{
    QStringList cells(ColumnCount);
    cells[Id] = itemId(product);
    cells[Title] = spreadsheetText(product, ProductField::TitleOptimized, product.title());
    cells[Description] = spreadsheetText(product, ProductField::DescriptionOptimized, product.description());
    cells[Link] = link(product);
    QStringList urls;
    for (const Image &image : imagesWithin(product, imageLimit))
        urls.append(QString(image.url).replace(u',', QLatin1String("%2C")));
    cells[ImageLink] = urls.value(0);
    cells[AdditionalImageLink] = urls.mid(1).join(u',');
    cells[ConditionName] = googleCondition(product.condition);
    if (product.condition == Condition::OpenBox || product.condition == Condition::ForParts)
        report().lose(product, ProductField::Condition,
                      tr("“%1” is written as “used”.").arg(conditionText(product.condition)));
    cells[Brand] = spreadsheetText(product, ProductField::Brand, product.brand);
    cells[GtinNumber] = product.gtin;
    cells[Mpn] = spreadsheetText(product, ProductField::Mpn, product.mpn);
    cells[ProductType] = spreadsheetText(product, ProductField::Category, product.category);
    loseAttributes(product, setAttributes(cells, product.attributes), tr("The feed has no columns for: %1"));
    return cells;
}

bool GoogleMerchantWriter::setVariant(QStringList &cells, const Product &product, const Variant &variant)
{
    if (variant.sku.isEmpty() || variant.sku.size() > idLimit) {
        report().lose(product, ProductField::Variants,
                      tr("A variant without a SKU of at most %Ln character(s) is left out.", nullptr, idLimit));
        return false;
    }
    cells[Id] = variant.sku;
    cells[ItemGroupId] = itemId(product);
    cells[GtinNumber] = variant.gtin;
    if (!variant.imageUrl.isEmpty())
        cells[ImageLink] = variant.imageUrl;
    for (const Column column : {Colour, Size, Material, Pattern, Gender, AgeGroup}) {
        const bool varies = std::any_of(variant.options.begin(), variant.options.end(), [&](const Attribute &option) {
            const auto known = knownAttribute(option.name);
            return known && columnOf(*known, option.value) == column;
        });
        if (varies)
            cells[column].clear();
    }
    loseAttributes(product, setAttributes(cells, variant.options), tr("The feed has no columns for: %1"));
    if (setSale(cells, variant.price ? variant.price : product.price, variant.quantity))
        return true;
    report().lose(product, ProductField::Variants,
                  tr("The variant “%1” has no price or quantity and is left out.").arg(variant.sku));
    return false;
}

Result<void> GoogleMerchantWriter::writeRecord(const Product &product, const QStringList &cells)
{
    QStringList lines;
    for (const QString &cell : cells)
        lines.append(singleLine(cell));
    return writeBytes(device(), harmlessCells(product, columnNames(), lines).join(u'\t').toUtf8() + '\n');
}

Result<bool> GoogleMerchantWriter::write(const Product &product)
{
    if (!canBeSent(product))
        return false;
    loseBulletPoints(product);
    QStringList cells = commonCells(product);
    if (product.variants.isEmpty()) {
        if (!setSale(cells, product.price, product.quantity)) {
            report().skip(product, product.price ? ProductField::Quantity : ProductField::Price,
                          tr("Google needs a price and the availability."));
            return false;
        }
        if (auto written = writeRecord(product, cells); !written)
            return failure(written.error());
        return true;
    }
    bool any = false;
    for (const Variant &variant : product.variants) {
        QStringList item = cells;
        if (!setVariant(item, product, variant))
            continue;
        if (auto written = writeRecord(product, item); !written)
            return failure(written.error());
        any = true;
    }
    if (!any)
        report().skip(product, ProductField::Variants, tr("none of its variants can be written."));
    return any;
}

} // namespace

Result<std::unique_ptr<UploadWriter>> makeGoogleMerchant(QIODevice &device, std::shared_ptr<const RulePack> pack,
                                                         const UploadOptions &options)
{
    auto writer = std::make_unique<GoogleMerchantWriter>(device, std::move(pack), options);
    if (auto begun = writer->begin(); !begun)
        return failure(begun.error());
    return writer;
}

} // namespace listwright
