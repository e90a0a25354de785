// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/exportroutes.h"

#include "models/domain/jobjson.h"
#include "services/api/entitytag.h"
#include "services/api/marketplacequery.h"
#include "services/api/pooledanswer.h"
#include "services/api/productquery.h"
#include "services/importing/fieldreader.h"
#include "services/importing/text.h"
#include "services/publishing/exportrun.h"
#include "services/publishing/site.h"
#include "services/storage/catalogreader.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QLocale>
#include <QTemporaryDir>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostProducts = 20'000; // in one answer, which is held in memory

struct ExportRoutes
{
    Q_DECLARE_TR_FUNCTIONS(ExportRoutes)
};

QJsonArray formatsOf(const QString &marketplace)
{
    QJsonArray formats;
    const QList<UploadFormat> all = UploadWriter::formats();
    for (const UploadFormat &format : all) {
        if (format.marketplace == marketplace)
            formats.append(
                QJsonObject{{u"format"_s, format.key}, {u"name"_s, format.name}, {u"suffix"_s, format.suffix}});
    }
    return formats;
}

QString noAdapter(const RulePack &pack)
{
    return formatsOf(pack.key()).isEmpty()
               ? ExportRoutes::tr("Listings cannot be sent to %1 yet.").arg(pack.name())
               : ExportRoutes::tr("Listings cannot be sent to %1 yet. Its upload file is at /api/export/file.")
                     .arg(pack.name());
}

ServerAnswer marketplaces(const RulePacks &packs)
{
    QJsonArray items;
    const auto all = packs.all();
    for (const auto &pack : all)
        items.append(QJsonObject{{u"marketplace"_s, pack->key()},
                                 {u"name"_s, pack->name()},
                                 {u"rules_of"_s, pack->date().toString(Qt::ISODate)},
                                 {u"formats"_s, formatsOf(pack->key())},
                                 {u"publishes"_s, false},
                                 {u"reason"_s, noAdapter(*pack)}});
    return ServerAnswer::json(200, {{u"items"_s, items}, {u"own_formats"_s, formatsOf({})}});
}

Result<UploadFormat> formatOf(const ApiRequest &request, const RulePacks &packs)
{
    const QString wanted = request.text(u"format"_s);
    const QString marketplace = request.text(u"marketplace"_s);
    const QList<UploadFormat> all = UploadWriter::formats();
    for (const UploadFormat &format : all) {
        const bool fits =
            wanted.isEmpty() ? !marketplace.isEmpty() && format.marketplace == marketplace : format.key == wanted;
        if (fits)
            return format;
    }
    if (!wanted.isEmpty())
        return ApiRequest::wrong(u"format"_s, ExportRoutes::tr("“%1” is no known format.").arg(wanted));
    QStringList known;
    for (const UploadFormat &format : all) {
        if (!format.marketplace.isEmpty() && !known.contains(format.marketplace))
            known.append(format.marketplace);
    }
    if (const auto pack = packs.find(marketplace))
        return ApiRequest::wrong(u"marketplace"_s,
                                 ExportRoutes::tr("There is no upload file for %1; there are some for: %2.")
                                     .arg(pack->name(), known.join(u", "_s)));
    return marketplacequery::unknown(marketplace, known);
}

/** Where the format says which file, the marketplace may be left out, but not be a wrong one. */
Result<void> knownMarketplace(const ApiRequest &request, const RulePacks &packs)
{
    if (request.text(u"format"_s).isEmpty() || !request.has(u"marketplace"_s))
        return {};
    return marketplacequery::packOf(request, packs).map([](const auto &) {});
}

/** What is wrong with the value of an option; empty where nothing is. */
using OptionProblem = QString (*)(const QString &value);

QString siteProblem(const QString &value)
{
    const auto site = siteFor(value);
    return site ? QString() : site.error().message;
}

QString localeProblem(const QString &value)
{
    return QLocale(value).language() == QLocale::C ? ExportRoutes::tr("It must name a language as “de-DE” does.")
                                                   : QString();
}

QString currencyProblem(const QString &value)
{
    const auto currency = Currency::parse(value);
    return currency ? QString() : currency.error().message;
}

QString addressProblem(const QString &value)
{
    return importing::urlProblemText(importing::checkWebUrl(importing::toUtf8(value)));
}

Result<UploadOptions> optionsOf(const ApiRequest &request, UploadOptions options)
{
    QList<FieldProblem> wrong;
    const auto take = [&](const QString &name, QString &option, OptionProblem problemOf) {
        if (!request.has(name))
            return;
        option = request.text(name);
        const QString problem = option.isEmpty() ? QString() : problemOf(option);
        if (!problem.isEmpty())
            wrong.append({name, problem});
    };
    take(u"seller_id"_s, options.sellerId, [](const QString &) { return QString(); });
    take(u"site"_s, options.marketplaceSite, siteProblem);
    take(u"locale"_s, options.locale, localeProblem);
    take(u"currency"_s, options.currency, currencyProblem);
    take(u"store_url"_s, options.storeUrl, addressProblem);
    const QString invalid = request.text(u"include_invalid"_s);
    options.includeInvalid = invalid == u"true";
    if (request.has(u"include_invalid"_s) && invalid != u"true" && invalid != u"false")
        wrong.append({u"include_invalid"_s, ExportRoutes::tr("It must be true or false.")});
    return wrong.isEmpty() ? Result<UploadOptions>(options) : ApiRequest::wrong(wrong);
}

/** What the format itself demands of the options. */
Result<void> suits(const UploadFormat &format, const RulePacks &packs, const UploadOptions &options)
{
    if (format.marketplace == u"amazon" && options.sellerId.isEmpty())
        return ApiRequest::wrong(u"seller_id"_s, ExportRoutes::tr("An Amazon feed needs your seller ID."));
    QBuffer nowhere;
    nowhere.open(QIODevice::WriteOnly);
    const auto begun = UploadWriter::begin(format.key, nowhere, packs.find(format.marketplace), options);
    if (!begun && begun.error().code == ErrorCode::InvalidInput)
        return ApiRequest::wrong(u"site"_s, begun.error().message);
    return {};
}

/** None where none are given. */
Result<QList<ProductId>> givenIds(const ApiRequest &request)
{
    QList<ProductId> ids;
    const QStringList given = request.list(u"ids"_s);
    for (const QString &text : given)
        ids.append(text.toLongLong());
    const bool wrong = std::ranges::any_of(ids, [](ProductId id) { return id <= 0; });
    if (wrong || (ids.isEmpty() && request.has(u"ids"_s)))
        return ApiRequest::wrong(u"ids"_s, ExportRoutes::tr("It must hold numbers of products only."));
    return ids;
}

Result<QList<ProductId>> foundProducts(Storage &storage, const CatalogQuery &query)
{
    const auto found =
        storage.read([query](Database &database) { return CatalogReader(database).ids(query, mostProducts + 1); })
            .result();
    if (!found)
        return failure(found.error());
    return QList<ProductId>(found->begin(), found->end());
}

QByteArray mediaTypeOf(const UploadFormat &format)
{
    if (format.suffix == u"json")
        return "application/json";
    return format.suffix == u"tsv" ? "text/tab-separated-values" : "text/csv";
}

Result<ServerAnswer> makeFile(Storage &storage, const RulePacks &packs, const ApiRequest &request,
                              const UploadOptions &defaults)
{
    const auto format = formatOf(request, packs);
    const auto given = givenIds(request);
    const auto query = productquery::from(request);
    const auto options = optionsOf(request, defaults);
    const auto suited = format && options ? suits(*format, packs, *options) : Result<void>();
    if (const auto wrong = ApiRequest::wrongOf(format, knownMarketplace(request, packs), given, query, options, suited))
        return failure(*wrong);
    const auto ids = given->isEmpty() ? foundProducts(storage, *query) : given;
    if (!ids)
        return failure(ids.error());
    if (ids->size() > mostProducts)
        return failure(ErrorCode::InvalidInput,
                       ExportRoutes::tr("More than %L1 products would be written. Choose fewer, or use "
                                        "`listwright export`.")
                           .arg(mostProducts));
    if (ids->isEmpty())
        return failure(ErrorCode::NotFound, ExportRoutes::tr("There is no such product."));
    const QTemporaryDir folder;
    ExportRequest wanted;
    wanted.format = format->key;
    wanted.file = folder.filePath(u"products."_s + format->suffix);
    wanted.ids = *ids;
    wanted.options = *options;
    const auto outcome = runExport(storage, packs, wanted);
    if (!outcome)
        return failure(outcome.error());
    QFile file(wanted.file);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, ExportRoutes::tr("The file cannot be read again."), file.errorString());
    const QByteArray name = (format->key + u'.' + format->suffix).toLatin1();
    return ServerAnswer{.status = 200,
                        .headers = {{"Content-Type", mediaTypeOf(*format)},
                                    {"Content-Disposition", "attachment; filename=\"" + name + '"'},
                                    {"X-Products-Written", QByteArray::number(outcome->summary.written)},
                                    {"X-Products-Left-Out", QByteArray::number(outcome->summary.skipped)},
                                    {"X-Losses", QByteArray::number(outcome->summary.lossCount)}},
                        .body = file.readAll()};
}

Result<ServerAnswer> refusePublishing(const RulePacks &packs, const ApiRequest &request)
{
    return marketplacequery::packOf(request, packs).map([](const std::shared_ptr<const RulePack> &pack) {
        return ServerAnswer::error(409, u"no_adapter"_s, noAdapter(*pack));
    });
}

} // namespace

void addExportRoutes(ApiRoutes &routes, Storage &storage, QThreadPool &threads, const RulePacks &packs,
                     const UploadOptions &defaults)
{
    routes.read("/api/export/marketplaces",
                [packs](Database &, const ApiRequest &) -> Result<ServerAnswer> { return marketplaces(packs); });
    routes.handle("GET", "/api/export/file", ApiScope::Read,
                  [&storage, &threads, packs, defaults](const ApiRequest &request, Responder responder) {
                      answerFromPool(threads, responder, [&storage, packs, defaults, request] {
                          return makeFile(storage, packs, request, defaults).map([&](ServerAnswer file) {
                              return tagged(request.http(), std::move(file));
                          });
                      });
                  });
    routes.read("/api/export/job/{id}", [](Database &database, const ApiRequest &request) {
        return request.id()
            .and_then([&](qint64 id) { return JobRepository(database).findBulk(id); })
            .map([](const BulkJob &job) { return ServerAnswer::json(200, bulkJobToJson(job)); });
    });
    const auto refuse = [packs](Database &, const ApiRequest &request) { return refusePublishing(packs, request); };
    routes.write("POST", "/api/export/publish/{id}", ApiScope::Publish, refuse);
    routes.write("POST", "/api/export/bulk-publish", ApiScope::Publish, refuse);
}

} // namespace listwright
