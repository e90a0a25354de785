// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace listwright::html {

/**
 * The fragment with only the allowed tags, without attributes, scripts, styles, handlers, comments; text of removed
 * tags stays, except of script, style, template, iframe and the like. Parsed by libxml2, never by patterns. Lists,
 * headings and paragraphs that are not allowed become line breaks or the nearest allowed tag.
 * Nothing = all of HTML's harmless text tags with harmless attributes (href http/https only).
 */
QString clean(const QString &fragment, const std::optional<QStringList> &allowedTags);
/** Text alone, block elements separated by line breaks, entities decoded. */
QString toPlainText(const QString &fragment);

/** Whether a reader sees the same words, whatever the markup and the blanks. */
bool isSameText(const QString &left, const QString &right);
/** Whether the text has markup at all. */
bool looksLikeHtml(QStringView text);

} // namespace listwright::html
