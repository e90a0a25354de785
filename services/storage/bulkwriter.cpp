// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/bulkwriter.h"

#include "models/domain/quality.h"
#include "services/storage/changelog.h"
#include "services/storage/contenthash.h"
#include "services/storage/draftmerge.h"
#include "services/storage/productrows.h"
#include "services/storage/productscores.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Result<void> rememberContent(Database &database, const BulkBatch &batch, const ProductDraft &draft, qint64 product)
{
    quint64 content = ContentHash::ofOne(draft.contentHash);
    if (draft.repeats || batch.startedEmpty) {
        Query find(database, u"SELECT content_hash FROM products WHERE id = :id"_s, Query::Use::Often);
        const Result<qint64> before = find.bind(u":id"_s, product).firstNumber();
        if (!before)
            return failure(before.error());
        content = ContentHash::ofSeveral(static_cast<quint64>(*before), draft.contentHash);
    }
    Query remember(database, u"UPDATE products SET content_hash = :hash WHERE id = :id"_s);
    return remember.bind(u":hash"_s, static_cast<qint64>(content)).bind(u":id"_s, product).run();
}

Result<void> updateOne(Database &database, ChangeLog &log, const BulkBatch &batch, const ProductDraft &draft,
                       BulkOutcome &outcome, DraftOutcome &one)
{
    auto found = productrows::findBySource(database, QString::fromStdString(draft.sourcePlatform),
                                           QString::fromStdString(draft.sourceId));
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorCode::Conflict, {}, u"a product that blocked an insertion is gone"_s);
    Product product = std::move(**found);
    one.product = product.id;
    const QList<DraftChange> changes = applyDraft(product, draft);
    if (changes.isEmpty()) {
        ++outcome.unchanged;
    } else {
        for (const DraftChange &change : changes) {
            if (auto logged = log.add(product.id, fieldName(change.field), change.before, change.after); !logged)
                return logged;
        }
        product.qualityScore = qualityScore(product); // of its own texts; updateExisting() looks at the listings
        if (auto updated = productrows::update(database, product); !updated)
            return updated;
        log.countProduct();
        one.kind = DraftOutcome::Kind::Updated;
        ++outcome.updated;
    }
    return rememberContent(database, batch, draft, product.id);
}

} // namespace

std::vector<std::pair<qint64, std::size_t>> BulkOutcome::added() const
{
    std::vector<std::pair<qint64, std::size_t>> result;
    result.reserve(static_cast<std::size_t>(created));
    for (std::size_t position = 0; position < products.size(); ++position) {
        if (products[position].kind == DraftOutcome::Kind::Created)
            result.emplace_back(products[position].product, position);
    }
    return result;
}

Result<void> updateExisting(Database &database, const BulkBatch &batch, const std::vector<std::size_t> &positions,
                            BulkOutcome &outcome)
{
    if (positions.empty())
        return {};
    ChangeLog log(database, {ChangeOrigin::Kind::Import, u"import"_s, {}});
    log.continueSet(batch.changeSet);
    QList<ProductId> changed;
    for (const std::size_t position : positions) {
        DraftOutcome &one = outcome.products[position];
        if (auto updated = updateOne(database, log, batch, (*batch.drafts)[position], outcome, one); !updated)
            return updated;
        if (one.kind == DraftOutcome::Kind::Updated)
            changed.append(one.product);
    }
    return productscores::renew(database, changed).and_then([&] { return log.finish(); }).map([](qint64) {});
}

} // namespace listwright
