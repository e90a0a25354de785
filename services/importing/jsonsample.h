// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

#include <string>
#include <string_view>
#include <vector>

namespace listwright::importing {

/** What the first records of a JSON text have, to plan its import by. */
struct JsonSample
{
    QStringList paths;               ///< of their members: "title", "body.title"
    std::vector<std::string> prices; ///< texts only; numbers have one reading
};

/** Of the first 200 records in `utf8`, which may end anywhere. */
JsonSample sampleJson(std::string_view utf8, SourceFormat format);

} // namespace listwright::importing
