// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DraftBuilder that makes identifiers, prices, quantities and variants of rows.

#include "services/importing/draftbuilder.h"
#include "services/importing/fieldreader.h"

namespace listwright::importing {

namespace {

constexpr std::size_t maximumVariants = 2048; // Shopify's limit, the highest of all

std::string_view nameOf(const Column *column)
{
    return column == nullptr ? std::string_view() : column->name;
}

// "12.99" and "15" say the same in every style; "3.350" does not.
bool isPlain(std::string_view number)
{
    const std::size_t point = number.find_first_not_of("0123456789");
    if (point == std::string_view::npos)
        return true;
    return number[point] == '.' && number.size() - point - 1 <= 2 &&
           number.find_first_not_of("0123456789", point + 1) == std::string_view::npos;
}

} // namespace

bool Offer::isEmpty() const
{
    return sku.text.empty() && price.text.empty() && quantity.text.empty() && gtin.text.empty() &&
           namedOptions.empty() && options[0].second.text.empty();
}

void DraftBuilder::applyOffers()
{
    if (m_offers.empty())
        return;
    if (!m_conventions.firstRowIsVariant) {
        applyOwnOffer(m_offers.front());
        if (m_offers.size() > 1)
            applyVariants(1);
        return;
    }
    const auto isOffer = [](const Offer &offer) { return !offer.isEmpty(); };
    if (std::count_if(m_offers.begin(), m_offers.end(), isOffer) > 1)
        return applyVariants(0);
    const auto only = std::find_if(m_offers.begin(), m_offers.end(), isOffer);
    const Offer &offer = only == m_offers.end() ? m_offers.front() : *only;
    applyOwnOffer(offer);
    for (const auto &[name, value] : optionsOf(offer))
        addAttribute(name, value);
}

void DraftBuilder::applyOwnOffer(const Offer &offer)
{
    m_ownRecord = true;
    m_draft.sku = offer.sku.text;
    m_draft.gtin = gtinOf(offer.gtin, offer.line);
    m_draft.priceMinorUnits = priceOf(offer.price, offer.currency, offer.line);
    m_draft.quantity = quantityOf(offer.quantity, offer.line);
    m_ownRecord = false;
}

// The product's price is its cheapest variant's and its stock their sum, where the parent row says nothing itself.
void DraftBuilder::applyVariants(std::size_t first)
{
    std::optional<qint64> cheapest;
    std::optional<qint64> pieces;
    for (std::size_t i = first; i < m_offers.size(); ++i) {
        if (m_offers[i].isEmpty())
            continue;
        if (m_draft.variants.size() == maximumVariants) {
            m_problems.rejectField(m_offers[i].line, Target::Variants, {},
                                   Import::tr("The product has more than %1 variants.").arg(maximumVariants));
            return;
        }
        VariantDraft variant = variantOf(m_offers[i]);
        if (variant.priceMinorUnits)
            cheapest = cheapest ? std::min(*cheapest, *variant.priceMinorUnits) : *variant.priceMinorUnits;
        if (variant.quantity)
            pieces = pieces.value_or(0) + *variant.quantity;
        m_draft.variants.push_back(std::move(variant));
    }
    if (!m_draft.priceMinorUnits)
        m_draft.priceMinorUnits = cheapest;
    if (!m_draft.quantity)
        m_draft.quantity = pieces;
}

VariantDraft DraftBuilder::variantOf(const Offer &offer)
{
    VariantDraft variant;
    variant.sku = offer.sku.text;
    variant.gtin = gtinOf(offer.gtin, offer.line);
    variant.options = optionsOf(offer);
    // Child rows of a group do not repeat the currency of their parent.
    const OfferText &currency = offer.currency.text.empty() ? m_offers.front().currency : offer.currency;
    variant.priceMinorUnits = priceOf(offer.price, currency, offer.line);
    variant.quantity = quantityOf(offer.quantity, offer.line);
    variant.imageUrl = encodedUrl(offer.image.text);
    if (checkWebUrl(variant.imageUrl) != UrlProblem::None)
        variant.imageUrl.clear();
    return variant;
}

// The names of numbered options stand in the first row only.
std::vector<std::pair<std::string, std::string>> DraftBuilder::optionsOf(const Offer &offer) const
{
    std::vector<std::pair<std::string, std::string>> options;
    for (const auto &[name, value] : offer.namedOptions) {
        if (value.find(';') == std::string_view::npos) // a parent lists all values
            options.emplace_back(name, value);
    }
    for (std::size_t i = 0; i < offer.options.size(); ++i) {
        const std::string_view ownName = offer.options[i].first.text;
        const std::string_view name = ownName.empty() ? m_offers.front().options[i].first.text : ownName;
        const std::string_view value = offer.options[i].second.text;
        if (!value.empty() && value != "Default Title")
            options.emplace_back(name.empty() ? std::string("Option ") + std::to_string(i + 1) : std::string(name),
                                 value);
    }
    return options;
}

std::string DraftBuilder::gtinOf(const OfferText &gtin, qint64 line)
{
    if (gtin.text.empty())
        return {};
    const Target target = gtin.column == nullptr ? Target::Gtin : gtin.column->target;
    GtinReading reading = readGtin(gtin.text);
    const auto warn = [&](const QString &reason) {
        if (target != Target::Identifier)
            m_problems.warn(line, nameOf(gtin.column), gtin.text, reason);
        else if (gtin.column != nullptr)
            addExtra(*gtin.column, gtin.text);
    };
    switch (reading.outcome) {
    case GtinReading::Outcome::Taken:
        return std::move(reading.digits);
    case GtinReading::Outcome::Restored:
        warn(Import::tr("The leading zero a spreadsheet took away was put back."));
        return target == Target::Identifier ? std::string() : std::move(reading.digits);
    case GtinReading::Outcome::None:
        return {};
    case GtinReading::Outcome::Scientific:
        warn(Import::tr("A spreadsheet turned the GTIN into a rounded number; it is left out."));
        return {};
    case GtinReading::Outcome::Unusable:
        warn(Import::tr("The GTIN is left out: %1").arg(Gtin::problemText(reading.problem)));
        return {};
    case GtinReading::Outcome::Wrong:
        break;
    }
    if (target == Target::Gtin)
        m_problems.reject(line, nameOf(gtin.column), gtin.text, Gtin::problemText(reading.problem));
    else
        warn(Import::tr("The GTIN is left out: %1").arg(Gtin::problemText(reading.problem)));
    return {};
}

std::optional<Currency> DraftBuilder::currencyOf(const OfferText &currency, qint64 line)
{
    if (currency.text.empty())
        return m_draft.currency ? m_draft.currency : m_conventions.defaultCurrency;
    if (const auto known = Currency::fromCode(currency.text))
        return known;
    const auto parsed = Currency::parse(fromUtf8(currency.text));
    if (parsed)
        return *parsed;
    m_problems.reject(line, nameOf(currency.column), currency.text, parsed.error().message);
    return {};
}

std::optional<qint64> DraftBuilder::priceOf(const OfferText &price, const OfferText &currency, qint64 line)
{
    const auto stated = currencyOf(currency, line);
    if (price.text.empty() || (!stated && !currency.text.empty())) // what the currency lacks is said already
        return {};
    const Amount amount = price.jsonNumber ? parseJsonAmount(price.text, stated)
                                           : parseAmount(price.text, m_conventions.decimalStyle, stated);
    if (amount.problem != AmountProblem::None) {
        m_problems.reject(line, nameOf(price.column), price.text, amountProblemText(amount.problem));
        return {};
    }
    if (m_draft.currency && *m_draft.currency != *amount.currency) {
        m_problems.reject(line, nameOf(price.column), price.text,
                          Import::tr("The prices of one product are in different currencies."));
        return {};
    }
    if (!m_draft.currency && !amount.statesCurrency && currency.text.empty() && !m_conventions.currencyInFile)
        m_problems.noteAssumedCurrency();
    m_draft.currency = amount.currency;
    if (m_ownRecord && !isPlain(price.text))
        noteRawPrice(amount, price.text);
    return amount.minorUnits;
}

void DraftBuilder::noteRawPrice(const Amount &amount, std::string_view raw)
{
    const std::string canonical = Money(amount.minorUnits, *amount.currency).toDecimal().toStdString();
    if (raw == canonical)
        return;
    m_rawPrice = "\"price\":{\"raw\":";
    appendJsonString(m_rawPrice, raw);
    m_rawPrice += ",\"style\":\"";
    m_rawPrice += m_conventions.decimalStyle == DecimalStyle::Comma ? "comma" : "point";
    m_rawPrice += "\"}";
}

std::optional<qint64> DraftBuilder::quantityOf(const OfferText &quantity, qint64 line)
{
    if (quantity.text.empty())
        return {};
    qint64 pieces = 0;
    const QuantityProblem problem =
        quantity.jsonNumber ? readJsonQuantity(quantity.text, pieces) : readQuantity(quantity.text, pieces);
    if (problem == QuantityProblem::None)
        return pieces;
    if (problem == QuantityProblem::Negative && m_conventions.negativeQuantityIsZero) {
        m_problems.warn(line, nameOf(quantity.column), quantity.text,
                        Import::tr("The stock is negative because more was sold; it is taken as 0."));
        return 0;
    }
    m_problems.reject(line, nameOf(quantity.column), quantity.text, quantityProblemText(problem));
    return {};
}

} // namespace listwright::importing
