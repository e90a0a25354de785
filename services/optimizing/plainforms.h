// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/textmending.h"

namespace listwright {

/**
 * A text in the plain forms of its characters, so that one pattern finds all ways to write the same: full-width letters
 * and signs, the ideographic full stop, digits of any script, dashes and blanks of any width. Each character knows its
 * place in the text as it is written.
 */
class PlainForms
{
public:
    explicit PlainForms(const QString &written);

    const QString &text() const { return m_text; }
    TextSpan written(qsizetype position, qsizetype length) const;

private:
    QString m_text;
    QList<qsizetype> m_begins; ///< of each character of m_text
    QList<qsizetype> m_ends;
};

} // namespace listwright
