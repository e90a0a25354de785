// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/undo.h"

#include "models/domain/changesummary.h"
#include "services/storage/changelog.h"
#include "services/storage/listingfields.h"
#include "services/storage/productrows.h"
#include "services/storage/productscores.h"
#include "services/storage/proposaljson.h"
#include "services/storage/proposalrepository.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/**
 * Those of an import that are as it left them: of everything that others changed since, the last value is the one that
 * was there before the first. What was changed and taken back is no change; proposals are no part of the product, and
 * one that was deleted and is there came back as it was.
 */
QString untouchedProducts(qint64 set)
{
    const auto lines = [set](const QString &alias) {
        return u"FROM change_log %1 WHERE %1.product_id = p.id AND %1.change_set_id <> %2"_s.arg(alias).arg(set);
    };
    const QString same = u" AND %1.marketplace = c.marketplace AND %1.field = c.field"_s;
    const QString earlier = u"SELECT 1 "_s + lines(u"e"_s) + same.arg(u"e"_s) + u" AND e.id < c.id";
    const QString last = u"SELECT l.after "_s + lines(u"l"_s) + same.arg(u"l"_s) + u" ORDER BY l.id DESC LIMIT 1";
    return u"FROM products p WHERE p.import_job_id = :job AND NOT EXISTS (SELECT 1 "_s + lines(u"c"_s) +
           u" AND c.field NOT LIKE 'proposal/%' AND c.field <> '"_s + ChangeLog::wholeProduct +
           u"' AND NOT EXISTS ("_s + earlier + u") AND c.before <> (" + last + u"))";
}

} // namespace

Undo::Undo(Database &database, qint64 changeSet, QString actor, QString run)
    : m_database(database), m_set(changeSet), m_actor(std::move(actor)), m_run(std::move(run)), m_belongings(database)
{
}

Result<ChangeOutcome> ProductRepository::undo(qint64 changeSet, const QString &actor, const QString &run)
{
    return Undo(m_database, changeSet, actor, run).run();
}

Result<ChangeOutcome> Undo::run()
{
    if (auto read = readSet(); !read)
        return failure(read.error());
    if (m_importJob) {
        if (auto deleted = deleteImported(); !deleted)
            return failure(deleted.error());
    }
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    ChangeLog log(m_database,
                  {ChangeOrigin::Kind::Undo, m_actor, changeSummary(ChangeSummary::Undone, m_summary), m_run});
    const auto lines = readLines();
    if (!lines)
        return failure(lines.error());
    if (auto done = takeBackLines(*lines, log); !done)
        return failure(done.error());
    const bool refused = m_outcome.changed == 0 && m_outcome.conflicts > 0;
    Query mark(m_database, u"UPDATE change_sets SET undone = :undone WHERE id = :id"_s);
    if (auto marked = mark.bind(u":undone"_s, !refused).bind(u":id"_s, m_set).run(); !marked)
        return failure(marked.error());
    const Result<qint64> set = log.finish();
    if (!set)
        return failure(set.error());
    m_outcome.changeSet = *set;
    return transaction.commit().map([this] { return m_outcome; });
}

Result<void> Undo::readSet()
{
    Query query(m_database, u"SELECT summary, import_job_id, undone FROM change_sets WHERE id = :id"_s);
    if (auto ran = query.bind(u":id"_s, m_set).run(); !ran)
        return ran;
    if (!query.next())
        return failure(
            query.error().value_or(Error{ErrorCode::NotFound, tr("There is no such change to undo."), {}, {}}));
    if (query.value(2).toBool())
        return failure(ErrorCode::Conflict, tr("This change was undone already."));
    m_summary = query.text(0);
    if (!query.isNull(1))
        m_importJob = query.number(1);
    return {};
}

Result<QList<Undo::Line>> Undo::readLines()
{
    Query query(m_database, u"SELECT product_id, marketplace, field, before, after FROM change_log "
                            "WHERE change_set_id = :set ORDER BY product_id, id DESC"_s);
    if (auto ran = query.bind(u":set"_s, m_set).run(); !ran)
        return failure(ran.error());
    QList<Line> lines;
    while (query.next())
        lines.append({query.number(0), query.text(1), query.text(2), query.text(3), query.text(4)});
    if (const auto error = query.error())
        return failure(*error);
    return lines;
}

Result<void> Undo::takeBackLines(const QList<Line> &lines, ChangeLog &log)
{
    for (qsizetype first = 0; first < lines.size();) {
        const ProductId id = lines.at(first).productId;
        const auto end =
            std::find_if(lines.begin() + first, lines.end(), [id](const Line &line) { return line.productId != id; });
        const qsizetype count = end - lines.begin() - first;
        if (auto done = takeBackScored(lines.mid(first, count), log); !done)
            return done;
        first += count;
    }
    return {};
}

Result<void> Undo::takeBackScored(const QList<Line> &lines, ChangeLog &log)
{
    if (std::none_of(lines.begin(), lines.end(), isOfListing))
        return takeBackProduct(lines, log);
    const ProductId id = lines.first().productId;
    // reading locks the product before its listings, as everybody does
    return productrows::find(m_database, id)
        .and_then([&](const auto &) { return takeBackProduct(lines, log); })
        .and_then([&] { return productscores::renew(m_database, {id}); });
}

bool Undo::isOfListing(const Line &line)
{
    return !line.marketplace.isEmpty() && !ProposalRepository::LoggedDecision::fromLogName(line.field);
}

Result<void> Undo::takeBackProduct(const QList<Line> &lines, ChangeLog &log)
{
    m_takenBack.clear();
    const ChangeOutcome before = m_outcome;
    QList<Line> fields;
    QList<Line> decisions;
    for (const Line &line : lines) {
        Result<void> done;
        if (line.field == ChangeLog::wholeProduct)
            done = line.before.isEmpty() ? deleteAgain(line, log) : restoreProduct(line, log);
        else if (isOfListing(line))
            done = takeBackListing(line, log);
        else if (ProposalRepository::LoggedDecision::fromLogName(line.field))
            decisions.append(line);
        else
            fields.append(line);
        if (!done)
            return done;
    }
    if (!fields.isEmpty()) {
        if (auto done = takeBackFields(fields.first().productId, fields, log); !done)
            return done;
    }
    for (const Line &line : decisions) {
        if (auto done = takeBackDecision(line, log); !done)
            return done;
    }
    // a product counts once, however many of its texts and listings came back
    m_outcome.changed = std::min(m_outcome.changed, before.changed + 1);
    m_outcome.conflicts = std::min(m_outcome.conflicts, before.conflicts + 1);
    if (m_outcome.changed > before.changed)
        log.countProduct();
    return {};
}

Result<void> Undo::restoreProduct(const Line &line, ChangeLog &log)
{
    const QJsonObject whole = QJsonDocument::fromJson(line.before.toUtf8()).object();
    auto product = productFromJson(whole);
    if (!product)
        return failure(product.error());
    const auto sameId = productrows::find(m_database, product->id);
    const auto sameSource = productrows::findBySource(m_database, product->sourcePlatform, product->sourceId);
    if (!sameId || !sameSource)
        return failure(!sameId ? sameId.error() : sameSource.error());
    if (*sameId || *sameSource) {
        ++m_outcome.conflicts;
        return {};
    }
    product->updatedAt = QDateTime::currentDateTimeUtc(); // like its revision: the catalog's last change comes first
    const auto restored = productrows::insert(m_database, *product)
                              .and_then([&] { return m_belongings.restore(product->id, whole); })
                              .and_then([&] { return productscores::renew(m_database, {product->id}); })
                              .and_then([&] { return log.add(product->id, ChangeLog::wholeProduct, {}, line.before); });
    if (restored)
        ++m_outcome.changed;
    return restored;
}

// Takes back that a deletion was taken back, where the product still is what returned then.
Result<void> Undo::deleteAgain(const Line &line, ChangeLog &log)
{
    const auto found = productrows::find(m_database, line.productId);
    if (!found)
        return failure(found.error());
    if (!*found) {
        ++m_outcome.missing;
        return {};
    }
    const auto whole = m_belongings.wholeText(**found);
    if (!whole)
        return failure(whole.error());
    if (!ProductBelongings::isSame(line.after, *whole)) {
        ++m_outcome.conflicts;
        return {};
    }
    ++m_outcome.changed;
    return log.add(line.productId, ChangeLog::wholeProduct, *whole, {}).and_then([&] {
        return productrows::remove(m_database, line.productId);
    });
}

Result<void> Undo::takeBackFields(ProductId id, const QList<Line> &lines, ChangeLog &log)
{
    auto found = productrows::find(m_database, id);
    if (!found)
        return failure(found.error());
    if (!*found) {
        m_outcome.missing += m_statedAgain.contains(id) ? 0 : 1;
        return {};
    }
    Product product = std::move(**found);
    bool changed = false;
    bool conflict = false;
    for (const Line &line : lines) {
        const auto field = fieldFromName(line.field);
        if (!field || fieldText(product, *field) != line.after || !setFieldText(product, *field, line.before)) {
            conflict = true;
            continue;
        }
        changed = true;
        m_takenBack.insert({QString(), line.field});
        if (auto logged = log.add(id, line.field, line.after, line.before); !logged)
            return logged;
    }
    m_outcome.conflicts += conflict ? 1 : 0;
    if (!changed)
        return {};
    const auto score = productscores::of(m_database, product);
    if (!score)
        return failure(score.error());
    product.qualityScore = *score;
    ++m_outcome.changed;
    return productrows::update(m_database, product).and_then([&] {
        return productrows::forgetContent(m_database, id);
    });
}

Result<void> Undo::takeBackListing(const Line &line, ChangeLog &log)
{
    const auto taken =
        listingfields::replace(m_database, line.productId, line.marketplace, line.field, line.after, line.before);
    if (!taken)
        return failure(taken.error());
    if (!*taken) {
        ++m_outcome.conflicts;
        return {};
    }
    ++m_outcome.changed;
    m_takenBack.insert({line.marketplace, line.field});
    m_database.noteChange(line.productId, false);
    return log.add(line.productId, line.field, line.after, line.before, line.marketplace);
}

Result<void> Undo::takeBackDecision(const Line &line, ChangeLog &log)
{
    const auto logged = ProposalRepository::LoggedDecision::fromLogName(line.field);
    const QString accepted = proposaljson::decisionName(FieldDecision::Accepted);
    const bool broughtValue = line.before == accepted || line.after == accepted;
    if (!logged || (broughtValue && !m_takenBack.contains({line.marketplace, fieldName(logged->field)})))
        return {};
    const auto restored =
        ProposalRepository(m_database).restoreDecision(*logged, line.productId, line.after, line.before);
    if (!restored)
        return failure(restored.error());
    if (!broughtValue) {
        (*restored ? m_outcome.changed : m_outcome.conflicts) += 1;
        m_database.noteChange(line.productId, false);
    }
    return *restored ? log.add(line.productId, line.field, line.after, line.before, line.marketplace) : Result<void>();
}

Result<void> Undo::readStatedAgain()
{
    Query query(m_database, u"SELECT DISTINCT p.id FROM change_log c JOIN products p ON p.id = c.product_id "
                            "WHERE c.change_set_id = :set AND p.import_job_id = :job"_s);
    if (auto ran = query.bind(u":set"_s, m_set).bind(u":job"_s, *m_importJob).run(); !ran)
        return ran;
    while (query.next())
        m_statedAgain.insert(query.number(0));
    return query.error() ? Result<void>(failure(*query.error())) : Result<void>();
}

Result<void> Undo::deleteImported()
{
    constexpr int step = 5000;
    if (auto read = readStatedAgain(); !read)
        return read;
    const QString untouched = untouchedProducts(m_set);
    qint64 last = 0; // those before it that are still there stay
    for (;;) {
        Transaction transaction(m_database);
        if (!transaction.begun())
            return transaction.begun();
        Query remove(m_database, u"DELETE FROM products WHERE id IN (SELECT p.id "_s + untouched +
                                     u" AND p.id > :last ORDER BY p.id LIMIT %1) RETURNING id"_s.arg(step));
        if (auto ran = remove.bind(u":job"_s, *m_importJob).bind(u":last"_s, last).run(); !ran)
            return ran;
        qint64 removed = 0;
        for (; remove.next(); ++removed)
            last = std::max(last, remove.number(0));
        if (remove.error())
            return failure(*remove.error());
        remove.finish();
        m_database.noteManyChanges();
        if (auto committed = transaction.commit(); !committed)
            return committed;
        m_outcome.changed += removed;
        if (removed < step)
            break;
    }
    Query left(m_database, u"SELECT count(*) FROM products WHERE import_job_id = :job"_s);
    const Result<qint64> kept = left.bind(u":job"_s, *m_importJob).firstNumber();
    if (!kept)
        return failure(kept.error());
    m_outcome.conflicts += *kept;
    return {};
}

} // namespace listwright
