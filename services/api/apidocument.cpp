// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apidocument.h"

#include "services/api/apidocspage.h"
#include "services/api/entitytag.h"

#include <QCryptographicHash>
#include <QFile>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QByteArray addressMark = QByteArrayLiteral("@address@"); ///< in the page, where its examples ask

QByteArray resource(const QString &name)
{
    QFile file(u":/listwright/api/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct DocsPage
{
    QByteArray html;
    QByteArray policy; ///< the page may use its own style and nothing else
};

DocsPage makeDocsPage()
{
    const QByteArray style = resource(u"docs.css"_s);
    const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    return {apiDocsPage(apiDocument(), style, addressMark),
            "default-src 'none'; style-src 'sha256-" + hash +
                "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"};
}

/** As the client reaches the server. */
QByteArray addressOf(const ReceivedRequest &request)
{
    return (request.encrypted ? "https://" : "http://") + (request.host.isEmpty() ? "127.0.0.1:8765" : request.host);
}

} // namespace

QByteArray apiDocument()
{
    static const QByteArray document = resource(u"openapi.json"_s).replace("@version@", LISTWRIGHT_VERSION);
    return document;
}

RouteTable::Route apiDocumentRoute()
{
    const auto handler = [](Exchange exchange) {
        exchange.responder.answer(
            tagged(*exchange.request,
                   {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = apiDocument()}));
    };
    return {.method = "GET", .pattern = "/api/openapi.json", .handler = handler};
}

RouteTable::Route apiDocsRoute()
{
    const auto handler = [](Exchange exchange) {
        static const DocsPage page = makeDocsPage();
        QByteArray html = page.html;
        html.replace(addressMark, addressOf(*exchange.request));
        exchange.responder.answer(tagged(*exchange.request, {.status = 200,
                                                             .headers = {{"Content-Type", "text/html; charset=utf-8"},
                                                                         {"Content-Security-Policy", page.policy},
                                                                         {"X-Content-Type-Options", "nosniff"},
                                                                         {"Referrer-Policy", "no-referrer"}},
                                                             .body = std::move(html)}));
    };
    return {.method = "GET", .pattern = "/api/docs", .handler = handler};
}

} // namespace listwright
