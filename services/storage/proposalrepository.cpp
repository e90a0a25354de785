// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposalrepository.h"

#include "models/domain/changesummary.h"
#include "services/storage/changedrecords.h"
#include "services/storage/changelog.h"
#include "services/storage/jobrows.h"
#include "services/storage/proposaldecisions.h"
#include "services/storage/proposaljson.h"
#include "services/storage/proposalrows.h"

#include <QSet>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String logPrefix{"proposal/"};

/** The unique index allows one open proposal for a product and marketplace; the newer one is the better founded. */
Result<bool> hasNewerOpen(Database &database, const Proposal &proposal)
{
    Query query(database, u"SELECT count(*) FROM proposals WHERE product_id = :product AND marketplace = :marketplace "
                          "AND state = 'open' AND id <> :id"_s);
    return query.bind(u":product"_s, proposal.productId)
        .bind(u":marketplace"_s, notNull(proposal.marketplace))
        .bind(u":id"_s, proposal.id)
        .firstNumber()
        .map([](qint64 count) { return count > 0; });
}

/**
 * For a newer proposal of the same product and marketplace: closes the open one. Its number when nobody has decided
 * anything of it, so that it may go; else 0, and what was decided stays.
 */
Result<qint64> makeRoom(Database &database, const Proposal &newer)
{
    Query find(database,
               proposalrows::selectSql() +
                   u"WHERE product_id = :product AND marketplace = :marketplace "
                   "AND state = 'open'"_s +
                   proposalrows::lockSql(database),
               Query::Use::Often);
    find.bind(u":product"_s, newer.productId).bind(u":marketplace"_s, notNull(newer.marketplace));
    if (auto ran = find.run(); !ran)
        return failure(ran.error());
    if (!find.next())
        return find.error() ? Result<qint64>(failure(*find.error())) : 0;
    const Proposal older = proposalrows::read(database, find);
    find.finish();
    const auto count = [&older](FieldDecision decision) {
        return std::ranges::count(older.fields, decision, &ProposedField::decision);
    };
    const auto accepted = count(FieldDecision::Accepted);
    database.noteRecord(RecordKind::Proposal, older.id);
    Query close(database, u"UPDATE proposals SET state = :state, decided_at = :at WHERE id = :id"_s);
    return close
        .bind(u":state"_s, proposalStateName(accepted > 0 ? ProposalState::PartlyAccepted : ProposalState::Rejected))
        .bind(u":at"_s, database.timeValue(QDateTime::currentDateTimeUtc()))
        .bind(u":id"_s, older.id)
        .run()
        .map([&] { return accepted + count(FieldDecision::Rejected) > 0 ? 0 : older.id; });
}

/** After the newer one was added: SQLite would give it the number, and who sees the older one would decide on it. */
Result<void> removeReplaced(Database &database, qint64 id)
{
    if (id == 0)
        return {};
    return Query(database, u"DELETE FROM proposals WHERE id = :id"_s).bind(u":id"_s, id).run();
}

Result<qint64> insert(Database &database, const Proposal &proposal)
{
    Query query(database,
                u"INSERT INTO proposals (product_id, base_revision, marketplace, origin, fields, "
                "score_before, score_after, created_at, making, hint) VALUES (:product, :revision, "
                ":marketplace, :origin, :fields, :before, :after, :at, :making, :hint) RETURNING id"_s,
                Query::Use::Often);
    query.bind(u":product"_s, proposal.productId)
        .bind(u":revision"_s, proposal.baseRevision)
        .bind(u":marketplace"_s, notNull(proposal.marketplace))
        .bind(u":origin"_s, notNull(proposal.origin))
        .bind(u":fields"_s, QString::fromUtf8(proposaljson::toJson(proposal.fields)))
        .bind(u":before"_s, proposal.scoreBefore)
        .bind(u":after"_s, proposal.scoreAfter)
        .bind(u":at"_s, database.timeValue(proposal.createdAt))
        .bind(u":making"_s, database.jsonValue(proposaljson::toJson(proposal.making)))
        .bind(u":hint"_s, notNull(proposal.hint));
    return query.firstNumber();
}

} // namespace

Result<QList<Proposal>> ProposalRepository::add(QList<Proposal> proposals)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    for (Proposal &proposal : proposals) {
        if (!proposal.createdAt.isValid())
            proposal.createdAt = QDateTime::currentDateTimeUtc();
        proposal.state = ProposalState::Open;
        const auto replaced = makeRoom(m_database, proposal);
        if (!replaced)
            return failure(replaced.error());
        const auto id = insert(m_database, proposal);
        if (!id)
            return failure(id.error());
        proposal.id = *id;
        m_database.noteRecord(RecordKind::Proposal, *id);
        if (auto removed = removeReplaced(m_database, *replaced); !removed)
            return failure(removed.error());
    }
    return transaction.commit().map([&] { return proposals; });
}

Result<Proposal> ProposalRepository::find(qint64 id)
{
    return proposalrows::find(m_database, id);
}

Result<QList<Proposal>> ProposalRepository::open(qint64 afterId, int limit)
{
    Query query(m_database,
                proposalrows::selectSql() + u"WHERE state = 'open' AND id > :after ORDER BY id LIMIT :limit"_s);
    if (auto ran = query.bind(u":after"_s, afterId).bind(u":limit"_s, limit).run(); !ran)
        return failure(ran.error());
    QList<Proposal> proposals;
    while (query.next())
        proposals.append(proposalrows::read(m_database, query));
    if (const auto error = query.error())
        return failure(*error);
    QList<Proposal *> all;
    for (Proposal &proposal : proposals)
        all.append(&proposal);
    return findChangedRecords(m_database, all).map([&] { return std::move(proposals); });
}

Result<std::optional<Proposal>> ProposalRepository::openFor(ProductId product, const QString &marketplace)
{
    Query query(m_database, u"SELECT id FROM proposals WHERE state = 'open' AND product_id = :product AND "
                            "marketplace = :marketplace"_s);
    if (auto ran = query.bind(u":product"_s, product).bind(u":marketplace"_s, notNull(marketplace)).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return find(query.number(0)).map([](Proposal &&found) { return std::optional(std::move(found)); });
    if (const auto error = query.error())
        return failure(*error);
    return std::optional<Proposal>();
}

Result<ProposalRepository::CleanPage> ProposalRepository::openClean(qint64 afterId, int limit,
                                                                    const std::optional<QString> &marketplace)
{
    const auto proposals = open(afterId, limit);
    if (!proposals)
        return failure(proposals.error());
    CleanPage page{.ids = {}, .lastId = proposals->isEmpty() ? afterId : proposals->last().id};
    page.end = proposals->size() < limit;
    for (const Proposal &proposal : *proposals) {
        if (marketplace && proposal.marketplace != *marketplace)
            continue;
        if (proposal.isClean())
            page.ids.append(proposal.id);
        else
            ++page.left;
    }
    return page;
}

Result<QSet<ProductId>> ProposalRepository::withOpenOfModel(const QList<ProductId> &products,
                                                            const QString &marketplace)
{
    const jobrows::IdList ids(m_database, products);
    Query query(m_database,
                u"SELECT product_id, making FROM proposals WHERE state = 'open' AND marketplace = :marketplace AND "_s +
                    ids.among(u"product_id"_s),
                ids.use());
    query.bind(u":marketplace"_s, notNull(marketplace));
    ids.bindTo(query);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QSet<ProductId> found;
    while (query.next()) {
        if (!proposaljson::makingFrom(query.text(1)).provider.isEmpty())
            found.insert(query.number(0));
    }
    const auto error = query.error();
    return error ? Result<QSet<ProductId>>(failure(*error)) : found;
}

Result<qint64> ProposalRepository::openCount(const QString &marketplace)
{
    const QString all = u"SELECT count(*) FROM proposals WHERE state = 'open'"_s;
    if (marketplace.isEmpty())
        return Query(m_database, all).firstNumber();
    return Query(m_database, all + u" AND marketplace = :marketplace")
        .bind(u":marketplace"_s, marketplace)
        .firstNumber();
}

Result<ChangeOutcome> ProposalRepository::decide(const QList<Decision> &decisions, const QString &actor,
                                                 const QString &run)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    QSet<qint64> proposals;
    for (const Decision &decision : decisions)
        proposals.insert(decision.proposalId);
    const bool rejects = std::ranges::all_of(
        decisions, [](FieldDecision decision) { return decision == FieldDecision::Rejected; }, &Decision::decision);
    const auto what = rejects ? ChangeSummary::Rejected : ChangeSummary::Accepted;
    ChangeLog log(m_database, {ChangeOrigin::Kind::Optimization, actor,
                               changeSummary(what, QString::number(proposals.size())), run});
    auto outcome = ProposalDecisions(m_database, log).decide(decisions);
    if (!outcome)
        return outcome;
    const Result<qint64> set = log.finish();
    if (!set)
        return failure(set.error());
    outcome->changeSet = *set;
    return transaction.commit().map([&] { return *outcome; });
}

QString ProposalRepository::LoggedDecision::logName() const
{
    return logPrefix + QString::number(proposalId) + u'/' + fieldName(field);
}

std::optional<ProposalRepository::LoggedDecision> ProposalRepository::LoggedDecision::fromLogName(const QString &name)
{
    if (!name.startsWith(logPrefix))
        return {};
    const QString rest = name.mid(logPrefix.size());
    const qsizetype slash = rest.indexOf(u'/');
    const auto field = fieldFromName(rest.mid(slash + 1));
    bool numbered = false;
    const qint64 id = rest.left(slash).toLongLong(&numbered);
    return field && numbered ? std::optional(LoggedDecision{id, *field}) : std::nullopt;
}

Result<bool> ProposalRepository::restoreDecision(const LoggedDecision &logged, qint64 productId, const QString &present,
                                                 const QString &wanted)
{
    auto proposal = proposalrows::find(m_database, logged.proposalId);
    if (!proposal)
        return proposal.error().code == ErrorCode::NotFound ? Result<bool>(false) : failure(proposal.error());
    if (proposal->productId != productId)
        return false; // SQLite gave the number to another, as its proposal was deleted
    const auto field = std::find_if(proposal->fields.begin(), proposal->fields.end(), [&](const ProposedField &known) {
        return known.field == logged.field && known.decision == proposaljson::decisionFrom(present);
    });
    if (field == proposal->fields.end())
        return false;
    field->decision = proposaljson::decisionFrom(wanted);
    if (proposalrows::stateOf(proposal->fields) == ProposalState::Open) {
        const Result<bool> newer = hasNewerOpen(m_database, *proposal);
        if (!newer || *newer)
            return newer ? Result<bool>(false) : newer;
    }
    return proposalrows::saveDecisions(m_database, *proposal).map([] { return true; });
}

} // namespace listwright
