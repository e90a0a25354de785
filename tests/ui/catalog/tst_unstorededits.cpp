// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed while the database server is away.

#include "services/storage/proposalrepository.h"
#include "tests/support/postgresserver.h"
#include "tests/ui/pagefixture.h"
#include "ui/catalog/autosaveedit.h"
#include "ui/catalog/catalogpage.h"
#include "ui/catalog/detailpanel.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class UnstoredEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = PostgresDatabase::create();
        if (!m_server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        m_fixture = std::make_unique<PageFixture>(*StorageLocation::parse(m_server->url()));
        m_ids = m_fixture->addProducts(2);
    }

    void cleanup()
    {
        if (m_server)
            m_server->setReachable(true);
        m_panel.reset();
        m_page.reset();
        m_fixture.reset();
        m_server.reset();
    }

    void typedTextStaysAndIsStoredWhenTheServerIsBack_data()
    {
        QTest::addColumn<QString>("marketplace");
        QTest::newRow("product") << QString();
        QTest::newRow("listing") << u"ebay"_s;
    }

    void typedTextStaysAndIsStoredWhenTheServerIsBack()
    {
        QFETCH(QString, marketplace);
        openPanel(marketplace);
        m_server->setReachable(false);
        type(u"Typed while it was away"_s);
        QTRY_COMPARE(told(), 1);
        const Notification notification = m_fixture->notifications.recent().first();
        QVERIFY(notification.text.contains(fieldLabel(ProductField::TitleOptimized)));
        QVERIFY2(notification.text.contains(u"“Lamp 1”"), qPrintable(notification.text));
        QVERIFY(notification.detail.contains(u"Typed while it was away"));
        QVERIFY(!notification.actionText.isEmpty());
        QCOMPARE(title()->text(), u"Typed while it was away"_s);

        m_fixture->notifications.triggerAction(notification.id); // still away
        QTRY_COMPARE(told(), 2);
        QCOMPARE(title()->text(), u"Typed while it was away"_s);

        m_server->setReachable(true);
        QTRY_COMPARE_WITH_TIMEOUT(stored(marketplace), u"Typed while it was away"_s, 30000);
        QTRY_VERIFY(m_fixture->notifications.recent().first().actionText.isEmpty());
        QCOMPARE(title()->text(), u"Typed while it was away"_s);
    }

    void whatIsTypedLastCounts()
    {
        openPanel({});
        m_server->setReachable(false);
        type(u"First"_s);
        QTRY_COMPARE(told(), 1);
        type(u"Second"_s);
        QTRY_COMPARE(told(), 2);
        QVERIFY2(m_fixture->notifications.recent().last().actionText.isEmpty(), "the first is wanted no more");
        m_server->setReachable(true);
        QTRY_COMPARE_WITH_TIMEOUT(stored({}), u"Second"_s, 30000);
    }

    void somebodyElseWasFaster()
    {
        openPanel({});
        QVERIFY(m_server->execute(u"UPDATE products SET title_optimized = 'Theirs', revision = revision + 1"_s));
        m_server->setReachable(false);
        type(u"Mine"_s);
        QTRY_COMPARE(told(), 1);
        m_panel->open(m_ids[1]);
        m_server->setReachable(true);
        const auto conflict = [this] {
            const auto &recent = m_fixture->notifications.recent();
            const auto found = std::ranges::find(recent, Notification::Kind::Warning, &Notification::kind);
            return found == recent.end() ? 0 : found->id;
        };
        QTRY_VERIFY_WITH_TIMEOUT(conflict() != 0, 30000);
        QCOMPARE(stored({}), u"Theirs"_s);
        QVERIFY(m_fixture->notifications.find(conflict())->detail.contains(u"Mine"));
        m_fixture->notifications.triggerAction(conflict());
        QTRY_COMPARE(stored({}), u"Mine"_s);
    }

    void cellsAreKeptAsWell()
    {
        m_page = std::make_unique<CatalogPage>(m_fixture->services);
        m_page->resize(1400, 800);
        m_page->show();
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        const int row = m_page->model()->rowOf(m_ids[0]);
        const QModelIndex cell = m_page->model()->index(row, static_cast<int>(CatalogColumn::Title));
        QTRY_COMPARE(cell.data().toString(), u"Lamp 1"_s);
        m_server->setReachable(false);
        QVERIFY(m_page->model()->setData(cell, u"Typed in the table"_s));
        QTRY_VERIFY(told() > 0 && m_fixture->notifications.recent().first().text.contains(u"Lamp 1"));
        m_server->setReachable(true);
        QTRY_COMPARE_WITH_TIMEOUT(stored({}), u"Typed in the table"_s, 30000);
    }

private:
    void openPanel(const QString &marketplace)
    {
        m_panel = std::make_unique<DetailPanel>(m_fixture->services);
        m_panel->resize(800, 800);
        m_panel->show();
        m_panel->open(m_ids[0]);
        QTRY_COMPARE(child<QLabel>(*m_panel, u"productTitleLabel"_s)->text(), u"Lamp 1"_s);
        m_panel->setMarketplace(marketplace);
    }

    void type(const QString &text)
    {
        title()->setText(text);
        QTest::keyClick(title(), Qt::Key_Return);
    }

    AutosaveLineEdit *title() { return child<AutosaveLineEdit>(*m_panel, u"optimizedTitleLineEdit"_s); }
    qsizetype told() const { return m_fixture->notifications.recent().size(); }

    /** From outside: the program's own connections may not be back yet. */
    QString stored(const QString &marketplace) const
    {
        return m_server->value(marketplace.isEmpty()
                                   ? u"SELECT title_optimized FROM products WHERE id = %1"_s.arg(m_ids[0])
                                   : u"SELECT title FROM listings WHERE product_id = %1"_s.arg(m_ids[0]));
    }

    std::unique_ptr<PostgresDatabase> m_server;
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<DetailPanel> m_panel;
    std::unique_ptr<CatalogPage> m_page;
    QList<ProductId> m_ids;
};

QTEST_MAIN(UnstoredEditsTest)
#include "tst_unstorededits.moc"
