// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright::html {

/** Text as it stands in markup between tags. */
QString escaped(const QString &text);

enum class Links { Keep, Drop };

/** All harmless text elements, nested as they were, with harmless attributes: href (http and https) only. */
QString harmless(const QString &fragment, Links links);

/** The same until cleaning again changes nothing; plain text gets paragraphs. */
QString cleanHarmless(const QString &fragment, Links links);

} // namespace listwright::html
