// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"

#include "app/databaselocation.h"
#include "app/jobkinds.h"
#include "services/optimizing/optimizationsettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QThread>
#include <QThreadPool>

namespace listwright {

struct Application::Opened
{
    std::unique_ptr<SecretStore> secrets;
    Result<std::unique_ptr<Storage>> storage = failure(ErrorCode::Internal, {});
};

std::shared_ptr<Application::Opened> Application::openBlocking(const StorageLocation &location,
                                                               Storage::Options options, const QString &dataFolder)
{
    auto opened = std::make_shared<Opened>();
    if (auto secrets = openSecrets(dataFolder))
        opened->secrets = std::move(*secrets);
    options.location = opened->secrets ? withKeptPassword(location, *opened->secrets) : location;
    opened->storage = Storage::open(options);
    if (opened->storage)
        (*opened->storage)->moveToThread(QCoreApplication::instance()->thread());
    return opened;
}

Result<void> Application::open(const QString &database, bool readOnly)
{
    const auto location = databaseLocation(database, m_settings);
    if (!location)
        return failure(location.error());
    const QString dataFolder = m_settings.text(SettingKey::DataFolder);
    QDir().mkpath(dataFolder);
    if (location->isSqlite() && !QDir().mkpath(QFileInfo(location->path()).absolutePath()))
        return failure(
            ErrorCode::Forbidden,
            tr("The folder of the catalog, %1, cannot be made.").arg(QFileInfo(location->path()).absolutePath()));
    Storage::Options options = storageOptions(*location, m_settings);
    options.readOnly = readOnly;
    std::shared_ptr<Opened> opened;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { opened = openBlocking(*location, options, dataFolder); }));
    QEventLoop loop;
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    thread->start();
    loop.exec();
    thread->wait();
    m_secrets = std::move(opened->secrets);
    if (!opened->storage)
        return failure(opened->storage.error());
    m_storage = std::move(*opened->storage);
    if (m_storage->isReadOnly())
        return {};
    startJobs();
    m_receiver = std::make_unique<ReceiverControl>(
        *m_storage, m_settings, m_secrets.get(), RulePacks::load(m_settings.text(SettingKey::RulesFolder)),
        [this] { m_jobs->wake(); }, m_metrics);
    return {};
}

void Application::startJobs()
{
    const auto host = [this] {
        const auto provider = providerFor(m_settings.text(SettingKey::AiProvider), optimizationSettings(m_settings));
        return provider ? provider->host() : QString();
    };
    // Some are left for the built-in rules, whose jobs are not to wait for a model's.
    const auto workers = [this] {
        return std::max(JobRunnerOptions().workers, m_settings.number(SettingKey::AiConcurrency) + 2);
    };
    JobRunnerOptions options;
    options.workers = workers();
    options.ended = [metrics = m_metrics](const QString &kind, JobState state) { metrics->job(kind, state); };
    options.hostLimits.insert(host(), m_settings.number(SettingKey::AiConcurrency));
    m_limits.setMaximum(m_settings.number(SettingKey::AiConcurrency));
    m_jobs = std::make_unique<JobRunner>(
        *m_storage,
        jobKinds(m_settings,
                 {.limits = &m_limits, .secrets = m_secrets.get(), .spending = m_spending, .metrics = m_metrics}),
        options);
    QObject::connect(&m_settings, &Settings::changed, m_jobs.get(), [this, host, workers](SettingKey key) {
        if (key != SettingKey::AiConcurrency && key != SettingKey::AiProvider && key != SettingKey::AiBaseUrl)
            return;
        m_jobs->setHostLimit(host(), m_settings.number(SettingKey::AiConcurrency));
        m_jobs->setWorkers(workers());
        m_limits.setMaximum(m_settings.number(SettingKey::AiConcurrency));
    });
    m_jobs->start();
}

Application::~Application()
{
    m_receiver.reset();
    if (m_jobs)
        m_jobs->stop();
    // A keychain may wait for a person, and with it the thread that asks it for a key.
    constexpr int longest = 3000; // ms
    if (!QThreadPool::globalInstance()->waitForDone(longest))
        static_cast<void>(m_secrets.release());
}

Services Application::services()
{
    Services services;
    services.storage = m_storage.get();
    services.settings = &m_settings;
    services.secrets = m_secrets.get();
    services.jobs = m_jobs.get();
    services.receiver = m_receiver.get();
    services.limits = &m_limits;
    services.spending = m_spending.get();
    services.rulePacks = RulePacks::load(m_settings.text(SettingKey::RulesFolder));
    return services;
}

} // namespace listwright
