// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/backupsection.h"

#include "services/storage/maintenance.h"
#include "services/storage/storage.h"
#include "ui/style/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

BackupSection::BackupSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"backupSection"_s, tr("Backups"),
                      tr("One is made each day that Listwright is used. A backup is a whole database file; "
                         "“listwright db restore” brings it back."),
                      parent)
{
    setIconName(u"backup"_s);
    addFolder(SettingKey::BackupFolder, tr("Folder"))->setPlaceholderText(tr("Beside the database file"));
    addNumber(SettingKey::KeepBackups, tr("Keep the last"));
    m_backUp = new QPushButton(tr("Back up now"), this);
    m_backUp->setObjectName(u"backUpNowPushButton"_s);
    body()->addSpacing(spacing::medium);
    body()->addWidget(m_backUp, 0, Qt::AlignLeft);
    connect(m_backUp, &QPushButton::clicked, this, &BackupSection::backUp);
    if (services.storage && services.storage->location().isSqlite())
        return;
    m_backUp->setEnabled(false);
    QLabel *reason = addLine(u"backupReasonLabel"_s);
    reason->setText(tr("A PostgreSQL database is backed up on its server, for example with pg_dump."));
    setTextRole(reason, TextRole::Muted);
}

QString BackupSection::folder() const
{
    const QString chosen = services().settings->text(SettingKey::BackupFolder);
    return chosen.isEmpty() ? QFileInfo(services().storage->location().path()).absolutePath() + u"/backups" : chosen;
}

void BackupSection::backUp()
{
    const QString target = folder();
    if (!QDir().mkpath(target)) {
        report(failure(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(target)));
        return;
    }
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmmss"_s);
    const QString base = QFileInfo(services().storage->location().path()).completeBaseName();
    const QString file = u"%1/%2-%3.db"_s.arg(target, base, stamp);
    m_backUp->setEnabled(false);
    const QPointer<RunningTask> task = services().tasks->begin(tr("Backup"), false);
    const auto progress = [task, last = -1](int percent) mutable {
        if (std::exchange(last, percent) == percent)
            return;
        // From the worker to the task's thread; the pointer is looked at only there.
        QMetaObject::invokeMethod(
            qApp,
            [task, percent] {
                if (task)
                    task->setProgress(percent / 100.0);
            },
            Qt::QueuedConnection);
    };
    inBackground(
        task,
        [location = services().storage->location(), file, progress] {
            return maintenance::backup(location, file, progress);
        },
        [task, section = QPointer(this), file](const Result<void> &saved) {
            if (section)
                section->onDone(file, saved);
            task->finish();
        });
}

void BackupSection::onDone(const QString &file, const Result<void> &saved)
{
    m_backUp->setEnabled(true);
    report(saved);
    if (!saved)
        return;
    services().notifications->post({.kind = Notification::Kind::Success,
                                    .text = tr("The catalog was backed up."),
                                    .detail = QDir::toNativeSeparators(file),
                                    .actionText = tr("Open folder"),
                                    .action = [folder = QFileInfo(file).absolutePath()] {
                                        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
                                    }});
}

} // namespace listwright
