// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON through splitter, parser and product builder, as a list and as lines.

#include "services/importing/productreader.h"

using namespace listwright;
using namespace listwright::importing;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const SourceFormat format : {SourceFormat::JsonArray, SourceFormat::JsonLines}) {
        ImportPlan plan;
        plan.options.format = format;
        plan.options.defaultCurrency = QStringLiteral("EUR");
        auto reader = openProducts(plan, {*TextSource::fromMemory(bytes, {}), false});
        while ((*reader)->next().value_or(false)) {
            for (std::size_t i = 0; i < (*reader)->candidates().size(); ++i) {
                Problems problems;
                (*reader)->build(i, problems);
                (*reader)->rawCells(i);
            }
        }
    }
    return 0;
}
