// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/importplan.h"
#include "services/importing/importer.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr qsizetype shownProblems = 10;

struct Import
{
    Q_DECLARE_TR_FUNCTIONS(ImportCommand)
};

QString problemText(const RecordProblem &problem)
{
    QString text = u"    " + Import::tr("line %L1").arg(problem.line);
    if (!problem.column.isEmpty())
        text += u", " + problem.column;
    if (!problem.value.isEmpty())
        text += u" “" + problem.value + u"”";
    return text + u": " + problem.reason;
}

QJsonObject problemJson(const RecordProblem &problem)
{
    return {{u"line"_s, problem.line},
            {u"column"_s, problem.column},
            {u"value"_s, problem.value},
            {u"reason"_s, problem.reason},
            {u"rejects"_s, problem.rejects}};
}

QJsonArray problemsJson(const QList<RecordProblem> &problems)
{
    QJsonArray array;
    for (const RecordProblem &problem : problems)
        array.append(problemJson(problem));
    return array;
}

QJsonObject planJson(const ImportPlan &plan)
{
    QJsonArray mapping;
    for (const ColumnMapping &column : plan.mapping)
        mapping.append(QJsonObject{{u"column"_s, column.column}, {u"target"_s, column.target}});
    return {{u"layout"_s, plan.options.layout},
            {u"encoding"_s, plan.options.encoding},
            {u"delimiter"_s,
             plan.options.format == SourceFormat::Delimited ? QString(QLatin1Char(plan.options.delimiter)) : QString()},
            {u"decimal"_s, plan.options.decimalStyle == DecimalStyle::Comma ? u"comma"_s : u"point"_s},
            {u"mapping"_s, mapping}};
}

QString planText(const ImportPlan &plan)
{
    const QString layout = plan.options.layout.isEmpty() ? Import::tr("guessed columns")
                                                         : Import::tr("layout %1").arg(plan.options.layout);
    if (plan.options.format != SourceFormat::Delimited)
        return layout + u", JSON";
    const QString delimiter =
        plan.options.delimiter == '\t' ? Import::tr("tab") : QString(QLatin1Char(plan.options.delimiter));
    return layout + u", " + plan.options.encoding + u", " + Import::tr("delimiter %1").arg(delimiter);
}

void showPreview(Console &console, const QString &name, const ImportPreview &preview)
{
    console.line(name + u": " + planText(preview.plan));
    for (const QString &doubt : preview.doubts)
        console.line(u"  ? " + doubt);
    console.line();
    QList<QStringList> mapping = {{Import::tr("Column"), Import::tr("becomes")}};
    for (const ColumnMapping &column : preview.plan.mapping)
        mapping.append({column.column, column.target});
    console.table(mapping);
    console.line();
    QList<QStringList> rows = {QStringList(Import::tr("Line")) + preview.targetColumns};
    for (const ImportPreview::Row &row : preview.rows.mid(0, 10))
        rows.append(QStringList(QString::number(row.line)) + row.values);
    console.table(rows);
    for (const ImportPreview::Row &row : preview.rows) {
        for (const RecordProblem &problem : row.problems)
            console.line(problemText(problem));
    }
    console.line();
}

QJsonObject previewJson(const QString &name, const ImportPreview &preview)
{
    QJsonArray rows;
    for (const ImportPreview::Row &row : preview.rows)
        rows.append(QJsonObject{{u"line"_s, row.line},
                                {u"values"_s, QJsonArray::fromStringList(row.values)},
                                {u"problems"_s, problemsJson(row.problems)}});
    QJsonObject json = planJson(preview.plan);
    json.insert(u"file"_s, name);
    json.insert(u"columns"_s, QJsonArray::fromStringList(preview.columns));
    json.insert(u"doubts"_s, QJsonArray::fromStringList(preview.doubts));
    json.insert(u"target_columns"_s, QJsonArray::fromStringList(preview.targetColumns));
    json.insert(u"rows"_s, rows);
    return json;
}

void showSummary(Console &console, const QString &name, const ImportPlan &plan, const ImportSummary &summary)
{
    const ImportJob &job = summary.job;
    console.line(name + u" (" + planText(plan) + u")");
    console.line(u"  " + Import::tr("%L1 created, %L2 updated, %L3 unchanged, %L4 rejected of %L5 record(s)")
                             .arg(job.created)
                             .arg(job.updated)
                             .arg(job.unchanged)
                             .arg(job.rejected)
                             .arg(job.records));
    for (const RecordProblem &problem : summary.problems.mid(0, shownProblems))
        console.line(problemText(problem));
    if (summary.problems.size() > shownProblems)
        console.line(u"    " + Import::tr("… and %L1 more").arg(summary.problems.size() - shownProblems));
    if (!summary.rejectsFile.isEmpty())
        console.line(u"  " + Import::tr("Rejected records with reasons: %1").arg(summary.rejectsFile));
    if (job.state == ImportState::Cancelled)
        console.line(u"  " + Import::tr("Interrupted. What was read until then is in the catalog; the same file again "
                                        "goes on from there."));
}

QJsonObject summaryJson(const QString &name, const ImportPlan &plan, const ImportSummary &summary)
{
    const ImportJob &job = summary.job;
    QJsonObject json = planJson(plan);
    json.remove(u"mapping"_s);
    json.insert(u"file"_s, name);
    json.insert(u"job"_s, job.id);
    json.insert(u"state"_s, importStateName(job.state));
    json.insert(u"records"_s, job.records);
    json.insert(u"created"_s, job.created);
    json.insert(u"updated"_s, job.updated);
    json.insert(u"unchanged"_s, job.unchanged);
    json.insert(u"rejected"_s, job.rejected);
    json.insert(u"problems"_s, problemsJson(summary.problems));
    json.insert(u"rejects_file"_s, summary.rejectsFile);
    return json;
}

int previewOnly(CommandContext &context)
{
    QJsonArray previews;
    for (const QString &name : context.arguments()) {
        const auto source = SourceFile::of(name);
        if (!source)
            return context.fail(source.error());
        const auto preview = planImport(context, source->path());
        if (!preview)
            return context.fail(preview.error());
        showPreview(context.console(), name, *preview);
        previews.append(previewJson(name, *preview));
    }
    context.console().result({{u"previews"_s, previews}});
    return ExitDone;
}

Result<ImportSummary> importOne(CommandContext &context, Storage &storage, const ImportPlan &plan)
{
    const QString rejects = context.isSet(u"rejects"_s) ? QDir(context.value(u"rejects"_s)).absolutePath()
                                                        : context.settings().text(SettingKey::RejectsFolder);
    const auto progress = [&](const ImportStatus &status) {
        const qint64 percent = status.job.bytesTotal > 0 ? 100 * status.job.bytesDone / status.job.bytesTotal : 0;
        context.console().progress(Import::tr("%L1 records, %2 %, %L3 a second")
                                       .arg(status.job.records)
                                       .arg(percent)
                                       .arg(static_cast<qint64>(status.recordsPerSecond)));
    };
    return runImport(storage, plan, rejects, progress, context.stop());
}

int importAll(CommandContext &context)
{
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    QJsonArray imports;
    int code = ExitDone;
    for (const QString &name : context.arguments()) {
        const auto source = SourceFile::of(name);
        if (!source)
            return context.fail(source.error());
        const auto preview = planImport(context, source->path());
        if (!preview)
            return context.fail(preview.error());
        const auto summary = importOne(context, **storage, preview->plan);
        if (!summary)
            return context.fail(summary.error());
        showSummary(context.console(), name, preview->plan, *summary);
        imports.append(summaryJson(name, preview->plan, *summary));
        if (summary->job.state != ImportState::Completed) {
            code = ExitFailed;
            break;
        }
        if (summary->job.rejected > 0)
            code = ExitWithRejected;
    }
    (*storage)->waitForSearchIndex();
    context.console().result({{u"imports"_s, imports}});
    return code;
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
