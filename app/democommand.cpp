// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/exportsummary.h"
#include "app/proposalacceptance.h"
#include "app/queryoptions.h"
#include "app/scoring.h"
#include "services/importing/importer.h"
#include "services/optimizing/optimizerun.h"
#include "services/publishing/exportrun.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

/** The main job from beginning to end on the bundled sample, in a folder of its own. */
class Demo
{
    Q_DECLARE_TR_FUNCTIONS(DemoCommand)

public:
    Demo(CommandContext &context, const QString &folder, QStringList sources)
        : m_context(context)
        , m_console(context.console())
        , m_packs(context.rulePacks())
        , m_folder(folder)
        , m_sources(std::move(sources))
    {
    }

    Result<void> run()
    {
        using Step = Result<void> (Demo::*)();
        for (const Step step : {&Demo::prepare, &Demo::import, &Demo::score, &Demo::improve, &Demo::writeFiles}) {
            if (m_context.stop().stop_requested())
                return failure(ErrorCode::Cancelled, tr("Interrupted."));
            if (auto done = (this->*step)(); !done)
                return done;
        }
        closing();
        return {};
    }

private:
    Result<void> prepare();
    Result<void> import();
    Result<void> importFile(const QString &file);
    Result<void> score();
    Result<void> improve();
    Result<void> writeFiles();
    Result<void> writeFile(const UploadFormat &format);
    void closing();
    QString databaseFile() const { return m_folder.filePath(u"demo-catalog.db"_s); }
    QString sampleFile() const { return m_folder.filePath(u"demo-products.csv"_s); }

    CommandContext &m_context;
    Console &m_console;
    RulePacks m_packs;
    QDir m_folder;
    QStringList m_sources; ///< the person's files, or the sample where none is given
    std::unique_ptr<Storage> m_storage;
    ImportJob m_imported; ///< the counts of all files
    QStringList m_rejectsFiles;
    QJsonObject m_result;
    QJsonArray m_files;
};

Result<void> Demo::prepare()
{
    if (!m_folder.mkpath(u"."_s))
        return failure(ErrorCode::Forbidden, tr("The folder %1 can't be made.").arg(m_folder.absolutePath()));
    // Only what an earlier demo left under its own name: the folder may hold other things.
    for (const QString &old : m_folder.entryList({u"demo-catalog*"_s, u"demo-products.csv"_s}, QDir::Files))
        m_folder.remove(old);
    if (m_sources.isEmpty()) {
        if (!QFile::copy(u":/listwright/samples/demo-products.csv"_s, sampleFile()))
            return failure(ErrorCode::Io, tr("The sample can't be written to %1.").arg(sampleFile()));
        QFile::setPermissions(sampleFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        m_sources.append(sampleFile());
    }
    Storage::Options options;
    options.location = StorageLocation::sqlite(databaseFile());
    options.automaticBackups = false;
    auto storage = Storage::open(options);
    if (!storage)
        return failure(storage.error());
    m_storage = std::move(*storage);
    return {};
}

Result<void> Demo::import()
{
    for (const QString &file : std::as_const(m_sources)) {
        if (auto imported = importFile(file); !imported)
            return imported;
    }
    m_storage->waitForSearchIndex();
    m_result.insert(u"import"_s, QJsonObject{{u"records"_s, m_imported.records},
                                             {u"created"_s, m_imported.created},
                                             {u"rejected"_s, m_imported.rejected},
                                             {u"rejects_files"_s, QJsonArray::fromStringList(m_rejectsFiles)}});
    return {};
}

Result<void> Demo::importFile(const QString &file)
{
    const auto preview = previewImport(file, {}, u"EUR"_s);
    if (!preview)
        return failure(preview.error());
    const auto summary = runImport(*m_storage, preview->plan, m_folder.absolutePath(), {}, m_context.stop());
    if (!summary)
        return failure(summary.error());
    const ImportJob &job = summary->job;
    m_imported.records += job.records;
    m_imported.created += job.created;
    m_imported.rejected += job.rejected;
    m_console.line(tr("1. Import %1").arg(file));
    m_console.line(u"   " +
                   tr("%L1 record(s): %L2 created, %L3 rejected").arg(job.records).arg(job.created).arg(job.rejected));
    for (const RecordProblem &problem : summary->problems)
        m_console.line(u"   " + tr("line %1, %2: %3").arg(problem.line).arg(problem.column, problem.reason));
    if (summary->rejectsFile.isEmpty())
        return {};
    m_rejectsFiles.append(summary->rejectsFile);
    m_console.line(u"   " + tr("rejected records: %1").arg(summary->rejectsFile));
    return {};
}

Result<void> Demo::score()
{
    ScoreSummary summary;
    const auto done = forEachQuality(
        m_context, *m_storage, {}, [&summary](const QualityReport &quality) { summary.add(quality); },
        [](qint64, qint64) {});
    if (!done)
        return failure(done.error());
    m_console.line();
    m_console.line(tr("2. Score"));
    summary.show(m_console);
    m_result.insert(u"average_score"_s, summary.average());
    return {};
}

Result<void> Demo::improve()
{
    m_console.line();
    m_console.line(tr("3. Improve by the built-in rules and accept what is free of errors"));
    const auto ids = queriedIds(*m_storage, {}, m_context.stop());
    if (!ids)
        return failure(ids.error());
    QJsonArray results;
    for (const auto &pack : m_packs.all()) {
        const auto summary = runOptimization(*m_storage, {.pack = pack, .query = {}, .ids = {}}, {}, m_context.stop());
        if (!summary)
            return failure(summary.error());
        const auto accepted = acceptProposals(*m_storage, pack->key(), Acceptance::Clean, *ids, m_context.stop());
        if (!accepted)
            return failure(accepted.error());
        m_console.line(u"   " + tr("%1: %L2 proposal(s), %L3 accepted, %L4 left for review")
                                    .arg(pack->name())
                                    .arg(summary->proposals)
                                    .arg(accepted->accepted)
                                    .arg(accepted->left));
        results.append(QJsonObject{{u"marketplace"_s, pack->key()},
                                   {u"proposals"_s, summary->proposals},
                                   {u"accepted"_s, accepted->accepted},
                                   {u"left_open"_s, accepted->left}});
    }
    m_result.insert(u"improved"_s, results);
    return {};
}

Result<void> Demo::writeFile(const UploadFormat &format)
{
    ExportRequest request;
    request.format = format.key;
    request.file = m_folder.filePath(u"demo-" + format.key + u'.' + format.suffix);
    request.options.sellerId = u"A0EXAMPLESELLER"_s;
    request.options.storeUrl = u"https://shop.example/products"_s;
    request.options.currency = u"EUR"_s;
    const auto outcome = runExport(*m_storage, m_packs, request, {}, m_context.stop());
    if (!outcome)
        return failure(outcome.error());
    showExport(m_console, request, *outcome);
    m_files.append(exportJson(request, *outcome));
    return {};
}

Result<void> Demo::writeFiles()
{
    m_console.line();
    m_console.line(tr("4. Validate and write the upload files"));
    for (const UploadFormat &format : UploadWriter::formats()) {
        if (auto written = writeFile(format); !written)
            return written;
    }
    m_result.insert(u"files"_s, m_files);
    return {};
}

void Demo::closing()
{
    m_console.line();
    m_console.line(tr("The seller ID and shop address in these files are examples; set yours in the settings."));
    m_console.line(tr("Catalog: %1").arg(databaseFile()));
    m_console.line(tr("Open it in the window: %1").arg(u"listwright --database \"" + databaseFile() + u'"'));
    m_result.insert(u"folder"_s, m_folder.absolutePath());
    m_result.insert(u"database"_s, databaseFile());
    m_console.result(m_result);
}

struct DemoText
{
    Q_DECLARE_TR_FUNCTIONS(DemoCommand)
};

int runDemoCommand(CommandContext &context)
{
    const QString folder = context.isSet(u"folder"_s)
                               ? context.value(u"folder"_s)
                               : QString(context.settings().text(SettingKey::DataFolder) + u"/demo");
    Demo demo(context, QDir(folder).absolutePath(), context.arguments());
    if (const auto done = demo.run(); !done)
        return context.fail(done.error());
    return ExitDone;
}

} // namespace

Command demoCommand()
{
    return {
        .name = u"demo"_s,
        .arguments = DemoText::tr("[FILE…]"),
        .summary = DemoText::tr("Run the whole job once on bundled example products"),
        .details = DemoText::tr(
            "Imports the example, or your FILEs, scores it, improves it, checks it and writes every upload "
            "file, in a folder and a catalog of its own; your catalog isn't touched."),
        .options = {{u"folder"_s, DemoText::tr("Where to put it; otherwise “demo” in the data folder."), u"FOLDER"_s}},
        .examples = {{u"demo --folder /tmp/listwright-demo"_s, DemoText::tr("Everything into one folder.")}},
        .run = runDemoCommand};
}

} // namespace listwright
