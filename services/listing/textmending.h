// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace listwright {

/** Characters as people count them: Unicode code points. */
int codePoints(QStringView text);

bool hasDigit(QStringView text);

/** A stretch of a text; positions are indexes into the QString. */
struct TextSpan
{
    qsizetype position = 0;
    qsizetype length = 0;
};

/** A limit in characters (code points) or in bytes of UTF-8. */
struct TextLimit
{
    int limit = 0;
    bool inBytes = false;

    qsizetype measure(const QString &text) const;
};

/** Plain text within the limit, cut at the end of a word where there is one. */
QString cutPlainText(const QString &text, const TextLimit &limit);

/** The first code points of a text, cut at the end of a word where there is one, without a dangling separator. */
QString cutAtWord(const QString &text, int codePointLimit);

/**
 * Without the spans, or with something in their place. Words on both sides of a dropped span stay apart; blanks and
 * separators left over are tidied. Spans are in order and don't overlap.
 */
QString withoutSpans(const QString &text, const QList<TextSpan> &spans,
                     const std::function<QString(QStringView)> &replacement = {});

/** Blanks that a single line has no place for: line feeds, tabs and the like. */
bool endsLine(QChar c);

/** The text as it is where it is one line; otherwise with one blank between words. */
QString onOneLine(const QString &text);

/** One blank between words, no blank before punctuation, no empty brackets, no separators at the ends of the text. */
QString tidied(const QString &text);

/** Words between blanks, with where they stand. */
QList<TextSpan> wordSpans(QStringView text);

/** A word as it is compared: case folded, letters and digits only. */
QString comparableWord(QStringView word);

/** The same length with each tag blanked by U+FFFC, so that patterns see text only and positions stay right. */
QString withTagsBlanked(const QString &html);

/** Emoji and decorative symbols; the degree sign is none. */
bool isSymbol(char32_t c);

/** Whether a text is mostly capital letters. */
bool isShouting(const QString &text);

/**
 * A title in normal case: words of capitals become capitalized, except the words to keep, acronyms of the trade (USB,
 * LED …), sizes, and words with digits. A title that is not shouting as a whole is left alone.
 */
QString inNormalCase(const QString &title, const QStringList &keep);

} // namespace listwright
