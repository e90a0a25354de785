// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArrayView>

namespace listwright::importing {

struct DetectedEncoding
{
    QString name;         ///< as ReadOptions::encoding
    bool certain = false; ///< a byte order mark or valid UTF-8; otherwise a guess by the letters
};

/**
 * Which encoding the beginning of a file is in: by byte order mark, by the zeros of UTF-16, as valid UTF-8, else the
 * one of windows-1252, windows-1250 and ISO-8859-2 that makes the likelier Polish, German and Western text.
 */
DetectedEncoding detectEncoding(QByteArrayView sample);

/** Refuses spreadsheets, archives, pictures and other binary data, saying what the file is where that is known. */
Result<void> refuseBinary(QByteArrayView sample, const QString &fileName);

/** Whether letters seem to have been replaced by "?" before the file was written ("Zu?bereich"). */
bool looksLikeLostLetters(std::string_view text);

} // namespace listwright::importing
