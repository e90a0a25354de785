// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace listwright {

class ElidedLabel;
class StatusPill;
enum class StorageState;

/** The line at the window's foot: which database and its state, what is running, and the recent messages. */
class StatusPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int panelHeight = 34;

    explicit StatusPanel(const Services &services, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void connectStorage(Storage &storage);
    void showState(StorageState state, const QString &message);
    void showTasks();
    void showMessages();
    void cancelTask();

    Services m_services;
    QToolButton *m_database = nullptr;
    StatusPill *m_state = nullptr;
    ElidedLabel *m_task = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_cancel = nullptr;
    QToolButton *m_messages = nullptr;
};

} // namespace listwright
