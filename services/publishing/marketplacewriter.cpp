// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/marketplacewriter.h"

#include "models/domain/placeholder.h"
#include "services/listing/html.h"
#include "services/listing/shortening.h"
#include "services/listing/textmending.h"
#include "services/publishing/listingtext.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace listwright {

namespace {

/** What a reader of the page would notice of a text: its elements with their attributes, and the words. */
QString essence(const QString &text)
{
    static const QRegularExpression openingTag(QStringLiteral("<[a-zA-Z][^>]*>"));
    QString tags;
    auto match = openingTag.globalMatch(text);
    while (match.hasNext()) {
        QString tag = match.next().captured().toLower();
        tag.removeIf([](QChar c) { return c.isSpace() || QStringLiteral("/\"'").contains(c); });
        tags += tag.replace(QLatin1String("&amp;"), QLatin1String("&"));
    }
    return tags + html::toPlainText(text).simplified();
}

/** Both of them: where nothing is left of a text, its unsafe original must not come back in its place. */
void setDescription(Product &product, const QString &text)
{
    product.descriptionOptimized = text;
    product.descriptionOriginal = text;
}

} // namespace

void UploadReport::lose(const Product &product, const QString &field, const QString &reason)
{
    ++m_summary.lossCount;
    if (m_summary.losses.size() < keptLosses)
        m_summary.losses.append({product.id, product.sku, field, reason});
}

void UploadReport::skip(const Product &product, const QString &field, const QString &reason)
{
    ++m_summary.skipped;
    lose(product, field, QCoreApplication::translate("UploadReport", "Left out: %1").arg(reason));
}

MarketplaceWriter::MarketplaceWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, UploadOptions options,
                                     DescriptionForm form)
    : m_device(device), m_pack(std::move(pack)), m_options(std::move(options)), m_form(form)
{
}

QString MarketplaceWriter::apostropheReason()
{
    return tr("An apostrophe was put before the text so that no spreadsheet runs it as a formula.");
}

QString MarketplaceWriter::removedHtmlReason()
{
    return tr("HTML was removed; the text stays.");
}

Result<void> MarketplaceWriter::add(const Product &product)
{
    const Product fitting = this->fitting(product);
    if (!m_options.includeInvalid && !passesRules(fitting))
        return {};
    auto written = write(cut(fitting));
    if (!written)
        return failure(written.error());
    if (!*written)
        return {};
    m_report.countWritten();
    loseWhatVariantsReplace(product);
    return {};
}

void MarketplaceWriter::loseWhatVariantsReplace(const Product &product)
{
    const auto none = [&product](auto has) {
        return !product.variants.isEmpty() && std::none_of(product.variants.begin(), product.variants.end(), has);
    };
    const QString reason = tr("A product with variants is sold by them; its own value has no place.");
    if (!product.gtin.isEmpty() && none([&](const Variant &variant) { return variant.gtin == product.gtin; }))
        m_report.lose(product, ProductField::Gtin, reason);
    if (product.quantity && none([](const Variant &variant) { return variant.quantity.has_value(); }))
        m_report.lose(product, ProductField::Quantity, reason);
}

Result<UploadSummary> MarketplaceWriter::finish()
{
    if (auto ended = end(); !ended)
        return failure(ended.error());
    return m_report.summary();
}

Product MarketplaceWriter::fitting(const Product &product)
{
    return withPlainBulletPoints(withFittingDescription(withOneLineTitle(withoutPlaceholders(product))));
}

/** Values that say nothing stay away, except where marketplaces take them as an answer. */
Product MarketplaceWriter::withoutPlaceholders(Product product)
{
    const auto drop = [this, &product](ProductField field, QString &value, Placeholder answer) {
        const Placeholder meaning = placeholderIn(value);
        if (value.isEmpty() || meaning == Placeholder::None || meaning == answer)
            return;
        m_report.lose(product, field, tr("“%1” says nothing; it is not written.").arg(value));
        value.clear();
    };
    drop(ProductField::Brand, product.brand, Placeholder::Unbranded);
    drop(ProductField::Mpn, product.mpn, Placeholder::DoesNotApply);
    QStringList dropped;
    product.attributes.removeIf([&dropped](const Attribute &attribute) {
        const Placeholder meaning = placeholderIn(attribute.value);
        if (meaning == Placeholder::None || meaning == Placeholder::Unbranded)
            return false;
        if (!attribute.value.isEmpty())
            dropped.append(attribute.name + u": " + attribute.value);
        return true;
    });
    loseAttributes(product, dropped, tr("These say nothing and are not written: %1"));
    return product;
}

Product MarketplaceWriter::withOneLineTitle(Product product)
{
    const QString line = onOneLine(product.title());
    if (line != product.title()) {
        product.titleOptimized = line;
        m_report.lose(product, ProductField::TitleOptimized, tr("Line breaks and tabs became blanks."));
    }
    return product;
}

Product MarketplaceWriter::withFittingDescription(Product product)
{
    const QString source = product.description();
    if (source.isEmpty())
        return product;
    const bool markup = html::looksLikeHtml(source);
    if (m_form == DescriptionForm::PlainText) {
        if (!markup)
            return product;
        setDescription(product, html::clean(source, QStringList()));
        m_report.lose(product, ProductField::DescriptionOptimized, removedHtmlReason());
    } else if (!markup) {
        setDescription(product, paragraphsFromPlainText(source));
    } else {
        setDescription(product, html::clean(source, m_pack->allowedTags()));
        if (essence(product.descriptionOptimized) != essence(source))
            m_report.lose(product, ProductField::DescriptionOptimized,
                          tr("HTML that %1 does not allow was removed or simplified.").arg(m_pack->name()));
    }
    return product;
}

Product MarketplaceWriter::withPlainBulletPoints(Product product)
{
    const auto isHtml = [](const QString &point) { return html::looksLikeHtml(point); };
    if (std::none_of(product.bulletPoints.begin(), product.bulletPoints.end(), isHtml))
        return product;
    for (QString &point : product.bulletPoints) {
        if (isHtml(point))
            point = html::clean(point, QStringList()).simplified();
    }
    product.bulletPoints.removeAll(QString());
    m_report.lose(product, ProductField::BulletPoints, removedHtmlReason());
    return product;
}

bool MarketplaceWriter::passesRules(const Product &product)
{
    const QList<Finding> findings = m_pack->validate(product);
    const auto error = std::find_if(findings.begin(), findings.end(),
                                    [](const Finding &finding) { return finding.severity == Severity::Error; });
    if (error == findings.end())
        return true;
    m_report.skip(product, error->field, error->message);
    return false;
}

Product MarketplaceWriter::cut(Product product)
{
    if (const auto limit = m_pack->titleLimit(); limit && codePoints(product.title()) > *limit) {
        product.titleOptimized = cutAtWord(product.title(), *limit);
        m_report.lose(product, ProductField::TitleOptimized, tr("Cut to %Ln character(s).", nullptr, *limit));
    }
    if (const auto limit = m_pack->descriptionLimit()) {
        const TextLimit textLimit{*limit, m_pack->descriptionLimitInBytes()};
        if (textLimit.measure(product.description()) > *limit) {
            setDescription(
                product, m_form == DescriptionForm::Html
                             ? html::shortened(product.description(), m_pack->allowedTags(), *limit, textLimit.inBytes)
                             : cutPlainText(product.description(), textLimit));
            m_report.lose(product, ProductField::DescriptionOptimized,
                          textLimit.inBytes ? tr("Cut to %Ln byte(s).", nullptr, *limit)
                                            : tr("Cut to %Ln character(s).", nullptr, *limit));
        }
    }
    return product;
}

QList<Image> MarketplaceWriter::imagesWithin(const Product &product, int formatLimit, bool hasAltTexts)
{
    const int limit = std::min(formatLimit, m_pack->imageLimit().value_or(formatLimit));
    QList<Image> images = product.images;
    if (images.size() > limit) {
        m_report.lose(product, ProductField::Images, tr("Only the first %Ln image(s) have a place.", nullptr, limit));
        images.resize(limit);
    }
    const bool altTexts =
        std::any_of(images.begin(), images.end(), [](const Image &image) { return !image.altText.isEmpty(); });
    if (altTexts && !hasAltTexts)
        m_report.lose(product, ProductField::Images, tr("The alternative texts of the images have no place."));
    return images;
}

QString MarketplaceWriter::spreadsheetText(const Product &product, ProductField field, const QString &text)
{
    const QString harmless = neutraliseFormula(text);
    if (harmless.size() != text.size())
        m_report.lose(product, field, apostropheReason());
    return harmless;
}

QStringList MarketplaceWriter::harmlessCells(const Product &product, const QStringList &columns, QStringList cells)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString harmless = neutraliseFormula(cells.at(i));
        if (harmless.size() == cells.at(i).size())
            continue;
        m_report.lose(product, columns.value(i), apostropheReason());
        cells[i] = harmless;
    }
    return cells;
}

void MarketplaceWriter::loseAttributes(const Product &product, const QStringList &names, const QString &reason)
{
    if (!names.isEmpty())
        m_report.lose(product, ProductField::Attributes, reason.arg(names.join(u", ")));
}

void MarketplaceWriter::loseBulletPoints(const Product &product)
{
    if (!product.bulletPoints.isEmpty())
        m_report.lose(product, ProductField::BulletPoints, tr("The format has no place for bullet points."));
}

bool MarketplaceWriter::hasCurrency(const Product &product, const QString &currency)
{
    const auto isOther = [&currency](const std::optional<Money> &price) {
        return price && price->currency().code() != currency;
    };
    const auto variant = std::find_if(product.variants.begin(), product.variants.end(),
                                      [&](const Variant &candidate) { return isOther(candidate.price); });
    const std::optional<Money> other = isOther(product.price)              ? product.price
                                       : variant != product.variants.end() ? variant->price
                                                                           : std::nullopt;
    if (!other)
        return true;
    m_report.skip(
        product, ProductField::Price,
        tr("the price is %1, the file carries %2; prices are never converted.").arg(other->toString(), currency));
    return false;
}

bool MarketplaceWriter::hasDistinctVariants(const Product &product)
{
    const QStringList names = optionNames(product);
    QSet<QStringList> options;
    QSet<QString> skus;
    for (const Variant &variant : product.variants) {
        QStringList values;
        for (const QString &name : names)
            values.append(optionValue(variant, name));
        const bool chosen = !options.contains(values);
        const bool named = variant.sku.isEmpty() || !skus.contains(variant.sku);
        options.insert(values);
        skus.insert(variant.sku);
        if (chosen && named)
            continue;
        const QString same = values.join(QString()).isEmpty()
                                 ? tr("two of its variants state no options.")
                                 : tr("two of its variants have the same options: %1.").arg(values.join(u", "));
        m_report.skip(product, ProductField::Variants, chosen ? usedTwice(variant.sku) : same);
        return false;
    }
    return true;
}

QString MarketplaceWriter::usedTwice(const QString &key)
{
    return tr("it uses the key “%1” twice.").arg(key);
}

bool MarketplaceWriter::claim(const Product &product, const QStringList &keys)
{
    std::unordered_set<quint64> own;
    for (const QString &key : keys) {
        // Two independent 32-bit halves would do; one 64-bit hash keeps a million keys in 16 MB.
        const quint64 hash = qHash(key, 0x9e3779b97f4a7c15U);
        if (key.isEmpty())
            continue;
        const bool twice = !own.insert(hash).second;
        if (!twice && !m_claimed.contains(hash))
            continue;
        m_report.skip(product, ProductField::Sku,
                      twice ? usedTwice(key) : tr("another product of this file already has the key “%1”.").arg(key));
        return false;
    }
    m_claimed.merge(own);
    return true;
}

} // namespace listwright
