// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/productactions.h"

#include "models/domain/changesummary.h"
#include "services/jobs/jobrunner.h"
#include "services/optimizing/listedproducts.h"
#include "services/storage/storage.h"
#include "services/storage/takeback.h"
#include "services/storage/uuid7.h"
#include "ui/optimizing/ruleorders.h"
#include "ui/widgets/undonotice.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t deleteBatch = 5000;
constexpr qint64 toldWhenDone = 1000; // products; fewer are done before one has read that they have begun
const QString user = u"user"_s;

/** What was done before an error stays, and can be taken back. */
struct Removal
{
    qint64 products = 0;
    QList<qint64> changeSets{};
    std::optional<Error> error{};
};

double part(qint64 done, qint64 total)
{
    return total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
}

Removal removeProducts(Storage &storage, const ProductScope &scope, const QString &run, TaskProgress &progress,
                       const std::stop_token &stop)
{
    Removal removal;
    const auto ids = wantedIds(storage, scope.query, scope.ids, stop);
    if (!ids) {
        removal.error = ids.error();
        return removal;
    }
    const auto total = static_cast<qint64>(ids->size());
    for (size_t first = 0; first < ids->size() && !stop.stop_requested(); first += deleteBatch) {
        const size_t end = std::min(ids->size(), first + deleteBatch);
        const QList<ProductId> batch(ids->begin() + static_cast<std::ptrdiff_t>(first),
                                     ids->begin() + static_cast<std::ptrdiff_t>(end));
        const QString summary = changeSummary(ChangeSummary::Deleted, QString::number(batch.size()));
        const ChangeOrigin origin{ChangeOrigin::Kind::Delete, user, summary, run};
        const auto removed = storage
                                 .write([batch, origin](Database &database) {
                                     return ProductRepository(database).remove(batch, origin);
                                 })
                                 .result();
        if (!removed) {
            removal.error = removed.error();
            return removal;
        }
        removal.products += removed->changed;
        if (removed->changeSet != 0)
            removal.changeSets.append(removed->changeSet);
        progress.report(part(static_cast<qint64>(end), total),
                        QLocale().toString(static_cast<qint64>(end)) + u" / " + QLocale().toString(total));
    }
    return removal;
}

} // namespace

ProductActions::ProductActions(Services services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_runner(new TaskRunner(m_services.tasks, this))
    , m_orders(new RuleOrders(m_services, this))
{
    connect(m_orders, &RuleOrders::finished, this,
            [this](const RuleOrderState &state) { announceImprovement(state.summary, state.bulk.counts.failed); });
}

void ProductActions::remove(const ProductScope &scope)
{
    if (scope.isEmpty())
        return;
    const QString run = newUuid7().toString(QUuid::WithoutBraces);
    RunningTask *task = m_runner->run<Removal>(
        tr("Deleting %Ln product(s)", nullptr, static_cast<int>(scope.count)),
        [storage = m_services.storage, scope, run](TaskProgress &progress, const std::stop_token &stop) {
            return Result<Removal>(removeProducts(*storage, scope, run, progress, stop));
        },
        [this](const Result<Removal> &removal) {
            if (removal->error)
                m_services.notifications->error(*removal->error);
            if (removal->products > 0 || !removal->error)
                announceChange(tr("%Ln product(s) deleted.", nullptr, static_cast<int>(removal->products)),
                               removal->changeSets);
        });
    if (task)
        task->setRun(run);
}

void ProductActions::announceChange(const QString &text, const QList<qint64> &changeSets)
{
    Notification notification;
    notification.text = text;
    if (!changeSets.isEmpty()) {
        notification.undoes = changeSets;
        notification.actionText = tr("Undo");
        notification.action = [self = QPointer(this), changeSets] {
            if (self)
                self->undo(changeSets);
        };
    }
    m_services.notifications->post(std::move(notification));
}

void ProductActions::undo(const QList<qint64> &changeSets)
{
    m_runner->run<ChangeOutcome>(
        tr("Undoing"),
        [storage = m_services.storage, changeSets](TaskProgress &progress,
                                                   const std::stop_token &stop) -> Result<ChangeOutcome> {
            return takeBack(*storage, changeSets, stop,
                            [&](qsizetype done) { progress.report(part(done, changeSets.size()), {}); });
        },
        [this](const Result<ChangeOutcome> &outcome) { postUndoNotice(*m_services.notifications, outcome); });
}

void ProductActions::announceEdit(ProductField field, qint64 changeSet)
{
    if (changeSet != 0)
        announceChange(tr("%1 changed.").arg(fieldLabel(field)), {changeSet});
}

void ProductActions::improve(const ProductScope &scope, const std::shared_ptr<const RulePack> &pack)
{
    if (scope.isEmpty() || !pack)
        return;
    const OptimizeRequest request{pack, scope.query, scope.ids};
    if (request.ids.size() == 1 || !m_services.jobs)
        improveAtOnce(request);
    else
        orderImprovement(request, scope.count);
}

void ProductActions::improveAtOnce(const OptimizeRequest &request)
{
    m_runner->run<OptimizeSummary>(
        tr("Improving for %1").arg(request.pack->name()),
        [storage = m_services.storage, request](TaskProgress &, const std::stop_token &stop) {
            return runOptimization(*storage, request, {}, stop);
        },
        [this](const Result<OptimizeSummary> &summary) {
            if (summary)
                announceImprovement(*summary);
            else
                m_services.notifications->error(summary.error());
        });
}

void ProductActions::orderImprovement(const OptimizeRequest &request, qint64 products)
{
    m_runner->run<qint64>(
        tr("Ordering improvements"),
        [storage = m_services.storage, request](TaskProgress &, const std::stop_token &stop) {
            return orderByRules(*storage, request, stop);
        },
        [this, products](const Result<qint64> &bulkJob) {
            if (!bulkJob) {
                m_services.notifications->error(bulkJob.error());
                return;
            }
            m_services.jobs->wake();
            m_orders->follow(*bulkJob);
            if (products > toldWhenDone)
                announceOrder(*bulkJob, products);
        });
}

void ProductActions::announceOrder(qint64 bulkJobId, qint64 products)
{
    Notification notification;
    notification.text = tr("%Ln product(s) are being improved in the background.", nullptr, static_cast<int>(products));
    notification.detail = tr("You are told when it is done; nothing changes before you accept.");
    notification.actionText = tr("Show jobs");
    notification.action = [self = QPointer(this), bulkJobId] {
        if (self)
            Q_EMIT self->bulkJobRequested(bulkJobId);
    };
    m_services.notifications->post(std::move(notification));
}

void ProductActions::announceImprovement(const OptimizeSummary &summary, qint64 failedJobs)
{
    Notification notification;
    notification.kind = summary.cancelled ? Notification::Kind::Information : Notification::Kind::Success;
    notification.text = summary.proposals == 0
                            ? tr("Nothing to improve: the built-in rules have no better texts.")
                            : tr("%Ln proposal(s) wait for your review.", nullptr, static_cast<int>(summary.proposals));
    if (summary.cancelled)
        notification.detail = tr("Cancelled after %1 of %2 products.")
                                  .arg(QLocale().toString(summary.products), QLocale().toString(summary.total));
    else if (summary.leftToModel > 0)
        notification.detail = tr("%Ln product(s) left out: their AI texts wait for review.", nullptr,
                                 static_cast<int>(summary.leftToModel));
    else if (summary.goodAlready > 0)
        notification.detail = tr("%Ln product(s) need nothing.", nullptr, static_cast<int>(summary.goodAlready));
    if (failedJobs > 0) {
        notification.kind = Notification::Kind::Warning;
        notification.detail = tr("%Ln job(s) failed; the page Jobs says why.", nullptr, static_cast<int>(failedJobs));
    }
    if (summary.proposals > 0) {
        notification.actionText = tr("Review");
        notification.action = [self = QPointer(this)] {
            if (self)
                Q_EMIT self->reviewRequested();
        };
    }
    m_services.notifications->post(std::move(notification));
    Q_EMIT improved(summary);
}

void ProductActions::validate(const ProductScope &scope, const std::shared_ptr<const RulePack> &pack)
{
    if (scope.isEmpty() || !pack)
        return;
    const ValidationRequest request{pack, scope.query, scope.ids};
    m_runner->run<ValidationSummary>(
        tr("Validating %Ln product(s) for %1", nullptr, static_cast<int>(scope.count)).arg(pack->name()),
        [storage = m_services.storage, request](TaskProgress &progress, const std::stop_token &stop) {
            const auto report = [&progress](const ValidationSummary &status) {
                progress.report(part(status.products, status.total),
                                QLocale().toString(status.products) + u" / " + QLocale().toString(status.total));
            };
            return runValidation(*storage, request, report, stop);
        },
        [this, pack](const Result<ValidationSummary> &summary) {
            if (summary)
                Q_EMIT validated(*summary, pack);
            else
                m_services.notifications->error(summary.error());
        });
}

} // namespace listwright
