// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/textlanguage.h"

#include "services/listing/factsfile.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** What speaks for which languages. */
struct LanguageWords
{
    QStringList languages;
    QHash<QString, QStringList> words;
    QHash<QChar, QString> letters;

    LanguageWords()
    {
        const QJsonArray entries = factsFile(u"languages.json"_s).value(u"languages").toArray();
        Q_ASSERT(!entries.isEmpty());
        for (const QJsonValue &entry : entries) {
            const QString language = entry[u"language"].toString();
            languages.append(language);
            const QJsonArray own = entry[u"words"].toArray();
            for (const QJsonValue &word : own)
                words[word.toString()].append(language);
            for (const QChar letter : entry[u"letters"].toString())
                letters.insert(letter, language);
        }
    }

    static const LanguageWords &all()
    {
        static const LanguageWords read;
        return read;
    }
};

constexpr qsizetype readCharacters = 4000; // more says nothing new

} // namespace

TextLanguage::TextLanguage(const QString &text)
{
    const LanguageWords &known = LanguageWords::all();
    QString word;
    QChar before; // in front of the word
    for (const QChar c : QString(text.left(readCharacters) + u' ')) {
        if (c.isLetter()) {
            word += c;
            if (const QString language = known.letters.value(c.toLower()); !language.isEmpty())
                ++m_evidence[language];
            continue;
        }
        const bool isUnit = before.isDigit() || (word.size() == 1 && word.front().isUpper()); // 18v, 9 W
        for (const QString &language : isUnit ? QStringList() : known.words.value(word.toLower()))
            ++m_evidence[language];
        word.clear();
        before = c;
    }
}

std::optional<QString> TextLanguage::told(int least) const
{
    QString best;
    int most = 0;
    bool alone = false;
    for (auto entry = m_evidence.cbegin(); entry != m_evidence.cend(); ++entry) {
        alone = entry.value() > most || (alone && entry.value() < most);
        if (entry.value() > most) {
            most = entry.value();
            best = entry.key();
        }
    }
    return alone && most >= least ? std::optional(best) : std::nullopt;
}

bool TextLanguage::isClearlyNot(const QString &language) const
{
    constexpr int enough = 2; // one word may be a name
    if (!LanguageWords::all().languages.contains(language))
        return false;
    const auto other = told(enough);
    return other && *other != language && m_evidence.value(*other) > 2 * m_evidence.value(language);
}

} // namespace listwright
