// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/textmending.h"

#include <optional>

namespace listwright {

/** A word that a text says more often than it may. */
struct RepeatedWord
{
    QString word; ///< as it is compared
    int count = 0;
    QList<TextSpan> surplus; ///< those beyond what is allowed
};

/** In the order of their first surplus. Numbers, the "x" between them and the `exceptions` may be said at any time. */
QList<RepeatedWord> repeatedWords(const QString &text, int most, const QStringList &exceptions);

/**
 * The text with each word said at most `most` times, as a person would shorten it: phrases said again go, then parts
 * between commas and dashes that say nothing new, then the phrase around the first surplus word. What is left reads as
 * the text did: no small word stands where it leads to nothing, and no number is lost. Nothing where no such cut
 * exists, or where the text is longer than any title.
 */
std::optional<QString> withoutRepetition(const QString &text, int most, const QStringList &exceptions);

} // namespace listwright
