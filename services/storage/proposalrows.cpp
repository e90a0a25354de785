// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposalrows.h"

#include "services/storage/changedrecords.h"
#include "services/storage/jobrows.h"
#include "services/storage/proposaljson.h"
#include "services/storage/proposalrepository.h"

namespace listwright::proposalrows {

using namespace Qt::StringLiterals;

QString selectSql()
{
    return u"SELECT id, product_id, base_revision, marketplace, origin, fields, score_before, score_after, state, "
           "created_at, making, hint, reject_reason FROM proposals "_s;
}

QString lockSql(const Database &database)
{
    const bool shared = database.dialect() == Dialect::PostgreSql && database.access() == Database::Access::ReadWrite;
    return shared ? u" FOR UPDATE"_s : QString();
}

Proposal read(const Database &database, const Query &row)
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

Result<Proposal> find(Database &database, qint64 id)
{
    Query query(database, selectSql() + u"WHERE id = :id"_s + lockSql(database));
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (query.next()) {
        Proposal proposal = read(database, query);
        query.finish();
        return findChangedRecords(database, {&proposal}).map([&] { return std::move(proposal); });
    }
    return failure(query.error().value_or(
        Error{ErrorCode::NotFound, ProposalRepository::tr("The proposal does not exist any more."), {}, {}}));
}

Result<QHash<qint64, Proposal>> findMany(Database &database, const QList<qint64> &ids)
{
    constexpr qsizetype perStatement = 500;
    QHash<qint64, Proposal> found;
    for (qsizetype first = 0; first < ids.size(); first += perStatement) {
        const jobrows::IdList list(database, ids.mid(first, perStatement));
        Query query(database, selectSql() + u"WHERE "_s + list.among(u"id"_s) + u" ORDER BY id" + lockSql(database),
                    list.use());
        list.bindTo(query);
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        while (query.next()) {
            Proposal proposal = read(database, query);
            found.insert(proposal.id, std::move(proposal));
        }
        if (const auto error = query.error())
            return failure(*error);
    }
    QList<Proposal *> all;
    for (Proposal &proposal : found)
        all.append(&proposal);
    if (auto looked = findChangedRecords(database, all); !looked)
        return failure(looked.error());
    return found;
}

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
    database.noteRecord(RecordKind::Proposal, proposal.id);
    Query query(database,
                u"UPDATE proposals SET fields = :fields, state = :state, decided_at = :at, "
                "reject_reason = :reason WHERE id = :id"_s,
                Query::Use::Often);
    return query.bind(u":fields"_s, QString::fromUtf8(proposaljson::toJson(proposal.fields)))
        .bind(u":reason"_s, notNull(proposal.rejectReason))
        .bind(u":state"_s, proposalStateName(state))
        .bind(u":at"_s, state == ProposalState::Open ? QVariant() : database.timeValue(QDateTime::currentDateTimeUtc()))
        .bind(u":id"_s, proposal.id)
        .run();
}

} // namespace listwright::proposalrows
