// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright {

/**
 * What was sent or answered, character by character. Between the values of JSON, line breaks and spaces are added where
 * there are none, and nothing else is; another text is as it is. A long one is cut, and says so. Any thread.
 */
QString payloadText(const QByteArray &payload);

} // namespace listwright
