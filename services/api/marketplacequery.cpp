// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/marketplacequery.h"

namespace listwright::marketplacequery {

using namespace Qt::StringLiterals;

namespace {

struct MarketplaceQuery
{
    Q_DECLARE_TR_FUNCTIONS(MarketplaceQuery)
};

} // namespace

Result<std::shared_ptr<const RulePack>> packOf(const ApiRequest &request, const RulePacks &packs, const QString &usual)
{
    const QString key = request.has(u"marketplace"_s) ? request.text(u"marketplace"_s) : usual;
    if (auto pack = packs.find(key))
        return pack;
    QStringList known;
    const auto all = packs.all();
    for (const auto &pack : all)
        known.append(pack->key());
    return unknown(key, known);
}

tl::unexpected<Error> unknown(const QString &key, const QStringList &known)
{
    const QString names = known.join(u", "_s);
    return ApiRequest::wrong(
        u"marketplace"_s, key.isEmpty()
                              ? MarketplaceQuery::tr("The marketplace is missing; known are: %1.").arg(names)
                              : MarketplaceQuery::tr("“%1” is no known marketplace; known are: %2.").arg(key, names));
}

} // namespace listwright::marketplacequery
