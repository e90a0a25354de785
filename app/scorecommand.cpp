// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/queryoptions.h"
#include "app/scoring.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Score
{
    Q_DECLARE_TR_FUNCTIONS(ScoreCommand)
};

QJsonObject toJson(const ScoreSummary &summary)
{
    QJsonArray reasons;
    for (const LostReason &lost : summary.reasons())
        reasons.append(QJsonObject{{u"part"_s, qualityPartText(lost.part)},
                                   {u"reason"_s, lost.reason},
                                   {u"products"_s, lost.products},
                                   {u"points"_s, lost.points}});
    return {{u"products"_s, summary.products()}, {u"average"_s, summary.average()}, {u"good"_s, summary.good()},
            {u"fair"_s, summary.fair()},         {u"poor"_s, summary.poor()},       {u"reasons"_s, reasons}};
}

int runScoreCommand(CommandContext &context)
{
    const auto query = queryFrom(context);
    if (!query)
        return context.wrongUsage(query.error().message);
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    ScoreSummary summary;
    const auto complete = forEachQuality(
        context, **storage, *query, [&summary](const QualityReport &quality) { summary.add(quality); },
        [&context](qint64 done, qint64 total) {
            context.console().progress(Score::tr("%L1 of %L2 products").arg(done).arg(total));
        });
    if (!complete)
        return context.fail(complete.error());
    summary.show(context.console());
    if (!*complete)
        return context.fail(
            {ErrorCode::Cancelled, Score::tr("Interrupted after %L1 product(s).").arg(summary.products()), {}, {}});
    context.console().result(toJson(summary));
    return ExitDone;
}

} // namespace

Command scoreCommand()
{
    return {.name = u"score"_s,
            .arguments = {},
            .summary = Score::tr("Show how good the listings are, and where points are lost"),
            .details = Score::tr("The quality score is 0 to 100: title 30, description 30, images 20, attributes 20. "
                                 "“listwright products show ID” has each product's own reasons."),
            .options = queryOptions(),
            .examples = {{u"score"_s, Score::tr("The whole catalog.")},
                         {u"score --source allegro --json"_s, Score::tr("One source's, for a script.")}},
            .run = runScoreCommand};
}

} // namespace listwright
