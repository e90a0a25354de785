// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace listwright::html {

/**
 * A description within a limit of characters (or UTF-8 bytes), its markup included: whole blocks from the beginning,
 * the last one cut at a word. Written with the allowed tags; nothing = paragraphs, line breaks, lists and headings.
 */
QString shortened(const QString &text, const std::optional<QStringList> &allowedTags, int limit, bool inBytes);

} // namespace listwright::html
