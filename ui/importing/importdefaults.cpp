// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/importdefaults.h"

#include "services/settings/settings.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** The detected plan with what is set put in. */
ImportPlan withDefaults(ImportPlan plan, const ImportDefaults &defaults)
{
    ReadOptions &options = plan.options;
    // A layout knows its source, and what is UTF-16 can be read in no other way.
    if (options.layout.isEmpty() && !defaults.source.isEmpty())
        options.sourcePlatform = defaults.source;
    if (!defaults.encoding.isEmpty() && !options.encoding.startsWith(u"UTF-16") &&
        options.encoding != defaults.encoding) {
        options.encoding = defaults.encoding;
        plan.mapping.clear(); // the names of columns may read otherwise now
    }
    if (defaults.decimal) {
        options.decimalStyle = *defaults.decimal;
        options.decimalStyleChosen = true;
    }
    return plan;
}

} // namespace

ImportDefaults importDefaults(const Settings &settings)
{
    ImportDefaults defaults;
    defaults.currency = settings.text(SettingKey::DefaultCurrency);
    if (const QString source = settings.text(SettingKey::ImportSource);
        source != Settings::definition(SettingKey::ImportSource).defaultValue.toString())
        defaults.source = source;
    if (const QString encoding = settings.text(SettingKey::ImportEncoding); encoding != u"detect")
        defaults.encoding = encoding;
    if (const QString decimal = settings.text(SettingKey::ImportDecimal); decimal != u"detect")
        defaults.decimal = decimal == u"comma" ? DecimalStyle::Comma : DecimalStyle::Point;
    return defaults;
}

Result<ImportPreview> firstPreview(const QString &fileName, const ImportDefaults &defaults)
{
    auto detected = previewImport(fileName, {}, defaults.currency);
    if (!detected)
        return detected;
    const ImportPlan wanted = withDefaults(detected->plan, defaults);
    return wanted == detected->plan ? detected : previewImport(fileName, wanted, defaults.currency);
}

} // namespace listwright
