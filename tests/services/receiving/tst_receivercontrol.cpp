// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/receiving/receivercontrol.h"
#include "services/secrets/secretstore.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/httpstub.h"
#include "tests/support/rawhttp.h"
#include "tests/support/secureclient.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

} // namespace

class TestReceiverControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void offUntilItIsSwitchedOn();
    void settingsChangeItWhileItRuns();
    void aTakenPortIsToldAndAnotherOffered();
    void wrongAddressesAreTold_data();
    void wrongAddressesAreTold();
    void beyondThisMachineWithConsentOnly();
    void aCertificateMakesItEncrypted();
    void aCertificateThatIsUnfitIsTold();
    void theSecretIsKeptAndRotated();
    void whatIsRotatedElsewhereIsFollowed();
    void withoutAStoreTheSecretLastsAsLongAsTheProgram();

private:
    using State = ReceiverControl::State;

    void make(const QProcessEnvironment &environment = {});
    void set(SettingKey key, const QString &value);
    quint16 port() const { return static_cast<quint16>(QUrl(m_control->address()).port(0)); }
    int send(const QString &secret) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CatalogFixture> m_fixture;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ReceiverControl> m_control;
};

void TestReceiverControl::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<CatalogFixture>();
    m_storage = m_fixture->open();
    auto secrets = openSecretStore(
        {.place = SecretStoreOptions::Place::Vault, .vaultFile = m_folder->filePath(u"secrets.vault"_s)});
    QVERIFY(secrets);
    m_secrets = *std::move(secrets);
}

void TestReceiverControl::cleanup()
{
    m_control.reset();
    m_settings.reset();
    m_secrets.reset();
    m_storage.reset();
    m_fixture.reset();
}

void TestReceiverControl::make(const QProcessEnvironment &environment)
{
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s), environment);
    set(SettingKey::ServerListen, u"127.0.0.1:0"_s);
    m_control = std::make_unique<ReceiverControl>(*m_storage, *m_settings, m_secrets.get(), RulePacks(), [] {});
}

void TestReceiverControl::set(SettingKey key, const QString &value)
{
    const auto kept = m_settings->setText(key, value);
    QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
}

int TestReceiverControl::send(const QString &secret) const
{
    return sendRequest(port(), postRequest("/api/import/webhook", R"([{"source_id":"1","title":"Drill"}])",
                                           "X-Webhook-Secret: " + secret.toLatin1() + "\r\n"))
        .status;
}

void TestReceiverControl::offUntilItIsSwitchedOn()
{
    make();
    QCOMPARE(m_control->state(), State::Off);
    QVERIFY(m_control->address().isEmpty());
    QSignalSpy received(m_control.get(), &ReceiverControl::received);
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QCOMPARE(send(m_control->secret().current), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->answered(), 1, patience);
    QCOMPARE(received.count(), 1);
    const quint16 was = port();
    set(SettingKey::ServerEnabled, u"no"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Off, patience);
    QTRY_COMPARE_WITH_TIMEOUT(sendRequest(was, postRequest("/health", {})).status, 0, patience);
}

void TestReceiverControl::settingsChangeItWhileItRuns()
{
    make();
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QSignalSpy changed(m_control.get(), &ReceiverControl::changed);
    set(SettingKey::WebhookProofKind, u"signature"_s);
    QTRY_VERIFY_WITH_TIMEOUT(changed.count() >= 3 && m_control->state() == State::On, patience);
    QCOMPARE(send(m_control->secret().current), 401);
}

void TestReceiverControl::aTakenPortIsToldAndAnotherOffered()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    make();
    set(SettingKey::ServerListen, u"127.0.0.1:%1"_s.arg(other.serverPort()));
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Failed, patience);
    QVERIFY(m_control->problem().contains(QString::number(other.serverPort())));
    QVERIFY(m_control->offered().startsWith(u"127.0.0.1:"_s));
    set(SettingKey::ServerListen, m_control->offered());
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QVERIFY(m_control->offered().isEmpty());
    QCOMPARE(send(m_control->secret().current), 200);
}

void TestReceiverControl::wrongAddressesAreTold_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("nonsense") << u"nonsense"_s;
    QTest::newRow("no port") << u"127.0.0.1:x"_s;
    QTest::newRow("beyond this machine") << u"0.0.0.0:8765"_s;
}

void TestReceiverControl::wrongAddressesAreTold()
{
    QFETCH(QString, address);
    make();
    set(SettingKey::ServerListen, address);
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Failed, patience);
    QVERIFY(!m_control->problem().isEmpty());
    QVERIFY(m_control->offered().isEmpty());
}

void TestReceiverControl::beyondThisMachineWithConsentOnly()
{
    make();
    set(SettingKey::ServerListen, u"0.0.0.0:0"_s);
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Failed, patience);
    QVERIFY(!m_control->isExposed());
    set(SettingKey::ServerWithoutTls, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QVERIFY(m_control->isExposed());
    QCOMPARE(send(m_control->secret().current), 200);
    set(SettingKey::ServerListen, u"127.0.0.1:0"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_control->state() == State::On && m_control->address().contains(u"127.0.0.1"), patience);
    QVERIFY(!m_control->isExposed());
}

void TestReceiverControl::aCertificateMakesItEncrypted()
{
    const auto made = makeCertificate(m_folder->path());
    if (!made)
        QSKIP("openssl is not installed");
    make();
    set(SettingKey::ServerCertificate, made->certificate);
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Failed, patience); // until the key is there
    set(SettingKey::ServerCertificateKey, made->key);
    QVERIFY(m_control->webhookAddress().startsWith(u"https://"_s)); // also before it is on
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QVERIFY2(m_control->address().startsWith(u"https://127.0.0.1:"_s), qPrintable(m_control->address()));
    const QByteArray request = postRequest("/api/import/webhook", R"([{"source_id":"1","title":"Drill"}])",
                                           "X-Webhook-Secret: " + m_control->secret().current.toLatin1() + "\r\n");
    QVERIFY(SecureClient::ask(made->certificate, port(), request).startsWith("HTTP/1.1 200 "));
    QCOMPARE(sendRequest(port(), request).status, 0);
    set(SettingKey::ServerListen, u"0.0.0.0:0"_s); // needs no consent
    QTRY_VERIFY_WITH_TIMEOUT(m_control->state() == State::On && m_control->address().contains(u"localhost"), patience);
    QVERIFY(!m_control->isExposed());
    QVERIFY(SecureClient::ask(made->certificate, port(), request).startsWith("HTTP/1.1 200 "));
}

void TestReceiverControl::aCertificateThatIsUnfitIsTold()
{
    make();
    set(SettingKey::ServerCertificate, u"/nowhere/certificate.pem"_s);
    set(SettingKey::ServerCertificateKey, u"/nowhere/key.pem"_s);
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Failed, patience);
    QVERIFY2(m_control->problem().contains(u"/nowhere/certificate.pem"_s), qPrintable(m_control->problem()));
}

void TestReceiverControl::theSecretIsKeptAndRotated()
{
    make();
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    const QString first = m_control->secret().current;
    m_control = std::make_unique<ReceiverControl>(*m_storage, *m_settings, m_secrets.get(), RulePacks(), [] {});
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QCOMPARE(m_control->secret().current, first);
    QVERIFY(m_control->canRotate());
    m_control->rotateSecret();
    QTRY_VERIFY_WITH_TIMEOUT(m_control->secret().current != first, patience);
    QCOMPARE(send(m_control->secret().current), 200);
    QCOMPARE(send(first), 200); // for a day
    QCOMPARE(send(u"neither"_s), 401);
    m_control.reset();
    QProcessEnvironment environment;
    environment.insert(u"LISTWRIGHT_WEBHOOK_SECRET"_s, u"given"_s);
    make(environment);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QVERIFY(!m_control->canRotate());
    QCOMPARE(send(u"given"_s), 200);
}

void TestReceiverControl::whatIsRotatedElsewhereIsFollowed()
{
    make();
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    const QString first = m_control->secret().current;
    const auto other = openSecretStore(
        {.place = SecretStoreOptions::Place::Vault, .vaultFile = m_folder->filePath(u"secrets.vault"_s)});
    QVERIFY(other);
    const auto rotated = rotateWebhookSecret(**other, std::chrono::seconds(0));
    QVERIFY(rotated);
    QTRY_COMPARE_WITH_TIMEOUT(send(rotated->current), 200, patience);
    QCOMPARE(send(first), 401);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->secret().current, rotated->current, patience);
    const auto again = rotateWebhookSecret(**other, std::chrono::seconds(0));
    QVERIFY(again);
    // though nobody shows the new one, the old one ends
    QTRY_COMPARE_WITH_TIMEOUT(m_control->secret().current, again->current, patience);
    QCOMPARE(send(rotated->current), 401);
}

void TestReceiverControl::withoutAStoreTheSecretLastsAsLongAsTheProgram()
{
    m_secrets.reset();
    make();
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    const QString secret = m_control->secret().current;
    QCOMPARE(send(secret), 200);
    set(SettingKey::ServerEnabled, u"no"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::Off, patience);
    set(SettingKey::ServerEnabled, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), State::On, patience);
    QCOMPARE(m_control->secret().current, secret);
}

QTEST_GUILESS_MAIN(TestReceiverControl)
#include "tst_receivercontrol.moc"
