// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ImportPanel is made of: its widgets and where they stand.

#include "ui/importing/importpanel.h"
#include "ui/importing/readoptionsform.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int problemsHeight = 110;

QLabel *sectionTitle(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(titleFont(parent->font()));
    return label;
}

} // namespace

void ImportPanel::layOut()
{
    m_tabs->setObjectName(u"importFilesTabBar"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_doubts->setObjectName(u"doubtsLabel"_s);
    m_doubts->setWordWrap(true);
    m_doubts->setTextFormat(Qt::PlainText);
    setTextRole(m_doubts, TextRole::Warning);
    auto *content = new QWidget(this);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(spacing::medium);
    inside->addWidget(m_doubts);
    inside->addWidget(m_options);
    inside->addWidget(createTables(), 1);
    m_problemsCaption->setFont(titleFont(font()));
    inside->addWidget(m_problemsCaption);
    inside->addWidget(m_problems);
    m_problems->setObjectName(u"problemsListWidget"_s);
    m_problems->setAccessibleName(tr("Problems in the first rows"));
    m_problems->setMaximumHeight(problemsHeight);
    auto *waiting = new EmptyState(u"file"_s, tr("Looking at the file…"), tr("This takes a moment."), this);
    m_stack->addWidget(content);
    m_stack->addWidget(m_failure);
    m_stack->addWidget(waiting);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(createHead());
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
}

QWidget *ImportPanel::createHead()
{
    auto *head = new QWidget(this);
    m_title->setObjectName(u"importTitleLabel"_s);
    m_title->setFont(headlineFont(font()));
    m_title->setTextFormat(Qt::PlainText);
    m_subtitle->setObjectName(u"importSubtitleLabel"_s);
    m_subtitle->setTextFormat(Qt::PlainText);
    setTextRole(m_subtitle, TextRole::Muted);
    m_import->setObjectName(u"importPushButton"_s);
    setButtonRole(m_import, ButtonRole::Primary);
    m_importAll->setObjectName(u"importAllPushButton"_s);
    auto *cancel = new QPushButton(tr("Back to the catalog"), head);
    cancel->setObjectName(u"closeImportPushButton"_s);
    cancel->setToolTip(tr("Nothing of the files is imported (Esc)"));
    connect(cancel, &QPushButton::clicked, this, &ImportPanel::closeRequested);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(words, 1);
    layout->addWidget(cancel);
    layout->addWidget(m_importAll);
    layout->addWidget(m_import);
    return head;
}

// No shortcut: that would be heard while a list of fields or encodings is open, which Escape closes.
void ImportPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel))
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

QWidget *ImportPanel::createTables()
{
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    const auto add = [splitter](QLabel *title, QWidget *table) {
        auto *part = new QWidget(splitter);
        auto *layout = new QVBoxLayout(part);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(spacing::tiny);
        layout->addWidget(title);
        layout->addWidget(table, 1);
        splitter->addWidget(part);
    };
    add(sectionTitle(tr("Columns of the file, and the field each one feeds"), this), m_cells);
    add(sectionTitle(tr("The first products as they will be"), this), m_products);
    return splitter;
}

// The style's own are coloured boxes that shout louder than the file's name.
void ImportPanel::addCloseButton(int tab)
{
    auto *close = new QToolButton(m_tabs);
    close->setObjectName(u"closeFileToolButton"_s);
    close->setIcon(listwright::icon(u"close"_s, IconColor::Muted));
    close->setIconSize(QSize(spacing::medium, spacing::medium));
    close->setFixedSize(spacing::large + spacing::tiny, spacing::large + spacing::tiny);
    close->setToolTip(tr("Leave this file out"));
    close->setAccessibleName(close->toolTip());
    setButtonRole(close, ButtonRole::Ghost);
    m_tabs->setTabButton(tab, QTabBar::RightSide, close);
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int index = 0; index < m_tabs->count(); ++index) {
            if (m_tabs->tabButton(index, QTabBar::RightSide) == close)
                return removeFile(index);
        }
    });
}

} // namespace listwright
