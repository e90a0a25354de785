// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/programfixture.h"

#include <QRegularExpression>

#include <csignal>

namespace listwright::test {

/** `listwright serve` at a free port of this machine; killed where it was not ended. */
class ServedProgram
{
public:
    /** Returns when it serves. */
    explicit ServedProgram(const Program &program, const QStringList &options = {})
    {
        static const QRegularExpression place(QStringLiteral("https?://127\\.0\\.0\\.1:(\\d+)"));
        m_process.setReadChannel(QProcess::StandardError); // where it says its address
        program.start(m_process,
                      QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                          options);
        while (m_port == 0 && m_process.waitForReadyRead(60'000)) {
            m_said += m_process.readAll();
            m_port = place.match(QString::fromUtf8(m_said)).captured(1).toUShort();
        }
        if (m_port == 0)
            qFatal("the server did not begin: %s", m_said.constData());
    }
    ~ServedProgram()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    quint16 port() const { return m_port; }
    /** Up to its address. */
    const QByteArray &said() const { return m_said; }
    /** Runs on for so long, unless it ends by itself. */
    void runFor(int milliseconds) { m_process.waitForFinished(milliseconds); }
    /** As Ctrl-C does. */
    Run end()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGTERM);
        return Program::finished(m_process);
    }

private:
    QProcess m_process;
    QByteArray m_said;
    quint16 m_port = 0;
};

} // namespace listwright::test
