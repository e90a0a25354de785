// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/ratelimits.h"
#include "services/optimizing/chatmodel.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QProcess>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

/**
 * Every kind of call against a server that holds each request against the vendor's own specification. Needs Node and,
 * the first time, the registry its modules come from; without them it is skipped.
 */
class ChatContractTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void asks_data() { rows(); }
    void asks();
    void testButton_data() { rows(); }
    void testButton();
    void listsModels_data() { rows(); }
    void listsModels();
    void faults_data();
    void faults();
    void lostAnswers_data() { rows(); }
    void lostAnswers();

private:
    void rows();
    QJsonObject control(const QByteArray &method, const QString &path, const QJsonObject &body = {});
    Provider provider(const QString &key) const;
    ChatRequest question(const QString &model) const;

    QProcess m_server;
    QString m_base;
    HttpClient m_client{{u"none"_s, {}}};
};

void ChatContractTest::initTestCase()
{
    QLoggingCategory::setFilterRules(u"listwright.net.info=false"_s);
    QString program = qEnvironmentVariable("LISTWRIGHT_CONTRACT");
    if (program.isEmpty())
        program = QStringLiteral(LISTWRIGHT_SOURCE_DIR "/../shared/contract/contract-mock.sh");
    if (!QFileInfo::exists(program))
        QSKIP("the contract server is not there; LISTWRIGHT_CONTRACT names it");
    m_server.start(program, {u"--port"_s, u"0"_s, u"--die-with-parent"_s, u"--only"_s, u"openai,groq,gemini,ollama"_s});
    while (m_server.state() != QProcess::NotRunning && !m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(240000))
            break;
    }
    m_base = QString::fromUtf8(m_server.readLine()).trimmed().section(u' ', -1);
    if (!m_base.startsWith(u"http://"_s)) {
        const QByteArray why = "the contract server does not start: " + m_server.readAllStandardError().right(300);
        m_server.kill();
        m_server.waitForFinished();
        QSKIP(why.constData());
    }
}

void ChatContractTest::cleanupTestCase()
{
    m_server.terminate();
    if (!m_server.waitForFinished(10000))
        m_server.kill();
    m_server.waitForFinished();
}

void ChatContractTest::init()
{
    control("POST", u"/__reset"_s);
}

void ChatContractTest::cleanup()
{
    const QJsonObject found = control("GET", u"/__violations"_s);
    QVERIFY2(found.value(u"count").toInt(-1) == 0, QJsonDocument(found).toJson().constData());
}

void ChatContractTest::rows()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("model");
    const auto row = [](const char *key, const char *model) {
        QTest::addRow("%s %s", key, model) << QString::fromLatin1(key) << QString::fromLatin1(model);
    };
    row("groq", "llama-3.3-70b-versatile"); // json_object
    row("groq", "openai/gpt-oss-120b");     // json_schema, reasoning effort
    row("openai", "gpt-4.1-mini");          // json_schema
    row("openai", "gpt-3.5-turbo");         // json_object
    row("openai", "gpt-5.4-mini");          // no temperature
    row("gemini", "gemini-2.5-flash");      // thinking switched off
    row("gemini", "gemini-3.5-flash");      // thinking at a level
    row("gemini", "gemma-3-27b-it");        // text
    row("ollama", "llama3.1");
}

QJsonObject ChatContractTest::control(const QByteArray &method, const QString &path, const QJsonObject &body)
{
    HttpRequest request;
    request.method = method;
    request.url = QUrl(m_base + path);
    if (!body.isEmpty()) {
        request.headers = {{"Content-Type", "application/json"}};
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    const auto answer = m_client.send(request);
    return answer ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
}

Provider ChatContractTest::provider(const QString &key) const
{
    Provider made = *findProvider(key);
    made.baseUrl = QUrl(m_base + u'/' + key + made.baseUrl.path()); // the real path behind the server's prefix
    return made;
}

ChatRequest ChatContractTest::question(const QString &model) const
{
    const QJsonObject text{{u"type"_s, u"string"_s}, {u"maxLength"_s, 80}};
    const QJsonObject list{{u"type"_s, u"array"_s}, {u"items"_s, text}, {u"maxItems"_s, 5}};
    ChatRequest request;
    request.model = model;
    request.instructions = u"You write listings. Answer in JSON."_s;
    request.question = u"Żółta lampa „Grün“ 🙂 \"12 W\"\n<b>E27</b>"_s;
    request.schema = {{u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s},
                      {u"type"_s, u"object"_s},
                      {u"properties"_s, QJsonObject{{u"title"_s, text}, {u"bullets"_s, list}}},
                      {u"required"_s, QJsonArray{u"title"_s, u"bullets"_s}},
                      {u"additionalProperties"_s, false}};
    return request;
}

void ChatContractTest::asks()
{
    RateLimits limits; // what one row learns must not hold the others back
    QFETCH(QString, key);
    QFETCH(QString, model);
    const auto chat = openChatModel(provider(key), u"test-key-123"_s, limits, {u"none"_s, {}});
    const bool isObject = findProvider(key)->formFor(model) != Provider::Form::Text;
    const auto answer = chat->ask(question(model), {});
    if (isObject) {
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message + answer.error().detail));
        QVERIFY(answer->inputTokens > 0 && answer->outputTokens > 0);
        QVERIFY(!answer->model.isEmpty());
        if (findProvider(key)->formFor(model) == Provider::Form::JsonSchema)
            QVERIFY(answer->object.value(u"title").isString() && answer->object.value(u"bullets").isArray());
    } else {
        QVERIFY(answer || answer.error().code == ErrorCode::InvalidInput); // the server answers in prose
    }
}

void ChatContractTest::testButton()
{
    RateLimits limits;
    QFETCH(QString, key);
    QFETCH(QString, model);
    const auto chat = openChatModel(provider(key), u"test-key-123"_s, limits, {u"none"_s, {}});
    const auto tested = testChatModel(*chat, model, {});
    QVERIFY(tested || findProvider(key)->formFor(model) == Provider::Form::Text);
}

void ChatContractTest::listsModels()
{
    RateLimits limits;
    QFETCH(QString, key);
    const auto chat = openChatModel(provider(key), u"test-key-123"_s, limits, {u"none"_s, {}});
    const auto models = chat->models({});
    QVERIFY2(models, qPrintable(models ? QString() : models.error().message + models.error().detail));
}

void ChatContractTest::faults_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<ErrorCode>("code");
    const QList<std::pair<QString, QString>> models{{u"groq"_s, u"llama-3.3-70b-versatile"_s},
                                                    {u"openai"_s, u"gpt-4.1-mini"_s},
                                                    {u"gemini"_s, u"gemini-2.5-flash"_s},
                                                    {u"ollama"_s, u"llama3.1"_s}};
    for (const auto &[key, model] : models) {
        const auto row = [&, key = key, model = model](const char *name, const QJsonObject &fault, ErrorCode code) {
            QTest::addRow("%s %s", qPrintable(key), name) << key << model << fault << code;
        };
        row("401", {{u"status"_s, 401}}, ErrorCode::Unauthorized);
        row("403", {{u"status"_s, 403}}, ErrorCode::Forbidden);
        row("404", {{u"status"_s, 404}}, ErrorCode::NotFound);
        row("413", {{u"status"_s, 413}}, ErrorCode::InvalidInput);
        row("429", {{u"preset"_s, u"throttled"_s}}, ErrorCode::RateLimited);
        row("500", {{u"preset"_s, u"serverError"_s}}, ErrorCode::Unavailable);
        row("502", {{u"preset"_s, u"badGateway"_s}}, ErrorCode::Unavailable);
        row("503", {{u"preset"_s, u"unavailable"_s}}, ErrorCode::Unavailable);
        row("empty", {{u"status"_s, 200}, {u"body"_s, u""_s}}, ErrorCode::Unavailable);
        row("truncated", {{u"status"_s, 200}, {u"body"_s, u"{\"choices\":[{\"mess"_s}}, ErrorCode::Unavailable);
        row("wrong shape", {{u"status"_s, 200}, {u"body"_s, QJsonObject{{u"hello"_s, 1}}}}, ErrorCode::InvalidInput);
        row("half", {{u"drop"_s, u"mid-body"_s}}, ErrorCode::Disconnected);
        row("reset", {{u"drop"_s, u"reset"_s}}, ErrorCode::Disconnected);
        row("late", {{u"delayMs"_s, 60000}}, ErrorCode::Timeout);
    }
}

void ChatContractTest::faults()
{
    QFETCH(QString, key);
    QFETCH(QString, model);
    QFETCH(QJsonObject, fault);
    QFETCH(ErrorCode, code);
    control("POST", u"/__script"_s, {{u"platform"_s, key}, {u"times"_s, 0}, {u"answer"_s, fault}});
    RateLimits limits;
    const auto chat = openChatModel(provider(key), u"test-key-123"_s, limits, {u"none"_s, {}});
    ChatRequest request = question(model);
    if (code == ErrorCode::Timeout)
        request.timeout = std::chrono::milliseconds(500);
    const auto answer = chat->ask(request, {});
    QVERIFY(!answer);
    QCOMPARE(errorCodeName(answer.error().code), errorCodeName(code));
    QVERIFY(!answer.error().message.isEmpty());
}

/** Whether the work was done or not: the question is asked once. */
void ChatContractTest::lostAnswers()
{
    QFETCH(QString, key);
    QFETCH(QString, model);
    for (const QString &drop : {u"before-response"_s, u"after-request"_s}) {
        control("POST", u"/__reset"_s);
        control("POST", u"/__script"_s,
                {{u"platform"_s, key}, {u"times"_s, 0}, {u"answer"_s, QJsonObject{{u"drop"_s, drop}}}});
        RateLimits limits;
        const auto chat = openChatModel(provider(key), u"test-key-123"_s, limits, {u"none"_s, {}});
        const auto answer = chat->ask(question(model), {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Disconnected);
        const QJsonObject seen = control("GET", u"/__requests?platform="_s + key);
        QCOMPARE(seen.value(u"requests").toArray().size(), 1);
    }
}

QTEST_GUILESS_MAIN(ChatContractTest)
#include "tst_chatcontract.moc"
