// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/factwords.h"

#include "services/listing/factsfile.h"

#include <QJsonArray>
#include <QJsonObject>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries)
        list.append(entry.toString());
    return list;
}

bool hasSeveralCapitals(const QString &word)
{
    return word.size() > 1 && std::count_if(word.begin(), word.end(), [](QChar c) { return c.isUpper(); }) > 1;
}

} // namespace

bool FactWords::Part::matches(const TextToken &token) const
{
    if (capitals)
        return token.text == text;
    return open ? token.folded.startsWith(text) : token.folded == text;
}

bool FactWords::Part::isWhole(const TextToken &token) const
{
    return capitals || token.folded.size() <= text.size() + 1;
}

int FactWords::addGroup(const QString &name, const QStringList &words)
{
    m_groups.append(name);
    const int group = static_cast<int>(m_groups.size()) - 1;
    for (const QString &word : words)
        addPhrase(group, word);
    return group;
}

void FactWords::addPhrase(int group, const QString &words)
{
    Phrase phrase{group, {}};
    QString spaced = words;
    for (QString word : spaced.replace(u'-', u' ').split(u' ', Qt::SkipEmptyParts)) {
        const bool open = word.endsWith(u'*');
        word.remove(u'*');
        const bool capitals = hasSeveralCapitals(word);
        phrase.parts.append({capitals ? word : foldedWord(word), open, capitals});
    }
    const int index = static_cast<int>(m_phrases.size());
    const Part &first = phrase.parts.first();
    const QString key = first.capitals ? foldedWord(first.text) : first.text;
    (first.open ? m_stems : m_whole)[key].append(index);
    m_phrases.append(phrase);
}

FactWords FactWords::fromGroups(const QString &file)
{
    FactWords words;
    const QJsonArray groups = factsFile(file).value(u"groups").toArray();
    for (const QJsonValue &group : groups) {
        const int number = words.addGroup(group[u"id"].toString(), texts(group[u"words"]));
        words.m_covers.insert(number, texts(group[u"covers"]));
    }
    return words;
}

FactWords FactWords::fromList(const QString &file, const QString &member)
{
    FactWords words;
    for (const QString &entry : texts(factsFile(file).value(member)))
        words.addGroup(entry, {entry.toLower()});
    return words;
}

const FactWords &FactWords::colours()
{
    static const FactWords words = fromGroups(u"colours.json"_s);
    return words;
}

const FactWords &FactWords::materials()
{
    static const FactWords words = fromGroups(u"materials.json"_s);
    return words;
}

const FactWords &FactWords::claims()
{
    static const FactWords words = fromGroups(u"claims.json"_s);
    return words;
}

const FactWords &FactWords::numbers()
{
    static const FactWords words = fromGroups(u"numbers.json"_s);
    return words;
}

const FactWords &FactWords::brands()
{
    static const FactWords words = fromList(u"brands.json"_s, u"words"_s);
    return words;
}

const FactWords &FactWords::compatibility()
{
    static const FactWords words = fromList(u"compatibility.json"_s, u"phrases"_s);
    return words;
}

QList<int> FactWords::candidates(const TextToken &token) const
{
    QList<int> found = m_whole.value(token.folded);
    for (qsizetype length = 2; length <= token.folded.size(); ++length)
        found += m_stems.value(token.folded.left(length));
    return found;
}

/** Number of tokens of the phrase when it stands there, else 0. */
qsizetype FactWords::matchLength(const Phrase &phrase, const QList<TextToken> &tokens, qsizetype first) const
{
    const qsizetype count = phrase.parts.size();
    if (first + count > tokens.size())
        return 0;
    for (qsizetype i = 0; i < count; ++i) {
        const TextToken &token = tokens.at(first + i);
        if (!phrase.parts.at(i).matches(token) || (i > 0 && token.beginsSentence))
            return 0;
    }
    return count;
}

QList<FactWord> FactWords::find(const QList<TextToken> &tokens) const
{
    QList<FactWord> found;
    for (qsizetype first = 0; first < tokens.size();) {
        qsizetype longest = 0;
        const Phrase *phrase = nullptr;
        for (const int candidate : candidates(tokens.at(first))) {
            const qsizetype count = matchLength(m_phrases.at(candidate), tokens, first);
            if (count > longest) {
                longest = count;
                phrase = &m_phrases.at(candidate);
            }
        }
        if (longest > 0) {
            const TextToken &last = tokens.at(first + longest - 1);
            bool whole = true;
            for (qsizetype i = 0; i < longest; ++i)
                whole = whole && phrase->parts.at(i).isWhole(tokens.at(first + i));
            found.append({phrase->group, tokens.at(first).position,
                          last.position + last.length - tokens.at(first).position, whole});
        }
        first += std::max<qsizetype>(longest, 1);
    }
    return found;
}

QSet<int> FactWords::groupsIn(const QList<TextToken> &tokens) const
{
    QSet<int> groups;
    for (const FactWord &word : find(tokens)) {
        groups.insert(word.group);
        for (const QString &covered : m_covers.value(word.group))
            groups.insert(static_cast<int>(m_groups.indexOf(covered)));
    }
    return groups;
}

} // namespace listwright
