// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/jsonsplitter.h"
#include "services/importing/jsonvalue.h"

#include <QTest>

using namespace listwright;
using namespace listwright::importing;

namespace {

struct Split
{
    std::vector<std::string> texts;
    std::vector<qint64> lines;
    QString error;
};

Split split(const QByteArray &bytes, SourceFormat format = SourceFormat::JsonArray, std::size_t blockBytes = 1 << 20)
{
    Split result;
    JsonFormat options;
    options.format = format;
    options.blockBytes = blockBytes;
    options.elementLimit = 100000;
    JsonSplitter splitter(*TextSource::fromMemory(bytes, {}), options);
    std::vector<JsonElement> elements;
    for (;;) {
        const auto more = splitter.next(elements);
        if (!more)
            result.error = more.error().message;
        if (!more || !*more)
            return result;
        for (const JsonElement &element : elements) {
            result.texts.emplace_back(element.text);
            result.lines.push_back(element.line);
        }
    }
}

} // namespace

class JsonSplitterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArray>("first");
        const auto row = [](const char *name, const char *bytes, int count, const char *first) {
            QTest::newRow(name) << QByteArray(bytes) << count << QByteArray(first);
        };
        row("list", "[{\"a\":1},\n {\"a\":2}]", 2, "{\"a\":1}");
        row("empty list", "[]", 0, "");
        row("one object", "{\"title\":\"x\",\"images\":[{\"url\":\"u\"}]}", 1,
            "{\"title\":\"x\",\"images\":[{\"url\":\"u\"}]}");
        row("wrapped", "{\"count\":2,\"products\":[{\"a\":1},{\"a\":2}],\"next\":null}", 2, "{\"a\":1}");
        row("wrapped twice", "{\"body\":{\"data\":[{\"a\":1}]}}", 1, "{\"a\":1}");
        row("any single list", "{\"version\":1,\"lager\":[{\"a\":1},{\"a\":2}]}", 2, "{\"a\":1}");
        row("brackets in texts", "[{\"a\":\"]}\\\"[{\"},{\"a\":\"\\\\\"}]", 2, "{\"a\":\"]}\\\"[{\"}");
        row("objects one after another", "{\"sku\":\n1}\n{\"sku\":2}", 2, "{\"sku\":\n1}");
    }

    void finds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, count);
        QFETCH(QByteArray, first);
        for (const std::size_t block : {std::size_t(64), std::size_t(1 << 20)}) {
            const Split result = split(bytes, SourceFormat::JsonArray, block);
            QCOMPARE(result.error, QString());
            QCOMPARE(static_cast<int>(result.texts.size()), count);
            if (count > 0)
                QCOMPARE(result.texts[0], first.toStdString());
        }
    }

    void manyRecordsInSmallBlocks()
    {
        QByteArray bytes = "[";
        for (int i = 0; i < 500; ++i)
            bytes += (i ? ",\n" : "") + QByteArray("{\"id\":") + QByteArray::number(i) + ",\"t\":\"" +
                     QByteArray(i, 'x') + "\"}";
        const Split result = split(bytes + "]", SourceFormat::JsonArray, 128);
        QCOMPARE(result.error, QString());
        QCOMPARE(result.texts.size(), std::size_t(500));
        QCOMPARE(result.lines[499], qint64(500));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("before"); // records given out first
        QTest::addColumn<QString>("part");
        QTest::newRow("truncated record") << QByteArray("[{\"a\":1},\n{\"a\":") << 1 << QStringLiteral("line 2");
        QTest::newRow("unclosed list") << QByteArray("[{\"a\":1},\n") << 1 << QStringLiteral("line 2");
        QTest::newRow("unclosed wrapped list")
            << QByteArray("{\"products\":[{\"a\":1}") << 1 << QStringLiteral("line 1");
        QTest::newRow("text behind") << QByteArray("[{\"a\":1}] x") << 1 << QStringLiteral("behind");
        QTest::newRow("no list") << QByteArray("hello") << 0 << QStringLiteral("line 1");
        QTest::newRow("stray bracket") << QByteArray("[{\"a\":1}}]") << 1 << QStringLiteral("bracket");
        QTest::newRow("endless nesting") << QByteArray("[") + QByteArray(50000, '[') << 0 << QStringLiteral("deeper");
        QTest::newRow("too long and never closed")
            << QByteArray("[{\"a\":1},\n\"") + QByteArray(300000, 'x') << 2 << QStringLiteral("line 2");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, before);
        QFETCH(QString, part);
        const Split result = split(bytes, SourceFormat::JsonArray, 4096);
        QCOMPARE(static_cast<int>(result.texts.size()), before);
        QVERIFY2(result.error.contains(part), qPrintable(result.error));
    }

    void linesGoOnBehindABadOne()
    {
        const Split result = split("{\"a\":1}\n\n{broken\r\n{\"a\":3}", SourceFormat::JsonLines);
        QCOMPARE(result.texts, (std::vector<std::string>{"{\"a\":1}", "{broken", "{\"a\":3}"}));
        QCOMPARE(result.lines, (std::vector<qint64>{1, 3, 4}));
    }

    void longLineIsGivenUp()
    {
        const Split result =
            split("{\"a\":1}\n" + QByteArray(400000, 'x') + "\n{\"a\":3}\n", SourceFormat::JsonLines, 8192);
        QCOMPARE(result.texts.size(), std::size_t(3));
        QVERIFY(result.texts[1].size() <= 4096);
        QCOMPARE(result.texts[2], std::string("{\"a\":3}"));
    }

    void theLimitIsExact_data()
    {
        QTest::addColumn<SourceFormat>("format");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("fits");
        for (const auto &[name, format] :
             {std::pair("list", SourceFormat::JsonArray), {"lines", SourceFormat::JsonLines}}) {
            QTest::addRow("%s, just fits", name) << format << 100'000 << true;
            QTest::addRow("%s, a byte more", name) << format << 100'001 << false;
        }
    }

    // However the blocks fall: the buffer may hold more than one record may have.
    void theLimitIsExact()
    {
        QFETCH(SourceFormat, format);
        QFETCH(int, bytes);
        QFETCH(bool, fits);
        const bool list = format == SourceFormat::JsonArray;
        const QByteArray record = "{\"a\":\"" + QByteArray(bytes - 8, 'x') + "\"}";
        for (const std::size_t block : {std::size_t(4096), std::size_t(1 << 20)}) {
            const Split result = list ? split("[{\"b\":1},\n" + record + ",\n{\"c\":1}]", format, block)
                                      : split("{\"b\":1}\n" + record + "\n{\"c\":1}\n", format, block);
            QCOMPARE(result.texts[0], std::string("{\"b\":1}"));
            QCOMPARE(result.error, QString());
            QCOMPARE(result.texts.size(), std::size_t(3));
            QCOMPARE(result.texts.back(), std::string("{\"c\":1}"));
            QCOMPARE(result.lines[1], qint64(2));
            if (fits)
                QCOMPARE(result.texts[1], record.toStdString());
            else
                QCOMPARE(result.texts[1].size(), std::size_t(4096));
        }
    }

    void longValuesOfAnyKindArePassedOver()
    {
        for (const char *value : {"\"%1\\\"]\"", "%1", "[[\"%1\"],{}]", "{\"a\":\"}%1\\\\\"}"}) {
            const QByteArray longOne = QByteArray(value).replace("%1", QByteArray(300000, '7'));
            const Split result = split("[1,\n" + longOne + " ,\n{\"a\":3},4]", SourceFormat::JsonArray, 4096);
            QCOMPARE(result.error, QString());
            QCOMPARE(result.texts.size(), std::size_t(4));
            QCOMPARE(result.texts[2], std::string("{\"a\":3}"));
            QCOMPARE(result.lines[3], qint64(3));
        }
    }

    void numbersKeepTheirText()
    {
        const auto document = parseJson("{\"a\":46.550000000000004,\"b\":123456789012345678901234567890,\"c\":1.50}");
        QVERIFY(document);
        QCOMPARE(document->value.member("a")->text, std::string("46.550000000000004"));
        QCOMPARE(document->value.member("b")->text, std::string("123456789012345678901234567890"));
        QCOMPARE(document->value.member("c")->text, std::string("1.50"));
    }

    void repeatedKeysKeepTheLast()
    {
        const auto document = parseJson("{\"a\":1,\"b\":2,\"a\":3}");
        QVERIFY(document);
        QCOMPARE(document->repeatedKey, std::string("a"));
        QCOMPARE(document->value.member("a")->text, std::string("3"));
        QCOMPARE(document->value.members.size(), std::size_t(2));
    }

    void depthIsLimited()
    {
        QVERIFY(parseJson(std::string(64, '[') + std::string(64, ']')));
        const auto deep = parseJson(std::string(65, '[') + std::string(65, ']'));
        QVERIFY(!deep);
        QVERIFY(deep.error().message.contains(QStringLiteral("64")));
        QVERIFY(!parseJson("{\"a\":"));
    }

    void faultsNameTheirMember()
    {
        const auto nul = parseJson("{\"a\":1,\"b\":{\"c\":[\"x\",\"\\u0000\"]},\"d\":1e400}");
        QVERIFY(nul);
        QVERIFY(nul->fault.contains(QStringLiteral("NUL")));
        QCOMPARE(nul->faultyKey, std::string("b.c"));
        QCOMPARE(parseJson("{\"a\\u0000b\":1}")->faultyKey, std::string("ab"));
        const auto huge = parseJson("{\"a\":[-1e400],\"b\":1e5,\"c\":2e400,\"d\":\"y\"}");
        QVERIFY(huge);
        QVERIFY(huge->fault.contains(QStringLiteral("-1e400")));
        QCOMPARE(huge->faultyKey, std::string("a"));
        QCOMPARE(huge->value.member("d")->text, std::string("y"));
        QCOMPARE(huge->value.member("c")->type, JsonValue::Type::Null);
        QVERIFY(!parseJson("{\"a\":1e400,}"));
        std::string many = "[1e400";
        for (int i = 0; i < 1000; ++i)
            many += ",1e400";
        QVERIFY(!parseJson(many + ']')->fault.isEmpty());
        QVERIFY(parseJson("{\"a\":[\"x\"]}")->fault.isEmpty());
    }

    void writesBack()
    {
        const std::string text = "{\"a\":[1,true,null,\"x\\\"\\n\"],\"b\":{}}";
        std::string written;
        appendJson(written, parseJson(text)->value);
        QCOMPARE(written, text);
    }
};

QTEST_GUILESS_MAIN(JsonSplitterTest)
#include "tst_jsonsplitter.moc"
