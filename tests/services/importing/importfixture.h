// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/detection.h"
#include "services/importing/importsource.h"
#include "services/importing/productreader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// Reads text as an import would, without a storage: previewed, then built. Files with titles meet an empty catalog,
// those without one that knows their products.
namespace listwright::importtest {

struct Outcome
{
    ImportPreview preview;
    std::vector<ProductDraft> products;
    QList<RecordProblem> problems;
    qsizetype rejected = 0;
    QString error;

    const ProductDraft *find(std::string_view sourceId) const
    {
        for (const ProductDraft &product : products) {
            if (product.sourceId == sourceId)
                return &product;
        }
        return nullptr;
    }
    bool hasProblem(const QString &part) const
    {
        for (const RecordProblem &problem : problems) {
            if (problem.reason.contains(part))
                return true;
        }
        return false;
    }
};

inline void readAll(const ImportPlan &plan, importing::SourceText source, Outcome &outcome)
{
    auto reader = importing::openProducts(plan, std::move(source));
    if (!reader) {
        outcome.error = reader.error().message;
        return;
    }
    for (;;) {
        const auto more = (*reader)->next();
        if (!more)
            outcome.error = more.error().message;
        if (!more || !*more)
            return;
        for (std::size_t i = 0; i < (*reader)->candidates().size(); ++i) {
            importing::Problems problems;
            auto draft = (*reader)->build(i, problems);
            if (draft && draft->title.empty() && importing::feedsTitle(plan.mapping))
                importing::rejectWithoutTitle((*reader)->candidates()[i].line, problems);
            else if (draft)
                outcome.products.push_back(*std::move(draft));
            outcome.rejected += problems.rejected() ? 1 : 0;
            outcome.problems += problems.list();
        }
    }
}

inline Outcome readFile(const QString &fileName, const QString &currency = QStringLiteral("EUR"))
{
    Outcome outcome;
    auto preview = previewImport(fileName, {}, currency);
    if (!preview) {
        outcome.error = preview.error().message;
        return outcome;
    }
    outcome.preview = *preview;
    auto source = importing::openSource(preview->plan);
    if (source)
        readAll(preview->plan, *std::move(source), outcome);
    else
        outcome.error = source.error().message;
    return outcome;
}

inline void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(name));
}

inline Outcome readBytes(const QByteArray &bytes, const QString &currency = QStringLiteral("EUR"),
                         const QString &name = QStringLiteral("test.csv"))
{
    QTemporaryDir folder;
    writeFile(folder.filePath(name), bytes);
    return readFile(folder.filePath(name), currency);
}

/** A file of the sample collection beside the source tree; empty where that is not there. */
inline QString sharedSample(const QString &path)
{
    const QString root = qEnvironmentVariable("LISTWRIGHT_SHARED", QStringLiteral(LISTWRIGHT_SOURCE_DIR "/../shared"));
    const QString file = root + QLatin1String("/samples/") + path;
    return QFile::exists(file) ? file : QString();
}

} // namespace listwright::importtest
