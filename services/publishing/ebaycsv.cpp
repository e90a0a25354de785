// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// eBay Seller Hub Reports, category template version 1193: an information line, the header with *Action(…), one
// record a product and, for variations, one more for each variant.

#include "services/publishing/delimitedtext.h"
#include "services/publishing/formats.h"
#include "services/publishing/listingtext.h"
#include "services/publishing/marketplacewriter.h"
#include "services/publishing/site.h"

#include <QRegularExpression>

namespace listwright {

namespace {

constexpr int imageLimit = 24;
constexpr QLatin1String itemColumn("ItemID"); ///< only in files that revise live offers

enum Column {
    Action,
    CustomLabel,
    CategoryId,
    CategoryName,
    Title,
    Relationship,
    RelationshipDetails,
    Upc,
    Isbn,
    Ean,
    StartPrice,
    Quantity,
    PhotoUrl,
    ConditionId,
    Description,
    Format,
    Duration,
    FixedColumns
};

QStringList fixedColumns(const Site &site)
{
    return {QStringLiteral("*Action(SiteID=%1|Country=%2|Currency=%3|Version=1193|CC=UTF-8)")
                .arg(QString(site.ebaySite),
                     site.code == QLatin1String("UK") ? QStringLiteral("GB") : QString(site.code),
                     QString(site.currency)),
            QStringLiteral("Custom label (SKU)"),
            QStringLiteral("Category ID"),
            QStringLiteral("Category name"),
            QStringLiteral("Title"),
            QStringLiteral("Relationship"),
            QStringLiteral("Relationship details"),
            QStringLiteral("P:UPC"),
            QStringLiteral("P:ISBN"),
            QStringLiteral("P:EAN"),
            QStringLiteral("Start price"),
            QStringLiteral("Quantity"),
            QStringLiteral("Item photo URL"),
            QStringLiteral("Condition ID"),
            QStringLiteral("Description"),
            QStringLiteral("Format"),
            QStringLiteral("Duration")};
}

/** eBay's numbers of the conditions; "" where it is not stated. */
QString conditionId(Condition condition)
{
    switch (condition) {
    case Condition::New:
        return QStringLiteral("1000");
    case Condition::OpenBox:
        return QStringLiteral("1500");
    case Condition::Refurbished:
        return QStringLiteral("2500");
    case Condition::Used:
        return QStringLiteral("3000");
    case Condition::ForParts:
        return QStringLiteral("7000");
    case Condition::Unknown:
        break;
    }
    return {};
}

/** Of the offer the product is live with, where it is one; a new offer would double it. */
QString itemNumber(const Product &product)
{
    const QString known = marketplaceValue(product, QStringLiteral("ebay"), QStringLiteral("external_id"));
    if (!known.isEmpty())
        return known;
    static const QRegularExpression number(QStringLiteral("^[0-9]{9,15}$"));
    const bool isItem = comesFrom(product, QStringLiteral("ebay")) && product.sourceId != product.sku &&
                        product.sourceId != product.gtin && number.match(product.sourceId).hasMatch();
    return isItem ? product.sourceId : QString();
}

/** As the product has it, or the file from eBay that it comes from. */
QString categoryNumber(const Product &product)
{
    const QString known = marketplaceValue(product, QStringLiteral("ebay"), QStringLiteral("category_id"));
    if (!known.isEmpty() || !comesFrom(product, QStringLiteral("ebay")))
        return known;
    const QString stated = sourceColumn(
        product, {QStringLiteral("Category ID"), QStringLiteral("Category"), QStringLiteral("eBay category 1 number")});
    static const QRegularExpression number(QStringLiteral("^[0-9]+$"));
    return number.match(stated).hasMatch() ? stated : QString();
}

/** A name or value inside "Size=S;M|Colour=red", where = ; and | have a meaning. */
QString optionText(QString text)
{
    return text.replace(u'|', u'/').replace(u';', u',').replace(u'=', u'-').trimmed();
}

class EbayCsvWriter final : public MarketplaceWriter
{
    Q_DECLARE_TR_FUNCTIONS(EbayCsvWriter)

public:
    EbayCsvWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, const UploadOptions &options,
                  const Site &site)
        : MarketplaceWriter(device, std::move(pack), options, DescriptionForm::Html)
        , m_site(site)
        , m_table(',', fixedColumns(site))
    {
    }

protected:
    Result<bool> write(const Product &product) override;
    Result<void> end() override;

private:
    QStringList listingCells(const Product &product);
    void setGtin(QStringList &cells, const Product &product, const QString &gtin);
    void setSpecifics(QStringList &cells, const Product &product);
    void addSpecific(QStringList &cells, const Product &product, const QString &name, const QString &value);
    void setOptions(QStringList &cells, const Product &product);
    QStringList variantCells(const Product &product, const Variant &variant);
    bool canBeSent(const Product &product);
    void setItem(QStringList &cells, const Product &product);
    QString &cellAt(QStringList &cells, qsizetype column) const;

    Site m_site;
    SpooledTable m_table;
};

void EbayCsvWriter::setGtin(QStringList &cells, const Product &product, const QString &gtin)
{
    if (gtin.size() == 12)
        cells[Upc] = gtin;
    else if (gtin.startsWith(u"978") || gtin.startsWith(u"979"))
        cells[Isbn] = gtin;
    else if (gtin.size() == 8 || gtin.size() == 13)
        cells[Ean] = gtin;
    else if (!gtin.isEmpty())
        report().lose(product, ProductField::Gtin, tr("eBay has no place for a GTIN of 14 digits."));
}

/** Cells may be fewer than columns, which come with the attributes of the products. */
QString &EbayCsvWriter::cellAt(QStringList &cells, qsizetype column) const
{
    if (cells.size() <= column)
        cells.resize(column + 1);
    return cells[column];
}

void EbayCsvWriter::addSpecific(QStringList &cells, const Product &product, const QString &name, const QString &value)
{
    const auto column = m_table.column(u"C:" + name);
    if (!column) {
        report().lose(product, ProductField::Attributes,
                      tr("There are too many different attributes for one file; “%1” has no place.").arg(name));
        return;
    }
    QString &cell = cellAt(cells, *column);
    // eBay reads | as "and another value"
    const QString text = spreadsheetText(product, ProductField::Attributes, QString(value).replace(u'|', u'/'));
    if (!cell.split(u'|').contains(text))
        cell = cell.isEmpty() ? text : QString(cell + u'|' + text);
}

void EbayCsvWriter::setSpecifics(QStringList &cells, const Product &product)
{
    if (!product.brand.isEmpty())
        addSpecific(cells, product, m_site.brandLabel, product.brand);
    if (!product.mpn.isEmpty())
        addSpecific(cells, product, m_site.mpnLabel, product.mpn);
    const QStringList options = optionNames(product);
    for (const Attribute &attribute : product.attributes) {
        const bool isBrand = attribute.name.compare(m_site.brandLabel, Qt::CaseInsensitive) == 0;
        if (!options.contains(attribute.name) && !(isBrand && !product.brand.isEmpty()))
            addSpecific(cells, product, attribute.name, attribute.value);
    }
}

QStringList EbayCsvWriter::listingCells(const Product &product)
{
    QStringList cells(FixedColumns);
    cells[Action] = QStringLiteral("Add");
    cells[CustomLabel] = spreadsheetText(product, ProductField::Sku, product.sku);
    cells[CategoryId] = categoryNumber(product);
    if (cells[CategoryId].isEmpty())
        report().lose(product, ProductField::Category,
                      tr("eBay's category number isn't known; fill in “Category ID” before the upload."));
    cells[CategoryName] = spreadsheetText(product, ProductField::Category, product.category);
    cells[Title] = spreadsheetText(product, ProductField::TitleOptimized, product.title());
    QStringList urls;
    for (const Image &image : imagesWithin(product, imageLimit))
        urls.append(QString(image.url).replace(u'|', QLatin1String("%7C")));
    cells[PhotoUrl] = urls.join(u'|');
    cells[ConditionId] = conditionId(product.condition);
    cells[Description] = spreadsheetText(product, ProductField::DescriptionOptimized, product.description());
    cells[Format] = QStringLiteral("FixedPrice");
    cells[Duration] = QStringLiteral("GTC");
    return cells;
}

void EbayCsvWriter::setOptions(QStringList &cells, const Product &product)
{
    QStringList parts;
    for (const QString &name : optionNames(product)) {
        QStringList values;
        for (const Variant &variant : product.variants) {
            const QString value = optionText(optionValue(variant, name));
            if (!value.isEmpty() && !values.contains(value))
                values.append(value);
        }
        parts.append(optionText(name) + u'=' + values.join(u';'));
    }
    cells[RelationshipDetails] = parts.join(u'|');
}

QStringList EbayCsvWriter::variantCells(const Product &product, const Variant &variant)
{
    QStringList cells(FixedColumns);
    cells[CustomLabel] = spreadsheetText(product, ProductField::Variants, variant.sku);
    cells[Relationship] = QStringLiteral("Variation");
    QStringList parts;
    for (const Attribute &option : variant.options)
        parts.append(optionText(option.name) + u'=' + optionText(option.value));
    cells[RelationshipDetails] = parts.join(u'|');
    setGtin(cells, product, variant.gtin);
    const auto price = variant.price ? variant.price : product.price;
    cells[StartPrice] = price ? price->toDecimal() : QString();
    cells[Quantity] = variant.quantity ? QString::number(*variant.quantity) : QString();
    cells[PhotoUrl] = QString(variant.imageUrl).replace(u'|', QLatin1String("%7C"));
    return cells;
}

bool EbayCsvWriter::canBeSent(const Product &product)
{
    if (!itemNumber(product).isEmpty() && !m_table.column(QString(itemColumn))) {
        report().skip(product, ProductField::Attributes,
                      tr("There are too many different attributes for one file; “%1” has no place.").arg(itemColumn));
        return false;
    }
    return hasCurrency(product, m_site.currency) && hasDistinctVariants(product) && claim(product, {product.sku});
}

void EbayCsvWriter::setItem(QStringList &cells, const Product &product)
{
    const QString item = itemNumber(product);
    if (item.isEmpty())
        return;
    cells[Action] = QStringLiteral("Revise");
    cellAt(cells, *m_table.column(QString(itemColumn))) = item;
}

Result<bool> EbayCsvWriter::write(const Product &product)
{
    if (!canBeSent(product))
        return false;
    loseBulletPoints(product);
    QStringList cells = listingCells(product);
    setItem(cells, product);
    if (product.variants.isEmpty()) {
        setGtin(cells, product, product.gtin);
        cells[StartPrice] = product.price ? product.price->toDecimal() : QString();
        cells[Quantity] = product.quantity ? QString::number(*product.quantity) : QString();
    } else {
        setOptions(cells, product);
    }
    setSpecifics(cells, product);
    QList<QStringList> records{cells};
    for (const Variant &variant : product.variants)
        records.append(variantCells(product, variant));
    for (const QStringList &record : records) {
        if (auto added = m_table.add(harmlessCells(product, m_table.columns(), record)); !added)
            return failure(added.error());
    }
    return true;
}

Result<void> EbayCsvWriter::end()
{
    const QString information =
        QStringLiteral("#INFO,Version=1.0.0,Template=fx_category_template_EBAY_%1\n").arg(QString(m_site.code));
    if (auto written = writeBytes(device(), information.toUtf8()); !written)
        return written;
    return m_table.writeTo(device());
}

} // namespace

Result<std::unique_ptr<UploadWriter>> makeEbayCsv(QIODevice &device, std::shared_ptr<const RulePack> pack,
                                                  const UploadOptions &options)
{
    const auto site = siteFor(options.marketplaceSite);
    if (!site)
        return failure(site.error());
    if (site->ebaySite.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       EbayCsvWriter::tr("eBay has no upload template for the site %1.").arg(site->code));
    return std::make_unique<EbayCsvWriter>(device, std::move(pack), options, *site);
}

} // namespace listwright
