// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakeanswer.h"

#include "services/importing/productreader.h"
#include "services/importing/text.h"

#include <QJsonDocument>

namespace listwright::intakeanswer {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostWrong = 1000; // that are told of where an answer does not tell of all

struct AnswerText
{
    Q_DECLARE_TR_FUNCTIONS(IntakeAnswer)
};

std::string_view kindName(DraftOutcome::Kind kind)
{
    switch (kind) {
    case DraftOutcome::Kind::Created:
        return "created";
    case DraftOutcome::Kind::Updated:
        return "updated";
    case DraftOutcome::Kind::Unchanged:
        break;
    }
    return "unchanged";
}

/** Those that reject the product, or those that do not; empty where there are none. */
std::string problemsOf(const QList<RecordProblem> &problems, bool rejecting)
{
    QJsonArray list;
    for (const RecordProblem &problem : problems) {
        const QString &field = problem.field.isEmpty() ? problem.column : problem.field;
        if (problem.rejects == rejecting)
            list.append(QJsonObject{{u"field"_s, field}, {u"message"_s, problem.reason}});
    }
    return list.isEmpty() ? std::string() : QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

/** As text at once: making objects first took a tenth of the time that importing takes. */
void appendItem(std::string &json, std::size_t index, const IntakeItem &item,
                const std::optional<DraftOutcome> &outcome)
{
    QList<RecordProblem> problems = item.problems;
    if (item.draft && !outcome) {
        importing::Problems untitled;
        importing::rejectWithoutTitle(0, untitled);
        problems += untitled.list();
    }
    const std::string errors = problemsOf(problems, true);
    json += R"({"errors":)";
    json += errors.empty() ? "[]" : errors;
    if (outcome)
        json += R"(,"id":)" + std::to_string(outcome->product);
    json += R"(,"index":)" + std::to_string(index) + R"(,"outcome":")";
    json += outcome ? kindName(outcome->kind) : "failed";
    json += R"(","source_id":)";
    importing::appendJsonString(json, item.sourceId);
    if (const std::string warnings = problemsOf(problems, false); !warnings.empty())
        json += R"(,"warnings":)" + warnings;
    json += '}';
}

/** `items` is a list's text. */
QByteArray resultOf(const ImportJob &job, const std::string &items)
{
    using std::to_string;
    return QByteArray::fromStdString(
        R"({"created":)" + to_string(job.created) + R"(,"failed":)" + to_string(job.rejected) + R"(,"items":[)" +
        items + R"(],"job_id":)" + to_string(job.id) + R"(,"received":)" + to_string(job.records) + R"(,"unchanged":)" +
        to_string(job.unchanged) + R"(,"updated":)" + to_string(job.updated) + '}');
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
    std::string items;
    for (std::size_t i = 0; i < reading.items.size(); ++i) {
        const IntakeItem &item = reading.items[i];
        if (i > 0)
            items += ',';
        appendItem(items, i, item, item.draft ? outcome.products[*item.draft] : std::nullopt);
    }
    const QByteArray result = resultOf(job, items);
    if (job.rejected < job.records || job.records == 0)
        return ServerAnswer::jsonText(200, result);
    const QJsonObject details = QJsonDocument::fromJson(result).object();
    return ServerAnswer::error(422, u"invalid_products"_s, firstReason(details.value(u"items"_s).toArray()), details);
}

QJsonArray itemsOf(const QByteArray &answer)
{
    const QJsonObject told = QJsonDocument::fromJson(answer).object();
    const QJsonObject error = told.value(u"error"_s).toObject();
    return (error.isEmpty() ? told : error.value(u"details"_s).toObject()).value(u"items"_s).toArray();
}

QString firstProblem(const ServerAnswer &answer)
{
    return firstReason(itemsOf(answer.body));
}

QJsonArray wrongItems(const QByteArray &answer)
{
    QJsonArray wrong;
    const QJsonArray items = itemsOf(answer);
    for (const auto &item : items) {
        if (item.toObject().value(u"outcome"_s).toString() == u"failed" && wrong.size() < mostWrong)
            wrong.append(item);
    }
    return wrong;
}

ServerAnswer finished(const ImportJob &job, const IntakeReading &reading, const std::set<std::size_t> &untitled)
{
    std::string items;
    int told = 0;
    for (std::size_t i = 0; i < reading.items.size() && told < mostWrong; ++i) {
        if (reading.items[i].draft && !untitled.contains(i))
            continue;
        if (told++ > 0)
            items += ',';
        appendItem(items, i, reading.items[i], {});
    }
    return ServerAnswer::jsonText(200, resultOf(job, items));
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
    return error.code == ErrorCode::Unsupported ? ServerAnswer::error(415, u"unsupported_media_type"_s, error.message)
                                                : ServerAnswer::error(400, u"malformed"_s, error.message);
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
