// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchtext.h"

#include "models/domain/productfield.h"
#include "models/domain/textfolding.h"

namespace listwright {

namespace {

void addText(std::string &folded, std::string_view text)
{
    if (text.empty())
        return;
    appendFolded(folded, text);
    folded += '\n'; // words do not run into each other
}

void addText(std::string &folded, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    addText(folded, std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

void addCodes(std::string &folded, const QList<Variant> &variants)
{
    for (const Variant &variant : variants) {
        addText(folded, variant.sku);
        addText(folded, variant.gtin);
    }
}

} // namespace

void setSearchText(std::string &folded, const Product &product)
{
    folded.clear();
    for (const QString *text : {&product.titleOriginal, &product.titleOptimized, &product.sku, &product.gtin,
                                &product.brand, &product.descriptionOriginal, &product.descriptionOptimized})
        addText(folded, *text);
    addCodes(folded, product.variants);
}

void setSearchText(std::string &folded, const ProductDraft &draft)
{
    folded.clear();
    for (const std::string *text : {&draft.title, &draft.titleOptimized, &draft.sku, &draft.gtin, &draft.brand,
                                    &draft.description, &draft.descriptionOptimized})
        addText(folded, std::string_view(*text));
    for (const VariantDraft &variant : draft.variants) {
        addText(folded, std::string_view(variant.sku));
        addText(folded, std::string_view(variant.gtin));
    }
}

void setSearchText(std::string &folded, const std::array<std::string_view, searchedColumnCount> &row)
{
    folded.clear();
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
        addText(folded, row[i]);
    const std::string_view json = row.back();
    if (json.empty())
        return;
    const auto variants = variantsFromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    if (variants)
        addCodes(folded, *variants);
}

} // namespace listwright
