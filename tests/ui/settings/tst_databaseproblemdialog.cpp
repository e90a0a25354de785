// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person can do when the catalog cannot be opened.

#include "services/storage/catalogreader.h"
#include "services/storage/maintenance.h"
#include "tests/ui/pagefixture.h"
#include "ui/settings/databaseproblemdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class DatabaseProblemDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->addProducts(3);
        m_backup = m_fixture->folder.filePath(u"backup.db"_s);
        QVERIFY(maintenance::backup(m_fixture->storage->location(), m_backup));
        m_location = m_fixture->storage->location();
        m_fixture->storage.reset();
        m_fixture->services.storage = nullptr;
        m_fixture->write(u"catalog.db"_s, QByteArray(8192, 'x'));
        show(u"The file <b>catalog.db</b> is damaged."_s);
    }

    void cleanup()
    {
        m_dialog.reset();
        m_fixture.reset();
    }

    void saysWhyWithoutLayingItOut()
    {
        const auto *label = child<QLabel>(*m_dialog, u"databaseProblemLabel"_s);
        QCOMPARE(label->text(), u"The file <b>catalog.db</b> is damaged."_s);
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void buttonsEndIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("outcome");
        QTest::newRow("again") << u"tryAgainPushButton"_s << int(DatabaseProblemDialog::TryAgain);
        QTest::newRow("quit") << u"quitPushButton"_s << int(DatabaseProblemDialog::Quit);
    }

    void buttonsEndIt()
    {
        QFETCH(QString, name);
        child<QPushButton>(*m_dialog, name)->click();
        QTEST(m_dialog->result(), "outcome");
        QVERIFY(!m_dialog->isVisible());
    }

    void anotherDatabaseIsChosen()
    {
        const QString other = m_fixture->folder.filePath(u"other.db"_s);
        child<QLineEdit>(*m_dialog, u"databaseFileLineEdit"_s)->setText(other);
        child<QPushButton>(*m_dialog, u"applyDatabasePushButton"_s)->click();
        QTRY_COMPARE(m_dialog->result(), int(DatabaseProblemDialog::OpenChosen));
        QCOMPARE(m_fixture->settings->text(SettingKey::DatabaseUrl), u"sqlite://"_s + other);
    }

    void backupComesBack()
    {
        m_dialog->restore(m_backup);
        QTRY_COMPARE(m_dialog->result(), int(DatabaseProblemDialog::TryAgain));
        Storage::Options options;
        options.location = *m_location;
        options.automaticBackups = false;
        const auto opened = Storage::open(options);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
        const auto count =
            (*opened)->read([](Database &database) { return CatalogReader(database).productCount(); }).result();
        QCOMPARE(count.value_or(-1), 3);
    }

    void fileThatIsNoBackupLeavesAllAsItIs()
    {
        m_dialog->restore(m_fixture->write(u"no backup.db"_s, QByteArray(8192, 'y')));
        auto *label = child<QLabel>(*m_dialog, u"databaseProblemLabel"_s);
        QTRY_VERIFY(label->text().contains(u"no backup.db"));
        QVERIFY(m_dialog->isVisible());
        QVERIFY(child<QPushButton>(*m_dialog, u"restoreBackupPushButton"_s)->isEnabled());
    }

    void serversHaveTheirOwnBackups()
    {
        m_location = *StorageLocation::parse(u"postgresql://anna@db.example.com/listwright"_s);
        show(u"The server is away."_s);
        QVERIFY(!child<QPushButton>(*m_dialog, u"restoreBackupPushButton"_s)->isVisible());
        m_location.reset(); // not even an address
        show(u"The address cannot be read."_s);
        QVERIFY(!child<QPushButton>(*m_dialog, u"restoreBackupPushButton"_s)->isVisible());
    }

private:
    void show(const QString &problem)
    {
        m_dialog = std::make_unique<DatabaseProblemDialog>(m_fixture->services,
                                                           Error{ErrorCode::Corrupt, problem, {}, {}}, m_location);
        m_dialog->show();
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<DatabaseProblemDialog> m_dialog;
    std::optional<StorageLocation> m_location;
    QString m_backup;
};

QTEST_MAIN(DatabaseProblemDialogTest)
#include "tst_databaseproblemdialog.moc"
