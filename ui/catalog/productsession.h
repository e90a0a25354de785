// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"
#include "services/storage/productrepository.h"

#include <QObject>

namespace listwright {

class Storage;
class UnstoredEdits;

/** A product with everything the detail panel shows of it. */
struct ProductDetails
{
    Product product;
    QList<Listing> listings;
    QList<HistoryEntry> history;

    /** The listing on the marketplace; an empty one where there is none yet. */
    Listing listing(const QString &marketplace) const;
};

/** An edit that met a newer value. */
struct EditConflict
{
    ProductField field = ProductField::TitleOptimized;
    QString marketplace; ///< empty: the product's own field
    QString mine;
    QString theirs;
    QString seen{}; ///< what stood in the field when the person began
    ChangeOrigin::Kind kind = ChangeOrigin::Kind::Edit;
};

/**
 * The product being looked at and edited: reads it, stores edits with the revision the person saw, and tells of
 * conflicts. GUI thread; all work is the storage's.
 */
class ProductSession : public QObject
{
    Q_OBJECT

public:
    ProductSession(Storage &storage, UnstoredEdits &unstored, QObject *parent = nullptr);

    void open(ProductId id);
    void close();
    void reload();
    ProductId productId() const { return m_id; }
    const std::optional<ProductDetails> &details() const { return m_details; }

    /** Nothing happens when the value is already the stored one. */
    void change(ProductField field, const QString &value, ChangeOrigin::Kind kind = ChangeOrigin::Kind::Edit);
    /** Title, description or bullet points of a listing; an empty value inherits the product's. */
    void changeListing(const QString &marketplace, ProductField field, const QString &value,
                       ChangeOrigin::Kind kind = ChangeOrigin::Kind::Edit);

    const std::optional<EditConflict> &conflict() const { return m_conflict; }
    void keepMine();
    void takeTheirs();

Q_SIGNALS:
    void loaded();
    void closed(); ///< also when the product is gone
    void stored(listwright::ProductField field, qint64 changeSet);
    void failed(const listwright::Error &error);
    void conflictChanged();

private:
    void onLoaded(quint64 request, const Result<ProductDetails> &details);
    void onChanged(ProductId id, const EditConflict &edit, const Result<ChangeOutcome> &outcome);
    void onRefused(ProductId id, const EditConflict &edit, const Error &error);
    void showUnstored();
    void write(EditConflict edit, std::optional<qint64> revision);
    void resolve(EditConflict refused);
    void writeListing(EditConflict edit, bool compare);
    void setConflict(std::optional<EditConflict> conflict);

    Storage &m_storage;
    UnstoredEdits &m_unstored;
    ProductId m_id = 0;
    quint64 m_request = 0;
    int m_writes = 0; ///< of this product under way: their own changes are no conflict
    std::optional<ProductDetails> m_details;
    std::optional<EditConflict> m_conflict;
    std::optional<EditConflict> m_unresolved; ///< refused; becomes a conflict when the newer value has been read
};

/** Stores the edit unless, comparing, something else stands in its field than the person saw: Conflict. */
Result<ChangeOutcome> storeEdit(Database &database, ProductId id, const EditConflict &edit, bool compare);

/** Text of a listing's own field in the canonical text of productfield.h: title, description or bullet points. */
QString listingFieldText(const Listing &listing, ProductField field);

} // namespace listwright
