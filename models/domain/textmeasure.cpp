// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/textmeasure.h"

#include <QChar>

#include <array>
#include <cstdint>

namespace listwright {

namespace {

bool isContinuation(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

char32_t bits(std::string_view text, std::size_t at, unsigned mask)
{
    return static_cast<unsigned char>(text[at]) & mask;
}

/** A code point of more than one byte; see next(). */
char32_t nextLong(std::string_view text, std::size_t &at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t start = at++;
    if (first >= 0xC2 && first < 0xE0 && isContinuation(text, start + 1)) {
        at = start + 2;
        return (bits(text, start, 0x1F) << 6U) | bits(text, start + 1, 0x3F);
    }
    if (first >= 0xE0 && first < 0xF0 && isContinuation(text, start + 1) && isContinuation(text, start + 2)) {
        at = start + 3;
        return (bits(text, start, 0x0F) << 12U) | (bits(text, start + 1, 0x3F) << 6U) | bits(text, start + 2, 0x3F);
    }
    if (first >= 0xF0 && first < 0xF5 && isContinuation(text, start + 1) && isContinuation(text, start + 2) &&
        isContinuation(text, start + 3)) {
        at = start + 4;
        return (bits(text, start, 0x07) << 18U) | (bits(text, start + 1, 0x3F) << 12U) |
               (bits(text, start + 2, 0x3F) << 6U) | bits(text, start + 3, 0x3F);
    }
    return U'\uFFFD';
}

/** The code point at `at`, which moves behind it; an invalid byte is U+FFFD. */
inline char32_t next(std::string_view text, std::size_t &at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    if (first >= 0x80)
        return nextLong(text, at);
    ++at;
    return first;
}

inline bool isUpper(char32_t c)
{
    return c < 0x80 ? c >= U'A' && c <= U'Z' : QChar::isUpper(c);
}
inline bool isLower(char32_t c)
{
    return c < 0x80 ? c >= U'a' && c <= U'z' : QChar::isLower(c);
}
inline bool isSpace(char32_t c)
{
    return c < 0x80 ? c == U' ' || (c >= U'\t' && c <= U'\r') : QChar::isSpace(c);
}

bool isLetterOrDigit(char32_t c)
{
    if (c < 0x80)
        return isUpper(c) || isLower(c) || (c >= U'0' && c <= U'9');
    return QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

char32_t folded(char32_t c)
{
    if (c < 0x80)
        return isUpper(c) ? c + 32 : c;
    return QChar::toCaseFolded(c);
}

bool isDecoration(char32_t c)
{
    if (c < 0x80)
        return c == U'!' || c == U'*';
    return c != U'°' && c >= 0xA1 && QChar::category(c) == QChar::Symbol_Other;
}

bool startsWithFolded(std::string_view text, std::size_t at, std::string_view word)
{
    std::size_t wordAt = 0;
    while (wordAt < word.size()) {
        if (at >= text.size() || folded(next(text, at)) != folded(next(word, wordAt)))
            return false;
    }
    return true;
}

bool containsFolded(std::string_view text, std::string_view word)
{
    for (std::size_t at = 0; at < text.size(); next(text, at)) {
        if (startsWithFolded(text, at, word))
            return true;
    }
    return word.empty();
}

/** Counts words by their hash, as far as a title can reasonably go. */
class WordCounter
{
public:
    void add(std::uint64_t hash)
    {
        for (std::size_t i = 0; i < m_size; ++i) {
            if (m_hashes[i] == hash) {
                m_repeats = m_repeats || m_twice[i];
                m_twice[i] = true;
                return;
            }
        }
        if (m_size < m_hashes.size()) {
            m_twice[m_size] = false;
            m_hashes[m_size++] = hash;
        }
    }

    bool repeats() const { return m_repeats; }

private:
    std::array<std::uint64_t, 64> m_hashes;
    std::array<bool, 64> m_twice;
    std::size_t m_size = 0;
    bool m_repeats = false;
};

constexpr std::uint64_t emptyHash = 0xCBF29CE484222325ULL; // FNV-1a, 64 bits
constexpr std::uint64_t hashFactor = 0x100000001B3ULL;

enum class Ascii : std::uint8_t { Other, Lower, Upper, Blank, Special };

/** Most bytes of a description need no more than this table; Special is what the long way must look at. */
constexpr std::array<Ascii, 256> asciiKinds = [] {
    std::array<Ascii, 256> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) {
        if (c >= 'a' && c <= 'z')
            kinds[c] = Ascii::Lower;
        else if (c >= 'A' && c <= 'Z')
            kinds[c] = Ascii::Upper;
        else if (c >= 0x80 || c < 0x20 || c == '<' || c == '&' || c == ':' || c == '.')
            kinds[c] = Ascii::Special;
    }
    kinds[' '] = Ascii::Blank;
    return kinds;
}();

/** One walk over a description. */
class DescriptionWalk
{
public:
    explicit DescriptionWalk(std::string_view text) : m_text(text) {}

    DescriptionMeasure run()
    {
        while (m_at < m_text.size() && m_measure.characters <= longestDescription) {
            if (m_text[m_at] == '<' && skipTag())
                continue;
            if (m_text[m_at] == '&' && skipEntity())
                continue;
            readCharacter();
            readPlain();
        }
        return m_measure;
    }

private:
    /** What follows on the same line, as far as it is simple: the same as readCharacter() for each byte. */
    void readPlain()
    {
        if (m_breakPending || m_measure.characters == 0)
            return;
        std::array<int, 5> counts{};
        int characters = m_measure.characters;
        int space = m_spacePending ? 1 : 0;
        std::size_t at = m_at;
        for (; at < m_text.size() && characters <= longestDescription; ++at) {
            const Ascii kind = asciiKinds[static_cast<unsigned char>(m_text[at])];
            if (kind == Ascii::Special)
                break;
            if (kind == Ascii::Blank) {
                space = 1;
                continue;
            }
            ++counts[static_cast<std::size_t>(kind)];
            characters += 1 + space;
            space = 0;
        }
        m_at = at;
        m_spacePending = space != 0;
        m_measure.characters = characters;
        m_measure.lowerCaseLetters += counts[static_cast<std::size_t>(Ascii::Lower)];
        m_measure.upperCaseLetters += counts[static_cast<std::size_t>(Ascii::Upper)];
    }

    void readCharacter()
    {
        const std::size_t start = m_at;
        const char32_t c = next(m_text, m_at);
        if (isSpace(c)) {
            m_spacePending = true;
            m_breakPending = m_breakPending || c == U'\n';
            return;
        }
        if (beginVisible() && isListMark(c))
            m_measure.hasList = true;
        ++m_measure.characters;
        if (isUpper(c))
            ++m_measure.upperCaseLetters;
        else if (isLower(c))
            ++m_measure.lowerCaseLetters;
        if ((c == U':' || c == U'.') && endsLinkMark(start))
            m_measure.hasLink = true;
    }

    /** Accounts for blanks and breaks before something visible; true at the beginning of a line. */
    bool beginVisible()
    {
        const bool first = m_measure.characters == 0;
        const bool atLineStart = first || m_breakPending;
        if (!first && m_spacePending)
            ++m_measure.characters;
        if (!first && m_breakPending)
            m_measure.hasBreak = true;
        m_spacePending = m_breakPending = false;
        return atLineStart;
    }

    bool isListMark(char32_t c) const
    {
        const bool mark = c == U'-' || c == U'*' || c == U'•' || c == U'–' || c == U'✓' || c == U'·';
        return mark && m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t');
    }

    /** Whether the colon or point at `at` belongs to "http://", "https://" or "www.". */
    bool endsLinkMark(std::size_t at) const
    {
        const auto marks = [&](std::string_view before, std::string_view whole) {
            return at >= before.size() && startsWithFolded(m_text, at - before.size(), whole);
        };
        return marks("http", "http://") || marks("https", "https://") || marks("www", "www.");
    }

    bool skipTag()
    {
        std::size_t nameAt = m_at + 1;
        const bool closing = nameAt < m_text.size() && m_text[nameAt] == '/';
        if (closing)
            ++nameAt;
        if (nameAt >= m_text.size() || m_noMoreTags)
            return false;
        const char32_t first = folded(static_cast<unsigned char>(m_text[nameAt]));
        if (!isLower(first) && first != U'!' && first != U'?')
            return false;
        const std::size_t end = m_text.find('>', nameAt);
        if (end == std::string_view::npos) { // remembered: searching again for each "<" would be quadratic
            m_noMoreTags = true;
            return false;
        }
        m_at = end + 1;
        m_spacePending = true;
        applyTag(m_text.substr(nameAt, std::min<std::size_t>(end - nameAt, 12)), closing);
        return true;
    }

    void applyTag(std::string_view tag, bool closing)
    {
        const auto is = [tag](std::string_view name) {
            return startsWithFolded(tag, 0, name) &&
                   (tag.size() == name.size() || !isLetterOrDigit(static_cast<unsigned char>(tag[name.size()])));
        };
        if (is("li")) {
            m_measure.hasList = true;
            m_breakPending = true;
        } else if (is("p") || is("br") || is("div") || is("ul") || is("ol") || is("tr") || is("h1") || is("h2") ||
                   is("h3") || is("h4")) {
            m_breakPending = true;
        } else if (!closing && is("script")) {
            skipUntil("</script");
        } else if (!closing && is("style")) {
            skipUntil("</style");
        }
    }

    void skipUntil(std::string_view closingTag)
    {
        while (m_at < m_text.size() && !startsWithFolded(m_text, m_at, closingTag))
            ++m_at;
    }

    bool skipEntity()
    {
        const std::size_t size = m_text.substr(m_at + 1, 10).find(';');
        if (size == std::string_view::npos || size == 0)
            return false;
        const std::string_view name = m_text.substr(m_at + 1, size);
        for (const char c : name) {
            if (c != '#' && (c < 0 || !isLetterOrDigit(static_cast<unsigned char>(c))))
                return false;
        }
        m_at += size + 2;
        if (name == "nbsp") {
            m_spacePending = true;
            return true;
        }
        beginVisible();
        ++m_measure.characters;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    DescriptionMeasure m_measure;
    bool m_spacePending = false;
    bool m_breakPending = false;
    bool m_noMoreTags = false;
};

} // namespace

TitleMeasure measureTitle(std::string_view title, std::string_view brand)
{
    TitleMeasure measure;
    WordCounter words;
    int blanks = 0;
    int letters = 0; // of the present word
    std::uint64_t hash = emptyHash;
    const auto endWord = [&] {
        if (letters > 0)
            ++measure.words;
        if (letters > 3)
            words.add(hash);
        letters = 0;
        hash = emptyHash;
    };
    for (std::size_t at = 0; at < title.size();) {
        const char32_t c = next(title, at);
        if (isSpace(c)) {
            endWord();
            blanks += measure.characters > 0 ? 1 : 0;
            continue;
        }
        measure.characters += blanks + 1;
        blanks = 0;
        if (isUpper(c))
            ++measure.upperCaseLetters;
        else if (isLower(c))
            ++measure.lowerCaseLetters;
        if (isLetterOrDigit(c)) {
            ++letters;
            hash = (hash ^ folded(c)) * hashFactor;
        } else if (isDecoration(c)) {
            measure.hasDecoration = true;
        }
    }
    endWord();
    measure.repeatsWord = words.repeats();
    measure.containsBrand = containsFolded(title, brand);
    return measure;
}

DescriptionMeasure measureDescription(std::string_view description)
{
    return DescriptionWalk(description).run();
}

} // namespace listwright
