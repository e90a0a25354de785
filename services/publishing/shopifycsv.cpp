// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shopify's product CSV in its present column names:
// https://help.shopify.com/en/manual/products/import-export/using-csv. The first record of a handle carries the
// product, further ones its other variants and images.

#include "services/listing/soldbyvariants.h"
#include "services/publishing/delimitedtext.h"
#include "services/publishing/formats.h"
#include "services/publishing/listingtext.h"
#include "services/publishing/marketplacewriter.h"

namespace listwright {

namespace {

constexpr int imageLimit = 250;
constexpr int variantLimit = 2048;
constexpr int optionLimit = 3;
constexpr QLatin1String typeAttribute("Type"); ///< what the import makes of the column of that name

enum Column {
    Title,
    Handle,
    Description,
    Vendor,
    ProductCategory,
    Type,
    Tags,
    Published,
    Status,
    Sku,
    Barcode,
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    Price,
    ChargeTax,
    InventoryTracker,
    InventoryQuantity,
    ContinueSelling,
    RequiresShipping,
    FulfillmentService,
    ImageUrl,
    ImagePosition,
    ImageAltText,
    VariantImageUrl,
    GoogleMpn,
    GoogleCondition,
    ColumnCount
};

const QStringList &columnNames()
{
    static const QStringList names = {
        QStringLiteral("Title"),
        QStringLiteral("URL handle"),
        QStringLiteral("Description"),
        QStringLiteral("Vendor"),
        QStringLiteral("Product category"),
        QStringLiteral("Type"),
        QStringLiteral("Tags"),
        QStringLiteral("Published on online store"),
        QStringLiteral("Status"),
        QStringLiteral("SKU"),
        QStringLiteral("Barcode"),
        QStringLiteral("Option1 name"),
        QStringLiteral("Option1 value"),
        QStringLiteral("Option2 name"),
        QStringLiteral("Option2 value"),
        QStringLiteral("Option3 name"),
        QStringLiteral("Option3 value"),
        QStringLiteral("Price"),
        QStringLiteral("Charge tax"),
        QStringLiteral("Inventory tracker"),
        QStringLiteral("Inventory quantity"),
        QStringLiteral("Continue selling when out of stock"),
        QStringLiteral("Requires shipping"),
        QStringLiteral("Fulfillment service"),
        QStringLiteral("Product image URL"),
        QStringLiteral("Image position"),
        QStringLiteral("Image alt text"),
        QStringLiteral("Variant image URL"),
        QStringLiteral("Google Shopping / Manufacturer part number (MPN)"),
        QStringLiteral("Google Shopping / Condition"),
    };
    return names;
}

class ShopifyCsvWriter final : public MarketplaceWriter
{
    Q_DECLARE_TR_FUNCTIONS(ShopifyCsvWriter)

public:
    ShopifyCsvWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, const UploadOptions &options)
        : MarketplaceWriter(device, std::move(pack), options, DescriptionForm::Html)
        , m_currency(options.currency.toUpper())
    {
    }

    Result<void> begin() { return writeBytes(device(), delimitedRecord(columnNames(), ',')); }

protected:
    Result<bool> write(const Product &product) override;
    Result<void> end() override { return {}; }

private:
    bool canBeSent(const Product &product);
    QString handle(const Product &product) const;
    void setProduct(QStringList &cells, const Product &product);
    void keepShopsOwn(QStringList &cells, const Product &product);
    void setSale(QStringList &cells, const Product &product, const Variant &variant);
    void reportLosses(const Product &product);

    QString m_currency; ///< of the store; the first product's where the options name none
};

/** That of the shop, or made of what stays when texts are improved: a later upload meets the same product again. */
QString ShopifyCsvWriter::handle(const Product &product) const
{
    const QString known = marketplaceValue(product, QStringLiteral("shopify"), QStringLiteral("handle"));
    if (!known.isEmpty())
        return known;
    if (comesFrom(product, QStringLiteral("shopify"))) {
        const QString stated = sourceColumn(product, {QStringLiteral("handle")});
        return stated.isEmpty() ? product.sourceId : stated;
    }
    const QString title = webName(product.titleOriginal).left(80);
    const QString key = webName(product.sku.isEmpty() ? product.sourceId : product.sku);
    const QStringList parts = {title, key};
    return QStringList(parts.filter(QRegularExpression(QStringLiteral(".")))).join(u'-');
}

bool ShopifyCsvWriter::canBeSent(const Product &product)
{
    if (const auto price = asSoldByVariants(product).price; m_currency.isEmpty() && price)
        m_currency = price->currency().code();
    if (!hasCurrency(product, m_currency))
        return false;
    if (optionNames(product).size() > optionLimit) {
        report().skip(product, ProductField::Variants, tr("Shopify takes at most three options."));
        return false;
    }
    if (product.variants.size() > variantLimit) {
        report().skip(product, ProductField::Variants, tr("Shopify takes at most %L1 variants.").arg(variantLimit));
        return false;
    }
    return hasDistinctVariants(product) && claim(product, {handle(product)});
}

void ShopifyCsvWriter::reportLosses(const Product &product)
{
    loseBulletPoints(product);
    if (!product.variants.isEmpty() && !product.sku.isEmpty())
        report().lose(product, ProductField::Sku, tr("Shopify keeps SKUs of variants only."));
    const bool own = comesFrom(product, QStringLiteral("shopify"));
    QStringList names;
    for (const Attribute &attribute : product.attributes) {
        if (!own || attribute.name != typeAttribute)
            names.append(attribute.name);
    }
    loseAttributes(product, names, tr("Shopify's product file has no columns for: %1"));
    if (!own && product.category.contains(u'>'))
        report().lose(product, ProductField::Category,
                      tr("Only the last part of the category path is written, as the product type."));
}

/** What the shop's own file said, which an upload with other values would undo. */
void ShopifyCsvWriter::keepShopsOwn(QStringList &cells, const Product &product)
{
    const auto keep = [&cells](Column column, const QString &value) {
        if (!value.isEmpty())
            cells[column] = value;
    };
    if (cells[ProductCategory].isEmpty())
        cells[ProductCategory] = spreadsheetText(product, ProductField::Category, product.category);
    const auto type = std::ranges::find(product.attributes, QString(typeAttribute), &Attribute::name);
    cells[Type] =
        type == product.attributes.end() ? QString() : spreadsheetText(product, ProductField::Attributes, type->value);
    if (cells[Tags].isEmpty())
        cells[Tags] = sourceColumn(product, {QStringLiteral("Tags")});
    keep(Published, sourceColumn(product, {columnNames().at(Published), QStringLiteral("Published")}).toUpper());
    keep(Status, sourceColumn(product, {QStringLiteral("Status")}));
}

void ShopifyCsvWriter::setProduct(QStringList &cells, const Product &product)
{
    cells[Title] = spreadsheetText(product, ProductField::TitleOptimized, product.title());
    cells[Description] = spreadsheetText(product, ProductField::DescriptionOptimized, product.description());
    cells[Vendor] = spreadsheetText(product, ProductField::Brand, product.brand);
    cells[ProductCategory] = marketplaceValue(product, QStringLiteral("shopify"), QStringLiteral("product_category"));
    cells[Type] = spreadsheetText(product, ProductField::Category, product.category.section(u'>', -1).trimmed());
    cells[Tags] = marketplaceValue(product, QStringLiteral("shopify"), QStringLiteral("tags"));
    cells[Published] = QStringLiteral("TRUE");
    cells[Status] = QStringLiteral("Active");
    if (comesFrom(product, QStringLiteral("shopify")))
        keepShopsOwn(cells, product);
    cells[GoogleMpn] = spreadsheetText(product, ProductField::Mpn, product.mpn);
    switch (product.condition) {
    case Condition::New:
    case Condition::Refurbished:
    case Condition::Used:
        cells[GoogleCondition] = conditionName(product.condition);
        break;
    case Condition::OpenBox:
    case Condition::ForParts:
        report().lose(product, ProductField::Condition,
                      tr("“%1” has no counterpart.").arg(conditionText(product.condition)));
        break;
    case Condition::Unknown:
        break;
    }
}

void ShopifyCsvWriter::setSale(QStringList &cells, const Product &product, const Variant &variant)
{
    cells[Sku] = spreadsheetText(product, ProductField::Sku, variant.sku);
    cells[Barcode] = variant.gtin;
    const auto price = variant.price ? variant.price : product.price;
    cells[Price] = price ? price->toDecimal() : QString();
    cells[ChargeTax] = QStringLiteral("TRUE");
    cells[ContinueSelling] = QStringLiteral("deny");
    cells[RequiresShipping] = QStringLiteral("TRUE");
    cells[FulfillmentService] = QStringLiteral("manual");
    if (variant.quantity) {
        cells[InventoryTracker] = QStringLiteral("shopify");
        cells[InventoryQuantity] = QString::number(*variant.quantity);
    }
    cells[VariantImageUrl] = variant.imageUrl;
    const QStringList names = optionNames(product);
    for (qsizetype i = 0; i < names.size(); ++i)
        cells[Option1Value + 2 * i] =
            spreadsheetText(product, ProductField::Variants, optionValue(variant, names.at(i)));
}

Result<bool> ShopifyCsvWriter::write(const Product &product)
{
    if (!canBeSent(product))
        return false;
    reportLosses(product);
    QList<Variant> variants = product.variants;
    if (variants.isEmpty())
        variants.append({product.sku, product.gtin, {}, product.price, product.quantity, {}});
    const QList<Image> images = imagesWithin(product, imageLimit, true);
    const QString productHandle = handle(product);
    QByteArray records;
    for (qsizetype row = 0; row < std::max(variants.size(), images.size()); ++row) {
        QStringList cells(ColumnCount);
        cells[Handle] = productHandle;
        if (row == 0) {
            setProduct(cells, product);
            const QStringList names = optionNames(product);
            for (qsizetype i = 0; i < names.size(); ++i)
                cells[Option1Name + 2 * i] = spreadsheetText(product, ProductField::Variants, names.at(i));
        }
        if (row < variants.size())
            setSale(cells, product, variants.at(row));
        if (row < images.size()) {
            cells[ImageUrl] = images.at(row).url;
            cells[ImagePosition] = QString::number(row + 1);
            cells[ImageAltText] = spreadsheetText(product, ProductField::Images, images.at(row).altText);
        }
        records += delimitedRecord(harmlessCells(product, columnNames(), cells), ',');
    }
    if (auto written = writeBytes(device(), records); !written)
        return failure(written.error());
    return true;
}

} // namespace

Result<std::unique_ptr<UploadWriter>> makeShopifyCsv(QIODevice &device, std::shared_ptr<const RulePack> pack,
                                                     const UploadOptions &options)
{
    auto writer = std::make_unique<ShopifyCsvWriter>(device, std::move(pack), options);
    if (auto begun = writer->begin(); !begun)
        return failure(begun.error());
    return writer;
}

} // namespace listwright
