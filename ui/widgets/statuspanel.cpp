// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/statuspanel.h"

#include "services/receiving/receivercontrol.h"
#include "services/storage/storage.h"
#include "ui/jobs/queuewatcher.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/statuspill.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int progressWidth = 140;
constexpr int progressSteps = 1000;

QString databaseName(const StorageLocation &location)
{
    return location.isSqlite() ? QFileInfo(location.path()).fileName()
                               : StatusPanel::tr("%1 on %2").arg(location.databaseName(), location.host());
}

QToolButton *flatButton(const QString &name, const QIcon &symbol, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setIcon(symbol);
    button->setIconSize({16, 16});
    button->setFixedHeight(StatusPanel::panelHeight - spacing::small);
    return button;
}

} // namespace

StatusPanel::StatusPanel(const Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_database(flatButton(u"databaseToolButton"_s, icon(u"database"_s, IconColor::Muted), this))
    , m_state(new StatusPill(this))
    , m_jobs(flatButton(u"jobsToolButton"_s, icon(u"jobs"_s, IconColor::Muted), this))
    , m_receiving(flatButton(u"receivingToolButton"_s, icon(u"download"_s, IconColor::Muted), this))
    , m_task(new ElidedLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(flatButton(u"cancelTaskToolButton"_s, icon(u"close"_s, IconColor::Muted), this))
    , m_messages(flatButton(u"messagesToolButton"_s, icon(u"bell"_s, IconColor::Muted), this))
{
    setObjectName(u"statusPanel"_s);
    setAccessibleName(tr("Status"));
    setFixedHeight(panelHeight);
    layOut();
    connect(m_cancel, &QToolButton::clicked, this, &StatusPanel::cancelTask);
    connect(m_messages, &QToolButton::clicked, this, &StatusPanel::showMessages);
    connect(m_jobs, &QToolButton::clicked, this, &StatusPanel::jobsRequested);
    connect(services.tasks, &RunningTasks::changed, this, &StatusPanel::showTasks);
    if (services.storage)
        connectStorage(*services.storage);
    else
        showState(StorageState::Closed, tr("No database is open."));
    connectReceiver();
    showTasks();
}

void StatusPanel::layOut()
{
    m_database->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_state->setObjectName(u"databaseStatusPill"_s);
    m_jobs->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_jobs->setToolTip(tr("Show the jobs"));
    m_jobs->hide();
    m_receiving->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_receiving->setPopupMode(QToolButton::InstantPopup);
    m_task->setObjectName(u"taskLabel"_s);
    m_task->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_progress->setObjectName(u"taskProgressBar"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(progressWidth, spacing::small);
    m_cancel->setAccessibleName(tr("Cancel what is running"));
    m_cancel->setToolTip(tr("Cancel"));
    m_messages->setAccessibleName(tr("Recent messages"));
    m_messages->setToolTip(tr("Recent messages"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::small, 0, spacing::small, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_database);
    layout->addWidget(m_state);
    layout->addWidget(m_jobs);
    layout->addWidget(m_receiving);
    layout->addStretch(1);
    layout->addWidget(m_task, 100); // as much as it wants, before the spring gets any
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addWidget(m_messages);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_database, m_jobs, m_receiving, m_task})
        widget->setFont(smallFont(font()));
}

void StatusPanel::connectStorage(Storage &storage)
{
    m_database->setText(databaseName(storage.location()));
    m_database->setToolTip(storage.location().displayText());
    m_database->setAccessibleName(tr("Database: %1").arg(storage.location().displayText()));
    // The signal comes from a storage thread; the receiver makes it arrive in this one.
    connect(&storage, &Storage::stateChanged, this, &StatusPanel::showState, Qt::QueuedConnection);
    showState(storage.state(), {});
    m_queue = new QueueWatcher(m_services, this);
    m_queue->setPolling(true);
    connect(m_queue, &QueueWatcher::updated, this, &StatusPanel::showJobs);
}

void StatusPanel::connectReceiver()
{
    m_receiving->setVisible(m_services.receiver);
    if (!m_services.receiver)
        return;
    auto *menu = new QMenu(m_receiving);
    menu->setObjectName(u"receivingMenu"_s);
    QAction *inbox = menu->addAction(icon(u"download"_s), tr("Show the inbox"), this, &StatusPanel::inboxRequested);
    inbox->setObjectName(u"showInboxAction"_s);
    QAction *copy = menu->addAction(icon(u"copy"_s), tr("Copy the address"), this, [this] {
        QGuiApplication::clipboard()->setText(m_services.receiver->webhookAddress());
        m_services.notifications->information(tr("The address is on the clipboard."));
    });
    copy->setObjectName(u"copyReceivingAddressAction"_s);
    connect(menu, &QMenu::aboutToShow, copy,
            [this, copy] { copy->setEnabled(!m_services.receiver->address().isEmpty()); });
    m_receiving->setMenu(menu);
    connect(m_services.receiver, &ReceiverControl::changed, this, &StatusPanel::showReceiving);
    connect(m_services.receiver, &ReceiverControl::received, this, &StatusPanel::showReceiving);
    showReceiving();
}

void StatusPanel::showReceiving()
{
    const ReceiverControl &receiver = *m_services.receiver;
    const bool failed = receiver.state() == ReceiverControl::State::Failed;
    const bool marked = failed || receiver.isExposed();
    m_receiving->setIcon(icon(marked ? u"warning"_s : u"download"_s, marked ? IconColor::Warning : IconColor::Muted));
    m_receiving->setToolTip(failed   ? receiver.problem()
                            : marked ? tr("What other programs send, also from other machines, and not encrypted")
                                     : tr("What other programs send"));
    switch (receiver.state()) {
    case ReceiverControl::State::Off:
        m_receiving->setText(tr("Receiving is off"));
        break;
    case ReceiverControl::State::Changing:
        m_receiving->setText(tr("Receiving…"));
        break;
    case ReceiverControl::State::Failed:
        m_receiving->setText(tr("Not receiving"));
        break;
    case ReceiverControl::State::On:
        m_receiving->setText(receiver.answered() == 0
                                 ? QUrl(receiver.address()).authority()
                                 : tr("%1: %Ln request(s)", nullptr, static_cast<int>(receiver.answered()))
                                       .arg(QUrl(receiver.address()).authority()));
        break;
    }
    m_receiving->setAccessibleName(tr("Receiving: %1").arg(m_receiving->text()));
}

const JobCounts &StatusPanel::jobCounts() const
{
    static const JobCounts none;
    return m_queue ? m_queue->state().counts : none;
}

void StatusPanel::showJobs()
{
    const QString text = queueText(m_queue->state());
    m_jobs->setText(text);
    m_jobs->setAccessibleName(tr("Jobs: %1").arg(text));
    m_jobs->setVisible(!text.isEmpty());
    const bool needsAPerson = m_queue->state().counts.failed > 0 || !m_queue->state().paused.isEmpty();
    m_jobs->setIcon(needsAPerson ? icon(u"warning"_s, IconColor::Warning) : icon(u"jobs"_s, IconColor::Muted));
}

void StatusPanel::showState(StorageState state, const QString &message)
{
    switch (state) {
    case StorageState::Open:
        m_state->setStatus(tr("Connected"), Tone::Success);
        break;
    case StorageState::ReadOnly:
        m_state->setStatus(tr("Read-only"), Tone::Warning);
        break;
    case StorageState::Reconnecting:
        m_state->setStatus(tr("Reconnecting…"), Tone::Warning);
        break;
    case StorageState::Closed:
        m_state->setStatus(tr("Closed"), Tone::Danger);
        break;
    }
    m_state->setToolTip(message);
}

void StatusPanel::showTasks()
{
    const QList<RunningTask *> &tasks = m_services.tasks->tasks();
    const bool busy = !tasks.isEmpty();
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy && tasks.first()->canCancel());
    if (!busy) {
        m_task->clear(); // the queue's jobs stand on the left
        return;
    }
    const RunningTask &first = *tasks.first();
    QString text = first.isCancelling()       ? tr("%1: cancelling…").arg(first.title())
                   : first.detail().isEmpty() ? first.title()
                                              : tr("%1: %2").arg(first.title(), first.detail());
    if (tasks.size() > 1)
        text = tr("%1 (and %Ln more)", nullptr, static_cast<int>(tasks.size()) - 1).arg(text);
    m_task->setText(text);
    setTextRole(m_task, TextRole::Normal);
    m_cancel->setEnabled(!first.isCancelling());
    m_progress->setAccessibleName(tr("Progress of “%1”").arg(first.title()));
    m_progress->setRange(0, first.progress() ? progressSteps : 0);
    if (first.progress())
        m_progress->setValue(qRound(*first.progress() * progressSteps));
}

void StatusPanel::cancelTask()
{
    if (!m_services.tasks->tasks().isEmpty())
        m_services.tasks->tasks().first()->cancel();
}

void StatusPanel::showMessages()
{
    constexpr int shown = 15;
    constexpr int widest = 520;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"messagesMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const QList<Notification> recent = m_services.notifications->recent().mid(0, shown);
    if (recent.isEmpty())
        menu->addAction(tr("No messages yet"))->setEnabled(false);
    for (const Notification &message : recent) {
        const QString time = locale().toString(message.at.time(), QLocale::ShortFormat);
        const bool usable = static_cast<bool>(message.action);
        QAction *entry = menu->addAction(usable ? tr("%1 (%2)").arg(message.text, message.actionText) : message.text);
        const QString line = menu->fontMetrics().elidedText(entry->text(), Qt::ElideRight, widest);
        entry->setText(QString(line).replace(u'&', u"&&"_s) + u'\t' + time);
        entry->setToolTip(message.detail.isEmpty() ? message.text : message.text + u'\n' + message.detail);
        if (usable)
            connect(entry, &QAction::triggered, m_services.notifications,
                    [notifications = m_services.notifications, id = message.id] { notifications->triggerAction(id); });
    }
    menu->popup(m_messages->mapToGlobal(QPoint(0, 0)) - QPoint(0, menu->sizeHint().height()));
}

void StatusPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    painter.fillRect(rect(), t.rail);
    painter.fillRect(QRect(0, 0, width(), 1), t.border);
}

} // namespace listwright
