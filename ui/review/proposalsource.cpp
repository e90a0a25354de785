// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/proposalsource.h"

#include "services/storage/storage.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

ProposalSummary summaryOf(const Proposal &proposal, const QHash<ProductId, QString> &titles)
{
    const auto open = std::count_if(proposal.fields.begin(), proposal.fields.end(),
                                    [](const ProposedField &field) { return field.decision == FieldDecision::Open; });
    return {proposal.id,           proposal.productId,   titles.value(proposal.productId),
            proposal.marketplace,  proposal.scoreBefore, proposal.scoreAfter,
            static_cast<int>(open)};
}

Result<QList<ProposalSummary>> readPage(Database &database, qint64 afterId, int limit)
{
    const auto proposals = ProposalRepository(database).open(afterId, limit);
    if (!proposals)
        return failure(proposals.error());
    QList<ProductId> ids;
    for (const Proposal &proposal : *proposals)
        ids.append(proposal.productId);
    const auto products = ProductRepository(database).findMany(ids);
    if (!products)
        return failure(products.error());
    QHash<ProductId, QString> titles;
    for (const Product &product : *products)
        titles.insert(product.id, product.title());
    QList<ProposalSummary> page;
    for (const Proposal &proposal : *proposals)
        page.append(summaryOf(proposal, titles));
    return page;
}

Result<ProposalDetails> readDetails(Database &database, qint64 id)
{
    auto proposal = ProposalRepository(database).find(id);
    if (!proposal)
        return failure(proposal.error());
    auto product = ProductRepository(database).find(proposal->productId);
    if (!product)
        return failure(product.error());
    const auto listing = ListingRepository(database).find(proposal->productId, proposal->marketplace);
    if (!listing)
        return failure(listing.error());
    if (*listing)
        product = withListing(std::move(*product), **listing);
    return ProposalDetails{std::move(*proposal), std::move(*product)};
}

} // namespace

QString ProposalDetails::presentText(const ProposedField &field) const
{
    if (!field.before.isEmpty())
        return field.before;
    if (field.field == ProductField::TitleOptimized)
        return product.title();
    if (field.field == ProductField::DescriptionOptimized)
        return product.description();
    return fieldText(product, field.field);
}

ProposalModel::Loader proposalLoader(Storage &storage)
{
    return [&storage](qint64 afterId, int limit) {
        return storage.read([afterId, limit](Database &database) { return readPage(database, afterId, limit); });
    };
}

QFuture<Result<ProposalDetails>> loadProposal(Storage &storage, qint64 id)
{
    return storage.read([id](Database &database) { return readDetails(database, id); });
}

QFuture<Result<qint64>> loadOpenCount(Storage &storage)
{
    return storage.read([](Database &database) { return ProposalRepository(database).openCount(); });
}

QFuture<Result<ChangeOutcome>> decideProposals(Storage &storage, const QList<ProposalRepository::Decision> &decisions)
{
    return storage.write(
        [decisions](Database &database) { return ProposalRepository(database).decide(decisions, u"user"_s); });
}

QString readableText(ProductField field, const QString &canonical)
{
    if (field == ProductField::BulletPoints) {
        if (const auto points = stringsFromJson(canonical.toUtf8()))
            return points->join(u'\n');
    }
    if (field == ProductField::Attributes) {
        const auto attributes = attributesFromJson(canonical.toUtf8());
        QStringList lines;
        for (const Attribute &attribute : attributes.value_or(QList<Attribute>{}))
            lines.append(attribute.name + u": " + attribute.value);
        return attributes ? lines.join(u'\n') : canonical;
    }
    return canonical;
}

QString canonicalText(ProductField field, const QString &readable)
{
    const QStringList lines = readable.split(u'\n', Qt::SkipEmptyParts);
    if (field == ProductField::BulletPoints)
        return lines.isEmpty() ? QString() : QString::fromUtf8(stringsToJson(lines));
    if (field != ProductField::Attributes)
        return readable;
    QList<Attribute> attributes;
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            attributes.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    return QString::fromUtf8(attributesToJson(attributes));
}

} // namespace listwright
