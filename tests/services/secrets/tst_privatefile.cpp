// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/privatefile.h"
#include "tests/support/ordinaryrights.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class PrivateFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesForTheOwnerOnly_data();
    void writesForTheOwnerOnly();
    void replacesWhole();
    void leavesTheOldOneWhenTheDiskIsFull();
    void replacesALinkAndNotWhatItLeadsTo();
    void makesMissingFolders();
    void leavesRightsOfAPresentFolder();
    void placeThatCannotBeWrittenIsNamed_data();
    void placeThatCannotBeWrittenIsNamed();
    void folderWithoutRightIsForbidden();
    void readsWithinBounds_data();
    void readsWithinBounds();
    void missingFileIsNotFound();
    void unreadableFileIsForbidden();
    void othersMayHaveNoRight_data();
    void othersMayHaveNoRight();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    static uint modeOf(const QString &name)
    {
        struct stat status = {};
        return ::stat(QFile::encodeName(name).constData(), &status) == 0 ? status.st_mode & 0777u : 0u;
    }
    static QByteArray contentOf(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
        return file.fileName();
    }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void PrivateFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void PrivateFileTest::writesForTheOwnerOnly_data()
{
    QTest::addColumn<uint>("mask");
    QTest::addColumn<bool>("present");
    QTest::newRow("open mask") << 0000u << false;
    QTest::newRow("usual mask") << 0022u << false;
    QTest::newRow("over a file that all may read") << 0000u << true;
}

void PrivateFileTest::writesForTheOwnerOnly()
{
    QFETCH(uint, mask);
    QFETCH(bool, present);
    const QString file = path(u"secret"_s);
    if (present) {
        write(u"secret"_s, "old");
        QCOMPARE(::chmod(QFile::encodeName(file).constData(), 0666), 0);
    }
    const mode_t before = ::umask(mask);
    const Result<void> written = writePrivateFile(file, "new");
    ::umask(before);
    QVERIFY(written);
    QCOMPARE(modeOf(file), 0600u);
    QCOMPARE(contentOf(file), "new");
}

void PrivateFileTest::replacesWhole()
{
    const QString file = path(u"secret"_s);
    for (const QByteArray &content :
         {QByteArray(100'000, 'a'), QByteArray("short"), QByteArray(), QByteArray("\0\n\xff", 3)}) {
        QVERIFY(writePrivateFile(file, content));
        QCOMPARE(contentOf(file), content);
        QCOMPARE(files(), QStringList{u"secret"_s});
    }
}

void PrivateFileTest::leavesTheOldOneWhenTheDiskIsFull()
{
    const QString file = path(u"secret"_s);
    QVERIFY(writePrivateFile(file, "old"));
    // A limit on the size of files stands for a disk without room, also for an administrator.
    struct rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = before;
    small.rlim_cur = 1000;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Result<void> written = writePrivateFile(file, QByteArray(100'000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QVERIFY2(written.error().message.contains(file), qPrintable(written.error().message));
    QCOMPARE(contentOf(file), "old");
    QCOMPARE(files(), QStringList{u"secret"_s});
}

void PrivateFileTest::replacesALinkAndNotWhatItLeadsTo()
{
    const QString other = write(u"other"_s, "not mine");
    QVERIFY(QFile::link(other, path(u"secret"_s)));
    QVERIFY(writePrivateFile(path(u"secret"_s), "mine"));
    QCOMPARE(contentOf(other), "not mine");
    QCOMPARE(contentOf(path(u"secret"_s)), "mine");
    QVERIFY(!QFileInfo(path(u"secret"_s)).isSymLink());
}

void PrivateFileTest::makesMissingFolders()
{
    const mode_t before = ::umask(0);
    const Result<void> written = writePrivateFile(path(u"a/b/secret"_s), "x");
    ::umask(before);
    QVERIFY(written);
    QCOMPARE(modeOf(path(u"a/b"_s)), 0700u);
    QCOMPARE(contentOf(path(u"a/b/secret"_s)), "x");
}

void PrivateFileTest::leavesRightsOfAPresentFolder()
{
    QVERIFY(QDir().mkpath(path(u"shared"_s)));
    QCOMPARE(::chmod(QFile::encodeName(path(u"shared"_s)).constData(), 0755), 0);
    QVERIFY(makePrivateFolder(path(u"shared"_s)));
    QVERIFY(writePrivateFile(path(u"shared/secret"_s), "x"));
    QCOMPARE(modeOf(path(u"shared"_s)), 0755u);
}

void PrivateFileTest::placeThatCannotBeWrittenIsNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("below a file") << u"file/secret"_s;
    QTest::newRow("a folder") << u"folder"_s;
}

void PrivateFileTest::placeThatCannotBeWrittenIsNamed()
{
    QFETCH(QString, name);
    write(u"file"_s, "x");
    QVERIFY(QDir().mkpath(path(u"folder/full"_s)));
    const Result<void> written = writePrivateFile(path(name), "hunter2");
    QVERIFY(!written);
    QVERIFY2(written.error().message.contains(path(name.section(u'/', 0, 0))), qPrintable(written.error().message));
    QVERIFY(!written.error().message.contains(u"hunter2") && !written.error().detail.contains(u"hunter2"));
    QCOMPARE(files(), QStringList{u"file"_s});
}

void PrivateFileTest::folderWithoutRightIsForbidden()
{
    const OrdinaryRights rights;
    QVERIFY(QDir().mkpath(path(u"closed"_s)));
    QCOMPARE(::chmod(QFile::encodeName(path(u"closed"_s)).constData(), 0500), 0);
    QCOMPARE(writePrivateFile(path(u"closed/secret"_s), "x").error().code, ErrorCode::Forbidden);
}

void PrivateFileTest::readsWithinBounds_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("read");
    QTest::newRow("empty") << 0 << true;
    QTest::newRow("one below") << 99 << true;
    QTest::newRow("exactly") << 100 << true;
    QTest::newRow("one above") << 101 << false;
    QTest::newRow("far above") << 1'000'000 << false;
}

void PrivateFileTest::readsWithinBounds()
{
    QFETCH(int, size);
    QFETCH(bool, read);
    const QString file = write(u"file"_s, QByteArray(size, 'x'));
    const Result<QByteArray> content = readBoundedFile(file, 100);
    QCOMPARE(content.has_value(), read);
    if (read) {
        QCOMPARE(content->size(), size);
        return;
    }
    QCOMPARE(content.error().code, ErrorCode::InvalidInput);
    QVERIFY(content.error().message.contains(file));
}

void PrivateFileTest::missingFileIsNotFound()
{
    const Result<QByteArray> content = readBoundedFile(path(u"none"_s), 100);
    QVERIFY(!content);
    QCOMPARE(content.error().code, ErrorCode::NotFound);
    QVERIFY(content.error().message.contains(path(u"none"_s)));
}

void PrivateFileTest::unreadableFileIsForbidden()
{
    QCOMPARE(readBoundedFile(m_folder->path(), 100).error().code, ErrorCode::Forbidden); // a folder
    const OrdinaryRights rights;
    const QString file = write(u"file"_s, "x");
    QCOMPARE(::chmod(QFile::encodeName(file).constData(), 0200), 0);
    QCOMPARE(readBoundedFile(file, 100).error().code, ErrorCode::Forbidden);
}

void PrivateFileTest::othersMayHaveNoRight_data()
{
    QTest::addColumn<uint>("mode");
    QTest::addColumn<bool>("ok");
    QTest::newRow("owner") << 0600u << true;
    QTest::newRow("owner reads") << 0400u << true;
    QTest::newRow("owner runs") << 0700u << true;
    QTest::newRow("group reads") << 0640u << false;
    QTest::newRow("group writes") << 0620u << false;
    QTest::newRow("group runs") << 0610u << false;
    QTest::newRow("others read") << 0604u << false;
    QTest::newRow("others run") << 0601u << false;
    QTest::newRow("all") << 0666u << false;
}

void PrivateFileTest::othersMayHaveNoRight()
{
    QFETCH(uint, mode);
    QFETCH(bool, ok);
    const QString file = write(u"file"_s, "x");
    QCOMPARE(::chmod(QFile::encodeName(file).constData(), mode), 0);
    const Result<void> checked = requirePrivate(file);
    QCOMPARE(checked.has_value(), ok);
    if (!ok)
        QVERIFY2(checked.error().code == ErrorCode::Forbidden && checked.error().message.contains(file),
                 qPrintable(checked.error().message));
}

QTEST_GUILESS_MAIN(PrivateFileTest)
#include "tst_privatefile.moc"
