// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "services/storage/maintenance.h"

#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct DatabaseText
{
    Q_DECLARE_TR_FUNCTIONS(DatabaseCommand)
};

int check(CommandContext &context, const StorageLocation &location)
{
    const auto report = maintenance::check(location);
    if (!report)
        return context.fail(report.error());
    context.console().line(location.displayText());
    context.console().line(u"  " + DatabaseText::tr("schema version %1, %L2 product(s): %3")
                                       .arg(report->schemaVersion)
                                       .arg(report->products)
                                       .arg(report->ok ? DatabaseText::tr("in order") : DatabaseText::tr("damaged")));
    for (const QString &problem : report->problems)
        context.console().line(u"  " + problem);
    context.console().result({{u"database"_s, location.displayText()},
                              {u"ok"_s, report->ok},
                              {u"schema_version"_s, report->schemaVersion},
                              {u"products"_s, report->products},
                              {u"problems"_s, QJsonArray::fromStringList(report->problems)}});
    return report->ok ? ExitDone : ExitFailed;
}

int backup(CommandContext &context, const StorageLocation &location)
{
    const QString file = context.arguments().at(1);
    if (QFileInfo::exists(file) && !context.isSet(u"force"_s))
        return context.fail(
            {ErrorCode::Conflict, DatabaseText::tr("%1 is there already; --force replaces it.").arg(file), {}, {}});
    const auto done = maintenance::backup(
        location, file, [&context](int percent) { context.console().progress(DatabaseText::tr("%1 %").arg(percent)); });
    if (!done)
        return context.fail(done.error());
    const QString path = QFileInfo(file).absoluteFilePath();
    context.console().line(DatabaseText::tr("Backup written: %1").arg(path));
    context.console().result({{u"backup"_s, path}});
    return ExitDone;
}

int restore(CommandContext &context, const StorageLocation &location)
{
    const QString file = context.arguments().at(1);
    if (!context.isSet(u"yes"_s))
        return context.wrongUsage(
            DatabaseText::tr("This replaces %1 by the backup; say --yes to do it.").arg(location.displayText()));
    if (const auto done = maintenance::restore(location, file); !done)
        return context.fail(done.error());
    context.console().line(DatabaseText::tr("Restored from %1; the catalog of before is kept beside it.").arg(file));
    context.console().result(
        {{u"restored"_s, QFileInfo(file).absoluteFilePath()}, {u"database"_s, location.displayText()}});
    return ExitDone;
}

int migrate(CommandContext &context, const StorageLocation &location)
{
    const auto versions = maintenance::migrate(location);
    if (!versions)
        return context.fail(versions.error());
    context.console().line(
        versions->first == versions->second
            ? DatabaseText::tr("Up to date already: schema version %1.").arg(versions->second)
            : DatabaseText::tr("Brought from schema version %1 to %2.").arg(versions->first).arg(versions->second));
    context.console().result({{u"from"_s, versions->first}, {u"to"_s, versions->second}});
    return ExitDone;
}

int runDatabaseCommand(CommandContext &context)
{
    const QString action = context.arguments().value(0);
    const bool takesFile = action == u"backup" || action == u"restore";
    if (action != u"check" && action != u"migrate" && !takesFile)
        return context.wrongUsage(
            action.isEmpty() ? DatabaseText::tr("What to do? One of check, backup, restore, migrate.")
                             : DatabaseText::tr("“%1” is none of check, backup, restore, migrate.").arg(action));
    if (context.arguments().size() != (takesFile ? 2 : 1))
        return context.wrongUsage(takesFile ? DatabaseText::tr("“db %1” takes one file.").arg(action)
                                            : DatabaseText::tr("“db %1” takes no file.").arg(action));
    const auto location = context.location();
    if (!location)
        return context.fail(location.error());
    if (action == u"check")
        return check(context, *location);
    if (action == u"backup")
        return backup(context, *location);
    if (action == u"restore")
        return restore(context, *location);
    return migrate(context, *location);
}

} // namespace

Command databaseCommand()
{
    return {.name = u"db"_s,
            .arguments = u"check | backup FILE | restore FILE | migrate"_s,
            .summary = DatabaseText::tr("Check, back up, restore or bring the catalog's database up to date"),
            .details =
                DatabaseText::tr("A backup is consistent while the program runs. PostgreSQL is backed up by "
                                 "pg_dump.") +
                u' ' +
                DatabaseText::tr("“migrate” brings the schema up to date, as opening the catalog does, and makes "
                                 "a backup beside an SQLite file first."),
            .options = {{u"force"_s, DatabaseText::tr("Let “backup” replace a file that is there.")},
                        {u"yes"_s, DatabaseText::tr("Confirm “restore”.")}},
            .examples = {{u"db check"_s, DatabaseText::tr("Whether everything is in order.")},
                         {u"db backup catalog-backup.db"_s, DatabaseText::tr("A copy of the whole catalog.")},
                         {u"db restore catalog-backup.db --yes"_s, DatabaseText::tr("Back to the copy.")}},
            .run = runDatabaseCommand};
}

} // namespace listwright
