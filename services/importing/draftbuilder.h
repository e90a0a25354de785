// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"
#include "services/importing/amount.h"
#include "services/importing/jsonvalue.h"
#include "services/importing/layout.h"
#include "services/importing/problems.h"

#include <array>
#include <map>

namespace listwright::importing {

inline constexpr std::size_t identifierBytes = 500; // they are indexed, and no platform allows more

/** One column of the source with what it feeds, ready for the bulk path. */
struct Column
{
    Target target = Target::Extra;
    std::string name;      ///< for messages and extra data
    std::string attribute; ///< of Target::Attribute
    int rank = 0;          ///< of several that feed one target the lowest is asked first; JSON only
};

/** How the records of one import are to be understood; made once from the plan. */
struct Conventions
{
    DecimalStyle decimalStyle = DecimalStyle::Point;
    std::optional<Currency> defaultCurrency;
    bool currencyInFile = false; ///< the default is what the file says for all its prices
    std::string platform;        ///< where the record names none
    Grouping grouping = Grouping::None;
    bool firstRowIsVariant = true;
    bool titleExpected = false; ///< the source says titles
    bool exact = false;         ///< texts are not trimmed
    int formulaGuards = 0;      ///< apostrophes that stand before formulas: our own file's, and that of rejects
    bool negativeQuantityIsZero = false;
    std::vector<Target> identity;
    std::vector<std::string> skippedActions;
};

/** Without the apostrophes that our files put before formulas and such apostrophes. */
std::string_view withoutGuard(const Conventions &conventions, std::string_view cell);

/** A cell or JSON member that is understood only when the whole record is known. */
struct OfferText
{
    std::string_view text;
    const Column *column = nullptr;
    bool jsonNumber = false;
};

/** What a row says about the thing that is bought: the product itself, or one of its variants. */
struct Offer
{
    qint64 line = 0;
    OfferText sku, gtin, price, currency, quantity, image;
    std::array<std::pair<OfferText, OfferText>, 3> options; ///< name and value
    std::vector<std::pair<std::string_view, std::string_view>> namedOptions;
    bool isEmpty() const;
};

/**
 * Builds one product from the cells or JSON members of its record, checking each value. The texts handed in must stay
 * alive until finish(). What is wrong goes to the Problems; a rejected product gives nothing.
 */
class DraftBuilder
{
public:
    DraftBuilder(const Conventions &conventions, Problems &problems);

    void begin(std::string platform, std::string sourceId, quint64 contentHash);
    /** The next row of the product; the first one too. */
    void beginRow(qint64 line);
    void take(const Column &column, std::string_view cell);
    void takeJson(const Column &column, const JsonValue &value);
    std::optional<ProductDraft> finish();

private:
    bool takeSpecial(const Column &column, std::string_view &value);
    void takeOther(const Column &column, std::string_view value);
    void takeOffer(OfferText &slot, const Column &column, std::string_view value);
    void takeText(std::string &field, const Column &column, std::string_view value, std::size_t maximumBytes);
    void takeUrl(const Column &column, std::string_view value);
    void takeImages(const Column &column, std::string_view value);
    void addImage(const Column &column, std::string_view address, std::string_view alternativeText);
    void takeBulletPoints(const Column &column, std::string_view value);
    void takeCondition(const Column &column, std::string_view value);
    void takeBarcode(const Column &column, std::string_view value);
    void takeImageAlt(std::string_view value);
    bool takeAction(std::string_view value);
    void takeList(const Column &column, std::string_view json);
    void takeJsonImages(const Column &column, const JsonValue &value);
    void takeJsonAttributes(const Column &column, const JsonValue &value);
    void takeJsonVariants(const Column &column, const JsonValue &value);
    void takeJsonPrice(const Column &column, const JsonValue &value);
    void takeJsonBullets(const JsonValue &value);
    void addExtra(const Column &column, std::string_view value);
    void addAttribute(std::string_view name, std::string_view value);

    void applyOffers();
    void applyOwnOffer(const Offer &offer);
    void applyVariants(std::size_t first);
    VariantDraft variantOf(const Offer &offer);
    std::vector<std::pair<std::string, std::string>> optionsOf(const Offer &offer) const;
    std::string gtinOf(const OfferText &gtin, qint64 line);
    std::optional<qint64> priceOf(const OfferText &price, const OfferText &currency, qint64 line);
    std::optional<Currency> currencyOf(const OfferText &currency, qint64 line);
    std::optional<qint64> quantityOf(const OfferText &quantity, qint64 line);
    void noteRawPrice(const Amount &amount, std::string_view raw);
    void checkRequired();
    void finishSourceData();
    void clear(Target target, const Column &column);

    const Conventions &m_conventions;
    Problems &m_problems;
    ProductDraft m_draft;
    std::vector<Offer> m_offers;
    std::string m_rawPrice;
    std::string m_extra;
    std::map<std::string, std::vector<std::string>> m_extraValues; ///< by column
    qint64 m_line = 0;
    bool m_skipped = false;
    bool m_ownRecord = false; // applying the product's own offer, not a variant's
};

} // namespace listwright::importing
