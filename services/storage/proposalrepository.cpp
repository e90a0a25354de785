// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposalrepository.h"

#include "models/domain/quality.h"
#include "services/storage/changelog.h"
#include "services/storage/listingfields.h"
#include "services/storage/productrows.h"
#include "services/storage/proposaljson.h"

#include <QSet>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectProposal = QStringLiteral("SELECT id, product_id, base_revision, marketplace, origin, fields, "
                                              "score_before, score_after, state, created_at, making, hint, "
                                              "reject_reason FROM proposals ");

constexpr QLatin1String logPrefix{"proposal/"};

Proposal readProposal(const Database &database, const Query &row)
{
    Proposal proposal;
    proposal.id = row.number(0);
    proposal.productId = row.number(1);
    proposal.baseRevision = row.number(2);
    proposal.marketplace = row.text(3);
    proposal.origin = row.text(4);
    proposal.fields = proposaljson::fieldsFrom(row.text(5));
    proposal.scoreBefore = static_cast<int>(row.number(6));
    proposal.scoreAfter = static_cast<int>(row.number(7));
    proposal.state = proposalStateFromName(row.text(8)).value_or(ProposalState::Open);
    proposal.createdAt = database.timeFrom(row.value(9));
    proposal.making = proposaljson::makingFrom(row.text(10));
    proposal.hint = row.text(11);
    proposal.rejectReason = row.text(12);
    return proposal;
}

Result<Proposal> findProposal(Database &database, qint64 id)
{
    Query query(database, selectProposal + u"WHERE id = :id"_s);
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return readProposal(database, query);
    return failure(query.error().value_or(
        Error{ErrorCode::NotFound, ProposalRepository::tr("The proposal does not exist any more."), {}, {}}));
}

// Open while a field is; otherwise by what became of the fields.
ProposalState stateOf(const QList<ProposedField> &fields)
{
    qsizetype accepted = 0;
    for (const ProposedField &field : fields) {
        if (field.decision == FieldDecision::Open)
            return ProposalState::Open;
        accepted += field.decision == FieldDecision::Accepted ? 1 : 0;
    }
    if (accepted == 0)
        return ProposalState::Rejected;
    return accepted == fields.size() ? ProposalState::Accepted : ProposalState::PartlyAccepted;
}

Result<void> saveDecisions(Database &database, const Proposal &proposal)
{
    const ProposalState state = stateOf(proposal.fields);
    Query query(database, u"UPDATE proposals SET fields = :fields, state = :state, decided_at = :at, "
                          "reject_reason = :reason WHERE id = :id"_s);
    return query.bind(u":fields"_s, QString::fromUtf8(proposaljson::toJson(proposal.fields)))
        .bind(u":reason"_s, notNull(proposal.rejectReason))
        .bind(u":state"_s, proposalStateName(state))
        .bind(u":at"_s, state == ProposalState::Open ? QVariant() : database.timeValue(QDateTime::currentDateTimeUtc()))
        .bind(u":id"_s, proposal.id)
        .run();
}

/** What was said of the optimizer's text does not hold for a person's. */
ProposedField editedField(ProposedField field, const QString &text)
{
    field.after = text;
    field.problems.clear();
    field.marks.clear();
    return field;
}

/** Applies decisions of one proposal after the other inside the caller's transaction. */
class Decisions
{
public:
    Decisions(Database &database, ChangeLog &log) : m_database(database), m_log(log) {}

    Result<void> decide(const ProposalRepository::Decision &decision, ChangeOutcome &outcome)
    {
        auto proposal = findProposal(m_database, decision.proposalId);
        if (!proposal)
            return failure(proposal.error());
        bool changed = false;
        bool conflict = false;
        for (ProposedField &field : proposal->fields) {
            if (field.decision != FieldDecision::Open || (decision.field && *decision.field != field.field))
                continue;
            if (decision.decision == FieldDecision::Accepted) {
                if (decision.edited && *decision.edited != field.after)
                    field = editedField(std::move(field), *decision.edited);
                const Result<bool> accepted = accept(*proposal, field);
                if (!accepted)
                    return failure(accepted.error());
                conflict = conflict || !*accepted;
                changed = changed || *accepted;
                if (!*accepted)
                    continue;
            }
            field.decision = decision.decision;
        }
        if (decision.reason && decision.decision == FieldDecision::Rejected)
            proposal->rejectReason = decision.reason->simplified();
        if (changed && !m_changed.contains(proposal->id)) {
            m_changed.insert(proposal->id);
            ++outcome.changed;
            m_log.countProduct();
        }
        if (conflict)
            m_conflicts.insert(proposal->id);
        outcome.conflicts = m_conflicts.size();
        return saveDecisions(m_database, *proposal);
    }

private:
    // False when the present value is not what the proposal was made from.
    Result<bool> accept(const Proposal &proposal, const ProposedField &field)
    {
        auto found = productrows::find(m_database, proposal.productId);
        if (!found)
            return failure(found.error());
        if (!*found)
            return false;
        Product product = std::move(**found);
        if (!proposal.marketplace.isEmpty() && !listingfields::columnOf(fieldName(field.field)).isEmpty())
            return acceptIntoListing(proposal, field, product);
        if (fieldText(product, field.field) != field.before)
            return false;
        if (auto set = setFieldText(product, field.field, field.after); !set)
            return failure(set.error());
        return m_log.add(product.id, fieldName(field.field), field.before, fieldText(product, field.field))
            .and_then([&] { return logDecision(proposal, field, {}); })
            .and_then([&] { return store(product); })
            .map([] { return true; });
    }

    Result<bool> acceptIntoListing(const Proposal &proposal, const ProposedField &field, Product &product)
    {
        const QString name = fieldName(field.field);
        const auto replaced =
            listingfields::replace(m_database, product.id, proposal.marketplace, name, field.before, field.after);
        if (!replaced || !*replaced)
            return replaced;
        return m_log.add(product.id, name, field.before, field.after, proposal.marketplace)
            .and_then([&] { return logDecision(proposal, field, proposal.marketplace); })
            .and_then([&] { return store(product); })
            .map([] { return true; });
    }

    /** `marketplace` as in the line of the value, so that undo finds the two together. */
    Result<void> logDecision(const Proposal &proposal, const ProposedField &field, const QString &marketplace)
    {
        const ProposalRepository::LoggedDecision logged{proposal.id, field.field};
        return m_log.add(proposal.productId, logged.logName(), proposaljson::decisionName(FieldDecision::Open),
                         proposaljson::decisionName(FieldDecision::Accepted), marketplace);
    }

    Result<void> store(Product &product)
    {
        if (canChange(product.status, ProductStatus::Optimized) && product.status == ProductStatus::Imported) {
            const QString before = statusName(product.status);
            product.status = ProductStatus::Optimized;
            if (auto logged =
                    m_log.add(product.id, fieldName(ProductField::Status), before, statusName(product.status));
                !logged)
                return logged;
        }
        product.qualityScore = qualityScore(product);
        return productrows::update(m_database, product);
    }

    Database &m_database;
    ChangeLog &m_log;
    QSet<qint64> m_changed; // proposals; several decisions may be about one
    QSet<qint64> m_conflicts;
};

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
    Query find(database, selectProposal + u"WHERE product_id = :product AND marketplace = :marketplace "
                                          "AND state = 'open'"_s);
    find.bind(u":product"_s, newer.productId).bind(u":marketplace"_s, notNull(newer.marketplace));
    if (auto ran = find.run(); !ran)
        return failure(ran.error());
    if (!find.next())
        return find.error() ? Result<qint64>(failure(*find.error())) : 0;
    const Proposal older = readProposal(database, find);
    find.finish();
    const auto count = [&older](FieldDecision decision) {
        return std::ranges::count(older.fields, decision, &ProposedField::decision);
    };
    const auto accepted = count(FieldDecision::Accepted);
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
    Query query(database, u"INSERT INTO proposals (product_id, base_revision, marketplace, origin, fields, "
                          "score_before, score_after, created_at, making, hint) VALUES (:product, :revision, "
                          ":marketplace, :origin, :fields, :before, :after, :at, :making, :hint) RETURNING id"_s);
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
        proposal.createdAt = QDateTime::currentDateTimeUtc();
        proposal.state = ProposalState::Open;
        const auto replaced = makeRoom(m_database, proposal);
        if (!replaced)
            return failure(replaced.error());
        const auto id = insert(m_database, proposal);
        if (!id)
            return failure(id.error());
        proposal.id = *id;
        if (auto removed = removeReplaced(m_database, *replaced); !removed)
            return failure(removed.error());
    }
    return transaction.commit().map([&] { return proposals; });
}

Result<Proposal> ProposalRepository::find(qint64 id)
{
    return findProposal(m_database, id);
}

Result<QList<Proposal>> ProposalRepository::open(qint64 afterId, int limit)
{
    Query query(m_database, selectProposal + u"WHERE state = 'open' AND id > :after ORDER BY id LIMIT :limit"_s);
    if (auto ran = query.bind(u":after"_s, afterId).bind(u":limit"_s, limit).run(); !ran)
        return failure(ran.error());
    QList<Proposal> proposals;
    while (query.next())
        proposals.append(readProposal(m_database, query));
    if (const auto error = query.error())
        return failure(*error);
    return proposals;
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

Result<qint64> ProposalRepository::openCount()
{
    return Query(m_database, u"SELECT count(*) FROM proposals WHERE state = 'open'"_s).firstNumber();
}

Result<ChangeOutcome> ProposalRepository::decide(const QList<Decision> &decisions, const QString &actor)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    QSet<qint64> proposals;
    for (const Decision &decision : decisions)
        proposals.insert(decision.proposalId);
    ChangeLog log(m_database, {ChangeOrigin::Kind::Optimization, actor,
                               tr("%n proposal(s) accepted", nullptr, static_cast<int>(proposals.size()))});
    ChangeOutcome outcome;
    Decisions decide(m_database, log);
    for (const Decision &decision : decisions) {
        if (auto done = decide.decide(decision, outcome); !done)
            return failure(done.error());
    }
    const Result<qint64> set = log.finish();
    if (!set)
        return failure(set.error());
    outcome.changeSet = *set;
    return transaction.commit().map([&] { return outcome; });
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

Result<bool> ProposalRepository::restoreDecision(const LoggedDecision &logged, const QString &present,
                                                 const QString &wanted)
{
    auto proposal = findProposal(m_database, logged.proposalId);
    if (!proposal)
        return proposal.error().code == ErrorCode::NotFound ? Result<bool>(false) : failure(proposal.error());
    const auto field = std::find_if(proposal->fields.begin(), proposal->fields.end(), [&](const ProposedField &known) {
        return known.field == logged.field && known.decision == proposaljson::decisionFrom(present);
    });
    if (field == proposal->fields.end())
        return false;
    field->decision = proposaljson::decisionFrom(wanted);
    if (stateOf(proposal->fields) == ProposalState::Open) {
        const Result<bool> newer = hasNewerOpen(m_database, *proposal);
        if (!newer || *newer)
            return newer ? Result<bool>(false) : newer;
    }
    return saveDecisions(m_database, *proposal).map([] { return true; });
}

} // namespace listwright
