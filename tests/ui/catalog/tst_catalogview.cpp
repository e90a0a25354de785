// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table on its own: keys, mouse, columns, and what it costs to show millions of rows.

#include "models/tables/catalogmodel.h"
#include "tests/ui/catalog/bigtable.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/catalog/catalogview.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPaintEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int million = 1'000'000;
constexpr int rowHeight = spacing::rowHeight;

/** The areas that were painted since the last forget(). */
class PaintedAreas : public QObject
{
public:
    explicit PaintedAreas(QWidget *watched) { watched->installEventFilter(this); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            area += static_cast<QPaintEvent *>(event)->region();
        return false;
    }

    QRegion area;
};

} // namespace

class CatalogViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyboardBeginsInTheFirstCell()
    {
        open(100);
        QCOMPARE(m_view->currentIndex(), cell(0, 0));
    }

    void init() { open(5 * million); }

    void cleanup()
    {
        m_view.reset();
        m_table.reset();
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void keysMove_data()
    {
        QTest::addColumn<QPoint>("from"); // column, row
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<QPoint>("to");
        const auto row = [](const char *name, QPoint from, int key, QPoint to, Qt::KeyboardModifiers with = {}) {
            QTest::newRow(name) << from << key << with << to;
        };
        row("down", {1, 5}, Qt::Key_Down, {1, 6});
        row("up", {1, 5}, Qt::Key_Up, {1, 4});
        row("up at the top", {1, 0}, Qt::Key_Up, {1, 0});
        row("down at the end", {2, 5 * million - 1}, Qt::Key_Down, {2, 5 * million - 1});
        row("left", {2, 5}, Qt::Key_Left, {1, 5});
        row("right", {2, 5}, Qt::Key_Right, {3, 5});
        row("left at the edge", {0, 5}, Qt::Key_Left, {0, 5});
        row("right at the edge", {5, 5}, Qt::Key_Right, {5, 5});
        row("first column", {4, 5}, Qt::Key_Left, {0, 5}, Qt::ControlModifier);
        row("home", {3, million}, Qt::Key_Home, {3, 0});
        row("end", {3, 4}, Qt::Key_End, {3, 5 * million - 1});
        row("home with Ctrl", {3, million}, Qt::Key_Home, {3, 0}, Qt::ControlModifier);
        row("page down", {0, 0}, Qt::Key_PageDown, {0, 9});
        row("page up", {0, million}, Qt::Key_PageUp, {0, million - 9});
        row("page up near the top", {0, 4}, Qt::Key_PageUp, {0, 0});
        row("page down near the end", {0, 5 * million - 3}, Qt::Key_PageDown, {0, 5 * million - 1});
    }

    void keysMove()
    {
        QFETCH(QPoint, from);
        QFETCH(QPoint, to);
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        m_view->setCurrentIndex(cell(from.y(), from.x()));
        QTest::keyClick(m_view.get(), static_cast<Qt::Key>(key), modifiers);
        QCOMPARE(QPoint(m_view->currentIndex().column(), m_view->currentIndex().row()), to);
        QVERIFY2(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())),
                 "the current cell is in sight");
    }

    void keysSkipHiddenColumnsAndFollowTheirOrder()
    {
        m_view->header()->setSectionHidden(2, true);
        m_view->header()->moveSection(m_view->header()->visualIndex(5), 0);
        QCOMPARE(m_view->visibleColumns(), (QList<int>{5, 0, 1, 3, 4}));
        m_view->setCurrentIndex(cell(0, 1));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->currentIndex().column(), 3);
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(m_view->currentIndex().column(), 5);
    }

    void keysSelect_data()
    {
        QTest::addColumn<QList<int>>("keys");
        QTest::addColumn<QList<int>>("selected"); // first and last
        QTest::newRow("down") << QList<int>{Qt::Key_Down, Qt::Key_Down} << QList<int>{100, 102};
        QTest::newRow("up") << QList<int>{Qt::Key_Up, Qt::Key_Up} << QList<int>{98, 100};
        QTest::newRow("down and back over the start")
            << QList<int>{Qt::Key_Down, Qt::Key_Up, Qt::Key_Up} << QList<int>{99, 100};
        QTest::newRow("page down") << QList<int>{Qt::Key_PageDown} << QList<int>{100, 109};
        QTest::newRow("page up") << QList<int>{Qt::Key_PageUp} << QList<int>{91, 100};
        QTest::newRow("home") << QList<int>{Qt::Key_Home} << QList<int>{0, 100};
        QTest::newRow("end") << QList<int>{Qt::Key_End} << QList<int>{100, 5 * million - 1};
        QTest::newRow("left and up") << QList<int>{Qt::Key_Left, Qt::Key_Up} << QList<int>{99, 100};
    }

    void keysSelect()
    {
        QFETCH(QList<int>, keys);
        QFETCH(QList<int>, selected);
        choose(100, 3);
        for (const int key : keys)
            QTest::keyClick(m_view.get(), static_cast<Qt::Key>(key), Qt::ShiftModifier);
        QCOMPARE(selection(), selected);
    }

    void ctrlMovesWithoutSelectingAndSpaceToggles()
    {
        choose(10);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(m_view->currentIndex().row(), 12);
        QCOMPARE(selection(), (QList<int>{10, 10}));
        QTest::keyClick(m_view.get(), Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(m_view->selectionModel()->isRowSelected(10) && m_view->selectionModel()->isRowSelected(12));
        QTest::keyClick(m_view.get(), Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(selection(), (QList<int>{10, 10}));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QVERIFY(!m_view->selectionModel()->hasSelection());
    }

    void commandsAreAskedFor()
    {
        QSignalSpy all(m_view.get(), &CatalogView::selectAllRequested);
        QSignalSpy remove(m_view.get(), &CatalogView::removeRequested);
        QSignalSpy opened(m_view.get(), &CatalogView::opened);
        choose(4);
        QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QTest::keyClick(m_view.get(), Qt::Key_Enter);
        QCOMPARE(all.count(), 1);
        QCOMPARE(remove.count(), 1);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toModelIndex().row(), 4);
    }

    void typedLettersDoNotSearchThroughAllRows()
    {
        choose(4);
        m_table->forgetQuestions();
        QTest::keyClicks(m_view.get(), u"499"_s);
        QCOMPARE(m_view->currentIndex().row(), 4);
        QVERIFY(m_table->highest < 100);
    }

    void mouseSelects()
    {
        click(2, 1);
        QCOMPARE(selection(), (QList<int>{2, 2}));
        QCOMPARE(m_view->currentIndex(), cell(2, 1));
        click(6, 3, Qt::ShiftModifier);
        QCOMPARE(selection(), (QList<int>{2, 6}));
        click(0, 0, Qt::ShiftModifier); // upwards and to the left
        QCOMPARE(selection(), (QList<int>{0, 2}));
        click(5, 0, Qt::ShiftModifier); // downwards and to the left
        QCOMPARE(selection(), (QList<int>{2, 5}));
        click(8, 0, Qt::ControlModifier);
        QVERIFY(m_view->selectionModel()->isRowSelected(8) && m_view->selectionModel()->isRowSelected(3));
        click(3, 0, Qt::ControlModifier);
        QVERIFY(!m_view->selectionModel()->isRowSelected(3));
        click(7, 2);
        QCOMPARE(selection(), (QList<int>{7, 7}));
    }

    void draggingSelectsInBothDirections_data()
    {
        QTest::addColumn<int>("to");
        QTest::addColumn<QList<int>>("selected");
        QTest::newRow("down") << 7 << QList<int>{4, 7};
        QTest::newRow("up") << 1 << QList<int>{1, 4};
    }

    void draggingSelectsInBothDirections()
    {
        QFETCH(int, to);
        const QPoint start = middle(4, 2);
        const QPoint end = middle(to, 1);
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, start);
        QTest::mouseMove(m_view->viewport(), (start + end) / 2);
        QTest::mouseMove(m_view->viewport(), end);
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, end);
        QTEST(selection(), "selected");
    }

    void emptyGroundClearsTheSelection()
    {
        open(3);
        choose(1);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(20, 3 * rowHeight + 20));
        QVERIFY(!m_view->selectionModel()->hasSelection());
        QVERIFY(!m_view->indexAt(QPoint(20, 3 * rowHeight + 20)).isValid());
    }

    void f2EditsAndEnterKeepsIt()
    {
        choose(3, 0);
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        QLineEdit *line = editor();
        QVERIFY(line);
        QCOMPARE(line->text(), u"3/0"_s);
        QCOMPARE(line->accessibleName(), u"Column 0"_s);
        line->setText(u"changed"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!editor());
        QCOMPARE(cell(3, 0).data().toString(), u"changed"_s);
    }

    void escapeTakesTheEditBack()
    {
        choose(3, 0);
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        editor()->setText(u"changed"_s);
        m_table->changeAll(); // an import goes on meanwhile
        QCOMPARE(editor()->text(), u"changed"_s);
        QTest::keyClick(editor(), Qt::Key_Escape);
        QTRY_VERIFY(!editor());
        QCOMPARE(cell(3, 0).data().toString(), u"3/0"_s);
        QVERIFY2(m_view->selectionModel()->hasSelection(), "Escape ended the edit only");
    }

    void fixedCellsAreOpenedInsteadOfEdited()
    {
        QSignalSpy opened(m_view.get(), &CatalogView::opened);
        choose(3, 1);
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        QVERIFY(!editor());
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, middle(3, 1));
        QCOMPARE(opened.count(), 1);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, middle(3, 0));
        QCOMPARE(opened.count(), 1);
        QVERIFY(editor());
    }

    void menuKeyBelongsToTheCurrentRow()
    {
        choose(7, 1);
        QSignalSpy menu(m_view.get(), &QWidget::customContextMenuRequested);
        const QPoint inside = m_view->rect().center();
        QContextMenuEvent key(QContextMenuEvent::Keyboard, inside, m_view->mapToGlobal(inside));
        QApplication::sendEvent(m_view.get(), &key);
        QCOMPARE(menu.count(), 1);
        QCOMPARE(m_view->indexAt(menu.first().first().toPoint()), cell(7, 1));
    }

    void placesAndCellsFitTogether_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

    void placesAndCellsFitTogether()
    {
        QFETCH(Qt::LayoutDirection, direction);
        m_view->setLayoutDirection(direction);
        for (const int row : {0, 1, 4711, 2 * million, 5 * million - 1}) {
            for (int column = 0; column < BigTable::columns; ++column) {
                m_view->scrollTo(cell(row, column));
                const QRect area = m_view->visualRect(cell(row, column));
                QVERIFY(m_view->viewport()->rect().contains(area));
                QCOMPARE(m_view->indexAt(area.center()), cell(row, column));
                QCOMPARE(m_view->header()->logicalIndexAt(area.center().x()), column);
            }
        }
    }

    void rightToLeftIsMirrored()
    {
        m_view->setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(m_view->visualRect(cell(0, 0)).right(), m_view->viewport()->rect().right());
        QVERIFY(m_view->visualRect(cell(0, 1)).right() < m_view->visualRect(cell(0, 0)).left() + 1);
        m_view->setCurrentIndex(cell(0, 1));
        QTest::keyClick(m_view.get(), Qt::Key_Left);
        QCOMPARE(m_view->currentIndex().column(), 2);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_view->currentIndex().column(), 0);
    }

    void sidewaysScrollingMovesWhatWasPainted_data() { placesAndCellsFitTogether_data(); }

    void sidewaysScrollingMovesWhatWasPainted()
    {
        QFETCH(Qt::LayoutDirection, direction);
        m_view->setLayoutDirection(direction);
        m_view->header()->resizeSection(0, 700);
        QVERIFY(m_view->horizontalScrollBar()->maximum() > 100);
        m_view->grab();
        m_view->horizontalScrollBar()->setValue(60);
        const QImage scrolled = m_view->grab().toImage();
        m_view->viewport()->update();
        QCOMPARE(scrolled, m_view->grab().toImage());
        QVERIFY(m_view->visualRect(cell(0, 0)).intersects(m_view->viewport()->rect()));
    }

    void scrollsAsHinted_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QAbstractItemView::ScrollHint>("hint");
        QTest::addColumn<int>("top"); // of the row, seen from the viewport's
        QTest::newRow("seen already") << 52 << QAbstractItemView::EnsureVisible << 2 * rowHeight;
        QTest::newRow("above") << 10 << QAbstractItemView::EnsureVisible << 0;
        QTest::newRow("below") << 300 << QAbstractItemView::EnsureVisible << 9 * rowHeight;
        QTest::newRow("at the top") << 300 << QAbstractItemView::PositionAtTop << 0;
        QTest::newRow("at the bottom") << 300 << QAbstractItemView::PositionAtBottom << 9 * rowHeight;
        QTest::newRow("in the middle") << 300 << QAbstractItemView::PositionAtCenter << 9 * rowHeight / 2;
    }

    void scrollsAsHinted()
    {
        QFETCH(int, row);
        QFETCH(QAbstractItemView::ScrollHint, hint);
        m_view->verticalScrollBar()->setValue(50 * rowHeight);
        m_view->scrollTo(cell(row, 0), hint);
        QTEST(m_view->visualRect(cell(row, 0)).top(), "top");
        m_view->scrollTo({});
        QTEST(m_view->visualRect(cell(row, 0)).top(), "top");
    }

    void onlyRowsInSightAreLookedAt()
    {
        m_table->forgetQuestions();
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
        m_view->grab();
        QCOMPARE(m_view->rowsInSight(), std::pair(5 * million - 10, 5 * million - 1));
        QVERIFY(m_table->lowest >= 5 * million - 10);
        QCOMPARE(m_table->highest, 5 * million - 1);
        m_view->verticalScrollBar()->setValue(2 * million * rowHeight);
        m_view->grab();
        m_table->forgetQuestions();
        m_table->changeAll();
        m_view->grab();
        QVERIFY(m_table->lowest >= 2 * million);
        QVERIFY(m_table->highest <= 2 * million + 10);
        QVERIFY(m_table->questions < 11 * BigTable::columns * 20);
    }

    void selectingEverythingLooksAtNothing()
    {
        m_table->forgetQuestions();
        m_view->selectAll();
        QCOMPARE(selection(), (QList<int>{0, 5 * million - 1}));
        m_view->clearSelection();
        QCOMPARE(m_table->highest, -1);
        m_view->selectAll();
        m_view->grab();
        QVERIFY(m_table->highest <= 10);
    }

    void changedRowsOutOfSightPaintNothing()
    {
        PaintedAreas painted(m_view->viewport());
        m_view->viewport()->update();
        QTRY_VERIFY(!painted.area.isEmpty()); // nothing is waiting to be painted any more
        painted.area = {};
        Q_EMIT m_table->dataChanged(cell(1000, 0), cell(2000, 5));
        QCoreApplication::sendPostedEvents();
        QVERIFY(painted.area.isEmpty());
        Q_EMIT m_table->dataChanged(cell(3, 0), cell(3, 5));
        QTRY_VERIFY(!painted.area.isEmpty());
    }

    void pointerRepaintsTheTwoRowsItConcerns()
    {
        const auto point = [this](const QPointF &at) {
            QMouseEvent move(QEvent::MouseMove, at, m_view->viewport()->mapToGlobal(at), Qt::NoButton, {}, {});
            QApplication::sendEvent(m_view->viewport(), &move);
        };
        PaintedAreas painted(m_view->viewport());
        point(middle(2, 1));
        m_view->viewport()->update();
        QTRY_VERIFY(!painted.area.isEmpty());
        painted.area = {};
        point(middle(3, 1));
        QTRY_VERIFY(!painted.area.isEmpty());
        QCOMPARE(painted.area.boundingRect(), QRect(0, 2 * rowHeight, m_view->viewport()->width(), 2 * rowHeight));
    }

    void rowsThatComeOrGoAboveDoNotMoveWhatIsSeen_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("inserted"); // negative: removed
        QTest::addColumn<int>("top");
        QTest::newRow("inserted on top") << 0 << 7 << 107;
        QTest::newRow("inserted just above") << 100 << 7 << 107;
        QTest::newRow("inserted below") << 105 << 7 << 100;
        QTest::newRow("removed above") << 10 << -5 << 95;
        QTest::newRow("removed below") << 200 << -5 << 100;
        QTest::newRow("removed across the top") << 98 << -6 << 98;
    }

    void rowsThatComeOrGoAboveDoNotMoveWhatIsSeen()
    {
        QFETCH(int, at);
        QFETCH(int, inserted);
        m_view->verticalScrollBar()->setValue(100 * rowHeight + 5);
        inserted > 0 ? m_table->insert(at, inserted) : m_table->remove(at, -inserted);
        QTEST(m_view->indexAt({5, 0}).row(), "top");
        QCOMPARE(m_view->verticalScrollBar()->value() % rowHeight, 5);
    }

    void newOrderKeepsWhatIsSeenExceptAtTheTop()
    {
        m_view->verticalScrollBar()->setValue(100 * rowHeight + 5);
        m_table->rotate(1000);
        QCOMPARE(m_view->verticalScrollBar()->value(), 1100 * rowHeight + 5);
        m_view->verticalScrollBar()->setValue(0);
        m_table->rotate(1000);
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    }

    void largeSelectionsFollowAnOrderAsAWholeOrNotAtAll_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("kept");
        QTest::newRow("some") << 300 << 300;
        QTest::newRow("too many") << CatalogModel::keptRows + 1 << 0;
        QTest::newRow("all") << 5 * million << 5 * million;
    }

    void largeSelectionsFollowAnOrderAsAWholeOrNotAtAll()
    {
        QFETCH(int, rows);
        QFETCH(int, kept);
        QSignalSpy dropped(m_view.get(), &CatalogView::selectionDropped);
        m_view->selectionModel()->select(QItemSelection(cell(0, 0), cell(rows - 1, 5)),
                                         QItemSelectionModel::ClearAndSelect);
        m_table->rotate(10);
        int selected = 0;
        for (const QItemSelectionRange &range : m_view->selectionModel()->selection())
            selected += range.height();
        QCOMPARE(selected, kept);
        QCOMPARE(dropped.count(), kept == 0 ? 1 : 0);
    }

    void emptyTableIsQuiet()
    {
        open(0);
        for (const Qt::Key key :
             {Qt::Key_Down, Qt::Key_End, Qt::Key_PageUp, Qt::Key_F2, Qt::Key_Return, Qt::Key_Escape})
            QTest::keyClick(m_view.get(), key);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(10, 10));
        QVERIFY(!m_view->currentIndex().isValid());
        QCOMPARE(m_view->rowsInSight(), std::pair(-1, -2));
        m_view->grab();
        m_view->setModel(nullptr);
        m_view->grab();
        QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
    }

private:
    void open(int rows)
    {
        m_view.reset();
        m_table = std::make_unique<BigTable>(rows);
        m_view = std::make_unique<CatalogView>();
        m_view->setItemDelegate(new CatalogTestDelegate(m_view.get()));
        m_view->setContextMenuPolicy(Qt::CustomContextMenu);
        m_view->setModel(m_table.get());
        // Ten rows below the header, and all columns.
        m_view->resize(BigTable::columns * 100 + 40, 11 * rowHeight);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
        QCOMPARE(m_view->viewport()->height(), 10 * rowHeight);
    }

    /** The product's editor, but plain painting: the roles of a product are not there. */
    class CatalogTestDelegate : public CatalogDelegate
    {
    public:
        using CatalogDelegate::CatalogDelegate;
        void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
        {
            QStyledItemDelegate::paint(painter, option, index);
        }
    };

    QModelIndex cell(int row, int column) { return m_table->index(row, column); }
    QPoint middle(int row, int column) { return m_view->visualRect(cell(row, column)).center(); }
    QLineEdit *editor() { return m_view->viewport()->findChild<QLineEdit *>(u"cellLineEdit"_s); }

    void click(int row, int column, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, modifiers, middle(row, column));
    }

    void choose(int row, int column = 0)
    {
        m_view->setCurrentIndex(cell(row, column));
        QCOMPARE(selection(), (QList<int>{row, row}));
    }

    /** First and last selected row; the selection must be one piece. */
    QList<int> selection()
    {
        QItemSelection selected;
        selected.merge(m_view->selectionModel()->selection(), QItemSelectionModel::Select);
        return selected.size() == 1 ? QList<int>{selected.first().top(), selected.first().bottom()} : QList<int>();
    }

    std::unique_ptr<BigTable> m_table;
    std::unique_ptr<CatalogView> m_view;
};

QTEST_MAIN(CatalogViewTest)
#include "tst_catalogview.moc"
