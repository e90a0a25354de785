// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreWrittenAsQtWritesThem_data();
    void textsAreWrittenAsQtWritesThem();
    void valuesAreDivided();
};

void TestJsonText::textsAreWrittenAsQtWritesThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("plain") << u"Cordless drill"_s;
    QTest::newRow("quotes and backslashes") << uR"("C:\new" \\ "")"_s;
    QTest::newRow("languages") << u"żółć Größe 12″ 日本 😀"_s;
    QTest::newRow("markup") << u"<b>5 & 6</b>/"_s;
    QTest::newRow("noncharacters") << QString(QChar(0xffff)) + QChar(0x7f) + QChar(0x2028);
    QTest::newRow("half a pair") << u"a"_s + QChar(0xd83d) + u"b"_s;
    QTest::newRow("the other half") << QString(QChar(0xde00));
    QString controls;
    for (char16_t c = 0; c < 0x20; ++c)
        controls += QChar(c) + u"x"_s;
    QTest::newRow("control characters") << controls;
}

void TestJsonText::textsAreWrittenAsQtWritesThem()
{
    QFETCH(QString, text);
    JsonText to;
    to.beginList();
    to.text(text);
    to.endList();
    QCOMPARE(to.written(), QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
}

void TestJsonText::valuesAreDivided()
{
    JsonText to;
    to.beginObject();
    to.name("a");
    to.beginList();
    to.number(1);
    to.null();
    to.beginObject();
    to.endObject();
    to.beginList();
    to.endList();
    to.raw("[true,false]");
    to.endList();
    to.name("b");
    to.beginObject();
    to.name("c");
    to.text(u"d"_s);
    to.name("e");
    to.number(-9007199254740993);
    to.endObject();
    to.name("f");
    to.null();
    to.endObject();
    QCOMPARE(to.written(), R"({"a":[1,null,{},[],[true,false]],"b":{"c":"d","e":-9007199254740993},"f":null})");
    const QByteArray same = QJsonDocument::fromJson(to.written()).toJson(QJsonDocument::Compact);
    QCOMPARE(same, to.written()); // members stand in their order
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
