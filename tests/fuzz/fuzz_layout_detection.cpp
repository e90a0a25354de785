// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a file: encoding, format, table, layout and mapping detection, then the products by the detected plan.

#include "services/importing/detection.h"
#include "services/importing/encoding.h"
#include "services/importing/productreader.h"

using namespace listwright;
using namespace listwright::importing;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)refuseBinary(bytes, {});
    ImportPlan plan;
    plan.options.encoding = detectEncoding(bytes).name;
    plan.options.defaultCurrency = QStringLiteral("EUR");
    std::string text;
    auto source = TextSource::fromMemory(bytes, plan.options.encoding);
    char block[4096];
    for (auto count = (*source)->read(block, sizeof block); count && *count > 0;
         count = (*source)->read(block, sizeof block))
        text.append(block, *count);
    QStringList doubts;
    plan.options.format = detectFormat(text, false);
    looksLikeLostLetters(text);
    if (plan.options.format == SourceFormat::Delimited) {
        detectTable(text, false, {}, plan.options, doubts);
        const SampleTable table = readTable(text, plan.options.delimiter, plan.options.quote, false);
        plan.mapping = mapColumns(headerOf(table, plan.options.headerRow, doubts), plan.options, doubts);
    }
    auto reader = openProducts(plan, {*TextSource::fromMemory(bytes, plan.options.encoding), false});
    while (reader && (*reader)->next().value_or(false)) {
        for (std::size_t i = 0; i < (*reader)->candidates().size(); ++i) {
            Problems problems;
            (*reader)->build(i, problems);
        }
    }
    return 0;
}
