// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/quality.h"

namespace listwright {

/** Why the quality score has lost points. */
enum class QualityReason {
    TitleMissing,
    TitleVeryShort,
    TitleShort,
    TitleLong,
    TitleVeryLong,
    TitleFewWords,
    TitleShouting,
    TitleRepeats,
    TitleDecorated,
    TitleWithoutBrand,
    DescriptionMissing,
    DescriptionVeryShort,
    DescriptionShort,
    DescriptionBrief,
    DescriptionLong,
    DescriptionWithoutList,
    DescriptionWithoutBreak,
    DescriptionShouting,
    DescriptionLink,
    ImagesMissing,
    ImagesFew,
    ImagesInsecure,
    BrandMissing,
    GtinMissing,
    GtinWrong,
    CategoryMissing,
    ConditionMissing,
    AttributesFew,
};

/** In the person's language; `number` is what was found: characters, words, images or attributes. */
QString qualityReasonText(LostPoints::Part part, QualityReason reason, int number);

} // namespace listwright
