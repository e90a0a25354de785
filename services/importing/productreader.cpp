// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/productreader.h"

#include "services/importing/delimitedproducts.h"
#include "services/importing/detection.h"
#include "services/importing/fieldreader.h"
#include "services/importing/jsonproducts.h"

#include <xxhash.h>

namespace listwright::importing {

namespace {

// Grows when reading changes its results, so that files are read anew once.
constexpr int readingVersion = 2;

Result<Conventions> conventionsOf(const ImportPlan &plan)
{
    const ReadOptions &options = plan.options;
    Conventions conventions;
    conventions.decimalStyle = options.decimalStyle;
    if (!options.defaultCurrency.isEmpty()) {
        const auto currency = Currency::parse(options.defaultCurrency);
        if (!currency)
            return failure(currency.error());
        conventions.defaultCurrency = *currency;
    }
    conventions.identity = {Target::SourceId, Target::Sku, Target::Gtin, Target::Group, Target::SourceUrl};
    QString platform = options.sourcePlatform;
    if (const Layout *layout = findLayout(options.layout)) {
        if (platform.isEmpty())
            platform = layout->platform;
        if (!layout->identity.isEmpty())
            conventions.identity.assign(layout->identity.begin(), layout->identity.end());
        conventions.grouping = layout->grouping;
        conventions.firstRowIsVariant = layout->firstRowIsVariant;
        conventions.exact = layout->exact;
        conventions.formulaGuards = layout->exact && options.format == SourceFormat::Delimited ? 1 : 0;
        conventions.negativeQuantityIsZero = layout->negativeQuantityIsZero;
        for (const QString &action : layout->skippedActions)
            conventions.skippedActions.push_back(toUtf8(action));
    } else if (!options.layout.isEmpty()) {
        return failure(ErrorCode::InvalidInput, Import::tr("The layout “%1” is not known.").arg(options.layout));
    }
    conventions.titleExpected = feedsTitle(plan.mapping);
    conventions.platform = platform.isEmpty() ? "file" : toUtf8(platform);
    return conventions;
}

// Everything that decides what a record becomes, so that a changed plan reads unchanged records anew.
quint64 planHash(const ImportPlan &plan)
{
    const ReadOptions &options = plan.options;
    const Layout *layout = findLayout(options.layout);
    QString text = QStringLiteral("%1\n%2\n%3\n%4\n%5\n%6\n")
                       .arg(QString::number(readingVersion), QString::number(static_cast<int>(options.decimalStyle)),
                            options.layout, options.defaultCurrency, options.sourcePlatform,
                            QString::number(layout ? layout->fingerprint : 0));
    for (const ColumnMapping &mapping : plan.mapping)
        text += mapping.column + u'\t' + QString::number(mapping.index) + u'\t' + mapping.target + u'\n';
    const QByteArray bytes = text.toUtf8();
    return XXH3_64bits(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

/** Of all products that name none: once, and before each gets a copy. */
Result<void> checkPlatform(const std::string &platform)
{
    if (platform.size() > identifierBytes)
        return failure(ErrorCode::InvalidInput, Import::tr("The source platform is too long."));
    if (findFlaws(platform).nul)
        return failure(ErrorCode::InvalidInput, Import::tr("The text holds a NUL character."));
    return {};
}

Result<void> checkTargets(const ImportPlan &plan)
{
    for (const ColumnMapping &mapping : plan.mapping) {
        if (!targetFromName(mapping.target))
            return failure(ErrorCode::InvalidInput, Import::tr("“%1” is no field that column “%2” could be taken into.")
                                                        .arg(mapping.target, mapping.column));
    }
    return {};
}

} // namespace

std::vector<Column> compileColumns(const ImportPlan &plan)
{
    std::vector<Column> columns;
    for (const ColumnMapping &mapping : plan.mapping) {
        const ParsedTarget target = targetFromName(mapping.target).value_or(ParsedTarget());
        columns.push_back({target.target, toUtf8(mapping.column), toUtf8(target.attribute)});
    }
    return columns;
}

void IdentityFinder::clear()
{
    m_platform = {};
    m_found.fill({});
}

void IdentityFinder::see(Target target, std::string_view text)
{
    if (target == Target::SourcePlatform) {
        m_platform = trimmed(text);
        return;
    }
    for (std::size_t i = 0; i < std::min(m_conventions.identity.size(), m_found.size()); ++i) {
        const bool gtin = target == Target::Barcode || target == Target::Identifier;
        if ((m_conventions.identity[i] == target || (gtin && m_conventions.identity[i] == Target::Gtin)) &&
            m_found[i].empty())
            m_found[i] = trimmed(text);
    }
}

std::string IdentityFinder::sourceId() const
{
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        if (m_found[i].empty() || m_found[i] == clearToken)
            continue;
        if (m_conventions.identity[i] != Target::Gtin)
            return std::string(m_found[i]);
        const GtinReading reading = readGtin(m_found[i]);
        if (reading.outcome == GtinReading::Outcome::Taken || reading.outcome == GtinReading::Outcome::Restored)
            return reading.digits;
    }
    return {};
}

std::string IdentityFinder::platform() const
{
    return m_platform.empty() || m_platform == clearToken ? m_conventions.platform : std::string(m_platform);
}

Result<SourceText> openSource(const ImportPlan &plan)
{
    return TextSource::open(plan.fileName, plan.options.encoding).map([](std::unique_ptr<TextSource> text) {
        return SourceText{std::move(text), false};
    });
}

void rejectWithoutTitle(qint64 line, Problems &problems)
{
    problems.rejectField(line, Target::Title, {},
                         Import::tr("The title is missing, and the catalog has no such product to update."));
}

Result<std::unique_ptr<ProductReader>> openProducts(const ImportPlan &plan, SourceText source)
{
    auto conventions = conventionsOf(plan);
    if (!conventions)
        return failure(conventions.error());
    if (const auto platform = checkPlatform(conventions->platform); !platform)
        return failure(platform.error());
    if (const auto targets = checkTargets(plan); !targets)
        return failure(targets.error());
    const quint64 seed = planHash(plan);
    if (plan.options.format == SourceFormat::Delimited)
        return std::make_unique<DelimitedProducts>(plan, *std::move(conventions), std::move(source), seed);
    return std::make_unique<JsonProducts>(plan, *std::move(conventions), std::move(source), seed);
}

} // namespace listwright::importing
