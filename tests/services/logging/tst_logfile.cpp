// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logfile.h"
#include "services/logging/logwriter.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace listwright;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LogFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void appendsToWhatIsThere();
    void isForTheOwnerOnly();
    void turnsOverBySize();
    void keepsOneFile();
    void lineLargerThanTheLimitIsKept();
    void twoWritersShareTheFile();
    void goesOnAfterTheFileWasRemoved();
    void fullDiskIsSurvived();
    void unusableFolderIsReported();
    void writerKeepsOrderAndLosesNothing();
    void writerNeverWaits();

private:
    std::unique_ptr<LogFile> opened(qint64 bytes = 1000, int files = 3) const
    {
        auto file = std::make_unique<LogFile>(m_folder->path(), bytes, files);
        return file->open() ? std::move(file) : nullptr;
    }
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LogFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void LogFileTest::appendsToWhatIsThere()
{
    QVERIFY(opened()->append("one\n"));
    QVERIFY(opened()->append("two\n"));
    QCOMPARE(contentOf(path("listwright.log")), "one\ntwo\n");
}

void LogFileTest::isForTheOwnerOnly()
{
    const mode_t mask = ::umask(0);
    LogFile file(m_folder->filePath(u"logs"_s), 1000, 3);
    const bool ok = file.open().has_value();
    ::umask(mask);
    QVERIFY(ok);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(file.path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777u, 0600u);
    QCOMPARE(::stat(QFile::encodeName(m_folder->filePath(u"logs"_s)).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777u, 0700u);
}

void LogFileTest::turnsOverBySize()
{
    const auto file = opened(10, 3);
    for (const char *line : {"1234\n", "5678\n", "a\n", "bbbbbbbb\n", "c\n", "dddddddd\n"})
        QVERIFY(file->append(line));
    QCOMPARE(contentOf(path("listwright.log")), "dddddddd\n");
    QCOMPARE(contentOf(path("listwright.1.log")), "c\n");
    QCOMPARE(contentOf(path("listwright.2.log")), "bbbbbbbb\n");
    QVERIFY2(!QFileInfo::exists(path("listwright.3.log")), "no more than the wanted number of files");
}

void LogFileTest::keepsOneFile()
{
    const auto file = opened(10, 1);
    QVERIFY(file->append("12345678\n"));
    QVERIFY(file->append("90\n"));
    QCOMPARE(contentOf(path("listwright.log")), "90\n");
    QVERIFY(!QFileInfo::exists(path("listwright.1.log")));
}

void LogFileTest::lineLargerThanTheLimitIsKept()
{
    const auto file = opened(10, 2);
    QVERIFY(file->append("a line longer than the limit\n"));
    QVERIFY(file->append("next\n"));
    QCOMPARE(contentOf(path("listwright.1.log")), "a line longer than the limit\n");
    QCOMPARE(contentOf(path("listwright.log")), "next\n");
}

void LogFileTest::twoWritersShareTheFile()
{
    const auto first = opened(100, 50);
    const auto second = opened(100, 50);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(first->append("first " + QByteArray::number(i) + '\n'));
        QVERIFY(second->append("second " + QByteArray::number(i) + '\n'));
    }
    QByteArrayList lines;
    for (const QFileInfo &info : QDir(m_folder->path()).entryInfoList({u"*.log"_s}, QDir::Files)) {
        QVERIFY2(info.size() <= 120, qPrintable(info.fileName()));
        lines += contentOf(info.filePath()).trimmed().split('\n');
    }
    QCOMPARE(lines.size(), 200);
    QCOMPARE(QSet<QByteArray>(lines.begin(), lines.end()).size(), 200);
}

void LogFileTest::goesOnAfterTheFileWasRemoved()
{
    const auto file = opened();
    QVERIFY(file->append("one\n"));
    QVERIFY(QFile::remove(path("listwright.log")));
    QVERIFY(file->append("two\n"));
    QCOMPARE(contentOf(path("listwright.log")), "two\n");
}

void LogFileTest::fullDiskIsSurvived()
{
    if (!QFileInfo::exists(u"/dev/full"_s))
        QSKIP("this system has no /dev/full");
    QVERIFY(QFile::link(u"/dev/full"_s, path("listwright.log")));
    LogWriter writer(opened());
    writer.append("lost 1\n");
    writer.append("lost 2\n");
    QVERIFY(writer.flush(5s));

    // Room again: the next line says how many are missing.
    QVERIFY(QFile::remove(path("listwright.log")));
    writer.append("kept\n");
    QVERIFY(writer.flush(5s));
    const QByteArrayList lines = contentOf(path("listwright.log")).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.first().contains("\"lines\":2"), lines.first().constData());
    QCOMPARE(lines.last(), "kept");
}

void LogFileTest::unusableFolderIsReported()
{
    QFile blocker(path("file"));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    LogFile file(path("file") + u"/logs"_s, 1000, 3);
    const Result<void> result = file.open();
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(path("file")), qPrintable(result.error().message));
    QVERIFY(!file.append("x\n"));
}

void LogFileTest::writerKeepsOrderAndLosesNothing()
{
    {
        LogWriter writer(opened(10'000'000));
        std::vector<std::thread> threads;
        for (int number = 0; number < 4; ++number)
            threads.emplace_back([&writer, number] {
                for (int i = 0; i < 1000; ++i)
                    writer.append(QByteArray::number(number) + ' ' + QByteArray::number(i) + '\n');
            });
        for (std::thread &thread : threads)
            thread.join();
    }
    std::array<int, 4> next{};
    const QByteArrayList lines = contentOf(path("listwright.log")).trimmed().split('\n');
    QCOMPARE(lines.size(), 4000);
    for (const QByteArray &line : lines) {
        const size_t number = static_cast<size_t>(line.at(0) - '0');
        QCOMPARE(line.mid(2).toInt(), next.at(number)++);
    }
}

void LogFileTest::writerNeverWaits()
{
    // A pipe that nobody empties stands for a disk that hangs.
    QCOMPARE(::mkfifo(QFile::encodeName(path("listwright.log")).constData(), 0600), 0);
    const int reader = ::open(QFile::encodeName(path("listwright.log")).constData(), O_RDWR);
    QVERIFY(reader >= 0);
    auto writer = std::make_unique<LogWriter>(opened(1'000'000'000), 100);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 2000; ++i)
        writer->append(QByteArray(1000, 'x') + '\n');
    QVERIFY2(timer.elapsed() < 1000, "the caller must not wait for the disk");
    QVERIFY(!writer->flush(10ms));
    std::thread emptying([reader] {
        QByteArray last;
        QByteArray buffer(65536, Qt::Uninitialized);
        while (!last.endsWith("end\n"))
            last = QByteArray(last + buffer.left(::read(reader, buffer.data(), static_cast<size_t>(buffer.size()))))
                       .right(8);
    });
    QVERIFY(writer->flush(20s));
    writer->append("end\n");
    writer.reset();
    emptying.join();
    ::close(reader);
}

QTEST_GUILESS_MAIN(LogFileTest)
#include "tst_logfile.moc"
