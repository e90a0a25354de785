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
        row("日本 🚲", "日本  ");
        row("LEGO® „Billy“ 20×30…", "lego   billy  20 30...");
        row("weiß\u00a0– grau\u00adblau ✅neu", "weiss   graublau  neu");
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

    // Each alphabet's letters in pairs of capital and small, and what a person without them would type.
    void foldsAlphabets_data()
    {
        QTest::addColumn<QString>("letters");
        QTest::addColumn<QString>("folded");
        const auto row = [](const char *language, const char *letters, const char *folded) {
            QTest::newRow(language) << QString::fromUtf8(letters) << QString::fromUtf8(folded);
        };
        row("german", "ÄÖÜẞ äöüß", "aouss aouss");
        row("polish", "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż", "acelnoszz acelnoszz");
        row("czech", "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ áčďéěíňóřšťúůýž", "acdeeinorstuuyz acdeeinorstuuyz");
        row("turkish", "ÇĞIİÖŞÜ çğıiöşü", "cgiiosu cgiiosu");
        row("greek", "ΑΆΕΈΗΉΙΊΪΟΌΥΎΫΩΏ αάεέηήιίϊοόυύϋωώ", "ααεεηηιιιοουυυωω ααεεηηιιιοουυυωω");
        row("greek final sigma", "ΟΔΟΣ οδος", "οδοσ οδοσ");
        row("russian", "АБВГДЕЁЖЗИЙКЛ абвгдеёжзийкл", "абвгдеежзиикл абвгдеежзиикл");
        row("ukrainian", "ЇЄҐІ їєґі", "ієґі ієґі");
        row("french", "ÀÂÇÉÈÊËÎÏÔŒÙÛŸ àâçéèêëîïôœùûÿ", "aaceeeeiiooeuuy aaceeeeiiooeuuy");
        row("spanish", "ÁÉÍÑÓÚÜ áéíñóúü", "aeinouu aeinouu");
        row("nordic", "ÅÄÖÆØÐÞ åäöæøðþ", "aaoaeodth aaoaeodth");
        row("romanian", "ĂÂÎȘȚŞŢ ăâîșțşţ", "aaistst aaistst");
        row("hungarian", "ÁÉÍÓÖŐÚÜŰ áéíóöőúüű", "aeiooouuu aeiooouuu");
        row("croatian", "ČĆĐŠŽ čćđšž", "ccdsz ccdsz");
        row("baltic", "ĀČĒĢĪĶĻŅŠŪŽĖŲ āčēģīķļņšūžėų", "acegiklnsuzeu acegiklnsuzeu");
        row("old english", "ǢǼǾ ǣǽǿ", "aeaeo aeaeo");
        row("maltese and sami", "ĦŦ ħŧ", "ht ht");
        row("vietnamese", "ẠẢẤẦỄỢỰ ạảấầễợự", "aaaaeou aaaaeou");
        row("signs and digits", "+-*/€ §12³½", "+-*/   1231 2");
    }
    void foldsAlphabets()
    {
        QFETCH(QString, letters);
        QFETCH(QString, folded);
        const auto foldedOf = [](const QString &text) {
            return QString::fromStdString(foldedText(text.toStdString()));
        };
        QCOMPARE(foldedOf(letters), folded);
        // The same word typed as base letters with combining marks is found as well.
        QCOMPARE(foldedOf(letters.normalized(QString::NormalizationForm_D)), folded);
        const QStringList halves = folded.split(u' ');
        if (QTest::currentDataTag() != QByteArrayView("signs and digits"))
            QCOMPARE(halves[0], halves[1]); // capitals and small letters agree
    }

    void appendingKeepsWhatIsThere()
    {
        std::string text = "Ż|";
        appendFolded(text, "Ł");
        appendFolded(text, {});
        QCOMPARE(text, std::string("Ż|l"));
    }

    void everyLetterFoldsOnceAndForAll()
    {
        for (char32_t letter = 1; letter < 0x3000; ++letter) {
            const std::string text = QString::fromUcs4(&letter, 1).toStdString();
            const std::string folded = foldedText(text);
            QVERIFY2(foldedText(folded) == folded, qPrintable(QString::number(letter, 16)));
            QVERIFY(!QString::fromStdString(folded).contains(QChar::ReplacementCharacter));
        }
    }

    void orderIsConsistent()
    {
        const std::vector<std::string> words = {"",  "a",  "A",  "ä", "ab",   "Äb",   "z", "Ż",    "ż",
                                                "ß", "ss", "SS", "ÿ", "łódź", "lodz", "ё", "日本", "😀"};
        for (const std::string &one : words) {
            QCOMPARE(compareFolded(one, one), 0);
            for (const std::string &other : words) {
                const int order = compareFolded(one, other);
                QCOMPARE(order == 0, one == other);
                QCOMPARE(order<0, compareFolded(other, one)> 0);
                if (foldedText(one) != foldedText(other))
                    QCOMPARE(order < 0, foldedText(one) < foldedText(other));
                for (const std::string &third : words) {
                    if (order < 0 && compareFolded(other, third) < 0)
                        QVERIFY2(compareFolded(one, third) < 0, (one + '|' + other + '|' + third).c_str());
                }
            }
        }
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
