// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/encoding.h"

#include "services/importing/problems.h"

#include <array>

namespace listwright::importing {

namespace {

bool isAsciiLetter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// UTF-16 of Western text has a zero in every second byte.
QString utf16WithoutMark(QByteArrayView sample)
{
    const qsizetype size = std::min<qsizetype>(sample.size(), 64 * 1024) & ~qsizetype{1};
    if (size < 4)
        return {};
    std::array<qsizetype, 2> zeros{};
    for (qsizetype i = 0; i < size; ++i)
        zeros[static_cast<std::size_t>(i & 1)] += sample[i] == '\0' ? 1 : 0;
    const qsizetype units = size / 2;
    if (zeros[1] * 10 > units * 6 && zeros[0] * 10 < units)
        return QStringLiteral("UTF-16LE");
    if (zeros[0] * 10 > units * 6 && zeros[1] * 10 < units)
        return QStringLiteral("UTF-16BE");
    return {};
}

struct Utf8Count
{
    qsizetype valid = 0;  // sequences of several bytes
    qsizetype likely = 0; // of them the accented letters, signs and quotes of our languages, and emoji
    qsizetype invalid = 0;
};

// Latin letters and signs begin with these, typographic quotes and dashes with E2, emoji with F0.
bool isLikelyLead(unsigned char first)
{
    return (first >= 0xC2 && first <= 0xC5) || first == 0xE2 || first == 0xF0;
}

Utf8Count countUtf8(QByteArrayView sample)
{
    Utf8Count count;
    for (qsizetype i = 0; i < sample.size();) {
        const auto first = static_cast<unsigned char>(sample[i]);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const qsizetype length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        const qsizetype present = std::min(length, sample.size() - i);
        const std::string_view sequence(sample.data() + i, static_cast<std::size_t>(present));
        if (present == length && first >= 0xC2 && !findFlaws(sequence).invalidUtf8) {
            ++count.valid;
            count.likely += isLikelyLead(first) ? 1 : 0;
            i += length;
        } else {
            // a sequence that the end of the sample cuts is no fault
            count.invalid += present == length || first < 0xC2 ? 1 : 0;
            ++i;
        }
    }
    return count;
}

struct Legacy
{
    const char *name;
    std::string_view letters;  // likely between letters
    std::string_view unlikely; // control characters or undefined
};

// The bytes on which the three differ. Letters all of them share (ä ö ü ß ó) decide nothing.
constexpr Legacy legacies[] = {
    {"windows-1252", "\xE0\xE8\xEE\xF4\xFB\xF9\xE3\xE5\xF8\xF5\xE6\xEA\xF1\xC0\xC8\xD1\xD8\x9C",
     "\x81\x8D\x8F\x90\x9D"},
    {"windows-1250", "\xB9\xE6\xEA\xB3\xF1\x9C\x9F\xBF\xA5\xC6\xCA\xA3\xD1\x8C\x8F\xAF\xE8\xF8\xEC\xF9\x9A\x9E\xEF",
     "\x81\x83\x88\x90\x98"},
    {"ISO-8859-2", "\xB1\xE6\xEA\xB3\xF1\xB6\xBC\xBF\xA1\xC6\xCA\xA3\xD1\xA6\xAC\xAF\xE8\xF8\xEC\xF9\xB9\xBE\xEF", ""},
};

// Letters that occur in one language only weigh more than those that are letters everywhere.
int weightOf(const Legacy &legacy, unsigned char byte)
{
    constexpr std::string_view distinctive1250 = "\xB9\xB3\x9C\x9F\xBF\xA5\xA3\x8C\x8F\xAF";
    constexpr std::string_view distinctiveIso2 = "\xB1\xB3\xB6\xBC\xBF\xA1\xA3\xA6\xAC\xAF";
    const char c = static_cast<char>(byte);
    const std::string_view name = legacy.name;
    if (name == "windows-1250" && distinctive1250.find(c) != std::string_view::npos)
        return 4;
    if (name == "ISO-8859-2" && distinctiveIso2.find(c) != std::string_view::npos)
        return 4;
    return legacy.letters.find(c) != std::string_view::npos ? 1 : 0;
}

int scoreOf(const Legacy &legacy, QByteArrayView sample)
{
    int score = 0;
    for (qsizetype i = 0; i < sample.size(); ++i) {
        const auto byte = static_cast<unsigned char>(sample[i]);
        if (byte < 0x80)
            continue;
        if (legacy.unlikely.find(static_cast<char>(byte)) != std::string_view::npos)
            score -= 10;
        if (std::string_view(legacy.name) == "ISO-8859-2" && byte < 0xA0)
            score -= 10; // control characters there, quotes and dashes in the windows ones
        const auto before = i > 0 ? static_cast<unsigned char>(sample[i - 1]) : 0U;
        const auto after = i + 1 < sample.size() ? static_cast<unsigned char>(sample[i + 1]) : 0U;
        const bool amongLetters = isAsciiLetter(static_cast<unsigned char>(before)) || before >= 0x80 ||
                                  isAsciiLetter(static_cast<unsigned char>(after)) || after >= 0x80;
        const bool unit = before == 'm' && (byte == 0xB3 || byte == 0xB9); // m³
        if (amongLetters && !unit)
            score += weightOf(legacy, byte);
    }
    return score;
}

struct Signature
{
    std::string_view bytes;
    const char *kind;
};

constexpr Signature signatures[] = {
    {std::string_view("PK\x03\x04", 4), QT_TRANSLATE_NOOP("Import", "an Excel workbook or a ZIP archive")},
    {std::string_view("\xD0\xCF\x11\xE0", 4), QT_TRANSLATE_NOOP("Import", "an old Excel workbook")},
    {std::string_view("%PDF-", 5), QT_TRANSLATE_NOOP("Import", "a PDF document")},
    {std::string_view("\x89PNG", 4), QT_TRANSLATE_NOOP("Import", "a picture")},
    {std::string_view("\xFF\xD8\xFF", 3), QT_TRANSLATE_NOOP("Import", "a picture")},
    {std::string_view("GIF8", 4), QT_TRANSLATE_NOOP("Import", "a picture")},
    {std::string_view("\x1F\x8B", 2), QT_TRANSLATE_NOOP("Import", "a compressed file")},
    {std::string_view("BZh", 3), QT_TRANSLATE_NOOP("Import", "a compressed file")},
    {std::string_view("\xFD\x37zXZ", 5), QT_TRANSLATE_NOOP("Import", "a compressed file")},
    {std::string_view("SQLite format 3", 15), QT_TRANSLATE_NOOP("Import", "a database")},
    {std::string_view("\x7F\x45LF", 4), QT_TRANSLATE_NOOP("Import", "a program")},
};

bool startsWith(QByteArrayView sample, std::string_view bytes)
{
    return std::string_view(sample.data(), static_cast<std::size_t>(sample.size())).starts_with(bytes);
}

} // namespace

DetectedEncoding detectEncoding(QByteArrayView sample)
{
    if (startsWith(sample, "\xEF\xBB\xBF"))
        return {QStringLiteral("UTF-8"), true};
    if (startsWith(sample, "\xFF\xFE"))
        return {QStringLiteral("UTF-16LE"), true};
    if (startsWith(sample, "\xFE\xFF"))
        return {QStringLiteral("UTF-16BE"), true};
    if (const QString utf16 = utf16WithoutMark(sample); !utf16.isEmpty())
        return {utf16, true};
    const Utf8Count utf8 = countUtf8(sample);
    if (utf8.invalid == 0)
        return {QStringLiteral("UTF-8"), true};
    // A few damaged places in text that is otherwise UTF-8: no other encoding makes so many valid sequences.
    // In few letters, those that are right outweigh: in another encoding Ã or Å stands before no sign or capital.
    if (utf8.valid > 4 * utf8.invalid || (utf8.likely > 0 && utf8.likely >= utf8.invalid))
        return {QStringLiteral("UTF-8"), true};
    const Legacy *best = &legacies[0];
    int bestScore = scoreOf(*best, sample);
    for (const Legacy &legacy : legacies) {
        const int score = scoreOf(legacy, sample);
        if (score > bestScore) {
            best = &legacy;
            bestScore = score;
        }
    }
    return {QString::fromLatin1(best->name), false};
}

Result<void> refuseBinary(QByteArrayView sample, const QString &fileName)
{
    for (const Signature &signature : signatures) {
        if (startsWith(sample, signature.bytes))
            return failure(ErrorCode::Unsupported,
                           Import::tr("“%1” is %2, not a text file. Save it as CSV and import that.")
                               .arg(fileName, QCoreApplication::translate("Import", signature.kind)));
    }
    if (detectEncoding(sample).name.startsWith(QLatin1String("UTF-16")))
        return {};
    qsizetype controls = 0;
    for (const char c : sample) {
        const auto code = static_cast<unsigned char>(c);
        controls += code < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && code != 0x1A ? 1 : 0;
    }
    if (controls > 3 && controls * 50 > sample.size()) // a stray NUL in a text is a fault of its record only
        return failure(
            ErrorCode::Unsupported,
            Import::tr("“%1” holds binary data, not text. Save it as CSV or JSON and import that.").arg(fileName));
    return {};
}

bool looksLikeLostLetters(std::string_view text)
{
    int lost = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n\",;|<>", begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t mark = word.find('?');
        if (mark == std::string_view::npos || mark == 0 || mark + 1 >= word.size() ||
            word.find_first_of("/=&") != std::string_view::npos)
            continue;
        if (isAsciiLetter(static_cast<unsigned char>(word[mark - 1])) && word[mark + 1] >= 'a' &&
            word[mark + 1] <= 'z' && ++lost >= 3)
            return true;
    }
    return false;
}

} // namespace listwright::importing
