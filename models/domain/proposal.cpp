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

std::optional<QString> inheritedText(const Product &product, ProductField field, const QString &marketplace)
{
    switch (field) {
    case ProductField::TitleOptimized:
        return marketplace.isEmpty() ? product.titleOriginal : product.title();
    case ProductField::DescriptionOptimized:
        return marketplace.isEmpty() ? product.descriptionOriginal : product.description();
    case ProductField::BulletPoints:
        return marketplace.isEmpty() ? std::nullopt : std::optional(fieldText(product, field));
    default:
        return {};
    }
}

PresentText::PresentText(const QString &ownText, const Product &product, ProductField field, const QString &marketplace)
    : own(ownText), inherited(own.isEmpty() ? inheritedText(product, field, marketplace) : std::nullopt)
{
}

bool PresentText::isBaseOf(const ProposedField &field) const
{
    if (own == field.after && !own.isEmpty())
        return true;
    return own == field.before && (!inherited || !field.inherited || *inherited == *field.inherited);
}

Proposal::OpenFields Proposal::openFields(const QList<ProductField> &decided) const
{
    OpenFields open;
    for (const ProposedField &field : fields) {
        const bool isMeant = decided.isEmpty() || decided.contains(field.field);
        if (isMeant && field.decision == FieldDecision::Open)
            (field.isClean() ? open.clean : open.marked).append(field);
    }
    return open;
}

bool Proposal::isClean() const
{
    return !recordChanged && openFields().marked.isEmpty();
}

} // namespace listwright
