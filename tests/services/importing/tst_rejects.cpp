// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rejected records are handed back: complete, safe to open, and good for another try.

#include "services/importing/recordreader.h"
#include "tests/services/importing/importcatalog.h"

using namespace listwright;
using namespace listwright::importtest;

namespace {

/** Records of a CSV file as our own reader sees them. */
std::vector<std::vector<std::string>> recordsOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto source = importing::TextSource::fromMemory(file.readAll(), {});
    importing::RecordReader reader(*std::move(source), {});
    importing::RecordBlock block;
    std::vector<std::vector<std::string>> records;
    while (reader.next(block).value_or(false)) {
        for (const importing::Record &record : block.records()) {
            const auto cells = block.cells(record);
            records.emplace_back(cells.begin(), cells.end());
        }
    }
    return records;
}

using Cells = std::vector<std::string>;

} // namespace

class RejectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rejectsFileHoldsTheRecords();
    void rejectsKeepSurplusCells();
    void rejectsOfJson();
    void rejectsOfSeveralImportsStand();
    void rejectsFolderCannotBeMade();
    void rejectsCanBeMendedAndImported();
    void apostrophesOfTheRejectsAreTakenOff();
};

void RejectsTest::rejectsFileHoldsTheRecords()
{
    Imports imports;
    const auto summary = imports.run("sku;title;price;note\n"
                                     "A;Lamp;5;good\n"
                                     "B;;\"a; b\";\"two\nlines \"\"said\"\" he\"\n"
                                     "=1+1;;x;@cmd\n"
                                     "-5;;+3,5;-x\n"
                                     "E;\n",
                                     QStringLiteral("my list.csv"));
    QVERIFY(summary);
    QCOMPARE(summary->job.rejected, qint64(4));
    QVERIFY2(QFileInfo(summary->rejectsFile).fileName().startsWith(QStringLiteral("my list-rejected-")),
             qPrintable(summary->rejectsFile));
    QFile file(summary->rejectsFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("\xEF\xBB\xBF"));
    QVERIFY(bytes.endsWith("\r\n"));
    const auto records = recordsOf(summary->rejectsFile);
    QCOMPARE(records.size(), std::size_t(5));
    QCOMPARE(records[0], (Cells{"sku", "title", "price", "note", "line", "column", "reason"}));
    QCOMPARE(Cells(records[1].begin(), records[1].begin() + 5),
             (Cells{"B", "", "a; b", "two\nlines \"said\" he", "3"}));
    QCOMPARE(records[1][5], std::string("price; Title"));
    QVERIFY(records[1][6].find("not an amount") != std::string::npos);
    QVERIFY(records[1][6].find("title is missing") != std::string::npos); // all reasons, not only the first
    QCOMPARE(Cells(records[2].begin(), records[2].begin() + 5), (Cells{"'=1+1", "", "x", "'@cmd", "5"}));
    QCOMPARE(Cells(records[3].begin(), records[3].begin() + 4), (Cells{"-5", "", "+3,5", "'-x"})); // numbers stay
    QCOMPARE(Cells(records[4].begin(), records[4].begin() + 5), (Cells{"E", "", "", "", "7"}));    // a short record
}

void RejectsTest::rejectsKeepSurplusCells()
{
    Imports imports;
    const auto summary = imports.run("sku,title,price\nA,Lamp,5\nB,Chair,red,6,=7\nC,Pot,dear\n");
    QVERIFY(summary);
    QCOMPARE(summary->job.rejected, qint64(2));
    const auto records = recordsOf(summary->rejectsFile);
    QCOMPARE(records[0].size(), std::size_t(6));
    QCOMPARE(Cells(records[1].begin(), records[1].begin() + 4), (Cells{"B", "Chair", "red", "3"}));
    QCOMPARE(Cells(records[1].begin() + 6, records[1].end()), (Cells{"6", "'=7"})); // behind line, column and reason
    QCOMPARE(records[2].size(), std::size_t(6));
}

void RejectsTest::rejectsOfJson()
{
    Imports imports;
    const auto summary = imports.run("[{\"sku\":\"A\",\"title\":\"x\"},\n{\"sku\":\"B\",\"note\":\"a \\\"b\\\"\"},\n7]",
                                     QStringLiteral("a.json"));
    QVERIFY(summary);
    const auto records = recordsOf(summary->rejectsFile);
    QCOMPARE(records.size(), std::size_t(3));
    QCOMPARE(records[1][0], std::string("{\"sku\":\"B\",\"note\":\"a \\\"b\\\"\"}")); // the record as it stood there
    QCOMPARE(records[1][1], std::string("2"));
    QCOMPARE(records[2][0], std::string("7"));
    QCOMPARE(records[2][1], std::string("3"));
}

void RejectsTest::rejectsOfSeveralImportsStand()
{
    Imports imports;
    QSet<QString> files;
    for (int i = 0; i < 5; ++i) { // within one second
        const auto summary = imports.run("sku,title\nA,\n");
        QVERIFY(summary);
        files.insert(summary->rejectsFile);
    }
    QCOMPARE(files.size(), 5);
    for (const QString &file : std::as_const(files))
        QCOMPARE(recordsOf(file).size(), std::size_t(2));
}

void RejectsTest::rejectsFolderCannotBeMade()
{
    Imports imports;
    const QString inTheWay = imports.write(QStringLiteral("occupied"), "a file");
    const QString csv = imports.write(QStringLiteral("a.csv"), "sku,title\nA,x\nB,\nC,z\n");
    const auto failed = runImport(imports.storage(), previewImport(csv)->plan, inTheWay);
    QVERIFY(!failed);
    QVERIFY2(failed.error().message.contains(QStringLiteral("occupied")), qPrintable(failed.error().message));
    QCOMPARE(imports.jobs().first().state, ImportState::Failed);
    QCOMPARE(imports.jobs().first().error, failed.error().message);
    // Nothing to reject, nothing to write there.
    const QString good = imports.write(QStringLiteral("b.csv"), "sku,title\nA,x\n");
    QVERIFY(runImport(imports.storage(), previewImport(good)->plan, inTheWay));
}

// The person mends the rejected records in a spreadsheet and drops that file on the window.
void RejectsTest::rejectsCanBeMendedAndImported()
{
    Imports imports;
    const auto first = imports.run("sku,title,price\nA,Lamp,5.00\nB,Chair,dear\nC,,7.00\n");
    QVERIFY(first);
    QFile file(first->rejectsFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray mended = file.readAll();
    mended.replace("\"dear\"", "\"6.00\"").replace("\"C\",\"\"", "\"C\",\"Table\"");
    const auto second = imports.run(mended, QStringLiteral("mended.csv"));
    QVERIFY(second);
    QCOMPARE(countsOf(second->job), QStringLiteral("2 records: 2 created, 0 updated, 0 unchanged, 0 rejected"));
    QCOMPARE(imports.product(QStringLiteral("B")).price->toString(), QStringLiteral("6.00 EUR"));
    QCOMPARE(imports.product(QStringLiteral("C")).titleOriginal, QStringLiteral("Table"));
}

void RejectsTest::apostrophesOfTheRejectsAreTakenOff()
{
    const QByteArray titles[] = {"=SUM(A1)", "'=quoted", "-5 degrees", "'plain"};
    for (const QByteArray &title : titles) {
        Imports imports;
        const auto first = imports.run("sku,title,price\nA,Lamp,5.00\nB,\"" + title + "\",dear\n");
        QVERIFY(first);
        QFile file(first->rejectsFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        // Mended wrongly, it is rejected again: into a file of the same columns, with one reason and one apostrophe.
        const auto again = imports.run(file.readAll().replace("\"dear\"", "\"cheap\""), QStringLiteral("again.csv"));
        QVERIFY(again);
        QCOMPARE(again->job.rejected, qint64(1));
        const auto before = recordsOf(first->rejectsFile);
        const auto after = recordsOf(again->rejectsFile);
        QCOMPARE(after.size(), std::size_t(2));
        QCOMPARE(after[0], before[0]);
        QCOMPARE(Cells(after[1].begin(), after[1].begin() + 2), Cells(before[1].begin(), before[1].begin() + 2));
        QCOMPARE(after[1].size(), before[1].size());
        QFile afterwards(again->rejectsFile);
        QVERIFY(afterwards.open(QIODevice::ReadOnly));
        const auto second =
            imports.run(afterwards.readAll().replace("\"cheap\"", "\"6.00\""), QStringLiteral("mended.csv"));
        QVERIFY(second);
        const Product product = imports.product(QStringLiteral("B"));
        QCOMPARE(product.titleOriginal, QString::fromUtf8(title));
        QVERIFY2(!product.sourceData.contains("reason"), product.sourceData.constData());
    }
}

QTEST_GUILESS_MAIN(RejectsTest)
#include "tst_rejects.moc"
