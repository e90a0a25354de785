// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/smallwords.h"

#include "services/listing/factsfile.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace listwright {

namespace {

QSet<QString> smallWordsOfFile(const QString &kind)
{
    const QJsonObject languages = factsFile(QStringLiteral("smallwords.json")).value(kind).toObject();
    QSet<QString> words;
    for (const QJsonValue &list : languages) {
        const QJsonArray entries = list.toArray();
        for (const QJsonValue &entry : entries)
            words.insert(entry.toString());
    }
    Q_ASSERT(!words.isEmpty());
    return words;
}

const QSet<QString> &leadingWords()
{
    static const QSet<QString> words = smallWordsOfFile(QStringLiteral("leading"));
    return words;
}

const QSet<QString> &joiningWords()
{
    static const QSet<QString> words = smallWordsOfFile(QStringLiteral("joining"));
    return words;
}

/** Without the marks around it: "(with" and "mit," are words, too. */
QString bareWord(QStringView word)
{
    while (!word.isEmpty() && !word.front().isLetterOrNumber() && word != QLatin1String("&"))
        word = word.mid(1);
    while (!word.isEmpty() && !word.back().isLetterOrNumber() && word != QLatin1String("&"))
        word.chop(1);
    return word.toString();
}

bool isWrittenAsAWord(const QString &word, bool allCapitals)
{
    if (allCapitals)
        return true;
    const QString rest = word.mid(1);
    return rest == rest.toLower() && (word.size() > 1 || word == word.toLower());
}

bool endsPart(QStringView word)
{
    return QStringView(u",;:|/)]!").contains(word.back());
}

bool isSeparator(QStringView word)
{
    return comparableWord(word).isEmpty() && !isJoiningWord(word);
}

} // namespace

bool isSmallWord(QStringView word, bool allCapitals)
{
    const QString bare = bareWord(word);
    if (bare.isEmpty() || !isWrittenAsAWord(bare, allCapitals))
        return bare == QLatin1String("&");
    const QString lower = bare.toLower();
    return leadingWords().contains(lower) || joiningWords().contains(lower) || lower == QLatin1String("&");
}

bool isJoiningWord(QStringView word)
{
    const QString lower = bareWord(word).toLower();
    return lower == QLatin1String("&") || joiningWords().contains(lower);
}

QString withoutTrailingSmallWords(const QString &text)
{
    QString result = text;
    const bool allCapitals = text == text.toUpper();
    for (QList<TextSpan> words = wordSpans(result);
         words.size() > 1 && isSmallWord(QStringView(result).mid(words.last().position), allCapitals);
         words = wordSpans(result))
        result = tidied(result.left(words.last().position));
    return result;
}

TextSpan withLeadingWords(const QString &text, const TextSpan &span)
{
    TextSpan longer = span;
    const QList<TextSpan> words = wordSpans(QStringView(text).left(span.position));
    const bool begins = span.position == 0 || text.at(span.position - 1).isSpace();
    for (qsizetype i = words.size() - 1; begins && i >= 0; --i) {
        const QStringView word = QStringView(text).mid(words.at(i).position, words.at(i).length);
        if (comparableWord(word).size() != word.size() || !isSmallWord(word))
            break;
        longer = {words.at(i).position, span.position + span.length - words.at(i).position};
    }
    return longer;
}

QStringList danglingWords(const QString &text)
{
    QStringList dangling;
    const bool allCapitals = text == text.toUpper();
    const QList<TextSpan> words = wordSpans(text);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QStringView word = QStringView(text).mid(words.at(i).position, words.at(i).length);
        if (!isSmallWord(word, allCapitals))
            continue;
        const QStringView next = i + 1 < words.size()
                                     ? QStringView(text).mid(words.at(i + 1).position, words.at(i + 1).length)
                                     : QStringView();
        const bool leadsOn =
            !endsPart(word) && !next.isEmpty() && !isSeparator(next) && !isSmallWord(next, allCapitals);
        if (!leadsOn)
            dangling.append(comparableWord(word) + u' ' + comparableWord(next));
    }
    return dangling;
}

} // namespace listwright
