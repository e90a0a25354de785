// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/textfolding.h"

#include <QtTest>

using namespace listwright;

class TestTextFolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("folded");
        const auto row = [](const char *text, const char *folded) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(folded);
        };
        row("ABC xyz 123", "abc xyz 123");
        row("Zażółć gęślą jaźń", "zazolc gesla jazn");
        row("ŁÓDŹ", "lodz");
        row("Größe Äpfel ẞ", "grosse apfel ss");
        row("Smørrebrød Åse", "smorrebrod ase");
        row("Æther œuvre Þór đ", "aether oeuvre thor d");
        row("İstanbul ılık", "istanbul ilik");
        row("Ελλάδα", "ελλαδα");
        row("МОСКВА ёлка", "москва елка");
        row("日本 🚲", "日本 🚲");
        row("", "");
        row("bad \xff\xc3 end\xe2\x82", "bad \xff\xc3 end\xe2\x82");
    }
    void folds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, folded);
        QCOMPARE(QByteArray::fromStdString(foldedText(text.toStdString())), folded);
        QCOMPARE(foldedText(folded.toStdString()), folded.toStdString()); // folding again changes nothing
    }

    void comparesAsTheFoldedForms_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<int>("order");
        QTest::newRow("letters") << QByteArray("Äpfel") << QByteArray("Birnen") << -1;
        QTest::newRow("between") << QByteArray("łódka") << QByteArray("lampe") << 1;
        QTest::newRow("prefix") << QByteArray("ab") << QByteArray("abc") << -1;
        QTest::newRow("written out") << QByteArray("straße") << QByteArray("strasse1") << -1;
        QTest::newRow("empty") << QByteArray("") << QByteArray("a") << -1;
        QTest::newRow("same") << QByteArray("Maß") << QByteArray("Maß") << 0;
    }
    void comparesAsTheFoldedForms()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(int, order);
        const auto sign = [](int value) { return (value > 0) - (value < 0); };
        QCOMPARE(sign(compareFolded(left.toStdString(), right.toStdString())), order);
        QCOMPARE(sign(compareFolded(right.toStdString(), left.toStdString())), -order);
    }

    void equalFoldedFormsStillHaveAnOrder()
    {
        QVERIFY(compareFolded("a", "A") != 0);
        QCOMPARE(compareFolded("a", "A") < 0, compareFolded("A", "a") > 0);
    }
};

QTEST_GUILESS_MAIN(TestTextFolding)
#include "tst_textfolding.moc"
