// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace listwright::importing {

inline constexpr int maximumJsonDepth = 64;
inline constexpr int maximumJsonValues = 1'000'000; // in one record: each takes some forty times what "[]," does

struct JsonMember;

/** A JSON value whose numbers keep the text they were written with, so that no price passes through a double. */
struct JsonValue
{
    enum class Type { Null, Boolean, Number, Text, List, Object };
    Type type = Type::Null;
    std::string text; ///< of Text, Number and Boolean
    std::vector<JsonValue> items;
    std::vector<JsonMember> members; ///< in the order of the file; a repeated key keeps its last value

    bool isScalar() const { return type != Type::List && type != Type::Object; }
    /** null, or false where a text belongs: what some scrapers write for what they did not find. */
    bool isNothing() const { return type == Type::Null || (type == Type::Boolean && text == "false"); }
    const JsonValue *member(std::string_view key) const;
};

struct JsonMember
{
    std::string key;
    JsonValue value;
};

struct JsonDocument
{
    JsonValue value;
    std::string repeatedKey; ///< the first key that occurs twice in one object
    QString fault;           ///< why it cannot be taken although it is JSON: a NUL character, or too large a number
    std::string faultyKey;   ///< of the member where that is, "seller.name"
};

/**
 * Parses one value. InvalidInput where it is no JSON, with a message that says where in the text; Unsupported where it
 * is deeper than 64 levels or of too many values. A number beyond all that can be read is null in the document.
 */
Result<JsonDocument> parseJson(std::string_view text);
/**
 * Half a character each, as programs write it that cut a text within an emoji ("\ud83d" alone), becomes U+FFFD. Nothing
 * where there is none.
 */
std::optional<std::string> withoutLoneSurrogates(std::string_view text);
/** Compact JSON text. */
void appendJson(std::string &json, const JsonValue &value);

} // namespace listwright::importing
