// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace listwright::test {

/** What the program said and how it ended. */
struct Run
{
    int code = -1;
    QByteArray output;
    QByteArray errors;

    QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
    QByteArray all() const { return "exit " + QByteArray::number(code) + "\n" + output + errors; }
};

/** The real program in a folder, home and database of its own. */
class Program
{
public:
    Program()
    {
        m_environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : m_environment.keys()) {
            if (name.startsWith(QLatin1String("LISTWRIGHT_")) || name.startsWith(QLatin1String("XDG_")))
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
        process.start(QStringLiteral(LISTWRIGHT_BINARY), arguments);
    }

    Run run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        start(process, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return {-2, process.readAllStandardOutput(), "did not end: " + process.errorString().toUtf8()};
        const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -3;
        return {code, process.readAllStandardOutput(), process.readAllStandardError()};
    }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
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

/** Fails with everything the program said when the code is another. */
#define COMPARE_CODE(run, expected) QVERIFY2((run).code == (expected), (run).all().constData())
