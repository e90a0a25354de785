// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/plainforms.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString plainForm(char32_t c)
{
    constexpr char32_t keycap = 0x20E3;
    constexpr char32_t emojiStyle = 0xFE0F;
    constexpr char32_t ideographicStop = 0x3002;
    const QChar::Category category = QChar::category(c);
    if (c < 0x80 || c == QChar::ObjectReplacementCharacter)
        return QString(QChar(static_cast<char16_t>(c)));
    if (c == keycap || c == emojiStyle)
        return {};
    if (category == QChar::Number_DecimalDigit)
        return QString::number(QChar::digitValue(c));
    if (category == QChar::Punctuation_Dash || c == 0x2212)
        return u"-"_s;
    if (category == QChar::Separator_Space)
        return u" "_s;
    const QString form = QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KC);
    return QString(form).replace(QChar(static_cast<char16_t>(ideographicStop)), u'.');
}

} // namespace

PlainForms::PlainForms(const QString &written)
{
    for (qsizetype at = 0; at < written.size();) {
        const QChar c = written.at(at);
        const bool pair = c.isHighSurrogate() && at + 1 < written.size() && written.at(at + 1).isLowSurrogate();
        const qsizetype end = at + (pair ? 2 : 1);
        const QString form = c.isSurrogate() && !pair
                                 ? QString(c)
                                 : plainForm(pair ? QChar::surrogateToUcs4(c, written.at(at + 1)) : c.unicode());
        for (qsizetype i = 0; i < form.size(); ++i) {
            m_begins.append(at);
            m_ends.append(end);
        }
        m_text += form;
        at = end;
    }
}

TextSpan PlainForms::written(qsizetype position, qsizetype length) const
{
    if (length <= 0 || position < 0 || position + length > m_text.size())
        return {};
    const qsizetype begin = m_begins.at(position);
    return {begin, m_ends.at(position + length - 1) - begin};
}

} // namespace listwright
