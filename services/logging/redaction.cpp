// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/redaction.h"

#include <QJsonArray>
#include <QList>
#include <QRegularExpression>

#include <algorithm>

namespace listwright {

namespace {

struct Pattern
{
    QRegularExpression expression;
    QString replacement;
};

// With what may follow: tokens, password2, secret_value.
const QString &secretNames()
{
    static const QString names = QStringLiteral("(?:(?<![a-z])pass|pass(?:word|wd|phrase|wort)|pwd|secret|api[_-]?key|"
                                                "(?:access|private|secret)[_-]?key|token|signature|credentials?)"
                                                "(?:s|[_-]?(?:value|old|new|[0-9]{1,3}))?");
    return names;
}

// In double quotes, in single ones, or in quotes that are escaped themselves, as in JSON within JSON: then only a quote
// with as many backslashes ends it. An end that was cut off may be missing.
const QString &quotedValue()
{
    static const QString value =
        QStringLiteral(R"x("(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|)x"
                       R"x((?<mask>\\++)"(?:[^"\\]++|\\++(?!")|\k<mask>\\++")*+(?:\k<mask>")?)x");
    return value;
}

// Also a list, an object, or a single word.
const QString &secretValue()
{
    static const QString value = quotedValue() + QStringLiteral(R"x(|\[[^\]]*+\]?|\{[^}]*+\}?|[^\s,;&"'})\]]++)x");
    return value;
}

Pattern pattern(const QString &expression, const QString &replacement)
{
    Pattern made{QRegularExpression(expression, QRegularExpression::CaseInsensitiveOption), replacement};
    made.expression.optimize();
    return made;
}

/** In order: whole headers before the single words in them. Quantifiers are possessive or bounded, hence linear. */
const QList<Pattern> &patterns()
{
    static const QList<Pattern> all{
        // scheme://user:password@host, where the user may be a mail address
        pattern(QStringLiteral(R"x((\b[a-z][a-z0-9+.-]{1,20}://[^\s/:"']{0,256}):[^\s"']{1,1024}@)x"),
                QStringLiteral("\\1:[removed]@")),
        pattern(QStringLiteral(R"x(((?:authorization|cookie)\\*+["']?\s*[:=]\s*)(?:%1|[^\r\n]++))x").arg(quotedValue()),
                QStringLiteral("\\1[removed]")),
        pattern(QStringLiteral(R"x(\b(bearer|basic)\s+[a-z0-9._~+/=|-]{8,}+)x"), QStringLiteral("\\1 [removed]")),
        pattern(QStringLiteral(R"x(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]{0,40}-----)?)x"),
                QStringLiteral("[removed]")),
        // name=value, name: value, "name":"value with \" inside", 'name': 'value'
        pattern(QStringLiteral(R"x((%1\\*+["']?\s*[:=]\s*)(?:%2))x").arg(secretNames(), secretValue()),
                QStringLiteral("\\1[removed]")),
        // <name>value</name>, --name value
        pattern(QStringLiteral(R"x((<[a-z:_-]{0,40}%1[^<>]{0,200}>)[^<]++)x").arg(secretNames()),
                QStringLiteral("\\1[removed]")),
        pattern(QStringLiteral(R"x((\s--?[a-z-]{0,40}%1\s++)(?:%2))x").arg(secretNames(), secretValue()),
                QStringLiteral("\\1[removed]")),
        // JSON web tokens, and keys whose issuers mark them with a prefix
        pattern(QStringLiteral(R"x(\beyJ[a-z0-9_-]{10,}+\.[a-z0-9_-]{10,}+(?:\.[a-z0-9_-]*+)?)x"),
                QStringLiteral("[removed]")),
        pattern(QStringLiteral(R"x(\b(?:sk|rk|pk)[-_](?:live_|test_|proj-|ant-)?[a-z0-9_-]{16,}+)x"
                               R"x(|\bshp(?:at|ca|pa|ss)_[a-z0-9]{16,}+|\bAKIA[0-9A-Z]{16}\b)x"
                               R"x(|\bAtz[ar]\|[a-z0-9_|+/=-]{16,}+|\bgh[opsu]_[a-z0-9]{20,}+|\blw_[a-z0-9_-]{16,}+)x"),
                QStringLiteral("[removed]")),
    };
    return all;
}

/** Each pattern wants another character than these, or one of the long keys: most fields need no looking for them. */
bool isHarmless(const QString &text)
{
    constexpr qsizetype shortestKey = 20; // AKIA and 16 more
    return text.size() < shortestKey && std::ranges::all_of(text, [](QChar character) {
               return (character >= u'0' && character <= u'9') || (character >= u'a' && character <= u'z') ||
                      (character >= u'A' && character <= u'Z') || character == u'/' || character == u'.';
           });
}

bool isSecretName(const QString &name)
{
    static const QRegularExpression expression(
        QRegularExpression::anchoredPattern(QStringLiteral(".*(?:authorization|cookie|") + secretNames() +
                                            QLatin1Char(')')),
        QRegularExpression::CaseInsensitiveOption);
    return expression.match(name).hasMatch();
}

QJsonValue redacted(const QJsonValue &value)
{
    if (value.isString())
        return listwright::redacted(value.toString());
    if (value.isObject())
        return listwright::redacted(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray array = value.toArray();
    for (auto item = array.begin(); item != array.end(); ++item)
        *item = redacted(QJsonValue(*item));
    return array;
}

} // namespace

QString redacted(const QString &text)
{
    if (isHarmless(text))
        return text;
    QString result = text;
    for (const Pattern &each : patterns())
        result.replace(each.expression, each.replacement);
    return result;
}

QJsonObject redacted(const QJsonObject &fields)
{
    QJsonObject result = fields;
    for (auto field = result.begin(); field != result.end(); ++field)
        field.value() =
            isSecretName(field.key()) ? QJsonValue(QStringLiteral("[removed]")) : redacted(QJsonValue(field.value()));
    return result;
}

} // namespace listwright
