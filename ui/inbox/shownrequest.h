// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "models/domain/webhookevent.h"
#include "services/importing/importsource.h"
#include "services/storage/database.h"

#include <QJsonArray>

namespace listwright {

/** A product that a request holds and that was not wrong. */
struct TakenProduct
{
    QString sourceId;
    ProductId id = 0; ///< 0 = it is not in the catalog any more
};

/** A request with what is shown of it, which takes a while to make of a long one. */
struct ShownRequest
{
    static constexpr qsizetype mostProducts = 200; ///< that are listed

    WebhookEvent event;
    QString sent;
    QString answered;
    QJsonArray items; ///< of the answer, what became of each product
    // Of an import by a job, whose answer tells of the wrong ones only:
    QJsonObject counts{};                   ///< the answer; empty = it tells of each
    QList<TakenProduct> taken{};            ///< the first of the request
    std::optional<WebhookEvent> original{}; ///< of which it is a replay, without what was sent; nothing = deleted
};

/** `given` as for readIntake(). On a reader of the storage. */
Result<ShownRequest> readRequest(Database &database, qint64 id, const ReadOptions &given);

} // namespace listwright
