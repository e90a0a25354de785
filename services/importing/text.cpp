// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/text.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace listwright::importing {

namespace {

// Length of the valid UTF-8 sequence at the start, 0 when there is none (RFC 3629: no surrogates, no overlong forms).
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool second = first == 0xE0 ? follows(1, 0xA0) : first == 0xED ? follows(1, 0x80, 0x9F) : follows(1);
        return second && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool second = first == 0xF0 ? follows(1, 0x90) : first == 0xF4 ? follows(1, 0x80, 0x8F) : follows(1);
        return second && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

std::size_t blankLength(std::string_view text)
{
    const char c = text.front();
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    return text.starts_with("\xC2\xA0") ? 2 : 0;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t blank = blankLength(text);
        if (blank == 0)
            break;
        text.remove_prefix(blank);
    }
    while (!text.empty()) {
        if (blankLength(text.substr(text.size() - 1)) == 1)
            text.remove_suffix(1);
        else if (text.ends_with("\xC2\xA0"))
            text.remove_suffix(2);
        else
            break;
    }
    return text;
}

TextFlaws findFlaws(std::string_view text)
{
    TextFlaws flaws;
    constexpr quint64 highBits = 0x8080808080808080ULL;
    constexpr quint64 lowBits = 0x0101010101010101ULL;
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + sizeof(quint64) <= text.size()) {
            quint64 word = 0;
            std::memcpy(&word, text.data() + at, sizeof word);
            // The lowest bit set marks the first byte that is a NUL or beyond ASCII.
            word = qFromLittleEndian(word);
            const quint64 marks = (word | (word - lowBits)) & highBits;
            if (marks == 0) {
                at += sizeof word;
                continue;
            }
            at += static_cast<std::size_t>(std::countr_zero(marks)) / 8;
        }
        const auto first = static_cast<unsigned char>(text[at]);
        if (first >= 0x01 && first < 0x80) {
            ++at;
            continue;
        }
        flaws.nul |= first == 0;
        const std::size_t length = sequenceLength(text.substr(at));
        flaws.invalidUtf8 |= length == 0;
        at += std::max<std::size_t>(length, 1);
    }
    return flaws;
}

std::string repairedUtf8(std::string_view text)
{
    std::string repaired;
    repaired.reserve(text.size() + 16);
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0)
            repaired += "\xEF\xBF\xBD";
        else
            repaired += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return repaired;
}

QString shortened(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return fromUtf8(text);
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return QString(fromUtf8(text.substr(0, end)) + QChar(0x2026));
}

QString headerKey(QStringView header)
{
    QString key;
    for (const QChar c : header) {
        if (c.isLetterOrNumber())
            key.append(c.toLower());
    }
    return key;
}

void appendJsonString(std::string &json, std::string_view text)
{
    static constexpr char hexDigits[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (code >= 0x20) {
            json += c;
        } else if (c == '\n') {
            json += "\\n";
        } else {
            json += "\\u00";
            json += hexDigits[code >> 4];
            json += hexDigits[code & 15];
        }
    }
    json += '"';
}

qint64 countLineEnds(std::string_view text)
{
    qint64 count = std::count(text.begin(), text.end(), '\n');
    if (std::memchr(text.data(), '\r', text.size()) == nullptr)
        return count;
    for (std::size_t i = 0; i < text.size(); ++i)
        count += text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n') ? 1 : 0;
    return count;
}

bool equalsIgnoringCase(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

} // namespace listwright::importing
