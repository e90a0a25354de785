// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/textblocks.h"

#include "services/listing/html.h"
#include "services/listing/htmlparser.h"
#include "services/listing/htmlwriter.h"

#include <QSet>

namespace listwright::html {

namespace {

/** Blanks to one, none around line feeds and at the ends; blanks at the edge of bold text stand outside of it. */
QList<TextRun> tidied(const QList<TextRun> &runs)
{
    QList<TextRun> result;
    QString gap; // " " or "\n" before the next visible character
    for (const TextRun &run : runs) {
        for (const QChar c : run.text) {
            if (c.isSpace()) {
                if (c == u'\n')
                    gap = QStringLiteral("\n");
                else if (gap.isEmpty())
                    gap = QStringLiteral(" ");
                continue;
            }
            const bool first = result.isEmpty();
            const bool within = !first && result.last().bold == run.bold;
            if (!first && !gap.isEmpty()) {
                if (within || !result.last().bold)
                    result.last().text += gap;
                else
                    result.append({gap, false});
            }
            gap.clear();
            if (result.isEmpty() || result.last().bold != run.bold)
                result.append({QString(), run.bold});
            result.last().text += c;
        }
    }
    return result;
}

/** Collects blocks; empty ones vanish. */
class BlockCollector
{
public:
    void begin(TextBlock::Kind kind, int level = 0)
    {
        end();
        m_block.kind = kind;
        m_block.level = level;
    }

    void end()
    {
        m_block.runs = tidied(m_block.runs);
        if (!m_block.runs.isEmpty())
            m_blocks.append(m_block);
        m_block = TextBlock();
    }

    void add(const QString &text, bool bold) { m_block.runs.append({text, bold}); }

    QList<TextBlock> take()
    {
        end();
        return std::move(m_blocks);
    }

private:
    QList<TextBlock> m_blocks;
    TextBlock m_block;
};

bool isBlockElement(const QString &name)
{
    static const QSet<QString> names = {
        QStringLiteral("p"),       QStringLiteral("div"),     QStringLiteral("section"), QStringLiteral("article"),
        QStringLiteral("table"),   QStringLiteral("tr"),      QStringLiteral("dl"),      QStringLiteral("dt"),
        QStringLiteral("dd"),      QStringLiteral("hr"),      QStringLiteral("pre"),     QStringLiteral("blockquote"),
        QStringLiteral("address"), QStringLiteral("header"),  QStringLiteral("footer"),  QStringLiteral("main"),
        QStringLiteral("aside"),   QStringLiteral("nav"),     QStringLiteral("figure"),  QStringLiteral("figcaption"),
        QStringLiteral("caption"), QStringLiteral("thead"),   QStringLiteral("tbody"),   QStringLiteral("center"),
        QStringLiteral("form"),    QStringLiteral("details"), QStringLiteral("summary"), QStringLiteral("fieldset"),
        QStringLiteral("body"),    QStringLiteral("html"),    QStringLiteral("legend"),  QStringLiteral("hgroup"),
    };
    return names.contains(name);
}

bool isHeading(const QString &name)
{
    return name.size() == 2 && name[0] == u'h' && name[1] >= u'1' && name[1] <= u'6';
}

bool isBold(const QString &name)
{
    return name == QLatin1String("b") || name == QLatin1String("strong");
}

class BlockReader final : public FragmentHandler
{
public:
    void startElement(const QString &name, const QString &) override
    {
        if (isBold(name)) {
            ++m_bold;
        } else if (name == QLatin1String("br")) {
            m_collector.add(QStringLiteral("\n"), false);
        } else if (name == QLatin1String("td") || name == QLatin1String("th")) {
            m_collector.add(QStringLiteral(" "), false);
        } else if (name == QLatin1String("ul") || name == QLatin1String("ol") || name == QLatin1String("menu")) {
            m_collector.end();
            m_numbered.append(name == QLatin1String("ol"));
        } else if (name == QLatin1String("li")) {
            const bool numbered = !m_numbered.isEmpty() && m_numbered.last();
            m_collector.begin(numbered ? TextBlock::Kind::NumberedItem : TextBlock::Kind::BulletItem);
            ++m_items;
        } else if (isHeading(name)) {
            m_collector.begin(TextBlock::Kind::Heading, name[1].digitValue());
        } else if (isBlockElement(name)) {
            beginInner();
        }
    }

    void endElement(const QString &name) override
    {
        if (isBold(name)) {
            --m_bold;
        } else if (name == QLatin1String("ul") || name == QLatin1String("ol") || name == QLatin1String("menu")) {
            m_collector.end();
            m_numbered.removeLast();
        } else if (name == QLatin1String("li")) {
            --m_items;
            m_collector.end();
        } else if (isHeading(name)) {
            m_collector.end();
        } else if (isBlockElement(name)) {
            beginInner();
        }
    }

    void text(const QString &text) override
    {
        QString flowing = text; // in HTML a line feed is a blank like any other
        flowing.replace(u'\n', u' ');
        m_collector.add(flowing, m_bold > 0);
    }

    QList<TextBlock> take() { return m_collector.take(); }

private:
    // A paragraph inside an item stays in the item, on a line of its own.
    void beginInner()
    {
        if (m_items > 0)
            m_collector.add(QStringLiteral("\n"), false);
        else
            m_collector.begin(TextBlock::Kind::Paragraph);
    }

    BlockCollector m_collector;
    QList<bool> m_numbered; ///< for each open list
    int m_items = 0;
    int m_bold = 0;
};

/** Writes blocks with the tags there are. */
class BlockWriter
{
public:
    explicit BlockWriter(const QStringList &allowedTags)
        : m_allowed(allowedTags)
        , m_bold(nearest({QStringLiteral("b"), QStringLiteral("strong")}))
        , m_breaks(allowedTags.contains(QLatin1String("br")))
        , m_paragraphs(allowedTags.contains(QLatin1String("p")))
    {
        if (allowedTags.contains(QLatin1String("li"))) {
            m_bulletList = nearest({QStringLiteral("ul"), QStringLiteral("ol")});
            m_numberedList = nearest({QStringLiteral("ol"), QStringLiteral("ul")});
        }
    }

    QString write(const QList<TextBlock> &blocks)
    {
        for (const TextBlock &block : blocks) {
            if (listOf(block).isEmpty())
                addFree(block);
            else
                addItem(block);
        }
        QString result;
        for (qsizetype i = 0; i < m_chunks.size(); ++i) {
            if (i > 0)
                result += separator(m_chunks[i - 1], m_chunks[i]);
            result += m_chunks[i].text;
            if (!m_chunks[i].list.isEmpty())
                result += QLatin1String("</") + m_chunks[i].list + u'>';
        }
        return result;
    }

private:
    /** A paragraph, a heading, or a whole list without its end. */
    struct Chunk
    {
        QString text;
        QString list;      ///< tag of the list it is, or empty
        bool item = false; ///< an item without a list
    };

    QString nearest(const QStringList &tags) const
    {
        for (const QString &tag : tags) {
            if (m_allowed.contains(tag))
                return tag;
        }
        return {};
    }

    QString listOf(const TextBlock &block) const
    {
        if (!block.isItem())
            return {};
        return block.kind == TextBlock::Kind::NumberedItem ? m_numberedList : m_bulletList;
    }

    void addItem(const TextBlock &block)
    {
        const QString list = listOf(block);
        if (m_chunks.isEmpty() || m_chunks.last().list != list)
            m_chunks.append({u'<' + list + u'>', list, false});
        m_chunks.last().text += QLatin1String("<li>") + content(block, true) + QLatin1String("</li>");
    }

    void addFree(const TextBlock &block)
    {
        const QString tag = tagOf(block);
        const bool heading = tag.startsWith(u'h');
        const QString mark = block.isItem() ? QStringLiteral("- ") : QString();
        const QString text = content(block, !heading);
        const bool whole = tag.isEmpty() || m_breaks;
        for (const QString &piece : whole ? QStringList{text} : text.split(u'\n', Qt::SkipEmptyParts)) {
            QString chunk = mark + piece;
            if (!tag.isEmpty())
                chunk = u'<' + tag + u'>' + chunk + QLatin1String("</") + tag + u'>';
            m_chunks.append({chunk, {}, block.isItem()});
        }
    }

    QString tagOf(const TextBlock &block) const
    {
        QStringList candidates;
        if (block.kind == TextBlock::Kind::Heading) {
            for (int level = block.level; level >= 1; --level)
                candidates.append(u'h' + QString::number(level));
            for (int level = block.level + 1; level <= 6; ++level)
                candidates.append(u'h' + QString::number(level));
        }
        candidates.append(QStringLiteral("p"));
        return nearest(candidates);
    }

    // Where there is neither a paragraph nor a line break, HTML can divide texts by a blank only.
    QString separator(const Chunk &before, const Chunk &after) const
    {
        if (m_allowed.isEmpty())
            return before.item && after.item ? QStringLiteral("\n") : QStringLiteral("\n\n");
        if (m_paragraphs || !before.list.isEmpty() || !after.list.isEmpty())
            return QStringLiteral("\n");
        return m_breaks ? QStringLiteral("<br/>") : QStringLiteral(" ");
    }

    /** What stands between the tags of a block; a line feed is left where the block is to be divided at it. */
    QString content(const TextBlock &block, bool mayBeBold) const
    {
        const bool plain = m_allowed.isEmpty();
        const bool oneLine = !m_breaks && (block.isItem() || (!plain && tagOf(block).isEmpty()));
        QString result;
        for (const TextRun &run : block.runs) {
            QString text = plain ? run.text : escaped(run.text);
            if (oneLine)
                text.replace(u'\n', u' ');
            if (run.bold && mayBeBold && !m_bold.isEmpty()) { // closed around each line: lines may become paragraphs
                const QString close = QLatin1String("</") + m_bold + u'>';
                const QString open = u'<' + m_bold + u'>';
                text = open + text.replace(u'\n', QString(close + u'\n' + open)) + close;
            }
            result += text;
        }
        if (m_breaks)
            result.replace(u'\n', QLatin1String("<br/>"));
        return result;
    }

    QStringList m_allowed;
    QString m_bold;
    QString m_bulletList;
    QString m_numberedList;
    QList<Chunk> m_chunks;
    bool m_breaks;
    bool m_paragraphs;
};

bool beginsItem(QStringView line)
{
    static const QString marks = QStringLiteral("-*•–·✓");
    return line.size() > 2 && marks.contains(line.front()) && line.at(1).isSpace();
}

} // namespace

QString TextBlock::plainText() const
{
    QString text;
    for (const TextRun &run : runs)
        text += run.text;
    return text;
}

QList<TextBlock> blocksOfHtml(const QString &fragment)
{
    BlockReader reader;
    parseFragment(fragment, reader);
    return reader.take();
}

QList<TextBlock> blocksOfPlainText(const QString &text)
{
    BlockCollector collector;
    QString lines = text.left(longestFragment);
    lines.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    lines.removeIf([](QChar c) { return c.unicode() < 0x20 && !c.isSpace(); });
    bool inItem = false;
    for (const QStringView untrimmed : QStringView(lines).split(u'\n')) {
        const QStringView line = untrimmed.trimmed();
        const bool item = beginsItem(line);
        if (item)
            collector.begin(TextBlock::Kind::BulletItem);
        else if (line.isEmpty() || inItem)
            collector.begin(TextBlock::Kind::Paragraph);
        inItem = item;
        collector.add((item ? line.mid(2) : line).toString() + u'\n', false);
    }
    return collector.take();
}

QList<TextBlock> blocksOf(const QString &text)
{
    return looksLikeHtml(text) ? blocksOfHtml(text) : blocksOfPlainText(text);
}

QString written(const QList<TextBlock> &blocks, const QStringList &allowedTags)
{
    return BlockWriter(allowedTags).write(blocks).trimmed();
}

} // namespace listwright::html
