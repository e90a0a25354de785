// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/reviewpage.h"

#include "models/tables/whenfinished.h"
#include "services/jobs/jobrunner.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/review/fieldcard.h"
#include "ui/review/makingtext.h"
#include "ui/review/regeneration.h"
#include "ui/review/reviewactions.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/statuspill.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int recountPause = 300; // milliseconds

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
    , m_making(new QLabel(this))
    , m_ask(new QLabel(this))
    , m_reason(new QLineEdit(this))
    , m_hint(new QLineEdit(this))
    , m_regeneration(new Regeneration(m_services, this))
{
    setObjectName(u"reviewPage"_s);
    createActions();
    layOut();
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(recountPause);
    connect(&m_countTimer, &QTimer::timeout, this, &ReviewPage::requestCount);
    // A timer that is begun anew by each change would never end while jobs run.
    const auto countSoon = [this] {
        if (!m_countTimer.isActive())
            m_countTimer.start();
    };
    connect(m_services.storage, &Storage::changed, this, countSoon);
    // Proposals that another program makes change no product.
    connect(m_services.storage, &Storage::recordsChanged, this, [countSoon](const RecordNews &news) {
        if (!news[RecordKind::Proposal].isEmpty())
            countSoon();
    });
    connect(m_services.tasks, &RunningTasks::changed, this, countSoon);
    connect(m_model, &ProposalModel::loaded, this, &ReviewPage::onPageLoaded);
    connect(m_model, &ProposalModel::loadFailed, m_services.notifications,
            [notifications = m_services.notifications](const Error &error) { notifications->error(error); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReviewPage::showChosen);
    connect(m_actions, &ReviewActions::decided, this, &ReviewPage::onDecided);
    connect(m_actions, &ReviewActions::allDecided, m_model, &ProposalModel::reload);
    connect(m_actions, &ReviewActions::undone, this, &ReviewPage::onUndone);
    connect(m_regeneration, &Regeneration::ordered, this, [this](qint64 id) { m_awaited.insert(id); });
    if (m_services.jobs)
        connect(m_services.jobs, &JobRunner::changed, this, [this] {
            if (!m_awaited.isEmpty() && !m_countTimer.isActive())
                m_countTimer.start();
        });
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
        for (QAction *action : {m_acceptAll, m_acceptClean})
            action->setEnabled(m_openCount > 0);
        m_rejectAll->setEnabled(m_openCount > 0);
        Q_EMIT openCountChanged(m_openCount);
        // A newer proposal that took the place of one in the list leaves the count as it was.
        const bool lacks = m_model->isComplete() && m_model->rowCount() < m_openCount && !m_actions->isBusy();
        if ((more || lacks) && m_model->rowCount() == 0)
            m_model->reload();
        else if (more || lacks)
            m_model->refresh();
        else if (m_openCount == 0 && m_model->rowCount() > 0 && !m_actions->isBusy())
            m_model->reload();
        lookForNewProposal();
    });
}

void ReviewPage::lookForNewProposal()
{
    if (m_awaited.isEmpty())
        return;
    m_model->refresh();
    if (m_awaited.contains(m_shownId))
        showChosen();
}

void ReviewPage::onPageLoaded()
{
    updateEmptyState();
    const qint64 wanted = std::exchange(m_wantedId, 0);
    if (!m_list->currentIndex().isValid())
        chooseRow(std::max(0, m_model->rowOf(wanted)));
    // Open again, by an undo elsewhere, are also older ones than those that a refresh looks for.
    else if (m_model->isComplete() && m_model->rowCount() < m_openCount && !m_actions->isBusy())
        onUndone(m_shownId);
}

// What was decided is open again, somewhere among the others.
void ReviewPage::onUndone(qint64 proposalId)
{
    m_wantedId = proposalId;
    m_model->reload();
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
        chosen && details.error().code == ErrorCode::NotFound) {
        m_awaited.remove(chosen->id);
        m_model->removeProposal(chosen->id);
        requestCount();
    } else {
        m_services.notifications->error(details.error());
    }
    updateEmptyState();
}

void ReviewPage::clearCards()
{
    // The keys keep working on the next field, and no button takes the focus by chance.
    if (m_scroll->widget()->isAncestorOf(focusWidget()))
        m_scroll->setFocus(Qt::OtherFocusReason);
    for (FieldCard *card : std::exchange(m_cards, {})) {
        card->hide();
        card->deleteLater();
    }
    m_currentCard = -1;
    m_asked = false;
    m_ask->hide();
}

QHash<ProductField, FieldCard::Draft> ReviewPage::drafts() const
{
    QHash<ProductField, FieldCard::Draft> typed;
    for (const FieldCard *card : m_cards) {
        if (const auto draft = card->draft())
            typed.insert(card->field(), *draft);
    }
    return typed;
}

void ReviewPage::showDetails(const ProposalDetails &details)
{
    const Proposal &proposal = details.proposal;
    const auto pack = m_services.rulePacks.find(proposal.marketplace);
    // A new proposal may have the number of the one whose place it takes.
    const bool same = m_shownId == proposal.id && m_shown.createdAt == proposal.createdAt;
    const auto typed = same ? drafts() : QHash<ProductField, FieldCard::Draft>();
    clearCards();
    if (!same) {
        m_awaited.remove(m_shownId);
        m_reason->clear();
        m_hint->setText(proposal.hint);
    }
    m_shownId = proposal.id;
    m_shown = proposal;
    m_making->setText(makingText(proposal.making));
    m_making->setToolTip(m_making->text());
    m_making->setVisible(!m_making->text().isEmpty());
    m_product->setText(details.product.title());
    const QString maker = proposal.origin.startsWith(u"rules") ? tr("built-in rules")
                          : proposal.making.model.isEmpty()    ? proposal.origin
                                                               : proposal.making.model;
    m_subtitle->setText(
        tr("%1 · made by %2 · score", "marketplace, origin").arg(pack ? pack->name() : tr("All marketplaces"), maker));
    m_before->setStatus(locale().toString(proposal.scoreBefore), toneOfScore(proposal.scoreBefore));
    m_after->setStatus(locale().toString(proposal.scoreAfter), toneOfScore(proposal.scoreAfter));
    for (const ProposedField &field : proposal.fields) {
        m_cards.append(createCard(field, details));
        m_cardLayout->insertWidget(m_cardLayout->count() - 1, m_cards.last());
        if (const auto draft = typed.constFind(field.field); draft != typed.constEnd())
            m_cards.last()->continueDraft(*draft);
    }
    // The list beside them gives way, in languages with long words too.
    m_scroll->setMinimumWidth(m_scroll->widget()->minimumSizeHint().width() +
                              style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    const auto isOpen = [](const FieldCard *card) { return card->isOpen(); };
    const auto first = std::find_if(m_cards.begin(), m_cards.end(), isOpen);
    const bool fromEnd = std::exchange(m_enterAtEnd, false);
    setCurrentCard(fromEnd ? static_cast<int>(m_cards.size()) - 1
                           : static_cast<int>(first == m_cards.end() ? 0 : first - m_cards.begin()));
}

FieldCard *ReviewPage::createCard(const ProposedField &field, const ProposalDetails &details)
{
    const auto pack = m_services.rulePacks.find(details.proposal.marketplace);
    const bool conflict = details.changed.contains(field.field);
    const QString base = details.presentText(field);
    auto *card = new FieldCard(field, details.changed.value(field.field, base), limitOf(field.field, pack.get()));
    if (conflict)
        card->showConflict(base);
    connect(card, &FieldCard::accepted, this,
            [this, card](const std::optional<QString> &edited) { accept(*card, edited); });
    connect(card, &FieldCard::rejected, this, [this, name = field.field] { decide(name, FieldDecision::Rejected); });
    return card;
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
