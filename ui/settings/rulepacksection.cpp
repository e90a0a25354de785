// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/rulepacksection.h"

#include "ui/style/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

RulePackSection::RulePackSection(const Services &services, QWidget *parent)
    : SettingsSection(
          services, u"rulePackSection"_s, tr("Rule packs"),
          tr("The limits and forbidden content of each marketplace, as of the date when its rules were read. "
             "A newer file in your folder replaces the one that came with Listwright."),
          parent)
{
    setIconName(u"rules"_s);
    addFolder(SettingKey::RulesFolder, tr("Your folder"), tr("Read at the start."));
    body()->addSpacing(spacing::medium);
    addTable();
    addProblems();
}

void RulePackSection::addTable()
{
    const auto packs = services().rulePacks.all();
    auto *table = new QTableWidget(static_cast<int>(packs.size()), 3, this);
    table->setObjectName(u"rulePackTableWidget"_s);
    table->setAccessibleName(tr("Rule packs"));
    table->setHorizontalHeaderLabels({tr("Marketplace"), tr("Rules as of"), tr("Version")});
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(spacing::rowHeight);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (int row = 0; row < packs.size(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(packs[row]->name()));
        table->setItem(row, 1, new QTableWidgetItem(locale().toString(packs[row]->date(), QLocale::ShortFormat)));
        table->setItem(row, 2, new QTableWidgetItem(locale().toString(packs[row]->version())));
    }
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + spacing::rowHeight * table->rowCount() + 2);
    body()->addWidget(table);
}

void RulePackSection::addProblems()
{
    const QStringList problems = services().rulePacks.problems();
    if (problems.isEmpty())
        return;
    QLabel *line = addLine(u"rulePackProblemsLabel"_s);
    line->setTextFormat(Qt::PlainText);
    line->setText(problems.join(u'\n'));
    setTextRole(line, TextRole::Warning);
}

} // namespace listwright
