// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace listwright {

/** Writes compact JSON (RFC 8259) as it goes, without a tree of it in memory; byte by byte what QJsonDocument writes.
 */
class JsonText
{
public:
    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginList() { begin('['); }
    void endList() { end(']'); }
    /** Of the next value. ASCII without quotes and backslashes. */
    void name(const char *name);

    void text(const QString &value);
    void number(qint64 value) { raw(QByteArray::number(value)); }
    void null() { raw("null"); }
    /** A value that is JSON already. */
    void raw(const QByteArray &json);

    const QByteArray &written() const { return m_written; }

private:
    void begin(char bracket);
    void end(char bracket);
    void separate();

    QByteArray m_written;
    bool m_follows = false; ///< another value stands before the next one
};

} // namespace listwright
