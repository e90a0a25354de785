// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line with a content type, then a body, as the webhook reads it: products that a database takes, each wrong one with
// its reason, and no more of them than the limits allow.

#include "services/importing/text.h"
#include "services/intake/intakereading.h"
#include "tests/fuzz/typedbody.h"

#include <QJsonDocument>

#include <cstdlib>

using namespace listwright;

namespace {

bool isSound(const std::string &text)
{
    const importing::TextFlaws flaws = importing::findFlaws(text);
    return !flaws.nul && !flaws.invalidUtf8;
}

bool arePairsSound(const std::vector<std::pair<std::string, std::string>> &pairs)
{
    return std::ranges::all_of(pairs, [](const auto &pair) { return isSound(pair.first) && isSound(pair.second); });
}

bool isObjectOrEmpty(const std::string &json)
{
    return json.empty() || QJsonDocument::fromJson(QByteArray::fromStdString(json)).isObject();
}

bool isSound(const VariantDraft &variant)
{
    return isSound(variant.sku) && isSound(variant.gtin) && isSound(variant.imageUrl) && arePairsSound(variant.options);
}

bool isSound(const ProductDraft &draft)
{
    for (const auto text :
         {&ProductDraft::sourcePlatform, &ProductDraft::sourceId, &ProductDraft::sourceUrl, &ProductDraft::sku,
          &ProductDraft::gtin, &ProductDraft::mpn, &ProductDraft::title, &ProductDraft::description,
          &ProductDraft::titleOptimized, &ProductDraft::descriptionOptimized, &ProductDraft::category,
          &ProductDraft::brand, &ProductDraft::sourceData, &ProductDraft::kept}) {
        if (!isSound(draft.*text))
            return false;
    }
    return !draft.sourcePlatform.empty() && !draft.sourceId.empty() && arePairsSound(draft.attributes) &&
           arePairsSound(draft.images) && isObjectOrEmpty(draft.sourceData) && isObjectOrEmpty(draft.kept) &&
           std::ranges::all_of(draft.bulletPoints, [](const std::string &point) { return isSound(point); }) &&
           std::ranges::all_of(draft.variants, [](const VariantDraft &variant) { return isSound(variant); });
}

bool isExplained(const IntakeReading &reading, const IntakeItem &item)
{
    return item.draft ? *item.draft < reading.drafts.size() : !item.problems.isEmpty();
}

void check(const IntakeReading &reading, const IntakeLimits &limits)
{
    const qint64 items = reading.products <= limits.built ? reading.products : 0;
    if (reading.products > limits.products + 1 || static_cast<qint64>(reading.items.size()) != items)
        std::abort();
    for (const IntakeItem &item : reading.items) {
        if (!isExplained(reading, item))
            std::abort();
    }
    for (const ProductDraft &draft : reading.drafts) {
        if (!isSound(draft))
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const auto sent = fuzz::typedBody(data, size);
    if (!sent)
        return 0;
    const QString type = QString::fromUtf8(sent->type);
    ReadOptions given;
    given.sourcePlatform = QStringLiteral("webhook");
    given.defaultCurrency = QStringLiteral("EUR");
    const IntakeLimits usual{.products = 1000, .built = 500};
    const IntakeLimits few{.products = 5, .built = 3};
    const auto whole = readIntake(type, sent->body, given, usual);
    const auto part = readIntake(type, sent->body, given, few);
    if (part)
        check(*part, few);
    if (!whole)
        return 0;
    check(*whole, usual);
    if (!part || part->products != std::min(whole->products, few.products + 1))
        std::abort();
    return 0;
}
