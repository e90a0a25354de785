// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace listwright {

/** The whole program: a command, or the window when none is given. Returns the exit code (app/exitcode.h). */
int runProgram(int argc, char **argv);

} // namespace listwright
