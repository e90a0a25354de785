// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/routetable.h"

namespace listwright {

/** The OpenAPI document of everything that is served: resources/api/openapi.json with the program's version. */
QByteArray apiDocument();

/** GET /api/openapi.json: the document for programs. No key is asked for. */
RouteTable::Route apiDocumentRoute();
/** GET /api/docs: the document for people. No key is asked for. */
RouteTable::Route apiDocsRoute();

} // namespace listwright
