// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"

namespace listwright {

QList<Command> allCommands()
{
    return {importCommand(), scoreCommand(),    optimizeCommand(), proposalsCommand(), validateCommand(),
            exportCommand(), productsCommand(), importsCommand(),  undoCommand(),      jobsCommand(),
            workerCommand(), serveCommand(),    keysCommand(),     databaseCommand(),  demoCommand()};
}

std::optional<Command> findCommand(const QString &name)
{
    for (Command &command : allCommands()) {
        if (command.name == name)
            return std::move(command);
    }
    return {};
}

} // namespace listwright
