// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes the benches' catalog file: ROWS rows of 12 columns, about 500 bytes a row, quoted descriptions of several
// lines. Words are drawn by Zipf's law from a made-up vocabulary with Polish and German letters among them, so that
// the full text index meets a realistic number of different words. Deterministic: the same arguments, the same file.
//
//     makecatalog ROWS [FIRST_NUMBER] > catalog.csv

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace {

std::vector<std::string> vocabulary(std::size_t size)
{
    static const char *const syllables[] = {"ka", "lo",  "mi", "ter", "san", "ve", "do", "ru",  "pin", "stel", "gro",
                                            "fa", "zet", "bi", "nor", "ül",  "ąż", "ke", "łot", "ser", "an",   "tri"};
    std::mt19937_64 random(7);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < size; ++i) {
        std::string word;
        const std::size_t parts = 1 + random() % 4;
        for (std::size_t part = 0; part < parts; ++part)
            word += syllables[random() % std::size(syllables)];
        words.push_back(word);
    }
    return words;
}

class Text
{
public:
    explicit Text(std::uint64_t seed) : m_random(seed) {}

    const std::string &word()
    {
        // the inverse of Zipf's cumulative distribution, s = 1
        const double u = std::uniform_real_distribution<double>(0, 1)(m_random);
        const double rank = std::exp(u * std::log(static_cast<double>(m_words.size())));
        return m_words[std::min(m_words.size() - 1, static_cast<std::size_t>(rank) - 1)];
    }
    std::uint64_t number(std::uint64_t below) { return m_random() % below; }

private:
    std::vector<std::string> m_words = vocabulary(60000);
    std::mt19937_64 m_random;
};

std::string gtin13(std::uint64_t number)
{
    char digits[16];
    std::snprintf(digits, sizeof digits, "40%010llu", static_cast<unsigned long long>(number % 10000000000ULL));
    int sum = 0;
    for (int i = 0; i < 12; ++i)
        sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return std::string(digits) + static_cast<char>('0' + (10 - sum % 10) % 10);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs("usage: makecatalog ROWS [FIRST_NUMBER]\n", stderr);
        return 2;
    }
    const std::uint64_t rows = std::strtoull(argv[1], nullptr, 10);
    const std::uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
    static const char *const conditions[] = {"new", "new", "new", "used", "refurbished"};
    Text text(first + 1);
    std::string line = "source_id,sku,gtin,title,description,brand,category,condition,price,currency,quantity,image\n";
    for (std::uint64_t row = 0; row < rows; ++row) {
        const std::uint64_t id = first + row;
        const std::string number = std::to_string(id * 7919 % 1000000007ULL + id); // not in the order of the file
        line += "S" + number + ",SKU-" + number + ',' + gtin13(id) + ",\"";
        for (int i = 0; i < 7; ++i)
            line += (i ? " " : "") + text.word();
        line += "\",\"";
        for (int sentence = 0; sentence < 4; ++sentence) {
            for (int i = 0; i < 10; ++i)
                line += text.word() + (i == 9 ? ".\n" : i == 4 ? ", " : " ");
        }
        line +=
            "Size \"\"" + std::to_string(text.number(90) + 10) + "\"\" cm\",Brand" + std::to_string(text.number(500));
        line += ",Home > " + std::to_string(text.number(40)) + " > " + std::to_string(text.number(20)) + ',';
        line += conditions[text.number(5)];
        line += ',' + std::to_string(text.number(900)) + '.' + std::to_string(text.number(90) + 10) + ",EUR,";
        line += std::to_string(text.number(200)) + ",https://images.example.com/products/large/" + number + ".jpg\n";
        if (line.size() > 1 << 20) {
            std::fwrite(line.data(), 1, line.size(), stdout);
            line.clear();
        }
    }
    std::fwrite(line.data(), 1, line.size(), stdout);
    return std::fflush(stdout) == 0 && !std::ferror(stdout) ? 0 : 1;
}
