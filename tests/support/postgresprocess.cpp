// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/postgresprocess.h"

#include <QCoreApplication>
#include <QProcess>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

const QString script = QStringLiteral(LISTWRIGHT_SOURCE_DIR "/scripts/testpostgres.sh");

} // namespace

PostgresProcess::PostgresProcess()
{
    QProcess process;
    process.start(script, {u"start"_s, QString::number(QCoreApplication::applicationPid())});
    process.waitForFinished(90'000);
    const QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    if (process.exitCode() == 0 && lines.size() == 2) {
        m_url = lines.first();
        m_folder = lines.last();
    } else {
        m_problem = u"No PostgreSQL server: %1"_s.arg(QString::fromUtf8(process.readAllStandardError()).trimmed());
    }
}

PostgresProcess::~PostgresProcess()
{
    if (!m_folder.isEmpty())
        run(u"stop"_s);
}

bool PostgresProcess::run(const QString &command) const
{
    return QProcess::execute(script, {command, m_folder}) == 0;
}

} // namespace listwright::test
