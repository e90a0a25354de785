// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/textsource.h"

#include "services/importing/problems.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

#include <unicode/ucnv.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace listwright::importing {

namespace {

// Standard input can be read only once, but a preview comes before the import: what it looked at is given out again.
class StandardInput : public QIODevice
{
public:
    StandardInput()
    {
        m_opened = m_file.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool isReadable() const { return m_opened; }

    static QByteArray &head()
    {
        static QByteArray bytes; // belongs to the process as standard input itself does
        return bytes;
    }

protected:
    qint64 readData(char *target, qint64 capacity) override
    {
        const qint64 kept = std::min<qint64>(capacity, head().size() - m_at);
        if (kept <= 0)
            return m_file.read(target, capacity);
        std::memcpy(target, head().constData() + m_at, static_cast<std::size_t>(kept));
        m_at += kept;
        return kept;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QFile m_file;
    qint64 m_at = 0;
    bool m_opened = false;
};

Result<QByteArray> readUpTo(QIODevice &device, qint64 bytes, const QString &fileName)
{
    QByteArray sample;
    while (sample.size() < bytes) {
        QByteArray block(bytes - sample.size(), Qt::Uninitialized);
        const qint64 count = device.read(block.data(), block.size());
        if (count < 0)
            return failure(ErrorCode::Io, Import::tr("Reading “%1” failed.").arg(fileName), device.errorString());
        if (count == 0)
            break;
        sample.append(block.constData(), count);
    }
    return sample;
}

} // namespace

QString sourceName(const QString &fileName)
{
    return fileName == QLatin1String("-") ? Import::tr("standard input") : fileName;
}

Result<QByteArray> readBeginning(const QString &fileName, qint64 bytes)
{
    const auto device = openForReading(fileName);
    if (!device)
        return failure(device.error());
    auto sample = readUpTo(**device, bytes, sourceName(fileName));
    if (sample && fileName == QLatin1String("-"))
        StandardInput::head() = *sample;
    return sample;
}

Result<std::unique_ptr<QIODevice>> openForReading(const QString &fileName)
{
    if (fileName == QLatin1String("-")) {
        auto input = std::make_unique<StandardInput>();
        if (!input->isReadable())
            return failure(ErrorCode::Io, Import::tr("Standard input cannot be read."));
        return input;
    }
    const QFileInfo info(fileName);
    if (!info.exists())
        return failure(ErrorCode::NotFound, Import::tr("The file “%1” does not exist.").arg(fileName));
    if (info.isDir())
        return failure(ErrorCode::InvalidInput, Import::tr("“%1” is a folder, not a file.").arg(fileName));
    if (!info.isFile()) // a preview would take the beginning away from the import
        return failure(
            ErrorCode::Unsupported,
            Import::tr("“%1” is a pipe or a device, not a file. Give its text to standard input and import “-”.")
                .arg(fileName));
    auto file = std::make_unique<QFile>(fileName);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        // QFileInfo asks for the account that started the program; the one it runs as counts.
        const bool forbidden = ::faccessat(AT_FDCWD, QFile::encodeName(fileName).constData(), R_OK, AT_EACCESS) != 0;
        return failure(forbidden ? ErrorCode::Forbidden : ErrorCode::Io,
                       forbidden ? Import::tr("You have no right to read the file “%1”.").arg(fileName)
                                 : Import::tr("The file “%1” cannot be opened.").arg(fileName),
                       file->errorString());
    }
    return file;
}

struct TextSource::Converter
{
    struct Close
    {
        void operator()(UConverter *converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<UConverter, Close> source;
    std::unique_ptr<UConverter, Close> utf8;
    std::vector<char> bytes = std::vector<char>(256 * 1024);
    std::size_t at = 0;
    std::size_t filled = 0;
    bool atEnd = false;
    std::array<UChar, 4096> pivot{};
    UChar *pivotSource = pivot.data();
    UChar *pivotTarget = pivot.data();
    bool reset = true;
};

TextSource::~TextSource() = default;

Result<std::unique_ptr<TextSource>> TextSource::open(const QString &fileName, const QString &encoding)
{
    auto device = openForReading(fileName);
    if (!device)
        return failure(device.error());
    std::unique_ptr<TextSource> source(new TextSource);
    source->m_name = sourceName(fileName);
    source->m_bytesTotal = (*device)->isSequential() ? 0 : (*device)->size();
    source->m_device = std::move(*device);
    return source->useEncoding(encoding).map([&] { return std::move(source); });
}

Result<std::unique_ptr<TextSource>> TextSource::fromMemory(const QByteArray &bytes, const QString &encoding,
                                                           const QString &name)
{
    std::unique_ptr<TextSource> source(new TextSource);
    source->m_name = name;
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    source->m_device = std::move(buffer);
    source->m_bytesTotal = bytes.size();
    return source->useEncoding(encoding).map([&] { return std::move(source); });
}

Result<void> TextSource::useEncoding(const QString &encoding)
{
    if (encoding.isEmpty() || encoding.compare(QLatin1String("UTF-8"), Qt::CaseInsensitive) == 0)
        return {};
    UErrorCode status = U_ZERO_ERROR;
    auto converter = std::make_unique<Converter>();
    converter->source.reset(ucnv_open(encoding.toLatin1().constData(), &status));
    converter->utf8.reset(ucnv_open("UTF-8", &status));
    if (U_FAILURE(status))
        return failure(ErrorCode::Unsupported, Import::tr("The encoding “%1” is not known.").arg(encoding));
    m_converter = std::move(converter);
    return {};
}

Result<std::size_t> TextSource::readBytes(char *target, std::size_t capacity)
{
    const qint64 count = m_device->read(target, static_cast<qint64>(capacity));
    if (count < 0)
        return failure(ErrorCode::Io, Import::tr("Reading “%1” failed at byte %2.").arg(m_name).arg(m_bytesRead),
                       m_device->errorString());
    m_bytesRead += count;
    if (count == 0 && m_bytesRead < m_bytesTotal)
        return failure(ErrorCode::Io, Import::tr("“%1” became shorter while it was being read.").arg(m_name));
    return static_cast<std::size_t>(count);
}

Result<void> TextSource::refill()
{
    Converter &c = *m_converter;
    const auto count = readBytes(c.bytes.data(), c.bytes.size());
    if (!count)
        return failure(count.error());
    c.at = 0;
    c.filled = *count;
    c.atEnd = *count == 0;
    return {};
}

Result<std::size_t> TextSource::readConverted(char *target, std::size_t capacity)
{
    Converter &c = *m_converter;
    char *out = target;
    const char *const outEnd = target + capacity;
    for (;;) {
        if (c.at == c.filled && !c.atEnd) {
            if (const auto filled = refill(); !filled)
                return failure(filled.error());
        }
        const char *in = c.bytes.data() + c.at;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_convertEx(c.utf8.get(), c.source.get(), &out, outEnd, &in, c.bytes.data() + c.filled, c.pivot.data(),
                       &c.pivotSource, &c.pivotTarget, c.pivot.data() + c.pivot.size(), c.reset, c.atEnd, &status);
        c.reset = false;
        c.at = static_cast<std::size_t>(in - c.bytes.data());
        if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR && status != U_TRUNCATED_CHAR_FOUND)
            return failure(ErrorCode::InvalidInput,
                           Import::tr("“%1” cannot be converted from its encoding.").arg(m_name),
                           QString::fromLatin1(u_errorName(status)));
        if (out != target || (c.atEnd && status != U_BUFFER_OVERFLOW_ERROR))
            return static_cast<std::size_t>(out - target);
    }
}

Result<std::size_t> TextSource::read(char *target, std::size_t capacity)
{
    auto count = m_converter ? readConverted(target, capacity) : readBytes(target, capacity);
    if (!count || m_started)
        return count;
    // A byte order mark needs three bytes; a pipe may give fewer at first.
    while (*count > 0 && *count < 3) {
        const auto more = m_converter ? readConverted(target + *count, capacity - *count)
                                      : readBytes(target + *count, capacity - *count);
        if (!more)
            return more;
        if (*more == 0)
            break;
        *count += *more;
    }
    m_started = true;
    if (*count >= 3 && std::memcmp(target, "\xEF\xBB\xBF", 3) == 0) {
        *count -= 3;
        std::memmove(target, target + 3, *count);
        if (*count == 0)
            return m_converter ? readConverted(target, capacity) : readBytes(target, capacity);
    }
    return count;
}

} // namespace listwright::importing
