// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/optimizing/orderpanel.h"

#include "services/jobs/jobrunner.h"
#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/spending.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/catalog/taskrunner.h"
#include "ui/optimizing/modelchoice.h"
#include "ui/style/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/notifications.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace listwright {

using namespace Qt::StringLiterals;

const ProductScope &OrderPanel::scope() const
{
    return m_chosen->isChecked() ? m_chosenScope : m_matchingScope;
}

void OrderPanel::setScopes(const ProductScope &chosen, const ProductScope &matching)
{
    m_chosenScope = chosen;
    m_matchingScope = matching;
    m_chosen->setText(tr("%Ln selected", nullptr, static_cast<int>(chosen.count)));
    m_chosen->setEnabled(!chosen.isEmpty());
    m_matching->setText(tr("All %1 matching").arg(locale().toString(matching.count)));
    (chosen.isEmpty() ? m_matching : m_chosen)->setChecked(true);
    onOrderChanged();
}

void OrderPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    checkProvider();
}

void OrderPanel::checkProvider()
{
    const auto provider = chosenProvider(*m_services.settings);
    const quint64 request = ++m_providerRequest;
    if (const auto fault = optimizationSettings(*m_services.settings).fault) {
        showProvider(false, fault->message);
        return;
    }
    if (!provider) {
        showProvider(false, tr("No AI provider is chosen yet. Choose one in Settings, AI and enter your key; Groq, "
                               "for example, gives keys away for free. Models on your own computer need no key."));
        return;
    }
    m_model->setText(tr("%1, %2", "provider, model").arg(provider->name, modelTask(*m_services.settings).model));
    if (!provider->needsKey) {
        showProvider(true, {});
        return;
    }
    inBackground(
        this,
        [keys = providerKeys(m_services.secrets, environmentKey(*m_services.settings)), provider = provider->key] {
            return keys(provider);
        },
        [this, request, provider = *provider](const Result<QString> &key) {
            if (request != m_providerRequest)
                return;
            if (!key)
                showProvider(false, key.error().message);
            else
                showProvider(!key->isEmpty(), tr("There is no key for %1 yet. Get one at %2 and enter it in Settings, "
                                                 "AI.")
                                                  .arg(provider.name, provider.keyPage));
        });
}

void OrderPanel::showProvider(bool ready, const QString &reason)
{
    m_ready = ready;
    m_setup->setVisible(!ready);
    m_setupText->setText(reason);
    m_form->setVisible(ready);
    m_estimateBox->setVisible(ready);
    m_start->setVisible(ready);
    onOrderChanged();
}

OptimizationOrder OrderPanel::order() const
{
    OptimizationOrder order = orderBySettings(*m_services.settings);
    order.task.parts.clear();
    order.task.language = m_language->currentData().toString();
    for (const auto &[part, check] : m_parts) {
        if (check->isChecked())
            order.task.parts.append(part);
    }
    for (const auto &[key, check] : m_marketplaces) {
        if (check->isChecked())
            order.marketplaces.append(key);
    }
    order.query = scope().query;
    order.ids = scope().ids;
    order.budget = enteredDollars(m_budget->text());
    return order;
}

QString OrderPanel::objection() const
{
    const OptimizationOrder wanted = order();
    if (scope().isEmpty())
        return tr("There are no products to improve.");
    if (wanted.marketplaces.isEmpty())
        return tr("Choose at least one marketplace.");
    if (wanted.task.parts.isEmpty())
        return tr("Choose at least one part of the listing.");
    if (!m_budget->text().trimmed().isEmpty() && !wanted.budget)
        return tr("The budget is not an amount such as 2.50.");
    if (m_services.storage->isReadOnly())
        return tr("The catalog is open read-only.");
    return {};
}

void OrderPanel::onOrderChanged()
{
    ++m_estimateRequest; // one under way is about something else
    updateStart();
    const QString why = objection();
    m_cost->setText(why.isEmpty() ? tr("Being estimated…") : why);
    m_amount->clear();
    m_languages->clear();
    m_spent->clear();
    m_warning->hide();
    if (m_ready && isVisible() && why.isEmpty())
        m_estimateTimer.start();
    else
        m_estimateTimer.stop();
}

void OrderPanel::estimate()
{
    const quint64 request = m_estimateRequest;
    m_estimator->run<OptimizationEstimate>(
        {},
        [storage = m_services.storage, packs = m_services.rulePacks, order = order(),
         settings = optimizationSettings(*m_services.settings)](TaskProgress &, const std::stop_token &stop) {
            return estimateOptimization(*storage, packs, order, settings, stop);
        },
        [this, request](const Result<OptimizationEstimate> &estimate) { onEstimated(request, estimate); });
}

void OrderPanel::onEstimated(quint64 request, const Result<OptimizationEstimate> &estimate)
{
    if (request != m_estimateRequest)
        return;
    if (estimate)
        showEstimate(*estimate);
    else
        m_cost->setText(estimate.error().message);
}

void OrderPanel::showEstimate(const OptimizationEstimate &estimate)
{
    m_amount->setText(
        tr("%Ln question(s), about %1 tokens sent and %2 received", nullptr, static_cast<int>(estimate.questions))
            .arg(locale().toString(estimate.inputTokens), locale().toString(estimate.outputTokens)));
    m_languages->setText(languagesText(estimate));
    if (!estimate.cost)
        m_cost->setText(tr("The price of this model is not known; the provider’s own price list says it."));
    else if (*estimate.cost == 0)
        m_cost->setText(tr("Costs nothing: the model runs on your own computer."));
    else
        m_cost->setText(
            tr("About %1, by prices of %2")
                .arg(dollarsText(*estimate.cost), locale().toString(estimate.pricesOf, QLocale::ShortFormat)));
    if (estimate.highestCost && estimate.highestCost != estimate.cost)
        m_cost->setText(tr("About %1, at most %2 with the stronger model, by prices of %3")
                            .arg(dollarsText(*estimate.cost), dollarsText(*estimate.highestCost),
                                 locale().toString(estimate.pricesOf, QLocale::ShortFormat)));
    const QString spent = dollarsText(estimate.spentToday);
    m_spent->setText(estimate.dailyBudget ? tr("Spent today: %1 of %2").arg(spent, dollarsText(*estimate.dailyBudget))
                                          : tr("Spent today: %1. There is no daily budget.").arg(spent));
    const QString warning = budgetWarning(estimate);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

QString OrderPanel::languagesText(const OptimizationEstimate &estimate) const
{
    QStringList texts;
    for (const auto &[marketplace, language] : estimate.languages)
        texts.append(tr("%1 for %2", "language, marketplace")
                         .arg(languageText(language), m_services.rulePacks.find(marketplace)->name()));
    return texts.join(u", ");
}

QString OrderPanel::budgetWarning(const OptimizationEstimate &estimate) const
{
    const qint64 cost = estimate.cost.value_or(0);
    if (estimate.dailyBudget && estimate.spentToday >= *estimate.dailyBudget)
        return tr("Today’s budget is used up. Raise it in Settings, AI, or go on tomorrow.");
    if (const auto budget = order().budget; budget && cost > *budget)
        return tr("More than the budget: it will stop after about %Ln question(s).", nullptr,
                  static_cast<int>(estimate.questions * *budget / cost));
    if (estimate.dailyBudget && estimate.spentToday + cost > *estimate.dailyBudget)
        return tr("More than is left of today’s budget: it will stop early.");
    return {};
}

void OrderPanel::updateStart()
{
    const QString why = objection();
    m_start->setEnabled(m_ready && why.isEmpty() && !m_runner->isBusy());
    m_start->setToolTip(why);
}

void OrderPanel::start()
{
    if (!m_start->isEnabled())
        return;
    QStringList parts;
    for (const OptimizePart part : order().task.parts)
        parts.append(optimizePartName(part));
    // What the environment holds is only not remembered.
    if (!m_services.settings->isLocked(SettingKey::AiParts))
        static_cast<void>(m_services.settings->setText(SettingKey::AiParts, parts.join(u',')));
    const qint64 products = scope().count;
    m_runner->run<BulkJob>(
        tr("Ordering improvements"),
        [storage = m_services.storage, packs = m_services.rulePacks, order = order()](TaskProgress &,
                                                                                      const std::stop_token &stop) {
            return orderOptimization(*storage, packs, order, stop).and_then([&](qint64 id) {
                return storage->read([id](Database &database) { return JobRepository(database).findBulk(id); })
                    .result();
            });
        },
        [this, products, listings = products * order().marketplaces.size()](const Result<BulkJob> &bulkJob) {
            onOrdered(bulkJob, products, listings);
        });
}

void OrderPanel::onOrdered(const Result<BulkJob> &bulkJob, qint64 products, qint64 listings)
{
    if (!bulkJob) {
        m_services.notifications->error(bulkJob.error());
        return;
    }
    if (m_services.jobs)
        m_services.jobs->wake();
    Notification notification;
    notification.kind = Notification::Kind::Success;
    const qint64 ordered = bulkJob->counts.total();
    notification.text =
        ordered < listings
            ? tr("%Ln listing(s) are being improved in the background.", nullptr, static_cast<int>(ordered))
            : tr("%Ln product(s) are being improved in the background.", nullptr, static_cast<int>(products));
    notification.detail = tr("The proposals wait in Review; nothing changes before you accept.");
    if (ordered < listings)
        notification.detail.prepend(tr("%Ln left out: the same waits or is being worked on already.", nullptr,
                                       static_cast<int>(listings - ordered)) +
                                    u' ');
    notification.actionText = tr("Show jobs");
    notification.action = [self = QPointer(this), id = bulkJob->id] {
        if (self)
            Q_EMIT self->bulkJobRequested(id);
    };
    m_services.notifications->post(std::move(notification));
    Q_EMIT closeRequested();
}

void OrderPanel::useRules()
{
    Q_EMIT rulesRequested(scope(), m_services.settings->text(SettingKey::DefaultMarketplace));
    Q_EMIT closeRequested();
}

} // namespace listwright
