// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the built-in rules gain: every product of the bundled samples and of real files ("../shared/samples" beside the
// sources, or BENCH_SAMPLES) goes the ordinary way, from the file through the catalog and an accepted proposal to what
// the marketplace would get, and is scored and validated before and after. docs/quality.md says what the columns mean.

#include "models/domain/quality.h"
#include "services/importing/importer.h"
#include "services/optimizing/listedproducts.h"
#include "services/optimizing/optimizerun.h"
#include "services/storage/proposalrepository.h"
#include "tests/bench/benchsupport.h"
#include "tests/bench/recordremedy.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>
#include <QLoggingCategory>

#include <cstdio>
#include <map>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

const QStringList marketplaces{u"amazon"_s, u"ebay"_s, u"kaufland"_s, u"allegro"_s, u"shopify"_s, u"google"_s};

/** Sums over products, as they are before or after. */
struct Quality
{
    int products = 0;
    int score = 0;
    int parts[4] = {}; // title, description, images, attributes
    int errors = 0;
    int remediable = 0;              // of the errors: the record's own facts would do
    std::map<QString, int> kinds{};  // of errors, by rule
    std::map<QString, int> losses{}; // points by reason

    void operator+=(const Quality &other)
    {
        products += other.products;
        score += other.score;
        errors += other.errors;
        remediable += other.remediable;
        for (int i = 0; i < 4; ++i)
            parts[i] += other.parts[i];
        for (const auto &[kind, count] : other.kinds)
            kinds[kind] += count;
        for (const auto &[reason, points] : other.losses)
            losses[reason] += points;
    }
    double mean(int sum) const { return products > 0 ? static_cast<double>(sum) / products : 0; }
};

struct Comparison
{
    Quality before;
    Quality after;
};

void fail(const QString &what, const Error &error)
{
    qFatal("%s: %s %s", qPrintable(what), qPrintable(error.message), qPrintable(error.detail));
}

QList<ListedProduct> listed(Storage &storage, const QString &marketplace)
{
    const auto ids = wantedIds(storage, {}, {}, {});
    if (!ids)
        fail(u"reading"_s, ids.error());
    QList<ListedProduct> products;
    const auto done = forEachBatch(storage, *ids, marketplace,
                                   [&products](const QList<ListedProduct> &batch) -> Result<void> {
                                       products += batch;
                                       return {};
                                   },
                                   {});
    if (!done)
        fail(u"reading"_s, done.error());
    return products;
}

Quality measured(const QList<ListedProduct> &products, const RulePack &pack)
{
    Quality quality;
    for (const ListedProduct &each : products) {
        const Product product = each.present();
        const QualityReport report = qualityReport(product);
        Quality one{.products = 1,
                    .score = report.score,
                    .parts = {report.title, report.description, report.images, report.attributes}};
        for (const LostPoints &lost : report.lost)
            one.losses[qualityPartText(lost.part) + u": " + lost.reason] += lost.points;
        for (const Finding &finding : pack.validate(product)) {
            if (finding.severity != Severity::Error)
                continue;
            ++one.errors;
            const bool remedy = hasRemedy(product, finding);
            one.remediable += remedy ? 1 : 0;
            ++one.kinds[remedy ? QString(finding.rule + u" (!)") : finding.rule];
            if (remedy && qEnvironmentVariableIsSet("BENCH_SHOW"))
                std::printf("  ! %s: %s\n", qPrintable(product.title()), qPrintable(finding.message));
        }
        quality += one;
    }
    return quality;
}

void acceptAll(Storage &storage)
{
    const auto accepted = storage
                              .write([](Database &database) -> Result<ChangeOutcome> {
                                  ProposalRepository proposals(database);
                                  const auto open = proposals.open(0, 10'000);
                                  if (!open)
                                      return failure(open.error());
                                  QList<ProposalRepository::Decision> decisions;
                                  for (const Proposal &proposal : *open)
                                      decisions.append(ProposalRepository::Decision{.proposalId = proposal.id});
                                  return proposals.decide(decisions, u"bench"_s);
                              })
                              .result();
    if (!accepted)
        fail(u"accepting"_s, accepted.error());
    if (accepted->conflicts > 0)
        qFatal("%lld conflicts", static_cast<long long>(accepted->conflicts));
}

/** Nothing when the importer finds no product in the file; `why` then says it. */
std::optional<Comparison> compare(const QString &file, const std::shared_ptr<const RulePack> &pack, QString &why)
{
    const QTemporaryDir folder;
    const auto storage = open(*StorageLocation::parse(u"sqlite:"_s + folder.filePath(u"catalog.db"_s)));
    const auto preview = previewImport(file, {}, u"EUR"_s);
    if (!preview) {
        why = preview.error().message;
        return {};
    }
    const auto imported = runImport(*storage, preview->plan, folder.path());
    if (!imported) {
        why = imported.error().message;
        return {};
    }
    Comparison comparison;
    comparison.before = measured(listed(*storage, pack->key()), *pack);
    if (comparison.before.products == 0) {
        why = imported->problems.isEmpty() ? u"no product in it"_s : imported->problems.first().reason;
        return {};
    }
    const auto optimized = runOptimization(*storage, {.pack = pack, .query = {}, .ids = {}});
    if (!optimized)
        fail(file, optimized.error());
    acceptAll(*storage);
    comparison.after = measured(listed(*storage, pack->key()), *pack);
    return comparison;
}

void row(const QString &name, const QString &marketplace, const Comparison &comparison)
{
    const Quality &before = comparison.before;
    const Quality &after = comparison.after;
    QStringList kinds;
    for (const auto &[kind, count] : after.kinds)
        kinds.append(u"%1 %2"_s.arg(count).arg(kind));
    std::printf("| %-34s | %-8s | %4d | %5.1f | %5.1f | %+5.1f | %4d | %4d | %2d | %s |\n", qPrintable(name),
                qPrintable(marketplace), before.products, before.mean(before.score), after.mean(after.score),
                after.mean(after.score) - before.mean(before.score), before.errors, after.errors, after.remediable,
                qPrintable(kinds.join(u", ")));
    std::fflush(stdout);
}

void parts(const Comparison &all)
{
    const char *const names[] = {"title (30)", "description (30)", "images (20)", "attributes (20)"};
    std::printf("\n| part | before | after | gain |\n|---|---|---|---|\n");
    for (int i = 0; i < 4; ++i) {
        const double before = all.before.mean(all.before.parts[i]);
        const double after = all.after.mean(all.after.parts[i]);
        std::printf("| %s | %.1f | %.1f | %+.1f |\n", names[i], before, after, after - before);
    }
    std::printf("\npoints a product still lacks, and for what:\n");
    for (const auto &[reason, points] : all.after.losses) {
        if (all.after.mean(points) >= 0.05)
            std::printf("%6.2f  %s\n", all.after.mean(points), qPrintable(reason));
    }
    std::printf("\n");
}

struct Sample
{
    QString name;
    QString file;
};

/** Files an import reads; the rest of the folder is named as skipped. */
QList<Sample> samplesOf(const QString &folder, const QString &origin)
{
    QList<Sample> samples;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString name = QDir(folder).relativeFilePath(file);
        if (name.startsWith(u"n8n/"_s) || name.endsWith(u".md"_s))
            continue; // workflows and notes on where files are from
        samples.append({origin + u'/' + name, file});
    }
    std::sort(samples.begin(), samples.end(), [](const Sample &a, const Sample &b) { return a.name < b.name; });
    return samples;
}

QList<Sample> allSamples()
{
    QList<Sample> samples = samplesOf(u":/listwright/samples"_s, u"own"_s);
    const QString folder =
        qEnvironmentVariable("BENCH_SAMPLES", QStringLiteral(LISTWRIGHT_SOURCE_DIR "/../shared/samples"));
    if (!QFileInfo(folder).isDir())
        std::printf("real files: SKIP, there is no folder %s\n", qPrintable(folder));
    return samples + samplesOf(folder, u"real"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"listwright.*=false"_s);
    const RulePacks packs = RulePacks::load();
    Comparison all;
    std::printf("| sample | for | products | score before | after | gain | errors before | after | fixable | left |\n"
                "|---|---|---|---|---|---|---|---|---|---|\n");
    QStringList skipped;
    std::map<QString, Comparison> byMarketplace;
    for (const Sample &sample : allSamples()) {
        for (const QString &marketplace : marketplaces) {
            QString why;
            const auto comparison = compare(sample.file, packs.find(marketplace), why);
            if (!comparison) {
                skipped.append(sample.name + u": " + why);
                break;
            }
            row(sample.name, marketplace, *comparison);
            for (Comparison *sum : {&all, &byMarketplace[marketplace]}) {
                sum->before += comparison->before;
                sum->after += comparison->after;
            }
        }
    }
    for (const auto &[marketplace, sum] : byMarketplace)
        row(u"all"_s, marketplace, sum);
    row(u"all"_s, u"all"_s, all);
    for (const QString &sample : skipped)
        std::printf("skipped: %s\n", qPrintable(sample));
    parts(all);
    const double gain = all.after.mean(all.after.score) - all.before.mean(all.before.score);
    reportLeast(u"gain of the mean score"_s, gain, u"points"_s, 15);
    reportValue(u"errors left that the record's facts could fix"_s, all.after.remediable, u""_s, 0);
    return exitCode();
}
