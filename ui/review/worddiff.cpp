// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/worddiff.h"

#include "ui/style/theme.h"

#include <QTextBrowser>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDifferences = 1500; // beyond that the texts are taken as different altogether

enum class Class { Word, Space, Other };

Class classOf(QChar c)
{
    if (c.isSpace())
        return Class::Space;
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() ? Class::Word : Class::Other;
}

/** Words, runs of blanks, and single other characters. */
QList<QStringView> words(QStringView text)
{
    QList<QStringView> found;
    qsizetype start = 0;
    while (start < text.size()) {
        const Class kind = classOf(text[start]);
        qsizetype end = start + 1;
        while (kind != Class::Other && end < text.size() && classOf(text[end]) == kind)
            ++end;
        found.append(text.sliced(start, end - start));
        start = end;
    }
    return found;
}

class PartList
{
public:
    void add(DiffPart::Kind kind, QStringView text)
    {
        if (!m_parts.isEmpty() && m_parts.last().kind == kind)
            m_parts.last().text.append(text);
        else if (!text.isEmpty())
            m_parts.append({kind, text.toString()});
    }
    void addAll(DiffPart::Kind kind, const QList<QStringView> &list)
    {
        for (const QStringView word : list)
            add(kind, word);
    }
    QList<DiffPart> take() { return std::move(m_parts); }

private:
    QList<DiffPart> m_parts;
};

/** The furthest reaching paths of each number of differences; empty when there are too many. */
std::vector<std::vector<int>> searchPaths(const QList<QStringView> &before, const QList<QStringView> &after)
{
    const int n = static_cast<int>(before.size());
    const int m = static_cast<int>(after.size());
    const int most = std::min(n + m, mostDifferences);
    std::vector<std::vector<int>> trace;
    std::vector<int> furthest(static_cast<size_t>(2 * most + 3), 0);
    const auto at = [&](int diagonal) -> int & { return furthest[static_cast<size_t>(diagonal + most + 1)]; };
    for (int differences = 0; differences <= most; ++differences) {
        for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
            const bool down =
                diagonal == -differences || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1));
            int x = down ? at(diagonal + 1) : at(diagonal - 1) + 1;
            while (x < n && x - diagonal < m && before[x] == after[x - diagonal])
                ++x;
            at(diagonal) = x;
            if (x >= n && x - diagonal >= m) {
                trace.emplace_back(furthest.begin() + most + 1 - differences - 1,
                                   furthest.begin() + most + 1 + differences + 2);
                return trace;
            }
        }
        trace.emplace_back(furthest.begin() + most + 1 - differences - 1,
                           furthest.begin() + most + 1 + differences + 2);
    }
    return {};
}

/** Walks the paths back from the end; each step is one word. */
QList<DiffPart::Kind> stepsOf(const std::vector<std::vector<int>> &trace, int n, int m)
{
    QList<DiffPart::Kind> steps;
    int x = n;
    int y = m;
    for (int differences = static_cast<int>(trace.size()) - 1; differences > 0; --differences) {
        const std::vector<int> &previous = trace[static_cast<size_t>(differences - 1)];
        const auto at = [&](int diagonal) { return previous[static_cast<size_t>(diagonal + differences)]; };
        const int diagonal = x - y;
        const bool down = diagonal == -differences || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1));
        const int fromDiagonal = down ? diagonal + 1 : diagonal - 1;
        const int fromX = at(fromDiagonal);
        const int fromY = fromX - fromDiagonal;
        while (x > fromX && y > fromY && x - y == diagonal && (down ? y > fromY + 1 : x > fromX + 1)) {
            steps.append(DiffPart::Kind::Same);
            --x;
            --y;
        }
        steps.append(down ? DiffPart::Kind::Inserted : DiffPart::Kind::Removed);
        x = fromX;
        y = fromY;
    }
    for (; x > 0; --x)
        steps.append(DiffPart::Kind::Same);
    std::reverse(steps.begin(), steps.end());
    return steps;
}

void addDifference(PartList &parts, const QList<QStringView> &before, const QList<QStringView> &after)
{
    const auto trace = searchPaths(before, after);
    if (trace.empty()) {
        parts.addAll(DiffPart::Kind::Removed, before);
        parts.addAll(DiffPart::Kind::Inserted, after);
        return;
    }
    qsizetype old = 0;
    qsizetype now = 0;
    for (const DiffPart::Kind kind : stepsOf(trace, static_cast<int>(before.size()), static_cast<int>(after.size()))) {
        parts.add(kind, kind == DiffPart::Kind::Inserted ? after[now] : before[old]);
        old += kind == DiffPart::Kind::Inserted ? 0 : 1;
        now += kind == DiffPart::Kind::Removed ? 0 : 1;
    }
}

QString htmlText(const DiffPart &part)
{
    // An end of line is nothing to see; where one comes or goes, it needs a sign.
    return part.text.toHtmlEscaped().replace(u'\n', part.kind == DiffPart::Kind::Same ? u"<br>"_s : u"↵<br>"_s);
}

QString styleOf(DiffPart::Kind kind, const Tokens &tokens)
{
    switch (kind) {
    case DiffPart::Kind::Same:
        return {};
    case DiffPart::Kind::Inserted:
        return u"background-color:%1;text-decoration:underline"_s.arg(tokens.added.name());
    case DiffPart::Kind::Removed:
        return u"background-color:%1;text-decoration:line-through"_s.arg(tokens.removed.name());
    }
    return {};
}

QString markStyle(const Tokens &tokens)
{
    return u"background-color:%1;color:%2;font-weight:600;text-decoration:underline"_s.arg(tokens.warningSoft.name(),
                                                                                           tokens.warning.name());
}

QString span(const QString &style, const QString &html, const QString &title = {})
{
    if (style.isEmpty())
        return html;
    return title.isEmpty() ? u"<span style=\"%1\">%2</span>"_s.arg(style, html)
                           : u"<span style=\"%1\" title=\"%2\">%3</span>"_s.arg(style, title.toHtmlEscaped(), html);
}

/** The part, cut where a mark begins or ends; it begins at `position` of the new text. */
QList<DiffPart> piecesOf(const DiffPart &part, qsizetype position, const QList<MarkedRange> &marks)
{
    const qsizetype end = position + part.text.size();
    QList<qsizetype> cuts{position, end};
    for (const MarkedRange &mark : marks) {
        for (const qsizetype cut : {mark.position, mark.position + mark.length}) {
            if (cut > position && cut < end)
                cuts.append(cut);
        }
    }
    std::ranges::sort(cuts);
    QList<DiffPart> pieces;
    for (qsizetype i = 1; i < cuts.size(); ++i) {
        if (cuts[i] > cuts[i - 1])
            pieces.append({part.kind, part.text.sliced(cuts[i - 1] - position, cuts[i] - cuts[i - 1])});
    }
    return pieces;
}

} // namespace

QList<DiffPart> wordDiff(const QString &before, const QString &after)
{
    QList<QStringView> old = words(before);
    QList<QStringView> now = words(after);
    PartList parts;
    const auto front = std::mismatch(old.cbegin(), old.cend(), now.cbegin(), now.cend()).first - old.cbegin();
    parts.addAll(DiffPart::Kind::Same, old.first(front));
    old = old.sliced(front);
    now = now.sliced(front);
    const auto back = std::mismatch(old.crbegin(), old.crend(), now.crbegin(), now.crend()).first - old.crbegin();
    const QList<QStringView> tail = old.last(back);
    addDifference(parts, old.first(old.size() - back), now.first(now.size() - back));
    parts.addAll(DiffPart::Kind::Same, tail);
    return parts.take();
}

QString diffHtml(const QList<DiffPart> &parts, const Tokens &tokens, const QList<MarkedRange> &marks)
{
    QString html;
    qsizetype position = 0; // in the new text
    for (const DiffPart &part : parts) {
        const QString style = styleOf(part.kind, tokens);
        if (part.kind == DiffPart::Kind::Removed) {
            html += span(style, htmlText(part));
            continue;
        }
        for (const DiffPart &piece : piecesOf(part, position, marks)) {
            const auto mark = std::ranges::find_if(marks, [position](const MarkedRange &known) {
                return position >= known.position && position < known.position + known.length;
            });
            html += mark == marks.end() ? span(style, htmlText(piece))
                                        : span(markStyle(tokens), htmlText(piece), mark->reason);
            position += piece.text.size();
        }
    }
    return u"<div style=\"white-space:pre-wrap\">"_s + html + u"</div>"_s;
}

void showDiff(QTextBrowser &view, const QList<DiffPart> &parts, const Tokens &tokens)
{
    view.setHtml(diffHtml(parts, tokens));
    qsizetype same = 0;
    for (auto part = parts.begin(); part != parts.end() && part->kind == DiffPart::Kind::Same; ++part)
        same += part->text.size();
    QTextCursor first(view.document());
    first.setPosition(std::min(static_cast<int>(same), view.document()->characterCount() - 1));
    view.setTextCursor(first);
    view.ensureCursorVisible();
}

} // namespace listwright
