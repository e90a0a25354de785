// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "services/importing/importsource.h"

namespace listwright {

QList<QCommandLineOption> importOptions();
/** Options whose value makes no sense whatever the file is. */
Result<void> checkImportOptions(const CommandContext &context);
/** Detects how to read the file and puts the options' choices in their places. */
Result<ImportPreview> planImport(const CommandContext &context, const QString &file);

} // namespace listwright
