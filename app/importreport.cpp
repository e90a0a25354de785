// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/importreport.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Report
{
    Q_DECLARE_TR_FUNCTIONS(ImportCommand)
};

constexpr qsizetype shownProblems = 10;

QString problemText(const RecordProblem &problem)
{
    QString text = u"    " + Report::tr("line %L1").arg(problem.line);
    if (!problem.column.isEmpty())
        text += u", " + problem.column;
    if (!problem.value.isEmpty())
        text += u" “" + problem.value + u"”";
    return text + u": " + problem.reason;
}

QJsonObject problemJson(const RecordProblem &problem)
{
    return {{u"line"_s, problem.line},
            {u"column"_s, problem.field.isEmpty() ? problem.column : problem.field}, // the same in every language
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
            {u"quote"_s, plan.options.quote == '\0' ? QString() : QString(QLatin1Char(plan.options.quote))},
            {u"header_row"_s, plan.options.headerRow},
            {u"decimal"_s, plan.options.decimalStyle == DecimalStyle::Comma ? u"comma"_s : u"point"_s},
            {u"mapping"_s, mapping}};
}

QString planText(const ImportPlan &plan)
{
    const QString layout = plan.options.layout.isEmpty() ? Report::tr("guessed columns")
                                                         : Report::tr("layout %1").arg(plan.options.layout);
    if (plan.options.format != SourceFormat::Delimited)
        return layout + u", JSON";
    const QString delimiter =
        plan.options.delimiter == '\t' ? Report::tr("tab") : QString(QLatin1Char(plan.options.delimiter));
    return layout + u", " + plan.options.encoding + u", " + Report::tr("delimiter %1").arg(delimiter);
}

void showCounts(Console &console, const FileImport &import)
{
    const ImportJob &job = import.summary.job;
    console.line(import.name + u" (" + planText(import.plan) + u")");
    for (const QString &doubt : import.doubts)
        console.line(u"  ? " + doubt);
    console.line(u"  " + Report::tr("%L1 created, %L2 updated, %L3 unchanged, %L4 rejected of %L5 record(s)")
                             .arg(job.created)
                             .arg(job.updated)
                             .arg(job.unchanged)
                             .arg(job.rejected)
                             .arg(job.records));
}

} // namespace

void showPreview(Console &console, const QString &name, const ImportPreview &preview)
{
    console.line(name + u": " + planText(preview.plan));
    for (const QString &doubt : preview.doubts)
        console.line(u"  ? " + doubt);
    console.line();
    QList<QStringList> mapping = {{Report::tr("Column"), Report::tr("becomes")}};
    for (const ColumnMapping &column : preview.plan.mapping)
        mapping.append({column.column, column.target});
    console.table(mapping);
    console.line();
    QList<QStringList> rows = {QStringList(Report::tr("Line")) + preview.targetColumns};
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

void showImport(Console &console, const FileImport &import)
{
    const ImportSummary &summary = import.summary;
    if (import.error)
        console.complaint(*import.error);
    if (summary.job.id == 0)
        return;
    showCounts(console, import);
    for (const RecordProblem &problem : summary.problems.mid(0, shownProblems))
        console.line(problemText(problem));
    if (summary.problems.size() > shownProblems)
        console.line(u"    " + Report::tr("… and %L1 more").arg(summary.problems.size() - shownProblems));
    if (!summary.rejectsFile.isEmpty())
        console.line(u"  " + Report::tr("Rejected records with reasons: %1").arg(summary.rejectsFile));
    if (summary.job.state == ImportState::Cancelled)
        console.line(u"  " + Report::tr("Interrupted. What was read until then is in the catalog; the same file again "
                                        "goes on from there."));
}

QJsonObject importJson(const FileImport &import)
{
    const ImportJob &job = import.summary.job;
    QJsonObject json;
    if (job.id > 0) {
        json = planJson(import.plan);
        json.remove(u"mapping"_s);
        json.insert(u"job"_s, job.id);
        json.insert(u"records"_s, job.records);
        json.insert(u"created"_s, job.created);
        json.insert(u"updated"_s, job.updated);
        json.insert(u"unchanged"_s, job.unchanged);
        json.insert(u"rejected"_s, job.rejected);
        json.insert(u"problems"_s, problemsJson(import.summary.problems));
        json.insert(u"rejects_file"_s, import.summary.rejectsFile);
    }
    json.insert(u"doubts"_s, QJsonArray::fromStringList(import.doubts));
    json.insert(u"file"_s, import.name);
    json.insert(u"state"_s, importStateName(import.error ? ImportState::Failed : job.state));
    if (import.error)
        json.insert(u"error"_s, errorJson(*import.error));
    return json;
}

} // namespace listwright
