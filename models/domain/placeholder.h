// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace listwright {

/** What sellers write where they have nothing to say, so that a form lets them pass. */
enum class Placeholder {
    None,         ///< the text says something
    SaysNothing,  ///< "n/a", "siehe Bild", "-", or nothing at all
    Unbranded,    ///< that there is no brand, in words that marketplaces take as one
    DoesNotApply, ///< that there is no number, in the words that marketplaces prescribe for it
};

/** Of a whole value in English, German or Polish, whatever its case, marks and outer punctuation. UTF-8. */
Placeholder placeholderIn(std::string_view value);
Placeholder placeholderIn(const QString &value);

/** Whether a value is no fact about the product; an empty one is none. */
bool saysNothing(std::string_view value);
bool saysNothing(const QString &value);

} // namespace listwright
