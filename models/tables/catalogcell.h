// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "models/domain/productfield.h"

#include <QLocale>
#include <QVariant>

namespace listwright {

QList<CatalogColumn> allCatalogColumns();
QString catalogColumnTitle(CatalogColumn column);   ///< translated
QString catalogColumnToolTip(CatalogColumn column); ///< translated
bool isRightAligned(CatalogColumn column);

/** Which field an edit of the column writes; nothing for columns that follow from others. */
std::optional<ProductField> editedField(CatalogColumn column);

/** A cell's text in the locale: "1.099,00 €", "3 h ago" is never used, so that two rows can be compared. */
QString cellText(const CatalogRow &row, CatalogColumn column, const QLocale &locale);
/** What an editor begins with: the same value without decoration. */
QString cellEditText(const CatalogRow &row, CatalogColumn column, const QLocale &locale);

/** A price in the locale's form: "1.099,00 €". */
QString moneyText(const Money &money, const QLocale &locale);

/** What a person typed, in the canonical text of productfield.h. InvalidInput when it makes no sense. */
Result<QString> editedValue(const CatalogRow &row, CatalogColumn column, const QString &typed, const QLocale &locale);
/** The row as it will be once the edit is stored. */
CatalogRow withEdit(CatalogRow row, CatalogColumn column, const QString &value);

} // namespace listwright
