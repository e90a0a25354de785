// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/answerschema.h"

#include "tests/support/gunzip.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

const QString errorSchema = u"#/components/schemas/Error"_s;

QHash<QByteArray, QByteArray> headersOf(const QByteArray &head)
{
    QHash<QByteArray, QByteArray> headers;
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    return headers;
}

bool fits(const QString &pattern, const QString &path)
{
    const QStringList wanted = pattern.split(u'/');
    const QStringList given = path.split(u'/');
    return wanted.size() == given.size() &&
           std::ranges::equal(wanted, given, [](const QString &one, const QString &other) {
               return one == other || (one.startsWith(u'{') && !other.isEmpty());
           });
}

/** The answers of the operation that a request asks for. */
struct Asked
{
    bool address = false; ///< there is something at the path
    bool method = false;
    QJsonObject responses{};
};

Asked askedFor(const QString &method, const QString &path)
{
    Asked asked;
    qsizetype parameters = 0;
    const QJsonObject paths = apiDocumentSchema().document().value(u"paths"_s).toObject();
    for (auto each = paths.begin(); each != paths.end(); ++each) {
        if (!fits(each.key(), path))
            continue;
        asked.address = true;
        const QJsonValue operation = each.value().toObject().value(method);
        const qsizetype count = each.key().count(u'{'); // "/products/bulk-delete" rather than "/products/{id}"
        if (!operation.isObject() || (asked.method && count >= parameters))
            continue;
        asked.method = true;
        asked.responses = operation.toObject().value(u"responses"_s).toObject();
        parameters = count;
    }
    return asked;
}

/** What the server answers by itself, before it looks for an operation; in the document's introduction. */
QStringList ownCodes(int status, const Asked &asked)
{
    switch (status) {
    case 404:
        return asked.address ? QStringList() : QStringList(u"not_found"_s);
    case 405:
        return asked.method ? QStringList() : QStringList(u"method_not_allowed"_s);
    case 408:
        return {u"timeout"_s};
    case 413:
        return {u"body_too_large"_s};
    case 414:
        return {u"address_too_long"_s};
    case 417:
        return {u"expectation_failed"_s};
    case 431:
        return {u"headers_too_large"_s};
    case 501:
        return {u"not_implemented"_s};
    case 505:
        return {u"version_not_supported"_s};
    case 403:
        return {u"foreign_host"_s, u"foreign_origin"_s};
    case 429:
        return {u"rate_limited"_s};
    case 503:
        return {u"busy"_s};
    default:
        return {u"bad_request"_s};
    }
}

/** One answer and the requests it belongs to. */
class Answer
{
public:
    Answer(const QByteArray &request, int status, const QByteArray &head, const QByteArray &body)
        : m_line(request.left(request.indexOf('\r'))), m_status(status), m_headers(headersOf(head)), m_body(body)
    {
        if (m_headers.value("content-encoding") == "gzip")
            m_body = gunzipped(body);
    }

    QString problem()
    {
        const QList<QByteArray> words = m_line.split(' ');
        const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(words.value(1).split('?').first()));
        const QString sent = QString::fromLatin1(words.value(0)).toLower();
        if (sent == u"options")
            return {};
        m_withoutBody = sent == u"head";
        const Asked asked = askedFor(m_withoutBody ? u"get"_s : sent, path);
        const QJsonValue documented = asked.responses.value(QString::number(m_status));
        if (isOwn(ownCodes(m_status, asked)) && !documented.isObject())
            return says(bodyProblem(apiDocumentSchema().at(errorSchema)));
        if (!asked.method)
            return says(u"there is no such operation"_s);
        if (!documented.isObject())
            return says(u"the status is not documented"_s);
        const QJsonObject response = apiDocumentSchema().resolved(documented.toObject());
        const QString headers = headerProblem(response.value(u"headers"_s).toObject());
        return says(headers.isEmpty() ? contentProblem(response.value(u"content"_s).toObject()) : headers);
    }

private:
    QString says(const QString &problem) const
    {
        return problem.isEmpty() ? QString()
                                 : u"%1: %2: %3"_s.arg(QString::fromUtf8(m_line)).arg(m_status).arg(problem);
    }
    bool isOwn(const QStringList &codes) const
    {
        const QString code = QJsonDocument::fromJson(m_body)[u"error"_s][u"code"_s].toString();
        return m_withoutBody ? m_status >= 400 : codes.contains(code);
    }
    QString headerProblem(const QJsonObject &headers) const
    {
        for (auto each = headers.begin(); each != headers.end(); ++each) {
            const QByteArray name = each.key().toLatin1().toLower();
            const QJsonObject header = apiDocumentSchema().resolved(each.value().toObject());
            if (!m_headers.contains(name)) {
                if (header.value(u"required"_s).toBool())
                    return u"the header %1 is missing"_s.arg(each.key());
                continue;
            }
            const QStringList violations =
                apiDocumentSchema().violations(QString::fromLatin1(m_headers.value(name)), header.value(u"schema"_s));
            if (!violations.isEmpty())
                return each.key() + u' ' + violations.join(u"; "_s);
        }
        return {};
    }
    QString contentProblem(const QJsonObject &content) const
    {
        if (content.isEmpty() || m_withoutBody)
            return m_body.isEmpty() ? QString() : u"there is a body"_s;
        const QString type = QString::fromLatin1(m_headers.value("content-type")).section(u';', 0, 0).trimmed();
        if (!content.contains(type))
            return u"the type “%1” is not documented"_s.arg(type);
        const QJsonValue schema = content.value(type).toObject().value(u"schema"_s);
        return type == u"application/json" ? bodyProblem(schema) : QString();
    }
    QString bodyProblem(const QJsonValue &schema) const
    {
        if (m_withoutBody)
            return {};
        const QJsonDocument json = QJsonDocument::fromJson(m_body);
        if (json.isNull())
            return u"the body is no JSON"_s;
        const QJsonValue value = json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object());
        return apiDocumentSchema().violations(value, schema).join(u"; "_s);
    }

    QByteArray m_line;
    int m_status;
    QHash<QByteArray, QByteArray> m_headers;
    QByteArray m_body;
    bool m_withoutBody = false;
};

} // namespace

const JsonSchema &apiDocumentSchema()
{
    static const JsonSchema document = [] {
        QFile file(QLatin1String(LISTWRIGHT_SOURCE_DIR "/resources/api/openapi.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("there is no OpenAPI document: %s", qPrintable(file.errorString()));
        return JsonSchema(QJsonDocument::fromJson(file.readAll()).object());
    }();
    return document;
}

QString undocumented(const QByteArray &request, int status, const QByteArray &head, const QByteArray &body)
{
    return Answer(request, status, head, body).problem();
}

} // namespace listwright::test
