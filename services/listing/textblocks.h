// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace listwright::html {

/** A stretch of a block in one weight. A line feed in it is a line break. */
struct TextRun
{
    QString text;
    bool bold = false;
};

/** One block of a text: what is left of HTML when a marketplace allows little. */
struct TextBlock
{
    enum class Kind { Paragraph, Heading, BulletItem, NumberedItem };
    Kind kind = Kind::Paragraph;
    int level = 0; ///< of a heading, from 1
    QList<TextRun> runs;

    bool isItem() const { return kind == Kind::BulletItem || kind == Kind::NumberedItem; }
    QString plainText() const;
};

QList<TextBlock> blocksOfHtml(const QString &fragment);
/** Empty lines divide paragraphs; lines that begin with a dash, star or bullet are items of a list. */
QList<TextBlock> blocksOfPlainText(const QString &text);
/** Either, by html::looksLikeHtml(). */
QList<TextBlock> blocksOf(const QString &text);

/**
 * Well-formed HTML of the allowed tags among h1-h6 p br ul ol li b strong, flat as Allegro's grammar asks: headings,
 * paragraphs and lists side by side, bold text inside paragraphs and items. Without any allowed tag: plain text.
 */
QString written(const QList<TextBlock> &blocks, const QStringList &allowedTags);

} // namespace listwright::html
