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

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Program
{
    Q_DECLARE_TR_FUNCTIONS(Program)
};

int sayJson(const QJsonObject &object)
{
    Console(true, true).result(object);
    return ExitDone;
}

int say(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    return ExitDone;
}

int showHelp(const QString &name, bool json)
{
    const auto command = findCommand(name);
    const QString text = command ? commandHelp(*command) : programHelp();
    return json ? sayJson({{u"help"_s, text}}) : say(text);
}

int showVersion(bool json)
{
    return json ? sayJson({{u"version"_s, u"" LISTWRIGHT_VERSION ""_s}})
                : say(u"Listwright " LISTWRIGHT_VERSION "\n"_s);
}

/** Whether Qt would find a screen; without one it ends the program with a message of its own and a signal. */
bool hasDisplay()
{
    const QString platform = qEnvironmentVariable("QT_QPA_PLATFORM");
    const bool onScreen = platform.isEmpty() || platform.startsWith(u"xcb") || platform.startsWith(u"wayland");
    return !onScreen || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           qEnvironmentVariable("XDG_SESSION_TYPE") == u"wayland";
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

int sayNoDisplay(bool json)
{
    Console(json, true)
        .error({ErrorCode::Unsupported,
                Program::tr("There is no display to show the window on. “listwright help” names the "
                            "commands that need none."),
                {},
                {}});
    return ExitFailed;
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
    if (invocation.kind == Invocation::Kind::Window && hasDisplay())
        return runWindow(argc, argv, invocation);
    const QCoreApplication application(argc, argv);
    installLanguage(Settings(configFile(QCoreApplication::arguments())).text(SettingKey::Language));
    const bool json = QCoreApplication::arguments().contains(u"--json");
    switch (invocation.kind) {
    case Invocation::Kind::Help:
        return showHelp(invocation.command, json);
    case Invocation::Kind::Version:
        return showVersion(json);
    case Invocation::Kind::Mistake:
        return sayMistake(invocation, json);
    case Invocation::Kind::Window:
        return sayNoDisplay(json);
    case Invocation::Kind::Command:
        break;
    }
    return runCommand(invocation);
}

} // namespace listwright
