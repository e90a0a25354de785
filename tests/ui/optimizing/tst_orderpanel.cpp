// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/jobrepository.h"
#include "tests/ui/modelservice.h"
#include "tests/ui/pagefixture.h"
#include "ui/optimizing/modelchoice.h"
#include "ui/optimizing/orderpanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QThreadPool>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class OrderPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_secrets = std::make_unique<MemorySecrets>();
        m_fixture->services.secrets = m_secrets.get();
    }

    void cleanup()
    {
        m_panel.reset();
        QThreadPool::globalInstance()->waitForDone(); // they read keys
        m_secrets.reset();
        m_fixture.reset();
    }

    void withoutAProviderTheRulesAreOffered()
    {
        open(2);
        QTRY_VERIFY(child<QWidget>("orderSetupFrame")->isVisible());
        QVERIFY(!button("startOrderPushButton")->isVisible());
        QSignalSpy settings(m_panel.get(), &OrderPanel::settingsRequested);
        QTest::mouseClick(button("setUpPushButton"), Qt::LeftButton);
        QCOMPARE(settings.size(), 1);
        QSignalSpy rules(m_panel.get(), &OrderPanel::rulesRequested);
        QTest::mouseClick(button("useRulesPushButton"), Qt::LeftButton);
        QCOMPARE(rules.size(), 1);
        QCOMPARE(rules.first().first().value<ProductScope>().count, 2);
        QCOMPARE(rules.first().last().toString(), u"amazon"_s);
    }

    void withoutAKeyItSaysWhereToGetOne()
    {
        use(u"groq"_s);
        open(2);
        QTRY_VERIFY(child<QWidget>("orderSetupFrame")->isVisible());
        QTRY_VERIFY(label("orderSetupLabel")->text().contains(u"console.groq.com"));
    }

    void estimateIsSaidBeforeAnythingIsSent()
    {
        keep(u"groq"_s);
        open(3);
        QTRY_VERIFY(label("orderModelLabel")->text().contains(u"llama-3.3-70b-versatile"));
        QTRY_VERIFY2(label("estimateCostLabel")->text().contains(u'$'), qPrintable(label("estimateCostLabel")->text()));
        QVERIFY(label("estimateAmountLabel")->text().contains(u"3"));
        QVERIFY(label("estimateSpentLabel")->text().contains(u"$0.00"));
        check("ebay")->setChecked(true);
        QTRY_VERIFY2(label("estimateAmountLabel")->text().startsWith(u"6"),
                     qPrintable(label("estimateAmountLabel")->text()));
    }

    void eachMarketplaceHasItsLanguage()
    {
        keep(u"groq"_s);
        open(1);
        auto *language = child<QComboBox>("orderLanguageComboBox");
        QCOMPARE(language->currentData().toString(), QString());
        check("allegro")->setChecked(true);
        const auto said = [this] { return label("estimateLanguagesLabel")->text(); };
        QTRY_VERIFY2(said().contains(u"Deutsch for Amazon"_s) && said().contains(u"Polski for Allegro"_s),
                     qPrintable(said()));
        language->setCurrentIndex(language->findData(u"fr"_s));
        QVERIFY(said().isEmpty());
        QTRY_VERIFY2(said().contains(u"Français for Allegro"_s), qPrintable(said()));
        QVERIFY(m_fixture->settings->setText(SettingKey::MarketplaceLocale, u"it-IT"_s));
        m_panel = std::make_unique<OrderPanel>(m_fixture->services);
        QCOMPARE(child<QComboBox>("orderLanguageComboBox")->currentData().toString(), u"it"_s);
    }

    void localModelsCostNothing()
    {
        use(u"ollama"_s);
        open(1);
        QTRY_VERIFY2(label("estimateCostLabel")->text().contains(u"nothing"),
                     qPrintable(label("estimateCostLabel")->text()));
        QVERIFY(!child<QWidget>("orderSetupFrame")->isVisible());
    }

    void smallBudgetIsWarnedOf()
    {
        keep(u"groq"_s);
        open(5);
        child<QLineEdit>("orderBudgetLineEdit")->setText(u"0.000001"_s);
        QTRY_VERIFY(label("estimateWarningLabel")->isVisible());
        child<QLineEdit>("orderBudgetLineEdit")->setText(u"5,50"_s);
        QTRY_VERIFY(label("estimateCostLabel")->text().contains(u'$'));
        QVERIFY(!label("estimateWarningLabel")->isVisible());
    }

    void nothingIsStartedWithoutAChoice()
    {
        keep(u"groq"_s);
        open(2);
        QTRY_VERIFY(button("startOrderPushButton")->isEnabled());
        check("amazon")->setChecked(false);
        QVERIFY(!button("startOrderPushButton")->isEnabled());
        QVERIFY(label("estimateCostLabel")->text().contains(u"marketplace"));
        check("amazon")->setChecked(true);
        for (const OptimizePart part : allOptimizeParts())
            child<QCheckBox>(optimizePartName(part) + u"PartCheckBox")->setChecked(false);
        QVERIFY(!button("startOrderPushButton")->isEnabled());
        child<QCheckBox>(u"titlePartCheckBox"_s)->setChecked(true);
        child<QLineEdit>("orderBudgetLineEdit")->setText(u"much"_s);
        QVERIFY(!button("startOrderPushButton")->isEnabled());
        child<QLineEdit>("orderBudgetLineEdit")->clear();
        QVERIFY(button("startOrderPushButton")->isEnabled());
        m_panel->setScopes({}, {});
        QVERIFY(!button("startOrderPushButton")->isEnabled());
    }

    void orderBecomesJobs()
    {
        keep(u"groq"_s);
        open(3);
        QTRY_VERIFY(button("startOrderPushButton")->isEnabled());
        check("ebay")->setChecked(true);
        child<QCheckBox>(u"titlePartCheckBox"_s)->setChecked(true);
        child<QCheckBox>(u"bulletsPartCheckBox"_s)->setChecked(false);
        child<QComboBox>("orderLanguageComboBox")
            ->setCurrentIndex(child<QComboBox>("orderLanguageComboBox")->findData(u"pl"_s));
        QSignalSpy closed(m_panel.get(), &OrderPanel::closeRequested);
        QTest::mouseClick(button("startOrderPushButton"), Qt::LeftButton);
        QTRY_COMPARE(closed.size(), 1);
        const auto bulkJobs =
            m_fixture->storage->read([](Database &database) { return JobRepository(database).bulkJobs(); }).result();
        QCOMPARE(bulkJobs.value().size(), 1);
        QCOMPARE(bulkJobs->first().counts.pending, 6);
        QVERIFY(!m_fixture->settings->text(SettingKey::AiParts).contains(u"bullets"));
        QSignalSpy jobs(m_panel.get(), &OrderPanel::bulkJobRequested);
        QCOMPARE(m_fixture->notifications.recent().size(), 1);
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(jobs.first().first().toLongLong(), bulkJobs->first().id);
    }

    void chosenProductsOnly()
    {
        keep(u"groq"_s);
        open(3);
        ProductScope chosen;
        chosen.ids = {m_ids[1]};
        chosen.count = 1;
        m_panel->setScopes(chosen, matching());
        QVERIFY(child<QRadioButton>("orderChosenRadioButton")->isChecked());
        QTRY_VERIFY(button("startOrderPushButton")->isEnabled());
        QTest::mouseClick(button("startOrderPushButton"), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        const auto jobs =
            m_fixture->storage->read([](Database &database) { return JobRepository(database).list({}); }).result();
        QCOMPARE(jobs.value().size(), 1);
        QCOMPARE(jobs->first().productId, m_ids[1]);
    }

    void whatWaitsAlreadyIsSaid()
    {
        keep(u"groq"_s);
        open(3);
        ProductScope chosen;
        chosen.ids = {m_ids[1]};
        chosen.count = 1;
        m_panel->setScopes(chosen, matching());
        QTRY_VERIFY(button("startOrderPushButton")->isEnabled());
        QTest::mouseClick(button("startOrderPushButton"), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        m_panel->setScopes({}, matching());
        QTRY_VERIFY(button("startOrderPushButton")->isEnabled());
        QTest::mouseClick(button("startOrderPushButton"), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 2);
        const auto said = m_fixture->notifications.recent();
        QVERIFY(std::ranges::any_of(said, [](const Notification &each) {
            return each.text.startsWith(u"2 listing") && each.detail.startsWith(u"1 left out");
        }));
    }

    void languagesHaveTheirOwnNames()
    {
        QCOMPARE(languageName(u"de"_s), u"Deutsch"_s);
        QCOMPARE(languageName(u"pl"_s), u"Polski"_s);
        QVERIFY(listingLanguages().contains(u"en"_s));
        QCOMPARE(enteredDollars(u" 2,50 "_s), 2'500'000);
        QVERIFY(!enteredDollars(u"two"_s));
    }

private:
    void use(const QString &provider) { QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, provider)); }
    void keep(const QString &provider)
    {
        use(provider);
        QVERIFY(m_secrets->write(providerSecretName(provider), u"key"_s));
    }

    ProductScope matching() const
    {
        ProductScope scope;
        scope.wholeQuery = true;
        scope.count = m_ids.size();
        return scope;
    }

    void open(int products)
    {
        m_ids = m_fixture->addProducts(products);
        m_panel = std::make_unique<OrderPanel>(m_fixture->services);
        m_panel->setScopes({}, matching());
        m_panel->resize(420, 800);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    QCheckBox *check(const QString &key) { return child<QCheckBox>(key + u"CheckBox"); }
    QCheckBox *check(const char *key) { return check(QString::fromLatin1(key)); }
    QLabel *label(const char *name) { return child<QLabel>(name); }
    QPushButton *button(const char *name) { return child<QPushButton>(name); }
    template <class T>
    T *child(const QString &name)
    {
        return test::child<T>(*m_panel, name);
    }
    template <class T>
    T *child(const char *name)
    {
        return child<T>(QString::fromLatin1(name));
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<MemorySecrets> m_secrets;
    std::unique_ptr<OrderPanel> m_panel;
    QList<ProductId> m_ids;
};

QTEST_MAIN(OrderPanelTest)
#include "tst_orderpanel.moc"
