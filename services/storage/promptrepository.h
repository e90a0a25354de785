// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

namespace listwright {

/** One saved version of a prompt template; see services/optimizing/prompt.h for what it means. */
struct SavedPrompt
{
    QString marketplace; ///< empty = any
    QString language;    ///< empty = any
    int version = 0;     ///< from 1
    QString text;
    QString author;
    QDateTime createdAt; ///< UTC
    bool operator==(const SavedPrompt &) const = default;
};

/** Prompt templates that people saved. A version is never changed or removed: proposals name it. */
class PromptRepository
{
    Q_DECLARE_TR_FUNCTIONS(PromptRepository)

public:
    explicit PromptRepository(Database &database) : m_database(database) {}

    /** As the next version of its marketplace and language; an older text saved again is how to roll back. */
    Result<SavedPrompt> save(const QString &marketplace, const QString &language, const QString &text,
                             const QString &author);
    /** All versions for exactly these, newest first. */
    Result<QList<SavedPrompt>> versions(const QString &marketplace, const QString &language);
    /** The newest of each marketplace and language that has any. */
    Result<QList<SavedPrompt>> newest();
    /** NotFound where there is none. */
    Result<SavedPrompt> find(const QString &marketplace, const QString &language, int version);
    /** The newest for exactly these; nothing when there is none. */
    Result<std::optional<SavedPrompt>> newest(const QString &marketplace, const QString &language);

private:
    Database &m_database;
};

} // namespace listwright
