// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/marketlanguage.h"

#include "services/listing/factsfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct MarketTexts
{
    Q_DECLARE_TR_FUNCTIONS(Optimization)
};

const QJsonObject &markets()
{
    static const QJsonObject read = factsFile(u"markets.json"_s);
    return read;
}

} // namespace

QString languageCode(const QString &locale)
{
    return locale.section(u'-', 0, 0).section(u'_', 0, 0).trimmed().toLower();
}

QString marketLanguage(const QString &marketplace, const QString &country)
{
    QString site = country.trimmed().toUpper();
    const QJsonArray sites = markets().value(u"marketplaces").toObject().value(marketplace).toArray();
    if (!sites.isEmpty() && !sites.contains(site))
        site = sites.first().toString();
    return markets().value(u"countries").toObject().value(site).toString();
}

QString languageText(const QString &code)
{
    if (code.isEmpty())
        return MarketTexts::tr("The record’s language");
    const QLocale locale(code);
    const QString name = locale.language() == QLocale::C ? QString() : locale.nativeLanguageName();
    return name.isEmpty() ? code : QString(name.left(1).toUpper() + name.mid(1));
}

} // namespace listwright
