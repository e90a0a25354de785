// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/publishing/uploadfile.h"

namespace listwright {

/** One maker a format; each fails when an option it needs is missing or unknown. `pack` is never null. */
using MakeMarketplaceWriter = Result<std::unique_ptr<UploadWriter>>(QIODevice &device,
                                                                    std::shared_ptr<const RulePack> pack,
                                                                    const UploadOptions &options);

MakeMarketplaceWriter makeEbayCsv;
MakeMarketplaceWriter makeAmazonJson;
MakeMarketplaceWriter makeKauflandCsv;
MakeMarketplaceWriter makeShopifyCsv;
MakeMarketplaceWriter makeGoogleMerchant;

Result<std::unique_ptr<UploadWriter>> makeOwnCsv(QIODevice &device);
Result<std::unique_ptr<UploadWriter>> makeOwnJson(QIODevice &device);

} // namespace listwright
