// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line with the query of GET /api/products, then the JSON of a cursor: what is read is what was sent, and from any
// cursor that is taken the pages end, without a product twice, each with a cursor that is taken again.

#include "services/api/apirequest.h"
#include "services/api/productquery.h"
#include "services/server/httpsyntax.h"
#include "services/storage/productpages.h"
#include "services/storage/productrepository.h"
#include "services/storage/storage.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSet>
#include <QTemporaryDir>

#include <cstdlib>

using namespace listwright;

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/** Some of these products are equal in a column, some have nothing there. */
Product product(int number)
{
    Product product;
    product.sourcePlatform = number % 2 == 0 ? QStringLiteral("shop") : QStringLiteral("csv");
    product.sourceId = QString::number(number);
    product.titleOriginal = number % 5 == 0 ? QStringLiteral("Lampe grün 💡") : QStringLiteral("Lamp %1").arg(number);
    product.brand = number % 3 == 0 ? QString() : QStringLiteral("Möbel & Co, Łódź");
    product.sku = QStringLiteral("L-%1").arg(number % 4);
    if (number % 3 != 0)
        product.price = Money(100 * (number % 4), *Currency::fromCode("EUR"));
    if (number % 4 != 0)
        product.quantity = number % 2;
    return product;
}

Storage &catalog()
{
    static int count = 1;
    static char name[] = "fuzz_apiquery";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(count, arguments);
    static const QTemporaryDir folder;
    static const std::unique_ptr<Storage> storage = [] {
        QLoggingCategory::setFilterRules(QStringLiteral("listwright.*=false"));
        Storage::Options options;
        options.location = StorageLocation::sqlite(folder.filePath(QStringLiteral("catalog.db")));
        options.automaticBackups = false;
        auto opened = Storage::open(options);
        if (!opened)
            std::abort();
        for (int number = 0; number < 20; ++number) {
            if (!(*opened)
                     ->write(
                         [number](Database &database) { return ProductRepository(database).insert(product(number)); })
                     .result())
                std::abort();
        }
        (*opened)->waitForSearchIndex();
        return *std::move(opened);
    }();
    return *storage;
}

ApiRequest requestWith(const QByteArray &query)
{
    auto received = std::make_shared<ReceivedRequest>();
    received->method = "GET";
    received->query = query;
    return ApiRequest(received, {}, {}, expectedRequest("GET", "/api/products"));
}

/** Each parameter by itself, by other means; what is no UTF-8 has no one right reading. */
void checkParameters(const QByteArray &query, const ApiRequest &request)
{
    QSet<QString> seen;
    const QList<QByteArray> fields = query.split('&');
    for (const QByteArray &field : fields) {
        const auto decoded = [](const QByteArray &text) {
            return QString::fromUtf8(QByteArray::fromPercentEncoding(QByteArray(text).replace('+', ' ')));
        };
        const qsizetype equals = field.indexOf('=');
        const QString name = decoded(equals < 0 ? field : field.left(equals));
        const QString value = equals < 0 ? QString() : decoded(field.mid(equals + 1));
        if (field.isEmpty() || seen.contains(name))
            continue;
        seen.insert(name); // of several the first is read
        if (QString(name + value).contains(QChar::ReplacementCharacter))
            continue;
        if (!request.has(name) || request.text(name) != value.trimmed())
            std::abort();
    }
}

void checkPages(const CatalogQuery &query, QString cursor, int limit)
{
    QSet<ProductId> seen;
    for (bool isFirst = true;; isFirst = false) {
        const auto page =
            catalog().read([&](Database &database) { return productPage(database, query, cursor, limit); }).result();
        if (!page && isFirst && page.error().code == ErrorCode::InvalidInput)
            return;
        if (!page || page->ids.size() > limit || (!page->next.isEmpty() && page->ids.size() < limit))
            std::abort();
        for (const ProductId id : page->ids) {
            if (seen.contains(id))
                std::abort();
            seen.insert(id);
        }
        cursor = requestWith("cursor=" + page->next.toUtf8()).text(QStringLiteral("cursor"));
        if (cursor != page->next)
            std::abort();
        if (cursor.isEmpty())
            return;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype line = bytes.indexOf('\n');
    const QByteArray query = bytes.left(line);
    if (line < 0 || !httpsyntax::isQuery(query)) // nothing else is let through
        return 0;
    const ApiRequest request = requestWith(query);
    if (const auto refusal = request.refusal()) {
        if ((refusal->status != 400 && refusal->status != 422) || !QJsonDocument::fromJson(refusal->body).isObject())
            std::abort();
        return 0;
    }
    checkParameters(query, request);
    const auto wanted = productquery::from(request);
    const auto limit = request.number(QStringLiteral("limit"), 1, 500);
    if (!wanted || !limit)
        return 0;
    checkPages(*wanted, request.text(QStringLiteral("cursor")), limit->value_or(3));
    checkPages(*wanted, QString::fromLatin1(bytes.mid(line + 1).toBase64(base64)), limit->value_or(3));
    return 0;
}
