// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

#include <QJsonObject>

namespace listwright {

/** A finding as `listwright validate --json` and the REST API give it. */
QJsonObject findingToJson(const Finding &finding);

} // namespace listwright
