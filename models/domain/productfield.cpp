// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/productfield.h"

#include "models/domain/gtin.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace listwright {

namespace {

struct FieldEntry
{
    ProductField field;
    QLatin1String name;
    const char *label;
};

constexpr FieldEntry fields[] = {
    {ProductField::SourceUrl, QLatin1String("source_url"), QT_TRANSLATE_NOOP("ProductField", "Source address")},
    {ProductField::Sku, QLatin1String("sku"), QT_TRANSLATE_NOOP("ProductField", "SKU")},
    {ProductField::Gtin, QLatin1String("gtin"), QT_TRANSLATE_NOOP("ProductField", "GTIN")},
    {ProductField::Mpn, QLatin1String("mpn"), QT_TRANSLATE_NOOP("ProductField", "MPN")},
    {ProductField::TitleOriginal, QLatin1String("title_original"), QT_TRANSLATE_NOOP("ProductField", "Original title")},
    {ProductField::TitleOptimized, QLatin1String("title_optimized"),
     QT_TRANSLATE_NOOP("ProductField", "Optimized title")},
    {ProductField::DescriptionOriginal, QLatin1String("description_original"),
     QT_TRANSLATE_NOOP("ProductField", "Original description")},
    {ProductField::DescriptionOptimized, QLatin1String("description_optimized"),
     QT_TRANSLATE_NOOP("ProductField", "Optimized description")},
    {ProductField::BulletPoints, QLatin1String("bullet_points"), QT_TRANSLATE_NOOP("ProductField", "Bullet points")},
    {ProductField::Category, QLatin1String("category"), QT_TRANSLATE_NOOP("ProductField", "Category")},
    {ProductField::Brand, QLatin1String("brand"), QT_TRANSLATE_NOOP("ProductField", "Brand")},
    {ProductField::Condition, QLatin1String("condition"), QT_TRANSLATE_NOOP("ProductField", "Condition")},
    {ProductField::Price, QLatin1String("price"), QT_TRANSLATE_NOOP("ProductField", "Price")},
    {ProductField::Quantity, QLatin1String("quantity"), QT_TRANSLATE_NOOP("ProductField", "Quantity")},
    {ProductField::Attributes, QLatin1String("attributes"), QT_TRANSLATE_NOOP("ProductField", "Attributes")},
    {ProductField::Images, QLatin1String("images"), QT_TRANSLATE_NOOP("ProductField", "Images")},
    {ProductField::Variants, QLatin1String("variants"), QT_TRANSLATE_NOOP("ProductField", "Variants")},
    {ProductField::OptimizedData, QLatin1String("optimized_data"),
     QT_TRANSLATE_NOOP("ProductField", "Other optimized data")},
    {ProductField::MarketplaceData, QLatin1String("marketplace_data"),
     QT_TRANSLATE_NOOP("ProductField", "Marketplace data")},
    {ProductField::Status, QLatin1String("status"), QT_TRANSLATE_NOOP("ProductField", "Status")},
};

class FieldValue
{
    Q_DECLARE_TR_FUNCTIONS(ProductField)

public:
    static QByteArray objectToJson(const QJsonObject &object)
    {
        return object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    static Result<QJsonObject> object(const QString &text)
    {
        if (text.isEmpty())
            return QJsonObject();
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &problem);
        if (!document.isObject())
            return failure(ErrorCode::InvalidInput, tr("This is not a JSON object."), problem.errorString());
        return document.object();
    }

    /** Numbers from a shop's own range are kept: they are right in the catalog, marketplaces' rules refuse them. */
    static Result<QString> gtin(const QString &text)
    {
        QString digits;
        for (const QChar c : text) {
            if (!c.isSpace() && c != u'-')
                digits.append(c);
        }
        if (digits.isEmpty())
            return digits;
        const QByteArray utf8 = digits.toUtf8();
        const GtinProblem problem = Gtin::check({utf8.constData(), static_cast<std::size_t>(utf8.size())});
        if (problem != GtinProblem::None && problem != GtinProblem::RestrictedPrefix)
            return failure(ErrorCode::InvalidInput, Gtin::problemText(problem));
        return digits;
    }

    static Result<QString> webAddress(const QString &text)
    {
        if (text.isEmpty())
            return text;
        const QUrl url(text, QUrl::StrictMode);
        const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
        if (!url.isValid() || !web || url.host().isEmpty())
            return failure(ErrorCode::InvalidInput,
                           tr("“%1” is not a web address beginning with http:// or https://.").arg(text.left(60)));
        return text;
    }

    static Result<std::optional<Money>> price(const QString &text, const std::optional<Money> &present)
    {
        if (text.trimmed().isEmpty())
            return std::nullopt;
        const bool bare = present && !text.trimmed().contains(u' ');
        const Result<Money> money = bare ? Money::fromDecimal(text, present->currency()) : Money::fromString(text);
        if (!money)
            return failure(money.error());
        if (money->minorUnits() < 0)
            return failure(ErrorCode::InvalidInput, tr("A price cannot be negative."));
        return *money;
    }

    static Result<std::optional<qint64>> quantity(const QString &text)
    {
        if (text.trimmed().isEmpty())
            return std::nullopt;
        bool ok = false;
        const qint64 pieces = text.trimmed().toLongLong(&ok);
        if (!ok || pieces < 0)
            return failure(ErrorCode::InvalidInput,
                           tr("“%1” is not a quantity: 0 or a whole number above.").arg(text.left(40)));
        return pieces;
    }

    static Result<Condition> condition(const QString &text)
    {
        if (const auto known = conditionFromName(text))
            return *known;
        return failure(ErrorCode::InvalidInput, tr("“%1” is not a known condition.").arg(text.left(40)));
    }

    static Result<ProductStatus> status(const QString &text, ProductStatus present)
    {
        const auto known = statusFromName(text);
        if (!known)
            return failure(ErrorCode::InvalidInput, tr("“%1” is not a known status.").arg(text.left(40)));
        if (!canChange(present, *known))
            return failure(ErrorCode::Forbidden,
                           tr("A product cannot go from “%1” to “%2”.").arg(statusText(present), statusText(*known)));
        return *known;
    }
};

/** Stores a read value, or passes on why there is none. */
template <class T>
Result<void> store(T &target, Result<T> value)
{
    if (!value)
        return failure(std::move(value).error());
    target = *std::move(value);
    return {};
}

Result<void> storeText(QString &target, const QString &text)
{
    target = text;
    return {};
}

// A list without entries is written as "" so that "unset" has one form for all fields.
QString listText(bool empty, const QByteArray &json)
{
    return empty ? QString() : QString::fromUtf8(json);
}

} // namespace

QString fieldName(ProductField field)
{
    return fields[static_cast<int>(field)].name;
}

std::optional<ProductField> fieldFromName(QStringView name)
{
    for (const FieldEntry &entry : fields) {
        if (name == entry.name)
            return entry.field;
    }
    return {};
}

QString fieldLabel(ProductField field)
{
    return QCoreApplication::translate("ProductField", fields[static_cast<int>(field)].label);
}

QList<ProductField> allProductFields()
{
    QList<ProductField> all;
    for (const FieldEntry &entry : fields)
        all.append(entry.field);
    return all;
}

QString fieldText(const Product &product, ProductField field)
{
    switch (field) {
    case ProductField::SourceUrl:
        return product.sourceUrl;
    case ProductField::Sku:
        return product.sku;
    case ProductField::Gtin:
        return product.gtin;
    case ProductField::Mpn:
        return product.mpn;
    case ProductField::TitleOriginal:
        return product.titleOriginal;
    case ProductField::TitleOptimized:
        return product.titleOptimized;
    case ProductField::DescriptionOriginal:
        return product.descriptionOriginal;
    case ProductField::DescriptionOptimized:
        return product.descriptionOptimized;
    case ProductField::BulletPoints:
        return listText(product.bulletPoints.isEmpty(), stringsToJson(product.bulletPoints));
    case ProductField::Category:
        return product.category;
    case ProductField::Brand:
        return product.brand;
    case ProductField::Condition:
        return conditionName(product.condition);
    case ProductField::Price:
        return product.price ? product.price->toString() : QString();
    case ProductField::Quantity:
        return product.quantity ? QString::number(*product.quantity) : QString();
    case ProductField::Attributes:
        return listText(product.attributes.isEmpty(), attributesToJson(product.attributes));
    case ProductField::Images:
        return listText(product.images.isEmpty(), imagesToJson(product.images));
    case ProductField::Variants:
        return listText(product.variants.isEmpty(), variantsToJson(product.variants));
    case ProductField::OptimizedData:
        return QString::fromUtf8(FieldValue::objectToJson(product.optimizedData));
    case ProductField::MarketplaceData:
        return QString::fromUtf8(FieldValue::objectToJson(product.marketplaceData));
    case ProductField::Status:
        return statusName(product.status);
    }
    return {};
}

Result<void> setFieldText(Product &product, ProductField field, const QString &text)
{
    switch (field) {
    case ProductField::SourceUrl:
        return store(product.sourceUrl, FieldValue::webAddress(text));
    case ProductField::Sku:
        return storeText(product.sku, text);
    case ProductField::Gtin:
        return store(product.gtin, FieldValue::gtin(text));
    case ProductField::Mpn:
        return storeText(product.mpn, text);
    case ProductField::TitleOriginal:
        return storeText(product.titleOriginal, text);
    case ProductField::TitleOptimized:
        return storeText(product.titleOptimized, text);
    case ProductField::DescriptionOriginal:
        return storeText(product.descriptionOriginal, text);
    case ProductField::DescriptionOptimized:
        return storeText(product.descriptionOptimized, text);
    case ProductField::BulletPoints:
        return store(product.bulletPoints, stringsFromJson(text.toUtf8()));
    case ProductField::Category:
        return storeText(product.category, text);
    case ProductField::Brand:
        return storeText(product.brand, text);
    case ProductField::Condition:
        return store(product.condition, FieldValue::condition(text));
    case ProductField::Price:
        return store(product.price, FieldValue::price(text, product.price));
    case ProductField::Quantity:
        return store(product.quantity, FieldValue::quantity(text));
    case ProductField::Attributes:
        return store(product.attributes, attributesFromJson(text.toUtf8()));
    case ProductField::Images:
        return store(product.images, imagesFromJson(text.toUtf8()));
    case ProductField::Variants:
        return store(product.variants, variantsFromJson(text.toUtf8()));
    case ProductField::OptimizedData:
        return store(product.optimizedData, FieldValue::object(text));
    case ProductField::MarketplaceData:
        return store(product.marketplaceData, FieldValue::object(text));
    case ProductField::Status:
        return store(product.status, FieldValue::status(text, product.status));
    }
    return {};
}

} // namespace listwright
