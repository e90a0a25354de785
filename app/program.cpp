// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/program.h"

#include "app/commandline.h"
#include "app/commands.h"
#include "app/languages.h"
#include "app/window.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

namespace listwright {

namespace {

int say(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    return ExitDone;
}

int showHelp(const QString &name)
{
    const auto command = findCommand(name);
    return say(command ? commandHelp(*command) : programHelp());
}

/** Where the language is read before the command line is understood. */
QString configFile(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument.startsWith(u"--config="))
            return argument.mid(9);
    }
    const QString given = arguments.value(arguments.indexOf(u"--config") + 1);
    return arguments.contains(u"--config") && !given.isEmpty() ? given : Settings::defaultFile();
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

/** What these signals are about comes back as an error of the call as well, and is said there. */
void preferErrorsToSignals()
{
    std::signal(SIGPIPE, SIG_IGN); // an import goes on when nobody reads its summary
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is a full disk
}

int sayMistake(const Invocation &invocation, bool json)
{
    Console(json, true).error({ErrorCode::InvalidInput, invocation.mistake, {}, {}});
    return ExitWrongUsage;
}

} // namespace

int runProgram(int argc, char **argv)
{
    preferErrorsToSignals();
    QCoreApplication::setApplicationName(QStringLiteral("listwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LISTWRIGHT_VERSION));
    const Invocation invocation = readInvocation(argumentsOf(argc, argv));
    if (invocation.kind == Invocation::Kind::Window)
        return runWindow(argc, argv, invocation);
    const QCoreApplication application(argc, argv);
    installLanguage(Settings(configFile(QCoreApplication::arguments())).text(SettingKey::Language));
    switch (invocation.kind) {
    case Invocation::Kind::Help:
        return showHelp(invocation.command);
    case Invocation::Kind::Version:
        return say(QStringLiteral("Listwright " LISTWRIGHT_VERSION "\n"));
    case Invocation::Kind::Mistake:
        return sayMistake(invocation, QCoreApplication::arguments().contains(u"--json"));
    case Invocation::Kind::Command:
    case Invocation::Kind::Window:
        break;
    }
    return runCommand(invocation);
}

} // namespace listwright
