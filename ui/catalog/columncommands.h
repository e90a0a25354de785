// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemModel;
class QAction;
class QMenu;

namespace listwright {

class CatalogView;

/** What the header does by mouse, as commands: which columns are shown, where they stand, and what the rows go by. */
class ColumnCommands : public QObject
{
    Q_OBJECT

public:
    /** Before the view has its model, which names the columns. */
    ColumnCommands(CatalogView *view, const QAbstractItemModel &model, QObject *parent = nullptr);

    /** For the menu View: two with menus. */
    QList<QAction *> actions() const;
    /** What can be done with one column; deletes itself. */
    QMenu *headerMenu(int column);

Q_SIGNALS:
    void resetRequested();

private:
    QAction *createMoveAction(const QString &name, const QString &text, int key, int step);
    QMenu *createColumnsMenu();
    QMenu *createSortMenu();
    void sortBy(int column);
    void reverse();
    /** To the next place on the left (-1) or on the right (1) that can be seen. */
    void move(int column, int step);
    int currentColumn() const;

    CatalogView *m_view;
    QStringList m_titles;
    QAction *m_moveLeft;
    QAction *m_moveRight;
    QMenu *m_columns;
    QMenu *m_sort;
};

} // namespace listwright
