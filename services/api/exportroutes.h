// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"
#include "services/listing/rulepack.h"
#include "services/publishing/uploadfile.h"

class QThreadPool;

namespace listwright {

/**
 * /api/export: upload files, and what can be published where. Files are made in `threads`, which outlive the server;
 * `defaults` are what the query does not say.
 */
void addExportRoutes(ApiRoutes &routes, Storage &storage, QThreadPool &threads, const RulePacks &packs,
                     const UploadOptions &defaults);

} // namespace listwright
