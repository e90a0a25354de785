// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposaljson.h"

#include <QJsonDocument>

namespace listwright::proposaljson {

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries)
        list.append(entry.toString());
    return list;
}

QJsonArray marksArray(const QList<DoubtfulFact> &marks)
{
    QJsonArray list;
    for (const DoubtfulFact &mark : marks)
        list.append(
            QJsonObject{{u"position"_s, mark.position}, {u"length"_s, mark.length}, {u"reason"_s, mark.reason}});
    return list;
}

QList<DoubtfulFact> marksFrom(const QJsonValue &value)
{
    QList<DoubtfulFact> marks;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries)
        marks.append({entry[u"position"].toInt(), entry[u"length"].toInt(), entry[u"reason"].toString()});
    return marks;
}

std::optional<QString> inheritedFrom(const QJsonObject &field)
{
    const QJsonValue text = field.value(u"inherited");
    return text.isString() ? std::optional(text.toString()) : std::nullopt;
}

} // namespace

QString decisionName(FieldDecision decision)
{
    switch (decision) {
    case FieldDecision::Open:
        return u"open"_s;
    case FieldDecision::Accepted:
        return u"accepted"_s;
    case FieldDecision::Rejected:
        return u"rejected"_s;
    }
    return {};
}

FieldDecision decisionFrom(const QString &name)
{
    if (name == u"accepted")
        return FieldDecision::Accepted;
    return name == u"rejected" ? FieldDecision::Rejected : FieldDecision::Open;
}

QJsonArray array(const QList<ProposedField> &fields)
{
    QJsonArray list;
    for (const ProposedField &field : fields) {
        QJsonObject object{{u"field"_s, fieldName(field.field)},
                           {u"before"_s, field.before},
                           {u"after"_s, field.after},
                           {u"reasons"_s, QJsonArray::fromStringList(field.reasons)},
                           {u"decision"_s, decisionName(field.decision)}};
        if (!field.problems.isEmpty())
            object.insert(u"problems"_s, QJsonArray::fromStringList(field.problems));
        if (!field.marks.isEmpty())
            object.insert(u"marks"_s, marksArray(field.marks));
        if (field.inherited)
            object.insert(u"inherited"_s, *field.inherited);
        list.append(object);
    }
    return list;
}

QJsonObject object(const ProposalMaking &making)
{
    if (making == ProposalMaking())
        return {};
    QJsonObject object{{u"provider"_s, making.provider},
                       {u"model"_s, making.model},
                       {u"prompt"_s, making.prompt},
                       {u"language"_s, making.language},
                       {u"input_tokens"_s, making.inputTokens},
                       {u"output_tokens"_s, making.outputTokens},
                       {u"cost"_s, making.cost},
                       {u"duration"_s, making.duration}};
    if (making.cachedAt)
        object.insert(u"cached_at"_s, making.cachedAt->toString(Qt::ISODateWithMs));
    return object;
}

QByteArray toJson(const QList<ProposedField> &fields)
{
    return QJsonDocument(array(fields)).toJson(QJsonDocument::Compact);
}

QList<ProposedField> fieldsFrom(const QString &json)
{
    QList<ProposedField> fields;
    const QJsonArray entries = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &value : entries) {
        const QJsonObject object = value.toObject();
        const auto field = fieldFromName(object.value(u"field").toString());
        if (!field)
            continue;
        fields.append({.field = *field,
                       .before = object.value(u"before").toString(),
                       .after = object.value(u"after").toString(),
                       .reasons = texts(object.value(u"reasons")),
                       .decision = decisionFrom(object.value(u"decision").toString()),
                       .problems = texts(object.value(u"problems")),
                       .marks = marksFrom(object.value(u"marks")),
                       .inherited = inheritedFrom(object)});
    }
    return fields;
}

QByteArray toJson(const ProposalMaking &making)
{
    const QJsonObject written = object(making);
    return written.isEmpty() ? QByteArray() : QJsonDocument(written).toJson(QJsonDocument::Compact);
}

ProposalMaking makingFrom(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    ProposalMaking making{.provider = object.value(u"provider").toString(),
                          .model = object.value(u"model").toString(),
                          .prompt = object.value(u"prompt").toString(),
                          .inputTokens = object.value(u"input_tokens").toInteger(),
                          .outputTokens = object.value(u"output_tokens").toInteger(),
                          .cost = object.value(u"cost").toInteger(),
                          .duration = object.value(u"duration").toInteger(),
                          .cachedAt = {},
                          .language = object.value(u"language").toString()};
    if (object.contains(u"cached_at"))
        making.cachedAt = QDateTime::fromString(object.value(u"cached_at").toString(), Qt::ISODateWithMs).toUTC();
    return making;
}

} // namespace listwright::proposaljson
