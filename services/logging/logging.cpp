// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logging.h"

#include "services/logging/logline.h"
#include "services/logging/logwriter.h"

#include <QLoggingCategory>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <shared_mutex>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(logging, "listwright.logging")

using namespace std::chrono_literals;

// Qt's message handler is a plain function, so what it writes to has to be reachable without an object.
std::shared_mutex writerMutex;
std::unique_ptr<LogWriter> writer;
std::atomic<LogLevel> threshold = LogLevel::Info;
std::atomic<bool> mirror = false;

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

QString threadName()
{
    const QThread *thread = QThread::currentThread();
    if (QCoreApplication *application = QCoreApplication::instance(); application && application->thread() == thread)
        return QStringLiteral("main");
    if (!thread->objectName().isEmpty())
        return thread->objectName();
    return QString::number(reinterpret_cast<quintptr>(QThread::currentThreadId()), 16);
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const LogLevel level = levelOf(type);
    if (level < threshold)
        return;
    const QString category = QString::fromLatin1(context.category ? context.category : "default");
    const LogEntry entry{QDateTime::currentDateTimeUtc(), level, category, message, threadName()};
    const std::shared_lock lock(writerMutex);
    if (writer)
        writer->append(toLogLine(entry));
    if ((level >= LogLevel::Warning && (mirror || !writer)) || type == QtFatalMsg) {
        const QByteArray line = toTerminalLine(entry);
        std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    }
    // The program ends right after a fatal message; its last words must be on the disk.
    if (writer && type == QtFatalMsg)
        writer->flush(2s);
}

/** Switched off at the category, a debug message costs nothing. QT_LOGGING_RULES still has the last word. */
void applyFilterRules(LogLevel level)
{
    QLoggingCategory::setFilterRules(level == LogLevel::Debug ? QStringLiteral("*.debug=false\nlistwright.*.debug=true")
                                                              : QStringLiteral("*.debug=false"));
}

} // namespace

std::optional<LogLevel> logLevelFromName(const QString &name)
{
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        if (logLevelName(level).compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return level;
    }
    return {};
}

QString logLevelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QStringLiteral("debug");
    case LogLevel::Info:
        return QStringLiteral("info");
    case LogLevel::Warning:
        return QStringLiteral("warning");
    case LogLevel::Error:
        break;
    }
    return QStringLiteral("error");
}

Result<void> installLogging(const LoggingOptions &options)
{
    auto file = std::make_unique<LogFile>(options.folder, options.maximumBytes, options.files);
    const Result<void> opened = file->open();
    {
        const std::unique_lock lock(writerMutex);
        writer = opened ? std::make_unique<LogWriter>(std::move(file)) : nullptr;
    }
    mirror = options.mirrorToStderr;
    setLogLevel(options.level);
    qInstallMessageHandler(handleMessage);
    if (!opened)
        qCWarning(logging).noquote() << opened.error().message;
    return opened;
}

void shutDownLogging()
{
    qInstallMessageHandler(nullptr);
    const std::unique_lock lock(writerMutex);
    writer.reset();
}

void setLogLevel(LogLevel level)
{
    threshold = level;
    applyFilterRules(level);
}

QString currentLogFile()
{
    const std::shared_lock lock(writerMutex);
    return writer ? writer->path() : QString();
}

} // namespace listwright
