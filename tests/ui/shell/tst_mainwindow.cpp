// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window as a whole. With LISTWRIGHT_SCREENSHOTS naming a folder, pictures of it are left there.
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/mainwindow.h"
#include "ui/settings/settingspage.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/shortcutsheet.h"
#include "ui/widgets/statuspill.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace listwright;

namespace {

/** A page that notes what the window asks of it. */
class TestPage : public Page
{
public:
    explicit TestPage(PageId id) : m_id(id)
    {
        m_action.setObjectName(u"testAction"_s);
        m_action.setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
    }

    PageId id() const override { return m_id; }
    QString title() const override { return u"Test page"_s; }
    QIcon icon() const override { return listwright::icon(u"catalog"_s); }
    PageActions menuActions() const override { return {.file = {const_cast<QAction *>(&m_action)}}; }
    void setWaiting(int count) { setBadge(count); }

    QAction m_action{u"&Test what is there…"_s};

private:
    PageId m_id;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pagesAreReachedByKeyboard();
    void theInboxLeadsToItsSettings();
    void pagesBringTheirActions();
    void badgeIsShownAndSaid();
    void droppedFilesReachThePage();
    void geometryIsRemembered();
    void statusSaysTheDatabase();
    void readOnlyIsSaid();
    void statusShowsWhatRuns();
    void closingAsksWhileWorking();
    void commandPaletteFindsPages();
    void shortcutSheetListsThem();
    void shortcutSheetScrollsDownwardsOnly();
    void firstWindowFitsTheScreen();
    void everythingHasANameForTheBlind();
    void themeChangesAtOnce();
    void settingsAreKept();
    void lockedSettingSaysSo();
    void badSettingIsRefusedInPlace();
    void connectionTestSaysWhatIsWrong();
    void databaseChoiceOffersRestart();
    void backupIsMade();
    void settingsProblemsAreShown();
    void pictures();

private:
    void open(bool readOnly = false);
    template <class T>
    T *child(const char *name) const
    {
        // Other pages have inputs for the same choices; the settings page's are meant here.
        T *found = m_window->page(PageId::Settings)->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            found = m_window->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
    m_environment.insert(u"LISTWRIGHT_DATA_FOLDER"_s, m_folder->path());
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_storage.reset();
    m_theme.reset();
    m_settings.reset();
}

void TestMainWindow::open(bool readOnly)
{
    cleanup();
    m_settings = std::make_unique<Settings>(path(u"listwright.ini"_s), m_environment);
    m_theme = std::make_unique<Theme>(*qApp, *m_settings);
    Storage::Options options{.location = StorageLocation::sqlite(path(u"catalog.db"_s))};
    options.automaticBackups = false;
    if (readOnly) {
        QVERIFY(Storage::open(options));
        options.readOnly = true;
    }
    auto storage = Storage::open(options);
    QVERIFY2(storage, qPrintable(storage ? QString() : storage.error().message));
    m_storage = std::move(*storage);
    static const RulePacks packs = RulePacks::load();
    Services services;
    services.storage = m_storage.get();
    services.settings = m_settings.get();
    services.rulePacks = packs;
    m_window = std::make_unique<MainWindow>(services);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::pagesAreReachedByKeyboard()
{
    open();
    auto *page = new TestPage(PageId::Activity);
    m_window->addPage(page);
    const int index = static_cast<int>(m_window->findChildren<Page *>().size());
    QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_0 + index), Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), page);
    QVERIFY(m_window->windowTitle().startsWith(u"Test page"_s));
    m_window->showPage(PageId::Settings);
    QCOMPARE(m_window->currentPage()->id(), PageId::Settings);
    const auto rail = m_window->findChild<QWidget *>(u"navigationRail"_s)->findChildren<QAbstractButton *>();
    const auto entry = std::ranges::find(rail, page->title(), &QAbstractButton::text);
    QVERIFY(entry != rail.end());
    QTest::mouseClick(*entry, Qt::LeftButton);
    QCOMPARE(m_window->currentPage()->title(), page->title());
}

void TestMainWindow::theInboxLeadsToItsSettings()
{
    open();
    m_window->showPage(PageId::Inbox);
    child<QAction>("receivingSettingsAction")->trigger();
    QCOMPARE(m_window->currentPage()->id(), PageId::Settings);
    QCOMPARE(child<QListWidget>("sectionListWidget")->currentItem()->text(), u"Receiving"_s);
}

void TestMainWindow::pagesBringTheirActions()
{
    open();
    auto *page = new TestPage(PageId::Activity);
    m_window->addPage(page);
    QVERIFY(child<QMenu>("fileMenu")->actions().contains(&page->m_action));
    QSignalSpy triggered(&page->m_action, &QAction::triggered);
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(child<QMenu>("fileMenu")->actions().last()->objectName(), u"quitAction"_s);
}

void TestMainWindow::badgeIsShownAndSaid()
{
    open();
    auto *page = new TestPage(PageId::Review);
    m_window->addPage(page);
    const QList<QAbstractButton *> buttons =
        m_window->findChild<QWidget *>(u"navigationRail"_s)->findChildren<QAbstractButton *>();
    const auto entry = std::ranges::find(buttons, u"Test page"_s, &QAbstractButton::text);
    QVERIFY(entry != buttons.end());
    const QImage before = (*entry)->grab().toImage();
    page->setWaiting(7);
    QVERIFY((*entry)->accessibleName().contains(u'7'));
    QVERIFY((*entry)->grab().toImage() != before);
    page->setWaiting(0);
    QCOMPARE((*entry)->accessibleName(), u"Test page"_s);
    QCOMPARE((*entry)->grab().toImage(), before);
}

void TestMainWindow::droppedFilesReachThePage()
{
    open();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/some/products.csv"_s)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(child<QWidget>("dropOverlay")->isVisible());
    QDragEnterEvent over(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(child<QWidget>("dropOverlay"), &over);
    QDragLeaveEvent leave;
    QApplication::sendEvent(child<QWidget>("dropOverlay"), &leave);
    QVERIFY(!child<QWidget>("dropOverlay")->isVisible());

    m_window->showPage(PageId::Settings);
    QSignalSpy dropped(m_window.get(), &MainWindow::filesDropped);
    QApplication::sendEvent(m_window.get(), &enter);
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().first().toStringList(), QStringList{u"/some/products.csv"_s});
    QVERIFY(m_window->currentPage()->acceptsFiles());
}

void TestMainWindow::geometryIsRemembered()
{
    open();
    const QSize size(m_window->minimumWidth(), m_window->minimumHeight() + 60); // later ones of Qt keep to the screen
    m_window->showNormal();                                                     // on a small screen it begins maximized
    m_window->resize(size);
    m_window->close();
    open();
    QTRY_COMPARE(m_window->size(), size);
}

void TestMainWindow::firstWindowFitsTheScreen()
{
    open();
    const QSize room = m_window->screen()->availableSize();
    const bool fits = room.width() > 1280 && room.height() > 800;
    QCOMPARE(m_window->isMaximized(), !fits);
    if (fits)
        QCOMPARE(m_window->size(), QSize(1280, 800));
}

void TestMainWindow::shortcutSheetScrollsDownwardsOnly()
{
    QAction wide(u"A command whose name is as long as those of languages with long words are, or longer"_s);
    wide.setShortcut(QKeySequence(u"Ctrl+Shift+F12"_s));
    QAction other(u"Another"_s);
    other.setShortcut(QKeySequence(u"F9"_s));
    QWidget place;
    auto *sheet = new ShortcutSheet({{&wide, u"One"_s}, {&other, u"Two"_s}}, &place);
    sheet->show();
    QVERIFY(QTest::qWaitForWindowExposed(sheet));
    const auto *area = sheet->findChild<QScrollArea *>(u"shortcutScrollArea"_s);
    QTRY_VERIFY(area->widget()->width() > 0);
    QVERIFY(area->widget()->width() <= area->viewport()->width());
    QVERIFY(!area->horizontalScrollBar()->isVisible());
}

void TestMainWindow::statusSaysTheDatabase()
{
    open();
    QCOMPARE(child<QToolButton>("databaseToolButton")->text(), u"catalog.db"_s);
    QCOMPARE(child<StatusPill>("databaseStatusPill")->tone(), Tone::Success);
    Q_EMIT m_storage->stateChanged(StorageState::Reconnecting, u"The server is away."_s);
    QTRY_COMPARE(child<StatusPill>("databaseStatusPill")->tone(), Tone::Warning);
    QCOMPARE(child<StatusPill>("databaseStatusPill")->toolTip(), u"The server is away."_s);
    Q_EMIT m_storage->stateChanged(StorageState::Open, {});
    QTRY_COMPARE(child<StatusPill>("databaseStatusPill")->tone(), Tone::Success);
}

void TestMainWindow::readOnlyIsSaid()
{
    open(true);
    QCOMPARE(child<StatusPill>("databaseStatusPill")->tone(), Tone::Warning);
    QCOMPARE(child<StatusPill>("databaseStatusPill")->text(), u"Read-only"_s);
}

void TestMainWindow::statusShowsWhatRuns()
{
    open();
    auto *bar = child<QProgressBar>("taskProgressBar");
    QVERIFY(!bar->isVisible());
    RunningTask *task = m_window->services().tasks->begin(u"Import of a.csv"_s, true);
    task->setDetail(u"1,200 rows a second"_s);
    task->setProgress(0.5);
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->value() * 2, bar->maximum());
    QVERIFY(child<QLabel>("taskLabel")->text().contains(u"1,200 rows a second"_s));
    QTest::mouseClick(child<QToolButton>("cancelTaskToolButton"), Qt::LeftButton);
    QVERIFY(task->isCancelling());
    m_window->services().tasks->begin(u"Backup"_s, false);
    QVERIFY(child<QLabel>("taskLabel")->text().contains(u'1'));
    task->finish();
    QVERIFY(child<QLabel>("taskLabel")->text().startsWith(u"Backup"_s));
    QVERIFY(!child<QToolButton>("cancelTaskToolButton")->isVisible());
}

void TestMainWindow::closingAsksWhileWorking()
{
    open();
    RunningTask *task = m_window->services().tasks->begin(u"Import"_s, true);
    const auto answer = [this](QMessageBox::ButtonRole role) {
        QTimer::singleShot(0, m_window.get(), [this, role] {
            auto *box = m_window->findChild<QMessageBox *>(u"closeQuestionMessageBox"_s);
            QVERIFY(box);
            const QList<QAbstractButton *> buttons = box->buttons();
            for (QAbstractButton *button : buttons) {
                if (box->buttonRole(button) == role)
                    button->click();
            }
        });
        return m_window->close();
    };
    QVERIFY(!answer(QMessageBox::RejectRole));
    QVERIFY(!task->isCancelling());
    QVERIFY(answer(QMessageBox::DestructiveRole));
    QVERIFY(task->isCancelling());
}

void TestMainWindow::commandPaletteFindsPages()
{
    open();
    m_window->addPage(new TestPage(PageId::Activity));
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QPointer<CommandPalette> commands = child<CommandPalette>("commandPalette");
    auto *input = commands->findChild<QLineEdit *>(u"commandLineEdit"_s);
    QTest::keyClicks(input, u"test page"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(m_window->currentPage()->title(), u"Test page"_s);
    QTRY_VERIFY(!commands);
}

void TestMainWindow::shortcutSheetListsThem()
{
    open();
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QPointer<ShortcutSheet> sheet = child<ShortcutSheet>("shortcutSheet");
    QVERIFY(sheet->isVisible());
    QStringList texts;
    const auto widgets = sheet->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        texts << widget->accessibleName();
    QVERIFY(texts.contains(u"Ctrl+K"_s));
    QVERIFY(texts.contains(u"Ctrl+1"_s));
    sheet->close();
    QTRY_VERIFY(!sheet);
}

void TestMainWindow::everythingHasANameForTheBlind()
{
    open();
    m_window->showPage(PageId::Settings);
    const QList<QWidget *> all = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->inherits("QScrollArea") ||
            widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named,
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void TestMainWindow::themeChangesAtOnce()
{
    open();
    QVERIFY(m_settings->setText(SettingKey::Theme, u"light"_s));
    QVERIFY(!m_theme->isDark());
    QCOMPARE(m_window->palette().color(QPalette::Window), lightTokens().window);
    child<QAction>("darkThemeAction")->trigger();
    QVERIFY(m_theme->isDark());
    QTRY_COMPARE(m_window->palette().color(QPalette::Window), darkTokens().window);
    QCOMPARE(m_settings->text(SettingKey::Theme), u"dark"_s);
    QCOMPARE(child<QComboBox>("themeComboBox")->currentData().toString(), u"dark"_s);
}

void TestMainWindow::settingsAreKept()
{
    open();
    m_window->showPage(PageId::Settings);
    auto *seller = child<QLineEdit>("amazonSellerIdLineEdit");
    seller->setFocus();
    QTest::keyClicks(seller, u"A1B2C3"_s);
    QTest::keyClick(seller, Qt::Key_Return);
    QCOMPARE(m_settings->text(SettingKey::AmazonSellerId), u"A1B2C3"_s);
    child<QSpinBox>("keepSpinBox")->setValue(14);
    QCOMPARE(m_settings->number(SettingKey::KeepBackups), 14);
    auto *decimal = child<QComboBox>("decimalComboBox");
    decimal->setFocus();
    QTest::keyClick(decimal, Qt::Key_Down);
    QCOMPARE(m_settings->text(SettingKey::ImportDecimal), u"point"_s);
    m_window->close();
    open();
    QCOMPARE(child<QLineEdit>("amazonSellerIdLineEdit")->text(), u"A1B2C3"_s);
    QCOMPARE(child<QComboBox>("decimalComboBox")->currentData().toString(), u"point"_s);
}

void TestMainWindow::lockedSettingSaysSo()
{
    m_environment.insert(u"LISTWRIGHT_THEME"_s, u"dark"_s);
    m_environment.insert(u"LISTWRIGHT_DATABASE_URL"_s, u"postgresql://anna@db.example/shop"_s);
    open();
    QVERIFY(!child<QComboBox>("themeComboBox")->isEnabled());
    QVERIFY(child<QLabel>("themeComboBoxHintLabel")->text().contains(u"LISTWRIGHT_THEME"_s));
    QVERIFY(!child<QAction>("lightThemeAction")->isEnabled());
    QVERIFY(!child<QLineEdit>("hostLineEdit")->isEnabled());
    QCOMPARE(child<QLineEdit>("hostLineEdit")->text(), u"db.example"_s);
    QVERIFY(!child<QPushButton>("applyDatabasePushButton")->isEnabled());
    QVERIFY(child<QLabel>("connectionResultLabel")->text().contains(u"LISTWRIGHT_DATABASE_URL"_s));
}

void TestMainWindow::badSettingIsRefusedInPlace()
{
    open();
    m_window->showPage(PageId::Settings);
    auto *folder = child<QLineEdit>("rejectsFolderLineEdit");
    const QString before = folder->text();
    folder->setText(u"not/complete"_s);
    Q_EMIT folder->editingFinished();
    QCOMPARE(folder->text(), before);
    auto *problem = child<QWidget>("importSection")->findChild<QLabel *>(u"problemLabel"_s);
    QVERIFY(!problem->isHidden());
    QVERIFY(problem->text().contains(u"not/complete"_s));
}

void TestMainWindow::connectionTestSaysWhatIsWrong()
{
    open();
    m_window->showPage(PageId::Settings);
    auto *result = child<QLabel>("connectionResultLabel");
    child<QPushButton>("testConnectionPushButton")->click();
    QTRY_VERIFY(child<QPushButton>("testConnectionPushButton")->isEnabled());
    QCOMPARE(result->text(), u"The file can be opened."_s);

    QFile other(path(u"letter.db"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(QByteArray(4096, 'x'));
    other.close();
    child<QLineEdit>("databaseFileLineEdit")->setText(other.fileName());
    child<QPushButton>("testConnectionPushButton")->click();
    QTRY_VERIFY(child<QPushButton>("testConnectionPushButton")->isEnabled());
    QCOMPARE(result->palette().color(QPalette::WindowText), tokens(m_window.get()).danger);

    child<QRadioButton>("postgresRadioButton")->setChecked(true);
    QVERIFY(child<QLineEdit>("hostLineEdit")->isVisible());
    QVERIFY(!child<QLineEdit>("databaseFileLineEdit")->isVisible());
    child<QLineEdit>("hostLineEdit")->setText(u"127.0.0.1"_s);
    child<QSpinBox>("portSpinBox")->setValue(1);
    child<QPushButton>("testConnectionPushButton")->click();
    QVERIFY2(!child<QPushButton>("testConnectionPushButton")->isEnabled(), "the answer comes later");
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>("testConnectionPushButton")->isEnabled(), 30'000);
    QCOMPARE(result->palette().color(QPalette::WindowText), tokens(m_window.get()).danger);
    QVERIFY(!result->text().isEmpty());
}

void TestMainWindow::databaseChoiceOffersRestart()
{
    open();
    m_window->showPage(PageId::Settings);
    auto *restart = child<QPushButton>("restartPushButton");
    QVERIFY(!restart->isVisible());
    child<QLineEdit>("databaseFileLineEdit")->setText(path(u"other.db"_s));
    child<QPushButton>("applyDatabasePushButton")->click();
    QCOMPARE(m_settings->text(SettingKey::DatabaseUrl), u"sqlite://"_s + path(u"other.db"_s));
    QVERIFY(restart->isVisible());
    QSignalSpy wanted(m_window.get(), &MainWindow::restartRequested);
    restart->click();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!m_window->isVisible());
}

void TestMainWindow::backupIsMade()
{
    open();
    m_window->showPage(PageId::Settings);
    child<QPushButton>("backUpNowPushButton")->click();
    QCOMPARE(m_window->services().tasks->tasks().size(), 1);
    QTRY_VERIFY(m_window->services().tasks->tasks().isEmpty());
    QCOMPARE(QDir(path(u"backups"_s)).entryList({u"catalog-*.db"_s}).size(), 1);
    QVERIFY(!m_window->services().notifications->recent().isEmpty());
    QCOMPARE(m_window->services().notifications->recent().first().kind, Notification::Kind::Success);
    QVERIFY(child<QPushButton>("backUpNowPushButton")->isEnabled());
}

void TestMainWindow::settingsProblemsAreShown()
{
    m_environment.insert(u"LISTWRIGHT_KEEP_BACKUPS"_s, u"many"_s);
    open();
    QCOMPARE(m_window->services().notifications->recent().size(), 1);
    QVERIFY(m_window->services().notifications->recent().first().text.contains(u"LISTWRIGHT_KEEP_BACKUPS"_s));
}

void TestMainWindow::pictures()
{
    const QString folder = qEnvironmentVariable("LISTWRIGHT_SCREENSHOTS");
    if (folder.isEmpty())
        QSKIP("LISTWRIGHT_SCREENSHOTS is not set");
    open();
    for (const QString &theme : {u"light"_s, u"dark"_s}) {
        QVERIFY(m_settings->setText(SettingKey::Theme, theme));
        const QColor ground = theme == "dark"_L1 ? darkTokens().window : lightTokens().window;
        QTRY_COMPARE(m_window->palette().color(QPalette::Window), ground);
        const auto keep = [&](const QString &name) {
            QVERIFY(m_window->grab().save(u"%1/%2-%3.png"_s.arg(folder, name, theme)));
        };
        const auto pages = m_window->findChildren<Page *>();
        for (const Page *page : pages) {
            m_window->showPage(page->id());
            keep(u"page-%1"_s.arg(static_cast<int>(page->id())));
        }
        child<QListWidget>("sectionListWidget")->setCurrentRow(5);
        m_window->services().tasks->begin(u"Import of catalog.csv"_s, true)->setProgress(0.4);
        m_window->services().notifications->post(
            {Notification::Kind::Success, u"12 products were deleted."_s, {}, u"Undo"_s, [] {}});
        m_window->services().notifications->warning(u"3 rows were rejected."_s);
        keep(u"busy"_s);
        for (const char *name : {"shortcutsAction", "aboutAction", "documentationAction"}) {
            child<QAction>(name)->trigger();
            QPointer<QDialog> dialog = m_window->findChild<QDialog *>();
            QTRY_VERIFY(dialog->isVisible());
            QVERIFY(dialog->grab().save(u"%1/%2-%3.png"_s.arg(folder, dialog->objectName(), theme)));
            dialog->close();
            QTRY_VERIFY(!dialog);
        }
        child<QAction>("commandPaletteAction")->trigger();
        keep(u"palette"_s);
        child<QAction>("commandPaletteAction")->trigger();
        QTRY_VERIFY(!m_window->findChild<CommandPalette *>());
    }
    m_window->services().tasks->tasks().first()->finish();
    m_window->services().tasks->tasks().first()->finish();
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
