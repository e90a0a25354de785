// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/optimizationsettings.h"

namespace listwright {

/** The key of SettingKey::AiProvider for the built-in rules. */
inline const QString rulesProvider = QStringLiteral("rules");

/** The provider that the settings name, at the person's own address where one is given; nothing for the rules. */
std::optional<Provider> chosenProvider(const Settings &settings);
/** How the settings' model is to be asked; without products and marketplaces. */
OptimizationOrder orderBySettings(const Settings &settings);

/** An amount as a person enters it, with a point or a comma; nothing when it is none. */
std::optional<qint64> enteredDollars(const QString &text);
/** "Deutsch" for "de". */
QString languageName(const QString &code);
/** Codes of the languages that listings are mostly written in. */
QStringList listingLanguages();

} // namespace listwright
