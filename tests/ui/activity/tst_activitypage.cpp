// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/changesummary.h"
#include "services/importing/importer.h"
#include "services/storage/proposalrepository.h"
#include "tests/ui/pagefixture.h"
#include "ui/activity/activitymodels.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/statedelegate.h"
#include "ui/widgets/progresscard.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class ActivityPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_page = std::make_unique<ActivityPage>(m_fixture->services);
        m_page->resize(1200, 700);
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << u"0:00"_s;
        QTest::newRow("rounded") << qint64(1600) << u"0:02"_s;
        QTest::newRow("minutes") << qint64(725'000) << u"12:05"_s;
        QTest::newRow("hours") << qint64(3'723'000) << u"1:02:03"_s;
    }

    void durations()
    {
        QFETCH(qint64, milliseconds);
        QTEST(durationText(milliseconds), "text");
    }

    void moments_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << QString() << QString();
        QTest::newRow("now") << u"2026-03-10T14:05:59Z"_s << u"Today, 14:05"_s;
        QTest::newRow("first minute of the day") << u"2026-03-10T00:00:00Z"_s << u"Today, 00:00"_s;
        QTest::newRow("a minute before midnight") << u"2026-03-09T23:59:00Z"_s << u"Yesterday, 23:59"_s;
        QTest::newRow("in another zone") << u"2026-03-10T01:00:00+02:00"_s << u"Yesterday, 23:00"_s;
        QTest::newRow("two days ago") << u"2026-03-08T14:05:00Z"_s << u"08/03/2026 14:05"_s;
        QTest::newRow("a clock ahead of ours") << u"2026-03-11T00:30:00Z"_s << u"11/03/2026 00:30"_s;
    }

    void moments()
    {
        QFETCH(QString, moment);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const QString text = momentText(QDateTime::fromString(moment, Qt::ISODate).toUTC(),
                                        QDateTime(QDate(2026, 3, 10), QTime(14, 6), Qt::LocalTime));
        QLocale::setDefault(before);
        QTEST(text, "text");
    }

    void everyStateIsShownInWords_data()
    {
        QTest::addColumn<ImportState>("state");
        QTest::newRow("running") << ImportState::Running;
        QTest::newRow("completed") << ImportState::Completed;
        QTest::newRow("failed") << ImportState::Failed;
        QTest::newRow("cancelled") << ImportState::Cancelled;
        QTest::newRow("interrupted") << ImportState::Interrupted;
    }

    void everyStateIsShownInWords()
    {
        QFETCH(ImportState, state);
        ImportJobModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setJobs({job(state)});
        const QModelIndex cell = model.index(0, ImportJobModel::State);
        QCOMPARE(cell.data().toString(), importStateText(state));
        QCOMPARE(cell.data(ImportJobModel::StateRole).toInt(), static_cast<int>(state));
        StateDelegate delegate;
        QStyleOptionViewItem option;
        QVERIFY(delegate.sizeHint(option, cell).width() >
                QFontMetrics(option.font).horizontalAdvance(importStateText(state)));
    }

    void columnsOfAnImport()
    {
        ImportJobModel model;
        ImportJob failed = job(ImportState::Failed);
        failed.error = u"Line 3: the disk is full"_s;
        ImportJob running = job(ImportState::Running);
        running.id = 2;
        running.finishedAt = {};
        model.setJobs({running, failed});
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, ImportJobModel::File), u"lamps.csv"_s);
        QCOMPARE(model.index(0, ImportJobModel::File).data(Qt::ToolTipRole).toString(), u"/some/where/lamps.csv"_s);
        QCOMPARE(text(0, ImportJobModel::Duration), QString());
        QCOMPARE(text(1, ImportJobModel::Duration), u"1:30"_s);
        QCOMPARE(text(1, ImportJobModel::Created), QLocale().toString(12'345));
        QCOMPARE(text(1, ImportJobModel::Problem), u"Line 3: the disk is full"_s);
        QCOMPARE(model.index(1, ImportJobModel::Problem).data(Qt::ToolTipRole), model.index(1, 8).data());
        for (int column = 0; column < ImportJobModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!model.at(2));
        QVERIFY(!model.at(-1));
    }

    void changesSayWhatByWhomAndWhetherUndone()
    {
        ChangeSetModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        ChangeSet byRules{7, {ChangeOrigin::Kind::Optimization, u"rules/1"_s, {}}, QDateTime::currentDateTimeUtc(), 3};
        ChangeSet byUser{6, {ChangeOrigin::Kind::Edit, u"user"_s, u"Edited the brand"_s}, {}, 1, true};
        ChangeSet byOther{5, {ChangeOrigin::Kind::Delete, u"anna"_s, {}}, {}, 2'000};
        model.setChangeSets({byRules, byUser, byOther});
        const auto row = [&](int number) {
            QStringList texts;
            for (int column = ChangeSetModel::What; column < ChangeSetModel::ColumnCount; ++column)
                texts.append(model.index(number, column).data().toString());
            return texts;
        };
        QCOMPARE(row(0), (QStringList{u"Proposals accepted"_s, u"Built-in rules"_s, u"3"_s, QString()}));
        QCOMPARE(row(1), (QStringList{u"Edited the brand"_s, u"You"_s, u"1"_s, u"Undone"_s}));
        QCOMPARE(row(2), (QStringList{u"Deleted"_s, u"anna"_s, QLocale().toString(2'000), QString()}));
        QVERIFY(model.index(0, ChangeSetModel::When).data().toString().startsWith(u"Today"));
        QVERIFY2(model.index(0, ChangeSetModel::When)
                     .data(Qt::ToolTipRole)
                     .toString()
                     .contains(QString::number(QDate::currentDate().year())),
                 "the whole date is one pointer away");
        QCOMPARE(model.index(1, ChangeSetModel::When).data().toString(), QString());
    }

    void nothingIsCutOffInTheDefaultWidth()
    {
        const QList<ProductId> ids = m_fixture->addProducts(1);
        m_fixture->change(ids[0], ProductField::Brand, u"Other"_s);
        importFile();
        m_page->resize(1000, 700);
        show();
        for (const auto &[name, wide] :
             {std::pair(u"changeSetsTableView"_s, QList<int>{ChangeSetModel::What}),
              std::pair(u"importJobsTableView"_s, QList<int>{ImportJobModel::File, ImportJobModel::Problem})}) {
            child<QTabWidget>(*m_page, u"activityTabWidget"_s)->setCurrentIndex(name.startsWith(u"import") ? 1 : 0);
            const QTableView *view = table(name);
            QTRY_VERIFY(view->model()->rowCount() > 0);
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const int needed =
                    view->fontMetrics().horizontalAdvance(view->model()->index(0, column).data().toString());
                QVERIFY2(wide.contains(column) || view->columnWidth(column) > needed,
                         qPrintable(view->model()->headerData(column, Qt::Horizontal).toString()));
            }
            QVERIFY2(view->horizontalHeader()->length() <= view->viewport()->width() + 1, "no scrolling sideways");
        }
    }

    void emptyStateFirst()
    {
        show();
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyActivityState"_s)->isVisible());
    }

    void lastChangeIsUndoneFromTheMenu()
    {
        const QList<ProductId> ids = m_fixture->addProducts(1);
        const auto edit = m_page->menuActions().edit;
        QCOMPARE(edit.size(), 1);
        QCOMPARE(edit.first()->shortcut(), QKeySequence(QKeySequence::Undo));
        const auto brand = [&] { return m_fixture->product(ids[0]).brand; };
        m_fixture->change(ids[0], ProductField::Brand, u"Other"_s);
        m_fixture->change(ids[0], ProductField::Brand, u"Third"_s);
        edit.first()->trigger();
        QTRY_COMPARE(brand(), u"Other"_s);
        edit.first()->trigger();
        QTRY_COMPARE(brand(), u"Acme"_s);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 2);
        edit.first()->trigger(); // what an undo did is not undone by the next one
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 3);
        QCOMPARE(brand(), u"Acme"_s);
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Information);
    }

    void allOfTheLastActionIsUndoneFromTheMenu()
    {
        const QList<ProductId> ids = m_fixture->addProducts(2);
        const QStringList brands = {m_fixture->product(ids[0]).brand, m_fixture->product(ids[1]).brand};
        for (const ProductId id : ids) { // as accepting many does, batch by batch
            const FieldChange change{id, ProductField::Brand, u"Other"_s, {}};
            const ChangeOrigin origin{ChangeOrigin::Kind::Optimization, u"user"_s, {}, u"run"_s};
            QVERIFY(m_fixture->storage
                        ->write([change, origin](Database &database) {
                            return ProductRepository(database).change({change}, origin);
                        })
                        .result());
        }
        m_page->menuActions().edit.first()->trigger();
        for (qsizetype i = 0; i < ids.size(); ++i)
            QTRY_COMPARE(m_fixture->product(ids[i]).brand, brands[i]);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QVERIFY(m_fixture->notifications.recent().first().text.contains(u'2'));
    }

    void whatRunsIsEndedAndUndone()
    {
        const ProductId id = m_fixture->addProducts(1).first();
        m_fixture->change(id, ProductField::Sku, u"Older"_s);
        const auto brand = [&] { return m_fixture->product(id).brand; };
        QPointer<RunningTask> task = m_fixture->tasks.begin(u"Changing"_s, true);
        task->setRun(u"run"_s);
        m_page->menuActions().edit.first()->trigger();
        m_page->menuActions().edit.first()->trigger(); // asked for once more in vain
        QVERIFY(task->isCancelling());
        const FieldChange change{id, ProductField::Brand, u"Other"_s, {}}; // the batch under way
        QVERIFY(m_fixture->storage
                    ->write([change](Database &database) {
                        return ProductRepository(database).change({change},
                                                                  {ChangeOrigin::Kind::Edit, u"user"_s, {}, u"run"_s});
                    })
                    .result());
        QCOMPARE(brand(), u"Other"_s);
        task->finish();
        QTRY_COMPARE(brand(), u"Acme"_s);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(m_fixture->product(id).sku, u"Older"_s);

        task = m_fixture->tasks.begin(u"Changing nothing"_s, true);
        task->setRun(u"other"_s);
        m_page->menuActions().edit.first()->trigger();
        task->finish();
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 2);
        QCOMPARE(m_fixture->product(id).sku, u"Older"_s);
    }

    void actionInPartsIsUndoneFromItsRow()
    {
        const QList<ProductId> ids = m_fixture->addProducts(2);
        for (const ProductId id : ids) {
            const ChangeOrigin origin{ChangeOrigin::Kind::Delete, u"user"_s,
                                      changeSummary(ChangeSummary::Deleted, u"1"_s), u"run"_s};
            QVERIFY(m_fixture->storage
                        ->write([id, origin](Database &database) {
                            return ProductRepository(database).remove({id}, origin);
                        })
                        .result());
        }
        show();
        QTableView *view = table(u"changeSetsTableView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QVERIFY(view->model()->index(0, ChangeSetModel::What).data().toString().startsWith(u"2 "));
        view->selectRow(0);
        QTest::mouseClick(button(u"undoChangePushButton"_s), Qt::LeftButton);
        for (const ProductId id : ids)
            QTRY_COMPARE(m_fixture->product(id).id, id);
    }

    void tabLeavesTheTables()
    {
        for (const QString &name : {u"changeSetsTableView"_s, u"importJobsTableView"_s})
            QVERIFY(!table(name)->tabKeyNavigation());
    }

    void changesAreListedAndUndone()
    {
        const QList<ProductId> ids = m_fixture->addProducts(1);
        m_fixture->change(ids[0], ProductField::Brand, u"Other"_s);
        show();
        QTableView *view = table(u"changeSetsTableView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QVERIFY(!button(u"undoChangePushButton"_s)->isEnabled());
        view->selectRow(0);
        QVERIFY(button(u"undoChangePushButton"_s)->isEnabled());
        QTest::mouseClick(button(u"undoChangePushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->product(ids[0]).brand, u"Acme"_s);
        QTRY_COMPARE(view->model()->rowCount(), 2);
        QCOMPARE(view->model()->index(1, ChangeSetModel::Undone).data().toString(), u"Undone"_s);
        view->selectRow(1);
        QVERIFY2(!button(u"undoChangePushButton"_s)->isEnabled(), "nothing is undone twice");
        view->selectRow(0);
        QVERIFY2(button(u"undoChangePushButton"_s)->isEnabled(), "an undo can be undone");
        QTest::mouseClick(button(u"undoChangePushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->product(ids[0]).brand, u"Other"_s);
    }

    void undoTellsWhatItLeftAlone()
    {
        const QList<ProductId> ids = m_fixture->addProducts(1);
        m_fixture->change(ids[0], ProductField::Brand, u"First"_s);
        m_fixture->change(ids[0], ProductField::Brand, u"Second"_s);
        show();
        QTableView *view = table(u"changeSetsTableView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 2);
        view->selectRow(1);
        QTest::mouseClick(button(u"undoChangePushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Warning);
        QVERIFY(m_fixture->notifications.recent().first().detail.contains(u'1'));
        QCOMPARE(m_fixture->product(ids[0]).brand, u"Second"_s);
    }

    void changesOfOthersAppearByThemselves()
    {
        const QList<ProductId> ids = m_fixture->addProducts(1);
        show();
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyActivityState"_s)->isVisible());
        m_fixture->change(ids[0], ProductField::Brand, u"Other"_s);
        QTRY_COMPARE(table(u"changeSetsTableView"_s)->model()->rowCount(), 1);
        QTRY_VERIFY(!child<QWidget>(*m_page, u"emptyActivityState"_s)->isVisible());
    }

    void acceptedProposalIsUndoneHereToo()
    {
        Proposal proposal;
        proposal.productId = m_fixture->addProducts(1).first();
        proposal.fields = {{ProductField::TitleOptimized, {}, u"Better lamp"_s, {}, {}}};
        const auto open = [&] {
            return m_fixture->storage->read([](Database &db) { return ProposalRepository(db).openCount(); })
                .result()
                .value_or(-1);
        };
        const auto accepted =
            m_fixture->storage
                ->write([proposal](Database &db) {
                    ProposalRepository proposals(db);
                    const auto added = proposals.add({proposal});
                    return proposals.decide({{added->first().id, {}, FieldDecision::Accepted, {}}}, u"user"_s);
                })
                .result();
        QVERIFY(accepted.has_value());
        QCOMPARE(open(), 0);
        show();
        QTableView *view = table(u"changeSetsTableView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        view->selectRow(0);
        QTest::mouseClick(button(u"undoChangePushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(open(), 1);
    }

    void importsAreListedAndUndone()
    {
        importFile();
        show();
        child<QTabWidget>(*m_page, u"activityTabWidget"_s)->setCurrentIndex(1);
        QTableView *view = table(u"importJobsTableView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QCOMPARE(view->model()->index(0, ImportJobModel::File).data().toString(), u"two.csv"_s);
        QCOMPARE(view->model()->index(0, ImportJobModel::Created).data().toString(), u"1"_s);
        QCOMPARE(view->model()->index(0, ImportJobModel::Rejected).data().toString(), u"1"_s);
        view->selectRow(0);
        QVERIFY(button(u"openRejectsPushButton"_s)->isEnabled());
        QTest::mouseClick(button(u"undoImportPushButton"_s), Qt::LeftButton);
        const ProductId id = 1;
        QTRY_COMPARE(m_fixture->product(id).title(), QString());
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        const QAbstractItemModel *sets = table(u"changeSetsTableView"_s)->model();
        QTRY_COMPARE(sets->index(0, ChangeSetModel::Undone).data().toString(), u"Undone"_s);
        view->selectRow(0);
        QVERIFY2(!button(u"undoImportPushButton"_s)->isEnabled(), "nothing is undone twice");
    }

    void failedImportIsListedWithItsError()
    {
        ImportPlan plan;
        plan.fileName = m_fixture->folder.filePath(u"gone.csv"_s);
        static_cast<void>(runImport(*m_fixture->storage, plan, m_fixture->folder.path()));
        show();
        child<QTabWidget>(*m_page, u"activityTabWidget"_s)->setCurrentIndex(1);
        QTableView *view = table(u"importJobsTableView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        const QAbstractItemModel &model = *view->model();
        QCOMPARE(model.index(0, ImportJobModel::State).data().toString(), importStateText(ImportState::Failed));
        QVERIFY2(model.index(0, ImportJobModel::Problem).data().toString().contains(u"gone.csv"),
                 qPrintable(model.index(0, ImportJobModel::Problem).data().toString()));
        view->selectRow(0);
        QVERIFY(!button(u"undoImportPushButton"_s)->isEnabled());
        QVERIFY(!button(u"openRejectsPushButton"_s)->isEnabled());
    }

    void selectionSurvivesNewNumbers()
    {
        ImportJobModel model;
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        ImportJob running = job(ImportState::Running);
        model.setJobs({running});
        QCOMPARE(resets.count(), 1);
        running.created = 99;
        model.setJobs({running});
        QCOMPARE(resets.count(), 1);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(model.index(0, ImportJobModel::Created).data().toString(), u"99"_s);
        model.setJobs({});
        QCOMPARE(resets.count(), 2);
        model.setJobs({});
        QCOMPARE(changes.count(), 1);
    }

    void runningTasksHaveACard()
    {
        show();
        RunningTask *task = m_fixture->tasks.begin(u"Importing"_s, true);
        RunningTask *other = m_fixture->tasks.begin(u"Exporting"_s, false);
        QCOMPARE(m_page->findChildren<ProgressCard *>().size(), 2);
        task->setProgress(0.5);
        QCOMPARE(m_page->findChildren<ProgressCard *>().size(), 2);
        task->finish();
        QTRY_COMPARE(m_page->findChildren<ProgressCard *>().size(), 1);
        other->finish();
        QTRY_VERIFY(m_page->findChildren<ProgressCard *>().isEmpty());
    }

    void tasksBegunBeforeThePageHaveACardToo()
    {
        RunningTask *task = m_fixture->tasks.begin(u"Importing"_s, true);
        ActivityPage later(m_fixture->services);
        QCOMPARE(later.findChildren<ProgressCard *>().size(), 1);
        task->finish();
    }

private:
    static ImportJob job(ImportState state)
    {
        ImportJob job;
        job.id = 1;
        job.fileName = u"/some/where/lamps.csv"_s;
        job.state = state;
        job.created = 12'345;
        job.startedAt = QDateTime(QDate(2026, 3, 10), QTime(14, 0), Qt::UTC);
        job.finishedAt = job.startedAt.addSecs(90);
        return job;
    }

    /** One good and one bad record. */
    void importFile()
    {
        const QString file = m_fixture->write(u"two.csv"_s, "id,title,price\nx,First,1.00\ny,,2.00\n");
        const auto preview = previewImport(file, {}, u"EUR"_s);
        QVERIFY(preview.has_value());
        QVERIFY(runImport(*m_fixture->storage, preview->plan, m_fixture->folder.path()).has_value());
    }

    void show()
    {
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }
    QPushButton *button(const QString &name) { return child<QPushButton>(*m_page, name); }
    QTableView *table(const QString &name) { return child<QTableView>(*m_page, name); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ActivityPage> m_page;
};

QTEST_MAIN(ActivityPageTest)
#include "tst_activitypage.moc"
