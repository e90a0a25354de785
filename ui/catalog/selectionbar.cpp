// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/selectionbar.h"

#include "services/listing/rulepack.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>

namespace listwright {

using namespace Qt::StringLiterals;

SelectionBar::SelectionBar(const RulePacks &packs, QWidget *parent) : QFrame(parent), m_count(new QLabel(this))
{
    setObjectName(u"selectionBar"_s);
    setCard(this);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it never makes the table wider
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::small, spacing::small, spacing::small);
    layout->setSpacing(spacing::small);
    m_count->setObjectName(u"selectedLabel"_s);
    m_count->setFont(titleFont(font()));
    layout->addWidget(m_count);
    m_selectAll = addButton({}, u"select-all"_s, u"selectAllPushButton"_s);
    setButtonRole(m_selectAll, ButtonRole::Ghost);
    connect(m_selectAll, &QPushButton::clicked, this, &SelectionBar::selectAllRequested);
    layout->addStretch();
    QPushButton *improve = addButton(tr("Improve"), u"optimize"_s, u"improvePushButton"_s);
    setButtonRole(improve, ButtonRole::Primary);
    improve->setIcon(icon(u"optimize"_s, IconColor::OnAccent));
    improve->setToolTip(tr("Make proposals with AI or by built-in rules; nothing changes before you accept"));
    QMenu *ways = packMenu(improve, packs, &SelectionBar::improveRequested);
    QAction *rules = ways->isEmpty() ? nullptr : ways->actions().first();
    auto *order = new QAction(icon(u"spark"_s), tr("With AI…"), ways);
    order->setObjectName(u"orderAction"_s);
    connect(order, &QAction::triggered, this, &SelectionBar::orderRequested);
    auto *heading = new QAction(tr("With built-in rules, for"), ways);
    heading->setEnabled(false);
    ways->insertAction(rules, order);
    ways->insertAction(rules, ways->addSeparator());
    ways->insertAction(rules, heading);
    QPushButton *validate = addButton(tr("Validate"), u"shield"_s, u"validatePushButton"_s);
    validate->setToolTip(tr("Check against a marketplace’s rules"));
    packMenu(validate, packs, &SelectionBar::validateRequested);
    QPushButton *exportButton = addButton(tr("Export…"), u"export"_s, u"exportPushButton"_s);
    connect(exportButton, &QPushButton::clicked, this, &SelectionBar::exportRequested);
    QPushButton *remove = addButton(tr("Delete"), u"delete"_s, u"deletePushButton"_s);
    connect(remove, &QPushButton::clicked, this, &SelectionBar::deleteRequested);
    for (QPushButton *button : {remove, exportButton, m_selectAll, validate, improve})
        m_labels.append({button, button->text()});
    QPushButton *clear = addButton({}, u"close"_s, u"clearSelectionPushButton"_s);
    setButtonRole(clear, ButtonRole::Ghost);
    clear->setAccessibleName(tr("Clear the selection"));
    clear->setToolTip(tr("Clear the selection (Esc)"));
    connect(clear, &QPushButton::clicked, this, &SelectionBar::clearRequested);
}

QPushButton *SelectionBar::addButton(const QString &text, const QString &iconName, const QString &name)
{
    auto *button = new QPushButton(icon(iconName), text, this);
    button->setObjectName(name);
    layout()->addWidget(button);
    return button;
}

QMenu *SelectionBar::packMenu(QPushButton *button, const RulePacks &packs,
                              void (SelectionBar::*chosen)(const QString &))
{
    auto *menu = new QMenu(button);
    for (const auto &pack : packs.all()) {
        QAction *action = menu->addAction(pack->name());
        action->setObjectName(pack->key() + u"Action"_s);
        connect(action, &QAction::triggered, this, [this, chosen, key = pack->key()] { (this->*chosen)(key); });
    }
    button->setMenu(menu);
    button->setEnabled(!menu->isEmpty());
    return menu;
}

void SelectionBar::setSelection(qint64 chosen, qint64 matching)
{
    setVisible(chosen > 0);
    m_chosen = chosen;
    m_selectAll->setVisible(chosen < matching);
    for (Labelled &label : m_labels) {
        if (label.button == m_selectAll)
            label.text = tr("Select all %1").arg(locale().toString(matching));
    }
    showWords();
}

void SelectionBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showWords();
}

void SelectionBar::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    showWords(); // only now the buttons take place
}

void SelectionBar::showWords()
{
    const QString count = locale().toString(m_chosen);
    m_count->setText(tr("%1 selected").arg(count));
    m_count->setAccessibleName(m_count->text());
    m_count->setToolTip(m_count->text());
    layout()->setSpacing(spacing::small);
    for (const auto &[button, text] : std::as_const(m_labels)) {
        button->setText(text);
        button->setAccessibleName(text);
    }
    const auto fits = [this] {
        layout()->invalidate(); // hidden buttons do not say that they changed
        // Widths are rounded one by one, so their sum may be a little more.
        return layout()->sizeHint().width() + spacing::tiny <= width();
    };
    for (const auto &[button, text] : std::as_const(m_labels)) {
        if (fits())
            return;
        button->setText({});
        if (button->toolTip().isEmpty() || button == m_selectAll)
            button->setToolTip(text);
    }
    if (fits())
        return;
    m_count->setText(count);
    if (!fits())
        layout()->setSpacing(spacing::tiny);
}

} // namespace listwright
