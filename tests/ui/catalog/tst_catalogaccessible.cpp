// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog's table as a screen reader sees it.

#include "tests/ui/catalog/bigtable.h"
#include "ui/catalog/catalogaccessible.h"
#include "ui/catalog/catalogview.h"

#include <QAccessible>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rows = 5'000'000;

} // namespace

class CatalogAccessibleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<BigTable>(rows);
        m_view = std::make_unique<CatalogView>();
        m_view->setAccessibleName(u"Products"_s);
        m_view->setModel(m_model.get());
        m_view->resize(700, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }

    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void isATable()
    {
        QCOMPARE(table()->role(), QAccessible::Table);
        QCOMPARE(table()->text(QAccessible::Name), u"Products"_s);
        QVERIFY(table()->state().multiSelectable);
        QCOMPARE(grid()->rowCount(), rows);
        QCOMPARE(grid()->columnCount(), BigTable::columns);
        QCOMPARE(grid()->columnDescription(2), u"Column 2"_s);
        QCOMPARE(grid()->columnDescription(99), QString());
        QCOMPARE(table()->childCount(), (rows + 1) * BigTable::columns);
    }

    void cellsHaveTextPlaceAndHeader_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::newRow("first") << 0 << 0;
        QTest::newRow("inside") << 7 << 3;
        QTest::newRow("far away") << rows - 1 << 5;
    }

    void cellsHaveTextPlaceAndHeader()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QAccessibleInterface *cell = grid()->cellAt(row, column);
        QVERIFY(cell && cell->isValid());
        QCOMPARE(cell->role(), QAccessible::Cell);
        QCOMPARE(cell->text(QAccessible::Name), u"%1/%2"_s.arg(row).arg(column));
        QCOMPARE(cell->parent(), table());
        QAccessibleTableCellInterface *place = cell->tableCellInterface();
        QVERIFY(place);
        QCOMPARE(place->rowIndex(), row);
        QCOMPARE(place->columnIndex(), column);
        QCOMPARE(place->rowExtent(), 1);
        QCOMPARE(place->columnExtent(), 1);
        QCOMPARE(place->table(), table());
        QCOMPARE(place->columnHeaderCells().value(0)->text(QAccessible::Name), u"Column %1"_s.arg(column));
        QCOMPARE(place->columnHeaderCells().value(0)->role(), QAccessible::ColumnHeader);
        QVERIFY(place->rowHeaderCells().isEmpty());
        QCOMPARE(table()->child(table()->indexOfChild(cell)), cell);
        QCOMPARE(cell->window(), m_view->windowHandle());
    }

    void placesThatDoNotExistHaveNoCell()
    {
        QVERIFY(!grid()->cellAt(-2, 0));
        QVERIFY(!grid()->cellAt(rows, 0));
        QVERIFY(!grid()->cellAt(0, -1));
        QVERIFY(!grid()->cellAt(0, BigTable::columns));
        QVERIFY(!table()->child(-1));
        QVERIFY(!table()->child(table()->childCount()));
        QCOMPARE(table()->indexOfChild(table()), -1);
        QVERIFY(!grid()->selectRow(rows));
    }

    void hiddenAndMovedColumnsAreFollowed()
    {
        m_view->header()->setSectionHidden(1, true);
        m_view->header()->moveSection(m_view->header()->visualIndex(5), 0);
        QCOMPARE(grid()->columnCount(), BigTable::columns - 1);
        QCOMPARE(grid()->cellAt(3, 0)->text(QAccessible::Name), u"3/5"_s);
        QCOMPARE(grid()->cellAt(3, 2)->text(QAccessible::Name), u"3/2"_s);
        QCOMPARE(accessibleChildOf(*m_view, m_model->index(3, 1)), -1);
        QCOMPARE(table()->child(accessibleChildOf(*m_view, m_model->index(3, 2)))->text(QAccessible::Name), u"3/2"_s);
    }

    void pointerFindsCells()
    {
        const QRect area = m_view->visualRect(m_model->index(4, 2));
        const QPoint middle = m_view->viewport()->mapToGlobal(area.center());
        QAccessibleInterface *cell = table()->childAt(middle.x(), middle.y());
        QVERIFY(cell);
        QCOMPARE(cell->text(QAccessible::Name), u"4/2"_s);
        QVERIFY(cell->rect().contains(middle));
        QVERIFY(!cell->state().offscreen);
        const QPoint above = m_view->header()->mapToGlobal(QPoint(area.center().x(), 5));
        QCOMPARE(table()->childAt(above.x(), above.y())->role(), QAccessible::ColumnHeader);
        QVERIFY(table()->childAt(above.x(), above.y())->rect().contains(above));
        QVERIFY(grid()->cellAt(4711, 0)->state().offscreen);
    }

    void selectionCanBeReadAndChanged()
    {
        QVERIFY(grid()->selectRow(3));
        QVERIFY(grid()->selectRow(1));
        QCOMPARE(grid()->selectedRows(), (QList<int>{1, 3}));
        QCOMPARE(grid()->selectedRowCount(), 2);
        QCOMPARE(grid()->selectedCellCount(), 2 * BigTable::columns);
        QCOMPARE(grid()->selectedCells().size(), 2 * BigTable::columns);
        QVERIFY(grid()->isRowSelected(3));
        QVERIFY(grid()->cellAt(3, 4)->state().selected);
        QVERIFY(m_view->selectionModel()->isRowSelected(3));
        QVERIFY(grid()->unselectRow(3));
        QCOMPARE(grid()->selectedRows(), QList<int>{1});
        QVERIFY(!grid()->cellAt(3, 4)->tableCellInterface()->isSelected());
        QVERIFY2(!grid()->selectColumn(1) && !grid()->isColumnSelected(1), "whole rows are selected");
    }

    void millionsOfSelectedRowsAreCountedButNotListed()
    {
        m_view->selectAll();
        m_view->verticalScrollBar()->setValue(100 * 36);
        QCOMPARE(grid()->selectedRowCount(), rows);
        const QList<int> listed = grid()->selectedRows();
        QCOMPARE(listed.first(), 100);
        QVERIFY(listed.size() < 20);
        QVERIFY(grid()->selectedCells().size() <= 20 * BigTable::columns);
    }

    void currentCellIsTheFocus()
    {
        m_view->setCurrentIndex({});
        QVERIFY(!table()->focusChild());
        m_view->setCurrentIndex(m_model->index(6, 2));
        QAccessibleInterface *cell = table()->focusChild();
        QVERIFY(cell);
        QCOMPARE(cell->text(QAccessible::Name), u"6/2"_s);
        QVERIFY(cell->state().focused);
        QVERIFY(!grid()->cellAt(6, 1)->state().focused);
    }

    void editableCellsCanBeWritten()
    {
        QAccessibleInterface *cell = grid()->cellAt(2, 0);
        QVERIFY(cell->state().editable);
        cell->setText(QAccessible::Value, u"by voice"_s);
        QCOMPARE(m_model->index(2, 0).data().toString(), u"by voice"_s);
        QAccessibleInterface *fixed = grid()->cellAt(2, 1);
        QVERIFY(fixed->state().readOnly);
        fixed->setText(QAccessible::Value, u"by voice"_s);
        QCOMPARE(m_model->index(2, 1).data().toString(), u"2/1"_s);
    }

    void actionsOpenSortAndShowTheMenu()
    {
        QSignalSpy opened(m_view.get(), &CatalogView::opened);
        QSignalSpy menu(m_view.get(), &QWidget::customContextMenuRequested);
        QAccessibleActionInterface *cell = grid()->cellAt(2, 1)->actionInterface();
        QVERIFY(cell->actionNames().contains(QAccessibleActionInterface::pressAction()));
        cell->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(opened.first().first().toModelIndex(), m_model->index(2, 1));
        cell->doAction(QAccessibleActionInterface::showMenuAction());
        QCOMPARE(menu.count(), 1);
        QAccessibleActionInterface *header = grid()->cellAt(-1, 1)->actionInterface();
        header->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(m_view->header()->sortIndicatorSection(), 1);
        QCOMPARE(m_view->header()->sortIndicatorOrder(), Qt::AscendingOrder);
        header->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(m_view->header()->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void cellsArePlacesThatMayGo()
    {
        QAccessibleInterface *cell = grid()->cellAt(0, 2);
        QAccessibleInterface *last = grid()->cellAt(rows - 1, 2);
        m_model->rotate(1);
        QCOMPARE(cell->text(QAccessible::Name), u"-1/2"_s); // what stands there now
        m_model->remove(rows - 1, 1);
        QVERIFY(!last->isValid());
        QVERIFY(last->state().invalid);
        QCOMPARE(last->text(QAccessible::Name), QString());
        QVERIFY(last->rect().isNull());
    }

    void readingThroughMillionsKeepsFewCells()
    {
        const QAccessible::Id first = QAccessible::uniqueId(grid()->cellAt(0, 0));
        QVERIFY(QAccessible::accessibleInterface(first));
        for (int row = 0; row < 2000; ++row) {
            for (int column = 0; column < BigTable::columns; ++column)
                QVERIFY(grid()->cellAt(row, column));
        }
        QVERIFY2(!QAccessible::accessibleInterface(first), "the oldest are given up");
        QCOMPARE(grid()->cellAt(0, 0)->text(QAccessible::Name), u"0/0"_s);
    }

private:
    QAccessibleInterface *table() { return QAccessible::queryAccessibleInterface(m_view.get()); }
    QAccessibleTableInterface *grid() { return table()->tableInterface(); }

    std::unique_ptr<BigTable> m_model;
    std::unique_ptr<CatalogView> m_view;
};

QTEST_MAIN(CatalogAccessibleTest)
#include "tst_catalogaccessible.moc"
