// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposalrepository.h"

#include "models/domain/quality.h"
#include "services/storage/changelog.h"
#include "services/storage/listingfields.h"
#include "services/storage/productrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectProposal = QStringLiteral("SELECT id, product_id, base_revision, marketplace, origin, fields, "
                                              "score_before, score_after, state, created_at FROM proposals ");

QString decisionName(FieldDecision decision)
{
    switch (decision) {
    case FieldDecision::Open:
        return u"open"_s;
    case FieldDecision::Accepted:
        return u"accepted"_s;
    case FieldDecision::Rejected:
        return u"rejected"_s;
    }
    return {};
}

constexpr QLatin1String logPrefix{"proposal/"};

FieldDecision decisionFromName(const QString &name)
{
    if (name == u"accepted")
        return FieldDecision::Accepted;
    return name == u"rejected" ? FieldDecision::Rejected : FieldDecision::Open;
}

QByteArray fieldsToJson(const QList<ProposedField> &fields)
{
    QJsonArray array;
    for (const ProposedField &field : fields)
        array.append(QJsonObject{{u"field"_s, fieldName(field.field)},
                                 {u"before"_s, field.before},
                                 {u"after"_s, field.after},
                                 {u"reasons"_s, QJsonArray::fromStringList(field.reasons)},
                                 {u"decision"_s, decisionName(field.decision)}});
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QList<ProposedField> fieldsFromJson(const QString &json)
{
    QList<ProposedField> fields;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const auto &value : array) {
        const QJsonObject object = value.toObject();
        const auto field = fieldFromName(object.value(u"field"_s).toString());
        if (!field)
            continue;
        ProposedField proposed{*field,
                               object.value(u"before"_s).toString(),
                               object.value(u"after"_s).toString(),
                               {},
                               decisionFromName(object.value(u"decision"_s).toString())};
        const QJsonArray reasons = object.value(u"reasons"_s).toArray();
        for (const auto &reason : reasons)
            proposed.reasons.append(reason.toString());
        fields.append(proposed);
    }
    return fields;
}

Proposal readProposal(const Database &database, const Query &row)
{
    Proposal proposal;
    proposal.id = row.number(0);
    proposal.productId = row.number(1);
    proposal.baseRevision = row.number(2);
    proposal.marketplace = row.text(3);
    proposal.origin = row.text(4);
    proposal.fields = fieldsFromJson(row.text(5));
    proposal.scoreBefore = static_cast<int>(row.number(6));
    proposal.scoreAfter = static_cast<int>(row.number(7));
    proposal.state = proposalStateFromName(row.text(8)).value_or(ProposalState::Open);
    proposal.createdAt = database.timeFrom(row.value(9));
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
    Query query(database, u"UPDATE proposals SET fields = :fields, state = :state, decided_at = :at WHERE id = :id"_s);
    return query.bind(u":fields"_s, QString::fromUtf8(fieldsToJson(proposal.fields)))
        .bind(u":state"_s, proposalStateName(state))
        .bind(u":at"_s, state == ProposalState::Open ? QVariant() : database.timeValue(QDateTime::currentDateTimeUtc()))
        .bind(u":id"_s, proposal.id)
        .run();
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
                if (decision.edited)
                    field.after = *decision.edited;
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
        return m_log.add(proposal.productId, logged.logName(), decisionName(FieldDecision::Open),
                         decisionName(FieldDecision::Accepted), marketplace);
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
        .bind(u":marketplace"_s, proposal.marketplace.isNull() ? u""_s : proposal.marketplace)
        .bind(u":id"_s, proposal.id)
        .firstNumber()
        .map([](qint64 count) { return count > 0; });
}

} // namespace

Result<QList<Proposal>> ProposalRepository::add(QList<Proposal> proposals)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    Query replace(m_database, u"DELETE FROM proposals WHERE product_id = :product AND marketplace = :marketplace "
                              "AND state = 'open'"_s);
    for (Proposal &proposal : proposals) {
        proposal.createdAt = QDateTime::currentDateTimeUtc();
        proposal.state = ProposalState::Open;
        const QString marketplace = proposal.marketplace.isNull() ? u""_s : proposal.marketplace;
        if (auto ran = replace.bind(u":product"_s, proposal.productId).bind(u":marketplace"_s, marketplace).run(); !ran)
            return failure(ran.error());
        Query insert(m_database, u"INSERT INTO proposals (product_id, base_revision, marketplace, origin, fields, "
                                 "score_before, score_after, created_at) VALUES (:product, :revision, :marketplace, "
                                 ":origin, :fields, :before, :after, :at) RETURNING id"_s);
        insert.bind(u":product"_s, proposal.productId)
            .bind(u":revision"_s, proposal.baseRevision)
            .bind(u":marketplace"_s, marketplace)
            .bind(u":origin"_s, proposal.origin.isNull() ? u""_s : proposal.origin)
            .bind(u":fields"_s, QString::fromUtf8(fieldsToJson(proposal.fields)))
            .bind(u":before"_s, proposal.scoreBefore)
            .bind(u":after"_s, proposal.scoreAfter)
            .bind(u":at"_s, m_database.timeValue(proposal.createdAt));
        const Result<qint64> id = insert.firstNumber();
        if (!id)
            return failure(id.error());
        proposal.id = *id;
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
        return known.field == logged.field && known.decision == decisionFromName(present);
    });
    if (field == proposal->fields.end())
        return false;
    field->decision = decisionFromName(wanted);
    if (stateOf(proposal->fields) == ProposalState::Open) {
        const Result<bool> newer = hasNewerOpen(m_database, *proposal);
        if (!newer || *newer)
            return newer ? Result<bool>(false) : newer;
    }
    return saveDecisions(m_database, *proposal).map([] { return true; });
}

} // namespace listwright
