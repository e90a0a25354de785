// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of detection.h that maps columns and JSON paths to targets.

#include "services/importing/detection.h"
#include "services/importing/jsonproducts.h"
#include "services/importing/problems.h"
#include "services/importing/rejectsfile.h"

namespace listwright::importing {

namespace {

struct Guess
{
    QString target;
    int rank = 1000;
};

// "Zdjęcie 2", "image_3", "Price (EUR)" and "Preis EUR" are what they are without their last part.
Guess guessTarget(const QString &header)
{
    const auto &known = aliases().targets;
    const auto guessOf = [&](const QString &key) {
        const auto found = known.constFind(key);
        return found == known.constEnd() ? Guess() : Guess{found->first, found->second};
    };
    if (header.startsWith(QLatin1String("attribute:")))
        return {header, 0};
    const QString key = headerKey(header);
    if (Guess guess = guessOf(key); !guess.target.isEmpty())
        return guess;
    QString withoutNumber = key;
    while (!withoutNumber.isEmpty() && withoutNumber.back().isDigit())
        withoutNumber.chop(1);
    if (Guess guess = guessOf(withoutNumber);
        guess.target == QLatin1String("image") || guess.target == QLatin1String("bullet_points"))
        return guess;
    if (key.size() > 3 && Currency::parse(QStringView(key).last(3)).has_value()) {
        if (Guess guess = guessOf(key.chopped(3)); guess.target == QLatin1String("price"))
            return {guess.target, guess.rank + 50};
    }
    return {};
}

// Of several columns that would feed one value, the one with the likeliest name does; the others are extra data.
void keepLikeliest(QList<ColumnMapping> &mapping, const QList<int> &ranks)
{
    QHash<QString, qsizetype> best;
    for (qsizetype i = 0; i < mapping.size(); ++i) {
        const auto parsed = targetFromName(mapping[i].target);
        if (!parsed || takesSeveralColumns(parsed->target))
            continue;
        const QString target = targetName(parsed->target);
        const auto other = best.constFind(target);
        if (other == best.constEnd()) {
            best.insert(target, i);
        } else if (ranks[i] < ranks[*other]) {
            mapping[*other].target.clear();
            best.insert(target, i);
        } else {
            mapping[i].target.clear();
        }
    }
}

} // namespace

bool feedsTitle(const QList<ColumnMapping> &mapping)
{
    return std::any_of(mapping.begin(), mapping.end(), [](const ColumnMapping &column) {
        return column.target == QLatin1String("title") || column.target == QLatin1String("title_original");
    });
}

void addMappingDoubts(const QList<ColumnMapping> &mapping, QStringList &doubts)
{
    const auto feeds = [&](std::initializer_list<QLatin1String> targets) {
        return std::any_of(mapping.begin(), mapping.end(), [&](const ColumnMapping &column) {
            return std::find(targets.begin(), targets.end(), column.target) != targets.end();
        });
    };
    if (!feedsTitle(mapping))
        doubts.append(
            Import::tr("No column with the title was recognized: only products that are in the catalog already "
                       "are changed."));
    if (!feeds({QLatin1String("source_id"), QLatin1String("sku"), QLatin1String("gtin"), QLatin1String("barcode"),
                QLatin1String("group"), QLatin1String("source_url"), QLatin1String("identifier")}))
        doubts.append(Import::tr("No column identifies the products (ID, SKU or GTIN); choose one."));
}

QStringList headerOf(const SampleTable &table, int headerRow, QStringList &doubts)
{
    QStringList header;
    if (headerRow <= 0) {
        std::size_t width = 0;
        for (const auto &record : table)
            width = std::max(width, record.size());
        for (std::size_t i = 0; i < width; ++i)
            header.append(Import::tr("Column %1").arg(i + 1));
        return header;
    }
    if (static_cast<std::size_t>(headerRow) > table.size())
        return header;
    QHash<QString, int> seen;
    QStringList repeated;
    for (const std::string &cell : table[static_cast<std::size_t>(headerRow) - 1]) {
        const QString name = fromUtf8(trimmed(cell));
        const int occurrence = ++seen[name];
        header.append(occurrence == 1 || name.isEmpty() ? name
                                                        : QString(name + u" (" + QString::number(occurrence) + u')'));
        if (occurrence == 2 && !name.isEmpty())
            repeated.append(name);
    }
    if (!repeated.isEmpty())
        doubts.append(Import::tr("Several columns have the same name: %1. The first one is used.")
                          .arg(repeated.mid(0, 5).join(QLatin1String(", "))));
    return header;
}

QList<ColumnMapping> mapColumns(const QStringList &header, const ReadOptions &options, QStringList &doubts)
{
    const Layout *layout = findLayout(options.layout);
    QStringList keys;
    for (const QString &name : header)
        keys.append(headerKey(name));
    const bool byPosition = layout && !layout->positions.isEmpty() &&
                            std::none_of(layout->recognizeAll.begin(), layout->recognizeAll.end(),
                                         [&](const QString &key) { return keys.contains(key); });
    QList<ColumnMapping> mapping;
    QList<int> ranks;
    for (qsizetype i = 0; i < header.size(); ++i) {
        Guess guess;
        if (byPosition)
            guess.target = layout->positions.value(i);
        else if (layout)
            guess.target = layout->targetOf(header[i]);
        else
            guess = guessTarget(header[i]);
        mapping.append({header[i], static_cast<int>(i), guess.target});
        ranks.append(guess.rank);
    }
    if (const auto added = RejectsFile::addedColumns(header)) {
        for (qsizetype i = *added; i < *added + 3; ++i)
            mapping[i].target = targetName(Target::Ignore);
    }
    keepLikeliest(mapping, ranks);
    addMappingDoubts(mapping, doubts);
    return mapping;
}

QList<ColumnMapping> mapPaths(const QStringList &paths, const ReadOptions &options)
{
    const Layout *layout = findLayout(options.layout);
    QList<ColumnMapping> mapping;
    for (const QString &path : paths)
        mapping.append({path, -1, guessedJsonTarget(path, layout)});
    return mapping;
}

} // namespace listwright::importing
