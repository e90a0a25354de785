// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/intakewriter.h"

#include "services/storage/contenthash.h"
#include "services/storage/contentlookup.h"

#include <map>
#include <set>

namespace listwright {

namespace {

using Identity = std::pair<std::string_view, std::string_view>;

Identity identityOf(const ProductDraft &draft)
{
    return {draft.sourcePlatform, draft.sourceId};
}

/** What each product is to have come from once all the drafts are written: it may stand among them more than once. */
std::map<Identity, quint64> contentsOf(const std::vector<ProductDraft> &drafts)
{
    std::map<Identity, quint64> contents;
    for (const ProductDraft &draft : drafts) {
        const auto [at, first] = contents.try_emplace(identityOf(draft), ContentHash::ofOne(draft.contentHash));
        if (!first)
            at->second = ContentHash::ofSeveral(at->second, draft.contentHash);
    }
    return contents;
}

/** The drafts that have to be written, with their positions among all. */
struct Rest
{
    std::vector<ProductDraft> drafts;
    std::vector<std::size_t> positions;
    bool allNew = true;
};

Rest takeKnown(const std::vector<ProductDraft> &drafts, const std::vector<KnownSource> &known, ImportJob &job,
               IntakeOutcome &outcome)
{
    Rest rest;
    const std::map<Identity, quint64> contents = contentsOf(drafts);
    std::set<Identity> written; // a later one may change them again
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const ProductDraft &draft = drafts[i];
        const bool before = written.contains(identityOf(draft));
        if (known[i].id != 0 && known[i].contentHash == contents.at(identityOf(draft))) {
            outcome.products[i] = DraftOutcome{known[i].id, DraftOutcome::Kind::Unchanged};
            ++job.unchanged;
        } else if (draft.title.empty() && known[i].id == 0 && !before) {
            ++job.rejected;
        } else {
            written.insert(identityOf(draft));
            rest.allNew = rest.allNew && known[i].id == 0 && !before;
            rest.drafts.push_back(draft);
            rest.drafts.back().repeats = before;
            rest.positions.push_back(i);
        }
    }
    return rest;
}

Result<std::vector<KnownSource>> findKnown(Database &database, const std::vector<ProductDraft> &drafts)
{
    std::vector<SourceKey> keys;
    keys.reserve(drafts.size());
    for (const ProductDraft &draft : drafts)
        keys.push_back({draft.sourcePlatform, draft.sourceId});
    return knownSources(database, keys);
}

} // namespace

Result<IntakeOutcome> writeIntake(Database &database, ImportJob &job, const std::vector<ProductDraft> &drafts)
{
    IntakeOutcome outcome;
    outcome.products.resize(drafts.size());
    if (drafts.empty())
        return outcome;
    const auto known = findKnown(database, drafts);
    if (!known)
        return failure(known.error());
    Rest rest = takeKnown(drafts, *known, job, outcome);
    if (rest.drafts.empty())
        return outcome;
    const BulkBatch batch{.drafts = std::make_shared<const std::vector<ProductDraft>>(std::move(rest.drafts)),
                          .importJob = job.id,
                          .changeSet = job.changeSet,
                          .now = QDateTime::currentDateTimeUtc(),
                          .allNew = rest.allNew};
    const Result<BulkOutcome> written =
        database.dialect() == Dialect::Sqlite ? writeBatchSqlite(database, batch) : writeBatchPostgres(database, batch);
    if (!written)
        return failure(written.error());
    job.created += written->created;
    job.updated += written->updated;
    job.unchanged += written->unchanged;
    for (std::size_t i = 0; i < rest.positions.size(); ++i) {
        const DraftOutcome &one = written->products[i];
        outcome.products[rest.positions[i]] = one;
        if (one.kind != DraftOutcome::Kind::Unchanged)
            database.noteChange(one.product, one.kind == DraftOutcome::Kind::Created);
    }
    return outcome;
}

} // namespace listwright
