// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace listwright {

namespace {

constexpr bool needsEscape(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

void appendEscaped(QByteArray &to, char c)
{
    switch (c) {
    case '\b':
        to += "\\b";
        return;
    case '\f':
        to += "\\f";
        return;
    case '\n':
        to += "\\n";
        return;
    case '\r':
        to += "\\r";
        return;
    case '\t':
        to += "\\t";
        return;
    case '"':
    case '\\':
        to += '\\';
        to += c;
        return;
    default:
        to += "\\u00" + QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(2, '0');
        return;
    }
}

} // namespace

void JsonText::name(const char *name)
{
    separate();
    m_written += '"';
    m_written += name;
    m_written += "\":";
    m_follows = false;
}

void JsonText::text(const QString &value)
{
    if (!value.isValidUtf16()) // half a surrogate pair has no UTF-8, but an escape
        return raw(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).mid(1).chopped(1));
    separate();
    m_written += '"';
    const QByteArray bytes = value.toUtf8();
    qsizetype plain = 0; // from here on nothing was written yet
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!needsEscape(bytes[i]))
            continue;
        m_written.append(bytes.constData() + plain, i - plain);
        appendEscaped(m_written, bytes[i]);
        plain = i + 1;
    }
    m_written.append(bytes.constData() + plain, bytes.size() - plain);
    m_written += '"';
}

void JsonText::raw(const QByteArray &json)
{
    separate();
    m_written += json;
}

void JsonText::begin(char bracket)
{
    separate();
    m_written += bracket;
    m_follows = false;
}

void JsonText::end(char bracket)
{
    m_written += bracket;
    m_follows = true;
}

void JsonText::separate()
{
    if (std::exchange(m_follows, true))
        m_written += ',';
}

} // namespace listwright
