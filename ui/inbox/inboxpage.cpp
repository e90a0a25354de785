// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/inboxpage.h"

#include "models/tables/whenfinished.h"
#include "services/receiving/receivercontrol.h"
#include "services/storage/storage.h"
#include "services/storage/webhookrepository.h"
#include "ui/inbox/inboxactions.h"
#include "ui/inbox/inboxdetails.h"
#include "ui/jobs/jobstatedelegate.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/pageparts.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int pollInterval = 1000; // ms, while the page is seen: requests may come to another program

Tone toneOfOutcome(int outcome)
{
    switch (static_cast<WebhookOutcome>(outcome)) {
    case WebhookOutcome::Waiting:
        return Tone::Info;
    case WebhookOutcome::Imported:
        return Tone::Success;
    case WebhookOutcome::Partly:
    case WebhookOutcome::Unauthorized:
        return Tone::Warning;
    case WebhookOutcome::Rejected:
    case WebhookOutcome::Malformed:
    case WebhookOutcome::Failed:
        return Tone::Danger;
    }
    return Tone::Neutral;
}

WebhookModel::Loader loader(Storage &storage, const QList<WebhookOutcome> &outcomes)
{
    return [&storage, outcomes](qint64 beforeId, int limit) {
        const WebhookFilter filter{outcomes, beforeId, limit};
        return storage.read([filter](Database &database) { return WebhookRepository(database).list(filter); });
    };
}

} // namespace

InboxPage::InboxPage(Services services, QWidget *parent)
    : Page(parent)
    , m_services(std::move(services))
    , m_model(new WebhookModel(this))
    , m_actions(new InboxActions(m_services, this))
    , m_outcome(new QComboBox(this))
    , m_table(rowTable(u"inboxTableView"_s, tr("Received requests"), m_model, this))
    , m_problem(new QFrame(this))
    , m_problemText(new QLabel(m_problem))
    , m_problemOther(new QPushButton(m_problem))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(u"download"_s, {}, {}, this))
    , m_details(new InboxDetails(this))
{
    setObjectName(u"inboxPage"_s);
    createActions();
    layOut();
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, m_model, [this] { m_model->refresh(); });
    connect(m_actions, &InboxActions::done, m_model, [this] { m_model->refresh(); });
    connect(m_model, &WebhookModel::loaded, this, &InboxPage::onLoaded);
    connect(m_model, &WebhookModel::loadFailed, m_services.notifications,
            [notifications = m_services.notifications](const Error &error) { notifications->error(error); });
    connect(m_details, &InboxDetails::productRequested, this, &InboxPage::productRequested);
    if (m_services.receiver) {
        connect(m_services.receiver, &ReceiverControl::received, m_model, [this] { refreshIfSeen(); });
        connect(m_services.receiver, &ReceiverControl::changed, this, &InboxPage::showReceiving);
    }
    setFilter();
    showReceiving();
    onSelected();
}

QIcon InboxPage::icon() const
{
    return listwright::icon(u"download"_s);
}

void InboxPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model->refresh();
    m_poll.start();
}

void InboxPage::refreshIfSeen()
{
    if (isVisible())
        m_model->refresh();
}

void InboxPage::hideEvent(QHideEvent *event)
{
    m_poll.stop();
    Page::hideEvent(event);
}

void InboxPage::createActions()
{
    m_replay = pageAction(this, u"replayRequestsAction"_s, tr("Import once more"), u"retry"_s, Qt::Key_R,
                          [this] { m_actions->replay(chosenIds()); });
    m_curl = pageAction(this, u"copyCurlAction"_s, tr("Copy as curl"), u"copy"_s, Qt::Key_C,
                        [this] { m_actions->copyAsCurl(chosenIds().value(0)); });
    m_delete = pageAction(this, u"deleteRequestsAction"_s, tr("Delete the requests"), u"delete"_s, QKeySequence::Delete,
                          [this] { askToDelete(); });
    createReceivingActions();
}

void InboxPage::createReceivingActions()
{
    m_switchOn = new QAction(listwright::icon(u"download"_s), tr("Receive products"), this);
    m_switchOn->setObjectName(u"receiveProductsAction"_s);
    m_switchOn->setEnabled(!m_services.settings->isLocked(SettingKey::ServerEnabled));
    connect(m_switchOn, &QAction::triggered, this, [this] { store(SettingKey::ServerEnabled, u"yes"_s); });
    m_useOther = new QAction(listwright::icon(u"check"_s), {}, this);
    m_useOther->setObjectName(u"useOtherPortAction"_s);
    connect(m_useOther, &QAction::triggered, this, &InboxPage::useOffered);
    m_settings = new QAction(listwright::icon(u"settings"_s), tr("Settings"), this);
    m_settings->setObjectName(u"receivingSettingsAction"_s);
    connect(m_settings, &QAction::triggered, this, &InboxPage::receivingSettingsRequested);
}

void InboxPage::store(SettingKey key, const QString &value)
{
    if (const auto stored = m_services.settings->setText(key, value); !stored)
        m_services.notifications->error(stored.error());
}

void InboxPage::useOffered()
{
    store(SettingKey::ServerListen, m_services.receiver->offered());
}

QWidget *InboxPage::createProblem()
{
    m_problem->setObjectName(u"receivingProblemFrame"_s);
    setCard(m_problem);
    m_problemText->setObjectName(u"receivingProblemLabel"_s);
    m_problemText->setTextFormat(Qt::PlainText);
    m_problemText->setWordWrap(true);
    setTextRole(m_problemText, TextRole::Danger);
    auto *line = new QHBoxLayout(m_problem);
    line->setContentsMargins(spacing::large, spacing::small, spacing::small, spacing::small);
    line->setSpacing(spacing::small);
    line->addWidget(m_problemText, 1);
    m_problemOther->setObjectName(u"useOtherPortPushButton"_s);
    m_problemOther->setIcon(m_useOther->icon());
    connect(m_problemOther, &QPushButton::clicked, this, &InboxPage::useOffered);
    line->addWidget(m_problemOther);
    auto *settings = new QPushButton(m_settings->icon(), m_settings->text(), m_problem);
    settings->setObjectName(u"problemSettingsPushButton"_s);
    connect(settings, &QPushButton::clicked, this, &InboxPage::receivingSettingsRequested);
    line->addWidget(settings);
    return m_problem;
}

QWidget *InboxPage::createTable()
{
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegateForColumn(WebhookModel::Outcome, new JobStateDelegate(toneOfOutcome, m_table));
    int outcome = 0;
    for (const WebhookOutcome each : allWebhookOutcomes())
        outcome = std::max(outcome, StatusPill::sizeFor(webhookOutcomeText(each), m_table->font()).width());
    int column = 0;
    for (const int width : {100, outcome + 2 * spacing::medium, 84, 96, 110, 104, 200})
        m_table->horizontalHeader()->resizeSection(column++, width);
    m_table->horizontalHeader()->setSectionResizeMode(WebhookModel::Note, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &InboxPage::onSelected);
    setFocusProxy(m_table);
    m_empty->setObjectName(u"emptyInboxState"_s);
    m_empty->addButton(m_switchOn);
    m_empty->addButton(m_useOther, true);
    m_empty->addButton(m_settings);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    return m_stack;
}

void InboxPage::layOut()
{
    m_outcome->setObjectName(u"inboxOutcomeComboBox"_s);
    m_outcome->setAccessibleName(tr("Outcome"));
    m_outcome->addItem(tr("All requests"), -1);
    const QList<WebhookOutcome> outcomes = allWebhookOutcomes();
    for (const WebhookOutcome outcome : outcomes)
        m_outcome->addItem(webhookOutcomeText(outcome), static_cast<int>(outcome));
    connect(m_outcome, &QComboBox::currentIndexChanged, this, &InboxPage::setFilter);
    connect(m_outcome, &QComboBox::activated, this, [this] { m_outcomeChosen = true; });
    auto *bar = new QHBoxLayout;
    bar->setSpacing(spacing::small);
    bar->addWidget(m_outcome);
    bar->addStretch();
    for (QAction *action : {m_curl, m_delete, m_replay})
        bar->addWidget(actionButton(action, this));
    auto *card = new QFrame(this);
    setCard(card);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_details);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"inboxSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(createTable());
    splitter->addWidget(card);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({640, 380});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addLayout(bar);
    layout->addWidget(createProblem());
    layout->addWidget(splitter, 1);
}

void InboxPage::setFilter()
{
    const int outcome = m_outcome->currentData().toInt();
    clearDetails();
    m_model->setLoader(loader(*m_services.storage, outcome < 0
                                                       ? QList<WebhookOutcome>()
                                                       : QList<WebhookOutcome>{static_cast<WebhookOutcome>(outcome)}));
}

void InboxPage::onLoaded()
{
    const bool appears = m_model->rowCount() > 0 && m_stack->currentWidget() != m_table;
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    if (appears && m_outcome->hasFocus() && !m_outcomeChosen) // it got there only as the table was not to be seen
        m_table->setFocus(Qt::OtherFocusReason);
    showReceiving();
    onSelected();
}

void InboxPage::showReceiving()
{
    const ReceiverControl *receiver = m_services.receiver;
    const bool failed = receiver && receiver->state() == ReceiverControl::State::Failed;
    const bool filtered = m_outcome->currentData().toInt() >= 0;
    const bool locked = m_services.settings->isLocked(SettingKey::ServerListen);
    const QString offered = receiver && !locked ? receiver->offered() : QString();
    m_problem->setVisible(failed && (filtered || m_stack->currentWidget() == m_table)); // else the empty page says it
    m_problemText->setText(failed ? receiver->problem() : QString());
    m_problemOther->setVisible(!offered.isEmpty());
    m_useOther->setVisible(!offered.isEmpty() && !filtered);
    m_useOther->setText(tr("Use %1").arg(offered));
    m_problemOther->setText(m_useOther->text());
    updateEmptyState();
}

void InboxPage::updateEmptyState()
{
    using State = ReceiverControl::State;
    const State state = m_services.receiver ? m_services.receiver->state() : State::Off;
    const bool filtered = m_outcome->currentData().toInt() >= 0;
    m_switchOn->setVisible(!filtered && m_services.receiver && state == State::Off);
    m_settings->setVisible(!filtered);
    if (filtered) {
        m_empty->setHeadline(tr("No such request"));
        m_empty->setText(tr("Choose another outcome above to see the other requests."));
        return;
    }
    m_empty->setHeadline(tr("Nothing was received yet"));
    if (state == State::On)
        m_empty->setText(tr("Send products to %1 with the secret of Settings, Receiving. They are "
                            "listed here with what became of them.")
                             .arg(m_services.receiver->webhookAddress()));
    else if (state == State::Failed)
        m_empty->setText(m_services.receiver->problem());
    else
        m_empty->setText(tr("Products that n8n, a scraper or a script sends are listed here. Until you switch it on, "
                            "Listwright takes nothing from other programs."));
}

QList<qint64> InboxPage::chosenIds() const
{
    QList<qint64> ids;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        ids.append(row.data(WebhookModel::IdRole).toLongLong());
    return ids;
}

bool InboxPage::isAnyKept(const QList<qint64> &ids) const
{
    return std::ranges::any_of(ids, [this](qint64 id) {
        const WebhookEvent *row = m_model->at(m_model->rowOf(id));
        return row && row->outcome != WebhookOutcome::Unauthorized;
    });
}

void InboxPage::onSelected()
{
    const QList<qint64> ids = chosenIds();
    const bool writable = !m_services.storage->isReadOnly();
    const bool kept = isAnyKept(ids);
    m_replay->setEnabled(writable && kept);
    m_delete->setEnabled(writable && !ids.isEmpty());
    m_curl->setEnabled(ids.size() == 1 && kept);
    for (QAction *action : {m_replay, m_curl})
        action->setToolTip(ids.isEmpty() || kept
                               ? QString()
                               : tr("Nothing of it was kept that could be sent again, as its sender did not know the "
                                    "secret."));
    if (ids.size() == 1)
        showDetails(ids.first());
    else
        clearDetails(chosenText(ids.size()));
}

QString InboxPage::chosenText(qsizetype count) const
{
    if (count == 0)
        return {};
    QString text = tr("%Ln request(s) are chosen.", nullptr, static_cast<int>(count));
    if (m_replay->isEnabled())
        text += u' ' + tr("Above, they can be imported once more, or deleted.");
    else if (m_delete->isEnabled())
        text += u' ' + tr("Above, they can be deleted.");
    return text;
}

void InboxPage::askToDelete()
{
    const QList<qint64> ids = chosenIds();
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Delete the requests?"),
                                     tr("%Ln request(s) will be deleted, with what was sent and what was answered.",
                                        nullptr, static_cast<int>(ids.size())),
                                     QMessageBox::Cancel, this);
    question->setObjectName(u"deleteRequestsMessageBox"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(
        tr("It cannot be undone. Their products stay, and so do requests that wait to be imported."));
    question->addButton(tr("Delete"), QMessageBox::AcceptRole)->setObjectName(u"confirmDeletePushButton"_s);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(question, &QDialog::accepted, this, [this, ids] { m_actions->remove(ids); });
    question->open();
}

void InboxPage::clearDetails(const QString &instead)
{
    ++m_detailsRequest; // what is being read is not wanted any more
    m_details->clearRequest(instead);
}

void InboxPage::showDetails(qint64 id)
{
    const WebhookEvent *row = m_model->at(m_model->rowOf(id));
    if (!row || m_details->isShown(*row))
        return;
    const quint64 request = ++m_detailsRequest;
    const auto work = [id, given = intakeDefaults(*m_services.settings)](Database &database) {
        return readRequest(database, id, given);
    };
    whenFinished(m_services.storage->read(work), this, [this, request](const Result<ShownRequest> &shown) {
        if (request != m_detailsRequest)
            return;
        if (shown)
            m_details->showRequest(*shown);
        else
            m_details->clearRequest();
    });
}

} // namespace listwright
