// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/catalogfixture.h"

#include "tests/support/postgresserver.h"

#include <QtTest>

namespace listwright::test {

void addDatabases()
{
    QTest::addColumn<bool>("sqlite");
    QTest::newRow("sqlite") << true;
    QTest::newRow("postgresql") << false;
}

CatalogFixture::CatalogFixture()
{
    m_sqlite = !QByteArrayView(QTest::currentDataTag()).startsWith("postgresql");
    if (!m_sqlite)
        m_postgres = PostgresDatabase::create();
}

CatalogFixture::~CatalogFixture() = default;

bool CatalogFixture::isAvailable() const
{
    return m_sqlite || m_postgres;
}

QString CatalogFixture::whyNot() const
{
    return PostgresDatabase::whyUnavailable();
}

StorageLocation CatalogFixture::location() const
{
    return m_sqlite ? StorageLocation::sqlite(m_folder.filePath(QStringLiteral("catalog.db")))
                    : *StorageLocation::parse(m_postgres->url());
}

Storage::Options CatalogFixture::options() const
{
    Storage::Options options;
    options.location = location();
    options.automaticBackups = false;
    return options;
}

std::unique_ptr<Storage> CatalogFixture::open() const
{
    auto storage = Storage::open(options());
    if (!storage)
        qFatal("%s (%s)", qPrintable(storage.error().message), qPrintable(storage.error().detail));
    return std::move(*storage);
}

ProductDraft draft(int number)
{
    const std::string text = std::to_string(number);
    ProductDraft draft;
    draft.sourcePlatform = number % 3 == 0 ? "shopify" : "csv";
    draft.sourceId = "S" + text;
    draft.sku = "SKU-" + text;
    draft.gtin = "4006381333931";
    draft.title = "Żółty fotel numer " + text;
    draft.description = "<p>Bequemer Sessel, Größe " + text + "</p>";
    draft.brand = number % 2 ? "Möbel Müller" : "Fotele i spółka";
    draft.category = "Dom > Meble";
    draft.condition = Condition::New;
    draft.priceMinorUnits = 1000 + number;
    draft.currency = Currency::fromCode("EUR");
    draft.quantity = number % 50;
    draft.attributes = {{"Kolor", "żółty"}, {"Größe", text}};
    draft.images = {{"https://example.com/" + text + ".jpg", "Bild \"" + text + "\""}};
    draft.bulletPoints = {"first\tpoint", "second \\ point"};
    draft.contentHash = static_cast<quint64>(number) + 1;
    draft.qualityScore = number % 101;
    return draft;
}

Result<ImportJob> importDrafts(Storage &storage, std::vector<ProductDraft> drafts, std::size_t batchSize,
                               qint64 expected)
{
    ImportJob job;
    job.fileName = QStringLiteral("test.csv");
    auto import = BulkImport::begin(storage, job, expected);
    if (!import)
        return failure(import.error());
    ImportProgress progress;
    for (std::size_t first = 0; first < drafts.size(); first += batchSize) {
        const auto end = drafts.begin() + static_cast<std::ptrdiff_t>(std::min(first + batchSize, drafts.size()));
        std::vector<ProductDraft> batch(std::make_move_iterator(drafts.begin() + static_cast<std::ptrdiff_t>(first)),
                                        std::make_move_iterator(end));
        progress.records += static_cast<qint64>(batch.size());
        if (auto added = (*import)->add(std::move(batch), progress); !added)
            return failure(added.error());
    }
    return (*import)->finish(ImportState::Completed, progress);
}

} // namespace listwright::test
