// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/jsonproducts.h"

namespace listwright::importing {

namespace {

JsonFormat jsonFormat(const ImportPlan &plan, const SourceText &source, quint64 hashSeed)
{
    JsonFormat format;
    format.format = plan.options.format;
    format.partial = source.partial;
    format.hashSeed = hashSeed;
    format.fit(source.text->bytesTotal());
    return format;
}

JsonSplitter splitterOf(const ImportPlan &plan, SourceText source, quint64 hashSeed)
{
    const JsonFormat format = jsonFormat(plan, source, hashSeed);
    return {std::move(source.text), format};
}

bool looksLikeProduct(const JsonValue &object)
{
    return std::any_of(object.members.begin(), object.members.end(),
                       [](const JsonMember &member) { return isProductKey(member.key); });
}

// "title" before "name", "price" before "priceAmount".
int rankOf(const std::string &path)
{
    const std::size_t point = path.rfind('.');
    const QString last = fromUtf8(point == std::string::npos ? path : path.substr(point + 1));
    return aliases().targets.value(headerKey(last), {QString(), 1000}).second;
}

bool isContainer(const QString &key)
{
    return aliases().jsonContainers.contains(key, Qt::CaseInsensitive);
}

/** Of our own file: what no column has. */
std::string keptMembers(const JsonValue &object)
{
    std::string json;
    for (const char *key : {"uid", "created_at", "status", "optimized_data", "marketplace_data", "listings"}) {
        const JsonValue *value = object.member(key);
        if (value == nullptr || value->type == JsonValue::Type::Null)
            continue;
        json += json.empty() ? '{' : ',';
        appendJsonString(json, key);
        json += ':';
        appendJson(json, *value);
    }
    return json.empty() ? json : json + '}';
}

/** As it stands there; earlier versions wrote some as a text. */
std::string sourceDataOf(const JsonValue &object)
{
    std::string json;
    const JsonValue *value = object.member("source_data");
    if (value != nullptr && value->type == JsonValue::Type::Object) {
        appendJson(json, *value);
    } else if (value != nullptr && value->type == JsonValue::Type::Text) {
        const auto document = parseJson(value->text);
        if (document && document->fault.isEmpty() && document->value.type == JsonValue::Type::Object)
            json = value->text;
    }
    return json;
}

} // namespace

QString innerPath(const QString &path)
{
    qsizetype begin = 0;
    for (qsizetype at = path.indexOf(u'.'); at >= 0 && isContainer(path.sliced(begin, at - begin));
         at = path.indexOf(u'.', begin))
        begin = at + 1;
    return path.sliced(begin);
}

QString guessedJsonTarget(const QString &path, const Layout *layout)
{
    const QString inner = innerPath(path);
    if (layout != nullptr) {
        QString known = layout->targetOf(path);
        if (known.isEmpty())
            known = layout->targetOf(inner);
        if (!known.isEmpty() || layout->exact)
            return known;
    }
    if (inner.contains(u'.')) // "seller.name" is no product's name
        return {};
    return aliases().targets.value(headerKey(inner)).first;
}

JsonProducts::JsonProducts(const ImportPlan &plan, Conventions conventions, SourceText source, quint64 hashSeed)
    : m_plan(plan), m_conventions(std::move(conventions)), m_splitter(splitterOf(plan, std::move(source), hashSeed))
{
    for (Column &column : compileColumns(plan)) {
        column.rank = rankOf(column.name);
        const std::string path = column.name;
        m_columns.emplace(path, std::make_unique<Column>(std::move(column)));
    }
}

// Records may have members the beginning of the file did not show: they are mapped by the same guess.
const Column *JsonProducts::columnFor(const std::string &path)
{
    constexpr std::size_t maximumColumns = 10'000;
    static const Column extra;
    const auto found = m_columns.find(path);
    if (found != m_columns.end())
        return found->second.get();
    if (m_columns.size() >= maximumColumns)
        return &extra;
    const QString target = guessedJsonTarget(fromUtf8(path), findLayout(m_plan.options.layout));
    const ParsedTarget parsed = targetFromName(target).value_or(ParsedTarget());
    auto column = std::make_unique<Column>(Column{parsed.target, path, toUtf8(parsed.attribute), rankOf(path)});
    return m_columns.emplace(path, std::move(column)).first->second.get();
}

template <class Visit>
void JsonProducts::visit(const JsonValue &object, const std::string &path, int depth, const Visit &visitor)
{
    for (const JsonMember &member : object.members) {
        const std::string memberPath = path.empty() ? member.key : path + '.' + member.key;
        const bool mapped = m_columns.contains(memberPath) && m_columns.at(memberPath)->target != Target::Extra;
        const bool descend = member.value.type == JsonValue::Type::Object && !mapped && depth < 4 &&
                             (isContainer(fromUtf8(member.key)) ||
                              std::any_of(m_columns.begin(), m_columns.end(), [&](const auto &entry) {
                                  return entry.first.starts_with(memberPath + '.');
                              }));
        if (descend)
            visit(member.value, memberPath, depth + 1, visitor);
        else
            visitor(*columnFor(memberPath), member.value);
    }
}

Result<bool> JsonProducts::next()
{
    m_candidates.clear();
    m_products.clear();
    m_documents.clear();
    m_repaired.clear();
    while (m_candidates.empty()) {
        const auto more = m_splitter.next(m_elements);
        if (!more || !*more)
            return more;
        for (const JsonElement &element : m_elements)
            readElement(element);
    }
    return true;
}

void JsonProducts::readElement(const JsonElement &element)
{
    Product product;
    product.element = element;
    const TextFlaws flaws = findFlaws(element.text);
    if (element.tooLong || flaws.nul) {
        product.problem = element.tooLong ? Import::tr("The record is longer than %Ln megabyte(s).", nullptr, 16)
                                          : Import::tr("The record holds NUL bytes; it may be damaged.");
        return addProduct(std::move(product));
    }
    if (flaws.invalidUtf8) {
        m_repaired.push_back(repairedUtf8(element.text));
        product.element.text = m_repaired.back();
        product.repaired = true;
    }
    auto document = parseJson(product.element.text);
    if (auto mended = document ? std::nullopt : withoutLoneSurrogates(product.element.text)) {
        m_repaired.push_back(*std::move(mended));
        product.element.text = m_repaired.back();
        product.repaired = true;
        document = parseJson(product.element.text);
    }
    if (!document) {
        product.problem = document.error().message;
        addProduct(std::move(product));
        m_candidates.back().unreadable = document.error().code == ErrorCode::InvalidInput;
        return;
    }
    product.problem = document->fault;
    product.faultyKey = toUtf8(innerPath(fromUtf8(document->faultyKey)));
    product.repeatedKey = document->repeatedKey;
    m_documents.push_back(*std::move(document));
    unwrap(std::move(product), m_documents.back().value, 0);
}

// {"body":{"products":[…]}} in a record stands for the products in it.
void JsonProducts::unwrap(Product product, const JsonValue &value, int depth)
{
    if (value.type != JsonValue::Type::Object) {
        if (product.problem.isEmpty())
            product.problem = Import::tr("The record is no JSON object.");
        return addProduct(std::move(product));
    }
    if (product.problem.isEmpty() && depth < 4 && !looksLikeProduct(value)) {
        for (const JsonMember &member : value.members) {
            if (!isWrapperKey(member.key))
                continue;
            if (member.value.type == JsonValue::Type::Object)
                return unwrap(std::move(product), member.value, depth + 1);
            if (member.value.type != JsonValue::Type::List || member.value.items.empty() ||
                member.value.items.front().type != JsonValue::Type::Object)
                continue;
            quint64 number = 0;
            for (const JsonValue &item : member.value.items) {
                Product each = product;
                each.element.hash += ++number;
                unwrap(std::move(each), item, depth + 1);
            }
            return;
        }
    }
    product.value = &value;
    addProduct(std::move(product));
}

void JsonProducts::addProduct(Product product)
{
    Candidate candidate;
    candidate.line = product.element.line;
    candidate.contentHash = product.element.hash;
    IdentityFinder identity(m_conventions);
    if (product.value != nullptr) {
        const bool faulty = !product.problem.isEmpty(); // its sender is still told which one it is
        visit(*product.value, {}, 0, [&](const Column &column, const JsonValue &value) {
            if (value.isScalar() && !value.isNothing() && !(faulty && value.text.find('\0') != std::string::npos))
                identity.see(column.target, value.text);
        });
        candidate.sourceId = identity.sourceId();
    }
    candidate.platform = identity.platform();
    m_products.push_back(std::move(product));
    m_candidates.push_back(std::move(candidate));
}

std::optional<ProductDraft> JsonProducts::build(std::size_t index, Problems &problems)
{
    const Product &product = m_products[index];
    const Candidate &candidate = m_candidates[index];
    if (!product.problem.isEmpty()) {
        problems.reject(candidate.line, product.faultyKey, product.element.text, product.problem);
        return {};
    }
    if (product.repaired)
        problems.warn(candidate.line, {}, {}, Import::tr("Bytes that are no valid text were replaced by �."));
    if (!product.repeatedKey.empty())
        problems.warn(candidate.line, product.repeatedKey, {},
                      Import::tr("The key occurs twice in one object; the last value counts."));
    DraftBuilder builder(m_conventions, problems);
    builder.begin(candidate.platform, candidate.sourceId, candidate.contentHash);
    builder.beginRow(candidate.line);
    std::vector<std::pair<const Column *, const JsonValue *>> members;
    visit(*product.value, {}, 0,
          [&](const Column &column, const JsonValue &value) { members.emplace_back(&column, &value); });
    std::stable_sort(members.begin(), members.end(),
                     [](const auto &one, const auto &other) { return one.first->rank < other.first->rank; });
    for (const auto &[column, value] : members)
        builder.takeJson(*column, *value);
    auto draft = builder.finish();
    if (draft && m_conventions.exact) {
        draft->kept = keptMembers(*product.value);
        draft->sourceData = sourceDataOf(*product.value);
    }
    return draft;
}

std::vector<std::string> JsonProducts::rawCells(std::size_t candidate) const
{
    return {std::string(m_products[candidate].element.text)};
}

QStringList JsonProducts::columns() const
{
    return {Import::tr("Record")};
}

} // namespace listwright::importing
