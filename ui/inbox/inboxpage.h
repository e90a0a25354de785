// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/webhookmodel.h"
#include "services/settings/settings.h"
#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QComboBox;
class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace listwright {

class EmptyState;
class InboxActions;
class InboxDetails;

/** What other programs sent: as it comes, with what became of it, and what can be done. */
class InboxPage : public Page
{
    Q_OBJECT

public:
    explicit InboxPage(Services services, QWidget *parent = nullptr);

    PageId id() const override { return PageId::Inbox; }
    QString title() const override { return tr("Inbox"); }
    QIcon icon() const override;

Q_SIGNALS:
    void productRequested(listwright::ProductId id);
    /** What is received, and where, is to be set. */
    void receivingSettingsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createActions();
    void createReceivingActions();
    void layOut();
    QWidget *createTable();
    QWidget *createProblem();
    void setFilter();
    void onLoaded();
    void onSelected();
    void showDetails(qint64 id);
    void clearDetails(const QString &instead = {});
    QString chosenText(qsizetype count) const;
    void showReceiving();
    void updateEmptyState();
    void store(SettingKey key, const QString &value);
    void useOffered();
    void askToDelete();
    void refreshIfSeen();
    QList<qint64> chosenIds() const;
    /** Whether a body was kept of any of them. */
    bool isAnyKept(const QList<qint64> &ids) const;

    Services m_services;
    WebhookModel *m_model;
    InboxActions *m_actions;
    QComboBox *m_outcome;
    QTableView *m_table;
    QFrame *m_problem;
    QLabel *m_problemText;
    QPushButton *m_problemOther;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    InboxDetails *m_details;
    QAction *m_replay = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_curl = nullptr;
    QAction *m_switchOn = nullptr;
    QAction *m_useOther = nullptr;
    QAction *m_settings = nullptr;
    QTimer m_poll;
    quint64 m_detailsRequest = 0;
    bool m_outcomeChosen = false; ///< by the person, who goes on there
};

} // namespace listwright
