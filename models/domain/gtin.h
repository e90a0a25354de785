// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

namespace listwright {

/** Why a text is no usable GTIN; Valid when it is one. */
enum class GtinProblem { None, NotDigits, WrongLength, WrongCheckDigit, RestrictedPrefix, AllZeros };

/**
 * A GTIN-8, -12 (UPC), -13 (EAN) or -14 with a right check digit (GS1 General Specifications, modulo 10) that is not
 * from a number range for use inside one shop or for coupons (GS1 prefixes 02, 04, 2x, 05, 98, 99).
 */
class Gtin
{
    Q_DECLARE_TR_FUNCTIONS(Gtin)

public:
    /** Blanks and hyphens between digits are ignored. */
    static Result<Gtin> parse(QStringView text);
    /** Allocation-free check for bulk work; only digits are expected. */
    static GtinProblem check(std::string_view digits);
    static QString problemText(GtinProblem problem);

    QString toString() const { return m_digits; }
    bool operator==(const Gtin &) const = default;

private:
    explicit Gtin(QString digits) : m_digits(std::move(digits)) {}
    QString m_digits;
};

} // namespace listwright
