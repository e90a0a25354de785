// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/receivedrequest.h"
#include "services/server/serveranswer.h"

namespace listwright {

/** The answer with its ETag, made from the body where it has none; without its body (304) where the client has it. */
ServerAnswer tagged(const ReceivedRequest &request, ServerAnswer answer);

} // namespace listwright
