// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/clientaddress.h"

#include <algorithm>

namespace listwright {

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

bool isEveryAddress(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6) ||
           address == QHostAddress(QHostAddress::Any);
}

} // namespace listwright
