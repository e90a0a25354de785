// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace listwright {

namespace {

void install(const QLocale &locale, const QString &name, const QString &folder)
{
    // not qApp: with the precompiled header it is a QApplication, which a command has none of
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator; // a language without texts of its own stays English
}

} // namespace

void installLanguage(const QString &setting)
{
    const QLocale locale = setting == u"system" || setting.isEmpty() ? QLocale::system() : QLocale(setting);
    if (setting != u"system" && !setting.isEmpty())
        QLocale::setDefault(locale);
    // English texts are in the source; its file only has the plurals, which the C locale wants as well.
    const QLocale texts = locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
    install(texts, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(texts, QStringLiteral("listwright"), QStringLiteral(":/i18n"));
}

} // namespace listwright
