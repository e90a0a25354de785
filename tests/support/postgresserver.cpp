// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/postgresserver.h"

#include "tests/support/postgresprocess.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QUrl>

#include <optional>

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
        if (m_url.isEmpty())
            m_url = m_own.emplace().url();
    }

    QString urlOf(const QString &database) const
    {
        QUrl url(m_url);
        url.setPath(u"/"_s + database);
        return url.toString(QUrl::FullyEncoded);
    }
    /** Of the server's own database. */
    QString url() const { return m_url; }
    QString problem() const { return m_own ? m_own->problem() : QString(); }

private:
    QString m_url;
    std::optional<PostgresProcess> m_own;
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
