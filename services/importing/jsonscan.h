// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

/** JSON looked through without being parsed: where records are and where values end. */
namespace listwright::importing {

/** Looks for the end of a value that is read piece by piece. */
class JsonValueEnd
{
public:
    /** How much of the next piece belongs to the value: all of it while the end is not in sight. */
    std::size_t take(std::string_view piece);
    bool isReached() const { return m_reached; }

private:
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_reached = false;
};

/**
 * Where the list of records begins in the text: behind "[" of the list, or the position of the one object. Nothing
 * when the text is no JSON object or list.
 */
struct ListPlace
{
    std::size_t position = 0;
    bool isList = false;
    bool wrapped = false;
    bool isEmpty = false;
    bool hasRivals = false; ///< the wrapper holds further lists of records, under names that are as good
};
std::optional<ListPlace> findRecords(std::string_view text);

/** End of the value that begins at `at` (behind its last character); npos when it is not in sight. */
std::size_t endOfJsonValue(std::string_view text, std::size_t at, bool *tooDeep = nullptr);

/** Keys that name a product's own texts; an object with one of them is a product and no wrapper. */
bool isProductKey(std::string_view key);
/** Keys that wrappers use for the list of records. */
bool isWrapperKey(std::string_view key);

/** Position of the first character from `at` on that is no blank of JSON; the text's end where there is none. */
std::size_t skipBlanksFrom(std::string_view text, std::size_t at);

} // namespace listwright::importing
