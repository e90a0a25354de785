// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delimited text through the record reader in tiny blocks, of bytes and of records, and in one block: both must give
// the same records.

#include "services/importing/recordreader.h"

#include <cstdlib>

using namespace listwright;
using namespace listwright::importing;

namespace {

std::vector<std::string> read(const QByteArray &bytes, RecordFormat format)
{
    std::vector<std::string> all;
    RecordReader reader(*TextSource::fromMemory(bytes, {}), format);
    RecordBlock block;
    while (reader.next(block).value_or(false)) {
        for (const Record &record : block.records()) {
            std::string text = std::to_string(record.line) + ':' + std::to_string(static_cast<int>(record.fault));
            for (const std::string_view cell : block.cells(record))
                text.append("|").append(cell);
            all.push_back(std::move(text));
        }
    }
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size < 2)
        return 0;
    RecordFormat format;
    format.delimiter = data[0] % 2 == 0 ? ',' : ';';
    format.quote = data[0] % 3 == 0 ? '\0' : '"';
    format.recordLimit = 1 << 20;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);
    const auto whole = read(bytes, format);
    format.blockBytes = 64 + data[1] % 64;
    format.blockRecords = 1 + data[1] % 9;
    if (whole != read(bytes, format))
        std::abort();
    format.recordLimit = 100; // the giving-up paths
    read(bytes, format);
    format.partial = true;
    read(bytes, format);
    return 0;
}
