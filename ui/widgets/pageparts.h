// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QAbstractItemModel;
class QAction;
class QKeySequence;
class QPushButton;
class QTableView;
class QWidget;

namespace listwright {

/** An action that works while the page has the focus, as keys of single letters do: a text field takes those first. */
QAction *pageAction(QWidget *page, const QString &name, const QString &text, const QString &iconName,
                    const QKeySequence &key, const std::function<void()> &triggered);

/**
 * A button for the action: it has its text, icon and state, and tells its key, or while it is disabled the action's
 * tool tip, where that has one: why. "retryAction" gives "retryPushButton".
 */
QPushButton *actionButton(QAction *action, QWidget *parent);

/** A table whose rows are chosen as a whole: no grid, no numbers of rows, and the Tab key leaves it. */
QTableView *rowTable(const QString &name, const QString &accessibleName, QAbstractItemModel *model, QWidget *parent);

} // namespace listwright
