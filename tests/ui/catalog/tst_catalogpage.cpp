// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/catalogcell.h"
#include "services/jobs/jobrunner.h"
#include "services/optimizing/rulejobs.h"
#include "services/storage/catalogreader.h"
#include "services/storage/productrows.h"
#include "services/storage/takeback.h"
#include "services/storage/uuid7.h"
#include "tests/models/tables/fakecatalog.h"
#include "tests/ui/pagefixture.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/catalog/catalogpage.h"
#include "ui/catalog/catalogview.h"
#include "ui/catalog/filterbar.h"
#include "ui/catalog/selectionbar.h"
#include "ui/style/theme.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class CatalogPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void emptyCatalogSaysWhatToDo()
    {
        open(0);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyCatalogState"_s)->isVisible());
        QVERIFY(child<QPushButton>(*m_page, u"importActionPushButton"_s)->isVisible());
        QVERIFY(child<QPushButton>(*m_page, u"sampleActionPushButton"_s)->isVisible());
        QSignalSpy asked(m_page.get(), &Page::pageRequested);
        QTest::mouseClick(child<QPushButton>(*m_page, u"receiveActionPushButton"_s), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<PageId>(), PageId::Inbox);
    }

    void searchFindsAsOneTypes()
    {
        open(20);
        search(u"lamp 17"_s);
        QTRY_COMPARE(model().rowCount(), 1);
        QCOMPARE(model().index(0, 0).data(CatalogModel::IdRole).toLongLong(), m_ids[16]);
        search(u"nothing like that"_s);
        QTRY_VERIFY(child<QWidget>(*m_page, u"noMatchState"_s)->isVisible());
        QTest::mouseClick(child<QPushButton>(*m_page, u"clearFiltersActionPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 20);
        QTRY_VERIFY(view()->isVisible());
        QList<const QToolButton *> clearing;
        for (const QToolButton *button : child<QLineEdit>(u"searchLineEdit"_s)->findChildren<QToolButton *>()) {
            const QList<QAction *> actions = button->actions();
            if (!actions.isEmpty() && actions.first()->objectName().contains(u"clear"))
                clearing.append(button);
        }
        QCOMPARE(clearing.size(), 1);
        QTRY_VERIFY2(!clearing.first()->isVisible(), "there is nothing to clear");
        search(u"lamp 17"_s);
        QTRY_COMPARE(model().rowCount(), 1);
        search(u"\""_s); // a sign is no word yet
        QTRY_COMPARE(model().rowCount(), 20);
    }

    void chipsCountAndFilter()
    {
        open(6);
        m_fixture->change(m_ids[0], ProductField::Status, u"optimizing"_s);
        auto *changed = child<Chip>(*m_page, u"optimizingChip"_s);
        QTRY_COMPARE(changed->count(), 1);
        QTRY_COMPARE(child<Chip>(*m_page, u"importedChip"_s)->count(), 5);
        QVERIFY(changed->isVisible());
        QTest::mouseClick(changed, Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 1);
        QTest::mouseClick(child<Chip>(*m_page, u"allChip"_s), Qt::LeftButton);
        QTRY_COMPARE(model().rowCount(), 6);
    }

    void brandFilterHasARemovableChip()
    {
        open(6);
        QMenu *brands = child<QToolButton>(*m_page, u"brandToolButton"_s)->menu();
        QTRY_COMPARE(brands->actions().size(), 2);
        QVERIFY(brands->actions().first()->text().startsWith(u"Acme"));
        brands->actions().first()->trigger();
        QTRY_COMPARE(model().rowCount(), 3);
        auto *chip = child<Chip>(*m_page, u"filterChip"_s);
        QTest::keyClick(chip, Qt::Key_Delete);
        QTRY_COMPARE(model().rowCount(), 6);
        QTRY_VERIFY(!m_page->findChild<Chip *>(u"filterChip"_s));
    }

    void headerSorts()
    {
        open(5);
        view()->header()->setSortIndicator(static_cast<int>(CatalogColumn::Price), Qt::AscendingOrder);
        QTRY_COMPARE(model().idAt(0), m_ids.first());
        view()->header()->setSortIndicator(static_cast<int>(CatalogColumn::Price), Qt::DescendingOrder);
        QTRY_COMPARE(model().idAt(0), m_ids.last());
    }

    void columnsAreSortedAndMovedByCommands()
    {
        open(5);
        const auto named = [this](const QString &menu, const QString &text) {
            const auto actions = child<QMenu>(*m_page, menu)->actions();
            const auto found = std::ranges::find(actions, text, &QAction::text);
            return found == actions.end() ? nullptr : *found;
        };
        const QString price = catalogColumnTitle(CatalogColumn::Price);
        QVERIFY2(named(u"columnsMenu"_s, price), "the palette lists what the menus hold before they are opened");
        named(u"sortMenu"_s, price)->trigger();
        QTRY_COMPARE(model().idAt(0), m_ids.first());
        named(u"sortMenu"_s, price)->trigger();
        QTRY_COMPARE(model().idAt(0), m_ids.last());
        child<QAction>(*m_page, u"reverseOrderAction"_s)->trigger();
        QTRY_COMPARE(model().idAt(0), m_ids.first());

        const QList<int> columns = view()->visibleColumns();
        view()->setCurrentIndex(model().index(0, columns.at(1)));
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(view()->visibleColumns().first(), columns.at(1));
        QCOMPARE(view()->currentIndex().column(), columns.at(1));
        view()->header()->setSectionHidden(columns.first(), true);
        child<QAction>(*m_page, u"moveColumnRightAction"_s)->trigger(); // behind the next that is seen
        QCOMPARE(view()->visibleColumns().at(1), columns.at(1));
        named(u"columnsMenu"_s, price)->trigger();
        QVERIFY(view()->header()->isSectionHidden(static_cast<int>(CatalogColumn::Price)));
    }

    void columnsAreRemembered()
    {
        open(1);
        const int brand = static_cast<int>(CatalogColumn::Brand);
        view()->header()->setSectionHidden(brand, true);
        view()->header()->resizeSection(0, 555);
        view()->header()->moveSection(0, 2);
        view()->header()->setSortIndicator(static_cast<int>(CatalogColumn::Sku), Qt::AscendingOrder);
        show();
        QVERIFY(view()->header()->isSectionHidden(brand));
        QCOMPARE(view()->header()->visualIndex(0), 2);
        QCOMPARE(view()->header()->sectionSize(0), 555); // not fitted any more, as a person has set it
        QVERIFY(!view()->header()->isSectionHidden(0));
        QCOMPARE(model().query().sortColumn, CatalogColumn::Sku);
        QVERIFY(!model().query().descending);
    }

    void openDetailsAreRemembered_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("open") << true;
        QTest::newRow("closed again") << false;
    }

    void openDetailsAreRemembered()
    {
        QFETCH(bool, open);
        this->open(2);
        view()->setCurrentIndex(model().index(0, 0));
        auto *details = child<QAction>(u"detailsAction"_s);
        details->trigger();
        QTRY_VERIFY(child<QWidget>(*m_page, u"detailPanel"_s)->isVisible());
        if (!open)
            details->trigger();
        const int width = child<QWidget>(*m_page, u"detailPanel"_s)->width();
        show();
        QCOMPARE(child<QWidget>(*m_page, u"detailPanel"_s)->isVisible(), open);
        QCOMPARE(child<QAction>(u"detailsAction"_s)->isChecked(), open);
        if (!open)
            return;
        QCOMPARE(child<QWidget>(*m_page, u"detailPanel"_s)->width(), width);
        QTRY_COMPARE(model().rowCount(), 2);
        view()->setCurrentIndex(model().index(1, 0));
        QTRY_VERIFY(child<QLabel>(*m_page, u"productTitleLabel"_s)->text().startsWith(u"Lamp"));
    }

    void rareBrandsAreFoundByTheirName()
    {
        show();
        for (int number = 0; number < 60; ++number) {
            Product product;
            product.sourcePlatform = u"test"_s;
            product.sourceId = QString::number(number);
            product.titleOriginal = u"Lamp"_s;
            product.brand = number == 59 ? u"Żółty Kot"_s : u"Brand %1"_s.arg(number);
            m_fixture->add(product);
        }
        QMenu *brands = child<QToolButton>(*m_page, u"brandToolButton"_s)->menu();
        QTRY_COMPARE(brands->actions().size(), CatalogReader::countedValues + 2); // the entry for others and a line
        brands->actions().first()->trigger();
        auto *dialog = m_page->findChild<QDialog *>(u"filterValuesDialog"_s);
        QVERIFY(dialog);
        auto *values = child<QTreeWidget>(*dialog, u"filterValuesTreeWidget"_s);
        QTRY_COMPARE(values->topLevelItemCount(), 60);
        auto *search = child<QLineEdit>(*dialog, u"filterValueLineEdit"_s);
        QTest::keyClicks(search, u"zolty"_s);
        QTRY_COMPARE(values->topLevelItemCount(), 1);
        QCOMPARE(values->topLevelItem(0)->text(0), u"Żółty Kot"_s);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(values, Qt::Key_Space);
        QTRY_COMPARE(model().rowCount(), 1);
        QCOMPARE(child<Chip>(u"filterChip"_s)->text(), u"Brand: Żółty Kot"_s);
        QTest::keyClick(values, Qt::Key_Space);
        QTRY_COMPARE(model().rowCount(), 60);
        search->setText(u"nobody"_s);
        QTRY_COMPARE(values->topLevelItemCount(), 0);
        QVERIFY(!child<QLabel>(*dialog, u"filterValuesLabel"_s)->text().isEmpty());
    }

    void damagedColumnStateGivesTheFirstLayout_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("rubbish") << QByteArray("rubbish that is long enough to be looked at");
        QTest::newRow("a bare header") << QHeaderView(Qt::Horizontal).saveState();
    }

    void damagedColumnStateGivesTheFirstLayout()
    {
        QFETCH(QByteArray, state);
        m_fixture->settings->setState(SettingKey::CatalogHeader, state);
        show();
        QCOMPARE(view()->visibleColumns().first(), static_cast<int>(CatalogColumn::Title));
        QCOMPARE(view()->visibleColumns().size(), model().columnCount() - 1);
        QCOMPARE(model().query().sortColumn, CatalogColumn::Updated);
        QVERIFY(model().query().descending);
    }

    void statusIsSeenBesideTheDetails()
    {
        open(3);
        m_page->resize(1204, 800); // a window of 1,400 pixels without its rail
        view()->setCurrentIndex(model().index(0, 0));
        QTest::keyClick(view(), Qt::Key_Return);
        QTRY_VERIFY(child<QWidget>(*m_page, u"detailPanel"_s)->isVisible());
        QTRY_VERIFY(view()->viewport()->width() < 800);
        for (const CatalogColumn column : {CatalogColumn::Title, CatalogColumn::Price, CatalogColumn::Quantity,
                                           CatalogColumn::Score, CatalogColumn::Status}) {
            const QRect cell = view()->visualRect(model().index(0, static_cast<int>(column)));
            QVERIFY2(view()->viewport()->rect().contains(cell), qPrintable(catalogColumnTitle(column)));
        }
        const int status = view()->header()->sectionSize(static_cast<int>(CatalogColumn::Status));
        for (const ProductStatus known : allProductStatuses())
            QVERIFY(StatusPill::sizeFor(statusText(known), view()->font()).width() + 2 * spacing::small <= status);
    }

    void titleTakesTheRoomThatIsLeft()
    {
        open(1);
        const auto width = [this] { return view()->header()->sectionSize(0); };
        m_page->resize(2200, 800);
        QTRY_COMPARE(view()->header()->length(), view()->viewport()->width());
        const int wide = width();
        view()->header()->setSectionHidden(static_cast<int>(CatalogColumn::Category), true);
        QVERIFY(width() > wide);
        QCOMPARE(view()->header()->length(), view()->viewport()->width());
        m_page->resize(900, 800);
        QTRY_VERIFY(width() < 400);
        QVERIFY(width() >= 200);
        view()->header()->resizeSection(0, 300);
        const int before = view()->viewport()->width();
        m_page->resize(940, 800);
        QTRY_COMPARE(view()->viewport()->width(), before + 40);
        QCOMPARE(width(), 300); // a person's width stays while not everything fits
    }

    void everyColumnSortsBothWays()
    {
        open(12);
        for (qsizetype i = 0; i < m_ids.size(); ++i) {
            m_fixture->change(m_ids[i], ProductField::Category, u"Category %1"_s.arg((i * 5) % 12, 2, 10, QChar(u'0')));
            m_fixture->change(m_ids[i], ProductField::Quantity, QString::number((i * 7) % 12));
        }
        for (int column = 0; column < model().columnCount(); ++column) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                view()->header()->setSortIndicator(column, order);
                QTRY_VERIFY(model().isComplete() && !model().isLoading());
                QTRY_VERIFY2(isSorted(static_cast<CatalogColumn>(column), order == Qt::DescendingOrder),
                             qPrintable(catalogColumnTitle(static_cast<CatalogColumn>(column))));
            }
        }
    }

    void selectionBarGivesWordsUpBeforeItCutsThem_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("allWords");
        QTest::newRow("wide") << 1200 << true;
        QTest::newRow("beside the details") << 640 << false;
        QTest::newRow("narrow") << 420 << false;
        QTest::newRow("narrow beside the details") << 340 << false;
    }

    void selectionBarGivesWordsUpBeforeItCutsThem()
    {
        QFETCH(int, width);
        QFETCH(bool, allWords);
        QWidget place;
        auto *box = new QVBoxLayout(&place);
        SelectionBar &bar = *new SelectionBar(m_fixture->services.rulePacks, &place);
        box->addWidget(&bar);
        place.resize(width, 80);
        bar.setSelection(3, 1'000'000);
        place.show();
        QVERIFY(QTest::qWaitForWindowExposed(&place));
        QVERIFY(bar.width() < width);
        bar.layout()->activate();
        bool words = true;
        for (QPushButton *button : bar.findChildren<QPushButton *>()) {
            QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->objectName()));
            QVERIFY(!button->accessibleName().isEmpty());
            words = words && (!button->text().isEmpty() || button->objectName() == u"clearSelectionPushButton");
            QVERIFY(!button->text().isEmpty() || !button->toolTip().isEmpty());
        }
        QCOMPARE(words, allWords);
        const auto *count = child<QLabel>(bar, u"selectedLabel"_s);
        QVERIFY2(count->width() >= count->sizeHint().width(), qPrintable(count->text()));
        QVERIFY(count->text().startsWith(u'3') && count->accessibleName().size() > 1);
    }

    void selectionSurvivesSorting()
    {
        open(250);
        view()->selectionModel()->select(QItemSelection(model().index(10, 0), model().index(200, 0)),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        const auto chosen = [this] {
            const QList<ProductId> ids = m_page->scope().ids;
            return QSet<ProductId>(ids.begin(), ids.end());
        };
        const QSet<ProductId> before = chosen();
        QCOMPARE(before.size(), 191);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            view()->header()->setSortIndicator(static_cast<int>(CatalogColumn::Brand), order);
            QTRY_VERIFY(model().isComplete());
            QCOMPARE(chosen(), before);
        }
    }

    void scrollingThroughMillionsReadsLittle()
    {
        FakeCatalog catalog;
        catalog.answersRows = false;
        catalog.ids = numbers(5'000'000);
        CatalogModel millions(catalog.loader());
        CatalogView table;
        table.setItemDelegate(new CatalogDelegate(&table));
        table.setModel(&millions);
        table.resize(1200, 600);
        table.show();
        millions.setQuery({});
        catalog.answerIds();
        QTRY_COMPARE(catalog.idQuestions.size(), 1);
        catalog.answerIds();
        QTRY_COMPARE(millions.rowCount(), 5'000'000);
        QScrollBar *bar = table.verticalScrollBar();
        for (int place = 1; place <= 100; ++place) {
            bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * place / 100));
            table.viewport()->repaint();
            QCoreApplication::sendPostedEvents();
        }
        catalog.answersRows = true;
        const auto answerAll = [&] {
            while (!catalog.rowQuestions.isEmpty())
                catalog.answerRows();
            return millions.rowAt(4'999'999).has_value();
        };
        QTRY_VERIFY(answerAll());
        QVERIFY2(catalog.rowRequests <= 8, qPrintable(QString::number(catalog.rowRequests)));
        QTRY_COMPARE(millions.index(4'999'999, 0).data().toString(), u"Product 5000000"_s);
    }

    void nonsenseTypedIntoACellIsToldAndNotStored_data()
    {
        QTest::addColumn<CatalogColumn>("column");
        QTest::addColumn<QString>("typed");
        QTest::newRow("price in words") << CatalogColumn::Price << u"cheap"_s;
        QTest::newRow("two points") << CatalogColumn::Price << u"1.2.3"_s;
        QTest::newRow("unknown currency") << CatalogColumn::Price << u"5 XXQ"_s;
        QTest::newRow("too many decimals") << CatalogColumn::Price << u"5.005 EUR"_s;
        QTest::newRow("quantity in words") << CatalogColumn::Quantity << u"many"_s;
        QTest::newRow("half a piece") << CatalogColumn::Quantity << u"1.5"_s;
        QTest::newRow("wrong check digit") << CatalogColumn::Gtin << u"4006381333932"_s;
        QTest::newRow("letters in a GTIN") << CatalogColumn::Gtin << u"40063813339AB"_s;
    }

    void nonsenseTypedIntoACellIsToldAndNotStored()
    {
        QFETCH(CatalogColumn, column);
        QFETCH(QString, typed);
        open(1);
        m_page->setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const QModelIndex cell = model().index(0, static_cast<int>(column));
        cell.data();
        QTRY_VERIFY(cell.flags() & Qt::ItemIsEditable);
        const Product before = m_fixture->product(m_ids[0]);
        const QString shown = cell.data().toString();
        view()->setFocus();
        view()->setCurrentIndex(cell);
        QTest::keyClick(view(), Qt::Key_F2);
        auto *editor = child<QLineEdit>(*view(), u"cellLineEdit"_s);
        editor->setText(typed);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Error);
        QTRY_COMPARE(cell.data().toString(), shown);
        QCOMPARE(m_fixture->product(m_ids[0]), before);
    }

    void inlineEditIsStoredAndUndone()
    {
        open(1);
        const QModelIndex sku = model().index(0, static_cast<int>(CatalogColumn::Sku));
        QTRY_COMPARE(sku.data().toString(), u"L-1"_s);
        view()->setCurrentIndex(sku);
        QTest::keyClick(view(), Qt::Key_F2);
        QTRY_VERIFY(view()->findChild<QLineEdit *>(u"cellLineEdit"_s));
        auto *editor = view()->findChild<QLineEdit *>(u"cellLineEdit"_s);
        editor->setText(u"NEW-1"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).sku, u"NEW-1"_s);
        QTRY_COMPARE(sku.data().toString(), u"NEW-1"_s);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).sku, u"L-1"_s);
        QTRY_COMPARE(sku.data().toString(), u"L-1"_s);
    }

    void wrongEditIsToldAndGoesBack()
    {
        open(1);
        const QModelIndex gtin = model().index(0, static_cast<int>(CatalogColumn::Gtin));
        gtin.data();
        QTRY_VERIFY(gtin.flags() & Qt::ItemIsEditable);
        QVERIFY(model().setData(gtin, u"4006381333932"_s));
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Error);
        QTRY_COMPARE(gtin.data().toString(), QString());
    }

    void selectionBarShowsWhatIsChosen()
    {
        open(300);
        auto *bar = child<QWidget>(*m_page, u"selectionBar"_s);
        QVERIFY(!bar->isVisible());
        view()->setCurrentIndex(model().index(0, 0));
        view()->selectionModel()->select(model().index(0, 0),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(m_page->scope().ids, QList<ProductId>{model().idAt(0)});
        QTest::mouseClick(child<QPushButton>(*m_page, u"selectAllPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(m_page->scope().wholeQuery);
        QTRY_COMPARE(m_page->scope().count, 300);
        QVERIFY(m_page->scope().ids.isEmpty());
        QTest::keyClick(view(), Qt::Key_Escape);
        QTRY_VERIFY(!bar->isVisible());
    }

    void productsThatComeWhileEverythingIsChosenAreChosen()
    {
        open(4);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 4);
        Product late;
        late.sourcePlatform = u"test"_s;
        late.sourceId = u"late"_s;
        m_fixture->add(late);
        QTRY_COMPARE(m_page->scope().count, 5);
        QVERIFY(m_page->scope().wholeQuery);
    }

    void deletingCanBeUndone()
    {
        open(5);
        view()->selectionModel()->select(QItemSelection(model().index(0, 0), model().index(1, 0)),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTest::keyClick(view(), Qt::Key_Delete);
        QTRY_COMPARE(model().rowCount(), 3);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(model().rowCount(), 5);
    }

    void deletingEverythingThatMatches()
    {
        open(10);
        search(u"acme"_s);
        QTRY_COMPARE(model().rowCount(), 5);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(view(), Qt::Key_Delete);
        QTRY_COMPARE(model().rowCount(), 0);
        search({});
        QTRY_COMPARE(model().rowCount(), 5);
    }

    void deletingInBatchesIsOneChange()
    {
        constexpr int count = 5001; // one more than a batch holds
        const auto filled = m_fixture->storage
                                ->write([](Database &database) -> Result<void> {
                                    Transaction transaction(database);
                                    if (!transaction.begun())
                                        return transaction.begun();
                                    for (int number = 0; number < count; ++number) {
                                        Product product;
                                        product.sourcePlatform = u"test"_s;
                                        product.sourceId = QString::number(number);
                                        product.uid = newUuid7();
                                        product.createdAt = QDateTime::currentDateTimeUtc();
                                        product.updatedAt = product.createdAt;
                                        if (auto added = productrows::insert(database, product); !added)
                                            return added;
                                    }
                                    return transaction.commit();
                                })
                                .result();
        QVERIFY2(filled, qPrintable(filled ? QString() : filled.error().detail));
        show();
        QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), count, 30'000);
        child<QAction>(*m_page, u"selectAllAction"_s)->trigger();
        child<QAction>(*m_page, u"deleteAction"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->notifications.recent().size(), 1, 30'000);
        QVERIFY(m_fixture->notifications.recent().first().text.contains(u"5,001"));
        const auto sets =
            m_fixture->storage->read([](Database &database) { return ProductRepository(database).changeSets(); })
                .result();
        QVERIFY(sets.has_value());
        QCOMPARE(sets->size(), 1);
        QCOMPARE(sets->first().products, count);
        QVERIFY2(sets->first().origin.summary.startsWith(u"5,001 "), qPrintable(sets->first().origin.summary));
        const auto newest = newestChangeSets(*m_fixture->storage);
        QVERIFY(newest.has_value());
        QCOMPARE(newest->size(), 2);
    }

    void selectionSurvivesNewProducts()
    {
        open(5);
        view()->selectionModel()->select(model().index(2, 0),
                                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        const ProductId chosen = model().idAt(2);
        Product late;
        late.sourcePlatform = u"test"_s;
        late.sourceId = u"late"_s;
        m_fixture->add(late);
        QTRY_COMPARE(model().rowCount(), 6);
        QCOMPARE(m_page->scope().ids, QList<ProductId>{chosen});
    }

    void newRowsOnTopDoNotMoveWhatIsLookedAt()
    {
        open(200);
        view()->verticalScrollBar()->setValue(1000);
        const ProductId top = model().idAt(view()->indexAt({5, 0}).row());
        Product late;
        late.sourcePlatform = u"test"_s;
        late.sourceId = u"late"_s;
        m_fixture->add(late);
        QTRY_COMPARE(model().rowCount(), 201);
        QCOMPARE(model().idAt(view()->indexAt({5, 0}).row()), top);
    }

    void enterOpensTheDetails()
    {
        open(3);
        view()->setFocus();
        view()->setCurrentIndex(model().index(1, 0));
        QTest::keyClick(view(), Qt::Key_Return);
        QTRY_VERIFY(child<QWidget>(*m_page, u"detailPanel"_s)->isVisible());
        auto *title = child<QLabel>(*m_page, u"productTitleLabel"_s);
        QTRY_COMPARE(title->text(), m_fixture->product(model().idAt(1)).title());
        QTest::keyClick(view(), Qt::Key_Down);
        QTRY_COMPARE(title->text(), m_fixture->product(model().idAt(2)).title());
    }

    void keyboardMovesInTheTable()
    {
        open(100);
        view()->setCurrentIndex(model().index(0, 0));
        QTest::keyClick(view(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view()->currentIndex().row(), 99);
        QVERIFY(view()->viewport()->rect().contains(view()->visualRect(view()->currentIndex()).center()));
        QTest::keyClick(view(), Qt::Key_PageUp);
        QVERIFY(view()->currentIndex().row() < 99);
        QTest::keyClick(view(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(view()->currentIndex().row(), 0);
        QTest::keyClick(view(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_page->scope().count, 2);
    }

    void validationListsFindings()
    {
        open(2);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 2);
        child<QAction>(u"validateAction"_s)->trigger();
        auto *tree = test::child<QTreeWidget>(*m_page, u"findingsTreeWidget"_s);
        QTRY_COMPARE(tree->topLevelItemCount(), 2);
        QVERIFY(tree->isVisible());
        Q_EMIT tree->itemActivated(tree->topLevelItem(0), 0);
        QTRY_VERIFY(test::child<QWidget>(*m_page, u"detailPanel"_s)->isVisible());
    }

    void improvingMakesProposals()
    {
        open(3);
        QSignalSpy pages(m_page.get(), &Page::pageRequested);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 3);
        child<QAction>(u"improveAction"_s)->trigger();
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QTRY_VERIFY(m_fixture->tasks.tasks().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QCOMPARE(pages.count(), 1);
        QCOMPARE(pages.first().first().value<PageId>(), PageId::Review);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
    }

    void manyAreImprovedAsJobs()
    {
        JobRunner runner(*m_fixture->storage, {ruleJobs(m_fixture->services.rulePacks)});
        m_fixture->services.jobs = &runner;
        open(3);
        QSignalSpy pages(m_page.get(), &Page::pageRequested);
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(m_page->scope().count, 3);
        child<QAction>(u"improveAction"_s)->trigger();
        const auto counts = [this] {
            return m_fixture->storage->read([](Database &database) { return JobRepository(database).counts(); })
                .result()
                .value_or(JobCounts{});
        };
        QTRY_COMPARE(counts(), JobCounts{.pending = 1}); // nobody works yet: it would survive the end of the program
        QTRY_VERIFY(m_fixture->tasks.tasks().isEmpty());
        QVERIFY(m_fixture->notifications.recent().isEmpty());
        runner.start();
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(counts(), JobCounts{.completed = 1});
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QCOMPARE(pages.first().first().value<PageId>(), PageId::Review);
        m_page.reset();
        m_fixture->services.jobs = nullptr;
    }

private:
    void open(int products)
    {
        m_ids = m_fixture->addProducts(products);
        show();
        QTRY_COMPARE(model().rowCount(), products);
        QTRY_VERIFY(model().isComplete());
    }

    void show()
    {
        m_page.reset();
        m_page = std::make_unique<CatalogPage>(m_fixture->services);
        m_page->resize(1400, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    template <class T>
    T *child(const QString &name)
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("There is no %s", qPrintable(name));
        return found;
    }
    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }

    /** Equal neighbours may stand in any order. */
    bool isSorted(CatalogColumn column, bool descending)
    {
        const auto key = [column](const CatalogRow &row) -> QVariant {
            switch (column) {
            case CatalogColumn::Price:
                return row.price ? row.price->minorUnits() : -1;
            case CatalogColumn::Quantity:
                return row.quantity.value_or(-1);
            case CatalogColumn::Score:
                return row.score;
            case CatalogColumn::Status:
                return static_cast<int>(row.status);
            case CatalogColumn::Updated:
                return row.updatedAt;
            default:
                return cellText(row, column, QLocale::c());
            }
        };
        for (int row = 0; row < model().rowCount(); ++row) {
            model().index(row, 0).data(); // asks for it
            if (!model().rowAt(row))
                return false;
            const auto above = model().rowAt(row - 1);
            if (!above)
                continue;
            const auto order = QVariant::compare(key(*above), key(*model().rowAt(row)));
            if (order == (descending ? QPartialOrdering::Less : QPartialOrdering::Greater))
                return false;
        }
        return true;
    }

    void search(const QString &words) { child<QLineEdit>(u"searchLineEdit"_s)->setText(words); }
    CatalogModel &model() { return *m_page->model(); }
    CatalogView *view() { return child<CatalogView>(u"catalogTableView"_s); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<CatalogPage> m_page;
    QList<ProductId> m_ids;
};

QTEST_MAIN(CatalogPageTest)
#include "tst_catalogpage.moc"
