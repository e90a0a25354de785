// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's status line about what is received from other programs.
#include "services/receiving/receivercontrol.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/pagefixture.h"
#include "ui/widgets/statuspanel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTcpServer>
#include <QToolButton>
#include <QUrl>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

} // namespace

class ReceivingStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_panel.reset();
        m_receiver.reset();
        m_fixture.reset();
    }

    void addressAndStateAreShown()
    {
        open();
        QVERIFY(m_button->isVisible());
        QCOMPARE(m_button->text(), u"Receiving is off"_s);
        set(SettingKey::ServerEnabled, u"yes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_receiver->state(), ReceiverControl::State::On, patience);
        QVERIFY(m_button->text().startsWith(u"127.0.0.1:"_s));
        QCOMPARE(m_button->text(), authority());
        QCOMPARE(m_button->accessibleName(), u"Receiving: "_s + authority());
        QCOMPARE(m_button->toolTip(), u"What other programs send"_s);
        const QString before = authority();
        set(SettingKey::ServerListen, u"127.0.0.2:0"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_button->text().startsWith(u"127.0.0.2:"_s), patience);
        QVERIFY(authority() != before);
        set(SettingKey::ServerEnabled, u"no"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_button->text(), u"Receiving is off"_s, patience);
        QCOMPARE(m_button->accessibleName(), u"Receiving: Receiving is off"_s);
    }

    void requestsAreCountedAsTheyCome()
    {
        open();
        set(SettingKey::ServerEnabled, u"yes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_button->text(), authority(), patience);
        send(m_receiver->secret().current);
        QTRY_COMPARE_WITH_TIMEOUT(m_button->text(), authority() + u": 1 request(s)"_s, patience);
        send(m_receiver->secret().current);
        send(u"wrong"_s); // answered as well
        QTRY_COMPARE_WITH_TIMEOUT(m_button->text(), authority() + u": 3 request(s)"_s, patience);
        QCOMPARE(m_button->accessibleName(), u"Receiving: "_s + m_button->text());
    }

    void addressIsCopied()
    {
        open();
        QAction *copy = action(u"copyReceivingAddressAction"_s);
        QVERIFY2(!copy->isEnabled(), "nothing listens");
        set(SettingKey::ServerEnabled, u"yes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_receiver->state(), ReceiverControl::State::On, patience);
        copy = action(u"copyReceivingAddressAction"_s);
        QVERIFY(copy->isEnabled());
        QGuiApplication::clipboard()->setText(u"something else"_s);
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://"_s + authority() + u"/api/import/webhook"_s);
        QCOMPARE(m_fixture->notifications.recent().size(), 1);
    }

    void aTakenPortIsSaid()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        set(SettingKey::ServerListen, u"127.0.0.1:%1"_s.arg(other.serverPort()));
        open();
        const QImage plain = m_button->icon().pixmap(16).toImage();
        set(SettingKey::ServerEnabled, u"yes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_button->text(), u"Not receiving"_s, patience);
        QVERIFY2(m_button->toolTip().contains(QString::number(other.serverPort())), qPrintable(m_button->toolTip()));
        QVERIFY2(m_button->icon().pixmap(16).toImage() != plain, "it is marked");
        QVERIFY(!action(u"copyReceivingAddressAction"_s)->isEnabled());
        other.close();
        set(SettingKey::ServerListen, m_receiver->offered());
        QTRY_COMPARE_WITH_TIMEOUT(m_receiver->state(), ReceiverControl::State::On, patience);
        QCOMPARE(m_button->text(), authority());
        QCOMPARE(m_button->toolTip(), u"What other programs send"_s);
    }

    void whatOthersMayReadIsMarked()
    {
        set(SettingKey::ServerListen, u"0.0.0.0:0"_s);
        set(SettingKey::ServerWithoutTls, u"yes"_s);
        set(SettingKey::ServerEnabled, u"yes"_s);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(m_receiver->state(), ReceiverControl::State::On, patience);
        QVERIFY2(m_button->toolTip().contains(u"not encrypted"_s), qPrintable(m_button->toolTip()));
    }

    void withoutAReceiverNothingIsShown()
    {
        m_panel = std::make_unique<StatusPanel>(m_fixture->services);
        m_panel->show();
        QVERIFY(!child<QToolButton>(*m_panel, u"receivingToolButton"_s)->isVisible());
    }

    void theInboxIsAskedFor()
    {
        open();
        QSignalSpy asked(m_panel.get(), &StatusPanel::inboxRequested);
        action(u"showInboxAction"_s)->trigger();
        QCOMPARE(asked.size(), 1);
    }

private:
    void open()
    {
        if (m_fixture->settings->text(SettingKey::ServerListen) == u"127.0.0.1:8765")
            set(SettingKey::ServerListen, u"127.0.0.1:0"_s);
        m_receiver =
            std::make_unique<ReceiverControl>(*m_fixture->storage, *m_fixture->settings, nullptr, RulePacks(), [] {});
        m_fixture->services.receiver = m_receiver.get();
        m_panel = std::make_unique<StatusPanel>(m_fixture->services);
        m_panel->resize(900, StatusPanel::panelHeight);
        m_panel->show();
        m_button = child<QToolButton>(*m_panel, u"receivingToolButton"_s);
    }
    void set(SettingKey key, const QString &value)
    {
        const auto kept = m_fixture->settings->setText(key, value);
        QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
    }
    QString authority() const { return QUrl(m_receiver->address()).authority(); }
    /** Of the menu as it opens. */
    QAction *action(const QString &name) const
    {
        Q_EMIT m_button->menu()->aboutToShow();
        return m_button->menu()->findChild<QAction *>(name);
    }
    void send(const QString &secret) const
    {
        const auto port = static_cast<quint16>(QUrl(m_receiver->address()).port());
        const RawAnswer answer =
            sendRequest(port, postRequest("/api/import/webhook", R"([{"source_id":"1","title":"x"}])",
                                          "X-Webhook-Secret: " + secret.toLatin1() + "\r\n"));
        QVERIFY(answer.status != 0);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ReceiverControl> m_receiver;
    std::unique_ptr<StatusPanel> m_panel;
    QToolButton *m_button = nullptr;
};

QTEST_MAIN(ReceivingStatusTest)
#include "tst_receivingstatus.moc"
