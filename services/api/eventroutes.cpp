// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/eventroutes.h"

#include "services/api/eventfeed.h"
#include "services/server/answerstream.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct EventRoutes
{
    Q_DECLARE_TR_FUNCTIONS(EventRoutes)
};

Result<QList<RecordKind>> wantedKinds(const ApiRequest &request)
{
    QList<RecordKind> kinds;
    const QStringList names = request.list(u"types"_s);
    for (const QString &name : names) {
        const auto kind = EventFeed::kindOf(name);
        if (!kind)
            return ApiRequest::wrong(u"types"_s, EventRoutes::tr("“%1” is no type of events.").arg(name));
        kinds.append(*kind);
    }
    return kinds;
}

} // namespace

void addEventRoutes(ApiRoutes &routes, EventFeed &feed)
{
    routes.handle("GET", "/api/events", ApiScope::Read, [&feed](const ApiRequest &request, Responder responder) {
        const auto kinds = wantedKinds(request);
        if (!kinds)
            return responder.answer(ServerAnswer::error(kinds.error()));
        auto stream = std::make_shared<AnswerStream>();
        feed.subscribe({.stream = stream, .kinds = *kinds, .key = ApiRequest::keyOf(request.http())},
                       request.http().header("last-event-id"));
        responder.answer({.status = 200,
                          .headers = {{"Content-Type", "text/event-stream"},
                                      {"Cache-Control", "no-store"},
                                      {"X-Accel-Buffering", "no"}}, // what nginx would gather comes at once
                          .stream = std::move(stream)});
    });
}

} // namespace listwright
