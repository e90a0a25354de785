// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace listwright {

/** Which language a text is written in, as far as its words tell; they stand in resources/facts/languages.json. */
class TextLanguage
{
public:
    /** Of a text without markup. */
    explicit TextLanguage(const QString &text);

    /** "de": for which most speaks, and at least so many words; nothing where that is none, or two. */
    std::optional<QString> told(int least = 1) const;
    /** Whether the text is in another language than that beyond doubt; of a language without words, never. */
    bool isClearlyNot(const QString &language) const;

private:
    QHash<QString, int> m_evidence; ///< by language
};

} // namespace listwright
