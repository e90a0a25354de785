// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

namespace listwright {

/**
 * Replaces the file at once and durably: no other account can read it at any moment (mode 0600), and after a crash it
 * holds either the old or the new content. Makes the folder (mode 0700) where it is missing.
 */
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

/** Makes the folder and those above it where they are missing, the last for this account only (mode 0700). */
Result<void> makePrivateFolder(const QString &folder);

/** NotFound when there is none, InvalidInput when larger than `maximumBytes`. */
Result<QByteArray> readBoundedFile(const QString &path, qint64 maximumBytes);

/** Forbidden when other accounts have any right on the file. */
Result<void> requirePrivate(const QString &path);

} // namespace listwright
