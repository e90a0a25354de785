// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/proposalsource.h"

#include "services/storage/catalogreader.h"
#include "services/storage/listingfields.h"
#include "services/storage/storage.h"
#include "ui/review/reviewactions.h"

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
        const PresentText present(*own, product, field.field, proposal.marketplace);
        if (!present.isBaseOf(field) && *own != field.after)
            changed.insert(field.field, present.text());
    }
    return changed;
}

Result<ProposalDetails> readProposal(Database &database, qint64 id)
{
    auto proposal = ProposalRepository(database).find(id);
    if (!proposal)
        return failure(proposal.error());
    if (proposal->state != ProposalState::Open)
        return failure(ErrorCode::NotFound, ReviewActions::tr("The proposal is not open any more."));
    if (proposal->recordChanged) {
        for (ProposedField &field : proposal->fields)
            field.problems.prepend(
                ReviewActions::tr("The product was changed after this was proposed: check its facts."));
    }
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

bool isLineBreak(QChar character)
{
    return character == u'\n' || character == QChar::ParagraphSeparator || character == QChar::LineSeparator;
}

/** Keeps a text within its line of the editor: line breaks, and colons in names, are written with a backslash. */
QString onOneLine(const QString &text, bool isName)
{
    QString line;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar character = text.at(i);
        const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar(u'\\');
        if (character == u'\r' && next == u'\n')
            continue;
        if (isLineBreak(character) || character == u'\r')
            line += u"\\n";
        else if (character == u':' && isName)
            line += u"\\:";
        else if (character == u'\\' && (u"n:\\\r"_s.contains(next) || isLineBreak(next)))
            line += u"\\\\";
        else
            line += character;
    }
    return line;
}

/** What onOneLine() was given. */
QString asItWas(const QString &line)
{
    QString text;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar next = i + 1 < line.size() ? line.at(i + 1) : QChar();
        const bool escaped = line.at(i) == u'\\' && (next == u'n' || next == u':' || next == u'\\');
        i += escaped ? 1 : 0;
        text += !escaped ? line.at(i) : next == u'n' ? QChar(u'\n') : next;
    }
    return text;
}

/** Place of the colon after the name; -1 where there is none. */
qsizetype endOfName(const QString &line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u'\\')
            ++i;
        else if (line.at(i) == u':')
            return i > 0 ? i : -1;
    }
    return -1;
}

} // namespace

QString ProposalDetails::presentText(const ProposedField &field) const
{
    if (!field.before.isEmpty())
        return field.before;
    if (field.inherited)
        return *field.inherited;
    return inheritedText(bare, field.field, proposal.marketplace).value_or(QString());
}

ProposalModel::Loader proposalLoader(Storage &storage)
{
    return [&storage](qint64 afterId, int limit) {
        return storage.read([afterId, limit](Database &database) { return readPage(database, afterId, limit); });
    };
}

QFuture<Result<ProposalDetails>> loadProposal(Storage &storage, qint64 id)
{
    return storage.read([id](Database &database) { return readProposal(database, id); });
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

QString readableText(ProductField field, const QString &canonical)
{
    QStringList lines;
    if (field == ProductField::BulletPoints) {
        const auto points = stringsFromJson(canonical.toUtf8());
        if (!points)
            return canonical;
        for (const QString &point : *points)
            lines.append(onOneLine(point, false));
        return lines.join(u'\n');
    }
    if (field != ProductField::Attributes)
        return canonical;
    const auto attributes = attributesFromJson(canonical.toUtf8());
    if (!attributes)
        return canonical;
    for (const Attribute &attribute : *attributes)
        lines.append(onOneLine(attribute.name, true) + u": " + onOneLine(attribute.value, false));
    return lines.join(u'\n');
}

QString canonicalText(ProductField field, const QString &readable)
{
    const QStringList lines = readable.split(u'\n', Qt::SkipEmptyParts);
    if (field == ProductField::BulletPoints) {
        QStringList points;
        for (const QString &line : lines)
            points.append(asItWas(line));
        return points.isEmpty() ? QString() : QString::fromUtf8(stringsToJson(points));
    }
    if (field != ProductField::Attributes)
        return readable;
    QList<Attribute> attributes;
    for (const QString &line : lines) {
        const qsizetype colon = endOfName(line);
        if (colon >= 0)
            attributes.append({asItWas(line.left(colon).trimmed()), asItWas(line.mid(colon + 1).trimmed())});
        else if (attributes.isEmpty())
            attributes.append({asItWas(line.trimmed()), {}});
        else
            attributes.last().value += u'\n' + asItWas(line.trimmed()); // a line break that was typed into the value
    }
    return QString::fromUtf8(attributesToJson(attributes));
}

} // namespace listwright
