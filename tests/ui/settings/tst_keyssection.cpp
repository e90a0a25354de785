// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/apikeymodel.h"
#include "services/api/newapikey.h"
#include "services/receiving/receivercontrol.h"
#include "services/storage/apikeyrepository.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/pagefixture.h"
#include "ui/settings/keyssection.h"
#include "ui/settings/newkeydialog.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QUrl>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

} // namespace

class KeysSectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_section.reset();
        m_fixture.reset();
    }

    void withoutKeysItSaysWhatTheyAreFor()
    {
        open();
        QTRY_VERIFY(child<QWidget>("emptyKeysState")->isVisible());
        QVERIFY(!table()->isVisible());
        QVERIFY(button("newKeyPushButton")->isEnabled());
        QVERIFY(!button("revokeKeyPushButton")->isEnabled());
    }

    void aKeyIsMadeAndShownOnce()
    {
        open();
        NewKeyDialog *dialog = askForKey();
        auto *name = part<QLineEdit>("keyNameLineEdit");
        QTRY_VERIFY(name->hasFocus());
        QVERIFY(!part<QPushButton>("makeKeyPushButton")->isEnabled());
        QTest::keyClicks(name, u"price watcher"_s);
        for (const char *next :
             {"readScopeCheckBox", "writeScopeCheckBox", "publishScopeCheckBox", "adminScopeCheckBox",
              "keyExpiryComboBox", "makeKeyPushButton", "cancelKeyPushButton"}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY2(part<QWidget>(next)->hasFocus(), next);
        }
        part<QCheckBox>("writeScopeCheckBox")->click();
        QTest::keyClick(name, Qt::Key_Return);
        auto *made = part<QLineEdit>("madeKeyLineEdit");
        QTRY_VERIFY(made->isVisible());
        const QString key = made->text();
        QVERIFY(key.startsWith(u"lw_"_s) && key.size() == 46);
        QVERIFY(made->isReadOnly());
        QTRY_VERIFY(part<QPushButton>("copyKeyPushButton")->hasFocus());
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(), key);
        QVERIFY(!part<QLabel>("keyCopiedLabel")->text().isEmpty());
        QPointer<NewKeyDialog> gone = dialog;
        part<QPushButton>("closeKeyPushButton")->click();
        QTRY_VERIFY(!gone);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(table()->isVisible() && !child<QWidget>("emptyKeysState")->isVisible());
        QCOMPARE(text(0, ApiKeyModel::Name), u"price watcher"_s);
        QCOMPARE(text(0, ApiKeyModel::Allows), u"Read, Write"_s);
        QCOMPARE(text(0, ApiKeyModel::Expires), u"Never"_s);
        QCOMPARE(text(0, ApiKeyModel::State), u"Valid"_s);
        for (int column = 0; column < ApiKeyModel::ColumnCount; ++column)
            QVERIFY(!tip(0, column).contains(key));
        QVERIFY(tip(0, ApiKeyModel::Name).contains(key.right(4)));
        const auto found = m_fixture->storage
                               ->read([key](Database &database) {
                                   return ApiKeyRepository(database).findByHash(ApiGuard::hashOf(key.toLatin1()));
                               })
                               .result();
        QVERIFY(found && *found);
        QCOMPARE((*found)->scopes, ApiScope::Read | ApiScope::Write);
    }

    void keysExpireAsChosen_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<int>("days");
        QTest::newRow("30 days") << 30 << 30;
        QTest::newRow("90 days") << 90 << 90;
        QTest::newRow("a year") << 365 << 365;
        QTest::newRow("a date") << -1 << 10;
    }

    void keysExpireAsChosen()
    {
        QFETCH(int, choice);
        QFETCH(int, days);
        open();
        askForKey();
        part<QLineEdit>("keyNameLineEdit")->setText(u"n8n"_s);
        auto *expiry = part<QComboBox>("keyExpiryComboBox");
        QVERIFY(!part<QDateEdit>("keyExpiryDateEdit")->isVisible());
        expiry->setCurrentIndex(expiry->findData(choice));
        QCOMPARE(part<QDateEdit>("keyExpiryDateEdit")->isVisible(), choice < 0);
        const QDate end = QDate::currentDate().addDays(days);
        part<QDateEdit>("keyExpiryDateEdit")->setDate(end);
        part<QPushButton>("makeKeyPushButton")->click();
        QTRY_VERIFY(part<QLineEdit>("madeKeyLineEdit")->isVisible());
        const QList<ApiKey> all = keys();
        QCOMPARE(all.size(), 1);
        QVERIFY(all.first().expiresAt);
        QVERIFY(qAbs(all.first().expiresAt->toLocalTime().date().daysTo(end)) <= (choice < 0 ? 0 : 1));
    }

    void everythingIncludesTheRest()
    {
        open();
        askForKey();
        part<QLineEdit>("keyNameLineEdit")->setText(u"all"_s);
        part<QCheckBox>("adminScopeCheckBox")->click();
        QVERIFY(!part<QCheckBox>("readScopeCheckBox")->isEnabled());
        part<QPushButton>("makeKeyPushButton")->click();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(text(0, ApiKeyModel::Allows), u"Everything"_s);
    }

    void nothingAllowedIsNoKey()
    {
        open();
        NewKeyDialog *dialog = askForKey();
        part<QLineEdit>("keyNameLineEdit")->setText(u"none"_s);
        part<QCheckBox>("readScopeCheckBox")->click();
        QVERIFY(!part<QPushButton>("makeKeyPushButton")->isEnabled());
        QPointer<NewKeyDialog> gone = dialog;
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!gone);
        QVERIFY(keys().isEmpty());
    }

    void aRevokedKeyIsRefusedAtOnce()
    {
        const QByteArray key = add(u"n8n"_s);
        QVERIFY(m_fixture->settings->setText(SettingKey::ServerListen, u"127.0.0.1:0"_s));
        QVERIFY(m_fixture->settings->setText(SettingKey::ServerEnabled, u"yes"_s));
        ReceiverControl receiver(*m_fixture->storage, *m_fixture->settings, nullptr, RulePacks(), [] {});
        QTRY_COMPARE_WITH_TIMEOUT(receiver.state(), ReceiverControl::State::On, patience);
        m_fixture->services.receiver = &receiver;
        const auto ask = [&] {
            return sendRequest(static_cast<quint16>(QUrl(receiver.address()).port()),
                               "GET /api/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " + key +
                                   "\r\n\r\n")
                .status;
        };
        QCOMPARE(ask(), 200);
        open();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_Delete);
        auto *question = child<QMessageBox>("revokeKeyMessageBox");
        QVERIFY(question->text().contains(u"n8n"_s));
        QTest::keyClick(question, Qt::Key_Escape); // not meant
        QTRY_VERIFY(!m_section->findChild<QMessageBox *>());
        QVERIFY(!keys().first().revokedAt);
        button("revokeKeyPushButton")->click();
        child<QPushButton>("confirmRevokePushButton")->click();
        QTRY_COMPARE(text(0, ApiKeyModel::State), u"Revoked"_s);
        QCOMPARE(ask(), 401);
        QTRY_VERIFY(!button("revokeKeyPushButton")->isEnabled());
        QVERIFY(m_fixture->notifications.recent().first().text.contains(u"n8n"_s));
        m_section.reset(); // before what it was given goes
    }

    void revokedElsewhereIsSaid()
    {
        add(u"n8n"_s);
        open();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        button("revokeKeyPushButton")->click();
        QVERIFY(m_fixture->storage
                    ->write([](Database &database) {
                        return ApiKeyRepository(database).revoke(1, QDateTime::currentDateTimeUtc());
                    })
                    .result());
        child<QPushButton>("confirmRevokePushButton")->click();
        QTRY_VERIFY(child<QLabel>("problemLabel")->isVisible());
        QTRY_COMPARE(text(0, ApiKeyModel::State), u"Revoked"_s);
    }

    void manyKeysAreScrolledTo()
    {
        for (int number = 1; number <= 30; ++number)
            add(u"key %1"_s.arg(number));
        open();
        QTRY_COMPARE(table()->model()->rowCount(), 30);
        QCOMPARE(text(0, ApiKeyModel::Name), u"key 30"_s);
        QVERIFY(table()->height() < 400);
        const QAbstractItemModelTester tester(table()->model());
    }

    void aReadOnlyCatalogOnlyShows()
    {
        add(u"n8n"_s);
        Storage::Options options;
        options.location = m_fixture->storage->location();
        options.readOnly = true;
        const auto second = Storage::open(options);
        QVERIFY(second);
        m_fixture->services.storage = second->get();
        open();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QVERIFY(!button("newKeyPushButton")->isEnabled());
        QVERIFY(!button("revokeKeyPushButton")->isEnabled());
        QVERIFY(child<QLabel>("keysReadOnlyLabel")->isVisible());
        m_section.reset(); // before its storage
    }

    void aLostServerIsSaidInPlace()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        m_fixture = std::make_unique<PageFixture>(StorageLocation::parse(server->url()).value());
        add(u"n8n"_s);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        askForKey();
        server->setReachable(false);
        part<QLineEdit>("keyNameLineEdit")->setText(u"lost"_s);
        part<QPushButton>("makeKeyPushButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>("newKeyProblemLabel")->isVisible(), patience);
        QVERIFY(part<QPushButton>("makeKeyPushButton")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>("problemLabel")->isVisible(), patience);
        QCOMPARE(table()->model()->rowCount(), 1); // what was read stays
        server->setReachable(true);
        QTRY_VERIFY_WITH_TIMEOUT(!child<QLabel>("problemLabel")->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(madeAgain(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 2, patience);
        cleanup(); // before the server goes
    }

    void everythingHasAName()
    {
        open();
        askForKey();
        const auto inputs = dialogOf()->findChildren<QWidget *>();
        for (const QWidget *input : inputs) {
            const bool isInput = qobject_cast<const QLineEdit *>(input) || qobject_cast<const QComboBox *>(input) ||
                                 qobject_cast<const QDateEdit *>(input);
            if (!isInput || input->objectName().startsWith(u"qt_"_s))
                continue;
            const auto labels = dialogOf()->findChildren<QLabel *>();
            const bool labelled =
                std::ranges::any_of(labels, [input](const QLabel *label) { return label->buddy() == input; });
            QVERIFY2(labelled || !input->accessibleName().isEmpty(), qPrintable(input->objectName()));
        }
        QVERIFY(!table()->accessibleName().isEmpty());
    }

private:
    void open()
    {
        m_section = std::make_unique<KeysSection>(m_fixture->services);
        m_section->resize(620, 500);
        m_section->show();
        m_section->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_section.get()));
    }

    NewKeyDialog *askForKey()
    {
        button("newKeyPushButton")->click();
        NewKeyDialog *dialog = dialogOf();
        if (!QTest::qWaitForWindowActive(dialog))
            qFatal("the dialog does not come");
        return dialog;
    }

    /** Whether trying once more has helped. */
    bool madeAgain()
    {
        auto *make = part<QPushButton>("makeKeyPushButton");
        if (make->isVisible() && make->isEnabled())
            make->click();
        return part<QLineEdit>("madeKeyLineEdit")->isVisible();
    }

    QByteArray add(const QString &name)
    {
        const auto key = NewApiKey::make(name, ApiScope::Read, {});
        if (!m_fixture->storage->write([&key](Database &database) { return key->keep(database); }).result())
            qFatal("the key cannot be kept");
        return key->secret().toLatin1();
    }

    QList<ApiKey> keys()
    {
        return m_fixture->storage->read([](Database &database) { return ApiKeyRepository(database).list(); })
            .result()
            .value_or(QList<ApiKey>());
    }

    QTableView *table() { return child<QTableView>("apiKeyTableView"); }
    QString text(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    QString tip(int row, int column) { return table()->model()->index(row, column).data(Qt::ToolTipRole).toString(); }
    QPushButton *button(const char *name) { return child<QPushButton>(name); }
    NewKeyDialog *dialogOf() { return child<NewKeyDialog>("newKeyDialog"); }
    template <class T>
    T *child(const char *name)
    {
        return test::child<T>(*m_section, QString::fromLatin1(name));
    }
    /** Of the dialog. */
    template <class T>
    T *part(const char *name)
    {
        return test::child<T>(*dialogOf(), QString::fromLatin1(name));
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<KeysSection> m_section;
};

QTEST_MAIN(KeysSectionTest)
#include "tst_keyssection.moc"
