// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/htmltext.h"

namespace listwright::htmltext {

namespace {

/** What comes before the separator, which is taken off the text with it. */
std::string_view takeUntil(std::string_view &text, std::string_view separator)
{
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + separator.size());
    return part;
}

std::string list(std::string_view lines)
{
    std::string html = "<ul>\n";
    while (!lines.empty())
        html += "<li>" + line(takeUntil(lines, "\n").substr(2)) + "</li>\n";
    return html + "</ul>\n";
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string html;
    html.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

std::string line(std::string_view markdown)
{
    std::string html;
    while (!markdown.empty()) {
        html += escaped(takeUntil(markdown, "`"));
        if (markdown.find('`') != std::string_view::npos)
            html += "<code>" + escaped(takeUntil(markdown, "`")) + "</code>";
    }
    return html;
}

std::string paragraphs(std::string_view markdown)
{
    std::string html;
    while (!markdown.empty()) {
        const std::string_view block = takeUntil(markdown, "\n\n");
        html += block.substr(0, 2) == "- " ? list(block) : "<p>" + line(block) + "</p>\n";
    }
    return html;
}

} // namespace listwright::htmltext
