// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notifications.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace listwright {

/** One message in the window's corner. */
class Toast : public QFrame
{
    Q_OBJECT

public:
    Toast(Notifications &notifications, const Notification &notification, QWidget *parent);

    int notificationId() const { return m_id; }
    /** Follows a change of the message, e.g. that its action ran. */
    void show(const Notification &notification);

Q_SIGNALS:
    void closed();

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int m_id;
    Notification::Kind m_kind;
    QPushButton *m_action = nullptr;
    QTimer *m_timer = nullptr;
};

/** Shows new messages in the lower right corner of its parent for a while; at most three at a time. */
class ToastStack : public QWidget
{
    Q_OBJECT

public:
    ToastStack(Notifications &notifications, QWidget *parent);

    /** How far from the parent's lower edge, e.g. the height of its status bar. */
    void setBottomMargin(int margin);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void add(int id);
    void place();

    Notifications &m_notifications;
    QVBoxLayout *m_layout = nullptr;
    QList<Toast *> m_toasts;
    int m_bottomMargin = 0;
};

} // namespace listwright
