// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

#include <QJsonArray>

#include <random>

namespace listwright {

/** Values as wild as canonical texts must carry; the same for the same seed. */
class WildValues
{
public:
    explicit WildValues(unsigned seed) : m_random(seed) {}

    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

    QString text()
    {
        static const QStringList pieces = {
            QStringLiteral("żółć"),  QStringLiteral("\""),      QStringLiteral("\\"),     QStringLiteral("\n"),
            QStringLiteral("\r\n"),  QStringLiteral("\t"),      QStringLiteral("😀"),      QStringLiteral(" "),
            QStringLiteral("[]"),    QStringLiteral("{\"a\":"), QStringLiteral("null"),   QStringLiteral("<b>"),
            QStringLiteral("&amp;"), QStringLiteral("\u0001"),  QStringLiteral("\u2028"), QStringLiteral("12.50 EUR"),
            QStringLiteral("日本"),  QStringLiteral("'"),       QStringLiteral("=1+1"),   QStringLiteral(";,|")};
        QString text;
        for (int i = below(6); i > 0; --i)
            text += pieces.at(below(static_cast<int>(pieces.size())));
        return text;
    }

    qint64 number() { return static_cast<qint64>(((quint64(m_random()) << 32) | m_random()) >> (2 + below(60))); }

    Money money()
    {
        static constexpr const char *codes[] = {"EUR", "PLN", "JPY", "KWD"};
        return {number() / 1000, *Currency::fromCode(codes[below(4)])};
    }

    QList<Attribute> attributes()
    {
        QList<Attribute> list;
        for (int i = below(4); i > 0; --i)
            list.append({text(), text()});
        return list;
    }

    Variant variant()
    {
        Variant variant{text(), text(), attributes(), {}, {}, text()};
        if (below(2))
            variant.price = money();
        if (below(2))
            variant.quantity = number();
        return variant;
    }

    QJsonObject object()
    {
        return {{text() + u'k', text()}, {QStringLiteral("n"), number() % 1000}, {text() + u'l', QJsonArray{text()}}};
    }

    Product product()
    {
        Product product;
        product.sku = text();
        product.mpn = text();
        product.sourceUrl = below(2) ? QString() : QStringLiteral("https://example.com/%1?q=ä").arg(number());
        product.gtin = below(2) ? QString() : QStringLiteral("4006381333931");
        product.titleOriginal = text();
        product.titleOptimized = text();
        product.descriptionOriginal = text();
        product.descriptionOptimized = text();
        product.category = text();
        product.brand = text();
        product.condition = allConditions().at(below(static_cast<int>(allConditions().size())));
        product.status = ProductStatus::Imported;
        for (int i = below(4); i > 0; --i)
            product.bulletPoints.append(text());
        for (int i = below(3); i > 0; --i)
            product.images.append({text(), text()});
        for (int i = below(3); i > 0; --i)
            product.variants.append(variant());
        product.attributes = attributes();
        if (below(2))
            product.price = money();
        if (below(2))
            product.quantity = number();
        if (below(2))
            product.optimizedData = object();
        if (below(2))
            product.marketplaceData = {{QStringLiteral("ebay"), object()}};
        return product;
    }

private:
    std::mt19937 m_random;
};

} // namespace listwright
