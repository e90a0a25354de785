// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/redaction.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <array>

namespace listwright {

namespace {

struct Pattern
{
    QRegularExpression expression;
    QString replacement;
};

const QString &secretNames()
{
    static const QString names = QStringLiteral("(?:(?<![a-z])pass|pass(?:word|wd|phrase)|pwd|secret|api[_-]?key|"
                                                "(?:access|private|secret)[_-]?key|token|signature|credentials?)");
    return names;
}

Pattern pattern(const QString &expression, const QString &replacement)
{
    Pattern made{QRegularExpression(expression, QRegularExpression::CaseInsensitiveOption), replacement};
    made.expression.optimize();
    return made;
}

/** In order: whole headers before the single words in them. Quantifiers are possessive or bounded, hence linear. */
const std::array<Pattern, 6> &patterns()
{
    static const std::array<Pattern, 6> all{
        // scheme://user:password@host
        pattern(QStringLiteral("(\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@\"']{0,256}):[^\\s\"']{1,1024}@"),
                QStringLiteral("\\1:[removed]@")),
        pattern(QStringLiteral("((?:authorization|cookie)\"?\\s*[:=]\\s*\"?)[^\"\\r\\n]++"),
                QStringLiteral("\\1[removed]")),
        pattern(QStringLiteral("\\b(bearer|basic)\\s+[a-z0-9._~+/=|-]{8,}+"), QStringLiteral("\\1 [removed]")),
        // name=value, name: value, "name":"value with \" inside", 'name': 'value'
        pattern(QStringLiteral("(") + secretNames() +
                    QStringLiteral("[\"']?\\s*[:=]\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s,;&\"'})\\]]++)"),
                QStringLiteral("\\1[removed]")),
        // JSON web tokens, and keys whose issuers mark them with a prefix
        pattern(QStringLiteral("\\beyJ[a-z0-9_-]{10,}+\\.[a-z0-9_-]{10,}+(?:\\.[a-z0-9_-]*+)?"),
                QStringLiteral("[removed]")),
        pattern(
            QStringLiteral(
                "\\b(?:sk|rk|pk)[-_](?:live_|test_|proj-|ant-)?[a-z0-9_-]{16,}+|\\bshp(?:at|ca|pa|ss)_[a-z0-9]{16,}+"
                "|\\bAKIA[0-9A-Z]{16}\\b|\\bAtz[ar]\\|[a-z0-9_|+/=-]{16,}+|\\bgh[opsu]_[a-z0-9]{20,}+"),
            QStringLiteral("[removed]")),
    };
    return all;
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
