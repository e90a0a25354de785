// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program is interrupted, killed, run twice, and finds its disk full, its database damaged or locked.

#include "app/exitcode.h"
#include "services/secrets/vaultsecretstore.h"
#include "services/settings/settings.h"
#include "tests/app/programfixture.h"
#include "tests/support/passwordserver.h"
#include "tests/support/postgresserver.h"

#include <QTest>

#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

bool walHasGrown(const Program &program, qint64 bytes)
{
    return QTest::qWaitFor([&] { return QFileInfo(program.database() + u"-wal"_s).size() > bytes; }, 60'000);
}

/** An import that cannot end before its standard input does, with its first products committed. */
class RunningImport
{
public:
    explicit RunningImport(const Program &program) : m_program(program)
    {
        program.start(m_process, {u"import"_s, u"-"_s, u"--source"_s, u"shop"_s, u"--json"_s});
        m_process.write(productsCsv(m_fed));
    }

    bool hasBegun()
    {
        return m_process.waitForStarted() && QTest::qWaitFor([this] { return m_program.totalProducts() > 0; }, 60'000);
    }
    void send(int signal) { ::kill(static_cast<pid_t>(m_process.processId()), signal); }

    /** Goes on feeding it until it ends by itself, as it does between two steps once a signal came. */
    Run fedUntilItEnds()
    {
        while (m_process.state() != QProcess::NotRunning && m_fed < 1'000'000) {
            const QByteArray more = productsCsv(1000, m_fed);
            m_process.write(more.mid(more.indexOf('\n') + 1));
            m_fed += 1000;
            static_cast<void>(QTest::qWaitFor(
                [this] { return m_process.bytesToWrite() == 0 || m_process.state() == QProcess::NotRunning; }, 60'000));
        }
        return Program::finished(m_process);
    }

    Run finished()
    {
        m_process.closeWriteChannel();
        return Program::finished(m_process);
    }

    int fed() const { return m_fed; }

private:
    const Program &m_program;
    QProcess m_process;
    int m_fed = 6000;
};

QJsonObject lastJob(const Program &program)
{
    return program.run({u"imports"_s, u"--json"_s}).first(u"imports"_s);
}

bool isInOrder(const Program &program)
{
    return program.run({u"db"_s, u"check"_s, u"--json"_s}).json().value(u"ok").toBool();
}

/** A small disk, where this account may mount one. */
class SmallDisk
{
public:
    SmallDisk()
    {
        const QByteArray path = QFile::encodeName(m_folder.path());
        m_mounted = ::mount("tmpfs", path.constData(), "tmpfs", MS_NOSUID | MS_NODEV, "size=6m,mode=700") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(QFile::encodeName(m_folder.path()).constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isThere() const { return m_mounted; }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    bool grow() const
    {
        return ::mount("tmpfs", QFile::encodeName(m_folder.path()).constData(), "tmpfs", MS_REMOUNT, "size=200m") == 0;
    }

private:
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

} // namespace

class TestResilience : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interruptedImportIsWhole_data();
    void interruptedImportIsWhole();
    void secondSignalEndsAtOnce();
    void killedImportIsWhole();
    void killedLargeImportIsWhole();
    void secondProgramIsTold();
    void twoProgramsAtOnce();
    void backupWhileAnotherImports();
    void fileSizeLimit();
    void fullDisk();
    void damagedDatabaseIsSaid_data();
    void damagedDatabaseIsSaid();
    void oneDamagedPageIsSaid();
    void restoreChecksBeforeItReplaces();
    void backupsThatCannotBeWritten();
    void wholeJobOnBothDatabases_data();
    void wholeJobOnBothDatabases();
    void keptPasswordIsUsed_data();
    void keptPasswordIsUsed();
};

void TestResilience::interruptedImportIsWhole_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void TestResilience::interruptedImportIsWhole()
{
    QFETCH(int, signal);
    const Program program;
    RunningImport import(program);
    QVERIFY(import.hasBegun());
    import.send(signal);
    const Run run = import.fedUntilItEnds();
    COMPARE_CODE(run, ExitFailed);
    const QJsonObject cancelled = run.first(u"imports"_s);
    QCOMPARE(cancelled.value(u"state").toString(), u"cancelled"_s);
    const int created = cancelled.value(u"created").toInt();
    QVERIFY2(created > 0 && created < import.fed(), run.all());
    QCOMPARE(program.totalProducts(), created);
    const QJsonObject job = lastJob(program); // says how far it got
    QCOMPARE(job.value(u"state").toString(), u"cancelled"_s);
    QCOMPARE(job.value(u"created").toInt(), created);
    QVERIFY(job.value(u"bytes_done").toInteger() > 0 && job.value(u"records").toInt() >= created);
    QVERIFY(!job.value(u"finished_at").toString().isEmpty());
    const QString csv = program.write(u"a.csv"_s, productsCsv(created + 500));
    const QJsonObject again =
        program.run({u"import"_s, csv, u"--source"_s, u"shop"_s, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(again.value(u"unchanged").toInt(), created);
    QCOMPARE(again.value(u"created").toInt(), 500);
    QVERIFY(isInOrder(program));
}

void TestResilience::secondSignalEndsAtOnce()
{
    const Program program;
    QProcess process;
    program.start(process, {u"import"_s, u"-"_s}); // waits for input that never comes
    QVERIFY(process.waitForStarted());
    // The catalog is open, so the signals are handled.
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(program.database() + u"-lock"_s); }, 30'000));
    const auto ended = [&process] {
        if (process.processId() > 0)
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        return process.state() == QProcess::NotRunning;
    };
    QVERIFY(QTest::qWaitFor(ended, 30'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
}

void TestResilience::killedImportIsWhole()
{
    const Program program;
    {
        RunningImport import(program);
        QVERIFY(import.hasBegun());
        import.send(SIGKILL);
        QCOMPARE(import.finished().code, -3);
    }
    const qint64 kept = program.totalProducts();
    QVERIFY(kept > 0 && kept <= 6000);
    const QString csv = program.write(u"a.csv"_s, productsCsv(6500));
    const Run again = program.run({u"import"_s, csv, u"--source"_s, u"shop"_s, u"--json"_s});
    COMPARE_CODE(again, ExitDone);
    QCOMPARE(again.first(u"imports"_s).value(u"updated").toInteger(), 0); // what is in is whole
    QCOMPARE(again.first(u"imports"_s).value(u"unchanged").toInteger(), kept);
    QCOMPARE(program.totalProducts(), 6500);
    QVERIFY(isInOrder(program));
    const QJsonArray jobs = program.run({u"imports"_s, u"--json"_s}).json().value(u"imports").toArray();
    QCOMPARE(jobs.at(1).toObject().value(u"state").toString(), u"interrupted"_s);
    QCOMPARE(jobs.at(1).toObject().value(u"created").toInteger(), kept); // how far it got
}

// A large import builds the indexes afterwards: a killed one leaves none, and the next start makes them.
void TestResilience::killedLargeImportIsWhole()
{
    constexpr int products = 52'000;
    const Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(products));
    QProcess process;
    program.start(process, {u"import"_s, csv});
    QVERIFY(process.waitForStarted());
    QVERIFY(walHasGrown(program, 1'000'000));
    process.kill();
    QVERIFY(process.waitForFinished(60'000));
    const qint64 kept = program.totalProducts();
    QVERIFY(kept >= 0 && kept < products);
    QVERIFY(isInOrder(program));
    const Run again = program.run({u"import"_s, program.write(u"b.csv"_s, productsCsv(8000)), u"--json"_s});
    COMPARE_CODE(again, ExitDone);
    QCOMPARE(again.first(u"imports"_s).value(u"updated").toInteger(), 0);
    QCOMPARE(again.first(u"imports"_s).value(u"unchanged").toInteger(), std::min<qint64>(kept, 8000));
    const Run found = program.run({u"products"_s, u"list"_s, u"--search"_s, u"SKU-17"_s, u"--json"_s});
    QCOMPARE(found.json().value(u"total").toInteger(), 1);
    QVERIFY(isInOrder(program));
}

void TestResilience::secondProgramIsTold()
{
    const Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(2));
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
    RunningImport first(program); // keeps the catalog open until its input ends
    QVERIFY(first.hasBegun());
    for (const QStringList &changing : {QStringList{u"import"_s, csv}, {u"optimize"_s}, {u"undo"_s}}) {
        const Run refused = program.run(changing + QStringList{u"--json"_s});
        COMPARE_CODE(refused, ExitFailed);
        QCOMPARE(refused.errorCode(), u"busy"_s);
        QVERIFY2(refused.names(u"is open in another Listwright", program.database()), refused.all());
    }
    const Run migrate = program.run({u"db"_s, u"migrate"_s, u"--json"_s});
    COMPARE_CODE(migrate, ExitFailed);
    QCOMPARE(migrate.errorCode(), u"busy"_s);
    QVERIFY2(migrate.errorMessage().contains(program.database()), migrate.all());
    for (const QStringList &looking : {QStringList{u"products"_s},
                                       {u"score"_s},
                                       {u"imports"_s},
                                       {u"undo"_s, u"--list"_s},
                                       {u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"out.csv"_s},
                                       {u"db"_s, u"backup"_s, u"copy.db"_s}})
        COMPARE_CODE(program.run(looking), ExitDone);
    COMPARE_CODE(first.finished(), ExitDone);
    QCOMPARE(program.totalProducts(), first.fed());
}

void TestResilience::twoProgramsAtOnce()
{
    const Program program;
    QProcess processes[2];
    for (int i = 0; i < 2; ++i) {
        const QString csv = program.write(QString::number(i) + u".csv"_s, productsCsv(3000, i * 3000));
        program.start(processes[i], {u"import"_s, csv, u"--json"_s});
    }
    qint64 imported = 0;
    int done = 0;
    for (QProcess &process : processes) {
        const Run run = Program::finished(process);
        if (run.code == ExitDone)
            imported += run.first(u"imports"_s).value(u"created").toInteger();
        else
            QVERIFY2(run.code == ExitFailed && run.errorCode() == u"busy", run.all());
        done += run.code == ExitDone ? 1 : 0;
    }
    QVERIFY(done >= 1);
    QCOMPARE(imported, qint64(done) * 3000);
    QCOMPARE(program.totalProducts(), imported);
    QVERIFY(isInOrder(program));
}

void TestResilience::backupWhileAnotherImports()
{
    const Program program;
    RunningImport import(program);
    QVERIFY(import.hasBegun());
    COMPARE_CODE(program.run({u"db"_s, u"backup"_s, u"copy.db"_s}), ExitDone);
    COMPARE_CODE(import.finished(), ExitDone);
    QCOMPARE(program.totalProducts(), import.fed());
    const QString copy = u"--database=sqlite://"_s + program.file(u"copy.db"_s);
    const QJsonObject check = program.run({u"db"_s, u"check"_s, copy, u"--json"_s}).json();
    QVERIFY(check.value(u"ok").toBool());
    const qint64 products = check.value(u"products").toInteger();
    QVERIFY2(products > 0 && products < import.fed(), qPrintable(QString::number(products)));
    const Run listed = program.run({u"products"_s, copy, u"--json"_s});
    QCOMPARE(listed.json().value(u"total").toInteger(), products);
}

// Every write beyond the limit fails, as on a full disk, for any account.
void TestResilience::fileSizeLimit()
{
    Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(8'000));
    COMPARE_CODE(program.run({u"import"_s, program.write(u"b.csv"_s, productsCsv(10, 50'000))}), ExitDone);
    program.setChild([] {
        const rlimit limit{3'000'000, 3'000'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    const Run full = program.run({u"import"_s, csv, u"--json"_s});
    COMPARE_CODE(full, ExitFailed);
    QCOMPARE(full.errorCode(), u"storage_full"_s);
    QVERIFY2(full.names(u"may not grow any larger", program.database()), full.all());
    program.setChild({});
    const qint64 kept = program.totalProducts();
    QVERIFY2(kept >= 10 && kept < 8'010, qPrintable(QString::number(kept)));
    QVERIFY(isInOrder(program));
    const Run again = program.run({u"import"_s, csv, u"--json"_s});
    COMPARE_CODE(again, ExitDone);
    QCOMPARE(again.first(u"imports"_s).value(u"updated").toInteger(), 0);
    QCOMPARE(again.first(u"imports"_s).value(u"unchanged").toInteger(), kept - 10);
    QCOMPARE(program.totalProducts(), 8'010);
}

void TestResilience::fullDisk()
{
    const SmallDisk disk;
    if (!disk.isThere())
        QSKIP("this account may not mount a small disk; fileSizeLimit() and tst_storagefaults cover the rest");
    Program program;
    program.set("LISTWRIGHT_DATABASE_URL", u"sqlite://"_s + disk.file(u"catalog.db"_s));
    const QString csv = program.write(u"a.csv"_s, productsCsv(12'000));
    const Run full = program.run({u"import"_s, csv, u"--json"_s});
    COMPARE_CODE(full, ExitFailed);
    QCOMPARE(full.errorCode(), u"storage_full"_s);
    QVERIFY2(full.names(u"The disk is full", disk.file(u"catalog.db"_s)), full.all());
    QVERIFY(disk.grow()); // somebody made room
    const qint64 kept = program.totalProducts();
    QVERIFY2(kept >= 0 && kept < 12'000, qPrintable(QString::number(kept)));
    QVERIFY(isInOrder(program));
    const Run again = program.run({u"import"_s, csv, u"--json"_s});
    COMPARE_CODE(again, ExitDone);
    QCOMPARE(again.first(u"imports"_s).value(u"updated").toInteger(), 0);
    QCOMPARE(program.totalProducts(), 12'000);
}

void TestResilience::damagedDatabaseIsSaid_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("cause");
    QTest::newRow("beginning") << qint64(0) << qint64(200) << u"The file is not a database."_s;
    QTest::newRow("first page behind its header") << qint64(100) << qint64(3000) << u"The database file is damaged."_s;
    QTest::newRow("middle") << qint64(40'960) << qint64(200'000) << u"The database file is damaged."_s;
    QTest::newRow("cut off") << qint64(-1) << qint64(50'000) << u"The database file is damaged."_s;
}

void TestResilience::damagedDatabaseIsSaid()
{
    QFETCH(qint64, from);
    QFETCH(qint64, bytes);
    QFETCH(QString, cause);
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(800))}), ExitDone);
    QFile file(program.database());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > 300'000);
    if (from < 0) {
        QVERIFY(file.resize(bytes));
    } else {
        QVERIFY(file.seek(from));
        QCOMPARE(file.write(QByteArray(bytes, '\x5A')), bytes);
    }
    file.close();
    const QString more = program.write(u"b.csv"_s, productsCsv(800, 5000));
    for (const QStringList &command :
         {QStringList{u"db"_s, u"check"_s}, {u"db"_s, u"backup"_s, u"copy.db"_s}, {u"import"_s, more}}) {
        const Run run = program.run(command + QStringList{u"--json"_s});
        COMPARE_CODE(run, ExitFailed);
        QCOMPARE(run.errorCode(), u"corrupt"_s);
        QVERIFY2(run.names(cause, program.database()), run.all());
    }
    QVERIFY(!QFile::exists(program.file(u"copy.db"_s)));
}

// The catalog opens, and only what reads the page comes upon it. A backup reads every page.
void TestResilience::oneDamagedPageIsSaid()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(800))}), ExitDone);
    QFile file(program.database());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 inTheTexts = file.readAll().lastIndexOf("Nordkap desk lamp");
    QVERIFY(inTheTexts > 0);
    constexpr qint64 pageSize = 4096;
    QVERIFY(file.seek(inTheTexts / pageSize * pageSize));
    QCOMPARE(file.write(QByteArray(8, '\0')), 8);
    file.close();
    for (const QStringList &command : {QStringList{u"db"_s, u"check"_s}, {u"db"_s, u"backup"_s, u"copy.db"_s}}) {
        const Run run = program.run(command + QStringList{u"--json"_s});
        COMPARE_CODE(run, ExitFailed);
        QCOMPARE(run.errorCode(), u"corrupt"_s);
        QVERIFY2(run.names(u"is damaged. ", program.database()), run.all());
    }
    QVERIFY(!QFile::exists(program.file(u"copy.db"_s)));
}

void TestResilience::restoreChecksBeforeItReplaces()
{
    const Program program;
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3))}), ExitDone);
    program.write(u"notes.db"_s, QByteArray("no database at all. ").repeated(500));
    program.write(u"empty.db"_s, {});
    const std::pair<QString, QString> wrongFiles[] = {{u"notes.db"_s, u"is not a database"_s},
                                                      {u"empty.db"_s, u"is not a backup of Listwright"_s},
                                                      {u"missing.db"_s, u"There is no database file"_s},
                                                      {u"."_s, u"is a folder, not a database file"_s}};
    for (const auto &[wrong, cause] : wrongFiles) {
        const Run refused = program.run({u"db"_s, u"restore"_s, wrong, u"--yes"_s, u"--json"_s});
        COMPARE_CODE(refused, ExitFailed);
        QVERIFY2(refused.names(cause, wrong == u"." ? program.folder() : wrong), refused.all());
        QCOMPARE(program.totalProducts(), 3);
    }
    COMPARE_CODE(program.run({u"db"_s, u"backup"_s, u"good.db"_s}), ExitDone);
    COMPARE_CODE(program.run({u"import"_s, program.write(u"b.csv"_s, productsCsv(2, 3))}), ExitDone);
    COMPARE_CODE(program.run({u"db"_s, u"restore"_s, u"good.db"_s, u"--yes"_s}), ExitDone);
    QCOMPARE(program.totalProducts(), 3);
    QStringList kept;
    for (const QString &name : QDir(program.folder()).entryList({u"catalog*"_s}, QDir::Files)) {
        const Run listed = program.run({u"products"_s, u"--database=sqlite://"_s + program.file(name), u"--json"_s});
        if (listed.json().value(u"total").toInteger(-1) == 5)
            kept.append(name);
    }
    QCOMPARE(kept.size(), 1); // what was there before lies beside it
}

void TestResilience::backupsThatCannotBeWritten()
{
    Program program;
    program.setChild([] { OrdinaryRights::keepForever(); });
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, productsCsv(3))}), ExitDone);
    QVERIFY(QDir().mkdir(program.file(u"locked"_s)));
    QVERIFY(QFile::setPermissions(program.file(u"locked"_s), QFile::ReadOwner | QFile::ExeOwner));
    const Run refused = program.run({u"db"_s, u"backup"_s, u"locked/copy.db"_s, u"--json"_s});
    COMPARE_CODE(refused, ExitFailed);
    QVERIFY2(refused.errorMessage().contains(u"copy.db"), refused.all());
    QVERIFY(!QFile::exists(program.file(u"locked/copy.db"_s)));
    program.write(u"copy.db"_s, "precious");
    COMPARE_CODE(program.run({u"db"_s, u"backup"_s, u"copy.db"_s}), ExitFailed);
    QCOMPARE(program.read(u"copy.db"_s), QByteArray("precious"));
    COMPARE_CODE(program.run({u"db"_s, u"backup"_s, u"copy.db"_s, u"--force"_s}), ExitDone);
    QVERIFY(program.read(u"copy.db"_s).startsWith("SQLite format 3"));
}

void TestResilience::wholeJobOnBothDatabases_data()
{
    QTest::addColumn<bool>("sqlite");
    QTest::newRow("sqlite") << true;
    QTest::newRow("postgresql") << false;
}

void TestResilience::wholeJobOnBothDatabases()
{
    QFETCH(bool, sqlite);
    std::unique_ptr<PostgresDatabase> postgres;
    Program program;
    if (!sqlite) {
        postgres = PostgresDatabase::create();
        if (!postgres)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        program.set("LISTWRIGHT_DATABASE_URL", postgres->url());
    }
    const QString csv = program.write(u"a.csv"_s, productsCsv(700));
    const QJsonObject first = program.run({u"import"_s, csv, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(first.value(u"created").toInt(), 700);
    const QJsonObject again = program.run({u"import"_s, csv, u"--json"_s}).first(u"imports"_s);
    QCOMPARE(again.value(u"unchanged").toInt(), 700);
    const Run found = program.run({u"products"_s, u"--search"_s, u"desk LAMP"_s, u"--json"_s});
    QCOMPARE(found.json().value(u"total").toInt(), 700);
    COMPARE_CODE(program.run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"--accept"_s, u"clean"_s}), ExitDone);
    const Run validated = program.run({u"validate"_s, u"-m"_s, u"ebay"_s, u"--json"_s});
    QCOMPARE(validated.first(u"marketplaces"_s).value(u"products").toInt(), 700);
    const Run exported = program.run({u"export"_s, u"-f"_s, u"own-csv"_s, u"-o"_s, u"out.csv"_s, u"--json"_s});
    QCOMPARE(exported.json().value(u"written").toInt(), 700);
    COMPARE_CODE(program.run({u"undo"_s}), ExitDone);
    QVERIFY(isInOrder(program));
    const Run backup = program.run({u"db"_s, u"backup"_s, u"copy.db"_s, u"--json"_s});
    COMPARE_CODE(backup, sqlite ? ExitDone : ExitFailed);
    if (!sqlite)
        QVERIFY2(backup.errorMessage().contains(u"pg_dump"), backup.all());
}

void TestResilience::keptPasswordIsUsed_data()
{
    QTest::addColumn<bool>("inVault");
    QTest::addColumn<bool>("inEnvironment");
    QTest::addColumn<bool>("inAddress");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nowhere") << false << false << false << QByteArray();
    QTest::newRow("kept") << true << false << false << QByteArray("from the vault");
    QTest::newRow("environment wins") << true << true << false << QByteArray("from the environment");
    QTest::newRow("address wins") << true << true << true << QByteArray("fromtheaddress");
}

// The window keeps the password of a server; the command line finds it in the same place.
void TestResilience::keptPasswordIsUsed()
{
    QFETCH(bool, inVault);
    QFETCH(bool, inEnvironment);
    QFETCH(bool, inAddress);
    QFETCH(QByteArray, sent);
    const PasswordServer server;
    const QString address =
        u"anna%1@127.0.0.1:%2/shop"_s.arg(inAddress ? u":fromtheaddress"_s : QString()).arg(server.port());
    Program program;
    program.set("LISTWRIGHT_DATABASE_URL", u"postgresql://"_s + address);
    if (inEnvironment)
        program.set("LISTWRIGHT_DATABASE_PASSWORD", u"from the environment"_s);
    if (inVault) {
        VaultSecretStore vault(program.file(u"data/listwright/secrets.vault"_s), {}, {});
        const QString name = Settings::databaseSecretName(u"postgresql://anna@127.0.0.1:%1/shop"_s.arg(server.port()));
        QVERIFY(vault.write(name, u"from the vault"_s));
    }
    const Run run = program.run({u"products"_s, u"--json"_s, u"--verbose"_s});
    COMPARE_CODE(run, ExitFailed); // the server refuses whatever comes
    QCOMPARE(server.password(), sent);
    if (!sent.isEmpty())
        QVERIFY2(!run.all().contains(sent), run.all());
}

QTEST_GUILESS_MAIN(TestResilience)
#include "tst_resilience.moc"
