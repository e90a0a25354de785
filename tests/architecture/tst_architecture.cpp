// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/architecture/architecturecheck.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QString header = u"// SPDX-FileCopyrightText: The Listwright authors\n"
                       "// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<SourceFile> sourcesOfTheProject()
{
    const QDir root(QStringLiteral(LISTWRIGHT_SOURCE_DIR));
    QList<SourceFile> files;
    for (const QString &folder : {u"app"_s, u"cmake"_s, u"models"_s, u"services"_s, u"tests"_s, u"ui"_s}) {
        QDirIterator iterator(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            const QString path = iterator.next();
            files.append({root.relativeFilePath(path), textOf(path)});
        }
    }
    return files;
}

} // namespace

class ArchitectureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProjectKeepsItsRules();
    void domainLinksQtCoreOnly();
    void findsPlanted_data();
    void findsPlanted();
    void allows_data();
    void allows();
    void filesNeedTheirHeader();
    void commentsAndStringsAreNotCode();
    void namesTheLine();
};

void ArchitectureTest::theProjectKeepsItsRules()
{
    const QList<SourceFile> files = sourcesOfTheProject();
    QVERIFY2(files.size() > 20, "the sources were not found");
    QStringList problems;
    for (const SourceFile &file : files) {
        for (const Violation &violation : violations(file))
            problems.append(u"%1:%2: %3"_s.arg(violation.path).arg(violation.line).arg(violation.rule));
    }
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
}

void ArchitectureTest::domainLinksQtCoreOnly()
{
    const QString text = textOf(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/models/domain/CMakeLists.txt"));
    QVERIFY(text.contains(u"listwright_library(listwright_domain"_s));
    QVERIFY2(!text.contains(u"Qt6::"_s), "models/domain needs QtCore only, which every library has");
}

void ArchitectureTest::findsPlanted_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::newRow("domain, service") << u"models/domain/a.cpp"_s << u"#include \"services/storage/storage.h\""_s;
    QTest::newRow("domain, tables") << u"models/domain/a.cpp"_s << u"#include \"models/tables/table.h\""_s;
    QTest::newRow("tables, service") << u"models/tables/a.h"_s << u"#include \"services/storage/storage.h\""_s;
    QTest::newRow("service, ui") << u"services/jobs/a.cpp"_s << u"#include \"ui/mainwindow.h\""_s;
    QTest::newRow("service, tables") << u"services/jobs/a.cpp"_s << u"  #  include \"models/tables/table.h\""_s;
    QTest::newRow("service, app") << u"services/jobs/a.cpp"_s << u"#include \"app/application.h\""_s;
    QTest::newRow("ui, app") << u"ui/catalog/a.cpp"_s << u"#include \"app/application.h\""_s;
    QTest::newRow("app, tests") << u"app/a.cpp"_s << u"#include \"tests/support/postgresserver.h\""_s;
    QTest::newRow("relative include") << u"ui/catalog/a.cpp"_s << u"#include \"b.h\""_s;
    QTest::newRow("SQL in ui") << u"ui/catalog/a.cpp"_s << u"#include <QSqlQuery>"_s;
    QTest::newRow("SQLite in importing") << u"services/importing/a.cpp"_s << u"sqlite3_step(statement);"_s;
    QTest::newRow("libpq in jobs") << u"services/jobs/a.cpp"_s << u"PQexec(connection, sql);"_s;
    QTest::newRow("network") << u"services/publishing/a.cpp"_s << u"QNetworkAccessManager manager;"_s;
    QTest::newRow("server") << u"services/jobs/a.cpp"_s << u"QHttpServer server;"_s;
    QTest::newRow("settings") << u"ui/settings/a.cpp"_s << u"QSettings settings;"_s;
    QTest::newRow("keychain") << u"services/settings/a.cpp"_s << u"#include <qt6keychain/keychain.h>"_s;
    QTest::newRow("OpenSSL") << u"services/net/a.cpp"_s << u"#include <openssl/ssl.h>"_s;
    QTest::newRow("widget in service") << u"services/jobs/a.h"_s << u"void show(QWidget *parent);"_s;
    QTest::newRow("dialog in tables") << u"models/tables/a.cpp"_s << u"QMessageBox::warning({}, {}, {});"_s;
    QTest::newRow("icon of the desktop") << u"ui/a.cpp"_s << u"const QIcon icon = QIcon::fromTheme(name);"_s;
    QTest::newRow("singleton") << u"services/jobs/a.h"_s << u"static Jobs &instance();"_s;
    QTest::newRow("events") << u"ui/a.cpp"_s << u"QCoreApplication::processEvents();"_s;
    QTest::newRow("terminate") << u"services/jobs/a.cpp"_s << u"m_thread->terminate();"_s;
    QTest::newRow("sleep") << u"services/jobs/a.cpp"_s << u"QThread::msleep(10);"_s;
    QTest::newRow("standard sleep") << u"services/jobs/a.cpp"_s << u"std::this_thread::sleep_for(1s);"_s;
    QTest::newRow("wait in a test") << u"tests/ui/tst_a.cpp"_s << u"QTest::qWait(100);"_s;
    QTest::newRow("keyword") << u"ui/a.cpp"_s << u"    emit changed();"_s;
    QTest::newRow("deprecated literal") << u"tests/ui/tst_a.cpp"_s << u"const QString a = u\"b\"_qs;"_s;
    QTest::newRow("version of Qt") << u"ui/a.cpp"_s << u"#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)"_s;
    QTest::newRow("JSON in a header") << u"services/jobs/a.h"_s << u"#include <nlohmann/json.hpp>"_s;
    QTest::newRow("unfinished") << u"ui/a.cpp"_s << u"// TODO: later"_s;
    QTest::newRow("capital letter") << u"ui/MainWindow.cpp"_s << u"int one;"_s;
}

void ArchitectureTest::findsPlanted()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    const QString pragma = path.endsWith(u".h"_s) ? u"#pragma once\n"_s : QString();
    QCOMPARE(violations({path, header + pragma + u"int before;\n"_s + line + u"\nint after;\n"_s}).size(), 1);
}

void ArchitectureTest::allows_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::newRow("service, domain") << u"services/jobs/a.cpp"_s << u"#include \"models/domain/error.h\""_s;
    QTest::newRow("ui, tables") << u"ui/a.cpp"_s << u"#include \"models/tables/table.h\""_s;
    QTest::newRow("storage owns SQL") << u"services/storage/a.cpp"_s << u"QSqlQuery query; sqlite3_step(s);"_s;
    QTest::newRow("a test looks into the database") << u"tests/services/storage/tst_a.cpp"_s << u"QSqlQuery query;"_s;
    QTest::newRow("settings owns QSettings") << u"services/settings/a.cpp"_s << u"QSettings settings;"_s;
    QTest::newRow("ui owns widgets") << u"ui/a.h"_s << u"class A : public QWidget {};"_s;
    QTest::newRow("the application object") << u"ui/a.cpp"_s << u"QCoreApplication::instance()->quit();"_s;
    QTest::newRow("JSON in a source") << u"services/jobs/a.cpp"_s << u"#include <nlohmann/json.hpp>"_s;
    QTest::newRow("the header for versions of Qt") << u"ui/style/qtcompat.h"_s << u"#if QT_VERSION > 0"_s;
    QTest::newRow("moc") << u"tests/ui/tst_a.cpp"_s << u"#include \"tst_a.moc\""_s;
    QTest::newRow("words") << u"services/jobs/a.cpp"_s << u"bool asleep = instances() && sleepless;"_s;
    QTest::newRow("comment") << u"services/jobs/a.cpp"_s << u"int a; // not a QWidget, no processEvents()"_s;
    QTest::newRow("string") << u"services/jobs/a.cpp"_s << u"auto a = \"QSettings settings;\";"_s;
}

void ArchitectureTest::allows()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    const QString pragma = path.endsWith(u".h"_s) ? u"#pragma once\n"_s : QString();
    QStringList problems;
    for (const Violation &violation : violations({path, header + pragma + line + u'\n'}))
        problems.append(violation.rule);
    QCOMPARE(problems, QStringList());
}

void ArchitectureTest::filesNeedTheirHeader()
{
    QCOMPARE(violations({u"ui/a.cpp"_s, header}).size(), 0);
    QCOMPARE(violations({u"ui/a.cpp"_s, u"int a;\n"_s}).size(), 1);
    QCOMPARE(violations({u"ui/a.cpp"_s, QString(header).replace(u"3.0"_s, u"2.0"_s)}).size(), 1);
    QCOMPARE(violations({u"ui/a.h"_s, header}).size(), 1);
    QCOMPARE(violations({u"ui/a.h"_s, header + u"#pragma once\n"_s}).size(), 0);
}

void ArchitectureTest::commentsAndStringsAreNotCode()
{
    QCOMPARE(codeOnly(u"a /* b\nc */ d"_s), u"a     \n     d"_s);
    QCOMPARE(codeOnly(u"a // b\nc"_s), u"a     \nc"_s);
    QCOMPARE(codeOnly(u"f(\"// \\\" no\") g"_s), u"f(          ) g"_s);
    QCOMPARE(codeOnly(u"x R\"(a \" // b)\" y"_s), u"x               y"_s);
    QCOMPARE(codeOnly(u"'\"' a '\"'"_s), u"    a    "_s);
    QCOMPARE(codeOnly(u"#include \"a/b.h\""_s), u"#include \"a/b.h\""_s);
}

void ArchitectureTest::namesTheLine()
{
    const QList<Violation> found = violations({u"ui/a.cpp"_s, header + u"\n/* two\nlines */\nQSettings s;\n"_s});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().line, 6);
    QCOMPARE(found.first().path, u"ui/a.cpp"_s);
}

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
