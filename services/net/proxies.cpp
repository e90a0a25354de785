// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/proxies.h"

#include "services/net/httpclient.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QUrl>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

/** One proxy for everything but this machine, or what the system says when there is none. */
class Proxies : public QNetworkProxyFactory
{
public:
    explicit Proxies(std::optional<QNetworkProxy> proxy) : m_proxy(std::move(proxy)) {}
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isThisMachine(query.peerHostName()))
            return {QNetworkProxy::NoProxy};
        return m_proxy ? QList{*m_proxy} : systemProxyForQuery(query);
    }

private:
    std::optional<QNetworkProxy> m_proxy;
};

std::optional<QNetworkProxy> proxyAt(const QUrl &address)
{
    if (!address.isValid() || address.host().isEmpty())
        return {};
    const bool isSocks = address.scheme() == u"socks5"_s;
    if (!isSocks && address.scheme() != u"http"_s)
        return {};
    return QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, address.host(),
                         static_cast<quint16>(address.port(isSocks ? 1080 : 8080)),
                         address.userName(QUrl::FullyDecoded), address.password(QUrl::FullyDecoded));
}

} // namespace

Result<std::unique_ptr<QNetworkProxyFactory>> proxiesFrom(const QString &proxy)
{
    if (proxy.isEmpty())
        return std::make_unique<Proxies>(std::nullopt);
    if (proxy == u"none"_s)
        return std::make_unique<Proxies>(QNetworkProxy(QNetworkProxy::NoProxy));
    const auto found = proxyAt(QUrl(proxy, QUrl::StrictMode));
    if (!found) // without the text, which may hold a password
        return failure(ErrorCode::InvalidInput,
                       HttpClient::tr("The proxy's address has to look like http://name:8080 or socks5://name:1080."));
    return std::make_unique<Proxies>(found);
}

Result<void> checkProxy(const QString &proxy)
{
    return proxiesFrom(proxy).map([](const auto &) {});
}

} // namespace listwright
