// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/changesummary.h"

#include "models/domain/productfield.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct SummaryText
{
    Q_DECLARE_TR_FUNCTIONS(ChangeSummary)
};

constexpr std::pair<ChangeSummary, QLatin1String> summaryKeys[] = {
    {ChangeSummary::Imported, QLatin1String("import")},     {ChangeSummary::Edited, QLatin1String("edit")},
    {ChangeSummary::TakenBack, QLatin1String("take-back")}, {ChangeSummary::Accepted, QLatin1String("accept")},
    {ChangeSummary::Rejected, QLatin1String("reject")},     {ChangeSummary::Deleted, QLatin1String("delete")},
    {ChangeSummary::Undone, QLatin1String("undo")},
};

const QString keyName = u"did"_s;
const QString argumentName = u"what"_s;

QJsonObject summaryObject(const QString &kept)
{
    return kept.startsWith(u'{') ? QJsonDocument::fromJson(kept.toUtf8()).object() : QJsonObject();
}

QString labelOf(const QString &field)
{
    const auto known = fieldFromName(field);
    return known ? fieldLabel(*known) : field;
}

QString sentence(ChangeSummary what, const QString &argument)
{
    switch (what) {
    case ChangeSummary::Imported:
        return SummaryText::tr("Import of %1").arg(argument);
    case ChangeSummary::Edited:
        return SummaryText::tr("%1 changed").arg(labelOf(argument));
    case ChangeSummary::TakenBack:
        return SummaryText::tr("%1 taken back").arg(labelOf(argument));
    case ChangeSummary::Accepted:
        return SummaryText::tr("%Ln proposal(s) accepted", nullptr, argument.toInt());
    case ChangeSummary::Rejected:
        return SummaryText::tr("%Ln proposal(s) rejected", nullptr, argument.toInt());
    case ChangeSummary::Deleted:
        return SummaryText::tr("%Ln product(s) deleted", nullptr, argument.toInt());
    case ChangeSummary::Undone:
        return SummaryText::tr("Undo: %1").arg(argument);
    }
    return {};
}

QString sentenceOf(const QJsonObject &summary)
{
    const QString key = summary.value(keyName).toString();
    const QJsonValue argument = summary.value(argumentName);
    for (const auto &[what, name] : summaryKeys) {
        if (key == name)
            return sentence(what, argument.isObject() ? sentenceOf(argument.toObject()) : argument.toString());
    }
    return {};
}

QJsonValue sumOf(const QJsonObject &a, const QJsonObject &b)
{
    QJsonObject sum = a;
    const QJsonValue first = a.value(argumentName);
    const QJsonValue second = b.value(argumentName);
    if (a.value(keyName) != b.value(keyName))
        return sum;
    bool counts = false;
    const qint64 number = first.toString().toLongLong(&counts) + second.toString().toLongLong();
    if (first.isObject() && second.isObject())
        sum.insert(argumentName, sumOf(first.toObject(), second.toObject()));
    else if (counts)
        sum.insert(argumentName, QString::number(number));
    return sum;
}

QString toText(const QJsonObject &summary)
{
    return QString::fromUtf8(QJsonDocument(summary).toJson(QJsonDocument::Compact));
}

} // namespace

QString changeSummary(ChangeSummary what, const QString &argument)
{
    QJsonObject summary;
    for (const auto &[known, name] : summaryKeys) {
        if (known == what)
            summary.insert(keyName, name);
    }
    const QJsonObject inner = summaryObject(argument);
    summary.insert(argumentName, inner.isEmpty() ? QJsonValue(argument) : QJsonValue(inner));
    return toText(summary);
}

QString changeSummarySum(const QString &kept, const QString &further)
{
    const QJsonObject summary = summaryObject(kept);
    return summary.isEmpty() ? kept : toText(sumOf(summary, summaryObject(further)).toObject());
}

QString changeSummaryText(const QString &kept)
{
    const QString text = sentenceOf(summaryObject(kept));
    return text.isEmpty() ? kept : text;
}

} // namespace listwright
