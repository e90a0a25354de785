// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QTextBrowser;

namespace listwright {

struct Tokens;

/** A run of words that is in both texts, only in the new one, or only in the old one. */
struct DiffPart
{
    enum class Kind { Same, Inserted, Removed };
    Kind kind = Kind::Same;
    QString text;
    bool operator==(const DiffPart &) const = default;
};

/**
 * Difference of two texts word by word (Myers, "An O(ND) Difference Algorithm", 1986). Texts that have hardly anything
 * in common come back as one removal and one insertion. The Same and Removed parts make up `before`, the Same and
 * Inserted parts make up `after`.
 */
QList<DiffPart> wordDiff(const QString &before, const QString &after);

/** A stretch of the new text to point at, and why. */
struct MarkedRange
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString reason; ///< shown when the pointer rests on it
    bool operator==(const MarkedRange &) const = default;
};

/**
 * As HTML: removed words struck through, inserted ones underlined, each on a ground of its own; marked stretches of the
 * new text stand out from both.
 */
QString diffHtml(const QList<DiffPart> &parts, const Tokens &tokens, const QList<MarkedRange> &marks = {});

/** In the view, from the first difference on. */
void showDiff(QTextBrowser &view, const QList<DiffPart> &parts, const Tokens &tokens);

} // namespace listwright
