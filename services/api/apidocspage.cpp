// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apidocspage.h"

#include "services/api/curlexample.h"
#include "services/api/htmltext.h"
#include "services/api/schemahtml.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace listwright {

using htmltext::escaped;

namespace {

using DocsJson = nlohmann::ordered_json;

std::string textOf(const DocsJson &part, const char *name)
{
    return part.value(name, std::string());
}

std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return text;
}

std::string pre(const std::string &text)
{
    return "<pre tabindex=\"0\">" + escaped(text) + "</pre>\n";
}

std::string methodMark(const std::string &method)
{
    return "<span class=\"method " + escaped(method) + "\">" + escaped(upper(method)) + "</span>";
}

std::string parameters(const ApiOperation &operation)
{
    if (!operation.content.contains("parameters"))
        return {};
    std::string html = "<h4>Parameters</h4>\n<table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>What it is</th>"
                       "</tr></thead>\n<tbody>\n";
    for (const DocsJson &each : operation.content["parameters"]) {
        const DocsJson &parameter = resolved(operation.document, each);
        html += "<tr><td><code>" + escaped(textOf(parameter, "name")) + "</code>" +
                (parameter.value("required", false) ? " <small>required</small>" : "") + "</td><td>" +
                escaped(textOf(parameter, "in")) + "</td><td>" + schemahtml::type(parameter["schema"]) + "</td><td>" +
                htmltext::line(textOf(parameter, "description")) + "</td></tr>\n";
    }
    return html + "</tbody></table>\n";
}

/** "application/json: list of Product". */
std::string contentTypes(const DocsJson &part)
{
    std::string html;
    const DocsJson content = part.value("content", DocsJson::object());
    for (const auto &[media, body] : content.items())
        html += (html.empty() ? "" : "<br>") + ("<code>" + escaped(media) + "</code>: ") +
                schemahtml::type(body["schema"]) + schemahtml::members(body["schema"]);
    return html;
}

std::string requestBody(const ApiOperation &operation)
{
    if (!operation.content.contains("requestBody"))
        return {};
    const DocsJson &body = operation.content["requestBody"];
    return "<h4>Body</h4>\n<p>" + htmltext::line(textOf(body, "description")) +
           (body.value("required", false) ? "" : " <small>optional</small>") + "</p>\n<div>" + contentTypes(body) +
           "</div>\n";
}

std::string headerNames(const DocsJson &answer)
{
    std::string html;
    const DocsJson headers = answer.value("headers", DocsJson::object());
    for (const auto &[name, header] : headers.items()) {
        if (name != "X-Request-Id") // every answer has it
            html += (html.empty() ? "" : ", ") + ("<code>" + escaped(name) + "</code>");
    }
    return html;
}

/** Those of its own in full, and links to those that many operations have. */
std::string answers(const ApiOperation &operation)
{
    std::string own;
    std::string common;
    for (const auto &[status, answer] : operation.content["responses"].items()) {
        const std::string code = "<code>" + escaped(status) + "</code>";
        if (answer.contains("$ref")) {
            const std::string target = answer["$ref"].get<std::string>();
            const std::string name = escaped(target.substr(target.rfind('/') + 1));
            common += (common.empty() ? "" : ", ") + code + " <a href=\"#answer-" + name + "\">" + name + "</a>";
            continue;
        }
        own += "<tr><td>" + code + "</td><td>" + htmltext::line(textOf(answer, "description")) + "</td><td>" +
               contentTypes(answer) + "</td><td>" + headerNames(answer) + "</td></tr>\n";
    }
    return "<h4>Answers</h4>\n<table><thead><tr><th>Status</th><th>When</th><th>Body</th><th>Headers</th></tr></thead>"
           "\n<tbody>\n" +
           own + "</tbody></table>\n<p>Also " + common + "</p>\n";
}

/** What the first answer that has an example looks like. */
std::string answerExample(const ApiOperation &operation)
{
    for (const auto &[status, each] : operation.content["responses"].items()) {
        const DocsJson content = resolved(operation.document, each).value("content", DocsJson::object());
        for (const auto &[media, body] : content.items()) {
            if (!body.contains("example") || status.front() != '2')
                continue;
            const DocsJson &example = body["example"];
            return "<h4>Example of an answer</h4>\n" +
                   pre(example.is_string() ? example.get<std::string>() : example.dump(2));
        }
    }
    return {};
}

std::string operationHtml(const ApiOperation &operation, const std::string &address)
{
    return "<article id=\"" + escaped(textOf(operation.content, "operationId")) + "\">\n<h3>" +
           methodMark(operation.method) + " <code>" + escaped(operation.path) + "</code></h3>\n<p class=\"summary\">" +
           htmltext::line(textOf(operation.content, "summary")) + "</p>\n" +
           htmltext::paragraphs(textOf(operation.content, "description")) + parameters(operation) +
           requestBody(operation) + answers(operation) + "<h4>Example</h4>\n" + pre(curlExample(operation, address)) +
           answerExample(operation) + "</article>\n";
}

std::string linkHtml(const ApiOperation &operation, const std::string &)
{
    return "<li><a href=\"#" + escaped(textOf(operation.content, "operationId")) + "\">" +
           methodMark(operation.method) + ' ' + escaped(textOf(operation.content, "summary")) + "</a></li>\n";
}

using OperationHtml = std::string (*)(const ApiOperation &, const std::string &);

/** All operations of a tag, one after the other. */
std::string ofTag(const DocsJson &document, const std::string &tag, OperationHtml made, const std::string &address)
{
    std::string html;
    for (const auto &[path, methods] : document["paths"].items()) {
        for (const auto &[method, content] : methods.items()) {
            if (content["tags"].front() == tag)
                html += made({document, path, method, content}, address);
        }
    }
    return html;
}

std::string navigation(const DocsJson &document)
{
    std::string html = "<nav aria-label=\"Operations\">\n";
    for (const DocsJson &tag : document["tags"]) {
        const std::string name = textOf(tag, "name");
        html += "<h2><a href=\"#tag-" + escaped(name) + "\">" + escaped(name) + "</a></h2>\n<ul>\n" +
                ofTag(document, name, linkHtml, {}) + "</ul>\n";
    }
    return html +
           "<h2><a href=\"#answers\">Common answers</a></h2>\n<h2><a href=\"#schemas\">Schemas</a></h2>\n</nav>\n";
}

std::string introduction(const DocsJson &document)
{
    const DocsJson &info = document["info"];
    std::string html =
        "<header>\n<h1>" + escaped(textOf(info, "title")) + " <small>" + escaped(textOf(info, "version")) +
        "</small></h1>\n<p class=\"summary\">" + htmltext::line(textOf(info, "summary")) + "</p>\n" +
        htmltext::paragraphs(textOf(info, "description")) +
        "<p>For programs: <a href=\"openapi.json\">openapi.json</a></p>\n<h2>Keys and secrets</h2>\n<ul>\n";
    for (const auto &[name, scheme] : document["components"]["securitySchemes"].items()) {
        const std::string header = textOf(scheme, "name");
        html += "<li><code>" + escaped(header.empty() ? "Authorization" : header) +
                "</code>: " + htmltext::line(textOf(scheme, "description")) + "</li>\n";
    }
    return html + "</ul>\n</header>\n";
}

std::string operations(const DocsJson &document, const std::string &address)
{
    std::string html;
    for (const DocsJson &tag : document["tags"]) {
        const std::string name = textOf(tag, "name");
        html += "<section id=\"tag-" + escaped(name) + "\">\n<h2>" + escaped(name) + "</h2>\n" +
                htmltext::paragraphs(textOf(tag, "description")) + ofTag(document, name, operationHtml, address) +
                "</section>\n";
    }
    return html;
}

std::string commonAnswers(const DocsJson &document)
{
    std::string html = "<section id=\"answers\">\n<h2>Common answers</h2>\n";
    for (const auto &[name, answer] : document["components"]["responses"].items())
        html += "<article id=\"answer-" + escaped(name) + "\">\n<h3>" + escaped(name) + "</h3>\n" +
                htmltext::paragraphs(textOf(answer, "description")) + "<div>" + contentTypes(answer) + "</div>\n<p>" +
                headerNames(answer) + "</p>\n</article>\n";
    return html + "</section>\n";
}

std::string schemas(const DocsJson &document)
{
    std::string html = "<section id=\"schemas\">\n<h2>Schemas</h2>\n";
    for (const auto &[name, schema] : document["components"]["schemas"].items()) {
        const std::string members = schemahtml::members(schema);
        html += "<article id=\"schema-" + escaped(name) + "\">\n<h3>" + escaped(name) + "</h3>\n" +
                htmltext::paragraphs(textOf(schema, "description")) +
                (members.empty() ? "<p>" + schemahtml::type(schema) + "</p>\n" : members) + "</article>\n";
    }
    return html + "</section>\n";
}

} // namespace

QByteArray apiDocsPage(const QByteArray &document, const QByteArray &style, const QByteArray &address)
{
    const DocsJson json = DocsJson::parse(document.toStdString());
    const std::string title = escaped(textOf(json["info"], "title"));
    return QByteArray::fromStdString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                     "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
                                     title + "</title>\n<style>" + style.toStdString() + "</style>\n</head>\n<body>\n" +
                                     navigation(json) + "<main>\n" + introduction(json) +
                                     operations(json, address.toStdString()) + commonAnswers(json) + schemas(json) +
                                     "</main>\n</body>\n</html>\n");
}

} // namespace listwright
