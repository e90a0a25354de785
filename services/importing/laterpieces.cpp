// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/laterpieces.h"

#include <QFile>
#include <QFileInfo>

#include <cstring>

namespace listwright::importing {

namespace {

constexpr qint64 blockBytes = 64 * 1024;
constexpr qint64 scannedBytes = 64 * 1024 * 1024; // a tenth of a second; of longer files every second or third block …
constexpr qsizetype letterBytes = 1024 * 1024;
constexpr qint64 pieces = 16;

bool open(QFile &file)
{
    return QFileInfo(file.fileName()).isFile() && file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool isAsciiByte(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

// A block may begin and end inside a character.
QByteArrayView betweenAscii(QByteArrayView block)
{
    while (!block.isEmpty() && !isAsciiByte(block.front()))
        block = block.sliced(1);
    while (!block.isEmpty() && !isAsciiByte(block.back()))
        block.chop(1);
    return block;
}

} // namespace

bool isAscii(QByteArrayView bytes)
{
    constexpr quint64 highBits = 0x8080808080808080ULL;
    qsizetype at = 0;
    quint64 seen = 0;
    for (; at + qsizetype(sizeof(quint64)) <= bytes.size(); at += sizeof(quint64)) {
        quint64 word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        seen |= word;
    }
    for (; at < bytes.size(); ++at)
        seen |= isAsciiByte(bytes[at]) ? 0 : highBits;
    return (seen & highBits) == 0;
}

QByteArray laterLetters(const QString &fileName, qint64 from)
{
    QByteArray letters;
    QFile file(fileName);
    if (!open(file))
        return letters;
    const qint64 step = blockBytes * ((file.size() - from) / scannedBytes + 1);
    QByteArray block(blockBytes, Qt::Uninitialized);
    for (qint64 at = from; at < file.size() && letters.size() < letterBytes && file.seek(at); at += step) {
        const qint64 count = file.read(block.data(), block.size());
        if (count <= 0)
            break;
        const QByteArrayView read(block.constData(), count);
        if (!isAscii(read))
            letters += betweenAscii(read).toByteArray();
    }
    return letters;
}

std::vector<QByteArray> laterPieces(const QString &fileName, qint64 from)
{
    std::vector<QByteArray> found;
    QFile file(fileName);
    if (!open(file))
        return found;
    const qint64 last = std::max(from, file.size() - blockBytes);
    for (qint64 i = 1; i <= pieces; ++i) {
        const qint64 at = (from + (last - from) / pieces * i) & ~qint64{3}; // whole units of UTF-16
        if (!file.seek(i == pieces ? last & ~qint64{3} : at))
            break;
        found.push_back(file.read(blockBytes + 3));
    }
    return found;
}

} // namespace listwright::importing
