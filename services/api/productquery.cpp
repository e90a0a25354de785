// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/productquery.h"

#include <QJsonArray>

namespace listwright::productquery {

using namespace Qt::StringLiterals;

namespace {

struct ProductQuery
{
    Q_DECLARE_TR_FUNCTIONS(ProductRoutes)
};

constexpr std::pair<QLatin1String, CatalogColumn> sortNames[] = {
    {QLatin1String("updated"), CatalogColumn::Updated}, {QLatin1String("title"), CatalogColumn::Title},
    {QLatin1String("sku"), CatalogColumn::Sku},         {QLatin1String("gtin"), CatalogColumn::Gtin},
    {QLatin1String("brand"), CatalogColumn::Brand},     {QLatin1String("category"), CatalogColumn::Category},
    {QLatin1String("price"), CatalogColumn::Price},     {QLatin1String("quantity"), CatalogColumn::Quantity},
    {QLatin1String("score"), CatalogColumn::Score},     {QLatin1String("status"), CatalogColumn::Status},
    {QLatin1String("source"), CatalogColumn::Source},
};

/** "-updated" or "title". */
Result<void> readSort(const QString &text, CatalogQuery &query)
{
    if (text.isEmpty())
        return {};
    query.descending = text.startsWith(u'-');
    const QString name = query.descending ? text.mid(1) : text;
    for (const auto &[known, column] : sortNames) {
        if (name == known) {
            query.sortColumn = column;
            return {};
        }
    }
    QStringList names;
    for (const auto &[known, column] : sortNames)
        names.append(known);
    return ApiRequest::wrong(
        u"sort"_s,
        ProductQuery::tr("It must be one of %1, with “-” before it for descending order.").arg(names.join(u", "_s)));
}

Result<void> readStatuses(const QStringList &names, CatalogQuery &query)
{
    for (const QString &name : names) {
        const auto status = statusFromName(name);
        if (!status)
            return ApiRequest::wrong(u"status"_s, ProductQuery::tr("“%1” is no status of a product.").arg(name));
        query.statuses.append(*status);
    }
    return {};
}

} // namespace

Result<CatalogQuery> from(const ApiRequest &request)
{
    CatalogQuery query;
    query.search = request.text(u"search"_s);
    query.sourcePlatforms = request.list(u"source"_s);
    query.brands = request.list(u"brand"_s);
    const auto statuses = readStatuses(request.list(u"status"_s), query);
    const auto minimum = request.number(u"min_score"_s, 0, 100);
    const auto maximum = request.number(u"max_score"_s, 0, 100);
    const auto sort = readSort(request.text(u"sort"_s), query);
    if (const auto wrong = ApiRequest::wrongOf(statuses, minimum, maximum, sort))
        return failure(*wrong);
    query.minimumScore = *minimum;
    query.maximumScore = *maximum;
    return query;
}

CatalogQuery orderFrom(const ApiRequest &request)
{
    CatalogQuery query;
    return readSort(request.text(u"sort"_s), query) ? query : CatalogQuery();
}

Result<QList<ProductId>> idsIn(const QJsonObject &body)
{
    QList<ProductId> ids;
    const QJsonValue wanted = body.value(u"ids"_s);
    if (wanted.isUndefined())
        return ids;
    const QJsonArray given = wanted.toArray();
    if (given.isEmpty())
        return ApiRequest::wrong(u"ids"_s, ProductQuery::tr("It must be a list of one or more numbers of products."));
    for (const auto &value : given) {
        if (value.toInteger() <= 0)
            return ApiRequest::wrong(u"ids"_s, ProductQuery::tr("It must hold numbers of products only."));
        ids.append(value.toInteger());
    }
    return ids;
}

} // namespace listwright::productquery
