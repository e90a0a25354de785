// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about everything but texts: what must be there, identifiers, images, counts.

#include "services/listing/rule.h"

#include "models/domain/gtin.h"
#include "models/domain/placeholder.h"

#include <QUrl>

namespace listwright {

namespace {

class ProductRule
{
    Q_DECLARE_TR_FUNCTIONS(RulePack)

public:
    ProductRule(const Rule &rule, const Product &product) : m_rule(rule), m_product(product) {}

    QStringList check() const
    {
        switch (m_rule.kind) {
        case RuleKind::Required:
            return required();
        case RuleKind::PriceAboveZero:
            return priceAboveZero();
        case RuleKind::Gtin:
            return gtin();
        case RuleKind::BulletCount:
            return bulletCount();
        case RuleKind::ImageCount:
            return imageCount();
        case RuleKind::ImageAddress:
            return imageAddress();
        case RuleKind::VariantCount:
            return variantCount();
        default:
            return {};
        }
    }

private:
    /** A product that no brand made has one for the marketplaces: the word for it. */
    static bool isStated(const QString &text)
    {
        const Placeholder meaning = placeholderIn(text);
        return meaning == Placeholder::None || meaning == Placeholder::Unbranded;
    }

    bool hasAttribute() const
    {
        return std::any_of(
            m_product.attributes.begin(), m_product.attributes.end(), [this](const Attribute &attribute) {
                return isStated(attribute.value) && m_rule.words.contains(attribute.name, Qt::CaseInsensitive);
            });
    }

    bool variantsHaveGtins() const
    {
        return !m_product.variants.isEmpty() &&
               std::all_of(m_product.variants.begin(), m_product.variants.end(),
                           [](const Variant &variant) { return !variant.gtin.isEmpty(); });
    }

    bool has(const QString &name) const
    {
        if (name == QLatin1String("title"))
            return !m_product.title().trimmed().isEmpty();
        if (name == QLatin1String("description"))
            return !m_product.description().trimmed().isEmpty();
        if (name == QLatin1String("gtin"))
            return !m_product.gtin.isEmpty() || variantsHaveGtins();
        if (name == QLatin1String("attribute"))
            return hasAttribute();
        const auto field = fieldFromName(name);
        return field && isStated(fieldText(m_product, *field));
    }

    /** Any of the named fields is enough. */
    QStringList required() const
    {
        if (std::any_of(m_rule.required.begin(), m_rule.required.end(),
                        [this](const QString &name) { return has(name); }))
            return {};
        const QString name = m_rule.required.first();
        if (name == QLatin1String("title"))
            return {tr("There is no title; the marketplace requires one.")};
        if (name == QLatin1String("description"))
            return {tr("There is no description; the marketplace requires one.")};
        if (name == QLatin1String("attribute"))
            return {tr("There is no attribute “%1”; the marketplace requires it.").arg(m_rule.words.value(0))};
        const auto field = fieldFromName(name);
        const QString label = field ? fieldLabel(*field) : name;
        return {m_rule.severity == Severity::Error ? tr("“%1” is empty; the marketplace requires it.").arg(label)
                                                   : tr("“%1” is empty; the marketplace asks for it.").arg(label)};
    }

    /** Of what is sold: variants where there are any, by their own price or the product's. */
    QStringList priceAboveZero() const
    {
        QList<std::optional<Money>> prices;
        for (const Variant &variant : m_product.variants)
            prices.append(variant.price ? variant.price : m_product.price);
        if (prices.isEmpty())
            prices.append(m_product.price);
        for (const std::optional<Money> &price : prices) {
            if (price && price->minorUnits() <= 0)
                return {tr("The price is %1; it must be more than nothing.").arg(price->toString())};
        }
        return {};
    }

    QStringList gtin() const
    {
        QStringList problems;
        const auto check = [&problems](const QString &digits) {
            const Result<listwright::Gtin> parsed = listwright::Gtin::parse(digits);
            if (!digits.isEmpty() && !parsed)
                problems.append(tr("%1 (%2)").arg(parsed.error().message, digits.left(20)));
        };
        check(m_product.gtin);
        for (const Variant &variant : m_product.variants)
            check(variant.gtin);
        problems.removeDuplicates();
        return problems;
    }

    QStringList bulletCount() const
    {
        const auto count = static_cast<int>(m_product.bulletPoints.size());
        if (count <= *m_rule.maximum)
            return {};
        return {tr("There are %Ln bullet point(s); at most %1 are shown.", nullptr, count).arg(*m_rule.maximum)};
    }

    QStringList imageCount() const
    {
        const auto count = static_cast<int>(m_product.images.size());
        if (m_rule.minimum && count == 0)
            return {m_rule.severity == Severity::Error
                        ? tr("There is no image; at least %Ln are needed.", nullptr, *m_rule.minimum)
                        : tr("There is no image; at least %Ln are advised.", nullptr, *m_rule.minimum)};
        if (m_rule.minimum && count < *m_rule.minimum)
            return {(m_rule.severity == Severity::Error
                         ? tr("There are %Ln image(s); at least %1 are needed.", nullptr, count)
                         : tr("There are %Ln image(s); at least %1 are advised.", nullptr, count))
                        .arg(*m_rule.minimum)};
        if (m_rule.maximum && count > *m_rule.maximum)
            return {tr("There are %Ln image(s); at most %1 are taken.", nullptr, count).arg(*m_rule.maximum)};
        return {};
    }

    QString addressProblem(const QString &address) const
    {
        const QUrl url(address);
        const QString shown = address.left(80);
        if (!url.isValid() || url.host().isEmpty() || !url.scheme().startsWith(QLatin1String("http")))
            return tr("“%1” is not a web address of an image.").arg(shown);
        if (m_rule.secureOnly && url.scheme() != QLatin1String("https"))
            return tr("“%1” must begin with https://.").arg(shown);
        if (m_rule.maximum && address.size() > *m_rule.maximum)
            return tr("The image address “%1…” has %Ln character(s); at most %2 are allowed.", nullptr,
                      static_cast<int>(address.size()))
                .arg(shown, QString::number(*m_rule.maximum));
        const QString file = url.fileName();
        const qsizetype dot = file.lastIndexOf(u'.');
        const QString format = dot < 0 ? QString() : file.mid(dot + 1).toLower();
        // what is no usual file ending says nothing about the format
        static const QStringList usual = {QStringLiteral("jpg"),  QStringLiteral("jpeg"), QStringLiteral("png"),
                                          QStringLiteral("gif"),  QStringLiteral("webp"), QStringLiteral("tif"),
                                          QStringLiteral("tiff"), QStringLiteral("bmp"),  QStringLiteral("svg"),
                                          QStringLiteral("avif"), QStringLiteral("heic")};
        if (!m_rule.words.isEmpty() && usual.contains(format) && !m_rule.words.contains(format))
            return tr("“%1” is a %2 image; allowed are %3.")
                .arg(shown, format.toUpper(), m_rule.words.join(QStringLiteral(", ")));
        return {};
    }

    QStringList imageAddress() const
    {
        QStringList problems;
        for (const Image &image : m_product.images) {
            const QString problem = addressProblem(image.url);
            if (!problem.isEmpty())
                problems.append(problem);
        }
        problems.removeDuplicates();
        return problems;
    }

    QStringList variantCount() const
    {
        const auto count = static_cast<int>(m_product.variants.size());
        if (count <= *m_rule.maximum)
            return {};
        return {tr("There are %Ln variant(s); at most %1 are allowed.", nullptr, count).arg(*m_rule.maximum)};
    }

    const Rule &m_rule;
    const Product &m_product;
};

} // namespace

QList<Finding> checkRule(const Rule &rule, const RuleContext &context)
{
    if (const auto textFindings = checkTextRule(rule, context))
        return *textFindings;
    QList<Finding> findings;
    for (const QString &message : ProductRule(rule, context.product).check()) {
        Finding finding{rule.severity, rule.key, rule.field, -1, 0, message, rule.source, {}};
        if (rule.kind == RuleKind::BulletCount)
            finding.fix = QString::fromUtf8(stringsToJson(context.product.bulletPoints.mid(0, *rule.maximum)));
        findings.append(finding);
    }
    return findings;
}

} // namespace listwright
