// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/clientaddress.h"

#include <QRegularExpression>

#include <algorithm>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** "192.0.2.1", "192.0.2.1:80", "[2001:db8::1]:80" or with quotes round it; null where it is no address. */
QHostAddress writtenAddress(QString text)
{
    text.remove(u'"');
    if (text.startsWith(u'['))
        text = text.mid(1, text.indexOf(u']') - 1);
    else if (text.count(u':') == 1)
        text.truncate(text.indexOf(u':'));
    return QHostAddress(text);
}

/** Of the last one of a list: who asked the proxy at hand. */
QHostAddress forwardedFor(const ReceivedRequest &request)
{
    static const QRegularExpression parameter(u"(?:^|;)\\s*for=([^;]*)"_s, QRegularExpression::CaseInsensitiveOption);
    const auto lastOf = [&request](const char *name) {
        return QString::fromLatin1(request.header(name)).section(u',', -1).trimmed();
    };
    const QString forwarded = lastOf("x-forwarded-for");
    return writtenAddress(forwarded.isEmpty() ? parameter.match(lastOf("forwarded")).captured(1) : forwarded);
}

} // namespace

QHostAddress clientOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    address.toIPv4Address(&isIpv4); // also where it is written as IPv6
    if (isIpv4 || address.isLoopback() || address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(std::begin(network.c) + 8, std::end(network.c), quint8{0});
    return QHostAddress(network);
}

RequestSender senderOf(const ReceivedRequest &request)
{
    const bool passedOn =
        request.address.isLoopback() && (request.hasHeader("x-forwarded-for") || request.hasHeader("forwarded"));
    if (!passedOn)
        return {clientOf(request.address).toString().toLatin1(), request.address.isLoopback()};
    const QHostAddress sender = forwardedFor(request);
    return {sender.isNull() ? QByteArray("unknown") : clientOf(sender).toString().toLatin1(), false};
}

bool isEveryAddress(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6) ||
           address == QHostAddress(QHostAddress::Any);
}

} // namespace listwright
