// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Kaufland product data file: https://sellerapi.kaufland.com/?page=product-data-files. Semicolons, UTF-8, one record
// an EAN, a repeated column for each further value of an attribute.

#include "services/publishing/delimitedtext.h"
#include "services/publishing/formats.h"
#include "services/publishing/listingtext.h"
#include "services/publishing/marketplacewriter.h"
#include "services/publishing/site.h"

namespace listwright {

namespace {

constexpr int imageLimit = 20;

enum Column { Ean, Locale, Title, Description, Manufacturer, Category, Mpn, FixedColumns };

QStringList fixedColumns()
{
    return {QStringLiteral("ean"),         QStringLiteral("locale"),       QStringLiteral("title"),
            QStringLiteral("description"), QStringLiteral("manufacturer"), QStringLiteral("category"),
            QStringLiteral("mpn")};
}

/** What sellers call the attribute that Kaufland wants as manufacturer. */
const QStringList &manufacturerNames()
{
    static const QStringList names = {QStringLiteral("Manufacturer"), QStringLiteral("Hersteller"),
                                      QStringLiteral("Producent"), QStringLiteral("Marke"), QStringLiteral("Brand")};
    return names;
}

/** Kaufland's technical name of an attribute; our own name in its style where it has none we know. */
QString attributeColumn(const QString &name)
{
    switch (const auto known = knownAttribute(name); known.value_or(KnownAttribute::Model)) {
    case KnownAttribute::Colour:
        return QStringLiteral("colour");
    case KnownAttribute::Size:
        return QStringLiteral("size");
    case KnownAttribute::Material:
        return QStringLiteral("material");
    case KnownAttribute::Pattern:
    case KnownAttribute::Gender:
    case KnownAttribute::AgeGroup:
    case KnownAttribute::Model:
        break;
    }
    return neutraliseFormula(name.toLower().simplified().replace(u' ', u'_'));
}

/** An attribute of that name would write over what has a column of its own. */
bool isReserved(const QString &column)
{
    static const QStringList fixed = fixedColumns();
    return column == QLatin1String("picture") || fixed.contains(column);
}

/** Of the brand, or of an attribute that stands for it. */
QString manufacturerOf(const Product &product)
{
    if (!product.brand.isEmpty())
        return product.brand;
    for (const QString &name : manufacturerNames()) {
        for (const Attribute &attribute : product.attributes) {
            if (attribute.name.compare(name, Qt::CaseInsensitive) == 0 && !attribute.value.isEmpty())
                return attribute.value;
        }
    }
    return {};
}

class KauflandCsvWriter final : public MarketplaceWriter
{
    Q_DECLARE_TR_FUNCTIONS(KauflandCsvWriter)

public:
    KauflandCsvWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, const UploadOptions &options,
                      QString locale)
        : MarketplaceWriter(device, std::move(pack), options, DescriptionForm::Html)
        , m_locale(std::move(locale))
        , m_table(';', fixedColumns())
    {
        for (const ProductField field :
             {ProductField::Sku, ProductField::Price, ProductField::Quantity, ProductField::Condition})
            report().lose({}, field, tr("Product data does not carry this; upload the offers in the seller portal."));
    }

protected:
    Result<bool> write(const Product &product) override;
    Result<void> end() override { return m_table.writeTo(device()); }

private:
    QStringList cellsFor(const Product &product, const QString &ean, const QList<Image> &images,
                         const QList<Attribute> &attributes);
    void setValue(QStringList &cells, const Product &product, const QString &column, int occurrence,
                  const QString &value);
    Result<bool> writeVariants(const Product &product, const QList<Image> &images);
    void reportUnknownAttributes(const Product &product);

    QString m_locale;
    SpooledTable m_table;
};

void KauflandCsvWriter::setValue(QStringList &cells, const Product &product, const QString &column, int occurrence,
                                 const QString &value)
{
    const auto position = m_table.column(column, occurrence);
    if (!position) {
        report().lose(product, ProductField::Attributes,
                      tr("There are too many different attributes for one file; “%1” has no place.").arg(column));
        return;
    }
    if (cells.size() <= *position)
        cells.resize(*position + 1);
    cells[*position] = spreadsheetText(product, ProductField::Attributes, value);
}

QStringList KauflandCsvWriter::cellsFor(const Product &product, const QString &ean, const QList<Image> &images,
                                        const QList<Attribute> &attributes)
{
    QStringList cells(FixedColumns);
    cells[Ean] = ean;
    cells[Locale] = m_locale;
    cells[Title] = spreadsheetText(product, ProductField::TitleOptimized, product.title());
    cells[Description] = spreadsheetText(product, ProductField::DescriptionOptimized, product.description());
    cells[Manufacturer] = spreadsheetText(product, ProductField::Brand, manufacturerOf(product));
    cells[Category] = spreadsheetText(product, ProductField::Category, product.category.section(u'>', -1).trimmed());
    cells[Mpn] = spreadsheetText(product, ProductField::Mpn, product.mpn);
    for (qsizetype i = 0; i < images.size(); ++i)
        setValue(cells, product, QStringLiteral("picture"), static_cast<int>(i), images.at(i).url);
    QHash<QString, int> occurrences;
    for (const Attribute &attribute : attributes) {
        const QString column = attributeColumn(attribute.name);
        if (!isReserved(column))
            setValue(cells, product, column, occurrences[column]++, attribute.value);
    }
    return harmlessCells(product, m_table.columns(), cells);
}

void KauflandCsvWriter::reportUnknownAttributes(const Product &product)
{
    QStringList unknown;
    QStringList reserved;
    for (const Attribute &attribute : product.attributes) {
        if (isReserved(attributeColumn(attribute.name))) {
            reserved.append(attribute.name);
            continue;
        }
        const auto known = knownAttribute(attribute.name);
        const bool hasName =
            known == KnownAttribute::Colour || known == KnownAttribute::Size || known == KnownAttribute::Material;
        if (!hasName)
            unknown.append(attribute.name);
    }
    if (product.brand.isEmpty() && reserved.contains(QLatin1String("manufacturer"), Qt::CaseInsensitive))
        reserved.removeIf([](const QString &name) { return attributeColumn(name) == QLatin1String("manufacturer"); });
    loseAttributes(product, reserved, tr("These columns are taken by other fields: %1"));
    loseAttributes(product, unknown, tr("Written under their own names, which Kaufland may not know: %1"));
}

Result<bool> KauflandCsvWriter::writeVariants(const Product &product, const QList<Image> &images)
{
    bool written = false;
    for (const Variant &variant : product.variants) {
        if (variant.gtin.isEmpty()) {
            report().lose(product, ProductField::Variants,
                          tr("The variant “%1” has no EAN and is left out.").arg(variant.sku));
            continue;
        }
        QList<Image> pictures = images;
        if (!variant.imageUrl.isEmpty()) {
            pictures.removeIf([&variant](const Image &image) { return image.url == variant.imageUrl; });
            pictures.prepend({variant.imageUrl, {}});
        }
        QList<Attribute> attributes = product.attributes;
        const QStringList options = optionNames(product);
        attributes.removeIf([&options](const Attribute &attribute) { return options.contains(attribute.name); });
        attributes.append(variant.options);
        if (auto added = m_table.add(cellsFor(product, variant.gtin, pictures, attributes)); !added)
            return failure(added.error());
        written = true;
    }
    if (!written)
        report().skip(product, ProductField::Gtin, tr("none of its variants has an EAN."));
    return written;
}

Result<bool> KauflandCsvWriter::write(const Product &product)
{
    if (product.variants.isEmpty() && product.gtin.isEmpty()) {
        report().skip(product, ProductField::Gtin, tr("Kaufland needs an EAN."));
        return false;
    }
    QStringList eans;
    for (const Variant &variant : product.variants)
        eans.append(variant.gtin);
    if (!claim(product, product.variants.isEmpty() ? QStringList{product.gtin} : eans))
        return false;
    loseBulletPoints(product);
    if (product.category.contains(u'>'))
        report().lose(product, ProductField::Category, tr("Only the last part of the category path is written."));
    reportUnknownAttributes(product);
    const QList<Image> images = imagesWithin(product, imageLimit);
    if (!product.variants.isEmpty())
        return writeVariants(product, images);
    if (auto added = m_table.add(cellsFor(product, product.gtin, images, product.attributes)); !added)
        return failure(added.error());
    return true;
}

} // namespace

Result<std::unique_ptr<UploadWriter>> makeKauflandCsv(QIODevice &device, std::shared_ptr<const RulePack> pack,
                                                      const UploadOptions &options)
{
    const auto site = siteFor(options.marketplaceSite);
    if (!site)
        return failure(site.error());
    const QString locale =
        options.locale.isEmpty() ? QString(site->kauflandLocale) : QString(options.locale).replace(u'_', u'-');
    if (locale.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       KauflandCsvWriter::tr("Kaufland has no marketplace for the site %1.").arg(site->code));
    return std::make_unique<KauflandCsvWriter>(device, std::move(pack), options, locale);
}

} // namespace listwright
