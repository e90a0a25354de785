// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include "app/commands.h"
#include "app/interruption.h"
#include "services/logging/logging.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/** Options every command has. */
QList<QCommandLineOption> commonOptions()
{
    return {
        {u"database"_s,
         CommandLine::tr("The catalog: sqlite:///path, a path, or postgresql://user@host:port/name. Otherwise "
                         "LISTWRIGHT_DATABASE_URL or the settings' one."),
         u"URL"_s},
        {u"config"_s, CommandLine::tr("Settings file to read instead of the usual one."), u"FILE"_s},
        {u"json"_s, CommandLine::tr("Write the result as one JSON object.")},
        {{u"q"_s, u"quiet"_s}, CommandLine::tr("Show no progress.")},
        {u"verbose"_s, CommandLine::tr("Show warnings of the log on standard error.")},
        {{u"h"_s, u"help"_s}, CommandLine::tr("Show this help.")},
    };
}

bool takesValue(const QString &argument)
{
    return argument == u"--database" || argument == u"--config";
}

/** Position of the first argument that is no option, or -1. */
qsizetype firstWord(const QStringList &arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (takesValue(argument))
            ++i;
        else if (!argument.startsWith(u'-') || argument == u"-")
            return i;
    }
    return -1;
}

QString optionSignature(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names.append((name.size() == 1 ? u"-"_s : u"--"_s) + name);
    QString text = names.join(u", ");
    if (!option.valueName().isEmpty())
        text += u' ' + option.valueName();
    return text;
}

QString wrapped(const QString &text, int indent)
{
    constexpr int width = 80;
    const QString margin(indent, u' ');
    QString result;
    QString line = margin;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (line.size() + word.size() + 1 > width && line.size() > indent) {
            result += line + u'\n';
            line = margin;
        }
        line += (line.size() > indent ? u" "_s : QString()) + word;
    }
    return result + line + u'\n';
}

QString optionsHelp(const QList<QCommandLineOption> &options)
{
    constexpr int column = 26;
    QString text;
    for (const QCommandLineOption &option : options) {
        const QString signature = u"  " + optionSignature(option);
        const QString description = wrapped(option.description(), column);
        if (signature.size() < column - 1)
            text += signature.leftJustified(column) + description.mid(column);
        else
            text += signature + u'\n' + description;
    }
    return text;
}

QString exitCodesHelp()
{
    return CommandLine::tr("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected records.") + u'\n';
}

Invocation mistake(const QString &text)
{
    return {.kind = Invocation::Kind::Mistake, .mistake = text};
}

Invocation windowInvocation(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(commonOptions());
    if (!parser.parse(arguments))
        return mistake(parser.errorText());
    Invocation invocation;
    invocation.files = parser.positionalArguments();
    invocation.database = parser.value(u"database"_s);
    invocation.config = parser.value(u"config"_s);
    for (const QString &file : std::as_const(invocation.files)) {
        if (!QFileInfo::exists(file))
            return mistake(CommandLine::tr("“%1” is neither a command nor a file.").arg(file));
    }
    return invocation;
}

Invocation helpInvocation(const QString &command)
{
    if (!command.isEmpty() && !findCommand(command))
        return mistake(CommandLine::tr("There is no command “%1”.").arg(command));
    return {.kind = Invocation::Kind::Help, .command = command};
}

void startLogging(const Settings &settings, bool verbose)
{
    LoggingOptions options;
    options.folder = settings.text(SettingKey::DataFolder) + u"/logs";
    options.level = logLevelFromName(settings.text(SettingKey::LogLevel)).value_or(LogLevel::Warning);
    options.mirrorToStderr = verbose;
    // A command does its work without a log as well; the logging itself says on standard error what is in its way.
    static_cast<void>(installLogging(options));
}

int runParsed(const Command &command, const QCommandLineParser &parser, Console &console, const std::stop_token &stop)
{
    const QString config = parser.value(u"config"_s);
    if (!config.isEmpty() && !QFileInfo(config).isFile()) {
        console.error({ErrorCode::NotFound, CommandLine::tr("There is no settings file %1.").arg(config), {}, {}});
        return ExitFailed;
    }
    Settings settings(config.isEmpty() ? Settings::defaultFile() : config);
    startLogging(settings, parser.isSet(u"verbose"_s));
    for (const QString &problem : settings.problems())
        console.note(problem);
    CommandContext context(parser, parser.positionalArguments(), settings, console, stop);
    const auto understood = command.arguments.isEmpty() ? context.atMost(0) : Result<void>();
    const int code = understood ? command.run(context) : context.wrongUsage(understood.error().message);
    shutDownLogging();
    if (!console.outputProblem())
        return code;
    console.complaint(*console.outputProblem());
    return ExitFailed;
}

int parseAndRun(const Invocation &invocation, const std::stop_token &stop)
{
    const auto command = findCommand(invocation.command);
    QCommandLineParser parser;
    parser.addOptions(command->options);
    parser.addOptions(commonOptions());
    const bool understood = parser.parse(QStringList(u"listwright"_s) + invocation.arguments);
    Console console(parser.isSet(u"json"_s), parser.isSet(u"quiet"_s));
    if (understood)
        return runParsed(*command, parser, console, stop);
    console.error({ErrorCode::InvalidInput, parser.errorText(), {}, {}});
    console.note(CommandLine::tr("“listwright help %1” shows what it understands.").arg(command->name));
    return ExitWrongUsage;
}

} // namespace

Invocation readInvocation(const QStringList &arguments)
{
    const qsizetype word = firstWord(arguments);
    const QString command = word < 0 ? QString() : arguments.at(word);
    const bool help = arguments.contains(u"--help") || arguments.contains(u"-h");
    if (command == u"help")
        return helpInvocation(arguments.value(word + 1));
    if (word >= 0 && findCommand(command)) {
        if (help)
            return helpInvocation(command);
        QStringList rest = arguments.mid(1);
        rest.removeAt(word - 1);
        return {.kind = Invocation::Kind::Command, .command = command, .arguments = rest};
    }
    if (help)
        return helpInvocation({});
    if (arguments.contains(u"--version") || arguments.contains(u"-v"))
        return {.kind = Invocation::Kind::Version};
    return windowInvocation(arguments);
}

int runCommand(const Invocation &invocation)
{
    Interruption interruption;
    int code = ExitFailed;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { code = parseAndRun(invocation, interruption.token()); }));
    thread->setObjectName(u"command"_s);
    QObject::connect(thread.get(), &QThread::finished, QCoreApplication::instance(), &QCoreApplication::quit);
    thread->start();
    QCoreApplication::exec();
    thread->wait();
    return code;
}

QString programHelp()
{
    QString text = CommandLine::tr("Listwright – a seller's workbench: products in, good listings out.") + u"\n\n";
    text += CommandLine::tr("Usage:") + u'\n';
    text += u"  listwright [" + CommandLine::tr("FILE…") + u"]              " +
            CommandLine::tr("open the window, with the import preview on the files") + u'\n';
    text += u"  listwright " + CommandLine::tr("COMMAND [OPTIONS] …") + u"    " +
            CommandLine::tr("work without a window") + u"\n\n";
    text += CommandLine::tr("Commands:") + u'\n';
    for (const Command &command : allCommands())
        text += u"  " + command.name.leftJustified(12) + command.summary + u'\n';
    text += u'\n' + CommandLine::tr("Options of every command:") + u'\n' + optionsHelp(commonOptions());
    text += optionsHelp({{u"version"_s, CommandLine::tr("Show the version.")}}) + u'\n';
    text += CommandLine::tr("“listwright help COMMAND” shows a command's options and examples.") + u'\n';
    return text + exitCodesHelp();
}

QString commandHelp(const Command &command)
{
    QString text = command.summary + u".\n\n";
    text += CommandLine::tr("Usage:") + u"\n  listwright " + command.name + u' ' + CommandLine::tr("[OPTIONS]") + u' ' +
            command.arguments;
    text = text.trimmed() + u"\n\n";
    if (!command.details.isEmpty()) {
        for (const QString &paragraph : command.details.split(u'\n'))
            text += wrapped(paragraph, 0);
        text += u'\n';
    }
    if (!command.options.isEmpty())
        text += CommandLine::tr("Options:") + u'\n' + optionsHelp(command.options) + u'\n';
    text += CommandLine::tr("Options of every command:") + u'\n' + optionsHelp(commonOptions()) + u'\n';
    if (!command.examples.isEmpty()) {
        text += CommandLine::tr("Examples:") + u'\n';
        for (const CommandExample &example : command.examples)
            text += u"  listwright " + example.line + u'\n' + wrapped(example.meaning, 6);
        text += u'\n';
    }
    return text + exitCodesHelp();
}

} // namespace listwright
