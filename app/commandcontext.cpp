// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/command.h"
#include "app/databaselocation.h"
#include "services/secrets/secretstore.h"

#include <QDir>
#include <QFileInfo>

namespace listwright {

CommandContext::CommandContext(const QCommandLineParser &options, QStringList arguments, Settings &settings,
                               Console &console, std::stop_token stop)
    : m_options(options)
    , m_arguments(std::move(arguments))
    , m_settings(settings)
    , m_console(console)
    , m_stop(std::move(stop))
{
}

QString CommandContext::valueOr(const QString &option, SettingKey key) const
{
    return isSet(option) ? value(option) : m_settings.text(key);
}

Result<std::optional<qint64>> CommandContext::number(const QString &option, qint64 minimum) const
{
    if (!isSet(option))
        return std::optional<qint64>();
    bool ok = false;
    const qint64 given = value(option).toLongLong(&ok);
    if (!ok || given < minimum)
        return failure(ErrorCode::InvalidInput, tr("--%1 takes a whole number of at least %2, not “%3”.")
                                                    .arg(option, QString::number(minimum), value(option)));
    return std::optional(given);
}

Result<QList<qint64>> CommandContext::numbersAfterAction() const
{
    QList<qint64> numbers;
    for (const QString &argument : m_arguments.mid(1)) {
        bool ok = false;
        numbers.append(argument.toLongLong(&ok));
        if (!ok)
            return failure(ErrorCode::InvalidInput, tr("“%1” is not a number.").arg(argument));
    }
    return numbers;
}

Result<StorageLocation> CommandContext::location() const
{
    auto place = databaseLocation(value(QStringLiteral("database")), m_settings);
    if (!place || place->isSqlite() || !place->password().isEmpty())
        return place;
    const auto secrets = openSecrets(m_settings.text(SettingKey::DataFolder));
    return secrets ? withKeptPassword(*place, **secrets) : place;
}

Result<void> CommandContext::atMost(qsizetype count) const
{
    if (m_arguments.size() <= count)
        return {};
    return failure(ErrorCode::InvalidInput,
                   tr("“%1” is one word too many; options begin with --.").arg(m_arguments.at(count)));
}

Result<std::unique_ptr<Storage>> CommandContext::openForChanging() const
{
    const auto place = location();
    if (!place)
        return failure(place.error());
    if (place->isSqlite() && !QDir().mkpath(QFileInfo(place->path()).absolutePath()))
        return failure(
            ErrorCode::Forbidden,
            tr("The folder of the catalog, %1, cannot be made.").arg(QFileInfo(place->path()).absolutePath()));
    return Storage::open(storageOptions(*place, m_settings));
}

Result<std::unique_ptr<Storage>> CommandContext::openForReading() const
{
    const auto place = location();
    if (!place)
        return failure(place.error());
    if (place->isSqlite() && !QFileInfo::exists(place->path()))
        return failure(ErrorCode::NotFound,
                       tr("There is no catalog at %1 yet. Import a file first.").arg(place->path()));
    Storage::Options options = storageOptions(*place, m_settings);
    options.readOnly = place->isSqlite();
    return Storage::open(options);
}

RulePacks CommandContext::rulePacks()
{
    RulePacks packs = RulePacks::load(m_settings.text(SettingKey::RulesFolder));
    for (const QString &problem : packs.problems()) {
        if (!m_console.hasNoted(problem))
            m_console.note(problem);
    }
    return packs;
}

Result<std::shared_ptr<const RulePack>> CommandContext::rulePack()
{
    const RulePacks packs = rulePacks();
    const QString key = valueOr(QStringLiteral("marketplace"), SettingKey::DefaultMarketplace);
    if (auto pack = packs.find(key))
        return pack;
    QStringList known;
    for (const auto &pack : packs.all())
        known.append(pack->key());
    return failure(ErrorCode::NotFound, tr("“%1” is no known marketplace. Known are: %2.").arg(key, known.join(u", ")));
}

int CommandContext::fail(const Error &error)
{
    m_console.error(error);
    return ExitFailed;
}

int CommandContext::wrongUsage(const QString &message)
{
    m_console.error({ErrorCode::InvalidInput, message, {}, {}});
    return ExitWrongUsage;
}

} // namespace listwright
