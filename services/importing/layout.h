// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"
#include "services/importing/target.h"

#include <QHash>
#include <QRegularExpression>

namespace listwright::importing {

/** How rows of one product belong together. */
enum class Grouping {
    None,     ///< every row is a product
    SameKey,  ///< neighbouring rows with the same Target::Group
    Relation, ///< rows marked by Target::Relation follow their parent
};

/** One file layout, read from resources/layouts/<key>.json; docs/import.md explains the file. */
struct Layout
{
    QString key;
    QString name;
    SourceFormat format = SourceFormat::Delimited;
    QString platform;          ///< sourcePlatform of its products; empty = the rows say it
    QStringList recognizeAll;  ///< header keys that must all be there; "action*" is the beginning of one
    QStringList recognizeAny;  ///< of which at least one must be there, where any are named
    QString recognizeText;     ///< JSON: must occur somewhere in the beginning of the file
    QStringList recognizeNone; ///< header keys that must not be there
    bool quoted = true;        ///< whether quotes have a meaning
    std::optional<DecimalStyle> decimalStyle;
    QList<Target> identity;
    bool exact = false; ///< our own files: texts are not trimmed, the apostrophe before formulas is taken off
    QList<std::pair<QString, QString>> columns;  ///< header key to target
    QList<std::pair<QString, QString>> prefixes; ///< beginning of a header ("C:") to target ("attribute:*")
    Grouping grouping = Grouping::None;
    QStringList childRelations;    ///< values of Target::Relation that mark a child
    bool firstRowIsVariant = true; ///< of a group: the first row is a variant itself, not only the parent
    bool negativeQuantityIsZero = false;
    QString currencyInHeader;   ///< "Currency=": the code stands in a header behind this
    QStringList skippedActions; ///< rows with one of these actions are no products
    QList<int> positionCounts; ///< column counts with which the layout is known by position when headers are translated
    QList<QString> positions;  ///< target by position
    int checkPosition = -1;    ///< a column whose cells must match checkPattern
    QRegularExpression checkPattern;
    quint64 fingerprint = 0; ///< of the data file: another file reads records anew

    /** The target of a header; "" when the layout does not know it. */
    QString targetOf(const QString &header) const;
};

/** Other names of targets in several languages and words for conditions: resources/layouts/aliases.json. */
struct Aliases
{
    QHash<QString, std::pair<QString, int>> targets; ///< header key to target and rank (0 = most likely)
    QHash<QString, Condition> conditions;            ///< lower-case word to condition
    QStringList jsonContainers;                      ///< keys of objects whose members are the product's own
};

const QList<Layout> &layouts(); ///< in the order in which they are tried; thread-safe
const Layout *findLayout(const QString &key);
const Aliases &aliases();

} // namespace listwright::importing
