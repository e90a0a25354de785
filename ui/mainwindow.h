// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QMainWindow>

class QMenu;
class QStackedWidget;

namespace listwright {

class NavigationRail;
class StatusPanel;
class ToastStack;
struct WindowCommand;

/** The window: rail of pages, menus, status line, toasts, and the place where files are dropped. */
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /** `services.notifications` and `services.tasks` are made here. */
    explicit MainWindow(Services services, QWidget *parent = nullptr);
    ~MainWindow() override;

    const Services &services() const { return m_services; }
    /** Adds a page below those before; for pages that the window does not make itself. */
    void addPage(Page *page);
    Page *page(PageId id) const;
    Page *currentPage() const;
    void showPage(PageId id);
    /** As if the files were dropped on the window. */
    void openFiles(const QStringList &files);
    /** Without a question: the person, or who ends their session, has decided. What is unfinished goes on at the next
     *  start. */
    void closeUnasked();

Q_SIGNALS:
    void filesDropped(const QStringList &files);
    /** The person wants the program to start anew, e.g. on another database. The window is closed by then. */
    void restartRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void addPages();
    void layOut();
    void createActions();
    void createFileMenu();
    void createEditMenu();
    void createViewMenu();
    void createHelpMenu();
    void addPageActions(Page &page);
    void restoreLayout();
    bool confirmClosing();
    bool confirmLosing();
    /** Jobs go on at the next start; the person is told so. */
    bool confirmLeavingJobs();
    void restart();
    void showCommandPalette();
    void showShortcutSheet();
    void showGuide();
    void showAbout();
    void onPageShown();
    QAction *action(const QString &name, const QString &text, const QString &iconName, const QKeySequence &shortcut,
                    void (MainWindow::*handler)());
    QList<WindowCommand> commands() const;

    Services m_services;
    QList<Page *> m_pages;
    NavigationRail *m_rail = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusPanel *m_statusPanel = nullptr;
    ToastStack *m_toasts = nullptr;
    QMenu *m_fileMenu = nullptr;
    QMenu *m_editMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QMenu *m_helpMenu = nullptr;
    QAction *m_quitAction = nullptr;
    QAction *m_paletteAction = nullptr;
    QAction *m_endOfPages = nullptr; ///< separator in the View menu; pages stand above it
    QAction *m_themesAction = nullptr;
    bool m_closesUnasked = false;
};

} // namespace listwright
