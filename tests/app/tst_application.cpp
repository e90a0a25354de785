// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services behind the window as they are put together for it, with a language model that a stub plays.
#include "app/application.h"
#include "services/optimizing/optimization.h"
#include "services/optimizing/rulejobs.h"
#include "services/storage/proposalrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/chatstub.h"

#include <QTemporaryDir>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours neverAnswers{1};

QList<Product> lamps(int count)
{
    QList<Product> products;
    for (int i = 0; i < count; ++i) {
        Product product;
        product.sourcePlatform = u"test"_s;
        product.sourceId = QString::number(i);
        product.titleOriginal = u"Lamp number %1"_s.arg(i);
        product.descriptionOriginal = u"<p>Nordkap desk lamp with dimmer and oak foot</p>"_s;
        product.brand = u"Nordkap"_s;
        products.append(product);
    }
    return products;
}

} // namespace

class ApplicationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void modelsJobsAreWorkedOn();
    void whatWasLeftGoesOnAfterTheNextStart();
    void concurrencyHoldsAtOnce();
    void rulesDoNotWaitForAModel();

private:
    void open(std::chrono::milliseconds latency);
    qint64 order();
    JobCounts counts();
    qsizetype proposals();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChatStub> m_stub;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Application> m_application;
};

void ApplicationTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ApplicationTest::cleanup()
{
    m_application.reset();
    m_settings.reset();
    m_stub.reset();
    m_folder.reset();
}

void ApplicationTest::open(std::chrono::milliseconds latency)
{
    m_application.reset();
    if (m_stub) // where it is, the orders of before go on
        m_stub->setLatency(latency);
    else
        m_stub = std::make_unique<ChatStub>(latency);
    QProcessEnvironment environment;
    environment.insert(u"LISTWRIGHT_DATA_FOLDER"_s, m_folder->path());
    environment.insert(u"LISTWRIGHT_AI_PROVIDER"_s, u"custom"_s);
    environment.insert(u"LISTWRIGHT_AI_MODEL"_s, u"stub"_s);
    environment.insert(u"LISTWRIGHT_AI_BASE_URL"_s, m_stub->baseUrl());
    environment.insert(u"LISTWRIGHT_AI_KEY"_s, u"none"_s);
    environment.insert(u"LISTWRIGHT_AI_PROXY"_s, u"none"_s);
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s), environment);
    m_application = std::make_unique<Application>(*m_settings);
    const auto opened = m_application->open(u"sqlite://"_s + m_folder->filePath(u"catalog.db"_s), false);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
}

qint64 ApplicationTest::order()
{
    const Services services = m_application->services();
    OptimizationOrder order;
    order.task = {.provider = u"custom"_s,
                  .model = u"stub"_s,
                  .strongModel = {},
                  .language = u"en"_s,
                  .parts = {OptimizePart::Title}};
    order.marketplaces = {u"ebay"_s};
    order.baseUrl = QUrl(m_stub->baseUrl());
    const auto bulk = orderOptimization(*services.storage, services.rulePacks, order);
    services.jobs->wake();
    return bulk.value_or(0);
}

JobCounts ApplicationTest::counts()
{
    return valueOf(m_application->services().storage->read(
        [](Database &database) { return JobRepository(database).counts({.kind = u"optimize"_s}); }));
}

qsizetype ApplicationTest::proposals()
{
    return valueOf(m_application->services().storage->read(
                       [](Database &database) { return ProposalRepository(database).open(0, 1000); }))
        .size();
}

void ApplicationTest::modelsJobsAreWorkedOn()
{
    open(std::chrono::milliseconds(20));
    insertProducts(*m_application->services().storage, lamps(12));
    QVERIFY(order() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(counts().completed, 12, 60'000);
    QCOMPARE(m_stub->questions(), 12);
    QCOMPARE(proposals(), 12);
}

void ApplicationTest::whatWasLeftGoesOnAfterTheNextStart()
{
    open(neverAnswers);
    insertProducts(*m_application->services().storage, lamps(6));
    QVERIFY(order() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_stub->questions(), 4, 60'000); // as many as are asked at once
    m_application.reset();                                     // the program ends
    open(std::chrono::milliseconds(20));
    QTRY_COMPARE_WITH_TIMEOUT(counts().completed, 6, 60'000);
    QCOMPARE(proposals(), 6);
}

void ApplicationTest::concurrencyHoldsAtOnce()
{
    open(neverAnswers);
    QVERIFY(m_settings->setNumber(SettingKey::AiConcurrency, 1));
    insertProducts(*m_application->services().storage, lamps(20));
    QVERIFY(order() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_stub->questions(), 1, 60'000);
    QVERIFY(m_settings->setNumber(SettingKey::AiConcurrency, 9)); // more than there were threads
    QTRY_COMPARE_WITH_TIMEOUT(m_stub->questions(), 9, 60'000);
    QCOMPARE(counts().running, 9);
}

void ApplicationTest::rulesDoNotWaitForAModel()
{
    open(neverAnswers);
    const Services services = m_application->services();
    QVERIFY(m_settings->setNumber(SettingKey::AiConcurrency, 6));
    insertProducts(*services.storage, lamps(20));
    QVERIFY(order() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_stub->questions(), 6, 60'000);
    const auto bulk =
        orderByRules(*services.storage, {.pack = services.rulePacks.find(u"amazon"_s), .query = {}, .ids = {}});
    QVERIFY(bulk);
    services.jobs->wake();
    services.jobs->waitForBulk(*bulk, {});
    QCOMPARE(counts().running, 6);
    QCOMPARE(m_stub->questions(), 6);
}

QTEST_GUILESS_MAIN(ApplicationTest)
#include "tst_application.moc"
