// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/encoding.h"
#include "services/importing/text.h"

#include <QTest>

using namespace listwright;
using namespace listwright::importing;

class EncodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void detects_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, const QByteArray &bytes, const char *encoding) {
            QTest::newRow(name) << bytes << QString::fromLatin1(encoding);
        };
        row("ascii", "sku,title\n", "UTF-8");
        row("utf-8", "tytuł,opis żółty", "UTF-8");
        row("utf-8 mark", "\xEF\xBB\xBFsku", "UTF-8");
        row("utf-8 cut at the end", "tytu\xC5\x82 \xC5", "UTF-8");
        row("utf-8 with one damaged letter", "zażółć gęślą jaźń \xFF zażółć gęślą jaźń", "UTF-8");
        row("utf-8 of one letter beside a damaged one", "Gr\xC3\xBCn,caf\xE9", "UTF-8");
        row("polish capitals that look like one letter of utf-8",
            "ST\xD3\xA3 D\xCA"
            "BOWY \xAF",
            "windows-1250");
        row("utf-16 mark", QByteArray("\xFF\xFEs\0k\0u\0", 8), "UTF-16LE");
        row("utf-16 big mark", QByteArray("\xFE\xFF\0s\0k", 6), "UTF-16BE");
        row("utf-16 without mark", QByteArray("s\0k\0u\0,\0t\0i\0t\0l\0e\0", 18), "UTF-16LE");
        row("utf-16 big without mark", QByteArray("\0s\0k\0u\0,\0t\0i", 12), "UTF-16BE");
        row("polish windows",
            "\xBF\xF3\xB3ty p\xB3"
            "aszcz \x9Cliczny, ci\xEA\xBFki",
            "windows-1250");
        row("polish iso",
            "\xBF\xF3\xB3ty p\xB3"
            "aszcz \xB6liczny, ci\xEA\xBFki k\xB1t",
            "ISO-8859-2");
        row("german",
            "Gr\xF6\xDF"
            "e f\xFCr K\xFC"
            "che, sch\xF6n",
            "windows-1252");
        row("german with euro and quotes",
            "\x84Gr\xF6\xDF"
            "e\x93 5 \x80",
            "windows-1252");
        row("french",
            "cr\xE8me br\xFBl\xE9"
            "e \xE0 la carte",
            "windows-1252");
    }

    void detects()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QCOMPARE(detectEncoding(bytes).name, name);
    }

    void refusesBinary_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("part");
        QTest::newRow("xlsx") << QByteArray("PK\x03\x04\x14\0\x06\0", 8) << QStringLiteral("Excel");
        QTest::newRow("pdf") << QByteArray("%PDF-1.4 x") << QStringLiteral("PDF");
        QTest::newRow("png") << QByteArray("\x89PNG\r\n\x1A\n") << QStringLiteral("picture");
        QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08") << QStringLiteral("compressed");
        QTest::newRow("noise") << QByteArray("\x01\x02\x03\x04\x05\x06\x07\x0Fwhatever this is")
                               << QStringLiteral("binary");
    }

    void refusesBinary()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, part);
        const auto refused = refuseBinary(bytes, QStringLiteral("file.csv"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(part), qPrintable(refused.error().message));
        QVERIFY(refused.error().message.contains(QStringLiteral("file.csv")));
    }

    void oneNulIsNoBinary()
    {
        QByteArray text(200, 'x');
        text.append('\0');
        QVERIFY(refuseBinary(text, {}).has_value());
    }

    void noticesLostLetters()
    {
        QVERIFY(looksLikeLostLetters("Gr??e, K?che, sch?n, Zubeh?r, M?bel"));
        QVERIFY(!looksLikeLostLetters(
            "Küche? Ja. https://x.example/a?b=c&d=e a?b=1 https://y.example/q?z https://w.de/?a"));
        QVERIFY(!looksLikeLostLetters("Really? Yes? No?"));
    }

    void textTools()
    {
        QCOMPARE(trimmed(" \t\xC2\xA0x y\xC2\xA0\r\n"), std::string_view("x y"));
        QCOMPARE(trimmed("  "), std::string_view());
        QCOMPARE(repairedUtf8("a\xC3(\xED\xA0\x80"), std::string("a\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
        QVERIFY(findFlaws("aaaaaaaaaaaaaaa\xFF").invalidUtf8);
        QVERIFY(findFlaws(std::string_view("aaaaaaaaa\0", 10)).nul);
        QVERIFY(!findFlaws("zażółć gęślą jaźń 😀").invalidUtf8);
        QVERIFY(findFlaws("\xC0\x80").invalidUtf8); // overlong
        QCOMPARE(headerKey(u"Product_Title (EN)"), QStringLiteral("producttitleen"));
        QCOMPARE(shortened("zażółć", 3), QStringLiteral("za…"));
        std::string json;
        appendJsonString(json, "a\"\\\n\x01ż");
        QCOMPARE(json, std::string("\"a\\\"\\\\\\n\\u0001ż\""));
    }
};

QTEST_GUILESS_MAIN(EncodingTest)
#include "tst_encoding.moc"
