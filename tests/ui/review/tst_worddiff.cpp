// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/worddiff.h"
#include "ui/style/theme.h"

#include <QRandomGenerator>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

using Kind = DiffPart::Kind;

class WordDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QList<DiffPart>>("parts");
        QTest::newRow("both empty") << QString() << QString() << QList<DiffPart>{};
        QTest::newRow("equal") << u"red lamp"_s << u"red lamp"_s << QList<DiffPart>{{Kind::Same, u"red lamp"_s}};
        QTest::newRow("new text") << QString() << u"lamp"_s << QList<DiffPart>{{Kind::Inserted, u"lamp"_s}};
        QTest::newRow("text gone") << u"lamp"_s << QString() << QList<DiffPart>{{Kind::Removed, u"lamp"_s}};
        QTest::newRow("word put in") << u"red lamp"_s << u"red desk lamp"_s
                                     << QList<DiffPart>{{Kind::Same, u"red "_s},
                                                        {Kind::Inserted, u"desk "_s},
                                                        {Kind::Same, u"lamp"_s}};
        QTest::newRow("word replaced") << u"red lamp"_s << u"blue lamp"_s
                                       << QList<DiffPart>{{Kind::Removed, u"red"_s},
                                                          {Kind::Inserted, u"blue"_s},
                                                          {Kind::Same, u" lamp"_s}};
        QTest::newRow("punctuation is a word of its own")
            << u"lamp!!"_s << u"lamp"_s << QList<DiffPart>{{Kind::Same, u"lamp"_s}, {Kind::Removed, u"!!"_s}};
        QTest::newRow("letters outside the first plane stay whole")
            << u"a 😀"_s << u"a 😁"_s
            << QList<DiffPart>{{Kind::Same, u"a "_s}, {Kind::Removed, u"😀"_s}, {Kind::Inserted, u"😁"_s}};
    }

    void differences()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QList<DiffPart>, parts);
        QCOMPARE(wordDiff(before, after), parts);
    }

    void partsMakeUpBothTexts()
    {
        QRandomGenerator random(42);
        const QStringList words{u"red"_s, u"blue"_s, u"lamp"_s, u"desk"_s, u","_s, u" "_s, u"\n"_s, u"żółty"_s};
        for (int round = 0; round < 500; ++round) {
            QString texts[2];
            for (QString &text : texts) {
                for (quint32 word = random.bounded(30u); word > 0; --word)
                    text += words[static_cast<qsizetype>(random.bounded(static_cast<quint32>(words.size())))];
            }
            QString before;
            QString after;
            for (const DiffPart &part : wordDiff(texts[0], texts[1])) {
                before += part.kind == Kind::Inserted ? QString() : part.text;
                after += part.kind == Kind::Removed ? QString() : part.text;
            }
            QCOMPARE(before, texts[0]);
            QCOMPARE(after, texts[1]);
        }
    }

    void hugeDifferentTextsAreOneReplacement()
    {
        QString before;
        QString after;
        for (int word = 0; word < 20'000; ++word) {
            before += u"a%1 "_s.arg(word);
            after += u"b%1,"_s.arg(word);
        }
        const auto parts = wordDiff(before, after);
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts[0].kind, Kind::Removed);
        QCOMPARE(parts[1].kind, Kind::Inserted);
    }

    void htmlMarksByColourAndLineAndEscapes()
    {
        const QString html = diffHtml(wordDiff(u"<b> old"_s, u"<b> new"_s), lightTokens());
        QVERIFY(html.contains(u"&lt;b&gt;"));
        QVERIFY(!html.contains(u"<b>"));
        QVERIFY(html.contains(u"line-through\">old"));
        QVERIFY(html.contains(u"underline\">new"));
        QVERIFY(html.contains(lightTokens().added.name()));
        QVERIFY(html.contains(lightTokens().removed.name()));
    }

    void endsOfLinesThatComeOrGoAreSeen()
    {
        const QString gone = diffHtml(wordDiff(u"lamp\nred\n"_s, u"lamp\nred"_s), lightTokens());
        QCOMPARE(gone.count(u'↵'), 1);
        QCOMPARE(gone.count(u"<br>"), 2);
        QCOMPARE(diffHtml(wordDiff(u"lamp\nred"_s, u"lamp\nblue"_s), lightTokens()).count(u'↵'), 0);
        QCOMPARE(diffHtml(wordDiff(u"a b"_s, u"a\n\nb"_s), lightTokens()).count(u'↵'), 2);
    }

    void unusualTexts_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("removed"); // characters
        QTest::addColumn<int>("inserted");
        QTest::newRow("one word twice") << u"lamp lamp"_s << u"lamp"_s << 5 << 0;
        QTest::newRow("words swapped") << u"red lamp"_s << u"lamp red"_s << 4 << 4;
        QTest::newRow("blanks only") << u"red  lamp"_s << u"red lamp"_s << 2 << 1;
        QTest::newRow("accent put on") << u"zolty"_s << u"żółty"_s << 5 << 5;
        QTest::newRow("combining mark stays with its letter") << u"e\u0301clair"_s << u"eclair"_s << 7 << 6;
        QTest::newRow("size with a sign") << u"20x30 cm"_s << u"20×30 cm"_s << 5 << 5;
        QTest::newRow("no words at all") << u"---"_s << u"--"_s << 1 << 0;
        QTest::newRow("right to left") << u"מנורה אדומה"_s << u"מנורה כחולה"_s << 5 << 5;
    }

    void unusualTexts()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        int removed = 0;
        int inserted = 0;
        for (const DiffPart &part : wordDiff(before, after)) {
            removed += part.kind == Kind::Removed ? static_cast<int>(part.text.size()) : 0;
            inserted += part.kind == Kind::Inserted ? static_cast<int>(part.text.size()) : 0;
        }
        QTEST(removed, "removed");
        QTEST(inserted, "inserted");
    }

    void longTextsWithFewChangesKeepTheRest()
    {
        QStringList words;
        for (int word = 0; word < 5'000; ++word)
            words.append(u"word%1"_s.arg(word));
        const QString before = words.join(u' ');
        words[17] = u"other"_s;
        words.removeAt(4'000);
        const auto parts = wordDiff(before, words.join(u' '));
        QCOMPARE(parts.first().kind, Kind::Same);
        QCOMPARE(parts.last().kind, Kind::Same);
        QVERIFY2(parts.size() <= 7, qPrintable(QString::number(parts.size())));
    }
};

QTEST_GUILESS_MAIN(WordDiffTest)
#include "tst_worddiff.moc"
