// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace listwright {

class Database;
class RulePack;
struct SavedPrompt;

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
    /** "amazon/de/3", as proposals record it; "any" stands for an empty marketplace or language. */
    QString name() const;
    bool operator==(const Prompt &) const = default;
};

/** The shipped one for exactly these, else for the marketplace, else the general one. Never fails. */
Prompt shippedPrompt(const QString &marketplace, const QString &language);
/** All that ship, the general one first. */
QList<Prompt> shippedPrompts();
/** InvalidInput naming an unknown placeholder, an empty or an overlong text. */
Result<void> checkPrompt(const QString &text);
QStringList promptPlaceholders(); ///< "marketplace", "language" …

Prompt promptOf(const SavedPrompt &saved);
/**
 * What is used now: the newest saved one for exactly these, else for the marketplace, else what ships for the
 * marketplace, else the general one, saved or shipped.
 */
Result<Prompt> promptInUse(Database &database, const QString &marketplace, const QString &language);
/** What is used for these as long as nothing is saved for exactly them. */
Result<Prompt> promptWithoutOwn(Database &database, const QString &marketplace, const QString &language);

/** The template with its placeholders filled in; `parts` as a person reads them. */
QString filledPrompt(const Prompt &prompt, const RulePack &pack, const QString &language, const QStringList &parts);

} // namespace listwright
