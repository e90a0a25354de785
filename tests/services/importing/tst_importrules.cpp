// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an import promises about the catalog: encodings and amounts arrive, blank leaves, ids are unique, rejected
// records are handed back, and the job counts it all.

#include "tests/services/importing/importcatalog.h"

using namespace listwright;
using namespace listwright::importtest;

class ImportRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodings_data();
    void encodings();
    void amountsOfWholeFiles_data();
    void amountsOfWholeFiles();
    void blankLeaves_data();
    void blankLeaves();
    void theTokenClears_data();
    void theTokenClears();
    void oneIdTwiceInAFile_data();
    void oneIdTwiceInAFile();
    void platformsKeepTheirIdsApart();
    void countersAddUp_data();
    void countersAddUp();
    void statusGoesUpwards();
    void changedPlanReadsAnew();
    void editedFieldsStayWhenTheRecordIsTheSame();
    void rawPricesAreKept_data();
    void rawPricesAreKept();
};

void ImportRulesTest::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("title");
    const QString polish = QStringLiteral("Zażółć gęślą jaźń");
    const QString german = QStringLiteral("Größe für Küche – „groß“ 5 €");
    const QByteArray head = "sku;title\nA;";
    QTest::newRow("utf-8") << head + polish.toUtf8() + '\n' << QStringLiteral("UTF-8") << polish;
    QTest::newRow("utf-8 with mark") << "\xEF\xBB\xBF" + head + polish.toUtf8() << QStringLiteral("UTF-8") << polish;
    for (const bool big : {false, true}) {
        for (const bool mark : {false, true}) {
            const QString text = QString(QString::fromLatin1(head) + german + u'\n');
            QByteArray bytes = mark ? (big ? "\xFE\xFF" : "\xFF\xFE") : "";
            for (const QChar c : text) {
                const char bytesOfUnit[] = {static_cast<char>(c.unicode() >> 8), static_cast<char>(c.unicode())};
                bytes += bytesOfUnit[big ? 0 : 1];
                bytes += bytesOfUnit[big ? 1 : 0];
            }
            QTest::addRow("utf-16 %s endian, %s", big ? "big" : "little", mark ? "mark" : "no mark")
                << bytes << (big ? QStringLiteral("UTF-16BE") : QStringLiteral("UTF-16LE")) << german;
        }
    }
    QTest::newRow("windows-1250") << head + "Za\xBF\xF3\xB3\xE6 g\xEA\x9Cl\xB9 ja\x9F\xF1\n"
                                  << QStringLiteral("windows-1250") << polish;
    QTest::newRow("iso-8859-2") << head + "Za\xBF\xF3\xB3\xE6 g\xEA\xB6l\xB1 ja\xBC\xF1\n"
                                << QStringLiteral("ISO-8859-2") << polish;
    QTest::newRow("windows-1252") << head + "Gr\xF6\xDF"
                                            "e f\xFCr K\xFC"
                                            "che \x96 \x84gro\xDF\x93 5 \x80\n"
                                  << QStringLiteral("windows-1252") << german;
    QTest::newRow("czech windows-1250") << head + "\xDE"
                                                  "erstv\xFD ko\xF8"
                                                  "enov\xFD k\xF8"
                                                  "en, \xE8"
                                                  "esnek \x9Elut\xFD\n"
                                        << QStringLiteral("windows-1250")
                                        << QStringLiteral("Ţerstvý kořenový křen, česnek žlutý");
}

void ImportRulesTest::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, title);
    Imports imports;
    QString used;
    const auto summary =
        imports.run(bytes, QStringLiteral("a.csv"), [&](ImportPlan &plan) { used = plan.options.encoding; });
    QVERIFY2(summary, summary ? "" : qPrintable(summary.error().message));
    QCOMPARE(used, encoding);
    QCOMPARE(imports.product(QStringLiteral("A")).titleOriginal, title);
}

void ImportRulesTest::amountsOfWholeFiles_data()
{
    QTest::addColumn<QByteArrayList>("cells");
    QTest::addColumn<QStringList>("prices"); // "" = rejected
    const auto row = [](const char *name, const QByteArrayList &cells, const QStringList &prices) {
        QTest::newRow(name) << cells << prices;
    };
    const auto eur = [](std::initializer_list<const char *> amounts) {
        QStringList prices;
        for (const char *amount : amounts)
            prices.append(*amount ? QString(QString::fromLatin1(amount) + u" EUR") : QString());
        return prices;
    };
    row("german", {"1.234,56", "12,50", "1.234.567,00", "3.350"}, eur({"1234.56", "12.50", "1234567.00", "3350.00"}));
    row("polish",
        {"1 234,56", "12,50 zł",
         "1\xC2\xA0"
         "234,00"},
        {QStringLiteral("1234.56 EUR"), QStringLiteral("12.50 PLN"), QStringLiteral("1234.00 EUR")});
    row("english", {"1,234.56", "12.50", "1,234,567.00", "1,600"}, eur({"1234.56", "12.50", "1234567.00", "1600.00"}));
    row("swiss",
        {"1'234.50", "12.50", "CHF 5.00",
         "1\xE2\x80\x99"
         "000.00 CHF"},
        {QStringLiteral("1234.50 EUR"), QStringLiteral("12.50 EUR"), QStringLiteral("5.00 CHF"),
         QStringLiteral("1000.00 CHF")});
    row("signs", {"€ 12,50", "12,50€", "$5", "£5.00", "5 Kč", "1.099,- €"},
        {QStringLiteral("12.50 EUR"), QStringLiteral("12.50 EUR"), QStringLiteral("5.00 USD"),
         QStringLiteral("5.00 GBP"), QStringLiteral("5.00 CZK"), QStringLiteral("1099.00 EUR")});
    row("the column decides", {"0,99", "1.000", "2.500"}, eur({"0.99", "1000.00", "2500.00"}));
    row("the column decides otherwise", {"0.99", "1,000", "2,500"}, eur({"0.99", "1000.00", "2500.00"}));
    row("yen have no cents", {"1,500 JPY", "1500 JPY", "15.5 JPY"},
        {QStringLiteral("1500 JPY"), QStringLiteral("1500 JPY"), QString()});
    row("what is no price", {"12,50", "-5,00", "free", "12,505", "1,2,3", "12-15", "99999999999999999999"},
        eur({"12.50", "", "", "", "", "", ""}));
}

void ImportRulesTest::amountsOfWholeFiles()
{
    QFETCH(QByteArrayList, cells);
    QFETCH(QStringList, prices);
    QByteArray bytes = "sku;title;price\n";
    for (qsizetype i = 0; i < cells.size(); ++i)
        bytes += "P" + QByteArray::number(i) + ";Lamp;" + cells[i] + '\n';
    Imports imports;
    const auto summary = imports.run(bytes);
    QVERIFY(summary);
    QStringList found;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const Product product = imports.product(u'P' + QString::number(i));
        found.append(product.price ? product.price->toString() : QString());
        QCOMPARE(product.id == 0, prices[i].isEmpty()); // a wrong price rejects the record
    }
    QCOMPARE(found, prices);
    QCOMPARE(summary->job.rejected, qint64(prices.count(QString())));
}

namespace {

/** A column of a file with a value, and the field it feeds. */
struct FilledColumn
{
    const char *header;
    const char *value;
    ProductField field;
    bool clears = true;
};

constexpr FilledColumn filledColumns[] = {
    {"description", "A lamp", ProductField::DescriptionOriginal},
    {"brand", "Nordkap", ProductField::Brand},
    {"category", "Lamps", ProductField::Category},
    {"ean", "4006381333931", ProductField::Gtin},
    {"mpn", "M1", ProductField::Mpn},
    {"condition", "used", ProductField::Condition},
    {"price", "12.50", ProductField::Price},
    {"quantity", "4", ProductField::Quantity},
    {"url", "https://shop.example/a", ProductField::SourceUrl},
    {"images", "https://shop.example/a.jpg", ProductField::Images},
    {"bullet_points", "first\nsecond", ProductField::BulletPoints},
    {"colour", "red", ProductField::Attributes},
    {"optimized title", "Better", ProductField::TitleOptimized},
};

QByteArray fileWith(const FilledColumn &column, const QByteArray &value, const QByteArray &title)
{
    return "sku,title," + QByteArray(column.header) + "\nA," + title + ",\"" + value + "\"\n";
}

} // namespace

void ImportRulesTest::blankLeaves_data()
{
    QTest::addColumn<int>("column");
    for (int i = 0; i < static_cast<int>(std::size(filledColumns)); ++i)
        QTest::newRow(filledColumns[i].header) << i;
}

void ImportRulesTest::blankLeaves()
{
    QFETCH(int, column);
    const FilledColumn &filled = filledColumns[column];
    Imports imports;
    QVERIFY(imports.run(fileWith(filled, filled.value, "Oak lamp")));
    const QString before = fieldText(imports.product(QStringLiteral("A")), filled.field);
    QVERIFY2(!before.isEmpty(), filled.header);
    for (const QByteArray blank : {"", "   "}) { // the title differs, so that the record is read
        QVERIFY(imports.run(fileWith(filled, blank, "Oak lamp " + QByteArray::number(blank.size()))));
        QCOMPARE(fieldText(imports.product(QStringLiteral("A")), filled.field), before);
    }
    QVERIFY(imports.run("sku,title\nA,Lamp without the column\n"));
    const Product product = imports.product(QStringLiteral("A"));
    QCOMPARE(fieldText(product, filled.field), before);
    QCOMPARE(product.titleOriginal, QStringLiteral("Lamp without the column"));
}

void ImportRulesTest::theTokenClears_data()
{
    blankLeaves_data();
}

void ImportRulesTest::theTokenClears()
{
    QFETCH(int, column);
    const FilledColumn &filled = filledColumns[column];
    Imports imports;
    QVERIFY(imports.run(fileWith(filled, filled.value, "Oak lamp")));
    const auto summary = imports.run(fileWith(filled, "__CLEAR__", "Oak lamp"));
    QVERIFY(summary);
    QCOMPARE(countsOf(summary->job), QStringLiteral("1 records: 0 created, 1 updated, 0 unchanged, 0 rejected"));
    QCOMPARE(fieldText(imports.product(QStringLiteral("A")), filled.field), QString());
}

void ImportRulesTest::oneIdTwiceInAFile_data()
{
    QTest::addColumn<int>("between"); // records between the two, so that they meet in one batch or in two
    QTest::newRow("neighbours") << 0;
    QTest::newRow("same batch") << 100;
    QTest::newRow("other batch") << 6000;
}

void ImportRulesTest::oneIdTwiceInAFile()
{
    QFETCH(int, between);
    QByteArray bytes = "sku,title,brand\nA,first,Nordkap\n";
    for (int i = 0; i < between; ++i)
        bytes += "B" + QByteArray::number(i) + ",other,\n";
    Imports imports;
    const auto summary = imports.run(bytes + "A,second,\n");
    QVERIFY(summary);
    QCOMPARE(summary->job.records, qint64(between + 2));
    QCOMPARE(summary->job.created, qint64(between + 1)); // never doubled
    QCOMPARE(summary->job.created + summary->job.updated + summary->job.unchanged, qint64(between + 2));
    const Product product = imports.product(QStringLiteral("A"));
    QCOMPARE(product.titleOriginal, QStringLiteral("second")); // the later one counts
    QCOMPARE(product.brand, QStringLiteral("Nordkap"));        // and its blank leaves
}

void ImportRulesTest::platformsKeepTheirIdsApart()
{
    Imports imports;
    QVERIFY(imports.run("source_platform,source_id,title\nshop,1,Lamp\nbazaar,1,Chair\n,1,Table\n"));
    QCOMPARE(imports.product(QStringLiteral("1"), QStringLiteral("shop")).titleOriginal, QStringLiteral("Lamp"));
    QCOMPARE(imports.product(QStringLiteral("1"), QStringLiteral("bazaar")).titleOriginal, QStringLiteral("Chair"));
    QCOMPARE(imports.product(QStringLiteral("1")).titleOriginal, QStringLiteral("Table"));
    const auto chosen = [](ImportPlan &plan) { plan.options.sourcePlatform = QStringLiteral("stall"); };
    QVERIFY(imports.run("sku,title\n1,Stool\n", QStringLiteral("b.csv"), chosen));
    QCOMPARE(imports.product(QStringLiteral("1"), QStringLiteral("stall")).titleOriginal, QStringLiteral("Stool"));
}

void ImportRulesTest::countersAddUp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("counts");
    QTest::addColumn<QString>("again");
    QTest::newRow("all good") << QByteArray("sku,title\nA,x\nB,y\n")
                              << QStringLiteral("2 records: 2 created, 0 updated, 0 unchanged, 0 rejected")
                              << QStringLiteral("2 records: 0 created, 0 updated, 2 unchanged, 0 rejected");
    QTest::newRow("all bad") << QByteArray("sku,title\nA,\nB,\n")
                             << QStringLiteral("2 records: 0 created, 0 updated, 0 unchanged, 2 rejected")
                             << QStringLiteral("2 records: 0 created, 0 updated, 0 unchanged, 2 rejected");
    QTest::newRow("some bad") << QByteArray("sku,title\nA,x\nB,\nC,z\n")
                              << QStringLiteral("3 records: 2 created, 0 updated, 0 unchanged, 1 rejected")
                              << QStringLiteral("3 records: 0 created, 0 updated, 2 unchanged, 1 rejected");
    QTest::newRow("blank lines") << QByteArray("sku,title\n\nA,x\n\n,,\nB,y\n\n")
                                 << QStringLiteral("2 records: 2 created, 0 updated, 0 unchanged, 0 rejected")
                                 << QStringLiteral("2 records: 0 created, 0 updated, 2 unchanged, 0 rejected");
    QTest::newRow("rows of one product")
        << QByteArray("Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
                      "s,Shirt,,N,Size,S,S-S,5\ns,,,,,M,S-M,6\ns,,,,,L,S-L,7\nt,Tie,,N,,,T,8\n")
        << QStringLiteral("4 records: 2 created, 0 updated, 0 unchanged, 0 rejected")
        << QStringLiteral("4 records: 0 created, 0 updated, 2 unchanged, 0 rejected");
    QTest::newRow("rows of a rejected product")
        << QByteArray("Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
                      "s,Shirt,,N,Size,S,S-S,dear\ns,,,,,M,S-M,6\nt,Tie,,N,,,T,8\n")
        << QStringLiteral("3 records: 1 created, 0 updated, 0 unchanged, 2 rejected")
        << QStringLiteral("3 records: 0 created, 0 updated, 1 unchanged, 2 rejected");
    QTest::newRow("rows that end listings")
        << QByteArray("*Action(SiteID=US|Currency=USD),ItemID,CustomLabel,*StartPrice,*Quantity\nRevise,1,A,5.00,4\n"
                      "End,2,B,,\n")
        << QStringLiteral("2 records: 0 created, 0 updated, 0 unchanged, 1 rejected")
        << QStringLiteral("2 records: 0 created, 0 updated, 0 unchanged, 1 rejected");
}

void ImportRulesTest::countersAddUp()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, counts);
    QFETCH(QString, again);
    Imports imports;
    const auto first = imports.run(bytes);
    QVERIFY2(first, first ? "" : qPrintable(first.error().message));
    QCOMPARE(countsOf(first->job), counts);
    QCOMPARE(first->job.state, ImportState::Completed);
    QCOMPARE(first->job.bytesTotal, qint64(bytes.size()));
    QCOMPARE(first->job.bytesDone, qint64(bytes.size()));
    QCOMPARE(first->rejectsFile.isEmpty(), first->job.rejected == 0);
    const auto second = imports.run(bytes);
    QVERIFY(second);
    QCOMPARE(countsOf(second->job), again);
    const QList<ImportJob> jobs = imports.jobs(); // newest first
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(countsOf(jobs[1]), counts);
    QCOMPARE(countsOf(jobs[0]), again);
    QVERIFY(jobs[1].startedAt.isValid() && jobs[1].finishedAt >= jobs[1].startedAt);
}

void ImportRulesTest::statusGoesUpwards()
{
    QByteArray bytes = "sku,title\n";
    for (int i = 0; i < 10'000; ++i)
        bytes += "S" + QByteArray::number(i) + (i % 100 == 7 ? ",\n" : ",a lamp\n");
    Imports imports;
    qint64 records = 0;
    qint64 done = 0;
    qsizetype problems = 0;
    ImportJob last;
    const auto summary = imports.run(bytes, QStringLiteral("a.csv"), {}, [&](const ImportStatus &status) {
        QVERIFY(status.job.records >= records && status.job.bytesDone >= done);
        QVERIFY(status.newProblems.size() <= 100);
        QVERIFY(status.recordsPerSecond >= 0);
        records = status.job.records;
        done = status.job.bytesDone;
        problems += status.newProblems.size();
        last = status.job;
    });
    QVERIFY(summary);
    QCOMPARE(last.state, ImportState::Completed);
    QCOMPARE(countsOf(last), countsOf(summary->job));
    QCOMPARE(summary->job.rejected, qint64(100));
    QVERIFY(problems > 0 && problems <= 100);
}

void ImportRulesTest::changedPlanReadsAnew()
{
    Imports imports;
    const QByteArray bytes = "sku;title;price;what\nA;Lamp;3.350;red\n";
    const auto style = [](DecimalStyle wanted) {
        return [wanted](ImportPlan &plan) { plan.options.decimalStyle = wanted; };
    };
    QVERIFY(imports.run(bytes, QStringLiteral("a.csv"), style(DecimalStyle::Comma)));
    QCOMPARE(imports.product(QStringLiteral("A")).price->toString(), QStringLiteral("3350.00 EUR"));
    const auto same = imports.run(bytes, QStringLiteral("a.csv"), style(DecimalStyle::Comma));
    QCOMPARE(same->job.unchanged, qint64(1));
    const auto mapped = imports.run(bytes, QStringLiteral("a.csv"), [](ImportPlan &plan) {
        plan.options.decimalStyle = DecimalStyle::Comma;
        plan.mapping[3].target = QStringLiteral("attribute:Colour");
    });
    QCOMPARE(mapped->job.updated, qint64(1));
    QCOMPARE(imports.product(QStringLiteral("A")).attributes.value(0).value, QStringLiteral("red"));
}

void ImportRulesTest::editedFieldsStayWhenTheRecordIsTheSame()
{
    Imports imports;
    const QByteArray bytes = "sku,title,brand\nA,Lamp,Nordkap\n";
    QVERIFY(imports.run(bytes));
    const Product product = imports.product(QStringLiteral("A"));
    const auto edited = imports.storage()
                            .write([product](Database &database) {
                                const FieldChange change{product.id, ProductField::Brand, QStringLiteral("Südkap")};
                                return ProductRepository(database).change({change}, {});
                            })
                            .result();
    QVERIFY2(edited, edited ? "" : qPrintable(edited.error().message));
    const auto again = imports.run(bytes);
    QCOMPARE(again->job.unchanged, qint64(1));
    QCOMPARE(imports.product(QStringLiteral("A")).brand, QStringLiteral("Südkap"));
}

void ImportRulesTest::rawPricesAreKept_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("kept"); // empty: it says the same in every style
    QTest::newRow("plain") << QByteArray("12.50") << QByteArray();
    QTest::newRow("whole") << QByteArray("12") << QByteArray();
    QTest::newRow("comma") << QByteArray("12,50") << QByteArray(R"({"price":{"raw":"12,50","style":"comma"}})");
    QTest::newRow("groups") << QByteArray("1.099,00 €")
                            << QByteArray(R"({"price":{"raw":"1.099,00 €","style":"comma"}})");
    QTest::newRow("ambiguous") << QByteArray("3.350") << QByteArray(R"({"price":{"raw":"3.350","style":"comma"}})");
}

void ImportRulesTest::rawPricesAreKept()
{
    QFETCH(QByteArray, cell);
    QFETCH(QByteArray, kept);
    Imports imports;
    QVERIFY(imports.run("sku;title;price\nA;Lamp;" + cell + "\n", QStringLiteral("a.csv"),
                        [](ImportPlan &plan) { plan.options.decimalStyle = DecimalStyle::Comma; }));
    QCOMPARE(imports.product(QStringLiteral("A")).sourceData, kept);
}

QTEST_GUILESS_MAIN(ImportRulesTest)
#include "tst_importrules.moc"
