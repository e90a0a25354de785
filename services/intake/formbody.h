// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

/** Bodies of requests that are no JSON, as JSON. Thread-safe; InvalidInput says what is wrong. */
namespace listwright::formbody {

/**
 * "title=Drill&images[0]=https://…&attributes[0][name]=Colour" (application/x-www-form-urlencoded) as an object: all
 * values are texts, an empty one is null. Members named by numbers from 0 on are lists.
 */
Result<QByteArray> jsonOfForm(const QByteArray &body);

struct Multipart
{
    QByteArray json;
    QString source{}; ///< of the field "source" beside a file; empty = it says nothing
};

/**
 * The JSON of a multipart/form-data body: its first file, or else its fields as an object. `contentType` names the
 * boundary.
 */
Result<Multipart> jsonOfMultipart(const QByteArray &contentType, const QByteArray &body);

} // namespace listwright::formbody
