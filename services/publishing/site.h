// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QStringList>

namespace listwright {

/** One country's site of the marketplaces. Empty where a marketplace has none there. */
struct Site
{
    QLatin1String code;        ///< "DE"
    QLatin1String currency;    ///< "EUR"
    QLatin1String amazonId;    ///< marketplace id
    QLatin1String languageTag; ///< "de_DE", Amazon's form
    QLatin1String ebaySite;    ///< SiteID of the category template
    QLatin1String kauflandLocale;
    QLatin1String brandLabel; ///< eBay's item specific for the brand
    QLatin1String mpnLabel;   ///< eBay's item specific for the manufacturer's part number
};

/** Any letter case; empty = Germany. "GB" and "UK" are the same. InvalidInput names the known codes. */
Result<Site> siteFor(const QString &code);

} // namespace listwright
