// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/jsonobjectreader.h"

namespace listwright {

QString JsonObjectReader::text(const QString &key)
{
    const QJsonValue value = member(key);
    if (!value.isNull() && !value.isString())
        fail(tr("“%1” must be a text.").arg(key));
    return value.toString();
}

std::optional<qint64> JsonObjectReader::integer(const QString &key)
{
    const QJsonValue value = member(key);
    if (value.isNull())
        return {};
    const qint64 number = value.toInteger(0);
    if (number != value.toInteger(1)) {
        fail(tr("“%1” must be a whole number.").arg(key));
        return {};
    }
    return number;
}

QJsonObject JsonObjectReader::object(const QString &key)
{
    const QJsonValue value = member(key);
    if (!value.isNull() && !value.isObject())
        fail(tr("“%1” must be an object.").arg(key));
    return value.toObject();
}

std::optional<Money> JsonObjectReader::money()
{
    const QString decimal = text(QStringLiteral("price"));
    const QString code = text(QStringLiteral("currency"));
    if (decimal.isEmpty() || m_error)
        return {};
    const auto amount =
        Currency::parse(code).and_then([&](Currency currency) { return Money::fromDecimal(decimal, currency); });
    if (!amount) {
        fail(amount.error().message);
        return {};
    }
    return *amount;
}

QDateTime JsonObjectReader::moment(const QString &key)
{
    const QString iso = text(key);
    if (iso.isEmpty())
        return {};
    const QDateTime parsed = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (!parsed.isValid())
        fail(tr("“%1” must be a date and time such as 2026-01-31T12:00:00.000Z.").arg(key));
    return parsed.toUTC();
}

QJsonValue JsonObjectReader::member(const QString &key) const
{
    const QJsonValue value = m_object.value(key);
    return value.isUndefined() ? QJsonValue() : value;
}

void JsonObjectReader::fail(const QString &message)
{
    if (!m_error)
        m_error = Error{ErrorCode::InvalidInput, message, {}, {}};
}

} // namespace listwright
