// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/curlexample.h"

#include <nlohmann/json.hpp>

namespace listwright {

namespace {

using CurlJson = nlohmann::ordered_json;

std::string plainText(const CurlJson &value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/** In single quotes, as a shell takes it unchanged. */
std::string quoted(const std::string &text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + '\'';
}

std::string targetOf(const ApiOperation &operation)
{
    std::string target = operation.path;
    char separator = '?';
    for (const CurlJson &each : operation.content.value("parameters", CurlJson::array())) {
        const CurlJson &parameter = resolved(operation.document, each);
        if (!parameter.contains("example"))
            continue;
        const std::string name = parameter.value("name", std::string());
        const std::string value = plainText(parameter["example"]);
        if (parameter.value("in", std::string()) == "path")
            target.replace(target.find('{' + name + '}'), name.size() + 2, value);
        else
            target += std::exchange(separator, '&') + name + '=' + value;
    }
    return target;
}

/** What the sender shows, by the first of the ways that the document allows. */
std::string proofOf(const ApiOperation &operation)
{
    const CurlJson &ways =
        operation.content.contains("security") ? operation.content["security"] : operation.document["security"];
    if (ways.empty())
        return {};
    const std::string scheme = ways.front().begin().key();
    return scheme == "bearer" ? "-H \"Authorization: Bearer $LISTWRIGHT_KEY\""
                              : "-H \"X-Webhook-Secret: $LISTWRIGHT_WEBHOOK_SECRET\"";
}

std::string bodyOf(const ApiOperation &operation)
{
    const CurlJson::json_pointer place("/requestBody/content/application~1json/example");
    if (!operation.content.contains(place))
        return {};
    return "-H 'Content-Type: application/json' \\\n  -d " + quoted(operation.content[place].dump());
}

bool isStream(const ApiOperation &operation)
{
    return operation.content.contains(CurlJson::json_pointer("/responses/200/content/text~1event-stream"));
}

} // namespace

const CurlJson &resolved(const CurlJson &document, const CurlJson &part)
{
    if (!part.contains("$ref"))
        return part;
    return document[CurlJson::json_pointer(part["$ref"].get<std::string>().substr(1))]; // without the "#"
}

std::string curlExample(const ApiOperation &operation, const std::string &address)
{
    std::string command = isStream(operation) ? "curl -sSN " : "curl -sS ";
    const std::string body = bodyOf(operation);
    if (operation.method != "get" && (operation.method != "post" || body.empty())) {
        std::string method = operation.method;
        for (char &c : method)
            c = static_cast<char>(c - 'a' + 'A');
        command += "-X " + method + ' ';
    }
    command += quoted(address + targetOf(operation));
    for (const std::string &more : {proofOf(operation), body}) {
        if (!more.empty())
            command += " \\\n  " + more;
    }
    return command;
}

} // namespace listwright
