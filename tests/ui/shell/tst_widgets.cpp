// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/error.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/dropoverlay.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/progresscard.h"
#include "ui/widgets/runningtasks.h"
#include "ui/widgets/statuspill.h"
#include "ui/widgets/toaststack.h"

#include <QAction>
#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace listwright;

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void iconsExistAndFollowTheTheme();
    void everyIconCanBeRead_data();
    void everyIconCanBeRead();
    void textRoleFollowsTheTheme();
    void notificationsKeepTheLatest();
    void notificationActionRunsOnce();
    void whatIsUndoneElsewhereIsOfferedNoMore();
    void toastsShowAndClose();
    void toastActionUndoes();
    void taskCancelsOnce();
    void tasksComeAndGo();
    void progressCardFollowsItsTask();
    void chipTellsItsCount();
    void removableChip();
    void statusPillSaysItsText();
    void emptyStateButtonTriggers();
    void paletteScores_data();
    void paletteScores();
    void paletteRunsTheChosenCommand();
    void paletteDoesNotRunWhatIsDisabled();
    void dropTakesFilesOnly();
    void dropOverInputGoesToTheWindow();

private:
    static void setDark(bool dark) { QApplication::setPalette(palette(dark ? darkTokens() : lightTokens())); }
};

void TestWidgets::iconsExistAndFollowTheTheme()
{
    const auto middle = [] {
        const QImage image = icon(u"menu"_s).pixmap(QSize(24, 24)).toImage();
        return image.pixelColor(12, 12);
    };
    setDark(false);
    const QColor onLight = middle();
    setDark(true);
    const QColor onDark = middle();
    setDark(false);
    QVERIFY2(onLight.alpha() > 200, "the middle stroke of the menu icon is painted");
    QVERIFY(onLight.lightness() < 100);
    QVERIFY(onDark.lightness() > 180);
    QCOMPARE(icon(u"menu"_s).pixmap(QSize(24, 24), 2.0).size(), QSize(48, 48));
    QCOMPARE(icon(u"menu"_s).name(), u"menu"_s);
}

void TestWidgets::everyIconCanBeRead_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(u":/listwright/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() > 60);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void TestWidgets::everyIconCanBeRead()
{
    QFETCH(QString, name);
    const QImage image = icon(name).pixmap(QSize(48, 48)).toImage();
    int painted = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            painted += image.pixelColor(x, y).alpha() > 128 ? 1 : 0;
    }
    QVERIFY2(painted > 30, "nothing was drawn");
}

void TestWidgets::textRoleFollowsTheTheme()
{
    QWidget window;
    auto &label = *new QLabel(u"text"_s, &window); // hidden, as on a page that is not in front
    label.hide();
    window.show();
    setDark(false);
    setTextRole(&label, TextRole::Danger);
    QCOMPARE(label.palette().color(QPalette::WindowText), lightTokens().danger);
    setTextRole(&label, TextRole::Muted);
    QCOMPARE(label.palette().color(QPalette::WindowText), lightTokens().textMuted);
    setDark(true);
    QTRY_COMPARE(label.palette().color(QPalette::WindowText), darkTokens().textMuted);
    setDark(false);
    QTRY_COMPARE(label.palette().color(QPalette::WindowText), lightTokens().textMuted);
}

void TestWidgets::notificationsKeepTheLatest()
{
    Notifications notifications;
    QSignalSpy posted(&notifications, &Notifications::posted);
    for (int i = 1; i <= Notifications::kept + 3; ++i)
        notifications.information(u"message %1"_s.arg(i));
    QCOMPARE(posted.size(), Notifications::kept + 3);
    QCOMPARE(notifications.recent().size(), Notifications::kept);
    QCOMPARE(notifications.recent().first().text, u"message 53"_s);
    QVERIFY(!notifications.find(3));
    QCOMPARE(notifications.find(4)->text, u"message 4"_s);
    QVERIFY(notifications.find(4)->at.isValid());
    QTest::ignoreMessage(QtWarningMsg, "io secret-free detail");
    const int id = notifications.error({ErrorCode::Io, u"It failed."_s, u"secret-free detail"_s});
    QCOMPARE(notifications.find(id)->kind, Notification::Kind::Error);
    QCOMPARE(notifications.find(id)->text, u"It failed."_s);
}

void TestWidgets::notificationActionRunsOnce()
{
    Notifications notifications;
    int runs = 0;
    const int id = notifications.post({.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [&] { ++runs; }});
    QSignalSpy changed(&notifications, &Notifications::changed);
    notifications.triggerAction(id);
    notifications.triggerAction(id);
    notifications.triggerAction(id + 1);
    QCOMPARE(runs, 1);
    QCOMPARE(changed.size(), 1);
    QVERIFY(notifications.find(id)->actionText.isEmpty());
}

void TestWidgets::whatIsUndoneElsewhereIsOfferedNoMore()
{
    Notifications notifications;
    int runs = 0;
    QWidget window;
    ToastStack stack(notifications, &window);
    const auto post = [&](const QList<qint64> &sets) {
        return notifications.post(
            {.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [&] { ++runs; }, .undoes = sets});
    };
    const int id = post({7, 8});
    const int other = post({9});
    notifications.undone({8, 10});
    notifications.triggerAction(id);
    QCOMPARE(runs, 0);
    QTRY_COMPARE(stack.findChildren<Toast *>().size(), 1);
    QCOMPARE(stack.findChild<Toast *>()->notificationId(), other);
    QVERIFY(!notifications.find(other)->isOver);
}

void TestWidgets::toastsShowAndClose()
{
    QWidget window;
    window.resize(800, 600);
    Notifications notifications;
    ToastStack stack(notifications, &window);
    window.show();
    QVERIFY(!stack.isVisible());
    for (int i = 0; i < 5; ++i)
        notifications.warning(u"Warning %1"_s.arg(i));
    QVERIFY(stack.isVisible());
    QTRY_COMPARE(stack.findChildren<Toast *>().size(), 3);
    Toast *oldest = stack.findChildren<Toast *>().first();
    QVERIFY(oldest->accessibleName().contains(u"Warning 2"_s));
    QVERIFY(window.rect().contains(stack.geometry()));
    const QRect before = stack.geometry();
    window.resize(900, 700);
    QTRY_COMPARE(stack.geometry().bottomRight() - before.bottomRight(), QPoint(100, 100));
    const QList<Toast *> toasts = stack.findChildren<Toast *>();
    for (Toast *toast : toasts)
        toast->findChild<QToolButton *>(u"closeToolButton"_s)->click();
    QTRY_VERIFY(!stack.isVisible());
}

void TestWidgets::toastActionUndoes()
{
    QWidget window;
    window.resize(800, 600);
    Notifications notifications;
    ToastStack stack(notifications, &window);
    window.show();
    bool undone = false;
    notifications.post({.text = u"3 products deleted."_s, .actionText = u"Undo"_s, .action = [&] { undone = true; }});
    auto *undo = stack.findChild<QPushButton *>(u"actionPushButton"_s);
    QCOMPARE(undo->text(), u"Undo"_s);
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(undone);
    QTRY_VERIFY(!stack.isVisible());
    notifications.information(u"Nothing to undo."_s);
    QTRY_COMPARE(stack.findChildren<Toast *>().size(), 1);
    QVERIFY(!stack.findChild<QPushButton *>(u"actionPushButton"_s)->isVisible());
}

void TestWidgets::taskCancelsOnce()
{
    RunningTasks tasks;
    RunningTask *task = tasks.begin(u"Import"_s, true);
    QSignalSpy asked(task, &RunningTask::cancelRequested);
    task->cancel();
    task->cancel();
    QCOMPARE(asked.size(), 1);
    QVERIFY(task->isCancelling());
    RunningTask *fixed = tasks.begin(u"Backup"_s, false);
    fixed->cancel();
    QVERIFY(!fixed->isCancelling());
}

void TestWidgets::tasksComeAndGo()
{
    RunningTasks tasks;
    QSignalSpy changed(&tasks, &RunningTasks::changed);
    QPointer<RunningTask> task = tasks.begin(u"Import"_s, true);
    QCOMPARE(tasks.tasks().size(), 1);
    QCOMPARE(changed.size(), 1);
    task->setProgress(1.7);
    QCOMPARE(*task->progress(), 1.0);
    task->setProgress(1.0);
    QCOMPARE(changed.size(), 2);
    task->setDetail(u"12 rows"_s);
    QCOMPARE(changed.size(), 3);
    task->finish();
    task->finish();
    QVERIFY(tasks.tasks().isEmpty());
    QCOMPARE(changed.size(), 4);
    QTRY_VERIFY(!task);
}

void TestWidgets::progressCardFollowsItsTask()
{
    RunningTasks tasks;
    RunningTask *task = tasks.begin(u"Import of a.csv"_s, true);
    ProgressCard card;
    card.follow(task);
    card.show();
    QCOMPARE(card.findChild<QLabel *>(u"titleLabel"_s)->text(), u"Import of a.csv"_s);
    auto *bar = card.findChild<QProgressBar *>(u"progressBar"_s);
    QCOMPARE(bar->maximum(), 0);
    task->setProgress(0.25);
    QCOMPARE(bar->value() * 4, bar->maximum());
    auto *cancel = card.findChild<QPushButton *>(u"cancelPushButton"_s);
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(task->isCancelling());
    QVERIFY(!cancel->isEnabled());
    QSignalSpy finished(&card, &ProgressCard::finished);
    task->finish();
    QCOMPARE(finished.size(), 1);
}

void TestWidgets::chipTellsItsCount()
{
    Chip chip(u"Imported"_s);
    chip.setLocale(QLocale(QLocale::German, QLocale::Germany));
    const int bare = chip.sizeHint().width();
    chip.setCount(12345);
    QCOMPARE(chip.accessibleName(), u"Imported: 12.345"_s);
    QVERIFY(chip.sizeHint().width() > bare);
    QSignalSpy toggled(&chip, &Chip::toggled);
    chip.show();
    chip.setFocus();
    QTest::keyClick(&chip, Qt::Key_Space);
    QCOMPARE(toggled.size(), 1);
    QVERIFY(chip.isChecked());
}

void TestWidgets::removableChip()
{
    Chip chip(u"Brand: Kärcher"_s);
    chip.setRemovable(true);
    QSignalSpy removed(&chip, &Chip::removed);
    chip.show();
    QTest::mouseClick(&chip, Qt::LeftButton);
    QTest::keyClick(&chip, Qt::Key_Delete);
    QTest::keyClick(&chip, Qt::Key_Backspace);
    QTest::keyClick(&chip, Qt::Key_A);
    QCOMPARE(removed.size(), 3);
    QVERIFY(!chip.isCheckable());
}

void TestWidgets::statusPillSaysItsText()
{
    StatusPill pill;
    pill.setStatus(u"Read-only"_s, Tone::Warning);
    QCOMPARE(pill.accessibleName(), u"Read-only"_s);
    QCOMPARE(pill.sizeHint(), StatusPill::sizeFor(u"Read-only"_s, pill.font()));
    QImage image(200, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    StatusPill::paint(painter, QRect(0, 0, 60, 40), u"A status that is far too long"_s, Tone::Danger, pill.palette());
    QCOMPARE(image.pixelColor(70, 20).alpha(), 0);
    QVERIFY2(image.pixelColor(30, 13).alpha() > 0, "the pill is centred in its area");
}

void TestWidgets::emptyStateButtonTriggers()
{
    QAction import(icon(u"import"_s), u"Import…"_s);
    import.setObjectName(u"import"_s);
    EmptyState empty(u"box"_s, u"No products yet"_s, u"Drop a file here."_s);
    empty.addButton(&import);
    QSignalSpy triggered(&import, &QAction::triggered);
    auto *button = empty.findChild<QPushButton *>(u"importPushButton"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    import.setEnabled(false);
    QVERIFY(!button->isEnabled());
    empty.setHeadline(u"Nothing found"_s);
    QCOMPARE(empty.findChild<QLabel *>(u"headlineLabel"_s)->text(), u"Nothing found"_s);
}

void TestWidgets::paletteScores_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginning first") << u"imp"_s << u"Import…"_s << u"Simple"_s;
    QTest::newRow("word before middle") << u"set"_s << u"Show settings"_s << u"Reset"_s;
    QTest::newRow("all words") << u"theme dark"_s << u"Dark View › Theme"_s << u"Light View › Theme"_s;
    QTest::newRow("case") << u"EXPORT"_s << u"Export…"_s << u"Import…"_s;
}

void TestWidgets::paletteScores()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(CommandPalette::score(typed, better) > CommandPalette::score(typed, worse));
    QVERIFY(CommandPalette::score(typed, better) > 0);
    QCOMPARE(CommandPalette::score(u"zzz"_s, better), 0);
    QVERIFY(CommandPalette::score({}, better) > 0);
}

void TestWidgets::paletteRunsTheChosenCommand()
{
    QWidget window;
    window.resize(900, 700);
    window.show();
    QAction import(u"&Import…"_s);
    QAction quit(u"&Quit"_s);
    QSignalSpy imported(&import, &QAction::triggered);
    QSignalSpy left(&quit, &QAction::triggered);
    QPointer<CommandPalette> commands = new CommandPalette({{&import, u"File"_s}, {&quit, u"File"_s}}, &window);
    commands->open();
    auto *input = commands->findChild<QLineEdit *>(u"commandLineEdit"_s);
    auto *list = commands->findChild<QListView *>(u"commandListView"_s);
    QCOMPARE(list->model()->rowCount(), 2);
    QTest::keyClicks(input, u"qui"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->currentIndex().data().toString(), u"Quit"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(left.size(), 1);
    QCOMPARE(imported.size(), 0);
    QTRY_VERIFY(!commands);

    commands = new CommandPalette({{&import, u"File"_s}, {&quit, u"File"_s}}, &window);
    commands->open();
    input = commands->findChild<QLineEdit *>(u"commandLineEdit"_s);
    QTest::keyClick(input, Qt::Key_Down);
    QTest::keyClick(input, Qt::Key_Down);
    QTest::keyClick(input, Qt::Key_Up);
    QTest::keyClick(input, Qt::Key_Enter);
    QCOMPARE(imported.size(), 1);
    QTRY_VERIFY(!commands);
}

void TestWidgets::paletteDoesNotRunWhatIsDisabled()
{
    QWidget window;
    window.resize(900, 700);
    window.show();
    QAction undo(u"Undo"_s);
    undo.setEnabled(false);
    QSignalSpy undone(&undo, &QAction::triggered);
    QPointer<CommandPalette> commands = new CommandPalette({{&undo, u"Edit"_s}}, &window);
    commands->open();
    auto *input = commands->findChild<QLineEdit *>(u"commandLineEdit"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(undone.size(), 0);
    QVERIFY(commands->isVisible());
    QTest::keyClick(input, Qt::Key_Escape);
    QTRY_VERIFY(!commands);
}

void TestWidgets::dropTakesFilesOnly()
{
    QTemporaryDir folder;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/some/a.csv"_s), QUrl::fromLocalFile(u"/some/b.json"_s)});
    QCOMPARE(DropOverlay::filesOf(data), QStringList({u"/some/a.csv"_s, u"/some/b.json"_s}));
    data.setUrls({QUrl::fromLocalFile(folder.path())});
    QVERIFY(DropOverlay::filesOf(data).isEmpty());
    data.setUrls({QUrl(u"https://shop.example/a.csv"_s)});
    QVERIFY(DropOverlay::filesOf(data).isEmpty());
    data.setText(u"only text"_s);
    data.setUrls({});
    QVERIFY(DropOverlay::filesOf(data).isEmpty());
}

void TestWidgets::dropOverInputGoesToTheWindow()
{
    QWidget window;
    window.resize(400, 300);
    QLineEdit input(&window);
    DropOverlay overlay(&window);
    window.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/some/a.csv"_s)});
    QSignalSpy dropped(&overlay, &DropOverlay::filesDropped);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&input, &enter);
    QVERIFY2(overlay.isVisible(), "the event went past the input to the window");
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&overlay, &drop);
    QVERIFY(!overlay.isVisible());
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().first().toStringList(), QStringList{u"/some/a.csv"_s});
    QVERIFY(input.text().isEmpty());

    QMimeData text;
    text.setText(u"a word"_s);
    QDragEnterEvent words(QPoint(5, 5), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&input, &words);
    QVERIFY2(!overlay.isVisible(), "dragging text is left alone");
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
