// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/jsonscan.h"

#include "services/importing/jsonvalue.h"

#include <cstring>

namespace listwright::importing {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// Behind the closing quote of the string whose opening quote is at `at`.
std::size_t endOfString(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size()) {
        const void *quote = std::memchr(text.data() + at, '"', text.size() - at);
        if (quote == nullptr)
            return std::string_view::npos;
        const auto found = static_cast<std::size_t>(static_cast<const char *>(quote) - text.data());
        std::size_t backslashes = 0;
        while (found - backslashes > at && text[found - backslashes - 1] == '\\')
            ++backslashes;
        if (backslashes % 2 == 0)
            return found + 1;
        at = found + 1;
    }
    return std::string_view::npos;
}

std::optional<ListPlace> findInObject(std::string_view text, std::size_t at, int depth);

// A wrapper's member: the list itself or a further wrapper around it.
std::optional<ListPlace> findInMember(std::string_view text, std::size_t at, int depth)
{
    if (at >= text.size())
        return {};
    if (text[at] == '[') {
        const std::size_t first = skipBlanksFrom(text, at + 1);
        if (first < text.size() && (text[first] == '{' || text[first] == ']'))
            return ListPlace{at + 1, true, true, text[first] == ']'};
        return {};
    }
    return text[at] == '{' && depth < 4 ? findInObject(text, at, depth + 1) : std::nullopt;
}

// Looks for the list of records in the object at `at`; nothing when it is itself a record.
std::optional<ListPlace> findInObject(std::string_view text, std::size_t at, int depth)
{
    std::optional<ListPlace> named;
    std::optional<ListPlace> only;
    int lists = 0;
    int namedLists = 0; // that hold records
    ++at;
    for (;;) {
        at = skipBlanksFrom(text, at);
        if (at >= text.size() || text[at] != '"')
            break;
        const std::size_t keyEnd = endOfString(text, at);
        if (keyEnd == std::string_view::npos)
            break;
        const std::string_view key = text.substr(at + 1, keyEnd - at - 2);
        if (isProductKey(key))
            return {};
        at = skipBlanksFrom(text, keyEnd);
        if (at >= text.size() || text[at] != ':')
            break;
        at = skipBlanksFrom(text, at + 1);
        if (const auto found = findInMember(text, at, depth)) {
            if (isWrapperKey(key)) {
                namedLists += found->isEmpty ? 0 : 1;
                if (!named || (named->isEmpty && !found->isEmpty))
                    named = found;
            }
            if (!only)
                only = found;
            ++lists;
        }
        at = endOfJsonValue(text, at);
        if (at == std::string_view::npos)
            break;
        at = skipBlanksFrom(text, at);
        if (at >= text.size() || text[at] != ',')
            break;
        ++at;
    }
    if (named)
        named->hasRivals = named->hasRivals || namedLists > 1;
    return named ? named : lists == 1 ? only : std::nullopt;
}

} // namespace

std::size_t skipBlanksFrom(std::string_view text, std::size_t at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

bool isProductKey(std::string_view key)
{
    for (const std::string_view known :
         {"title", "name", "product_title", "product_name", "productName", "title_original", "nazwa", "tytul", "titel",
          "sku", "source_id", "ean", "gtin", "item_name", "price", "cena", "preis", "variants"}) {
        if (key == known)
            return true;
    }
    return false;
}

bool isWrapperKey(std::string_view key)
{
    for (const std::string_view known : {"products", "data", "items", "offers", "listings", "results", "records",
                                         "rows", "entries", "body", "json", "payload", "produkty", "produkte"}) {
        if (key == known)
            return true;
    }
    return false;
}

std::size_t endOfJsonValue(std::string_view text, std::size_t at, bool *tooDeep)
{
    int depth = 0;
    for (; at < text.size(); ++at) {
        switch (text[at]) {
        case '"':
            at = endOfString(text, at);
            if (at == std::string_view::npos)
                return std::string_view::npos;
            if (depth == 0)
                return at;
            --at;
            break;
        case '{':
        case '[':
            if (++depth > maximumJsonDepth && tooDeep != nullptr)
                *tooDeep = true;
            break;
        case '}':
        case ']':
            if (depth == 0)
                return at; // a scalar before the end of its list
            if (--depth == 0)
                return at + 1;
            break;
        case ',':
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            if (depth == 0)
                return at;
            break;
        default:
            break;
        }
    }
    return std::string_view::npos;
}

std::size_t JsonValueEnd::take(std::string_view piece)
{
    for (std::size_t at = 0; at < piece.size() && !m_reached; ++at) {
        const char c = piece[at];
        if (m_inString) {
            m_inString = m_escaped || c != '"';
            m_escaped = !m_escaped && c == '\\';
            m_reached = !m_inString && m_depth == 0;
        } else if (c == '"') {
            m_inString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (m_depth > 0) {
            m_depth -= c == '}' || c == ']' ? 1 : 0;
            m_reached = m_depth == 0;
        } else if (c == ',' || c == '}' || c == ']' || isBlank(c)) {
            m_reached = true; // behind a number
            return at;
        }
        if (m_reached)
            return at + 1;
    }
    return m_reached ? 0 : piece.size();
}

std::optional<ListPlace> findRecords(std::string_view text)
{
    const std::size_t at = skipBlanksFrom(text, 0);
    if (at == text.size())
        return {};
    if (text[at] == '[')
        return ListPlace{at + 1, true, false};
    if (text[at] != '{')
        return {};
    if (const auto list = findInObject(text, at, 0))
        return list;
    return ListPlace{at, false, false};
}

} // namespace listwright::importing
