// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/exportroutes.h"

#include "models/domain/jobjson.h"
#include "services/api/entitytag.h"
#include "services/api/marketplacequery.h"
#include "services/api/pooledanswer.h"
#include "services/api/productquery.h"
#include "services/publishing/exportrun.h"
#include "services/storage/catalogreader.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"

#include <QFile>
#include <QJsonArray>
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

Result<UploadFormat> formatOf(const ApiRequest &request)
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
    return marketplacequery::unknown(marketplace, known);
}

UploadOptions optionsOf(const ApiRequest &request, UploadOptions options)
{
    const auto take = [&request](const QString &name, QString &option) {
        if (request.has(name))
            option = request.text(name);
    };
    take(u"seller_id"_s, options.sellerId);
    take(u"site"_s, options.marketplaceSite);
    take(u"locale"_s, options.locale);
    take(u"currency"_s, options.currency);
    take(u"store_url"_s, options.storeUrl);
    options.includeInvalid = request.text(u"include_invalid"_s) == u"true";
    return options;
}

Result<QList<ProductId>> chosenProducts(Storage &storage, const ApiRequest &request)
{
    QList<ProductId> ids;
    const QStringList given = request.list(u"ids"_s);
    for (const QString &text : given) {
        const qint64 id = text.toLongLong();
        if (id <= 0)
            return ApiRequest::wrong(u"ids"_s, ExportRoutes::tr("It must hold numbers of products only."));
        ids.append(id);
    }
    if (!ids.isEmpty())
        return ids;
    const auto query = productquery::from(request);
    if (!query)
        return failure(query.error());
    const auto found =
        storage
            .read([query = *query](Database &database) { return CatalogReader(database).ids(query, mostProducts + 1); })
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
    const auto format = formatOf(request);
    const auto ids = chosenProducts(storage, request);
    if (const auto wrong = ApiRequest::wrongOf(format, ids))
        return failure(*wrong);
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
    wanted.options = optionsOf(request, defaults);
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
