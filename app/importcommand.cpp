// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/importplan.h"
#include "app/importreport.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Import
{
    Q_DECLARE_TR_FUNCTIONS(ImportCommand)
};

int previewOnly(CommandContext &context)
{
    QJsonArray previews;
    for (const QString &name : context.arguments()) {
        const auto preview = planImport(context, name);
        if (!preview)
            return context.fail(preview.error());
        showPreview(context.console(), name, *preview);
        previews.append(previewJson(name, *preview));
    }
    context.console().result({{u"previews"_s, previews}});
    return ExitDone;
}

FileImport importOne(CommandContext &context, Storage &storage, const QString &name)
{
    FileImport import;
    import.name = name;
    const auto preview = planImport(context, name);
    if (!preview) {
        import.error = preview.error();
        return import;
    }
    import.plan = preview->plan;
    import.doubts = preview->doubts;
    const QString rejects = context.isSet(u"rejects"_s) ? QDir(context.value(u"rejects"_s)).absolutePath()
                                                        : context.settings().text(SettingKey::RejectsFolder);
    const auto progress = [&](const ImportStatus &status) {
        import.summary.job = status.job; // how far a failed one got
        const qint64 percent = status.job.bytesTotal > 0 ? 100 * status.job.bytesDone / status.job.bytesTotal : 0;
        context.console().progress(Import::tr("%L1 records, %2 %, %L3 a second")
                                       .arg(status.job.records)
                                       .arg(percent)
                                       .arg(static_cast<qint64>(status.recordsPerSecond)));
    };
    auto summary = runImport(storage, import.plan, rejects, progress, context.stop());
    if (summary)
        import.summary = *std::move(summary);
    else
        import.error = summary.error();
    return import;
}

/** Whether the next file can do better: the catalog itself is in order. */
bool concernsTheFileAlone(const Error &error)
{
    return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotFound ||
           error.code == ErrorCode::Forbidden || error.code == ErrorCode::Unsupported || error.code == ErrorCode::Io;
}

int importAll(CommandContext &context)
{
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    QJsonArray imports;
    std::optional<Error> firstError;
    bool cancelled = false;
    bool rejected = false;
    for (const QString &name : context.arguments()) {
        const FileImport import = importOne(context, **storage, name);
        showImport(context.console(), import);
        imports.append(importJson(import));
        rejected = rejected || import.summary.job.rejected > 0;
        cancelled = !import.error && import.summary.job.state == ImportState::Cancelled;
        if (import.error && !firstError)
            firstError = import.error;
        if (cancelled || (import.error && !concernsTheFileAlone(*import.error)))
            break;
    }
    (*storage)->waitForSearchIndex();
    QJsonObject result{{u"imports"_s, imports}};
    if (firstError)
        result.insert(u"error"_s, errorJson(*firstError));
    context.console().result(result);
    return firstError || cancelled ? ExitFailed : rejected ? ExitWithRejected : ExitDone;
}

int runImportCommand(CommandContext &context)
{
    if (context.arguments().isEmpty())
        return context.wrongUsage(Import::tr("Which file? “listwright import FILE”, or “-” for standard input."));
    if (const auto checked = checkImportOptions(context); !checked)
        return context.wrongUsage(checked.error().message);
    return context.isSet(u"preview"_s) ? previewOnly(context) : importAll(context);
}

} // namespace

Command importCommand()
{
    return {.name = u"import"_s,
            .arguments = Import::tr("FILE…"),
            .summary = Import::tr("Bring products of CSV, TSV or JSON files into the catalog"),
            .details =
                Import::tr("Encoding, delimiter, header, decimal style and layout are detected; every option below "
                           "replaces one detected value. A product is known by its source platform and id: what is "
                           "there is updated, never doubled, and a blank cell leaves a field as it is. A record "
                           "with an error is rejected and the rest goes in. “-” is standard input."),
            .options = importOptions(),
            .examples = {{u"import products.csv --preview"_s, Import::tr("Shows how the file will be read.")},
                         {u"import offers.csv --layout ebay-active --rejects ."_s,
                          Import::tr("Reads it as eBay's report; rejected records go into this folder.")},
                         {u"import list.csv --map \"Art.Nr.=sku\" --decimal comma --currency EUR"_s,
                          Import::tr("Corrects what was guessed.")},
                         {u"import - --json < products.ndjson"_s, Import::tr("From standard input, for scripts.")}},
            .run = runImportCommand};
}

} // namespace listwright
