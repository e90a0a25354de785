// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright {

/** 256 random bits in base64url without padding: 43 characters that nobody guesses. */
QString randomToken();

} // namespace listwright
