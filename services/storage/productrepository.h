// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productfield.h"
#include "services/storage/database.h"

namespace listwright {

/** Who changes something and why; written to the change log. */
struct ChangeOrigin
{
    enum class Kind { Edit, Import, Optimization, Delete, Revert, Undo };
    Kind kind = Kind::Edit;
    QString actor;   ///< "user", "import", "rules/1" …
    QString summary; ///< for the list of what can be undone; translated
    QString run{};   ///< the same for all sets that one action made, so that they are undone together; empty = alone
};

/** One value to write into one field, in the canonical text of productfield.h. */
struct FieldChange
{
    ProductId productId = 0;
    ProductField field = ProductField::TitleOptimized;
    QString value;
    std::optional<qint64> expectedRevision{}; ///< refuse with Conflict when the product changed meanwhile
};

/** One line of a product's history. */
struct HistoryEntry
{
    qint64 id = 0;
    qint64 changeSet = 0;
    QDateTime at; ///< UTC
    QString actor;
    ProductField field = ProductField::TitleOriginal;
    QString before;
    QString after;
    QString marketplace{}; ///< whose listing was changed; empty: the product's own field
};

/** One action as undo sees it: an edit, a deletion, an import, a bulk acceptance. */
struct ChangeSet
{
    qint64 id = 0; ///< of an action in several change sets: the last one's
    ChangeOrigin origin;
    QDateTime at; ///< UTC
    qint64 products = 0;
    bool undone = false;
};

/** What an undo or a bulk change did; a product changed since is left alone and counted as a conflict. */
struct ChangeOutcome
{
    qint64 changeSet = 0; ///< 0 when nothing changed
    qint64 changed = 0;
    qint64 conflicts = 0;
    qint64 missing = 0;
    QList<qint64> undone{}; ///< the change sets that were taken back
};

/** Products and their history. Every change goes through here or BulkImport, with its change log in one transaction. */
class ProductRepository
{
    Q_DECLARE_TR_FUNCTIONS(ProductRepository)

public:
    explicit ProductRepository(Database &database) : m_database(database) {}

    Result<Product> find(ProductId id);
    Result<std::optional<Product>> findBySource(const QString &platform, const QString &sourceId);
    /** In the order asked for; missing ones are left out. */
    Result<QList<Product>> findMany(const QList<ProductId> &ids);
    /** Those of them that are there. */
    Result<QSet<ProductId>> existing(const QList<ProductId> &ids);

    /** Adds one product; id, revision, uid and times are set. Conflict when the source identity is taken. */
    Result<Product> insert(Product product);
    /** All or nothing; quality scores follow. A value that cannot be read is InvalidInput naming field and product. */
    Result<ChangeOutcome> change(const QList<FieldChange> &changes, const ChangeOrigin &origin);
    /** Deletes; the products are kept whole in the change log so that undo() brings them back with their ids. */
    Result<ChangeOutcome> remove(const QList<ProductId> &ids, const ChangeOrigin &origin);
    /** Takes a change set back field by field where nobody changed the field since. Is a change set itself, of `run`.
     */
    Result<ChangeOutcome> undo(qint64 changeSet, const QString &actor, const QString &run = {});

    /** Newest first; what was changed in listings as well. */
    Result<QList<HistoryEntry>> history(ProductId id, int limit = 500);
    /** Newest first; what can be undone. The change sets of one run are one, added up. */
    Result<QList<ChangeSet>> changeSets(int limit = 100);
    /** The newest of the kind that is not undone; of what one action made, the last. */
    Result<std::optional<ChangeSet>> newestChange(ChangeOrigin::Kind kind);
    /** What is to be undone together with it: those of its run that are not undone, in order, or it alone. */
    Result<QList<qint64>> sameAction(qint64 changeSet);
    /** Those of a run that are not undone, in order. */
    Result<QList<qint64>> changeSetsOfRun(const QString &run);
    /** Those that the latest action which is no undo made and that are not undone, in order. */
    Result<QList<qint64>> latestChangeSets();

private:
    Result<QList<ChangeSet>> readSets(Query &query);
    Result<void> addUpRun(ChangeSet &last);

    Database &m_database;
};

} // namespace listwright
