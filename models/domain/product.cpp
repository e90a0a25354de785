// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/product.h"

namespace listwright {

namespace {

struct StatusEntry
{
    ProductStatus status;
    QLatin1String name;
    const char *text;
};

constexpr StatusEntry statuses[] = {
    {ProductStatus::Imported, QLatin1String("imported"), QT_TRANSLATE_NOOP("ProductStatus", "Imported")},
    {ProductStatus::Optimizing, QLatin1String("optimizing"), QT_TRANSLATE_NOOP("ProductStatus", "Optimizing")},
    {ProductStatus::Optimized, QLatin1String("optimized"), QT_TRANSLATE_NOOP("ProductStatus", "Optimized")},
    {ProductStatus::Publishing, QLatin1String("publishing"), QT_TRANSLATE_NOOP("ProductStatus", "Publishing")},
    {ProductStatus::Published, QLatin1String("published"), QT_TRANSLATE_NOOP("ProductStatus", "Published")},
    {ProductStatus::Failed, QLatin1String("failed"), QT_TRANSLATE_NOOP("ProductStatus", "Failed")},
};

struct ConditionEntry
{
    Condition condition;
    QLatin1String name;
    const char *text;
};

constexpr ConditionEntry conditions[] = {
    {Condition::Unknown, QLatin1String(""), QT_TRANSLATE_NOOP("Condition", "Not stated")},
    {Condition::New, QLatin1String("new"), QT_TRANSLATE_NOOP("Condition", "New")},
    {Condition::OpenBox, QLatin1String("open_box"), QT_TRANSLATE_NOOP("Condition", "Open box")},
    {Condition::Refurbished, QLatin1String("refurbished"), QT_TRANSLATE_NOOP("Condition", "Refurbished")},
    {Condition::Used, QLatin1String("used"), QT_TRANSLATE_NOOP("Condition", "Used")},
    {Condition::ForParts, QLatin1String("for_parts"), QT_TRANSLATE_NOOP("Condition", "For parts or not working")},
};

} // namespace

QString statusName(ProductStatus status)
{
    return statuses[static_cast<int>(status)].name;
}

std::optional<ProductStatus> statusFromName(QStringView name)
{
    for (const StatusEntry &entry : statuses) {
        if (name == entry.name)
            return entry.status;
    }
    return {};
}

QString statusText(ProductStatus status)
{
    return QCoreApplication::translate("ProductStatus", statuses[static_cast<int>(status)].text);
}

QList<ProductStatus> allProductStatuses()
{
    QList<ProductStatus> all;
    for (const StatusEntry &entry : statuses)
        all.append(entry.status);
    return all;
}

bool canChange(ProductStatus from, ProductStatus to)
{
    if (from == to)
        return true;
    switch (from) {
    case ProductStatus::Imported:
        return to == ProductStatus::Optimizing || to == ProductStatus::Optimized || to == ProductStatus::Publishing;
    case ProductStatus::Optimizing: // back to Imported when the work was given up
        return to == ProductStatus::Optimized || to == ProductStatus::Imported || to == ProductStatus::Failed;
    case ProductStatus::Optimized: // back to Imported when the improvement is undone
        return to == ProductStatus::Imported || to == ProductStatus::Optimizing || to == ProductStatus::Publishing;
    case ProductStatus::Publishing:
        return to == ProductStatus::Published || to == ProductStatus::Failed || to == ProductStatus::Optimized ||
               to == ProductStatus::Imported;
    case ProductStatus::Published:
        return to == ProductStatus::Optimizing || to == ProductStatus::Publishing || to == ProductStatus::Optimized;
    case ProductStatus::Failed:
        return to == ProductStatus::Imported || to == ProductStatus::Optimizing || to == ProductStatus::Publishing ||
               to == ProductStatus::Optimized;
    }
    return false;
}

QString conditionName(Condition condition)
{
    return conditions[static_cast<int>(condition)].name;
}

std::optional<Condition> conditionFromName(QStringView name)
{
    for (const ConditionEntry &entry : conditions) {
        if (name == entry.name)
            return entry.condition;
    }
    return {};
}

QString conditionText(Condition condition)
{
    return QCoreApplication::translate("Condition", conditions[static_cast<int>(condition)].text);
}

QList<Condition> allConditions()
{
    QList<Condition> all;
    for (const ConditionEntry &entry : conditions)
        all.append(entry.condition);
    return all;
}

} // namespace listwright
