// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/rejectsfile.h"

#include "services/importing/problems.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace listwright::importing {

namespace {

constexpr qsizetype bufferBytes = 256 * 1024;

// Excel and LibreOffice run cells that begin so (OWASP, CSV injection); numbers stay numbers.
bool runsAsFormula(std::string_view cell)
{
    if (cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos)
        return false;
    const bool number = cell.size() > 1 && (cell[0] == '-' || cell[0] == '+') &&
                        cell.find_first_not_of("0123456789.,", 1) == std::string_view::npos;
    return !number;
}

// What reading such a file would take for the apostrophe in front of a formula.
bool looksGuarded(std::string_view cell)
{
    return cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@\t\r'").find(cell[1]) != std::string_view::npos;
}

const QStringList &added()
{
    static const QStringList columns{QStringLiteral("line"), QStringLiteral("column"), QStringLiteral("reason")};
    return columns;
}

/** Whether an apostrophe in front of a formula is the cell's own, or was put there by a rejects file before. */
enum class Guard {
    Added,
    Kept,
};

void appendCell(QByteArray &line, std::string_view cell, Guard guard = Guard::Added)
{
    if (!line.isEmpty() && line.back() != '\n')
        line += ',';
    line += '"';
    if (guard == Guard::Added ? runsAsFormula(cell) || looksGuarded(cell) : runsAsFormula(cell))
        line += '\'';
    for (const char c : cell) {
        if (c == '"')
            line += '"';
        if (c != '\0')
            line += c;
    }
    line += '"';
}

void appendCell(QByteArray &line, const QString &cell)
{
    appendCell(line, std::string_view(toUtf8(cell)));
}

} // namespace

RejectsFile::RejectsFile(QString folder, QString sourceName)
    : m_folder(std::move(folder)), m_sourceName(std::move(sourceName))
{
}

std::optional<qsizetype> RejectsFile::addedColumns(const QStringList &header)
{
    for (qsizetype i = 1; i + added().size() <= header.size(); ++i) {
        if (header.sliced(i, added().size()) == added())
            return i;
    }
    return {};
}

bool RejectsFile::isEarlierReason(qsizetype column) const
{
    return m_earlierColumns && column >= *m_earlierColumns && column < *m_earlierColumns + added().size();
}

Result<void> RejectsFile::open(const QStringList &columns)
{
    QString base = QFileInfo(m_sourceName).completeBaseName();
    if (base.isEmpty() || m_sourceName == QLatin1String("-"))
        base = QStringLiteral("standard-input");
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QDir().mkpath(m_folder);
    for (int number = 1; number < 1000; ++number) {
        const QString suffix = number == 1 ? QString() : QString(u'-' + QString::number(number));
        const QString name =
            QDir(m_folder).filePath(base + QLatin1String("-rejected-") + time + suffix + QLatin1String(".csv"));
        auto file = std::make_unique<QFile>(name);
        if (file->open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            m_file = std::move(file);
            break;
        }
        if (!QFileInfo::exists(name))
            return failure(ErrorCode::Io,
                           Import::tr("The file for rejected records, “%1”, cannot be written.").arg(name),
                           file->errorString());
    }
    if (!m_file)
        return failure(ErrorCode::Io,
                       Import::tr("The file for rejected records cannot be written in “%1”.").arg(m_folder));
    m_columnCount = columns.size();
    m_earlierColumns = addedColumns(columns);
    m_buffer = "\xEF\xBB\xBF"; // spreadsheets need it to see UTF-8
    QByteArray header;
    for (qsizetype i = 0; i < m_columnCount; ++i) {
        if (!isEarlierReason(i))
            appendCell(header, columns.at(i));
    }
    for (const QString &column : added())
        appendCell(header, column);
    m_buffer += header + "\r\n";
    return {};
}

Result<void> RejectsFile::flush()
{
    const bool written = m_file->write(m_buffer) == m_buffer.size();
    m_buffer.clear();
    if (written)
        return {};
    return failure(
        m_file->error() == QFileDevice::ResourceError ? ErrorCode::StorageFull : ErrorCode::Io,
        Import::tr("The rejected records cannot be written to “%1”. Is the disk full?").arg(m_file->fileName()),
        m_file->errorString());
}

Result<void> RejectsFile::add(const QStringList &columns, const std::vector<std::string> &cells,
                              const QList<RecordProblem> &problems)
{
    if (!m_file) {
        if (const auto opened = open(columns); !opened)
            return opened;
    }
    QByteArray line;
    const Guard guard = m_earlierColumns ? Guard::Kept : Guard::Added;
    for (qsizetype i = 0; i < m_columnCount; ++i) {
        const auto index = static_cast<std::size_t>(i);
        if (!isEarlierReason(i))
            appendCell(line, index < cells.size() ? std::string_view(cells[index]) : std::string_view(), guard);
    }
    QStringList names;
    QStringList reasons;
    qint64 firstLine = 0;
    for (const RecordProblem &problem : problems) {
        if (!problem.rejects)
            continue;
        firstLine = firstLine == 0 ? problem.line : firstLine;
        names.append(problem.column);
        reasons.append(problem.reason);
    }
    appendCell(line, QString::number(firstLine));
    appendCell(line, names.join(QLatin1String("; ")));
    appendCell(line, reasons.join(QLatin1String(" ")));
    // More cells than columns are mostly the fault itself; at the end they leave the others in their columns.
    for (auto i = static_cast<std::size_t>(m_columnCount); i < cells.size(); ++i)
        appendCell(line, std::string_view(cells[i]), guard);
    m_buffer += line + "\r\n";
    return m_buffer.size() < bufferBytes ? Result<void>() : flush();
}

Result<void> RejectsFile::close()
{
    if (!m_file)
        return {};
    auto written = flush();
    m_file->close();
    return written;
}

} // namespace listwright::importing
