// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/jsonschema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QJsonValue json(const char *text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray("[") + text + ']', &problem);
    if (document.isNull())
        qFatal("%s: %s", text, qPrintable(problem.errorString()));
    return document.array().first();
}

void row(const char *name, const char *schema, const char *value, const char *violation = "")
{
    QTest::newRow(name) << json(schema) << json(value) << QString::fromUtf8(violation);
}

} // namespace

class TestJsonSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void referencesAreFollowed();
};

void TestJsonSchema::values_data()
{
    QTest::addColumn<QJsonValue>("schema");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("violation");
    row("string", R"({"type":"string"})", R"("a")");
    row("no string", R"({"type":"string"})", "1", "type");
    row("whole number", R"({"type":"integer"})", "3");
    row("written with a point", R"({"type":"integer"})", "3.0");
    row("fraction", R"({"type":"integer"})", "3.5", "type");
    row("text for a number", R"({"type":"number"})", R"("3")", "type");
    row("one of two types", R"({"type":["string","null"]})", "null");
    row("none of two types", R"({"type":["string","null"]})", "false", "type");
    row("list", R"({"type":"array"})", "[]");
    row("unknown type", R"({"type":"text"})", R"("a")", "type");
    row("enum", R"({"enum":["a",null]})", "null");
    row("not in the enum", R"({"enum":["a",null]})", R"("b")", "none of");
    row("const", R"({"const":"waiting"})", R"("waiting")");
    row("another const", R"({"const":"waiting"})", R"("done")", "is not");
    row("members", R"({"properties":{"a":{"type":"string"}}})", R"({"a":"x","b":1})");
    row("wrong member", R"({"properties":{"a":{"type":"string"}}})", R"({"a":1})", "/a: 1 is not of the type");
    row("missing member", R"({"required":["a"]})", "{}", "“a” is missing");
    row("no more members", R"({"properties":{"a":{}},"additionalProperties":false})", R"({"a":1,"b":1})",
        "/b: may not be there");
    row("more members of a type", R"({"additionalProperties":{"type":"integer"}})", R"({"b":"x"})", "/b: ");
    row("too few members", R"({"minProperties":1})", "{}", "too few");
    row("entries", R"({"items":{"type":"integer"}})", "[1,2]");
    row("wrong entry", R"({"items":{"type":"integer"}})", R"([1,"2"])", "/1: ");
    row("too few entries", R"({"minItems":1})", "[]", "too few");
    row("too many entries", R"({"maxItems":1})", "[1,2]", "too many");
    row("long text", R"({"maxLength":2})", R"("abc")", "too long");
    row("characters beyond 16 bits", R"({"maxLength":2})", R"("😀😀")");
    row("pattern", R"({"pattern":"^[0-9]+$"})", R"("12")");
    row("against the pattern", R"({"pattern":"^[0-9]+$"})", R"("1x")", "match");
    row("time", R"({"format":"date-time"})", R"("2026-11-26T09:30:00.000Z")");
    row("no time", R"({"format":"date-time"})", R"("2026-11-26")", "format");
    row("no date", R"({"format":"date"})", R"("2026-13-26")", "format");
    row("no uuid", R"({"format":"uuid"})", R"("x")", "format");
    row("unknown format", R"({"format":"colour"})", R"("red")", "format");
    row("small", R"({"minimum":1})", "0", "too small");
    row("large", R"({"maximum":1})", "2", "too large");
    row("all", R"({"allOf":[{"type":"integer"},{"minimum":1}]})", "0", "too small");
    row("any", R"({"anyOf":[{"type":"integer"},{"type":"null"}]})", "null");
    row("none of any", R"({"anyOf":[{"type":"integer"},{"type":"null"}]})", R"("x")", "none of several");
    row("unknown keyword", R"({"minLenght":1})", "0", "“minLenght” is not known");
    row("remarks", R"({"description":"x","default":1})", "0");
}

void TestJsonSchema::values()
{
    QFETCH(QJsonValue, schema);
    QFETCH(QJsonValue, value);
    QFETCH(QString, violation);
    const QStringList found = JsonSchema({}).violations(value, schema);
    if (violation.isEmpty())
        QCOMPARE(found, QStringList());
    else
        QVERIFY2(found.size() == 1 && found.first().contains(violation), qPrintable(found.join(u'\n')));
}

void TestJsonSchema::referencesAreFollowed()
{
    const JsonSchema schemas(
        json(R"({"a":{"b/c":{"type":"integer"}},"list":{"items":{"$ref":"#/a/b~1c"}}})").toObject());
    const QJsonObject list{{u"$ref"_s, u"#/list"_s}};
    QVERIFY(schemas.violations(json("[1]"), list).isEmpty());
    QCOMPARE(schemas.violations(json(R"(["x"])"), list).size(), 1);
    const QJsonObject nowhere{{u"$ref"_s, u"#/a/x"_s}};
    QVERIFY(schemas.violations(1, nowhere).value(0).contains(u"no schema"_s));
    QCOMPARE(schemas.resolved(list), schemas.at(u"#/list"_s).toObject());
    QCOMPARE(schemas.resolved({{u"x"_s, 1}}), QJsonObject({{u"x"_s, 1}}));
    QVERIFY(schemas.at(u"elsewhere"_s).isUndefined());
}

QTEST_GUILESS_MAIN(TestJsonSchema)
#include "tst_jsonschema.moc"
