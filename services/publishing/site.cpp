// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/site.h"

namespace listwright {

namespace {

struct SiteText
{
    Q_DECLARE_TR_FUNCTIONS(UploadFile)
};

constexpr QLatin1String l(const char *text)
{
    return QLatin1String(text);
}

// Marketplace ids: Amazon's Selling Partner API, "Marketplace IDs". SiteIDs: the names eBay's own templates carry.
constexpr Site sites[] = {
    {l("DE"), l("EUR"), l("A1PA6795UKMFR9"), l("de_DE"), l("Germany"), l("de-DE"), l("Marke"), l("Herstellernummer")},
    {l("AT"), l("EUR"), l(""), l("de_AT"), l("Austria"), l("de-AT"), l("Marke"), l("Herstellernummer")},
    {l("PL"), l("PLN"), l("A1C3SOZRARQ6R3"), l("pl_PL"), l("Poland"), l("pl-PL"), l("Marka"), l("MPN")},
    {l("UK"), l("GBP"), l("A1F83G8C2ARO7P"), l("en_GB"), l("UK"), l(""), l("Brand"), l("MPN")},
    {l("US"), l("USD"), l("ATVPDKIKX0DER"), l("en_US"), l("US"), l(""), l("Brand"), l("MPN")},
    {l("CA"), l("CAD"), l("A2EUQ1WTGCTBG2"), l("en_CA"), l("Canada"), l(""), l("Brand"), l("MPN")},
    {l("AU"), l("AUD"), l("A39IBJ37TRP1C6"), l("en_AU"), l("Australia"), l(""), l("Brand"), l("MPN")},
    {l("FR"), l("EUR"), l("A13V1IB3VIYZZH"), l("fr_FR"), l("France"), l("fr-FR"), l("Marque"), l("MPN")},
    {l("IT"), l("EUR"), l("APJ6JRA9NG5V4"), l("it_IT"), l("Italy"), l("it-IT"), l("Marca"), l("MPN")},
    {l("ES"), l("EUR"), l("A1RKKUPIHCS9HS"), l("es_ES"), l("Spain"), l(""), l("Marca"), l("MPN")},
    {l("NL"), l("EUR"), l("A1805IZSGTT6HS"), l("nl_NL"), l("Netherlands"), l(""), l("Merk"), l("MPN")},
    {l("SE"), l("SEK"), l("A2NODRKZP88ZB9"), l("sv_SE"), l(""), l(""), l(""), l("")},
    {l("CZ"), l("CZK"), l(""), l("cs_CZ"), l(""), l("cs-CZ"), l(""), l("")},
    {l("SK"), l("EUR"), l(""), l("sk_SK"), l(""), l("sk-SK"), l(""), l("")},
};

} // namespace

Result<Site> siteFor(const QString &code)
{
    const QString wanted = code.isEmpty()                                  ? QStringLiteral("DE")
                           : code.compare(u"GB", Qt::CaseInsensitive) == 0 ? QStringLiteral("UK")
                                                                           : code.toUpper();
    QStringList known;
    for (const Site &site : sites) {
        if (wanted == site.code)
            return site;
        known.append(site.code);
    }
    return failure(ErrorCode::InvalidInput,
                   SiteText::tr("“%1” is no known marketplace site. Known are: %2.").arg(code, known.join(u", ")));
}

} // namespace listwright
