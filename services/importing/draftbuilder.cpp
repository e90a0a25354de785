// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/draftbuilder.h"

#include "models/domain/quality.h"
#include "services/importing/fieldreader.h"

#include <algorithm>
#include <cstring>

namespace listwright::importing {

namespace {

constexpr std::size_t nameBytes = 1000;    // category, brand
constexpr std::size_t titleBytes = 10'000; // far beyond any marketplace's limit
constexpr std::size_t textBytes = 4 * 1024 * 1024;

// What waits in the offer until the whole record is known; null for the other targets.
OfferText *slotOf(Offer &offer, Target target)
{
    const auto option = [&](Target first) -> std::pair<OfferText, OfferText> & {
        return offer.options[static_cast<std::size_t>(static_cast<int>(target) - static_cast<int>(first)) / 2];
    };
    switch (target) {
    case Target::Sku:
        return &offer.sku;
    case Target::Gtin:
        return &offer.gtin;
    case Target::Price:
        return &offer.price;
    case Target::Currency:
        return &offer.currency;
    case Target::Quantity:
        return &offer.quantity;
    case Target::VariantImage:
        return &offer.image;
    case Target::Option1Name:
    case Target::Option2Name:
    case Target::Option3Name:
        return &option(Target::Option1Name).first;
    case Target::Option1Value:
    case Target::Option2Value:
    case Target::Option3Value:
        return &option(Target::Option1Value).second;
    default:
        return nullptr;
    }
}

struct TextField
{
    std::string ProductDraft::*field;
    std::size_t maximumBytes;
};

// The targets that are taken as they stand; nothing for the others.
std::optional<TextField> textOf(Target target)
{
    switch (target) {
    case Target::Mpn:
        return TextField{&ProductDraft::mpn, identifierBytes};
    case Target::Title:
        return TextField{&ProductDraft::title, titleBytes};
    case Target::TitleOptimized:
        return TextField{&ProductDraft::titleOptimized, titleBytes};
    case Target::Description:
        return TextField{&ProductDraft::description, textBytes};
    case Target::DescriptionOptimized:
        return TextField{&ProductDraft::descriptionOptimized, textBytes};
    case Target::Category:
        return TextField{&ProductDraft::category, nameBytes};
    case Target::Brand:
        return TextField{&ProductDraft::brand, nameBytes};
    default:
        return {};
    }
}

} // namespace

std::string_view withoutGuard(const Conventions &conventions, std::string_view cell)
{
    constexpr std::string_view guarded("=+-@\t\r'");
    for (int i = 0; i < conventions.formulaGuards && cell.size() > 1; ++i) {
        if (cell[0] != '\'' || guarded.find(cell[1]) == std::string_view::npos)
            break;
        cell.remove_prefix(1);
    }
    return cell;
}

DraftBuilder::DraftBuilder(const Conventions &conventions, Problems &problems)
    : m_conventions(conventions), m_problems(problems)
{
}

void DraftBuilder::begin(std::string platform, std::string sourceId, quint64 contentHash)
{
    m_draft = ProductDraft();
    m_draft.sourcePlatform = std::move(platform);
    m_draft.sourceId = std::move(sourceId);
    m_draft.contentHash = contentHash;
    m_offers.clear();
    m_rawPrice.clear();
    m_extra.clear();
    m_extraValues.clear();
    m_skipped = false;
}

void DraftBuilder::beginRow(qint64 line)
{
    if (m_offers.empty())
        m_draft.sourceLine = line;
    m_line = line;
    m_offers.emplace_back().line = line;
}

// Blank, clearing and our own files' formula guard. True when there is nothing left to take.
bool DraftBuilder::takeSpecial(const Column &column, std::string_view &value)
{
    value = withoutGuard(m_conventions, value);
    if (!m_conventions.exact)
        value = trimmed(value);
    if (value.empty())
        return true;
    if (value == clearToken) {
        clear(column.target, column);
        return true;
    }
    return false;
}

void DraftBuilder::clear(Target target, const Column &column)
{
    if (const auto field = clearedField(target))
        m_draft.cleared |= quint64{1} << static_cast<int>(*field);
    else
        m_problems.reject(m_line, column.name, clearToken, Import::tr("This field cannot be emptied."));
}

void DraftBuilder::take(const Column &column, std::string_view value)
{
    if (column.target == Target::Ignore || takeSpecial(column, value))
        return;
    if (OfferText *slot = slotOf(m_offers.back(), column.target))
        return takeOffer(*slot, column, value);
    if (const auto text = textOf(column.target))
        return takeText(m_draft.*text->field, column, value, text->maximumBytes);
    takeOther(column, value);
}

void DraftBuilder::takeOther(const Column &column, std::string_view value)
{
    switch (column.target) {
    case Target::Extra:
        return addExtra(column, value);
    case Target::SourceUrl:
        return takeUrl(column, value);
    case Target::Barcode:
    case Target::Identifier:
        return takeBarcode(column, value);
    case Target::Condition:
        return takeCondition(column, value);
    case Target::BulletPoints:
        return takeBulletPoints(column, value);
    case Target::Attribute:
        return addAttribute(column.attribute.empty() ? column.name : column.attribute, value);
    case Target::Attributes:
    case Target::Variants:
        return takeList(column, value);
    case Target::Image:
        return takeImages(column, value);
    case Target::ImageAlt:
        return takeImageAlt(value);
    case Target::Action:
        m_skipped |= takeAction(value);
        return;
    case Target::Options:
        m_offers.back().namedOptions = splitOptions(value);
        return;
    default: // the reader took the others as the product's identity
        return;
    }
}

// Several columns may feed it (UPC, EAN, ISBN): the first usable one counts.
void DraftBuilder::takeBarcode(const Column &column, std::string_view value)
{
    OfferText &gtin = m_offers.back().gtin;
    if (gtin.column == nullptr || readGtin(gtin.text).outcome != GtinReading::Outcome::Taken)
        gtin = {value, &column};
}

void DraftBuilder::takeImageAlt(std::string_view value)
{
    if (!m_draft.images.empty() && m_draft.images.back().second.empty())
        m_draft.images.back().second = value;
}

void DraftBuilder::takeOffer(OfferText &slot, const Column &column, std::string_view value)
{
    if (slot.column == nullptr)
        slot = {value, &column};
}

void DraftBuilder::takeText(std::string &field, const Column &column, std::string_view value, std::size_t maximumBytes)
{
    if (!field.empty())
        return;
    if (value.size() > maximumBytes)
        m_problems.reject(m_line, column.name, value,
                          Import::tr("The text is longer than %1 bytes.").arg(QString::number(maximumBytes)));
    else
        field = value;
}

void DraftBuilder::takeUrl(const Column &column, std::string_view value)
{
    std::string url = encodedUrl(value);
    const UrlProblem problem = checkWebUrl(url);
    if (problem != UrlProblem::None)
        m_problems.reject(m_line, column.name, value, urlProblemText(problem));
    else if (m_draft.sourceUrl.empty())
        m_draft.sourceUrl = std::move(url);
}

void DraftBuilder::addImage(const Column &column, std::string_view address, std::string_view alternativeText)
{
    std::string url = encodedUrl(address);
    switch (const UrlProblem problem = checkWebUrl(url)) {
    case UrlProblem::None:
        break;
    case UrlProblem::NoScheme: // a path in the shop's own system, say: the product is good without it
    case UrlProblem::Malformed:
        return m_problems.warn(m_line, column.name, address,
                               Import::tr("The image is left out: %1").arg(urlProblemText(problem)));
    case UrlProblem::OtherScheme:
        return m_problems.reject(m_line, column.name, address, urlProblemText(problem));
    }
    for (const auto &image : m_draft.images) {
        if (image.first == url)
            return;
    }
    m_draft.images.emplace_back(std::move(url), alternativeText);
}

void DraftBuilder::takeImages(const Column &column, std::string_view value)
{
    if (value.starts_with('['))
        return takeList(column, value);
    if (value.find_first_of("|,; \n") == std::string_view::npos)
        return addImage(column, value, {});
    for (const std::string_view url : splitUrls(value))
        addImage(column, url, {});
}

void DraftBuilder::takeBulletPoints(const Column &column, std::string_view value)
{
    if (value.starts_with("["))
        return takeList(column, value);
    while (!value.empty()) {
        const std::size_t end = std::min(value.find('\n'), value.size());
        const std::string_view point = trimmed(value.substr(0, end));
        if (!point.empty())
            m_draft.bulletPoints.emplace_back(point);
        value.remove_prefix(std::min(end + 1, value.size()));
    }
}

void DraftBuilder::takeCondition(const Column &column, std::string_view value)
{
    if (const auto condition = readCondition(value))
        m_draft.condition = *condition;
    else
        m_problems.warn(m_line, column.name, value, Import::tr("The condition is not known and is left out."));
}

bool DraftBuilder::takeAction(std::string_view value)
{
    const auto &skipped = m_conventions.skippedActions;
    return std::any_of(skipped.begin(), skipped.end(),
                       [&](const std::string &action) { return equalsIgnoringCase(action, value); });
}

void DraftBuilder::addExtra(const Column &column, std::string_view value)
{
    // Rows of a group, and columns of one name, may say different things; JSON's members have names of their own.
    std::vector<std::string> &values = m_extraValues[column.name];
    if (std::ranges::find(values, value) != values.end())
        return;
    values.emplace_back(value);
    const std::string number = values.size() > 1 ? " (" + std::to_string(values.size()) + ')' : std::string();
    if (!m_extra.empty())
        m_extra += ',';
    appendJsonString(m_extra, column.name + number);
    m_extra += ':';
    appendJsonString(m_extra, value);
}

void DraftBuilder::addAttribute(std::string_view name, std::string_view value)
{
    if (name.empty() || value.empty())
        return;
    for (const auto &attribute : m_draft.attributes) {
        if (attribute.first == name && attribute.second == value)
            return;
    }
    m_draft.attributes.emplace_back(name, value);
}

std::optional<ProductDraft> DraftBuilder::finish()
{
    if (m_skipped) {
        m_problems.warn(m_draft.sourceLine, {}, m_draft.sourceId,
                        Import::tr("The row ends or deletes a listing; there is nothing to import."));
        return {};
    }
    applyOffers();
    checkRequired();
    if (m_problems.rejected())
        return {};
    finishSourceData();
    m_draft.qualityScore = qualityScore(m_draft);
    return std::move(m_draft);
}

void DraftBuilder::checkRequired()
{
    const qint64 line = m_draft.sourceLine;
    if (m_draft.sourceId.empty())
        m_problems.rejectField(line, Target::SourceId, {},
                               Import::tr("The record has no source ID, SKU or other key of its own."));
    else if (m_draft.sourceId.size() > identifierBytes)
        m_problems.rejectField(line, Target::SourceId, m_draft.sourceId, Import::tr("The source ID is too long."));
    if (m_draft.sourcePlatform.size() > identifierBytes)
        m_problems.rejectField(line, Target::SourcePlatform, m_draft.sourcePlatform,
                               Import::tr("The source platform is too long."));
    if (m_draft.sku.size() > identifierBytes)
        m_problems.rejectField(line, Target::Sku, m_draft.sku, Import::tr("The SKU is too long."));
    // A row of a group that lost its neighbours would overwrite the variants of the whole product.
    const bool grouped = m_conventions.grouping != Grouping::None;
    if (m_draft.title.empty() && m_conventions.titleExpected && (grouped || m_problems.rejected()))
        m_problems.rejectField(line, Target::Title, {}, Import::tr("The title is missing."));
}

void DraftBuilder::finishSourceData()
{
    if (m_rawPrice.empty() && m_extra.empty())
        return;
    std::string &json = m_draft.sourceData;
    json.reserve(m_rawPrice.size() + m_extra.size() + 20);
    json += '{';
    json += m_rawPrice;
    if (!m_extra.empty()) {
        json += m_rawPrice.empty() ? "\"columns\":{" : ",\"columns\":{";
        json += m_extra;
        json += '}';
    }
    json += '}';
}

} // namespace listwright::importing
