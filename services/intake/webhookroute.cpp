// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/webhookroute.h"

#include "services/intake/receivedevent.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct WebhookTexts
{
    Q_DECLARE_TR_FUNCTIONS(Webhook)
};

WebhookProof proofOf(const ReceivedRequest &request)
{
    return {request.header("x-webhook-secret"), request.header("x-timestamp"), request.header("x-signature")};
}

QString refusal(WebhookGuard::Verdict verdict)
{
    switch (verdict) {
    case WebhookGuard::Verdict::Good:
        break;
    case WebhookGuard::Verdict::Missing:
        return WebhookTexts::tr("The header X-Webhook-Secret is missing.");
    case WebhookGuard::Verdict::Unsigned:
        return WebhookTexts::tr("A signature is needed here, in the headers X-Timestamp and X-Signature.");
    case WebhookGuard::Verdict::Undated:
        return WebhookTexts::tr("The header X-Timestamp is missing, or holds no seconds since 1970.");
    case WebhookGuard::Verdict::Unfit:
        return WebhookTexts::tr("The signature fits neither the body nor the secret.");
    case WebhookGuard::Verdict::Wrong:
        return WebhookTexts::tr("The webhook's secret is wrong.");
    case WebhookGuard::Verdict::Stale:
        return WebhookTexts::tr("The signature is too old, or the clocks of both sides differ.");
    case WebhookGuard::Verdict::Repeated:
        return WebhookTexts::tr("This request was received before.");
    }
    return {};
}

ServerAnswer unauthorized(WebhookGuard::Verdict verdict)
{
    ServerAnswer answer = ServerAnswer::error(401, u"unauthorized"_s, refusal(verdict));
    answer.headers.emplaceBack("WWW-Authenticate", "X-Webhook-Secret");
    return answer;
}

/** The answer to one that may not send, which the inbox shows without its body. */
ServerAnswer refuse(IntakeQueue &queue, const ReceivedRequest &request, WebhookGuard::Verdict verdict)
{
    ServerAnswer answer = unauthorized(verdict);
    WebhookEvent event = refusedEvent(request);
    event.outcome = WebhookOutcome::Unauthorized;
    event.status = answer.status;
    event.answer = answer.body;
    event.error = refusal(verdict);
    queue.note(std::move(event));
    return answer;
}

bool mayBeKnownSoon(WebhookGuard::Verdict verdict, const SecretFollower *follower)
{
    const bool unknown = verdict == WebhookGuard::Verdict::Wrong || verdict == WebhookGuard::Verdict::Unfit;
    return unknown && follower && follower->mayHaveChanged();
}

void receive(WebhookGuard &guard, IntakeQueue &queue, SecretFollower *follower, Exchange exchange)
{
    const ReceivedRequest &request = *exchange.request;
    const WebhookProof proof = proofOf(request);
    WebhookEvent event = receivedEvent(request);
    const auto verdict = guard.check(proof, request.body, event.receivedAt);
    if (mayBeKnownSoon(verdict, follower))
        return follower->whenRead([&guard, &queue, exchange] { receive(guard, queue, nullptr, exchange); });
    if (verdict != WebhookGuard::Verdict::Good)
        return exchange.responder.answer(refuse(queue, request, verdict));
    event.body = request.body;
    if (proof.signature.isEmpty())
        return queue.submit(std::move(event), exchange.responder);
    if (!guard.remember(proof, event.receivedAt)) // another of them came while this one was checked
        return exchange.responder.answer(refuse(queue, request, WebhookGuard::Verdict::Repeated));
    Responder forgetting([&guard, proof, responder = exchange.responder](ServerAnswer answer) mutable {
        if (answer.status >= 300) // what was not stored may come again as it is
            guard.forget(proof);
        responder.answer(std::move(answer));
    });
    queue.submit(std::move(event), std::move(forgetting));
}

} // namespace

RouteTable::Route webhookRoute(WebhookGuard &guard, IntakeQueue &queue, SecretFollower *follower)
{
    const auto admit = [&guard, &queue, follower](const ReceivedRequest &head) -> std::optional<ServerAnswer> {
        const auto verdict = guard.checkHead(proofOf(head), QDateTime::currentDateTimeUtc());
        if (verdict == WebhookGuard::Verdict::Good || mayBeKnownSoon(verdict, follower))
            return {};
        return refuse(queue, head, verdict);
    };
    const auto handler = [&guard, &queue, follower](Exchange exchange) {
        receive(guard, queue, follower, std::move(exchange));
    };
    return {.method = "POST", .pattern = webhookPath, .takesBody = true, .handler = handler, .admit = admit};
}

} // namespace listwright
