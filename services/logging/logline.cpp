// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logline.h"

#include "services/logging/logfields.h"
#include "services/logging/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace listwright {

namespace {

constexpr qsizetype maximumMessage = 16'000;
// A secret that this first cut takes apart lies far beyond the second, which is the one that shows.
constexpr qsizetype maximumExamined = 4 * maximumMessage;

QString safeText(const QString &message)
{
    const QString text = redacted(message.left(maximumExamined));
    if (message.size() <= maximumMessage)
        return text;
    return text.left(maximumMessage) + QStringLiteral("… (%1 characters in all)").arg(message.size());
}

bool needsNoEscape(const QString &text)
{
    return std::ranges::all_of(text, [](QChar character) {
        return character >= u' ' && character < u'\x7f' && character != u'"' && character != u'\\';
    });
}

void addName(QByteArray &line, const char *name)
{
    line += line.isEmpty() ? "{\"" : ",\"";
    line += name;
    line += "\":";
}

/** JSON objects sort their names; a person reading the file wants time and level first. */
void addMember(QByteArray &line, const char *name, const QString &text)
{
    addName(line, name);
    if (needsNoEscape(text)) { // nearly all, at a tenth of the price
        line += '"' + text.toLatin1() + '"';
        return;
    }
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    line += QByteArrayView(array).sliced(1, array.size() - 2);
}

} // namespace

QByteArray toLogLine(const LogEntry &entry)
{
    const LogMessage message = splitLogFields(entry.message);
    QByteArray line;
    addMember(line, "time", entry.time.toUTC().toString(Qt::ISODateWithMs));
    addMember(line, "level", logLevelName(entry.level));
    addMember(line, "category", entry.category);
    addMember(line, "message", safeText(message.text));
    addMember(line, "thread", entry.thread);
    if (!message.fields.isEmpty()) {
        addName(line, "fields");
        line += QJsonDocument(redacted(message.fields)).toJson(QJsonDocument::Compact);
    }
    return line + "}\n";
}

QByteArray lostLinesLine(qint64 count)
{
    const QJsonObject fields{{QStringLiteral("lines"), count}};
    return toLogLine({QDateTime::currentDateTimeUtc(), LogLevel::Warning, QStringLiteral("listwright.logging"),
                      QStringLiteral("Log lines are missing here: they could not be written") + logFields(fields),
                      QStringLiteral("log")});
}

QByteArray toTerminalLine(const LogEntry &entry)
{
    QString text = safeText(splitLogFields(entry.message).text);
    // A message may quote outside data; escape sequences in it must not reach the terminal.
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control)
            character = QLatin1Char(' ');
    }
    return "listwright: " + logLevelName(entry.level).toLatin1() + ": " + text.toLocal8Bit() + '\n';
}

} // namespace listwright
