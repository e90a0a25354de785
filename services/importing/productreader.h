// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/draftbuilder.h"
#include "services/importing/textsource.h"

#include <memory>

namespace listwright::importing {

/** A product found in the source, before anything but its key was looked at. */
struct Candidate
{
    std::string platform;
    std::string sourceId; ///< may be empty; build() then says so
    quint64 contentHash = 0;
    qint64 line = 0;
    int records = 1;
    bool unreadable = false; ///< no valid JSON; build() says what is wrong with it
};

/** Where the text of a source comes from. */
struct SourceText
{
    std::unique_ptr<TextSource> text;
    bool partial = false; ///< only the beginning of the file
};

/**
 * Reads a source product by product in chunks. There are two real ones, delimited text and JSON. Belongs to one
 * thread.
 */
class ProductReader
{
public:
    virtual ~ProductReader() = default;

    /** The next chunk; false at the end. An error ends the source; chunks before it stay good. */
    virtual Result<bool> next() = 0;
    virtual const std::vector<Candidate> &candidates() const = 0;
    /**
     * The product, or nothing when it is rejected. Adds to the problems in both cases. One without a title is good
     * only for a product that the catalog has already.
     */
    virtual std::optional<ProductDraft> build(std::size_t candidate, Problems &problems) = 0;
    /** The cells of the candidate's first record as they stand in the file. */
    virtual std::vector<std::string> rawCells(std::size_t candidate) const = 0;
    virtual QStringList columns() const = 0;
    virtual qint64 bytesDone() const = 0;
    virtual qint64 bytesTotal() const = 0;
};

/** Fails when the source cannot be opened or the plan is wrong (unknown target, encoding or currency). */
Result<std::unique_ptr<ProductReader>> openProducts(const ImportPlan &plan, SourceText source);
Result<SourceText> openSource(const ImportPlan &plan);

/** What is said of a product without a title that is not in the catalog: only known ones can do without. */
void rejectWithoutTitle(qint64 line, Problems &problems);

/** The columns of the file: cells of the header record, or "Column 1" … where there is none. */
std::vector<Column> compileColumns(const ImportPlan &plan);

/** The product's key by the order of the conventions: the first target with a text. */
class IdentityFinder
{
public:
    explicit IdentityFinder(const Conventions &conventions) : m_conventions(conventions) {}
    void clear();
    void see(Target target, std::string_view text);
    std::string sourceId() const;
    std::string platform() const;

private:
    const Conventions &m_conventions;
    std::string_view m_platform;
    std::array<std::string_view, 8> m_found{};
};

} // namespace listwright::importing
