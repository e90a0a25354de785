// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/console.h"

#include <QJsonDocument>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace listwright {

namespace {

constexpr int progressInterval = 100; ///< milliseconds
constexpr qsizetype widestColumn = 60;

bool write(FILE *stream, const QByteArray &bytes)
{
    const auto size = static_cast<size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

QString shortened(const QString &text)
{
    const QString line = text.simplified();
    return line.size() <= widestColumn ? line : QString(line.left(widestColumn - 1) + u'…');
}

} // namespace

QJsonObject errorJson(const Error &error)
{
    return {{QStringLiteral("code"), errorCodeName(error.code)}, {QStringLiteral("message"), error.message}};
}

Console::Console(bool json, bool quiet) : m_json(json), m_showProgress(!quiet && isatty(STDERR_FILENO) != 0) {}

Console::~Console()
{
    clearProgress();
}

void Console::leaveOutputToFile()
{
    m_outputTaken = true;
    std::signal(SIGPIPE, SIG_DFL);
}

void Console::writeResult(const QByteArray &bytes)
{
    clearProgress();
    // A reader that went away (head, a closed pager) is no reason to complain.
    if (write(m_outputTaken ? stderr : stdout, bytes) || errno == EPIPE || m_outputProblem)
        return;
    const QString reason = QString::fromLocal8Bit(std::strerror(errno));
    m_outputProblem = Error{errno == ENOSPC ? ErrorCode::StorageFull : ErrorCode::Io,
                            tr("The result cannot be written: %1.").arg(reason),
                            {},
                            {}};
}

void Console::line(const QString &text)
{
    if (m_json)
        return;
    writeResult(text.toUtf8() + '\n');
}

void Console::table(const QList<QStringList> &records)
{
    QList<qsizetype> widths;
    for (const QStringList &record : records) {
        for (qsizetype i = 0; i < record.size(); ++i) {
            if (widths.size() <= i)
                widths.append(0);
            widths[i] = std::max(widths.at(i), shortened(record.at(i)).size());
        }
    }
    for (const QStringList &record : records) {
        QString text;
        for (qsizetype i = 0; i < record.size(); ++i)
            text += shortened(record.at(i)).leftJustified(widths.at(i) + 2);
        while (text.endsWith(u' '))
            text.chop(1);
        line(text);
    }
}

void Console::result(const QJsonObject &object)
{
    if (!m_json)
        return;
    writeResult(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

void Console::note(const QString &text)
{
    clearProgress();
    m_noted.insert(text);
    write(stderr, text.toUtf8() + '\n');
}

void Console::complaint(const Error &error)
{
    if (!hasNoted(error.message))
        note(u"listwright: " + error.message);
}

void Console::error(const Error &error)
{
    complaint(error);
    result({{QStringLiteral("error"), errorJson(error)}});
}

void Console::progress(const QString &text)
{
    if (!m_showProgress || (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < progressInterval))
        return;
    m_sinceProgress.start();
    m_progressShown = true;
    write(stderr, "\r\x1b[K" + text.toUtf8());
}

void Console::clearProgress()
{
    if (m_progressShown)
        write(stderr, "\r\x1b[K");
    m_progressShown = false;
}

} // namespace listwright
