// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QIODevice>
#include <QStringList>
#include <QTemporaryFile>

#include <memory>

namespace listwright {

/** Writes all bytes. A full disk is StorageFull, anything else Io; both name the file. */
Result<void> writeBytes(QIODevice &device, const QByteArray &bytes);
/** Why the device could not be written or opened, as an Error. */
Error deviceError(const QIODevice &device);

/** The cell as RFC 4180 wants it: quoted where the delimiter, a quote, a line break or outer blanks need it. */
QByteArray delimitedCell(const QString &cell, char delimiter);
/** One record with its line end. */
QByteArray delimitedRecord(const QStringList &cells, char delimiter);

/**
 * Records of a file whose columns only become known while products are written. They wait in a temporary file, so
 * memory stays bounded, and writeTo() puts the complete header before them.
 */
class SpooledTable
{
    Q_DECLARE_TR_FUNCTIONS(SpooledTable)

public:
    static constexpr int maximumColumns = 500;

    SpooledTable(char delimiter, QStringList columns);

    /** Position of the n-th column of that name, added where it is new; nothing when there are too many columns. */
    std::optional<qsizetype> column(const QString &header, int occurrence = 0);
    const QStringList &columns() const { return m_columns; }
    Result<void> add(const QStringList &cells);
    /** Header, then all records, each filled up to the number of columns. */
    Result<void> writeTo(QIODevice &device);

private:
    Result<void> openSpool();

    char m_delimiter;
    QStringList m_columns;
    std::unique_ptr<QTemporaryFile> m_spool;
};

} // namespace listwright
