// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QDateTime>

namespace listwright {

/**
 * A prompt template: the instructions a model gets for one marketplace and language. Placeholders in braces:
 * {marketplace} {language} {title_limit} {title_advised} {description_limit} {allowed_tags} {bullet_limit} {parts}.
 * The product itself is not part of it. Version 0 is the one that ships (resources/prompts); what a person saves counts
 * up from 1 and is kept for ever, so that a proposal's version can always be looked at.
 */
struct Prompt
{
    QString marketplace; ///< key of a rule pack; empty = any
    QString language;    ///< "de"; empty = any
    int version = 0;
    QString text;
    QString author{};      ///< who saved it; empty for the one that ships
    QDateTime createdAt{}; ///< UTC
    /** "amazon/de/3", as proposals record it. */
    QString name() const;
    bool operator==(const Prompt &) const = default;
};

/** The shipped one for exactly these, else for the marketplace, else the general one. Never fails. */
Prompt shippedPrompt(const QString &marketplace, const QString &language);
/** InvalidInput naming an unknown placeholder, an empty or an overlong text. */
Result<void> checkPrompt(const QString &text);

} // namespace listwright
