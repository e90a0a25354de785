// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace listwright {

/**
 * An OpenAPI document as one HTML page in UTF-8, for people: without script, and without anything that would have to be
 * fetched. `style` is its style sheet; `address` is where the examples ask.
 */
QByteArray apiDocsPage(const QByteArray &document, const QByteArray &style, const QByteArray &address);

} // namespace listwright
