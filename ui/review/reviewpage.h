// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/fieldcard.h"
#include "ui/review/proposalsource.h"
#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace listwright {

class EmptyState;
class Regeneration;
class ReviewActions;
class StatusPill;

/** Open proposals, one after the other, field by field. Nothing of a product changes before it is accepted here. */
class ReviewPage : public Page
{
    Q_OBJECT

public:
    explicit ReviewPage(Services services, QWidget *parent = nullptr);
    ~ReviewPage() override;

    PageId id() const override { return PageId::Review; }
    QString title() const override { return tr("Review"); }
    QIcon icon() const override;
    PageActions menuActions() const override { return m_menuActions; }

    ProposalModel *model() const { return m_model; }

Q_SIGNALS:
    void openCountChanged(qint64 count);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    QWidget *createList();
    QWidget *createDetails();
    QWidget *createHead();
    QWidget *createFeedback();
    void createActions();

    void requestCount();
    void onPageLoaded();
    void showChosen();
    void onDetails(quint64 request, const Result<ProposalDetails> &details);
    void showDetails(const ProposalDetails &details);
    FieldCard *createCard(const ProposedField &field, const ProposalDetails &details);
    void clearCards();
    /** What is typed into the cards of the shown proposal and not accepted yet. */
    QHash<ProductField, FieldCard::Draft> drafts() const;
    void onUndone(qint64 proposalId);
    void onDecided(qint64 proposalId, bool conflict);
    void decide(const std::optional<ProductField> &field, FieldDecision decision,
                const std::optional<QString> &edited = {});
    void accept(const FieldCard &card, const std::optional<QString> &edited);
    /** All open fields, those under an editor with the text in it. What needs consent is asked for once. */
    void acceptProposal();
    void askToRejectAll();
    /** The reason that the person typed, if any. */
    std::optional<QString> reason() const;
    void regenerate();
    /** The shown proposal is gone when the new one is there. */
    void lookForNewProposal();
    void decideCurrent(FieldDecision decision);
    void moveTo(int step);
    void setCurrentCard(int index);
    void chooseRow(int row);
    void updateEmptyState();

    Services m_services;
    PageActions m_menuActions;
    ProposalModel *m_model;
    ReviewActions *m_actions;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    QListView *m_list;
    QLabel *m_count;
    QLabel *m_product;
    QLabel *m_subtitle;
    StatusPill *m_before;
    StatusPill *m_after;
    QScrollArea *m_scroll;
    QVBoxLayout *m_cardLayout = nullptr;
    QList<FieldCard *> m_cards;
    QLabel *m_making;
    QLabel *m_ask;
    QLineEdit *m_reason;
    QLineEdit *m_hint;
    Regeneration *m_regeneration;
    Proposal m_shown;       ///< what the cards are about
    QSet<qint64> m_awaited; ///< proposals that are being made anew
    bool m_asked = false;   ///< whether to accept the proposal with its problems
    int m_currentCard = -1;
    bool m_enterAtEnd = false; ///< the next proposal is shown from its last field on
    qint64 m_shownId = 0;
    qint64 m_wantedId = 0; ///< to be chosen when the list has been read anew
    quint64 m_request = 0;
    qint64 m_openCount = 0;
    QTimer m_countTimer;
    QAction *m_acceptAll = nullptr;
    QAction *m_acceptClean = nullptr;
    QAction *m_rejectAll = nullptr;
};

} // namespace listwright
