// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace listwright {

/** The table of commands, in the order of the help. Made anew so that texts follow the language. */
QList<Command> allCommands();
std::optional<Command> findCommand(const QString &name);

// One maker a command, each in the file of its group.
Command importCommand();
Command scoreCommand();
Command optimizeCommand();
Command proposalsCommand();
Command validateCommand();
Command exportCommand();
Command productsCommand();
Command importsCommand();
Command undoCommand();
Command jobsCommand();
Command workerCommand();
Command serveCommand();
Command keysCommand();
Command databaseCommand();
Command demoCommand();

} // namespace listwright
