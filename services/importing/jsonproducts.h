// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/jsonsplitter.h"
#include "services/importing/productreader.h"

#include <deque>
#include <unordered_map>

namespace listwright::importing {

/** Products of JSON lists, wrappers, single objects and NDJSON. Wrappers inside records are opened too. */
class JsonProducts : public ProductReader
{
public:
    JsonProducts(const ImportPlan &plan, Conventions conventions, SourceText source, quint64 hashSeed);

    Result<bool> next() override;
    const std::vector<Candidate> &candidates() const override { return m_candidates; }
    std::optional<ProductDraft> build(std::size_t candidate, Problems &problems) override;
    std::vector<std::string> rawCells(std::size_t candidate) const override;
    QStringList columns() const override;
    qint64 bytesDone() const override { return m_splitter.bytesDone(); }
    qint64 bytesTotal() const override { return m_splitter.source().bytesTotal(); }

private:
    struct Product
    {
        JsonElement element;
        const JsonValue *value = nullptr; // null when the record could not be read
        QString problem;
        std::string faultyKey; // of the member that the problem is of, where it is one's
        std::string repeatedKey;
        bool repaired = false;
    };

    void readElement(const JsonElement &element);
    void unwrap(Product product, const JsonValue &value, int depth);
    void addProduct(Product product);
    template <class Visit>
    void visit(const JsonValue &object, const std::string &path, int depth, const Visit &visitor);
    const Column *columnFor(const std::string &path);

    const ImportPlan m_plan;
    Conventions m_conventions;
    JsonSplitter m_splitter;
    std::unordered_map<std::string, std::unique_ptr<Column>> m_columns; // by path; guessed for paths the plan lacks
    std::vector<JsonElement> m_elements;
    std::deque<JsonDocument> m_documents;
    std::deque<std::string> m_repaired;
    std::vector<Product> m_products;
    std::vector<Candidate> m_candidates;
};

/** The path without the containers in front: what is wrapped is named as if it were not. */
QString innerPath(const QString &path);
/** The target a JSON path feeds by layout and aliases; "" when nothing is known. */
QString guessedJsonTarget(const QString &path, const Layout *layout);

} // namespace listwright::importing
