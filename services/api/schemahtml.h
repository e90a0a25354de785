// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

/** JSON schemas of an OpenAPI document for people to read, as HTML. */
namespace listwright::schemahtml {

/** "list of Product", "integer or null, 1 to 500": schemas that have a name are links to "#schema-<name>". */
std::string type(const nlohmann::ordered_json &schema);
/** A table of an object's members; empty where there are none. */
std::string members(const nlohmann::ordered_json &schema);

} // namespace listwright::schemahtml
