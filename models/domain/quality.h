// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"
#include "models/domain/productdraft.h"

namespace listwright {

/** Why points are missing, and how many. */
struct LostPoints
{
    enum class Part { Title, Description, Images, Attributes };
    Part part = Part::Title;
    int points = 0;
    QString reason; ///< translated; says what to do
};

/** Quality score 0-100 of product.md: title 30, description 30, images 20, attributes 20. Deterministic. */
struct QualityReport
{
    int score = 0;
    int title = 0;
    int description = 0;
    int images = 0;
    int attributes = 0;
    QList<LostPoints> lost; ///< sums up to 100 - score
    QString marketplace;    ///< whose listing has the texts that were judged; empty = the product's own
};

QualityReport qualityReport(const Product &product);
/** Of the best texts that the product has: its own, or what a marketplace gets. The own ones win a tie. */
QualityReport qualityReport(const Product &product, const QList<Listing> &listings);
/** The number alone; works on the UTF-8 of a draft, for bulk imports. Same rules, same result. */
int qualityScore(const ProductDraft &draft);
int qualityScore(const Product &product);
int qualityScore(const Product &product, const QList<Listing> &listings); ///< what a catalog stores

QString qualityPartText(LostPoints::Part part); ///< translated

} // namespace listwright
