// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apidocument.h"
#include "services/receiving/receiver.h"
#include "tests/support/catalogfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QString named(const QString &method, const QString &path)
{
    return method.toUpper() + u' ' + path;
}

/** What a key must allow by the program, by "GET /api/products". */
QMap<QString, QString> served()
{
    const CatalogFixture fixture;
    const auto storage = fixture.open();
    const Receiver receiver(*storage, {});
    QMap<QString, QString> scopes;
    const QList<RouteTable::Route> routes = receiver.served().routes();
    for (const RouteTable::Route &route : routes)
        scopes.insert(named(QString::fromLatin1(route.method), QString::fromLatin1(route.pattern)),
                      QString::fromLatin1(route.scope));
    return scopes;
}

/** Likewise by the document. */
QMap<QString, QJsonObject> documented()
{
    QMap<QString, QJsonObject> operations;
    const QJsonObject paths = QJsonDocument::fromJson(apiDocument())[u"paths"].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method)
            operations.insert(named(method.key(), path.key()), method.value().toObject());
    }
    return operations;
}

} // namespace

class TestServedRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreDocumentedAndNoOthers();
    void scopesAreThoseOfTheDocument();
};

void TestServedRoutes::allAreDocumentedAndNoOthers()
{
    const QStringList routes = served().keys();
    QVERIFY(routes.size() > 30);
    QCOMPARE(routes, documented().keys());
}

void TestServedRoutes::scopesAreThoseOfTheDocument()
{
    const QMap<QString, QString> scopes = served();
    const QMap<QString, QJsonObject> operations = documented();
    for (auto scope = scopes.begin(); scope != scopes.end(); ++scope) {
        const QJsonObject operation = operations.value(scope.key());
        QVERIFY2(operation[u"x-scope"_s].toString() == scope.value(), qPrintable(scope.key()));
        if (scope.value().isEmpty()) {
            QVERIFY2(operation.contains(u"security"_s), qPrintable(scope.key())); // other than the keys of the whole
            continue;
        }
        QVERIFY2(!operation.contains(u"security"_s), qPrintable(scope.key()));
        QVERIFY2(operation[u"description"_s].toString().endsWith(u"Needs the scope `%1`."_s.arg(scope.value())),
                 qPrintable(scope.key()));
        const QJsonObject responses = operation[u"responses"_s].toObject();
        QVERIFY2(responses.contains(u"401"_s) && responses.contains(u"403"_s), qPrintable(scope.key()));
    }
}

QTEST_GUILESS_MAIN(TestServedRoutes)
#include "tst_servedroutes.moc"
