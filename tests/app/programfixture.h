// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ordinaryrights.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>

namespace listwright::test {

/** What the program said and how it ended. */
class Run
{
public:
    int code = -1;
    QByteArray output;
    QByteArray errors;

    QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
    /** Of the result's list, e.g. "imports". */
    QJsonObject first(const QString &list) const { return json().value(list).toArray().at(0).toObject(); }
    QString errorCode() const { return error(u"code"); }
    QString errorMessage() const { return error(u"message"); }
    /** The error says this of that file, database or address, to programs and, in the same words, to people. */
    bool names(QStringView cause, QStringView what) const
    {
        const QString message = errorMessage();
        return message.contains(cause) && message.contains(what) &&
               errors.contains(QString(u"listwright: " + message).toUtf8());
    }
    QByteArray all() const { return "exit " + QByteArray::number(code) + "\n" + output + errors; }

private:
    QString error(QStringView member) const
    {
        return json().value(QStringLiteral("error")).toObject().value(member).toString();
    }
};

/** The real program in a folder, home and database of its own. */
class Program
{
public:
    Program()
    {
        m_environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : m_environment.keys()) {
            if (name.startsWith(QLatin1String("LISTWRIGHT_")) || name.startsWith(QLatin1String("XDG_")) ||
                name.startsWith(QLatin1String("DBUS_")))
                m_environment.remove(name);
        }
        set("HOME", m_folder.path());
        set("XDG_DATA_HOME", file(QStringLiteral("data")));
        set("XDG_CONFIG_HOME", file(QStringLiteral("config")));
        set("XDG_CACHE_HOME", file(QStringLiteral("cache")));
        set("LISTWRIGHT_DATABASE_URL", QStringLiteral("sqlite://") + database());
        set("LC_ALL", QStringLiteral("C.UTF-8"));
    }

    void set(const char *variable, const QString &value) { m_environment.insert(QLatin1String(variable), value); }
    /** Called in the started process before the program runs: only what is safe between fork and exec. */
    void setChild(std::function<void()> prepare) { m_prepareChild = std::move(prepare); }
    QString folder() const { return m_folder.path(); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString database() const { return file(QStringLiteral("catalog.db")); }

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile target(file(name));
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(target.fileName()));
        return target.fileName();
    }

    QByteArray read(const QString &name) const
    {
        QFile source(file(name));
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
    }

    /** Starts without waiting; for interrupting it. */
    void start(QProcess &process, const QStringList &arguments) const
    {
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(m_folder.path());
        if (m_prepareChild)
            process.setChildProcessModifier(m_prepareChild);
        process.start(QStringLiteral(LISTWRIGHT_BINARY), arguments);
    }

    Run run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        start(process, arguments);
        process.write(input);
        process.closeWriteChannel();
        return finished(process);
    }

    /** Waits for its end: code -2 when it does not come, -3 when a signal ended it. */
    static Run finished(QProcess &process)
    {
        Run run;
        if (process.state() != QProcess::NotRunning && !process.waitForFinished(120'000)) {
            run.code = -2;
            run.errors = "did not end: " + process.errorString().toUtf8();
            return run;
        }
        run.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -3;
        run.output = process.readAllStandardOutput();
        run.errors = process.readAllStandardError();
        return run;
    }

    /** Products of the catalog; -1 when they cannot be counted. */
    qint64 totalProducts() const
    {
        const Run listed = run({QStringLiteral("products"), QStringLiteral("list"), QStringLiteral("--limit"),
                                QStringLiteral("0"), QStringLiteral("--json")});
        return listed.json().value(QStringLiteral("total")).toInteger(-1);
    }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    std::function<void()> m_prepareChild;
};

/** Products that are fine, in our own layout's columns. */
inline QByteArray productsCsv(int count, int first = 0)
{
    QByteArray csv = "source_platform,source_id,sku,title_original,description_original,brand,price,currency,quantity,"
                     "images\n";
    for (int i = first; i < first + count; ++i) {
        const QByteArray number = QByteArray::number(i);
        csv += "shop," + number + ",SKU-" + number + ",Nordkap desk lamp number " + number +
               " with dimmer and oak foot,\"<p>A lamp,\nwith a foot of oak.</p>\",Nordkap,19.90,EUR,5,"
               "\"[{\"\"url\"\":\"\"https://shop.example/" +
               number + ".jpg\"\"}]\"\n";
    }
    return csv;
}

} // namespace listwright::test

/** Fails with everything the program said when the code is another. Runs `run` once, unlike QVERIFY2 would. */
#define COMPARE_CODE(run, expected)                                                                                    \
    do {                                                                                                               \
        const listwright::test::Run &outcomeOfRun = (run);                                                             \
        QVERIFY2(outcomeOfRun.code == (expected), outcomeOfRun.all().constData());                                     \
    } while (false)
