// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the way of accepting a FieldCard: problems, doubtful facts, and changes made meanwhile.

#include "ui/review/fieldcard.h"
#include "ui/style/theme.h"
#include "ui/widgets/statuspill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>

namespace listwright {

using namespace Qt::StringLiterals;

QWidget *FieldCard::createFindings()
{
    auto *box = new QWidget(this);
    box->setObjectName(u"findingsBox"_s);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tiny);
    const auto add = [box, layout](const QString &name, const QString &pill, Tone tone, const QString &text) {
        auto *state = new StatusPill(box);
        state->setStatus(pill, tone);
        auto *label = new QLabel(text, box);
        label->setObjectName(name);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        auto *line = new QHBoxLayout;
        line->setSpacing(spacing::small);
        line->addWidget(state, 0, Qt::AlignTop);
        line->addWidget(label, 1);
        layout->addLayout(line);
    };
    for (const QString &problem : m_field.problems)
        add(u"problemLabel"_s, tr("Breaks a rule"), Tone::Danger, problem);
    for (const DoubtfulFact &mark : m_field.marks)
        add(u"markLabel"_s, tr("Doubtful"), Tone::Warning, mark.reason);
    return box;
}

void FieldCard::showConflict(const QString &base)
{
    if (!isOpen())
        return;
    m_conflict = true;
    m_base = base;
    m_decision->setStatus(tr("Changed meanwhile"), Tone::Warning);
    m_decision->show();
    const auto caption = [this](const QString &text) {
        auto *label = new QLabel(text, this);
        label->setWordWrap(true);
        setTextRole(label, TextRole::Muted);
        return label;
    };
    const int place = m_layout->indexOf(m_text);
    m_layout->insertWidget(place, caption(tr("Changed after this proposal was made:")));
    m_layout->insertWidget(place + 1, m_change);
    m_layout->insertWidget(place + 2, caption(tr("The proposal beside the text as it is now:")));
    m_change->show();
    m_accept->setText(tr("Use the proposed text"));
    m_reject->setText(tr("Keep the present text"));
    showText();
}

bool FieldCard::needsConsent() const
{
    if (!isOpen())
        return false;
    // What a person wrote is that person's business, but not what was left as the model wrote it.
    const std::optional<QString> edited = editedText();
    if (!edited || edited == m_field.after)
        return m_conflict || !m_field.isClean();
    return m_conflict || std::ranges::any_of(m_field.marks, [&](const DoubtfulFact &mark) {
               return edited->contains(m_field.after.mid(mark.position, mark.length));
           });
}

void FieldCard::askConsent()
{
    m_asked = true;
    m_ask->setText(m_conflict ? tr("This replaces what was written meanwhile. Accept once more (A) to do it anyway.")
                   : m_field.problems.isEmpty()
                       ? tr("This says things that the record does not hold. Accept once more (A) if they are true.")
                       : tr("This breaks the marketplace’s rules. Accept once more (A) to take it anyway."));
    m_ask->show();
    m_accept->setText(tr("Accept anyway"));
}

void FieldCard::takeConsentBack()
{
    if (!std::exchange(m_asked, false))
        return;
    m_ask->hide();
    m_accept->setText(isEditing()  ? tr("Accept the edited text")
                      : m_conflict ? tr("Use the proposed text")
                                   : tr("Accept"));
}

} // namespace listwright
