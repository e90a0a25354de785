// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/gtin.h"

namespace listwright {

namespace {

// Digit of the 14-digit form, so that one prefix rule serves all lengths.
int digitAt(std::string_view digits, std::size_t position14)
{
    const std::size_t pad = 14 - digits.size();
    return position14 < pad ? 0 : digits[position14 - pad] - '0';
}

bool isRestricted(std::string_view digits)
{
    if (digits.size() == 8) // GTIN-8: ranges 0 and 2 are for use inside one company
        return digits[0] == '0' || digits[0] == '2';
    const int first = digitAt(digits, 1);
    const int second = digitAt(digits, 2);
    if (first == 0)
        return second == 2 || second == 4 || second == 5;
    return first == 2 || (first == 9 && second >= 8);
}

} // namespace

GtinProblem Gtin::check(std::string_view digits)
{
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return GtinProblem::NotDigits;
    if (digits.size() != 8 && digits.size() != 12 && digits.size() != 13 && digits.size() != 14)
        return GtinProblem::WrongLength;
    if (digits.find_first_not_of('0') == std::string_view::npos)
        return GtinProblem::AllZeros;
    int sum = 0;
    for (std::size_t i = 0; i < 13; ++i)
        sum += digitAt(digits, i) * (i % 2 == 0 ? 3 : 1);
    if ((10 - sum % 10) % 10 != digitAt(digits, 13))
        return GtinProblem::WrongCheckDigit;
    return isRestricted(digits) ? GtinProblem::RestrictedPrefix : GtinProblem::None;
}

QString Gtin::problemText(GtinProblem problem)
{
    switch (problem) {
    case GtinProblem::None:
        return {};
    case GtinProblem::NotDigits:
        return tr("A GTIN has digits only.");
    case GtinProblem::WrongLength:
        return tr("A GTIN has 8, 12, 13 or 14 digits.");
    case GtinProblem::WrongCheckDigit:
        return tr("The check digit of the GTIN is wrong.");
    case GtinProblem::RestrictedPrefix:
        return tr("The GTIN is from a range for use inside one shop.");
    case GtinProblem::AllZeros:
        return tr("The GTIN is all zeros.");
    }
    return {};
}

Result<Gtin> Gtin::parse(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (!c.isSpace() && c != u'-')
            digits.append(c);
    }
    const QByteArray utf8 = digits.toUtf8();
    const GtinProblem problem = check({utf8.constData(), static_cast<std::size_t>(utf8.size())});
    if (problem != GtinProblem::None)
        return failure(ErrorCode::InvalidInput, problemText(problem));
    return Gtin(digits);
}

} // namespace listwright
