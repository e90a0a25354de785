// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/postgresserver.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QUrl>

#include <libpq-fe.h>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/** The server all databases of this program are made on. */
class Server
{
public:
    Server()
    {
        m_url = qEnvironmentVariable("LISTWRIGHT_TEST_POSTGRES");
        if (!m_url.isEmpty())
            return;
        QProcess process;
        process.start(script(), {u"start"_s, QString::number(QCoreApplication::applicationPid())});
        process.waitForFinished(90'000);
        const QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        if (process.exitCode() == 0 && lines.size() == 2) {
            m_url = lines.first();
            m_folder = lines.last();
        } else {
            m_problem = u"No PostgreSQL server: %1"_s.arg(QString::fromUtf8(process.readAllStandardError()).trimmed());
        }
    }
    ~Server()
    {
        if (!m_folder.isEmpty())
            QProcess::execute(script(), {u"stop"_s, m_folder});
    }
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    QString urlOf(const QString &database) const
    {
        QUrl url(m_url);
        url.setPath(u"/"_s + database);
        return url.toString(QUrl::FullyEncoded);
    }
    /** Of the server's own database. */
    QString url() const { return m_url; }
    QString problem() const { return m_problem; }

private:
    static QString script() { return QStringLiteral(LISTWRIGHT_SOURCE_DIR "/scripts/testpostgres.sh"); }

    QString m_url;
    QString m_folder;
    QString m_problem;
};

Server &server()
{
    static Server instance;
    return instance;
}

Connection connectTo(const QString &url)
{
    return {PQconnectdb(url.toUtf8().constData()), &PQfinish};
}

Answer run(const Connection &connection, const QString &sql)
{
    Answer answer(PQexec(connection.get(), sql.toUtf8().constData()), &PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        qWarning("PostgreSQL test server: %s in: %s", PQerrorMessage(connection.get()), qPrintable(sql));
        return {nullptr, &PQclear};
    }
    return answer;
}

bool runOnServer(const QString &sql)
{
    return run(connectTo(server().url()), sql) != nullptr;
}

} // namespace

std::unique_ptr<PostgresDatabase> PostgresDatabase::create()
{
    if (!server().problem().isEmpty())
        return nullptr;
    std::unique_ptr<PostgresDatabase> database(new PostgresDatabase);
    const QString name = u"listwright_test_%1_%2"_s.arg(QCoreApplication::applicationPid())
                             .arg(QRandomGenerator::global()->generate64(), 0, 36);
    if (!runOnServer(u"CREATE DATABASE \"%1\" TEMPLATE template0 ENCODING 'UTF8'"_s.arg(name)))
        return nullptr;
    database->m_name = name;
    return database;
}

QString PostgresDatabase::whyUnavailable()
{
    if (!server().problem().isEmpty())
        return server().problem();
    return u"The PostgreSQL server at %1 makes no database"_s.arg(server().url());
}

PostgresDatabase::~PostgresDatabase()
{
    if (!m_name.isEmpty())
        runOnServer(u"DROP DATABASE IF EXISTS \"%1\" WITH (FORCE)"_s.arg(m_name));
}

QString PostgresDatabase::url() const
{
    return server().urlOf(m_name);
}

void PostgresDatabase::disconnectAll()
{
    runOnServer(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1'"_s.arg(m_name));
}

void PostgresDatabase::setReachable(bool reachable)
{
    runOnServer(u"ALTER DATABASE \"%1\" ALLOW_CONNECTIONS %2"_s.arg(m_name, reachable ? u"true"_s : u"false"_s));
    if (!reachable)
        disconnectAll();
}

bool PostgresDatabase::execute(const QString &sql) const
{
    return run(connectTo(url()), sql) != nullptr;
}

QString PostgresDatabase::value(const QString &sql) const
{
    const Connection connection = connectTo(url());
    const Answer answer = run(connection, sql);
    if (!answer || PQntuples(answer.get()) == 0 || PQgetisnull(answer.get(), 0, 0) != 0)
        return {};
    return QString::fromUtf8(PQgetvalue(answer.get(), 0, 0));
}

} // namespace listwright::test
