// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposalrepository.h"
#include "tests/ui/pagefixture.h"
#include "ui/catalog/autosaveedit.h"
#include "ui/catalog/detailpanel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class DetailPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_id = m_fixture->addProducts(1).first();
        m_panel = std::make_unique<DetailPanel>(m_fixture->services);
        m_panel->resize(800, 800);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        m_panel->open(m_id);
        QTRY_COMPARE(child<QLabel>(*m_panel, u"productTitleLabel"_s)->text(), u"Lamp 1"_s);
        child<QComboBox>(*m_panel, u"marketplaceComboBox"_s)->setCurrentIndex(0);
    }

    void cleanup()
    {
        m_panel.reset();
        m_fixture.reset();
    }

    void leavingAFieldStoresIt()
    {
        QSignalSpy stored(m_panel.get(), &DetailPanel::stored);
        type(u"optimizedTitleLineEdit"_s, u"A better lamp"_s);
        QTRY_COMPARE(product().titleOptimized, u"A better lamp"_s);
        QCOMPARE(product().titleOriginal, u"Lamp 1"_s);
        QTRY_COMPARE(stored.count(), 1);
    }

    void escapeTakesBackWhatWasTyped()
    {
        auto *line = child<AutosaveLineEdit>(*m_panel, u"optimizedTitleLineEdit"_s);
        line->setText(u"oops"_s);
        QTest::keyClick(line, Qt::Key_Escape);
        QCOMPARE(line->text(), QString());
    }

    void countersFollowTheLimits()
    {
        auto *market = child<QComboBox>(*m_panel, u"marketplaceComboBox"_s);
        const auto pack = m_fixture->services.rulePacks.find(u"ebay"_s);
        QVERIFY(pack && pack->titleLimit());
        market->setCurrentIndex(market->findData(u"ebay"_s));
        child<AutosaveLineEdit>(*m_panel, u"optimizedTitleLineEdit"_s)->setText(QString(*pack->titleLimit() + 1, u'x'));
        auto *counter = child<QLabel>(*m_panel, u"titleCounterLabel"_s);
        QVERIFY(counter->text().contains(QString::number(*pack->titleLimit() + 1)));
        QTRY_VERIFY(child<QLabel>(*m_panel, u"findingsLabel"_s)->text().contains(u"error"));
    }

    void marketplaceTextsGoToTheListing()
    {
        auto *market = child<QComboBox>(*m_panel, u"marketplaceComboBox"_s);
        market->setCurrentIndex(market->findData(u"ebay"_s));
        type(u"optimizedTitleLineEdit"_s, u"Lamp for eBay"_s);
        QTRY_COMPARE(listingTitle(u"ebay"_s), u"Lamp for eBay"_s);
        QCOMPARE(product().titleOptimized, QString());
    }

    void conflictIsShownAndDecided_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("result");
        QTest::newRow("mine") << u"keepMinePushButton"_s << u"Mine"_s;
        QTest::newRow("theirs") << u"takeTheirsPushButton"_s << u"Theirs"_s;
    }

    void conflictIsShownAndDecided()
    {
        QFETCH(QString, button);
        QFETCH(QString, result);
        auto *bar = child<QWidget>(*m_panel, u"conflictBar"_s);
        // Both changes are in the writer's queue before the panel can hear of the first one.
        const FieldChange change{m_id, ProductField::TitleOptimized, u"Theirs"_s, {}};
        auto theirs = m_fixture->storage->write(
            [change](Database &database) { return ProductRepository(database).change({change}, {}); });
        type(u"optimizedTitleLineEdit"_s, u"Mine"_s);
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(product().titleOptimized, u"Theirs"_s);
        QTest::mouseClick(child<QPushButton>(*m_panel, button), Qt::LeftButton);
        QTRY_VERIFY(!bar->isVisible());
        QTRY_COMPARE(product().titleOptimized, result);
        QTRY_COMPARE(child<AutosaveLineEdit>(*m_panel, u"optimizedTitleLineEdit"_s)->text(), result);
    }

    void factsAreReadInTheLocale()
    {
        m_panel->setLocale(QLocale(QLocale::German, QLocale::Germany));
        type(u"priceLineEdit"_s, u"1.099,50"_s);
        QTRY_COMPARE(product().price.value().toString(), u"1099.50 EUR"_s);
    }

    void aCommaBeforeTwoDigitsIsNoThousandsMark()
    {
        m_panel->setLocale(QLocale(QLocale::English, QLocale::UnitedStates));
        type(u"priceLineEdit"_s, u"12,50"_s);
        QTRY_COMPARE(product().price.value().toString(), u"12.50 EUR"_s);
        type(u"quantityLineEdit"_s, u"2,5"_s);
        QTRY_COMPARE(child<AutosaveLineEdit>(*m_panel, u"quantityLineEdit"_s)->text(), u"1"_s);
        QVERIFY(m_fixture->notifications.recent().first().text.contains(u"“2,5”"));
    }

    void wrongValueIsRefusedAndTakenBack()
    {
        type(u"gtinLineEdit"_s, u"4006381333932"_s);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QTRY_COMPARE(child<AutosaveLineEdit>(*m_panel, u"gtinLineEdit"_s)->text(), QString());
        QCOMPARE(product().gtin, QString());
    }

    void attributesAreEdited()
    {
        auto *table = child<QTableWidget>(*m_panel, u"attributesTableWidget"_s);
        child<QPushButton>(*m_panel, u"addAttributePushButton"_s)->click();
        QCOMPARE(table->rowCount(), 1);
        table->closePersistentEditor(table->item(0, 0));
        table->item(0, 0)->setText(u"Colour"_s);
        table->item(0, 1)->setText(u"red"_s);
        QTRY_COMPARE(product().attributes.size(), 1);
        QCOMPARE(product().attributes.first(), (Attribute{u"Colour"_s, u"red"_s}));
    }

    void historyCanBeReverted()
    {
        m_fixture->change(m_id, ProductField::Brand, u"Other"_s);
        auto *history = child<QTableView>(*m_panel, u"historyTableView"_s);
        QTRY_COMPARE(history->model()->rowCount(), 1);
        child<QTabWidget>(*m_panel, u"detailTabWidget"_s)->setCurrentIndex(DetailPanel::History);
        history->selectRow(0);
        QTest::mouseClick(child<QPushButton>(*m_panel, u"revertPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(product().brand, u"Acme"_s);
        QTRY_COMPARE(history->model()->rowCount(), 2);
    }

    void everyLostPointHasItsReason()
    {
        const auto labels = m_panel->findChildren<QLabel *>(u"lostPointsLabel"_s);
        QVERIFY(!labels.isEmpty());
        QVERIFY(child<QLabel>(*m_panel, u"scoreLabel"_s)->text().contains(QString::number(product().qualityScore)));
    }

    void deletedProductLeavesThePanel()
    {
        const ProductId id = m_id;
        m_fixture->storage->write([id](Database &database) { return ProductRepository(database).remove({id}, {}); })
            .waitForFinished();
        QTRY_VERIFY(!child<QLabel>(*m_panel, u"productTitleLabel"_s)->isVisible());
    }

private:
    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }

    void type(const QString &name, const QString &text)
    {
        auto *line = child<AutosaveLineEdit>(*m_panel, name);
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    Product product() { return m_fixture->product(m_id); }

    QString listingTitle(const QString &marketplace)
    {
        const auto listing = m_fixture->storage
                                 ->read([id = m_id, marketplace](Database &database) {
                                     return ListingRepository(database).find(id, marketplace);
                                 })
                                 .result();
        return listing && *listing ? (*listing)->title : QString();
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<DetailPanel> m_panel;
    ProductId m_id = 0;
};

QTEST_MAIN(DetailPanelTest)
#include "tst_detailpanel.moc"
