// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/bulkwriter.h"

#include "models/domain/quality.h"
#include "services/storage/changelog.h"
#include "services/storage/draftmerge.h"
#include "services/storage/productrows.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Result<void> updateOne(Database &database, ChangeLog &log, const ProductDraft &draft, BulkOutcome &outcome)
{
    auto found = productrows::findBySource(database, QString::fromStdString(draft.sourcePlatform),
                                           QString::fromStdString(draft.sourceId));
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorCode::Conflict, {}, u"a product that blocked an insertion is gone"_s);
    Product product = std::move(**found);
    const QList<DraftChange> changes = applyDraft(product, draft);
    if (changes.isEmpty()) {
        ++outcome.unchanged;
    } else {
        for (const DraftChange &change : changes) {
            if (auto logged = log.add(product.id, fieldName(change.field), change.before, change.after); !logged)
                return logged;
        }
        product.qualityScore = qualityScore(product);
        if (auto updated = productrows::update(database, product); !updated)
            return updated;
        log.countProduct();
        ++outcome.updated;
    }
    Query remember(database, u"UPDATE products SET content_hash = :hash WHERE id = :id"_s);
    return remember.bind(u":hash"_s, static_cast<qint64>(draft.contentHash)).bind(u":id"_s, product.id).run();
}

} // namespace

Result<void> updateExisting(Database &database, const BulkBatch &batch, const std::vector<std::size_t> &positions,
                            BulkOutcome &outcome)
{
    if (positions.empty())
        return {};
    ChangeLog log(database, {ChangeOrigin::Kind::Import, u"import"_s, {}});
    log.continueSet(batch.changeSet);
    for (const std::size_t position : positions) {
        if (auto updated = updateOne(database, log, (*batch.drafts)[position], outcome); !updated)
            return updated;
    }
    return log.finish().map([](qint64) {});
}

} // namespace listwright
