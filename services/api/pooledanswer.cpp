// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/pooledanswer.h"

#include <QLoggingCategory>
#include <QThreadPool>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(poolLog, "listwright.server")

} // namespace

void answerFromPool(QThreadPool &threads, const Responder &responder, std::function<Result<ServerAnswer>()> work)
{
    threads.start([responder = Responder(responder), work = std::move(work)]() mutable {
        try {
            responder.answer(ServerAnswer::of(work()));
        } catch (const std::exception &exception) { // out of a thread of the pool it would end the program
            qCCritical(poolLog) << "A handler failed:" << exception.what();
        } // the responder answers with 500 when nobody else holds it
    });
}

} // namespace listwright
