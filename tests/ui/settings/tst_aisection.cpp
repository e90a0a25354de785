// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The choice of a model, its key, and that the key is seen nowhere on the way.
#include "services/net/ratelimits.h"
#include "services/optimizing/optimizationsettings.h"
#include "tests/ui/modelservice.h"
#include "tests/ui/pagefixture.h"
#include "ui/settings/aisection.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QString planted = u"gsk_planted-Key-1234567890"_s;

} // namespace

class AiSectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_secrets = std::make_unique<MemorySecrets>();
        m_limits = std::make_unique<RateLimits>();
        m_service = std::make_unique<ModelService>();
        m_fixture->services.secrets = m_secrets.get();
        m_fixture->services.limits = m_limits.get();
    }

    void cleanup()
    {
        m_section.reset();
        m_service.reset();
        m_limits.reset();
        m_secrets.reset();
        m_fixture.reset();
    }

    void rulesAskForNothing()
    {
        open();
        QCOMPARE(combo("providerComboBox")->currentData().toString(), u"rules"_s);
        for (const char *name : {"keyBox", "modelComboBox", "strongModelComboBox", "baseUrlLineEdit"})
            QVERIFY2(!child<QWidget>(name)->isVisible(), name);
        QVERIFY(child<QLineEdit>("dailyBudgetLineEdit")->isVisible());
    }

    void groqIsTheFirstProvider()
    {
        open();
        QCOMPARE(combo("providerComboBox")->itemData(1).toString(), u"groq"_s);
        choose(u"groq"_s);
        QCOMPARE(set(SettingKey::AiProvider), u"groq"_s);
        QVERIFY(child<QWidget>("keyBox")->isVisible());
        QCOMPARE(combo("modelComboBox")->lineEdit()->placeholderText(), u"llama-3.3-70b-versatile"_s);
        QVERIFY(line("baseUrlLineEdit")->placeholderText().startsWith(u"https://api.groq.com"));
        QTRY_VERIFY(label("keyStateLabel")->text().contains(u"console.groq.com"));
    }

    void anotherProviderForgetsTheModel()
    {
        open(u"openai"_s);
        combo("modelComboBox")->setEditText(u"gpt-4o-mini"_s);
        Q_EMIT combo("modelComboBox")->lineEdit()->editingFinished();
        QCOMPARE(set(SettingKey::AiModel), u"gpt-4o-mini"_s);
        choose(u"gemini"_s);
        QCOMPARE(set(SettingKey::AiModel), QString());
        QCOMPARE(combo("modelComboBox")->currentText(), QString());
        QVERIFY(!combo("modelComboBox")->lineEdit()->placeholderText().isEmpty());
    }

    void anotherProviderKeepsTheAddressForItsJobs()
    {
        open(u"openai"_s);
        line("baseUrlLineEdit")->setText(u"https://gateway.example/v1"_s);
        Q_EMIT line("baseUrlLineEdit")->editingFinished();
        choose(u"gemini"_s);
        QCOMPARE(set(SettingKey::AiBaseUrl), QString());
        QCOMPARE(line("baseUrlLineEdit")->text(), QString());
        const auto openAi = providerFor(u"openai"_s, optimizationSettings(*m_fixture->settings));
        QCOMPARE(openAi->baseUrl, QUrl(u"https://gateway.example/v1"_s));
        choose(u"openai"_s);
        QCOMPARE(line("baseUrlLineEdit")->text(), u"https://gateway.example/v1"_s);
    }

    void testAndFetchStayPossibleAfterAChoice()
    {
        QVERIFY(m_secrets->write(u"ai/groq"_s, planted));
        open();
        for (const QString &provider : {u"openai"_s, u"groq"_s}) {
            choose(provider);
            QTRY_VERIFY(button("testModelPushButton")->isEnabled());
            QTRY_VERIFY(button("fetchModelsPushButton")->isEnabled());
        }
        line("baseUrlLineEdit")->setText(m_service->baseUrl());
        Q_EMIT line("baseUrlLineEdit")->editingFinished();
        QTest::mouseClick(button("testModelPushButton"), Qt::LeftButton);
        QTRY_VERIFY(label("modelResultLabel")->text().contains(u"answers"_s));
        QTRY_VERIFY(button("testModelPushButton")->isEnabled());
    }

    void keyIsKeptAndNeverShown()
    {
        open(u"groq"_s);
        QVERIFY(!button("keepKeyPushButton")->isEnabled());
        QTest::keyClicks(line("keyLineEdit"), planted);
        QCOMPARE(line("keyLineEdit")->echoMode(), QLineEdit::Password);
        QTest::mouseClick(button("keepKeyPushButton"), Qt::LeftButton);
        QTRY_COMPARE(m_secrets->entries().value(u"ai/groq"_s), planted);
        QTRY_VERIFY(line("keyLineEdit")->text().isEmpty());
        QTRY_VERIFY(label("keyStateLabel")->text().contains(u"A drawer"_s));
        QVERIFY(button("removeKeyPushButton")->isEnabled());
        m_section.reset();
        open(u"groq"_s);
        QTRY_VERIFY(button("removeKeyPushButton")->isEnabled());
        QVERIFY(line("keyLineEdit")->text().isEmpty());
        for (const QWidget *widget : m_section->findChildren<QWidget *>())
            QVERIFY(!widget->property("text").toString().contains(planted));
        QVERIFY(m_fixture->settings->setNumber(SettingKey::AiCacheHours, 25));
        keyIsInNoFile();
    }

    void keyIsRemoved()
    {
        QVERIFY(m_secrets->write(u"ai/groq"_s, planted));
        open(u"groq"_s);
        QTRY_VERIFY(button("removeKeyPushButton")->isEnabled());
        QTest::mouseClick(button("removeKeyPushButton"), Qt::LeftButton);
        QTRY_VERIFY(m_secrets->isEmpty());
        QTRY_VERIFY(!button("removeKeyPushButton")->isEnabled());
    }

    void refusedKeyIsSaid()
    {
        m_secrets->refuse();
        open(u"groq"_s);
        line("keyLineEdit")->setText(planted);
        QTest::keyClick(line("keyLineEdit"), Qt::Key_Return);
        QTRY_COMPARE(label("modelResultLabel")->text(), u"The keychain refused."_s);
        QCOMPARE(label("modelResultLabel")->palette().color(QPalette::WindowText), tokens(m_section.get()).danger);
        QCOMPARE(line("keyLineEdit")->text(), planted);
    }

    void withoutAStoreTheEnvironmentIsNamed()
    {
        m_fixture->services.secrets = nullptr;
        open(u"groq"_s);
        QVERIFY(!line("keyLineEdit")->isEnabled());
        QVERIFY(label("keyStateLabel")->text().contains(u"LISTWRIGHT_AI_KEY"_s));
    }

    void environmentLocks()
    {
        QProcessEnvironment environment;
        environment.insert(u"LISTWRIGHT_DATA_FOLDER"_s, m_fixture->folder.path());
        environment.insert(u"LISTWRIGHT_AI_PROVIDER"_s, u"groq"_s);
        environment.insert(u"LISTWRIGHT_AI_KEY"_s, planted);
        environment.insert(u"LISTWRIGHT_AI_MODEL"_s, u"mine"_s);
        m_fixture->settings = std::make_unique<Settings>(m_fixture->folder.filePath(u"settings.ini"_s), environment);
        m_fixture->services.settings = m_fixture->settings.get();
        open();
        for (const char *name : {"providerComboBox", "modelComboBox", "keyLineEdit"})
            QVERIFY2(!child<QWidget>(name)->isEnabled(), name);
        QCOMPARE(combo("modelComboBox")->currentText(), u"mine"_s);
        QVERIFY(label("keyStateLabel")->text().contains(u"LISTWRIGHT_AI_KEY"_s));
        QVERIFY(label("modelComboBoxHintLabel")->text().contains(u"LISTWRIGHT_AI_MODEL"_s));
    }

    void workingModelIsSaid()
    {
        openService();
        line("keyLineEdit")->setText(planted);
        m_service->said = {{u"ok"_s, true}};
        QTest::mouseClick(button("testModelPushButton"), Qt::LeftButton);
        QVERIFY2(!button("testModelPushButton")->isEnabled(), "the answer comes later");
        QTRY_VERIFY(button("testModelPushButton")->isEnabled());
        QVERIFY2(label("modelResultLabel")->text().contains(u"small"), qPrintable(label("modelResultLabel")->text()));
        QCOMPARE(label("modelResultLabel")->palette().color(QPalette::WindowText), tokens(m_section.get()).success);
        QCOMPARE(m_service->authorizations.value(0), "Bearer " + planted.toUtf8());
        keyIsInNoFile();
    }

    void wrongKeyIsSaidInPlainWords()
    {
        openService();
        m_service->status = 401;
        QTest::mouseClick(button("testModelPushButton"), Qt::LeftButton);
        QTRY_VERIFY(button("testModelPushButton")->isEnabled());
        QVERIFY2(label("modelResultLabel")->text().contains(u"key"), qPrintable(label("modelResultLabel")->text()));
        QCOMPARE(label("modelResultLabel")->palette().color(QPalette::WindowText), tokens(m_section.get()).danger);
    }

    void serviceThatIsNotThereIsSaid()
    {
        openService();
        m_service->close();
        QTest::mouseClick(button("testModelPushButton"), Qt::LeftButton);
        QTRY_VERIFY(button("testModelPushButton")->isEnabled());
        QCOMPARE(label("modelResultLabel")->palette().color(QPalette::WindowText), tokens(m_section.get()).danger);
        QVERIFY(!label("modelResultLabel")->text().isEmpty());
    }

    void missingKeyIsSaidWithoutAsking()
    {
        open(u"groq"_s);
        QTest::mouseClick(button("testModelPushButton"), Qt::LeftButton);
        QTRY_VERIFY(button("testModelPushButton")->isEnabled());
        QVERIFY(label("modelResultLabel")->text().contains(u"console.groq.com"));
    }

    void modelsAreFetched()
    {
        openService();
        combo("strongModelComboBox")->setEditText(u"mine"_s);
        QTest::mouseClick(button("fetchModelsPushButton"), Qt::LeftButton);
        QTRY_COMPARE(combo("modelComboBox")->count(), 2);
        QCOMPARE(combo("modelComboBox")->itemText(0), u"large"_s);
        QCOMPARE(combo("modelComboBox")->currentText(), u"small"_s);
        QCOMPARE(combo("strongModelComboBox")->currentText(), u"mine"_s);
        combo("modelComboBox")->setCurrentIndex(0);
        Q_EMIT combo("modelComboBox")->activated(0);
        QCOMPARE(set(SettingKey::AiModel), u"large"_s);
    }

    void limitsAreKept()
    {
        open();
        line("dailyBudgetLineEdit")->setText(u"2.50"_s);
        Q_EMIT line("dailyBudgetLineEdit")->editingFinished();
        QCOMPARE(set(SettingKey::AiDailyBudget), u"2.50"_s);
        line("batchBudgetLineEdit")->setText(u"a lot"_s);
        Q_EMIT line("batchBudgetLineEdit")->editingFinished();
        QCOMPARE(set(SettingKey::AiBatchBudget), QString());
        QVERIFY(label("problemLabel")->isVisible());
        auto *gain = child<QSpinBox>("acceptGainSpinBox");
        QCOMPARE(gain->text(), u"Never"_s);
        gain->setValue(15);
        QCOMPARE(m_fixture->settings->number(SettingKey::AiAcceptGain), 15);
        QVERIFY(gain->text().contains(u"15"));
        QVERIFY(label("acceptGainSpinBoxHintLabel")->text().contains(u"undone"));
    }

private:
    void open(const QString &provider = {})
    {
        if (!provider.isEmpty())
            QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, provider));
        m_section = std::make_unique<AiSection>(m_fixture->services);
        m_section->resize(760, 1400);
        m_section->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_section.get()));
    }

    /** The service of this test as the provider "custom" with the model "small". */
    void openService()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, u"custom"_s));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiBaseUrl, m_service->baseUrl()));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiModel, u"small"_s));
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProxy, u"none"_s));
        open();
    }

    void choose(const QString &provider)
    {
        QComboBox *choice = combo("providerComboBox");
        choice->setCurrentIndex(choice->findData(provider));
        Q_EMIT choice->activated(choice->currentIndex());
    }

    void keyIsInNoFile()
    {
        QDirIterator files(m_fixture->folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(planted.toUtf8()), qPrintable(file.fileName()));
        }
    }

    QString set(SettingKey key) { return m_fixture->settings->text(key); }
    QComboBox *combo(const char *name) { return child<QComboBox>(name); }
    QLineEdit *line(const char *name) { return child<QLineEdit>(name); }
    QLabel *label(const char *name) { return child<QLabel>(name); }
    QPushButton *button(const char *name) { return child<QPushButton>(name); }
    template <class T>
    T *child(const char *name)
    {
        return test::child<T>(*m_section, QString::fromLatin1(name));
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<MemorySecrets> m_secrets;
    std::unique_ptr<RateLimits> m_limits;
    std::unique_ptr<ModelService> m_service;
    std::unique_ptr<AiSection> m_section;
};

QTEST_MAIN(AiSectionTest)
#include "tst_aisection.moc"
