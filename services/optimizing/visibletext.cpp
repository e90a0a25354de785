// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/visibletext.h"

#include "models/domain/textfolding.h"
#include "services/listing/textmending.h"

#include <QHash>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Those that stand in listings; others stay as they are written. */
const QHash<QString, char32_t> &namedEntities()
{
    static const QHash<QString, char32_t> entities{
        {u"nbsp"_s, U' '},   {u"amp"_s, U'&'},    {u"lt"_s, U'<'},     {u"gt"_s, U'>'},     {u"quot"_s, U'"'},
        {u"apos"_s, U'\''},  {u"deg"_s, U'°'},    {u"times"_s, U'×'},  {u"micro"_s, U'µ'},  {u"sup2"_s, U'²'},
        {u"sup3"_s, U'³'},   {u"auml"_s, U'ä'},   {u"ouml"_s, U'ö'},   {u"uuml"_s, U'ü'},   {u"Auml"_s, U'Ä'},
        {u"Ouml"_s, U'Ö'},   {u"Uuml"_s, U'Ü'},   {u"szlig"_s, U'ß'},  {u"oacute"_s, U'ó'}, {u"eacute"_s, U'é'},
        {u"egrave"_s, U'è'}, {u"aacute"_s, U'á'}, {u"iacute"_s, U'í'}, {u"uacute"_s, U'ú'}, {u"ntilde"_s, U'ñ'},
        {u"ccedil"_s, U'ç'}, {u"ndash"_s, U'–'},  {u"mdash"_s, U'—'},  {u"hellip"_s, U'…'}, {u"bull"_s, U'•'},
        {u"reg"_s, U'®'},    {u"trade"_s, U'™'},  {u"Prime"_s, U'″'},  {u"thinsp"_s, U' '}, {u"frac12"_s, U'½'},
    };
    return entities;
}

/** The character of an entity that begins at `at`, and where it ends. */
std::optional<std::pair<char32_t, qsizetype>> entityAt(const QString &text, qsizetype at)
{
    constexpr qsizetype longestName = 10;
    const qsizetype end = text.indexOf(u';', at);
    if (end < 0 || end - at > longestName)
        return {};
    const QString name = text.mid(at + 1, end - at - 1);
    if (const auto known = namedEntities().constFind(name); known != namedEntities().cend())
        return std::pair(*known, end + 1);
    if (!name.startsWith(u'#'))
        return {};
    bool ok = false;
    const bool hexadecimal = name.startsWith(u"#x", Qt::CaseInsensitive);
    const uint code = hexadecimal ? QStringView(name).mid(2).toUInt(&ok, 16) : QStringView(name).mid(1).toUInt(&ok);
    return ok && code > 0 && code <= QChar::LastValidCodePoint ? std::optional(std::pair(char32_t(code), end + 1))
                                                               : std::nullopt;
}

bool isInvisible(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Format || (category == QChar::Other_Control && c != U'\n');
}

bool endsSentence(QChar c)
{
    return QStringView(u".!?:;•\n\uFFFC").contains(c);
}

} // namespace

VisibleText::VisibleText(const QString &written)
{
    const QString blanked = withTagsBlanked(written);
    for (qsizetype at = 0; at < blanked.size();) {
        const QChar c = blanked.at(at);
        if (c == u'&') {
            if (const auto entity = entityAt(blanked, at)) {
                append(entity->first, at, entity->second);
                at = entity->second;
                continue;
            }
        }
        const bool pair = c.isHighSurrogate() && at + 1 < blanked.size() && blanked.at(at + 1).isLowSurrogate();
        const char32_t character = pair ? QChar::surrogateToUcs4(c, blanked.at(at + 1)) : c.unicode();
        append(character, at, at + (pair ? 2 : 1));
        at += pair ? 2 : 1;
    }
}

void VisibleText::append(char32_t character, qsizetype position, qsizetype end)
{
    if (isInvisible(character))
        return;
    const char32_t shown = character == U'\t' || character == U'\u00A0' || character == U'\u202F' ? U' ' : character;
    const auto units = QChar::fromUcs4(shown);
    for (const char16_t unit : QStringView(units).toString().toStdU16String()) {
        m_text += QChar(unit);
        m_begins.append(position);
        m_ends.append(end);
    }
}

std::pair<int, int> VisibleText::written(qsizetype position, qsizetype length) const
{
    if (length <= 0 || position < 0 || position + length > m_text.size())
        return {0, 0};
    const qsizetype begin = m_begins.at(position);
    return {static_cast<int>(begin), static_cast<int>(m_ends.at(position + length - 1) - begin)};
}

QList<TextToken> VisibleText::tokens() const
{
    QList<TextToken> tokens;
    bool begins = true;
    for (qsizetype at = 0; at < m_text.size();) {
        const QChar c = m_text.at(at);
        if (!c.isLetterOrNumber()) {
            begins = begins || endsSentence(c);
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < m_text.size() && (m_text.at(end).isLetterOrNumber() || m_text.at(end).isMark()))
            ++end;
        const QString word = m_text.mid(at, end - at);
        tokens.append({word, foldedWord(word), at, end - at, begins, at > 0 ? m_text.at(at - 1) : QChar()});
        begins = false;
        at = end;
    }
    return tokens;
}

QString foldedWord(const QString &word)
{
    return QString::fromStdString(foldedText(word.toStdString())).trimmed();
}

} // namespace listwright
