// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/productreader.h"
#include "services/importing/recordreader.h"

namespace listwright::importing {

/** Products of CSV and TSV: one a row, or groups of neighbouring rows where the layout says so. */
class DelimitedProducts : public ProductReader
{
public:
    DelimitedProducts(const ImportPlan &plan, Conventions conventions, SourceText source, quint64 hashSeed);

    Result<bool> next() override;
    const std::vector<Candidate> &candidates() const override { return m_candidates; }
    std::optional<ProductDraft> build(std::size_t candidate, Problems &problems) override;
    std::vector<std::string> rawCells(std::size_t candidate) const override;
    QStringList columns() const override { return m_header; }
    qint64 bytesDone() const override { return m_reader.bytesDone(); }
    qint64 bytesTotal() const override { return m_reader.source().bytesTotal(); }

private:
    // A record with its cells; the cells point into the block or into `copy`.
    struct Row
    {
        Record record;
        std::span<const std::string_view> cells;
        std::shared_ptr<std::vector<std::string>> copy; // of rows kept from the block before
        std::shared_ptr<std::vector<std::string_view>> copiedCells;
    };
    struct Product
    {
        std::size_t firstRow = 0;
        std::size_t rowCount = 0;
    };

    void readHeader(std::span<const std::string_view> cells);
    void applyHeaderCurrency(std::span<const std::string_view> cells);
    void collect();
    void groupRows(bool atEnd);
    bool continuesGroup(const Row &parent, const Row &row, qsizetype rows) const;
    void addCandidate(std::size_t firstRow, std::size_t rowCount);
    std::string_view cellOf(const Row &row, int index) const;
    bool reportFaults(const Row &row, Problems &problems) const;
    static Row keep(const Row &row);

    static constexpr qsizetype maximumGroupRows = 20'000;
    const ImportPlan m_plan;
    Conventions m_conventions;
    RecordReader m_reader;
    RecordBlock m_block;
    std::vector<Column> m_columns;                       // of the mapping
    std::vector<std::pair<int, const Column *>> m_cells; // by position in the record
    std::vector<std::pair<int, Target>> m_identity;
    std::vector<std::string> m_childRelations;
    QString m_currencyInHeader;
    int m_groupIndex = -1;
    int m_relationIndex = -1;
    qsizetype m_headerWidth = 0;
    QStringList m_header;
    qint64 m_recordNumber = 0;
    std::vector<Row> m_rows;
    std::vector<Row> m_kept; // of a group that the next block may go on with
    std::vector<Product> m_products;
    std::vector<Candidate> m_candidates;
    bool m_ended = false;
    bool m_first = true;
};

} // namespace listwright::importing
