// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/jsonsample.h"

#include "services/importing/jsonproducts.h"
#include "services/importing/jsonsplitter.h"

#include <unordered_map>
#include <utility>

namespace listwright::importing {

namespace {

constexpr int sampledRecords = 200;
constexpr qsizetype mostPaths = 2000;
constexpr int deepest = 4;

// The same paths come back in each record, so what they mean is found out once.
class PathSampler
{
public:
    explicit PathSampler(JsonSample &sample) : m_sample(sample) {}

    void take(const JsonValue &object, const std::string &path = {}, int depth = 0)
    {
        for (const JsonMember &member : object.members) {
            const std::string memberPath = path.empty() ? member.key : path + '.' + member.key;
            Meaning &meaning = meaningOf(memberPath, member.key);
            if (meaning.isContainer && depth < deepest && member.value.type == JsonValue::Type::Object)
                take(member.value, memberPath, depth + 1);
            else if (!std::exchange(meaning.isListed, true) && m_sample.paths.size() < mostPaths)
                m_sample.paths.append(fromUtf8(memberPath));
            if (member.value.type == JsonValue::Type::Text && meaning.isPrice)
                m_sample.prices.push_back(member.value.text);
        }
    }

private:
    struct Meaning
    {
        bool isContainer = false;
        bool isPrice = false;
        bool isListed = false;
    };

    Meaning &meaningOf(const std::string &path, const std::string &key)
    {
        const auto [at, isNew] = m_meanings.try_emplace(path);
        if (isNew) {
            at->second.isContainer = aliases().jsonContainers.contains(fromUtf8(key), Qt::CaseInsensitive);
            at->second.isPrice = guessedJsonTarget(fromUtf8(path), nullptr) == QLatin1String("price");
        }
        return at->second;
    }

    JsonSample &m_sample;
    std::unordered_map<std::string, Meaning> m_meanings; // its elements stay in place while it grows
};

} // namespace

JsonSample sampleJson(std::string_view utf8, SourceFormat format)
{
    JsonSample result;
    const auto size = static_cast<qsizetype>(utf8.size());
    auto source = TextSource::fromMemory(QByteArray::fromRawData(utf8.data(), size), {});
    JsonFormat jsonFormat;
    jsonFormat.format = format;
    jsonFormat.partial = true;
    jsonFormat.fit(size);
    JsonSplitter splitter(*std::move(source), jsonFormat);
    PathSampler sampler(result);
    std::vector<JsonElement> elements;
    int records = 0;
    while (records < sampledRecords && splitter.next(elements).value_or(false)) {
        for (const JsonElement &element : elements) {
            if (records == sampledRecords)
                break;
            if (const auto document = parseJson(repairedUtf8(element.text))) {
                sampler.take(document->value);
                ++records;
            }
        }
    }
    return result;
}

} // namespace listwright::importing
