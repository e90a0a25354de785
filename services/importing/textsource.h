// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QIODevice>

#include <memory>
#include <vector>

namespace listwright::importing {

/**
 * The text of a source as UTF-8, read forward in blocks. UTF-8 passes through unchanged and uncopied (it may hold
 * invalid sequences); everything else is converted by ICU. A byte order mark is left out. Belongs to one thread.
 */
class TextSource
{
public:
    /** "-" is standard input. Fails with a message naming the file for directories, missing rights and so on. */
    static Result<std::unique_ptr<TextSource>> open(const QString &fileName, const QString &encoding);
    static Result<std::unique_ptr<TextSource>> fromMemory(const QByteArray &bytes, const QString &encoding,
                                                          const QString &name = {});
    ~TextSource();

    /** Fills up to `capacity` bytes (at least 64); 0 only at the end. */
    Result<std::size_t> read(char *target, std::size_t capacity);

    qint64 bytesRead() const { return m_bytesRead; }   ///< of the source, before conversion
    qint64 bytesTotal() const { return m_bytesTotal; } ///< 0 when unknown
    const QString &name() const { return m_name; }     ///< for messages

private:
    TextSource() = default;
    Result<void> useEncoding(const QString &encoding);
    Result<std::size_t> readBytes(char *target, std::size_t capacity);
    Result<std::size_t> readConverted(char *target, std::size_t capacity);
    Result<void> refill();

    struct Converter;
    QString m_name;
    std::unique_ptr<QIODevice> m_device;
    std::unique_ptr<Converter> m_converter; // null for UTF-8
    qint64 m_bytesRead = 0;
    qint64 m_bytesTotal = 0;
    bool m_started = false;
};

/** How people are told of a source: the file's name, or "standard input" for "-". */
QString sourceName(const QString &fileName);

/** Opens a file or standard input ("-") for reading; the error says what is in the way. */
Result<std::unique_ptr<QIODevice>> openForReading(const QString &fileName);

/** The first bytes of a file. Those of standard input are kept, so that it can be opened again from its beginning. */
Result<QByteArray> readBeginning(const QString &fileName, qint64 bytes);

} // namespace listwright::importing
