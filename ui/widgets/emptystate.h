// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace listwright {

/** What a page shows where there is nothing: what it is for, and what to do next. */
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &iconName, const QString &headline, const QString &text,
                        QWidget *parent = nullptr);

    void setIconName(const QString &name);
    void setHeadline(const QString &headline);
    void setText(const QString &text);
    /**
     * A button that triggers the action while it is visible; the first one is primary, and others that are said to be:
     * only one of them is to be visible. The action is not owned.
     */
    void addButton(QAction *action, bool primary = false);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_buttons = nullptr;
};

} // namespace listwright
