// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace listwright {

/**
 * Reads the members of one object; an absent member reads as null. The first wrong one becomes the error, which names
 * it; values read after that mean nothing.
 */
class JsonObjectReader
{
    Q_DECLARE_TR_FUNCTIONS(ProductJson)

public:
    explicit JsonObjectReader(QJsonObject object) : m_object(std::move(object)) {}

    const std::optional<Error> &error() const { return m_error; }

    QString text(const QString &key);
    /** Whole numbers only, exact beyond what a double holds. */
    std::optional<qint64> integer(const QString &key);
    QJsonObject object(const QString &key);
    /** Of the members "price" and "currency". */
    std::optional<Money> money();
    QDateTime moment(const QString &key); ///< UTC; invalid where there is none
    QJsonValue member(const QString &key) const;

    /** A list through the reader of its own JSON form. */
    template <class Read>
    auto list(const QString &key, Read read) -> typename decltype(read(QJsonArray()))::value_type
    {
        const QJsonValue value = member(key);
        if (value.isNull())
            return {};
        if (!value.isArray()) {
            fail(tr("“%1” must be a list.").arg(key));
            return {};
        }
        auto entries = read(value.toArray());
        if (!entries) {
            fail(tr("“%1”: %2").arg(key, entries.error().message));
            return {};
        }
        return *std::move(entries);
    }

    /** One of a fixed set of names; `unset` where there is none. */
    template <class T>
    T named(const QString &key, std::optional<T> (*fromName)(QStringView), T unset)
    {
        const QString name = text(key);
        if (name.isEmpty())
            return unset;
        const std::optional<T> known = fromName(name);
        if (!known)
            fail(tr("“%2” is not a known value of “%1”.").arg(key, name.left(40)));
        return known.value_or(unset);
    }

private:
    void fail(const QString &message);

    QJsonObject m_object;
    std::optional<Error> m_error;
};

/** Every entry through `read`, which takes a JsonObjectReader. */
template <class T, class Read>
Result<QList<T>> readObjects(const QJsonArray &array, Read read)
{
    QList<T> entries;
    entries.reserve(array.size());
    for (const QJsonValue &value : array) {
        if (!value.isObject())
            return failure(ErrorCode::InvalidInput, JsonObjectReader::tr("Each entry must be an object."));
        JsonObjectReader reader(value.toObject());
        entries.append(read(reader));
        if (reader.error())
            return failure(*reader.error());
    }
    return entries;
}

} // namespace listwright
