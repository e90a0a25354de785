// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QModelIndex;

namespace listwright {

class CatalogView;

/**
 * Lets screen readers see every CatalogView as a table: the visible columns in their order, all rows, the cells' texts
 * and what is selected. A cell is a place, not a product: "row 5, column 2" is what stands there when it is asked. Of
 * millions of cells only those lately asked for exist. To be called once or more, in the GUI thread.
 */
void installCatalogAccessibility();

/** Number of the cell among the children of the view's accessible table; -1 for a hidden column. */
int accessibleChildOf(const CatalogView &view, const QModelIndex &index);

} // namespace listwright
