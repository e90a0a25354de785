// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the window ends: what still runs, and what is kept.

#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/mainwindow.h"
#include "ui/widgets/page.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/statuspanel.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>

namespace listwright {

using namespace Qt::StringLiterals;

bool MainWindow::confirmLosing()
{
    for (const Page *page : std::as_const(m_pages)) {
        const QString unsaved = page->unsaved();
        if (unsaved.isEmpty())
            continue;
        QMessageBox question(QMessageBox::NoIcon, tr("Not stored yet"), unsaved, QMessageBox::NoButton, this);
        question.setObjectName(u"unsavedQuestionMessageBox"_s);
        question.setTextFormat(Qt::PlainText);
        QPushButton *leave = question.addButton(tr("Close and lose it"), QMessageBox::DestructiveRole);
        question.setDefaultButton(question.addButton(tr("Keep working"), QMessageBox::RejectRole));
        question.exec();
        if (question.clickedButton() != leave)
            return false;
    }
    return true;
}

bool MainWindow::confirmClosing()
{
    if (!confirmLosing())
        return false;
    const QList<RunningTask *> &tasks = m_services.tasks->tasks();
    if (tasks.isEmpty())
        return confirmLeavingJobs();
    QMessageBox question(QMessageBox::NoIcon, tr("Still working"),
                         tr("“%1” is still running. What is done so far is kept.").arg(tasks.first()->title()),
                         QMessageBox::NoButton, this);
    question.setObjectName(u"closeQuestionMessageBox"_s);
    QPushButton *leave = question.addButton(tr("Cancel it and close"), QMessageBox::DestructiveRole);
    question.setDefaultButton(question.addButton(tr("Keep working"), QMessageBox::RejectRole));
    question.exec();
    return question.clickedButton() == leave;
}

bool MainWindow::confirmLeavingJobs()
{
    const JobCounts &counts = m_statusPanel->jobCounts();
    if (!m_services.jobs || counts.running == 0)
        return true;
    QMessageBox question(QMessageBox::NoIcon, tr("Jobs are running"),
                         tr("%Ln job(s) are not finished.", nullptr, static_cast<int>(counts.running + counts.pending)),
                         QMessageBox::NoButton, this);
    question.setObjectName(u"jobsQuestionMessageBox"_s);
    question.setInformativeText(m_services.storage->location().isSqlite()
                                    ? tr("Nothing is lost: they go on when Listwright is started again.")
                                    : tr("Nothing is lost: others who share the catalog go on with them, or this "
                                         "computer does when Listwright is started again."));
    QPushButton *leave = question.addButton(tr("Close"), QMessageBox::AcceptRole);
    question.addButton(tr("Keep working"), QMessageBox::RejectRole);
    question.setDefaultButton(leave);
    question.exec();
    return question.clickedButton() == leave;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closesUnasked && !confirmClosing()) {
        event->ignore();
        return;
    }
    const QList<RunningTask *> tasks = m_services.tasks->tasks();
    for (RunningTask *task : tasks)
        task->cancel();
    m_services.settings->setState(SettingKey::WindowGeometry, saveGeometry());
    m_services.settings->setState(SettingKey::WindowState, saveState());
    event->accept();
}

void MainWindow::closeUnasked()
{
    m_closesUnasked = true;
    close();
}

void MainWindow::restart()
{
    if (close())
        Q_EMIT restartRequested();
}

} // namespace listwright
