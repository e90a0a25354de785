// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/pageparts.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

namespace listwright {

namespace {

struct PageParts
{
    Q_DECLARE_TR_FUNCTIONS(PageParts)
};

} // namespace

QAction *pageAction(QWidget *page, const QString &name, const QString &text, const QString &iconName,
                    const QKeySequence &key, const std::function<void()> &triggered)
{
    auto *action = new QAction(icon(iconName), text, page);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, page, triggered);
    page->addAction(action);
    return action;
}

QPushButton *actionButton(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(action->objectName().chopped(6) + u"PushButton");
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        const bool explained = !action->isEnabled() && action->toolTip() != action->text();
        button->setToolTip(explained       ? action->toolTip()
                           : key.isEmpty() ? QString()
                                           : PageParts::tr("Key: %1").arg(key));
    };
    QObject::connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

QTableView *rowTable(const QString &name, const QString &accessibleName, QAbstractItemModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(spacing::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

} // namespace listwright
