// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The choice of the database, its test, and that no password is seen anywhere on the way.
#include "services/secrets/secretstore.h"
#include "tests/support/passwordserver.h"
#include "tests/support/postgresserver.h"
#include "tests/ui/pagefixture.h"
#include "ui/settings/databasesection.h"
#include "ui/style/theme.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QThreadPool>
#include <QUrl>

#include <arpa/inet.h>
#include <mutex>
#include <sys/socket.h>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QString secret = u"Sup3r s:e@c/r%et"_s;

/** In memory; refuses when told to. */
class TestSecretStore : public SecretStore
{
public:
    Result<QString> read(const QString &name) override
    {
        const std::lock_guard guard(m_mutex);
        const auto found = m_entries.constFind(name);
        return found == m_entries.constEnd() ? Result<QString>(failure(ErrorCode::NotFound, u"nothing stored"_s))
                                             : Result<QString>(*found);
    }
    Result<void> write(const QString &name, const QString &value) override
    {
        const std::lock_guard guard(m_mutex);
        if (m_refusing)
            return failure(ErrorCode::Forbidden, u"The keychain refused."_s);
        m_entries.insert(name, value);
        return {};
    }
    Result<void> remove(const QString &) override { return {}; }
    QString displayText() const override { return u"A drawer"_s; }

    QHash<QString, QString> entries() const
    {
        const std::lock_guard guard(m_mutex);
        return m_entries;
    }
    void refuse()
    {
        const std::lock_guard guard(m_mutex);
        m_refusing = true;
    }

private:
    mutable std::mutex m_mutex;
    QHash<QString, QString> m_entries;
    bool m_refusing = false;
};

} // namespace

class DatabaseSectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void presentDatabaseIsShown_data();
    void presentDatabaseIsShown();
    void addressIsKept_data();
    void addressIsKept();
    void unusableInputIsSaid_data();
    void unusableInputIsSaid();
    void fileIsTried_data();
    void fileIsTried();
    void serverIsTried();
    void missingDatabaseIsTold();
    void wrongPasswordIsToldWithoutIt_data();
    void wrongPasswordIsToldWithoutIt();
    void passwordOfTheEnvironmentIsUsedAndShownAsSuch();
    void passwordIsKeptApartFromTheAddress();
    void passwordThatCannotBeKeptChangesNothing();
    void withoutASecretStoreTheEnvironmentIsNamed();
    void outcomeGoesWithTheInputs();
    void answerAboutOtherInputsIsNotShown();
    void brokenAddressInTheSettingsIsTold();

private:
    void open(const QHash<QString, QString> &environment = {});
    template <class T>
    T *input(const char *name)
    {
        return child<T>(*m_section, QLatin1String(name));
    }
    void enterServer(const QString &host, int port, const QString &database, const QString &user,
                     const QString &password = {});
    void enterServer(const QString &url);
    void test();
    QString outcome() { return result()->isVisible() ? result()->text() : QString(); }
    QLabel *result() { return input<QLabel>("connectionResultLabel"); }
    bool isBad() { return result()->palette().color(QPalette::WindowText) == tokens(m_section.get()).danger; }
    QString path(const QString &name) const { return m_fixture->folder.filePath(name); }
    QByteArray settingsFile() const
    {
        QFile file(path(u"settings.ini"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /** The password in no form, nowhere a person or a log could see it. */
    void verifyNoSecret();

    TestSecretStore *m_secrets = nullptr;
    std::unique_ptr<TestSecretStore> m_store;
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<DatabaseSection> m_section;
};

void DatabaseSectionTest::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_store = std::make_unique<TestSecretStore>();
    m_secrets = m_store.get();
}

void DatabaseSectionTest::cleanup()
{
    m_section.reset();
    QThreadPool::globalInstance()->waitForDone();
    m_fixture.reset();
    m_store.reset();
}

void DatabaseSectionTest::open(const QHash<QString, QString> &environment)
{
    m_section.reset();
    QProcessEnvironment variables;
    variables.insert(u"LISTWRIGHT_DATA_FOLDER"_s, m_fixture->folder.path());
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        variables.insert(variable.key(), variable.value());
    m_fixture->settings = std::make_unique<Settings>(path(u"settings.ini"_s), variables);
    m_fixture->services.settings = m_fixture->settings.get();
    m_fixture->services.secrets = m_secrets;
    m_section = std::make_unique<DatabaseSection>(m_fixture->services);
    m_section->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_section.get()));
}

void DatabaseSectionTest::enterServer(const QString &host, int port, const QString &database, const QString &user,
                                      const QString &password)
{
    input<QRadioButton>("postgresRadioButton")->setChecked(true);
    input<QLineEdit>("hostLineEdit")->setText(host);
    input<QSpinBox>("portSpinBox")->setValue(port);
    input<QLineEdit>("databaseNameLineEdit")->setText(database);
    input<QLineEdit>("userLineEdit")->setText(user);
    input<QLineEdit>("passwordLineEdit")->setText(password);
}

void DatabaseSectionTest::enterServer(const QString &url)
{
    const QUrl parsed(url);
    enterServer(parsed.host(), parsed.port(), parsed.path().mid(1), parsed.userName());
}

void DatabaseSectionTest::test()
{
    auto *button = input<QPushButton>("testConnectionPushButton");
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 20'000);
}

void DatabaseSectionTest::verifyNoSecret()
{
    QVERIFY(!settingsFile().contains("Sup3r"));
    for (const QLabel *label : m_section->findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(u"Sup3r"), qPrintable(label->objectName()));
    for (const Notification &notification : m_fixture->notifications.recent())
        QVERIFY(!notification.text.contains(u"Sup3r") && !notification.detail.contains(u"Sup3r"));
}

void DatabaseSectionTest::presentDatabaseIsShown_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("file");
    QTest::addColumn<QStringList>("shown"); // file, host, port, database, user
    QTest::newRow("file") << u"sqlite:///data/my shop.db"_s << true
                          << QStringList{u"/data/my shop.db"_s, u"localhost"_s, u"5432"_s, u"listwright"_s, QString()};
    QTest::newRow("a file's path") << u"/data/shop.db"_s << true
                                   << QStringList{u"/data/shop.db"_s, u"localhost"_s, u"5432"_s, u"listwright"_s,
                                                  QString()};
    QTest::newRow("server") << u"postgresql://anna@db.example:5433/shop"_s << false
                            << QStringList{QString(), u"db.example"_s, u"5433"_s, u"shop"_s, u"anna"_s};
    QTest::newRow("odd names") << u"postgresql://anna%40shop@[::1]/m%C3%BCller%2F1"_s << false
                               << QStringList{QString(), u"::1"_s, u"5432"_s, u"müller/1"_s, u"anna@shop"_s};
}

void DatabaseSectionTest::presentDatabaseIsShown()
{
    QFETCH(QString, url);
    QFETCH(bool, file);
    QFETCH(QStringList, shown);
    QVERIFY(m_fixture->settings->setText(SettingKey::DatabaseUrl, url));
    open();
    QCOMPARE(input<QRadioButton>("sqliteRadioButton")->isChecked(), file);
    QCOMPARE(input<QLineEdit>("databaseFileLineEdit")->isVisible(), file);
    QCOMPARE(input<QLineEdit>("hostLineEdit")->isVisible(), !file);
    if (file)
        QCOMPARE(input<QLineEdit>("databaseFileLineEdit")->text(), shown[0]);
    QCOMPARE(input<QLineEdit>("hostLineEdit")->text(), shown[1]);
    QCOMPARE(input<QSpinBox>("portSpinBox")->text(), shown[2]);
    QCOMPARE(input<QLineEdit>("databaseNameLineEdit")->text(), shown[3]);
    QCOMPARE(input<QLineEdit>("userLineEdit")->text(), shown[4]);
    QCOMPARE(input<QLineEdit>("passwordLineEdit")->echoMode(), QLineEdit::Password);
    // What is shown and left alone is kept as it is.
    input<QPushButton>("applyDatabasePushButton")->click();
    QCOMPARE(StorageLocation::parse(m_fixture->settings->text(SettingKey::DatabaseUrl))->displayText(),
             StorageLocation::parse(url)->displayText());
}

void DatabaseSectionTest::addressIsKept_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("user");
    QTest::newRow("plain") << u"db.example"_s << u"shop"_s << u"anna"_s;
    QTest::newRow("address") << u"192.0.2.7"_s << u"shop"_s << u"anna"_s;
    QTest::newRow("blanks around") << u" db.example "_s << u" shop "_s << u" anna "_s;
    QTest::newRow("signs of an address") << u"db.example"_s << u"a?b#c"_s << u"an:na@x/y"_s;
    QTest::newRow("letters") << u"müller.de"_s << u"łódź"_s << u"żółty"_s;
    QTest::newRow("no user") << u"db.example"_s << u"shop"_s << QString();
}

void DatabaseSectionTest::addressIsKept()
{
    QFETCH(QString, host);
    QFETCH(QString, database);
    QFETCH(QString, user);
    open();
    enterServer(host, 5444, database, user);
    QSignalSpy restart(m_section.get(), &SettingsSection::restartNeeded);
    input<QPushButton>("applyDatabasePushButton")->click();
    QCOMPARE(restart.count(), 1);
    QVERIFY(input<QPushButton>("restartPushButton")->isVisible());
    const auto kept = StorageLocation::parse(m_fixture->settings->text(SettingKey::DatabaseUrl));
    QVERIFY2(kept.has_value(), qPrintable(m_fixture->settings->text(SettingKey::DatabaseUrl)));
    QCOMPARE(kept->host(), host.trimmed());
    QCOMPARE(kept->port(), 5444);
    QCOMPARE(kept->databaseName(), database.trimmed());
    QCOMPARE(kept->user(), user.trimmed());
}

void DatabaseSectionTest::unusableInputIsSaid_data()
{
    QTest::addColumn<bool>("file");
    QTest::addColumn<QString>("first");  // path, or host
    QTest::addColumn<QString>("second"); // database
    QTest::newRow("no path") << true << QString() << QString();
    QTest::newRow("relative path") << true << u"catalog.db"_s << QString();
    QTest::newRow("folder") << true << u"/tmp"_s << QString();
    QTest::newRow("no server") << false << QString() << u"shop"_s;
    QTest::newRow("no name of a server") << false << u"my server"_s << u"shop"_s;
    QTest::newRow("a whole address") << false << u"http://db/x"_s << u"shop"_s;
    QTest::newRow("no database") << false << u"db.example"_s << u"  "_s;
}

void DatabaseSectionTest::unusableInputIsSaid()
{
    QFETCH(bool, file);
    QFETCH(QString, first);
    QFETCH(QString, second);
    open();
    const QString before = m_fixture->settings->text(SettingKey::DatabaseUrl);
    if (file)
        input<QLineEdit>("databaseFileLineEdit")->setText(first);
    else
        enterServer(first, 5432, second, u"anna"_s, secret);
    for (const char *button : {"testConnectionPushButton", "applyDatabasePushButton"}) {
        result()->hide();
        input<QPushButton>(button)->click();
        QVERIFY2(input<QPushButton>("testConnectionPushButton")->isEnabled(), "known at once");
        QVERIFY(!outcome().isEmpty());
        QVERIFY2(isBad(), qPrintable(outcome()));
    }
    QCOMPARE(m_fixture->settings->text(SettingKey::DatabaseUrl), before);
    QVERIFY(m_secrets->entries().isEmpty());
    verifyNoSecret();
}

void DatabaseSectionTest::fileIsTried_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QString>("says");
    QTest::newRow("present catalog") << u"catalog.db"_s << true << u"can be opened"_s;
    QTest::newRow("to be made") << u"new.db"_s << true << u"no such file yet"_s;
    QTest::newRow("with its folders") << u"new/deeper/new.db"_s << true << u"no such file yet"_s;
    QTest::newRow("signs of an address") << u"a%20b?c#d.db"_s << true << u"no such file yet"_s;
    QTest::newRow("no database") << u"letter.db"_s << false << u"letter.db"_s;
    QTest::newRow("below a file") << u"letter.db/new.db"_s << false << u"letter.db"_s;
}

void DatabaseSectionTest::fileIsTried()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QFETCH(QString, says);
    m_fixture->write(u"letter.db"_s, QByteArray(8192, 'x'));
    open();
    input<QLineEdit>("databaseFileLineEdit")->setText(path(name));
    test();
    QVERIFY2(outcome().contains(says), qPrintable(outcome()));
    QCOMPARE(isBad(), !good);
    QVERIFY2(QFile::exists(path(name)) == (name == u"catalog.db" || name == u"letter.db"), "trying makes no file");
    QVERIFY(!QFile::exists(path(u"new"_s)));
}

void DatabaseSectionTest::serverIsTried()
{
    const auto database = PostgresDatabase::create();
    if (!database)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    open();
    enterServer(database->url());
    test();
    QVERIFY2(outcome().contains(database->name()), qPrintable(outcome()));
    QVERIFY(!isBad());
    QCOMPARE(database->value(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
}

void DatabaseSectionTest::missingDatabaseIsTold()
{
    const auto database = PostgresDatabase::create();
    if (!database)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    open();
    enterServer(database->url());
    input<QLineEdit>("databaseNameLineEdit")->setText(u"no_such_catalog"_s);
    test();
    QVERIFY2(isBad() && outcome().contains(u"no_such_catalog"), qPrintable(outcome()));
}

void DatabaseSectionTest::wrongPasswordIsToldWithoutIt_data()
{
    QTest::addColumn<bool>("stored");
    QTest::newRow("typed") << false;
    QTest::newRow("stored earlier") << true;
}

void DatabaseSectionTest::wrongPasswordIsToldWithoutIt()
{
    QFETCH(bool, stored);
    PasswordServer server;
    open();
    const QString name = u"database/anna@127.0.0.1:%1/shop"_s.arg(server.port());
    if (stored)
        QVERIFY(m_secrets->write(name, secret));
    enterServer(u"127.0.0.1"_s, server.port(), u"shop"_s, u"anna"_s, stored ? QString() : secret);
    test();
    QCOMPARE(server.password(), secret.toUtf8());
    QVERIFY2(isBad() && outcome().contains(u"password"), qPrintable(outcome()));
    verifyNoSecret();
    QCOMPARE(m_secrets->entries().size(), stored ? 1 : 0);
}

void DatabaseSectionTest::passwordOfTheEnvironmentIsUsedAndShownAsSuch()
{
    PasswordServer server;
    open({{u"LISTWRIGHT_DATABASE_PASSWORD"_s, secret}});
    enterServer(u"127.0.0.1"_s, server.port(), u"shop"_s, u"anna"_s);
    QVERIFY(!input<QLineEdit>("passwordLineEdit")->isEnabled());
    QVERIFY(input<QLabel>("passwordLineEditHintLabel")->text().contains(u"LISTWRIGHT_DATABASE_PASSWORD"));
    test();
    QCOMPARE(server.password(), secret.toUtf8());
    verifyNoSecret();
}

void DatabaseSectionTest::passwordIsKeptApartFromTheAddress()
{
    open();
    QVERIFY(input<QLabel>("passwordLineEditHintLabel")->text().contains(u"A drawer"));
    enterServer(u"db.example"_s, 5432, u"shop"_s, u"anna"_s, secret);
    input<QPushButton>("applyDatabasePushButton")->click();
    QTRY_COMPARE(m_fixture->settings->text(SettingKey::DatabaseUrl), u"postgresql://anna@db.example:5432/shop"_s);
    QCOMPARE(m_secrets->entries(), (QHash<QString, QString>{{u"database/anna@db.example:5432/shop"_s, secret}}));
    QVERIFY2(input<QLineEdit>("passwordLineEdit")->text().isEmpty(), "it is not left standing in the window");
    QVERIFY(!isBad());
    verifyNoSecret();
}

void DatabaseSectionTest::passwordThatCannotBeKeptChangesNothing()
{
    open();
    m_secrets->refuse();
    const QString before = m_fixture->settings->text(SettingKey::DatabaseUrl);
    enterServer(u"db.example"_s, 5432, u"shop"_s, u"anna"_s, secret);
    input<QPushButton>("applyDatabasePushButton")->click();
    QTRY_COMPARE(outcome(), u"The keychain refused."_s);
    QVERIFY(isBad());
    QCOMPARE(m_fixture->settings->text(SettingKey::DatabaseUrl), before);
    QVERIFY(!input<QPushButton>("restartPushButton")->isVisible());
    QCOMPARE(input<QLineEdit>("passwordLineEdit")->text(), secret); // to try again
    verifyNoSecret();
}

void DatabaseSectionTest::withoutASecretStoreTheEnvironmentIsNamed()
{
    m_secrets = nullptr;
    open();
    QVERIFY(!input<QLineEdit>("passwordLineEdit")->isEnabled());
    QVERIFY(input<QLabel>("passwordLineEditHintLabel")->text().contains(u"LISTWRIGHT_DATABASE_PASSWORD"));
    enterServer(u"db.example"_s, 5432, u"shop"_s, u"anna"_s);
    input<QPushButton>("applyDatabasePushButton")->click();
    QCOMPARE(m_fixture->settings->text(SettingKey::DatabaseUrl), u"postgresql://anna@db.example:5432/shop"_s);
}

void DatabaseSectionTest::outcomeGoesWithTheInputs()
{
    open();
    test();
    QVERIFY(!outcome().isEmpty());
    input<QLineEdit>("databaseFileLineEdit")->setText(path(u"other.db"_s));
    QVERIFY2(outcome().isEmpty(), "it was about another file");
    test();
    QVERIFY(!outcome().isEmpty());
    input<QRadioButton>("postgresRadioButton")->setChecked(true);
    QVERIFY(outcome().isEmpty());
}

void DatabaseSectionTest::answerAboutOtherInputsIsNotShown()
{
    // A server that is there and says nothing, until it hangs up.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *any = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof address;
    QCOMPARE(::bind(listener, any, size) | ::listen(listener, 8) | ::getsockname(listener, any, &size), 0);
    open();
    enterServer(u"127.0.0.1"_s, ntohs(address.sin_port), u"shop"_s, u"anna"_s);
    input<QPushButton>("testConnectionPushButton")->click();
    QVERIFY(!input<QPushButton>("testConnectionPushButton")->isEnabled());
    input<QLineEdit>("hostLineEdit")->setText(u"elsewhere.example"_s);
    QVERIFY(outcome().isEmpty());
    ::close(listener);
    QTRY_VERIFY_WITH_TIMEOUT(input<QPushButton>("testConnectionPushButton")->isEnabled(), 20'000);
    QVERIFY2(outcome().isEmpty(), qPrintable(outcome()));
}

void DatabaseSectionTest::brokenAddressInTheSettingsIsTold()
{
    m_fixture->write(u"settings.ini"_s, "[database]\nurl=mysql://anna:Sup3r@db/shop\n");
    open();
    QVERIFY(isBad());
    QVERIFY(!outcome().isEmpty());
    QVERIFY(input<QRadioButton>("sqliteRadioButton")->isChecked());
    for (const QLabel *label : m_section->findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(u"Sup3r"), qPrintable(label->text()));
}

QTEST_MAIN(DatabaseSectionTest)
#include "tst_databasesection.moc"
