// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/payloadtext.h"

#include "models/tables/datasize.h"

#include <QJsonDocument>

namespace listwright {

namespace {

struct PayloadText
{
    Q_DECLARE_TR_FUNCTIONS(PayloadText)
};

// Bytes; a text view takes a line of the first, and lines of the second, without a person noticing.
constexpr qsizetype longestTaken = 128 * 1024;
constexpr qsizetype longestShown = 256 * 1024;
constexpr int indentation = 2;
constexpr qsizetype deepest = 24; // levels that are indented

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isWithinCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/** Puts each member and item of JSON on a line of its own. */
class JsonLines
{
public:
    explicit JsonLines(QByteArrayView json) : m_json(json) {}

    /** As much as is shown. */
    QByteArray lines()
    {
        for (; m_at < m_json.size(); ++m_at) {
            const bool full = m_at >= longestTaken || m_lines.size() >= longestShown;
            if (full && !isWithinCharacter(m_json[m_at]))
                break;
            m_inText ? addOfText(m_json[m_at]) : add(m_json[m_at]);
        }
        return m_lines;
    }
    qsizetype taken() const { return m_at; }

private:
    void addOfText(char c)
    {
        m_lines += c;
        m_inText = m_escaped || c != '"';
        m_escaped = !m_escaped && c == '\\';
    }

    void add(char c)
    {
        const bool opens = c == '{' || c == '[';
        const bool closes = c == '}' || c == ']';
        if (closes) {
            --m_depth;
            if (!m_opened && !endsWithBreak())
                breakLine(0);
        }
        m_lines += c;
        m_inText = c == '"';
        if (opens) {
            ++m_depth;
            if (const char next = nextValue(); next != '}' && next != ']')
                breakLine(spacesAhead());
        } else if (c == ',') {
            breakLine(spacesAhead());
        } else if (c == ':' && spacesAhead() == 0) {
            m_lines += ' ';
        }
        if (!isSpace(c))
            m_opened = opens;
    }

    void breakLine(qsizetype spaces)
    {
        for (qsizetype i = m_at + 1; i <= m_at + spaces; ++i) {
            if (m_json[i] == '\n')
                return;
        }
        m_lines += '\n';
        m_lines.append(std::max<qsizetype>(0, std::min(m_depth, deepest) * indentation - spaces), ' ');
    }

    qsizetype spacesAhead() const
    {
        qsizetype end = m_at + 1;
        while (end < m_json.size() && isSpace(m_json[end]))
            ++end;
        return end - m_at - 1;
    }

    char nextValue() const
    {
        const qsizetype next = m_at + 1 + spacesAhead();
        return next < m_json.size() ? m_json[next] : '\0';
    }

    bool endsWithBreak() const
    {
        qsizetype last = m_lines.size() - 1;
        while (last > 0 && m_lines[last] != '\n' && isSpace(m_lines[last]))
            --last;
        return last >= 0 && m_lines[last] == '\n';
    }

    QByteArrayView m_json;
    QByteArray m_lines;
    qsizetype m_at = 0;
    qsizetype m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_opened = false; ///< the last of it but spaces
};

qsizetype startOf(const QByteArray &payload)
{
    qsizetype end = std::min(payload.size(), longestTaken);
    while (end < payload.size() && isWithinCharacter(payload[end]))
        ++end;
    return end;
}

} // namespace

QString payloadText(const QByteArray &payload)
{
    QString text;
    qsizetype taken = startOf(payload);
    if (QJsonDocument::fromJson(payload).isNull()) {
        text = QString::fromUtf8(payload.left(taken));
    } else {
        JsonLines json(payload);
        text = QString::fromUtf8(json.lines());
        taken = json.taken();
    }
    if (taken == payload.size())
        return text;
    return text + u'\n' + PayloadText::tr("… and %1 more.").arg(dataSizeText(payload.size() - taken));
}

} // namespace listwright
