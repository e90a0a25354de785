// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What no file may do: crash the reader, hang it, fill the memory, or lose the good records around a bad one.

#include "tests/services/importing/importfixture.h"
#include "tests/support/ordinaryrights.h"

#include <QStringConverter>

#include <random>
#include <sys/stat.h>

using namespace listwright;
using namespace listwright::importtest;

namespace {

/** "3: reason" of the first problem that rejects; empty when there is none. */
QString firstRejection(const Outcome &outcome)
{
    for (const RecordProblem &problem : outcome.problems) {
        if (problem.rejects)
            return QString::number(problem.line) + u": " + problem.reason;
    }
    return {};
}

QByteArray utf16(const QString &text, bool bigEndian, bool mark)
{
    QStringEncoder encoder(bigEndian ? QStringConverter::Utf16BE : QStringConverter::Utf16LE,
                           mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder.encode(text);
}

} // namespace

class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToRead_data();
    void nothingToRead();
    void noText_data();
    void noText();
    void badRecordsAmongGoodOnes_data();
    void badRecordsAmongGoodOnes();
    void mixedLineEndsKeepTheCount_data();
    void mixedLineEndsKeepTheCount();
    void repeatedHeaders_data();
    void repeatedHeaders();
    void invalidUtf8_data();
    void invalidUtf8();
    void brokenByteInFewLetters_data();
    void brokenByteInFewLetters();
    void brokenUtf16_data();
    void brokenUtf16();
    void manyColumns();
    void depthOfJson_data();
    void depthOfJson();
    void jsonCutAnywhere();
    void csvCutAnywhere();
    void longLines_data();
    void longLines();
    void filesInTheWay();
    void pipesAreRefusedWithoutOpeningThem();
    void fileVanishesAfterThePreview();
    void fileVanishesWhileItIsRead();
    void fileShrinksWhileItIsRead();
    void unknownEncodingAndTarget();
    void noiseIsHarmless_data();
    void noiseIsHarmless();
};

void BadInputTest::nothingToRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("0 bytes") << QByteArray();
    QTest::newRow("line end") << QByteArray("\n");
    QTest::newRow("carriage returns") << QByteArray("\r\r\r");
    QTest::newRow("blanks") << QByteArray(" \t \n  \r\n");
    QTest::newRow("UTF-8 mark") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("UTF-16 mark") << QByteArray("\xFF\xFE");
    QTest::newRow("UTF-16 blanks") << utf16(QStringLiteral(" \r\n"), false, true);
}

void BadInputTest::nothingToRead()
{
    QFETCH(QByteArray, bytes);
    const Outcome outcome = readBytes(bytes);
    QVERIFY2(outcome.error.contains(QStringLiteral("empty")), qPrintable(outcome.error));
    QVERIFY2(outcome.error.contains(QStringLiteral("test.csv")), qPrintable(outcome.error));
}

void BadInputTest::noText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, const char *kind) {
        QTest::newRow(name) << bytes << QString::fromLatin1(kind);
    };
    row("xlsx", QByteArray("PK\x03\x04\x14\0\x06\0\x08\0", 10) + QByteArray(500, '\x8F'), "Excel");
    row("xls", QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + QByteArray(500, '\0'), "Excel");
    row("pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "PDF");
    row("png", QByteArray("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16), "picture");
    row("jpeg", QByteArray("\xFF\xD8\xFF\xE0\0\x10JFIF", 10), "picture");
    row("gzip", QByteArray("\x1F\x8B\x08\0\0\0\0\0", 8), "compressed");
    row("our own database", QByteArray("SQLite format 3\0\x10\0\x01\x01", 20), "database");
    row("a program",
        QByteArray("\x7F"
                   "ELF\x02\x01\x01\0",
                   8),
        "program");
    row("noise", QByteArray(4000, '\x02'), "binary");
    QByteArray late = "sku,title\n";
    for (int i = 0; i < 200; ++i)
        late += QByteArray("a,\0\1\2\3\4\5\6\7\n", 11);
    row("header, then noise", late, "binary");
    row("xml", "<?xml version=\"1.0\"?>\n<products><product>Cup</product></products>\n", "XML");
    row("rss", "<rss version=\"2.0\"><channel><item><title>Cup</title></item></channel></rss>", "XML");
    row("html", "\n<!DOCTYPE html>\n<html><body>Cup</body></html>\n", "HTML");
}

void BadInputTest::noText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    const Outcome outcome = readBytes(bytes);
    QVERIFY2(outcome.error.contains(kind), qPrintable(outcome.error));
    QVERIFY(outcome.error.contains(QStringLiteral("test.csv")));
    QVERIFY2(outcome.error.contains(QStringLiteral("CSV")), "says what to do instead");
    QVERIFY(outcome.products.empty());
}

void BadInputTest::badRecordsAmongGoodOnes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("products");
    QTest::addColumn<QString>("rejection"); // line: words
    const auto row = [](const char *name, const QByteArray &bytes, int products, const char *rejection) {
        QTest::newRow(name) << bytes << products << QString::fromUtf8(rejection);
    };
    const QByteArray head = "sku,title,price\nA,Cup,1.50\n";
    const QByteArray tail = "Y,Pot,2.50\nZ,Pan,3.50\n";
    row("unclosed quote", head + "B,\"open,2.00\n" + tail, 3, "3: A quote is opened");
    row("unclosed quote in the last line", head + tail + "B,\"open,2.00", 3, "5: A quote is opened");
    row("nul in a cell", head + QByteArray("B,C\0p,2.00\n", 11) + tail, 3, "3: The record holds NUL");
    row("nul in a quoted cell", head + QByteArray("B,\"C\n\0p\",2.00\n", 14) + tail, 3, "3: The record holds NUL");
    row("a cell too many", head + "B,Cup, large,2.00\n" + tail, 3, "3: The record has 4 cells");
    row("too many cells", head + "B" + QByteArray(70'000, ',') + "\n" + tail, 3, "3: The record has more than 65536");
    row("no key", head + ",Cup,2.00\n" + tail, 3, "3: The record has no source ID");
    row("no title", head + "B,,2.00\n" + tail, 3, "3: The title is missing");
    row("price is no number", head + "B,Cup,dear\n" + tail, 3, "3: This is not an amount");
    row("title too long", head + "B," + QByteArray(10'001, 'x') + ",2.00\n" + tail, 3, "3: The text is longer");
    row("key too long", head + QByteArray(501, 'x') + ",Cup,2.00\n" + tail, 3, "3: The source ID is too long");
    row("json: no object", "[{\"sku\":\"A\",\"title\":\"x\"},\n7,\n\"text\",\n{\"sku\":\"B\",\"title\":\"y\"}]", 2,
        "2: The record is no JSON object");
    row("json: nul", QByteArray("[{\"sku\":\"A\",\"title\":\"x\0\"},\n{\"sku\":\"B\",\"title\":\"y\"}]", 51), 1,
        "1: The record holds NUL");
    row("json: written nul", "[{\"sku\":\"A\",\"title\":\"x\\u0000\"},\n{\"sku\":\"B\",\"title\":\"y\"}]", 1,
        "1: The text holds a NUL");
    row("json: list for a title", "[{\"sku\":\"A\",\"title\":[1]},\n{\"sku\":\"B\",\"title\":\"y\"}]", 1, "1: A list");
    row("json: no comma", "[{\"sku\":\"A\" \"title\":\"x\"},\n{\"sku\":\"B\",\"title\":\"y\"}]", 1, "1: ");
    row("lines: broken line", "{\"sku\":\"A\",\"title\":\"x\"}\n{\"sku\":\n{\"sku\":\"B\",\"title\":\"y\"}\n", 2,
        "2: ");
    row("lines: text among them", "{\"sku\":\"A\",\"title\":\"x\"}\nhello\n{\"sku\":\"B\",\"title\":\"y\"}\n", 2,
        "2: ");
}

void BadInputTest::badRecordsAmongGoodOnes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, products);
    QFETCH(QString, rejection);
    const Outcome outcome = readBytes(bytes);
    QCOMPARE(outcome.error, QString());
    QVERIFY2(firstRejection(outcome).startsWith(rejection), qPrintable(firstRejection(outcome)));
    QCOMPARE(static_cast<int>(outcome.products.size()), products);
    for (const RecordProblem &problem : outcome.problems)
        QVERIFY2(problem.value.size() <= 130, "a message never repeats a whole record");
}

void BadInputTest::mixedLineEndsKeepTheCount_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("unix") << QByteArray("sku,title\na,x\nb,\"y\ny\"\nc,\nd,z\n");
    QTest::newRow("windows") << QByteArray("sku,title\r\na,x\r\nb,\"y\r\ny\"\r\nc,\r\nd,z\r\n");
    QTest::newRow("old mac") << QByteArray("sku,title\ra,x\rb,\"y\ry\"\rc,\rd,z\r");
    QTest::newRow("all of them") << QByteArray("sku,title\r\na,x\rb,\"y\ny\"\nc,\r\nd,z");
    QTest::newRow("windows inside, unix outside") << QByteArray("sku,title\na,x\nb,\"y\r\ny\"\nc,\nd,z\n");
}

void BadInputTest::mixedLineEndsKeepTheCount()
{
    QFETCH(QByteArray, bytes);
    const Outcome outcome = readBytes(bytes);
    QCOMPARE(outcome.products.size(), std::size_t(3));
    QVERIFY2(firstRejection(outcome).startsWith(QStringLiteral("5: The title is missing")),
             qPrintable(firstRejection(outcome)));
    QCOMPARE(outcome.find("d")->sourceLine, qint64(6));
}

void BadInputTest::repeatedHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("doubt");
    QTest::newRow("twice") << QByteArray("sku,title,title,note") << QStringLiteral("title");
    QTest::newRow("three times") << QByteArray("sku,title,title,title") << QStringLiteral("title");
    QTest::newRow("in other case") << QByteArray("sku,title,TITLE,Title") << QString();
    QTest::newRow("blanks around") << QByteArray("sku,title, title ,note") << QStringLiteral("title");
    QTest::newRow("without names") << QByteArray("sku,title,,") << QString();
}

void BadInputTest::repeatedHeaders()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, doubt);
    const Outcome outcome = readBytes(header + "\nA,first,second,third\n");
    QCOMPARE(outcome.products.size(), std::size_t(1));
    QCOMPARE(outcome.products[0].title, std::string("first")); // the first one is used
    QVERIFY(outcome.products[0].sourceData.find("second") != std::string::npos);
    QVERIFY(outcome.products[0].sourceData.find("third") != std::string::npos);
    const QString doubts = outcome.preview.doubts.join(u'\n');
    QCOMPARE(doubts.contains(QStringLiteral("same name")), !doubt.isEmpty());
    QVERIFY(doubts.contains(doubt));
}

void BadInputTest::invalidUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes"); // in the title of B
    QTest::addColumn<QByteArray>("title");
    const QByteArray gap = "\xEF\xBF\xBD";
    QTest::newRow("lone byte") << QByteArray("caf\xE9 x") << QByteArray("caf" + gap + " x");
    QTest::newRow("continuation") << QByteArray("\x80x") << QByteArray(gap + "x");
    QTest::newRow("cut short") << QByteArray("x\xC5") << QByteArray("x" + gap);
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << QByteArray(gap + gap);
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray(gap + gap + gap);
    QTest::newRow("too high") << QByteArray("\xF4\x90\x80\x80") << QByteArray(gap + gap + gap + gap);
}

void BadInputTest::invalidUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, title);
    const QByteArray good = "zażółć gęślą jaźń pchnąć w tę łódź jeża"; // so that it is UTF-8 without doubt
    const Outcome csv = readBytes("sku,title\nA," + good + "\nB," + bytes + "\nC," + good + "\n");
    QCOMPARE(csv.preview.plan.options.encoding, QStringLiteral("UTF-8"));
    QCOMPARE(csv.products.size(), std::size_t(3));
    QCOMPARE(csv.find("B")->title, title.toStdString());
    QCOMPARE(csv.problems.size(), qsizetype(1));
    QCOMPARE(csv.problems[0].line, qint64(3));
    QVERIFY(!csv.problems[0].rejects);
    const Outcome json =
        readBytes("[{\"sku\":\"A\",\"title\":\"" + good + good + "\"},\n{\"sku\":\"B\",\"title\":\"" + bytes + "\"}]");
    QCOMPARE(json.find("B")->title, title.toStdString());
    QCOMPARE(json.problems.size(), qsizetype(1));
    QCOMPARE(json.problems[0].line, qint64(2));
}

void BadInputTest::brokenByteInFewLetters_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QByteArray>("bad");
    for (int rows = 1; rows <= 5; ++rows) {
        QTest::addRow("%d and a French letter", rows) << rows << QByteArray("caf\xE9 x");
        QTest::addRow("%d and no letter at all", rows) << rows << QByteArray("x\xFFy");
    }
}

void BadInputTest::brokenByteInFewLetters()
{
    QFETCH(int, rows);
    QFETCH(QByteArray, bad);
    QByteArray bytes = "sku,title\n";
    for (int i = 0; i < rows; ++i)
        bytes += "G" + QByteArray::number(i) + ",Grün\n";
    const Outcome outcome = readBytes(bytes + "B," + bad + "\n");
    QCOMPARE(outcome.preview.plan.options.encoding, QStringLiteral("UTF-8"));
    QCOMPARE(outcome.products.size(), static_cast<std::size_t>(rows) + 1);
    QCOMPARE(outcome.find("G0")->title, std::string("Grün"));
    QCOMPARE(outcome.problems.size(), qsizetype(1));
    QCOMPARE(outcome.problems[0].line, qint64(rows + 2));
}

void BadInputTest::brokenUtf16_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString text = QStringLiteral("sku,title\nA,żółw\nB,pot\n");
    QTest::newRow("little") << utf16(text, false, true);
    QTest::newRow("big") << utf16(text, true, true);
    QTest::newRow("odd byte at the end") << utf16(text, false, true) + 'x';
    QByteArray lone = utf16(text, false, true);
    lone.replace(utf16(QStringLiteral("po"), false, false), QByteArray("\x3D\xD8o\0", 4)); // half a surrogate pair
    QTest::newRow("lone surrogate") << lone;
}

void BadInputTest::brokenUtf16()
{
    QFETCH(QByteArray, bytes);
    const Outcome outcome = readBytes(bytes);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.products.size(), std::size_t(2));
    QCOMPARE(outcome.find("A")->title, std::string("żółw"));
    QVERIFY(outcome.find("B")->title.ends_with("t"));
}

void BadInputTest::manyColumns()
{
    QByteArray header = "sku,title";
    QByteArray row = "A,x";
    QByteArray json = "[{\"sku\":\"A\",\"title\":\"x\"";
    for (int i = 0; i < 1000; ++i) {
        const QByteArray name = "a header with many words in it, number " + QByteArray::number(i);
        header += ",\"" + name + '"';
        row += ",value " + QByteArray::number(i);
        json += ",\"" + name + "\":\"value " + QByteArray::number(i) + '"';
    }
    for (const QByteArray &bytes : {QByteArray(header + '\n' + row + '\n'), QByteArray(json + "}]")}) {
        const Outcome outcome = readBytes(bytes);
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.preview.columns.size(), qsizetype(1002));
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QVERIFY(outcome.products[0].sourceData.find("value 999") != std::string::npos);
    }
    // The rows are one cell wider than the header: the reason names both numbers.
    const Outcome wider = readBytes(header + '\n' + row + ",more\n");
    QVERIFY2(firstRejection(wider).contains(QStringLiteral("1003 cells, but the header has 1002")),
             qPrintable(firstRejection(wider)));
}

void BadInputTest::depthOfJson_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("fits");
    QTest::newRow("flat") << 1 << true;
    QTest::newRow("deepest") << 63 << true; // the record itself is a level
    QTest::newRow("one more") << 64 << false;
    QTest::newRow("a thousand") << 1000 << false;
    QTest::newRow("a hundred thousand") << 100'000 << false;
}

void BadInputTest::depthOfJson()
{
    QFETCH(int, depth);
    QFETCH(bool, fits);
    for (const auto &[open, close] : {std::pair<QByteArray, QByteArray>("[", "]"), {"{\"a\":", "}"}}) {
        const QByteArray nested = open.repeated(depth) + "1" + close.repeated(depth);
        const Outcome outcome =
            readBytes("[{\"sku\":\"A\",\"title\":\"x\"},\n{\"sku\":\"B\",\"title\":\"y\",\"d\":" + nested +
                      "},\n{\"sku\":\"C\",\"title\":\"z\"}]");
        QCOMPARE(outcome.error, QString());
        QVERIFY(outcome.find("A") && outcome.find("C"));
        QCOMPARE(outcome.find("B") != nullptr, fits);
        if (!fits)
            QVERIFY2(firstRejection(outcome).startsWith(QStringLiteral("2: ")), qPrintable(firstRejection(outcome)));
    }
}

void BadInputTest::jsonCutAnywhere()
{
    const QByteArray whole = "[{\"sku\":\"A\",\"title\":\"żó\\\"łw\",\"images\":[\"https://i.example/1.jpg\"]},\n"
                             "{\"sku\":\"B\",\"title\":\"y\",\"price\":{\"amount\":1.50,\"currency\":\"EUR\"}}]\n";
    const qsizetype first = whole.indexOf('\n') - 1; // behind it the first record is whole
    const qsizetype end = whole.lastIndexOf(']');
    for (qsizetype length = 1; length <= whole.size(); ++length) {
        const Outcome outcome = readBytes(whole.left(length));
        const QByteArray cut = QByteArray::number(length) + ": " + outcome.error.toUtf8();
        QVERIFY2(outcome.error.isEmpty() == (length > end), cut);
        QVERIFY2(outcome.error.isEmpty() || outcome.error.contains(QStringLiteral("test.csv")), cut);
        QVERIFY2(outcome.error.isEmpty() || outcome.error.contains(QStringLiteral("line")), cut);
        if (length > first + 2)
            QVERIFY2(outcome.find("A") || !outcome.error.isEmpty(), cut);
        QVERIFY2(outcome.products.size() <= 2, cut);
    }
}

void BadInputTest::csvCutAnywhere()
{
    const QByteArray whole = "sku,title,description\nA,żółw,\"two\nlines, \"\"said\"\" he\"\nB,\"y\",z\n";
    for (qsizetype length = 4; length <= whole.size(); ++length) {
        const Outcome outcome = readBytes(whole.left(length));
        QCOMPARE(outcome.error, QString());
        QVERIFY(outcome.rejected <= 2);
    }
    QCOMPARE(readBytes(whole).products.size(), std::size_t(2));
}

void BadInputTest::longLines_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("rejection");
    const auto row = [](const char *name, const char *before, const char *longPart, const char *after,
                        const char *rejection) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(longPart) << QByteArray(after)
                            << QString::fromUtf8(rejection);
    };
    row("csv", "sku,title\nA,x\nB,", "x", "\nC,z\n", "3: The record is longer than 16");
    row("list of json", "[{\"sku\":\"A\",\"title\":\"x\"},\n{\"sku\":\"B\",\"note\":[\"}\\\"],\"],\"title\":\"", "x",
        "\"},\n{\"sku\":\"C\",\"title\":\"z\"}]\n", "2: The record is longer than 16");
    row("lines of json", "{\"sku\":\"A\",\"title\":\"x\"}\n{\"sku\":\"B\",\"title\":\"", "x",
        "\"}\n{\"sku\":\"C\",\"title\":\"z\"}\n", "2: The record is longer than 16");
}

void BadInputTest::longLines()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, piece);
    QFETCH(QByteArray, after);
    QFETCH(QString, rejection);
    const Outcome outcome = readBytes(before + piece.repeated(17 * 1024 * 1024) + after);
    QCOMPARE(outcome.error, QString());
    QVERIFY(outcome.find("A") && outcome.find("C"));
    QVERIFY(!outcome.find("B"));
    QVERIFY2(firstRejection(outcome).startsWith(rejection), qPrintable(firstRejection(outcome)));
    QCOMPARE(outcome.find("C")->sourceLine, outcome.find("A")->sourceLine + 2);
}

void BadInputTest::filesInTheWay()
{
    const QTemporaryDir folder;
    const auto folderError = previewImport(folder.path());
    QVERIFY(!folderError);
    QCOMPARE(folderError.error().code, ErrorCode::InvalidInput);
    QVERIFY2(folderError.error().message.contains(folder.path()), qPrintable(folderError.error().message));

    const auto missing = previewImport(folder.filePath(QStringLiteral("none.csv")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().message.contains(QStringLiteral("none.csv")));

    const QString locked = folder.filePath(QStringLiteral("locked.csv"));
    writeFile(locked, "sku,title\na,x\n");
    QVERIFY(QFile::setPermissions(locked, {}));
    const test::OrdinaryRights rights;
    const auto forbidden = previewImport(locked);
    QVERIFY(!forbidden);
    QCOMPARE(forbidden.error().code, ErrorCode::Forbidden);
    QVERIFY2(forbidden.error().message.contains(QStringLiteral("locked.csv")), qPrintable(forbidden.error().message));

    const QString dangling = folder.filePath(QStringLiteral("link.csv"));
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("none.csv")), dangling));
    QCOMPARE(previewImport(dangling).error().code, ErrorCode::NotFound);
}

// A preview reads the beginning and the import all of it: from a pipe the beginning would be lost.
void BadInputTest::pipesAreRefusedWithoutOpeningThem()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const auto refused = previewImport(pipe); // opening it would wait for a writer for ever
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QVERIFY2(refused.error().message.contains(pipe), qPrintable(refused.error().message));
    QVERIFY(refused.error().message.contains(QStringLiteral("standard input")));
}

void BadInputTest::fileVanishesAfterThePreview()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("gone.csv"));
    writeFile(name, "sku,title\na,x\n");
    const auto preview = previewImport(name);
    QVERIFY(preview);
    QVERIFY(QFile::remove(name));
    const auto source = importing::openSource(preview->plan);
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::NotFound);
    QVERIFY(source.error().message.contains(QStringLiteral("gone.csv")));
}

namespace {

constexpr int manyRecords = 60'000;

QByteArray manyRows()
{
    QByteArray bytes = "sku,title\n";
    for (int i = 0; i < manyRecords; ++i)
        bytes += "S" + QByteArray::number(i) + ",a product with a title\n";
    return bytes;
}

/** Reads a file to its end and calls `meanwhile` behind its first block. */
template <class Meanwhile>
std::pair<qint64, QString> readMeanwhile(const QString &name, Meanwhile meanwhile)
{
    const auto preview = previewImport(name);
    auto reader = importing::openProducts(preview->plan, *importing::openSource(preview->plan));
    qint64 records = 0;
    for (bool first = true;; first = false) {
        const auto more = (*reader)->next();
        if (!more)
            return {records, more.error().message};
        if (!*more)
            return {records, QString()};
        records += static_cast<qint64>((*reader)->candidates().size());
        if (first)
            meanwhile();
    }
}

} // namespace

// What is open stays readable although its name is gone.
void BadInputTest::fileVanishesWhileItIsRead()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("gone.csv"));
    writeFile(name, manyRows());
    const auto [records, error] = readMeanwhile(name, [&] { QVERIFY(QFile::remove(name)); });
    QCOMPARE(error, QString());
    QCOMPARE(records, qint64(manyRecords));
}

void BadInputTest::fileShrinksWhileItIsRead()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("cut.csv"));
    writeFile(name, manyRows());
    const auto [records, error] = readMeanwhile(name, [&] { QVERIFY(QFile::resize(name, 300'000)); });
    QVERIFY2(error.contains(QStringLiteral("shorter")), qPrintable(error));
    QVERIFY2(error.contains(QStringLiteral("cut.csv")), qPrintable(error));
    QVERIFY(records > 0 && records < manyRecords);
}

void BadInputTest::unknownEncodingAndTarget()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("a.csv"));
    writeFile(name, "sku,title\na,x\n");
    ImportPlan plan = previewImport(name)->plan;
    plan.options.encoding = QStringLiteral("klingon-8");
    const auto encoding = previewImport(name, plan);
    QVERIFY(!encoding);
    QCOMPARE(encoding.error().code, ErrorCode::Unsupported);
    QVERIFY(encoding.error().message.contains(QStringLiteral("klingon-8")));
    plan = previewImport(name)->plan;
    plan.options.layout = QStringLiteral("bazaar");
    const auto layout = previewImport(name, plan);
    QVERIFY(!layout);
    QVERIFY(layout.error().message.contains(QStringLiteral("bazaar")));
    plan = previewImport(name)->plan;
    plan.options.defaultCurrency = QStringLiteral("XQX");
    QVERIFY(!previewImport(name, plan));
}

void BadInputTest::noiseIsHarmless_data()
{
    QTest::addColumn<QByteArray>("alphabet");
    QTest::newRow("csv") << QByteArray("ab,;\"\n\r 1.");
    QTest::newRow("tsv") << QByteArray("ab\t\"'\n\r5,");
    QTest::newRow("json") << QByteArray("{}[]\":,\\u0a1.e-\ntrue");
    QTest::newRow("letters") << QByteArray("\xC5\xBC\xF3\xFF\x80 a,\n");
    QTest::newRow("all bytes") << QByteArray();
}

void BadInputTest::noiseIsHarmless()
{
    QFETCH(QByteArray, alphabet);
    if (alphabet.isEmpty()) {
        for (int byte = 0; byte < 256; ++byte)
            alphabet += static_cast<char>(byte);
    }
    std::mt19937 random(4711);
    for (int round = 0; round < 40; ++round) {
        QByteArray bytes = round % 3 == 0 ? QByteArray("sku,title\n") : round % 3 == 1 ? QByteArray("[{\"sku\":") : "";
        for (auto length = random() % 400; length > 0; --length)
            bytes += alphabet.at(static_cast<qsizetype>(random() % static_cast<unsigned>(alphabet.size())));
        const Outcome outcome = readBytes(bytes);
        QVERIFY2(outcome.error.isEmpty() || outcome.error.contains(QStringLiteral("test.csv")),
                 qPrintable(outcome.error));
        for (const ProductDraft &product : outcome.products) {
            QVERIFY(!product.sourceId.empty());
            QVERIFY(!product.title.empty() || !importing::feedsTitle(outcome.preview.plan.mapping));
            QVERIFY(QString::fromStdString(product.title).toStdString() == product.title); // valid UTF-8 always
            QVERIFY(product.qualityScore >= 0 && product.qualityScore <= 100);
        }
    }
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"
