// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// `listwright import` with everything people and programs feed it.

#include "app/exitcode.h"
#include "tests/app/programfixture.h"

#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

/** Text that stands for bytes only a program can write. */
QByteArray badCsv(const char *what)
{
    const QByteArray kind = what;
    const QByteArray head = "source_id,title,price\n1,Lamp,5.00\n";
    if (kind == "nul")
        return head + QByteArray("2,Cha\0ir,6.00\n3,Table,7.00\n", 27);
    if (kind == "binary")
        return QByteArray("\x7F"
                          "ELF\2\1\1\0\0\0\0\0",
                          12)
            .repeated(50);
    if (kind == "columns") {
        QByteArray header = "source_id,title";
        QByteArray row = "1,Lamp";
        for (int i = 0; i < 1000; ++i) {
            header += ",column " + QByteArray::number(i);
            row += ",v" + QByteArray::number(i);
        }
        return header + '\n' + row + '\n';
    }
    if (kind == "deep")
        return "[{\"source_id\":\"1\",\"title\":\"Lamp\"},\n{\"source_id\":\"2\",\"title\":\"x\",\"d\":" +
               QByteArray(5000, '[') + QByteArray(5000, ']') + "}]";
    return head;
}

/** Highest memory of any program this test has run, in bytes. */
qint64 peakMemoryOfChildren()
{
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return qint64(usage.ru_maxrss) * 1024;
}

#ifdef LISTWRIGHT_SANITIZED
constexpr qint64 allowedMemory = 4'000'000'000;
#else
constexpr qint64 allowedMemory = 250'000'000;
#endif

} // namespace

class TestImportCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badInput_data();
    void badInput();
    void veryLongLine_data();
    void veryLongLine();
    void unclosedQuoteBeforeManyLines();
    void filesInTheWay();
    void oneBadFileAmongSeveral();
    void failedImportSaysHowFarItGot();
    void standardInput_data();
    void standardInput();
    void standardInputOfAFile();
    void standardInputInDrops();
    void standardInputHasNoPathInTheJobs();
    void pipesAsFilesAreRefused();
    void environmentChooses_data();
    void environmentChooses();
    void optionsWinOverTheEnvironment();
    void layoutsKeepTheirSource();
    void wrongSettingsAreNamed();
    void language();
    void readerThatWentAway();
    void fullOutput_data();
    void fullOutput();
    void previewOfSeveralFiles();
    void doubtsAreSaid();
    void headerAndQuoteAreChosen();
    void nothingToImportIsAFailure_data();
    void nothingToImportIsAFailure();
    void quietAndJsonStayClean();
};

void TestImportCommand::badInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("created");
    QTest::addColumn<QByteArray>("words"); // on standard output or error
    const auto row = [](const char *name, const QByteArray &bytes, ExitCode code, int created, const char *words) {
        QTest::newRow(name) << bytes << int(code) << created << QByteArray(words);
    };
    const QByteArray head = "source_id,title,price\n1,Lamp,5.00\n";
    row("0 bytes", "", ExitFailed, 0, "is empty");
    row("only blank lines", "\n \n", ExitFailed, 0, "is empty");
    row("header only", "source_id,title\n", ExitFailed, 0, "has no products");
    row("binary", badCsv("binary"), ExitFailed, 0, "a program");
    row("unclosed quote", head + "2,\"Chair,6.00\n3,Table,7.00\n", ExitWithRejected, 2, "line 3");
    row("1,000 columns", badCsv("columns"), ExitDone, 1, "1 created");
    row("nul bytes", badCsv("nul"), ExitWithRejected, 2, "line 3");
    row("mixed line ends", "source_id,title\r\n1,Lamp\r2,Chair\n3,\n4,Table", ExitWithRejected, 3, "line 4");
    row("duplicate headers", "source_id,title,title\n1,Lamp,x\n", ExitDone, 1, "1 created");
    row("invalid utf-8", "source_id,title\n1,\xC5\xBC\xC3\xB3\xC5\x82\xC4\x87 \xC5\xBC\xC3\xB3\xC5\x82w\n2,caf\xFF\n",
        ExitDone, 2, "line 3");
    row("deeply nested json", badCsv("deep"), ExitWithRejected, 1, "line 2");
    row("truncated json", "[{\"source_id\":\"1\",\"title\":\"Lamp\"},\n{\"source_id\":\"2\",\"ti", ExitFailed, 1,
        "line 2");
    row("endless nesting", QByteArray(200'000, '['), ExitFailed, 0, "deeper than 64");
    row("a spreadsheet", QByteArray("PK\x03\x04\x14\0\6\0", 8) + QByteArray(200, 'x'), ExitFailed, 0, "Excel");
}

void TestImportCommand::badInput()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(int, created);
    QFETCH(QByteArray, words);
    const Program program;
    const Run run = program.run({u"import"_s, program.write(u"input.csv"_s, bytes)});
    COMPARE_CODE(run, code);
    QVERIFY2(run.all().contains(words), run.all());
    QVERIFY2(run.all().contains("input.csv"), run.all());
    QCOMPARE(program.totalProducts(), created);
    const Run again = program.run({u"import"_s, u"input.csv"_s, u"--json"_s});
    COMPARE_CODE(again, code);
    QCOMPARE(again.errorMessage().isEmpty(), code != ExitFailed);
    QCOMPARE(program.totalProducts(), created);
}

void TestImportCommand::veryLongLine_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("products");
    QTest::newRow("csv") << QByteArray("source_id,title\n1,Lamp\n2,") << QByteArray("\n3,Table\n")
                         << int(ExitWithRejected) << 2;
    QTest::newRow("json lines") << QByteArray(
                                       "{\"source_id\":\"1\",\"title\":\"Lamp\"}\n{\"source_id\":\"2\",\"title\":\"")
                                << QByteArray("\"}\n{\"source_id\":\"3\",\"title\":\"Table\"}\n")
                                << int(ExitWithRejected) << 2;
    QTest::newRow("json list") << QByteArray(
                                      "[{\"source_id\":\"1\",\"title\":\"Lamp\"},\n{\"source_id\":\"2\",\"title\":\"")
                               << QByteArray("\"},\n{\"source_id\":\"3\",\"title\":\"Table\"}]")
                               << int(ExitWithRejected) << 2;
}

// 50 MB without a line end: refused with its line, without ever being held in memory whole.
void TestImportCommand::veryLongLine()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, code);
    QFETCH(int, products);
    const Program program;
    const QString file = program.write(u"long.txt"_s, before + QByteArray(50 * 1024 * 1024, 'x') + after);
    const Run run = program.run({u"import"_s, file});
    COMPARE_CODE(run, code);
    QVERIFY2(run.all().contains("longer than 16"), run.all());
    QVERIFY2(run.all().contains(before.count('\n') == 2 ? "line 3" : "line 2"), run.all());
    QVERIFY(run.all().size() < 3000);
    QCOMPARE(program.totalProducts(), products);
    QVERIFY2(peakMemoryOfChildren() < allowedMemory, QByteArray::number(peakMemoryOfChildren()));
}

// Its end is looked for in megabytes of the lines behind it, which are not to be held as products all at once.
void TestImportCommand::unclosedQuoteBeforeManyLines()
{
    const Program program;
    const QString file = program.write(u"open.csv"_s, "source_id,title,price\n1,Lamp,5.00\n2,\"Chair,6.00\n" +
                                                          QByteArray("z\n").repeated(800'000) + "3,Table,7.00\n");
    const Run run = program.run({u"import"_s, file});
    COMPARE_CODE(run, ExitWithRejected);
    QVERIFY2(run.all().contains("line 3"), run.all());
    QCOMPARE(program.totalProducts(), 2);
    QVERIFY2(peakMemoryOfChildren() < allowedMemory, QByteArray::number(peakMemoryOfChildren()));
}

void TestImportCommand::filesInTheWay()
{
    Program program;
    program.setChild([] { OrdinaryRights::keepForever(); });
    const auto codeOf = [&program](const QString &name) {
        const Run run = program.run({u"import"_s, name, u"--json"_s});
        return run.errorMessage().contains(name) && run.code == ExitFailed ? run.errorCode()
                                                                           : QString::fromUtf8(run.all());
    };
    QCOMPARE(codeOf(u"missing.csv"_s), u"not_found"_s);
    QVERIFY(QDir().mkdir(program.file(u"folder.csv"_s)));
    QCOMPARE(codeOf(u"folder.csv"_s), u"invalid_input"_s);
    QVERIFY(QFile::setPermissions(program.write(u"locked.csv"_s, "source_id,title\n1,x\n"), {}));
    QCOMPARE(codeOf(u"locked.csv"_s), u"forbidden"_s);
    QCOMPARE(codeOf(u"/dev/null"_s), u"unsupported"_s);
}

void TestImportCommand::oneBadFileAmongSeveral()
{
    const Program program;
    program.write(u"a.csv"_s, productsCsv(3));
    program.write(u"cut.json"_s, "[{\"source_id\":\"9\",\"title\":\"Lamp\"},\n{\"sou");
    program.write(u"c.csv"_s, productsCsv(4, 3));
    const Run run = program.run({u"import"_s, u"a.csv"_s, u"missing.csv"_s, u"cut.json"_s, u"c.csv"_s, u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    const QJsonArray imports = run.json().value(u"imports").toArray();
    QStringList states;
    for (const QJsonValue &import : imports)
        states.append(import.toObject().value(u"file").toString() + u' ' +
                      import.toObject().value(u"state").toString());
    QCOMPARE(states, (QStringList{u"a.csv completed"_s, u"missing.csv failed"_s, u"cut.json failed"_s,
                                  u"c.csv completed"_s})); // the good ones go in all the same
    QCOMPARE(imports.at(1).toObject().value(u"error").toObject().value(u"code").toString(), u"not_found"_s);
    QCOMPARE(run.errorCode(), u"not_found"_s); // the first one
    QCOMPARE(program.totalProducts(), 8);
    const Run text = program.run({u"import"_s, u"a.csv"_s, u"missing.csv"_s, u"c.csv"_s});
    COMPARE_CODE(text, ExitFailed);
    QVERIFY2(text.output.contains("a.csv (") && text.output.contains("c.csv ("), text.all());
    QVERIFY2(text.errors.contains("missing.csv"), text.all());
}

void TestImportCommand::failedImportSaysHowFarItGot()
{
    const Program program;
    QByteArray json = "[\n";
    for (int i = 0; i < 3000; ++i)
        json += "{\"source_id\":\"" + QByteArray::number(i) + "\",\"title\":\"a lamp with a long title\"},\n";
    const QString file = program.write(u"cut.json"_s, json + "{\"source_id\":\"la");
    const Run run = program.run({u"import"_s, file, u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    const QJsonObject import = run.first(u"imports"_s);
    QCOMPARE(import.value(u"state").toString(), u"failed"_s);
    QCOMPARE(import.value(u"created").toInt(), 3000);
    QVERIFY(import.value(u"error").toObject().value(u"message").toString().contains(u"line 3002"));
    const QJsonObject job = program.run({u"imports"_s, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(job.value(u"state").toString(), u"failed"_s);
    QCOMPARE(job.value(u"created").toInt(), 3000);
    QCOMPARE(job.value(u"error").toString(), run.errorMessage());
}

void TestImportCommand::standardInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("created");
    QTest::newRow("csv") << productsCsv(5) << int(ExitDone) << 5;
    QTest::newRow("json lines")
        << QByteArray("{\"source_id\":\"1\",\"title\":\"Lamp\"}\n{\"source_id\":\"2\",\"title\":\"Chair\"}\n")
        << int(ExitDone) << 2;
    QTest::newRow("json list") << QByteArray("[{\"source_id\":\"1\",\"title\":\"Lamp\"}]") << int(ExitDone) << 1;
    QTest::newRow("more than is looked at first") << productsCsv(5'000) << int(ExitDone) << 5'000;
    QTest::newRow("some rejected") << QByteArray("source_id,title\n1,Lamp\n2,\n") << int(ExitWithRejected) << 1;
    QTest::newRow("nothing") << QByteArray() << int(ExitFailed) << 0;
    QTest::newRow("binary") << badCsv("binary") << int(ExitFailed) << 0;
    QTest::newRow("utf-16") << QByteArray("\xFF\xFEi\0d\0,\0t\0i\0t\0l\0e\0\n\0"
                                          "1\0,\0x\0\n\0",
                                          28)
                            << int(ExitDone) << 1;
}

void TestImportCommand::standardInput()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(int, created);
    const Program program;
    const Run run = program.run({u"import"_s, u"-"_s, u"--json"_s}, bytes);
    COMPARE_CODE(run, code);
    if (code == ExitFailed)
        QVERIFY2(run.errorMessage().contains(u"standard input"), run.all());
    QCOMPARE(run.first(u"imports"_s).value(u"created").toInt(), created);
    QCOMPARE(program.totalProducts(), created);
}

void TestImportCommand::standardInputOfAFile()
{
    const Program program;
    QProcess process;
    process.setStandardInputFile(program.write(u"a.csv"_s, productsCsv(5'000)));
    program.start(process, {u"import"_s, u"-"_s, u"--source"_s, u"bazaar"_s, u"--json"_s});
    const Run run = Program::finished(process);
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.first(u"imports"_s).value(u"created").toInt(), 5'000);
}

// As a scraper writes: a little now, a little later, cut in the middle of characters and quotes.
void TestImportCommand::standardInputInDrops()
{
    const Program program;
    QProcess process;
    program.start(process, {u"import"_s, u"-"_s, u"--json"_s});
    QVERIFY(process.waitForStarted());
    const QByteArray csv =
        "\xEF\xBB\xBFsource_id,title\n1,\"\xC5\xBC\xC3\xB3\xC5\x82ty\nfotel\"\n2,st\xC3\xB3\xC5\x82\n";
    for (const char c : csv) {
        process.write(&c, 1);
        QVERIFY(process.waitForBytesWritten());
    }
    process.closeWriteChannel();
    const Run run = Program::finished(process);
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.first(u"imports"_s).value(u"created").toInt(), 2);
    const Run shown = program.run({u"products"_s, u"show"_s, u"file:1"_s, u"--json"_s});
    QCOMPARE(shown.first(u"products"_s).value(u"title_original").toString(), u"żółty\nfotel"_s);
}

void TestImportCommand::standardInputHasNoPathInTheJobs()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, u"-"_s}, "source_id,title\n1,Lamp\n2,\n"), ExitWithRejected);
    const QJsonObject job = program.run({u"imports"_s, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(job.value(u"file").toString(), u"standard input"_s);
    QCOMPARE(job.value(u"bytes_done").toInt(), 26);
    const Run changes = program.run({u"undo"_s, u"--list"_s, u"--json"_s});
    QCOMPARE(changes.first(u"changes"_s).value(u"summary").toString(), u"Import of standard input"_s);
    const QDir rejects(program.file(u"data/listwright/rejects"_s));
    QCOMPARE(rejects.entryList({u"standard-input-rejected-*.csv"_s}).size(), 1);
}

void TestImportCommand::pipesAsFilesAreRefused()
{
    const Program program;
    const QString pipe = program.file(u"pipe.csv"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const Run run = program.run({u"import"_s, pipe, u"--json"_s}); // nobody writes into it: it must not wait
    COMPARE_CODE(run, ExitFailed);
    QVERIFY2(run.errorMessage().contains(u"standard input"), run.all());
}

void TestImportCommand::environmentChooses_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *variable, const QString &value, const QByteArray &csv, const QString &product,
                        const QString &key, const QString &expected) {
        QTest::newRow(variable) << QByteArray(variable) << value << csv << product << key << expected;
    };
    const QByteArray price = "id;title;price\n1;Lamp;3.350\n";
    row("LISTWRIGHT_CURRENCY", u"PLN"_s, price, u"file:1"_s, u"currency"_s, u"PLN"_s);
    row("LISTWRIGHT_IMPORT_DECIMAL", u"comma"_s, price, u"file:1"_s, u"price"_s, u"3350.00"_s);
    row("LISTWRIGHT_IMPORT_SOURCE", u"bazaar"_s, price, u"bazaar:1"_s, u"source_platform"_s, u"bazaar"_s);
    row("LISTWRIGHT_IMPORT_ENCODING", u"windows-1250"_s,
        "id;title\n1;\xB3"
        "awa\n",
        u"file:1"_s, u"title_original"_s, u"ława"_s);
}

void TestImportCommand::environmentChooses()
{
    QFETCH(QByteArray, variable);
    QFETCH(QString, value);
    QFETCH(QByteArray, csv);
    QFETCH(QString, product);
    QFETCH(QString, key);
    QFETCH(QString, expected);
    Program program;
    program.set(variable.constData(), value);
    if (variable != "LISTWRIGHT_IMPORT_DECIMAL")
        program.set("LISTWRIGHT_IMPORT_DECIMAL", u"comma"_s);
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, csv)}), ExitDone);
    const Run shown = program.run({u"products"_s, u"show"_s, product, u"--json"_s});
    COMPARE_CODE(shown, ExitDone);
    QCOMPARE(shown.first(u"products"_s).value(key).toString(), expected);
}

void TestImportCommand::optionsWinOverTheEnvironment()
{
    Program program;
    program.set("LISTWRIGHT_IMPORT_SOURCE", u"bazaar"_s);
    program.set("LISTWRIGHT_IMPORT_DECIMAL", u"comma"_s);
    program.set("LISTWRIGHT_CURRENCY", u"PLN"_s);
    program.set("LISTWRIGHT_REJECTS_FOLDER", program.file(u"unused"_s));
    const QString csv = program.write(u"a.csv"_s, "id;title;price\n1;Lamp;3.35\n2;;1.00\n");
    const Run run = program.run({u"import"_s, csv, u"--source"_s, u"stall"_s, u"--decimal"_s, u"point"_s,
                                 u"--currency"_s, u"EUR"_s, u"--rejects"_s, u"used"_s});
    COMPARE_CODE(run, ExitWithRejected);
    const Run shown = program.run({u"products"_s, u"show"_s, u"stall:1"_s, u"--json"_s});
    QCOMPARE(shown.first(u"products"_s).value(u"price").toString(), u"3.35"_s);
    QCOMPARE(shown.first(u"products"_s).value(u"currency").toString(), u"EUR"_s);
    QCOMPARE(QDir(program.file(u"used"_s)).entryList({u"*.csv"_s}).size(), 1);
    QVERIFY(!QDir(program.file(u"unused"_s)).exists());
}

void TestImportCommand::layoutsKeepTheirSource()
{
    Program program;
    program.set("LISTWRIGHT_IMPORT_SOURCE", u"bazaar"_s);
    const QString csv = program.write(u"a.csv"_s, "Handle,Title,Body (HTML),Vendor,Variant SKU,Variant Price\n"
                                                  "lamp,Lamp,,Nordkap,L1,5.00\n");
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
    COMPARE_CODE(program.run({u"products"_s, u"show"_s, u"shopify:lamp"_s}), ExitDone);
}

void TestImportCommand::wrongSettingsAreNamed()
{
    Program program;
    program.set("LISTWRIGHT_IMPORT_DECIMAL", u"dot"_s);
    const QString csv = program.write(u"a.csv"_s, productsCsv(1));
    const Run run = program.run({u"import"_s, csv});
    COMPARE_CODE(run, ExitDone); // and goes on with the default
    QVERIFY2(run.errors.contains("LISTWRIGHT_IMPORT_DECIMAL"), run.all());
    program.set("LISTWRIGHT_IMPORT_DECIMAL", u"point"_s);
    program.set("LISTWRIGHT_IMPORT_ENCODING", u"klingon-8"_s);
    const Run unknown = program.run({u"import"_s, csv, u"--json"_s});
    COMPARE_CODE(unknown, ExitFailed);
    QVERIFY2(unknown.errorMessage().contains(u"klingon-8"), unknown.all());
}

void TestImportCommand::language()
{
    Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(1));
    program.set("LISTWRIGHT_LANGUAGE", u"de"_s);
    const Run german = program.run({u"import"_s, csv});
    COMPARE_CODE(german, ExitDone);
    program.set("LISTWRIGHT_LANGUAGE", u"pl"_s);
    const Run polish = program.run({u"import"_s, csv});
    COMPARE_CODE(polish, ExitDone);
    program.set("LISTWRIGHT_LANGUAGE", u"en"_s);
    const Run english = program.run({u"import"_s, csv});
    QVERIFY2(english.output.contains("1 unchanged"), english.all());
    QVERIFY(!german.output.contains("created") && !polish.output.contains("created"));
    QVERIFY(german.output != polish.output);
}

// `listwright import a b | head -1`: the work is done whether anybody reads of it or not.
void TestImportCommand::readerThatWentAway()
{
    const Program program;
    program.write(u"a.csv"_s, productsCsv(3));
    program.write(u"b.csv"_s, productsCsv(3, 3));
    Program broken;
    broken.set("LISTWRIGHT_DATABASE_URL", u"sqlite://"_s + program.database());
    broken.setChild([] {
        int ends[2];
        if (::pipe(ends) != 0)
            return;
        ::close(ends[0]);
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[1]);
    });
    const Run run = broken.run({u"import"_s, program.file(u"a.csv"_s), program.file(u"b.csv"_s)});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(program.totalProducts(), 6);
    // A file for nobody ends as with any filter.
    QProcess process;
    broken.start(process, {u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"-"_s});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), SIGPIPE);
}

void TestImportCommand::fullOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("text") << QStringList{u"products"_s};
    QTest::newRow("json") << QStringList{u"products"_s, u"--json"_s};
    QTest::newRow("a file") << QStringList{u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"-"_s};
}

void TestImportCommand::fullOutput()
{
    QFETCH(QStringList, arguments);
    if (!QFileInfo::exists(u"/dev/full"_s))
        QSKIP("this system has no /dev/full");
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3))}), ExitDone);
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    program.start(process, arguments);
    const Run run = Program::finished(process);
    COMPARE_CODE(run, ExitFailed); // a script must not take the result for complete
    QVERIFY2(!run.errors.isEmpty(), run.all());
}

void TestImportCommand::previewOfSeveralFiles()
{
    const Program program;
    program.write(u"a.csv"_s, "Art.Nr.;Bezeichnung;Preis\n1;Lampe;3.350\n2;;5,00\n");
    program.write(u"b.json"_s, "[{\"sku\":\"A\",\"title\":\"Lamp\"}]");
    const Run run = program.run({u"import"_s, u"a.csv"_s, u"b.json"_s, u"--preview"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    const QJsonArray previews = run.json().value(u"previews").toArray();
    QCOMPARE(previews.size(), 2);
    QCOMPARE(previews.at(0).toObject().value(u"decimal").toString(), u"comma"_s);
    QCOMPARE(previews.at(1).toObject().value(u"delimiter").toString(), QString());
    const QJsonObject row = previews.at(0).toObject().value(u"rows").toArray().at(1).toObject();
    QCOMPARE(row.value(u"line").toInt(), 3);
    const QJsonObject problem = row.value(u"problems").toArray().at(0).toObject();
    QVERIFY(problem.value(u"reason").toString().contains(u"title is missing"));
    QCOMPARE(problem.value(u"rejects"), QJsonValue(false)); // the catalog may have the product already
    const Run text = program.run({u"import"_s, u"a.csv"_s, u"--preview"_s});
    QVERIFY2(text.output.contains("3350.00 EUR") && text.output.contains("title is missing"), text.all());
    const Run standardInput = program.run({u"import"_s, u"-"_s, u"--preview"_s}, "sku,title\nA,Lamp\n");
    COMPARE_CODE(standardInput, ExitDone);
    QVERIFY(!QFile::exists(program.database()));
}

void TestImportCommand::doubtsAreSaid()
{
    const Program program;
    program.write(u"a.csv"_s, "sku;title;title;price;currency\nA;Gr\xFCn;x;3.350;EUR\n");
    const Run text = program.run({u"import"_s, u"a.csv"_s, u"--currency"_s, u"PLN"_s});
    COMPARE_CODE(text, ExitDone);
    for (const char *part : {"windows-1252", "3.350", "same name"})
        QVERIFY2(text.output.contains(part), text.all());
    const Run json = program.run({u"import"_s, u"a.csv"_s, u"--json"_s});
    QCOMPARE(json.first(u"imports"_s).value(u"doubts").toArray().size(), 3);
    const Run settled = program.run({u"import"_s, u"a.csv"_s, u"--decimal"_s, u"comma"_s, u"--json"_s});
    QCOMPARE(settled.first(u"imports"_s).value(u"doubts").toArray().size(), 2);
}

void TestImportCommand::headerAndQuoteAreChosen()
{
    const Program program;
    program.write(u"a.csv"_s, "a list of lamps\nA,'Lamp, small',5\nB,'Lamp, large',6\n");
    const QStringList chosen{u"--header"_s,     u"0"_s,     u"--quote"_s,        u"'"_s,     u"--map"_s,
                             u"Column 1=sku"_s, u"--map"_s, u"Column 2=title"_s, u"--map"_s, u"Column 3=price"_s,
                             u"--delimiter"_s,  u","_s,     u"--json"_s};
    const Run preview = program.run(QStringList{u"import"_s, u"a.csv"_s, u"--preview"_s} + chosen);
    COMPARE_CODE(preview, ExitDone);
    QCOMPARE(preview.first(u"previews"_s).value(u"header_row"), QJsonValue(0));
    QCOMPARE(preview.first(u"previews"_s).value(u"quote"), QJsonValue(u"'"_s));
    const Run run = program.run(QStringList{u"import"_s, u"a.csv"_s} + chosen);
    COMPARE_CODE(run, ExitWithRejected); // the line of words is no product
    QCOMPARE(run.first(u"imports"_s).value(u"created").toInt(), 2);
    for (const QStringList &wrong : {QStringList{u"--quote"_s, u"xy"_s}, QStringList{u"--header"_s, u"-1"_s}})
        COMPARE_CODE(program.run(QStringList{u"import"_s, u"a.csv"_s} + wrong), ExitWrongUsage);
}

void TestImportCommand::nothingToImportIsAFailure_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("header only") << u"a.csv"_s << QByteArray("sku,title,price\n");
    QTest::newRow("empty list") << u"a.json"_s << QByteArray("[]");
    QTest::newRow("feed") << u"feed.xml"_s << QByteArray("<rss><channel><item/></channel></rss>\n");
    QTest::newRow("text") << u"a.json"_s << QByteArray("hello\nworld\n");
}

void TestImportCommand::nothingToImportIsAFailure()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const Program program;
    program.write(name, bytes);
    const Run run = program.run({u"import"_s, name, u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    QVERIFY2(run.errorMessage().contains(name), run.all());
    QCOMPARE(run.first(u"imports"_s).value(u"state"), QJsonValue(u"failed"_s));
}

void TestImportCommand::quietAndJsonStayClean()
{
    const Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(2000));
    const Run quiet = program.run({u"import"_s, csv, u"--quiet"_s});
    COMPARE_CODE(quiet, ExitDone);
    QCOMPARE(quiet.errors, QByteArray());
    const Run json = program.run({u"import"_s, csv, u"--json"_s, u"-q"_s});
    QCOMPARE(json.errors, QByteArray());
    QVERIFY(json.output.startsWith('{') && json.output.trimmed().endsWith('}'));
    QVERIFY(!json.output.contains('\x1B') && !quiet.output.contains('\x1B')); // no terminal, no control sequences
}

QTEST_GUILESS_MAIN(TestImportCommand)
#include "tst_importcommand.moc"
