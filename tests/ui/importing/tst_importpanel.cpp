// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogreader.h"
#include "tests/ui/pagefixture.h"
#include "ui/importing/importpanel.h"
#include "ui/importing/importpreviewmodel.h"
#include "ui/importing/mappingheader.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray lamps = "id;sku;title;price;quantity\n"
                         "1;L-1;Desk lamp;12,50;3\n"
                         "2;L-2;Floor lamp;1.099,00;4\n"
                         "3;L-3;Broken lamp;cheap;5\n";

} // namespace

class ImportPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_panel = std::make_unique<ImportPanel>(m_fixture->services);
        m_panel->resize(1300, 800);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_fixture.reset();
    }

    void showsHowTheFileWillBeRead()
    {
        open("lamps.csv", lamps);
        QCOMPARE(child<QComboBox>(*m_panel, u"delimiterComboBox"_s)->currentText(), u"Semicolon"_s);
        QCOMPARE(child<QComboBox>(*m_panel, u"decimalComboBox"_s)->currentText(), u"1.099,00"_s);
        QCOMPARE(products()->rowCount(), 3);
        QCOMPARE(products()->index(0, 0).data().toString(), u"Desk lamp"_s);
        QCOMPARE(count(), 0);
    }

    void problemsAreMarkedInPlace()
    {
        open("lamps.csv", lamps);
        const auto *cells = child<QTableView>(*m_panel, u"fileColumnsTableView"_s)->model();
        QCOMPARE(cells->index(2, 3).data(ImportPreviewModel::ProblemRole).toInt(), 2);
        QCOMPARE(cells->index(1, 3).data(ImportPreviewModel::ProblemRole).toInt(), 0);
        QVERIFY(cells->index(2, 3).data(Qt::BackgroundRole).isValid());
        QVERIFY(!cells->index(2, 3).data(Qt::ToolTipRole).toString().isEmpty());
        QCOMPARE(child<QListWidget>(*m_panel, u"problemsListWidget"_s)->count(), 1);
    }

    void anotherMappingIsPreviewedAtOnce()
    {
        open("lamps.csv", lamps);
        auto *header = child<MappingHeader>(*m_panel, u"mappingHeaderView"_s);
        QComboBox *box = header->box(1);
        QCOMPARE(box->currentData().toString(), u"sku"_s);
        box->setCurrentIndex(box->findData(u"brand"_s));
        QVERIFY(box->currentIndex() >= 0);
        Q_EMIT box->activated(box->currentIndex());
        QTRY_COMPARE(products()->index(0, 1).data().toString(), QString());
        QTRY_COMPARE(products()->index(0, 3).data().toString(), u"L-1"_s);
    }

    void anotherDelimiterFindsOtherColumns()
    {
        open("lamps.csv", lamps);
        auto *delimiter = child<QComboBox>(*m_panel, u"delimiterComboBox"_s);
        delimiter->setCurrentIndex(delimiter->findData(int('|')));
        Q_EMIT delimiter->activated(delimiter->currentIndex());
        const auto *cells = child<QTableView>(*m_panel, u"fileColumnsTableView"_s)->model();
        QTRY_COMPARE(cells->columnCount(), 1);
    }

    void importFillsTheCatalogAndCanBeUndone()
    {
        open("lamps.csv", lamps);
        QSignalSpy closed(m_panel.get(), &ImportPanel::closeRequested);
        QSignalSpy started(m_panel.get(), &ImportPanel::importStarted);
        QTest::mouseClick(button(u"importPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(count(), 2);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(started.count(), 1);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 2);
        QVERIFY(m_fixture->tasks.tasks().isEmpty());
        const Notification &rejects = m_fixture->notifications.recent()[0];
        QCOMPARE(rejects.kind, Notification::Kind::Warning);
        QVERIFY(!rejects.actionText.isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent()[1].id);
        QTRY_COMPARE(count(), 0);
    }

    void fileThatCannotBeReadSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\1\2\3\0\0\0\0\0\0\0\0",
                                              16);
    }

    void fileThatCannotBeReadSaysWhy()
    {
        QFETCH(QByteArray, content);
        m_panel->addFiles({m_fixture->write(u"bad.csv"_s, content)});
        auto *failure = child<QWidget>(*m_panel, u"importFailureState"_s);
        QTRY_VERIFY(failure->isVisible());
        QTRY_VERIFY(!child<QLabel>(*failure, u"textLabel"_s)->text().isEmpty());
        QVERIFY(!button(u"importPushButton"_s)->isEnabled());
    }

    void vanishedFileSaysWhy()
    {
        m_panel->addFiles({m_fixture->folder.filePath(u"gone.csv"_s)});
        QTRY_VERIFY(child<QWidget>(*m_panel, u"importFailureState"_s)->isVisible());
        QVERIFY(!button(u"importPushButton"_s)->isEnabled());
    }

    void severalFilesAreImportedOneAfterTheOther()
    {
        m_panel->addFiles({m_fixture->write(u"a.csv"_s, "id,title,price\n1,First,1.00\n"),
                           m_fixture->write(u"b.csv"_s, "id,title,price\n2,Second,2.00\n")});
        QCOMPARE(child<QTabBar>(*m_panel, u"importFilesTabBar"_s)->count(), 2);
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
        QTest::mouseClick(button(u"importAllPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(count(), 2);
    }

    void aThousandColumnsStayQuick()
    {
        QByteArray header = "id,title";
        QByteArray row = "1,Lamp";
        for (int column = 0; column < 1000; ++column) {
            header += ",c" + QByteArray::number(column);
            row += ",x";
        }
        open("wide.csv", header + '\n' + row + '\n');
        const auto *mapping = child<MappingHeader>(*m_panel, u"mappingHeaderView"_s);
        QCOMPARE(mapping->count(), 1002);
        QVERIFY(mapping->findChildren<QComboBox *>().size() < 40);
    }

private:
    void open(const char *name, const QByteArray &content)
    {
        m_panel->addFiles({m_fixture->write(QLatin1String(name), content)});
        QTRY_VERIFY(button(u"importPushButton"_s)->isEnabled());
    }

    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }
    QPushButton *button(const QString &name) { return child<QPushButton>(*m_panel, name); }
    QAbstractItemModel *products() { return child<QTableView>(*m_panel, u"previewTableView"_s)->model(); }
    qint64 count()
    {
        return m_fixture->storage->read([](Database &database) { return CatalogReader(database).productCount(); })
            .result()
            .value_or(-1);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ImportPanel> m_panel;
};

QTEST_MAIN(ImportPanelTest)
#include "tst_importpanel.moc"
