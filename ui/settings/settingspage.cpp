// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingspage.h"

#include "ui/settings/aisection.h"
#include "ui/settings/backupsection.h"
#include "ui/settings/choicesections.h"
#include "ui/settings/databasesection.h"
#include "ui/settings/keyssection.h"
#include "ui/settings/promptsection.h"
#include "ui/settings/receivingsection.h"
#include "ui/settings/rulepacksection.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int contentWidth = 568;
constexpr int indexWidth = 164;

} // namespace

SettingsPage::SettingsPage(Services services, QWidget *parent)
    : Page(parent), m_index(new QListWidget(this)), m_scroll(new QScrollArea(this)), m_sections(new QVBoxLayout)
{
    setObjectName(u"settingsPage"_s);
    setAccessibleName(title());
    auto *heading = new QLabel(title(), this);
    heading->setFont(headlineFont(font()));
    m_index->setObjectName(u"sectionListWidget"_s);
    setFocusProxy(m_index);
    m_index->setAccessibleName(tr("Sections"));
    m_index->setFrameShape(QFrame::NoFrame);
    m_index->setFixedWidth(indexWidth);
    m_index->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget(this);
    content->setMinimumWidth(contentWidth);
    content->setMaximumWidth(contentWidth + 192);
    m_sections->setContentsMargins(0, 0, spacing::large, spacing::huge);
    m_sections->setSpacing(spacing::large);
    content->setLayout(m_sections);
    m_scroll->setObjectName(u"settingsScrollArea"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(spacing::huge);
    columns->addWidget(m_index);
    columns->addWidget(m_scroll, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large + spacing::tiny, spacing::small, 0);
    layout->setSpacing(spacing::large);
    layout->addWidget(heading);
    layout->addLayout(columns, 1);
    m_receiving = new ReceivingSection(services);
    for (SettingsSection *section : std::initializer_list<SettingsSection *>{
             new DatabaseSection(services), new AiSection(services), new PromptSection(services),
             new MarketplaceSection(services), new ImportSection(services), m_receiving, new KeysSection(services),
             new AppearanceSection(services), new BackupSection(services), new RulePackSection(services)})
        add(section);
    m_sections->addStretch();
    connect(m_index, &QListWidget::currentRowChanged, this, &SettingsPage::scrollTo);
    // One that is marked already may have been scrolled from.
    connect(m_index, &QListWidget::itemClicked, this, [this] { scrollTo(m_index->currentRow()); });
    connect(m_index, &QListWidget::itemActivated, this, [this] { scrollTo(m_index->currentRow()); });
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, &SettingsPage::followScrolling);
    m_index->setCurrentRow(0);
}

QIcon SettingsPage::icon() const
{
    return listwright::icon(u"settings"_s);
}

void SettingsPage::add(SettingsSection *section)
{
    m_all.append(section);
    m_sections->addWidget(section);
    m_index->addItem(new QListWidgetItem(listwright::icon(section->iconName(), IconColor::Muted), section->title()));
    connect(section, &SettingsSection::restartRequested, this, &SettingsPage::restartRequested);
}

void SettingsPage::showReceiving()
{
    // Before the page was ever shown nothing in it has its place.
    m_sections->activate();
    QApplication::sendPostedEvents(m_scroll->widget(), QEvent::LayoutRequest);
    const auto row = static_cast<int>(m_all.indexOf(m_receiving));
    m_index->setCurrentRow(row);
    scrollTo(row);
}

void SettingsPage::scrollTo(int row)
{
    if (row >= 0)
        m_scroll->verticalScrollBar()->setValue(m_all[row]->y());
}

void SettingsPage::followScrolling()
{
    const int top = m_scroll->verticalScrollBar()->value();
    const bool atEnd = top == m_scroll->verticalScrollBar()->maximum();
    int row = 0;
    for (int i = 0; i < m_all.size(); ++i) {
        if (m_all[i]->y() <= top + spacing::huge)
            row = i;
    }
    // The last sections may be too short to ever reach the top; one that was chosen stays chosen there.
    if (atEnd && m_index->currentRow() > row)
        return;
    const QSignalBlocker quiet(m_index);
    m_index->setCurrentRow(row);
}

} // namespace listwright
