// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "services/storage/bulkimport.h"
#include "services/storage/takeback.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct History
{
    Q_DECLARE_TR_FUNCTIONS(HistoryCommands)
};

constexpr int listedChanges = 20;

QString timeText(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QJsonObject toJson(const ImportJob &job)
{
    return {{u"id"_s, job.id},
            {u"file"_s, job.fileName},
            {u"layout"_s, job.layout},
            {u"state"_s, importStateName(job.state)},
            {u"records"_s, job.records},
            {u"created"_s, job.created},
            {u"updated"_s, job.updated},
            {u"unchanged"_s, job.unchanged},
            {u"rejected"_s, job.rejected},
            {u"bytes_done"_s, job.bytesDone},
            {u"bytes_total"_s, job.bytesTotal},
            {u"change_set"_s, job.changeSet},
            {u"error"_s, job.error},
            {u"started_at"_s, job.startedAt.toString(Qt::ISODate)},
            {u"finished_at"_s, job.finishedAt.toString(Qt::ISODate)}};
}

int runImportsCommand(CommandContext &context)
{
    if (context.arguments().value(0, u"list"_s) != u"list")
        return context.wrongUsage(History::tr("“%1” is not “list”.").arg(context.arguments().at(0)));
    if (const auto understood = context.atMost(1); !understood)
        return context.wrongUsage(understood.error().message);
    const auto limit = context.number(u"limit"_s, 1);
    if (!limit)
        return context.wrongUsage(limit.error().message);
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const int count = static_cast<int>(std::min<qint64>(10'000, limit->value_or(listedChanges)));
    const auto jobs =
        (*storage)->read([count](Database &database) { return ImportJobRepository(database).recent(count); }).result();
    if (!jobs)
        return context.fail(jobs.error());
    QJsonArray array;
    QList<QStringList> table = {{History::tr("ID"), History::tr("Started"), History::tr("State"),
                                 History::tr("Created"), History::tr("Updated"), History::tr("Unchanged"),
                                 History::tr("Rejected"), History::tr("File")}};
    for (const ImportJob &job : *jobs) {
        table.append({QString::number(job.id), timeText(job.startedAt), importStateText(job.state),
                      QLocale().toString(job.created), QLocale().toString(job.updated),
                      QLocale().toString(job.unchanged), QLocale().toString(job.rejected), job.fileName});
        array.append(toJson(job));
    }
    context.console().table(table);
    context.console().result({{u"imports"_s, array}});
    return ExitDone;
}

int listChangeSets(CommandContext &context)
{
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const auto sets =
        (*storage)
            ->read([](Database &database) { return ProductRepository(database).changeSets(listedChanges); })
            .result();
    if (!sets)
        return context.fail(sets.error());
    QJsonArray array;
    QList<QStringList> table = {
        {History::tr("ID"), History::tr("When"), History::tr("Who"), History::tr("What"), History::tr("Products")}};
    for (const ChangeSet &set : *sets) {
        table.append({QString::number(set.id), timeText(set.at), set.origin.actor,
                      set.undone ? History::tr("%1 (undone)").arg(set.origin.summary) : set.origin.summary,
                      QLocale().toString(set.products)});
        array.append(QJsonObject{{u"id"_s, set.id},
                                 {u"at"_s, set.at.toString(Qt::ISODate)},
                                 {u"actor"_s, set.origin.actor},
                                 {u"summary"_s, set.origin.summary},
                                 {u"products"_s, set.products},
                                 {u"undone"_s, set.undone}});
    }
    context.console().table(table);
    context.console().result({{u"changes"_s, array}});
    return ExitDone;
}

int runUndoCommand(CommandContext &context)
{
    if (context.isSet(u"list"_s))
        return listChangeSets(context);
    const bool newest = context.arguments().isEmpty();
    qint64 id = context.arguments().value(0).toLongLong();
    if ((!newest && id <= 0) || context.arguments().size() > 1)
        return context.wrongUsage(History::tr("Which change? “listwright undo --list” shows their numbers."));
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    const auto found = newest ? newestChangeSets(**storage) : changeSetsOfAction(**storage, id);
    if (!found)
        return context.fail(found.error());
    const QList<qint64> &ids = *found;
    if (newest)
        id = ids.last();
    const auto outcome = takeBack(**storage, ids, context.stop());
    if (!outcome)
        return context.fail(outcome.error());
    const QString which = ids.size() == 1 ? QString::number(id) : u"%1–%2"_s.arg(ids.first()).arg(ids.last());
    const QString text = outcome->changed > 0 ? History::tr("Change %1 taken back: %L2 product(s) changed, %L3 left "
                                                            "alone because they changed since.")
                                              : History::tr("Change %1 was not taken back: %L2 product(s) changed, %L3 "
                                                            "left alone because they changed since.");
    context.console().line(text.arg(which).arg(outcome->changed).arg(outcome->conflicts));
    context.console().result({{u"undone"_s, id},
                              {u"change_set"_s, outcome->changeSet},
                              {u"changed"_s, outcome->changed},
                              {u"conflicts"_s, outcome->conflicts},
                              {u"missing"_s, outcome->missing}});
    return outcome->conflicts > 0 ? ExitWithRejected : ExitDone;
}

} // namespace

Command importsCommand()
{
    return {.name = u"imports"_s,
            .arguments = u"[list]"_s,
            .summary = History::tr("List past imports and how far each got"),
            .options = {{u"limit"_s, History::tr("How many to list (20)."), u"NUMBER"_s}},
            .examples = {{u"imports"_s, History::tr("The last ones.")}},
            .run = runImportsCommand};
}

Command undoCommand()
{
    return {.name = u"undo"_s,
            .arguments = u"[ID]"_s,
            .summary = History::tr("Take back the last change, or the one with this number"),
            .details =
                History::tr("An import, an accepted batch of proposals, an edit or a deletion is one change. "
                            "Fields somebody changed since are left alone and counted; the exit code is then 3."),
            .options = {{u"list"_s, History::tr("Show what can be undone.")}},
            .examples = {{u"undo --list"_s, History::tr("Changes with their numbers.")},
                         {u"undo"_s, History::tr("Takes the newest one back.")}},
            .run = runUndoCommand};
}

} // namespace listwright
