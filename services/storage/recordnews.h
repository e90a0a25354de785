// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>

#include <array>

namespace listwright {

/** What the storage tells of besides products, and of products as well between copies of the program. */
enum class RecordKind : quint8 { Product, Job, Proposal, Webhook };

/** Ids that changed, were added or went. */
struct ChangedIds
{
    static constexpr qsizetype most = 1000; ///< above that it is easier to ask again than to look at each

    QList<qint64> ids{};
    bool many = false; ///< too many, or not known which; then there are no ids

    bool isEmpty() const { return ids.isEmpty() && !many; }
    void add(qint64 id)
    {
        if (many || (!ids.isEmpty() && ids.last() == id))
            return;
        if (ids.size() < most)
            ids.append(id);
        else
            addMany();
    }
    void addMany()
    {
        ids.clear();
        many = true;
    }
};

/** What changed besides products. An id may stand there twice. */
struct RecordNews
{
    std::array<ChangedIds, 4> of{}; ///< by RecordKind

    ChangedIds &operator[](RecordKind kind) { return of.at(static_cast<std::size_t>(kind)); }
    const ChangedIds &operator[](RecordKind kind) const { return of.at(static_cast<std::size_t>(kind)); }
    bool isEmpty() const
    {
        for (const ChangedIds &ids : of) {
            if (!ids.isEmpty())
                return false;
        }
        return true;
    }
};

} // namespace listwright

Q_DECLARE_METATYPE(listwright::RecordNews)
