// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "models/domain/productdraft.h"

#include <random>

namespace listwright {

/** Products as bad as sellers' data gets, the same for the same seed. */
class UglyProducts
{
public:
    explicit UglyProducts(unsigned seed) : m_random(seed) {}

    ProductDraft draft()
    {
        ProductDraft product;
        product.sourcePlatform = "test";
        product.sourceId = std::to_string(m_random());
        product.title = words(number(24), " ");
        if (chance(4))
            product.titleOptimized = words(number(12), " ");
        product.description = description();
        if (chance(5))
            product.descriptionOptimized = description();
        product.brand = pick({"", "Bosch", "ADIDAS", "Łódź & Co", "Müller", "H&M", "Yahoo!", "3M"});
        product.mpn = pick({"", "GSR-18V", "AX 200", "<b>7</b>"});
        product.gtin = pick({"", "4006381333931", "2000000000008", "4006381333932"});
        product.category = pick({"", "Haus > Küche"});
        product.condition = chance(2) ? Condition::New : Condition::Unknown;
        for (int i = number(7); i > 0; --i)
            product.images.emplace_back(pick({"https://example.com/a.jpg", "http://example.com/b.jpg", ""}), "");
        for (int i = number(7); i > 0; --i)
            product.attributes.emplace_back(pick({"Farbe", "Größe", "Material", "", "Typ", "Kolor"}),
                                            pick({"rot", "42", "Baumwolle", "", "M", "XXL ★", "<b>fett</b>"}));
        if (chance(3))
            product.bulletPoints = {words(3, " "), words(number(60), " ")};
        if (chance(4))
            product.variants = {VariantDraft{"a", pick({"", "96385074"}), {}, {}, {}, {}}};
        return product;
    }

    static Product productOf(const ProductDraft &draft)
    {
        const auto text = [](const std::string &utf8) { return QString::fromStdString(utf8); };
        Product product;
        product.sourcePlatform = text(draft.sourcePlatform);
        product.sourceId = text(draft.sourceId);
        product.titleOriginal = text(draft.title);
        product.titleOptimized = text(draft.titleOptimized);
        product.descriptionOriginal = text(draft.description);
        product.descriptionOptimized = text(draft.descriptionOptimized);
        product.brand = text(draft.brand);
        product.mpn = text(draft.mpn);
        product.gtin = text(draft.gtin);
        product.category = text(draft.category);
        product.condition = draft.condition;
        for (const auto &[url, alt] : draft.images)
            product.images.append({text(url), text(alt)});
        for (const auto &[name, value] : draft.attributes)
            product.attributes.append({text(name), text(value)});
        for (const std::string &bullet : draft.bulletPoints)
            product.bulletPoints.append(text(bullet));
        for (const VariantDraft &variant : draft.variants) {
            Variant converted;
            converted.gtin = text(variant.gtin);
            product.variants.append(converted);
        }
        return product;
    }

    Product product() { return productOf(draft()); }

private:
    int number(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }
    bool chance(int oneIn) { return number(oneIn) == 0; }
    std::string pick(const std::vector<std::string> &choices) { return choices[m_random() % choices.size()]; }

    std::string word()
    {
        return pick({"Bohrschrauber",
                     "BOHRSCHRAUBER",
                     "akku",
                     "Żółty",
                     "ŻÓŁTY",
                     "kubek",
                     "mit",
                     "und",
                     "für",
                     "USB",
                     "18V",
                     "2x",
                     "★★★",
                     "NEU!!!",
                     "free",
                     "shipping",
                     "best",
                     "price",
                     "kostenloser",
                     "Versand",
                     "50",
                     "%",
                     "&",
                     "™Marke",
                     "Länge",
                     "1½",
                     "m²",
                     "20°C",
                     "😀",
                     "👩‍🔧",
                     "日本語",
                     "“Zitat”",
                     "—",
                     "…",
                     "a_b",
                     "{x}",
                     "www.shop.de",
                     "info@shop.de",
                     "+48 600 700 800",
                     "https://x.example/y?z=1",
                     "STRASSE",
                     "ß",
                     "$5",
                     "<b>",
                     "</b>",
                     "&amp;",
                     "&lt;",
                     "5<6",
                     "rot",
                     "rot",
                     "rot",
                     "Rot,",
                     "(neu)",
                     "~",
                     "#4",
                     "C++",
                     "-",
                     "Donaudampfschifffahrtsgesellschaftskapitaen",
                     "Wlan/Bluetooth/Usb/Hdmi/Displayport/Ethernet"});
    }

    std::string words(int count, const char *separator)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += (i > 0 ? separator : "") + word();
        return text;
    }

    std::string description()
    {
        std::string text;
        for (int i = number(9); i > 0; --i) {
            const std::string content = words(number(40), chance(6) ? "  \n" : " ");
            switch (number(9)) {
            case 0:
                text += "<p>" + content + "</p>";
                break;
            case 1:
                text += "<ul><li>" + content + "<li>" + word() + "</ul>";
                break;
            case 2:
                text += "<h3 style=\"color:red\">" + content + "</h3>";
                break;
            case 3:
                text += "<script>alert('" + content + "')</script>";
                break;
            case 4:
                text += "<a href=\"https://shop.example/\" onclick=\"x()\">" + content + "</a><br>";
                break;
            case 5:
                text += "<table><tr><td>" + content + "<td>" + word() + "</table>";
                break;
            case 6:
                text += "<div><b>" + content + "</div>";
                break;
            case 7:
                text += "- " + content + "\n";
                break;
            default:
                text += content + "\n\n";
                break;
            }
        }
        return text;
    }

    std::mt19937 m_random;
};

} // namespace listwright
