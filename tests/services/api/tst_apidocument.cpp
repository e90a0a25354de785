// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apidocument.h"
#include "services/api/expectedrequest.h"
#include "services/api/htmltext.h"
#include "services/server/httpserver.h"
#include "tests/support/documentlint.h"
#include "tests/support/rawhttp.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject document()
{
    return QJsonDocument::fromJson(apiDocument()).object();
}

/** The value with what is at the path replaced; undefined takes it away. */
QJsonValue replaced(const QJsonValue &value, QStringList path, const QJsonValue &by)
{
    if (path.isEmpty())
        return by;
    const QString name = path.takeFirst();
    if (value.isArray()) {
        QJsonArray list = value.toArray();
        list.replace(name.toInt(), replaced(list.at(name.toInt()), path, by));
        return list;
    }
    QJsonObject object = value.toObject();
    const QJsonValue inner = replaced(object.value(name), path, by);
    if (inner.isUndefined())
        object.remove(name);
    else
        object.insert(name, inner);
    return object;
}

/** A server of the document alone. */
class Documented
{
public:
    Documented()
    {
        RouteTable table;
        table.add(apiDocumentRoute());
        table.add(apiDocsRoute());
        HttpServerOptions options;
        options.port = 0;
        m_server = std::make_unique<HttpServer>(std::move(table), options);
        if (const auto started = m_server->start(); !started)
            qFatal("%s", qPrintable(started.error().message));
    }
    RawAnswer get(const QByteArray &target, const QByteArray &headers = {}) const
    {
        return sendRequest(m_server->port(),
                           "GET " + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_server->port()) +
                               "\r\nConnection: close\r\n" + headers + "\r\n");
    }
    QByteArray address() const { return "http://localhost:" + QByteArray::number(m_server->port()); }

private:
    std::unique_ptr<HttpServer> m_server;
};

/** The page as a reader of XML sees it: texts, and values of attributes by "element@attribute". */
struct ReadPage
{
    QString problem;
    QMultiHash<QString, QString> attributes;
    QStringList elements;

    explicit ReadPage(QByteArray html)
    {
        html.replace("<!DOCTYPE html>", "").replace("<br>", "<br/>");
        static const QRegularExpression meta(u"<meta([^>]*)>"_s);
        QXmlStreamReader reader(QString::fromUtf8(html).replace(meta, u"<meta\\1/>"_s));
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            elements.append(reader.name().toString());
            const auto all = reader.attributes();
            for (const QXmlStreamAttribute &each : all)
                attributes.insert(u"%1@%2"_s.arg(reader.name(), each.name()), each.value().toString());
        }
        if (reader.hasError())
            problem = u"%1 in line %2"_s.arg(reader.errorString()).arg(reader.lineNumber());
    }
};

} // namespace

class TestApiDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isClean();
    void faultsAreFound_data();
    void faultsAreFound();
    void undocumentedAnswersAreFound_data();
    void undocumentedAnswersAreFound();
    void objectsOfAnswersAreClosed();
    void refusalsOfAllOperationsAreTold();
    void operationsAreRead();
    void isServed();
    void pageIsWellFormed();
    void pageTellsEverything();
    void pageUsesItsOwnStyleAlone();
    void textsAreEscaped();
};

void TestApiDocument::isClean()
{
    QVERIFY(!document().isEmpty());
    QCOMPARE(lintFaults(document()), QStringList());
}

void TestApiDocument::faultsAreFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("by");
    QTest::addColumn<QString>("fault");
    const QJsonValue gone = QJsonValue::Undefined;
    const QString products = u"paths|/api/products|get|"_s;
    const auto row = [](const char *name, const QString &path, const QJsonValue &by, const char *fault) {
        QTest::newRow(name) << path << by << QString::fromUtf8(fault);
    };
    row("contact", u"info|contact"_s, gone, "contact is missing");
    row("license", u"info|license"_s, gone, "license is missing");
    row("version", u"openapi"_s, u"3.0.3"_s, "is not 3.1");
    row("servers", u"servers"_s, gone, "/servers: are missing");
    row("slash of the server", u"servers|0|url"_s, u"http://localhost/"_s, "end with a slash");
    row("tag without description", u"tags|0|description"_s, gone, "is not described");
    row("order of tags", u"tags|0|name"_s, u"Zebra"_s, "is not in its order");
    row("operationId", products + u"operationId"_s, gone, "has no operationId");
    row("operationId twice", products + u"operationId"_s, u"getProduct"_s, "stands twice");
    row("operationId in addresses", products + u"operationId"_s, u"list products"_s, "has no operationId");
    row("summary", products + u"summary"_s, gone, "has no summary");
    row("description", products + u"description"_s, gone, "has no description");
    row("script", products + u"description"_s, u"<script>"_s, "holds script");
    row("no tag", products + u"tags"_s, QJsonArray(), "has not one known tag");
    row("unknown tag", products + u"tags"_s, QJsonArray{u"Else"_s}, "has not one known tag");
    row("success", products + u"responses|200"_s, gone, "has no answer of success"); // 304 is one as well
    row("parameter twice", products + u"parameters|0"_s,
        document()[u"paths"][u"/api/products"][u"get"][u"parameters"][1], "stands twice");
    row("reference", products + u"parameters|0"_s, QJsonObject{{u"$ref"_s, u"#/components/parameters/X"_s}},
        "does not exist");
    row("undeclared parameter", u"paths|/api/products/{id}|get|parameters"_s, QJsonArray(), "is not declared");
    row("parameter of no path", u"components|parameters|Id|name"_s, u"number"_s, "is not in the path");
    row("security", products + u"security"_s, QJsonArray{QJsonObject{{u"x"_s, QJsonArray()}}}, "no security scheme");
    row("trailing slash", u"paths|/api/products/"_s, QJsonObject(), "ends with a slash");
    row("query in a path", u"paths|/api/products?a=b"_s, QJsonObject(), "is no path");
    row("component", u"components|schemas|Unused"_s, QJsonObject{{u"type"_s, u"string"_s}}, "is not used");
    row("list of nothing", u"components|schemas|Jobs|properties|items|items"_s, gone, "list of what");
    row("enum", u"components|schemas|Job|properties|state|enum"_s, QJsonArray{u"a"_s, 1}, "is not of the type");
    row("enum twice", u"components|schemas|Job|properties|state|enum"_s, QJsonArray{u"a"_s, u"a"_s}, "the same twice");
    row("keyword", u"components|schemas|Job|if"_s, QJsonObject(), "if is not known");
    row("example", u"components|schemas|Product|allOf|1|required|0"_s, u"colour"_s, "“colour” is missing");
}

void TestApiDocument::faultsAreFound()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, by);
    QFETCH(QString, fault);
    QJsonValue wrong = replaced(document(), path.split(u'|'), by);
    if (qstrcmp(QTest::currentDataTag(), "success") == 0)
        wrong = replaced(wrong, {u"paths"_s, u"/api/products"_s, u"get"_s, u"responses"_s, u"304"_s},
                         QJsonValue::Undefined);
    const QStringList faults = lintFaults(wrong.toObject());
    QVERIFY2(std::ranges::any_of(faults, [&fault](const QString &each) { return each.contains(fault); }),
             qPrintable(faults.join(u'\n')));
}

void TestApiDocument::undocumentedAnswersAreFound_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("problem");
    const QByteArray id = "X-Request-Id: 0123456789abcdef\r\n";
    const QByteArray plain = id + "Content-Type: application/json\r\n";
    const QByteArray tagged = plain + "ETag: \"1\"\r\n";
    const auto error = [](const QByteArray &code) -> QByteArray {
        return R"({"error":{"code":")" + code + R"(","message":"x","details":{},"request_id":"0123456789abcdef"}})";
    };
    const auto row = [](const char *name, const QByteArray &request, int status, const QByteArray &headers,
                        const QByteArray &body, const char *problem = "") {
        QTest::newRow(name) << request << status << headers << body << QString::fromUtf8(problem);
    };
    const QByteArray empty = R"({"items":[],"next":null})";
    row("fits", "GET /api/products?limit=1", 200, tagged, empty);
    row("head", "HEAD /api/products", 200, tagged, "");
    row("options", "OPTIONS /api/products", 204, id, "");
    row("no tag", "GET /api/products", 200, plain, empty, "ETag is missing");
    row("no id", "GET /api/products", 200, "ETag: \"1\"\r\nContent-Type: application/json\r\n", empty, "X-Request-Id");
    row("another type", "GET /api/products", 200, id + "ETag: \"1\"\r\nContent-Type: text/html\r\n", empty,
        "text/html");
    row("more members", "GET /api/products", 200, tagged, R"({"items":[],"next":null,"total":0})", "/total");
    row("no JSON", "GET /api/products", 200, tagged, "{", "no JSON");
    row("another status", "GET /api/products", 201, tagged, empty, "status is not documented");
    row("a body too much", "DELETE /api/products/1", 204, id, "{}", "there is a body");
    row("error", "GET /api/products/9", 404, plain, error("not_found"));
    row("code", "GET /api/products/9", 404, plain, error("lost"), "/error/code");
    row("no details", "GET /api/products/9", 404, plain, error("not_found").replace(R"("details":{},)", ""), "details");
    row("not documented", "GET /api/products", 404, plain, error("not_found"), "status is not documented");
    row("nowhere", "GET /api/nowhere", 404, plain, error("not_found"));
    row("in no way", "PUT /api/products", 405, plain, error("method_not_allowed"));
    row("malformed", "GET /api/docs", 400, plain, error("bad_request"));
    row("malformed otherwise", "GET /api/docs", 400, plain, error("malformed"), "status is not documented");
    row("too large", "GET /api/docs", 413, plain, error("body_too_large"));
    row("too large otherwise", "GET /api/docs", 413, plain, error("bad_request"), "status is not documented");
    row("the more exact path", "POST /api/products/bulk-delete", 200, plain,
        R"({"changed":1,"missing":0,"change_set":1})");
    row("an operation nobody knows", "GET /api/secret", 200, plain, "{}", "no such operation");
}

void TestApiDocument::undocumentedAnswersAreFound()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QString, problem);
    const QString found = undocumented(request + " HTTP/1.1\r\n\r\n", status, "HTTP/1.1 200 OK\r\n" + headers, body);
    QVERIFY2(problem.isEmpty() ? found.isEmpty() : found.contains(problem), qPrintable(found));
}

/** What an answer holds beyond the document would go unnoticed otherwise. */
void TestApiDocument::objectsOfAnswersAreClosed()
{
    const QStringList sent{u"Document"_s, u"Improvement"_s, u"IncomingProduct"_s, u"IncomingProducts"_s};
    const QJsonObject schemas = document()[u"components"][u"schemas"].toObject();
    for (auto schema = schemas.begin(); schema != schemas.end(); ++schema) {
        if (schema.value()[u"type"] == u"object"_s && !sent.contains(schema.key()))
            QVERIFY2(!schema.value()[u"additionalProperties"].isUndefined(), qPrintable(schema.key()));
    }
}

/** What every operation with a key is refused for before it is looked at. */
void TestApiDocument::refusalsOfAllOperationsAreTold()
{
    const QJsonObject paths = document()[u"paths"].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        for (const auto &operation : methods) {
            if (operation[u"x-scope"].toString().isEmpty())
                continue;
            const QStringList statuses = operation[u"responses"].toObject().keys();
            QStringList expected{u"400"_s, u"401"_s, u"403"_s, u"429"_s, u"500"_s, u"503"_s};
            if (operation[u"requestBody"].isObject())
                expected += {u"413"_s, u"415"_s};
            for (const QString &status : std::as_const(expected))
                QVERIFY2(statuses.contains(status), qPrintable(operation[u"operationId"].toString() + u' ' + status));
        }
    }
}

void TestApiDocument::operationsAreRead()
{
    const auto list = expectedRequest("GET", "/api/products");
    QVERIFY(list);
    QVERIFY(!list->takesJson);
    QVERIFY(list->parameters.contains(u"brand"_s) && list->parameters.contains(u"cursor"_s)); // shared ones and its own
    QVERIFY(!list->parameters.contains(u"If-None-Match"_s));
    QVERIFY(expectedRequest("PATCH", "/api/products/{id}")->takesJson);
    QVERIFY(!expectedRequest("POST", "/api/import/batch")->takesJson); // forms as well
    QVERIFY(expectedRequest("POST", "/api/import/batch")->takesBody);
    QVERIFY(!expectedRequest("POST", "/api/jobs/{id}/retry")->takesBody);
    QVERIFY(!expectedRequest("GET", "/api/nowhere"));
}

void TestApiDocument::isServed()
{
    const Documented served;
    const RawAnswer answer = served.get("/api/openapi.json");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(answer.json()[u"info"][u"version"].toString(), QStringLiteral(LISTWRIGHT_VERSION));
    QCOMPARE(answer.json()[u"servers"][0][u"url"].toString(), u"/"_s);
    const QByteArray known = "If-None-Match: " + answer.header("ETag") + "\r\n";
    QCOMPARE(served.get("/api/openapi.json", known).status, 304);
    QCOMPARE(served.get("/api/docs", known).status, 200);
}

void TestApiDocument::pageIsWellFormed()
{
    const Documented served;
    const RawAnswer answer = served.get("/api/docs");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Type"), QByteArray("text/html; charset=utf-8"));
    const ReadPage page(answer.body);
    QVERIFY2(page.problem.isEmpty(), qPrintable(page.problem));
    const QStringList ids = page.attributes.values(u"article@id"_s) + page.attributes.values(u"section@id"_s);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    const QStringList links = page.attributes.values(u"a@href"_s);
    QVERIFY(links.size() > ids.size());
    for (const QString &link : links)
        QVERIFY2(link == u"openapi.json" || (link.startsWith(u'#') && ids.contains(link.mid(1))), qPrintable(link));
}

void TestApiDocument::pageTellsEverything()
{
    const Documented served;
    const RawAnswer answer = served.get("/api/docs");
    const auto tells = [&answer](const QByteArray &html) { return answer.body.contains(html); };
    const ReadPage page(answer.body);
    const QStringList articles = page.attributes.values(u"article@id"_s);
    const QJsonObject paths = document()[u"paths"].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        for (const auto &operation : methods)
            QVERIFY(articles.contains(operation[u"operationId"].toString()));
        QVERIFY2(tells("<code>" + path.key().toUtf8() + "</code>"), qPrintable(path.key()));
    }
    const QStringList schemas = document()[u"components"][u"schemas"].toObject().keys();
    for (const QString &schema : schemas)
        QVERIFY2(articles.contains(u"schema-"_s + schema), qPrintable(schema));
    QVERIFY(tells("curl -sS &#39;" + served.address() + "/api/import/webhook&#39;"));
    QVERIFY(answer.body.contains("X-Webhook-Secret: $LISTWRIGHT_WEBHOOK_SECRET"));
    QVERIFY(tells("curl -sS -X PATCH &#39;" + served.address() + "/api/products/1&#39;"));
    QVERIFY(answer.body.contains("/api/products/1/validate?marketplace=ebay&#39;"));
    QVERIFY(!answer.body.contains("@address@") && !answer.body.contains("@version@"));
}

void TestApiDocument::pageUsesItsOwnStyleAlone()
{
    const Documented served;
    const RawAnswer answer = served.get("/api/docs");
    const QByteArray policy = answer.header("Content-Security-Policy");
    QVERIFY2(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
    QVERIFY(!policy.contains("unsafe"));
    const qsizetype begin = answer.body.indexOf("<style>") + 7;
    const QByteArray style = answer.body.mid(begin, answer.body.indexOf("</style>") - begin);
    QVERIFY(style.contains("prefers-color-scheme: dark"));
    QVERIFY(!style.contains("url(") && !style.contains("@import"));
    const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    QVERIFY(policy.contains(hash));
    const ReadPage page(answer.body);
    for (const QString &foreign : {u"script"_s, u"link"_s, u"img"_s, u"iframe"_s, u"form"_s, u"object"_s})
        QVERIFY2(!page.elements.contains(foreign), qPrintable(foreign));
    const QStringList attributes = page.attributes.keys();
    for (const QString &attribute : attributes)
        QVERIFY2(!attribute.contains(u"@on"_s) && !attribute.endsWith(u"@style"_s) && !attribute.endsWith(u"@src"_s),
                 qPrintable(attribute));
}

void TestApiDocument::textsAreEscaped()
{
    const auto same = [](const std::string &html, const char *expected) {
        return QTest::qCompare(QString::fromStdString(html), QString::fromUtf8(expected), "html", "expected", __FILE__,
                               __LINE__);
    };
    QVERIFY(same(htmltext::escaped("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"));
    QVERIFY(same(htmltext::line("a `<b>` c"), "a <code>&lt;b&gt;</code> c"));
    QVERIFY(same(htmltext::line("one ` alone"), "one  alone"));
    QVERIFY(same(htmltext::paragraphs("One.\n\n- `a`\n- b\n\nTwo."),
                 "<p>One.</p>\n<ul>\n<li><code>a</code></li>\n<li>b</li>\n</ul>\n<p>Two.</p>\n"));
    QVERIFY(same(htmltext::paragraphs(""), ""));
}

QTEST_GUILESS_MAIN(TestApiDocument)
#include "tst_apidocument.moc"
