// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/delimitedtext.h"

#include <QDataStream>
#include <QDir>
#include <QFileDevice>

#include <cerrno>
#include <unistd.h>

namespace listwright {

namespace {

struct DeviceText
{
    Q_DECLARE_TR_FUNCTIONS(UploadFile)
};

QString deviceName(const QIODevice &device)
{
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    return file ? QDir::toNativeSeparators(file->fileName()) : QString();
}

bool needsQuotes(const QString &cell, char delimiter)
{
    if (cell.isEmpty())
        return false;
    if (cell.front().isSpace() || cell.back().isSpace())
        return true;
    return std::any_of(cell.begin(), cell.end(), [delimiter](QChar c) {
        return c == QLatin1Char(delimiter) || c == u'"' || c == u'\n' || c == u'\r';
    });
}

// A write that got only a part of its bytes out leaves no reason with Qt. The next one has it; the file is lost anyway.
QString reasonOf(const QIODevice &device, const QFileDevice *file)
{
    const bool unknown = device.errorString() == QCoreApplication::translate("QIODevice", "Unknown error");
    if (unknown && file && file->handle() >= 0 && ::write(file->handle(), "\n", 1) < 0)
        return qt_error_string(errno);
    return device.errorString();
}

} // namespace

Error deviceError(const QIODevice &device)
{
    const QString name = deviceName(device);
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    const QString reason = reasonOf(device, file);
    // Qt reports a full disk as a general write error, and a folder without right as a general one of opening; only the
    // system's text tells them apart.
    const auto isReason = [&reason](int number) { return reason == qt_error_string(number); };
    if (isReason(ENOSPC) || isReason(EDQUOT))
        return {ErrorCode::StorageFull,
                DeviceText::tr("The disk is full; “%1” could not be written.").arg(name),
                reason,
                {}};
    if ((file && file->error() == QFileDevice::PermissionsError) || isReason(EACCES) || isReason(EROFS))
        return {ErrorCode::Forbidden, DeviceText::tr("There is no right to write “%1”.").arg(name), reason, {}};
    return {ErrorCode::Io, DeviceText::tr("“%1” could not be written: %2.").arg(name, reason), reason, {}};
}

Result<void> writeBytes(QIODevice &device, const QByteArray &bytes)
{
    if (device.write(bytes) != bytes.size())
        return failure(deviceError(device));
    return {};
}

QByteArray delimitedCell(const QString &cell, char delimiter)
{
    QByteArray bytes = cell.toUtf8();
    if (!needsQuotes(cell, delimiter))
        return bytes;
    bytes.replace('"', "\"\"");
    return '"' + bytes + '"';
}

QByteArray delimitedRecord(const QStringList &cells, char delimiter)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += delimiter;
        line += delimitedCell(cells.at(i), delimiter);
    }
    line += '\n';
    return line;
}

SpooledTable::SpooledTable(char delimiter, QStringList columns) : m_delimiter(delimiter), m_columns(std::move(columns))
{
}

std::optional<qsizetype> SpooledTable::column(const QString &header, int occurrence)
{
    qsizetype position = m_columns.indexOf(header);
    int found = 0;
    while (position >= 0 && found < occurrence) {
        position = m_columns.indexOf(header, position + 1);
        ++found;
    }
    if (position >= 0)
        return position;
    if (m_columns.size() >= maximumColumns)
        return {};
    m_columns.append(header);
    return m_columns.size() - 1;
}

Result<void> SpooledTable::openSpool()
{
    m_spool = std::make_unique<QTemporaryFile>();
    if (!m_spool->open())
        return failure(ErrorCode::Io, tr("No temporary file could be made: %1.").arg(m_spool->errorString()),
                       m_spool->errorString());
    return {};
}

Result<void> SpooledTable::add(const QStringList &cells)
{
    if (!m_spool) {
        if (auto opened = openSpool(); !opened)
            return opened;
    }
    QByteArray record = delimitedRecord(cells, m_delimiter);
    record.chop(1); // the line end follows when the number of columns is known
    QDataStream stream(m_spool.get());
    stream << static_cast<qint64>(cells.size()) << record;
    if (stream.status() != QDataStream::Ok)
        return failure(deviceError(*m_spool));
    return {};
}

Result<void> SpooledTable::writeTo(QIODevice &device)
{
    if (auto header = writeBytes(device, delimitedRecord(m_columns, m_delimiter)); !header || !m_spool)
        return header;
    if (!m_spool->flush() || !m_spool->seek(0))
        return failure(deviceError(*m_spool));
    QDataStream stream(m_spool.get());
    while (!stream.atEnd()) {
        qint64 cells = 0;
        QByteArray record;
        stream >> cells >> record;
        if (stream.status() != QDataStream::Ok)
            return failure(ErrorCode::Io, tr("The temporary file could not be read again."), m_spool->errorString());
        record.append(m_columns.size() - cells, m_delimiter);
        record.append('\n');
        if (auto written = writeBytes(device, record); !written)
            return written;
    }
    return {};
}

} // namespace listwright
