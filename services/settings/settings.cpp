// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/settings/settings.h"

#include "services/net/httpclient.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(log, "listwright.settings")

bool isLetters(const QString &text, qsizetype count)
{
    return text.size() == count &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c.isLetter() && c.unicode() < 0x80; });
}

/** Links are made of it, so it must lead to a web server and hold nothing that only a browser's address line has. */
bool isShopAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http") && !url.host().isEmpty() &&
           url.userInfo().isEmpty() && !url.hasFragment();
}

/** It is kept in jobs, where no key may stand. */
bool isServiceAddress(const QString &text)
{
    return isShopAddress(text) && !QUrl(text).hasQuery();
}

bool isDollars(const QString &text)
{
    static const QRegularExpression amount(u"^[0-9]{1,7}(?:\\.[0-9]{1,6})?$"_s);
    return amount.match(text).hasMatch();
}

/** Of some of the choices, separated by commas; nothing at all means the default. */
std::optional<QString> wordsObjection(const QStringList &known, const QString &given)
{
    bool namesOne = given.isEmpty();
    const QStringList names = given.split(u',');
    for (const QString &part : names) {
        const QString name = part.trimmed();
        if (name.isEmpty())
            continue;
        if (!known.contains(name))
            return Settings::tr("“%1” is not one of %2.").arg(name, known.join(u", "));
        namesOne = true;
    }
    if (namesOne)
        return {};
    return Settings::tr("“%1” is not one of %2.").arg(given, known.join(u", "));
}

/** The database's address is not among them: taking another catalog instead would be worse than failing. */
std::optional<QString> textObjection(SettingKey key, const QString &given)
{
    if (key == SettingKey::DefaultCurrency && !isLetters(given, 3))
        return Settings::tr("“%1” is not a currency code of three letters.").arg(given);
    if (given.isEmpty())
        return {};
    if (key == SettingKey::MarketplaceSite && !isLetters(given, 2))
        return Settings::tr("“%1” is not a country code of two letters.").arg(given);
    if (key == SettingKey::StoreUrl && !isShopAddress(given))
        return Settings::tr("“%1” is not an address such as https://shop.example.com.").arg(given);
    if (key == SettingKey::AiBaseUrl && !isServiceAddress(given))
        return Settings::tr("“%1” is not an address such as http://localhost:11434/v1.").arg(given);
    if (key == SettingKey::AiProxy) {
        const auto usable = checkProxy(given);
        return usable ? std::nullopt : std::optional(usable.error().message);
    }
    if ((key == SettingKey::AiBatchBudget || key == SettingKey::AiDailyBudget) && !isDollars(given))
        return Settings::tr("“%1” is not an amount in US dollars such as 2.50.").arg(given);
    return {};
}

/** Why a value cannot be used, or nothing. */
std::optional<QString> objection(const SettingDefinition &definition, const QString &given)
{
    switch (definition.type) {
    case SettingType::Choice:
        if (!definition.choices.contains(given))
            return Settings::tr("“%1” is not one of %2.").arg(given, definition.choices.join(u", "));
        return {};
    case SettingType::Number: {
        bool ok = false;
        const int number = given.toInt(&ok);
        if (!ok || number < definition.minimum || number > definition.maximum)
            return Settings::tr("“%1” is not a number from %2 to %3.")
                .arg(given)
                .arg(definition.minimum)
                .arg(definition.maximum);
        return {};
    }
    case SettingType::Folder:
        if (!given.isEmpty() && QDir::isRelativePath(given))
            return Settings::tr("“%1” is not a complete path.").arg(given);
        return {};
    case SettingType::Text:
        return definition.choices.isEmpty() ? textObjection(definition.key, given)
                                            : wordsObjection(definition.choices, given);
    case SettingType::State:
        return {};
    }
    return {};
}

QVariant converted(const SettingDefinition &definition, const QString &given)
{
    if (definition.type == SettingType::Number)
        return given.toInt();
    if (definition.key == SettingKey::DefaultCurrency || definition.key == SettingKey::MarketplaceSite)
        return given.toUpper();
    return given;
}

bool holdsPassword(const SettingDefinition &definition, const QString &given)
{
    const bool isAddress = definition.key == SettingKey::DatabaseUrl || definition.key == SettingKey::AiProxy;
    return isAddress && !QUrl(given).password().isEmpty();
}

} // namespace

Settings::Settings(const QString &file, const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent), m_file(file), m_environment(environment)
{
    load();
    loadEnvironment();
}

Settings::~Settings() = default;

QString Settings::defaultFile()
{
    const QString chosen = qEnvironmentVariable("LISTWRIGHT_SETTINGS_FILE");
    if (!chosen.isEmpty())
        return QFileInfo(chosen).absoluteFilePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/listwright/listwright.ini";
}

QString Settings::databaseSecretName(const QString &databaseUrl)
{
    const QUrl url(databaseUrl);
    constexpr int defaultPort = 5432;
    const QString host = url.host().isEmpty() ? u"localhost"_s : url.host();
    return u"database/%1@%2:%3%4"_s.arg(url.userName(), host).arg(url.port(defaultPort)).arg(url.path());
}

void Settings::load()
{
    const QFileInfo info(m_file);
    if (info.isDir() || (info.exists() && !info.isReadable())) {
        m_problems << tr("The settings file %1 cannot be read; the defaults are used.").arg(m_file);
        m_writable = false;
        return;
    }
    m_backend = std::make_unique<QSettings>(m_file, QSettings::IniFormat);
    if (m_backend->status() != QSettings::NoError) {
        m_problems << tr("The settings file %1 is damaged; the defaults are used. Changes are not kept until it is "
                         "mended or removed.")
                          .arg(m_file);
        m_writable = false;
        return;
    }
    for (const SettingDefinition &definition : definitions()) {
        const QVariant stored = m_backend->value(definition.name);
        if (!stored.isValid())
            continue;
        if (definition.secret) {
            addPasswordProblem(definition);
            continue;
        }
        if (definition.type == SettingType::State) {
            m_values[definition.key] = stored.toByteArray();
            continue;
        }
        // An INI file turns commas into a list; a person's path or name may well hold one.
        const QString given =
            stored.typeId() == QMetaType::QStringList ? stored.toStringList().join(u", ") : stored.toString();
        const bool isToBeMovedFirst = definition.key == SettingKey::AiProxy && holdsPassword(definition, given);
        if (const auto reason = objection(definition, given))
            refuse(definition.key, tr("In the settings file, %1 is not used: %2").arg(definition.name, *reason));
        else if (!isToBeMovedFirst)
            m_values[definition.key] = converted(definition, given);
        if (holdsPassword(definition, given))
            addPasswordProblem(definition);
    }
}

void Settings::refuse(SettingKey key, const QString &problem)
{
    m_problems << problem;
    m_unusable.insert(key, problem);
}

std::optional<QString> Settings::unusable(SettingKey key) const
{
    const auto found = m_unusable.constFind(key);
    return found == m_unusable.constEnd() ? std::nullopt : std::optional(*found);
}

void Settings::addPasswordProblem(const SettingDefinition &definition)
{
    if (definition.key == SettingKey::AiProxy) {
        m_problems << tr("The settings file holds a password in %1, which is not used. Give the whole address in the "
                         "environment variable %2 instead, and remove it from the file.")
                          .arg(definition.name, definition.environmentVariable);
        return;
    }
    m_problems << (definition.key == SettingKey::AiKey
                       ? tr("The settings file holds a key in %1. Enter it in Settings, AI instead, and remove it "
                            "from the file.")
                       : tr("The settings file holds a password in %1. Enter it in Settings, Database instead, and "
                            "remove it from the file."))
                      .arg(definition.name);
}

void Settings::loadEnvironment()
{
    for (const SettingDefinition &definition : definitions()) {
        const QString &variable = definition.environmentVariable;
        if (variable.isEmpty() || m_environment.value(variable).isEmpty())
            continue;
        QString given = m_environment.value(variable);
        // A shell's user writes folders relative to where they stand.
        if (definition.type == SettingType::Folder)
            given = QFileInfo(given).absoluteFilePath();
        m_unusable.remove(definition.key); // whatever the file holds
        if (const auto reason = objection(definition, given))
            refuse(definition.key, tr("The environment variable %1 is not used: %2").arg(variable, *reason));
        else
            m_locked[definition.key] = converted(definition, given);
    }
}

QVariant Settings::value(SettingKey key) const
{
    if (const auto locked = m_locked.constFind(key); locked != m_locked.constEnd())
        return *locked;
    if (const auto kept = m_values.constFind(key); kept != m_values.constEnd() && !kept->toString().isEmpty())
        return *kept;
    const QVariant fixed = definition(key).defaultValue;
    return fixed.toString().isEmpty() ? QVariant(computedDefault(key)) : fixed;
}

QString Settings::computedDefault(SettingKey key) const
{
    switch (key) {
    case SettingKey::DataFolder:
        return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/listwright";
    case SettingKey::DatabaseUrl:
        return u"sqlite://" + text(SettingKey::DataFolder) + u"/catalog.db";
    case SettingKey::RulesFolder:
        return text(SettingKey::DataFolder) + u"/rules";
    case SettingKey::RejectsFolder:
        return text(SettingKey::DataFolder) + u"/rejects";
    default:
        return {};
    }
}

QString Settings::text(SettingKey key) const
{
    return value(key).toString();
}

QString Settings::shownText(SettingKey key) const
{
    const QString whole = text(key);
    return holdsPassword(definition(key), whole) ? QUrl(whole).toString(QUrl::RemovePassword) : whole;
}

int Settings::number(SettingKey key) const
{
    Q_ASSERT(definition(key).type == SettingType::Number);
    return value(key).toInt();
}

QByteArray Settings::state(SettingKey key) const
{
    Q_ASSERT(definition(key).type == SettingType::State);
    return m_values.value(key).toByteArray();
}

bool Settings::isLocked(SettingKey key) const
{
    return m_locked.contains(key);
}

Result<void> Settings::setText(SettingKey key, const QString &value)
{
    return store(key, value.trimmed());
}

Result<void> Settings::setNumber(SettingKey key, int value)
{
    return store(key, QString::number(value));
}

Result<void> Settings::store(SettingKey key, const QString &given)
{
    const SettingDefinition &row = definition(key);
    if (isLocked(key))
        return failure(ErrorCode::Forbidden,
                       tr("This is set by the environment variable %1.").arg(row.environmentVariable));
    if (key == SettingKey::AiProxy && holdsPassword(row, given))
        return failure(ErrorCode::InvalidInput, tr("A proxy’s password is not written to the settings file. Give the "
                                                   "whole address in the environment variable %1 instead.")
                                                    .arg(row.environmentVariable));
    if (row.secret || holdsPassword(row, given))
        return failure(ErrorCode::InvalidInput, tr("A password is not written to the settings file."));
    if (given.isEmpty())
        return reset(key);
    if (const auto reason = objection(row, given))
        return failure(ErrorCode::InvalidInput, *reason);
    m_unusable.remove(key);
    const QVariant next = converted(row, given);
    if (m_values.value(key) == next)
        return {};
    m_values[key] = next;
    const Result<void> written = write(row, next);
    Q_EMIT changed(key);
    return written;
}

void Settings::setState(SettingKey key, const QByteArray &value)
{
    const SettingDefinition &row = definition(key);
    Q_ASSERT(row.type == SettingType::State);
    if (m_values.value(key).toByteArray() == value)
        return;
    m_values[key] = value;
    if (const auto written = write(row, value); !written)
        qCWarning(log) << "not kept:" << row.name << written.error().detail;
    Q_EMIT changed(key);
}

Result<void> Settings::reset(SettingKey key)
{
    const SettingDefinition &row = definition(key);
    if (isLocked(key))
        return failure(ErrorCode::Forbidden,
                       tr("This is set by the environment variable %1.").arg(row.environmentVariable));
    m_unusable.remove(key);
    if (!m_values.remove(key))
        return {};
    const Result<void> written = write(row, {});
    Q_EMIT changed(key);
    return written;
}

Result<void> Settings::write(const SettingDefinition &definition, const QVariant &value)
{
    const auto failed = [this](const QString &detail) {
        return failure(
            ErrorCode::Io,
            tr("The settings file %1 cannot be written. The change holds until the program ends.").arg(m_file), detail);
    };
    if (!m_writable)
        return failed(u"settings file is broken and left as it is"_s);
    if (value.isValid())
        m_backend->setValue(definition.name, value);
    else
        m_backend->remove(definition.name);
    m_backend->sync();
    if (m_backend->status() != QSettings::NoError)
        return failed(u"QSettings status %1"_s.arg(static_cast<int>(m_backend->status())));
    return {};
}

} // namespace listwright
