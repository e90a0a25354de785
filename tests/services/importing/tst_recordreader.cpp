// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/recordreader.h"

#include <QTest>

using namespace listwright;
using namespace listwright::importing;

namespace {

struct Read
{
    std::vector<std::vector<std::string>> cells;
    std::vector<Record> records;
    std::size_t blocks = 0;
    std::size_t largestBlock = 0; // in records
};

Read read(const QByteArray &bytes, RecordFormat format = {}, const QString &encoding = {})
{
    Read result;
    auto source = TextSource::fromMemory(bytes, encoding);
    RecordReader reader(*std::move(source), format);
    RecordBlock block;
    while (reader.next(block).value_or(false)) {
        ++result.blocks;
        result.largestBlock = std::max(result.largestBlock, block.records().size());
        for (const Record &record : block.records()) {
            const auto cells = block.cells(record);
            result.records.push_back(record);
            result.cells.emplace_back(cells.begin(), cells.end());
        }
    }
    return result;
}

std::string joined(const Read &read)
{
    std::string text;
    for (const auto &cells : read.cells) {
        for (const std::string &cell : cells)
            text += '[' + cell + ']';
        text += '/';
    }
    return text;
}

std::string lines(const Read &read)
{
    std::string text;
    for (const Record &record : read.records)
        text += std::to_string(record.line) + ' ';
    return text;
}

} // namespace

class RecordReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QByteArray>("lineNumbers");
        const auto row = [](const char *name, const char *bytes, const char *cells, const char *lineNumbers) {
            QTest::newRow(name) << QByteArray(bytes) << QByteArray(cells) << QByteArray(lineNumbers);
        };
        row("plain", "a,b\n1,2\n", "[a][b]/[1][2]/", "1 2 ");
        row("no last line end", "a,b\n1,2", "[a][b]/[1][2]/", "1 2 ");
        row("empty cells", "a,,\n,,c\n", "[a][][]/[][][c]/", "1 2 ");
        row("empty last cell at the end", "a,", "[a][]/", "1 ");
        row("mixed line ends", "a\r\nb\rc\nd", "[a]/[b]/[c]/[d]/", "1 2 3 4 ");
        row("blank lines", "a\n\n\r\n  \n,,\nb\n", "[a]/[b]/", "1 6 ");
        row("quoted", "\"a,b\",c\n", "[a,b][c]/", "1 ");
        row("doubled quotes", "\"say \"\"hi\"\"\",x\n", "[say \"hi\"][x]/", "1 ");
        row("only doubled quotes", "\"\"\"\"\n", "[\"]/", "1 ");
        row("empty quotes", "\"\",x\n", "[][x]/", "1 ");
        row("quoted line ends count", "\"a\nb\r\nc\rd\",x\ny,z\n", "[a\nb\r\nc\rd][x]/[y][z]/", "1 5 ");
        row("quote inside", "19\" rack,x\n", "[19\" rack][x]/", "1 ");
        row("quote not doubled", "\"19\" rack\",x\n", "[19\" rack][x]/", "1 ");
        row("text behind the quote", "\"a\"b,x\n", "[a\"b][x]/", "1 ");
        row("separator line", "sep=,\na,b\n", "[a][b]/", "2 ");
        row("separator line, crlf", "SEP=,\r\na,b\n", "[a][b]/", "2 ");
        row("byte order mark",
            "\xEF\xBB\xBF"
            "a,b\n",
            "[a][b]/", "1 ");
        row("only a byte order mark", "\xEF\xBB\xBF", "", "");
        row("nothing", "", "", "");
        row("quoted at the end", "a,\"b\"", "[a][b]/", "1 ");
        row("cells that lead to an unclosed quote", "1,\"a\nb\",\"c\nd,e\n", "[1,\"a]/[b\",\"c]/[d][e]/", "2 2 3 ");
        row("cells that lead to another's quote", "1,\"a\nb\",\"c\nd,\"e\"\n", "[1,\"a]/[b\",\"c]/[d][e]/", "2 2 3 ");
        row("one line of them closes", "x\",\"\ny\",\"\n\",z\n", "[x\"][\ny][\n][z]/", "1 ");
    }

    void splits()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, cells);
        QFETCH(QByteArray, lineNumbers);
        const Read result = read(bytes);
        QCOMPARE(joined(result), cells.toStdString());
        QCOMPARE(lines(result), lineNumbers.toStdString());
    }

    // Whatever the block size, the records are the same: no cell is lost or cut where two blocks meet.
    void blockSizeDoesNotMatter()
    {
        QByteArray bytes;
        for (int i = 0; i < 300; ++i)
            bytes +=
                "id" + QByteArray::number(i) + ",\"line\none \"\"" + QByteArray(i % 50, 'x') + "\"\"\",\"a\"b,\r\n";
        const Read whole = read(bytes);
        QCOMPARE(whole.cells.size(), std::size_t(300));
        for (const std::size_t size : {64U, 65U, 100U, 127U, 1000U}) {
            RecordFormat format;
            format.blockBytes = size;
            const Read pieces = read(bytes, format);
            QVERIFY(pieces.blocks > 1);
            QCOMPARE(joined(pieces), joined(whole));
            QCOMPARE(lines(pieces), lines(whole));
            RecordFormat fewRecords;
            fewRecords.blockRecords = size / 30;
            const Read few = read(bytes, fewRecords);
            QCOMPARE(few.largestBlock, fewRecords.blockRecords);
            QCOMPARE(joined(few), joined(whole));
            QCOMPARE(lines(few), lines(whole));
            for (std::size_t i = 0; i < whole.records.size(); ++i)
                QCOMPARE(pieces.records[i].hash, whole.records[i].hash);
        }
    }

    void hashFollowsContentNotPlace()
    {
        const Read one = read("a,b\nx,y\n");
        const Read other = read("x,y\r\nzz,b\n");
        QCOMPARE(one.records[1].hash, other.records[0].hash);
        QVERIFY(one.records[0].hash != one.records[1].hash);
        RecordFormat seeded;
        seeded.hashSeed = 1;
        QVERIFY(read("a,b\n", seeded).records[0].hash != one.records[0].hash);
    }

    void unclosedQuoteSwallowsOneLineOnly()
    {
        const Read result = read("a,b\n1,\"open\n2,x\n3,y\n");
        QCOMPARE(result.records.size(), std::size_t(4));
        QCOMPARE(result.records[1].fault, RecordFault::UnclosedQuote);
        QCOMPARE(result.records[1].line, qint64(2));
        QCOMPARE(result.cells[2], (std::vector<std::string>{"2", "x"}));
        QCOMPARE(result.records[3].line, qint64(4));
    }

    void unclosedQuoteEndsWhereAnotherOpens()
    {
        const Read result = read("a,b,c\n1,\"x\",5\n2,\"open,6\n3,\"y\",7\n4,\"z\",8\n");
        QCOMPARE(result.records.size(), std::size_t(5));
        QCOMPARE(result.records[2].fault, RecordFault::UnclosedQuote);
        QCOMPARE(result.records[2].line, qint64(3));
        QCOMPARE(result.cells[3], (std::vector<std::string>{"3", "y", "7"}));
        QCOMPARE(result.cells[4], (std::vector<std::string>{"4", "z", "8"}));
        QCOMPARE(result.records[4].line, qint64(5));
        const Read lines = read("a,b\n1,\"two\nlines\"\n2,y\n"); // what is closed may have several
        QCOMPARE(lines.cells[1], (std::vector<std::string>{"1", "two\nlines"}));
    }

    void unclosedQuoteIsGivenUpAtTheLimit()
    {
        RecordFormat format;
        format.blockBytes = 256;
        format.recordLimit = 4096;
        QByteArray bytes = "a,b\n1,\"open\n";
        for (int i = 0; i < 2000; ++i)
            bytes += QByteArray::number(i) + ",value\n";
        const Read result = read(bytes, format);
        QCOMPARE(result.records.size(), std::size_t(2002));
        QCOMPARE(result.records[1].fault, RecordFault::UnclosedQuote);
        QCOMPARE(result.records.back().line, qint64(2002));
    }

    void tinyRecordsDoNotMakeLargeBlocks()
    {
        const Read result = read(QByteArray("z,\n").repeated(100'000));
        QCOMPARE(result.records.size(), std::size_t(100'000));
        QCOMPARE(result.records.back().line, qint64(100'000));
        QCOMPARE(result.largestBlock, RecordFormat().blockRecords);
    }

    // What was read in search of the closing quote is handed out in blocks of the usual size.
    void blocksAfterAnUnclosedQuoteAreOfTheUsualSize()
    {
        RecordFormat format;
        format.blockBytes = 8192;
        format.recordLimit = 1024 * 1024;
        QByteArray bytes = "a,b\n1,\"open\n";
        for (int i = 0; i < 40'000; ++i)
            bytes += QByteArray::number(100'000 + i) + ',' + QByteArray(92, 'x') + '\n';
        const Read result = read(bytes, format);
        QCOMPARE(result.records.size(), std::size_t(40'002));
        QCOMPARE(result.records[1].fault, RecordFault::UnclosedQuote);
        QCOMPARE(result.records[1].line, qint64(2));
        QVERIFY2(result.largestBlock <= 8192 / 100 + 2, QByteArray::number(qulonglong(result.largestBlock)));
        for (std::size_t i = 2; i < result.records.size(); ++i) {
            QCOMPARE(result.records[i].line, qint64(i) + 1);
            QCOMPARE(result.cells[i][0], std::to_string(100'000 + i - 2));
        }
    }

    // Every line opens a quote that the next one closes, only to open another: read to the end once, not for each line.
    void linesThatAllLeadToOneUnclosedQuote()
    {
        constexpr qint64 count = 600'000;
        const Read result = read(QByteArray("x\",\"\n").repeated(count) + "y,z\n");
        QCOMPARE(qint64(result.records.size()), count + 1);
        for (std::size_t i = 0; i < result.records.size() - 1; ++i) {
            QCOMPARE(result.records[i].fault, RecordFault::UnclosedQuote);
            QCOMPARE(result.records[i].line, count); // of the quote
        }
        QCOMPARE(result.cells.back(), (std::vector<std::string>{"y", "z"}));
        QCOMPARE(result.records.back().line, count + 1);
    }

    void bytesDoneLeavesOutWhatIsNotHandedOut()
    {
        const QByteArray bytes = QByteArray("\xBF,\n").repeated(100'000);
        RecordReader reader(*TextSource::fromMemory(bytes, QStringLiteral("windows-1250")), {});
        RecordBlock block;
        qint64 records = 0;
        qint64 before = 0;
        while (reader.next(block).value_or(false)) {
            records += qint64(block.records().size());
            QVERIFY(std::abs(reader.bytesDone() - 3 * records) < 64); // the text is longer than the source
            QVERIFY(reader.bytesDone() > before);
            before = reader.bytesDone();
        }
        QCOMPARE(before, qint64(bytes.size()));
    }

    void fiftyMegabyteLineIsRefusedWithoutKeepingIt()
    {
        const QByteArray bytes = "a,b\n1,2\n" + QByteArray(50 * 1024 * 1024, 'x') + ",y\n3,4\n";
        const Read result = read(bytes);
        QCOMPARE(result.records.size(), std::size_t(4));
        QCOMPARE(result.records[2].fault, RecordFault::TooLong);
        QCOMPARE(result.records[2].line, qint64(3));
        QVERIFY(result.cells[2][0].size() <= 4096);
        QCOMPARE(result.cells[3], (std::vector<std::string>{"3", "4"}));
        QCOMPARE(result.records[3].line, qint64(4));
    }

    void givenUpLineMayEndWithCarriageReturn()
    {
        RecordFormat format;
        format.blockBytes = 128;
        format.recordLimit = 200;
        for (const QByteArray &end : {QByteArray("\r\n"), QByteArray("\r"), QByteArray("\n")}) {
            for (int length = 250; length < 520; ++length) {
                const Read result = read("a" + end + QByteArray(length, 'x') + end + "3,4" + end, format);
                QCOMPARE(result.records.size(), std::size_t(3));
                QCOMPARE(result.cells[2], (std::vector<std::string>{"3", "4"}));
                QCOMPARE(result.records[2].line, qint64(3));
            }
        }
    }

    void aThousandColumns()
    {
        QByteArray header;
        for (int i = 0; i < 1500; ++i)
            header += "column number " + QByteArray::number(i) + ',';
        const Read result = read(header + "last\n" + QByteArray(1500, ',') + "x\n");
        QCOMPARE(result.cells[0].size(), std::size_t(1501));
        QCOMPARE(result.cells[1].back(), std::string("x"));
    }

    void tooManyCellsAreRefused()
    {
        const Read result = read(QByteArray("x") + QByteArray(70000, ',') + "x\n1,2\n");
        QCOMPARE(result.records[0].fault, RecordFault::TooManyCells);
        QCOMPARE(result.cells[1].size(), std::size_t(2));
    }

    void nulAndInvalidBytesAreMarked()
    {
        const Read result = read(QByteArray("a\0b,c\n", 6) + "x\xFFy,ok\nclean,ó\n");
        QVERIFY(result.records[0].hasNul);
        QVERIFY(result.records[1].repairedUtf8);
        QCOMPARE(result.cells[1][0], std::string("x\xEF\xBF\xBDy"));
        QVERIFY(!result.records[2].hasNul && !result.records[2].repairedUtf8);
    }

    void otherEncodings()
    {
        const QString text = QStringLiteral("nazwa;cena\r\nżółw;5\r\n");
        RecordFormat format;
        format.delimiter = ';';
        const QByteArray utf16 = QByteArray::fromRawData(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        QCOMPARE(joined(read(utf16, format, QStringLiteral("UTF-16LE"))), std::string("[nazwa][cena]/[żółw][5]/"));
        QCOMPARE(joined(read("\xBF\xF3\xB3w;5\n", format, QStringLiteral("windows-1250"))), std::string("[żółw][5]/"));
        QVERIFY(!TextSource::fromMemory("x", QStringLiteral("klingon-8")).has_value());
    }

    void partialSourceDropsTheCutRecord()
    {
        RecordFormat format;
        format.partial = true;
        QCOMPARE(joined(read("a,b\n1,2\n3,cut o", format)), std::string("[a][b]/[1][2]/"));
        QCOMPARE(joined(read("a,b\n1,\"cut o", format)), std::string("[a][b]/"));
    }

    void withoutQuoting()
    {
        RecordFormat format;
        format.quote = 0;
        format.delimiter = '\t';
        QCOMPARE(joined(read("\"a\tb\"\n", format)), std::string("[\"a][b\"]/"));
    }
};

QTEST_GUILESS_MAIN(RecordReaderTest)
#include "tst_recordreader.moc"
