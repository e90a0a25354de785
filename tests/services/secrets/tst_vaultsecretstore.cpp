// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/vaultsecretstore.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <thread>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

uint modeOf(const QString &path)
{
    struct stat status = {};
    ::stat(QFile::encodeName(path).constData(), &status);
    return status.st_mode & 0777u;
}

/** Applies `change` to the "entries" object of the vault file. */
void changeEntries(const QString &path, const std::function<void(QJsonObject &)> &change)
{
    QJsonObject root = QJsonDocument::fromJson(contentOf(path)).object();
    QJsonObject entries = root.value(u"entries"_s).toObject();
    change(entries);
    root.insert(u"entries"_s, entries);
    replace(path, QJsonDocument(root).toJson());
}

} // namespace

class VaultSecretStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsValuesAcrossInstances_data();
    void keepsValuesAcrossInstances();
    void readingWithoutVaultFindsNothingAndWritesNothing();
    void removes();
    void refusesEmptyName();
    void neverHoldsPlainText();
    void filesAreForTheOwnerOnly();
    void folderIsMadePrivate();
    void refusesKeyFileOthersCanRead();
    void missingKeyFileIsNamed();
    void shortKeyFileIsRefused();
    void wrongKey_data();
    void wrongKey();
    void wrongKeyCannotOverwrite();
    void tamperedEntryIsReported();
    void swappedEntriesAreReported();
    void damagedFile_data();
    void damagedFile();
    void newerVersionIsLeftAlone();
    void concurrentWritersLoseNothing();
    void writesLeaveNoTemporaryFiles();
    void unwritableFolder();

private:
    VaultSecretStore store(const QString &passphrase = {}) const { return {m_vault, {}, passphrase}; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_vault;
    QString m_keyFile;
};

void VaultSecretStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_vault = m_folder->filePath(u"secrets.vault"_s);
    m_keyFile = m_vault + u".key"_s;
}

void VaultSecretStoreTest::keepsValuesAcrossInstances_data()
{
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("key file") << QString() << u"database/anna@db:5432/shop"_s << u"pa55 word"_s;
    QTest::newRow("passphrase") << u"correct horse"_s << u"amazon/refresh"_s << u"Atzr|x"_s;
    QTest::newRow("letters") << u"żółć"_s << u"ключ"_s << u"Grüße \U0001F511\n\t\"quoted\""_s;
    QTest::newRow("empty value") << QString() << u"a"_s << u""_s;
    QTest::newRow("long value") << QString() << u"a"_s << QString(100'000, u'x');
}

void VaultSecretStoreTest::keepsValuesAcrossInstances()
{
    QFETCH(QString, passphrase);
    QFETCH(QString, name);
    QFETCH(QString, value);
    QVERIFY(store(passphrase).write(name, u"older"_s));
    QVERIFY(store(passphrase).write(u"another"_s, u"other"_s));
    QVERIFY(store(passphrase).write(name, value));

    QCOMPARE(store(passphrase).read(name).value_or(u"?"_s), value);
    QCOMPARE(store(passphrase).read(u"another"_s).value_or(u"?"_s), u"other"_s);
    QCOMPARE(QFileInfo::exists(m_keyFile), passphrase.isEmpty());
}

void VaultSecretStoreTest::readingWithoutVaultFindsNothingAndWritesNothing()
{
    const Result<QString> value = store().read(u"a"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::NotFound);
    QVERIFY(store().remove(u"a"_s));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void VaultSecretStoreTest::removes()
{
    VaultSecretStore vault = store();
    QVERIFY(vault.write(u"a"_s, u"1"_s));
    QVERIFY(vault.write(u"b"_s, u"2"_s));
    QVERIFY(vault.remove(u"a"_s));
    QCOMPARE(vault.read(u"a"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(vault.read(u"b"_s).value_or(QString()), u"2"_s);
    QVERIFY(vault.remove(u"a"_s));
}

void VaultSecretStoreTest::refusesEmptyName()
{
    QCOMPARE(store().write(QString(), u"x"_s).error().code, ErrorCode::InvalidInput);
}

void VaultSecretStoreTest::neverHoldsPlainText()
{
    const QString secret = u"hunter2-and-more"_s;
    QVERIFY(store().write(u"name"_s, secret));
    const QByteArray file = contentOf(m_vault);
    QVERIFY(file.contains("name"));
    QVERIFY(!file.contains(secret.toUtf8()));
    QVERIFY(!file.contains(secret.toUtf8().toBase64(QByteArray::OmitTrailingEquals)));
    const QByteArray before = file;
    QVERIFY(store().write(u"name"_s, secret));
    QVERIFY2(contentOf(m_vault) != before, "each writing takes a new nonce");
}

void VaultSecretStoreTest::filesAreForTheOwnerOnly()
{
    const mode_t mask = ::umask(0);
    VaultSecretStore vault = store();
    const Result<void> written = vault.write(u"a"_s, u"1"_s);
    QFile::setPermissions(m_vault, QFile::Permissions(0x7777));
    const Result<void> again = vault.write(u"a"_s, u"2"_s);
    ::umask(mask);
    QVERIFY(written);
    QVERIFY(again);
    QCOMPARE(modeOf(m_vault), 0600u);
    QCOMPARE(modeOf(m_keyFile), 0600u);
}

void VaultSecretStoreTest::folderIsMadePrivate()
{
    const QString folder = m_folder->filePath(u"new/deeper"_s);
    VaultSecretStore vault(folder + u"/secrets.vault"_s, {}, {});
    QVERIFY(vault.write(u"a"_s, u"1"_s));
    QCOMPARE(modeOf(folder), 0700u);
}

void VaultSecretStoreTest::refusesKeyFileOthersCanRead()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    QVERIFY(QFile::setPermissions(m_keyFile, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const Result<QString> value = store().read(u"a"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::Forbidden);
    QVERIFY2(value.error().message.contains(m_keyFile), qPrintable(value.error().message));
}

void VaultSecretStoreTest::missingKeyFileIsNamed()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    QVERIFY(QFile::remove(m_keyFile));
    const Result<QString> value = store().read(u"a"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::Forbidden);
    QVERIFY(value.error().message.contains(m_keyFile));
    QVERIFY2(!store().write(u"b"_s, u"2"_s), "a new key would lock the old entries away");
    QVERIFY(!QFileInfo::exists(m_keyFile));
}

void VaultSecretStoreTest::shortKeyFileIsRefused()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    replace(m_keyFile, "short\n");
    QCOMPARE(store().read(u"a"_s).error().code, ErrorCode::Corrupt);
}

void VaultSecretStoreTest::wrongKey_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("other passphrase") << u"right"_s << u"wrong"_s;
    QTest::newRow("other case") << u"right"_s << u"Right"_s;
    QTest::newRow("passphrase for a key file") << QString() << u"guess"_s;
}

void VaultSecretStoreTest::wrongKey()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(store(first).write(u"a"_s, u"topsecret"_s));
    const Result<QString> value = store(second).read(u"a"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::Forbidden);
    QVERIFY(!value.error().detail.contains(u"topsecret"_s));
}

void VaultSecretStoreTest::wrongKeyCannotOverwrite()
{
    QVERIFY(store(u"right"_s).write(u"a"_s, u"1"_s));
    const QByteArray before = contentOf(m_vault);
    QCOMPARE(store(u"wrong"_s).write(u"a"_s, u"2"_s).error().code, ErrorCode::Forbidden);
    QCOMPARE(contentOf(m_vault), before);
}

void VaultSecretStoreTest::tamperedEntryIsReported()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    QVERIFY(store().write(u"b"_s, u"2"_s));
    changeEntries(m_vault, [](QJsonObject &entries) {
        QJsonObject entry = entries.value(u"a"_s).toObject();
        QByteArray sealed = QByteArray::fromBase64(entry.value(u"sealed"_s).toString().toLatin1());
        sealed[0] = static_cast<char>(sealed.at(0) ^ 1);
        entry.insert(u"sealed"_s, QString::fromLatin1(sealed.toBase64()));
        entries.insert(u"a"_s, entry);
    });
    QCOMPARE(store().read(u"a"_s).error().code, ErrorCode::Corrupt);
    QCOMPARE(store().read(u"b"_s).value_or(QString()), u"2"_s);
}

void VaultSecretStoreTest::swappedEntriesAreReported()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    QVERIFY(store().write(u"b"_s, u"2"_s));
    changeEntries(m_vault, [](QJsonObject &entries) {
        const QJsonValue first = entries.value(u"a"_s);
        entries.insert(u"a"_s, entries.value(u"b"_s));
        entries.insert(u"b"_s, first);
    });
    QCOMPARE(store().read(u"a"_s).error().code, ErrorCode::Corrupt);
    QCOMPARE(store().read(u"b"_s).error().code, ErrorCode::Corrupt);
}

void VaultSecretStoreTest::damagedFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::Corrupt;
    QTest::newRow("not JSON") << QByteArray("\x00\xff\xfe garbage", 11) << ErrorCode::Corrupt;
    QTest::newRow("other JSON") << QByteArray("{\"format\":\"other\"}") << ErrorCode::Corrupt;
    QTest::newRow("no salt") << QByteArray("{\"format\":\"listwright-vault\",\"version\":1}") << ErrorCode::Corrupt;
    QTest::newRow("too large") << QByteArray(17 * 1024 * 1024, ' ') << ErrorCode::InvalidInput;
}

void VaultSecretStoreTest::damagedFile()
{
    QFETCH(QByteArray, content);
    QFETCH(ErrorCode, code);
    replace(m_vault, content);
    QCOMPARE(store().read(u"a"_s).error().code, code);
    QCOMPARE(store().write(u"a"_s, u"1"_s).error().code, code);
    QVERIFY2(contentOf(m_vault) == content, "what cannot be read must not be replaced");
}

void VaultSecretStoreTest::newerVersionIsLeftAlone()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    const QByteArray newer = contentOf(m_vault).replace("\"version\": 1", "\"version\": 2");
    replace(m_vault, newer);
    QCOMPARE(store().write(u"a"_s, u"2"_s).error().code, ErrorCode::Unsupported);
    QCOMPARE(contentOf(m_vault), newer);
}

void VaultSecretStoreTest::concurrentWritersLoseNothing()
{
    constexpr int writers = 4;
    constexpr int entries = 4;
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            // A store for each, as separate processes have; also the first writing, which makes key file and salt.
            threads.emplace_back([&, writer] {
                VaultSecretStore vault = store();
                for (int entry = 0; entry < entries; ++entry)
                    failures +=
                        vault.write(u"%1/%2"_s.arg(writer).arg(entry), u"value %1 %2"_s.arg(writer).arg(entry)) ? 0 : 1;
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    VaultSecretStore vault = store();
    for (int writer = 0; writer < writers; ++writer)
        for (int entry = 0; entry < entries; ++entry)
            QCOMPARE(vault.read(u"%1/%2"_s.arg(writer).arg(entry)).value_or(u"lost"_s),
                     u"value %1 %2"_s.arg(writer).arg(entry));
}

void VaultSecretStoreTest::writesLeaveNoTemporaryFiles()
{
    QVERIFY(store().write(u"a"_s, u"1"_s));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name),
             (QStringList{u"secrets.vault"_s, u"secrets.vault.key"_s}));
}

void VaultSecretStoreTest::unwritableFolder()
{
    const QString blocker = m_folder->filePath(u"file"_s);
    replace(blocker, "x");
    VaultSecretStore vault(blocker + u"/secrets.vault"_s, {}, {});
    const Result<void> written = vault.write(u"a"_s, u"1"_s);
    QVERIFY(!written);
    QVERIFY(!written.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(VaultSecretStoreTest)
#include "tst_vaultsecretstore.moc"
