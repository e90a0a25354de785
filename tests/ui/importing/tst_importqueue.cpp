// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that cannot be read, that change or vanish, and what becomes of imports once they run.
#include "services/importing/importer.h"
#include "services/storage/catalogreader.h"
#include "tests/support/ordinaryrights.h"
#include "tests/ui/pagefixture.h"
#include "ui/importing/importpanel.h"
#include "ui/importing/importqueue.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // milliseconds; sanitizers are slow

QByteArray lamps(int count)
{
    QByteArray content = "id,title,price\n";
    for (int number = 1; number <= count; ++number)
        content += QByteArray::number(number) + ",Lamp " + QByteArray::number(number) + ",5.00\n";
    return content;
}

} // namespace

class ImportQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void unreadableFileNamesItselfAndTheCause_data();
    void unreadableFileNamesItselfAndTheCause();
    void fileWithoutRightIsToldSo();
    void fileThatVanishesAfterThePreviewIsToldSo();
    void fileThatIsReplacedByAFolderIsToldSo();
    void unreadableFileDoesNotHoldUpTheOthers();
    void emptyFileCanBeReadLater();
    void importsRunOneAfterTheOther();
    void cancelKeepsWhatCameIn();
    void cancelOfOneLeavesTheNext();
    void sameFileAgainChangesNothing();
    void undoLeavesWhatWasChangedSince();
    void rejectsAreSavedMendedAndImported();
    void rejectsMayReplaceAnOlderFile();
    void rejectsSavedOverThemselvesStay();
    void rejectsThatCannotBeSavedAreToldSo_data();
    void rejectsThatCannotBeSavedAreToldSo();

private:
    QString path(const QString &name) const { return m_fixture->folder.filePath(name); }
    QPushButton *button(const char *name) { return child<QPushButton>(*m_panel, QLatin1String(name)); }
    QString failureText()
    {
        auto *failure = child<QWidget>(*m_panel, u"importFailureState"_s);
        return failure->isVisible() ? child<QLabel>(*failure, u"textLabel"_s)->text() : QString();
    }
    void preview(const QString &name, const QByteArray &content)
    {
        m_panel->addFiles({m_fixture->write(name, content)});
        QTRY_VERIFY_WITH_TIMEOUT(button("importPushButton")->isEnabled(), patience);
    }
    const QList<Notification> &notifications() const { return m_fixture->notifications.recent(); }
    void importNow(const QString &name, const QByteArray &content)
    {
        preview(name, content);
        QTest::mouseClick(button("importPushButton"), Qt::LeftButton);
    }
    /** Imports a file with one bad record; the offer to save the rejects. */
    int importWithRejects()
    {
        importNow(u"lamps.csv"_s, "id,title,price\n1,Lamp,5.00\n2,\"=Desk, \"\"old\"\"\",cheap\n");
        [&] { QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 2, patience); }();
        return notifications().value(0).id;
    }
    void saveRejects(int notification, const QString &target);
    QString rejectsFile() const
    {
        const QDir folder(m_fixture->settings->text(SettingKey::RejectsFolder));
        return folder.filePath(folder.entryList({u"*.csv"_s}).value(0));
    }
    qint64 count()
    {
        return m_fixture->storage->read([](Database &database) { return CatalogReader(database).productCount(); })
            .result()
            .value_or(-1);
    }
    static QByteArray contentOf(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const OrdinaryRights m_rights; // from the start, for the threads that are made later as well
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ImportPanel> m_panel;
};

void ImportQueueTest::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_panel = std::make_unique<ImportPanel>(m_fixture->services);
    m_panel->resize(1300, 800);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void ImportQueueTest::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

void ImportQueueTest::saveRejects(int notification, const QString &target)
{
    m_fixture->notifications.triggerAction(notification);
    auto *dialog = m_panel->findChild<QFileDialog *>(u"rejectsFileDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    Q_EMIT dialog->fileSelected(target);
    dialog->close();
}

void ImportQueueTest::unreadableFileNamesItselfAndTheCause_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("cause");
    QTest::newRow("0 bytes") << QByteArray() << u"empty"_s;
    QTest::newRow("blanks only") << QByteArray(" \r\n\t\n") << u"empty"_s;
    QTest::newRow("byte order mark only") << QByteArray("\xef\xbb\xbf") << u"empty"_s;
    QTest::newRow("program") << QByteArray("\x7f"
                                           "ELF\x02\x01\x01\0\0\0\0\0",
                                           12)
                             << u"not a text file"_s;
    QTest::newRow("spreadsheet") << QByteArray("PK\x03\x04\x14\0\x06\0\x08\0\0\0", 12) << u"Save it as CSV"_s;
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << u"not a text file"_s;
}

void ImportQueueTest::unreadableFileNamesItselfAndTheCause()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, cause);
    const QString file = m_fixture->write(u"bad <b>.csv"_s, content);
    m_panel->addFiles({file});
    QTRY_VERIFY_WITH_TIMEOUT(!failureText().isEmpty(), patience);
    QVERIFY2(failureText().contains(file) && failureText().contains(cause), qPrintable(failureText()));
    QVERIFY(!button("importPushButton")->isEnabled());
    QCOMPARE(child<QLabel>(*m_panel, u"importTitleLabel"_s)->text(), u"bad <b>.csv"_s);
}

void ImportQueueTest::fileWithoutRightIsToldSo()
{
    const QString file = m_fixture->write(u"secret.csv"_s, lamps(1));
    QVERIFY(QFile::setPermissions(file, QFile::WriteOwner));
    m_panel->addFiles({file});
    QTRY_VERIFY2(failureText().contains(file) && failureText().contains(u"right"), qPrintable(failureText()));
}

void ImportQueueTest::fileThatVanishesAfterThePreviewIsToldSo()
{
    preview(u"lamps.csv"_s, lamps(3));
    QVERIFY(QFile::remove(path(u"lamps.csv"_s)));
    QTest::mouseClick(button("importPushButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 1, patience);
    QCOMPARE(notifications().first().kind, Notification::Kind::Error);
    QVERIFY2(notifications().first().text.contains(path(u"lamps.csv"_s)) &&
                 notifications().first().text.contains(u"does not exist"),
             qPrintable(notifications().first().text));
    QVERIFY2(notifications().first().actionText != u"Undo import", "there is nothing to undo");
    QCOMPARE(count(), 0);
}

void ImportQueueTest::fileThatIsReplacedByAFolderIsToldSo()
{
    m_panel->addFiles({m_fixture->folder.path()});
    QTRY_VERIFY2(failureText().contains(m_fixture->folder.path()) && failureText().contains(u"folder"),
                 qPrintable(failureText()));
    preview(u"lamps.csv"_s, lamps(3));
    QVERIFY(QFile::remove(path(u"lamps.csv"_s)) && QDir().mkpath(path(u"lamps.csv"_s)));
    QTest::mouseClick(button("importPushButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 1, patience);
    QCOMPARE(notifications().first().kind, Notification::Kind::Error);
    QVERIFY2(notifications().first().text.contains(u"folder"), qPrintable(notifications().first().text));
}

void ImportQueueTest::unreadableFileDoesNotHoldUpTheOthers()
{
    m_panel->addFiles(
        {m_fixture->write(u"empty.csv"_s, {}), m_fixture->write(u"lamps.csv"_s, lamps(2)), path(u"gone.csv"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(!failureText().isEmpty(), patience);
    QTest::mouseClick(button("importAllPushButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(count(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 3, patience);
    QStringList errors;
    for (const Notification &notification : notifications()) {
        if (notification.kind == Notification::Kind::Error)
            errors.append(notification.text);
    }
    QCOMPARE(errors.size(), 2);
    QVERIFY2(errors.join(u'\n').contains(u"empty.csv") && errors.join(u'\n').contains(u"gone.csv"),
             qPrintable(errors.join(u'\n')));
}

void ImportQueueTest::emptyFileCanBeReadLater()
{
    m_panel->addFiles({m_fixture->write(u"late.csv"_s, {}), m_fixture->write(u"other.csv"_s, lamps(1))});
    QTRY_VERIFY_WITH_TIMEOUT(!failureText().isEmpty(), patience);
    m_fixture->write(u"late.csv"_s, lamps(3));
    auto *tabs = child<QTabBar>(*m_panel, u"importFilesTabBar"_s);
    tabs->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(button("importPushButton")->isEnabled(), patience);
    tabs->setCurrentIndex(0);
    QTRY_VERIFY_WITH_TIMEOUT(button("importPushButton")->isEnabled(), patience);
    QVERIFY(failureText().isEmpty());
}

void ImportQueueTest::importsRunOneAfterTheOther()
{
    ImportQueue queue(m_fixture->services);
    QSignalSpy started(&queue, &ImportQueue::started);
    QSignalSpy finished(&queue, &ImportQueue::finished);
    for (const QString &name : {u"a.csv"_s, u"b.csv"_s, u"c.csv"_s}) {
        const auto plan = previewImport(m_fixture->write(name, lamps(20)), {}, u"EUR"_s);
        QVERIFY(plan.has_value());
        queue.add(plan->plan);
    }
    QVERIFY(queue.isRunning());
    QCOMPARE(started.count(), 1);
    QCOMPARE(m_fixture->tasks.tasks().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 3, patience);
    QVERIFY(!queue.isRunning());
    QVERIFY(m_fixture->tasks.tasks().isEmpty());
    QCOMPARE(count(), 20);
    // The products are the same, so only the first file brought any.
    QCOMPARE(finished.at(0).first().value<ImportSummary>().job.created, 20);
    QCOMPARE(finished.at(1).first().value<ImportSummary>().job.unchanged, 20);
    QCOMPARE(QFileInfo(finished.at(2).first().value<ImportSummary>().job.fileName).fileName(), u"c.csv"_s);
}

void ImportQueueTest::cancelKeepsWhatCameIn()
{
    QSignalSpy started(m_panel.get(), &ImportPanel::importStarted);
    importNow(u"lamps.csv"_s, lamps(60'000));
    QCOMPARE(started.count(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(count() > 0, patience);
    QCOMPARE(m_fixture->tasks.tasks().size(), 1);
    RunningTask *task = m_fixture->tasks.tasks().first();
    QVERIFY(task->canCancel());
    task->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 1, patience);
    QCOMPARE(notifications().first().kind, Notification::Kind::Information);
    QVERIFY2(notifications().first().text.contains(u"lamps.csv"), qPrintable(notifications().first().text));
    const qint64 kept = count();
    QVERIFY2(kept > 0 && kept < 60'000, qPrintable(QString::number(kept)));
    QCOMPARE(notifications().first().actionText, u"Undo import"_s);
    m_fixture->notifications.triggerAction(notifications().first().id);
    QTRY_COMPARE_WITH_TIMEOUT(count(), 0, patience);
}

void ImportQueueTest::cancelOfOneLeavesTheNext()
{
    m_panel->addFiles({m_fixture->write(u"long.csv"_s, lamps(60'000)),
                       m_fixture->write(u"short.csv"_s, "id,title,price\nx,Last,1.00\n")});
    QTRY_VERIFY_WITH_TIMEOUT(button("importPushButton")->isEnabled(), patience);
    QTest::mouseClick(button("importAllPushButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->tasks.tasks().isEmpty(), patience);
    m_fixture->tasks.tasks().first()->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 2, patience);
    QCOMPARE(notifications().at(1).kind, Notification::Kind::Information);
    QCOMPARE(notifications().at(0).kind, Notification::Kind::Success);
    QVERIFY(notifications().at(0).text.contains(u"short.csv"));
}

void ImportQueueTest::sameFileAgainChangesNothing()
{
    importNow(u"lamps.csv"_s, lamps(3));
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 1, patience);
    importNow(u"lamps.csv"_s, lamps(3));
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 2, patience);
    QVERIFY2(notifications().first().detail.contains(u"3 unchanged"), qPrintable(notifications().first().detail));
    QCOMPARE(notifications().first().actionText, u"Show"_s);
    QSignalSpy shown(m_panel.get(), &ImportPanel::catalogRequested);
    m_fixture->notifications.triggerAction(notifications().first().id);
    QCOMPARE(shown.count(), 1);
    QCOMPARE(count(), 3);
}

void ImportQueueTest::undoLeavesWhatWasChangedSince()
{
    importNow(u"lamps.csv"_s, lamps(3));
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 1, patience);
    m_fixture->change(2, ProductField::Brand, u"Mine"_s);
    m_fixture->notifications.triggerAction(notifications().first().id);
    QTRY_COMPARE_WITH_TIMEOUT(notifications().size(), 2, patience);
    QCOMPARE(notifications().first().kind, Notification::Kind::Warning);
    QVERIFY2(notifications().first().text.contains(u'2'), qPrintable(notifications().first().text));
    QVERIFY2(notifications().first().detail.contains(u'1'), qPrintable(notifications().first().detail));
    QCOMPARE(count(), 1);
    QCOMPARE(m_fixture->product(2).brand, u"Mine"_s);
}

void ImportQueueTest::rejectsAreSavedMendedAndImported()
{
    const int offer = importWithRejects();
    QCOMPARE(count(), 1);
    QVERIFY(notifications().first().detail.contains(u"Line 3"));
    const QString target = path(u"mended.csv"_s);
    saveRejects(offer, target);
    QByteArray content = contentOf(target);
    QVERIFY2(content.contains("cheap") && content.contains("reason"), content.constData());
    QCOMPARE(content, contentOf(rejectsFile()));

    importNow(u"mended.csv"_s, content.replace("cheap", "7.50"));
    QTRY_COMPARE_WITH_TIMEOUT(count(), 2, patience);
    const Product desk = m_fixture->product(2);
    QCOMPARE(desk.price->toString(), u"7.50 EUR"_s);
    QVERIFY2(desk.titleOriginal.contains(u"=Desk, \"old\""), qPrintable(desk.titleOriginal));
}

void ImportQueueTest::rejectsMayReplaceAnOlderFile()
{
    const int offer = importWithRejects();
    const QString target = m_fixture->write(u"older.csv"_s, QByteArray(10'000, 'x'));
    saveRejects(offer, target);
    QCOMPARE(contentOf(target), contentOf(rejectsFile()));
    QCOMPARE(notifications().size(), 2);
}

void ImportQueueTest::rejectsSavedOverThemselvesStay()
{
    const int offer = importWithRejects();
    const QByteArray before = contentOf(rejectsFile());
    QVERIFY(!before.isEmpty());
    saveRejects(offer, rejectsFile());
    QCOMPARE(contentOf(rejectsFile()), before);
    QCOMPARE(notifications().size(), 2);
}

void ImportQueueTest::rejectsThatCannotBeSavedAreToldSo_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("sourceGone");
    QTest::newRow("no such folder") << u"no/such/folder/x.csv"_s << false;
    QTest::newRow("a folder") << u"rejects"_s << false;
    QTest::newRow("the rejects are gone") << u"x.csv"_s << true;
}

void ImportQueueTest::rejectsThatCannotBeSavedAreToldSo()
{
    QFETCH(QString, target);
    QFETCH(bool, sourceGone);
    const int offer = importWithRejects();
    const QString source = rejectsFile();
    if (sourceGone)
        QVERIFY(QFile::remove(source));
    saveRejects(offer, path(target));
    QCOMPARE(notifications().size(), 3);
    QCOMPARE(notifications().first().kind, Notification::Kind::Error);
    QVERIFY2(notifications().first().text.contains(sourceGone ? source : path(target)),
             qPrintable(notifications().first().text));
    QCOMPARE(QFileInfo::exists(source), !sourceGone);
}

QTEST_MAIN(ImportQueueTest)
#include "tst_importqueue.moc"
