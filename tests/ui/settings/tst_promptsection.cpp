// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/ratelimits.h"
#include "services/optimizing/spending.h"
#include "services/storage/modelcallrepository.h"
#include "services/storage/promptrepository.h"
#include "tests/ui/modelservice.h"
#include "tests/ui/pagefixture.h"
#include "ui/settings/promptsection.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class PromptSectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_limits = std::make_unique<RateLimits>();
        m_service = std::make_unique<ModelService>();
        m_fixture->services.limits = m_limits.get();
    }

    void cleanup()
    {
        m_section.reset();
        m_service.reset();
        m_limits.reset();
        m_fixture.reset();
    }

    void shippedPromptIsShownFirst()
    {
        open();
        QCOMPARE(editor()->toPlainText(), shippedPrompt(u"amazon"_s, {}).text);
        QCOMPARE(versions()->count(), 1);
        QVERIFY(versions()->itemText(0).contains(u"in use"));
        QVERIFY(!button("savePromptPushButton")->isEnabled());
        QVERIFY(!button("takeBackPromptPushButton")->isEnabled());
        QVERIFY(!browser("promptDifferenceTextBrowser")->isVisible());
    }

    void changedTextBecomesAVersion()
    {
        open();
        const QString before = editor()->toPlainText();
        editor()->setPlainText(before + u" Always name the colour."_s);
        QVERIFY(browser("promptDifferenceTextBrowser")->isVisible());
        QVERIFY(browser("promptDifferenceTextBrowser")->toPlainText().contains(u"Always name the colour."));
        QTest::mouseClick(button("savePromptPushButton"), Qt::LeftButton);
        QTRY_COMPARE(versions()->count(), 2);
        QVERIFY(versions()->itemText(0).contains(u"Version 1"));
        QTRY_VERIFY(!button("savePromptPushButton")->isEnabled());
        QCOMPARE(inUse().text, before + u" Always name the colour."_s);
        QVERIFY(child<QLabel>("promptResultLabel")->isVisible());
    }

    void olderVersionIsTakenBack()
    {
        open();
        const QString first = editor()->toPlainText();
        editor()->setPlainText(first + u" More."_s);
        QTest::mouseClick(button("savePromptPushButton"), Qt::LeftButton);
        QTRY_COMPARE(versions()->count(), 2);
        versions()->setCurrentIndex(1);
        QVERIFY(browser("promptDifferenceTextBrowser")->isVisible());
        QTest::mouseClick(button("takeBackPromptPushButton"), Qt::LeftButton);
        QTRY_COMPARE(versions()->count(), 3);
        QCOMPARE(inUse().text, first);
        QCOMPARE(inUse().version, 2);
    }

    void unknownPlaceholderIsRefused()
    {
        open();
        editor()->setPlainText(u"Write for {marketplace} in {colour}."_s);
        QTest::mouseClick(button("savePromptPushButton"), Qt::LeftButton);
        QVERIFY(child<QLabel>("promptResultLabel")->isVisible());
        QVERIFY2(child<QLabel>("promptResultLabel")->text().contains(u"colour"),
                 qPrintable(child<QLabel>("promptResultLabel")->text()));
        QCOMPARE(versions()->count(), 1);
    }

    void changesAreDiscarded()
    {
        open();
        editor()->setPlainText(u"Nothing"_s);
        QTest::mouseClick(button("discardPromptPushButton"), Qt::LeftButton);
        QTRY_COMPARE(editor()->toPlainText(), shippedPrompt(u"amazon"_s, {}).text);
    }

    void eachMarketplaceHasItsOwn()
    {
        open();
        choose("promptMarketplaceComboBox", u"ebay"_s);
        QTRY_COMPARE(editor()->toPlainText(), shippedPrompt(u"ebay"_s, {}).text);
    }

    void eachLanguageHasItsOwn()
    {
        save(u"amazon"_s, {}, u"For {marketplace} in any language."_s);
        open();
        choose("promptLanguageComboBox", u"de"_s);
        // what counts as long as German has none of its own
        QTRY_COMPARE(versions()->count(), 1);
        QCOMPARE(editor()->toPlainText(), u"For {marketplace} in any language."_s);
        QVERIFY2(versions()->itemText(0).contains(u"Any language"), qPrintable(versions()->itemText(0)));
        editor()->setPlainText(u"Für {marketplace} auf Deutsch."_s);
        QTest::mouseClick(button("savePromptPushButton"), Qt::LeftButton);
        QTRY_COMPARE(versions()->count(), 2);
        QVERIFY(versions()->itemText(0).startsWith(u"Version 1"));
        QCOMPARE(inUse(u"de"_s).text, u"Für {marketplace} auf Deutsch."_s);
        QCOMPARE(inUse().text, u"For {marketplace} in any language."_s);
        choose("promptLanguageComboBox", u"pl"_s);
        QTRY_COMPARE(editor()->toPlainText(), u"For {marketplace} in any language."_s);
    }

    void withoutAProviderNothingIsTried()
    {
        open();
        QVERIFY(!button("tryPromptPushButton")->isEnabled());
        QVERIFY(!button("tryPromptPushButton")->toolTip().isEmpty());
    }

    void promptIsTriedOnAProduct()
    {
        const QList<ProductId> ids = m_fixture->addProducts(2);
        useService();
        m_service->said = {{u"title"_s, u"Lampe 2 von Bolt"_s},
                           {u"description"_s, u"<p>Eine Lampe, die leuchtet.</p>"_s},
                           {u"bullets"_s, QJsonArray{}}};
        open();
        child<QLineEdit>("trialProductLineEdit")->setText(u"L-2"_s);
        editor()->setPlainText(u"Write about lamps for {marketplace}."_s);
        QTest::mouseClick(button("tryPromptPushButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            browser("promptTrialTextBrowser")->isVisible() || child<QLabel>("promptResultLabel")->isVisible(), 20'000);
        const QString shown = browser("promptTrialTextBrowser")->toPlainText();
        QVERIFY2(shown.contains(u"Lampe 2"), qPrintable(shown + child<QLabel>("promptResultLabel")->text()));
        QVERIFY2(shown.contains(u"tokens"), qPrintable(shown));
        QVERIFY(m_service->questions.value(0).contains("Write about lamps for"));
        QCOMPARE(m_fixture->product(ids[1]).titleOptimized, QString());
        QCOMPARE(versions()->count(), 1);
        const auto paid =
            m_fixture->storage
                ->read([](Database &database) {
                    return ModelCallRepository(database).totalsSince(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
                })
                .result();
        QVERIFY(paid);
        QVERIFY2(paid->inputTokens > 0 && paid->questions == 1, "a trial counts in the budget of the day");
    }

    void usedUpBudgetOfTheDayRefusesATrial()
    {
        m_fixture->addProducts(1);
        useService();
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, u"groq"_s)); // has a price
        QVERIFY(m_fixture->settings->setText(SettingKey::AiBaseUrl, m_service->baseUrl()));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiModel, findProvider(u"groq"_s)->defaultModel));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiDailyBudget, u"2.50"_s));
        const ModelCall spent{u"groq"_s, u"x"_s, 1, 1, 2'500'000, {}};
        QVERIFY(m_fixture->storage
                    ->write([spent](Database &database) { return ModelCallRepository(database).note({spent}); })
                    .result());
        MemorySecrets secrets;
        QVERIFY(secrets.write(providerSecretName(u"groq"_s), u"key"_s));
        m_fixture->services.secrets = &secrets;
        open();
        QTest::mouseClick(button("tryPromptPushButton"), Qt::LeftButton);
        QTRY_VERIFY(child<QLabel>("promptResultLabel")->isVisible());
        QVERIFY2(child<QLabel>("promptResultLabel")->text().contains(u"budget of the day, $2.50"),
                 qPrintable(child<QLabel>("promptResultLabel")->text()));
        QVERIFY(m_service->questions.isEmpty());
        m_section.reset(); // before what it was given goes
    }

    void whatJobsAreAskedCountsForATrial()
    {
        m_fixture->addProducts(1);
        useService();
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, u"groq"_s)); // has a price
        QVERIFY(m_fixture->settings->setText(SettingKey::AiBaseUrl, m_service->baseUrl()));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiModel, findProvider(u"groq"_s)->defaultModel));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiDailyBudget, u"2.50"_s));
        Spending spending;
        const auto share = spending.setAside(*m_fixture->storage, {.bulkJobId = 7}, {}, 2'500'000, {});
        QVERIFY(share);
        (*share)->settle(2'500'000); // a job's, which does not stand in the database yet
        m_fixture->services.spending = &spending;
        MemorySecrets secrets;
        QVERIFY(secrets.write(providerSecretName(u"groq"_s), u"key"_s));
        m_fixture->services.secrets = &secrets;
        open();
        QTest::mouseClick(button("tryPromptPushButton"), Qt::LeftButton);
        QTRY_VERIFY(child<QLabel>("promptResultLabel")->isVisible());
        QVERIFY2(child<QLabel>("promptResultLabel")->text().contains(u"budget of the day"),
                 qPrintable(child<QLabel>("promptResultLabel")->text()));
        QVERIFY(m_service->questions.isEmpty());
        m_section.reset(); // before what it was given goes
    }

    void trialWithoutAPriceIsRefusedWhereABudgetIs()
    {
        m_fixture->addProducts(1);
        useService();
        QVERIFY(m_fixture->settings->setText(SettingKey::AiDailyBudget, u"2.50"_s));
        open();
        QTest::mouseClick(button("tryPromptPushButton"), Qt::LeftButton);
        QTRY_VERIFY(child<QLabel>("promptResultLabel")->isVisible());
        QVERIFY(child<QLabel>("promptResultLabel")->text().contains(u"not known"));
        QVERIFY(m_service->questions.isEmpty());
    }

    void unknownProductIsSaid()
    {
        m_fixture->addProducts(1);
        useService();
        open();
        child<QLineEdit>("trialProductLineEdit")->setText(u"nothing like it"_s);
        QTest::keyClick(child<QLineEdit>("trialProductLineEdit"), Qt::Key_Return);
        QTRY_VERIFY(child<QLabel>("promptResultLabel")->isVisible());
        QVERIFY(child<QLabel>("promptResultLabel")->text().contains(u"nothing like it"));
        QVERIFY(m_service->questions.isEmpty());
    }

private:
    void useService()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, u"custom"_s));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiBaseUrl, m_service->baseUrl()));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiModel, u"small"_s));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProxy, u"none"_s));
    }

    void open()
    {
        m_section = std::make_unique<PromptSection>(m_fixture->services);
        m_section->resize(760, 1000);
        m_section->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_section.get()));
        QTRY_VERIFY(versions()->count() > 0);
    }

    /** For Amazon. */
    Prompt inUse(const QString &language = {})
    {
        return m_fixture->storage
            ->read([language](Database &database) { return promptInUse(database, u"amazon"_s, language); })
            .result()
            .value_or(Prompt{});
    }

    void save(const QString &marketplace, const QString &language, const QString &text)
    {
        const auto work = [=](Database &database) {
            return PromptRepository(database).save(marketplace, language, text, u"anna"_s);
        };
        QVERIFY(m_fixture->storage->write(work).result());
    }

    void choose(const char *name, const QString &key)
    {
        QComboBox *box = child<QComboBox>(name);
        QVERIFY(box->findData(key) >= 0);
        box->setCurrentIndex(box->findData(key));
        Q_EMIT box->activated(box->currentIndex());
    }

    QPlainTextEdit *editor() { return child<QPlainTextEdit>("promptTextEdit"); }
    QComboBox *versions() { return child<QComboBox>("promptVersionComboBox"); }
    QTextBrowser *browser(const char *name) { return child<QTextBrowser>(name); }
    QPushButton *button(const char *name) { return child<QPushButton>(name); }
    template <class T>
    T *child(const char *name)
    {
        return test::child<T>(*m_section, QString::fromLatin1(name));
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<RateLimits> m_limits;
    std::unique_ptr<ModelService> m_service;
    std::unique_ptr<PromptSection> m_section;
};

QTEST_MAIN(PromptSectionTest)
#include "tst_promptsection.moc"
