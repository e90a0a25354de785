// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/productroutes.h"

#include "models/domain/jsontext.h"
#include "services/api/marketplacequery.h"
#include "services/api/productchanges.h"
#include "services/api/productquery.h"
#include "services/listing/findingjson.h"
#include "services/storage/catalogreader.h"
#include "services/storage/productpages.h"
#include "services/storage/productrepository.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualPage = 50;
constexpr int longestPage = 500;
constexpr qsizetype mostAtOnce = 10'000; // products of one bulk request

struct ProductRoutes
{
    Q_DECLARE_TR_FUNCTIONS(ProductRoutes)
};

QJsonObject wholeOf(const Product &product)
{
    return QJsonDocument::fromJson(productToText(product)).object(); // as without `fields`
}

/** The members asked for; none where all are. */
Result<QStringList> wantedFields(const ApiRequest &request)
{
    static const QJsonObject any = wholeOf({});
    const QStringList fields = request.list(u"fields"_s);
    for (const QString &field : fields) {
        if (!any.contains(field))
            return ApiRequest::wrong(u"fields"_s, ProductRoutes::tr("A product has no field “%1”.").arg(field));
    }
    return fields;
}

QByteArray textOf(const Product &product, const QStringList &fields)
{
    if (fields.isEmpty())
        return productToText(product);
    const QJsonObject whole = wholeOf(product);
    QJsonObject chosen;
    for (const QString &field : fields)
        chosen.insert(field, whole.value(field));
    return QJsonDocument(chosen).toJson(QJsonDocument::Compact);
}

/** Of what is wrong otherwise the order is looked up all the same, so that a wrong cursor is named as well. */
Result<ProductPage> pageOf(Database &database, const ApiRequest &request, const Result<CatalogQuery> &query, int limit)
{
    auto page =
        productPage(database, query ? *query : productquery::orderFrom(request), request.text(u"cursor"_s), limit);
    if (!page && page.error().code == ErrorCode::InvalidInput)
        return ApiRequest::wrong(u"cursor"_s, page.error().message);
    return page;
}

Result<ServerAnswer> listProducts(Database &database, const ApiRequest &request)
{
    const auto query = productquery::from(request);
    const auto limit = request.number(u"limit"_s, 1, longestPage);
    const auto fields = wantedFields(request);
    const auto page = pageOf(database, request, query, limit ? limit->value_or(usualPage) : 1);
    if (const auto wrong = ApiRequest::wrongOf(query, limit, fields, page))
        return failure(*wrong);
    const auto products = ProductRepository(database).findMany(page->ids);
    if (!products)
        return failure(products.error());
    JsonText to;
    to.beginObject();
    to.name("items");
    to.beginList();
    for (const Product &product : *products)
        to.raw(textOf(product, *fields));
    to.endList();
    to.name("next");
    page->next.isEmpty() ? to.null() : to.text(page->next);
    to.endObject();
    return ServerAnswer::jsonText(200, to.written());
}

/** With what changes without a new revision: jobs set the status, and the score follows the listings. */
QByteArray tagOf(const Product &product)
{
    return '"' + QByteArray::number(product.revision) + '-' + statusName(product.status).toLatin1() + '-' +
           QByteArray::number(product.qualityScore) + '"';
}

ServerAnswer productAnswer(const Product &product)
{
    ServerAnswer answer = ServerAnswer::jsonText(200, productToText(product));
    answer.headers.emplaceBack("ETag", tagOf(product));
    return answer;
}

Result<Product> productOf(Database &database, const ApiRequest &request)
{
    return request.id().and_then([&](qint64 id) { return ProductRepository(database).find(id); });
}

/**
 * Whether the sender saw the product as it is, whatever jobs do with it; a compressed answer had its tag weakened.
 */
bool hasSeen(const QByteArray &ifMatch, const Product &product)
{
    const QByteArray begin = '"' + QByteArray::number(product.revision);
    const QByteArray before = begin + '-';
    const QByteArray whole = begin + '"';
    const QList<QByteArray> seen = ifMatch.split(',');
    return std::ranges::any_of(seen, [&](const QByteArray &each) {
        const QByteArray one = each.trimmed();
        const QByteArray tag = one.startsWith("W/") ? one.mid(2) : one;
        return one == "*" || tag == whole || (tag.startsWith(before) && tag.endsWith('"'));
    });
}

/** The product as the sender last saw it, where it says so. */
Result<Product> unchangedProduct(Database &database, const ApiRequest &request, std::optional<ServerAnswer> &refusal)
{
    auto product = productOf(database, request);
    const QByteArray wanted = request.http().header("if-match");
    if (product && !wanted.isEmpty() && !hasSeen(wanted, *product))
        refusal = ServerAnswer::error(412, u"changed_meanwhile"_s,
                                      ProductRoutes::tr("The product was changed since it was read."));
    return product;
}

ChangeOrigin originOf(const ApiRequest &request, ChangeOrigin::Kind kind)
{
    return {kind, request.actor(), {}};
}

Result<ServerAnswer> changeProduct(Database &database, const ApiRequest &request)
{
    std::optional<ServerAnswer> refusal;
    const auto product = unchangedProduct(database, request, refusal);
    if (!product)
        return failure(product.error());
    if (refusal)
        return *std::move(refusal);
    const auto members = request.object();
    if (!members)
        return failure(members.error());
    const WantedChanges wanted = productChanges(*product, *members);
    if (!wanted.problems.isEmpty())
        return ApiRequest::wrong(wanted.problems);
    ProductRepository products(database);
    if (const auto changed = products.change(wanted.changes, originOf(request, ChangeOrigin::Kind::Edit)); !changed)
        return failure(changed.error());
    return products.find(product->id).map(productAnswer);
}

Result<ServerAnswer> deleteProduct(Database &database, const ApiRequest &request)
{
    std::optional<ServerAnswer> refusal;
    const auto product = unchangedProduct(database, request, refusal);
    if (!product)
        return failure(product.error());
    if (refusal)
        return *std::move(refusal);
    return ProductRepository(database)
        .remove({product->id}, originOf(request, ChangeOrigin::Kind::Delete))
        .map([](const ChangeOutcome &) { return ServerAnswer{.status = 204}; });
}

Result<QList<ProductId>> idsOf(const QJsonObject &body)
{
    const qsizetype count = body.value(u"ids"_s).toArray().size();
    if (count < 1 || count > mostAtOnce)
        return ApiRequest::wrong(
            u"ids"_s, ProductRoutes::tr("It must be a list of 1 to %L1 numbers of products.").arg(mostAtOnce));
    return productquery::idsIn(body);
}

ServerAnswer outcomeAnswer(const ChangeOutcome &outcome)
{
    return ServerAnswer::json(
        200, {{u"changed"_s, outcome.changed}, {u"missing"_s, outcome.missing}, {u"change_set"_s, outcome.changeSet}});
}

Result<ServerAnswer> deleteMany(Database &database, const ApiRequest &request)
{
    const auto body = request.object();
    if (!body)
        return failure(body.error());
    const auto ids = idsOf(*body);
    if (const auto wrong = ApiRequest::wrongOf(ids, ApiRequest::onlyKnown(*body, {u"ids"_s})))
        return failure(*wrong);
    return ProductRepository(database).remove(*ids, originOf(request, ChangeOrigin::Kind::Delete)).map(outcomeAnswer);
}

Result<QJsonObject> changesIn(const QJsonObject &body)
{
    const QJsonObject changes = body.value(u"changes"_s).toObject();
    if (changes.isEmpty())
        return ApiRequest::wrong(u"changes"_s,
                                 ProductRoutes::tr("It must be an object that holds the fields to change."));
    return changes;
}

/** Of one of many: another may have a price, say, and this one none. */
QList<FieldProblem> problemsOf(const Product &product, QList<FieldProblem> problems)
{
    for (FieldProblem &each : problems)
        each.message = ProductRoutes::tr("Product %1: %2").arg(QString::number(product.id), each.message);
    return problems;
}

Result<ServerAnswer> changeMany(Database &database, const ApiRequest &request)
{
    const auto body = request.object();
    if (!body)
        return failure(body.error());
    const auto ids = idsOf(*body);
    const auto members = changesIn(*body);
    if (const auto wrong = ApiRequest::wrongOf(ids, members, ApiRequest::onlyKnown(*body, {u"ids"_s, u"changes"_s})))
        return failure(*wrong);
    ProductRepository products(database);
    const auto found = products.findMany(*ids);
    if (!found)
        return failure(found.error());
    QList<FieldChange> changes;
    for (const Product &product : *found) {
        const WantedChanges wanted = productChanges(product, *members);
        if (!wanted.problems.isEmpty())
            return ApiRequest::wrong(problemsOf(product, wanted.problems));
        changes += wanted.changes;
    }
    const qint64 missing = ids->size() - found->size();
    return products.change(changes, originOf(request, ChangeOrigin::Kind::Edit)).map([missing](ChangeOutcome outcome) {
        outcome.missing += missing;
        return outcomeAnswer(outcome);
    });
}

QJsonObject numbersOf(const QList<std::pair<QString, qint64>> &counts)
{
    QJsonObject object;
    for (const auto &[name, count] : counts)
        object.insert(name, count);
    return object;
}

Result<ServerAnswer> summary(Database &database, const ApiRequest &request)
{
    const auto query = productquery::from(request);
    if (!query)
        return failure(query.error());
    return CatalogReader(database).counts(*query).map([](const CatalogCounts &counts) {
        QJsonObject statuses;
        for (const auto &[status, count] : counts.byStatus)
            statuses.insert(statusName(status), count);
        return ServerAnswer::json(200, {{u"total"_s, counts.total},
                                        {u"by_status"_s, statuses},
                                        {u"by_source"_s, numbersOf(counts.bySource)},
                                        {u"by_brand"_s, numbersOf(counts.byBrand)}});
    });
}

Result<ServerAnswer> history(Database &database, const ApiRequest &request)
{
    const auto product = productOf(database, request); // 404 rather than nothing
    if (!product)
        return failure(product.error());
    return ProductRepository(database).history(product->id).map([](const QList<HistoryEntry> &entries) {
        QJsonArray items;
        for (const HistoryEntry &entry : entries)
            items.append(QJsonObject{{u"id"_s, entry.id},
                                     {u"at"_s, entry.at.toString(Qt::ISODateWithMs)},
                                     {u"actor"_s, entry.actor},
                                     {u"field"_s, fieldName(entry.field)},
                                     {u"marketplace"_s, entry.marketplace},
                                     {u"before"_s, entry.before},
                                     {u"after"_s, entry.after}});
        return ServerAnswer::json(200, {{u"items"_s, items}});
    });
}

Result<ServerAnswer> validate(Database &database, const ApiRequest &request, const RulePacks &packs)
{
    const auto found = marketplacequery::packOf(request, packs);
    if (!found)
        return failure(found.error());
    const auto &pack = *found;
    return productOf(database, request).map([&](const Product &product) {
        QJsonArray findings;
        bool valid = true;
        const QList<Finding> all = pack->validate(product);
        for (const Finding &finding : all) {
            valid = valid && finding.severity != Severity::Error;
            findings.append(findingToJson(finding));
        }
        return ServerAnswer::json(200, {{u"marketplace"_s, pack->key()},
                                        {u"valid"_s, valid},
                                        {u"optimization_score"_s, product.qualityScore},
                                        {u"findings"_s, findings}});
    });
}

} // namespace

void addProductRoutes(ApiRoutes &routes, const RulePacks &packs)
{
    routes.read("/api/products", listProducts);
    routes.read("/api/products/{id}", [](Database &database, const ApiRequest &request) {
        return productOf(database, request).map(productAnswer);
    });
    routes.write("PATCH", "/api/products/{id}", ApiScope::Write, changeProduct);
    routes.write("DELETE", "/api/products/{id}", ApiScope::Write, deleteProduct);
    routes.write("POST", "/api/products/bulk-delete", ApiScope::Write, deleteMany);
    routes.write("POST", "/api/products/bulk-update", ApiScope::Write, changeMany);
    routes.read("/api/products/stats/summary", summary);
    routes.read("/api/products/{id}/history", history);
    routes.read("/api/products/{id}/validate",
                [packs](Database &database, const ApiRequest &request) { return validate(database, request, packs); });
}

} // namespace listwright
