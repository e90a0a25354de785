// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/shownrequest.h"

#include "services/intake/intakeanswer.h"
#include "services/storage/productrepository.h"
#include "services/storage/webhookrepository.h"
#include "ui/inbox/payloadtext.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** The answer of a job's import; of any other nothing, as that tells of each product. */
QJsonObject countsOf(const WebhookEvent &event, const QJsonArray &items)
{
    const QJsonObject told = QJsonDocument::fromJson(event.answer).object();
    return told.value(u"received"_s).toInteger() > items.size() && told.contains(u"created"_s) ? told : QJsonObject();
}

/** As the request holds them: products that were updated or unchanged carry the number of an earlier import. */
Result<QList<TakenProduct>> takenProducts(Database &database, const ShownRequest &request, const ReadOptions &given)
{
    const auto reading = readIntake(request.event.contentType, request.event.body, given,
                                    {.products = ShownRequest::mostProducts}); // beyond, it ends
    if (!reading)
        return {};
    std::set<std::size_t> wrong;
    for (const auto &item : request.items)
        wrong.insert(static_cast<std::size_t>(item.toObject().value(u"index"_s).toInteger()));
    QList<TakenProduct> taken;
    for (std::size_t i = 0; i < reading->items.size() && taken.size() < ShownRequest::mostProducts; ++i) {
        const auto position = reading->items[i].draft;
        if (!position || wrong.contains(i))
            continue;
        const ProductDraft &draft = reading->drafts[*position];
        const QString sourceId = QString::fromStdString(draft.sourceId);
        const auto product =
            ProductRepository(database).findBySource(QString::fromStdString(draft.sourcePlatform), sourceId);
        if (!product)
            return failure(product.error());
        taken.append({sourceId, *product ? (*product)->id : 0});
    }
    return taken;
}

Result<std::optional<WebhookEvent>> originalOf(Database &database, const WebhookEvent &event)
{
    const auto found = WebhookRepository(database).list({.beforeId = event.replayOf + 1, .limit = 1}); // without bodies
    if (!found)
        return failure(found.error());
    const bool kept = !found->isEmpty() && found->first().id == event.replayOf;
    return kept ? std::optional(found->first()) : std::nullopt;
}

} // namespace

Result<ShownRequest> readRequest(Database &database, qint64 id, const ReadOptions &given)
{
    const auto event = WebhookRepository(database).find(id);
    if (!event)
        return failure(event.error());
    ShownRequest shown{*event, payloadText(event->body), payloadText(event->answer),
                       intakeanswer::itemsOf(event->answer)};
    shown.counts = countsOf(*event, shown.items);
    if (!shown.counts.isEmpty()) {
        auto taken = takenProducts(database, shown, given);
        if (!taken)
            return failure(taken.error());
        shown.taken = *std::move(taken);
    }
    if (event->replayOf != 0) {
        auto original = originalOf(database, *event);
        if (!original)
            return failure(original.error());
        shown.original = *std::move(original);
    }
    return shown;
}

} // namespace listwright
