// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logfields.h"
#include "services/logging/logging.h"
#include "services/logging/logline.h"

#include <QDir>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace listwright;
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(importing, "listwright.importing")
Q_LOGGING_CATEGORY(foreign, "foreign.library")

class LoggingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { shutDownLogging(); }
    void oneObjectALine();
    void fieldsStandApart();
    void secretsAreRemoved_data();
    void secretsAreRemoved();
    void secretsStayOutOfEveryFileOfTheRotation();
    void lineStaysOneLine_data();
    void lineStaysOneLine();
    void fieldsThatAreNoneStayText();
    void levelFilters_data();
    void levelFilters();
    void levelChangesWhileRunning();
    void foreignDebugStaysOut();
    void longMessageIsCut();
    void threadIsNamed();
    void unusableFolderGoesOn();
    void levelNames();
    void terminalLineIsPlain();
    void mirrorsWarningsToStderr();
    void warningsReachStderrWithoutAFile();
    void fatalMessageReachesTheDisk();

private:
    QList<QJsonObject> lines();
    LoggingOptions options(LogLevel level = LogLevel::Info) const
    {
        LoggingOptions options;
        options.folder = m_folder->path();
        options.level = level;
        return options;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LoggingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

/** Ends logging first, so that everything is written. */
QList<QJsonObject> LoggingTest::lines()
{
    shutDownLogging();
    QFile file(m_folder->filePath(u"listwright.log"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QJsonObject> objects;
    for (const QByteArray &line : file.readAll().trimmed().split('\n'))
        objects.append(QJsonDocument::fromJson(line).object());
    return objects;
}

void LoggingTest::oneObjectALine()
{
    QVERIFY(installLogging(options()));
    QCOMPARE(currentLogFile(), m_folder->filePath(u"listwright.log"_s));
    const QDateTime before = QDateTime::currentDateTimeUtc();
    qCInfo(importing).noquote() << "first\nsecond \"quoted\" żółty";
    qCCritical(importing) << "bad" << 3;
    const QList<QJsonObject> all = lines();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(0).value(u"message"_s).toString(), u"first\nsecond \"quoted\" żółty"_s);
    QCOMPARE(all.at(0).value(u"level"_s).toString(), u"info"_s);
    QCOMPARE(all.at(0).value(u"category"_s).toString(), u"listwright.importing"_s);
    QVERIFY(!all.at(0).contains(u"fields"_s));
    const QDateTime time = QDateTime::fromString(all.at(0).value(u"time"_s).toString(), Qt::ISODateWithMs);
    QCOMPARE(time.timeSpec(), Qt::UTC);
    QVERIFY(before.msecsTo(time) >= 0 && before.msecsTo(time) < 10'000);
    QCOMPARE(all.at(1).value(u"level"_s).toString(), u"error"_s);
    QCOMPARE(all.at(1).value(u"message"_s).toString(), u"bad 3"_s);
}

void LoggingTest::fieldsStandApart()
{
    QVERIFY(installLogging(options()));
    qCInfo(importing).noquote() << "Import ended" << logFields({{u"rows"_s, 12}, {u"file"_s, u"a b.csv"_s}});
    const QJsonObject line = lines().value(0);
    QCOMPARE(line.value(u"message"_s).toString(), u"Import ended"_s);
    QCOMPARE(line.value(u"fields"_s).toObject(), (QJsonObject{{u"rows"_s, 12}, {u"file"_s, u"a b.csv"_s}}));
}

void LoggingTest::secretsAreRemoved_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QJsonObject>("fields");
    const QJsonObject anna{{u"user"_s, u"anna"_s}};
    const auto with = [anna](const QString &name, const QJsonValue &value) {
        QJsonObject fields = anna;
        fields.insert(name, value);
        return fields;
    };
    QTest::newRow("message") << u"open postgresql://anna:hunter2@db/shop"_s << anna;
    QTest::newRow("field") << u"open"_s << with(u"password"_s, u"hunter2"_s);
    QTest::newRow("inside a field") << u"open"_s << with(u"answer"_s, uR"({"access_token":"hunter2"})"_s);
    QTest::newRow("field in a field") << u"open"_s << with(u"headers"_s, QJsonObject{{u"Cookie"_s, u"a=hunter2"_s}});
    QTest::newRow("beyond the cut") << QString(u"x"_s.repeated(15'990) + u" password=hunter2"_s) << anna;
    QTest::newRow("across the cut of what is looked at")
        << QString(u"x"_s.repeated(63'990) + u" password=hunter2"_s) << anna;
}

void LoggingTest::secretsAreRemoved()
{
    QFETCH(QString, message);
    QFETCH(QJsonObject, fields);
    QVERIFY(installLogging(options()));
    qCWarning(importing).noquote() << message << logFields(fields);
    const QJsonObject line = lines().value(0);
    const QByteArray json = QJsonDocument(line).toJson();
    QVERIFY(!json.contains("hunter2"));
    QVERIFY(!json.contains("hunter"));
    QCOMPARE(line.value(u"fields"_s).toObject().value(u"user"_s).toString(), u"anna"_s);
}

void LoggingTest::secretsStayOutOfEveryFileOfTheRotation()
{
    LoggingOptions small = options();
    small.maximumBytes = 2000;
    small.files = 4;
    QVERIFY(installLogging(small));
    for (int round = 0; round < 200; ++round)
        qCInfo(importing).noquote() << "round" << round << "token: hunter2";
    shutDownLogging();
    const QFileInfoList files = QDir(m_folder->path()).entryInfoList({u"listwright*.log"_s}, QDir::Files);
    QCOMPARE(files.size(), small.files);
    int last = -1;
    for (const QFileInfo &info : files) {
        QVERIFY2(info.size() <= small.maximumBytes, qPrintable(info.fileName()));
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
            QVERIFY2(!line.contains("hunter2"), line.constData());
            const QString message = QJsonDocument::fromJson(line).object().value(u"message"_s).toString();
            QVERIFY2(message.startsWith(u"round "), line.constData());
            last = std::max(last, message.section(u' ', 1, 1).toInt());
        }
    }
    QCOMPARE(last, 199);
}

void LoggingTest::lineStaysOneLine_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("line ends") << u"a\r\nb\u2028c\u2029d"_s;
    QTest::newRow("quotes and backslashes") << uR"(C:\lamps "new".csv)"_s;
    QTest::newRow("pretends to be the next") << u"x\"}\n{\"level\":\"error\"}"_s;
    QTest::newRow("zero and escape") << QString(u"a%1b%2[31m"_s.arg(QChar(0), QChar(0x1b)));
    QTest::newRow("half a letter") << QString(u"a%1b"_s.arg(QChar(0xd83d)));
    QTest::newRow("many letters") << u"żółty 😀 漢字 עברית"_s;
}

// Whatever a file name or a product's title holds, each message is one object on one line.
void LoggingTest::lineStaysOneLine()
{
    QFETCH(QString, message);
    QVERIFY(installLogging(options()));
    qCInfo(importing).noquote() << message;
    qCInfo(importing).noquote() << "next";
    const QList<QJsonObject> all = lines();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(0).value(u"level"_s).toString(), u"info"_s);
    const QString kept = all.at(0).value(u"message"_s).toString();
    QVERIFY2(kept == message || message.contains(QChar(0xd83d)), qPrintable(kept));
    QCOMPARE(all.at(1).value(u"message"_s).toString(), u"next"_s);
}

void LoggingTest::fieldsThatAreNoneStayText()
{
    const QString odd = QString(QChar(0x1e)) + u"{\"rows\": "_s;
    QCOMPARE(splitLogFields(u"text"_s + odd).text, u"text"_s + odd);
    QVERIFY(splitLogFields(u"text"_s + odd).fields.isEmpty());
    QCOMPARE(splitLogFields(u"text"_s).text, u"text"_s);
    const LogMessage message = splitLogFields(u"text "_s + logFields({{u"a"_s, QString(QChar(0x1e))}}));
    QCOMPARE(message.text, u"text"_s);
    QCOMPARE(message.fields.value(u"a"_s).toString(), QString(QChar(0x1e)));
}

void LoggingTest::levelFilters_data()
{
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("debug") << LogLevel::Debug << QStringList{u"debug"_s, u"info"_s, u"warning"_s, u"error"_s};
    QTest::newRow("info") << LogLevel::Info << QStringList{u"info"_s, u"warning"_s, u"error"_s};
    QTest::newRow("warning") << LogLevel::Warning << QStringList{u"warning"_s, u"error"_s};
    QTest::newRow("error") << LogLevel::Error << QStringList{u"error"_s};
}

void LoggingTest::levelFilters()
{
    QFETCH(LogLevel, level);
    QFETCH(QStringList, expected);
    QVERIFY(installLogging(options(level)));
    qCDebug(importing) << "x";
    qCInfo(importing) << "x";
    qCWarning(importing) << "x";
    qCCritical(importing) << "x";
    QStringList levels;
    for (const QJsonObject &line : lines())
        levels.append(line.value(u"level"_s).toString());
    QCOMPARE(levels, expected);
}

void LoggingTest::levelChangesWhileRunning()
{
    QVERIFY(installLogging(options(LogLevel::Error)));
    qCDebug(importing) << "one";
    setLogLevel(LogLevel::Debug);
    qCDebug(importing) << "two";
    const QList<QJsonObject> all = lines();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().value(u"message"_s).toString(), u"two"_s);
}

void LoggingTest::foreignDebugStaysOut()
{
    QVERIFY(installLogging(options(LogLevel::Debug)));
    qCDebug(foreign) << "chatter";
    qCWarning(foreign) << "trouble";
    const QList<QJsonObject> all = lines();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().value(u"category"_s).toString(), u"foreign.library"_s);
}

void LoggingTest::longMessageIsCut()
{
    QVERIFY(installLogging(options()));
    qCInfo(importing).noquote() << QString(1'000'000, u'x');
    const QString message = lines().value(0).value(u"message"_s).toString();
    QVERIFY(message.size() < 17'000);
    QVERIFY2(message.endsWith(u"(1000000 characters in all)"_s), qPrintable(message.right(60)));
}

void LoggingTest::threadIsNamed()
{
    QVERIFY(installLogging(options()));
    qCInfo(importing) << "here";
    QThread *thread = QThread::create([] { qCInfo(importing) << "there"; });
    thread->setObjectName(u"writer"_s);
    thread->start();
    QVERIFY(thread->wait());
    delete thread;
    std::thread([] { qCInfo(importing) << "nameless"; }).join();
    const QList<QJsonObject> all = lines();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).value(u"thread"_s).toString(), u"main"_s);
    QCOMPARE(all.at(1).value(u"thread"_s).toString(), u"writer"_s);
    QVERIFY(!all.at(2).value(u"thread"_s).toString().isEmpty());
}

void LoggingTest::unusableFolderGoesOn()
{
    LoggingOptions wrong = options();
    wrong.folder = u"/dev/null/logs"_s;
    const Result<void> installed = installLogging(wrong);
    QVERIFY(!installed);
    QVERIFY(currentLogFile().isEmpty());
}

void LoggingTest::levelNames()
{
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        QCOMPARE(logLevelFromName(logLevelName(level).toUpper() + u' '), level);
    QVERIFY(!logLevelFromName(u"loud"_s));
    QVERIFY(!logLevelFromName(QString()));
}

void LoggingTest::terminalLineIsPlain()
{
    LogEntry entry;
    entry.level = LogLevel::Warning;
    entry.message = u"title \x1b[31mred\x07 token=abc "_s + logFields({{u"rows"_s, 1}});
    QCOMPARE(toTerminalLine(entry), "listwright: warning: title  [31mred  token=[removed]\n");
}

void LoggingTest::mirrorsWarningsToStderr()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--mirror"_s, m_folder->path()});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), "listwright: warning: loud\n");
    QCOMPARE(process.readAllStandardOutput(), "");
    QCOMPARE(lines().size(), 2);
}

void LoggingTest::warningsReachStderrWithoutAFile()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--mirror"_s, u"/dev/null/logs"_s});
    QVERIFY(process.waitForFinished());
    const QByteArrayList lines = process.readAllStandardError().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.first().contains("/dev/null/logs/listwright.log"), lines.first().constData());
    QCOMPARE(lines.last(), "listwright: warning: loud");
}

void LoggingTest::fatalMessageReachesTheDisk()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--fatal"_s, m_folder->path()});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(lines().value(0).value(u"message"_s).toString(), u"last words"_s);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    LoggingOptions options;
    options.folder = arguments.value(2);
    options.mirrorToStderr = true;
    if (arguments.value(1) == u"--mirror"_s) {
        const Result<void> installed = installLogging(options);
        qCInfo(importing) << "quiet";
        qCWarning(importing).noquote() << "loud";
        shutDownLogging();
        return installed ? 0 : 1;
    }
    if (arguments.value(1) == u"--fatal"_s) {
        const Result<void> installed = installLogging(options);
        qFatal("last words");
        return installed ? 0 : 1;
    }
    LoggingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_logging.moc"
