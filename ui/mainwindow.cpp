// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/activity/activitypage.h"
#include "ui/catalog/catalogpage.h"
#include "ui/inbox/inboxpage.h"
#include "ui/jobs/jobspage.h"
#include "ui/review/reviewpage.h"
#include "ui/settings/settingspage.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/thememenu.h"
#include "ui/widgets/aboutdialog.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/dropoverlay.h"
#include "ui/widgets/guidedialog.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/shortcutsheet.h"
#include "ui/widgets/statuspanel.h"
#include "ui/widgets/toaststack.h"

#include <QHBoxLayout>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr QSize firstSize(1280, 800);
constexpr QSize leastSize(1024, 600); // 640 of a small screen without the frame

QString plainText(const QString &menuText)
{
    QString text = menuText;
    return text.remove(u'&');
}

/** The actions of a menu and of those within it, with the menu's name. */
void collect(const QMenu &menu, const QString &context, QList<WindowCommand> &commands)
{
    const QList<QAction *> actions = menu.actions();
    for (QAction *action : actions) {
        if (const QMenu *inner = action->menu())
            collect(*inner, context + u" › " + plainText(action->text()), commands);
        else if (!action->isSeparator() && action->isVisible())
            commands.append({action, context});
    }
}

} // namespace

MainWindow::MainWindow(Services services, QWidget *parent) : QMainWindow(parent), m_services(std::move(services))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Listwright"_s);
    m_services.notifications = new Notifications(this);
    m_services.tasks = new RunningTasks(this);
    createActions();
    layOut();
    createFileMenu();
    createEditMenu();
    createViewMenu();
    createHelpMenu();
    addPages();
    auto *dropOverlay = new DropOverlay(this);
    connect(dropOverlay, &DropOverlay::filesDropped, this, &MainWindow::openFiles);
    m_toasts = new ToastStack(*m_services.notifications, this);
    m_toasts->setBottomMargin(StatusPanel::panelHeight + 3 * spacing::controlHeight); // above a page's own buttons
    restoreLayout();
    const QStringList problems = m_services.settings->problems();
    for (const QString &problem : problems)
        m_services.notifications->warning(problem);
}

MainWindow::~MainWindow()
{
    if (QWidget *focused = focusWidget())
        focused->clearFocus(); // stores what was typed
    // while this still is a window: pages save their state as they go, and what shows the settings asks it then
    delete takeCentralWidget();
}

void MainWindow::layOut()
{
    m_rail = new NavigationRail(this);
    m_stack = new QStackedWidget(this);
    m_stack->setObjectName(u"pageStackedWidget"_s);
    m_statusPanel = new StatusPanel(m_services, this);
    auto *content = new QWidget(this);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(middle, 1);
    layout->addWidget(m_statusPanel);
    setCentralWidget(content);
    setMinimumSize(leastSize);
    m_rail->addFootAction(m_paletteAction);
    connect(m_rail, &NavigationRail::chosen, this, [this](int index) { m_stack->setCurrentIndex(index); });
    connect(m_stack, &QStackedWidget::currentChanged, this, &MainWindow::onPageShown);
    connect(m_statusPanel, &StatusPanel::jobsRequested, this, [this] { showPage(PageId::Jobs); });
    connect(m_statusPanel, &StatusPanel::inboxRequested, this, [this] { showPage(PageId::Inbox); });
}

void MainWindow::addPages()
{
    auto *catalog = new CatalogPage(m_services);
    auto *jobs = new JobsPage(m_services);
    addPage(catalog);
    addPage(new ReviewPage(m_services));
    addPage(jobs);
    auto *inbox = new InboxPage(m_services);
    addPage(inbox);
    addPage(new ActivityPage(m_services));
    const auto showProduct = [this, catalog](ProductId id) {
        showPage(PageId::Catalog);
        catalog->showProduct(id);
    };
    connect(jobs, &JobsPage::productRequested, this, showProduct);
    connect(inbox, &InboxPage::productRequested, this, showProduct);
    connect(catalog, &CatalogPage::bulkJobRequested, this, [this, jobs](qint64 id) {
        showPage(PageId::Jobs);
        jobs->showBulkJob(id);
    });
    auto *settingsPage = new SettingsPage(m_services);
    connect(settingsPage, &SettingsPage::restartRequested, this, &MainWindow::restart);
    connect(inbox, &InboxPage::receivingSettingsRequested, this, [this, settingsPage] {
        showPage(PageId::Settings);
        settingsPage->showReceiving();
    });
    addPage(settingsPage);
    onPageShown();
}

void MainWindow::addPage(Page *page)
{
    const int index = static_cast<int>(m_pages.size());
    m_pages.append(page);
    auto *show = new QAction(page->icon(), page->title(), this);
    show->setObjectName(u"showPage%1Action"_s.arg(index));
    show->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
    connect(show, &QAction::triggered, this, [this, page] { m_stack->setCurrentWidget(page); });
    m_viewMenu->insertAction(m_endOfPages, show);
    m_rail->addEntry(page->title(), page->icon(), show->shortcut().toString(QKeySequence::NativeText));
    m_stack->addWidget(page);
    connect(page, &Page::badgeChanged, m_rail, [this, index](int count) { m_rail->setBadge(index, count); });
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    m_rail->setBadge(index, page->badge());
    addPageActions(*page);
}

void MainWindow::addPageActions(Page &page)
{
    const PageActions actions = page.menuActions();
    const auto insert = [](QMenu &menu, QAction *before, const QList<QAction *> &added) {
        menu.insertActions(before, added);
        if (!added.isEmpty())
            menu.insertSeparator(before);
    };
    insert(*m_fileMenu, m_quitAction, actions.file);
    insert(*m_editMenu, m_paletteAction, actions.edit);
    insert(*m_viewMenu, m_themesAction, actions.view);
}

Page *MainWindow::page(PageId id) const
{
    const auto found = std::ranges::find(m_pages, id, &Page::id);
    return found == m_pages.end() ? nullptr : *found;
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::showPage(PageId id)
{
    if (Page *wanted = page(id))
        m_stack->setCurrentWidget(wanted);
}

void MainWindow::onPageShown()
{
    Page *page = currentPage();
    if (!page)
        return;
    m_rail->setCurrent(m_stack->currentIndex());
    // Its keys work at once; whoever walks through the rail by keyboard stays there.
    const QWidget *focused = focusWidget();
    if (!focused || !(m_rail->isAncestorOf(focused) || page->isAncestorOf(focused)))
        page->setFocus(Qt::OtherFocusReason);
    setWindowTitle(tr("%1 – Listwright").arg(page->title()));
}

void MainWindow::openFiles(const QStringList &files)
{
    if (files.isEmpty())
        return;
    Q_EMIT filesDropped(files);
    const auto found = std::ranges::find_if(m_pages, &Page::acceptsFiles);
    if (found == m_pages.end())
        return;
    m_stack->setCurrentWidget(*found);
    (*found)->openFiles(files);
    activateWindow();
}

QAction *MainWindow::action(const QString &name, const QString &text, const QString &iconName,
                            const QKeySequence &shortcut, void (MainWindow::*handler)())
{
    auto *made = new QAction(text, this);
    made->setObjectName(name);
    if (!iconName.isEmpty())
        made->setIcon(icon(iconName));
    made->setShortcut(shortcut);
    if (handler)
        connect(made, &QAction::triggered, this, handler);
    return made;
}

void MainWindow::createActions()
{
    m_quitAction = action(u"quitAction"_s, tr("&Quit"), u"quit"_s, QKeySequence::Quit, nullptr);
    connect(m_quitAction, &QAction::triggered, this, &QWidget::close);
    m_quitAction->setMenuRole(QAction::QuitRole);
    m_paletteAction = action(u"commandPaletteAction"_s, tr("&Commands…"), u"command"_s,
                             QKeySequence(Qt::CTRL | Qt::Key_K), &MainWindow::showCommandPalette);
}

void MainWindow::createFileMenu()
{
    m_fileMenu = menuBar()->addMenu(tr("&File"));
    m_fileMenu->setObjectName(u"fileMenu"_s);
    m_fileMenu->addAction(m_quitAction);
}

void MainWindow::createEditMenu()
{
    m_editMenu = menuBar()->addMenu(tr("&Edit"));
    m_editMenu->setObjectName(u"editMenu"_s);
    m_editMenu->addAction(m_paletteAction);
}

void MainWindow::createViewMenu()
{
    m_viewMenu = menuBar()->addMenu(tr("&View"));
    m_viewMenu->setObjectName(u"viewMenu"_s);
    m_endOfPages = m_viewMenu->addSeparator();
    m_themesAction = m_viewMenu->addMenu(new ThemeMenu(m_services, m_viewMenu));
    QAction *fullScreen = action(u"fullScreenAction"_s, tr("&Full screen"), {}, QKeySequence(Qt::Key_F11), nullptr);
    fullScreen->setCheckable(true);
    connect(fullScreen, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    m_viewMenu->addAction(fullScreen);
}

void MainWindow::createHelpMenu()
{
    m_helpMenu = menuBar()->addMenu(tr("&Help"));
    m_helpMenu->setObjectName(u"helpMenu"_s);
    QAction *shortcuts = action(u"shortcutsAction"_s, tr("Keyboard &shortcuts"), u"keyboard"_s,
                                QKeySequence(Qt::Key_F1), &MainWindow::showShortcutSheet);
    shortcuts->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    QAction *documentation =
        action(u"documentationAction"_s, tr("&Documentation"), u"help"_s, {}, &MainWindow::showGuide);
    QAction *about = action(u"aboutAction"_s, tr("&About Listwright"), u"info"_s, {}, &MainWindow::showAbout);
    about->setMenuRole(QAction::AboutRole);
    m_helpMenu->addActions({shortcuts, documentation});
    m_helpMenu->addSeparator();
    m_helpMenu->addAction(about);
}

QList<WindowCommand> MainWindow::commands() const
{
    QList<WindowCommand> all;
    for (const QMenu *menu : {m_fileMenu, m_editMenu, m_viewMenu, m_helpMenu})
        collect(*menu, plainText(menu->title()), all);
    for (const Page *page : m_pages) {
        const QList<QAction *> actions = page->actions();
        for (QAction *action : actions) {
            const bool listed =
                std::ranges::any_of(all, [action](const WindowCommand &known) { return known.action == action; });
            if (!listed && !action->text().isEmpty())
                all.append({action, page->title()});
        }
    }
    return all;
}

void MainWindow::showCommandPalette()
{
    if (auto *shown = findChild<CommandPalette *>(); shown && shown->isVisible()) {
        shown->close();
        return;
    }
    QList<WindowCommand> offered = commands();
    offered.removeIf([this](const WindowCommand &command) { return command.action == m_paletteAction; });
    // Enter on an empty search must not end the program.
    std::stable_partition(offered.begin(), offered.end(),
                          [this](const WindowCommand &command) { return command.action != m_quitAction; });
    (new CommandPalette(offered, this))->open();
}

void MainWindow::showShortcutSheet()
{
    if (auto *shown = findChild<ShortcutSheet *>()) {
        shown->raise();
        shown->activateWindow();
        return;
    }
    (new ShortcutSheet(commands(), this))->show();
}

void MainWindow::showGuide()
{
    (new GuideDialog(this))->show();
}

void MainWindow::showAbout()
{
    (new AboutDialog(m_services, this))->show();
}

void MainWindow::restoreLayout()
{
    const QByteArray geometry = m_services.settings->state(SettingKey::WindowGeometry);
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        const QSize room = screen()->availableSize();
        resize(firstSize.boundedTo(room));
        if (room.width() <= firstSize.width() || room.height() <= firstSize.height())
            setWindowState(windowState() | Qt::WindowMaximized); // with its frame it would reach beyond the screen
    }
    restoreState(m_services.settings->state(SettingKey::WindowState));
}

} // namespace listwright
