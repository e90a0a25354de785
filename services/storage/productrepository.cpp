// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/productrepository.h"

#include "models/domain/changesummary.h"
#include "models/domain/quality.h"
#include "services/storage/changelog.h"
#include "services/storage/productbelongings.h"
#include "services/storage/productrows.h"
#include "services/storage/productscores.h"
#include "services/storage/uuid7.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectSets =
    QStringLiteral("SELECT id, kind, actor, summary, at, products, undone, run FROM change_sets c ");

// Keeps the order of the first mention of each product.
QList<std::pair<ProductId, QList<FieldChange>>> byProduct(const QList<FieldChange> &changes)
{
    QList<std::pair<ProductId, QList<FieldChange>>> groups;
    QHash<ProductId, qsizetype> positions;
    for (const FieldChange &change : changes) {
        const auto known = positions.constFind(change.productId);
        if (known != positions.cend()) {
            groups[*known].second.append(change);
        } else {
            positions.insert(change.productId, groups.size());
            groups.append({change.productId, {change}});
        }
    }
    return groups;
}

// Applies the changes of one product; true when something is different now.
Result<bool> changeProduct(Database &database, ChangeLog &log, ProductId id, const QList<FieldChange> &changes)
{
    auto found = productrows::find(database, id);
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorCode::NotFound, ProductRepository::tr("The product %1 does not exist any more.").arg(id));
    Product product = std::move(**found);
    bool changed = false;
    for (const FieldChange &change : changes) {
        if (change.expectedRevision && *change.expectedRevision != product.revision)
            return failure(ErrorCode::Conflict,
                           ProductRepository::tr("“%1” was changed meanwhile. Look at it again before you change it.")
                               .arg(product.title()));
        const QString before = fieldText(product, change.field);
        if (auto set = setFieldText(product, change.field, change.value); !set)
            return failure(set.error());
        const QString after = fieldText(product, change.field);
        if (before == after)
            continue;
        changed = true;
        if (auto logged = log.add(id, fieldName(change.field), before, after); !logged)
            return failure(logged.error());
    }
    if (!changed)
        return false;
    const auto score = productscores::of(database, product);
    if (!score)
        return failure(score.error());
    product.qualityScore = *score;
    if (auto updated = productrows::update(database, product); !updated)
        return failure(updated.error());
    log.countProduct();
    return true;
}

} // namespace

Result<Product> ProductRepository::find(ProductId id)
{
    auto found = productrows::find(m_database, id);
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorCode::NotFound, tr("There is no product %1.").arg(id));
    return std::move(**found);
}

Result<std::optional<Product>> ProductRepository::findBySource(const QString &platform, const QString &sourceId)
{
    return productrows::findBySource(m_database, platform, sourceId);
}

Result<QList<Product>> ProductRepository::findMany(const QList<ProductId> &ids)
{
    return productrows::findMany(m_database, ids);
}

Result<QSet<ProductId>> ProductRepository::existing(const QList<ProductId> &ids)
{
    QSet<ProductId> existing;
    if (ids.isEmpty())
        return existing;
    QStringList numbers;
    for (const ProductId id : ids)
        numbers.append(QString::number(id));
    Query query(m_database, u"SELECT id FROM products WHERE id IN ("_s + numbers.join(u',') + u')');
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    while (query.next())
        existing.insert(query.number(0));
    return query.error() ? Result<QSet<ProductId>>(failure(*query.error())) : existing;
}

Result<Product> ProductRepository::insert(Product product)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    product.id = 0;
    product.uid = newUuid7();
    product.createdAt = QDateTime::currentDateTimeUtc();
    product.updatedAt = product.createdAt;
    product.qualityScore = qualityScore(product);
    if (auto inserted = productrows::insert(m_database, product); !inserted) {
        if (inserted.error().code != ErrorCode::Conflict)
            return failure(inserted.error());
        return failure(ErrorCode::Conflict,
                       tr("There already is a product %1 from %2.").arg(product.sourceId, product.sourcePlatform),
                       inserted.error().detail);
    }
    if (auto committed = transaction.commit(); !committed)
        return failure(committed.error());
    return product;
}

Result<ChangeOutcome> ProductRepository::change(const QList<FieldChange> &changes, const ChangeOrigin &origin)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    ChangeLog log(m_database, origin);
    ChangeOutcome outcome;
    for (const auto &[id, ofProduct] : byProduct(changes)) {
        const Result<bool> changed = changeProduct(m_database, log, id, ofProduct);
        if (!changed)
            return failure(changed.error());
        outcome.changed += *changed ? 1 : 0;
    }
    const Result<qint64> set = log.finish();
    if (!set)
        return failure(set.error());
    outcome.changeSet = *set;
    return transaction.commit().map([&] { return outcome; });
}

Result<ChangeOutcome> ProductRepository::remove(const QList<ProductId> &ids, const ChangeOrigin &origin)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    ChangeLog log(m_database, origin);
    ProductBelongings belongings(m_database);
    ChangeOutcome outcome;
    for (const ProductId id : ids) {
        const auto found = productrows::find(m_database, id);
        if (!found)
            return failure(found.error());
        if (!*found) {
            ++outcome.missing;
            continue;
        }
        const auto whole = belongings.wholeText(**found);
        if (!whole)
            return failure(whole.error());
        const auto removed = log.add(id, ChangeLog::wholeProduct, *whole, {}).and_then([&] {
            return productrows::remove(m_database, id);
        });
        if (!removed)
            return failure(removed.error());
        log.countProduct();
        ++outcome.changed;
    }
    const Result<qint64> set = log.finish();
    if (!set)
        return failure(set.error());
    outcome.changeSet = *set;
    return transaction.commit().map([&] { return outcome; });
}

Result<QList<HistoryEntry>> ProductRepository::history(ProductId id, int limit)
{
    Query query(m_database,
                u"SELECT id, change_set_id, at, actor, field, before, after, marketplace FROM change_log WHERE "
                "product_id = :id AND field <> '*' AND field NOT LIKE 'proposal/%' ORDER BY id DESC LIMIT :limit"_s);
    if (auto ran = query.bind(u":id"_s, id).bind(u":limit"_s, limit).run(); !ran)
        return failure(ran.error());
    QList<HistoryEntry> entries;
    while (query.next()) {
        const auto field = fieldFromName(query.text(4));
        if (!field)
            continue; // a field of a newer version
        entries.append({query.number(0), query.number(1), m_database.timeFrom(query.value(2)), query.text(3), *field,
                        query.text(5), query.text(6), query.text(7)});
    }
    if (const auto error = query.error())
        return failure(*error);
    return entries;
}

Result<QList<ChangeSet>> ProductRepository::changeSets(int limit)
{
    Query query(m_database, selectSets + u"WHERE run IS NULL OR NOT EXISTS "
                                         "(SELECT 1 FROM change_sets l WHERE l.run = c.run AND l.id > c.id) "
                                         "ORDER BY id DESC LIMIT :limit"_s);
    query.bind(u":limit"_s, limit);
    return readSets(query);
}

Result<std::optional<ChangeSet>> ProductRepository::newestChange(ChangeOrigin::Kind kind)
{
    Query query(m_database, selectSets + u"WHERE kind = :kind AND NOT undone ORDER BY id DESC LIMIT 1"_s);
    query.bind(u":kind"_s, changeKindName(kind));
    return readSets(query).map(
        [](const QList<ChangeSet> &sets) { return sets.isEmpty() ? std::nullopt : std::optional(sets.first()); });
}

Result<QList<ChangeSet>> ProductRepository::readSets(Query &query)
{
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QList<ChangeSet> sets;
    while (query.next()) {
        ChangeSet set;
        set.id = query.number(0);
        set.origin.kind = changeKindFromName(query.text(1)).value_or(ChangeOrigin::Kind::Edit);
        set.origin.actor = query.text(2);
        set.origin.summary = query.text(3);
        set.at = m_database.timeFrom(query.value(4));
        set.products = query.number(5);
        set.undone = query.value(6).toBool();
        set.origin.run = query.text(7);
        sets.append(set);
    }
    if (const auto error = query.error())
        return failure(*error);
    for (ChangeSet &set : sets) {
        if (auto added = set.origin.run.isEmpty() ? Result<void>() : addUpRun(set); !added)
            return failure(added.error());
        set.origin.summary = changeSummaryText(set.origin.summary);
    }
    return sets;
}

Result<void> ProductRepository::addUpRun(ChangeSet &last)
{
    Query query(m_database, u"SELECT summary, products, undone FROM change_sets WHERE run = :run AND id < :id"_s);
    if (auto ran = query.bind(u":run"_s, last.origin.run).bind(u":id"_s, last.id).run(); !ran)
        return ran;
    while (query.next()) {
        last.origin.summary = changeSummarySum(last.origin.summary, query.text(0));
        last.products += query.number(1);
        last.undone = last.undone && query.value(2).toBool();
    }
    return query.error() ? Result<void>(failure(*query.error())) : Result<void>();
}

Result<QList<qint64>> ProductRepository::sameAction(qint64 changeSet)
{
    Query query(m_database, u"SELECT run FROM change_sets WHERE id = :id AND run IS NOT NULL"_s);
    if (auto ran = query.bind(u":id"_s, changeSet).run(); !ran)
        return failure(ran.error());
    const QString run = query.next() ? query.text(0) : QString();
    query.finish();
    if (const auto error = query.error())
        return failure(*error);
    return changeSetsOfRun(run).map(
        [changeSet](const QList<qint64> &sets) { return sets.isEmpty() ? QList<qint64>{changeSet} : sets; });
}

Result<QList<qint64>> ProductRepository::changeSetsOfRun(const QString &run)
{
    Query query(m_database, u"SELECT id FROM change_sets WHERE run = :run AND NOT undone ORDER BY id"_s);
    if (auto ran = query.bind(u":run"_s, notNull(run)).run(); !ran)
        return failure(ran.error());
    QList<qint64> sets;
    while (query.next())
        sets.append(query.number(0));
    const auto error = query.error();
    return error ? Result<QList<qint64>>(failure(*error)) : sets;
}

Result<QList<qint64>> ProductRepository::latestChangeSets()
{
    Query latest(m_database,
                 u"SELECT id FROM change_sets WHERE kind <> :undo AND NOT undone ORDER BY id DESC LIMIT 1"_s);
    if (auto ran = latest.bind(u":undo"_s, changeKindName(ChangeOrigin::Kind::Undo)).run(); !ran)
        return failure(ran.error());
    if (!latest.next())
        return latest.error() ? Result<QList<qint64>>(failure(*latest.error())) : QList<qint64>();
    const qint64 id = latest.number(0);
    latest.finish();
    return sameAction(id);
}

} // namespace listwright
