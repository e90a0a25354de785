// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/schemahtml.h"

#include "services/api/htmltext.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace listwright::schemahtml {

using Json = nlohmann::ordered_json;
using htmltext::escaped;

namespace {

std::string value(const Json &schema, const char *name)
{
    return schema.value(name, std::string());
}

std::string code(const Json &literal)
{
    return "<code>" + escaped(literal.dump()) + "</code>";
}

std::string reference(const std::string &target)
{
    const std::string name = escaped(target.substr(target.rfind('/') + 1));
    return "<a href=\"#schema-" + name + "\">" + name + "</a>";
}

std::string joined(const Json &schemas, const std::string &with)
{
    std::string html;
    for (const Json &each : schemas) {
        const std::string one = type(each);
        if (!one.empty())
            html += (html.empty() ? "" : with) + one;
    }
    return html;
}

std::string literals(const Json &values)
{
    std::string html;
    for (const Json &each : values)
        html += (html.empty() ? "" : ", ") + code(each);
    return html;
}

std::string named(const std::string &typeName, const Json &schema)
{
    if (typeName == "array")
        return schema.contains("items") && !schema["items"].empty() ? "list of " + type(schema["items"]) : "list";
    if (typeName == "object" && schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        return "object of " + type(schema["additionalProperties"]);
    return escaped(typeName);
}

/** "string", "object or null". */
std::string typeNames(const Json &schema)
{
    if (!schema.contains("type"))
        return {};
    const Json &names = schema["type"];
    if (names.is_string())
        return named(names.get<std::string>(), schema);
    std::string html;
    for (const Json &name : names)
        html += (html.empty() ? "" : " or ") + named(name.get<std::string>(), schema);
    return html;
}

/** ", 1 to 500", ", at least 0". */
std::string bounds(const Json &schema, const char *least, const char *most, const std::string &unit)
{
    const bool hasLeast = schema.contains(least);
    const bool hasMost = schema.contains(most);
    if (hasLeast && hasMost)
        return ", " + schema[least].dump() + " to " + schema[most].dump() + unit;
    if (hasLeast)
        return ", at least " + schema[least].dump() + unit;
    return hasMost ? ", at most " + schema[most].dump() + unit : std::string();
}

/** A place for what has members itself, within the table it stands in. */
std::string nested(const Json &schema)
{
    const bool isList = schema.contains("items") && schema["items"].is_object();
    return members(isList ? schema["items"] : schema);
}

std::string row(const std::string &name, const Json &schema, bool required)
{
    return "<tr><td><code>" + escaped(name) + "</code>" + (required ? "" : " <small>optional</small>") + "</td><td>" +
           type(schema) + "</td><td>" + htmltext::line(value(schema, "description")) + nested(schema) + "</td></tr>\n";
}

} // namespace

std::string type(const Json &schema)
{
    if (schema.contains("$ref"))
        return reference(schema["$ref"].get<std::string>());
    for (const auto &[combination, word] : {std::pair{"allOf", " and "}, {"anyOf", " or "}, {"oneOf", " or "}}) {
        if (schema.contains(combination))
            return joined(schema[combination], word);
    }
    if (schema.contains("const"))
        return code(schema["const"]);
    if (schema.contains("enum"))
        return "one of " + literals(schema["enum"]);
    std::string html = typeNames(schema);
    if (schema.contains("format"))
        html += " (" + escaped(value(schema, "format")) + ')';
    html += bounds(schema, "minimum", "maximum", "") + bounds(schema, "minItems", "maxItems", " entries") +
            bounds(schema, "minLength", "maxLength", " characters");
    if (schema.contains("default"))
        html += ", " + code(schema["default"]) + " where it is missing";
    return html;
}

std::string members(const Json &schema)
{
    if (!schema.contains("properties") || schema["properties"].empty())
        return {};
    std::string html = "<table><thead><tr><th>Member</th><th>Type</th><th>What it is</th></tr></thead>\n<tbody>\n";
    const Json required = schema.value("required", Json::array());
    for (const auto &[name, member] : schema["properties"].items())
        html += row(name, member, std::find(required.begin(), required.end(), Json(name)) != required.end());
    return html + "</tbody></table>\n";
}

} // namespace listwright::schemahtml
