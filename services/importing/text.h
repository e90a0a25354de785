// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

// Small tools for UTF-8 in std::string_view, which the bulk path uses throughout.
namespace listwright::importing {

inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::string toUtf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

/** One of the ten of ASCII, whatever the locale. */
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/** Without blanks, tabs, line ends and no-break blanks on both sides. */
std::string_view trimmed(std::string_view text);

/** What the bytes of a record hold that must not reach the database. */
struct TextFlaws
{
    bool nul = false;
    bool invalidUtf8 = false;
};
TextFlaws findFlaws(std::string_view text);

/** Each byte that is no part of valid UTF-8 becomes U+FFFD. */
std::string repairedUtf8(std::string_view text);
/** Like QString::left() for messages: at most `bytes` of the text, whole characters, with … when cut. */
QString shortened(std::string_view text, std::size_t bytes = 120);

/** Letters and digits in lower case, nothing else: "Product Title" and "product_title" become "producttitle". */
QString headerKey(QStringView header);

void appendJsonString(std::string &json, std::string_view text);

/** Line ends in the text: \n, \r\n and \r count as one each. */
qint64 countLineEnds(std::string_view text);

/** ASCII letters compared without case, everything else byte by byte. */
bool equalsIgnoringCase(std::string_view one, std::string_view other);

} // namespace listwright::importing
