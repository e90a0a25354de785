// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/keychainsecretstore.h"
#include "services/secrets/secretstore.h"
#include "services/secrets/vaultsecretstore.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

/**
 * Which place openSecretStore() chooses. Without a session bus there is no keychain; the keychain itself is tested by
 * running this program once more inside a private session bus with a keyring (see main()).
 */
class SecretStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fallsBackToVaultWithoutKeychain();
    void existingVaultStaysInUse();
    void keychainOnlyIsRefusedWithoutKeychain();
    void noPlaceAtAll();
    void keychainEndsInTime();
    void keychainInPrivateSession();
};

void SecretStoreTest::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("XDG_CURRENT_DESKTOP");
}

void SecretStoreTest::fallsBackToVaultWithoutKeychain()
{
    QTemporaryDir folder;
    SecretStoreOptions options;
    options.vaultFile = folder.filePath(u"secrets.vault"_s);
    const auto store = openSecretStore(options);
    QVERIFY(store);
    QVERIFY2((*store)->displayText().contains(options.vaultFile), qPrintable((*store)->displayText()));
    QVERIFY(!QFileInfo::exists(options.vaultFile));
    QVERIFY((*store)->write(u"a"_s, u"1"_s));
    QCOMPARE((*store)->read(u"a"_s).value_or(QString()), u"1"_s);
    QVERIFY(QFileInfo::exists(options.vaultFile));
}

void SecretStoreTest::existingVaultStaysInUse()
{
    QTemporaryDir folder;
    SecretStoreOptions options;
    options.vaultFile = folder.filePath(u"secrets.vault"_s);
    QVERIFY(VaultSecretStore(options.vaultFile, {}, {}).write(u"a"_s, u"1"_s));
    const auto store = openSecretStore(options);
    QVERIFY(store);
    QCOMPARE((*store)->read(u"a"_s).value_or(QString()), u"1"_s);
}

void SecretStoreTest::keychainOnlyIsRefusedWithoutKeychain()
{
    SecretStoreOptions options;
    options.place = SecretStoreOptions::Place::Keychain;
    const auto store = openSecretStore(options);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Unsupported);
}

void SecretStoreTest::noPlaceAtAll()
{
    const auto store = openSecretStore({});
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Unsupported);
}

void SecretStoreTest::keychainEndsInTime()
{
    QElapsedTimer timer;
    timer.start();
    {
        KeychainSecretStore store(u"Listwright test"_s);
        const Result<QString> value = store.read(u"a"_s);
        QVERIFY(!value);
        QVERIFY(value.error().code != ErrorCode::Timeout);
        QVERIFY(!store.write(u"a"_s, u"1"_s));
        QVERIFY(!store.remove(u"a"_s));
    }
    QVERIFY2(timer.elapsed() < 10'000, "a missing service is known at once");
}

void SecretStoreTest::keychainInPrivateSession()
{
    if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty() ||
        QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty())
        QSKIP("gnome-keyring-daemon or dbus-run-session is not installed");
    QTemporaryDir home;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_DATA_HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(
        u"dbus-run-session"_s,
        {u"--"_s, u"sh"_s, u"-c"_s,
         u"printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" --in-session"_s,
         QCoreApplication::applicationFilePath()});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitCode() == 0, output.constData());
}

namespace {

/** Runs inside the private session; the text says which step failed. */
const char *keychainProblem()
{
    const auto store = openSecretStore({SecretStoreOptions::Place::Keychain, {}, {}, {}});
    if (!store)
        return "the keychain was not found";
    SecretStore &keychain = **store;
    if (const Result<QString> missing = keychain.read(u"a"_s); missing || missing.error().code != ErrorCode::NotFound)
        return "a missing entry is not NotFound";
    if (!keychain.write(u"a"_s, u"Grüße"_s) || !keychain.write(u"b"_s, u"2"_s))
        return "writing failed";
    if (keychain.read(u"a"_s).value_or(QString()) != u"Grüße"_s)
        return "the value read differs";
    if (!keychain.remove(u"a"_s) || !keychain.remove(u"a"_s))
        return "removing failed";
    return keychain.read(u"a"_s) ? "the entry is still there" : nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(u"--in-session"_s)) {
        const char *problem = keychainProblem();
        if (problem)
            fprintf(stderr, "%s\n", problem);
        return problem ? 1 : 0;
    }
    SecretStoreTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secretstore.moc"
