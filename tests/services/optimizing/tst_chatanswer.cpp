// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/answerschema.h"
#include "services/optimizing/modelanswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

/** What is made of a model's words, in whatever form they come. */
class ChatAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheObject_data();
    void findsTheObject();
    void bracesCostLittle();
    void openAi_data();
    void openAi();
    void gemini_data();
    void gemini();
    void tokensAreCountedAlsoOfUselessAnswers();
    void bodies_data();
    void bodies();
    void anyJsonIsSurvived();
    void schemaForStrictDecoding();
    void schemaInWords();
};

void ChatAnswerTest::findsTheObject_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found"); // empty: nothing
    const QString good = u"{\"title\":\"a\"}"_s;
    QTest::newRow("bare") << good << good;
    QTest::newRow("spaces") << u" \n\t"_s + good + u"\n"_s << good;
    QTest::newRow("fence") << u"```\n"_s + good + u"\n```"_s << good;
    QTest::newRow("fence with language") << u"```json\n"_s + good + u"\n```"_s << good;
    QTest::newRow("words before and after a fence")
        << u"Sure!\n```json\n"_s + good + u"\n```\nAnything else?"_s << good;
    QTest::newRow("fence that is not closed") << u"```json\n"_s + good << good;
    QTest::newRow("fence on one line") << u"```"_s + good + u"```"_s << good;
    QTest::newRow("words before") << u"Here is the listing: "_s + good << good;
    QTest::newRow("words after") << good + u" I hope this helps {or not}."_s << good;
    QTest::newRow("braces before") << u"In the form {title} as asked: "_s + good << good;
    QTest::newRow("thoughts") << u"<think>maybe {\"title\":\"b\"}?</think>\n"_s + good << good;
    QTest::newRow("in a list") << u"["_s + good + u"]"_s << good;
    QTest::newRow("braces in a text") << u"x {\"title\":\"}{\\\"}\"} y"_s << u"{\"title\":\"}{\\\"}\"}"_s;
    QTest::newRow("fence in a text") << u"{\"title\":\"```\"}"_s << u"{\"title\":\"```\"}"_s;
    QTest::newRow("nested") << u"{\"a\":{\"b\":[{}]}}"_s << u"{\"a\":{\"b\":[{}]}}"_s;
    QTest::newRow("two") << good + u"\n{\"title\":\"b\"}"_s << good;
    QTest::newRow("byte order mark") << QChar(0xfeff) + good << good;
    QTest::newRow("cut off") << u"{\"title\":\"a"_s << QString();
    QTest::newRow("cut off behind a value") << u"{\"title\":\"a\","_s << QString();
    QTest::newRow("a list of texts") << u"[\"a\"]"_s << QString();
    QTest::newRow("a text") << u"\"a\""_s << QString();
    QTest::newRow("words") << u"I cannot do this."_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("only a fence") << u"```"_s << QString();
    QTest::newRow("only thoughts") << u"<think>hm"_s << QString();
}

void ChatAnswerTest::findsTheObject()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    const auto result = objectInText(text);
    QCOMPARE(result ? compact(*result) : QString(), found);
}

void ChatAnswerTest::bracesCostLittle()
{
    QVERIFY(!objectInText(QString(1'000'000, u'{')));
    QVERIFY(!objectInText(QString(u"{\""_s).repeated(200'000)));
    QVERIFY(!objectInText(QString(u"{}x"_s).repeated(3)).value_or(QJsonObject{{u"a"_s, 1}}).contains(u"a"_s));
}

void ChatAnswerTest::openAi_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says"); // of the message; empty when it is good
    const auto choice = [](const QByteArray &message, const QByteArray &reason) -> QByteArray {
        return "{\"choices\":[{\"message\":" + message + ",\"finish_reason\":" + reason + "}]}";
    };
    QTest::newRow("good") << choice(R"({"content":"{\"a\":1}"})", "\"stop\"") << QString();
    QTest::newRow("good, in parts") << choice(R"({"content":[{"type":"text","text":"{\"a\":"},{"text":"1}"}]})", "null")
                                    << QString();
    QTest::newRow("good, refusal null") << choice(R"({"content":"{}","refusal":null})", "\"stop\"") << QString();
    QTest::newRow("cut off") << choice(R"({"content":"{\"a\":"})", "\"length\"") << u"cut off"_s;
    QTest::newRow("cut off, though whole") << choice(R"({"content":"{}"})", "\"length\"") << u"cut off"_s;
    QTest::newRow("refused") << choice(R"({"content":null,"refusal":"I can't."})", "\"stop\"") << u"refused"_s;
    QTest::newRow("filtered") << choice(R"({"content":""})", "\"content_filter\"") << u"refused"_s;
    QTest::newRow("words") << choice(R"({"content":"No."})", "\"stop\"") << u"did not answer in the form"_s;
    QTest::newRow("no content") << choice("{}", "\"stop\"") << u"did not answer in the form"_s;
    QTest::newRow("content null") << choice(R"({"content":null})", "\"stop\"") << u"did not answer in the form"_s;
    QTest::newRow("content a number") << choice(R"({"content":7})", "\"stop\"") << u"did not answer in the form"_s;
    QTest::newRow("message null") << choice("null", "\"stop\"") << u"unexpected form"_s;
    QTest::newRow("no choices") << QByteArray("{}") << u"unexpected form"_s;
    QTest::newRow("empty choices") << QByteArray(R"({"choices":[]})") << u"unexpected form"_s;
    QTest::newRow("choices an object") << QByteArray(R"({"choices":{"0":{}}})") << u"unexpected form"_s;
    QTest::newRow("choices of texts") << QByteArray(R"({"choices":["a"]})") << u"unexpected form"_s;
}

void ChatAnswerTest::openAi()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const ModelAnswer answer = openAiAnswer(object(body), u"Example"_s);
    QCOMPARE(answer.object.has_value(), says.isEmpty());
    if (says.isEmpty())
        return;
    QCOMPARE(answer.object.error().code, ErrorCode::InvalidInput);
    QVERIFY2(answer.object.error().message.contains(says), qPrintable(answer.object.error().message));
    QVERIFY(answer.object.error().message.contains(u"Example"_s));
}

void ChatAnswerTest::gemini_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    const auto candidate = [](const QByteArray &parts, const QByteArray &reason) -> QByteArray {
        return "{\"candidates\":[{\"content\":{\"parts\":" + parts + "},\"finishReason\":\"" + reason + "\"}]}";
    };
    QTest::newRow("good") << candidate(R"([{"text":"{\"a\":1}"}])", "STOP") << QString();
    QTest::newRow("good, two parts") << candidate(R"([{"text":"{\"a\""},{"text":":1}"}])", "STOP") << QString();
    QTest::newRow("good, thoughts") << candidate(R"([{"text":"hm {","thought":true},{"text":"{}"}])", "STOP")
                                    << QString();
    QTest::newRow("cut off") << candidate(R"([{"text":"{\"a\""}])", "MAX_TOKENS") << u"cut off"_s;
    QTest::newRow("cut off while thinking")
        << QByteArray(R"({"candidates":[{"finishReason":"MAX_TOKENS"}]})") << u"cut off"_s;
    for (const char *reason : {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "OTHER"})
        QTest::newRow(reason) << candidate("[]", reason) << u"refused"_s;
    QTest::newRow("blocked") << QByteArray(R"({"promptFeedback":{"blockReason":"SAFETY"}})") << u"refused"_s;
    QTest::newRow("no parts") << candidate("[]", "STOP") << u"did not answer in the form"_s;
    QTest::newRow("parts a text") << candidate("\"a\"", "STOP") << u"did not answer in the form"_s;
    QTest::newRow("no candidates") << QByteArray("{}") << u"unexpected form"_s;
    QTest::newRow("empty candidates") << QByteArray(R"({"candidates":[]})") << u"unexpected form"_s;
    QTest::newRow("candidates of numbers") << QByteArray(R"({"candidates":[1]})") << u"unexpected form"_s;
}

void ChatAnswerTest::gemini()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const ModelAnswer answer = geminiAnswer(object(body), u"Example"_s);
    QCOMPARE(answer.object.has_value(), says.isEmpty());
    if (says.isEmpty())
        return;
    QCOMPARE(answer.object.error().code, ErrorCode::InvalidInput);
    QVERIFY2(answer.object.error().message.contains(says), qPrintable(answer.object.error().message));
}

void ChatAnswerTest::tokensAreCountedAlsoOfUselessAnswers()
{
    const ModelAnswer openAi = openAiAnswer(
        object(R"({"model":"m-1","choices":[],"usage":{"prompt_tokens":120,"completion_tokens":30}})"), u"x"_s);
    QCOMPARE(openAi.used.input, 120);
    QCOMPARE(openAi.used.output, 30);
    QCOMPARE(openAi.model, u"m-1"_s);
    const ModelAnswer gemini = geminiAnswer(object(R"({"modelVersion":"g-1","usageMetadata":
        {"promptTokenCount":50,"candidatesTokenCount":7,"thoughtsTokenCount":100}})"),
                                            u"x"_s);
    QCOMPARE(gemini.used.input, 50);
    QCOMPARE(gemini.used.output, 107); // thoughts are paid for as output
    QCOMPARE(gemini.model, u"g-1"_s);
    const ModelAnswer wild =
        openAiAnswer(object(R"({"model":7,"usage":{"prompt_tokens":-5,"completion_tokens":1e300}})"), u"x"_s);
    QCOMPARE(wild.used.input, 0);
    QVERIFY(wild.used.output >= 0);
}

void ChatAnswerTest::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code"); // Internal: none
    QTest::newRow("good") << QByteArray("{\"a\":1}") << ErrorCode::Internal;
    QTest::newRow("empty") << QByteArray() << ErrorCode::Unavailable;
    QTest::newRow("blank") << QByteArray(" \r\n") << ErrorCode::Unavailable;
    QTest::newRow("truncated") << QByteArray("{\"choices\":[{\"mess") << ErrorCode::Unavailable;
    QTest::newRow("a page") << QByteArray("<html>Bad gateway</html>") << ErrorCode::Unavailable;
    QTest::newRow("a list") << QByteArray("[1]") << ErrorCode::InvalidInput;
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}") << ErrorCode::Unavailable;
}

void ChatAnswerTest::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    const auto result = bodyObject(body, u"Example"_s);
    QCOMPARE(result ? ErrorCode::Internal : result.error().code, code);
    if (!result)
        QVERIFY(result.error().message.startsWith(u"Example"_s));
}

/** Every member replaced by everything, one after the other. */
void ChatAnswerTest::anyJsonIsSurvived()
{
    const QJsonArray wild =
        QJsonDocument::fromJson(R"([null,true,-1,1e308,"","{",[],[[]],{},{"a":{}},[null],[{}]])").array();
    const QList<QByteArray> bodies{
        R"({"model":@,"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":1}})",
        R"({"choices":@})",
        R"({"choices":[@]})",
        R"({"choices":[{"message":@}]})",
        R"({"choices":[{"message":{"content":@}}]})",
        R"({"choices":[{"message":{"content":[@]}}]})",
        R"({"choices":[{"message":{"content":"{}","refusal":@}}]})",
        R"({"choices":[{"message":{},"finish_reason":@}]})",
        R"({"choices":[],"usage":@})",
        R"({"usage":{"prompt_tokens":@,"completion_tokens":@}})",
        R"({"promptFeedback":@})",
        R"({"promptFeedback":{"blockReason":@}})",
        R"({"candidates":@})",
        R"({"candidates":[@]})",
        R"({"candidates":[{"content":@}]})",
        R"({"candidates":[{"content":{"parts":@}}]})",
        R"({"candidates":[{"content":{"parts":[@]}}]})",
        R"({"candidates":[{"content":{"parts":[{"text":@}]}}]})",
        R"({"candidates":[{"finishReason":@}],"usageMetadata":@,"modelVersion":@})"};
    for (const QByteArray &body : bodies) {
        for (const QJsonValue &value : wild) {
            const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            const QByteArray json = QByteArray(body).replace("@", list.mid(1, list.size() - 2));
            const auto read = bodyObject(json, u"Example"_s);
            QVERIFY2(read, json.constData());
            openAiAnswer(*read, u"Example"_s);
            geminiAnswer(*read, u"Example"_s);
        }
    }
}

void ChatAnswerTest::schemaForStrictDecoding()
{
    const QJsonObject schema = object(R"({"$schema":"x","type":"object","additionalProperties":false,
        "required":["title","pattern"],"properties":{
            "title":{"type":"string","maxLength":80,"description":"t"},
            "pattern":{"type":["string","null"],"default":"x"},
            "bullets":{"type":"array","maxItems":5,"items":{"type":"string","maxLength":200}},
            "either":{"anyOf":[{"type":"string","minLength":1},{"type":"null"}]}}})");
    const QJsonObject expected = object(R"({"type":"object","additionalProperties":false,
        "required":["title","pattern"],"properties":{
            "title":{"type":"string","description":"t"},
            "pattern":{"type":["string","null"]},
            "bullets":{"type":"array","items":{"type":"string"}},
            "either":{"anyOf":[{"type":"string"},{"type":"null"}]}}})");
    QCOMPARE(compact(strictSchema(schema)), compact(expected));
}

void ChatAnswerTest::schemaInWords()
{
    const QString text = withSchema(u"Improve."_s, object(R"({"type":"object","properties":{"a":{"maxLength":3}}})"));
    QVERIFY(text.startsWith(u"Improve."_s));
    QVERIFY(text.contains(u"JSON"_s)); // without the word, OpenAI refuses json_object
    QVERIFY(text.contains(u"\"maxLength\":3"_s));
}

QTEST_GUILESS_MAIN(ChatAnswerTest)
#include "tst_chatanswer.moc"
