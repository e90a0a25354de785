// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/publishing/uploadfile.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

namespace listwright::test {

inline std::optional<Money> euro(qint64 cents)
{
    return Money(cents, *Currency::fromCode("EUR"));
}

/** A product that every marketplace's rules accept. */
inline Product goodProduct()
{
    Product product;
    product.id = 7;
    product.sourcePlatform = QStringLiteral("shop");
    product.sourceId = QStringLiteral("1001");
    product.sourceUrl = QStringLiteral("https://shop.example/p/1001");
    product.sku = QStringLiteral("LAMP-7");
    product.gtin = QStringLiteral("4006381333931");
    product.mpn = QStringLiteral("HL-7");
    product.titleOriginal = QStringLiteral("Hellmann desk lamp HL-7 with dimmer and oak foot, warm white");
    product.descriptionOriginal =
        QStringLiteral("A desk lamp with a foot of oiled oak.\nThe dimmer remembers the last brightness.\n\n"
                       "Cable 1.8 m, bulb E14 included, made for homes and offices with little room.");
    product.category = QStringLiteral("Home > Lighting > Desk lamps");
    product.brand = QStringLiteral("Hellmann");
    product.condition = Condition::New;
    product.price = euro(4990);
    product.quantity = 12;
    product.attributes = {{QStringLiteral("Colour"), QStringLiteral("white")},
                          {QStringLiteral("Cable length"), QStringLiteral("1.8 m")}};
    product.images = {{QStringLiteral("https://shop.example/i/1.jpg"), {}},
                      {QStringLiteral("https://shop.example/i/2.jpg"), {}}};
    return product;
}

inline Product productWithVariants()
{
    Product product = goodProduct();
    product.id = 8;
    product.sku = QStringLiteral("SHIRT");
    product.sourceId = QStringLiteral("2002");
    product.titleOriginal = QStringLiteral("Nordkap work shirt made of brushed organic cotton, regular fit");
    product.gtin.clear();
    product.price.reset();
    product.quantity.reset();
    const QStringList gtins = {QStringLiteral("4006381333931"), QStringLiteral("96385074")};
    const QStringList sizes = {QStringLiteral("S"), QStringLiteral("M")};
    for (qsizetype i = 0; i < 2; ++i) {
        Variant variant;
        variant.sku = u"SHIRT-" + sizes.at(i);
        variant.gtin = gtins.at(i);
        variant.options = {{QStringLiteral("Size"), sizes.at(i)}, {QStringLiteral("Colour"), QStringLiteral("red")}};
        variant.price = euro(2995 + 100 * i);
        variant.quantity = 3 - 3 * i;
        product.variants.append(variant);
    }
    product.attributes.clear();
    return product;
}

struct Written
{
    QByteArray bytes;
    UploadSummary summary;
};

/** Writes all products with the packs of the program. A format that can't begin fails the test with its message. */
inline Result<Written> writeAll(const QString &format, const QList<Product> &products,
                                const UploadOptions &options = {})
{
    static const RulePacks packs = RulePacks::load();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    auto writer = UploadWriter::begin(format, buffer, packs.find(UploadWriter::format(format)->marketplace), options);
    if (!writer)
        return failure(writer.error());
    for (const Product &product : products) {
        if (auto added = (*writer)->add(product); !added)
            return failure(added.error());
    }
    auto summary = (*writer)->finish();
    if (!summary)
        return failure(summary.error());
    return Written{buffer.data(), *summary};
}

/** Options with which every format can begin and takes whatever it gets. */
inline UploadOptions takeAll()
{
    UploadOptions options;
    options.sellerId = QStringLiteral("A1EXAMPLE");
    options.includeInvalid = true;
    return options;
}

inline QChar delimiterOf(const QString &format)
{
    return format == u"kaufland-csv" ? u';' : format == u"google-merchant" ? u'\t' : u',';
}

/** A row for each format, optionally without the two of JSON or the two of our own. */
inline void addFormats(bool withJson = true, bool withOwn = true)
{
    QTest::addColumn<QString>("format");
    for (const UploadFormat &format : UploadWriter::formats()) {
        if ((withJson || format.suffix != u"json") && (withOwn || !format.marketplace.isEmpty()))
            QTest::newRow(qUtf8Printable(format.key)) << format.key;
    }
}

/** A small independent reader of delimited text, so that the writer isn't checked by itself. */
inline QList<QStringList> parseDelimited(const QByteArray &bytes, QChar delimiter)
{
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar(0xFEFF)))
        text.remove(0, 1);
    QList<QStringList> records;
    QStringList record;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text.at(i + 1) == u'"')
                cell += text.at(++i);
            else
                quoted = false;
        } else if (c == u'"') {
            quoted = true;
        } else if (c == delimiter || c == u'\n') {
            record.append(cell);
            cell.clear();
            if (c == u'\n') {
                records.append(record);
                record.clear();
            }
        } else {
            cell += c;
        }
    }
    return records;
}

/** The cell of the record under the n-th column of that name. */
inline QString cellOf(const QList<QStringList> &records, qsizetype record, const QString &column, int occurrence = 0,
                      qsizetype headerRecord = 0)
{
    qsizetype position = records.value(headerRecord).indexOf(column);
    for (; occurrence > 0 && position >= 0; --occurrence)
        position = records.value(headerRecord).indexOf(column, position + 1);
    return position < 0 ? QStringLiteral("<no column>") : records.value(record).value(position);
}

inline bool lostBecause(const UploadSummary &summary, const QString &words)
{
    return std::any_of(summary.losses.begin(), summary.losses.end(),
                       [&words](const Loss &loss) { return loss.reason.contains(words); });
}

inline QByteArray lossesText(const UploadSummary &summary)
{
    QString text;
    for (const Loss &loss : summary.losses)
        text += loss.sku + QLatin1String(" | ") + loss.field + QLatin1String(" | ") + loss.reason + u'\n';
    return text.toUtf8();
}

} // namespace listwright::test

/** The value of a Result, or the test fails with its error. */
#define REQUIRE_VALUE(name, expression)                                                                                \
    auto name##Result = (expression);                                                                                  \
    QVERIFY2(name##Result.has_value(), name##Result.has_value() ? "" : qUtf8Printable(name##Result.error().message));  \
    auto &name = *name##Result
