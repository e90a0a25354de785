// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

// What a file holds behind its beginning, where the beginning leaves a question open. Nothing for standard input.
namespace listwright::importing {

/** Bytes beyond ASCII with what is around them, from all over the file; at most a megabyte. */
QByteArray laterLetters(const QString &fileName, qint64 from);

/** Places spread evenly up to the end of the file, each beginning somewhere in a record. */
std::vector<QByteArray> laterPieces(const QString &fileName, qint64 from);

bool isAscii(QByteArrayView bytes);

} // namespace listwright::importing
