// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/regeneration.h"

#include "services/jobs/jobrunner.h"
#include "services/optimizing/optimization.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/catalog/taskrunner.h"
#include "ui/optimizing/modelchoice.h"
#include "ui/widgets/notifications.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

std::optional<OptimizePart> partOf(ProductField field)
{
    switch (field) {
    case ProductField::TitleOptimized:
        return OptimizePart::Title;
    case ProductField::DescriptionOptimized:
        return OptimizePart::Description;
    case ProductField::BulletPoints:
        return OptimizePart::BulletPoints;
    case ProductField::Attributes:
        return OptimizePart::Attributes;
    case ProductField::Category:
        return OptimizePart::Category;
    default:
        return {};
    }
}

OptimizationOrder orderFor(const Proposal &proposal, const Settings &settings)
{
    OptimizationOrder order = orderBySettings(settings);
    if (!proposal.making.language.isEmpty())
        order.task.language = proposal.making.language;
    order.task.parts.clear();
    for (const ProposedField &field : proposal.fields) {
        if (const auto part = partOf(field.field); part && !order.task.parts.contains(*part))
            order.task.parts.append(*part);
    }
    if (order.task.parts.isEmpty())
        order.task.parts = {OptimizePart::Title, OptimizePart::Description};
    order.marketplaces = {proposal.marketplace.isEmpty() ? settings.text(SettingKey::DefaultMarketplace)
                                                         : proposal.marketplace};
    order.ids = {proposal.productId};
    return order;
}

} // namespace

Regeneration::Regeneration(Services services, QObject *parent)
    : QObject(parent), m_services(std::move(services)), m_runner(new TaskRunner(m_services.tasks, this))
{
}

QString Regeneration::objection() const
{
    if (m_services.storage->isReadOnly())
        return tr("The catalog is open read-only.");
    if (!chosenProvider(*m_services.settings))
        return tr("Choose an AI provider in Settings first; the built-in rules would only say the same again.");
    return {};
}

void Regeneration::order(const Proposal &proposal, const QString &hint)
{
    if (const QString why = objection(); !why.isEmpty()) {
        m_services.notifications->warning(why);
        return;
    }
    OptimizationOrder wanted = orderFor(proposal, *m_services.settings);
    wanted.task.hint = hint;
    wanted.task.fresh = true; // the same question would only get the answer that is kept
    m_runner->run<qint64>(
        tr("Ordering a new proposal"),
        [storage = m_services.storage, packs = m_services.rulePacks, wanted](
            TaskProgress &, const std::stop_token &stop) { return orderOptimization(*storage, packs, wanted, stop); },
        [this, id = proposal.id](const Result<qint64> &bulkJob) {
            if (!bulkJob) {
                m_services.notifications->error(bulkJob.error());
                return;
            }
            if (m_services.jobs)
                m_services.jobs->wake();
            m_services.notifications->information(tr("A new proposal is being made; it takes the place of this one."));
            Q_EMIT ordered(id);
        });
}

} // namespace listwright
