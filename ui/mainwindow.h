// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QMainWindow>

class QMenu;
class QStackedWidget;

namespace listwright {

class DropOverlay;
class NavigationRail;
class StatusPanel;
class ToastStack;

/** The window: rail of pages, menus, status bar, toasts, and the place where files are dropped. */
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /** `services.notifications` and `services.tasks` are made here. */
    explicit MainWindow(Services services, QWidget *parent = nullptr);
    ~MainWindow() override;

    const Services &services() const { return m_services; }
    Page *page(PageId id) const;
    Page *currentPage() const;
    void showPage(PageId id);
    /** As if the files were dropped on the window. */
    void openFiles(const QStringList &files);

Q_SIGNALS:
    void filesDropped(const QStringList &files);
    /** The person wants the program to start anew, e.g. on another database. The window is closed by then. */
    void restartRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void addPages();
    void addPage(Page *page);
    void layOut();
    void createMenus();
    void createFileMenu();
    void createEditMenu();
    void createViewMenu();
    void createHelpMenu();
    void addPageShortcuts(QMenu &menu);
    void addThemeChoices(QMenu &menu);
    void restoreLayout();
    void showCommandPalette();
    void showShortcutSheet();
    void showAbout();
    void reportSettingsProblems();
    void onPageShown(Page *page);
    QList<QAction *> allActions() const;

    Services m_services;
    QList<Page *> m_pages;
    NavigationRail *m_rail = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusPanel *m_statusPanel = nullptr;
    ToastStack *m_toasts = nullptr;
    DropOverlay *m_dropOverlay = nullptr;
};

} // namespace listwright
