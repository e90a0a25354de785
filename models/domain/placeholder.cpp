// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/placeholder.h"

#include "models/domain/textfolding.h"

#include <algorithm>

namespace listwright {

namespace {

struct PlaceholderWord
{
    std::string_view folded;
    Placeholder meaning;
};

// In the order of their bytes. "No" is an answer, and "0" a number.
constexpr PlaceholderWord placeholderWords[] = {
    {"andere", Placeholder::SaysNothing},
    {"as described", Placeholder::SaysNothing},
    {"as in picture", Placeholder::SaysNothing},
    {"as per picture", Placeholder::SaysNothing},
    {"as pictured", Placeholder::SaysNothing},
    {"as shown", Placeholder::SaysNothing},
    {"bez marki", Placeholder::Unbranded},
    {"brak", Placeholder::SaysNothing},
    {"brak danych", Placeholder::SaysNothing},
    {"brak informacji", Placeholder::SaysNothing},
    {"brak marki", Placeholder::Unbranded},
    {"does not apply", Placeholder::DoesNotApply},
    {"folgt", Placeholder::SaysNothing},
    {"generic", Placeholder::Unbranded},
    {"inna", Placeholder::SaysNothing},
    {"inne", Placeholder::SaysNothing},
    {"inny", Placeholder::SaysNothing},
    {"jak na zdjeciach", Placeholder::SaysNothing},
    {"jak na zdjeciu", Placeholder::SaysNothing},
    {"jak w opisie", Placeholder::SaysNothing},
    {"k. a", Placeholder::SaysNothing},
    {"k.a", Placeholder::SaysNothing},
    {"kein", Placeholder::SaysNothing},
    {"keine", Placeholder::SaysNothing},
    {"keine angabe", Placeholder::SaysNothing},
    {"keine angaben", Placeholder::SaysNothing},
    {"keine marke", Placeholder::Unbranded},
    {"markenlos", Placeholder::Unbranded},
    {"n. a", Placeholder::SaysNothing},
    {"n.a", Placeholder::SaysNothing},
    {"n.v", Placeholder::SaysNothing},
    {"n/a", Placeholder::SaysNothing},
    {"n\\a", Placeholder::SaysNothing},
    {"na", Placeholder::SaysNothing},
    {"nan", Placeholder::SaysNothing},
    {"ne s'applique pas", Placeholder::DoesNotApply},
    {"nicht angegeben", Placeholder::SaysNothing},
    {"nicht bekannt", Placeholder::SaysNothing},
    {"nicht verfugbar", Placeholder::SaysNothing},
    {"nicht vorhanden", Placeholder::SaysNothing},
    {"nicht zutreffend", Placeholder::DoesNotApply},
    {"nie dotyczy", Placeholder::DoesNotApply},
    {"nie okreslono", Placeholder::SaysNothing},
    {"nie podano", Placeholder::SaysNothing},
    {"nie wiem", Placeholder::SaysNothing},
    {"niemarkowa", Placeholder::Unbranded},
    {"niemarkowe", Placeholder::Unbranded},
    {"niemarkowy", Placeholder::Unbranded},
    {"nieokreslona", Placeholder::SaysNothing},
    {"nieokreslone", Placeholder::SaysNothing},
    {"nieokreslony", Placeholder::SaysNothing},
    {"niet van toepassing", Placeholder::DoesNotApply},
    {"nieznana", Placeholder::SaysNothing},
    {"nieznane", Placeholder::SaysNothing},
    {"nieznany", Placeholder::SaysNothing},
    {"nil", Placeholder::SaysNothing},
    {"no aplica", Placeholder::DoesNotApply},
    {"no aplicable", Placeholder::DoesNotApply},
    {"no brand", Placeholder::Unbranded},
    {"no name", Placeholder::Unbranded},
    {"no-name", Placeholder::Unbranded},
    {"non applicabile", Placeholder::DoesNotApply},
    {"non-branded", Placeholder::Unbranded},
    {"noname", Placeholder::Unbranded},
    {"none", Placeholder::SaysNothing},
    {"not applicable", Placeholder::SaysNothing},
    {"not available", Placeholder::SaysNothing},
    {"not known", Placeholder::SaysNothing},
    {"not specified", Placeholder::SaysNothing},
    {"not stated", Placeholder::SaysNothing},
    {"null", Placeholder::SaysNothing},
    {"ohne", Placeholder::SaysNothing},
    {"ohne angabe", Placeholder::SaysNothing},
    {"ohne marke", Placeholder::Unbranded},
    {"other", Placeholder::SaysNothing},
    {"others", Placeholder::SaysNothing},
    {"patrz opis", Placeholder::SaysNothing},
    {"patrz zdjecia", Placeholder::SaysNothing},
    {"patrz zdjecie", Placeholder::SaysNothing},
    {"s. beschreibung", Placeholder::SaysNothing},
    {"s. bild", Placeholder::SaysNothing},
    {"s. foto", Placeholder::SaysNothing},
    {"see description", Placeholder::SaysNothing},
    {"see image", Placeholder::SaysNothing},
    {"see images", Placeholder::SaysNothing},
    {"see photo", Placeholder::SaysNothing},
    {"see photos", Placeholder::SaysNothing},
    {"see picture", Placeholder::SaysNothing},
    {"see pictures", Placeholder::SaysNothing},
    {"see text", Placeholder::SaysNothing},
    {"see title", Placeholder::SaysNothing},
    {"siehe abbildung", Placeholder::SaysNothing},
    {"siehe artikelbeschreibung", Placeholder::SaysNothing},
    {"siehe beschreibung", Placeholder::SaysNothing},
    {"siehe bild", Placeholder::SaysNothing},
    {"siehe bilder", Placeholder::SaysNothing},
    {"siehe foto", Placeholder::SaysNothing},
    {"siehe fotos", Placeholder::SaysNothing},
    {"siehe text", Placeholder::SaysNothing},
    {"siehe titel", Placeholder::SaysNothing},
    {"sonstige", Placeholder::SaysNothing},
    {"sonstiges", Placeholder::SaysNothing},
    {"tba", Placeholder::SaysNothing},
    {"tbd", Placeholder::SaysNothing},
    {"to be determined", Placeholder::SaysNothing},
    {"trifft nicht zu", Placeholder::SaysNothing},
    {"unbekannt", Placeholder::SaysNothing},
    {"unbranded", Placeholder::Unbranded},
    {"undefined", Placeholder::SaysNothing},
    {"unknown", Placeholder::SaysNothing},
    {"unspecified", Placeholder::SaysNothing},
    {"wedlug opisu", Placeholder::SaysNothing},
    {"wie abgebildet", Placeholder::SaysNothing},
    {"wie auf dem bild", Placeholder::SaysNothing},
    {"wie beschrieben", Placeholder::SaysNothing},
    {"without brand", Placeholder::Unbranded},
    {"zob. opis", Placeholder::SaysNothing},
    {"zob. zdjecie", Placeholder::SaysNothing},
    {"zobacz opis", Placeholder::SaysNothing},
    {"zobacz zdjecia", Placeholder::SaysNothing},
    {"zobacz zdjecie", Placeholder::SaysNothing},
};

static_assert(std::ranges::is_sorted(placeholderWords, {}, &PlaceholderWord::folded));

constexpr std::size_t longestValue = 48; // bytes; longer than any of the words may be with marks

bool isOfWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

Placeholder placeholderIn(std::string_view value)
{
    if (value.size() > longestValue)
        return Placeholder::None;
    const std::string folded = foldedText(value);
    const auto begin = std::find_if(folded.begin(), folded.end(), isOfWord);
    const auto end = std::find_if(folded.rbegin(), std::make_reverse_iterator(begin), isOfWord).base();
    const std::string_view word(begin, end);
    if (word.empty() || word == "\u2013" || word == "\u2014" || word == "\u2026")
        return Placeholder::SaysNothing;
    const auto *const found = std::ranges::lower_bound(placeholderWords, word, {}, &PlaceholderWord::folded);
    return found != std::end(placeholderWords) && found->folded == word ? found->meaning : Placeholder::None;
}

Placeholder placeholderIn(const QString &value)
{
    if (value.size() > static_cast<qsizetype>(longestValue)) // bytes are never fewer
        return Placeholder::None;
    return placeholderIn(std::string_view(value.toStdString()));
}

bool saysNothing(std::string_view value)
{
    return placeholderIn(value) != Placeholder::None;
}

bool saysNothing(const QString &value)
{
    return placeholderIn(value) != Placeholder::None;
}

} // namespace listwright
