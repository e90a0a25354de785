// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productfield.h"

namespace listwright {

enum class ProposalState { Open, Accepted, Rejected, PartlyAccepted };

QString proposalStateName(ProposalState state);
std::optional<ProposalState> proposalStateFromName(QStringView name);
QString proposalStateText(ProposalState state);

/** Whether a person has decided on one field of a proposal. */
enum class FieldDecision { Open, Accepted, Rejected };

/** A statement of a proposed text that the record does not hold. */
struct DoubtfulFact
{
    int position = 0; ///< character of ProposedField::after
    int length = 0;
    QString reason; ///< translated
    bool operator==(const DoubtfulFact &) const = default;
};

/** One changed field an optimizer offers; values in the canonical text of productfield.h. */
struct ProposedField
{
    ProductField field = ProductField::TitleOptimized;
    QString before;
    QString after;
    QStringList reasons; ///< translated: why it was changed so
    FieldDecision decision = FieldDecision::Open;
    QStringList problems{};      ///< translated: rules the text breaks; not to be accepted silently
    QList<DoubtfulFact> marks{}; ///< facts that are not in the record
    /** What the field inherited when `before` was empty, so that a change of that is seen too; nothing = not known. */
    std::optional<QString> inherited{};

    bool isClean() const { return problems.isEmpty() && marks.isEmpty(); }
    bool operator==(const ProposedField &) const = default;
};

/**
 * What a field without a text of its own says: a marketplace's listing inherits from the product, the product from its
 * source. Nothing for fields that do not inherit.
 */
std::optional<QString> inheritedText(const Product &product, ProductField field, const QString &marketplace);

/** The texts of a field today. */
struct PresentText
{
    QString own;
    std::optional<QString> inherited; ///< where the own one is empty

    PresentText(const QString &own, const Product &product, ProductField field, const QString &marketplace);
    /** Whether the field was proposed from these texts, or says what is proposed already. */
    bool isBaseOf(const ProposedField &field) const;
    /** What the field says. */
    QString text() const { return own.isEmpty() ? inherited.value_or(QString()) : own; }
};

/** How a proposal was made. */
struct ProposalMaking
{
    QString provider; ///< key of a preset; empty for the built-in rules
    QString model;
    QString prompt; ///< "amazon/de/3": Prompt::name()
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    qint64 cost = 0;                   ///< millionths of a US dollar
    qint64 duration = 0;               ///< ms
    std::optional<QDateTime> cachedAt; ///< UTC: when the answer was given, where it came from the cache
    QString language{};                ///< that was asked for, "de"
    bool operator==(const ProposalMaking &) const = default;
};

/** Changed fields an optimizer offers for one product. Nothing changes until a person accepts. */
struct Proposal
{
    qint64 id = 0;
    ProductId productId = 0;
    qint64 baseRevision = 0; ///< revision of the product it was made from
    QString marketplace;     ///< whose rules it follows; empty for the product in general
    QString origin;          ///< "rules/1" or provider and model
    QList<ProposedField> fields;
    int scoreBefore = 0;
    int scoreAfter = 0;
    ProposalState state = ProposalState::Open;
    QDateTime createdAt; ///< UTC: when the record was read that it was made from
    ProposalMaking making{};
    QString hint{};         ///< what a person asked for when it was made anew
    QString rejectReason{}; ///< why a person rejected it
    /** Of an open one: what its texts rest on was changed after it was made, so its facts may not hold any more. */
    bool recordChanged = false;

    struct OpenFields
    {
        QList<ProposedField> clean;
        QList<ProposedField> marked; ///< with problems or doubtful facts; nobody accepts them without having been told
    };
    /** What a decision on these fields would be about; none = on all. */
    OpenFields openFields(const QList<ProductField> &decided = {}) const;
    /** Whether no open field has problems or marks, and the record is what it was. */
    bool isClean() const;
    bool operator==(const Proposal &) const = default;
};

} // namespace listwright
