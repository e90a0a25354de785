// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Import, look, improve, check, export, undo: the whole job as a script does it.

#include "app/exitcode.h"
#include "tests/app/programfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class TestMainJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demo();
    void demoLeavesOtherFilesAlone();
    void importCounts();
    void importRejects();
    void importSeveralFiles();
    void importFromStandardInput();
    void importOverrides();
    void importMapsColumns();
    void importPreviewWritesNothing();
    void importFailures_data();
    void importFailures();
    void ownExportImportsUnchanged_data();
    void ownExportImportsUnchanged();
    void exportToStandardOutput();
    void exportSplits();
    void exportNamesLosses();
    void exportFailures();
    void exportListsFormats();
    void validateSaysErrors();
    void scoreAddsUp();
    void scoreCountsWhatWasAccepted();
    void optimizeAndDecide();
    void undoTakesBack();
    void searchAndShow();
    void backupAndRestore();
};

void TestMainJob::demo()
{
    const Program program;
    const Run run = program.run({u"demo"_s, u"--folder"_s, program.file(u"out"_s), u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    QVERIFY(run.json().value(u"import").toObject().value(u"created").toInt() > 0);
    const QJsonArray files = run.json().value(u"files").toArray();
    QCOMPARE(files.size(), 7);
    for (const QJsonValue &value : files) {
        const QJsonObject file = value.toObject();
        QVERIFY2(file.value(u"written").toInt() > 0, run.output);
        QVERIFY(QFileInfo(file.value(u"files").toArray().at(0).toString()).size() > 0);
    }
    QVERIFY(!QFile::exists(program.database())); // the person's own catalog isn't touched
    const Run text = program.run({u"demo"_s, u"--folder"_s, program.file(u"out"_s)});
    COMPARE_CODE(text, ExitDone);
    for (const QJsonValue &file : files)
        QVERIFY(text.output.contains(file.toObject().value(u"files").toArray().at(0).toString().toUtf8()));
}

void TestMainJob::demoLeavesOtherFilesAlone()
{
    const Program program;
    program.write(u"catalog.db"_s, "precious");
    COMPARE_CODE(program.run({u"demo"_s, u"--folder"_s, program.file({})}), ExitDone);
    QCOMPARE(program.read(u"catalog.db"_s), QByteArray("precious"));
}

void TestMainJob::importCounts()
{
    const Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(120));
    const QJsonObject first = program.run({u"import"_s, csv, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(first.value(u"created").toInt(), 120);
    QCOMPARE(first.value(u"state").toString(), u"completed"_s);
    const QJsonObject again = program.run({u"import"_s, csv, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(again.value(u"unchanged").toInt(), 120);
    QCOMPARE(again.value(u"created").toInt(), 0);
    program.write(u"a.csv"_s, productsCsv(120).replace("19.90", "18.50"));
    const QJsonObject changed = program.run({u"import"_s, csv, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(changed.value(u"updated").toInt(), 120);
    const Run jobs = program.run({u"imports"_s, u"--json"_s});
    QCOMPARE(jobs.json().value(u"imports").toArray().size(), 3);
}

void TestMainJob::importRejects()
{
    const Program program;
    const QByteArray bad = "shop,x,SKU-X,Lamp,,Nordkap,dear,EUR,5,\n";
    const QString csv = program.write(u"a.csv"_s, productsCsv(3) + bad);
    const Run run = program.run({u"import"_s, csv, u"--rejects"_s, program.file(u"rejects"_s), u"--json"_s});
    COMPARE_CODE(run, ExitWithRejected);
    const QJsonObject job = run.first(u"imports"_s);
    QCOMPARE(job.value(u"created").toInt(), 3);
    QCOMPARE(job.value(u"rejected").toInt(), 1);
    const QJsonObject problem = job.value(u"problems").toArray().at(0).toObject();
    QCOMPARE(problem.value(u"line").toInt(), 8); // three records of two lines after the header
    QCOMPARE(problem.value(u"value").toString(), u"dear"_s);
    QFile rejects(job.value(u"rejects_file").toString());
    QVERIFY(rejects.open(QIODevice::ReadOnly));
    QVERIFY(rejects.readAll().contains("SKU-X"));
}

void TestMainJob::importSeveralFiles()
{
    const Program program;
    const Run run = program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3)),
                                 program.write(u"b.csv"_s, productsCsv(4, 3)), u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.json().value(u"imports").toArray().size(), 2);
    QCOMPARE(program.totalProducts(), 7);
}

void TestMainJob::importFromStandardInput()
{
    const Program program;
    const Run run = program.run({u"import"_s, u"-"_s, u"--json"_s}, productsCsv(5));
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.first(u"imports"_s).value(u"file").toString(), u"-"_s);
    QCOMPARE(program.totalProducts(), 5);
}

void TestMainJob::importOverrides()
{
    const Program program;
    const QString csv = program.write(u"a.csv"_s, "id|title|price\n1|Gr\xF6\xDF"
                                                  "e|1,500\n");
    const Run run =
        program.run({u"import"_s, csv, u"--encoding"_s, u"windows-1252"_s, u"--delimiter"_s, u"|"_s, u"--decimal"_s,
                     u"comma"_s, u"--currency"_s, u"kwd"_s, u"--source"_s, u"bazaar"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    const Run shown = program.run({u"products"_s, u"show"_s, u"bazaar:1"_s, u"--json"_s});
    COMPARE_CODE(shown, ExitDone);
    const QJsonObject product = shown.first(u"products"_s);
    QCOMPARE(product.value(u"title_original").toString(), u"Größe"_s);
    QVERIFY2(shown.output.contains("1.500") && shown.output.contains("KWD"), shown.output);
}

void TestMainJob::importMapsColumns()
{
    const Program program;
    const QString csv = program.write(u"a.csv"_s, "key,words,other\n7,Oak lamp,x\n");
    COMPARE_CODE(program.run({u"import"_s, csv, u"--map"_s, u"key=source_id"_s, u"--map"_s, u"WORDS=title"_s,
                              u"--map"_s, u"other=attribute:Finish"_s, u"--source"_s, u"bazaar"_s}),
                 ExitDone);
    const Run shown = program.run({u"products"_s, u"show"_s, u"bazaar:7"_s, u"--json"_s});
    QCOMPARE(shown.first(u"products"_s).value(u"title_original").toString(), u"Oak lamp"_s);
    QVERIFY2(shown.output.contains("Finish"), shown.output);
    const Run wrong = program.run({u"import"_s, csv, u"--map"_s, u"nothing=title"_s});
    COMPARE_CODE(wrong, ExitFailed);
    QVERIFY(wrong.errors.contains("key, words, other"));
}

void TestMainJob::importPreviewWritesNothing()
{
    const Program program;
    const Run run = program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3)), u"--preview"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    const QJsonObject preview = run.first(u"previews"_s);
    QCOMPARE(preview.value(u"delimiter").toString(), u","_s);
    QCOMPARE(preview.value(u"columns").toArray().size(), 10);
    QCOMPARE(preview.value(u"rows").toArray().size(), 3);
    QVERIFY(!QFile::exists(program.database()));
}

void TestMainJob::importFailures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("missing") << u"nowhere.csv"_s << QByteArray();
    QTest::newRow("empty") << u"empty.csv"_s << QByteArray("");
    QTest::newRow("binary") << u"binary.csv"_s
                            << QByteArray("\x7f"
                                          "ELF\0\1\2\3\0\0\0\0",
                                          12)
                                   .repeated(50);
}

void TestMainJob::importFailures()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const Program program;
    if (!content.isNull())
        program.write(name, content);
    const Run run = program.run({u"import"_s, name, u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    QVERIFY2(run.json().value(u"error").toObject().value(u"message").toString().contains(name), run.all().constData());
}

void TestMainJob::ownExportImportsUnchanged_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("csv") << u"own-csv"_s;
    QTest::newRow("json") << u"own-json"_s;
}

void TestMainJob::ownExportImportsUnchanged()
{
    QFETCH(QString, format);
    const Program program;
    const QByteArray odd = "shop,f1,=1+1,'Quoted' lamp,\"-5 °C, \"\"cold\"\"\",@brand,1.00,EUR,0,\n"
                           "shop,f2,+49,\"''twice\",'=x,-3,,,,\n";
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(40) + odd)}), ExitDone);
    COMPARE_CODE(program.run({u"export"_s, u"-f"_s, format, u"-o"_s, u"out"_s}), ExitDone);
    const Run again = program.run({u"import"_s, u"out"_s, u"--json"_s});
    COMPARE_CODE(again, ExitDone);
    const QJsonObject job = again.first(u"imports"_s);
    QVERIFY2(job.value(u"updated").toInt() == 0 && job.value(u"created").toInt() == 0, again.output);
    QCOMPARE(job.value(u"unchanged").toInt(), 42);
    const QByteArray first = program.read(u"out"_s);
    COMPARE_CODE(program.run({u"export"_s, u"-f"_s, format, u"-o"_s, u"out"_s}), ExitDone);
    QCOMPARE(program.read(u"out"_s), first);
}

void TestMainJob::exportToStandardOutput()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3))}), ExitDone);
    const Run run = program.run({u"export"_s, u"-f"_s, u"own-json"_s, u"-o"_s, u"-"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(QJsonDocument::fromJson(run.output).array().size(), 3);
    QVERIFY(run.errors.contains("3 product"));
}

void TestMainJob::exportSplits()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(5))}), ExitDone);
    const Run run =
        program.run({u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"p.csv"_s, u"--split"_s, u"2"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.json().value(u"files").toArray().size(), 3);
    QVERIFY(program.read(u"p-1.csv"_s).contains("SKU-1") && program.read(u"p-3.csv"_s).contains("SKU-4"));
    QVERIFY(!QFile::exists(program.file(u"p.csv"_s)));
}

void TestMainJob::exportNamesLosses()
{
    const Program program;
    const QByteArray broken =
        "shop,b,SKU-B," + QByteArray("word ").repeated(40).trimmed() + ",text,Nordkap,1.00,EUR,1,\n";
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(2) + broken)}), ExitDone);
    const Run run = program.run(
        {u"export"_s, u"-f"_s, u"ebay-csv"_s, u"-o"_s, u"e.csv"_s, u"--losses"_s, u"losses.csv"_s, u"--json"_s});
    COMPARE_CODE(run, ExitWithRejected);
    QCOMPARE(run.json().value(u"left_out").toInt(), 1);
    QVERIFY(program.read(u"losses.csv"_s).contains("SKU-B"));
    QVERIFY(!program.read(u"e.csv"_s).contains("SKU-B"));
}

void TestMainJob::exportFailures()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(2))}), ExitDone);
    const Run nowhere = program.run({u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"no/such/folder.csv"_s});
    COMPARE_CODE(nowhere, ExitFailed);
    QVERIFY(nowhere.errors.contains("no/such/folder.csv"));
    const Run noSeller = program.run({u"export"_s, u"-f"_s, u"amazon-json"_s, u"-o"_s, u"feed.json"_s});
    COMPARE_CODE(noSeller, ExitFailed);
    QVERIFY(!QFile::exists(program.file(u"feed.json"_s)));
    if (QFileInfo(u"/dev/full"_s).isFile() || !QFileInfo::exists(u"/dev/full"_s))
        return;
    const Run full = program.run({u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"/dev/full"_s, u"--json"_s});
    COMPARE_CODE(full, ExitFailed);
    QCOMPARE(full.json().value(u"error").toObject().value(u"code").toString(), u"storage_full"_s);
    QVERIFY(!QFileInfo(u"/dev/full"_s).isFile()); // still the device
}

void TestMainJob::exportListsFormats()
{
    const Run run = Program().run({u"export"_s, u"--formats"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.json().value(u"formats").toArray().size(), 7);
}

void TestMainJob::validateSaysErrors()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(2))}), ExitDone);
    COMPARE_CODE(program.run({u"validate"_s, u"-m"_s, u"ebay"_s}), ExitDone);
    const QByteArray broken =
        "shop,b,SKU-B," + QByteArray("word ").repeated(40).trimmed() + ",text,Nordkap,1.00,EUR,1,\n";
    COMPARE_CODE(program.run({u"import"_s, program.write(u"b.csv"_s, productsCsv(0) + broken)}), ExitDone);
    const Run run = program.run({u"validate"_s, u"-m"_s, u"ebay"_s, u"--json"_s});
    COMPARE_CODE(run, ExitWithRejected);
    const QJsonObject ebay = run.first(u"marketplaces"_s);
    QCOMPARE(ebay.value(u"products").toInt(), 3);
    QCOMPARE(ebay.value(u"with_errors").toInt(), 1);
    const QJsonObject finding = ebay.value(u"findings").toArray().at(0).toObject();
    for (const char *key : {"severity", "rule", "field", "message", "source"})
        QVERIFY2(!finding.value(QLatin1String(key)).toString().isEmpty(), key);
    const Run text = program.run({u"validate"_s, u"-m"_s, u"amazon"_s, u"--limit"_s, u"1000"_s});
    for (const char *part : {"Characters 11 to 14", "title.repeatedWord", "https://", "Mended: word"})
        QVERIFY2(text.output.contains(part), text.all());
    const Run all = program.run({u"validate"_s, u"-m"_s, u"all"_s, u"--json"_s});
    QVERIFY(all.json().value(u"marketplaces").toArray().size() >= 6);
}

void TestMainJob::scoreAddsUp()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(4))}), ExitDone);
    const QJsonObject score = program.run({u"score"_s, u"--json"_s}).json();
    QCOMPARE(score.value(u"products").toInt(), 4);
    QCOMPARE(score.value(u"good").toInt() + score.value(u"fair").toInt() + score.value(u"poor").toInt(), 4);
    const QJsonObject product = program.run({u"products"_s, u"show"_s, u"shop:0"_s, u"--json"_s}).first(u"products"_s);
    const QJsonObject quality = product.value(u"quality").toObject();
    int lost = 0;
    for (const QJsonValue &points : quality.value(u"lost").toArray())
        lost += points.toObject().value(u"points").toInt();
    QCOMPARE(quality.value(u"score").toInt() + lost, 100);
    QCOMPARE(score.value(u"average").toDouble(), quality.value(u"score").toDouble());
}

void TestMainJob::scoreCountsWhatWasAccepted()
{
    const Program program;
    const QString csv = program.write(
        u"a.csv"_s, "platform,id,title,description,brand\nshop,0,Kettle,A steel kettle 1.7 l. It boils fast.,Acme\n");
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
    const auto shown = [&program] {
        return program.run({u"products"_s, u"show"_s, u"shop:0"_s, u"--json"_s}).first(u"products"_s);
    };
    const int before = shown().value(u"optimization_score").toInt();
    COMPARE_CODE(program.run({u"optimize"_s, u"--accept"_s, u"all"_s}), ExitDone);
    const QJsonObject improved = shown();
    const int after = improved.value(u"optimization_score").toInt();
    QVERIFY(after > before);
    QVERIFY(improved.value(u"title_optimized").toString().isEmpty()); // it is the listing's
    QCOMPARE(improved.value(u"quality").toObject().value(u"score").toInt(), after);
    QCOMPARE(program.run({u"score"_s, u"--json"_s}).json().value(u"average").toInt(), after);
    const auto found = [&program](int maximum) {
        return program.run({u"products"_s, u"list"_s, u"--max-score"_s, QString::number(maximum), u"--json"_s})
            .json()
            .value(u"total")
            .toInt();
    };
    QCOMPARE(found(before), 0);
    QCOMPARE(found(after), 1);
}

void TestMainJob::optimizeAndDecide()
{
    const Program program;
    const QString csv =
        program.write(u"a.csv"_s, productsCsv(3).replace("<p>", "<p onclick=\"\"x()\"\"><script>x</script>"));
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
    const Run made = program.run({u"optimize"_s, u"-m"_s, u"amazon"_s, u"--json"_s});
    COMPARE_CODE(made, ExitDone);
    QCOMPARE(made.json().value(u"proposals").toInt(), 3);
    const Run listed = program.run({u"proposals"_s, u"list"_s, u"--json"_s});
    QCOMPARE(listed.json().value(u"open").toInt(), 3);
    const QJsonArray proposals = listed.json().value(u"proposals").toArray();
    const auto id = [&proposals](int i) {
        return QString::number(proposals.at(i).toObject().value(u"id").toInteger());
    };
    COMPARE_CODE(program.run({u"proposals"_s, u"show"_s, id(0)}), ExitDone);
    COMPARE_CODE(program.run({u"proposals"_s, u"accept"_s, id(0)}), ExitDone);
    COMPARE_CODE(program.run({u"proposals"_s, u"reject"_s, id(1)}), ExitDone);
    QCOMPARE(program.run({u"proposals"_s, u"list"_s, u"--json"_s}).json().value(u"open").toInt(), 1);
    const Run again = program.run({u"proposals"_s, u"accept"_s, id(0), id(1), u"999999"_s, u"--json"_s});
    COMPARE_CODE(again, ExitWithRejected);
    QCOMPARE(again.json().value(u"missing").toInt(), 3); // decided, and gone
    QCOMPARE(again.json().value(u"decided").toInt(), 0);
    QCOMPARE(program.run({u"proposals"_s, u"reject"_s, u"--all"_s, u"--json"_s}).json().value(u"decided").toInt(), 1);
    const Run accepted = program.run({u"optimize"_s, u"-m"_s, u"amazon"_s, u"--accept"_s, u"clean"_s, u"--json"_s});
    COMPARE_CODE(accepted, ExitDone);
    QVERIFY2(accepted.json().value(u"accepted").toInt() > 0, accepted.output);
    COMPARE_CODE(program.run({u"proposals"_s, u"show"_s, u"999999"_s}), ExitFailed);
    const QJsonObject product = program.run({u"products"_s, u"show"_s, u"shop:0"_s, u"--json"_s}).first(u"products"_s);
    QVERIFY(product.value(u"description_original").toString().contains(u"<script>")); // never overwritten
}

void TestMainJob::undoTakesBack()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3))}), ExitDone);
    COMPARE_CODE(program.run({u"import"_s, program.write(u"b.csv"_s, productsCsv(2, 3))}), ExitDone);
    QCOMPARE(program.totalProducts(), 5);
    QCOMPARE(program.run({u"undo"_s, u"--list"_s, u"--json"_s}).json().value(u"changes").toArray().size(), 2);
    const Run undone = program.run({u"undo"_s, u"--json"_s});
    COMPARE_CODE(undone, ExitDone);
    QCOMPARE(undone.json().value(u"changed").toInt(), 2);
    QCOMPARE(program.totalProducts(), 3);
    COMPARE_CODE(program.run({u"undo"_s}), ExitDone);
    QCOMPARE(program.totalProducts(), 0);
    const Run nothing = program.run({u"undo"_s, u"--json"_s});
    COMPARE_CODE(nothing, ExitFailed);
    QCOMPARE(nothing.json().value(u"error").toObject().value(u"code").toString(), u"not_found"_s);
}

void TestMainJob::searchAndShow()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(30))}), ExitDone);
    const Run found = program.run({u"products"_s, u"list"_s, u"--search"_s, u"SKU-17"_s, u"--json"_s});
    QCOMPARE(found.json().value(u"total").toInt(), 1);
    const Run page = program.run(
        {u"products"_s, u"list"_s, u"--sort"_s, u"sku"_s, u"--limit"_s, u"2"_s, u"--offset"_s, u"1"_s, u"--json"_s});
    QCOMPARE(page.json().value(u"products").toArray().size(), 2);
    QCOMPARE(page.first(u"products"_s).value(u"sku").toString(), u"SKU-1"_s);
    COMPARE_CODE(program.run({u"products"_s, u"show"_s, u"shop:nothing"_s}), ExitFailed);
}

void TestMainJob::backupAndRestore()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3))}), ExitDone);
    COMPARE_CODE(program.run({u"db"_s, u"backup"_s, u"b.db"_s}), ExitDone);
    COMPARE_CODE(program.run({u"db"_s, u"backup"_s, u"b.db"_s}), ExitFailed); // never over a file unasked
    COMPARE_CODE(program.run({u"import"_s, program.write(u"c.csv"_s, productsCsv(3, 3))}), ExitDone);
    QCOMPARE(program.totalProducts(), 6);
    COMPARE_CODE(program.run({u"db"_s, u"restore"_s, u"b.db"_s, u"--yes"_s}), ExitDone);
    QCOMPARE(program.totalProducts(), 3);
    const QJsonObject check = program.run({u"db"_s, u"check"_s, u"--json"_s}).json();
    QVERIFY(check.value(u"ok").toBool());
    QCOMPARE(check.value(u"products").toInt(), 3);
    COMPARE_CODE(program.run({u"db"_s, u"migrate"_s}), ExitDone);
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_mainjob.moc"
