// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The criteria and their points are the table in docs/quality-and-rules.md.

#include "models/domain/quality.h"

#include "models/domain/gtin.h"
#include "models/domain/placeholder.h"
#include "models/domain/qualityreason.h"
#include "models/domain/textmeasure.h"

namespace listwright {

namespace {

using Part = LostPoints::Part;

using Reason = QualityReason;

/** What the score looks at, from a Product or a ProductDraft; texts are UTF-8 and owned elsewhere. */
struct QualityInput
{
    std::string_view title;
    std::string_view description;
    std::string_view brand;
    std::string_view gtin;
    bool variantsHaveGtins = false;
    bool hasCategory = false;
    bool hasCondition = false;
    bool hasBulletPoints = false;
    bool hasInsecureImage = false;
    int images = 0;
    int attributes = 0; ///< with a name and a value that says something
};

bool isSecure(std::string_view url)
{
    return url.substr(0, 8) == "https://";
}

// `lose(reason, points, number)` is called for each shortcoming; `number` is what was found.
template <class Lose>
void judgeTitle(const QualityInput &input, Lose lose)
{
    const TitleMeasure title = measureTitle(input.title, input.brand);
    if (title.characters == 0) {
        lose(Reason::TitleMissing, 30, 0);
        return;
    }
    if (title.characters < 20)
        lose(Reason::TitleVeryShort, 10, title.characters);
    else if (title.characters < 40)
        lose(Reason::TitleShort, 5, title.characters);
    else if (title.characters > 200)
        lose(Reason::TitleVeryLong, 8, title.characters);
    else if (title.characters > 150)
        lose(Reason::TitleLong, 4, title.characters);
    if (title.words < 3)
        lose(Reason::TitleFewWords, 4, title.words);
    if (isShouting(title.upperCaseLetters, title.lowerCaseLetters))
        lose(Reason::TitleShouting, 5, 0);
    if (title.repeatsWord)
        lose(Reason::TitleRepeats, 4, 0);
    if (title.hasDecoration)
        lose(Reason::TitleDecorated, 3, 0);
    if (!title.containsBrand)
        lose(Reason::TitleWithoutBrand, 4, 0);
}

template <class Lose>
void judgeDescription(const QualityInput &input, Lose lose)
{
    const DescriptionMeasure text = measureDescription(input.description);
    if (text.characters == 0) {
        lose(Reason::DescriptionMissing, 30, 0);
        return;
    }
    if (text.characters < 50)
        lose(Reason::DescriptionVeryShort, 18, text.characters);
    else if (text.characters < 150)
        lose(Reason::DescriptionShort, 12, text.characters);
    else if (text.characters < 300)
        lose(Reason::DescriptionBrief, 6, text.characters);
    else if (text.characters > longestDescription)
        lose(Reason::DescriptionLong, 4, longestDescription);
    if (!text.hasList && !input.hasBulletPoints)
        lose(Reason::DescriptionWithoutList, 5, 0);
    if (!text.hasBreak && text.characters > 500)
        lose(Reason::DescriptionWithoutBreak, 3, 0);
    if (isShouting(text.upperCaseLetters, text.lowerCaseLetters))
        lose(Reason::DescriptionShouting, 4, 0);
    if (text.hasLink)
        lose(Reason::DescriptionLink, 3, 0);
}

template <class Lose>
void judgeImages(const QualityInput &input, Lose lose)
{
    constexpr int lostByCount[] = {20, 12, 9, 6, 4, 2};
    if (input.images == 0)
        lose(Reason::ImagesMissing, lostByCount[0], 0);
    else if (input.images < 6)
        lose(Reason::ImagesFew, lostByCount[input.images], input.images);
    if (input.hasInsecureImage)
        lose(Reason::ImagesInsecure, 2, 0);
}

template <class Lose>
void judgeAttributes(const QualityInput &input, Lose lose)
{
    if (input.brand.empty())
        lose(Reason::BrandMissing, 4, 0);
    if (input.gtin.empty() && !input.variantsHaveGtins)
        lose(Reason::GtinMissing, 5, 0);
    else if (!input.gtin.empty() && Gtin::check(input.gtin) != GtinProblem::None)
        lose(Reason::GtinWrong, 5, 0);
    if (!input.hasCategory)
        lose(Reason::CategoryMissing, 3, 0);
    if (!input.hasCondition)
        lose(Reason::ConditionMissing, 2, 0);
    constexpr int lostByCount[] = {6, 4, 3, 2, 1};
    if (input.attributes < 5)
        lose(Reason::AttributesFew, lostByCount[input.attributes], input.attributes);
}

/** Calls `lose(part, reason, points, number)`; a part never loses more than it has. */
template <class Lose>
void judge(const QualityInput &input, Lose lose)
{
    const auto within = [&lose](Part part, int available) {
        return [&lose, part, left = available](Reason reason, int points, int number) mutable {
            const int lost = std::min(points, left);
            left -= lost;
            if (lost > 0)
                lose(part, reason, lost, number);
        };
    };
    judgeTitle(input, within(Part::Title, 30));
    judgeDescription(input, within(Part::Description, 30));
    judgeImages(input, within(Part::Images, 20));
    judgeAttributes(input, within(Part::Attributes, 20));
}

int score(const QualityInput &input)
{
    int total = 100;
    judge(input, [&total](Part, Reason, int points, int) { total -= points; });
    return total;
}

std::string_view view(const QByteArray &utf8)
{
    return {utf8.constData(), static_cast<std::size_t>(utf8.size())};
}

template <class Container, class Condition>
int count(const Container &container, Condition condition)
{
    return static_cast<int>(std::count_if(container.begin(), container.end(), condition));
}

template <class Variants, class Utf8>
bool allHaveGtins(const Variants &variants, Utf8 utf8)
{
    return !variants.empty() && std::all_of(variants.begin(), variants.end(), [&utf8](const auto &variant) {
        const auto digits = utf8(variant.gtin);
        return Gtin::check(std::string_view(digits)) == GtinProblem::None;
    });
}

/** Keeps the UTF-8 of a Product's texts while they are judged. */
struct ProductTexts
{
    explicit ProductTexts(const Product &product)
        : title(product.title().toUtf8())
        , description(product.description().toUtf8())
        , brand(product.brand.toUtf8())
        , gtin(product.gtin.toUtf8())
    {
    }

    QByteArray title;
    QByteArray description;
    QByteArray brand;
    QByteArray gtin;
};

QualityInput inputOf(const Product &product, const ProductTexts &texts)
{
    QualityInput input;
    input.title = view(texts.title);
    input.description = view(texts.description);
    input.brand = saysNothing(view(texts.brand)) ? std::string_view() : view(texts.brand);
    input.gtin = view(texts.gtin);
    input.variantsHaveGtins = allHaveGtins(product.variants, [](const QString &gtin) { return gtin.toStdString(); });
    input.hasCategory = !product.category.isEmpty();
    input.hasCondition = product.condition != Condition::Unknown;
    input.hasBulletPoints = !product.bulletPoints.isEmpty();
    input.hasInsecureImage =
        count(product.images, [](const Image &image) { return !image.url.startsWith(QLatin1String("https://")); }) > 0;
    input.images = static_cast<int>(product.images.size());
    input.attributes = count(product.attributes, [](const Attribute &attribute) {
        return !attribute.name.isEmpty() && !saysNothing(attribute.value);
    });
    return input;
}

QualityInput inputOf(const ProductDraft &draft)
{
    QualityInput input;
    input.title = draft.titleOptimized.empty() ? draft.title : draft.titleOptimized;
    input.description = draft.descriptionOptimized.empty() ? draft.description : draft.descriptionOptimized;
    input.brand = saysNothing(draft.brand) ? std::string_view() : std::string_view(draft.brand);
    input.gtin = draft.gtin;
    input.variantsHaveGtins = allHaveGtins(draft.variants, [](std::string_view gtin) { return gtin; });
    input.hasCategory = !draft.category.empty();
    input.hasCondition = draft.condition != Condition::Unknown;
    input.hasBulletPoints = !draft.bulletPoints.empty();
    input.hasInsecureImage = count(draft.images, [](const auto &image) { return !isSecure(image.first); }) > 0;
    input.images = static_cast<int>(draft.images.size());
    input.attributes = count(draft.attributes, [](const auto &attribute) {
        return !attribute.first.empty() && !saysNothing(attribute.second);
    });
    return input;
}

struct BestTexts
{
    Product product;
    int score = 0;
    QString marketplace;
};

BestTexts bestTexts(const Product &product, const QList<Listing> &listings)
{
    BestTexts best{product, qualityScore(product), {}};
    for (const Listing &listing : listings) {
        if (listing.title.isEmpty() && listing.description.isEmpty() && listing.bulletPoints.isEmpty())
            continue;
        const Product offered = withListing(product, listing);
        if (const int reached = qualityScore(offered); reached > best.score)
            best = {offered, reached, listing.marketplace};
    }
    return best;
}

} // namespace

QualityReport qualityReport(const Product &product)
{
    const ProductTexts texts(product);
    QualityReport report{100, 30, 30, 20, 20, {}, {}};
    judge(inputOf(product, texts), [&report](Part part, Reason reason, int points, int number) {
        int *const parts[] = {&report.title, &report.description, &report.images, &report.attributes};
        *parts[static_cast<int>(part)] -= points;
        report.score -= points;
        report.lost.append({part, points, qualityReasonText(part, reason, number)});
    });
    return report;
}

QualityReport qualityReport(const Product &product, const QList<Listing> &listings)
{
    const BestTexts best = bestTexts(product, listings);
    QualityReport report = qualityReport(best.product);
    report.marketplace = best.marketplace;
    return report;
}

int qualityScore(const ProductDraft &draft)
{
    return score(inputOf(draft));
}

int qualityScore(const Product &product)
{
    const ProductTexts texts(product);
    return score(inputOf(product, texts));
}

int qualityScore(const Product &product, const QList<Listing> &listings)
{
    return bestTexts(product, listings).score;
}

} // namespace listwright
