// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/webhookmodel.h"
#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QComboBox;
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

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createActions();
    void layOut();
    QWidget *createTable();
    void setFilter();
    void onLoaded();
    void onSelected();
    void showDetails(qint64 id);
    void clearDetails();
    void updateEmptyState();
    void refreshIfSeen();
    QList<qint64> chosenIds() const;

    Services m_services;
    WebhookModel *m_model;
    InboxActions *m_actions;
    QComboBox *m_outcome;
    QTableView *m_table;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    InboxDetails *m_details;
    QAction *m_replay = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_curl = nullptr;
    QAction *m_switchOn = nullptr;
    QAction *m_settings = nullptr;
    QTimer m_poll;
    quint64 m_detailsRequest = 0;
    bool m_outcomeChosen = false; ///< by the person, who goes on there
};

} // namespace listwright
