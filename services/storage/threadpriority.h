// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace listwright {

/**
 * Lets other threads go before the calling one where processors are scarce, so that the window stays smooth while
 * an import keeps all of them busy. For threads that do nothing else, as it cannot be taken back without privileges.
 */
void letOthersGoFirst();

} // namespace listwright
