// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/optimizerun.h"
#include "services/optimizing/validationrun.h"
#include "services/storage/productrepository.h"
#include "ui/catalog/catalogsource.h"
#include "ui/catalog/taskrunner.h"
#include "ui/services.h"

namespace listwright {

class RuleOrders;

/** What can be done with many products at once. Each runs as a task and ends with a notification. GUI thread. */
class ProductActions : public QObject
{
    Q_OBJECT

public:
    explicit ProductActions(Services services, QObject *parent = nullptr);

    /** Deletes at once; the notification can undo it. */
    void remove(const ProductScope &scope);
    /** One product at once; many as a bulk job, which goes on whatever becomes of the window. */
    void improve(const ProductScope &scope, const std::shared_ptr<const RulePack> &pack);
    void validate(const ProductScope &scope, const std::shared_ptr<const RulePack> &pack);
    /** Takes change sets back, the last one first. */
    void undo(const QList<qint64> &changeSets);
    /** Tells of one stored edit, with Undo. */
    void announceEdit(ProductField field, qint64 changeSet);

Q_SIGNALS:
    void improved(const listwright::OptimizeSummary &summary);
    void validated(const listwright::ValidationSummary &summary,
                   const std::shared_ptr<const listwright::RulePack> &pack);
    void reviewRequested();
    void bulkJobRequested(qint64 id);

private:
    /** Tells what was done, with Undo where something was changed. */
    void announceChange(const QString &text, const QList<qint64> &changeSets);
    void improveAtOnce(const OptimizeRequest &request);
    void orderImprovement(const OptimizeRequest &request, qint64 products);
    void announceOrder(qint64 bulkJobId, qint64 products);
    void announceImprovement(const OptimizeSummary &summary, qint64 failedJobs = 0);

    Services m_services;
    TaskRunner *m_runner;
    RuleOrders *m_orders;
};

} // namespace listwright
