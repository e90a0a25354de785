// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exitcode.h"
#include "services/storage/database.h"
#include "services/storage/storagelocation.h"
#include "tests/app/programfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray anotherProgramsDatabase()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"recipes.db"_s);
    {
        const auto database = Database::open(StorageLocation::sqlite(file), Database::Access::ReadWrite);
        if (!database ||
            !(*database)->execute(u"PRAGMA journal_mode=DELETE;\nCREATE TABLE recipes (name TEXT NOT NULL);"_s))
            qFatal("%s cannot be written", qPrintable(file));
    }
    QFile written(file);
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void version();
    void helpNamesEveryCommand();
    void commandHelp_data();
    void commandHelp();
    void helpSaysWhatMigrateDoes();
    void wrongUsage_data();
    void wrongUsage();
    void noDisplay_data();
    void noDisplay();
    void helpAndVersionAreJsonToo();
    void aFileAndItsReportDoNotMix();
    void demoOfSeveralFiles();
    void productsWithoutSkuAreNamed();
    void proposalsShowWhatIsThere();
    void searchingAloneMissesNothing();
    void usageErrorsAreJsonToo();
    void mistakesAreJsonToo();
    void resultsHaveTheirKeys_data();
    void resultsHaveTheirKeys();
    void missingCatalog();
    void missingConfigFile();
    void configFileIsRead();
    void databaseOption();
    void databaseFailures_data();
    void databaseFailures();
    void readOnlyFolder();
    void noPasswordIsSaid();
    void logsGoIntoTheDataFolder();
    void environmentChoosesTheMarketplace();
    void dataFolderHoldsTheCatalog();
    void backupsGoIntoTheirFolder();
    void brokenRulePackIsNamed();
    void wordsOfEveryLanguage_data();
    void wordsOfEveryLanguage();
};

namespace {

const QStringList &commands()
{
    static const QStringList names = {u"import"_s, u"score"_s,    u"optimize"_s, u"proposals"_s, u"validate"_s,
                                      u"export"_s, u"products"_s, u"imports"_s,  u"undo"_s,      u"jobs"_s,
                                      u"worker"_s, u"serve"_s,    u"db"_s,       u"demo"_s};
    return names;
}

} // namespace

void TestCommandLine::version()
{
    const Run run = Program().run({u"--version"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.output, QByteArray("Listwright " LISTWRIGHT_VERSION "\n"));
}

void TestCommandLine::helpNamesEveryCommand()
{
    const Program program;
    const Run run = program.run({u"--help"_s});
    COMPARE_CODE(run, ExitDone);
    for (const QString &command : commands())
        QVERIFY2(run.output.contains(QByteArray("\n  " + command.toUtf8().leftJustified(12))), run.output);
    QVERIFY(run.output.contains("Exit codes: 0 done"));
    QCOMPARE(program.run({u"help"_s}).output, run.output);
}

void TestCommandLine::commandHelp_data()
{
    QTest::addColumn<QString>("command");
    for (const QString &command : commands())
        QTest::newRow(qPrintable(command)) << command;
}

void TestCommandLine::commandHelp()
{
    QFETCH(QString, command);
    const Program program;
    const Run run = program.run({u"help"_s, command});
    COMPARE_CODE(run, ExitDone);
    for (const char *part : {"Usage:\n  listwright ", "--json", "--database URL", "Examples:\n", "Exit codes:"})
        QVERIFY2(run.output.contains(part), run.output);
    for (const QByteArray &line : run.output.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 100, line);
    QCOMPARE(program.run({command, u"--help"_s}).output, run.output);
    QVERIFY(!QFile::exists(program.database()));
}

void TestCommandLine::helpSaysWhatMigrateDoes()
{
    const QByteArray help = Program().run({u"help"_s, u"db"_s}).output.simplified();
    QVERIFY2(help.contains("“migrate” brings the schema up to date"), help);
    QVERIFY2(help.contains("makes a backup beside an SQLite file first"), help);
}

void TestCommandLine::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QStringList &arguments, const char *words) {
        QTest::newRow(name) << arguments << QByteArray(words);
    };
    row("neither command nor file", {u"improt"_s}, "improt");
    row("unknown option alone", {u"--nonsense"_s}, "nonsense");
    row("help of nothing", {u"help"_s, u"nothing"_s}, "nothing");
    row("unknown option", {u"import"_s, u"--nonsense"_s}, "listwright help import");
    row("option without value", {u"import"_s, u"a.csv"_s, u"--layout"_s}, "layout");
    row("no file", {u"import"_s}, "Which file");
    row("unknown layout", {u"import"_s, u"a.csv"_s, u"--layout"_s, u"x"_s}, "own-csv");
    row("decimal", {u"import"_s, u"a.csv"_s, u"--decimal"_s, u"dot"_s}, "comma");
    row("delimiter", {u"import"_s, u"a.csv"_s, u"--delimiter"_s, u"ab"_s}, "delimiter");
    row("currency", {u"import"_s, u"a.csv"_s, u"--currency"_s, u"EURO"_s}, "EURO");
    row("mapping without target", {u"import"_s, u"a.csv"_s, u"--map"_s, u"a"_s}, "COLUMN=TARGET");
    row("mapping to nothing known", {u"import"_s, u"a.csv"_s, u"--map"_s, u"a=b"_s}, "can become");
    row("marketplace", {u"validate"_s, u"--marketplace"_s, u"bazaar"_s}, "ebay");
    row("state", {u"optimize"_s, u"--status"_s, u"sold"_s}, "imported");
    row("accept", {u"optimize"_s, u"--accept"_s, u"some"_s}, "clean");
    row("score", {u"products"_s, u"list"_s, u"--min-score"_s, u"good"_s}, "min-score");
    row("sort", {u"products"_s, u"list"_s, u"--sort"_s, u"colour"_s}, "price");
    row("products of what", {u"products"_s, u"sell"_s}, "sell");
    row("which product", {u"products"_s, u"show"_s}, "Which product");
    row("no format", {u"export"_s, u"--output"_s, u"a.csv"_s}, "--format");
    row("unknown format", {u"export"_s, u"-f"_s, u"excel"_s, u"-o"_s, u"a"_s}, "--formats");
    row("split into none", {u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"a"_s, u"--split"_s, u"0"_s}, "--split");
    row("proposals", {u"proposals"_s, u"guess"_s}, "guess");
    row("proposals without number", {u"proposals"_s, u"accept"_s}, "--all");
    row("proposal that is no number", {u"proposals"_s, u"show"_s, u"x"_s}, "x");
    row("undo of what", {u"undo"_s, u"yesterday"_s}, "--list");
    row("undo nothing", {u"undo"_s, u"0"_s}, "--list");
    row("undo two", {u"undo"_s, u"1"_s, u"2"_s}, "--list");
    row("undo backwards", {u"undo"_s, u"--"_s, u"-1"_s}, "--list");
    row("a word too many: score", {u"score"_s, u"ebay"_s}, "ebay");
    row("a word too many: optimize", {u"optimize"_s, u"ebay"_s}, "ebay");
    row("a word too many: validate", {u"validate"_s, u"all"_s}, "all");
    row("a word too many: export", {u"export"_s, u"own-csv"_s, u"a.csv"_s}, "own-csv");
    row("a word too many: products", {u"products"_s, u"list"_s, u"lamp"_s}, "lamp");
    row("a word too many: proposals", {u"proposals"_s, u"list"_s, u"7"_s}, "7");
    row("a word too many: imports", {u"imports"_s, u"list"_s, u"7"_s}, "7");
    row("a word too many: db check", {u"db"_s, u"check"_s, u"a.db"_s}, "no file");
    row("score beyond all", {u"score"_s, u"--min-score"_s, u"101"_s}, "0 to 100");
    row("quote", {u"import"_s, u"a.csv"_s, u"--quote"_s, u"ab"_s}, "quote");
    row("header", {u"import"_s, u"a.csv"_s, u"--header"_s, u"first"_s}, "header");
    row("imports of what", {u"imports"_s, u"show"_s}, "show");
    row("no imports at all", {u"imports"_s, u"--limit"_s, u"0"_s}, "at least 1");
    row("standard input twice", {u"import"_s, u"-"_s, u"-"_s}, "only once");
    row("field of no product", {u"proposals"_s, u"accept"_s, u"1"_s, u"--field"_s, u"colour"_s}, "colour");
    row("marked ones rejected", {u"proposals"_s, u"reject"_s, u"--all"_s, u"--marked"_s}, "--marked belongs");
    row("marked one shown", {u"proposals"_s, u"show"_s, u"1"_s, u"--marked"_s}, "--marked belongs");
    row("ids and all", {u"proposals"_s, u"accept"_s, u"1"_s, u"--all"_s}, "--all");
    row("option of another command", {u"score"_s, u"--layout"_s, u"own-csv"_s}, "help score");
    row("offset", {u"products"_s, u"--offset"_s, u"-1"_s}, "--offset");
    row("db", {u"db"_s}, "check");
    row("db what", {u"db"_s, u"burn"_s}, "burn");
    row("db backup where", {u"db"_s, u"backup"_s}, "one file");
    row("db restore unconfirmed", {u"db"_s, u"restore"_s, u"a.db"_s}, "--yes");
}

void TestCommandLine::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const Program program;
    const Run run = program.run(arguments);
    COMPARE_CODE(run, ExitWrongUsage);
    QVERIFY2(run.errors.contains(words), run.all().constData());
    QVERIFY2(run.output.isEmpty(), run.output);
    QVERIFY(!QFile::exists(program.database())); // nothing was done
}

void TestCommandLine::noDisplay_data()
{
    QTest::addColumn<QString>("platform");
    QTest::newRow("chosen by Qt") << QString();
    QTest::newRow("xcb") << u"xcb"_s;
}

void TestCommandLine::noDisplay()
{
    QFETCH(QString, platform);
    Program program;
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"})
        program.set(variable, {});
    program.set("QT_QPA_PLATFORM", platform);
    const Run run = program.run({u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    QVERIFY2(run.errorMessage().contains(u"display"), run.all());
    QVERIFY2(run.errors.startsWith("listwright: ") && !run.errors.contains("qt.qpa"), run.all());
    COMPARE_CODE(program.run({}), ExitFailed);
}

void TestCommandLine::helpAndVersionAreJsonToo()
{
    const Program program;
    QCOMPARE(program.run({u"--version"_s, u"--json"_s}).json().value(u"version"),
             QJsonValue(QStringLiteral(LISTWRIGHT_VERSION)));
    const QString help = program.run({u"import"_s, u"--help"_s, u"--json"_s}).json().value(u"help").toString();
    QVERIFY(help.contains(u"--decimal"));
    QVERIFY(program.run({u"--json"_s, u"help"_s}).json().value(u"help").toString().contains(u"Exit codes"));
}

void TestCommandLine::aFileAndItsReportDoNotMix()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(2))}), ExitDone);
    const Run run = program.run({u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"-"_s, u"--json"_s});
    COMPARE_CODE(run, ExitWrongUsage);
    QVERIFY2(run.errorMessage().contains(u"--output"), run.all()); // which is JSON and nothing else
}

void TestCommandLine::demoOfSeveralFiles()
{
    const Program program;
    program.write(u"a.csv"_s, productsCsv(3));
    program.write(u"b.csv"_s, productsCsv(2, 3) + "shop,x,SKU-X,Lamp,,Nordkap,dear,EUR,5,\n");
    const Run run = program.run({u"demo"_s, u"a.csv"_s, u"b.csv"_s, u"--folder"_s, u"out"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    const QJsonObject imported = run.json().value(u"import").toObject();
    QCOMPARE(imported.value(u"created").toInt(), 5);
    QCOMPARE(imported.value(u"rejected").toInt(), 1);
    QCOMPARE(imported.value(u"rejects_files").toArray().size(), 1);
}

void TestCommandLine::productsWithoutSkuAreNamed()
{
    const Program program;
    const QByteArray head = "source_platform,source_id,title,description,price,currency\n";
    program.write(u"a.csv"_s, head + "shop,1," + QByteArray("word ").repeated(40).trimmed() + ",text,1.00,EUR\n");
    COMPARE_CODE(program.run({u"import"_s, u"a.csv"_s}), ExitDone);
    const Run run = program.run({u"export"_s, u"-f"_s, u"ebay-csv"_s, u"-o"_s, u"e.csv"_s});
    COMPARE_CODE(run, ExitWithRejected);
    QVERIFY2(run.output.contains("product 1 "), run.all());
}

void TestCommandLine::proposalsShowWhatIsThere()
{
    const Program program;
    program.write(u"a.csv"_s, "source_platform,source_id,sku,title,brand,price,currency\n"
                              "shop,1,A,desk lamp !!! with dimmer ★,Nordkap,19.90,EUR\n");
    COMPARE_CODE(program.run({u"import"_s, u"a.csv"_s}), ExitDone);
    COMPARE_CODE(program.run({u"optimize"_s, u"-m"_s, u"ebay"_s}), ExitDone);
    const Run shown = program.run({u"proposals"_s, u"show"_s, u"1"_s});
    COMPARE_CODE(shown, ExitDone);
    QVERIFY2(shown.output.contains("    - desk lamp !!! with dimmer ★\n"), shown.all());
}

// The index was lost, or is behind since the program was killed: who only reads cannot mend it.
void TestCommandLine::searchingAloneMissesNothing()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(4))}), ExitDone);
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(program.database() + u"-search" + suffix);
    const Run listed = program.run({u"products"_s, u"list"_s, u"--search"_s, u"nordkap oak"_s, u"--json"_s});
    COMPARE_CODE(listed, ExitDone);
    QCOMPARE(listed.json().value(u"total").toInt(), 4);
    COMPARE_CODE(program.run({u"export"_s, u"-f"_s, u"own-json"_s, u"-o"_s, u"o.json"_s, u"--search"_s, u"nordkap"_s}),
                 ExitDone);
    QCOMPARE(QJsonDocument::fromJson(program.read(u"o.json"_s)).array().size(), 4);
    const Run improved = program.run({u"optimize"_s, u"--search"_s, u"nordkap"_s, u"--json"_s});
    QCOMPARE(improved.json().value(u"products").toInt(), 4);
}

void TestCommandLine::usageErrorsAreJsonToo()
{
    const Run run = Program().run({u"products"_s, u"list"_s, u"--limit"_s, u"many"_s, u"--json"_s});
    COMPARE_CODE(run, ExitWrongUsage);
    const QJsonObject error = run.json().value(u"error").toObject();
    QCOMPARE(error.value(u"code").toString(), u"invalid_input"_s);
    QVERIFY(error.value(u"message").toString().contains(u"--limit"));
}

void TestCommandLine::mistakesAreJsonToo()
{
    const Run run = Program().run({u"improt"_s, u"--json"_s});
    COMPARE_CODE(run, ExitWrongUsage);
    QCOMPARE(run.errorCode(), u"invalid_input"_s);
    QVERIFY(run.errorMessage().contains(u"improt"));
}

void TestCommandLine::resultsHaveTheirKeys_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("list"); // whose first entry is looked at as well
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("entryKeys");
    const auto row = [](const char *name, const QStringList &arguments, const char *list, const char *keys,
                        const char *entryKeys) {
        QTest::newRow(name) << arguments << QString::fromLatin1(list) << QString::fromLatin1(keys)
                            << QString::fromLatin1(entryKeys);
    };
    row("import", {u"import"_s, u"a.csv"_s}, "imports", "imports",
        "created decimal delimiter doubts encoding file header_row job layout problems quote records rejected "
        "rejects_file state unchanged updated");
    row("preview", {u"import"_s, u"a.csv"_s, u"--preview"_s}, "previews", "previews",
        "columns decimal delimiter doubts encoding file header_row layout mapping quote rows target_columns");
    row("imports", {u"imports"_s}, "imports", "imports",
        "bytes_done bytes_total change_set created error file finished_at id layout records rejected started_at state "
        "unchanged updated");
    row("products", {u"products"_s}, "products", "products total",
        "brand category currency gtin id price quantity score sku source_platform status title updated_at");
    row("score", {u"score"_s}, "reasons", "average fair good poor products reasons", "part points products reason");
    row("optimize", {u"optimize"_s}, "", "cancelled left_to_model marketplace nothing_to_propose products proposals",
        "");
    row("accepted", {u"optimize"_s, u"--accept"_s, u"all"_s}, "",
        "accepted cancelled conflicts left_open left_to_model marketplace nothing_to_propose products proposals", "");
    row("proposals", {u"proposals"_s}, "", "open proposals", "");
    row("decided", {u"proposals"_s, u"accept"_s, u"--all"_s}, "",
        "changed conflicting conflicts decided left_open marked missing", "");
    row("validate", {u"validate"_s}, "marketplaces", "marketplaces",
        "findings findings_total marketplace products rules rules_of with_errors with_warnings");
    row("export", {u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"out.csv"_s}, "",
        "files format left_out losses losses_total products written", "");
    row("formats", {u"export"_s, u"--formats"_s}, "formats", "formats", "format marketplace name suffix");
    row("changes", {u"undo"_s, u"--list"_s}, "changes", "changes", "actor at id products summary undone");
    row("undo", {u"undo"_s}, "", "change_set changed conflicts missing undone", "");
    row("check", {u"db"_s, u"check"_s}, "", "database ok problems products schema_version", "");
    row("migrate", {u"db"_s, u"migrate"_s}, "", "from to", "");
    row("backup", {u"db"_s, u"backup"_s, u"b.db"_s}, "", "backup", "");
    row("demo", {u"demo"_s, u"--folder"_s, u"demo"_s}, "files", "average_score database files folder import improved",
        "files format left_out losses losses_total products written");
}

// Scripts rely on these: a name that goes or changes is a break of the interface.
void TestCommandLine::resultsHaveTheirKeys()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, list);
    QFETCH(QString, keys);
    QFETCH(QString, entryKeys);
    const Program program;
    program.write(u"a.csv"_s, productsCsv(2));
    COMPARE_CODE(program.run({u"import"_s, u"a.csv"_s}), ExitDone);
    const Run run = program.run(arguments + QStringList{u"--json"_s});
    QVERIFY2(run.code == ExitDone || run.code == ExitWithRejected, run.all());
    QJsonParseError problem;
    QJsonDocument::fromJson(run.output, &problem);
    QCOMPARE(problem.error, QJsonParseError::NoError); // exactly one document, nothing around it
    QCOMPARE(run.json().keys().join(u' '), keys);
    if (!list.isEmpty())
        QCOMPARE(run.first(list).keys().join(u' '), entryKeys);
}

void TestCommandLine::missingCatalog()
{
    const Program program;
    const Run run = program.run({u"products"_s, u"list"_s, u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    QCOMPARE(run.json().value(u"error").toObject().value(u"code").toString(), u"not_found"_s);
    QVERIFY2(run.errors.contains("Import a file first"), run.errors);
    QVERIFY(!QFile::exists(program.database()));
}

void TestCommandLine::missingConfigFile()
{
    const Run run = Program().run({u"imports"_s, u"--config"_s, u"/nowhere/listwright.ini"_s});
    COMPARE_CODE(run, ExitFailed);
    QVERIFY(run.errors.contains("/nowhere/listwright.ini"));
}

void TestCommandLine::configFileIsRead()
{
    const Program program;
    program.write(u"own.ini"_s, "[marketplace]\ndefault=kaufland\n");
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(1))}), ExitDone);
    const Run run = program.run({u"validate"_s, u"--config"_s, program.file(u"own.ini"_s), u"--json"_s});
    QCOMPARE(run.json().value(u"marketplaces").toArray().at(0).toObject().value(u"marketplace").toString(),
             u"kaufland"_s);
}

void TestCommandLine::databaseOption()
{
    const Program program;
    const QString other = program.file(u"sub/other.db"_s);
    const QString csv = program.write(u"a.csv"_s, productsCsv(2));
    COMPARE_CODE(program.run({u"--database"_s, u"sqlite://"_s + other, u"import"_s, csv}), ExitDone);
    QVERIFY(QFile::exists(other));
    QVERIFY(!QFile::exists(program.database()));
    const Run run = program.run({u"products"_s, u"list"_s, u"--database="_s + other, u"--json"_s});
    QCOMPARE(run.json().value(u"total").toInt(), 2);
}

void TestCommandLine::databaseFailures_data()
{
    QTest::addColumn<QString>("url"); // empty: that of the file
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("named"); // empty: the file
    QTest::newRow("no address") << u"mysql://here/db"_s << QByteArray() << u"invalid_input"_s
                                << u"should begin with sqlite: or postgresql:"_s << u"database address"_s;
    QTest::newRow("text file") << QString() << QByteArray("just some notes, long enough to look at. ").repeated(20)
                               << u"corrupt"_s << u"The file is not a database."_s << QString();
    QTest::newRow("another program's") << QString() << anotherProgramsDatabase() << u"unsupported"_s
                                       << u"belongs to another program and is left alone."_s << QString();
    QTest::newRow("server away") << u"postgresql://nobody@127.0.0.1:1/none"_s << QByteArray() << u"disconnected"_s
                                 << u"The database server cannot be reached."_s
                                 << u"postgresql://nobody@127.0.0.1:1/none"_s;
}

void TestCommandLine::databaseFailures()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    QFETCH(QString, cause);
    QFETCH(QString, named);
    Program program;
    const QString file = program.write(u"wrong.db"_s, content);
    if (url.isEmpty())
        url = u"sqlite://"_s + file;
    if (named.isEmpty())
        named = file;
    const QString csv = program.write(u"a.csv"_s, productsCsv(1));
    for (const QStringList &command : {QStringList{u"products"_s, u"list"_s}, {u"import"_s, csv}}) {
        const Run run = program.run(command + QStringList{u"--json"_s, u"--database"_s, url});
        COMPARE_CODE(run, ExitFailed);
        QCOMPARE(run.errorCode(), code);
        QVERIFY2(run.names(cause, named), run.all());
        QCOMPARE(program.read(u"wrong.db"_s), content); // left alone
    }
}

void TestCommandLine::readOnlyFolder()
{
    Program program;
    program.setChild([] { OrdinaryRights::keepForever(); });
    const QString database = program.file(u"locked/catalog.db"_s);
    program.set("LISTWRIGHT_DATABASE_URL", u"sqlite://"_s + database);
    const QString csv = program.write(u"a.csv"_s, productsCsv(1));
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
    const QString more = program.write(u"b.csv"_s, productsCsv(1, 1));
    QVERIFY(QFile::setPermissions(database, QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(program.file(u"locked"_s), QFile::ReadOwner | QFile::ExeOwner));
    const Run refused = program.run({u"import"_s, more, u"--json"_s});
    COMPARE_CODE(refused, ExitFailed);
    QCOMPARE(refused.errorCode(), u"forbidden"_s);
    QVERIFY2(refused.errorMessage().contains(database), refused.all());
    QVERIFY(QFile::setPermissions(program.file(u"locked"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(QFile::setPermissions(database, QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(program.totalProducts(), 1);
}

void TestCommandLine::noPasswordIsSaid()
{
    Program program;
    program.set("LISTWRIGHT_DATABASE_URL", u"postgresql://anna:geheim123@127.0.0.1:1/shop"_s);
    const Run run = program.run({u"products"_s, u"list"_s, u"--json"_s, u"--verbose"_s});
    COMPARE_CODE(run, ExitFailed);
    QVERIFY2(!run.all().contains("geheim123"), run.all().constData());
}

void TestCommandLine::logsGoIntoTheDataFolder()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(1))}), ExitDone);
    QVERIFY(QDir(program.file(u"data/listwright/logs"_s)).exists());
}

void TestCommandLine::environmentChoosesTheMarketplace()
{
    Program program;
    program.set("LISTWRIGHT_MARKETPLACE", u"kaufland"_s);
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(1))}), ExitDone);
    const auto marketplace = [&program](const QStringList &options) {
        const Run run = program.run(QStringList{u"validate"_s, u"--json"_s} + options);
        return run.first(u"marketplaces"_s).value(u"marketplace").toString();
    };
    QCOMPARE(marketplace({}), u"kaufland"_s);
    QCOMPARE(marketplace({u"-m"_s, u"allegro"_s}), u"allegro"_s);
    program.write(u"own.ini"_s, "[marketplace]\ndefault=ebay\n");
    QCOMPARE(marketplace({u"--config"_s, program.file(u"own.ini"_s)}), u"kaufland"_s); // over any file
    const QJsonArray all =
        program.run({u"validate"_s, u"-m"_s, u"all"_s, u"--json"_s}).json().value(u"marketplaces").toArray();
    QVERIFY(all.size() >= 6);
}

void TestCommandLine::dataFolderHoldsTheCatalog()
{
    Program program;
    program.set("LISTWRIGHT_DATABASE_URL", {});
    program.set("LISTWRIGHT_DATA_FOLDER", program.file(u"my data"_s));
    const QString csv = program.write(u"a.csv"_s, productsCsv(1) + "shop,x,,,,,,,,\n");
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitWithRejected);
    const QDir folder(program.file(u"my data"_s));
    QCOMPARE(folder.entryList({u"*.db"_s}).size(), 1);
    QVERIFY(folder.exists(u"logs"_s) && folder.exists(u"rejects"_s));
    QVERIFY(!QFile::exists(program.file(u"data/listwright"_s)));
    QCOMPARE(program.totalProducts(), 1);
}

void TestCommandLine::backupsGoIntoTheirFolder()
{
    Program program;
    program.set("LISTWRIGHT_BACKUP_FOLDER", program.file(u"backups"_s));
    for (int i = 0; i < 3; ++i) // one a day is enough
        COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(2, 2 * i))}), ExitDone);
    const QStringList backups = QDir(program.file(u"backups"_s)).entryList(QDir::Files);
    QCOMPARE(backups.size(), 1);
    const QString copy = u"--database=sqlite://"_s + program.file(u"backups/"_s + backups.first());
    QVERIFY(program.run({u"db"_s, u"check"_s, copy, u"--json"_s}).json().value(u"ok").toBool());
}

void TestCommandLine::brokenRulePackIsNamed()
{
    Program program;
    QVERIFY(QDir().mkdir(program.file(u"rules"_s)));
    program.write(u"rules/bazaar.json"_s, "{ \"key\": \"bazaar\", ");
    program.set("LISTWRIGHT_RULES_FOLDER", program.file(u"rules"_s));
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(1))}), ExitDone);
    const Run run = program.run({u"validate"_s, u"-m"_s, u"ebay"_s, u"--json"_s});
    QVERIFY2(run.errors.contains("bazaar.json"), run.all());
    QCOMPARE(run.first(u"marketplaces"_s).value(u"marketplace").toString(), u"ebay"_s); // the others work
}

void TestCommandLine::wordsOfEveryLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("german") << u"de"_s;
    QTest::newRow("polish") << u"pl"_s;
}

void TestCommandLine::wordsOfEveryLanguage()
{
    QFETCH(QString, language);
    Program program;
    const Run english = program.run({u"help"_s, u"import"_s});
    program.set("LISTWRIGHT_LANGUAGE", language);
    const Run translated = program.run({u"help"_s, u"import"_s});
    COMPARE_CODE(translated, ExitDone);
    QVERIFY(translated.output != english.output);
    QVERIFY2(translated.output.contains("--preview") && !translated.output.contains("Options:"), translated.all());
    // What scripts read is the same in every language.
    const Run error = program.run({u"products"_s, u"--json"_s});
    QCOMPARE(error.errorCode(), u"not_found"_s);
    const Run usage = program.run({u"products"_s, u"sell"_s});
    COMPARE_CODE(usage, ExitWrongUsage);
    // What a check finds is for a person.
    COMPARE_CODE(program.run({u"db"_s, u"migrate"_s}), ExitDone);
    QFile index(program.database() + u"-search");
    QVERIFY(index.open(QIODevice::WriteOnly) && index.write(QByteArray(8192, 'x')) == 8192);
    index.close();
    const Run check = program.run({u"db"_s, u"check"_s});
    QVERIFY2(!check.output.contains("search index") &&
                 check.output.contains(language == u"de" ? "Suchindex" : "indeks wyszukiwania"),
             check.all());
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
