// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/proposalsource.h"

#include "services/storage/catalogreader.h"
#include "services/storage/listingfields.h"
#include "services/storage/storage.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

ProposalSummary summaryOf(const Proposal &proposal, const QHash<ProductId, QString> &titles)
{
    const auto open = std::count_if(proposal.fields.begin(), proposal.fields.end(),
                                    [](const ProposedField &field) { return field.decision == FieldDecision::Open; });
    return {proposal.id,          proposal.productId,  titles.value(proposal.productId), proposal.marketplace,
            proposal.scoreBefore, proposal.scoreAfter, static_cast<int>(open),           proposal.isClean()};
}

Result<QList<ProposalSummary>> readPage(Database &database, qint64 afterId, int limit)
{
    const auto proposals = ProposalRepository(database).open(afterId, limit);
    if (!proposals)
        return failure(proposals.error());
    QList<ProductId> ids;
    for (const Proposal &proposal : *proposals)
        ids.append(proposal.productId);
    const auto products = CatalogReader(database).rows(ids);
    if (!products)
        return failure(products.error());
    QHash<ProductId, QString> titles;
    for (const CatalogRow &product : *products)
        titles.insert(product.id, product.title);
    QList<ProposalSummary> page;
    for (const Proposal &proposal : *proposals)
        page.append(summaryOf(proposal, titles));
    return page;
}

/** The field's own text today, in the marketplace's listing where it goes there. */
Result<QString> ownText(Database &database, const Proposal &proposal, ProductField field, const Product &product)
{
    const QString name = fieldName(field);
    if (proposal.marketplace.isEmpty() || listingfields::columnOf(name).isEmpty())
        return fieldText(product, field);
    return listingfields::text(database, product.id, proposal.marketplace, name);
}

Result<QHash<ProductField, QString>> changedFields(Database &database, const Proposal &proposal, const Product &product)
{
    QHash<ProductField, QString> changed;
    for (const ProposedField &field : proposal.fields) {
        if (field.decision != FieldDecision::Open)
            continue;
        const auto own = ownText(database, proposal, field.field, product);
        if (!own)
            return failure(own.error());
        if (*own != field.before)
            changed.insert(field.field, *own);
    }
    return changed;
}

Result<Proposal> madeFromPresent(Database &database, Proposal proposal)
{
    const auto product = ProductRepository(database).find(proposal.productId);
    if (!product)
        return failure(product.error());
    const auto changed = changedFields(database, proposal, *product);
    if (!changed)
        return failure(changed.error());
    proposal.fields.removeIf([](const ProposedField &field) { return field.decision != FieldDecision::Open; });
    for (ProposedField &field : proposal.fields)
        field.before = changed->value(field.field, field.before);
    proposal.baseRevision = product->revision;
    const auto added = ProposalRepository(database).add({proposal});
    return added ? Result<Proposal>(added->first()) : failure(added.error());
}

Result<AcceptedOverChange> acceptAnyway(Database &database, ProposalRepository::Decision decision)
{
    ProposalRepository proposals(database);
    const auto proposal = proposals.find(decision.proposalId).and_then([&](const Proposal &found) {
        return madeFromPresent(database, found);
    });
    if (!proposal)
        return failure(proposal.error());
    decision.proposalId = proposal->id;
    return proposals.decide({decision}, u"user"_s).map([&](const ChangeOutcome &outcome) {
        return AcceptedOverChange{outcome, proposal->id};
    });
}

Result<ProposalDetails> readDetails(Database &database, qint64 id)
{
    auto proposal = ProposalRepository(database).find(id);
    if (!proposal)
        return failure(proposal.error());
    auto product = ProductRepository(database).find(proposal->productId);
    if (!product)
        return failure(product.error());
    auto changed = changedFields(database, *proposal, *product);
    if (!changed)
        return failure(changed.error());
    const auto listing = ListingRepository(database).find(proposal->productId, proposal->marketplace);
    if (!listing)
        return failure(listing.error());
    const Product seen = *listing ? withListing(*product, **listing) : *product;
    return ProposalDetails{std::move(*proposal), seen, std::move(*product), std::move(*changed)};
}

} // namespace

QString ProposalDetails::presentText(const ProposedField &field) const
{
    if (!field.before.isEmpty())
        return field.before;
    if (changed.contains(field.field)) {
        const bool ofMarketplace = !proposal.marketplace.isEmpty();
        if (field.field == ProductField::TitleOptimized)
            return ofMarketplace ? bare.title() : bare.titleOriginal;
        if (field.field == ProductField::DescriptionOptimized)
            return ofMarketplace ? bare.description() : bare.descriptionOriginal;
        return {};
    }
    if (field.field == ProductField::TitleOptimized)
        return product.title();
    if (field.field == ProductField::DescriptionOptimized)
        return product.description();
    return fieldText(product, field.field);
}

QString ProposalDetails::changedText(const ProposedField &field) const
{
    const QString own = changed.value(field.field);
    if (!own.isEmpty())
        return own;
    if (field.field == ProductField::TitleOptimized)
        return product.title();
    return field.field == ProductField::DescriptionOptimized ? product.description() : own;
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

QFuture<Result<ChangeOutcome>> decideProposals(Storage &storage, const QList<ProposalRepository::Decision> &decisions,
                                               const QString &run)
{
    return storage.write([decisions, run](Database &database) {
        return ProposalRepository(database).decide(decisions, u"user"_s, run);
    });
}

QFuture<Result<AcceptedOverChange>> acceptOverChange(Storage &storage, const ProposalRepository::Decision &decision)
{
    return storage.write([decision](Database &database) { return acceptAnyway(database, decision); });
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
