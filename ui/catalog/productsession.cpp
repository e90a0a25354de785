// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/productsession.h"

#include "models/domain/changesummary.h"
#include "models/tables/whenfinished.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"
#include "ui/catalog/unstorededits.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Result<ProductDetails> readDetails(Database &database, ProductId id)
{
    ProductDetails details;
    ProductRepository products(database);
    auto product = products.find(id);
    if (!product)
        return failure(product.error());
    auto listings = ListingRepository(database).ofProduct(id);
    if (!listings)
        return failure(listings.error());
    auto history = products.history(id);
    if (!history)
        return failure(history.error());
    return ProductDetails{std::move(*product), std::move(*listings), std::move(*history)};
}

void setListingFieldText(Listing &listing, ProductField field, const QString &text)
{
    if (field == ProductField::BulletPoints)
        listing.bulletPoints = stringsFromJson(text.toUtf8()).value_or(QStringList());
    else if (field == ProductField::TitleOptimized)
        listing.title = text;
    else
        listing.description = text;
}

ChangeOrigin originOf(const EditConflict &edit)
{
    const bool reverts = edit.kind == ChangeOrigin::Kind::Revert;
    return {edit.kind, u"user"_s,
            changeSummary(reverts ? ChangeSummary::TakenBack : ChangeSummary::Edited, fieldName(edit.field))};
}

Result<ChangeOutcome> storeListingEdit(Database &database, ProductId id, const EditConflict &edit, bool compare)
{
    ListingRepository listings(database);
    auto found = listings.find(id, edit.marketplace);
    if (!found)
        return failure(found.error());
    Listing listing = found->value_or(Listing{});
    const QString stands = listingFieldText(listing, edit.field);
    if (compare && stands != edit.mine && stands != edit.seen)
        return failure(ErrorCode::Conflict, ProductSession::tr("The listing was changed meanwhile."));
    listing.productId = id;
    listing.marketplace = edit.marketplace;
    setListingFieldText(listing, edit.field, edit.mine);
    return listings.change(listing, originOf(edit));
}

/** The edit as if it were stored: what the fields show. */
void applyEdit(ProductDetails &details, const EditConflict &edit)
{
    if (edit.marketplace.isEmpty()) {
        static_cast<void>(setFieldText(details.product, edit.field, edit.mine)); // it was checked when it was typed
        return;
    }
    Listing listing = details.listing(edit.marketplace);
    setListingFieldText(listing, edit.field, edit.mine);
    details.listings.removeIf([&](const Listing &known) { return known.marketplace == edit.marketplace; });
    details.listings.append(listing);
}

QString titleWith(ProductDetails details, const EditConflict &edit)
{
    if (edit.marketplace.isEmpty())
        applyEdit(details, edit);
    return details.product.title();
}

} // namespace

Result<ChangeOutcome> storeEdit(Database &database, ProductId id, const EditConflict &edit, bool compare)
{
    if (!edit.marketplace.isEmpty())
        return storeListingEdit(database, id, edit, compare);
    ProductRepository products(database);
    const auto product = products.find(id);
    if (!product)
        return failure(product.error());
    const QString stands = fieldText(*product, edit.field);
    // The table shows the original title where there is no optimized one.
    const bool isTitle = edit.field == ProductField::TitleOptimized && product->title() == edit.seen;
    if (compare && stands != edit.mine && stands != edit.seen && !isTitle)
        return failure(ErrorCode::Conflict, ProductSession::tr("The product was changed meanwhile."));
    return products.change({FieldChange{id, edit.field, edit.mine, product->revision}}, originOf(edit));
}

QString listingFieldText(const Listing &listing, ProductField field)
{
    if (field == ProductField::BulletPoints)
        return listing.bulletPoints.isEmpty() ? QString() : QString::fromUtf8(stringsToJson(listing.bulletPoints));
    return field == ProductField::TitleOptimized ? listing.title : listing.description;
}

Listing ProductDetails::listing(const QString &marketplace) const
{
    for (const Listing &known : listings) {
        if (known.marketplace == marketplace)
            return known;
    }
    Listing none;
    none.productId = product.id;
    none.marketplace = marketplace;
    return none;
}

ProductSession::ProductSession(Storage &storage, UnstoredEdits &unstored, QObject *parent)
    : QObject(parent), m_storage(storage), m_unstored(unstored)
{
    connect(&m_unstored, &UnstoredEdits::left, this, [this](ProductId id) {
        if (id == m_id)
            reload();
    });
    connect(&m_storage, &Storage::changed, this, [this](const CatalogChange &change) {
        if (m_id != 0 && (change.productIds.isEmpty() || change.productIds.contains(m_id)))
            reload();
    });
}

void ProductSession::open(ProductId id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_writes = 0;
    m_details.reset();
    m_unresolved.reset();
    setConflict({});
    reload();
}

void ProductSession::close()
{
    ++m_request;
    m_id = 0;
    m_writes = 0;
    m_details.reset();
    m_unresolved.reset();
    setConflict({});
    Q_EMIT closed();
}

void ProductSession::reload()
{
    if (m_id == 0)
        return;
    const quint64 request = ++m_request;
    whenFinished(m_storage.read([id = m_id](Database &database) { return readDetails(database, id); }), this,
                 [this, request](const Result<ProductDetails> &details) { onLoaded(request, details); });
}

void ProductSession::onLoaded(quint64 request, const Result<ProductDetails> &details)
{
    // While an own write is on its way, what was read is older than what the person sees; its end reads again.
    if (request != m_request || m_writes > 0)
        return;
    if (!details) {
        if (details.error().code == ErrorCode::NotFound)
            close();
        else
            Q_EMIT failed(details.error());
        return;
    }
    m_details = *details;
    showUnstored();
    if (const auto refused = std::exchange(m_unresolved, {}))
        resolve(*refused);
    Q_EMIT loaded();
}

/** What is kept to be stored later stays in the fields. */
void ProductSession::showUnstored()
{
    const QList<EditConflict> edits = m_unstored.of(m_id);
    for (const EditConflict &edit : edits)
        applyEdit(*m_details, edit);
}

/** An edit was refused because the product had changed. When that was another field, nothing stands against it. */
void ProductSession::resolve(EditConflict refused)
{
    refused.theirs = refused.marketplace.isEmpty()
                         ? fieldText(m_details->product, refused.field)
                         : listingFieldText(m_details->listing(refused.marketplace), refused.field);
    if (refused.theirs == refused.mine)
        return;
    if (refused.marketplace.isEmpty() && refused.theirs == refused.seen)
        change(refused.field, refused.mine, refused.kind);
    else
        setConflict(refused);
}

void ProductSession::change(ProductField field, const QString &value, ChangeOrigin::Kind kind)
{
    if (!m_details || fieldText(m_details->product, field) == value)
        return;
    Product tried = m_details->product;
    if (auto set = setFieldText(tried, field, value); !set) {
        Q_EMIT failed(set.error());
        return;
    }
    // While an own write is on its way the revision is about to grow by it.
    const auto revision = m_writes > 0 ? std::nullopt : std::optional(m_details->product.revision);
    const QString seen = fieldText(m_details->product, field);
    m_details->product = tried;
    write({field, {}, value, {}, seen, kind}, revision);
}

void ProductSession::write(EditConflict edit, std::optional<qint64> revision)
{
    if (const auto seen = m_unstored.drop(m_id, edit))
        edit.seen = *seen;
    const FieldChange change{m_id, edit.field, edit.mine, revision};
    const ChangeOrigin origin = originOf(edit);
    ++m_writes;
    const auto work = [change, origin](Database &database) {
        return ProductRepository(database).change({change}, origin);
    };
    whenFinished(m_storage.write(work), this,
                 [this, id = m_id, edit](const Result<ChangeOutcome> &outcome) { onChanged(id, edit, outcome); });
}

void ProductSession::onChanged(ProductId id, const EditConflict &edit, const Result<ChangeOutcome> &outcome)
{
    if (id == m_id)
        m_writes = std::max(0, m_writes - 1); // none of its own when it was left and opened again meanwhile
    if (outcome)
        Q_EMIT stored(edit.field, outcome->changeSet);
    else
        onRefused(id, edit, outcome.error());
    if (outcome || !UnstoredEdits::isKept(outcome.error())) // nothing has changed while nothing can be stored
        reload();
}

/** A conflict can only be decided while its product is shown; afterwards it is told like any other failure. */
void ProductSession::onRefused(ProductId id, const EditConflict &edit, const Error &error)
{
    const bool isShown = id == m_id && m_details;
    if (UnstoredEdits::isKept(error)) {
        EditConflict before = edit;
        before.mine = edit.seen;
        m_unstored.keep({id, isShown ? titleWith(*m_details, before) : QString(), edit}, error);
        if (isShown) {
            showUnstored();
            Q_EMIT loaded();
        }
    } else if (error.code == ErrorCode::Conflict && id == m_id) {
        m_unresolved = edit;
    } else {
        Q_EMIT failed(error);
    }
}

void ProductSession::changeListing(const QString &marketplace, ProductField field, const QString &value,
                                   ChangeOrigin::Kind kind)
{
    if (!m_details)
        return;
    const QString known = listingFieldText(m_details->listing(marketplace), field);
    if (known != value)
        writeListing({field, marketplace, value, {}, known, kind}, true);
}

void ProductSession::writeListing(EditConflict edit, bool compare)
{
    if (const auto seen = m_unstored.drop(m_id, edit))
        edit.seen = *seen;
    ++m_writes;
    const auto work = [edit, compare, id = m_id](Database &database) {
        return storeListingEdit(database, id, edit, compare);
    };
    whenFinished(m_storage.write(work), this,
                 [this, id = m_id, edit](const Result<ChangeOutcome> &saved) { onChanged(id, edit, saved); });
}

void ProductSession::setConflict(std::optional<EditConflict> conflict)
{
    if (!conflict && !m_conflict)
        return;
    m_conflict = std::move(conflict);
    Q_EMIT conflictChanged();
}

void ProductSession::keepMine()
{
    if (!m_conflict)
        return;
    const EditConflict mine = *m_conflict;
    setConflict({});
    if (mine.marketplace.isEmpty())
        write(mine, {});
    else
        writeListing(mine, false);
}

void ProductSession::takeTheirs()
{
    setConflict({});
    Q_EMIT loaded();
}

} // namespace listwright
