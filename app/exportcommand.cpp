// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/exportsummary.h"
#include "app/queryoptions.h"
#include "services/publishing/delimitedtext.h"
#include "services/publishing/exportrun.h"
#include "services/publishing/outputfile.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Export
{
    Q_DECLARE_TR_FUNCTIONS(ExportCommand)
};

int listFormats(CommandContext &context)
{
    QJsonArray formats;
    QList<QStringList> table = {{Export::tr("Format"), Export::tr("What it is")}};
    for (const UploadFormat &format : UploadWriter::formats()) {
        table.append({format.key, format.name});
        formats.append(QJsonObject{{u"format"_s, format.key},
                                   {u"name"_s, format.name},
                                   {u"marketplace"_s, format.marketplace},
                                   {u"suffix"_s, format.suffix}});
    }
    context.console().table(table);
    context.console().result({{u"formats"_s, formats}});
    return ExitDone;
}

UploadOptions uploadOptions(const CommandContext &context)
{
    UploadOptions options;
    options.sellerId = context.valueOr(u"seller-id"_s, SettingKey::AmazonSellerId);
    options.marketplaceSite = context.valueOr(u"site"_s, SettingKey::MarketplaceSite);
    // A site chosen here brings its own language, unless that is chosen as well.
    options.locale = context.isSet(u"site"_s) ? context.value(u"locale"_s)
                                              : context.valueOr(u"locale"_s, SettingKey::MarketplaceLocale);
    options.currency = context.value(u"currency"_s);
    options.storeUrl = context.valueOr(u"store-url"_s, SettingKey::StoreUrl);
    options.includeInvalid = context.isSet(u"include-invalid"_s);
    return options;
}

Result<void> saveLosses(const QString &name, const UploadSummary &summary)
{
    auto file = openOutput(name);
    if (!file)
        return failure(file.error());
    QByteArray text = delimitedRecord({u"product"_s, u"sku"_s, u"field"_s, u"reason"_s}, ',');
    for (const Loss &loss : summary.losses)
        text += delimitedRecord(
            {QString::number(loss.productId), neutraliseFormula(loss.sku), loss.field, neutraliseFormula(loss.reason)},
            ',');
    if (auto written = writeBytes(**file, text); !written)
        return written;
    return commitOutput(**file);
}

Result<ExportRequest> requestFrom(const CommandContext &context)
{
    ExportRequest request;
    request.format = context.value(u"format"_s);
    request.file = context.value(u"output"_s);
    if (request.format.isEmpty() || request.file.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       Export::tr("Both are needed: --format, e.g. ebay-csv, and --output, e.g. ebay.csv."));
    if (!UploadWriter::format(request.format))
        return failure(ErrorCode::InvalidInput, Export::tr("“%1” is no known format; “listwright export --formats” "
                                                           "lists them.")
                                                    .arg(request.format));
    const auto query = queryFrom(context);
    if (!query)
        return failure(query.error());
    const auto split = context.number(u"split"_s, 1);
    if (!split)
        return failure(split.error());
    request.query = *query;
    request.productsPerFile = split->value_or(0);
    request.options = uploadOptions(context);
    return request;
}

int runExportCommand(CommandContext &context)
{
    if (context.isSet(u"formats"_s))
        return listFormats(context);
    const auto request = requestFrom(context);
    if (!request)
        return context.wrongUsage(request.error().message);
    if (request->file == u"-" && context.console().isJson())
        return context.wrongUsage(
            Export::tr("With --json the result takes standard output: name a file for --output."));
    if (request->file == u"-")
        context.console().leaveOutputToFile();
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const auto progress = [&context](qint64 done, qint64 total) {
        context.console().progress(Export::tr("%L1 of %L2 products").arg(done).arg(total));
    };
    const auto outcome = runExport(**storage, context.rulePacks(), *request, progress, context.stop());
    if (!outcome)
        return context.fail(outcome.error());
    if (const QString losses = context.value(u"losses"_s); !losses.isEmpty()) {
        if (const auto saved = saveLosses(losses, outcome->summary); !saved)
            return context.fail(saved.error());
    }
    showExport(context.console(), *request, *outcome);
    if (outcome->cancelled)
        return context.fail(
            {ErrorCode::Cancelled,
             Export::tr("Interrupted after %L1 product(s); the unfinished file was discarded.").arg(outcome->products),
             {},
             {}});
    context.console().result(exportJson(*request, *outcome));
    return outcome->summary.skipped > 0 ? ExitWithRejected : ExitDone;
}

QList<QCommandLineOption> exportOptions()
{
    return {
        {{u"f"_s, u"format"_s}, Export::tr("Which file; --formats lists them."), u"FORMAT"_s},
        {{u"o"_s, u"output"_s}, Export::tr("Where to write it; “-” is standard output."), u"FILE"_s},
        {u"formats"_s, Export::tr("List the formats.")},
        {u"site"_s, Export::tr("The marketplace's country: DE, PL, US …"), u"CODE"_s},
        {u"locale"_s, Export::tr("Language of the texts, e.g. de-DE."), u"LOCALE"_s},
        {u"currency"_s, Export::tr("The store's currency, where a file carries one (Shopify)."), u"CODE"_s},
        {u"seller-id"_s, Export::tr("Your seller ID (Amazon)."), u"ID"_s},
        {u"store-url"_s, Export::tr("Beginning of the products' addresses in your shop (Google)."), u"URL"_s},
        {u"include-invalid"_s, Export::tr("Write products with rule errors as well; over-long texts are cut.")},
        {u"split"_s, Export::tr("At most this many products a file: name-1.csv, name-2.csv …"), u"NUMBER"_s},
        {u"losses"_s, Export::tr("Save what the file can't carry as CSV."), u"FILE"_s},
    };
}

} // namespace

Command exportCommand()
{
    return {.name = u"export"_s,
            .arguments = {},
            .summary = Export::tr("Write a marketplace's upload file or our own CSV or JSON"),
            .details = Export::tr("Products are written as the marketplace will see them. Those that break its rules "
                                  "are left out and named, and so is everything the file can't carry; the exit code is "
                                  "3 when products were left out. The file appears only when it is complete."),
            .options = exportOptions() + queryOptions(),
            .examples = {{u"export --format ebay-csv --output ebay.csv"_s, Export::tr("For eBay's Seller Hub.")},
                         {u"export -f amazon-json -o feed.json --seller-id A1B2C3 --split 10000"_s,
                          Export::tr("Amazon takes at most 25,000 messages in one feed.")},
                         {u"export -f own-csv -o - --status optimized | head"_s, Export::tr("To standard output.")}},
            .run = runExportCommand};
}

} // namespace listwright
