// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/columncommands.h"

#include "models/domain/catalogquery.h"
#include "ui/catalog/catalogview.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>

namespace listwright {

using namespace Qt::StringLiterals;

ColumnCommands::ColumnCommands(CatalogView *view, const QAbstractItemModel &model, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_moveLeft(createMoveAction(u"moveColumnLeftAction"_s, tr("Move the column to the left"), Qt::Key_Left, -1))
    , m_moveRight(createMoveAction(u"moveColumnRightAction"_s, tr("Move the column to the right"), Qt::Key_Right, 1))
{
    for (int column = 0; column < model.columnCount(); ++column)
        m_titles.append(model.headerData(column, Qt::Horizontal).toString());
    m_columns = createColumnsMenu();
    m_sort = createSortMenu();
}

QList<QAction *> ColumnCommands::actions() const
{
    return {m_columns->menuAction(), m_sort->menuAction()};
}

QAction *ColumnCommands::createMoveAction(const QString &name, const QString &text, int key, int step)
{
    auto *action = new QAction(icon(step < 0 ? u"arrow-left"_s : u"arrow-right"_s), text, this);
    action->setObjectName(name);
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | static_cast<Qt::Key>(key)));
    action->setShortcutContext(Qt::WidgetShortcut); // where text is written, the keys select words
    connect(action, &QAction::triggered, this, [this, step] { move(currentColumn(), step); });
    m_view->addAction(action);
    return action;
}

QMenu *ColumnCommands::createColumnsMenu()
{
    auto *menu = new QMenu(tr("Columns"), m_view);
    menu->setObjectName(u"columnsMenu"_s);
    menu->setIcon(icon(u"columns"_s));
    QList<QAction *> shown;
    for (int column = 0; column < m_titles.size(); ++column) {
        QAction *action = menu->addAction(m_titles.at(column));
        action->setCheckable(true);
        action->setEnabled(column != static_cast<int>(CatalogColumn::Title));
        connect(action, &QAction::triggered, this, [header = m_view->header(), column] {
            header->setSectionHidden(column, !header->isSectionHidden(column));
        });
        shown.append(action);
    }
    menu->addSeparator();
    menu->addActions({m_moveLeft, m_moveRight});
    menu->addAction(tr("Reset the columns"), this, &ColumnCommands::resetRequested);
    connect(menu, &QMenu::aboutToShow, this, [this, shown] {
        for (int column = 0; column < shown.size(); ++column)
            shown.at(column)->setChecked(!m_view->header()->isSectionHidden(column));
    });
    return menu;
}

QMenu *ColumnCommands::createSortMenu()
{
    auto *menu = new QMenu(tr("Sort by"), m_view);
    menu->setObjectName(u"sortMenu"_s);
    menu->setIcon(icon(u"sort"_s));
    auto *group = new QActionGroup(menu);
    for (int column = 0; column < m_titles.size(); ++column) {
        QAction *action = group->addAction(m_titles.at(column));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, column] { sortBy(column); });
    }
    menu->addActions(group->actions());
    menu->addSeparator();
    QAction *reversed = menu->addAction(tr("Reverse the order"), this, &ColumnCommands::reverse);
    reversed->setObjectName(u"reverseOrderAction"_s);
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        if (QAction *present = group->actions().value(m_view->header()->sortIndicatorSection()))
            present->setChecked(true);
    });
    return menu;
}

QMenu *ColumnCommands::headerMenu(int column)
{
    auto *menu = new QMenu(m_view);
    menu->setObjectName(u"catalogHeaderMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (column >= 0) {
        QHeaderView *header = m_view->header();
        menu->addAction(icon(u"chevron-up"_s), tr("Sort ascending"), header,
                        [header, column] { header->setSortIndicator(column, Qt::AscendingOrder); });
        menu->addAction(icon(u"chevron-down"_s), tr("Sort descending"), header,
                        [header, column] { header->setSortIndicator(column, Qt::DescendingOrder); });
        menu->addSeparator();
        menu->addAction(m_moveLeft->icon(), m_moveLeft->text(), this, [this, column] { move(column, -1); });
        menu->addAction(m_moveRight->icon(), m_moveRight->text(), this, [this, column] { move(column, 1); });
        menu->addSeparator();
    }
    menu->addActions(actions());
    return menu;
}

// As clicks on the header do it.
void ColumnCommands::sortBy(int column)
{
    if (m_view->header()->sortIndicatorSection() == column)
        reverse();
    else
        m_view->header()->setSortIndicator(column, Qt::AscendingOrder);
}

void ColumnCommands::reverse()
{
    QHeaderView *header = m_view->header();
    const bool ascending = header->sortIndicatorOrder() == Qt::AscendingOrder;
    header->setSortIndicator(header->sortIndicatorSection(), ascending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void ColumnCommands::move(int column, int step)
{
    QHeaderView *header = m_view->header();
    const QList<int> shown = m_view->visibleColumns();
    const qsizetype place = shown.indexOf(column);
    const qsizetype target = place + (m_view->isRightToLeft() ? -step : step);
    if (place < 0 || target < 0 || target >= shown.size())
        return;
    header->moveSection(header->visualIndex(column), header->visualIndex(shown.at(target)));
    m_view->scrollTo(m_view->currentIndex());
}

int ColumnCommands::currentColumn() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? current.column() : m_view->visibleColumns().value(0, -1);
}

} // namespace listwright
