// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/storagelocation.h"
#include "services/storage/uuid7.h"

#include <QSet>
#include <QtTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class TestStorageLocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("shown");
        QTest::newRow("absolute") << u"sqlite:///var/lib/catalog.db"_s << u"/var/lib/catalog.db"_s;
        QTest::newRow("blank") << u"sqlite:///var/my shop/catalog.db"_s << u"/var/my shop/catalog.db"_s;
        QTest::newRow("a file's path") << u"/var/my shop/catalog.db"_s << u"/var/my shop/catalog.db"_s;
        QTest::newRow("server") << u"postgresql://anna@db.example.com:5433/shop"_s
                                << u"postgresql://anna@db.example.com:5433/shop"_s;
        QTest::newRow("password hidden") << u"postgresql://anna:geheim@db/shop"_s
                                         << u"postgresql://anna@db:5432/shop"_s;
        QTest::newRow("short scheme") << u"postgres://db/shop"_s << u"postgresql://db:5432/shop"_s;
    }
    void readsAddresses()
    {
        QFETCH(QString, url);
        QFETCH(QString, shown);
        const auto location = StorageLocation::parse(url);
        QVERIFY2(location, qPrintable(location ? QString() : location.error().message));
        QCOMPARE(location->displayText(), shown);
    }

    void keepsThePasswordForTheServer()
    {
        const auto location = StorageLocation::parse(u"postgresql://anna:p%40ss@db/shop"_s);
        QCOMPARE(location->password(), u"p@ss"_s);
    }

    void refusesOthers_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"", "sqlite:", "mysql://x/y", "postgresql://", "postgresql://host",
                                "postgresql://host/", "postgresql://host:port/x"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void refusesOthers()
    {
        QFETCH(QString, url);
        const auto location = StorageLocation::parse(url);
        QVERIFY(!location);
        QCOMPARE(location.error().code, ErrorCode::InvalidInput);
    }

    void uuidsOfVersion7AreOrderedByTime()
    {
        QSet<QUuid> all;
        QString last;
        for (int i = 0; i < 1000; ++i) {
            const QUuid uuid = newUuid7();
            const QString text = uuid.toString(QUuid::WithoutBraces);
            QCOMPARE(text.at(14), u'7');
            QVERIFY(u"89ab"_s.contains(text.at(19)));
            QVERIFY(text.first(13) >= last);
            last = text.first(13);
            all.insert(uuid);
        }
        QCOMPARE(all.size(), 1000);
    }
};

QTEST_GUILESS_MAIN(TestStorageLocation)
#include "tst_storagelocation.moc"
