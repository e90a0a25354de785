// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace listwright {

/** A word or number of a text, with where it stands in it. */
struct TextToken
{
    QString text;
    QString folded; ///< lower case, without marks: "größe" and "GROESSE" do not differ from "grosse"
    qsizetype position = 0;
    qsizetype length = 0;
    bool beginsSentence = false;
    QChar before; ///< the character in front of it; null at the beginning
    bool operator==(const TextToken &) const = default;
};

/**
 * A text as a reader sees it, each character with its place in the text as it is written: tags are gaps, entities the
 * characters they stand for, invisible characters nothing.
 */
class VisibleText
{
public:
    explicit VisibleText(const QString &written);

    const QString &text() const { return m_text; }
    /** Letters and digits together; "18V" is one, "GBH 2-26" are three. */
    QList<TextToken> tokens() const;
    /** Where a stretch of text() stands in what is written: position and length. */
    std::pair<int, int> written(qsizetype position, qsizetype length) const;

private:
    void append(char32_t character, qsizetype position, qsizetype end);

    QString m_text;
    QList<qsizetype> m_begins; ///< of each character of m_text
    QList<qsizetype> m_ends;
};

/** Lower case, without marks and signs; see models/domain/textfolding.h. */
QString foldedWord(const QString &word);

} // namespace listwright
