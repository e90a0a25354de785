// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files into a real SQLite catalog.

#include "services/importing/importer.h"
#include "services/publishing/uploadfile.h"
#include "services/storage/catalogreader.h"
#include "services/storage/productrepository.h"
#include "services/storage/storage.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace listwright;

class ImporterTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_storage;

    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }

    Result<ImportSummary> import(const QString &fileName, const std::function<void(const ImportStatus &)> &status = {},
                                 std::stop_token stop = {})
    {
        const auto preview = previewImport(fileName, {}, QStringLiteral("EUR"));
        if (!preview)
            return tl::unexpected<Error>(preview.error());
        return runImport(*m_storage, preview->plan, m_folder->path(), status, stop);
    }

    qint64 productCount()
    {
        return m_storage->read([](Database &database) { return CatalogReader(database).productCount(); })
            .result()
            .value_or(-1);
    }

    static QByteArray rows(int count, const QByteArray &suffix = {})
    {
        QByteArray bytes = "sku,title,price,quantity\n";
        for (int i = 0; i < count; ++i)
            bytes += "S" + QByteArray::number(i) + ",Product number " + QByteArray::number(i) + suffix + ',' +
                     QByteArray::number(i) + ".50,3\n";
        return bytes;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Storage::Options options;
        options.location = StorageLocation::sqlite(m_folder->filePath(QStringLiteral("catalog.db")));
        options.automaticBackups = false;
        auto storage = Storage::open(options);
        QVERIFY2(storage.has_value(), storage ? "" : qPrintable(storage.error().message));
        m_storage = std::move(*storage);
    }

    void cleanup()
    {
        m_storage.reset();
        m_folder.reset();
    }

    void bringsInUpdatesAndRecognizes()
    {
        const QString file = write(QStringLiteral("a.csv"), rows(12000));
        auto first = import(file);
        QVERIFY2(first.has_value(), first ? "" : qPrintable(first.error().message));
        QCOMPARE(first->job.state, ImportState::Completed);
        QCOMPARE(first->job.created, qint64(12000));
        QCOMPARE(first->job.records, qint64(12000));
        QCOMPARE(first->job.bytesDone, QFileInfo(file).size());
        QCOMPARE(productCount(), qint64(12000));

        auto second = import(file);
        QVERIFY(second);
        QCOMPARE(second->job.unchanged, qint64(12000));
        QCOMPARE(second->job.created + second->job.updated, qint64(0));

        QByteArray changed = rows(12000);
        changed.replace("Product number 77,", "Another title,");
        auto third = import(write(QStringLiteral("a.csv"), changed));
        QVERIFY(third);
        QCOMPARE(third->job.updated, qint64(1));
        QCOMPARE(third->job.unchanged, qint64(11999));
        QCOMPARE(productCount(), qint64(12000));
    }

    void rejectsAreSavedFormulaSafe()
    {
        const auto summary =
            import(write(QStringLiteral("bad.csv"), "sku,title,price\nA,Cup,5\n=1+1,,6\nC,Pot,free\n"));
        QVERIFY(summary);
        QCOMPARE(summary->job.created, qint64(1));
        QCOMPARE(summary->job.rejected, qint64(2));
        QCOMPARE(summary->problems.size(), qsizetype(2));
        QFile rejects(summary->rejectsFile);
        QVERIFY(rejects.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = rejects.readAll().split('\n');
        QVERIFY(lines[0].contains("\"sku\",\"title\",\"price\",\"line\",\"column\",\"reason\""));
        QVERIFY(lines[1].startsWith("\"'=1+1\",\"\",\"6\",\"3\""));
        QVERIFY(lines[2].startsWith("\"C\",\"Pot\",\"free\",\"4\",\"price\""));
    }

    void noRejectsNoFile()
    {
        const auto summary = import(write(QStringLiteral("good.csv"), rows(3)));
        QVERIFY(summary);
        QVERIFY(summary->rejectsFile.isEmpty());
    }

    void cancellingKeepsWhatWasCommitted()
    {
        std::stop_source stop;
        const auto summary = import(
            write(QStringLiteral("big.csv"), rows(60000)),
            [&](const ImportStatus &status) {
                if (status.job.records > 1000)
                    stop.request_stop();
            },
            stop.get_token());
        QVERIFY(summary);
        QCOMPARE(summary->job.state, ImportState::Cancelled);
        QVERIFY(summary->job.created < 60000);
        QCOMPARE(productCount(), summary->job.created);
    }

    void truncatedJsonFailsNamingTheLine()
    {
        QByteArray json = "[\n";
        for (int i = 0; i < 20000; ++i)
            json += "{\"sku\":\"J" + QByteArray::number(i) + "\",\"title\":\"A product with a title, number " +
                    QByteArray::number(i) + "\",\"description\":\"and a text\"},\n";
        const QString file = write(QStringLiteral("cut.json"), json + "{\"sku\":\"last");
        qint64 jobId = 0;
        const auto failed = import(file, [&](const ImportStatus &status) { jobId = status.job.id; });
        QVERIFY(!failed);
        QVERIFY2(failed.error().message.contains(QStringLiteral("20002")), qPrintable(failed.error().message));
        QCOMPARE(productCount(), qint64(20000)); // what came before the fault
        const auto job =
            m_storage->read([=](Database &database) { return ImportJobRepository(database).find(jobId); }).result();
        QVERIFY(job);
        QCOMPARE(job->state, ImportState::Failed);
        QCOMPARE(job->error, failed.error().message);
    }

    void missingAndEmptyFilesFail()
    {
        ImportPlan plan;
        plan.fileName = m_folder->filePath(QStringLiteral("none.csv"));
        const auto missing = runImport(*m_storage, plan, m_folder->path());
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        plan.fileName = write(QStringLiteral("empty.csv"), {});
        const auto empty = runImport(*m_storage, plan, m_folder->path());
        QVERIFY(!empty);
        QVERIFY(empty.error().message.contains(QStringLiteral("empty.csv")));
        const auto jobs =
            m_storage->read([](Database &database) { return ImportJobRepository(database).recent(); }).result();
        QVERIFY(jobs);
        QCOMPARE(jobs->size(), qsizetype(2));
        QCOMPARE(jobs->front().state, ImportState::Failed);
    }

    void blankLeavesAndTheTokenClears()
    {
        QVERIFY(import(write(QStringLiteral("a.csv"), "sku,title,brand,mpn\nA,Cup,Acme,M1\n")));
        QVERIFY(import(write(QStringLiteral("b.csv"), "sku,title,brand,mpn\nA,Cup,,__CLEAR__\n")));
        const auto product = m_storage
                                 ->read([](Database &database) -> Result<Product> {
                                     auto ids = CatalogReader(database).ids({});
                                     if (!ids)
                                         return tl::unexpected<Error>(ids.error());
                                     return ProductRepository(database).find(ids->front());
                                 })
                                 .result();
        QVERIFY(product);
        QCOMPARE(product->brand, QStringLiteral("Acme"));
        QCOMPARE(product->mpn, QString());
    }

    void listsOfPricesChangeWhatIsThere()
    {
        QVERIFY(import(write(QStringLiteral("a.csv"), "sku,title,price\nA,Cup,5.50\nB,Pot,6.50\n")));
        const auto summary =
            import(write(QStringLiteral("prices.csv"), "source_id,sku,price,currency\nA,A,7.50,EUR\nC,C,8.50,EUR\nB,B,"
                                                       "6.50,EUR\n"));
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->job.created, qint64(0));
        QCOMPARE(summary->job.updated, qint64(1));
        QCOMPARE(summary->job.unchanged, qint64(1));
        QCOMPARE(summary->job.rejected, qint64(1));
        QCOMPARE(summary->problems.size(), qsizetype(1));
        QCOMPARE(summary->problems[0].line, qint64(3));
        QVERIFY(summary->problems[0].reason.contains(QStringLiteral("no such product")));
        QVERIFY(!summary->rejectsFile.isEmpty());
        QCOMPARE(productCount(), qint64(2));
    }

    void aTitleMayComeEarlierInTheFile()
    {
        // The product is made by this import itself: in a batch handed over, in one under way, and in the same one.
        QByteArray bytes = "sku,title,quantity\nZ,,1\n";
        for (int i = 0; i < 20000; ++i)
            bytes += "S" + QByteArray::number(i) + ",A title of some length " + QByteArray(60, 'x') + ",1\n";
        bytes += "S5,,2\nNEW,,1\nNEW,At last,1\nNEW,,3\nS19999,,4\n";
        const auto summary = import(write(QStringLiteral("a.csv"), bytes));
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->job.created, qint64(20001));
        QCOMPARE(summary->job.updated, qint64(3));
        QCOMPARE(summary->job.rejected, qint64(2)); // Z, and NEW before it had a title
        QCOMPARE(productCount(), qint64(20001));
    }

    void anUpdateFileMakesNoProducts()
    {
        const auto summary = import(write(QStringLiteral("revise.csv"),
                                          "*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8),"
                                          "ItemID,CustomLabel,*StartPrice,*Quantity\n"
                                          "Revise,110012345678,SKU-1,18.50,4\nEnd,110012345679,SKU-2,,\n"));
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->job.layout, QStringLiteral("ebay-revise"));
        QCOMPARE(summary->job.rejected, qint64(1));
        QCOMPARE(productCount(), qint64(0));
    }

    void aFileOfAHeaderAloneFails()
    {
        const auto failed = import(write(QStringLiteral("a.csv"), "sku,title,price\n"));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::InvalidInput);
        QVERIFY2(failed.error().message.contains(QStringLiteral("a.csv")), qPrintable(failed.error().message));
    }

    void ownExportComesBackAllUnchanged_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("csv") << QStringLiteral("own-csv");
        QTest::newRow("json") << QStringLiteral("own-json");
    }

    void ownExportComesBackAllUnchanged()
    {
        QFETCH(QString, format);
        for (const QString &sample : {QStringLiteral("demo-products.csv"), QStringLiteral("shopify.csv"),
                                      QStringLiteral("allegro-webhook.json"), QStringLiteral("amazon-listings.txt")})
            QVERIFY(import(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/resources/samples/") + sample));
        const auto products = m_storage
                                  ->read([](Database &database) -> Result<QList<Product>> {
                                      QList<Product> all;
                                      const auto ids = CatalogReader(database).ids({});
                                      for (const ProductId id : *ids)
                                          all.append(*ProductRepository(database).find(id));
                                      return all;
                                  })
                                  .result();
        QVERIFY(products && products->size() > 80);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        auto writer = UploadWriter::begin(format, buffer, {}, {});
        QVERIFY(writer);
        for (const Product &product : *products)
            QVERIFY((*writer)->add(product));
        QVERIFY((*writer)->finish());
        const auto summary = import(write(QStringLiteral("own.") + format.mid(4), buffer.data()));
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
        for (const RecordProblem &problem : summary->problems)
            qWarning().noquote() << problem.line << problem.column << problem.value << problem.reason;
        QCOMPARE(summary->job.layout, format);
        QCOMPARE(summary->job.rejected, qint64(0));
        QCOMPARE(summary->job.created, qint64(0));
        QCOMPARE(summary->job.updated, qint64(0));
        QCOMPARE(summary->job.unchanged, static_cast<qint64>(products->size()));
    }
};

QTEST_GUILESS_MAIN(ImporterTest)
#include "tst_importer.moc"
