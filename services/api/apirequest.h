// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "models/domain/result.h"
#include "services/api/expectedrequest.h"
#include "services/server/routetable.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QUrlQuery>

namespace listwright {

/** A request to the REST API whose sender is known and may ask it. Values are read with errors that name them. */
class ApiRequest
{
    Q_DECLARE_TR_FUNCTIONS(ApiRequest)

public:
    ApiRequest(std::shared_ptr<const ReceivedRequest> request, QList<QByteArray> parameters, ApiKey caller,
               std::shared_ptr<const ExpectedRequest> expected = {});

    /** The key that was shown; empty where there is none. */
    static QByteArray keyOf(const ReceivedRequest &request);
    const ReceivedRequest &http() const { return *m_request; }
    const ApiKey &caller() const { return m_caller; }
    /** "api/price watcher": who changed something, for the history. */
    QString actor() const;

    /** The number in the path; NotFound where it is none. */
    Result<qint64> id(qsizetype position = 0) const;
    bool has(const QString &name) const { return m_query.hasQueryItem(name); }
    /** Of the query, decoded; empty where it is not there. */
    QString text(const QString &name) const;
    /** Values divided by commas, or given several times. */
    QStringList list(const QString &name) const;
    Result<std::optional<int>> number(const QString &name, int minimum, int maximum) const;
    /** The body as an object; an empty body is an empty one. */
    Result<QJsonObject> object() const;
    /**
     * Why it is not looked at: 422 where the query holds what no database keeps, or twice what is no list, or a body
     * says something to an operation that takes none, 400 where the operation knows one of the query's names not, which
     * would mean "all" otherwise, 415 where the body is not said to be the JSON that is wanted.
     */
    std::optional<ServerAnswer> refusal() const;
    /** 400 where the body is to be JSON and is none. Reads it, which may take a while. */
    std::optional<ServerAnswer> malformed() const;

    /** InvalidInput that names the field, for an answer of 422. */
    static tl::unexpected<Error> wrong(const QString &field, const QString &message);
    /** The same of several, at least one. */
    static tl::unexpected<Error> wrong(const QList<FieldProblem> &problems);
    /** What is wrong with any of them, with the fields of all; nothing where all are well. */
    template <class... Values>
    static std::optional<Error> wrongOf(const Result<Values> &...values)
    {
        std::optional<Error> all;
        (addWrong(all, values ? nullptr : &values.error()), ...);
        return all;
    }
    /** Other members of a body are a mistake: a name that is not known must not mean "all". */
    static Result<void> onlyKnown(const QJsonObject &body, const QStringList &known);

private:
    static void addWrong(std::optional<Error> &all, const Error *error);
    static FieldProblem holdingNul(QString field);
    std::optional<ServerAnswer> queryRefusal() const;
    std::optional<ServerAnswer> bodyRefusal() const;
    bool saysSomething() const;
    struct Body;
    const Body &body() const;

    std::shared_ptr<const ReceivedRequest> m_request;
    std::shared_ptr<Body> m_body; ///< read once for all copies
    std::shared_ptr<const ExpectedRequest> m_expected;
    QList<QByteArray> m_parameters;
    ApiKey m_caller;
    QUrlQuery m_query;
};

} // namespace listwright
