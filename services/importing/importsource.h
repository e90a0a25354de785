// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace listwright {

enum class SourceFormat { Delimited, JsonArray, JsonLines };
enum class DecimalStyle { Point, Comma }; ///< 1,099.00 or 1.099,00

/** How the bytes of a source are read; detected, changeable by a person. */
struct ReadOptions
{
    SourceFormat format = SourceFormat::Delimited;
    QString encoding; ///< "UTF-8", "UTF-16LE", "windows-1252", "windows-1250", "ISO-8859-2" …
    char delimiter = ',';
    char quote = '"';  ///< 0 = none
    int headerRow = 1; ///< record number of the header, from 1; 0 = no header
    DecimalStyle decimalStyle = DecimalStyle::Point;
    bool decimalStyleChosen = false; ///< by a person, so that there is no doubt about it
    QString layout;                  ///< key of the layout data file; empty = guessed mapping
    QString defaultCurrency;         ///< for prices without one; empty = such rows are rejected
    bool currencyChosen = false;     ///< by a person, so that there is no doubt about it
    QString sourcePlatform;          ///< used where the layout and the row name none
    bool operator==(const ReadOptions &) const = default;
};

/** Which target a column or JSON path feeds. Targets are the names of productfield.h and some import-only ones. */
struct ColumnMapping
{
    QString column; ///< header text, or JSON path "price.amount"
    int index = -1; ///< position for delimited sources; -1 for JSON
    QString target; ///< "title", "sku", "price", "attribute:Colour", "image", "ignore" …
    bool operator==(const ColumnMapping &) const = default;
};

/** Everything needed to read a source again in the same way. */
struct ImportPlan
{
    QString fileName; ///< "-" is standard input
    ReadOptions options;
    QList<ColumnMapping> mapping;
    bool operator==(const ImportPlan &) const = default;
};

/** One thing wrong with one record, for people. */
struct RecordProblem
{
    qint64 line = 0;     ///< physical line in the file, from 1
    QString column;      ///< as the source calls it; the label of a field that it has no column for
    QString value;       ///< shortened
    QString reason;      ///< translated
    bool rejects = true; ///< false: a warning, the product goes in
    QString field{};     ///< of such a field its name in JSON, the same in every language
};

/** What the person sees before anything is written. */
struct ImportPreview
{
    ImportPlan plan;
    QStringList layouts; ///< keys of all known layouts, for the choice
    QStringList columns; ///< as in the file
    QStringList doubts;  ///< translated: what was ambiguous, with the assumption made
    struct Row
    {
        qint64 line = 0;
        QStringList cells; ///< raw, by column
        std::optional<qint64> priceMinorUnits;
        QStringList values; ///< by targetColumns: as they will be stored
        QList<RecordProblem> problems;
    };
    /** Where in targetColumns the values stand that a person's locale writes in its own way. */
    static constexpr int priceColumn = 5;
    static constexpr int quantityColumn = 6;
    QStringList targetColumns; ///< labels of the values in Row::values, translated
    QList<Row> rows;           ///< the first up to 100 products
    qint64 bytesTotal = 0;     ///< 0 when unknown
};

/** All targets a column can be mapped to, with their translated labels. */
QList<std::pair<QString, QString>> mappingTargets();
/** Keys and names of the known layouts. */
QList<std::pair<QString, QString>> knownLayouts();

/**
 * Looks at the beginning of the file (1 MB) and at places further on, and proposes how to read it. Reads but never
 * writes; blocks, so not for the GUI thread. `fixed` holds what the person already chose; nothing there is detected
 * again.
 */
Result<ImportPreview> previewImport(const QString &fileName, const std::optional<ImportPlan> &fixed = {},
                                    const QString &defaultCurrency = {});

/**
 * How to read JSON that is in memory, whole: layout and decimal style by what stands in it, everything else as given.
 * The same content gets the same plan, whatever else stands beside it. Thread-safe.
 */
ImportPlan planJsonText(const QByteArray &utf8, const ReadOptions &given);

} // namespace listwright
