// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <optional>

class QProgressBar;
class QPushButton;

namespace listwright {

class ElidedLabel;
class RunningTask;

/** A running piece of work: title, detail, bar and a cancel button. Also usable without a task. */
class ProgressCard : public QFrame
{
    Q_OBJECT

public:
    explicit ProgressCard(QWidget *parent = nullptr);

    /** Shows the task and follows it; emits finished() when it ends. Not owned. */
    void follow(RunningTask *task);

    void setTitle(const QString &title);
    void setDetail(const QString &detail);
    /** 0 to 1, or nothing for "the end is not known". */
    void setProgress(std::optional<double> progress);
    void setCancellable(bool cancellable);

Q_SIGNALS:
    void cancelRequested();
    void finished();

private:
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_detail = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace listwright
