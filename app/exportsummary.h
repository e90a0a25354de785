// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "services/publishing/exportrun.h"

namespace listwright {

/** Files, counts and the first losses, each reason once. */
void showExport(Console &console, const ExportRequest &request, const ExportOutcome &outcome);
QJsonObject exportJson(const ExportRequest &request, const ExportOutcome &outcome);

} // namespace listwright
