// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/promptrepository.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectPrompt =
    QStringLiteral("SELECT marketplace, language, version, text, author, created_at FROM prompts ");

Result<QList<SavedPrompt>> readAll(Database &database, Query &query)
{
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QList<SavedPrompt> prompts;
    while (query.next())
        prompts.append({query.text(0), query.text(1), static_cast<int>(query.number(2)), query.text(3), query.text(4),
                        database.timeFrom(query.value(5))});
    if (const auto error = query.error())
        return failure(*error);
    return prompts;
}

} // namespace

Result<SavedPrompt> PromptRepository::save(const QString &marketplace, const QString &language, const QString &text,
                                           const QString &author)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    Query highest(m_database, u"SELECT coalesce(max(version), 0) FROM prompts WHERE marketplace = :marketplace "
                              "AND language = :language"_s);
    const auto last =
        highest.bind(u":marketplace"_s, notNull(marketplace)).bind(u":language"_s, notNull(language)).firstNumber();
    if (!last)
        return failure(last.error());
    highest.finish();
    SavedPrompt saved{
        notNull(marketplace),           notNull(language), static_cast<int>(*last) + 1, text, notNull(author),
        QDateTime::currentDateTimeUtc()};
    Query query(m_database, u"INSERT INTO prompts (marketplace, language, version, text, author, created_at) "
                            "VALUES (:marketplace, :language, :version, :text, :author, :at)"_s);
    query.bind(u":marketplace"_s, saved.marketplace)
        .bind(u":language"_s, saved.language)
        .bind(u":version"_s, saved.version)
        .bind(u":text"_s, notNull(saved.text))
        .bind(u":author"_s, saved.author)
        .bind(u":at"_s, m_database.timeValue(saved.createdAt));
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    return transaction.commit().map([&] { return saved; });
}

Result<QList<SavedPrompt>> PromptRepository::versions(const QString &marketplace, const QString &language)
{
    Query query(m_database, selectPrompt + u"WHERE marketplace = :marketplace AND language = :language "
                                           "ORDER BY version DESC"_s);
    query.bind(u":marketplace"_s, notNull(marketplace)).bind(u":language"_s, notNull(language));
    return readAll(m_database, query);
}

Result<QList<SavedPrompt>> PromptRepository::newest()
{
    Query query(m_database, selectPrompt + u"AS p WHERE version = (SELECT max(version) FROM prompts AS other "
                                           "WHERE other.marketplace = p.marketplace AND other.language = p.language) "
                                           "ORDER BY marketplace, language"_s);
    return readAll(m_database, query);
}

Result<SavedPrompt> PromptRepository::find(const QString &marketplace, const QString &language, int version)
{
    Query query(m_database, selectPrompt + u"WHERE marketplace = :marketplace AND language = :language "
                                           "AND version = :version"_s);
    query.bind(u":marketplace"_s, notNull(marketplace))
        .bind(u":language"_s, notNull(language))
        .bind(u":version"_s, version);
    const auto found = readAll(m_database, query);
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure(ErrorCode::NotFound, tr("There is no such version of the prompt."));
    return found->first();
}

Result<std::optional<SavedPrompt>> PromptRepository::newest(const QString &marketplace, const QString &language)
{
    Query query(m_database,
                selectPrompt + u"WHERE marketplace = :marketplace AND language = :language "
                               "ORDER BY version DESC LIMIT 1"_s,
                Query::Use::Often);
    query.bind(u":marketplace"_s, notNull(marketplace)).bind(u":language"_s, notNull(language));
    const auto found = readAll(m_database, query);
    if (!found)
        return failure(found.error());
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

} // namespace listwright
