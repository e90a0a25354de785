// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QVBoxLayout;

namespace listwright {

/** The pages at the window's left side: icon, label, shortcut and a number where something waits. */
class NavigationRail : public QWidget
{
    Q_OBJECT

public:
    explicit NavigationRail(QWidget *parent = nullptr);

    /** The icon comes by name, so that the present page's can be shown in the accent colour. */
    void addEntry(const QString &title, const QIcon &icon, const QString &shortcut);
    void setBadge(int index, int count);
    void setCurrent(int index);
    /** A quiet button at the rail's foot; the action is not owned. */
    void addFootAction(QAction *action);

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_entries = nullptr;
    QVBoxLayout *m_foot = nullptr;
    QButtonGroup *m_group = nullptr;
};

} // namespace listwright
