// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/makingtext.h"

#include "services/optimizing/provider.h"
#include "services/optimizing/spending.h"
#include "ui/activity/activitymodels.h"

#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct Making
{
    Q_DECLARE_TR_FUNCTIONS(ProposalMaking)
};

} // namespace

QString makingText(const ProposalMaking &making)
{
    if (making.provider.isEmpty())
        return {};
    const QLocale locale;
    const auto provider = findProvider(making.provider);
    QStringList parts{(provider ? provider->name : making.provider) + u' ' + making.model};
    if (!making.prompt.isEmpty())
        parts.append(Making::tr("prompt %1").arg(making.prompt));
    if (making.inputTokens + making.outputTokens > 0)
        parts.append(Making::tr("%1 + %2 tokens")
                         .arg(locale.toString(making.inputTokens), locale.toString(making.outputTokens)));
    if (making.cachedAt)
        parts.append(
            Making::tr("from the cache of %1").arg(momentText(*making.cachedAt, QDateTime::currentDateTimeUtc())));
    else
        parts.append(costText(making.cost, making.provider, making.model));
    if (making.duration > 0)
        parts.append(Making::tr("%1 s").arg(locale.toString(static_cast<double>(making.duration) / 1000, 'f', 1)));
    return parts.join(u" · "_s);
}

} // namespace listwright
