// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's lasting parts one by one: rail, status line, empty states, and how they lay out their texts.

#include "tests/ui/pagefixture.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/progresscard.h"
#include "ui/widgets/statuspanel.h"
#include "ui/widgets/statuspill.h"

#include <QAction>
#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class PanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void railIsMovedThroughByKeyboard()
    {
        NavigationRail rail;
        for (const QString &title : {u"Catalog"_s, u"Review"_s, u"Settings"_s})
            rail.addEntry(title, icon(u"catalog"_s), u"Ctrl+1"_s);
        rail.setCurrent(0);
        rail.resize(rail.width(), 400);
        rail.show();
        QVERIFY(QTest::qWaitForWindowActive(&rail));
        QSignalSpy chosen(&rail, &NavigationRail::chosen);
        QAbstractButton *first = entry(rail, 0);
        first->setFocus(Qt::TabFocusReason);
        QTest::keyClick(first, Qt::Key_Down);
        QVERIFY(entry(rail, 1)->hasFocus());
        QVERIFY(entry(rail, 1)->isChecked());
        QCOMPARE(chosen.last().first().toInt(), 1);
        QTest::keyClick(entry(rail, 1), Qt::Key_Down);
        QCOMPARE(chosen.last().first().toInt(), 2);
        QTest::keyClick(entry(rail, 2), Qt::Key_Up);
        QCOMPARE(chosen.last().first().toInt(), 1);
        QCOMPARE(chosen.count(), 3);
        QVERIFY(!entry(rail, 0)->isChecked());
    }

    void railFollowsThePageWithoutAskingForIt()
    {
        NavigationRail rail;
        rail.addEntry(u"Catalog"_s, icon(u"catalog"_s), u"Ctrl+1"_s);
        rail.addEntry(u"Review"_s, icon(u"review"_s), u"Ctrl+2"_s);
        QSignalSpy chosen(&rail, &NavigationRail::chosen);
        rail.setCurrent(1);
        QVERIFY(entry(rail, 1)->isChecked());
        rail.setCurrent(7); // there is none
        QVERIFY(entry(rail, 1)->isChecked());
        QCOMPARE(chosen.count(), 0);
        QVERIFY(entry(rail, 0)->toolTip().contains(u"Ctrl+1"));
    }

    void railFootRunsItsAction()
    {
        NavigationRail rail;
        QAction help(icon(u"help"_s), u"&Help"_s);
        help.setObjectName(u"help"_s);
        help.setShortcut(QKeySequence(Qt::Key_F1));
        rail.addFootAction(&help);
        QSignalSpy triggered(&help, &QAction::triggered);
        auto *button = child<QAbstractButton>(rail, u"helpRailButton"_s);
        QCOMPARE(button->text(), u"Help"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(triggered.count(), 1);
        QVERIFY2(!button->isChecked(), "it is no page");
    }

    void badges_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("said");
        QTest::newRow("none") << 0 << QString();
        QTest::newRow("one") << 1 << u"1"_s;
        QTest::newRow("many") << 123'456 << u"123456"_s;
    }

    void badges()
    {
        QFETCH(int, count);
        QFETCH(QString, said);
        NavigationRail rail;
        rail.addEntry(u"Review"_s, icon(u"review"_s), u"Ctrl+2"_s);
        rail.setBadge(0, count);
        QString name = entry(rail, 0)->accessibleName();
        QVERIFY(name.startsWith(u"Review"));
        QCOMPARE(name.remove(u"Review"_s).remove(QRegularExpression(u"[^0-9]"_s)), said);
        QVERIFY(!entry(rail, 0)->grab().isNull());
    }

    void elidedLabelCutsOnlyWhatIsPainted_data()
    {
        QTest::addColumn<Qt::TextElideMode>("mode");
        QTest::addColumn<QString>("begin");
        QTest::addColumn<QString>("end");
        QTest::newRow("right") << Qt::ElideRight << u"Imp"_s << u"…"_s;
        QTest::newRow("middle") << Qt::ElideMiddle << u"Imp"_s << u"csv"_s;
        QTest::newRow("left") << Qt::ElideLeft << u"…"_s << u"csv"_s;
    }

    void elidedLabelCutsOnlyWhatIsPainted()
    {
        QFETCH(Qt::TextElideMode, mode);
        QFETCH(QString, begin);
        QFETCH(QString, end);
        const QString text = u"Import of a file with a name that nobody can read in one go.csv"_s;
        ElidedLabel label;
        label.setElideMode(mode);
        label.setText(text);
        label.resize(150, 20);
        QVERIFY(label.isElided());
        QCOMPARE(label.text(), text);
        QVERIFY(label.shownText().startsWith(begin) && label.shownText().endsWith(end));
        QVERIFY(label.fontMetrics().horizontalAdvance(label.shownText()) <= 150);
        QVERIFY(label.minimumSizeHint().width() < 40);
        label.resize(label.sizeHint());
        QVERIFY(!label.isElided());
    }

    void elidedLabelShowsMarkupAsText()
    {
        ElidedLabel label;
        label.setText(u"<b>bold</b> & more"_s);
        label.resize(label.sizeHint());
        QCOMPARE(label.shownText(), u"<b>bold</b> & more"_s);
        QVERIFY(label.sizeHint().width() > label.fontMetrics().horizontalAdvance(u"bold"_s) * 2);
    }

    void elidedLabelTellsAllInItsToolTip()
    {
        ElidedLabel label;
        label.setText(u"A text that is longer than its place"_s);
        label.resize(60, 20);
        label.show();
        QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&label, &help);
        QCOMPARE(QToolTip::text(), label.text());
        QToolTip::hideText();
    }

    void flowLayoutBreaksLines_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("lines");
        QTest::newRow("all in one") << 5 * 100 + 4 * 8 << 1;
        QTest::newRow("a pixel less") << 5 * 100 + 4 * 8 - 1 << 2;
        QTest::newRow("two each") << 210 << 3;
        QTest::newRow("one each") << 100 << 5;
        QTest::newRow("narrower than one") << 40 << 5;
    }

    void flowLayoutBreaksLines()
    {
        QFETCH(int, width);
        QFETCH(int, lines);
        QWidget area;
        FlowLayout *layout = flow(area, 6);
        layout->itemAt(2)->widget()->hide(); // takes no place
        QCOMPARE(layout->heightForWidth(width), lines * 20 + (lines - 1) * 8);
        area.resize(width, 400);
        area.show();
        layout->activate();
        QSet<int> tops;
        for (int index = 0; index < layout->count(); ++index) {
            const QWidget *box = layout->itemAt(index)->widget();
            if (box->isHidden())
                continue;
            tops.insert(box->y());
            QVERIFY(box->geometry().right() < std::max(width, 100));
        }
        QCOMPARE(tops.size(), lines);
        QCOMPARE(layout->minimumSize(), QSize(100, 20));
        QCOMPARE(layout->sizeHint(), QSize(5 * 100 + 4 * 8, 20));
    }

    void flowLayoutIsMirrored()
    {
        QWidget area;
        area.setLayoutDirection(Qt::RightToLeft);
        FlowLayout *layout = flow(area, 2);
        area.resize(400, 100);
        area.show();
        layout->activate();
        QCOMPARE(layout->itemAt(0)->geometry().right(), 399);
        QVERIFY(layout->itemAt(1)->geometry().right() < layout->itemAt(0)->geometry().left());
    }

    void flowLayoutGivesItemsBack()
    {
        QWidget area;
        FlowLayout *layout = flow(area, 3);
        QVERIFY(!layout->itemAt(3) && !layout->itemAt(-1) && !layout->takeAt(3));
        const QWidget *second = layout->itemAt(1)->widget();
        const std::unique_ptr<QLayoutItem> taken(layout->takeAt(1));
        QCOMPARE(taken->widget(), second);
        QCOMPARE(layout->count(), 2);
        delete layout->itemAt(0)->widget();
        QCOMPARE(layout->count(), 1);
    }

    void emptyStateShowsAllOfItsText_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 1200;
        QTest::newRow("as wide as the detail panel") << 420;
        QTest::newRow("narrow") << 320;
    }

    void emptyStateShowsAllOfItsText()
    {
        QFETCH(int, width);
        EmptyState empty(u"box"_s, u"Bring your products in"_s,
                         u"Drop a CSV or JSON file here. You see how it will be read before anything is stored, and "
                         u"nothing is lost when something in it is wrong."_s);
        QAction action(u"Import…"_s);
        action.setObjectName(u"import"_s);
        empty.addButton(&action);
        empty.resize(width, 500);
        empty.show();
        QVERIFY(QTest::qWaitForWindowExposed(&empty));
        const auto *text = child<QLabel>(empty, u"textLabel"_s);
        QVERIFY(text->width() <= std::min(width, 440));
        QVERIFY2(text->height() >= text->heightForWidth(text->width()), "the last line is cut off");
        QVERIFY(child<QWidget>(empty, u"importPushButton"_s)->y() >= text->geometry().bottom());
        QVERIFY(empty.rect().contains(text->geometry()));
        QVERIFY(empty.minimumSizeHint().width() <= 320);
    }

    void emptyStateWithoutTextWarnsOfNothing()
    {
        QTest::failOnWarning(QRegularExpression(u"Negative|QWidget|QLayout"_s));
        EmptyState empty(u"box"_s, u"Nothing here"_s, QString());
        empty.setFont(titleFont(empty.font()));
        empty.resize(500, 400);
        empty.show();
        QVERIFY(!child<QLabel>(empty, u"textLabel"_s)->isVisible());
        empty.setText(u"Now there is something to say."_s);
        QVERIFY(child<QLabel>(empty, u"textLabel"_s)->isVisible());
        empty.setIconName(u"no such icon"_s);
        QVERIFY(!empty.grab().isNull());
    }

    void emptyStateTakesActionsWithoutIcons()
    {
        EmptyState empty(u"box"_s, u"Nothing here"_s, u"Do something."_s);
        QPixmap foreign(16, 16);
        foreign.fill(Qt::red);
        QAction first(QIcon(foreign), u"With an icon of somebody else"_s);
        QAction second(u"Without"_s);
        empty.addButton(&first);
        empty.addButton(&second);
        QCOMPARE(empty.findChildren<QPushButton *>().size(), 2);
        second.setText(u"Changed"_s);
        QCOMPARE(empty.findChildren<QPushButton *>().last()->text(), u"Changed"_s);
    }

    void statusShowsDatabaseAndState_data()
    {
        QTest::addColumn<StorageState>("state");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("open") << StorageState::Open << Tone::Success;
        QTest::newRow("read-only") << StorageState::ReadOnly << Tone::Warning;
        QTest::newRow("reconnecting") << StorageState::Reconnecting << Tone::Warning;
        QTest::newRow("closed") << StorageState::Closed << Tone::Danger;
    }

    void statusShowsDatabaseAndState()
    {
        QFETCH(StorageState, state);
        PageFixture fixture;
        const StatusPanel panel(fixture.services);
        const auto *pill = child<StatusPill>(panel, u"databaseStatusPill"_s);
        Q_EMIT fixture.storage->stateChanged(state, u"Why it is so."_s);
        QTRY_COMPARE(pill->toolTip(), u"Why it is so."_s);
        QTEST(pill->tone(), "tone");
        QVERIFY2(!pill->text().isEmpty(), "not by colour alone");
        QCOMPARE(child<QToolButton>(panel, u"databaseToolButton"_s)->text(), u"catalog.db"_s);
        QVERIFY(child<QToolButton>(panel, u"databaseToolButton"_s)->toolTip().contains(fixture.folder.path()));
    }

    void statusWithoutADatabase()
    {
        PageFixture fixture;
        fixture.services.storage = nullptr;
        const StatusPanel panel(fixture.services);
        QCOMPARE(child<StatusPill>(panel, u"databaseStatusPill"_s)->tone(), Tone::Danger);
    }

    void longTasksDoNotWidenTheWindow()
    {
        PageFixture fixture;
        StatusPanel panel(fixture.services);
        const int before = panel.minimumSizeHint().width();
        RunningTask *task = fixture.tasks.begin(u"Import of %1.csv"_s.arg(QString(300, u'x')), true);
        task->setDetail(u"12,345 rows"_s);
        ProgressCard card;
        card.follow(task);
        QVERIFY(panel.minimumSizeHint().width() < before + 250); // bar and button came
        QVERIFY(card.minimumSizeHint().width() < 300);
        QVERIFY(child<QLabel>(panel, u"taskLabel"_s)->text().endsWith(u"12,345 rows"));
        panel.resize(900, StatusPanel::panelHeight);
        panel.show();
        QVERIFY(panel.rect().contains(child<QWidget>(panel, u"messagesToolButton"_s)->geometry()));
    }

    void statusFollowsTasks()
    {
        PageFixture fixture;
        StatusPanel panel(fixture.services);
        panel.resize(900, StatusPanel::panelHeight);
        panel.show();
        auto *bar = child<QProgressBar>(panel, u"taskProgressBar"_s);
        auto *cancel = child<QToolButton>(panel, u"cancelTaskToolButton"_s);
        const auto *label = child<QLabel>(panel, u"taskLabel"_s);
        QVERIFY(!bar->isVisible() && !cancel->isVisible());
        RunningTask *task = fixture.tasks.begin(u"Import"_s, true);
        QCOMPARE(bar->maximum(), 0); // the end is not known
        task->setProgress(0.25);
        QCOMPARE(bar->value() * 4, bar->maximum());
        QVERIFY(bar->accessibleName().contains(u"Import"));
        cancel->click();
        QVERIFY(task->isCancelling());
        QVERIFY(!cancel->isEnabled());
        QVERIFY(label->text().contains(u"cancelling"));
        task->finish();
        QVERIFY(!bar->isVisible() && !cancel->isVisible());
        QVERIFY(!label->text().contains(u"Import"));
    }

    void messagesAreListedAndTheirActionsStillWork()
    {
        PageFixture fixture;
        StatusPanel panel(fixture.services);
        panel.resize(900, StatusPanel::panelHeight);
        panel.show();
        int undone = 0;
        fixture.notifications.information(u"Smith & Sons: "_s + QString(400, u'x'));
        fixture.notifications.post({.text = u"Deleted."_s, .actionText = u"Undo"_s, .action = [&] { ++undone; }});
        child<QToolButton>(panel, u"messagesToolButton"_s)->click();
        QPointer<QMenu> menu = panel.findChild<QMenu *>(u"messagesMenu"_s);
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 2);
        QVERIFY(menu->actions()[0]->text().startsWith(u"Deleted. (Undo)\t"));
        QVERIFY2(menu->actions()[1]->text().startsWith(u"Smith && Sons"), "no mnemonic");
        QVERIFY(menu->actions()[1]->toolTip().size() > 400);
        QVERIFY(menu->sizeHint().width() < 900);
        menu->actions()[1]->trigger();
        QCOMPARE(undone, 0);
        menu->actions()[0]->trigger();
        QCOMPARE(undone, 1);
        menu->close();
        QTRY_VERIFY(!menu);
    }

    void noMessagesSaysSo()
    {
        PageFixture fixture;
        StatusPanel panel(fixture.services);
        panel.show();
        child<QToolButton>(panel, u"messagesToolButton"_s)->click();
        QMenu *menu = panel.findChild<QMenu *>(u"messagesMenu"_s);
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(!menu->actions().first()->isEnabled());
        menu->close();
    }

private:
    static QAbstractButton *entry(const NavigationRail &rail, int index)
    {
        return child<QAbstractButton>(rail, u"railButton%1"_s.arg(index));
    }

    static FlowLayout *flow(QWidget &area, int boxes)
    {
        auto *layout = new FlowLayout(&area);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        for (int number = 0; number < boxes; ++number) {
            auto *box = new QWidget(&area);
            box->setFixedSize(100, 20);
            layout->addWidget(box);
        }
        return layout;
    }
};

QTEST_MAIN(PanelsTest)
#include "tst_panels.moc"
