// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"
#include "models/domain/productfield.h"

#include <QDate>
#include <QList>

#include <memory>

namespace listwright {

enum class Severity { Error, Warning };

/** One violation of one rule. */
struct Finding
{
    Severity severity = Severity::Warning;
    QString rule;                                      ///< stable key: "title.length"
    ProductField field = ProductField::TitleOptimized; ///< which the person would change
    int position = -1;                                 ///< character in the field's text, -1 when it concerns the whole
    int length = 0;                                    ///< characters concerned
    QString message;                                   ///< translated; names the limit and the present value
    QString source;             ///< where the rule is written down (address), with the pack's date
    std::optional<QString> fix; ///< the field's whole text with this rule's finding mended, where that is mechanical
};

/** A marketplace's limits and forbidden content: a dated data file under resources/rules, replaceable by the user. */
class RulePack
{
    Q_DECLARE_TR_FUNCTIONS(RulePack)

public:
    /** The error names the origin and the place in it: line and column, or the number and key of the rule. */
    static Result<std::shared_ptr<const RulePack>> fromJson(const QByteArray &json, const QString &origin);

    QString key() const;  ///< "amazon"
    QString name() const; ///< "Amazon"
    QDate date() const;   ///< as of when the rules were read
    int version() const;

    std::optional<int> titleLimit() const;       ///< characters
    std::optional<int> titleAdvised() const;     ///< characters
    std::optional<int> descriptionLimit() const; ///< characters, or bytes where descriptionLimitInBytes()
    bool descriptionLimitInBytes() const;
    std::optional<int> bulletLimit() const; ///< bullet points
    std::optional<int> imageLimit() const;
    /** Tags the description may use; empty = plain text only; nothing = any but active content. */
    std::optional<QStringList> allowedTags() const;
    QList<std::pair<QString, QString>> replacements() const; ///< forbidden text → what may stand for it ("" = drop)
    QString forbiddenTitleCharacters() const;

    /**
     * All findings for the product as this marketplace would get it, errors first, in a stable order. What each of its
     * variants states (price, stock, GTIN) need not be stated by the product itself.
     */
    QList<Finding> validate(const Product &product) const;

    RulePack();
    ~RulePack();

private:
    Result<void> read(const QJsonObject &object);

    struct Private;
    std::unique_ptr<Private> d;
};

/** The packs compiled in, each replaced by a newer file of the same name in the user's folder. */
class RulePacks
{
public:
    /** A user's file that cannot be read is left out and named in problems(). */
    static RulePacks load(const QString &userFolder = {});

    QList<std::shared_ptr<const RulePack>> all() const { return m_packs; }
    std::shared_ptr<const RulePack> find(const QString &key) const; ///< null when unknown
    /** The marketplace's name; the key itself where it is unknown. */
    QString nameOf(const QString &key) const;
    QStringList problems() const { return m_problems; }

private:
    QList<std::shared_ptr<const RulePack>> m_packs;
    QStringList m_problems;
};

} // namespace listwright
