// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

namespace listwright {

/** A text with the translated reasons for its changes. */
struct ImprovedText
{
    QString text;
    QStringList reasons;
};

/**
 * The product's title with brand, model and key attributes that it lacks, as far as they fit, and with everything
 * mended that the pack can mend. Only words of the record. The present title when there is nothing to do.
 */
ImprovedText composedTitle(const Product &product, const RulePack &pack);

/** Translated: that what the finding says has been mended. */
QString mendedReason(const Finding &finding);
/** Applies the pack's own fixes to one field until none is left; the product then holds the mended text. */
QStringList mend(Product &product, const RulePack &pack, ProductField field);

} // namespace listwright
