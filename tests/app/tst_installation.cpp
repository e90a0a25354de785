// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The documents that `cmake --install` leaves on another machine; scripts/checkinstall.sh sees to the rest.

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestInstallation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void documentsAreThere();
    void linksLeadSomewhere();

private:
    QString installed(const QString &path) const { return m_prefix.filePath(path); }

    QTemporaryDir m_prefix;
};

void TestInstallation::initTestCase()
{
    const QString build = QDir(QFileInfo(QStringLiteral(LISTWRIGHT_BINARY)).path() + u"/.."_s).absolutePath();
    QVERIFY2(QFileInfo::exists(build + u"/cmake_install.cmake"_s), qPrintable(build));
    QProcess install;
    install.setProcessChannelMode(QProcess::MergedChannels);
    install.start(u"cmake"_s, {u"--install"_s, build, u"--prefix"_s, m_prefix.path()});
    QVERIFY(install.waitForFinished());
    const QByteArray said = install.readAll();
    QVERIFY2(install.exitStatus() == QProcess::NormalExit && install.exitCode() == 0, said.right(2000));
}

void TestInstallation::documentsAreThere()
{
    const QStringList documents = QDir(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/docs")).entryList(QDir::Files);
    QVERIFY(!documents.isEmpty());
    QCOMPARE(QDir(installed(u"share/doc/listwright/docs"_s)).entryList(QDir::Files), documents);
    QVERIFY(QFileInfo::exists(installed(u"share/doc/listwright/README.md"_s)));
}

void TestInstallation::linksLeadSomewhere()
{
    static const QRegularExpression link(u"\\]\\(([^)#:]+)(?:#[^)]*)?\\)"_s);
    int links = 0;
    QDirIterator documents(installed(u"share/doc/listwright"_s), {u"*.md"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
    while (documents.hasNext()) {
        QFile document(documents.next());
        QVERIFY(document.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(document.readAll());
        for (auto each = link.globalMatch(text); each.hasNext(); ++links) {
            const QString target = each.next().captured(1);
            QVERIFY2(QFileInfo::exists(documents.fileInfo().dir().filePath(target)),
                     qPrintable(documents.fileName() + u": " + target));
        }
    }
    QVERIFY(links > 5);
}

QTEST_GUILESS_MAIN(TestInstallation)
#include "tst_installation.moc"
