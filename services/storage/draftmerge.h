// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"
#include "models/domain/productfield.h"

namespace listwright {

struct DraftChange
{
    ProductField field;
    QString before;
    QString after;
};

/** What storing the draft over the product changes; blank = leave, cleared fields become empty. */
QList<DraftChange> applyDraft(Product &product, const ProductDraft &draft);

/** A new product of the draft; id, revision and times are the caller's. */
Product productOf(const ProductDraft &draft);

/** The lists of a draft in the JSON of productfield.h, appended to `json`; nothing for an empty list. */
void appendJson(std::string &json, const std::vector<std::string> &strings);
void appendAttributesJson(std::string &json, const std::vector<std::pair<std::string, std::string>> &attributes);
void appendImagesJson(std::string &json, const std::vector<std::pair<std::string, std::string>> &images);
void appendVariantsJson(std::string &json, const ProductDraft &draft);

} // namespace listwright
