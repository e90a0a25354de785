// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace listwright {

/** An operation of an OpenAPI document; all of it lives as long as the document. */
struct ApiOperation
{
    const nlohmann::ordered_json &document;
    const std::string &path;
    const std::string &method; ///< "get"
    const nlohmann::ordered_json &content;
};

/** What a "$ref" stands for, or the part itself. */
const nlohmann::ordered_json &resolved(const nlohmann::ordered_json &document, const nlohmann::ordered_json &part);

/** A command for a shell that asks for it, with the document's examples; `address` is "http://127.0.0.1:8765". */
std::string curlExample(const ApiOperation &operation, const std::string &address);

} // namespace listwright
