// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/jsonvalue.h"

#include "services/importing/problems.h"

#include <QChar>

#include <nlohmann/json.hpp>

#include <charconv>

namespace listwright::importing {

namespace {

constexpr int numberOverflow = 406; // nlohmann's: valid, but beyond what a double holds

std::string_view numberBefore(std::string_view text)
{
    const std::size_t end = text.find_last_of("0123456789");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const std::size_t before = text.find_last_not_of("0123456789+-.eE");
    return before == std::string_view::npos ? text : text.substr(before + 1);
}

// Builds our tree from nlohmann's events; its own tree would keep numbers as doubles.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json>
{
public:
    explicit TreeBuilder(JsonDocument &document) : m_document(document) {}

    bool null() override { return add(JsonValue::Type::Null, {}); }
    bool boolean(bool value) override { return add(JsonValue::Type::Boolean, value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return add(JsonValue::Type::Number, std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override
    {
        return add(JsonValue::Type::Number, std::to_string(value));
    }
    bool number_float(number_float_t, const string_t &text) override { return add(JsonValue::Type::Number, text); }
    bool string(string_t &text) override
    {
        noteNul(text);
        return add(JsonValue::Type::Text, std::move(text));
    }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(JsonValue::Type::Object); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(JsonValue::Type::List); }
    bool end_array() override { return close(); }
    bool key(string_t &text) override
    {
        auto &members = m_open.back()->members;
        for (std::size_t i = 0; i < std::min<std::size_t>(members.size(), 1000); ++i) {
            if (members[i].key == text) {
                if (m_document.repeatedKey.empty())
                    m_document.repeatedKey = text;
                members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
                break;
            }
        }
        members.push_back({std::move(text), {}});
        noteNul(members.back().key);
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &exception) override
    {
        m_position = position;
        m_detail = exception.what();
        m_hugeNumber = exception.id == numberOverflow;
        return false;
    }

    bool tooDeep() const { return m_tooDeep; }
    bool hasTooMany() const { return m_values > maximumJsonValues; }
    std::size_t position() const { return m_position; }
    const std::string &detail() const { return m_detail; }
    bool hasHugeNumber() const { return m_hugeNumber; }
    /** The first one alone, of the member that is read. */
    void noteFault(const QString &fault)
    {
        if (!m_document.fault.isEmpty())
            return;
        m_document.fault = fault;
        for (const JsonValue *value : m_open) {
            if (value->members.empty())
                continue;
            m_document.faultyKey += m_document.faultyKey.empty() ? "" : ".";
            std::ranges::copy_if(value->members.back().key, std::back_inserter(m_document.faultyKey),
                                 [](char c) { return c != '\0'; });
        }
    }

private:
    void noteNul(const std::string &text)
    {
        if (text.find('\0') != std::string::npos)
            noteFault(Import::tr("The text holds a NUL character."));
    }
    JsonValue *place()
    {
        if (m_open.empty())
            return &m_document.value;
        JsonValue &parent = *m_open.back();
        if (parent.type == JsonValue::Type::Object)
            return &parent.members.back().value;
        return &parent.items.emplace_back();
    }
    bool add(JsonValue::Type type, std::string text)
    {
        JsonValue *value = place();
        value->type = type;
        value->text = std::move(text);
        return ++m_values <= maximumJsonValues;
    }
    bool open(JsonValue::Type type)
    {
        if (m_open.size() >= static_cast<std::size_t>(maximumJsonDepth)) {
            m_tooDeep = true;
            return false;
        }
        JsonValue *value = place();
        value->type = type;
        m_open.push_back(value);
        return ++m_values <= maximumJsonValues;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    JsonDocument &m_document;
    std::vector<JsonValue *> m_open; // stable: only the last item of a list is open
    int m_values = 0;
    bool m_tooDeep = false;
    bool m_hugeNumber = false;
    std::size_t m_position = 0;
    std::string m_detail;
};

Error errorOf(const TreeBuilder &builder, std::string_view text)
{
    if (builder.tooDeep())
        return {ErrorCode::Unsupported,
                Import::tr("The record is nested deeper than %1 levels.").arg(maximumJsonDepth),
                {},
                {}};
    if (builder.hasTooMany())
        return {ErrorCode::Unsupported,
                Import::tr("The record holds more than %Ln value(s).", nullptr, maximumJsonValues),
                {},
                {}};
    const std::size_t at = std::min(builder.position(), text.size());
    const std::size_t from = at > 20 ? at - 20 : 0;
    return {ErrorCode::InvalidInput,
            Import::tr("This is not valid JSON near “%1”.").arg(fromUtf8(text.substr(from, at - from))),
            QString::fromStdString(builder.detail()),
            {}};
}

} // namespace

std::optional<std::string> withoutLoneSurrogates(std::string_view text)
{
    constexpr std::size_t length = 6; // of "\\ud83d"
    const auto unitAt = [text](std::size_t at) {
        unsigned unit = 0;
        const bool isUnit = text.size() >= at + length && text.substr(at, 2) == "\\u";
        const char *end = isUnit ? text.data() + at + length : nullptr;
        return isUnit && std::from_chars(text.data() + at + 2, end, unit, 16).ptr == end ? unit : 0U;
    };
    std::string mended(text);
    bool isMended = false;
    for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', at)) {
        const unsigned unit = unitAt(at);
        if (QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(unitAt(at + length))) {
            at += 2 * length;
        } else if (QChar::isSurrogate(unit)) {
            mended.replace(at, length, "\\ufffd");
            isMended = true;
            at += length;
        } else {
            at += 2; // the character behind it belongs to it
        }
    }
    return isMended ? std::optional(std::move(mended)) : std::nullopt;
}

const JsonValue *JsonValue::member(std::string_view key) const
{
    for (const JsonMember &candidate : members) {
        if (candidate.key == key)
            return &candidate.value;
    }
    return nullptr;
}

Result<JsonDocument> parseJson(std::string_view text)
{
    constexpr int mostHuge = 8; // numbers; after each of them the text is read once more
    std::string mended;
    JsonDocument document;
    for (int huge = 1;; ++huge) {
        document = {{}, {}, std::move(document.fault), std::move(document.faultyKey)};
        TreeBuilder builder(document);
        if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
            return document;
        if (!builder.hasHugeNumber())
            return failure(errorOf(builder, text));
        const std::string_view number = numberBefore(text.substr(0, builder.position()));
        builder.noteFault(Import::tr("The number “%1” is too large.").arg(shortened(number)));
        if (huge > mostHuge)
            return document;
        const auto at = static_cast<std::size_t>(number.data() - text.data());
        mended = text;
        mended.replace(at, number.size(), "null");
        text = mended;
    }
}

void appendJson(std::string &json, const JsonValue &value)
{
    switch (value.type) {
    case JsonValue::Type::Null:
        json += "null";
        return;
    case JsonValue::Type::Boolean:
    case JsonValue::Type::Number:
        json += value.text;
        return;
    case JsonValue::Type::Text:
        appendJsonString(json, value.text);
        return;
    case JsonValue::Type::List:
        json += '[';
        for (const JsonValue &item : value.items) {
            if (&item != &value.items.front())
                json += ',';
            appendJson(json, item);
        }
        json += ']';
        return;
    case JsonValue::Type::Object:
        json += '{';
        for (const JsonMember &member : value.members) {
            if (&member != &value.members.front())
                json += ',';
            appendJsonString(json, member.key);
            json += ':';
            appendJson(json, member.value);
        }
        json += '}';
        return;
    }
}

} // namespace listwright::importing
