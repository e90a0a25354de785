// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

#include <QFile>

#include <memory>
#include <optional>

namespace listwright::importing {

/**
 * CSV of rejected records: the columns of the source, then line, column and reason, then the cells for which there was
 * no column. Made with the first record. Cells that a spreadsheet would run as a formula get an apostrophe in front.
 */
class RejectsFile
{
public:
    /** `sourceName` names the file: "<source>-rejected-<time>.csv". */
    RejectsFile(QString folder, QString sourceName);

    Result<void> add(const QStringList &columns, const std::vector<std::string> &cells,
                     const QList<RecordProblem> &problems);
    Result<void> close();
    /** Where the columns that it adds begin in the header of such a file; nothing when it is another's. */
    static std::optional<qsizetype> addedColumns(const QStringList &header);
    /** Empty while nothing was rejected. */
    QString fileName() const { return m_file ? m_file->fileName() : QString(); }

private:
    bool isEarlierReason(qsizetype column) const;
    Result<void> open(const QStringList &columns);
    Result<void> flush();

    QString m_folder;
    QString m_sourceName;
    std::unique_ptr<QFile> m_file;
    qsizetype m_columnCount = 0;
    std::optional<qsizetype> m_earlierColumns; // where the source, itself such a file, has line, column and reason
    QByteArray m_buffer;
};

} // namespace listwright::importing
