// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace listwright {

/** What a command line asks for, before anything of Qt runs. */
struct Invocation
{
    enum class Kind { Window, Command, Help, Version, Mistake };
    Kind kind = Kind::Window;
    QString command{};       ///< of Command, and of Help where one command's is wanted
    QStringList arguments{}; ///< without the program's name and the command; options stay
    QStringList files{};     ///< of Window: to open the import preview on
    QString database{};      ///< of Window
    QString config{};        ///< of Window
    QString mistake{};       ///< translated
};

/** `arguments` begin with the program's name. Looks at the disk only to tell a file from a mistyped command. */
Invocation readInvocation(const QStringList &arguments);

/** Runs a command in a thread of its own while this one waits for signals. Needs a QCoreApplication. */
int runCommand(const Invocation &invocation);

QString programHelp();
QString commandHelp(const Command &command);

} // namespace listwright
