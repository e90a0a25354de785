// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/qualityreason.h"

#include <QCoreApplication>

namespace listwright {

namespace {

using Part = LostPoints::Part;
using Reason = QualityReason;

struct Quality
{
    Q_DECLARE_TR_FUNCTIONS(Quality)

public:
    static QString titleReason(Reason reason, int number)
    {
        switch (reason) {
        case Reason::TitleMissing:
            return tr("There is no title. Write one of 40 to 150 characters.");
        case Reason::TitleVeryShort:
        case Reason::TitleShort:
            return tr("The title has only %Ln character(s). Name brand, model, size and colour; 40 to 150 read best.",
                      nullptr, number);
        case Reason::TitleLong:
        case Reason::TitleVeryLong:
            return tr("The title has %Ln character(s). Shorten it; 40 to 150 read best.", nullptr, number);
        case Reason::TitleFewWords:
            return tr("The title has only %Ln word(s). Use at least three.", nullptr, number);
        case Reason::TitleShouting:
            return tr("The title is mostly capital letters. Write it in normal case.");
        case Reason::TitleRepeats:
            return tr("The title says a word more than twice. Remove repetitions.");
        case Reason::TitleDecorated:
            return tr("The title has exclamation marks, stars or other symbols. Remove them.");
        case Reason::TitleWithoutBrand:
            return tr("The title does not name the brand. Add it.");
        default:
            return {};
        }
    }

    static QString descriptionReason(Reason reason, int number)
    {
        switch (reason) {
        case Reason::DescriptionMissing:
            return tr("There is no description. Write at least 300 characters.");
        case Reason::DescriptionVeryShort:
        case Reason::DescriptionShort:
        case Reason::DescriptionBrief:
            return tr("The description has only %Ln character(s). Write at least 300.", nullptr, number);
        case Reason::DescriptionLong:
            return tr("The description has more than %Ln character(s). Shorten it.", nullptr, number);
        case Reason::DescriptionWithoutList:
            return tr("The description has no list and there are no bullet points. List the key facts.");
        case Reason::DescriptionWithoutBreak:
            return tr("The description is one long block. Divide it into paragraphs.");
        case Reason::DescriptionShouting:
            return tr("The description is mostly capital letters. Write it in normal case.");
        case Reason::DescriptionLink:
            return tr("The description has a web address. Marketplaces refuse those; remove it.");
        default:
            return {};
        }
    }

    static QString otherReason(Reason reason, int number)
    {
        switch (reason) {
        case Reason::ImagesMissing:
            return tr("There is no image. Add at least one, better six.");
        case Reason::ImagesFew:
            return tr("There is only %Ln image(s). Add more, up to six.", nullptr, number);
        case Reason::ImagesInsecure:
            return tr("An image address does not begin with https://. Marketplaces refuse those.");
        case Reason::BrandMissing:
            return tr("There is no brand. Add it.");
        case Reason::GtinMissing:
            return tr("There is no GTIN. Add the number under the bar code.");
        case Reason::GtinWrong:
            return tr("The GTIN is not valid. Compare it with the number under the bar code.");
        case Reason::CategoryMissing:
            return tr("There is no category. Choose one.");
        case Reason::ConditionMissing:
            return tr("The condition is not stated. Choose one.");
        case Reason::AttributesFew:
            return tr("There is only %Ln attribute(s). Add more, such as colour, size and material.", nullptr, number);
        default:
            return {};
        }
    }
};

} // namespace

QString qualityReasonText(LostPoints::Part part, QualityReason reason, int number)
{
    switch (part) {
    case Part::Title:
        return Quality::titleReason(reason, number);
    case Part::Description:
        return Quality::descriptionReason(reason, number);
    case Part::Images:
    case Part::Attributes:
        return Quality::otherReason(reason, number);
    }
    return {};
}

QString qualityPartText(LostPoints::Part part)
{
    switch (part) {
    case Part::Title:
        return Quality::tr("Title");
    case Part::Description:
        return Quality::tr("Description");
    case Part::Images:
        return Quality::tr("Images");
    case Part::Attributes:
        return Quality::tr("Attributes");
    }
    return {};
}

} // namespace listwright
