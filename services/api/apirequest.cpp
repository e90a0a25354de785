// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apirequest.h"

#include "services/server/httpsyntax.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <mutex>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar nul(u'\0'); // PostgreSQL refuses it in texts

/** Whether `isFound` is true of any text in it. */
template <class Test>
bool holds(const QJsonValue &value, const Test &isFound)
{
    if (value.isString())
        return isFound(value.toString());
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::any_of(list.begin(), list.end(), [&](const QJsonValue &each) { return holds(each, isFound); });
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (isFound(member.key()) || holds(member.value(), isFound))
            return true;
    }
    return false;
}

bool hasNul(const QString &text)
{
    return text.contains(nul);
}

bool isNoUnicode(const QString &text)
{
    return !text.isValidUtf16();
}

QJsonObject detailsOf(const QList<FieldProblem> &problems)
{
    QJsonArray errors;
    for (const FieldProblem &each : problems)
        errors.append(QJsonObject{{u"field"_s, each.field}, {u"message"_s, each.message}});
    return {{u"errors"_s, errors}};
}

bool names(const QList<FieldProblem> &problems, const QString &field)
{
    return std::ranges::any_of(problems, [&field](const FieldProblem &each) { return each.field == field; });
}

} // namespace

struct ApiRequest::Body
{
    std::once_flag read;
    QJsonDocument document;
    QJsonParseError problem;
};

ApiRequest::ApiRequest(std::shared_ptr<const ReceivedRequest> request, QList<QByteArray> parameters, ApiKey caller,
                       std::shared_ptr<const ExpectedRequest> expected)
    : m_request(std::move(request))
    , m_body(std::make_shared<Body>())
    , m_expected(std::move(expected))
    , m_parameters(std::move(parameters))
    , m_caller(std::move(caller))
    , m_query(QString::fromUtf8(QByteArray(m_request->query).replace('+', "%20")))
{
}

QByteArray ApiRequest::keyOf(const ReceivedRequest &request)
{
    const QByteArray authorization = request.header("authorization");
    if (authorization.toLower().startsWith("bearer "))
        return authorization.mid(7).trimmed();
    return request.header("x-api-key");
}

QString ApiRequest::actor() const
{
    return u"api/"_s + m_caller.name;
}

Result<qint64> ApiRequest::id(qsizetype position) const
{
    bool isNumber = false;
    const qint64 id = m_parameters.value(position).toLongLong(&isNumber);
    if (!isNumber || id <= 0)
        return failure(ErrorCode::NotFound, tr("There is nothing of that number."));
    return id;
}

QString ApiRequest::text(const QString &name) const
{
    return m_query.queryItemValue(name, QUrl::FullyDecoded).trimmed();
}

QStringList ApiRequest::list(const QString &name) const
{
    QStringList all;
    const QStringList given = m_query.allQueryItemValues(name, QUrl::FullyDecoded);
    for (const QString &value : given) {
        const QStringList parts = value.split(u',', Qt::SkipEmptyParts);
        for (const QString &part : parts)
            all.append(part.trimmed());
    }
    return all;
}

Result<std::optional<int>> ApiRequest::number(const QString &name, int minimum, int maximum) const
{
    if (!has(name))
        return std::optional<int>();
    bool isNumber = false;
    const int number = text(name).toInt(&isNumber);
    if (!isNumber || number < minimum || number > maximum)
        return wrong(name, tr("It must be a whole number from %L1 to %L2.").arg(minimum).arg(maximum));
    return std::optional(number);
}

Result<QJsonObject> ApiRequest::object() const
{
    if (m_request->body.isEmpty())
        return QJsonObject();
    if (!body().document.isObject())
        return wrong(u"body"_s, tr("The body must be a JSON object."));
    const QJsonObject object = body().document.object();
    QList<FieldProblem> unkeepable;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonObject whole{{member.key(), member.value()}};
        if (holds(whole, hasNul))
            unkeepable.append(holdingNul(member.key()));
        else if (holds(whole, isNoUnicode))
            unkeepable.append({member.key(), tr("It holds half of a surrogate pair, which is no character.")});
    }
    return unkeepable.isEmpty() ? Result<QJsonObject>(object) : wrong(unkeepable);
}

Result<void> ApiRequest::onlyKnown(const QJsonObject &body, const QStringList &known)
{
    QList<FieldProblem> unknown;
    const QStringList members = body.keys();
    for (const QString &member : members) {
        if (!known.contains(member))
            unknown.append({member, tr("There is no such member; known are: %1.").arg(known.join(u", "_s))});
    }
    return unknown.isEmpty() ? Result<void>() : wrong(unknown);
}

const ApiRequest::Body &ApiRequest::body() const
{
    std::call_once(m_body->read,
                   [this] { m_body->document = QJsonDocument::fromJson(m_request->body, &m_body->problem); });
    return *m_body;
}

std::optional<ServerAnswer> ApiRequest::refusal() const
{
    auto refusal = queryRefusal();
    return refusal ? std::move(refusal) : bodyRefusal();
}

std::optional<ServerAnswer> ApiRequest::queryRefusal() const
{
    const auto items = m_query.queryItems(QUrl::FullyDecoded);
    QList<FieldProblem> unkeepable;
    for (const auto &[name, value] : items) {
        if (hasNul(name) || hasNul(value))
            unkeepable.append(holdingNul(name));
    }
    if (!unkeepable.isEmpty())
        return ServerAnswer::error(wrong(unkeepable).value());
    if (!m_expected)
        return {};
    const QStringList &known = m_expected->parameters;
    QList<FieldProblem> unknown;
    QList<FieldProblem> repeated;
    for (const auto &[name, value] : items) {
        if (!known.contains(name)) {
            if (!names(unknown, name))
                unknown.append({name, known.isEmpty()
                                          ? tr("Nothing is taken from the query here.")
                                          : tr("There is no such parameter; known are: %1.").arg(known.join(u", "_s))});
        } else if (!names(repeated, name) && !m_expected->lists.contains(name) &&
                   m_query.allQueryItemValues(name).size() > 1) {
            repeated.append({name, tr("It is given more than once.")});
        }
    }
    if (!unknown.isEmpty())
        return ServerAnswer::error(400, u"unknown_parameter"_s, wrong(unknown).value().message, detailsOf(unknown));
    return repeated.isEmpty() ? std::nullopt : std::optional(ServerAnswer::error(wrong(repeated).value()));
}

std::optional<ServerAnswer> ApiRequest::bodyRefusal() const
{
    if (m_expected && !m_expected->takesBody && saysSomething())
        return ServerAnswer::error(
            wrong(u"body"_s, m_expected->parameters.isEmpty()
                                 ? tr("No body is taken here.")
                                 : tr("No body is taken here; these go into the query of the address: %1.")
                                       .arg(m_expected->parameters.join(u", "_s)))
                .value());
    const QByteArray type = m_request->header("content-type");
    if (m_expected && m_expected->takesJson && !m_request->body.isEmpty() &&
        !httpsyntax::isJson(httpsyntax::mediaType(type)))
        return ServerAnswer::error(415, u"unsupported_media_type"_s,
                                   tr("The body is taken as JSON, not as “%1”.").arg(QString::fromUtf8(type)));
    return {};
}

/** Many clients send an empty object where there is nothing to say; the body of a GET means nothing in HTTP. */
bool ApiRequest::saysSomething() const
{
    if (m_request->method == "GET" || m_request->method == "HEAD")
        return false;
    const QByteArray body = m_request->body.simplified().replace(' ', "");
    return !body.isEmpty() && body != "{}";
}

std::optional<ServerAnswer> ApiRequest::malformed() const
{
    if (!m_expected || !m_expected->takesJson || m_request->body.isEmpty() || !body().document.isNull())
        return {};
    const QJsonParseError &problem = body().problem;
    return ServerAnswer::error(
        400, u"malformed"_s,
        tr("The body is no valid JSON: %1 at byte %L2.").arg(problem.errorString()).arg(problem.offset));
}

FieldProblem ApiRequest::holdingNul(QString field)
{
    return {field.remove(nul), tr("It holds the character U+0000, which cannot be kept.")};
}

tl::unexpected<Error> ApiRequest::wrong(const QString &field, const QString &message)
{
    return wrong({{field, message}});
}

tl::unexpected<Error> ApiRequest::wrong(const QList<FieldProblem> &problems)
{
    const FieldProblem &first = problems.first();
    const QString message = first.field.isEmpty() ? first.message : u"%1: %2"_s.arg(first.field, first.message);
    return failure(Error{ErrorCode::InvalidInput, message, {}, {}, problems});
}

void ApiRequest::addWrong(std::optional<Error> &all, const Error *error)
{
    if (!error)
        return;
    if (!all)
        all = *error;
    else if (all->code == ErrorCode::InvalidInput)
        all->fields += error->fields;
}

} // namespace listwright
