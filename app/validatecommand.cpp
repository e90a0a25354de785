// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/queryoptions.h"
#include "services/listing/findingjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Validate
{
    Q_DECLARE_TR_FUNCTIONS(ValidateCommand)
};

constexpr qint64 defaultShown = 50;

struct ShownFinding
{
    ProductId product = 0;
    QString sku;
    Finding finding;
};

/** What one marketplace's rules say about the products. */
struct Validation
{
    qint64 products = 0;
    qint64 withErrors = 0;
    qint64 withWarnings = 0;
    qint64 findings = 0;
    QMap<QString, qint64> byRule;
    QList<ShownFinding> shown;

    void add(const Product &product, const QList<Finding> &found, qint64 limit)
    {
        ++products;
        bool error = false;
        for (const Finding &finding : found) {
            error = error || finding.severity == Severity::Error;
            ++byRule[finding.rule];
            ++findings;
            if (shown.size() < limit)
                shown.append({product.id, product.sku, finding});
        }
        withErrors += error ? 1 : 0;
        withWarnings += !error && !found.isEmpty() ? 1 : 0;
    }
};

QJsonObject findingJson(const ShownFinding &shown)
{
    QJsonObject json = findingToJson(shown.finding);
    json.insert(u"product"_s, shown.product);
    json.insert(u"sku"_s, shown.sku);
    return json;
}

QJsonObject toJson(const RulePack &pack, const Validation &validation)
{
    QJsonObject rules;
    for (auto rule = validation.byRule.begin(); rule != validation.byRule.end(); ++rule)
        rules.insert(rule.key(), rule.value());
    QJsonArray findings;
    for (const ShownFinding &shown : validation.shown)
        findings.append(findingJson(shown));
    return {{u"marketplace"_s, pack.key()},
            {u"rules_of"_s, pack.date().toString(Qt::ISODate)},
            {u"products"_s, validation.products},
            {u"with_errors"_s, validation.withErrors},
            {u"with_warnings"_s, validation.withWarnings},
            {u"rules"_s, rules},
            {u"findings"_s, findings},
            {u"findings_total"_s, validation.findings}};
}

/** A fix may be a whole description. */
QString beginning(const QString &text)
{
    constexpr qsizetype most = 160;
    const QString line = text.simplified();
    return line.size() <= most ? line : line.left(most) + u'…';
}

void showFinding(Console &console, const ShownFinding &shown)
{
    const Finding &finding = shown.finding;
    const QString name = shown.sku.isEmpty() ? u'#' + QString::number(shown.product) : shown.sku;
    const QString severity = finding.severity == Severity::Error ? Validate::tr("error") : Validate::tr("warning");
    console.line(u"  " + severity + u"  " + name + u", " + fieldLabel(finding.field) + u": " + finding.message);
    if (finding.position >= 0)
        console.line(u"      " + Validate::tr("Characters %L1 to %L2")
                                     .arg(finding.position + 1)
                                     .arg(finding.position + std::max(finding.length, 1)));
    console.line(u"      " + Validate::tr("Rule %1: %2").arg(finding.rule, finding.source));
    if (finding.fix)
        console.line(u"      " + Validate::tr("Mended: %1").arg(beginning(*finding.fix)));
}

void show(Console &console, const RulePack &pack, const Validation &validation)
{
    console.line(Validate::tr("%1 (rules of %2): %L3 product(s), %L4 with errors, %L5 with warnings only")
                     .arg(pack.name(), pack.date().toString(Qt::ISODate))
                     .arg(validation.products)
                     .arg(validation.withErrors)
                     .arg(validation.withWarnings));
    for (const ShownFinding &shown : validation.shown)
        showFinding(console, shown);
    if (validation.findings > validation.shown.size())
        console.line(u"  " +
                     Validate::tr("… and %L1 more; by rule:").arg(validation.findings - validation.shown.size()));
    if (validation.findings > validation.shown.size()) {
        for (auto rule = validation.byRule.begin(); rule != validation.byRule.end(); ++rule)
            console.line(u"    " + rule.key() + u": " + QLocale().toString(rule.value()));
    }
}

Result<QList<std::shared_ptr<const RulePack>>> wantedPacks(CommandContext &context)
{
    if (context.value(u"marketplace"_s) == u"all")
        return context.rulePacks().all();
    const auto pack = context.rulePack();
    if (!pack)
        return failure(pack.error());
    return QList<std::shared_ptr<const RulePack>>{*pack};
}

Result<bool> validateFor(CommandContext &context, Storage &storage, const CatalogQuery &query, const RulePack &pack,
                         qint64 limit, Validation &validation)
{
    return forEachProduct(
        context, storage, query, pack.key(),
        [&](const Product &product) { validation.add(product, pack.validate(product), limit); },
        [&](qint64 done, qint64 total) {
            context.console().progress(Validate::tr("%1: %L2 of %L3 products").arg(pack.name()).arg(done).arg(total));
        });
}

int runValidateCommand(CommandContext &context)
{
    const auto query = queryFrom(context);
    const auto limit = context.number(u"limit"_s);
    if (!query || !limit)
        return context.wrongUsage(!query ? query.error().message : limit.error().message);
    const auto packs = wantedPacks(context);
    if (!packs)
        return context.wrongUsage(packs.error().message);
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    QJsonArray results;
    bool errors = false;
    for (const auto &pack : *packs) {
        Validation validation;
        const auto complete = validateFor(context, **storage, *query, *pack, limit->value_or(defaultShown), validation);
        if (!complete)
            return context.fail(complete.error());
        show(context.console(), *pack, validation);
        results.append(toJson(*pack, validation));
        errors = errors || validation.withErrors > 0;
        if (!*complete)
            return context.fail({ErrorCode::Cancelled,
                                 Validate::tr("Interrupted after %L1 product(s).").arg(validation.products),
                                 {},
                                 {}});
    }
    context.console().result({{u"marketplaces"_s, results}});
    return errors ? ExitWithRejected : ExitDone;
}

} // namespace

Command validateCommand()
{
    return {.name = u"validate"_s,
            .arguments = {},
            .summary = Validate::tr("Check products against a marketplace's rules"),
            .details = Validate::tr("Reports errors, which keep a product out of an upload file, and warnings, each "
                                    "with the field, the place in its text, the rule with its source, and the mended "
                                    "text where there is one. Changes nothing. The exit code is 3 "
                                    "when products have errors."),
            .options =
                QList<QCommandLineOption>{marketplaceOption(),
                                          {u"limit"_s, Validate::tr("How many findings to list (50)."), u"NUMBER"_s}} +
                queryOptions(),
            .examples = {{u"validate --marketplace allegro"_s, Validate::tr("All products by Allegro's rules.")},
                         {u"validate -m all --json --limit 100000"_s,
                          Validate::tr("Everything for every marketplace, for a script.")}},
            .run = runValidateCommand};
}

} // namespace listwright
