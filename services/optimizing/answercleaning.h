// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

namespace listwright {

/**
 * What has no place in a listing is taken out of a model's texts, whoever put it there: markup beyond the pack's tags,
 * comments, invisible characters, web and mail addresses, telephone numbers, names at messengers, prices, promises of
 * shipping and the like. In a description the whole sentence goes that holds it. Numbers that are the product's own
 * (model number, SKU, attribute values) are no telephone numbers.
 */
class AnswerCleaning
{
    Q_DECLARE_TR_FUNCTIONS(AnswerCleaning)

public:
    AnswerCleaning(const Product &record, const RulePack &pack);

    QString title(const QString &text);
    QString description(const QString &text);
    /** Empty ones and repeated ones go. */
    QStringList bulletPoints(const QStringList &texts);
    /** Of an attribute's name or value, or a category: one line. */
    QString line(const QString &text);

    /** Translated: what was taken out. */
    const QStringList &reasons() const { return m_reasons; }

private:
    QString withoutOffers(const QString &text, bool wholeSentences);
    bool isOwnNumber(const QString &text) const;

    const RulePack &m_pack;
    QStringList m_ownNumbers; ///< digits only
    QStringList m_reasons;
};

} // namespace listwright
