// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/provider.h"

#include <QDir>
#include <QHostAddress>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

/** The presets that ship, and what is read out of them. */
class ProviderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void presetsStandInOrder();
    void everyFileIsRead();
    void everyPresetIsWhole_data();
    void everyPresetIsWhole();
    void localOnesNeedNoKeyAndCostNothing_data();
    void localOnesNeedNoKeyAndCostNothing();
    void pricesHaveADateAndASource();
    void formOfTheAnswer_data();
    void formOfTheAnswer();
    void pricesByName();
    void costIsRoundedUp();
    void adjustmentsChangeTheRequest();
    void hostForLimits_data();
    void hostForLimits();
    void unknownKey();
};

void ProviderTest::presetsStandInOrder()
{
    QStringList keys;
    const QList<Provider> presets = providerPresets();
    for (const Provider &provider : presets)
        keys.append(provider.key);
    QCOMPARE(keys, (QStringList{u"groq"_s, u"openai"_s, u"gemini"_s, u"openrouter"_s, u"ollama"_s, u"lmstudio"_s,
                                u"llamacpp"_s, u"custom"_s}));
    QCOMPARE(presets.first().defaultModel, u"llama-3.3-70b-versatile"_s);
}

void ProviderTest::everyFileIsRead()
{
    const QDir folder(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/resources/providers"));
    QCOMPARE(providerPresets().size(), folder.entryList({u"*.json"_s}).size());
}

void ProviderTest::everyPresetIsWhole_data()
{
    QTest::addColumn<QString>("key");
    const QList<Provider> presets = providerPresets();
    for (const Provider &provider : presets)
        QTest::newRow(qPrintable(provider.key)) << provider.key;
}

void ProviderTest::everyPresetIsWhole()
{
    QFETCH(QString, key);
    const Provider provider = *findProvider(key);
    QVERIFY(!provider.name.isEmpty());
    QVERIFY(!provider.tokensMember.isEmpty());
    QCOMPARE(providerSecretName(key), u"ai/"_s + key);
    QCOMPARE(provider.needsKey, !provider.keyPage.isEmpty());
    if (provider.needsKey) {
        QCOMPARE(provider.baseUrl.scheme(), u"https"_s);
        QCOMPARE(QUrl(provider.keyPage).scheme(), u"https"_s);
        QVERIFY(!provider.defaultModel.isEmpty());
    }
    QVERIFY(!provider.baseUrl.path().endsWith(u'/'));
    QCOMPARE(provider.baseUrl.isEmpty(), key == u"custom"_s);
}

void ProviderTest::localOnesNeedNoKeyAndCostNothing_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("address");
    QTest::newRow("ollama") << u"ollama"_s << u"http://127.0.0.1:11434/v1"_s;
    QTest::newRow("lmstudio") << u"lmstudio"_s << u"http://127.0.0.1:1234/v1"_s;
    QTest::newRow("llamacpp") << u"llamacpp"_s << u"http://127.0.0.1:8080/v1"_s;
}

void ProviderTest::localOnesNeedNoKeyAndCostNothing()
{
    QFETCH(QString, key);
    QFETCH(QString, address);
    const Provider provider = *findProvider(key);
    QCOMPARE(provider.baseUrl.toString(), address);
    QVERIFY(QHostAddress(provider.baseUrl.host()).isLoopback());
    QVERIFY(!provider.needsKey);
    const auto price = provider.priceOf(u"any-model:7b"_s);
    QVERIFY(price);
    QCOMPARE(costOf(*price, 1'000'000, 1'000'000), 0);
}

void ProviderTest::pricesHaveADateAndASource()
{
    const QList<Provider> presets = providerPresets();
    for (const Provider &provider : presets) {
        const bool costs = std::any_of(provider.prices.begin(), provider.prices.end(),
                                       [](const ModelPrice &price) { return price.input > 0; });
        QCOMPARE(provider.pricesOf.isValid(), costs);
        QCOMPARE(QUrl(provider.pricesSource).scheme() == u"https"_s, costs);
        for (const ModelPrice &price : provider.prices)
            QVERIFY2(!costs || (price.input > 0 && price.output >= price.input), qPrintable(price.model));
    }
    for (const QString &key : {u"groq"_s, u"openai"_s, u"gemini"_s}) {
        const Provider provider = *findProvider(key);
        QVERIFY2(provider.priceOf(provider.defaultModel), qPrintable(key));
        QVERIFY2(provider.priceOf(provider.strongModel), qPrintable(key));
    }
}

void ProviderTest::formOfTheAnswer_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("model");
    QTest::addColumn<Provider::Form>("form");
    using Form = Provider::Form;
    QTest::newRow("groq, llama") << u"groq"_s << u"llama-3.3-70b-versatile"_s << Form::JsonObject;
    QTest::newRow("groq, gpt-oss") << u"groq"_s << u"openai/gpt-oss-20b"_s << Form::JsonSchema;
    QTest::newRow("openai") << u"openai"_s << u"gpt-4.1-mini"_s << Form::JsonSchema;
    QTest::newRow("openai, dated") << u"openai"_s << u"gpt-4o-mini-2024-07-18"_s << Form::JsonSchema;
    QTest::newRow("openai, old") << u"openai"_s << u"gpt-3.5-turbo"_s << Form::JsonObject;
    QTest::newRow("gemini") << u"gemini"_s << u"gemini-2.5-flash"_s << Form::JsonSchema;
    QTest::newRow("gemini, gemma") << u"gemini"_s << u"gemma-3-27b-it"_s << Form::Text;
    QTest::newRow("ollama") << u"ollama"_s << u"llama3.1"_s << Form::JsonSchema;
    QTest::newRow("custom") << u"custom"_s << u"anything"_s << Form::JsonObject;
}

void ProviderTest::formOfTheAnswer()
{
    QFETCH(QString, key);
    QFETCH(QString, model);
    QFETCH(Provider::Form, form);
    QCOMPARE(findProvider(key)->formFor(model), form);
}

void ProviderTest::pricesByName()
{
    Provider provider;
    provider.prices = {{u"one-large"_s, 3, 4}, {u"one-*"_s, 1, 2}};
    QCOMPARE(provider.priceOf(u"one-large"_s)->input, 3);
    QCOMPARE(provider.priceOf(u"one-small"_s)->input, 1);
    QVERIFY(!provider.priceOf(u"one"_s));
    QVERIFY(!provider.priceOf(u"two"_s));
    QVERIFY(!provider.priceOf({}));
    QCOMPARE(findProvider(u"groq"_s)->priceOf(u"llama-3.3-70b-versatile"_s)->input, 590'000);
}

void ProviderTest::costIsRoundedUp()
{
    const ModelPrice price{{}, 590'000, 790'000};
    QCOMPARE(costOf(price, 1'000'000, 1'000'000), 1'380'000); // 1.38 dollars
    QCOMPARE(costOf(price, 0, 0), 0);
    QCOMPARE(costOf(price, 1, 0), 1);
    QCOMPARE(costOf(price, 100, 0), 59); // exactly
    QCOMPARE(costOf(price, 1000, 500), 985);
}

void ProviderTest::adjustmentsChangeTheRequest()
{
    const Provider gemini = *findProvider(u"gemini"_s);
    const QJsonObject settings =
        gemini.adjusted({{u"generationConfig"_s, QJsonObject{{u"temperature"_s, 0.3}}}}, u"gemini-2.5-flash"_s)
            .value(u"generationConfig")
            .toObject();
    QCOMPARE(settings.value(u"temperature").toDouble(), 0.3);
    QCOMPARE(settings.value(u"thinkingConfig")[u"thinkingBudget"].toInt(-1), 0);
    const Provider openai = *findProvider(u"openai"_s);
    const QJsonObject request{{u"temperature"_s, 0.3}, {u"model"_s, u"m"_s}};
    QVERIFY(!openai.adjusted(request, u"o3-mini"_s).contains(u"temperature"));
    QCOMPARE(openai.adjusted(request, u"gpt-4.1-mini"_s), request);
    QCOMPARE(openai.adjusted(request, u"gpt-5.4-mini"_s).value(u"reasoning_effort").toString(), u"low"_s);
}

void ProviderTest::hostForLimits_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("host");
    QTest::newRow("https") << u"https://api.example.com/v1"_s << u"api.example.com:443"_s;
    QTest::newRow("http") << u"http://api.example.com/v1"_s << u"api.example.com:80"_s;
    QTest::newRow("port") << u"http://127.0.0.1:11434/v1"_s << u"127.0.0.1:11434"_s;
}

void ProviderTest::hostForLimits()
{
    QFETCH(QString, address);
    QFETCH(QString, host);
    Provider provider;
    provider.baseUrl = QUrl(address);
    QCOMPARE(provider.host(), host);
}

void ProviderTest::unknownKey()
{
    QVERIFY(!findProvider(u"nobody"_s));
    QVERIFY(!findProvider({}));
}

QTEST_GUILESS_MAIN(ProviderTest)
#include "tst_provider.moc"
