// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "services/importing/importer.h"

namespace listwright {

/** What became of one file of an import. */
struct FileImport
{
    QString name; ///< as on the command line
    ImportPlan plan;
    QStringList doubts{};  ///< about how it was read
    ImportSummary summary; ///< of a failed one as far as it got; job.id is 0 when nothing was begun
    std::optional<Error> error;
};

void showPreview(Console &console, const QString &name, const ImportPreview &preview);
QJsonObject previewJson(const QString &name, const ImportPreview &preview);

/** The counts, the first problems, and where the rejected records are; the error on standard error. */
void showImport(Console &console, const FileImport &import);
QJsonObject importJson(const FileImport &import);

} // namespace listwright
