// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/reviewpage.h"

#include "models/tables/whenfinished.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/review/fieldcard.h"
#include "ui/review/proposaldelegate.h"
#include "ui/review/reviewactions.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/statuspill.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int countPause = 300; // milliseconds

std::optional<int> limitOf(ProductField field, const RulePack *pack)
{
    if (!pack)
        return {};
    if (field == ProductField::TitleOptimized)
        return pack->titleLimit();
    if (field == ProductField::DescriptionOptimized && !pack->descriptionLimitInBytes())
        return pack->descriptionLimit();
    return {};
}

} // namespace

ReviewPage::ReviewPage(Services services, QWidget *parent)
    : Page(parent)
    , m_services(std::move(services))
    , m_model(new ProposalModel(proposalLoader(*m_services.storage), this))
    , m_actions(new ReviewActions(m_services, this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_list(new QListView(this))
    , m_count(new QLabel(this))
    , m_product(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_before(new StatusPill(this))
    , m_after(new StatusPill(this))
    , m_scroll(new QScrollArea(this))
{
    setObjectName(u"reviewPage"_s);
    createActions();
    layOut();
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countPause);
    connect(&m_countTimer, &QTimer::timeout, this, &ReviewPage::requestCount);
    connect(m_services.storage, &Storage::changed, &m_countTimer, qOverload<>(&QTimer::start));
    connect(m_services.tasks, &RunningTasks::changed, this, [this] {
        if (!m_countTimer.isActive())
            m_countTimer.start();
    });
    connect(m_model, &ProposalModel::loaded, this, &ReviewPage::onPageLoaded);
    connect(m_model, &ProposalModel::loadFailed, m_services.notifications,
            [notifications = m_services.notifications](const Error &error) { notifications->error(error); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReviewPage::showChosen);
    connect(m_actions, &ReviewActions::decided, this, &ReviewPage::onDecided);
    connect(m_actions, &ReviewActions::allDecided, m_model, &ProposalModel::reload);
    connect(m_actions, &ReviewActions::undoChanged, this, [this] { m_undo->setEnabled(m_actions->canUndo()); });
    m_splitter->restoreState(m_services.settings->state(SettingKey::ReviewSplitter));
    m_model->reload();
    requestCount();
}

ReviewPage::~ReviewPage()
{
    m_services.settings->setState(SettingKey::ReviewSplitter, m_splitter->saveState());
}

QIcon ReviewPage::icon() const
{
    return listwright::icon(u"review"_s);
}

QAction *ReviewPage::createAction(const QString &name, const QString &text, const QString &iconName,
                                  const QKeySequence &key, const std::function<void()> &triggered)
{
    auto *action = new QAction(listwright::icon(iconName), text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    // Single letters: only while the page has the focus, and a text field takes them first.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, triggered);
    addAction(action);
    return action;
}

void ReviewPage::createActions()
{
    createAction(u"nextFieldAction"_s, tr("Next field"), u"chevron-down"_s, Qt::Key_J, [this] { moveTo(1); });
    createAction(u"previousFieldAction"_s, tr("Previous field"), u"chevron-up"_s, Qt::Key_K, [this] { moveTo(-1); });
    createAction(u"acceptFieldAction"_s, tr("Accept the field"), u"check"_s, Qt::Key_A,
                 [this] { decideCurrent(FieldDecision::Accepted); });
    createAction(u"rejectFieldAction"_s, tr("Reject the field"), u"reject"_s, Qt::Key_R,
                 [this] { decideCurrent(FieldDecision::Rejected); });
    createAction(u"editFieldAction"_s, tr("Edit the field"), u"edit"_s, Qt::Key_E, [this] {
        if (m_currentCard >= 0)
            m_cards[m_currentCard]->edit();
    });
    createAction(u"acceptProposalAction"_s, tr("Accept all fields of the proposal"), u"check-circle"_s,
                 QKeySequence(u"Shift+A"_s), [this] { decide({}, FieldDecision::Accepted); });
    createAction(u"rejectProposalAction"_s, tr("Reject all fields of the proposal"), u"cancel"_s,
                 QKeySequence(u"Shift+R"_s), [this] { decide({}, FieldDecision::Rejected); });
    m_undo = createAction(u"undoDecisionAction"_s, tr("Undo the last acceptance"), u"undo"_s, Qt::Key_U,
                          [this] { m_actions->undoLast(); });
    m_undo->setEnabled(false);
    m_acceptAll = createAction(u"acceptEverythingAction"_s, tr("Accept all proposals"), u"check-circle"_s, {},
                               [this] { m_actions->decideAll(FieldDecision::Accepted, m_openCount); });
    m_rejectAll = createAction(u"rejectEverythingAction"_s, tr("Reject all proposals"), u"cancel"_s, {},
                               [this] { m_actions->decideAll(FieldDecision::Rejected, m_openCount); });
    m_menuActions.edit = {m_acceptAll, m_rejectAll};
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
                                 tr("Choose products in the catalog and press “Improve for”. The proposals wait here; "
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
    all->setText(tr("All…"));
    all->setToolTip(tr("Decide all open proposals at once"));
    all->setPopupMode(QToolButton::InstantPopup);
    all->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(all);
    menu->addActions({m_acceptAll, m_rejectAll});
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
    auto *hint = new QLabel(tr("J and K: next and previous field · A: accept · E: edit · R: reject · U: undo"), this);
    setTextRole(hint, TextRole::Muted);
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(spacing::medium, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(createHead());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(hint);
    return column;
}

QWidget *ReviewPage::createHead()
{
    auto *head = new QWidget(this);
    m_product->setObjectName(u"reviewProductLabel"_s);
    m_product->setFont(titleFont(font()));
    m_product->setWordWrap(true);
    m_product->setTextFormat(Qt::PlainText);
    setTextRole(m_subtitle, TextRole::Muted);
    auto *arrow = new QLabel(u"→"_s, head);
    auto *reject = new QPushButton(listwright::icon(u"reject"_s), tr("Reject all fields"), head);
    reject->setObjectName(u"rejectProposalPushButton"_s);
    connect(reject, &QPushButton::clicked, this, [this] { decide({}, FieldDecision::Rejected); });
    auto *accept = new QPushButton(listwright::icon(u"check"_s, IconColor::OnAccent), tr("Accept all fields"), head);
    accept->setObjectName(u"acceptProposalPushButton"_s);
    setButtonRole(accept, ButtonRole::Primary);
    connect(accept, &QPushButton::clicked, this, [this] { decide({}, FieldDecision::Accepted); });
    auto *second = new QHBoxLayout;
    second->setSpacing(spacing::small);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_subtitle, m_before, arrow, m_after})
        second->addWidget(widget);
    second->addStretch();
    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tiny);
    words->addWidget(m_product);
    words->addLayout(second);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(words, 1);
    layout->addWidget(reject);
    layout->addWidget(accept);
    return head;
}

void ReviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    requestCount();
}

void ReviewPage::requestCount()
{
    whenFinished(loadOpenCount(*m_services.storage), this, [this](const Result<qint64> &count) {
        if (!count)
            return;
        const bool more = *count > m_openCount;
        m_openCount = *count;
        m_count->setText(tr("%1 to review").arg(locale().toString(m_openCount)));
        setBadge(static_cast<int>(std::min<qint64>(m_openCount, std::numeric_limits<int>::max())));
        m_acceptAll->setEnabled(m_openCount > 0);
        m_rejectAll->setEnabled(m_openCount > 0);
        Q_EMIT openCountChanged(m_openCount);
        if (more && m_model->rowCount() == 0)
            m_model->reload();
        else if (more)
            m_model->refresh();
        else if (m_openCount == 0 && m_model->rowCount() > 0 && !m_actions->isBusy())
            m_model->reload();
    });
}

void ReviewPage::onPageLoaded()
{
    updateEmptyState();
    if (!m_list->currentIndex().isValid())
        chooseRow(0);
}

void ReviewPage::updateEmptyState()
{
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
}

void ReviewPage::chooseRow(int row)
{
    if (m_model->rowCount() == 0)
        return;
    m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1)));
}

void ReviewPage::showChosen()
{
    const ProposalSummary *chosen = m_model->at(m_list->currentIndex().row());
    const quint64 request = ++m_request;
    if (!chosen || chosen->id != m_shownId) {
        clearCards(); // a key pressed meanwhile must not decide the one left behind
        m_shownId = 0;
    }
    if (!chosen)
        return;
    whenFinished(loadProposal(*m_services.storage, chosen->id), this,
                 [this, request](const Result<ProposalDetails> &details) { onDetails(request, details); });
}

void ReviewPage::onDetails(quint64 request, const Result<ProposalDetails> &details)
{
    if (request != m_request)
        return;
    if (details) {
        showDetails(*details);
        return;
    }
    // Gone meanwhile: its product was deleted, or a newer proposal took its place.
    if (const ProposalSummary *chosen = m_model->at(m_list->currentIndex().row());
        chosen && details.error().code == ErrorCode::NotFound)
        m_model->removeProposal(chosen->id);
    else
        m_services.notifications->error(details.error());
    updateEmptyState();
}

void ReviewPage::clearCards()
{
    for (FieldCard *card : std::exchange(m_cards, {})) {
        card->hide();
        card->deleteLater();
    }
    m_currentCard = -1;
}

void ReviewPage::showDetails(const ProposalDetails &details)
{
    const Proposal &proposal = details.proposal;
    const auto pack = m_services.rulePacks.find(proposal.marketplace);
    clearCards();
    m_shownId = proposal.id;
    m_product->setText(details.product.title());
    m_subtitle->setText(tr("%1 · made by %2 · score", "marketplace, origin")
                            .arg(pack ? pack->name() : tr("All marketplaces"),
                                 proposal.origin.startsWith(u"rules") ? tr("built-in rules") : proposal.origin));
    m_before->setStatus(locale().toString(proposal.scoreBefore), toneOfScore(proposal.scoreBefore));
    m_after->setStatus(locale().toString(proposal.scoreAfter), toneOfScore(proposal.scoreAfter));
    for (const ProposedField &field : proposal.fields) {
        m_cards.append(createCard(field, details));
        m_cardLayout->insertWidget(m_cardLayout->count() - 1, m_cards.last());
    }
    const auto isOpen = [](const FieldCard *card) { return card->isOpen(); };
    const auto first = std::find_if(m_cards.begin(), m_cards.end(), isOpen);
    const bool fromEnd = std::exchange(m_enterAtEnd, false);
    setCurrentCard(fromEnd ? static_cast<int>(m_cards.size()) - 1
                           : static_cast<int>(first == m_cards.end() ? 0 : first - m_cards.begin()));
}

FieldCard *ReviewPage::createCard(const ProposedField &field, const ProposalDetails &details)
{
    const auto pack = m_services.rulePacks.find(details.proposal.marketplace);
    auto *card = new FieldCard(field, details.presentText(field), limitOf(field.field, pack.get()));
    connect(card, &FieldCard::accepted, this, [this, name = field.field](const std::optional<QString> &edited) {
        decide(name, FieldDecision::Accepted, edited);
    });
    connect(card, &FieldCard::rejected, this, [this, name = field.field] { decide(name, FieldDecision::Rejected); });
    return card;
}

void ReviewPage::decide(const std::optional<ProductField> &field, FieldDecision decision,
                        const std::optional<QString> &edited)
{
    if (m_shownId != 0 && !m_actions->isBusy())
        m_actions->decide({m_shownId, field, decision, edited});
}

void ReviewPage::decideCurrent(FieldDecision decision)
{
    if (m_currentCard < 0 || m_currentCard >= m_cards.size())
        return;
    FieldCard *card = m_cards[m_currentCard];
    if (decision == FieldDecision::Accepted)
        card->accept();
    else
        card->reject();
}

void ReviewPage::onDecided(qint64 proposalId, bool conflict)
{
    m_countTimer.start();
    const auto open =
        std::count_if(m_cards.begin(), m_cards.end(), [](const FieldCard *card) { return card->isOpen(); });
    if (conflict || proposalId != m_shownId) {
        showChosen();
        return;
    }
    // Read anew: only the stored proposal says which fields are still open.
    const quint64 request = ++m_request;
    whenFinished(loadProposal(*m_services.storage, proposalId), this,
                 [this, request, proposalId, open](const Result<ProposalDetails> &details) {
                     if (request != m_request)
                         return;
                     const auto left =
                         !details ? 0
                                  : std::count_if(details->proposal.fields.begin(), details->proposal.fields.end(),
                                                  [](const ProposedField &field) {
                                                      return field.decision == FieldDecision::Open;
                                                  });
                     if (left > 0 && left <= open) {
                         m_model->setOpenFields(proposalId, static_cast<int>(left));
                         showDetails(*details);
                         return;
                     }
                     m_model->removeProposal(proposalId);
                     if (m_list->selectionModel()->currentIndex().isValid())
                         showChosen();
                     if (m_model->canFetchMore({}) && m_model->rowCount() < ProposalModel::pageSize / 2)
                         m_model->fetchMore({});
                     updateEmptyState();
                 });
}

void ReviewPage::setCurrentCard(int index)
{
    if (m_currentCard >= 0 && m_currentCard < m_cards.size())
        m_cards[m_currentCard]->setCurrent(false);
    m_currentCard = m_cards.isEmpty() ? -1 : std::clamp(index, 0, static_cast<int>(m_cards.size()) - 1);
    if (m_currentCard < 0)
        return;
    m_cards[m_currentCard]->setCurrent(true);
    m_scroll->ensureWidgetVisible(m_cards[m_currentCard], 0, spacing::medium);
}

void ReviewPage::moveTo(int step)
{
    const int target = m_currentCard + step;
    if (target >= 0 && target < m_cards.size()) {
        setCurrentCard(target);
        return;
    }
    const int row = m_list->currentIndex().row() + step;
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_enterAtEnd = step < 0;
    chooseRow(row);
}

} // namespace listwright
