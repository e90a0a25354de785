// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "services/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &name)
{
    QFile file(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/packaging/systemd/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool isSetting(const QString &variable)
{
    return variable == u"LISTWRIGHT_SETTINGS_FILE" ||
           std::ranges::any_of(Settings::definitions(), [&variable](const SettingDefinition &definition) {
               return definition.environmentVariable == variable;
           });
}

} // namespace

/** The units for systemd, and what stands beside them. */
class TestServiceFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unitsAreUnderstood_data();
    void unitsAreUnderstood();
    void commandsExist_data() { unitsAreUnderstood_data(); }
    void commandsExist();
    void variablesExist_data();
    void variablesExist();
};

void TestServiceFiles::unitsAreUnderstood_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("ofUser");
    QTest::newRow("server") << u"listwright.service"_s << false;
    QTest::newRow("worker") << u"listwright-worker.service"_s << false;
    QTest::newRow("server of a person") << u"listwright-user.service"_s << true;
}

void TestServiceFiles::unitsAreUnderstood()
{
    QFETCH(QString, file);
    QFETCH(bool, ofUser);
    if (QStandardPaths::findExecutable(u"systemd-analyze"_s).isEmpty())
        QSKIP("systemd-analyze is not installed");
    const QTemporaryDir folder;
    QFile unit(folder.filePath(file));
    QVERIFY(unit.open(QIODevice::WriteOnly));
    unit.write(textOf(file)
                   .replace(u"ExecStart=listwright "_s, u"ExecStart="_s + QStringLiteral(LISTWRIGHT_BINARY) + u' ')
                   .toUtf8());
    unit.close();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
    process.setProcessEnvironment(environment);
    process.start(u"systemd-analyze"_s, QStringList{u"verify"_s, u"--man=no"_s} +
                                            (ofUser ? QStringList{u"--user"_s} : QStringList()) +
                                            QStringList{unit.fileName()});
    QVERIFY(process.waitForFinished());
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0 && !said.contains(file.toUtf8()), said);
}

void TestServiceFiles::commandsExist()
{
    QFETCH(QString, file);
    static const QRegularExpression start(u"^ExecStart=listwright (\\w+)$"_s, QRegularExpression::MultilineOption);
    const QString command = start.match(textOf(file)).captured(1);
    QVERIFY2(!command.isEmpty() && findCommand(command), qPrintable(command));
}

void TestServiceFiles::variablesExist_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file :
         {"listwright.env", "listwright.service", "listwright-worker.service", "listwright-user.service"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestServiceFiles::variablesExist()
{
    QFETCH(QString, file);
    static const QRegularExpression variable(u"\\b(LISTWRIGHT_[A-Z_]+)="_s);
    const QString text = textOf(file);
    QVERIFY(!text.isEmpty());
    for (auto each = variable.globalMatch(text); each.hasNext();) {
        const QString name = each.next().captured(1);
        QVERIFY2(isSetting(name), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestServiceFiles)
#include "tst_servicefiles.moc"
