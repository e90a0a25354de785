// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ReviewPage is made of: its actions and widgets.

#include "ui/review/fieldcard.h"
#include "ui/review/proposaldelegate.h"
#include "ui/review/reviewactions.h"
#include "ui/review/reviewpage.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/pageparts.h"
#include "ui/widgets/statuspill.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Words and, beside them where there is room and otherwise below, buttons. */
class WordsAndButtons : public QWidget
{
public:
    WordsAndButtons(QLayout *words, QLayout *buttons, QWidget *parent)
        : QWidget(parent), m_words(words), m_buttons(buttons), m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    {
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_layout->addLayout(words, 1);
        m_layout->addLayout(buttons);
    }

    QSize minimumSizeHint() const override
    {
        return {std::max(m_words->minimumSize().width(), m_buttons->minimumSize().width()),
                QWidget::minimumSizeHint().height()};
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        const int needed = m_words->sizeHint().width() + m_layout->spacing() + m_buttons->sizeHint().width();
        m_layout->setDirection(width() >= needed ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    }

private:
    QLayout *m_words;
    QLayout *m_buttons;
    QBoxLayout *m_layout;
};

} // namespace

void ReviewPage::createActions()
{
    pageAction(this, u"nextFieldAction"_s, tr("Next field"), u"chevron-down"_s, Qt::Key_J, [this] { moveTo(1); });
    pageAction(this, u"previousFieldAction"_s, tr("Previous field"), u"chevron-up"_s, Qt::Key_K,
               [this] { moveTo(-1); });
    pageAction(this, u"acceptFieldAction"_s, tr("Accept the field"), u"check"_s, Qt::Key_A,
               [this] { decideCurrent(FieldDecision::Accepted); });
    pageAction(this, u"rejectFieldAction"_s, tr("Reject the field"), u"reject"_s, Qt::Key_R,
               [this] { decideCurrent(FieldDecision::Rejected); });
    pageAction(this, u"editFieldAction"_s, tr("Edit the field"), u"edit"_s, Qt::Key_E, [this] {
        if (m_currentCard >= 0)
            m_cards[m_currentCard]->edit();
    });
    pageAction(this, u"acceptProposalAction"_s, tr("Accept all fields of the proposal"), u"check-circle"_s,
               QKeySequence(u"Shift+A"_s), [this] { acceptProposal(); });
    pageAction(this, u"rejectProposalAction"_s, tr("Reject all fields of the proposal"), u"cancel"_s,
               QKeySequence(u"Shift+R"_s), [this] { decide({}, FieldDecision::Rejected); });
    pageAction(this, u"regenerateAction"_s, tr("Make the proposal anew, with a hint"), u"refresh"_s, Qt::Key_G, [this] {
        m_hint->setFocus(Qt::ShortcutFocusReason);
        m_hint->selectAll();
    });
    pageAction(this, u"reasonAction"_s, tr("Say why it is rejected"), u"edit"_s, Qt::Key_W,
               [this] { m_reason->setFocus(Qt::ShortcutFocusReason); });
    pageAction(this, u"undoDecisionAction"_s, tr("Undo the last decision"), u"undo"_s, Qt::Key_U,
               [this] { m_actions->undoLast(); });
    m_acceptClean = pageAction(this, u"acceptCleanAction"_s, tr("Accept all without problems"), u"check-circle"_s, {},
                               [this] { m_actions->acceptClean(m_openCount, false); });
    m_acceptAll = pageAction(this, u"acceptEverythingAction"_s, tr("Accept all proposals"), u"check-circle"_s, {},
                             [this] { m_actions->acceptClean(m_openCount, true); });
    m_acceptAll->setToolTip(tr("You are asked once more for those with problems or doubtful facts"));
    m_rejectAll = pageAction(this, u"rejectEverythingAction"_s, tr("Reject all proposals…"), u"cancel"_s, {},
                             [this] { askToRejectAll(); });
    m_menuActions.edit = {m_acceptClean, m_acceptAll, m_rejectAll};
}

void ReviewPage::layOut()
{
    m_splitter->setObjectName(u"reviewSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(createList());
    m_splitter->addWidget(createDetails());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({340, 800});
    auto *empty = new EmptyState(u"review"_s, tr("Nothing to review"),
                                 tr("Choose products in the catalog and press “Improve”. The proposals wait here; "
                                    "nothing changes before you accept it."),
                                 this);
    empty->setObjectName(u"emptyReviewState"_s);
    auto *catalog = new QAction(listwright::icon(u"catalog"_s), tr("Go to the catalog"), this);
    catalog->setObjectName(u"goToCatalogAction"_s);
    connect(catalog, &QAction::triggered, this, [this] { Q_EMIT pageRequested(PageId::Catalog); });
    empty->addButton(catalog);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->addWidget(m_stack);
}

QWidget *ReviewPage::createList()
{
    m_list->setObjectName(u"proposalsListView"_s);
    setFocusProxy(m_list);
    m_list->setAccessibleName(tr("Open proposals"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ProposalDelegate(m_services.rulePacks, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setMinimumWidth(240);
    m_count->setObjectName(u"openProposalsLabel"_s);
    m_count->setFont(titleFont(font()));
    auto *all = new QToolButton(this);
    all->setObjectName(u"everythingToolButton"_s);
    all->setText(tr("Decide all"));
    all->setToolTip(tr("Decide all open proposals at once"));
    all->setPopupMode(QToolButton::InstantPopup);
    all->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(all);
    menu->addActions({m_acceptClean, m_acceptAll, m_rejectAll});
    menu->setToolTipsVisible(true);
    all->setMenu(menu);
    auto *head = new QHBoxLayout;
    head->addWidget(m_count, 1);
    head->addWidget(all);
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    return column;
}

QWidget *ReviewPage::createDetails()
{
    auto *content = new QWidget(m_scroll);
    m_cardLayout = new QVBoxLayout(content);
    m_cardLayout->setContentsMargins(0, 0, spacing::small, 0);
    m_cardLayout->setSpacing(spacing::medium);
    m_cardLayout->addStretch(1);
    m_scroll->setObjectName(u"fieldsScrollArea"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *hint = new QLabel(tr("J and K: next and previous field · A: accept · E: edit · R: reject · W: why rejected · "
                               "G: make anew · U: undo"),
                            this);
    hint->setWordWrap(true);
    setTextRole(hint, TextRole::Muted);
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(spacing::medium, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(createHead());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(createFeedback());
    layout->addWidget(hint);
    return column;
}

QWidget *ReviewPage::createFeedback()
{
    m_reason->setObjectName(u"rejectReasonLineEdit"_s);
    m_reason->setAccessibleName(tr("Reason for rejecting"));
    m_reason->setPlaceholderText(tr("Why it is rejected (optional, is kept)"));
    connect(m_reason, &QLineEdit::returnPressed, this, [this] {
        decideCurrent(FieldDecision::Rejected);
        m_list->setFocus(Qt::OtherFocusReason);
    });
    m_hint->setObjectName(u"regenerateHintLineEdit"_s);
    m_hint->setAccessibleName(tr("What should be different"));
    m_hint->setPlaceholderText(tr("What should be different, e.g. shorter, name the size"));
    connect(m_hint, &QLineEdit::returnPressed, this, &ReviewPage::regenerate);
    auto *anew = new QPushButton(listwright::icon(u"refresh"_s), tr("Make anew"), this);
    anew->setObjectName(u"regeneratePushButton"_s);
    anew->setToolTip(tr("Asks the model once more; the new proposal takes the place of this one (G, Enter)"));
    connect(anew, &QPushButton::clicked, this, &ReviewPage::regenerate);
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_reason, 1);
    layout->addWidget(m_hint, 1);
    layout->addWidget(anew);
    return row;
}

QWidget *ReviewPage::createHead()
{
    m_product->setObjectName(u"reviewProductLabel"_s);
    m_product->setFont(titleFont(font()));
    m_product->setWordWrap(true);
    m_product->setTextFormat(Qt::PlainText);
    m_subtitle->setObjectName(u"reviewSubtitleLabel"_s);
    m_subtitle->setTextFormat(Qt::PlainText);
    setTextRole(m_subtitle, TextRole::Muted);
    auto *arrow = new QLabel(u"→"_s, this);
    auto *reject = new QPushButton(listwright::icon(u"reject"_s), tr("Reject all fields"), this);
    reject->setObjectName(u"rejectProposalPushButton"_s);
    connect(reject, &QPushButton::clicked, this, [this] { decide({}, FieldDecision::Rejected); });
    auto *accept = new QPushButton(listwright::icon(u"check"_s, IconColor::OnAccent), tr("Accept all fields"), this);
    accept->setObjectName(u"acceptProposalPushButton"_s);
    setButtonRole(accept, ButtonRole::Primary);
    connect(accept, &QPushButton::clicked, this, &ReviewPage::acceptProposal);
    auto *second = new QHBoxLayout;
    second->setSpacing(spacing::small);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_subtitle, m_before, arrow, m_after})
        second->addWidget(widget);
    second->addStretch();
    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tiny);
    words->addWidget(m_product);
    words->addLayout(second);
    m_making->setObjectName(u"reviewMakingLabel"_s);
    m_making->setTextFormat(Qt::PlainText);
    m_making->setFont(smallFont(font()));
    m_making->setWordWrap(true);
    setTextRole(m_making, TextRole::Muted);
    words->addWidget(m_making);
    m_ask->setObjectName(u"acceptProposalAnywayLabel"_s);
    m_ask->setWordWrap(true);
    setTextRole(m_ask, TextRole::Warning);
    m_ask->hide();
    words->addWidget(m_ask);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(reject);
    buttons->addWidget(accept);
    return new WordsAndButtons(words, buttons, this);
}

} // namespace listwright
