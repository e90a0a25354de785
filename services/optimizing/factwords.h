// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/visibletext.h"

#include <QHash>
#include <QSet>

namespace listwright {

/** A word or phrase of a list that was found in a text. */
struct FactWord
{
    int group = 0;
    qsizetype position = 0;
    qsizetype length = 0;
    bool whole = false; ///< no more than an ending stands behind an open part
};

/**
 * Groups of words that mean one thing in several languages, read from resources/facts: black, schwarz, czarny. "*" at
 * an end stands for any letters there; words written in capitals count in capitals only.
 */
class FactWords
{
public:
    static const FactWords &colours();
    static const FactWords &materials();
    static const FactWords &claims();
    static const FactWords &numbers();
    static const FactWords &brands();
    static const FactWords &compatibility();

    /** The longest phrase at each place, in the order of the text. */
    QList<FactWord> find(const QList<TextToken> &tokens) const;
    QString groupName(int group) const { return m_groups.at(group); }
    /** Groups found, with those that they cover: what is stainless steel may be called steel. */
    QSet<int> groupsIn(const QList<TextToken> &tokens) const;

private:
    struct Part
    {
        QString text;
        bool open = false;     ///< any letters may follow
        bool capitals = false; ///< compared as it is written
        bool matches(const TextToken &token) const;
        bool isWhole(const TextToken &token) const;
    };
    struct Phrase
    {
        int group = 0;
        QList<Part> parts;
    };

    static FactWords fromGroups(const QString &file);
    static FactWords fromList(const QString &file, const QString &member);
    int addGroup(const QString &name, const QStringList &words);
    void addPhrase(int group, const QString &words);
    QList<int> candidates(const TextToken &token) const;
    qsizetype matchLength(const Phrase &phrase, const QList<TextToken> &tokens, qsizetype first) const;

    QStringList m_groups;
    QHash<int, QStringList> m_covers;
    QList<Phrase> m_phrases;
    QHash<QString, QList<int>> m_whole; ///< phrases by their first word
    QHash<QString, QList<int>> m_stems; ///< by a first word that is open
};

} // namespace listwright
