// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QVariant>

#include <memory>

class QSettings;

namespace listwright {

/** Everything that can be set. Each one's name, environment variable, default and type stand in one table. */
enum class SettingKey {
    DataFolder,
    DatabaseUrl,      ///< never with a password
    DatabasePassword, ///< secret: only ever from the environment; the window keeps it in the SecretStore
    BackupFolder,     ///< empty = beside the database file
    KeepBackups,
    Language,           ///< "system", "en", "de", "pl"
    Theme,              ///< "system", "light", "dark"
    LogLevel,           ///< "debug", "info", "warning", "error"
    DefaultCurrency,    ///< ISO 4217, for prices without a currency
    DefaultMarketplace, ///< key of a rule pack: "amazon"
    AmazonSellerId,
    MarketplaceSite,   ///< "DE", "US" …
    MarketplaceLocale, ///< "de-DE"; language of the listings' texts
    StoreUrl,
    ImportSource,         ///< source platform of files that name none
    ImportEncoding,       ///< "detect" or a name such as "windows-1252"
    ImportDecimal,        ///< "detect", "point" or "comma"
    RulesFolder,          ///< the user's own rule packs
    RejectsFolder,        ///< where rejected records are written
    AiProvider,           ///< key of a preset, or "rules": the built-in rules, no model
    AiModel,              ///< empty = the preset's
    AiStrongModel,        ///< asked where the first falls short; empty = never
    AiGoodScore,          ///< below this quality score the first model's text falls short
    AiBaseUrl,            ///< of AiProvider; empty = the preset's
    AiAddresses,          ///< where providers are that were chosen before: "openai=https://gateway.example/v1 …"
    AiKey,                ///< secret: only ever from the environment; the window keeps keys in the SecretStore
    AiParts,              ///< "title,description,bullets": OptimizePart names
    AiBatchBudget,        ///< US dollars, "2.50"; empty = no limit
    AiDailyBudget,        ///< likewise, for a day (UTC)
    AiCacheHours,         ///< how long an answer serves the same question; 0 = never
    AiAcceptGain,         ///< accept clean proposals by themselves from this gain of points on; 0 = never
    AiConcurrency,        ///< questions at once in this process
    AiTimeout,            ///< seconds until a question is given up
    AiProxy,              ///< HttpOptions::proxy; a password in it only ever from the environment
    AiCaFile,             ///< HttpOptions::caFile
    ServerEnabled,        ///< "no", or "yes": the window receives from its start on
    ServerListen,         ///< "127.0.0.1:8765"
    ServerCertificate,    ///< PEM file, its own certificate first; empty = unencrypted
    ServerCertificateKey, ///< PEM file, RSA or EC
    ServerWithoutTls,     ///< "no", or "yes": other machines may reach it unencrypted
    ServerHosts,          ///< further names under which it may be asked: "host.docker.internal,shop.example"
    ServerOrigins,        ///< web pages of other addresses that may ask: "https://shop.example,…"
    ServerMaximumBody,    ///< MiB
    ServerMaximumClients, ///< connections at once
    ServerRate,           ///< requests a second of one address or key; 0 = no limit
    ServerOwnRate,        ///< of this machine's programs; 0 = no limit
    ServerBurst,          ///< requests at once within those rates
    ServerFailedLogins,   ///< wrong keys a minute of one address
    WebhookSecretText,    ///< secret: only ever from the environment; the window keeps it in the SecretStore
    WebhookProofKind,     ///< "secret", or "signature" where nothing else is to be taken
    WebhookSource,        ///< source platform of products that name none
    WebhookKeepDays,      ///< received requests are removed when older
    ImportFolder,         ///< last one used in a file dialog, likewise below
    ExportFolder,
    WindowGeometry,
    WindowState,
    CatalogHeader,
    CatalogSplitter,
    ReviewSplitter,
};

enum class SettingType {
    Text,
    Choice, ///< one of SettingDefinition::choices
    Number,
    Folder,
    State, ///< bytes that only a widget understands
};

/** One row of the table of settings. */
struct SettingDefinition
{
    SettingKey key;
    QString name;                ///< in the file: "database/url"
    QString environmentVariable; ///< "LISTWRIGHT_DATABASE_URL"; empty = cannot be set by the environment
    SettingType type = SettingType::Text;
    QVariant defaultValue{};
    QStringList choices{};
    int minimum = 0; ///< Number only, likewise maximum
    int maximum = 0;
    bool secret = false; ///< never written to the file, never shown
};

/**
 * The program's choices: the environment wins over the file, the file over the default. A value that makes no sense
 * (unknown choice, number out of range) counts as not given and is named in problems(). Belongs to one thread, the
 * GUI's; what other threads need is handed to them as values.
 */
class Settings : public QObject
{
    Q_OBJECT

public:
    /** Reads `file`, an INI file that need not exist. A file that cannot be read is named in problems(). */
    explicit Settings(const QString &file = defaultFile(),
                      const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
                      QObject *parent = nullptr);
    ~Settings() override;

    /** LISTWRIGHT_SETTINGS_FILE, or listwright.ini in the user's configuration folder. */
    static QString defaultFile();
    /** The SecretStore's entry for the password of a PostgreSQL address: "database/anna@db.example:5432/shop". */
    static QString databaseSecretName(const QString &databaseUrl);
    static const QList<SettingDefinition> &definitions();
    static const SettingDefinition &definition(SettingKey key);

    QString text(SettingKey key) const;      ///< Text, Choice and Folder
    QString shownText(SettingKey key) const; ///< without a password that the environment may give in it
    int number(SettingKey key) const;
    QByteArray state(SettingKey key) const;

    /**
     * Keeps a value and writes it at once. InvalidInput for a value that the table does not allow, Forbidden when the
     * environment holds the setting, Io when the file cannot be written (the value then holds until the program ends).
     */
    Result<void> setText(SettingKey key, const QString &value);
    Result<void> setNumber(SettingKey key, int value);
    /** As above, but a failure is only logged: losing a window's size is not worth a message. */
    void setState(SettingKey key, const QByteArray &value);
    /** Back to the default. */
    Result<void> reset(SettingKey key);

    /** True when an environment variable holds the setting, so that it cannot be changed in the program. */
    bool isLocked(SettingKey key) const;
    /** Why the value that was given, by the environment or else in the file, was not used; nothing where it was. */
    std::optional<QString> unusable(SettingKey key) const;
    /** Sentences for the person about the file and about values that were not used. */
    QStringList problems() const { return m_problems; }
    QString file() const { return m_file; }

Q_SIGNALS:
    void changed(listwright::SettingKey key);

private:
    QVariant value(SettingKey key) const;
    QString computedDefault(SettingKey key) const;
    void load();
    void loadEnvironment();
    void addPasswordProblem(const SettingDefinition &definition);
    void refuse(SettingKey key, const QString &problem);
    Result<void> store(SettingKey key, const QString &given);
    Result<void> write(const SettingDefinition &definition, const QVariant &value);

    QString m_file;
    QProcessEnvironment m_environment;
    std::unique_ptr<QSettings> m_backend;
    bool m_writable = true; ///< false when the present file is broken: it is left as it is for the person to mend
    QHash<SettingKey, QVariant> m_values;
    QHash<SettingKey, QVariant> m_locked;
    QHash<SettingKey, QString> m_unusable;
    QStringList m_problems;
};

} // namespace listwright
