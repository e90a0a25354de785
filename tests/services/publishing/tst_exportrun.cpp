// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whole exports of a catalog: what is in the file, and that there is none when something goes wrong.

#include "services/publishing/exportrun.h"
#include "tests/services/publishing/uploadfixture.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/postgresserver.h"
#include "tests/support/processlimits.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

using Progress = std::function<void(qint64, qint64)>;

const RulePacks &packs()
{
    static const RulePacks all = RulePacks::load();
    return all;
}

/** A folder for the files, with one that an export is to replace. */
class Target
{
public:
    Target() { write(u"old.txt"_s, "what was there before\n"); }

    QString path(const QString &name = u"old.txt"_s) const { return m_folder.filePath(name); }
    QStringList names() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    }
    QByteArray read(const QString &name = u"old.txt"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /** No trace of the export that failed. */
    bool isUntouched() const { return names() == QStringList{u"old.txt"_s} && read() == "what was there before\n"; }

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the test's file");
    }

    QTemporaryDir m_folder;
};

ExportRequest request(const QString &format, const QString &file)
{
    ExportRequest wanted;
    wanted.format = format;
    wanted.file = file;
    wanted.options = takeAll();
    wanted.options.storeUrl = u"https://store.example/p"_s;
    return wanted;
}

Result<ExportOutcome> exportTo(Storage &storage, const ExportRequest &wanted, const Progress &progress = {},
                               std::stop_token stop = {})
{
    return runExport(storage, packs(), wanted, progress, std::move(stop));
}

/** Does something once, after the first batch. */
Progress afterFirstBatch(std::function<void()> act)
{
    return [act = std::move(act), done = false](qint64, qint64) mutable {
        if (!std::exchange(done, true))
            act();
    };
}

} // namespace

class TestExportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAndProgress_data() { addDatabases(); }
    void countsAndProgress();
    void emptyCatalog();
    void takesListingsIntoAccount_data() { addDatabases(); }
    void takesListingsIntoAccount();
    void takesTheWantedProducts();
    void leavesOutWhatBreaksRules();
    void dividesIntoFiles_data();
    void dividesIntoFiles();
    void aStopLeavesNoHalfFile();
    void aStopWhileReadingIsNoError();
    void aStopKeepsCompleteFiles();
    void failingStorageLeavesNoHalfFile_data() { addDatabases(); }
    void failingStorageLeavesNoHalfFile();
    void aServerThatGoesAwayIsSaid();
    void targetsThatCannotBeWritten_data();
    void targetsThatCannotBeWritten();
    void replacesWhatALinkPointsTo();
    void keepsTheRightsOfTheOldFile();
    void writesIntoAPipe();
    void aFullDiskLeavesNoHalfFile_data() { addFormats(); }
    void aFullDiskLeavesNoHalfFile();
    void aFullDeviceIsCalledSo();
    void wrongRequestsLeaveTheOldFile_data();
    void wrongRequestsLeaveTheOldFile();
    void editsWhileItRuns();
    void memoryDoesNotGrowWithTheCatalog();
    void lossesOfAllFilesAreCounted();
};

void TestExportRun::countsAndProgress()
{
    OPEN_CATALOG_OF(1'100);
    const Target target;
    QList<std::pair<qint64, qint64>> steps;
    const auto outcome = exportTo(*storage, request(u"own-csv"_s, target.path()), [&](qint64 done, qint64 total) {
        steps.append({done, total});
    });
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().message));
    QCOMPARE(outcome->products, 1'100);
    QCOMPARE(outcome->summary.written, 1'100);
    QCOMPARE(outcome->summary.skipped, 0);
    QCOMPARE(outcome->files, QStringList{target.path()});
    QVERIFY(!outcome->cancelled);
    const QList<std::pair<qint64, qint64>> expected = {{500, 1'100}, {1'000, 1'100}, {1'100, 1'100}};
    QCOMPARE(steps, expected);
    const auto records = parseDelimited(target.read(), u',');
    QCOMPARE(records.size(), 1'101);
    for (int i = 0; i < 1'100; ++i) // in the order of entering the catalog
        QCOMPARE(cellOf(records, i + 1, u"source_id"_s), QString(u'S' + QString::number(i)));
}

void TestExportRun::emptyCatalog()
{
    OPEN_CATALOG_OF(0);
    const Target target;
    const auto outcome = exportTo(*storage, request(u"own-json"_s, target.path()));
    QVERIFY(outcome);
    QCOMPARE(outcome->products, 0);
    QVERIFY(QJsonDocument::fromJson(target.read()).isArray());
}

void TestExportRun::takesListingsIntoAccount()
{
    OPEN_CATALOG_OF(3);
    Listing listing;
    listing.productId = ids.at(1);
    listing.marketplace = u"ebay"_s;
    listing.title = u"Title of eBay alone"_s;
    listing.price = euro(777);
    listing.quantity = 5;
    listing.categoryId = u"9355"_s;
    listing.externalId = u"110012345678"_s;
    listing.state = ListingState::Live;
    Listing other;
    other.productId = ids.at(2);
    other.marketplace = u"amazon"_s;
    other.title = u"Title of Amazon alone"_s;
    saveListings(*storage, {listing, other});
    edit(*storage, ids.at(0), ProductField::TitleOptimized, u"Improved title of the first"_s);

    const Target target;
    QVERIFY(exportTo(*storage, request(u"ebay-csv"_s, target.path())));
    const auto records = parseDelimited(target.read(), u',');
    const auto cell = [&](qsizetype product, const QString &column) {
        return cellOf(records, product + 2, column, 0, 1);
    };
    QCOMPARE(cell(0, u"Title"_s), u"Improved title of the first"_s);
    QCOMPARE(cell(1, u"Title"_s), u"Title of eBay alone"_s);
    QCOMPARE(cell(1, u"Start price"_s), u"7.77"_s);
    QCOMPARE(cell(1, u"Quantity"_s), u"5"_s);
    QCOMPARE(cell(1, u"Category ID"_s), u"9355"_s);
    QCOMPARE(cell(1, u"ItemID"_s), u"110012345678"_s);
    QCOMPARE(records.at(2).first(), u"Add"_s);
    QCOMPARE(records.at(3).first(), u"Revise"_s);
    QCOMPARE(cell(2, u"Title"_s), u"Żółty fotel numer 2"_s);
    QCOMPARE(cell(2, u"Category ID"_s), QString());

    QVERIFY(exportTo(*storage, request(u"own-csv"_s, target.path()))); // ours tells the product, not a listing
    QVERIFY(!target.read().contains("alone"));
}

void TestExportRun::takesTheWantedProducts()
{
    OPEN_CATALOG_OF(30);
    const Target target;
    ExportRequest some = request(u"own-csv"_s, target.path());
    some.ids = {ids.at(7), ids.at(3), 999'999'999, ids.at(5)};
    auto outcome = exportTo(*storage, some);
    QVERIFY(outcome);
    QCOMPARE(outcome->products, 3); // who is gone is no error
    auto records = parseDelimited(target.read(), u',');
    QCOMPARE(records.size(), 4);
    QCOMPARE(cellOf(records, 1, u"source_id"_s), u"S7"_s); // in the order asked for
    QCOMPARE(cellOf(records, 2, u"source_id"_s), u"S3"_s);

    ExportRequest filtered = request(u"own-csv"_s, target.path());
    filtered.query.sourcePlatforms = {u"shopify"_s};
    filtered.query.sortColumn = CatalogColumn::Price;
    outcome = exportTo(*storage, filtered);
    QVERIFY(outcome);
    QCOMPARE(outcome->products, 10);
    records = parseDelimited(target.read(), u',');
    QCOMPARE(cellOf(records, 1, u"source_id"_s), u"S0"_s);
    QCOMPARE(cellOf(records, 2, u"source_id"_s), u"S3"_s);
}

void TestExportRun::leavesOutWhatBreaksRules()
{
    OPEN_CATALOG_OF(6);
    edit(*storage, ids.at(2), ProductField::TitleOptimized, u"word "_s.repeated(40).trimmed());
    edit(*storage, ids.at(4), ProductField::Price, QString());
    const Target target;
    ExportRequest strict = request(u"ebay-csv"_s, target.path());
    strict.options.includeInvalid = false;
    const auto outcome = exportTo(*storage, strict);
    QVERIFY(outcome);
    QCOMPARE(outcome->products, 6);
    QCOMPARE(outcome->summary.written, 4);
    QCOMPARE(outcome->summary.skipped, 2);
    QSet<ProductId> named;
    for (const Loss &loss : outcome->summary.losses) {
        if (loss.reason.startsWith(u"Left out"))
            named.insert(loss.productId);
    }
    QCOMPARE(named, QSet<ProductId>({ids.at(2), ids.at(4)}));
    QVERIFY(!target.read().contains("SKU-2,") && target.read().contains("SKU-3,"));
}

void TestExportRun::dividesIntoFiles_data()
{
    QTest::addColumn<qint64>("perFile");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QList<int>>("records");
    QTest::newRow("three") << qint64(50) << QStringList{u"out-1.csv"_s, u"out-2.csv"_s, u"out-3.csv"_s}
                           << QList<int>{50, 50, 20};
    QTest::newRow("even") << qint64(60) << QStringList{u"out-1.csv"_s, u"out-2.csv"_s} << QList<int>{60, 60};
    QTest::newRow("just one") << qint64(120) << QStringList{u"out.csv"_s} << QList<int>{120};
    QTest::newRow("room for more") << qint64(500) << QStringList{u"out.csv"_s} << QList<int>{120};
    QTest::newRow("not divided") << qint64(0) << QStringList{u"out.csv"_s} << QList<int>{120};
}

void TestExportRun::dividesIntoFiles()
{
    QFETCH(qint64, perFile);
    QFETCH(QStringList, files);
    QFETCH(QList<int>, records);
    OPEN_CATALOG_OF(120);
    const QTemporaryDir folder;
    ExportRequest divided = request(u"own-csv"_s, folder.filePath(u"out.csv"_s));
    divided.productsPerFile = perFile;
    const auto outcome = exportTo(*storage, divided);
    QVERIFY(outcome);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), files);
    QCOMPARE(outcome->files.size(), files.size());
    QCOMPARE(outcome->summary.written, 120);
    int first = 0;
    for (qsizetype i = 0; i < files.size(); ++i) {
        QFile file(outcome->files.at(i));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = parseDelimited(file.readAll(), u',');
        QCOMPARE(static_cast<int>(lines.size()), records.at(i) + 1);
        QCOMPARE(cellOf(lines, 1, u"source_id"_s), QString(u'S' + QString::number(first)));
        first += records.at(i);
    }
}

void TestExportRun::aStopLeavesNoHalfFile()
{
    OPEN_CATALOG_OF(600);
    for (const UploadFormat &format : UploadWriter::formats()) {
        const Target target;
        std::stop_source stop;
        int steps = 0;
        const auto outcome = exportTo(
            *storage, request(format.key, target.path()),
            [&](qint64, qint64) {
                ++steps;
                stop.request_stop();
            },
            stop.get_token());
        QVERIFY2(outcome, qPrintable(format.key));
        QVERIFY(outcome->cancelled);
        QCOMPARE(steps, 1);
        QCOMPARE(outcome->products, 500);
        QVERIFY(outcome->files.isEmpty());
        QVERIFY2(target.isUntouched(), qPrintable(target.names().join(u' ')));
    }
}

void TestExportRun::aStopWhileReadingIsNoError()
{
    OPEN_CATALOG_OF(600);
    const Target target;
    std::stop_source already;
    already.request_stop();
    auto outcome = exportTo(*storage, request(u"own-csv"_s, target.path()), {}, already.get_token());
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().message));
    QVERIFY(outcome->cancelled && outcome->files.isEmpty());
    QVERIFY(target.isUntouched());

    std::stop_source last; // after the last product, before the file gets its name
    outcome = exportTo(
        *storage, request(u"own-csv"_s, target.path()),
        [&](qint64 done, qint64 total) {
            if (done == total)
                last.request_stop();
        },
        last.get_token());
    QVERIFY(outcome && outcome->cancelled);
    QVERIFY(target.isUntouched());
}

void TestExportRun::aStopKeepsCompleteFiles()
{
    OPEN_CATALOG_OF(60);
    const QTemporaryDir folder;
    ExportRequest divided = request(u"own-csv"_s, folder.filePath(u"out.csv"_s));
    divided.productsPerFile = 20;
    std::stop_source stop;
    const auto outcome = exportTo(
        *storage, divided,
        [&](qint64 done, qint64) {
            if (done == 40)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(outcome && outcome->cancelled);
    QCOMPARE(outcome->files, QStringList{folder.filePath(u"out-1.csv"_s)});
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"out-1.csv"_s});
    QCOMPARE(outcome->summary.written, 20); // what is in complete files
}

void TestExportRun::failingStorageLeavesNoHalfFile()
{
    OPEN_CATALOG_OF(600);
    const Target target;
    const auto outcome =
        exportTo(*storage, request(u"ebay-csv"_s, target.path()),
                 afterFirstBatch([&] { execute(*storage, u"ALTER TABLE listings RENAME TO gone;"_s); }));
    QVERIFY(!outcome);
    QVERIFY(!outcome.error().message.isEmpty());
    QVERIFY2(target.isUntouched(), qPrintable(target.names().join(u' ')));
}

void TestExportRun::aServerThatGoesAwayIsSaid()
{
    const auto database = PostgresDatabase::create();
    if (!database)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options options;
    options.location = *StorageLocation::parse(database->url());
    auto opened = Storage::open(options);
    QVERIFY(opened);
    addProducts(**opened, 600);
    const Target target;
    const auto outcome = exportTo(**opened, request(u"own-csv"_s, target.path()),
                                  afterFirstBatch([&] { database->setReachable(false); }));
    QVERIFY(!outcome);
    QVERIFY(!outcome.error().message.isEmpty());
    QVERIFY(target.isUntouched());
    database->setReachable(true);
    QTRY_VERIFY_WITH_TIMEOUT(exportTo(**opened, request(u"own-csv"_s, target.path())).has_value(), 20'000);
}

void TestExportRun::targetsThatCannotBeWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("missing folder") << u"nowhere/out.csv"_s;
    QTest::newRow("a folder") << u"folder"_s;
    QTest::newRow("a file as folder") << u"old.txt/out.csv"_s;
    QTest::newRow("empty name") << QString();
    if (geteuid() != 0)
        QTest::newRow("no right") << u"locked/out.csv"_s;
}

void TestExportRun::targetsThatCannotBeWritten()
{
    QFETCH(QString, name);
    OPEN_CATALOG_OF(1);
    const Target target;
    QVERIFY(QDir().mkdir(target.path(u"folder"_s)) && QDir().mkdir(target.path(u"locked"_s)));
    QVERIFY(QFile::setPermissions(target.path(u"locked"_s), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const QString file = name.isEmpty() ? QString() : target.path(name);
    const auto outcome = exportTo(*storage, request(u"own-csv"_s, file));
    QVERIFY(!outcome);
    QVERIFY(outcome.error().code == ErrorCode::Io || outcome.error().code == ErrorCode::Forbidden);
    QVERIFY2(outcome.error().message.contains(file), qPrintable(outcome.error().message));
    QVERIFY(target.isUntouched());
    QVERIFY(QDir(target.path(u"folder"_s)).isEmpty());
}

void TestExportRun::replacesWhatALinkPointsTo()
{
    OPEN_CATALOG_OF(1);
    const Target target;
    const QTemporaryDir elsewhere;
    const QString link = elsewhere.filePath(u"link.csv"_s);
    QVERIFY(QFile::link(target.path(), link));
    QVERIFY(exportTo(*storage, request(u"own-csv"_s, link)));
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(target.read().contains("source_platform"));
}

void TestExportRun::keepsTheRightsOfTheOldFile()
{
    OPEN_CATALOG_OF(1);
    const Target target;
    constexpr QFileDevice::Permissions own = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QVERIFY(QFile::setPermissions(target.path(), own));
    QVERIFY(exportTo(*storage, request(u"own-csv"_s, target.path())));
    QVERIFY(target.read().contains("source_platform"));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(target.path()) & others));
}

void TestExportRun::writesIntoAPipe()
{
    OPEN_CATALOG_OF(3);
    const Target target;
    const QString pipe = target.path(u"pipe"_s);
    QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
    QByteArray received;
    std::thread reader([&] { // opening waits for the other end
        QFile end(pipe);
        if (end.open(QIODevice::ReadOnly))
            received = end.readAll();
    });
    const auto outcome = exportTo(*storage, request(u"own-json"_s, pipe));
    reader.join();
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().message));
    QCOMPARE(QJsonDocument::fromJson(received).array().size(), 3);
    QVERIFY(!QFileInfo(pipe).isFile()); // no file has taken its place
}

void TestExportRun::aFullDiskLeavesNoHalfFile()
{
    QFETCH(QString, format);
    if (format == u"kaufland-csv")
        QSKIP("all drafts have one EAN, so that Kaufland's file stays small");
    OPEN_CATALOG_OF(300);
    const Target target;
    Result<ExportOutcome> outcome = failure(ErrorCode::Internal, {});
    {
        const FileSizeLimit limit(40'000);
        outcome = exportTo(*storage, request(format, target.path()));
    }
    QVERIFY(!outcome);
    QVERIFY(!outcome.error().message.isEmpty() && !outcome.error().detail.isEmpty());
    QVERIFY2(target.isUntouched(), qPrintable(target.names().join(u' ')));
    QVERIFY(exportTo(*storage, request(format, target.path()))); // there is room again
    // What fits into the buffer is only missed at the end.
    Result<ExportOutcome> small = failure(ErrorCode::Internal, {});
    ExportRequest ofOne = request(format, target.path(u"small.txt"_s));
    ofOne.ids = {ids.at(0)};
    {
        const FileSizeLimit limit(10);
        small = exportTo(*storage, ofOne);
    }
    QVERIFY(!small);
    QVERIFY2(!small.error().message.contains(u"Unknown"), qPrintable(small.error().message));
    QVERIFY(!QFile::exists(ofOne.file));
}

void TestExportRun::aFullDeviceIsCalledSo()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("needs /dev/full");
    OPEN_CATALOG_OF(200);
    for (const UploadFormat &format : UploadWriter::formats()) {
        const auto outcome = exportTo(*storage, request(format.key, u"/dev/full"_s));
        QVERIFY2(!outcome, qPrintable(format.key));
        QCOMPARE(outcome.error().code, ErrorCode::StorageFull);
        QVERIFY2(outcome.error().message.contains(u"/dev/full"), qPrintable(outcome.error().message));
    }
}

void TestExportRun::wrongRequestsLeaveTheOldFile_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("site");
    QTest::addColumn<bool>("withPacks");
    QTest::newRow("unknown format") << u"excel"_s << QString() << true;
    QTest::newRow("no seller") << u"amazon-json"_s << QString() << true;
    QTest::newRow("unknown site") << u"ebay-csv"_s << u"XX"_s << true;
    QTest::newRow("no marketplace there") << u"ebay-csv"_s << u"SK"_s << true;
    QTest::newRow("no rules") << u"shopify-csv"_s << QString() << false;
}

void TestExportRun::wrongRequestsLeaveTheOldFile()
{
    QFETCH(QString, format);
    QFETCH(QString, site);
    QFETCH(bool, withPacks);
    OPEN_CATALOG_OF(1);
    const Target target;
    ExportRequest wrong = request(format, target.path());
    wrong.options.sellerId.clear();
    wrong.options.marketplaceSite = site;
    const auto outcome = runExport(*storage, withPacks ? packs() : RulePacks(), wrong);
    QVERIFY(!outcome);
    QVERIFY(!outcome.error().message.isEmpty());
    QVERIFY(target.isUntouched());
    ExportRequest divided = request(u"own-csv"_s, u"-"_s);
    divided.productsPerFile = 10;
    QCOMPARE(exportTo(*storage, divided).error().code, ErrorCode::InvalidInput);
}

void TestExportRun::editsWhileItRuns()
{
    OPEN_CATALOG_OF(620);
    const Target target;
    const auto outcome = exportTo(*storage, request(u"own-csv"_s, target.path()), afterFirstBatch([&] {
        edit(*storage, ids.at(100), ProductField::Brand, u"Too late"_s);
        edit(*storage, ids.at(600), ProductField::Brand, u"In time"_s);
        removeProduct(*storage, ids.at(610));
        QVERIFY(importDrafts(*storage, {draft(5'000)})); // the export began without it
    }));
    QVERIFY(outcome);
    QCOMPARE(outcome->products, 619);
    const QByteArray written = target.read();
    QVERIFY(!written.contains("Too late"));
    const auto records = parseDelimited(written, u',');
    QCOMPARE(records.size(), 620);
    QCOMPARE(cellOf(records, 601, u"brand"_s), u"In time"_s);
    QCOMPARE(cellOf(records, 611, u"source_id"_s), u"S611"_s);
}

void TestExportRun::memoryDoesNotGrowWithTheCatalog()
{
    if (heapInUse() == 0)
        QSKIP("the allocator does not tell what it holds");
    CatalogFixture fixture;
    Storage::Options options = fixture.options();
    options.readers = 1; // each has a cache of its own, which is full after the first quarter
    const auto storage = Storage::open(options);
    QVERIFY(storage);
    addProducts(**storage, 20'000);
    const Target target;
    qint64 early = 0;
    qint64 late = 0;
    const auto outcome = exportTo(**storage, request(u"own-csv"_s, target.path()), [&](qint64 done, qint64 total) {
        qint64 &highest = done <= total / 2 ? early : late;
        highest = done > total / 4 ? std::max(highest, heapInUse()) : highest;
    });
    QVERIFY(outcome);
    QCOMPARE(outcome->products, 20'000);
    QVERIFY2(late < early + 1'000'000, qPrintable(u"%1 → %2"_s.arg(early).arg(late)));
}

void TestExportRun::lossesOfAllFilesAreCounted()
{
    OPEN_CATALOG_OF(90);
    const QTemporaryDir folder;
    ExportRequest whole = request(u"shopify-csv"_s, folder.filePath(u"whole.csv"_s));
    ExportRequest divided = request(u"shopify-csv"_s, folder.filePath(u"part.csv"_s));
    divided.productsPerFile = 25;
    const auto one = exportTo(*storage, whole);
    const auto many = exportTo(*storage, divided);
    QVERIFY(one && many);
    QCOMPARE(many->files.size(), 4);
    QVERIFY(one->summary.lossCount > 90);
    QCOMPARE(many->summary.lossCount, one->summary.lossCount);
    QCOMPARE(many->summary.losses.size(), one->summary.losses.size());
    QCOMPARE(many->summary.written, one->summary.written);
}

QTEST_GUILESS_MAIN(TestExportRun)
#include "tst_exportrun.moc"
