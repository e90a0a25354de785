// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/importsource.h"

#include "services/importing/decimal.h"
#include "services/importing/detection.h"
#include "services/importing/encoding.h"
#include "services/importing/jsonsample.h"
#include "services/importing/laterpieces.h"
#include "services/importing/productreader.h"

#include <QFileInfo>

#include <limits>

namespace listwright {

using namespace importing;

namespace {

constexpr qint64 sampleBytes = 1024 * 1024;
constexpr qsizetype previewRows = 100;

struct Sample
{
    QByteArray bytes;
    bool partial = false;
    std::string text; // UTF-8
};

Result<std::string> decoded(const QByteArray &bytes, const QString &encoding, const QString &name)
{
    std::string text;
    auto source = TextSource::fromMemory(bytes, encoding, name);
    if (!source)
        return failure(source.error());
    std::vector<char> block(64 * 1024);
    for (;;) {
        const auto count = (*source)->read(block.data(), block.size());
        if (!count)
            return failure(count.error());
        if (*count == 0)
            return text;
        text.append(block.data(), *count);
    }
}

Result<Sample> readSample(const QString &fileName)
{
    auto bytes = readBeginning(fileName, sampleBytes + 1);
    if (!bytes)
        return failure(bytes.error());
    if (bytes->isEmpty())
        return failure(ErrorCode::InvalidInput, Import::tr("The file “%1” is empty.").arg(sourceName(fileName)));
    Sample sample;
    sample.partial = bytes->size() > sampleBytes;
    sample.bytes = bytes->left(sampleBytes);
    return sample;
}

// The doubt stays while the plan says what was guessed.
QString chooseEncoding(const Sample &sample, const QString &fileName, const QString &chosen, QStringList &doubts)
{
    DetectedEncoding encoding = detectEncoding(sample.bytes);
    if (sample.partial && encoding.name == QLatin1String("UTF-8") && isAscii(sample.bytes)) {
        if (const QByteArray letters = laterLetters(fileName, sampleBytes); !letters.isEmpty())
            encoding = detectEncoding(letters);
    }
    if (!encoding.certain && (chosen.isEmpty() || chosen == encoding.name))
        doubts.append(
            Import::tr("The file does not say its encoding; by its letters %1 is assumed.").arg(encoding.name));
    return chosen.isEmpty() ? encoding.name : chosen;
}

// The beginning of the file as a table, and rows from all over the rest of it.
SampleTable sampleTable(const Sample &sample, const ImportPlan &plan, qsizetype width)
{
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    const ReadOptions &options = plan.options;
    SampleTable table = readTable(sample.text, options.delimiter, options.quote, sample.partial, all);
    table.erase(table.begin(), table.begin() + std::min<std::ptrdiff_t>(options.headerRow, std::ssize(table)));
    if (!sample.partial)
        return table;
    for (const QByteArray &piece : laterPieces(plan.fileName, sampleBytes)) {
        const std::string text = decoded(piece, options.encoding, {}).value_or(std::string());
        const std::size_t begin = std::min(text.find('\n'), text.size()); // the first record is cut
        for (auto &row : readTable(std::string_view(text).substr(begin), options.delimiter, options.quote, true, all)) {
            if (std::ssize(row) == width)
                table.push_back(std::move(row));
        }
    }
    return table;
}

std::vector<std::string> cellsFor(QLatin1String target, const SampleTable &table, const ImportPlan &plan)
{
    std::vector<std::string> cells;
    for (const ColumnMapping &column : plan.mapping) {
        if (column.target != target || column.index < 0)
            continue;
        const auto index = static_cast<std::size_t>(column.index);
        for (const auto &row : table) {
            if (index < row.size())
                cells.push_back(row[index]);
        }
    }
    return cells;
}

// A whole number is assumed; where that mark is the prices' decimal one, it may have been meant otherwise.
void addQuantityDoubt(const std::vector<std::string> &quantities, DecimalStyle style, QStringList &doubts)
{
    const char decimal = style == DecimalStyle::Point ? '.' : ',';
    for (const std::string &text : quantities) {
        if (styleEvidence(text) == StyleEvidence::Ambiguous && text.find(decimal) != std::string::npos)
            return doubts.append(
                Import::tr("Quantities such as “%1” can be read in two ways; whole thousands are assumed.")
                    .arg(fromUtf8(text)));
    }
}

void planTable(const Sample &sample, bool fixed, ImportPreview &preview)
{
    ReadOptions detected = preview.plan.options;
    QStringList doubts;
    detectTable(sample.text, sample.partial, preview.plan.fileName, detected, doubts);
    if (!fixed)
        preview.plan.options = detected;
    if (detected == preview.plan.options)
        preview.doubts += doubts;
}

// In a fixed plan the doubt stays while the style is the assumed one and nobody has confirmed it.
void planDecimalStyle(const std::vector<std::string> &prices, bool fixed, ImportPreview &preview)
{
    ReadOptions &options = preview.plan.options;
    QStringList doubts;
    const DecimalStyle detected = detectDecimalStyle(prices, options, doubts);
    if (!fixed)
        options.decimalStyle = detected;
    if (options.decimalStyle == detected && !options.decimalStyleChosen)
        preview.doubts += doubts;
}

void planDelimited(const Sample &sample, const std::optional<ImportPlan> &fixed, ImportPreview &preview)
{
    ImportPlan &plan = preview.plan;
    ReadOptions &options = plan.options;
    planTable(sample, fixed.has_value(), preview);
    const SampleTable table = readTable(sample.text, options.delimiter, options.quote, sample.partial);
    preview.columns = headerOf(table, options.headerRow, preview.doubts);
    if (plan.mapping.isEmpty())
        plan.mapping = mapColumns(preview.columns, options, preview.doubts);
    else
        addMappingDoubts(plan.mapping, preview.doubts);
    const SampleTable rows = sampleTable(sample, plan, preview.columns.size());
    planDecimalStyle(cellsFor(QLatin1String("price"), rows, plan), fixed.has_value(), preview);
    addQuantityDoubt(cellsFor(QLatin1String("quantity"), rows, plan), options.decimalStyle, preview.doubts);
}

void planJson(const Sample &sample, const std::optional<ImportPlan> &fixed, ImportPreview &preview)
{
    ImportPlan &plan = preview.plan;
    const JsonSample json = sampleJson(sample.text, plan.options.format);
    preview.columns = json.paths;
    if (!fixed) {
        const Layout *layout = layoutOfKeys(json.paths, sample.text);
        plan.options.layout = layout ? layout->key : QString();
    }
    if (plan.mapping.isEmpty())
        plan.mapping = mapPaths(json.paths, plan.options);
    planDecimalStyle(json.prices, fixed.has_value(), preview);
}

QStringList valuesOf(const ProductDraft &draft)
{
    QString price;
    if (draft.priceMinorUnits && draft.currency)
        price = Money(*draft.priceMinorUnits, *draft.currency).toString();
    return {fromUtf8(draft.title),
            fromUtf8(draft.sku),
            fromUtf8(draft.gtin),
            fromUtf8(draft.brand),
            fromUtf8(draft.category),
            price,
            draft.quantity ? QString::number(*draft.quantity) : QString(),
            draft.condition == Condition::Unknown ? QString() : conditionText(draft.condition),
            shortened(draft.description, 300),
            draft.images.empty() ? QString() : QString::number(draft.images.size()),
            draft.variants.empty() ? QString() : QString::number(draft.variants.size()),
            QString::number(draft.qualityScore),
            QString(fromUtf8(draft.sourcePlatform) + u' ' + fromUtf8(draft.sourceId))};
}

QStringList valueLabels()
{
    return {Import::tr("Title"),       Import::tr("SKU"),    Import::tr("GTIN"),     Import::tr("Brand"),
            Import::tr("Category"),    Import::tr("Price"),  Import::tr("Quantity"), Import::tr("Condition"),
            Import::tr("Description"), Import::tr("Images"), Import::tr("Variants"), Import::tr("Score"),
            Import::tr("Source")};
}

Result<void> addRows(const Sample &sample, ImportPreview &preview, bool &assumed)
{
    auto text = TextSource::fromMemory(sample.bytes, preview.plan.options.encoding, sourceName(preview.plan.fileName));
    if (!text)
        return failure(text.error());
    auto reader = openProducts(preview.plan, {*std::move(text), sample.partial});
    if (!reader)
        return failure(reader.error());
    preview.targetColumns = valueLabels();
    while (preview.rows.size() < previewRows) {
        const auto more = (*reader)->next();
        if (!more) {
            preview.doubts.append(more.error().message);
            return preview.rows.isEmpty() ? Result<void>(failure(more.error())) : Result<void>();
        }
        if (!*more)
            return {};
        for (std::size_t i = 0; i < (*reader)->candidates().size() && preview.rows.size() < previewRows; ++i) {
            Problems problems;
            ImportPreview::Row row;
            row.line = (*reader)->candidates()[i].line;
            for (const std::string &cell : (*reader)->rawCells(i))
                row.cells.append(shortened(cell, 1000));
            if (const auto draft = (*reader)->build(i, problems)) {
                row.priceMinorUnits = draft->priceMinorUnits;
                row.values = valuesOf(*draft);
                if (draft->title.empty() && feedsTitle(preview.plan.mapping))
                    problems.warnField(
                        row.line, Target::Title, {},
                        Import::tr("The title is missing: only a product that is in the catalog already is changed."));
            }
            row.problems = problems.list();
            assumed |= problems.isCurrencyAssumed();
            preview.rows.append(row);
        }
    }
    return {};
}

// Prices without any currency would all be rejected, or are taken in one that only the settings name.
void addCurrencyDoubt(bool assumed, ImportPreview &preview)
{
    const ReadOptions &options = preview.plan.options;
    if (assumed && !options.currencyChosen)
        preview.doubts.append(
            Import::tr("Prices have no currency in this file; %1 is assumed.").arg(options.defaultCurrency));
    const QString missing = amountProblemText(AmountProblem::MissingCurrency);
    for (const ImportPreview::Row &row : preview.rows) {
        for (const RecordProblem &problem : row.problems) {
            if (problem.reason == missing)
                return preview.doubts.prepend(missing);
        }
    }
}

} // namespace

QList<std::pair<QString, QString>> mappingTargets()
{
    QList<std::pair<QString, QString>> targets;
    for (const Target target : allTargets())
        targets.append({targetName(target), targetLabel(target)});
    return targets;
}

QList<std::pair<QString, QString>> knownLayouts()
{
    // Of the files in resources/layouts; a person's own layouts are called as their files say.
    [[maybe_unused]] static constexpr const char *names[] = {
        QT_TRANSLATE_NOOP("Layouts", "Allegro offers as webhook JSON"),
        QT_TRANSLATE_NOOP("Layouts", "Amazon All or Active Listings report"),
        QT_TRANSLATE_NOOP("Layouts", "eBay Seller Hub active listings"),
        QT_TRANSLATE_NOOP("Layouts", "eBay File Exchange"),
        QT_TRANSLATE_NOOP("Layouts", "eBay File Exchange, revise and end"),
        QT_TRANSLATE_NOOP("Layouts", "eBay Seller Hub category template and drafts"),
        QT_TRANSLATE_NOOP("Layouts", "Listwright CSV"),
        QT_TRANSLATE_NOOP("Layouts", "Listwright JSON"),
        QT_TRANSLATE_NOOP("Layouts", "Shopify products (columns since 2024)"),
        QT_TRANSLATE_NOOP("Layouts", "Shopify products (columns up to 2024)"),
    };
    QList<std::pair<QString, QString>> known;
    for (const Layout &layout : layouts())
        known.append({layout.key, QCoreApplication::translate("Layouts", layout.name.toUtf8().constData())});
    return known;
}

Result<ImportPreview> previewImport(const QString &fileName, const std::optional<ImportPlan> &fixed,
                                    const QString &defaultCurrency)
{
    auto sample = readSample(fileName);
    if (!sample)
        return failure(sample.error());
    if (const auto readable = refuseBinary(sample->bytes, sourceName(fileName)); !readable)
        return failure(readable.error());
    ImportPreview preview;
    if (fixed)
        preview.plan = *fixed;
    preview.plan.fileName = fileName;
    ReadOptions &options = preview.plan.options;
    options.encoding = chooseEncoding(*sample, fileName, options.encoding, preview.doubts);
    if (!fixed)
        options.defaultCurrency = defaultCurrency;
    auto text = decoded(sample->bytes, options.encoding, sourceName(fileName));
    if (!text)
        return failure(text.error());
    sample->text = *std::move(text);
    if (trimmed(sample->text).empty())
        return failure(ErrorCode::InvalidInput, Import::tr("The file “%1” is empty.").arg(sourceName(fileName)));
    if (const auto readable = refuseMarkup(sample->text, sourceName(fileName)); !readable)
        return failure(readable.error());
    if (!fixed)
        options.format = detectFormat(sample->text, sample->partial, fileName);
    if (options.format == SourceFormat::Delimited)
        planDelimited(*sample, fixed, preview);
    else
        planJson(*sample, fixed, preview);
    if (looksLikeLostLetters(sample->text))
        preview.doubts.append(Import::tr("Some letters seem to have been replaced by “?” before this file was written; "
                                         "they cannot be restored."));
    for (const auto &layout : knownLayouts())
        preview.layouts.append(layout.first);
    preview.bytesTotal = fileName == QLatin1String("-") ? 0 : QFileInfo(fileName).size();
    bool currencyAssumed = false;
    if (const auto rows = addRows(*sample, preview, currencyAssumed); !rows)
        return failure(rows.error());
    addCurrencyDoubt(currencyAssumed, preview);
    if (preview.rows.isEmpty())
        preview.doubts.append(Import::tr("The file “%1” has no products.").arg(sourceName(fileName)));
    return preview;
}

ImportPlan planJsonText(const QByteArray &utf8, const ReadOptions &given)
{
    ImportPlan plan;
    plan.options = given;
    plan.options.format = SourceFormat::JsonArray;
    plan.options.encoding = QStringLiteral("UTF-8");
    const Sample sample{{}, utf8.size() > sampleBytes, utf8.left(sampleBytes).toStdString()};
    const JsonSample json = sampleJson(sample.text, plan.options.format);
    if (const Layout *layout = layoutOfKeys(json.paths, sample.text))
        plan.options.layout = layout->key;
    QStringList doubts; // are said item by item where they matter
    plan.options.decimalStyle = detectDecimalStyle(json.prices, plan.options, doubts);
    return plan;
}

} // namespace listwright
