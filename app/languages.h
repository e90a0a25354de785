// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright {

/** Installs the texts of a language ("de"; "system" follows the system) and its numbers. Once, in the main thread. */
void installLanguage(const QString &setting);

} // namespace listwright
