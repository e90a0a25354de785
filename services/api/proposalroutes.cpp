// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/proposalroutes.h"

#include "models/domain/momentjson.h"
#include "services/storage/proposaljson.h"
#include "services/storage/proposalrepository.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct ProposalRoutes
{
    Q_DECLARE_TR_FUNCTIONS(ProposalRoutes)
};

Result<ServerAnswer> listProposals(Database &database, const ApiRequest &request)
{
    const auto after = request.number(u"after"_s, 0, std::numeric_limits<int>::max());
    const auto limit = request.number(u"limit"_s, 1, 500);
    if (const auto wrong = ApiRequest::wrongOf(after, limit))
        return failure(*wrong);
    return ProposalRepository(database)
        .open(after->value_or(0), limit->value_or(50))
        .map([](const QList<Proposal> &proposals) {
            QJsonArray items;
            for (const Proposal &proposal : proposals)
                items.append(proposalJson(proposal));
            return ServerAnswer::json(200, {{u"items"_s, items}});
        });
}

Result<Proposal> proposalOf(Database &database, const ApiRequest &request)
{
    return request.id().and_then([&](qint64 id) { return ProposalRepository(database).find(id); });
}

Result<QString> reasonIn(const QJsonObject &body)
{
    const QJsonValue reason = body.value(u"reason"_s);
    if (!reason.isUndefined() && !reason.isString())
        return ApiRequest::wrong(u"reason"_s, ProposalRoutes::tr("It must be a text."));
    return reason.toString();
}

/** All open fields, or those that are named. */
Result<QList<ProposalRepository::Decision>> decisionsOf(const Proposal &proposal, const QJsonObject &body,
                                                        FieldDecision decision, const QString &reason)
{
    ProposalRepository::Decision one{.proposalId = proposal.id, .decision = decision};
    if (!reason.isNull())
        one.reason = reason;
    const QJsonValue fields = body.value(u"fields"_s);
    if (fields.isUndefined())
        return QList<ProposalRepository::Decision>{one};
    const QJsonArray names = fields.toArray();
    if (names.isEmpty())
        return ApiRequest::wrong(u"fields"_s, ProposalRoutes::tr("It must be a list of one or more fields."));
    QList<ProposalRepository::Decision> decisions;
    for (const auto &name : names) {
        const auto field = fieldFromName(name.toString());
        const bool proposed = field && std::ranges::any_of(proposal.fields, [&field](const ProposedField &each) {
                                  return each.field == *field;
                              });
        if (!proposed)
            return ApiRequest::wrong(u"fields"_s,
                                     ProposalRoutes::tr("The proposal has no field “%1”.").arg(name.toString()));
        one.field = *field;
        decisions.append(one);
    }
    return decisions;
}

/** None where all are decided. */
QList<ProductField> fieldsOf(const QList<ProposalRepository::Decision> &decisions)
{
    QList<ProductField> fields;
    for (const ProposalRepository::Decision &each : decisions) {
        if (each.field)
            fields.append(*each.field);
    }
    return fields;
}

/** Nobody accepts them without having been told. */
ServerAnswer refusal(const QList<ProposedField> &marked)
{
    return ServerAnswer::error(409, u"needs_consent"_s,
                               ProposalRoutes::tr("Some of it breaks rules or says what the record does not hold; "
                                                  "“accept_marked”: true accepts it all the same."),
                               {{u"fields"_s, proposaljson::array(marked)}});
}

Result<bool> acceptsMarked(const QJsonObject &body)
{
    const QJsonValue value = body.value(u"accept_marked"_s);
    if (!value.isUndefined() && !value.isBool())
        return ApiRequest::wrong(u"accept_marked"_s, ProposalRoutes::tr("It must be true or false."));
    return value.toBool();
}

Result<ServerAnswer> decide(Database &database, const ApiRequest &request, FieldDecision decision)
{
    const bool accepts = decision == FieldDecision::Accepted;
    const QStringList known{u"fields"_s, u"reason"_s};
    const auto proposal = proposalOf(database, request);
    const auto body = request.object();
    if (!proposal || !body)
        return failure(!proposal ? proposal.error() : body.error());
    const auto members = ApiRequest::onlyKnown(*body, accepts ? known + QStringList{u"accept_marked"_s} : known);
    const auto withMarked = accepts ? acceptsMarked(*body) : Result<bool>(false);
    const auto reason = reasonIn(*body);
    const auto decisions = decisionsOf(*proposal, *body, decision, reason.value_or(QString()));
    if (const auto wrong = ApiRequest::wrongOf(decisions, reason, withMarked, members))
        return failure(*wrong);
    if (proposal->state != ProposalState::Open)
        return failure(ErrorCode::Conflict, ProposalRoutes::tr("The proposal was decided already."));
    const QList<ProposedField> marked = proposal->openFields(fieldsOf(*decisions)).marked;
    if (accepts && !*withMarked && !marked.isEmpty())
        return refusal(marked);
    ProposalRepository proposals(database);
    const auto outcome = proposals.decide(*decisions, request.actor());
    if (!outcome)
        return failure(outcome.error());
    return proposals.find(proposal->id).map([&](const Proposal &now) {
        QJsonObject json = proposalJson(now);
        json.insert(u"conflicts"_s, outcome->conflicts);
        return ServerAnswer::json(200, json);
    });
}

} // namespace

QJsonObject proposalJson(const Proposal &proposal)
{
    return {{u"id"_s, proposal.id},
            {u"product_id"_s, proposal.productId},
            {u"marketplace"_s, proposal.marketplace},
            {u"origin"_s, proposal.origin},
            {u"state"_s, proposalStateName(proposal.state)},
            {u"clean"_s, proposal.isClean()},
            {u"score_before"_s, proposal.scoreBefore},
            {u"score_after"_s, proposal.scoreAfter},
            {u"fields"_s, proposaljson::array(proposal.fields)},
            {u"created_at"_s, momentJson(proposal.createdAt)}};
}

void addProposalRoutes(ApiRoutes &routes)
{
    routes.read("/api/proposals", listProposals);
    routes.read("/api/proposals/{id}", [](Database &database, const ApiRequest &request) {
        return proposalOf(database, request).map([](const Proposal &proposal) {
            return ServerAnswer::json(200, proposalJson(proposal));
        });
    });
    routes.write("POST", "/api/proposals/{id}/accept", ApiScope::Write,
                 [](Database &database, const ApiRequest &request) {
                     return decide(database, request, FieldDecision::Accepted);
                 });
    routes.write("POST", "/api/proposals/{id}/reject", ApiScope::Write,
                 [](Database &database, const ApiRequest &request) {
                     return decide(database, request, FieldDecision::Rejected);
                 });
}

} // namespace listwright
