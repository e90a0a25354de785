// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/serveranswer.h"

class QThreadPool;

namespace listwright {

/** Answers from a thread of the pool with what the work gives; with 500 where it throws. */
void answerFromPool(QThreadPool &threads, const Responder &responder, std::function<Result<ServerAnswer>()> work);

} // namespace listwright
