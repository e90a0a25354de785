// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/textfolding.h"

#include <QString>

#include <array>
#include <cstdint>

namespace listwright {

namespace {

constexpr char32_t tableEnd = 0x2C00; // Latin, Greek, Cyrillic … and signs; what follows has no case worth folding
// Pictures between words, without an entry each.
constexpr char32_t picturesBegin = 0x1F000;
constexpr char32_t picturesEnd = 0x1FB00;

struct FoldedLetter
{
    std::array<char, 7> bytes{};
    std::uint8_t size = 0;
};

// Letters Unicode does not decompose, as people write them who do not have them on their keyboard.
struct WrittenOut
{
    char32_t letter;
    QLatin1String text;
};
constexpr WrittenOut writtenOutLetters[] = {
    {U'ł', QLatin1String("l")},  {U'Ł', QLatin1String("l")},  {U'đ', QLatin1String("d")},  {U'Đ', QLatin1String("d")},
    {U'ð', QLatin1String("d")},  {U'Ð', QLatin1String("d")},  {U'ø', QLatin1String("o")},  {U'Ø', QLatin1String("o")},
    {U'ħ', QLatin1String("h")},  {U'Ħ', QLatin1String("h")},  {U'ı', QLatin1String("i")},  {U'ŧ', QLatin1String("t")},
    {U'Ŧ', QLatin1String("t")},  {U'æ', QLatin1String("ae")}, {U'Æ', QLatin1String("ae")}, {U'œ', QLatin1String("oe")},
    {U'Œ', QLatin1String("oe")}, {U'þ', QLatin1String("th")}, {U'Þ', QLatin1String("th")}, {U'ß', QLatin1String("ss")},
    {U'ẞ', QLatin1String("ss")},
};

QString writtenOut(char32_t letter)
{
    for (const WrittenOut &entry : writtenOutLetters) {
        if (entry.letter == letter)
            return entry.text;
    }
    return {};
}

// Signs end a word as a blank does: „Billy“, LEGO®, 20×30. Invisible ones like the soft hyphen do not.
QString foldedPart(QChar part)
{
    if (part.category() == QChar::Mark_NonSpacing || part.category() == QChar::Other_Format)
        return {};
    const QString plain = writtenOut(part.unicode());
    if (!plain.isEmpty())
        return plain;
    return part.unicode() < 0x80 || part.isLetterOrNumber() || part.isMark() ? QString(part).toCaseFolded()
                                                                             : QStringLiteral(" ");
}

FoldedLetter foldLetter(char32_t letter)
{
    QString text;
    const QString whole = QString::fromUcs4(&letter, 1);
    const bool sign = letter >= 0x80 && whole.at(0).isSymbol(); // ™ is no letters
    const QString decomposed = sign ? whole : whole.normalized(QString::NormalizationForm_KD);
    for (const QChar part : decomposed) // all of the first plane: the table ends there
        text += foldedPart(part);
    const QByteArray utf8 = text.toUtf8();
    FoldedLetter folded;
    if (utf8.size() <= static_cast<qsizetype>(folded.bytes.size())) {
        folded.size = static_cast<std::uint8_t>(utf8.size());
        std::copy(utf8.begin(), utf8.end(), folded.bytes.begin());
    }
    return folded;
}

const std::array<FoldedLetter, tableEnd> &table()
{
    static const auto letters = [] {
        std::array<FoldedLetter, tableEnd> all;
        for (char32_t letter = 0; letter < tableEnd; ++letter)
            all[letter] = foldLetter(letter);
        return all;
    }();
    return letters;
}

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// One step over the text: the folded form of the letter at `at`, which moves behind it.
struct Step
{
    const char *data;
    std::size_t size;
};

Step foldAt(std::string_view text, std::size_t &at)
{
    const auto &letters = table();
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
        ++at;
        return {letters[first].bytes.data(), letters[first].size};
    }
    char32_t letter = 0;
    std::size_t length = 1;
    if ((first & 0xE0U) == 0xC0U && at + 1 < text.size() && isContinuation(text[at + 1])) {
        letter = ((first & 0x1FU) << 6U) | (static_cast<unsigned char>(text[at + 1]) & 0x3FU);
        length = 2;
    } else if ((first & 0xF0U) == 0xE0U && at + 2 < text.size() && isContinuation(text[at + 1]) &&
               isContinuation(text[at + 2])) {
        letter = ((first & 0x0FU) << 12U) | ((static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 6U) |
                 (static_cast<unsigned char>(text[at + 2]) & 0x3FU);
        length = 3;
    } else if ((first & 0xF8U) == 0xF0U && at + 3 < text.size() && isContinuation(text[at + 1]) &&
               isContinuation(text[at + 2]) && isContinuation(text[at + 3])) {
        letter = ((first & 0x07U) << 18U) | ((static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 12U) |
                 ((static_cast<unsigned char>(text[at + 2]) & 0x3FU) << 6U) |
                 (static_cast<unsigned char>(text[at + 3]) & 0x3FU);
        length = 4;
    }
    const char *raw = text.data() + at;
    at += length;
    if (length > 1 && letter >= 0x80 && letter < tableEnd)
        return {letters[letter].bytes.data(), letters[letter].size};
    if (letter >= picturesBegin && letter < picturesEnd)
        return {" ", 1};
    return {raw, length};
}

// Length of the beginning both have letter by letter; it folds to the same.
std::size_t sameBytes(std::string_view left, std::string_view right)
{
    const std::size_t shorter = std::min(left.size(), right.size());
    std::size_t same = 0;
    while (same < shorter && left[same] == right[same])
        ++same;
    const auto withinLetter = [&same](std::string_view text) {
        return same < text.size() && isContinuation(text[same]);
    };
    while (same > 0 && (withinLetter(left) || withinLetter(right)))
        --same;
    return same;
}

} // namespace

void appendFolded(std::string &folded, std::string_view text)
{
    folded.reserve(folded.size() + text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) < 0x80) { // most of most texts
            folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            ++at;
        } else {
            const Step step = foldAt(text, at);
            folded.append(step.data, step.size);
        }
    }
}

std::string foldedText(std::string_view text)
{
    std::string folded;
    appendFolded(folded, text);
    return folded;
}

int compareFolded(std::string_view left, std::string_view right)
{
    std::size_t leftAt = sameBytes(left, right);
    std::size_t rightAt = leftAt;
    Step leftStep{nullptr, 0};
    Step rightStep{nullptr, 0};
    for (;;) {
        while (leftStep.size == 0 && leftAt < left.size())
            leftStep = foldAt(left, leftAt);
        while (rightStep.size == 0 && rightAt < right.size())
            rightStep = foldAt(right, rightAt);
        if (leftStep.size == 0 || rightStep.size == 0)
            break;
        const auto a = static_cast<unsigned char>(*leftStep.data);
        const auto b = static_cast<unsigned char>(*rightStep.data);
        if (a != b)
            return a < b ? -1 : 1;
        ++leftStep.data;
        --leftStep.size;
        ++rightStep.data;
        --rightStep.size;
    }
    if (leftStep.size != rightStep.size)
        return leftStep.size == 0 ? -1 : 1;
    return left.compare(right);
}

} // namespace listwright
