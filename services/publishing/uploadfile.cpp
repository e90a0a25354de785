// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/uploadfile.h"

#include "services/publishing/formats.h"

namespace listwright {

namespace {

struct UploadText
{
    Q_DECLARE_TR_FUNCTIONS(UploadFile)
};

struct FormatEntry
{
    QLatin1String key;
    QLatin1String marketplace;
    const char *name;
    QLatin1String suffix;
    MakeMarketplaceWriter *make; ///< null for our own formats
};

constexpr FormatEntry entries[] = {
    {QLatin1String("ebay-csv"), QLatin1String("ebay"), QT_TRANSLATE_NOOP("UploadFile", "eBay Seller Hub upload (CSV)"),
     QLatin1String("csv"), makeEbayCsv},
    {QLatin1String("amazon-json"), QLatin1String("amazon"),
     QT_TRANSLATE_NOOP("UploadFile", "Amazon listings feed (JSON)"), QLatin1String("json"), makeAmazonJson},
    {QLatin1String("kaufland-csv"), QLatin1String("kaufland"),
     QT_TRANSLATE_NOOP("UploadFile", "Kaufland product data (CSV)"), QLatin1String("csv"), makeKauflandCsv},
    {QLatin1String("shopify-csv"), QLatin1String("shopify"), QT_TRANSLATE_NOOP("UploadFile", "Shopify products (CSV)"),
     QLatin1String("csv"), makeShopifyCsv},
    {QLatin1String("google-merchant"), QLatin1String("google"),
     QT_TRANSLATE_NOOP("UploadFile", "Google Merchant feed (tab-separated)"), QLatin1String("tsv"), makeGoogleMerchant},
    {QLatin1String("own-csv"), QLatin1String(), QT_TRANSLATE_NOOP("UploadFile", "Listwright (CSV)"),
     QLatin1String("csv"), nullptr},
    {QLatin1String("own-json"), QLatin1String(), QT_TRANSLATE_NOOP("UploadFile", "Listwright, complete (JSON)"),
     QLatin1String("json"), nullptr},
};

const FormatEntry *findEntry(const QString &key)
{
    const auto *entry = std::find_if(std::begin(entries), std::end(entries),
                                     [&key](const FormatEntry &candidate) { return key == candidate.key; });
    return entry == std::end(entries) ? nullptr : entry;
}

UploadFormat formatOf(const FormatEntry &entry)
{
    return {entry.key, entry.marketplace, UploadText::tr(entry.name), entry.suffix};
}

bool isPlainNumber(QStringView text)
{
    bool digit = false;
    int separators = 0;
    for (const QChar c : text.mid(1)) { // after the minus
        if (c.unicode() >= u'0' && c.unicode() <= u'9')
            digit = true;
        else if (c != u'.' && c != u',')
            return false;
        else if (++separators > 1)
            return false;
    }
    return digit;
}

} // namespace

QList<UploadFormat> UploadWriter::formats()
{
    QList<UploadFormat> all;
    for (const FormatEntry &entry : entries)
        all.append(formatOf(entry));
    return all;
}

std::optional<UploadFormat> UploadWriter::format(const QString &key)
{
    const FormatEntry *entry = findEntry(key);
    return entry ? std::optional(formatOf(*entry)) : std::nullopt;
}

Result<std::unique_ptr<UploadWriter>> UploadWriter::begin(const QString &formatKey, QIODevice &device,
                                                          std::shared_ptr<const RulePack> pack,
                                                          const UploadOptions &options)
{
    const FormatEntry *entry = findEntry(formatKey);
    if (!entry) {
        QStringList known;
        for (const FormatEntry &candidate : entries)
            known.append(candidate.key);
        return failure(
            ErrorCode::Unsupported,
            UploadText::tr("“%1” is no known upload format. Known are: %2.").arg(formatKey, known.join(u", ")));
    }
    if (!entry->make)
        return entry->suffix == QLatin1String("csv") ? makeOwnCsv(device) : makeOwnJson(device);
    if (!pack)
        return failure(ErrorCode::NotFound,
                       UploadText::tr("The rules of %1 are missing.").arg(UploadText::tr(entry->name)));
    return entry->make(device, std::move(pack), options);
}

QString neutraliseFormula(const QString &cell)
{
    if (cell.isEmpty())
        return cell;
    switch (cell.front().unicode()) {
    case u'-':
        return isPlainNumber(cell) ? cell : QString(u'\'' + cell);
    case u'=':
    case u'+':
    case u'@':
    case u'\t':
    case u'\r':
        return u'\'' + cell;
    default:
        return cell;
    }
}

} // namespace listwright
