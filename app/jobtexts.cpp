// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobtexts.h"

#include "services/optimizing/jobvalues.h"

#include <QJsonArray>
#include <QLocale>

namespace listwright::jobtexts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobsCommand)
};

QString timeText(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString marketplaceOf(const Job &job, const RulePacks &packs)
{
    return packs.nameOf(job.payload.value(u"marketplace").toString());
}

} // namespace

QList<QStringList> table(const QList<Job> &jobs, const RulePacks &packs)
{
    QList<QStringList> rows = {{Texts::tr("ID"), Texts::tr("Kind"), Texts::tr("State"), Texts::tr("Attempts"),
                                Texts::tr("Marketplace"), Texts::tr("Product"), Texts::tr("Bulk job"),
                                Texts::tr("Added"), Texts::tr("Error")}};
    for (const Job &job : jobs) {
        const QString state = job.state == JobState::Running && job.progress > 0
                                  ? jobStateText(job.state) + u' ' + QString::number(job.progress) + u" %"
                                  : jobStateText(job.state);
        rows.append({QString::number(job.id), job.kind, state,
                     QString::number(job.attempts) + u'/' + QString::number(job.maxAttempts), marketplaceOf(job, packs),
                     job.productId == 0 ? QString() : QString::number(job.productId),
                     job.bulkJobId == 0 ? QString() : QString::number(job.bulkJobId), timeText(job.createdAt),
                     // what a former attempt failed with is told by `show`
                     job.errors.isEmpty() || job.state == JobState::Completed ? QString() : job.errors.last().message});
    }
    return rows;
}

QStringList details(const Job &job, const RulePacks &packs)
{
    QStringList lines{Texts::tr("Job %1 (%2): %3, attempt %4 of %5")
                          .arg(job.id)
                          .arg(job.kind, jobStateText(job.state))
                          .arg(job.attempts)
                          .arg(job.maxAttempts)};
    const auto add = [&lines](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines.append(u"  "_s + name + u": " + value);
    };
    add(Texts::tr("Marketplace"), marketplaceOf(job, packs));
    add(Texts::tr("Product"), job.productId == 0 ? QString() : QString::number(job.productId));
    add(Texts::tr("Bulk job"), job.bulkJobId == 0 ? QString() : QString::number(job.bulkJobId));
    add(Texts::tr("Added"), timeText(job.createdAt));
    add(Texts::tr("Not before"), job.state == JobState::Pending ? timeText(job.runAfter) : QString());
    add(Texts::tr("Begun"), job.startedAt ? timeText(*job.startedAt) : QString());
    add(Texts::tr("Worker"), job.state == JobState::Running ? job.leaseOwner : QString());
    add(Texts::tr("Ended"), job.finishedAt ? timeText(*job.finishedAt) : QString());
    const auto addAll = [&](const QString &head, const QJsonObject &object) {
        const auto values = readableValues(object, marketplaceOf(job, packs));
        if (!values.isEmpty())
            lines.append(u"  "_s + head);
        for (const auto &[name, value] : values)
            lines.append(u"    "_s + name + u": " + value);
    };
    addAll(Texts::tr("Asked for:"), job.payload);
    addAll(Texts::tr("Result:"), job.result);
    for (const JobError &error : job.errors)
        lines.append(u"  "_s +
                     Texts::tr("Attempt %1, %2: %3").arg(error.attempt).arg(timeText(error.at), error.message));
    return lines;
}

QString line(const JobCounts &counts)
{
    return Texts::tr("%L1 waiting, %L2 running, %L3 completed, %L4 failed, %L5 cancelled")
        .arg(counts.pending)
        .arg(counts.running)
        .arg(counts.completed)
        .arg(counts.failed)
        .arg(counts.cancelled);
}

QString line(const BulkJob &bulk)
{
    const QString text = Texts::tr("Bulk job %1, %2: %3").arg(bulk.id).arg(bulk.title, line(bulk.counts));
    return bulk.error.isEmpty() ? text : QString(text + u". " + bulk.error);
}

QString scopeName(const JobScope &scope)
{
    if (scope.bulkJobId != 0)
        return u"bulk:"_s + QString::number(scope.bulkJobId);
    return scope.kind.isEmpty() ? u"all"_s : QString(u"kind:"_s + scope.kind);
}

QString scopeText(const JobScope &scope)
{
    if (scope.bulkJobId != 0)
        return Texts::tr("bulk job %1").arg(scope.bulkJobId);
    return scope.kind.isEmpty() ? Texts::tr("everything") : Texts::tr("jobs of the kind %1").arg(scope.kind);
}

} // namespace listwright::jobtexts
