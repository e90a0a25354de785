// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decides about the proposal shown, and what follows from it.

#include "models/tables/whenfinished.h"
#include "services/storage/storage.h"
#include "ui/review/fieldcard.h"
#include "ui/review/regeneration.h"
#include "ui/review/reviewactions.h"
#include "ui/review/reviewpage.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>

namespace listwright {

using namespace Qt::StringLiterals;

void ReviewPage::decide(const std::optional<ProductField> &field, FieldDecision decision,
                        const std::optional<QString> &edited)
{
    if (m_shownId != 0 && !m_actions->isBusy())
        m_actions->decide(
            {{m_shownId, field, decision, edited, decision == FieldDecision::Rejected ? reason() : std::nullopt}});
}

void ReviewPage::accept(const FieldCard &card, const std::optional<QString> &edited)
{
    if (m_shownId != 0 && !m_actions->isBusy())
        m_actions->decide({{.proposalId = m_shownId,
                            .field = card.field(),
                            .edited = edited,
                            .replaces = card.isConflict() ? std::optional(card.presentText()) : std::nullopt}});
}

std::optional<QString> ReviewPage::reason() const
{
    const QString text = m_reason->text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

void ReviewPage::acceptProposal()
{
    if (m_shownId == 0 || m_actions->isBusy())
        return;
    // A change made meanwhile is replaced field by field only, where it is seen.
    const auto unclean = std::ranges::count_if(
        m_cards, [](const FieldCard *card) { return card->needsConsent() && !card->isConflict(); });
    if (unclean > 0 && !std::exchange(m_asked, true)) {
        m_ask->setText(
            tr("%Ln field(s) break rules or say what the record does not hold. Accept once more (Shift+A) to "
               "take them anyway.",
               nullptr, static_cast<int>(unclean)));
        m_ask->show();
        return;
    }
    QList<ProposalRepository::Decision> decisions;
    for (const FieldCard *card : m_cards) {
        if (!card->isOpen())
            continue;
        decisions.append(ProposalRepository::Decision{.proposalId = m_shownId, .field = card->field()});
        if (card->isEditing())
            decisions.last().edited = card->editedText();
    }
    m_actions->decide(decisions);
}

void ReviewPage::askToRejectAll()
{
    const int count = static_cast<int>(std::min<qint64>(m_openCount, std::numeric_limits<int>::max()));
    auto *question =
        new QMessageBox(QMessageBox::NoIcon, tr("Reject all proposals?"),
                        tr("%Ln open proposal(s) will be rejected.", nullptr, count), QMessageBox::Cancel, this);
    question->setObjectName(u"rejectAllMessageBox"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("You can undo it until newer proposals take their place."));
    question->addButton(tr("Reject all"), QMessageBox::AcceptRole)->setObjectName(u"rejectAllPushButton"_s);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(question, &QDialog::accepted, this, [this] { m_actions->rejectAll(m_openCount); });
    question->open();
}

void ReviewPage::regenerate()
{
    if (m_shownId == 0)
        return;
    m_regeneration->order(m_shown, m_hint->text().trimmed());
    m_list->setFocus(Qt::OtherFocusReason);
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

} // namespace listwright
