// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a search finds: letters, beginnings, operators as text, changes, and the index file's accidents.

#include "services/storage/maintenance.h"
#include "services/storage/searchindex.h"
#include "services/storage/searchwords.h"
#include "services/storage/sqlitefunctions.h"
#include "services/storage/sqlitestatement.h"
#include "tests/services/storage/storageaccess.h"

#include <sqlite3.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

ProductDraft titled(const std::string &sku, const QString &title)
{
    ProductDraft draft;
    draft.sourcePlatform = "csv";
    draft.sourceId = sku;
    draft.sku = sku;
    draft.title = title.toStdString();
    return draft;
}

QStringList lexemes(const std::string &text)
{
    QStringList words;
    for (const std::string_view word : searchLexemes(text).words)
        words.append(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    return words;
}

/** A word nobody else has, short and spelled with letters. */
std::string distinctWord(int number)
{
    std::string word = "w";
    for (; number > 0; number /= 26)
        word += static_cast<char>('a' + number % 26);
    return word;
}

// A catalog in which most products have a word, some have two, and hardly any a third.
constexpr int largeCatalog = 21'000;

std::vector<ProductDraft> manyProducts()
{
    std::vector<ProductDraft> drafts;
    for (int number = 0; number < largeCatalog; ++number) {
        ProductDraft draft = titled("N" + std::to_string(number), u"gemeinsam"_s);
        draft.title += number % 3 == 0 ? " gemeinde" : "";
        draft.title += number % 7000 == 5 ? " selten" : "";
        draft.title += " " + std::to_string(100000 + number);
        draft.priceMinorUnits = number;
        draft.currency = Currency::fromCode("EUR");
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

} // namespace

class TestCatalogSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersAreFolded_data() { addDatabases(); }
    void lettersAreFolded()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("de", u"Größe Straße Übermaß"_s), titled("pl", u"Zażółć gęślą jaźń"_s),
                                        titled("cs", u"Příliš žluťoučký kůň"_s), titled("tr", u"İstanbul ışık çağrı"_s),
                                        titled("el", u"Ελληνική ΎΛΗ σοφός"_s), titled("da", u"Smørrebrød Ærø"_s),
                                        titled("ru", u"Ёлка ЙОД"_s), titled("fr", u"Cafe\u0301 crème brûlée"_s)}));
        const QList<std::pair<QString, QString>> queries{{u"grosse strasse ubermass"_s, u"de"_s},
                                                         {u"GRÖSSE STRASSE"_s, u"de"_s},
                                                         {u"Größe Straße"_s, u"de"_s},
                                                         {u"zazolc gesla jazn"_s, u"pl"_s},
                                                         {u"ZAŻÓŁĆ GĘŚLĄ"_s, u"pl"_s},
                                                         {u"prilis zlutoucky kun"_s, u"cs"_s},
                                                         {u"KŮŇ"_s, u"cs"_s},
                                                         {u"istanbul isik cagri"_s, u"tr"_s},
                                                         {u"ISTANBUL IŞIK"_s, u"tr"_s},
                                                         {u"ελληνικη υλη"_s, u"el"_s},
                                                         {u"ΣΟΦΌΣ"_s, u"el"_s},
                                                         {u"smorrebrod aero"_s, u"da"_s},
                                                         {u"елка иод"_s, u"ru"_s},
                                                         {u"caf\u00e9"_s, u"fr"_s},
                                                         {u"creme brulee"_s, u"fr"_s}};
        for (const auto &[text, sku] : queries)
            QVERIFY2(found(*storage, text) == QStringList{sku}, qPrintable(text));
        for (const QString &text : {u"groesse"_s, u"uebermass"_s, u"zazolć-x"_s, u"cafee"_s})
            QVERIFY2(found(*storage, text).isEmpty(), qPrintable(text));
    }

    void theLastWordMayGoOn_data() { addDatabases(); }
    void theLastWordMayGoOn()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("a", u"Fahrrad Fahrradhelm"_s), titled("b", u"Fahrt ins Blaue"_s),
                                        titled("c", u"Fa 1234567"_s)}));
        QCOMPARE(found(*storage, u"fah"_s), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(found(*storage, u"fa"_s), QStringList{u"c"_s}); // too short to go on
        QCOMPARE(found(*storage, u"fahrr"_s), QStringList{u"a"_s});
        QCOMPARE(found(*storage, u"fahr "_s), QStringList{}); // the blank ends the word
        QCOMPARE(found(*storage, u"fahrt "_s), QStringList{u"b"_s});
        QCOMPARE(found(*storage, u"fahr blaue"_s), QStringList{}); // only the last one
        QCOMPARE(found(*storage, u"blaue fahr"_s), QStringList{u"b"_s});
        QCOMPARE(found(*storage, u"123"_s), QStringList{u"c"_s});
        QCOMPARE(found(*storage, u"234"_s), QStringList{}); // the middle of a word is not its beginning
        QCOMPARE(found(*storage, u"12345678"_s), QStringList{});
    }

    void codesAreFoundByTheirParts_data() { addDatabases(); }
    void codesAreFoundByTheirParts()
    {
        OPEN_EMPTY_CATALOG();
        ProductDraft shoe = titled("AB-12/34_x.5", u"Schuh"_s);
        shoe.gtin = "4006381333931";
        shoe.variants = {{"AB-12-RED", "5901234123457", {{"Farbe", "rot"}}, 1299, 3, "https://example.com/red.jpg"}};
        shoe.currency = Currency::fromCode("EUR");
        QVERIFY(importDrafts(*storage, {shoe, titled("ZZ-12", u"Hemd"_s)}));
        for (const QString &text :
             {u"AB-12/34_x.5"_s, u"ab-12"_s, u"ab 12"_s, u"12-ab"_s, u"x.5 34"_s, u"4006381333931"_s, u"40063"_s,
              u"schuh 400"_s, u"5901234123457"_s, u"ab-12-red"_s, u"RED"_s})
            QVERIFY2(found(*storage, text) == QStringList{u"AB-12/34_x.5"_s}, qPrintable(text));
        QCOMPARE(found(*storage, u"12"_s).size(), 2);
        QVERIFY(found(*storage, u"6381333"_s).isEmpty());
        QVERIFY(found(*storage, u"4006381333932"_s).isEmpty());
        QVERIFY2(found(*storage, u"farbe"_s).isEmpty(), "options of variants are not searched");
    }

    void codesAndWordsAreFoundTogether_data() { addDatabases(); }
    void codesAndWordsAreFoundTogether()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("a", u"Brandschutz Platte"_s), titled("b", u"Brand219 Platte 20 cm"_s),
                                        titled("c", u"Platte 20 Brause"_s), titled("d", u"7brand Zange"_s)}));
        QCOMPARE(found(*storage, u"brand"_s), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(found(*storage, u"brand "_s), QStringList{});
        QCOMPARE(found(*storage, u"brand2"_s), QStringList{u"b"_s});
        QCOMPARE(found(*storage, u"platte bra"_s), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(found(*storage, u"20 platte bra"_s), (QStringList{u"b"_s, u"c"_s}));
        QCOMPARE(found(*storage, u"20 bra"_s), (QStringList{u"b"_s, u"c"_s}));
        QCOMPARE(found(*storage, u"platte 20 "_s), (QStringList{u"b"_s, u"c"_s}));
        QCOMPARE(found(*storage, u"zange 7bra"_s), QStringList{u"d"_s});
        QCOMPARE(found(*storage, u"zange 20"_s), QStringList{});
    }

    void wordsMayStandInDifferentFields_data() { addDatabases(); }
    void wordsMayStandInDifferentFields()
    {
        OPEN_EMPTY_CATALOG();
        ProductDraft lamp = titled("L-1", u"Stehlampe"_s);
        lamp.titleOptimized = "Bogenlampe";
        lamp.brand = "Lichthaus";
        lamp.description = "<p>Aus <b>Messing</b>,<br>dimmbar</p>";
        lamp.descriptionOptimized = "Mit Fernbedienung";
        lamp.category = "Wohnzimmer";
        QVERIFY(importDrafts(*storage, {lamp, titled("L-2", u"Stehlampe"_s)}));
        QCOMPARE(found(*storage, u"stehlampe bogenlampe lichthaus messing dimmbar fernbedienung l-1"_s),
                 QStringList{u"L-1"_s});
        QCOMPARE(found(*storage, u"stehlampe"_s).size(), 2);
        QVERIFY2(found(*storage, u"stehlampelichthaus"_s).isEmpty(), "fields do not run into each other");
        QVERIFY2(found(*storage, u"wohnzimmer"_s).isEmpty(), "categories are filtered, not searched");
    }

    void operatorsAreJustText_data() { addDatabases(); }
    void operatorsAreJustText()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("f", u"Fotel i sofa"_s), titled("o", u"near and or not title"_s)}));
        for (const QString &text : {u"\"fotel\""_s, u"fotel*"_s, u"-fotel"_s, u"^fotel"_s, u"'fotel'"_s, u"fotel \\"_s,
                                    u"(fotel"_s, u"fotel & sofa"_s, u"fotel | sofa"_s, u"!fotel"_s, u"fotel <-> sofa"_s,
                                    u"fotel:*"_s, u"fotel; --"_s, u"%fotel_"_s, u"\"fotel"_s, u"fotel ''' \"\""_s})
            QVERIFY2(found(*storage, text) == QStringList{u"f"_s}, qPrintable(text));
        for (const QString &text : {u"fotel AND sofa"_s, u"fotel OR sofa"_s, u"fotel NOT lampa"_s,
                                    u"NEAR(fotel sofa)"_s, u"title:fotel"_s, u"text:fotel"_s, u"fotel:A"_s})
            QVERIFY2(found(*storage, text).isEmpty(), qPrintable(text));
        QCOMPARE(found(*storage, u"NOT and OR near"_s), QStringList{u"o"_s});
    }

    void nothingTypedIsEverything_data() { addDatabases(); }
    void nothingTypedIsEverything()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("a", u"Eins"_s), titled("b", u"Zwei"_s)}));
        for (const QString &text : {u""_s, u"   "_s, u"\t\n"_s, QString()})
            QCOMPARE(found(*storage, text).size(), 2);
        for (const QString &text : {u"--"_s, u"\"\""_s, u" * "_s, u"()"_s, u"' ; \\"_s}) { // no product has such a word
            QVERIFY2(found(*storage, text).isEmpty(), qPrintable(text));
            QCOMPARE(countsOf(*storage, searching(text)).total, 0);
        }
    }

    void longQueriesAreAnswered_data() { addDatabases(); }
    void longQueriesAreAnswered()
    {
        OPEN_EMPTY_CATALOG();
        QStringList words;
        for (int number = 1; number <= 1500; ++number)
            words.append(QString::fromStdString(distinctWord(number)));
        QVERIFY(importDrafts(*storage, {titled("all", words.join(u' ')), titled("half", words.mid(700).join(u' '))}));
        QVERIFY(words.join(u' ').size() > 5000);
        QCOMPARE(found(*storage, words.join(u' ')), QStringList{u"all"_s});
        QCOMPARE(found(*storage, words.mid(700).join(u' ')).size(), 2);
        QVERIFY(found(*storage, words.join(u' ') + u" zzz"_s).isEmpty());
        const QString longWord(10'000, u'x');
        QVERIFY(found(*storage, longWord).isEmpty());
        QVERIFY(found(*storage, QString(10'000, u'"')).isEmpty());
    }

    void signsBeyondAsciiEndWordsAsWell_data() { addDatabases(); }
    void signsBeyondAsciiEndWordsAsWell()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("1", u"LEGO® Bausatz"_s), titled("2", u"Regal „Billy“ weiß"_s),
                                        titled("3", u"Sofa–Ecke: grau…"_s), titled("4", u"Rahmen 20×30 cm"_s),
                                        titled("5", u"Nivea™ «Creme»"_s)}));
        QStringList missed;
        for (const auto &[text, sku] : QList<std::pair<QString, QString>>{{u"lego bausatz"_s, u"1"_s},
                                                                          {u"billy regal"_s, u"2"_s},
                                                                          {u"ecke grau "_s, u"3"_s},
                                                                          {u"30 rahmen"_s, u"4"_s},
                                                                          {u"nivea creme "_s, u"5"_s}}) {
            if (found(*storage, text) != QStringList{sku})
                missed.append(text);
        }
        QCOMPARE(missed, QStringList{});
    }

    void followsEveryKindOfChange_data() { addDatabases(); }
    void followsEveryKindOfChange()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("a", u"Erste Fassung"_s), titled("b", u"Bleibt"_s)}));
        const ProductId id = bySource(*storage, u"a"_s)->id;
        const auto edited = change(*storage, {{id, ProductField::TitleOriginal, u"Zweite Version"_s, {}},
                                              {id, ProductField::DescriptionOptimized, u"dazu ein Text"_s, {}}});
        VERIFY_RESULT(edited);
        QVERIFY(found(*storage, u"fassung"_s).isEmpty());
        QCOMPARE(found(*storage, u"version dazu"_s), QStringList{u"a"_s});

        VERIFY_RESULT(undo(*storage, edited->changeSet));
        QVERIFY(found(*storage, u"version"_s).isEmpty());
        QVERIFY(found(*storage, u"dazu"_s).isEmpty());
        QCOMPARE(found(*storage, u"erste fassung"_s), QStringList{u"a"_s});

        const auto removed = remove(*storage, {id});
        VERIFY_RESULT(removed);
        QVERIFY(found(*storage, u"fassung"_s).isEmpty());
        VERIFY_RESULT(undo(*storage, removed->changeSet));
        QCOMPARE(found(*storage, u"fassung"_s), QStringList{u"a"_s});

        ProductDraft update = titled("a", u"Dritte Auflage"_s);
        update.contentHash = 5;
        const auto job = importDrafts(*storage, {update, titled("c", u"Neue Auflage"_s)});
        VERIFY_RESULT(job);
        QCOMPARE(found(*storage, u"auflage"_s), (QStringList{u"a"_s, u"c"_s}));
        QVERIFY(found(*storage, u"fassung"_s).isEmpty());
        VERIFY_RESULT(undo(*storage, job->changeSet));
        QVERIFY(found(*storage, u"auflage"_s).isEmpty());
        QCOMPARE(found(*storage, u"fassung"_s), QStringList{u"a"_s});
        QCOMPARE(found(*storage, u"bleibt"_s), QStringList{u"b"_s});

        storage.reset();
        storage = fixture.open(); // the same from the files
        QCOMPARE(found(*storage, u"fassung"_s), QStringList{u"a"_s});
        QVERIFY(found(*storage, u"version"_s).isEmpty());
    }

    void changedVariantsAreFoundByTheirCodesOnly_data() { addDatabases(); }
    void changedVariantsAreFoundByTheirCodesOnly()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {titled("a", u"Hemd"_s)}));
        const ProductId id = bySource(*storage, u"a"_s)->id;
        const Variant variant{u"HEMD-XL \"é\""_s,
                              u"4006381333931"_s,
                              {{u"Ausführung"_s, u"lang"_s}},
                              {},
                              4,
                              u"https://example.com/bild.jpg"_s};
        VERIFY_RESULT(
            change(*storage, {{id, ProductField::Variants, QString::fromUtf8(variantsToJson({variant})), {}}}));
        for (const QString &text : {u"hemd-xl"_s, u"4006381333931"_s, u"e"_s})
            QVERIFY2(found(*storage, text) == QStringList{u"a"_s}, qPrintable(text));
        for (const QString &text : {u"options"_s, u"quantity"_s, u"sku"_s, u"ausfuhrung"_s, u"bild"_s})
            QVERIFY2(found(*storage, text).isEmpty(), qPrintable(text));
    }

    void bothDatabasesFindTheSame_data() { addDatabases(); }
    void bothDatabasesFindTheSame()
    {
        OPEN_EMPTY_CATALOG();
        const QStringList pieces{u"ab"_s, u"abc"_s, u"ABC"_s, u"ąbć"_s, u" "_s, u" "_s,  u"-"_s,      u"'"_s,
                                 u"\""_s, u"\\"_s,  u":"_s,   u"*"_s,   u"ß"_s, u"ﬁ"_s,  u"日本"_s,   u"🚲"_s,
                                 u"&"_s,  u"Σς"_s,  u"12"_s,  u"½"_s,   u"%"_s, u"\t"_s, u"\u00a0"_s, u"e\u0301"_s};
        QRandomGenerator random(99);
        const auto text = [&](int most) {
            QString joined;
            for (int count = 1 + static_cast<int>(random.bounded(most)); count > 0; --count)
                joined += pieces.at(random.bounded(static_cast<int>(pieces.size())));
            return joined;
        };
        std::vector<ProductDraft> drafts;
        for (int number = 0; number < 150; ++number)
            drafts.push_back(titled("R" + std::to_string(number), text(14)));
        QVERIFY(importDrafts(*storage, drafts));
        QList<QStringList> answers;
        for (int round = 0; round < 150; ++round)
            answers.append(found(*storage, text(3)));
        if (m_answers.isEmpty())
            m_answers = answers;
        QCOMPARE(answers, m_answers);
    }

    void broadAndRareSearchesInALargeCatalog()
    {
        CatalogFixture fixture;
        const auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, manyProducts(), 10'000));
        const auto count = [&](const QString &text) {
            const auto number = idsOf(*storage, searching(text)).size();
            return number == countsOf(*storage, searching(text)).total ? number : -1;
        };
        QCOMPARE(count(u"gemein"_s), largeCatalog); // more than are looked up one by one
        QCOMPARE(count(u"gemeinsam "_s), largeCatalog);
        QCOMPARE(count(u"gemeinde gemein"_s), largeCatalog / 3);
        QCOMPARE(count(u"selten gemein"_s), 3); // a rare word and a beginning that all have
        QCOMPARE(count(u"gemeinde selten "_s), 1);
        QCOMPARE(count(u"selten nichts"_s), 0);
        for (const QString &text : {u"gemein"_s, u"selten gemein"_s, u"gemeinsam sel"_s, u"gemeinsam 12"_s, u"xyz"_s}) {
            CatalogQuery query = searching(text);
            query.sortColumn = CatalogColumn::Price;
            for (const bool descending : {false, true}) {
                query.descending = descending;
                const QList<ProductId> all = idsOf(*storage, query);
                QVERIFY2(idsOf(*storage, query, 50) == all.mid(0, 50), qPrintable(text));
            }
        }
        CatalogQuery filtered = searching(u"gemein"_s);
        filtered.brands = {u""_s};
        filtered.sortColumn = CatalogColumn::Price;
        QCOMPARE(idsOf(*storage, filtered, 30), idsOf(*storage, filtered).mid(0, 30));
    }

    void anIndexRemovedWhileOpenDoesNoHarm()
    {
        CatalogFixture fixture;
        auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, {titled("a", u"Vorher"_s)}));
        const QString index = SearchIndex::fileOf(fixture.location().path());
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(index + suffix);
        QVERIFY(importDrafts(*storage, {titled("b", u"Nachher"_s)}));
        QCOMPARE(countsOf(*storage, {}).total, 2);
        storage.reset();
        storage = fixture.open();
        QCOMPARE(found(*storage, u"vorher"_s), QStringList{u"a"_s});
        QCOMPARE(found(*storage, u"nachher"_s), QStringList{u"b"_s});
        QVERIFY(QFile::exists(index));
    }

    void whoOnlyReadsMissesNothing_data()
    {
        QTest::addColumn<QString>("accident");
        for (const char *accident : {"none", "gone", "behind", "of another catalog"})
            QTest::newRow(accident) << QString::fromLatin1(accident);
    }
    void whoOnlyReadsMissesNothing()
    {
        QFETCH(QString, accident);
        CatalogFixture fixture;
        std::vector<ProductDraft> drafts;
        for (int number = 0; number < 6000; ++number) // more than are tested where the index is whole
            drafts.push_back(titled("S" + std::to_string(number), number % 2000 == 7 ? u"Möbel rot"_s : u"Möbel"_s));
        auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, drafts));
        storage.reset();
        const QString index = SearchIndex::fileOf(fixture.location().path());
        if (accident == u"gone") {
            QVERIFY(QFile::remove(index));
        } else if (accident != u"none") {
            sqlite3 *search = nullptr;
            QCOMPARE(sqlite3_open(index.toUtf8().constData(), &search), SQLITE_OK);
            const auto changed = executeSqlite(search, accident == u"behind"
                                                           ? "UPDATE state SET watermark = 5; "
                                                             "INSERT INTO documents (documents) VALUES ('delete-all')"
                                                           : "UPDATE state SET token = 'other'; "
                                                             "INSERT INTO documents (documents) VALUES ('delete-all')");
            sqlite3_close(search);
            VERIFY_RESULT(changed);
        }
        Storage::Options options = fixture.options();
        options.readOnly = true;
        auto reading = Storage::open(options);
        VERIFY_RESULT(reading);
        QCOMPARE(found(**reading, u"mobel rot"_s), (QStringList{u"S2007"_s, u"S4007"_s, u"S7"_s}));
        QCOMPARE(found(**reading, u"mobel"_s).size(), 6000);
        QCOMPARE(countsOf(**reading, searching(u"rot"_s)).total, 3);
        QVERIFY(found(**reading, u"blau"_s).isEmpty());
    }

    void anIndexDamagedWhileOpenIsBuiltAnewAtTheNextStart_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::newRow("all of it") << qint64{0};
        QTest::newRow("behind its first pages") << qint64{16'384};
    }
    void anIndexDamagedWhileOpenIsBuiltAnewAtTheNextStart()
    {
        QFETCH(qint64, from);
        CatalogFixture fixture;
        auto storage = fixture.open();
        std::vector<ProductDraft> drafts;
        for (int number = 0; number < 3000; ++number)
            drafts.push_back(titled("D" + std::to_string(number), u"Möbel %1"_s.arg(number)));
        QVERIFY(importDrafts(*storage, drafts));
        storage.reset(); // so that the words stand in the file
        storage = fixture.open();
        QFile file(SearchIndex::fileOf(fixture.location().path()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > from + 10'000);
        file.seek(from);
        file.write(QByteArray(static_cast<qsizetype>(file.size() - from), 'x'));
        file.close();
        [[maybe_unused]] const auto whatever =
            storage->read([](Database &database) { return CatalogReader(database).ids(searching(u"mobel"_s)); })
                .result();
        QVERIFY(importDrafts(*storage, {titled("new", u"Möbel neu"_s)})); // the catalog is not touched by it
        storage.reset();
        const auto report = maintenance::check(fixture.location());
        QVERIFY(report && report->problems.size() == 1);
        QVERIFY2(report->problems.first().contains(u"search index"), qPrintable(report->problems.first()));
        storage = fixture.open();
        QCOMPARE(found(*storage, u"mobel"_s).size(), 3001);
    }

    void lexemesAreSortedAndDistinct()
    {
        QVERIFY(lexemes("").isEmpty());
        QVERIFY(lexemes(" \t\n.,;--").isEmpty());
        QCOMPARE(lexemes("b a\nb,a;10 2"), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(lexemes("zażółć żółć-a"), (QStringList{u"a"_s, u"zażółć"_s, u"żółć"_s})); // by bytes
        QCOMPARE(lexemes("a_b a'b a\\b"), (QStringList{u"a"_s, u"b"_s}));
        const SearchLexemes both = searchLexemes("b 10 a1 a b 2 10");
        QCOMPARE(searchVector(both.words), std::string("a b"));
        QCOMPARE(searchVector(both.codes), std::string("10 2 a1"));
    }

    void lexemesKeepToPostgresLimits()
    {
        const std::string longest(200, 'a');
        QCOMPARE(lexemes(longest).size(), 1);
        QVERIFY(lexemes(longest + 'a').isEmpty());
        std::string text;
        int words = 0;
        for (; text.size() < 2'000'000; ++words)
            text += distinctWord(words) + ' ';
        const auto kept = searchLexemes(text).words;
        QVERIFY(kept.size() > 50'000 && kept.size() < static_cast<std::size_t>(words));
        QVERIFY(std::is_sorted(kept.begin(), kept.end()));
        QVERIFY(std::adjacent_find(kept.begin(), kept.end()) == kept.end());
        for (const std::string_view word : kept)
            QVERIFY(word.data() + word.size() <= text.data() + 500'000);
    }

    void typedTextBecomesTerms_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("beginning");
        QTest::newRow("nothing") << u""_s << QStringList{} << u""_s;
        QTest::newRow("blanks") << u"  "_s << QStringList{} << u""_s;
        QTest::newRow("one word") << u"Żółty"_s << QStringList{} << u"zolty"_s;
        QTest::newRow("a finished word") << u"Żółty "_s << QStringList{u"zolty"_s} << u""_s;
        QTest::newRow("two letters") << u"xl"_s << QStringList{u"xl"_s} << u""_s;
        QTest::newRow("three letters") << u"xxl"_s << QStringList{} << u"xxl"_s;
        QTest::newRow("several") << u"rot, blau grün"_s << QStringList{u"rot"_s, u"blau"_s} << u"grun"_s;
        QTest::newRow("punctuation") << u"a-b \"c\" (d*)"_s << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s} << u""_s;
    }
    void typedTextBecomesTerms()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, words);
        QFETCH(QString, beginning);
        const SearchTerms terms = searchTerms(typed);
        QStringList whole;
        for (const std::string &word : terms.words)
            whole.append(QString::fromStdString(word));
        QCOMPARE(whole, words);
        QCOMPARE(QString::fromStdString(terms.beginning), beginning);
        QCOMPARE(terms.isEmpty(), words.isEmpty() && beginning.isEmpty());
    }

    void termsAreFoundInFoldedText()
    {
        const auto has = [](const QString &typed) {
            return searchTerms(typed).foundIn("rotes sofa\nxl 4006381333931\n");
        };
        QVERIFY(has(u"rot"_s));
        QVERIFY(!has(u"rot "_s));
        QVERIFY(has(u"SOFA rotes "_s));
        QVERIFY(has(u"xl sofa rot"_s));
        QVERIFY(has(u"rotes rotes rot"_s));
        QVERIFY(has(u"40063813"_s));
        QVERIFY(!has(u"ofa"_s));
        QVERIFY(!has(u"sofa blau"_s));
    }

    void aSetOfIdsHasWhatWasInserted()
    {
        IdSet set;
        QVERIFY(!set.contains(0) && !set.contains(1) && !set.contains(-1));
        QRandomGenerator random(5);
        QSet<qint64> expected{0, 63, 64, 65, 1'000'000};
        for (int i = 0; i < 500; ++i)
            expected.insert(random.bounded(100'000));
        for (const qint64 id : std::as_const(expected)) {
            set.insert(id);
            set.insert(id);
        }
        for (qint64 id = -70; id < 100'100; ++id)
            QVERIFY2(set.contains(id) == expected.contains(id), qPrintable(QString::number(id)));
        QVERIFY(set.contains(1'000'000) && !set.contains(1'000'001));
        QVERIFY(!set.contains(std::numeric_limits<qint64>::max()) && !set.contains(std::numeric_limits<qint64>::min()));
    }

private:
    QList<QStringList> m_answers; ///< of the database that was asked first
};

QTEST_GUILESS_MAIN(TestCatalogSearch)
#include "tst_catalogsearch.moc"
