// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/sentproducts.h"

#include <QString>

#include <array>
#include <string>
#include <vector>

namespace listwright::bench {

namespace {

std::vector<std::string> vocabulary()
{
    static const char *const syllables[] = {"ka", "lo",  "mi", "ter", "san", "ve", "do", "ru",  "pin", "stel", "gro",
                                            "fa", "zet", "bi", "nor", "ül",  "ąż", "ke", "łot", "ser", "an",   "tri"};
    constexpr std::size_t count = std::size(syllables);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < count * count * 8; ++i)
        words.push_back(std::string(syllables[i % count]) + syllables[i / count % count] + syllables[i / 7 % count]);
    return words;
}

/** Numbers that follow from the product's. */
class Draw
{
public:
    explicit Draw(qint64 number) : m_state(static_cast<quint64>(number) * 0x9E3779B97F4A7C15ULL + 1) {}
    quint64 below(quint64 limit)
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (m_state >> 33) % limit;
    }
    /** A few words are frequent, most are rare. */
    void appendWords(std::string &text, int count)
    {
        static const std::vector<std::string> words = vocabulary();
        for (int i = 0; i < count; ++i) {
            if (i > 0)
                text += ' ';
            text += words[below(1 + below(words.size()))];
        }
    }

private:
    quint64 m_state;
};

std::string gtin13(qint64 number)
{
    std::string digits = std::to_string(400'000'000'000 + number);
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i)
        sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

void appendProduct(std::string &json, qint64 number)
{
    static const char *const colors[] = {"red", "blue", "black", "white", "green"};
    Draw draw(number);
    const std::string id = std::to_string(number);
    json += R"({"source_platform":"shop","source_id":"S)" + id + R"(","sku":"SKU-)" + id + R"(","gtin":")" +
            gtin13(number) + R"(","title":")";
    draw.appendWords(json, 8);
    json += R"(","description":")";
    draw.appendWords(json, 50);
    json += R"(.","brand":"Brand)" + std::to_string(draw.below(500)) + R"(","category":"Home > )" +
            std::to_string(draw.below(40)) + " > " + std::to_string(draw.below(20)) +
            R"(","condition":"new","price":")" + std::to_string(draw.below(900)) + '.' +
            std::to_string(10 + draw.below(90)) + R"(","currency":"EUR","quantity":)" +
            std::to_string(draw.below(200)) + R"(,"url":"https://shop.example/products/)" + id +
            R"(","images":["https://images.example/products/large/)" + id + R"(.jpg"],"attributes":{"Color":")" +
            colors[draw.below(std::size(colors))] + R"(","Width":")" + std::to_string(10 + draw.below(90)) +
            R"( cm"}})";
}

} // namespace

QByteArray sentProduct(qint64 number)
{
    std::string json;
    appendProduct(json, number);
    return QByteArray::fromStdString(json);
}

QByteArray webhookRequest(qint64 first, int count, bool keepConnection)
{
    std::string body;
    for (int i = 0; i < count; ++i) {
        if (count > 1)
            body += i == 0 ? '[' : ',';
        appendProduct(body, first + i);
    }
    if (count > 1)
        body += ']';
    const std::string head =
        "POST /api/import/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Accept: application/json\r\nX-Webhook-Secret: " +
        std::string(sentSecret) + "\r\nContent-Length: " + std::to_string(body.size()) +
        (keepConnection ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
    return QByteArray::fromStdString(head + body);
}

QByteArray pageRequest(const QByteArray &key, int limit, const QByteArray &cursor)
{
    QByteArray path = "/api/products?limit=" + QByteArray::number(limit);
    if (!cursor.isEmpty())
        path += "&cursor=" + cursor;
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nX-API-Key: " + key + "\r\n\r\n";
}

QByteArray nextCursor(const QByteArray &page)
{
    const QByteArray member = "\"next\":\"";
    const qsizetype at = page.lastIndexOf(member);
    if (at < 0)
        return {};
    const qsizetype begin = at + member.size();
    return page.mid(begin, page.indexOf('"', begin) - begin);
}

} // namespace listwright::bench
