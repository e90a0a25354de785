// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/exitcode.h"
#include "services/listing/rulepack.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"

#include <QCommandLineParser>

#include <functional>
#include <stop_token>

namespace listwright {

/** What a command works with. Lives in the command's thread, which may block. */
class CommandContext
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)

public:
    CommandContext(const QCommandLineParser &options, QStringList arguments, Settings &settings, Console &console,
                   std::stop_token stop);

    /** What stands on the command line after the command, without options. */
    const QStringList &arguments() const { return m_arguments; }
    bool isSet(const QString &option) const { return m_options.isSet(option); }
    QString value(const QString &option) const { return m_options.value(option); }
    QStringList values(const QString &option) const { return m_options.values(option); }
    /** The option where it is given, the setting otherwise. */
    QString valueOr(const QString &option, SettingKey key) const;
    /** A whole number of at least `minimum`; InvalidInput names the option. Nothing when it isn't given. */
    Result<std::optional<qint64>> number(const QString &option, qint64 minimum = 0) const;

    const Settings &settings() const { return m_settings; }
    Console &console() { return m_console; }
    const std::stop_token &stop() const { return m_stop; }

    /** The arguments behind the first as numbers of jobs, proposals …; InvalidInput names one that is none. */
    Result<QList<qint64>> numbersAfterAction() const;
    /** InvalidInput naming the first argument beyond `count`. */
    Result<void> atMost(qsizetype count) const;

    /** --database, LISTWRIGHT_DATABASE_URL or the settings; with the password from the environment or as kept. */
    Result<StorageLocation> location() const;
    Result<std::unique_ptr<Storage>> openForChanging() const;
    /** Also beside a running program. NotFound when there is no catalog yet. */
    Result<std::unique_ptr<Storage>> openForReading() const;
    RulePacks rulePacks();
    /** The pack named by --marketplace or the settings; NotFound lists the known ones. */
    Result<std::shared_ptr<const RulePack>> rulePack();

    /** Says why and gives the exit code. */
    int fail(const Error &error);
    int wrongUsage(const QString &message);

private:
    const QCommandLineParser &m_options;
    QStringList m_arguments;
    Settings &m_settings;
    Console &m_console;
    std::stop_token m_stop;
};

struct CommandExample
{
    QString line;
    QString meaning;
};

/** One command of the table in commands.cpp. */
struct Command
{
    QString name;
    QString arguments; ///< as in the usage line: "FILE…"
    QString summary;   ///< one line, no full stop
    QString details{};
    QList<QCommandLineOption> options{};
    QList<CommandExample> examples{};
    std::function<int(CommandContext &)> run;
};

} // namespace listwright
