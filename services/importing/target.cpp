// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/target.h"

#include "services/importing/problems.h"

namespace listwright::importing {

namespace {

struct Entry
{
    Target target;
    QLatin1String name;
    const char *label;
    std::optional<ProductField> field{};
};

const Entry entries[] = {
    {Target::Extra, QLatin1String(""), QT_TRANSLATE_NOOP("Import", "Keep as extra data")},
    {Target::Ignore, QLatin1String("ignore"), QT_TRANSLATE_NOOP("Import", "Leave out")},
    {Target::SourcePlatform, QLatin1String("source_platform"), QT_TRANSLATE_NOOP("Import", "Source platform")},
    {Target::SourceId, QLatin1String("source_id"), QT_TRANSLATE_NOOP("Import", "Source ID")},
    {Target::SourceUrl, QLatin1String("source_url"), QT_TRANSLATE_NOOP("Import", "Source address"),
     ProductField::SourceUrl},
    {Target::Sku, QLatin1String("sku"), QT_TRANSLATE_NOOP("Import", "SKU"), ProductField::Sku},
    {Target::Gtin, QLatin1String("gtin"), QT_TRANSLATE_NOOP("Import", "GTIN (EAN, UPC)"), ProductField::Gtin},
    {Target::Barcode, QLatin1String("barcode"), QT_TRANSLATE_NOOP("Import", "GTIN where valid"), ProductField::Gtin},
    {Target::Identifier, QLatin1String("identifier"), QT_TRANSLATE_NOOP("Import", "GTIN or another number")},
    {Target::Mpn, QLatin1String("mpn"), QT_TRANSLATE_NOOP("Import", "MPN"), ProductField::Mpn},
    {Target::Title, QLatin1String("title"), QT_TRANSLATE_NOOP("Import", "Title")},
    {Target::TitleOptimized, QLatin1String("title_optimized"), QT_TRANSLATE_NOOP("Import", "Optimized title"),
     ProductField::TitleOptimized},
    {Target::Description, QLatin1String("description"), QT_TRANSLATE_NOOP("Import", "Description"),
     ProductField::DescriptionOriginal},
    {Target::DescriptionOptimized, QLatin1String("description_optimized"),
     QT_TRANSLATE_NOOP("Import", "Optimized description"), ProductField::DescriptionOptimized},
    {Target::Category, QLatin1String("category"), QT_TRANSLATE_NOOP("Import", "Category"), ProductField::Category},
    {Target::Brand, QLatin1String("brand"), QT_TRANSLATE_NOOP("Import", "Brand"), ProductField::Brand},
    {Target::Condition, QLatin1String("condition"), QT_TRANSLATE_NOOP("Import", "Condition"), ProductField::Condition},
    {Target::Price, QLatin1String("price"), QT_TRANSLATE_NOOP("Import", "Price"), ProductField::Price},
    {Target::Currency, QLatin1String("currency"), QT_TRANSLATE_NOOP("Import", "Currency")},
    {Target::Quantity, QLatin1String("quantity"), QT_TRANSLATE_NOOP("Import", "Quantity"), ProductField::Quantity},
    {Target::BulletPoints, QLatin1String("bullet_points"), QT_TRANSLATE_NOOP("Import", "Bullet points"),
     ProductField::BulletPoints},
    {Target::Attributes, QLatin1String("attributes"), QT_TRANSLATE_NOOP("Import", "Attributes (list)"),
     ProductField::Attributes},
    {Target::Attribute, QLatin1String("attribute:"), QT_TRANSLATE_NOOP("Import", "Attribute with the column’s name"),
     ProductField::Attributes},
    {Target::Image, QLatin1String("image"), QT_TRANSLATE_NOOP("Import", "Images"), ProductField::Images},
    {Target::ImageAlt, QLatin1String("image_alt"), QT_TRANSLATE_NOOP("Import", "Alternative text of the image")},
    {Target::Variants, QLatin1String("variants"), QT_TRANSLATE_NOOP("Import", "Variants (list)"),
     ProductField::Variants},
    {Target::Group, QLatin1String("group"), QT_TRANSLATE_NOOP("Import", "Product of the row (groups variants)")},
    {Target::Relation, QLatin1String("relation"), QT_TRANSLATE_NOOP("Import", "Marks variant rows")},
    {Target::Action, QLatin1String("action"), QT_TRANSLATE_NOOP("Import", "Action of an upload file")},
    {Target::Options, QLatin1String("options"), QT_TRANSLATE_NOOP("Import", "Options of the variant")},
    {Target::Option1Name, QLatin1String("option1_name"), QT_TRANSLATE_NOOP("Import", "Name of option 1")},
    {Target::Option1Value, QLatin1String("option1_value"), QT_TRANSLATE_NOOP("Import", "Value of option 1")},
    {Target::Option2Name, QLatin1String("option2_name"), QT_TRANSLATE_NOOP("Import", "Name of option 2")},
    {Target::Option2Value, QLatin1String("option2_value"), QT_TRANSLATE_NOOP("Import", "Value of option 2")},
    {Target::Option3Name, QLatin1String("option3_name"), QT_TRANSLATE_NOOP("Import", "Name of option 3")},
    {Target::Option3Value, QLatin1String("option3_value"), QT_TRANSLATE_NOOP("Import", "Value of option 3")},
    {Target::VariantImage, QLatin1String("variant_image"), QT_TRANSLATE_NOOP("Import", "Image of the variant")},
};

struct Synonym
{
    QLatin1String name;
    Target target;
};

// productfield.h tells originals and optimized texts apart by name; mappings may use either name.
constexpr Synonym synonyms[] = {
    {QLatin1String("title_original"), Target::Title},
    {QLatin1String("description_original"), Target::Description},
    {QLatin1String("images"), Target::Image},
    {QLatin1String("bullet_point"), Target::BulletPoints},
};

} // namespace

std::optional<ParsedTarget> targetFromName(const QString &name)
{
    if (name.startsWith(QLatin1String("attribute:")))
        return ParsedTarget{Target::Attribute, name.sliced(10).trimmed()};
    for (const Entry &entry : entries) {
        if (name == entry.name)
            return ParsedTarget{entry.target, {}};
    }
    for (const Synonym &synonym : synonyms) {
        if (name == synonym.name)
            return ParsedTarget{synonym.target, {}};
    }
    return {};
}

QString targetName(Target target)
{
    return entries[static_cast<int>(target)].name;
}

QString targetLabel(Target target)
{
    return QCoreApplication::translate("Import", entries[static_cast<int>(target)].label);
}

QList<Target> allTargets()
{
    QList<Target> all;
    for (const Entry &entry : entries)
        all.append(entry.target);
    return all;
}

bool takesSeveralColumns(Target target)
{
    switch (target) {
    case Target::Extra:
    case Target::Ignore:
    case Target::BulletPoints:
    case Target::Attributes:
    case Target::Attribute:
    case Target::Image:
    case Target::Barcode:
    case Target::Identifier:
        return true;
    default:
        return false;
    }
}

std::optional<ProductField> clearedField(Target target)
{
    return entries[static_cast<int>(target)].field;
}

} // namespace listwright::importing
