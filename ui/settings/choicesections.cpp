// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/choicesections.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

QList<std::pair<QString, QString>> same(const QStringList &values)
{
    QList<std::pair<QString, QString>> pairs;
    for (const QString &value : values)
        pairs.append({value, value});
    return pairs;
}

QStringList currencies()
{
    return {u"EUR"_s, u"PLN"_s, u"USD"_s, u"GBP"_s, u"CHF"_s, u"CZK"_s, u"DKK"_s, u"HUF"_s,
            u"NOK"_s, u"RON"_s, u"SEK"_s, u"TRY"_s, u"CAD"_s, u"AUD"_s, u"JPY"_s};
}

} // namespace

MarketplaceSection::MarketplaceSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"marketplaceSection"_s, tr("Marketplaces"),
                      tr("What upload files need to know about you. Nothing here is sent anywhere."), parent)
{
    setIconName(u"marketplace"_s);
    QList<std::pair<QString, QString>> packs;
    const auto all = services.rulePacks.all();
    for (const auto &pack : all)
        packs.append({pack->key(), pack->name()});
    addChoice(SettingKey::DefaultMarketplace, tr("Default marketplace"), packs,
              tr("Its rules are shown first and used by “Improve”."));
    addText(SettingKey::MarketplaceSite, tr("Country"), tr("Two letters, for example DE, PL or US."))->setMaxLength(2);
    addChoice(SettingKey::MarketplaceLocale, tr("Language of the texts"),
              QList<std::pair<QString, QString>>{{QString(), tr("Each marketplace’s own")}} +
                  same({u"de-DE"_s, u"pl-PL"_s, u"en-GB"_s, u"en-US"_s, u"fr-FR"_s, u"it-IT"_s, u"es-ES"_s, u"nl-NL"_s,
                        u"cs-CZ"_s, u"sk-SK"_s, u"sv-SE"_s}));
    addText(SettingKey::AmazonSellerId, tr("Amazon seller ID"),
            tr("In Seller Central under Settings, Account info, “Your merchant token”."));
    addText(SettingKey::StoreUrl, tr("Address of your shop"),
            tr("Google Merchant links go there, for example https://shop.example.com."));
}

ImportSection::ImportSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"importSection"_s, tr("Import"),
                      tr("What the import preview starts with. There, each of it can still be changed."), parent)
{
    setIconName(u"import"_s);
    addChoice(SettingKey::DefaultCurrency, tr("Currency"), same(currencies()), tr("For prices that name none."));
    addText(SettingKey::ImportSource, tr("Source"),
            tr("Where products come from when a file does not say. Together with their number it tells them apart."));
    addChoice(SettingKey::ImportEncoding, tr("Encoding"),
              {{u"detect"_s, tr("Detect")},
               {u"UTF-8"_s, u"UTF-8"_s},
               {u"UTF-16"_s, u"UTF-16"_s},
               {u"windows-1250"_s, tr("Windows 1250 (Central European)")},
               {u"windows-1252"_s, tr("Windows 1252 (Western European)")},
               {u"ISO-8859-1"_s, u"ISO 8859-1"_s},
               {u"ISO-8859-2"_s, u"ISO 8859-2"_s}});
    addChoice(SettingKey::ImportDecimal, tr("Decimal sign"),
              {{u"detect"_s, tr("Detect")}, {u"point"_s, tr("Point: 1,099.00")}, {u"comma"_s, tr("Comma: 1.099,00")}});
    addFolder(SettingKey::RejectsFolder, tr("Rejected rows"), tr("Files with the rows that could not be imported."));
}

AppearanceSection::AppearanceSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"appearanceSection"_s, tr("Appearance"), tr("How Listwright looks and speaks."),
                      parent)
{
    setIconName(u"palette"_s);
    addChoice(SettingKey::Theme, tr("Theme"),
              {{u"system"_s, tr("As the system")}, {u"light"_s, tr("Light")}, {u"dark"_s, tr("Dark")}});
    QComboBox *language = addChoice(
        SettingKey::Language, tr("Language"),
        {{u"system"_s, tr("As the system")}, {u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}, {u"pl"_s, u"Polski"_s}},
        tr("Holds after a new start."));
    auto *restart = new QPushButton(tr("Restart now"), this);
    restart->setObjectName(u"languageRestartPushButton"_s);
    restart->hide();
    body()->addSpacing(4);
    body()->addWidget(restart, 0, Qt::AlignLeft);
    connect(language, &QComboBox::activated, restart,
            [restart, settings = services.settings, spoken = services.settings->text(SettingKey::Language)] {
                restart->setVisible(settings->text(SettingKey::Language) != spoken);
            });
    connect(restart, &QPushButton::clicked, this, &SettingsSection::restartRequested);
    addChoice(SettingKey::LogLevel, tr("Log"),
              {{u"error"_s, tr("Errors only")},
               {u"warning"_s, tr("Errors and warnings")},
               {u"info"_s, tr("What is done")},
               {u"debug"_s, tr("Everything, for finding a fault")}});
}

} // namespace listwright
