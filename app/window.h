// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace listwright {

struct Invocation;

/** Builds the services, shows the window and stops everything in reverse order. Returns the exit code. */
int runWindow(int argc, char **argv, const Invocation &invocation);

} // namespace listwright
