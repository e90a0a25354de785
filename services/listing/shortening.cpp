// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/shortening.h"

#include "services/listing/textblocks.h"
#include "services/listing/textmending.h"

namespace listwright::html {

namespace {

/** The largest number from 0 to `highest` for which `fits` holds; it holds for all smaller ones, too. */
template <class Fits>
int largest(int highest, Fits fits)
{
    int low = 0;
    while (low < highest) {
        const int middle = low + (highest - low + 1) / 2;
        if (fits(middle))
            low = middle;
        else
            highest = middle - 1;
    }
    return low;
}

} // namespace

QString shortened(const QString &text, const std::optional<QStringList> &allowedTags, int limit, bool inBytes)
{
    const QStringList tags = allowedTags.value_or(QStringList{
        QStringLiteral("h1"), QStringLiteral("h2"), QStringLiteral("h3"), QStringLiteral("p"), QStringLiteral("br"),
        QStringLiteral("ul"), QStringLiteral("ol"), QStringLiteral("li"), QStringLiteral("b")});
    const QList<TextBlock> blocks = blocksOf(text);
    const auto fits = [&](const QList<TextBlock> &some) {
        const QString result = written(some, tags);
        return (inBytes ? result.toUtf8().size() : qsizetype(codePoints(result))) <= limit;
    };
    const int whole = largest(static_cast<int>(blocks.size()), [&](int count) { return fits(blocks.mid(0, count)); });
    QList<TextBlock> kept = blocks.mid(0, whole);
    if (whole < blocks.size()) {
        const QString rest = blocks.at(whole).plainText();
        const auto withPart = [&](int characters) {
            QList<TextBlock> candidate = kept;
            candidate.append(blocks.at(whole));
            candidate.last().runs = {{cutAtWord(rest, characters), false}};
            return candidate;
        };
        const int part = largest(codePoints(rest), [&](int characters) { return fits(withPart(characters)); });
        if (part > 0 && !cutAtWord(rest, part).isEmpty())
            kept = withPart(part);
    }
    return written(kept, tags);
}

} // namespace listwright::html
