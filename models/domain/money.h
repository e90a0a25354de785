// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

#include <compare>

namespace listwright {

/**
 * An ISO 4217 currency. Only known codes can be made, so a Currency is always valid.
 * Digits after the point come from ISO 4217 (JPY 0, EUR 2, KWD 3).
 */
class Currency
{
    Q_DECLARE_TR_FUNCTIONS(Currency)

public:
    /** Any letter case, surrounding blanks allowed. */
    static Result<Currency> parse(QStringView code);
    /** Allocation-free form for bulk work; nothing when unknown. */
    static std::optional<Currency> fromCode(std::string_view upperCaseCode);

    QString code() const;
    std::string_view codeUtf8() const { return {m_code.data(), 3}; }
    int digits() const { return m_digits; }

    bool operator==(const Currency &) const = default;

private:
    Currency(std::string_view code, int digits);
    std::array<char, 3> m_code{};
    int m_digits = 2;
};

/** An exact amount: whole minor units (cents) of a currency. Never a binary fraction. */
class Money
{
    Q_DECLARE_TR_FUNCTIONS(Money)

public:
    Money(qint64 minorUnits, Currency currency) : m_minorUnits(minorUnits), m_currency(currency) {}

    /** Reads a plain decimal with a point ("1099.5", "-3"); more digits than the currency has is an error. */
    static Result<Money> fromDecimal(QStringView decimal, Currency currency);
    /** Reads "12.99 EUR", the form toString() writes. */
    static Result<Money> fromString(QStringView text);

    qint64 minorUnits() const { return m_minorUnits; }
    Currency currency() const { return m_currency; }
    /** "12.99": a point, all the currency's digits, no grouping. */
    QString toDecimal() const;
    /** "12.99 EUR". */
    QString toString() const;

    bool operator==(const Money &) const = default;

private:
    qint64 m_minorUnits;
    Currency m_currency;
};

} // namespace listwright
