// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/importplan.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Plan
{
    Q_DECLARE_TR_FUNCTIONS(ImportCommand)
};

std::optional<char> delimiterFrom(const QString &given)
{
    if (given == u"tab" || given == u"\\t")
        return '\t';
    if (given.size() == 1 && given.at(0).unicode() < 128)
        return given.at(0).toLatin1();
    return {};
}

std::optional<char> quoteFrom(const QString &given)
{
    if (given == u"none")
        return '\0';
    return given == u"tab" || given == u"\\t" ? std::nullopt : delimiterFrom(given);
}

/** The option, or the setting where that chooses something; nothing otherwise. */
std::optional<QString> chosen(const CommandContext &context, const QString &option, SettingKey key)
{
    const QString value = context.valueOr(option, key);
    const bool fromSetting = !context.isSet(option);
    if (fromSetting && (value.isEmpty() || value == u"detect"))
        return {};
    return value;
}

/** What has to be known before the columns are looked at; true when anything differs from what was detected. */
bool applyReadingOptions(const CommandContext &context, ReadOptions &options)
{
    const ReadOptions detected = options;
    if (context.isSet(u"layout"_s))
        options.layout = context.value(u"layout"_s);
    if (const auto encoding = chosen(context, u"encoding"_s, SettingKey::ImportEncoding))
        options.encoding = *encoding;
    if (context.isSet(u"delimiter"_s))
        options.delimiter = *delimiterFrom(context.value(u"delimiter"_s));
    if (context.isSet(u"quote"_s))
        options.quote = *quoteFrom(context.value(u"quote"_s));
    if (context.isSet(u"header"_s))
        options.headerRow =
            static_cast<int>(std::min<qint64>(**context.number(u"header"_s), std::numeric_limits<int>::max()));
    return !(options == detected);
}

void applyValueOptions(const CommandContext &context, ReadOptions &options)
{
    if (const auto style = chosen(context, u"decimal"_s, SettingKey::ImportDecimal)) {
        options.decimalStyle = *style == u"comma" ? DecimalStyle::Comma : DecimalStyle::Point;
        options.decimalStyleChosen = true;
    }
    if (context.isSet(u"currency"_s)) {
        options.defaultCurrency = context.value(u"currency"_s).toUpper();
        options.currencyChosen = true;
    }
    if (context.isSet(u"source"_s))
        options.sourcePlatform = context.value(u"source"_s);
    else if (options.layout.isEmpty() && context.settings().text(SettingKey::ImportSource) != u"file")
        options.sourcePlatform = context.settings().text(SettingKey::ImportSource); // a layout knows its own
}

Result<void> applyMapping(const CommandContext &context, ImportPlan &plan)
{
    for (const QString &pair : context.values(u"map"_s)) {
        const qsizetype equals = pair.lastIndexOf(u'=');
        const QString column = pair.left(equals);
        const auto position = std::find_if(plan.mapping.begin(), plan.mapping.end(), [&](const ColumnMapping &mapping) {
            return mapping.column.compare(column, Qt::CaseInsensitive) == 0;
        });
        if (position == plan.mapping.end()) {
            QStringList columns;
            for (const ColumnMapping &mapping : std::as_const(plan.mapping))
                columns.append(mapping.column);
            return failure(ErrorCode::InvalidInput,
                           Plan::tr("The file has no column “%1”. It has: %2.").arg(column, columns.join(u", ")));
        }
        position->target = pair.mid(equals + 1);
    }
    return {};
}

bool isTarget(const QString &target)
{
    if (target == u"ignore" || target.startsWith(u"attribute:"))
        return true;
    const auto targets = mappingTargets();
    return std::any_of(targets.begin(), targets.end(), [&target](const auto &entry) { return entry.first == target; });
}

} // namespace

QList<QCommandLineOption> importOptions()
{
    return {
        {u"layout"_s, Plan::tr("Read the file by this layout."), u"KEY"_s},
        {u"encoding"_s, Plan::tr("UTF-8, windows-1252, windows-1250, ISO-8859-2, UTF-16LE …"), u"NAME"_s},
        {u"delimiter"_s, Plan::tr("The character between cells, or “tab”."), u"CHARACTER"_s},
        {u"quote"_s, Plan::tr("The character around cells, or “none” where quotes belong to the texts."),
         u"CHARACTER"_s},
        {u"header"_s, Plan::tr("The record that names the columns, from 1; 0 where none does."), u"NUMBER"_s},
        {u"decimal"_s, Plan::tr("Whether 1.099,00 (comma) or 1,099.00 (point) is meant."), u"comma|point"_s},
        {u"currency"_s, Plan::tr("For prices without one, e.g. EUR."), u"CODE"_s},
        {u"source"_s, Plan::tr("Source platform of records that name none."), u"NAME"_s},
        {u"map"_s, Plan::tr("What a column becomes, e.g. “Art.Nr.=sku”; can be repeated."), u"COLUMN=TARGET"_s},
        {u"preview"_s, Plan::tr("Only show how the file will be read; nothing is written.")},
        {u"rejects"_s, Plan::tr("Where rejected records are saved."), u"FOLDER"_s},
    };
}

Result<void> checkImportOptions(const CommandContext &context)
{
    const auto invalid = [](const QString &message) { return failure(ErrorCode::InvalidInput, message); };
    if (context.arguments().count(u"-"_s) > 1)
        return invalid(Plan::tr("Standard input can be read only once."));
    if (context.isSet(u"delimiter"_s) && !delimiterFrom(context.value(u"delimiter"_s)))
        return invalid(Plan::tr("--delimiter takes one character or “tab”."));
    if (context.isSet(u"quote"_s) && !quoteFrom(context.value(u"quote"_s)))
        return invalid(Plan::tr("--quote takes one character or “none”."));
    if (const auto header = context.number(u"header"_s); !header)
        return failure(header.error());
    const QString decimal = context.value(u"decimal"_s);
    if (context.isSet(u"decimal"_s) && decimal != u"comma" && decimal != u"point")
        return invalid(Plan::tr("--decimal takes “comma” or “point”, not “%1”.").arg(decimal));
    if (context.isSet(u"currency"_s)) {
        if (const auto currency = Currency::parse(context.value(u"currency"_s)); !currency)
            return failure(currency.error());
    }
    const auto layouts = knownLayouts();
    const QString layout = context.value(u"layout"_s);
    QStringList keys;
    for (const auto &known : layouts)
        keys.append(known.first);
    if (context.isSet(u"layout"_s) && !keys.contains(layout))
        return invalid(Plan::tr("“%1” is no known layout. Known are: %2.").arg(layout, keys.join(u", ")));
    for (const QString &pair : context.values(u"map"_s)) {
        if (pair.lastIndexOf(u'=') < 1)
            return invalid(Plan::tr("--map takes COLUMN=TARGET, not “%1”.").arg(pair));
        if (const QString target = pair.mid(pair.lastIndexOf(u'=') + 1); !isTarget(target))
            return invalid(Plan::tr("“%1” is nothing a column can become.").arg(target));
    }
    return {};
}

Result<ImportPreview> planImport(const CommandContext &context, const QString &file)
{
    const QString currency = context.valueOr(u"currency"_s, SettingKey::DefaultCurrency);
    auto preview = previewImport(file, {}, currency);
    if (!preview)
        return preview;
    ImportPlan plan = preview->plan;
    if (applyReadingOptions(context, plan.options)) {
        plan.mapping.clear(); // an empty mapping is made anew from the columns as they are read now
        preview = previewImport(file, plan, currency);
        if (!preview)
            return preview;
        plan = preview->plan;
    }
    applyValueOptions(context, plan.options);
    if (auto mapped = applyMapping(context, plan); !mapped)
        return failure(mapped.error());
    return plan == preview->plan ? preview : previewImport(file, plan, currency);
}

} // namespace listwright
