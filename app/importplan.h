// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "services/importing/importsource.h"

#include <QTemporaryDir>

namespace listwright {

/**
 * What an import reads. Standard input is kept in a temporary file first, since looking at its beginning and then
 * reading it are two passes.
 */
class SourceFile
{
    Q_DECLARE_TR_FUNCTIONS(ImportCommand)

public:
    static Result<SourceFile> of(const QString &name);
    QString path() const { return m_path; }

private:
    QString m_path;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QList<QCommandLineOption> importOptions();
/** Options whose value makes no sense whatever the file is. */
Result<void> checkImportOptions(const CommandContext &context);
/** Detects how to read the file and puts the options' choices in their places. */
Result<ImportPreview> planImport(const CommandContext &context, const QString &file);

} // namespace listwright
