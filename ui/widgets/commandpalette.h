// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QAction;
class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace listwright {

/** One thing the palette can do. */
struct WindowCommand
{
    QPointer<QAction> action;
    QString context; ///< the menu or page it belongs to: "File"
};

/**
 * A list over the window of everything it can do, filtered while typing; Enter runs the chosen one, Escape or a click
 * elsewhere closes it. What cannot be done at the moment is shown but not run. Deletes itself on closing.
 */
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(const QList<WindowCommand> &commands, QWidget *parent);

    /** Shows it and takes the keyboard. */
    void open();

    /**
     * How well `text` answers what was typed: 0 not at all, more is better. Every word typed must begin a word of the
     * text or stand in it; beginnings count more.
     */
    static int score(const QString &typed, const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter(const QString &typed);
    void run();
    void finish();
    void moveSelection(int steps);

    QList<WindowCommand> m_commands;
    QLineEdit *m_input = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    QLabel *m_nothing = nullptr; ///< in place of an empty list
    QPointer<QWidget> m_focusBefore;
};

} // namespace listwright
