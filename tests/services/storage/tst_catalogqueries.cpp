// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Filters, orders, windows and counts of the catalog against a plain model in memory, on both databases.

#include "services/storage/catalogsql.h"
#include "services/storage/productrows.h"
#include "services/storage/uuid7.h"
#include "tests/services/storage/storageaccess.h"

#include <map>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

// One spelling for each folded word: what differs in accents only is ordered by each database's own rules.
const QStringList &vocabulary()
{
    static const QStringList words{u"Żółty"_s,  u"Fotel"_s,  u"Fotelik"_s,    u"Größe"_s,   u"Müller"_s,
                                   u"Křeslo"_s, u"Ελλάδα"_s, u"lampa"_s,      u"Sofa"_s,    u"Sofabett"_s,
                                   u"XL42"_s,   u"100"_s,    u"Smørrebrød"_s, u"İstanbul"_s};
    return words;
}

const QStringList &brands()
{
    static const QStringList names{u""_s, u"Möbel Müller"_s, u"Fotele i spółka"_s, u"O'Neil \"& Co\" \\ 100%_"_s};
    return names;
}

const QStringList &platforms()
{
    static const QStringList names{u"csv"_s, u"ebay"_s, u"otto"_s, u"shopify"_s};
    return names;
}

QString folded(const QString &text)
{
    QString result;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        const QChar lower = c.toLower();
        if (lower == u'ß')
            result += u"ss";
        else
            result += lower == u'ł' ? QChar(u'l') : lower == u'ø' ? QChar(u'o') : lower;
    }
    return result;
}

QStringList wordsOf(const QString &text)
{
    QStringList words(QString{});
    for (const QChar c : folded(text)) {
        if (c.isLetterOrNumber())
            words.last() += c;
        else if (!words.last().isEmpty())
            words.append(QString());
    }
    words.removeAll(QString());
    return words;
}

class Generator
{
public:
    explicit Generator(quint32 seed) : m_random(seed) {}

    int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class List>
    auto oneOf(const List &list)
    {
        return list.at(below(static_cast<int>(list.size())));
    }
    QString text(int least, int most)
    {
        QStringList words;
        for (int count = least + below(most - least + 1); count > 0; --count)
            words.append(oneOf(vocabulary()));
        return words.join(u' ');
    }

    Product product(int number)
    {
        Product product;
        product.uid = newUuid7();
        product.sourcePlatform = oneOf(platforms());
        product.sourceId = u"P%1"_s.arg(number);
        product.titleOriginal = chance(3) ? QString() : text(1, 4);
        product.titleOptimized = chance(30) ? text(1, 3) : QString();
        product.descriptionOriginal = text(0, 5);
        product.sku = u"SKU-%1"_s.arg(below(60));
        product.gtin = oneOf(QStringList{u""_s, u"4006381333931"_s, u"5901234123457"_s});
        product.brand = oneOf(brands());
        product.category = oneOf(QStringList{u""_s, u"Dom > Meble"_s, u"Garten"_s, u"Åland"_s});
        if (chance(80))
            product.price = Money(below(30) * 100, *Currency::fromCode(chance(50) ? "EUR" : "PLN"));
        if (chance(80))
            product.quantity = below(6);
        product.qualityScore = below(101);
        product.status = oneOf(allProductStatuses());
        product.createdAt = QDateTime::fromMSecsSinceEpoch(1700000000000, Qt::UTC);
        product.updatedAt = product.createdAt.addSecs(below(20));
        return product;
    }

    QString search()
    {
        QStringList words;
        for (int count = 1 + below(3); count > 0; --count) {
            const QString word = oneOf(vocabulary());
            words.append(chance(50) ? folded(word) : word.toUpper());
        }
        if (chance(40) && words.last().size() > 4)
            words.last().chop(1 + below(2));
        return words.join(oneOf(QStringList{u" "_s, u"-"_s, u", "_s})) + (chance(20) ? u" "_s : u""_s);
    }

    template <class List>
    List someOf(const List &list)
    {
        List some;
        for (const auto &value : list) {
            if (chance(40))
                some.append(value);
        }
        return some;
    }

    CatalogQuery query()
    {
        CatalogQuery query;
        if (chance(50))
            query.search = search();
        if (chance(40))
            query.statuses = someOf(allProductStatuses());
        if (chance(40))
            query.sourcePlatforms = someOf(platforms());
        if (chance(40))
            query.brands = someOf(brands());
        if (chance(30))
            query.minimumScore = below(80);
        if (chance(30))
            query.maximumScore = 20 + below(80);
        query.sortColumn = static_cast<CatalogColumn>(below(static_cast<int>(CatalogColumn::Updated) + 1));
        query.descending = chance(50);
        return query;
    }

private:
    QRandomGenerator m_random;
};

// The meaning of a query, said the plain way.
class Model
{
public:
    explicit Model(const QList<Product> &products)
    {
        for (const Product &product : products) {
            const QStringList texts{product.titleOriginal, product.titleOptimized, product.descriptionOriginal,
                                    product.sku,           product.gtin,           product.brand};
            m_entries.append({product, wordsOf(texts.join(u'\n')), folded(product.title()), folded(product.brand),
                              folded(product.category)});
        }
    }

    QList<ProductId> ids(const CatalogQuery &query) const
    {
        QList<const Entry *> matching;
        const Terms terms(query.search);
        for (const Entry &entry : m_entries) {
            if (matches(entry, query, terms))
                matching.append(&entry);
        }
        std::sort(matching.begin(), matching.end(), [&](const Entry *left, const Entry *right) {
            const int order = compare(*left, *right, query);
            const bool earlier = left->product.id < right->product.id;
            return order != 0 ? order < 0 : earlier != query.descending && left != right;
        });
        QList<ProductId> ids;
        for (const Entry *entry : matching)
            ids.append(entry->product.id);
        return ids;
    }

    CatalogCounts counts(const CatalogQuery &query) const
    {
        CatalogCounts counts;
        counts.total = ids(query).size();
        CatalogQuery other = query;
        other.statuses.clear();
        for (const ProductStatus status : allProductStatuses())
            counts.byStatus.append({status, count(other, [status](const Product &p) { return p.status == status; })});
        other = query;
        other.sourcePlatforms.clear();
        counts.bySource = facet(other, platforms(), &Product::sourcePlatform);
        other = query;
        other.brands.clear();
        counts.byBrand = facet(other, brands(), &Product::brand);
        return counts;
    }

    const Product &product(ProductId id) const
    {
        return std::find_if(m_entries.begin(), m_entries.end(), [id](const Entry &e) { return e.product.id == id; })
            ->product;
    }
    qint64 size() const { return m_entries.size(); }

private:
    struct Entry
    {
        Product product;
        QStringList words;
        QString title;
        QString brand;
        QString category;
    };

    struct Terms
    {
        explicit Terms(const QString &search) : words(wordsOf(search))
        {
            lastMayGoOn = !words.isEmpty() && words.last().size() >= 3 && !search.endsWith(u' ');
        }
        bool foundIn(const QStringList &text) const
        {
            for (qsizetype i = 0; i < words.size(); ++i) {
                const bool mayGoOn = lastMayGoOn && i + 1 == words.size();
                const bool there = std::any_of(text.begin(), text.end(), [&](const QString &word) {
                    return mayGoOn ? word.startsWith(words.at(i)) : word == words.at(i);
                });
                if (!there)
                    return false;
            }
            return true;
        }

        QStringList words;
        bool lastMayGoOn = false;
    };

    static bool matches(const Entry &entry, const CatalogQuery &query, const Terms &terms)
    {
        const Product &product = entry.product;
        return (query.statuses.isEmpty() || query.statuses.contains(product.status)) &&
               (query.sourcePlatforms.isEmpty() || query.sourcePlatforms.contains(product.sourcePlatform)) &&
               (query.brands.isEmpty() || query.brands.contains(product.brand)) &&
               (!query.minimumScore || product.qualityScore >= *query.minimumScore) &&
               (!query.maximumScore || product.qualityScore <= *query.maximumScore) && terms.foundIn(entry.words);
    }

    // Negative when the left one stands first; what has no value is last in either direction.
    static int compare(const Entry &leftEntry, const Entry &rightEntry, const CatalogQuery &query)
    {
        const Product &left = leftEntry.product;
        const Product &right = rightEntry.product;
        const auto order = [&](const auto &a, const auto &b) {
            const int ascending = a < b ? -1 : b < a ? 1 : 0;
            return query.descending ? -ascending : ascending;
        };
        const auto nullsLast = [&](const auto &a, const auto &b, const auto &value) {
            if (!a || !b)
                return (a ? 0 : 1) - (b ? 0 : 1);
            return order(value(*a), value(*b));
        };
        switch (query.sortColumn) {
        case CatalogColumn::Title:
            return order(leftEntry.title, rightEntry.title);
        case CatalogColumn::Sku:
            return order(left.sku, right.sku);
        case CatalogColumn::Gtin:
            return order(left.gtin, right.gtin);
        case CatalogColumn::Brand:
            return order(leftEntry.brand, rightEntry.brand);
        case CatalogColumn::Category:
            return order(leftEntry.category, rightEntry.category);
        case CatalogColumn::Price:
            return nullsLast(left.price, right.price, [](const Money &money) { return money.minorUnits(); });
        case CatalogColumn::Quantity:
            return nullsLast(left.quantity, right.quantity, [](qint64 quantity) { return quantity; });
        case CatalogColumn::Score:
            return order(left.qualityScore, right.qualityScore);
        case CatalogColumn::Status:
            return order(statusName(left.status), statusName(right.status));
        case CatalogColumn::Source:
            return order(left.sourcePlatform, right.sourcePlatform);
        case CatalogColumn::Updated:
            return order(left.revision, right.revision);
        }
        return 0;
    }

    template <class Test>
    qint64 count(const CatalogQuery &query, Test test) const
    {
        const Terms terms(query.search);
        return std::count_if(m_entries.begin(), m_entries.end(),
                             [&](const Entry &entry) { return matches(entry, query, terms) && test(entry.product); });
    }

    QList<std::pair<QString, qint64>> facet(const CatalogQuery &query, const QStringList &values,
                                            QString Product::*field) const
    {
        QList<std::pair<QString, qint64>> counted;
        for (const QString &value : values) {
            if (const qint64 number = count(query, [&](const Product &p) { return p.*field == value; }); number > 0)
                counted.append({value, number});
        }
        return counted;
    }

    QList<Entry> m_entries;
};

// Values with the same number may stand in any order.
QList<std::pair<QString, qint64>> sorted(QList<std::pair<QString, qint64>> facet)
{
    std::sort(facet.begin(), facet.end());
    return facet;
}

bool isMostFrequentFirst(const QList<std::pair<QString, qint64>> &facet)
{
    return std::is_sorted(facet.begin(), facet.end(),
                          [](const auto &left, const auto &right) { return left.second > right.second; });
}

QString described(const CatalogQuery &query)
{
    QStringList statuses;
    for (const ProductStatus status : query.statuses)
        statuses.append(statusName(status));
    return u"search “%1”, statuses %2, sources %3, brands %4, score %5-%6, column %7 %8"_s
        .arg(query.search, statuses.join(u','), query.sourcePlatforms.join(u','), query.brands.join(u'|'))
        .arg(query.minimumScore.value_or(-1))
        .arg(query.maximumScore.value_or(-1))
        .arg(static_cast<int>(query.sortColumn))
        .arg(query.descending ? u"descending" : u"ascending");
}

void insertAll(Storage &storage, QList<Product> &products)
{
    ok(storage.write([&products](Database &database) -> Result<void> {
        Transaction transaction(database);
        for (Product &product : products) {
            if (auto inserted = productrows::insert(database, product); !inserted)
                return inserted;
        }
        for (qsizetype i = products.size() - 1; i >= 0; i -= 3) { // so that the last changed are not the last added
            if (auto updated = productrows::update(database, products[i]); !updated)
                return updated;
        }
        return transaction.commit();
    }));
    storage.waitForSearchIndex();
}

struct GeneratedCatalog
{
    CatalogFixture fixture;
    std::unique_ptr<Storage> storage;
    std::optional<Model> model;
};

} // namespace

/** Opens the generated catalog of this row's database once for all tests that only read. */
#define USE_GENERATED_CATALOG()                                                                                        \
    const GeneratedCatalog *catalog = generated();                                                                     \
    if (!catalog)                                                                                                      \
        QSKIP("PostgreSQL is not to be had");                                                                          \
    Storage &storage = *catalog->storage;                                                                              \
    [[maybe_unused]] const Model &model = *catalog->model

class TestCatalogQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { m_generated.clear(); }

    void sortsByEveryColumn_data() { addDatabases(); }
    void sortsByEveryColumn()
    {
        USE_GENERATED_CATALOG();
        for (int column = 0; column <= static_cast<int>(CatalogColumn::Updated); ++column) {
            for (const bool descending : {false, true}) {
                CatalogQuery query;
                query.sortColumn = static_cast<CatalogColumn>(column);
                query.descending = descending;
                const QList<ProductId> all = idsOf(storage, query);
                QVERIFY2(all == model.ids(query), qPrintable(described(query)));
                for (const int limit : {1, 7, 100, 1000})
                    QVERIFY2(idsOf(storage, query, limit) == all.first(std::min<qsizetype>(limit, all.size())),
                             qPrintable(described(query)));
            }
        }
    }

    void filtersAloneAndTogether_data() { addDatabases(); }
    void filtersAloneAndTogether()
    {
        USE_GENERATED_CATALOG();
        using Status = ProductStatus;
        const QList<std::pair<std::optional<int>, std::optional<int>>> scores{{{}, {}}, {50, {}},   {{}, 30},
                                                                              {20, 60}, {100, 100}, {70, 20}};
        for (const auto &statuses : {QList<Status>{}, {Status::Imported}, {Status::Published, Status::Failed}}) {
            for (const auto &sources : {QStringList{}, {u"csv"_s}, {u"ebay"_s, u"otto"_s}, {u"nowhere"_s}}) {
                for (const auto &names : {QStringList{}, {u""_s}, {brands().at(3), brands().at(1)}}) {
                    for (const auto &[least, most] : scores) {
                        CatalogQuery query{{}, statuses, sources, names, least, most, CatalogColumn::Price, false};
                        QVERIFY2(idsOf(storage, query) == model.ids(query), qPrintable(described(query)));
                        query.search = u"fotel"_s;
                        QVERIFY2(idsOf(storage, query) == model.ids(query), qPrintable(described(query)));
                    }
                }
            }
        }
    }

    void noBrandIsAFilterOfItsOwn_data() { addDatabases(); }
    void noBrandIsAFilterOfItsOwn()
    {
        USE_GENERATED_CATALOG();
        CatalogQuery query;
        query.brands = {u""_s};
        const QList<ProductId> without = model.ids(query);
        QVERIFY(!without.isEmpty() && without.size() < model.size());
        query.brands = {QString()}; // as settings give it back
        QCOMPARE(idsOf(storage, query), without);
    }

    void randomQueriesAgreeWithTheModel_data() { addDatabases(); }
    void randomQueriesAgreeWithTheModel()
    {
        USE_GENERATED_CATALOG();
        Generator random(20240229);
        int answered = 0;
        for (int round = 0; round < 250; ++round) {
            const CatalogQuery query = random.query();
            const QList<ProductId> expected = model.ids(query);
            QVERIFY2(idsOf(storage, query) == expected, qPrintable(described(query)));
            const int limit = random.below(40);
            QVERIFY2(idsOf(storage, query, limit) == expected.first(std::min<qsizetype>(limit, expected.size())),
                     qPrintable(u"the first %1 of "_s.arg(limit) + described(query)));
            answered += expected.isEmpty() ? 0 : 1;
        }
        QVERIFY2(answered > 100, "most of the queries should find something");
    }

    void countsAgreeWithTheModel_data() { addDatabases(); }
    void countsAgreeWithTheModel()
    {
        USE_GENERATED_CATALOG();
        Generator random(7);
        for (int round = 0; round < 100; ++round) {
            const CatalogQuery query = random.query();
            const CatalogCounts counts = countsOf(storage, query);
            const CatalogCounts expected = model.counts(query);
            QVERIFY2(counts.total == expected.total, qPrintable(described(query)));
            QVERIFY2(counts.byStatus == expected.byStatus, qPrintable(described(query)));
            QVERIFY2(sorted(counts.bySource) == sorted(expected.bySource), qPrintable(described(query)));
            QVERIFY2(sorted(counts.byBrand) == sorted(expected.byBrand), qPrintable(described(query)));
            QVERIFY(isMostFrequentFirst(counts.bySource) && isMostFrequentFirst(counts.byBrand));
        }
        QCOMPARE(valueOf(storage.read([](Database &database) { return CatalogReader(database).productCount(); })),
                 model.size());
    }

    void windowsAreCutFromTheList_data() { addDatabases(); }
    void windowsAreCutFromTheList()
    {
        USE_GENERATED_CATALOG();
        Generator random(11);
        const QList<ProductId> all = idsOf(storage);
        for (int round = 0; round < 40; ++round) {
            const qsizetype first = random.below(static_cast<int>(all.size()));
            const QList<ProductId> window = all.mid(first, 1 + random.below(50));
            const QList<CatalogRow> rows = rowsOf(storage, window);
            QCOMPARE(rows.size(), window.size());
            for (qsizetype i = 0; i < rows.size(); ++i)
                QVERIFY(rows.at(i) == rowFor(model.product(window.at(i))));
        }
    }

    void rowsComeInTheOrderAskedFor_data() { addDatabases(); }
    void rowsComeInTheOrderAskedFor()
    {
        USE_GENERATED_CATALOG();
        const QList<ProductId> all = idsOf(storage);
        const QList<ProductId> asked{all.at(9), 999999, all.at(2), all.at(9), -1, all.at(0)};
        QList<ProductId> got;
        for (const CatalogRow &row : rowsOf(storage, asked))
            got.append(row.id);
        QCOMPARE(got, (QList<ProductId>{all.at(9), all.at(2), all.at(9), all.at(0)}));
        QVERIFY(rowsOf(storage, {}).isEmpty());

        QList<ProductId> many; // more than fit into one statement
        for (int copy = 0; copy < 6; ++copy)
            many += all;
        const QList<CatalogRow> rows = rowsOf(storage, many);
        QCOMPARE(rows.size(), many.size());
        QCOMPARE(rows.last().id, many.last());
        QCOMPARE(rows.at(all.size()).id, all.first());
    }

    void onlyTheMostFrequentBrandsAreListed_data() { addDatabases(); }
    void onlyTheMostFrequentBrandsAreListed()
    {
        OPEN_EMPTY_CATALOG();
        Generator random(3);
        QList<Product> products;
        for (int number = 0; number < 120; ++number) {
            Product product = random.product(number);
            product.brand = number < 10 ? u"rare %1"_s.arg(number) : u"brand %1"_s.arg(number % 55);
            products.append(product);
        }
        insertAll(*storage, products); // 55 brands have two, ten have one
        const CatalogCounts counts = countsOf(*storage, {});
        QCOMPARE(counts.total, 120);
        QCOMPARE(counts.byBrand.size(), 50);
        for (const auto &[brand, number] : counts.byBrand)
            QVERIFY2(number == 2 && brand.startsWith(u"brand"), qPrintable(brand));
    }

    void everyBrandIsFoundByAPartOfItsName_data() { addDatabases(); }
    void everyBrandIsFoundByAPartOfItsName()
    {
        OPEN_EMPTY_CATALOG();
        Generator random(3);
        QList<Product> products;
        for (int number = 0; number < 120; ++number) {
            Product product = random.product(number);
            product.brand = number < 2    ? u"Żółty Kot"_s
                            : number < 10 ? u"rare %1"_s.arg(number)
                                          : u"brand %1"_s.arg(number % 55);
            product.sourcePlatform = number % 2 == 0 ? u"shopify"_s : u"csv"_s;
            products.append(product);
        }
        insertAll(*storage, products);
        const auto values = [&](const CatalogQuery &query, CatalogColumn column, const QString &words, int limit) {
            return valueOf(storage->read(
                [=](Database &database) { return CatalogReader(database).values(query, column, words, limit); }));
        };
        const FilterValues all = values({}, CatalogColumn::Brand, {}, 1000);
        QCOMPARE(all.count, 64); // 55, the eight rare ones and the cat
        QCOMPARE(all.values.size(), 64);
        QCOMPARE(all.values.first().second, 2);
        const FilterValues rare = values({}, CatalogColumn::Brand, u" RARE "_s, 3);
        QCOMPARE(rare.count, 8);
        QCOMPARE(rare.values.size(), 3);
        const FilterValues cat = values({}, CatalogColumn::Brand, u"zolty"_s, 10);
        QCOMPARE(cat.values, (QList<std::pair<QString, qint64>>{{u"Żółty Kot"_s, 2}}));
        CatalogQuery query;
        query.brands = {u"rare 2"_s}; // what is chosen in the column itself leaves the others on the list
        query.sourcePlatforms = {u"shopify"_s};
        QCOMPARE(values(query, CatalogColumn::Brand, u"rare"_s, 10).count, 4);
        QCOMPARE(values(query, CatalogColumn::Source, {}, 10).count, 1);
        query.brands.clear();
        QCOMPARE(values(query, CatalogColumn::Source, u"csv"_s, 10).values.first().second, 60);
    }

    void anEmptyCatalogHasNothing_data() { addDatabases(); }
    void anEmptyCatalogHasNothing()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(idsOf(*storage).isEmpty());
        QVERIFY(idsOf(*storage, searching(u"fotel"_s), 10).isEmpty());
        const CatalogCounts counts = countsOf(*storage, searching(u"fotel"_s));
        QCOMPARE(counts.total, 0);
        QCOMPARE(counts.byStatus.size(), allProductStatuses().size()); // each with its zero, for the filter bar
        QVERIFY(counts.bySource.isEmpty() && counts.byBrand.isEmpty());
    }

    void aResultThatBreaksOffIsAnError_data() { addDatabases(); }
    void aResultThatBreaksOffIsAnError()
    {
        OPEN_EMPTY_CATALOG();
        int rows = 0;
        const auto read = storage
                              ->read([&rows](Database &database) {
                                  const QString sql =
                                      database.dialect() == Dialect::Sqlite
                                          ? u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                                            "i < 9) SELECT abs(CASE i WHEN 5 THEN -9223372036854775807 - 1 ELSE i END) "
                                            "FROM n"_s
                                          : u"SELECT 1 / (5 - i) FROM generate_series(1, 9) AS n(i)"_s;
                                  return forEachRow(database, {sql, {}}, [&](const ColumnReader &) { ++rows; });
                              })
                              .result();
        QVERIFY2(!read, qPrintable(u"%1 rows were taken for all"_s.arg(rows)));
    }

private:
    static CatalogRow rowFor(const Product &product)
    {
        return {product.id,     product.revision,       product.title(),  product.sku,      product.gtin,
                product.brand,  product.category,       product.price,    product.quantity, product.qualityScore,
                product.status, product.sourcePlatform, product.updatedAt};
    }

    const GeneratedCatalog *generated()
    {
        auto &catalog = m_generated[QTest::currentDataTag()];
        if (catalog)
            return catalog->fixture.isAvailable() ? catalog.get() : nullptr;
        catalog = std::make_unique<GeneratedCatalog>();
        if (!catalog->fixture.isAvailable())
            return nullptr;
        catalog->storage = catalog->fixture.open();
        Generator random(42);
        QList<Product> products;
        for (int number = 0; number < 350; ++number)
            products.append(random.product(number));
        insertAll(*catalog->storage, products);
        catalog->model.emplace(products);
        return catalog.get();
    }

    std::map<QByteArray, std::unique_ptr<GeneratedCatalog>> m_generated;
};

QTEST_GUILESS_MAIN(TestCatalogQueries)
#include "tst_catalogqueries.moc"
