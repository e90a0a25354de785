// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/changelog.h"

namespace listwright {

namespace {

constexpr std::pair<ChangeOrigin::Kind, QLatin1String> kinds[] = {
    {ChangeOrigin::Kind::Edit, QLatin1String("edit")},
    {ChangeOrigin::Kind::Import, QLatin1String("import")},
    {ChangeOrigin::Kind::Optimization, QLatin1String("optimization")},
    {ChangeOrigin::Kind::Delete, QLatin1String("delete")},
    {ChangeOrigin::Kind::Revert, QLatin1String("revert")},
    {ChangeOrigin::Kind::Undo, QLatin1String("undo")},
};

QString present(const QString &text)
{
    return text.isNull() ? QString(u""_qs) : text;
}

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
    Query query(m_database, QStringLiteral("INSERT INTO change_sets (kind, actor, summary, at, import_job_id) "
                                           "VALUES (:kind, :actor, :summary, :at, :import_job) RETURNING id"));
    query.bind(u":kind"_qs, changeKindName(m_origin.kind))
        .bind(u":actor"_qs, present(m_origin.actor))
        .bind(u":summary"_qs, present(m_origin.summary))
        .bind(u":at"_qs, m_database.timeValue(m_at))
        .bind(u":import_job"_qs, importJob ? QVariant(*importJob) : QVariant());
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return failure(query.error().value_or(Error{}));
    m_changeSet = query.number(0);
    return m_changeSet;
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
    return m_insert->bind(u":set"_qs, m_changeSet)
        .bind(u":product"_qs, product)
        .bind(u":marketplace"_qs, present(marketplace))
        .bind(u":at"_qs, m_database.timeValue(m_at))
        .bind(u":actor"_qs, present(m_origin.actor))
        .bind(u":field"_qs, field)
        .bind(u":before"_qs, present(before))
        .bind(u":after"_qs, present(after))
        .run();
}

Result<qint64> ChangeLog::finish()
{
    m_insert.reset();
    if (m_changeSet == 0)
        return 0;
    Query query(m_database, QStringLiteral("UPDATE change_sets SET products = products + :products WHERE id = :id"));
    if (auto ran = query.bind(u":products"_qs, m_products).bind(u":id"_qs, m_changeSet).run(); !ran)
        return failure(ran.error());
    m_products = 0;
    return m_changeSet;
}

} // namespace listwright
