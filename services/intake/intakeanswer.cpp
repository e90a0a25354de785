// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakeanswer.h"

#include "services/importing/productreader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright::intakeanswer {

using namespace Qt::StringLiterals;

namespace {

struct AnswerText
{
    Q_DECLARE_TR_FUNCTIONS(IntakeAnswer)
};

QString kindName(DraftOutcome::Kind kind)
{
    switch (kind) {
    case DraftOutcome::Kind::Created:
        return u"created"_s;
    case DraftOutcome::Kind::Updated:
        return u"updated"_s;
    case DraftOutcome::Kind::Unchanged:
        break;
    }
    return u"unchanged"_s;
}

QJsonArray problemsOf(const QList<RecordProblem> &problems, bool rejecting)
{
    QJsonArray list;
    for (const RecordProblem &problem : problems) {
        if (problem.rejects == rejecting)
            list.append(QJsonObject{{u"field"_s, problem.column}, {u"message"_s, problem.reason}});
    }
    return list;
}

QJsonObject itemOf(qint64 index, const IntakeItem &item, const std::optional<DraftOutcome> &outcome)
{
    QJsonObject object{{u"index"_s, index}, {u"source_id"_s, QString::fromStdString(item.sourceId)}};
    QList<RecordProblem> problems = item.problems;
    if (item.draft && !outcome) {
        importing::Problems untitled;
        importing::rejectWithoutTitle(0, untitled);
        problems += untitled.list();
    }
    if (outcome)
        object.insert(u"id"_s, outcome->product);
    object.insert(u"outcome"_s, outcome ? kindName(outcome->kind) : u"failed"_s);
    object.insert(u"errors"_s, problemsOf(problems, true));
    if (const QJsonArray warnings = problemsOf(problems, false); !warnings.isEmpty())
        object.insert(u"warnings"_s, warnings);
    return object;
}

QJsonObject countsOf(const ImportJob &job)
{
    return {{u"job_id"_s, job.id},       {u"received"_s, job.records},    {u"created"_s, job.created},
            {u"updated"_s, job.updated}, {u"unchanged"_s, job.unchanged}, {u"failed"_s, job.rejected}};
}

/** The first wrong product's, as n8n shows nothing but this sentence. */
QString firstReason(const QJsonArray &items)
{
    for (const auto &value : items) {
        const QJsonObject item = value.toObject();
        const QJsonArray errors = item.value(u"errors"_s).toArray();
        if (errors.isEmpty())
            continue;
        const QJsonObject error = errors.first().toObject();
        const QString field = error.value(u"field"_s).toString();
        const QString message = error.value(u"message"_s).toString();
        const int number = item.value(u"index"_s).toInt() + 1;
        return field.isEmpty() ? AnswerText::tr("Product %L1: %2").arg(number).arg(message)
                               : AnswerText::tr("Product %L1, %2: %3").arg(number).arg(field, message);
    }
    return {};
}

} // namespace

ServerAnswer imported(const ImportJob &job, const IntakeReading &reading, const IntakeOutcome &outcome)
{
    QJsonArray items;
    qint64 index = 0;
    for (const IntakeItem &item : reading.items) {
        const auto became = item.draft ? outcome.products[*item.draft] : std::nullopt;
        items.append(itemOf(index++, item, became));
    }
    QJsonObject result = countsOf(job);
    result.insert(u"items"_s, items);
    if (job.rejected == job.records && job.records > 0)
        return ServerAnswer::error(422, u"invalid_products"_s, firstReason(items), result);
    return ServerAnswer::json(200, result);
}

QString firstProblem(const ServerAnswer &answer)
{
    const QJsonObject told = QJsonDocument::fromJson(answer.body).object();
    const QJsonObject error = told.value(u"error"_s).toObject();
    return firstReason((error.isEmpty() ? told : error.value(u"details"_s).toObject()).value(u"items"_s).toArray());
}

ServerAnswer finished(const ImportJob &job, const IntakeReading &reading, const std::set<std::size_t> &untitled)
{
    constexpr qsizetype most = 1000;
    QJsonArray items;
    for (std::size_t i = 0; i < reading.items.size() && items.size() < most; ++i) {
        if (!reading.items[i].draft || untitled.contains(i))
            items.append(itemOf(static_cast<qint64>(i), reading.items[i], {}));
    }
    QJsonObject result = countsOf(job);
    result.insert(u"items"_s, items);
    return ServerAnswer::json(200, result);
}

ServerAnswer accepted(const ImportJob &job, qint64 received)
{
    ServerAnswer answer =
        ServerAnswer::json(202, {{u"job_id"_s, job.id}, {u"received"_s, received}, {u"state"_s, u"waiting"_s}});
    answer.headers.emplaceBack("Location", "/api/import/job/" + QByteArray::number(job.id));
    return answer;
}

ServerAnswer malformed(const Error &error)
{
    return ServerAnswer::error(400, u"malformed"_s, error.message);
}

ServerAnswer tooMany(const Error &error)
{
    return ServerAnswer::error(413, u"too_many_products"_s, error.message);
}

ServerAnswer failed(Error error)
{
    if (statusOf(error.code) < 500) // a conflict in storage is no fault of the sender
        error.code = ErrorCode::Internal;
    return ServerAnswer::error(error);
}

WebhookOutcome outcomeOf(const ServerAnswer &answer, qint64 failed)
{
    switch (answer.status) {
    case 200:
        return failed > 0 ? WebhookOutcome::Partly : WebhookOutcome::Imported;
    case 202:
        return WebhookOutcome::Waiting;
    case 400:
    case 415:
        return WebhookOutcome::Malformed;
    case 401:
        return WebhookOutcome::Unauthorized;
    case 413:
    case 422:
        return WebhookOutcome::Rejected;
    default:
        return WebhookOutcome::Failed;
    }
}

} // namespace listwright::intakeanswer
