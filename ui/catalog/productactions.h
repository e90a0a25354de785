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

/** What can be done with many products at once. Each runs as a task and ends with a notification. GUI thread. */
class ProductActions : public QObject
{
    Q_OBJECT

public:
    explicit ProductActions(Services services, QObject *parent = nullptr);

    /** Deletes at once; the notification can undo it. */
    void remove(const ProductScope &scope);
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

private:
    void announceRemoval(qint64 products, const QList<qint64> &changeSets);
    void announceImprovement(const OptimizeSummary &summary);
    void announceUndo(const ChangeOutcome &outcome);

    Services m_services;
    TaskRunner *m_runner;
};

} // namespace listwright
