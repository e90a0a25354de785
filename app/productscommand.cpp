// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/queryoptions.h"
#include "models/domain/productfield.h"
#include "models/domain/quality.h"
#include "services/storage/catalogreader.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Products
{
    Q_DECLARE_TR_FUNCTIONS(ProductsCommand)
};

constexpr qint64 productsListed = 50;

struct SortName
{
    QLatin1String name;
    CatalogColumn column;
};

constexpr SortName sortNames[] = {
    {QLatin1String("title"), CatalogColumn::Title},       {QLatin1String("sku"), CatalogColumn::Sku},
    {QLatin1String("gtin"), CatalogColumn::Gtin},         {QLatin1String("brand"), CatalogColumn::Brand},
    {QLatin1String("category"), CatalogColumn::Category}, {QLatin1String("price"), CatalogColumn::Price},
    {QLatin1String("quantity"), CatalogColumn::Quantity}, {QLatin1String("score"), CatalogColumn::Score},
    {QLatin1String("status"), CatalogColumn::Status},     {QLatin1String("source"), CatalogColumn::Source},
    {QLatin1String("updated"), CatalogColumn::Updated},
};

Result<void> applySort(const CommandContext &context, CatalogQuery &query)
{
    query.descending = context.isSet(u"descending"_s) || !context.isSet(u"sort"_s);
    if (!context.isSet(u"sort"_s))
        return {};
    QStringList known;
    for (const SortName &sort : sortNames) {
        known.append(sort.name);
        if (context.value(u"sort"_s) == sort.name) {
            query.sortColumn = sort.column;
            return {};
        }
    }
    return failure(
        ErrorCode::InvalidInput,
        Products::tr("“%1” can't be sorted by. Known are: %2.").arg(context.value(u"sort"_s), known.join(u", ")));
}

QJsonObject toJson(const CatalogRow &row)
{
    QJsonObject json{{u"id"_s, row.id},
                     {u"title"_s, row.title},
                     {u"sku"_s, row.sku},
                     {u"gtin"_s, row.gtin},
                     {u"brand"_s, row.brand},
                     {u"category"_s, row.category},
                     {u"score"_s, row.score},
                     {u"status"_s, statusName(row.status)},
                     {u"source_platform"_s, row.sourcePlatform},
                     {u"updated_at"_s, row.updatedAt.toString(Qt::ISODate)}};
    json.insert(u"price"_s, row.price ? QJsonValue(row.price->toDecimal()) : QJsonValue());
    json.insert(u"currency"_s, row.price ? QJsonValue(row.price->currency().code()) : QJsonValue());
    json.insert(u"quantity"_s, row.quantity ? QJsonValue(*row.quantity) : QJsonValue());
    return json;
}

struct ListedProducts
{
    qint64 total = 0;
    QList<CatalogRow> rows;
};

Result<ListedProducts> readRows(Storage &storage, const CatalogQuery &query, qint64 offset, qint64 limit,
                                const std::stop_token &stop)
{
    const auto work = [=](Database &database) -> Result<ListedProducts> {
        CatalogReader reader(database);
        const auto ids = reader.ids(query);
        if (!ids)
            return failure(ids.error());
        const qint64 total = static_cast<qint64>(ids->size());
        const qint64 begin = std::min(offset, total);
        const QList<ProductId> page(ids->begin() + begin, ids->begin() + std::min(total, begin + limit));
        const auto rows = reader.rows(page);
        if (!rows)
            return failure(rows.error());
        return ListedProducts{total, *rows};
    };
    return storage.read(work, stop).result();
}

void showRows(Console &console, const ListedProducts &listed)
{
    QList<QStringList> table = {{Products::tr("ID"), Products::tr("Score"), Products::tr("Status"), Products::tr("SKU"),
                                 Products::tr("Price"), Products::tr("Stock"), Products::tr("Title")}};
    for (const CatalogRow &row : listed.rows)
        table.append({QString::number(row.id), QString::number(row.score), statusText(row.status), row.sku,
                      row.price ? row.price->toString() : QString(),
                      row.quantity ? QString::number(*row.quantity) : QString(), row.title});
    console.table(table);
    console.line(Products::tr("%L1 of %L2 product(s)").arg(listed.rows.size()).arg(listed.total));
}

int listProducts(CommandContext &context)
{
    if (const auto understood = context.atMost(1); !understood)
        return context.wrongUsage(understood.error().message);
    auto query = queryFrom(context);
    if (!query)
        return context.wrongUsage(query.error().message);
    if (const auto sorted = applySort(context, *query); !sorted)
        return context.wrongUsage(sorted.error().message);
    const auto limit = context.number(u"limit"_s);
    const auto offset = context.number(u"offset"_s);
    if (!limit || !offset)
        return context.wrongUsage(!limit ? limit.error().message : offset.error().message);
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const auto listed =
        readRows(**storage, *query, offset->value_or(0), limit->value_or(productsListed), context.stop());
    if (!listed)
        return context.fail(listed.error());
    QJsonArray array;
    for (const CatalogRow &row : listed->rows)
        array.append(toJson(row));
    showRows(context.console(), *listed);
    context.console().result({{u"products"_s, array}, {u"total"_s, listed->total}});
    return ExitDone;
}

/** `marketplace` is the name of the quality's, where the texts of a listing were judged. */
void showProduct(Console &console, const Product &product, const QualityReport &quality, const QString &marketplace)
{
    console.line(product.title());
    console.line(u"  " + Products::tr("Source: %1").arg(product.sourcePlatform + u':' + product.sourceId));
    for (const ProductField field : allProductFields()) {
        const QString text = fieldText(product, field);
        if (!text.isEmpty())
            console.line(u"  " + fieldLabel(field) + u": " + text);
    }
    console.line(u"  " +
                 (marketplace.isEmpty()
                      ? Products::tr("Quality score: %1").arg(quality.score)
                      : Products::tr("Quality score: %1, by the texts for %2").arg(quality.score).arg(marketplace)));
    for (const LostPoints &lost : quality.lost)
        console.line(u"    −" + QString::number(lost.points) + u' ' + qualityPartText(lost.part) + u": " + lost.reason);
    console.line();
}

QJsonObject qualityJson(const QualityReport &quality)
{
    QJsonArray lost;
    for (const LostPoints &points : quality.lost)
        lost.append(QJsonObject{
            {u"part"_s, qualityPartText(points.part)}, {u"points"_s, points.points}, {u"reason"_s, points.reason}});
    return {{u"score"_s, quality.score},
            {u"title"_s, quality.title},
            {u"description"_s, quality.description},
            {u"images"_s, quality.images},
            {u"attributes"_s, quality.attributes},
            {u"lost"_s, lost},
            {u"marketplace"_s, quality.marketplace}};
}

int show(CommandContext &context)
{
    const QStringList names = context.arguments().mid(1);
    if (names.isEmpty())
        return context.wrongUsage(Products::tr("Which product? Its number, or platform:id of its source."));
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const RulePacks packs = context.rulePacks();
    QJsonArray array;
    for (const QString &name : names) {
        const auto product = findProduct(**storage, name);
        if (!product)
            return context.fail(product.error());
        const auto quality = qualityOf(**storage, *product);
        if (!quality)
            return context.fail(quality.error());
        showProduct(context.console(), *product, *quality, packs.nameOf(quality->marketplace));
        QJsonObject json = productToJson(*product);
        json.insert(u"quality"_s, qualityJson(*quality));
        array.append(json);
    }
    context.console().result({{u"products"_s, array}});
    return ExitDone;
}

int runProductsCommand(CommandContext &context)
{
    const QString action = context.arguments().value(0, u"list"_s);
    if (action == u"list")
        return listProducts(context);
    if (action == u"show")
        return show(context);
    return context.wrongUsage(Products::tr("“%1” is none of list, show.").arg(action));
}

} // namespace

Command productsCommand()
{
    return {.name = u"products"_s,
            .arguments = u"[list | show ID…]"_s,
            .summary = Products::tr("List and show products of the catalog"),
            .details = Products::tr("A product is named by its number or by platform:id of its source."),
            .options = QList<QCommandLineOption>{{u"sort"_s, Products::tr("Order by title, price, score, updated …"),
                                                  u"COLUMN"_s},
                                                 {u"descending"_s, Products::tr("The largest or latest first.")},
                                                 {u"limit"_s, Products::tr("How many to list (50)."), u"NUMBER"_s},
                                                 {u"offset"_s, Products::tr("How many to pass over."), u"NUMBER"_s}} +
                       queryOptions(),
            .examples = {{u"products list --search \"oak lamp\" --sort price"_s, Products::tr("Cheapest first.")},
                         {u"products show 17 shop:1001 --json"_s, Products::tr("Two whole products.")}},
            .run = runProductsCommand};
}

} // namespace listwright
