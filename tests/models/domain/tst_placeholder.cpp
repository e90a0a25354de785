// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/placeholder.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class TestPlaceholder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void meanings_data();
    void meanings();
};

void TestPlaceholder::meanings_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("meaning");
    const auto row = [](const QString &value, Placeholder meaning) {
        QTest::newRow(qUtf8Printable(u'"' + value + u'"')) << value << int(meaning);
    };
    for (const QString &value : {QString(),
                                 u"  "_s,
                                 u"-"_s,
                                 u"---"_s,
                                 u"–"_s,
                                 u"…"_s,
                                 u"?"_s,
                                 u"N/A"_s,
                                 u"n/a."_s,
                                 u"(none)"_s,
                                 u"NULL"_s,
                                 u"k.A."_s,
                                 u"Keine Angabe"_s,
                                 u"siehe Bild"_s,
                                 u"SIEHE BESCHREIBUNG!"_s,
                                 u"nicht verfügbar"_s,
                                 u"brak"_s,
                                 u"Brak danych"_s,
                                 u"NIE OKREŚLONO"_s,
                                 u"patrz zdjęcie"_s,
                                 u"Inny"_s,
                                 u"unknown"_s})
        row(value, Placeholder::SaysNothing);
    for (const QString &value : {u"Unbranded"_s, u"NO NAME"_s, u"No-Name"_s, u"Markenlos"_s, u"bez marki"_s})
        row(value, Placeholder::Unbranded);
    for (const QString &value : {u"Does not apply"_s, u"Nicht zutreffend"_s, u"nie dotyczy"_s})
        row(value, Placeholder::DoesNotApply);
    for (const QString &value :
         {u"0"_s, u"no"_s, u"nein"_s, u"nie"_s, u"S"_s, u"C++"_s, u"-5"_s, u"Nano"_s, u"none of these"_s, u"siehe"_s,
          u"Ka"_s, u"無"_s, u"n"_s.repeated(49), u"See pictures on the box, which is red and has a handle"_s})
        row(value, Placeholder::None);
}

void TestPlaceholder::meanings()
{
    QFETCH(QString, value);
    QFETCH(int, meaning);
    QCOMPARE(int(placeholderIn(value)), meaning);
    QCOMPARE(int(placeholderIn(std::string_view(value.toStdString()))), meaning);
    QCOMPARE(saysNothing(value), meaning != int(Placeholder::None));
}

QTEST_GUILESS_MAIN(TestPlaceholder)
#include "tst_placeholder.moc"
