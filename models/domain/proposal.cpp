// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/proposal.h"

namespace listwright {

namespace {

struct ProposalStateEntry
{
    ProposalState state;
    QLatin1String name;
    const char *text;
};

constexpr ProposalStateEntry proposalStates[] = {
    {ProposalState::Open, QLatin1String("open"), QT_TRANSLATE_NOOP("ProposalState", "Open")},
    {ProposalState::Accepted, QLatin1String("accepted"), QT_TRANSLATE_NOOP("ProposalState", "Accepted")},
    {ProposalState::Rejected, QLatin1String("rejected"), QT_TRANSLATE_NOOP("ProposalState", "Rejected")},
    {ProposalState::PartlyAccepted, QLatin1String("partly_accepted"),
     QT_TRANSLATE_NOOP("ProposalState", "Partly accepted")},
};

} // namespace

QString proposalStateName(ProposalState state)
{
    return proposalStates[static_cast<int>(state)].name;
}

std::optional<ProposalState> proposalStateFromName(QStringView name)
{
    for (const ProposalStateEntry &entry : proposalStates) {
        if (name == entry.name)
            return entry.state;
    }
    return {};
}

QString proposalStateText(ProposalState state)
{
    return QCoreApplication::translate("ProposalState", proposalStates[static_cast<int>(state)].text);
}

bool Proposal::isClean() const
{
    return std::all_of(fields.begin(), fields.end(), [](const ProposedField &field) {
        return field.decision != FieldDecision::Open || field.isClean();
    });
}

} // namespace listwright
