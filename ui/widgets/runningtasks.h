// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <optional>

namespace listwright {

/** A piece of work that takes time, as the window shows it. GUI thread only; workers report through signals. */
class RunningTask : public QObject
{
    Q_OBJECT

public:
    QString title() const { return m_title; }
    QString detail() const { return m_detail; }
    /** 0 to 1, or nothing while the end is not known. */
    std::optional<double> progress() const { return m_progress; }
    bool canCancel() const { return m_canCancel; }
    bool isCancelling() const { return m_cancelling; }
    /** Of the change sets that it makes (ChangeOrigin::run): who undoes the last change, ends it first. */
    QString run() const { return m_run; }
    void setRun(const QString &run) { m_run = run; }

    /** "42,000 rows, 61,000 a second". */
    void setDetail(const QString &detail);
    void setProgress(std::optional<double> progress);
    /** Asks for the end once: emits cancelRequested() and shows it as being cancelled until finish(). */
    void cancel();
    /** Takes the task out of the window and deletes it later. Call it in every outcome. */
    void finish();

Q_SIGNALS:
    void changed();
    void cancelRequested();
    void finished();

private:
    friend class RunningTasks;
    RunningTask(const QString &title, bool canCancel, QObject *parent);

    QString m_title;
    QString m_detail;
    QString m_run;
    std::optional<double> m_progress;
    bool m_canCancel = false;
    bool m_cancelling = false;
    bool m_finished = false;
};

/** All work in progress, oldest first. */
class RunningTasks : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** The new task belongs to this object until finish(). Keep it in a QPointer. */
    RunningTask *begin(const QString &title, bool canCancel);
    const QList<RunningTask *> &tasks() const { return m_tasks; }

Q_SIGNALS:
    /** A task came, went or changed. */
    void changed();

private:
    QList<RunningTask *> m_tasks;
};

} // namespace listwright
