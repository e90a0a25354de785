// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "services/importing/decimal.h"

// Prices as people and programs write them: a number, and often the currency on one side of it.
namespace listwright::importing {

enum class AmountProblem { None, NotANumber, TooManyDecimals, TooLarge, Negative, UnknownCurrency, MissingCurrency };

struct Amount
{
    AmountProblem problem = AmountProblem::None;
    qint64 minorUnits = 0;
    std::optional<Currency> currency;
    bool statesCurrency = false; ///< in the text itself
    std::string_view number;     ///< the digits with their separators, a part of the text that was read
};

/**
 * Reads "4 999,00 zł", "€12.50", "12.99 EUR", "1.099,-". A currency in the text wins over `currency`; a sign that
 * several currencies share ("$", "kr") follows `currency` where that is one of them.
 */
Amount parseAmount(std::string_view text, DecimalStyle style, std::optional<Currency> currency);
/** The same for a JSON number. The noise of a binary fraction (46.550000000000004) is rounded away. */
Amount parseJsonAmount(std::string_view number, std::optional<Currency> currency);

QString amountProblemText(AmountProblem problem);

} // namespace listwright::importing
