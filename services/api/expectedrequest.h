// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <memory>

namespace listwright {

/** What the OpenAPI document says of an operation, as far as requests are held to it. */
struct ExpectedRequest
{
    QStringList parameters{}; ///< names that its query may have
    QStringList lists{};      ///< those of them that may stand there several times
    bool takesBody = false;   ///< of any type
    bool takesJson = false;   ///< its body is JSON and nothing else
};

/** Nothing where the document does not know it: "GET", "/api/products/{id}". */
std::shared_ptr<const ExpectedRequest> expectedRequest(const QByteArray &method, const QByteArray &pattern);

} // namespace listwright
