// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/importqueue.h"

#include "services/settings/settings.h"
#include "services/storage/productrepository.h"
#include "services/storage/storage.h"
#include "ui/catalog/taskrunner.h"
#include "ui/widgets/notifications.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 copyBlock = 1024 * 1024;

QString countsText(const ImportJob &job)
{
    const QLocale locale;
    QStringList parts;
    const auto add = [&](qint64 count, const QString &text) {
        if (count > 0)
            parts.append(text.arg(locale.toString(count)));
    };
    add(job.created, ImportQueue::tr("%1 new"));
    add(job.updated, ImportQueue::tr("%1 updated"));
    add(job.unchanged, ImportQueue::tr("%1 unchanged"));
    add(job.rejected, ImportQueue::tr("%1 rejected"));
    return parts.isEmpty() ? ImportQueue::tr("nothing in it") : parts.join(u", "_s);
}

/** Replaces the target, which the dialog asked about, only once the copy is whole. */
Result<void> copyFile(const QString &from, const QString &to)
{
    if (QFileInfo::exists(from) && QFileInfo(from) == QFileInfo(to))
        return {};
    QFile source(from);
    QSaveFile target(to);
    if (!source.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, ImportQueue::tr("“%1” could not be read: %2").arg(from, source.errorString()));
    bool whole = target.open(QIODevice::WriteOnly);
    while (whole && !source.atEnd()) {
        const QByteArray block = source.read(copyBlock);
        whole = !block.isEmpty() && target.write(block) == block.size();
    }
    if (whole && target.commit())
        return {};
    return failure(ErrorCode::Io, ImportQueue::tr("“%1” could not be written: %2").arg(to, target.errorString()));
}

std::optional<double> partDone(const ImportJob &job)
{
    if (job.bytesTotal <= 0)
        return {};
    return static_cast<double>(job.bytesDone) / static_cast<double>(job.bytesTotal);
}

} // namespace

ImportQueue::ImportQueue(Services services, QObject *parent)
    : QObject(parent), m_services(std::move(services)), m_runner(new TaskRunner(m_services.tasks, this))
{
}

void ImportQueue::add(const ImportPlan &plan)
{
    m_waiting.append(plan);
    startNext();
}

void ImportQueue::startNext()
{
    if (m_running || m_waiting.isEmpty())
        return;
    m_running = true;
    const ImportPlan plan = m_waiting.takeFirst();
    const QString name = QFileInfo(plan.fileName).fileName();
    RunningTask *task = m_runner->run<ImportSummary>(
        tr("Importing %1").arg(name),
        [storage = m_services.storage, plan, rejects = m_services.settings->text(SettingKey::RejectsFolder)](
            TaskProgress &progress, const std::stop_token &stop) {
            const auto report = [&progress](const ImportStatus &status) {
                const QLocale locale;
                progress.report(partDone(status.job),
                                tr("%1 · %2 rows a second")
                                    .arg(countsText(status.job), locale.toString(qRound64(status.recordsPerSecond))));
            };
            return runImport(*storage, plan, rejects, report, stop);
        },
        [this, name](const Result<ImportSummary> &summary) { onFinished(name, summary); });
    Q_EMIT started(task);
}

void ImportQueue::onFinished(const QString &fileName, const Result<ImportSummary> &summary)
{
    m_running = false;
    if (summary) {
        announce(*summary);
        announceRejects(*summary);
        Q_EMIT finished(*summary);
    } else {
        Error error = summary.error();
        error.message = tr("%1: %2", "file: error").arg(fileName, error.message);
        m_services.notifications->error(error);
    }
    startNext();
}

void ImportQueue::announce(const ImportSummary &summary)
{
    const ImportJob &job = summary.job;
    const QString name = QFileInfo(job.fileName).fileName();
    Notification notification;
    notification.detail = countsText(job);
    switch (job.state) {
    case ImportState::Cancelled:
        notification.kind = Notification::Kind::Information;
        notification.text = tr("The import of %1 was cancelled; what came in stays.").arg(name);
        break;
    case ImportState::Failed:
    case ImportState::Interrupted:
        notification.kind = Notification::Kind::Error;
        notification.text = tr("The import of %1 failed: %2").arg(name, job.error);
        break;
    case ImportState::Running:
    case ImportState::Completed:
        if (job.rejected > 0 && job.created + job.updated + job.unchanged == 0) {
            notification.kind = Notification::Kind::Warning;
            notification.text = tr("Nothing of %1 was imported.").arg(name);
            break;
        }
        notification.kind = Notification::Kind::Success;
        notification.text = tr("%1 was imported.").arg(name);
        break;
    }
    if (job.changeSet != 0 && job.created + job.updated > 0) {
        notification.undoes = {job.changeSet};
        notification.actionText = tr("Undo import");
        notification.action = [self = QPointer(this), job] {
            if (self)
                self->undo(job);
        };
    } else {
        notification.actionText = tr("Show");
        notification.action = [self = QPointer(this)] {
            if (self)
                Q_EMIT self->catalogRequested();
        };
    }
    m_services.notifications->post(std::move(notification));
}

void ImportQueue::announceRejects(const ImportSummary &summary)
{
    if (summary.job.rejected == 0)
        return;
    Notification notification;
    notification.kind = Notification::Kind::Warning;
    notification.text = tr("%Ln record(s) were rejected.", nullptr, static_cast<int>(summary.job.rejected));
    if (!summary.problems.isEmpty()) {
        const RecordProblem &first = summary.problems.first();
        const QString line = QLocale().toString(first.line);
        notification.detail = first.column.isEmpty()
                                  ? tr("Line %1: %2", "line, reason").arg(line, first.reason)
                                  : tr("Line %1, %2: %3", "line, column, reason").arg(line, first.column, first.reason);
    }
    if (!summary.rejectsFile.isEmpty()) {
        notification.actionText = tr("Save rejects…");
        notification.action = [self = QPointer(this), file = summary.rejectsFile] {
            if (self)
                Q_EMIT self->rejectsRequested(file);
        };
    }
    m_services.notifications->post(std::move(notification));
}

void ImportQueue::undo(const ImportJob &job)
{
    m_runner->run<ChangeOutcome>(
        tr("Undoing the import of %1").arg(QFileInfo(job.fileName).fileName()),
        [storage = m_services.storage, set = job.changeSet](TaskProgress &, const std::stop_token &) {
            return storage
                ->write([set](Database &database) { return ProductRepository(database).undo(set, u"user"_s); })
                .result();
        },
        [this](const Result<ChangeOutcome> &outcome) {
            if (!outcome) {
                m_services.notifications->error(outcome.error());
                return;
            }
            Notification notification;
            notification.kind = outcome->conflicts > 0 ? Notification::Kind::Warning : Notification::Kind::Success;
            notification.text =
                tr("The import was undone for %Ln product(s).", nullptr, static_cast<int>(outcome->changed));
            if (outcome->conflicts > 0)
                notification.detail = tr("%Ln product(s) changed since and were left alone.", nullptr,
                                         static_cast<int>(outcome->conflicts));
            m_services.notifications->post(std::move(notification));
        });
}

void ImportQueue::saveRejects(const QString &rejectsFile, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, tr("Save the rejected records"));
    dialog->setObjectName(u"rejectsFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(QFileInfo(rejectsFile).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this, rejectsFile](const QString &target) {
        if (const auto copied = copyFile(rejectsFile, target); !copied)
            m_services.notifications->error(copied.error());
    });
    dialog->open();
}

} // namespace listwright
