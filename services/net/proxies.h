// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QNetworkProxyFactory>

#include <memory>

namespace listwright {

/** The proxies that HttpOptions::proxy means. Programs on this machine are always reached without one. */
Result<std::unique_ptr<QNetworkProxyFactory>> proxiesFrom(const QString &proxy);

} // namespace listwright
