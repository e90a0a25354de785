// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"

namespace listwright {

class ApiGuard;

/** Without the key, which nothing knows any more once it was shown. */
QJsonObject apiKeyJson(const ApiKey &key);

/**
 * /api/keys: keys of the REST API are listed, made and revoked. Only a key that allows everything may ask, so that none
 * can give what it has not. The guard no longer takes a key as soon as it was revoked here.
 */
void addKeyRoutes(ApiRoutes &routes, Storage &storage, ApiGuard &guard);

} // namespace listwright
