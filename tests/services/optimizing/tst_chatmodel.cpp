// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/ratelimits.h"
#include "services/optimizing/chatforms.h"
#include "services/optimizing/chatmodel.h"

#include "tests/support/httpstub.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;
using Fault = StubAnswer::Fault;
using std::chrono::milliseconds;

namespace {

const QString plantedKey = u"gsk-planted-5f0c9b7e2a"_s;
QStringList logged;
std::mutex logMutex;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    const std::scoped_lock lock(logMutex);
    logged.append(message);
}

ChatRequest question()
{
    ChatRequest request;
    request.model = u"test-model"_s;
    request.instructions = u"You write listings."_s;
    request.question = u"Lamp, brass"_s;
    request.schema = {{u"type"_s, u"object"_s},
                      {u"properties"_s, QJsonObject{{u"title"_s, QJsonObject{{u"type"_s, u"string"_s}}}}},
                      {u"required"_s, QJsonArray{u"title"_s}},
                      {u"additionalProperties"_s, false}};
    request.timeout = std::chrono::seconds(30);
    return request;
}

const QByteArray goodOpenAi =
    R"({"model":"test-model-1","choices":[{"message":{"content":"{\"title\":\"Brass lamp\"}"},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":40,"completion_tokens":8}})";
const QByteArray goodGemini =
    R"({"modelVersion":"test-model-1","candidates":[{"content":{"parts":[{"text":"{\"title\":\"Brass lamp\"}"}]},
        "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":40,"candidatesTokenCount":8}})";

struct Refusal
{
    const char *name;
    int status;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    ErrorCode code;
    const char *says;
    int retryAfter = -1;
};

const QList<Refusal> &refusals()
{
    static const QList<Refusal> all{
        {"401",
         401,
         R"({"error":{"message":"Invalid API Key","type":"invalid_request_error","code":"invalid_api_key"}})",
         {},
         ErrorCode::Unauthorized,
         "does not accept the key"},
        {"401 without a word", 401, "", {{"WWW-Authenticate", "Bearer"}}, ErrorCode::Unauthorized, "key"},
        {"Gemini's wrong key",
         400,
         R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT",
             "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})",
         {},
         ErrorCode::Unauthorized,
         "does not accept the key"},
        {"402",
         402,
         R"({"error":{"code":402,"message":"Insufficient credits"}})",
         {},
         ErrorCode::QuotaExceeded,
         "used up"},
        {"403",
         403,
         R"({"error":{"message":"Country, region, or territory not supported"}})",
         {},
         ErrorCode::Forbidden,
         "does not let this key use"},
        {"404 model",
         404,
         R"({"error":{"message":"The model `test-model` does not exist or you do not have access to it.",
             "type":"invalid_request_error","code":"model_not_found"}})",
         {},
         ErrorCode::NotFound,
         "has no model “test-model”"},
        {"404 model, Gemini",
         404,
         R"({"error":{"code":404,"message":"models/test-model is not found for API version v1beta, or is not supported",
             "status":"NOT_FOUND"}})",
         {},
         ErrorCode::NotFound,
         "has no model “test-model”"},
        {"model taken away",
         400,
         R"({"error":{"message":"The model `test-model` has been decommissioned and is no longer supported.",
             "type":"invalid_request_error","code":"model_decommissioned"}})",
         {},
         ErrorCode::NotFound,
         "Choose another one"},
        {"404 address", 404, "<html>Not found</html>", {}, ErrorCode::NotFound, "Check the address"},
        {"413",
         413,
         R"({"error":{"message":"Request too large for model `test-model`: Limit 6000, Requested 9000",
             "type":"tokens","code":"rate_limit_exceeded"}})",
         {},
         ErrorCode::InvalidInput,
         "too long"},
        {"context",
         400,
         R"({"error":{"message":"This model's maximum context length is 8192 tokens.","code":"context_length_exceeded"}})",
         {},
         ErrorCode::InvalidInput,
         "too long"},
        {"429 with Retry-After",
         429,
         R"({"error":{"message":"Rate limit reached"}})",
         {{"Retry-After", "7"}},
         ErrorCode::RateLimited,
         "asked too often",
         7000},
        {"429 with a text",
         429,
         R"({"error":{"message":"Rate limit reached for model `test-model` on tokens per minute (TPM): Limit 6000, Used 5900,
             Requested 700. Please try again in 5.289s.","type":"tokens","code":"rate_limit_exceeded"}})",
         {},
         ErrorCode::RateLimited,
         "asked too often",
         5289},
        {"429 with minutes",
         429,
         R"({"error":{"message":"on tokens per day (TPD). Please try again in 7m12.5s. Need more?"}})",
         {},
         ErrorCode::RateLimited,
         "asked too often",
         432500},
        {"429 without a word", 429, "", {}, ErrorCode::RateLimited, "asked too often"},
        {"429, Gemini by the minute",
         429,
         R"({"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.",
             "status":"RESOURCE_EXHAUSTED","details":[
             {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"requests",
              "quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"10"}]},
             {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"36s"}]}})",
         {},
         ErrorCode::RateLimited,
         "asked too often",
         36000},
        {"429, Gemini by the day",
         429,
         R"({"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[
             {"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaValue":"250"}]},
             {"retryDelay":"36s"}]}})",
         {},
         ErrorCode::QuotaExceeded,
         "Today's share"},
        {"429, Gemini none at all",
         429,
         R"({"error":{"code":429,"message":"Quota exceeded for metric: free_tier_requests, limit: 0, model: test-model",
             "status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"9s"}]}})",
         {},
         ErrorCode::QuotaExceeded,
         "used up, or the model is not part of the plan"},
        {"429 no money",
         429,
         R"({"error":{"message":"You exceeded your current quota, please check your plan and billing details.",
             "type":"insufficient_quota","code":"insufficient_quota"}})",
         {{"Retry-After", "1"}},
         ErrorCode::QuotaExceeded,
         "used up"},
        {"400 otherwise",
         400,
         R"({"error":{"message":"'temperature' must be at most 2"}})",
         {},
         ErrorCode::InvalidInput,
         "'temperature' must be at most 2"},
        {"400, JSON not kept",
         400,
         R"({"error":{"message":"Failed to validate JSON. See failed_generation.","code":"json_validate_failed"}})",
         {},
         ErrorCode::InvalidInput,
         "did not answer in the form"},
        {"500", 500, R"({"error":{"message":"Internal"}})", {}, ErrorCode::Unavailable, "has a fault"},
        {"502 with a page", 502, "<html>Bad gateway</html>", {}, ErrorCode::Unavailable, "has a fault"},
        {"503 with Retry-After", 503, "", {{"Retry-After", "20"}}, ErrorCode::Unavailable, "has a fault", 20000},
        {"503, Gemini",
         503,
         R"({"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}})",
         {},
         ErrorCode::Unavailable,
         "has a fault"},
        {"504", 504, "", {}, ErrorCode::Timeout, "too long"},
        {"200 with an error",
         200,
         R"({"error":{"code":429,"message":"Rate limit exceeded, try again in 3s"}})",
         {},
         ErrorCode::RateLimited,
         "asked too often",
         3000},
        {"error as a text", 500, R"({"error":"out of memory"})", {}, ErrorCode::Unavailable, "has a fault"},
        {"error in a list",
         404,
         R"([{"error":{"code":404,"message":"model test-model not found"}}])",
         {},
         ErrorCode::NotFound,
         "has no model"},
        {"200 empty", 200, "", {}, ErrorCode::Unavailable, "empty answer"},
        {"200 truncated", 200, R"({"choices":[{"message":{"con)", {}, ErrorCode::Unavailable, "breaks off"},
        {"200 of another shape", 200, R"({"hello":"world"})", {}, ErrorCode::InvalidInput, "unexpected form"},
        {"200 a list", 200, R"([1,2])", {}, ErrorCode::InvalidInput, "unexpected form"},
        {"301", 301, "", {{"Location", "https://elsewhere.invalid/"}}, ErrorCode::InvalidInput, "another address"},
    };
    return all;
}

} // namespace

/** Both protocols against a service that does everything wrong, in the words a person reads. */
class ChatModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInstallMessageHandler(keepLog); }
    void init();
    void goodAnswer_data();
    void goodAnswer();
    void openAiRequest();
    void geminiRequest();
    void refusal_data();
    void refusal();
    void refusalStopsTheOthers();
    void refusalIsOfOneModelAndKey();
    void usedUpQuotaHoldsNothingBack_data();
    void usedUpQuotaHoldsNothingBack();
    void formsAreLearntOnce();
    void transportFaults_data();
    void transportFaults();
    void localServiceIsNotRunning();
    void tlsAndNames();
    void missingAndBrokenKeys_data();
    void missingAndBrokenKeys();
    void weakerFormWhereTheFirstIsRefused();
    void uselessAnswersAreCounted();
    void listOfModels();
    void listOfGeminiModelsInPages();
    void emptyListsOfModels_data();
    void emptyListsOfModels();
    void testButton();
    void baseAddressWithSlash();
    void stopEndsIt();
    void keyIsNowhere();

private:
    Provider provider(Provider::Protocol protocol) const;
    std::unique_ptr<ChatModel> open(Provider::Protocol protocol, const QString &key = plantedKey)
    {
        m_limits = std::make_unique<RateLimits>();
        return openChatModel(provider(protocol), key, *m_limits, {u"none"_s, {}});
    }

    HttpStub m_stub;
    std::unique_ptr<RateLimits> m_limits;
};

void ChatModelTest::init()
{
    m_stub.forget();
    const std::scoped_lock lock(logMutex);
    logged.clear();
}

Provider ChatModelTest::provider(Provider::Protocol protocol) const
{
    Provider made;
    made.key = u"example"_s;
    made.name = u"Example"_s;
    made.protocol = protocol;
    made.baseUrl = m_stub.url(u"/v1"_s);
    made.tokensMember = u"max_tokens"_s;
    made.schemaModels = {u"test-*"_s};
    return made;
}

void ChatModelTest::goodAnswer_data()
{
    QTest::addColumn<Provider::Protocol>("protocol");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("OpenAI") << Provider::Protocol::OpenAi << goodOpenAi;
    QTest::newRow("Gemini") << Provider::Protocol::Gemini << goodGemini;
}

void ChatModelTest::goodAnswer()
{
    QFETCH(Provider::Protocol, protocol);
    QFETCH(QByteArray, body);
    m_stub.always({200, body});
    const auto model = open(protocol);
    const auto answer = model->ask(question(), {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message));
    QCOMPARE(answer->object.value(u"title").toString(), u"Brass lamp"_s);
    QCOMPARE(answer->model, u"test-model-1"_s);
    QCOMPARE(answer->inputTokens, 40);
    QCOMPARE(answer->outputTokens, 8);
    QCOMPARE(model->used().input, 40);
    QCOMPARE(m_stub.hits(), 1);
}

void ChatModelTest::openAiRequest()
{
    m_stub.always({200, goodOpenAi});
    QVERIFY(open(Provider::Protocol::OpenAi)->ask(question(), {}));
    const StubRequest sent = m_stub.requests().value(0);
    QCOMPARE(sent.method, "POST");
    QCOMPARE(sent.target, "/v1/chat/completions");
    QCOMPARE(sent.header("authorization"), "Bearer " + plantedKey.toLatin1());
    QCOMPARE(sent.header("content-type"), "application/json");
    const QJsonObject body = QJsonDocument::fromJson(sent.body).object();
    QCOMPARE(body.value(u"model").toString(), u"test-model"_s);
    QCOMPARE(body.value(u"max_tokens").toInt(), 2000);
    QCOMPARE(body.value(u"messages")[0][u"role"].toString(), u"system"_s);
    QCOMPARE(body.value(u"messages")[0][u"content"].toString(), u"You write listings."_s);
    QCOMPARE(body.value(u"messages")[1][u"role"].toString(), u"user"_s);
    QCOMPARE(body.value(u"messages")[1][u"content"].toString(), u"Lamp, brass"_s);
    const QJsonValue form = body.value(u"response_format");
    QCOMPARE(form[u"type"].toString(), u"json_schema"_s);
    QCOMPARE(form[u"json_schema"][u"schema"].toObject(), question().schema);
    QVERIFY(form[u"json_schema"][u"strict"].toBool());
}

void ChatModelTest::geminiRequest()
{
    m_stub.always({200, goodGemini});
    QVERIFY(open(Provider::Protocol::Gemini)->ask(question(), {}));
    const StubRequest sent = m_stub.requests().value(0);
    QCOMPARE(sent.target, "/v1/models/test-model:generateContent"); // the key is not in the address
    QCOMPARE(sent.header("x-goog-api-key"), plantedKey.toLatin1());
    QCOMPARE(sent.header("authorization"), QByteArray());
    const QJsonObject body = QJsonDocument::fromJson(sent.body).object();
    QCOMPARE(body.value(u"systemInstruction")[u"parts"][0][u"text"].toString(), u"You write listings."_s);
    QCOMPARE(body.value(u"contents")[0][u"parts"][0][u"text"].toString(), u"Lamp, brass"_s);
    QCOMPARE(body.value(u"generationConfig")[u"maxOutputTokens"].toInt(), 2000);
    QCOMPARE(body.value(u"generationConfig")[u"responseMimeType"].toString(), u"application/json"_s);
    QCOMPARE(body.value(u"generationConfig")[u"responseJsonSchema"].toObject(), question().schema);
}

void ChatModelTest::refusal_data()
{
    QTest::addColumn<Provider::Protocol>("protocol");
    QTest::addColumn<int>("number");
    for (int number = 0; number < refusals().size(); ++number) {
        QTest::addRow("%s, OpenAI", refusals().at(number).name) << Provider::Protocol::OpenAi << number;
        QTest::addRow("%s, Gemini", refusals().at(number).name) << Provider::Protocol::Gemini << number;
    }
}

void ChatModelTest::refusal()
{
    QFETCH(Provider::Protocol, protocol);
    QFETCH(int, number);
    const Refusal &expected = refusals().at(number);
    m_stub.always({expected.status, expected.body, expected.headers});
    const auto answer = open(protocol)->ask(question(), {});
    QVERIFY(!answer);
    const Error &error = answer.error();
    QCOMPARE(errorCodeName(error.code), errorCodeName(expected.code));
    QVERIFY2(error.message.contains(QString::fromUtf8(expected.says)), qPrintable(error.message));
    QVERIFY2(error.message.contains(u"Example"_s) || error.message.contains(u"test-model"_s),
             qPrintable(error.message));
    QCOMPARE(error.retryAfter ? static_cast<int>(error.retryAfter->count()) : -1, expected.retryAfter);
    QCOMPARE(m_stub.hits(), 1);
}

/** One thread's 429 holds all of them back, also where only the text says for how long. */
void ChatModelTest::refusalStopsTheOthers()
{
    m_stub.always({429, R"({"error":{"message":"Please try again in 5m0s."}})"});
    QVERIFY(!open(Provider::Protocol::OpenAi)->ask(question(), {}));
    const auto other = openChatModel(provider(Provider::Protocol::OpenAi), plantedKey, *m_limits, {u"none"_s, {}});
    const auto answer = other->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::RateLimited);
    QVERIFY(answer.error().retryAfter > std::chrono::minutes(4));
    QCOMPARE(m_stub.hits(), 1);
}

/** What the day's share of one model is used up for holds neither for another one nor for another key. */
void ChatModelTest::refusalIsOfOneModelAndKey()
{
    m_stub.script({{429, R"({"error":{"message":"Please try again in 24m0s."}})"}});
    m_stub.always({200, goodOpenAi});
    QVERIFY(!open(Provider::Protocol::OpenAi)->ask(question(), {}));
    const auto same = openChatModel(provider(Provider::Protocol::OpenAi), plantedKey, *m_limits, {u"none"_s, {}});
    const auto refused = same->ask(question(), {});
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.startsWith(ownLimit), qPrintable(refused.error().detail));
    static const QRegularExpression time(u"again at .*[0-9]+:[0-9]{2}"_s);
    QVERIFY2(refused.error().message.contains(time), qPrintable(refused.error().message));
    QVERIFY(!refused.error().message.contains(u"127.0.0.1"_s));
    ChatRequest other = question();
    other.model = u"test-other"_s;
    QVERIFY(same->ask(other, {}));
    const auto anotherKey =
        openChatModel(provider(Provider::Protocol::OpenAi), u"another-key"_s, *m_limits, {u"none"_s, {}});
    QVERIFY(anotherKey->ask(question(), {}));
    QCOMPARE(m_stub.hits(), 3);
}

void ChatModelTest::usedUpQuotaHoldsNothingBack_data()
{
    QTest::addColumn<bool>("gemini");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no money") << false << QByteArray(R"({"error":{"code":"insufficient_quota","message":"Quota."}})");
    QTest::newRow("no share") << true
                              << QByteArray(
                                     R"({"error":{"code":429,"message":"limit: 0","status":"RESOURCE_EXHAUSTED"}})");
}

/** No pause helps: whoever asks next is to hear the same at once. */
void ChatModelTest::usedUpQuotaHoldsNothingBack()
{
    QFETCH(bool, gemini);
    QFETCH(QByteArray, body);
    m_stub.always({429, body, {{"Retry-After", "3600"}}});
    const auto chat = open(gemini ? Provider::Protocol::Gemini : Provider::Protocol::OpenAi);
    for (int i = 1; i <= 3; ++i) {
        const auto answer = chat->ask(question(), {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::QuotaExceeded);
        QVERIFY(!answer.error().retryAfter);
        QCOMPARE(m_stub.hits(), i);
    }
}

void ChatModelTest::formsAreLearntOnce()
{
    m_stub.answerBy([](const StubRequest &request) {
        return request.body.contains("json_schema")
                   ? StubAnswer{400, R"({"error":{"message":"This model does not support json_schema"}})"}
                   : StubAnswer{200, goodOpenAi};
    });
    const auto forms = std::make_shared<ChatForms>();
    m_limits = std::make_unique<RateLimits>();
    for (int product = 0; product < 3; ++product) {
        const auto chat =
            openChatModel(provider(Provider::Protocol::OpenAi), plantedKey, *m_limits, {u"none"_s, {}}, forms);
        QVERIFY(chat->ask(question(), {}));
    }
    QCOMPARE(m_stub.hits(), 4);
}

void ChatModelTest::transportFaults_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("delay");
    QTest::addColumn<int>("size");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("unanswered"); // -1 where the network decides
    QTest::newRow("reset before the request") << Fault::DropUnread << 0 << 10 << ErrorCode::Disconnected << -1;
    QTest::newRow("ended before the request") << Fault::DropAtOnce << 0 << 10 << ErrorCode::Disconnected << -1;
    QTest::newRow("reset after the request") << Fault::Reset << 0 << 10 << ErrorCode::Disconnected << 1;
    QTest::newRow("ended after the request") << Fault::Drop << 0 << 10 << ErrorCode::Disconnected << 1;
    QTest::newRow("half an answer") << Fault::HalfBody << 0 << 1000 << ErrorCode::Disconnected << 1;
    QTest::newRow("not HTTP") << Fault::Garbage << 0 << 10 << ErrorCode::Disconnected << 1;
    QTest::newRow("after the timeout") << Fault::None << 600000 << 10 << ErrorCode::Timeout << 1;
    QTest::newRow("10 MB") << Fault::None << 0 << 10 * 1024 * 1024 << ErrorCode::InvalidInput << 1;
}

void ChatModelTest::transportFaults()
{
    QFETCH(Fault, fault);
    QFETCH(int, delay);
    QFETCH(int, size);
    QFETCH(ErrorCode, code);
    QFETCH(int, unanswered);
    StubAnswer bad;
    bad.fault = fault;
    bad.delay = milliseconds(delay);
    bad.body = QByteArray(size, 'x');
    m_stub.always(bad);
    ChatRequest request = question();
    if (delay > 0)
        request.timeout = milliseconds(300);
    for (const auto protocol : {Provider::Protocol::OpenAi, Provider::Protocol::Gemini}) {
        const int before = m_stub.hits();
        const auto chat = open(protocol);
        const auto answer = chat->ask(request, {});
        QVERIFY(!answer);
        QCOMPARE(errorCodeName(answer.error().code), errorCodeName(code));
        if (unanswered >= 0)
            QCOMPARE(chat->unanswered(), unanswered);
        QVERIFY(m_stub.hits() <= before + 1);
    }
}

void ChatModelTest::localServiceIsNotRunning()
{
    Provider local = provider(Provider::Protocol::OpenAi);
    local.needsKey = false;
    {
        const HttpStub gone;
        local.baseUrl = gone.url(u"/v1"_s);
    }
    RateLimits limits;
    const auto answer = openChatModel(local, {}, limits, {u"none"_s, {}})->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Disconnected);
    QVERIFY2(answer.error().message.contains(u"Example is not running at "_s + local.baseUrl.toString()),
             qPrintable(answer.error().message));
    const auto asking = openChatModel(local, {}, limits, {u"none"_s, {}});
    QVERIFY(!asking->ask(question(), {}));
    QCOMPARE(asking->unanswered(), 0); // nobody got the question
    const auto models = openChatModel(local, {}, limits, {u"none"_s, {}})->models({});
    QVERIFY(!models);
    QVERIFY(models.error().message.contains(u"is not running"_s));
}

void ChatModelTest::tlsAndNames()
{
    Provider unknown = provider(Provider::Protocol::OpenAi);
    unknown.baseUrl = QUrl(u"https://nobody.invalid/v1"_s);
    RateLimits limits;
    auto answer = openChatModel(unknown, plantedKey, limits, {u"none"_s, {}})->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Disconnected);
    QVERIFY(answer.error().message.contains(u"nobody.invalid"_s));
    const QTemporaryDir folder;
    const auto certificate = makeCertificate(folder.path());
    if (!certificate)
        QSKIP("openssl is not installed");
    HttpStub secure(certificate);
    secure.always({200, goodOpenAi});
    Provider untrusted = provider(Provider::Protocol::OpenAi);
    untrusted.baseUrl = secure.url(u"/v1"_s);
    answer = openChatModel(untrusted, plantedKey, limits, {u"none"_s, {}})->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Untrusted);
    QCOMPARE(secure.hits(), 0);
    answer = openChatModel(untrusted, plantedKey, limits, {u"none"_s, certificate->certificate})->ask(question(), {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
}

void ChatModelTest::missingAndBrokenKeys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << QString() << u"There is no key"_s;
    QTest::newRow("blank") << u"  \n"_s << u"There is no key"_s;
    QTest::newRow("line break") << u"gsk-a\r\nX-Evil: 1"_s << u"characters that no key has"_s;
    QTest::newRow("space") << u"my key"_s << u"characters that no key has"_s;
    QTest::newRow("other letters") << u"gsk-ключ"_s << u"characters that no key has"_s;
}

void ChatModelTest::missingAndBrokenKeys()
{
    QFETCH(QString, key);
    QFETCH(QString, says);
    const auto answer = open(Provider::Protocol::OpenAi, key)->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Unauthorized);
    QVERIFY2(answer.error().message.contains(says), qPrintable(answer.error().message));
    QCOMPARE(m_stub.connections(), 0);
    m_stub.always({200, goodOpenAi});
    QVERIFY(open(Provider::Protocol::OpenAi, u" "_s + plantedKey + u"\n"_s)->ask(question(), {})); // as copied
}

void ChatModelTest::weakerFormWhereTheFirstIsRefused()
{
    const QByteArray refused = R"({"error":{"message":"This model does not support response format `json_schema`."}})";
    m_stub.script({{400, refused}, {400, refused}});
    m_stub.always({200, goodOpenAi});
    const auto model = open(Provider::Protocol::OpenAi);
    QVERIFY(model->ask(question(), {}));
    QCOMPARE(m_stub.hits(), 3);
    const auto form = [this](int number) {
        return QJsonDocument::fromJson(m_stub.requests().value(number).body)[u"response_format"][u"type"].toString();
    };
    QCOMPARE(form(0), u"json_schema"_s);
    QCOMPARE(form(1), u"json_object"_s);
    QCOMPARE(form(2), QString());
    QVERIFY(m_stub.requests().value(2).body.contains("JSON schema"));
    QVERIFY(model->ask(question(), {})); // what the model takes is remembered
    QCOMPARE(m_stub.hits(), 4);
    m_stub.always({400, refused}); // and where nothing helps, it ends
    const auto answer = model->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(m_stub.hits(), 5);
}

void ChatModelTest::uselessAnswersAreCounted()
{
    m_stub.always({200, R"({"choices":[{"message":{"content":"{\"a"},"finish_reason":"length"}],
        "usage":{"prompt_tokens":100,"completion_tokens":2000}})"});
    const auto model = open(Provider::Protocol::OpenAi);
    QVERIFY(!model->ask(question(), {}));
    QVERIFY(!model->ask(question(), {}));
    QCOMPARE(model->used().input, 200);
    QCOMPARE(model->used().output, 4000);
}

void ChatModelTest::listOfModels()
{
    m_stub.always({200, R"({"object":"list","data":[{"id":"b-chat"},{"id":"whisper-large-v3"},{"id":"a-chat"},
        {"id":"text-embedding-3"},{"id":"a-chat"},{"id":""},{},7]})"});
    const auto models = open(Provider::Protocol::OpenAi)->models({});
    QVERIFY(models);
    QCOMPARE(*models, (QStringList{u"a-chat"_s, u"b-chat"_s}));
    QCOMPARE(m_stub.requests().value(0).method, "GET");
    QCOMPARE(m_stub.requests().value(0).target, "/v1/models");
}

void ChatModelTest::listOfGeminiModelsInPages()
{
    m_stub.script({{200, R"({"models":[{"name":"models/gemini-b","supportedGenerationMethods":["generateContent"]},
                             {"name":"models/embedding-1","supportedGenerationMethods":["embedContent"]}],
                             "nextPageToken":"a b/&c"})"},
                   {200, R"({"models":[{"name":"models/gemini-a",
                             "supportedGenerationMethods":["countTokens","generateContent"]}]})"}});
    const auto models = open(Provider::Protocol::Gemini)->models({});
    QVERIFY(models);
    QCOMPARE(*models, (QStringList{u"gemini-a"_s, u"gemini-b"_s}));
    QCOMPARE(m_stub.requests().value(1).target, "/v1/models?pageSize=200&pageToken=a%20b%2F%26c");
    m_stub.always({200, R"({"models":[],"nextPageToken":"for ever"})"});
    QVERIFY(open(Provider::Protocol::Gemini)->models({}));
    QCOMPARE(m_stub.hits(), 22);
}

void ChatModelTest::emptyListsOfModels_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << QByteArray(R"({"object":"list","data":[]})");
    QTest::newRow("null, as Ollama without models") << QByteArray(R"({"object":"list","data":null})");
    QTest::newRow("nothing") << QByteArray("{}");
}

void ChatModelTest::emptyListsOfModels()
{
    QFETCH(QByteArray, body);
    m_stub.always({200, body});
    for (const auto protocol : {Provider::Protocol::OpenAi, Provider::Protocol::Gemini}) {
        const auto models = open(protocol)->models({});
        QVERIFY(models);
        QVERIFY(models->isEmpty());
    }
}

void ChatModelTest::testButton()
{
    m_stub.always({200, goodOpenAi});
    const auto model = open(Provider::Protocol::OpenAi);
    QVERIFY(testChatModel(*model, u" test-model "_s, {}));
    QCOMPARE(QJsonDocument::fromJson(m_stub.requests().value(0).body)[u"model"].toString(), u"test-model"_s);
    QVERIFY(!testChatModel(*model, u" "_s, {}));
    QCOMPARE(m_stub.hits(), 1);
    m_stub.always({401, ""});
    const auto refused = testChatModel(*model, u"test-model"_s, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unauthorized);
}

void ChatModelTest::baseAddressWithSlash()
{
    m_stub.always({200, goodOpenAi});
    Provider slashed = provider(Provider::Protocol::OpenAi);
    slashed.baseUrl = m_stub.url(u"/v1//"_s);
    RateLimits limits;
    QVERIFY(openChatModel(slashed, plantedKey, limits, {u"none"_s, {}})->ask(question(), {}));
    QCOMPARE(m_stub.requests().value(0).target, "/v1/chat/completions");
    slashed.baseUrl = QUrl();
    const auto answer = openChatModel(slashed, plantedKey, limits, {u"none"_s, {}})->ask(question(), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
}

void ChatModelTest::stopEndsIt()
{
    StubAnswer late;
    late.delay = std::chrono::minutes(10);
    m_stub.always(late);
    std::stop_source stop;
    std::thread other([&] {
        m_stub.waitForHits(1);
        stop.request_stop();
    });
    ChatRequest request = question();
    request.timeout = std::chrono::minutes(9);
    const auto answer = open(Provider::Protocol::OpenAi)->ask(request, stop.get_token());
    other.join();
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
}

/** A service that repeats the key in everything it says. */
void ChatModelTest::keyIsNowhere()
{
    const QByteArray key = plantedKey.toLatin1();
    const QByteArray body =
        R"({"error":{"message":"Incorrect API key provided: @. Model @ not found, try again in 1s @",
        "type":"@","code":"@","status":"@","details":[{"reason":"@","violations":[{"quotaId":"@"}]}]},"model":"@"})";
    QStringList said;
    for (const int status : {200, 302, 400, 401, 402, 403, 404, 413, 418, 422, 429, 500, 503}) {
        for (const auto protocol : {Provider::Protocol::OpenAi, Provider::Protocol::Gemini}) {
            m_stub.always({status, QByteArray(body).replace("@", key), {{"X-Echo", key}}});
            ChatRequest request = question();
            request.model = u"test-model"_s;
            const auto model = open(protocol);
            const auto answer = model->ask(request, {});
            QVERIFY(!answer);
            said.append({answer.error().message, answer.error().detail});
            if (const auto models = model->models({}); !models)
                said.append({models.error().message, models.error().detail});
        }
    }
    for (const QString &text : std::as_const(said))
        QVERIFY2(!text.contains(plantedKey, Qt::CaseInsensitive), qPrintable(text));
    const std::scoped_lock lock(logMutex);
    QVERIFY(!logged.isEmpty());
    QVERIFY2(!logged.join(u'\n').contains(plantedKey, Qt::CaseInsensitive), qPrintable(logged.join(u'\n')));
}

QTEST_GUILESS_MAIN(ChatModelTest)
#include "tst_chatmodel.moc"
