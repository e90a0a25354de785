// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/contactpatterns.h"

#include "services/listing/factsfile.h"

#include <QJsonArray>
#include <QJsonObject>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr auto contactOptions =
    QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

/** The lists of addresses.json as alternatives of a pattern; the longer first. */
class AddressWords
{
public:
    QString anyOf(const QString &list) const
    {
        QStringList words;
        const QJsonArray entries = m_lists.value(list).toArray();
        for (const QJsonValue &entry : entries)
            words.append(QRegularExpression::escape(entry.toString()));
        std::ranges::stable_sort(words, std::greater(), &QString::size);
        return u"(?:"_s + words.join(u'|') + u')';
    }

private:
    const QJsonObject m_lists = factsFile(u"addresses.json"_s);
};

// Dots as people write them to hide an address.
QString bracketedDot()
{
    return u"\\s?[(\\[{]\\s?(?:\\.|dot|punkt|kropka)\\s?[)\\]}]\\s?"_s;
}

QString spokenDot()
{
    return u"(?:\\s+(?:dot|punkt|kropka)\\s+|\\s+\\.\\s*)"_s;
}

QString webAddresses(const AddressWords &words)
{
    const QString path = u"(?:/[^\\s<>\\x{FFFC}]*(?<![,;.]))?"_s;
    const QString ends = u"(?!\\w)(?!\\.\\w)"_s + path;
    const QString abbreviation = u"(?!"_s + words.anyOf(u"abbreviations"_s) + u"\\.(?!\\w+\\.))";
    return u"(?:[a-z][a-z0-9+.-]{1,10}://|www\\.|mailto:|javascript:|data:text)[^\\s<>\"'\\x{FFFC}]*(?<![,;])"
           "|(?<![\\w.@-])"_s +
           abbreviation + u"(?:[\\w-]++\\.)+(?:co\\.uk|" + words.anyOf(u"endings"_s) + u')' + ends +
           // Words of their languages too: "p.es." and "oak.It is" are no addresses.
           u"|(?<![\\w.@-])" + abbreviation + u"(?:[\\w-]++\\.)*(?=[\\w-]{3})(?=[\\w-]*?\\p{L})[\\w-]++\\.(?-i:" +
           words.anyOf(u"otherEndings"_s) + u')' + ends +
           // The ornament of dots is no dot of an address.
           u"|(?<![\\w.@-])(?!polka\\b)[\\w-]{2,}+(?:" + spokenDot() + u"(?:co\\.uk|" +
           words.anyOf(u"spokenEndings"_s) + u")|\\.\\s+(?-i:com))" + ends +
           u"|(?<![\\w.@-])(?=[\\w-]*?\\p{L})[\\w-]++(?:" + bracketedDot() + u"[a-z][\\w-]+)+" + path +
           u"|(?<![\\w.@-])(?:[\\w-]++\\.)+(?:xn--[a-z0-9-]+|[a-z]{2,14}(?=/[^\\s<>]))" + path +
           u"|(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d+)?/[^\\s<>\\x{FFFC}]*";
}

QString mailAddresses(const AddressWords &words)
{
    const QString dot = u"(?:\\.(?!\\s)|\\s\\.\\s?|"_s + bracketedDot() + u"|\\s+(?:dot|punkt|kropka)\\s+)";
    const QString ending = u"(?:"_s + words.anyOf(u"endings"_s) + u'|' + words.anyOf(u"otherEndings"_s) + u")(?!\\w)";
    return u"(?<![\\w.+-])[\\w.+-]++\\s?(?:@|[(\\[{]\\s?(?:at|ät)\\s?[)\\]}])\\s?[\\w-]+(?:"_s + dot + u"[\\w-]+)+" +
           u"|(?<![\\w.+-])[\\w.+-]++\\s+(?:at|ät|małpa|malpa|arroba|klammeraffe)\\s+[\\w-]+(?:" + dot + u"[\\w-]+)*" +
           dot + ending + u"|(?<![\\w.])@[a-z]\\w{2,}";
}

QString messengerAccounts(const AddressWords &words)
{
    const QString messenger = u"(?<!\\w)"_s + words.anyOf(u"messengers"_s);
    const QString marked = u"(?:\\s+(?:id|name|nick|handle|username|account|konto))?\\s*[:@]\\s*[^\\s<>,;\\x{FFFC}]+"_s;
    const QString named = u"\\s+(?:id|nick|handle|username)\\s+@?[\\w.+-]{3,}"_s;
    const QString numbered = u"\\s+(?=[a-z]{3}[\\w.-]*[0-9_])[a-z][\\w.-]{3,}"_s;
    return messenger + u"(?:" + marked + u'|' + named + u'|' + numbered + u")|(?<!\\w)" +
           words.anyOf(u"messengerWords"_s) + u"(?:\\s+@\\w[\\w.-]{2,}|\\s+(?:id|username)\\s*[:@]?\\s*\\w[\\w.-]{2,})";
}

QRegularExpression readAddressPattern()
{
    const AddressWords words;
    const QRegularExpression pattern(
        mailAddresses(words) + u'|' + webAddresses(words) + u'|' + messengerAccounts(words), contactOptions);
    Q_ASSERT_X(pattern.isValid(), "addressPattern", qPrintable(pattern.errorString()));
    return pattern;
}

} // namespace

const QRegularExpression &addressPattern()
{
    static const QRegularExpression pattern = readAddressPattern();
    return pattern;
}

const QRegularExpression &telephonePattern()
{
    static const QRegularExpression pattern(
        u"(?<!\\w)(?:tel|telefon|telefonnummer|rufnummer|numer|phone|call|whatsapp|telegram|viber|signal|sms|"
        "zadzwoń|zadzwon|hotline|infolinia|fax|mobil|handy|kom)[.:]*\\s*\\+?[0-9(][0-9\\s()/.-]{5,18}"
        "[0-9](?![\\w°])"
        "|(?<![\\w.,])(?:\\+|00)[1-9][0-9\\s()/.-]{6,18}[0-9](?![\\w°])"
        "|(?<![\\w.,])0[1-9][0-9]{1,4}[ /-][0-9][0-9 /-]{4,12}[0-9](?![\\w°]|[.,][0-9])"
        "|(?<!\\w)\\(0[1-9][0-9]{1,4}\\)\\s?[0-9][0-9 /-]{3,12}[0-9](?![\\w°]|[.,][0-9])"
        "|(?<!\\w)\\([2-9][0-9]{2}\\)\\s?[0-9]{3}[-. ][0-9]{4}(?![\\w°]|[.,][0-9])"_s,
        contactOptions);
    return pattern;
}

} // namespace listwright
