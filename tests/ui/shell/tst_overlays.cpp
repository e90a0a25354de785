// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the window for a while: command palette, drop zone, messages.

#include "models/domain/error.h"
#include "ui/style/theme.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/dropoverlay.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/toaststack.h"

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace listwright;

class OverlaysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 700);
        m_input = new QLineEdit(m_window.get());
        m_window->show();
        QCursor::setPos(m_window->mapToGlobal(QPoint(1, 1))); // over none of what will appear
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_input->setFocus();
    }

    void cleanup()
    {
        m_window.reset();
        m_actions.clear();
    }

    void paletteRanks_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing typed: all in their order")
            << QString() << QStringList{u"Export…"_s, u"Reset the columns"_s, u"Settings"_s, u"Import…"_s, u"Dark"_s};
        QTest::newRow("a beginning before a middle") << u"set"_s << QStringList{u"Settings"_s, u"Reset the columns"_s};
        QTest::newRow("case does not matter") << u"IMPORT"_s << QStringList{u"Import…"_s};
        QTest::newRow("the menu counts as well") << u"theme"_s << QStringList{u"Dark"_s};
        QTest::newRow("words in any order") << u"columns reset"_s << QStringList{u"Reset the columns"_s};
        QTest::newRow("all words are needed") << u"reset import"_s << QStringList{};
        QTest::newRow("spaces only") << u"   "_s
                                     << QStringList{u"Export…"_s, u"Reset the columns"_s, u"Settings"_s, u"Import…"_s,
                                                    u"Dark"_s};
        QTest::newRow("nothing like that") << u"zzz"_s << QStringList{};
    }

    void paletteRanks()
    {
        QFETCH(QString, typed);
        openPalette({u"&Export…"_s, u"Reset the columns"_s, u"&Settings"_s, u"&Import…"_s, u"Dark"_s});
        paletteInput()->setText(typed);
        QTEST(paletteTexts(), "found");
        QCOMPARE(paletteList()->currentIndex().row(), paletteTexts().isEmpty() ? -1 : 0);
        const QLabel *nothing = m_palette->findChild<QLabel *>(u"noCommandLabel"_s);
        QCOMPARE(nothing->isVisible(), paletteTexts().isEmpty());
    }

    void paletteBeginsAtWhatCanBeDone()
    {
        openPalette({u"One"_s, u"Two"_s, u"Three"_s});
        m_actions[0]->setEnabled(false);
        m_actions[1]->setEnabled(false);
        paletteInput()->setText(u"file"_s);
        QCOMPARE(paletteList()->currentIndex().row(), 2);
        m_actions[2]->setEnabled(false);
        paletteInput()->clear();
        QCOMPARE(paletteList()->currentIndex().row(), 0);
    }

    void paletteKeys_data()
    {
        QTest::addColumn<QList<int>>("keys");
        QTest::addColumn<int>("row");
        QTest::newRow("down") << QList<int>{Qt::Key_Down, Qt::Key_Down} << 2;
        QTest::newRow("up at the top") << QList<int>{Qt::Key_Up} << 0;
        QTest::newRow("page down") << QList<int>{Qt::Key_PageDown} << 8;
        QTest::newRow("page down at the end") << QList<int>{Qt::Key_PageDown, Qt::Key_PageDown, Qt::Key_PageDown} << 19;
        QTest::newRow("page up") << QList<int>{Qt::Key_PageDown, Qt::Key_PageUp} << 0;
    }

    void paletteKeys()
    {
        QFETCH(QList<int>, keys);
        QFETCH(int, row);
        QStringList texts;
        for (int number = 0; number < 20; ++number)
            texts.append(u"Command %1"_s.arg(number));
        openPalette(texts);
        for (const int key : keys)
            QTest::keyClick(paletteInput(), static_cast<Qt::Key>(key));
        QCOMPARE(paletteList()->currentIndex().row(), row);
        QVERIFY(paletteList()->viewport()->rect().contains(
            paletteList()->visualRect(paletteList()->currentIndex()).center()));
        QSignalSpy ran(m_actions[static_cast<size_t>(row)].get(), &QAction::triggered);
        QTest::keyClick(paletteInput(), Qt::Key_Return);
        QCOMPARE(ran.count(), 1);
    }

    void paletteGivesTheKeyboardBack()
    {
        openPalette({u"One"_s});
        QVERIFY(paletteInput()->hasFocus());
        QTest::keyClick(paletteInput(), Qt::Key_Escape);
        QTRY_VERIFY(!m_palette);
        QVERIFY(m_input->hasFocus());
    }

    void paletteClosesWhenTheKeyboardGoesElsewhere()
    {
        openPalette({u"One"_s});
        m_input->setFocus(Qt::MouseFocusReason);
        QTRY_VERIFY(!m_palette);
        QVERIFY(m_input->hasFocus());
    }

    void paletteRunsWhatIsClicked()
    {
        openPalette({u"One"_s, u"Two"_s});
        QSignalSpy ran(m_actions[1].get(), &QAction::triggered);
        const QRect second = paletteList()->visualRect(paletteList()->model()->index(1, 0));
        QTest::mouseClick(paletteList()->viewport(), Qt::LeftButton, {}, second.center());
        QCOMPARE(ran.count(), 1);
        QTRY_VERIFY(!m_palette);
    }

    void paletteSurvivesCommandsThatGo()
    {
        openPalette({u"One"_s, u"Two"_s});
        m_actions.erase(m_actions.begin()); // its page went
        QTest::keyClick(paletteInput(), Qt::Key_Return);
        QTRY_VERIFY(!m_palette);
        openPalette({u"One"_s});
        m_actions.clear();
        paletteInput()->setText(u"o"_s);
        QVERIFY(paletteTexts().isEmpty());
    }

    void paletteFitsSmallWindows_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("large") << QSize(1600, 1000);
        QTest::newRow("small") << QSize(500, 300);
    }

    void paletteFitsSmallWindows()
    {
        QFETCH(QSize, size);
        m_window->resize(size);
        openPalette({u"A command with a very long name that could not be shown in a small window at all, ever"_s});
        QVERIFY(m_window->rect().contains(m_palette->geometry()));
        QVERIFY(!m_palette->grab().isNull());
    }

    void dropsAreJudged_data()
    {
        QTest::addColumn<QStringList>("urls"); // "folder", "file", or an address
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("covers");
        QTest::addColumn<int>("files");
        QTest::addColumn<QString>("says");
        QTest::newRow("a file") << QStringList{u"file"_s} << QString() << true << 1 << u"1"_s;
        QTest::newRow("files") << QStringList{u"file"_s, u"file"_s} << QString() << true << 2 << u"2"_s;
        QTest::newRow("a folder") << QStringList{u"folder"_s} << QString() << true << 0 << u"Folders"_s;
        QTest::newRow("a folder among files")
            << QStringList{u"file"_s, u"folder"_s} << QString() << true << 0 << u"Folders"_s;
        QTest::newRow("an address") << QStringList{u"https://shop.example/a.csv"_s} << u"https://shop.example/a.csv"_s
                                    << true << 0 << u"this computer"_s;
        QTest::newRow("an address among files")
            << QStringList{u"file"_s, u"ftp://shop.example/a"_s} << QString() << true << 0 << u"this computer"_s;
        QTest::newRow("text") << QStringList{} << u"a word"_s << false << 0 << QString();
        QTest::newRow("nothing") << QStringList{} << QString() << false << 0 << QString();
    }

    void dropsAreJudged()
    {
        QFETCH(QStringList, urls);
        QFETCH(QString, text);
        QFETCH(bool, covers);
        QFETCH(int, files);
        QFETCH(QString, says);
        DropOverlay overlay(m_window.get());
        const auto data = mimeData(urls, text);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QCOMPARE(overlay.isVisible(), covers);
        QCOMPARE(enter.isAccepted(), covers);
        if (!covers)
            return;
        QCOMPARE(enter.dropAction(), files > 0 ? Qt::CopyAction : Qt::IgnoreAction);
        QVERIFY2(overlay.accessibleName().contains(says), qPrintable(overlay.accessibleName()));
        QCOMPARE(overlay.geometry(), m_window->rect());
        QVERIFY(!overlay.grab().isNull());
        QSignalSpy dropped(&overlay, &DropOverlay::filesDropped);
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&overlay, &drop);
        QVERIFY(!overlay.isVisible());
        QCOMPARE(drop.isAccepted(), files > 0);
        QCOMPARE(dropped.count(), files > 0 ? 1 : 0);
        if (files > 0)
            QCOMPARE(dropped.first().first().toStringList().size(), files);
    }

    void draggingOutTakesTheZoneAway()
    {
        DropOverlay overlay(m_window.get());
        const auto data = mimeData({u"file"_s}, {});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QDragEnterEvent over(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&overlay, &over);
        QDragMoveEvent move(QPoint(50, 50), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&overlay, &move);
        QVERIFY(move.isAccepted() && overlay.isVisible());
        m_window->resize(950, 750);
        QTRY_COMPARE(overlay.geometry(), m_window->rect());
        QDragLeaveEvent leave;
        QApplication::sendEvent(&overlay, &leave);
        QVERIFY(!overlay.isVisible());
    }

    void textIsStillDroppedIntoFields()
    {
        DropOverlay overlay(m_window.get());
        const auto data = mimeData({}, u"a word"_s);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_input, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_input, &drop);
        QCOMPARE(m_input->text(), u"a word"_s);
        QVERIFY(!overlay.isVisible());
    }

    void otherWindowsAreLeftAlone()
    {
        DropOverlay overlay(m_window.get());
        QPlainTextEdit other;
        other.show();
        const auto data = mimeData({u"file"_s}, {});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&other, &enter);
        QVERIFY(!overlay.isVisible());
    }

    void toastsOfEachKindSayIt_data()
    {
        QTest::addColumn<Notification::Kind>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("information") << Notification::Kind::Information << u"Information"_s;
        QTest::newRow("success") << Notification::Kind::Success << u"Done"_s;
        QTest::newRow("warning") << Notification::Kind::Warning << u"Warning"_s;
        QTest::newRow("error") << Notification::Kind::Error << u"Error"_s;
    }

    void toastsOfEachKindSayIt()
    {
        QFETCH(Notification::Kind, kind);
        QFETCH(QString, said);
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        notifications.post({kind, u"<b>It</b> happened."_s, u"More of it."_s});
        Toast &toast = *stack.findChild<Toast *>();
        QCOMPARE(toast.accessibleName(), said + u": <b>It</b> happened."_s);
        QCOMPARE(toast.findChild<QLabel *>(u"textLabel"_s)->textFormat(), Qt::PlainText);
        QCOMPARE(toast.findChild<QLabel *>(u"detailLabel"_s)->text(), u"More of it."_s);
        QVERIFY(!toast.grab().isNull());
        // All go by themselves, what went wrong last: it would stand on buttons for ever.
        const QTimer &timer = *toast.findChild<QTimer *>();
        QVERIFY(timer.isActive());
        notifications.post({.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [] {}});
        const int withAction = stack.findChildren<Toast *>().last()->findChild<QTimer *>()->interval();
        QCOMPARE(timer.interval() > withAction, kind == Notification::Kind::Error);
    }

    void toastWaitsWhileItIsLookedAt()
    {
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        notifications.information(u"Read me."_s);
        Toast *toast = stack.findChild<Toast *>();
        auto *timer = toast->findChild<QTimer *>();
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QApplication::sendEvent(toast, &enter);
        QVERIFY(!timer->isActive());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(toast, &leave);
        QVERIFY(timer->isActive());
        timer->start(0); // as if the time were over
        QTRY_VERIFY(!stack.isVisible());
    }

    void undoStaysLongerAndWaitsForTheKeyboard()
    {
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        notifications.information(u"Nothing to undo."_s);
        const int plain = stack.findChild<Toast *>()->findChild<QTimer *>()->interval();
        notifications.post({.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [] {}});
        Toast *toast = stack.findChildren<Toast *>().last();
        auto *timer = toast->findChild<QTimer *>();
        QVERIFY(timer->interval() > plain);
        auto *undo = toast->findChild<QPushButton *>(u"actionPushButton"_s);
        undo->setFocus();
        QVERIFY2(!timer->isActive(), "it must not vanish under somebody's Tab key");
        m_input->setFocus();
        QVERIFY(timer->isActive());
    }

    void undoneElsewhereTheButtonGoes()
    {
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        int runs = 0;
        const int id = notifications.post({.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [&] { ++runs; }});
        auto *undo = stack.findChild<QPushButton *>(u"actionPushButton"_s);
        QVERIFY(undo->isVisible());
        notifications.triggerAction(id); // from the list of messages
        QVERIFY(!undo->isVisible());
        QCOMPARE(runs, 1);
        QVERIFY2(stack.isVisible(), "the message itself stays");
    }

    void longWordsStandAboveWhatIsBelow()
    {
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        stack.setBottomMargin(40);
        notifications.post({.text = u"Several words that take more than one line of a message. "_s.repeated(3),
                            .detail = u"And what is said below them takes lines as well. "_s.repeated(3),
                            .actionText = u"Do what is written on a long button"_s,
                            .action = [] {}});
        const Toast &toast = *stack.findChild<Toast *>();
        const QRect words = toast.findChild<QLabel *>(u"textLabel"_s)->geometry();
        const QRect button = toast.findChild<QPushButton *>(u"actionPushButton"_s)->geometry();
        QTRY_COMPARE(stack.geometry().bottom(), m_window->height() - 40 - spacing::large - 1);
        QTRY_VERIFY(words.width() > toast.width() / 2);
        QVERIFY(button.top() > words.bottom());
        stack.resize(stack.width(), stack.height() + 30); // as its layout does when it learns of more lines
        QVERIFY(stack.geometry().bottom() <= m_window->height() - 40 - spacing::large - 1);
    }

    void actionThatPostsAgainIsSafe()
    {
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        notifications.post(
            {.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [&] { notifications.success(u"Undone."_s); }});
        QTest::mouseClick(stack.findChild<QPushButton *>(u"actionPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(stack.findChildren<Toast *>().size(), 1);
        QVERIFY(stack.findChild<Toast *>()->accessibleName().contains(u"Undone."));
        QCOMPARE(notifications.recent().size(), 2);
    }

    void oldestMakesPlace()
    {
        Notifications notifications;
        ToastStack stack(notifications, m_window.get());
        stack.setBottomMargin(40);
        for (int number = 1; number <= 5; ++number)
            notifications.error({ErrorCode::Io, u"Failure %1"_s.arg(number), {}});
        QTRY_COMPARE(stack.findChildren<Toast *>().size(), 3);
        QVERIFY(stack.findChildren<Toast *>().first()->accessibleName().contains(u"Failure 3"));
        QCOMPARE(stack.geometry().bottom(), m_window->height() - 40 - spacing::large - 1);
        QCOMPARE(notifications.recent().size(), 5);
    }

private:
    void openPalette(const QStringList &texts)
    {
        QList<WindowCommand> commands;
        m_actions.clear();
        for (const QString &text : texts) {
            m_actions.push_back(std::make_unique<QAction>(text));
            commands.append({m_actions.back().get(), text == u"Dark" ? u"View › Theme"_s : u"File"_s});
        }
        m_palette = new CommandPalette(commands, m_window.get());
        m_palette->open();
    }

    QLineEdit *paletteInput() { return m_palette->findChild<QLineEdit *>(u"commandLineEdit"_s); }
    QListView *paletteList() { return m_palette->findChild<QListView *>(u"commandListView"_s); }

    QStringList paletteTexts()
    {
        QStringList texts;
        for (int row = 0; row < paletteList()->model()->rowCount(); ++row)
            texts.append(paletteList()->model()->index(row, 0).data().toString());
        return texts;
    }

    std::unique_ptr<QMimeData> mimeData(const QStringList &urls, const QString &text)
    {
        auto data = std::make_unique<QMimeData>();
        QList<QUrl> list;
        for (const QString &url : urls) {
            if (url == u"folder")
                list.append(QUrl::fromLocalFile(m_folder.path()));
            else if (url == u"file")
                list.append(QUrl::fromLocalFile(m_folder.filePath(u"products %1.csv"_s.arg(list.size()))));
            else
                list.append(QUrl(url));
        }
        if (!list.isEmpty())
            data->setUrls(list);
        if (!text.isEmpty())
            data->setText(text);
        return data;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_input = nullptr;
    QPointer<CommandPalette> m_palette;
    std::vector<std::unique_ptr<QAction>> m_actions;
};

QTEST_MAIN(OverlaysTest)
#include "tst_overlays.moc"
