// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/importer.h"
#include "tests/ui/pagefixture.h"
#include "ui/activity/activitymodels.h"
#include "ui/activity/activitypage.h"
#include "ui/widgets/progresscard.h"

#include <QPushButton>
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

    void emptyStateFirst()
    {
        show();
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyActivityState"_s)->isVisible());
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
    }

    void importsAreListedAndUndone()
    {
        const QString file = m_fixture->write(u"two.csv"_s, "id,title,price\n1,First,1.00\n2,,2.00\n");
        const auto preview = previewImport(file, {}, u"EUR"_s);
        QVERIFY(preview.has_value());
        const auto summary = runImport(*m_fixture->storage, preview->plan, m_fixture->folder.path());
        QVERIFY(summary.has_value());
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
    }

    void runningTasksHaveACard()
    {
        show();
        RunningTask *task = m_fixture->tasks.begin(u"Importing"_s, true);
        QCOMPARE(m_page->findChildren<ProgressCard *>().size(), 1);
        task->finish();
        QTRY_VERIFY(m_page->findChildren<ProgressCard *>().isEmpty());
    }

private:
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
