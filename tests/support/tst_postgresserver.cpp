// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/postgresserver.h"

#include <QTest>

#include <libpq-fe.h>

using namespace listwright::test;
using namespace Qt::StringLiterals;

class PostgresServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void databasesAreFreshAndApart();
    void isDroppedAtTheEnd();
    void endsConnections();
    void canBeUnreachable();

private:
    static bool isAlive(PGconn *connection) { return PQstatus(connection) == CONNECTION_OK; }

    std::unique_ptr<PostgresDatabase> m_database;
};

void PostgresServerTest::init()
{
    m_database = PostgresDatabase::create();
    if (!m_database)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
}

void PostgresServerTest::databasesAreFreshAndApart()
{
    const auto other = PostgresDatabase::create();
    QVERIFY(other);
    QVERIFY(other->url() != m_database->url());
    QVERIFY(m_database->execute(u"CREATE TABLE one (a int); INSERT INTO one VALUES (7)"_s));
    QCOMPARE(m_database->value(u"SELECT a FROM one"_s), u"7"_s);
    QCOMPARE(other->value(u"SELECT count(*) FROM pg_tables WHERE tablename = 'one'"_s), u"0"_s);
}

void PostgresServerTest::isDroppedAtTheEnd()
{
    auto other = PostgresDatabase::create();
    QVERIFY(other);
    const QString count = u"SELECT count(*) FROM pg_database WHERE datname = '%1'"_s.arg(other->name());
    QCOMPARE(m_database->value(count), u"1"_s);
    PGconn *connection = PQconnectdb(other->url().toUtf8().constData());
    QVERIFY(isAlive(connection));
    other.reset();
    QCOMPARE(m_database->value(count), u"0"_s);
    PQfinish(connection);
}

void PostgresServerTest::endsConnections()
{
    PGconn *connection = PQconnectdb(m_database->url().toUtf8().constData());
    QVERIFY(isAlive(connection));
    m_database->disconnectAll();
    PQclear(PQexec(connection, "SELECT 1"));
    QVERIFY(!isAlive(connection));
    PQreset(connection);
    QVERIFY2(isAlive(connection), "the database is still there");
    PQfinish(connection);
}

void PostgresServerTest::canBeUnreachable()
{
    PGconn *connection = PQconnectdb(m_database->url().toUtf8().constData());
    QVERIFY(isAlive(connection));
    m_database->setReachable(false);
    PQreset(connection);
    QVERIFY(!isAlive(connection));
    m_database->setReachable(true);
    PQreset(connection);
    QVERIFY(isAlive(connection));
    PQfinish(connection);
}

QTEST_GUILESS_MAIN(PostgresServerTest)
#include "tst_postgresserver.moc"
