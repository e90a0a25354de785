// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/delimitedproducts.h"

#include "services/importing/rejectsfile.h"

namespace listwright::importing {

namespace {

constexpr std::size_t firstBlockBytes = 128 * 1024; // the first rows should show at once

RecordFormat recordFormat(const ImportPlan &plan, bool partial, quint64 hashSeed)
{
    RecordFormat format;
    format.delimiter = plan.options.delimiter;
    format.quote = plan.options.quote;
    format.hashSeed = hashSeed;
    format.partial = partial;
    format.blockBytes = firstBlockBytes;
    return format;
}

quint64 combined(quint64 hash, quint64 other)
{
    return (hash ^ other) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
}

} // namespace

DelimitedProducts::DelimitedProducts(const ImportPlan &plan, Conventions conventions, SourceText source,
                                     quint64 hashSeed)
    : m_plan(plan)
    , m_conventions(std::move(conventions))
    , m_reader(std::move(source.text), recordFormat(plan, source.partial, hashSeed))
    , m_columns(compileColumns(plan))
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int index = m_plan.mapping[static_cast<qsizetype>(i)].index;
        const Target target = m_columns[i].target;
        if (index < 0)
            continue;
        if (target != Target::Ignore)
            m_cells.emplace_back(index, &m_columns[i]);
        m_identity.emplace_back(index, target);
        if (target == Target::Group)
            m_groupIndex = index;
        if (target == Target::Relation)
            m_relationIndex = index;
    }
    std::erase_if(m_identity, [&](const auto &entry) {
        const auto &wanted = m_conventions.identity;
        const bool gtin = entry.second == Target::Barcode || entry.second == Target::Identifier;
        return entry.second != Target::SourcePlatform && !gtin &&
               std::find(wanted.begin(), wanted.end(), entry.second) == wanted.end();
    });
    if (const Layout *layout = findLayout(plan.options.layout)) {
        m_currencyInHeader = layout->currencyInHeader;
        for (const QString &relation : layout->childRelations)
            m_childRelations.push_back(toUtf8(relation));
    }
}

std::string_view DelimitedProducts::cellOf(const Row &row, int index) const
{
    return index >= 0 && static_cast<std::size_t>(index) < row.cells.size() ? row.cells[static_cast<std::size_t>(index)]
                                                                            : std::string_view();
}

void DelimitedProducts::readHeader(std::span<const std::string_view> cells)
{
    m_header.clear();
    for (const std::string_view cell : cells)
        m_header.append(fromUtf8(trimmed(cell)));
    m_headerWidth = m_header.size();
    if (RejectsFile::addedColumns(m_header))
        ++m_conventions.formulaGuards;
    applyHeaderCurrency(cells);
}

// eBay writes the currency of all prices into the header of its first column: "*Action(…|Currency=EUR|…)".
void DelimitedProducts::applyHeaderCurrency(std::span<const std::string_view> cells)
{
    if (m_currencyInHeader.isEmpty())
        return;
    for (const std::string_view cell : cells) {
        const QString text = fromUtf8(cell);
        const qsizetype at = text.indexOf(m_currencyInHeader, 0, Qt::CaseInsensitive);
        if (at < 0)
            continue;
        if (const auto currency = Currency::parse(QStringView(text).mid(at + m_currencyInHeader.size(), 3))) {
            m_conventions.defaultCurrency = *currency;
            m_conventions.currencyInFile = true;
        }
    }
}

Result<bool> DelimitedProducts::next()
{
    m_candidates.clear();
    m_products.clear();
    m_rows.clear();
    while (m_candidates.empty() && !m_ended) {
        m_rows.assign(std::make_move_iterator(m_kept.begin()), std::make_move_iterator(m_kept.end()));
        m_kept.clear();
        const auto more = m_reader.next(m_block);
        if (!more)
            return failure(more.error());
        m_ended = !*more;
        collect();
        groupRows(m_ended);
        if (m_first)
            m_reader.setBlockBytes(1024 * 1024);
        m_first = false;
    }
    return !m_candidates.empty();
}

// Takes the block's records as rows; the header and what stands before it are none.
void DelimitedProducts::collect()
{
    if (m_ended)
        return;
    const int headerRow = m_plan.options.headerRow;
    for (const Record &record : m_block.records()) {
        const auto cells = m_block.cells(record);
        if (++m_recordNumber == headerRow)
            readHeader(cells);
        if (m_recordNumber <= headerRow)
            continue;
        if (m_header.isEmpty()) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                m_header.append(Import::tr("Column %1").arg(i + 1));
        }
        m_rows.push_back({record, cells, {}, {}});
    }
}

bool DelimitedProducts::continuesGroup(const Row &parent, const Row &row, qsizetype rows) const
{
    if (parent.record.fault != RecordFault::None || row.record.fault != RecordFault::None || rows >= maximumGroupRows)
        return false;
    if (m_conventions.grouping == Grouping::SameKey) {
        const std::string_view key = trimmed(cellOf(row, m_groupIndex));
        return !key.empty() && key == trimmed(cellOf(parent, m_groupIndex));
    }
    const std::string_view relation = trimmed(cellOf(row, m_relationIndex));
    return std::any_of(m_childRelations.begin(), m_childRelations.end(),
                       [&](const std::string &child) { return equalsIgnoringCase(child, relation); });
}

void DelimitedProducts::groupRows(bool atEnd)
{
    if (m_conventions.grouping == Grouping::None) {
        m_candidates.reserve(m_rows.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            addCandidate(i, 1);
        return;
    }
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= m_rows.size(); ++i) {
        const bool goesOn =
            i < m_rows.size() && continuesGroup(m_rows[begin], m_rows[i], static_cast<qsizetype>(i - begin));
        if (goesOn)
            continue;
        if (i == m_rows.size() && !atEnd)
            break;
        addCandidate(begin, i - begin);
        begin = i;
    }
    for (std::size_t i = begin; i < m_rows.size(); ++i)
        m_kept.push_back(keep(m_rows[i]));
}

// The next block reuses the memory the cells point into.
DelimitedProducts::Row DelimitedProducts::keep(const Row &row)
{
    if (row.copy)
        return row;
    Row kept = row;
    kept.copy = std::make_shared<std::vector<std::string>>(row.cells.begin(), row.cells.end());
    kept.copiedCells = std::make_shared<std::vector<std::string_view>>(kept.copy->begin(), kept.copy->end());
    kept.cells = *kept.copiedCells;
    return kept;
}

void DelimitedProducts::addCandidate(std::size_t firstRow, std::size_t rowCount)
{
    const Row &row = m_rows[firstRow];
    Candidate candidate;
    candidate.line = row.record.line;
    candidate.records = static_cast<int>(rowCount);
    IdentityFinder identity(m_conventions);
    if (row.record.fault == RecordFault::None) {
        for (const auto &[index, target] : m_identity)
            identity.see(target, withoutGuard(m_conventions, cellOf(row, index)));
        candidate.sourceId = identity.sourceId();
    }
    candidate.platform = identity.platform();
    candidate.contentHash = row.record.hash;
    for (std::size_t i = 1; i < rowCount; ++i)
        candidate.contentHash = combined(candidate.contentHash, m_rows[firstRow + i].record.hash);
    m_products.push_back({firstRow, rowCount});
    m_candidates.push_back(std::move(candidate));
}

bool DelimitedProducts::reportFaults(const Row &row, Problems &problems) const
{
    const Record &record = row.record;
    const std::string_view value = row.cells.empty() ? std::string_view() : row.cells.front();
    const auto reject = [&](const QString &reason) {
        problems.reject(record.line, {}, value, reason);
        return true;
    };
    switch (record.fault) {
    case RecordFault::UnclosedQuote:
        return reject(Import::tr("A quote is opened in this line and never closed."));
    case RecordFault::TooLong:
        return reject(Import::tr("The record is longer than %Ln megabyte(s).", nullptr,
                                 static_cast<int>(maximumRecordBytes >> 20)));
    case RecordFault::TooManyCells:
        return reject(Import::tr("The record has more than %1 cells.").arg(maximumCells));
    case RecordFault::None:
        break;
    }
    if (record.hasNul)
        return reject(Import::tr("The record holds NUL bytes; the file may be damaged."));
    for (std::size_t i = static_cast<std::size_t>(m_headerWidth); m_headerWidth > 0 && i < row.cells.size(); ++i) {
        if (!trimmed(row.cells[i]).empty())
            return reject(Import::tr("The record has %1 cells, but the header has %2 columns. Is a quote missing?")
                              .arg(row.cells.size())
                              .arg(m_headerWidth));
    }
    if (record.repairedUtf8)
        problems.warn(record.line, {}, {}, Import::tr("Bytes that are no valid text were replaced by �."));
    return false;
}

std::optional<ProductDraft> DelimitedProducts::build(std::size_t index, Problems &problems)
{
    const Candidate &candidate = m_candidates[index];
    const Product &product = m_products[index];
    DraftBuilder builder(m_conventions, problems);
    builder.begin(candidate.platform, candidate.sourceId, candidate.contentHash);
    for (std::size_t i = product.firstRow; i < product.firstRow + product.rowCount; ++i) {
        const Row &row = m_rows[i];
        if (reportFaults(row, problems))
            return {};
        builder.beginRow(row.record.line);
        for (const auto &[position, column] : m_cells) {
            const std::string_view cell = cellOf(row, position);
            if (!cell.empty())
                builder.take(*column, cell);
        }
    }
    return builder.finish();
}

std::vector<std::string> DelimitedProducts::rawCells(std::size_t candidate) const
{
    const auto cells = m_rows[m_products[candidate].firstRow].cells;
    return {cells.begin(), cells.end()};
}

} // namespace listwright::importing
