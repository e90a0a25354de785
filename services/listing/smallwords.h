// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/textmending.h"

namespace listwright {

/**
 * A word that only leads to what follows it or joins two things ("with", "und", "dla"), in the marketplaces' languages.
 * One letter in capitals and capitals alone are names ("Vitamin A", "MIT"), but in a text of nothing but capitals.
 */
bool isSmallWord(QStringView word, bool allCapitals = false);
/** One of those that join: "and", "oder", "&". */
bool isJoiningWord(QStringView word);

/** Without the small words at its end; something is left. */
QString withoutTrailingSmallWords(const QString &text);

/** The span with the small words right before it, which lead to nothing when it goes. */
TextSpan withLeadingWords(const QString &text, const TextSpan &span);

/** Small words that lead to nothing: before a comma, a dash, the end, another small word; each with what follows. */
QStringList danglingWords(const QString &text);

} // namespace listwright
