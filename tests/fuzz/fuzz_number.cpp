// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Amounts, quantities and GTINs. What is read must read the same again from its canonical form.

#include "services/importing/amount.h"
#include "services/importing/fieldreader.h"

#include <cstdlib>

using namespace listwright;
using namespace listwright::importing;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    (void)styleEvidence(text);
    (void)parseJsonAmount(text, Currency::fromCode("EUR"));
    (void)readGtin(text);
    (void)checkWebUrl(text);
    (void)splitUrls(text);
    (void)splitOptions(text);
    qint64 quantity = 0;
    (void)readQuantity(text, quantity);
    (void)readJsonQuantity(text, quantity);
    for (const DecimalStyle style : {DecimalStyle::Point, DecimalStyle::Comma}) {
        const Amount amount = parseAmount(text, style, Currency::fromCode("EUR"));
        if (amount.problem != AmountProblem::None)
            continue;
        const std::string canonical = Money(amount.minorUnits, *amount.currency).toString().toStdString();
        const Amount again = parseAmount(canonical, DecimalStyle::Point, {});
        if (again.problem != AmountProblem::None || again.minorUnits != amount.minorUnits)
            std::abort();
    }
    return 0;
}
