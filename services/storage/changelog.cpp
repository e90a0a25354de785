// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/changelog.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<ChangeOrigin::Kind, QLatin1String> kinds[] = {
    {ChangeOrigin::Kind::Edit, QLatin1String("edit")},
    {ChangeOrigin::Kind::Import, QLatin1String("import")},
    {ChangeOrigin::Kind::Optimization, QLatin1String("optimization")},
    {ChangeOrigin::Kind::Delete, QLatin1String("delete")},
    {ChangeOrigin::Kind::Revert, QLatin1String("revert")},
    {ChangeOrigin::Kind::Undo, QLatin1String("undo")},
};

} // namespace

QString changeKindName(ChangeOrigin::Kind kind)
{
    for (const auto &[known, name] : kinds) {
        if (known == kind)
            return name;
    }
    return {};
}

std::optional<ChangeOrigin::Kind> changeKindFromName(QStringView name)
{
    for (const auto &[kind, known] : kinds) {
        if (known == name)
            return kind;
    }
    return {};
}

ChangeLog::ChangeLog(Database &database, ChangeOrigin origin) : m_database(database), m_origin(std::move(origin)) {}

Result<qint64> ChangeLog::ensureSet(std::optional<qint64> importJob)
{
    if (m_changeSet != 0)
        return m_changeSet;
    Query query(m_database,
                QStringLiteral("INSERT INTO change_sets (kind, actor, summary, at, import_job_id, run) VALUES "
                               "(:kind, :actor, :summary, :at, :import_job, :run) RETURNING id"),
                Query::Use::Often);
    query.bind(u":kind"_s, changeKindName(m_origin.kind))
        .bind(u":actor"_s, notNull(m_origin.actor))
        .bind(u":summary"_s, notNull(m_origin.summary))
        .bind(u":at"_s, m_database.timeValue(m_at))
        .bind(u":import_job"_s, importJob ? QVariant(*importJob) : QVariant())
        .bind(u":run"_s, m_origin.run.isEmpty() ? QVariant() : QVariant(m_origin.run));
    const Result<qint64> id = query.firstNumber();
    if (id)
        m_changeSet = *id;
    return id;
}

Result<void> ChangeLog::add(ProductId product, const QString &field, const QString &before, const QString &after,
                            const QString &marketplace)
{
    if (auto set = ensureSet(); !set)
        return failure(set.error());
    if (!m_insert)
        m_insert.emplace(m_database,
                         QStringLiteral("INSERT INTO change_log (change_set_id, product_id, marketplace, at, actor, "
                                        "field, before, after) VALUES (:set, :product, :marketplace, :at, :actor, "
                                        ":field, :before, :after)"));
    return m_insert->bind(u":set"_s, m_changeSet)
        .bind(u":product"_s, product)
        .bind(u":marketplace"_s, notNull(marketplace))
        .bind(u":at"_s, m_database.timeValue(m_at))
        .bind(u":actor"_s, notNull(m_origin.actor))
        .bind(u":field"_s, field)
        .bind(u":before"_s, notNull(before))
        .bind(u":after"_s, notNull(after))
        .run();
}

Result<qint64> ChangeLog::finish()
{
    m_insert.reset();
    if (m_changeSet == 0)
        return 0;
    Query query(m_database, QStringLiteral("UPDATE change_sets SET products = products + :products WHERE id = :id"));
    if (auto ran = query.bind(u":products"_s, m_products).bind(u":id"_s, m_changeSet).run(); !ran)
        return failure(ran.error());
    m_products = 0;
    return m_changeSet;
}

} // namespace listwright
