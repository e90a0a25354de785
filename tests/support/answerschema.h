// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/jsonschema.h"

namespace listwright::test {

/** resources/api/openapi.json. */
const JsonSchema &apiDocumentSchema();

/**
 * What of the OpenAPI document an answer breaks: status, headers, content type or body; empty when it fits. `request`
 * and `head` are as they were sent, `head` without the empty line.
 */
QString undocumented(const QByteArray &request, int status, const QByteArray &head, const QByteArray &body);

} // namespace listwright::test
