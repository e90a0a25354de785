// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/jobrunner.h"
#include "services/net/ratelimits.h"
#include "services/optimizing/spending.h"
#include "services/receiving/receivercontrol.h"
#include "services/secrets/secretstore.h"
#include "services/server/metrics.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/services.h"

namespace listwright {

/** The services behind the window, built and ended in the right order. Jobs run while the catalog is writable. */
class Application
{
    Q_DECLARE_TR_FUNCTIONS(Application)

public:
    explicit Application(Settings &settings) : m_settings(settings) {}
    ~Application();

    /**
     * Opens the secrets and the catalog away from the GUI thread, whose events are handled meanwhile. Busy when
     * another program has the catalog open: `readOnly` then still works.
     */
    Result<void> open(const QString &database, bool readOnly);
    Services services();

private:
    struct Opened;
    static std::shared_ptr<Opened> openBlocking(const StorageLocation &location, Storage::Options options,
                                                const QString &dataFolder);

    void startJobs();

    Settings &m_settings;
    std::unique_ptr<SecretStore> m_secrets;
    RateLimits m_limits;
    std::shared_ptr<Spending> m_spending = std::make_shared<Spending>();
    std::shared_ptr<Metrics> m_metrics = std::make_shared<Metrics>();
    std::unique_ptr<Storage> m_storage;          ///< goes before the secrets
    std::unique_ptr<JobRunner> m_jobs;           ///< uses all of them
    std::unique_ptr<ReceiverControl> m_receiver; ///< wakes the jobs
};

} // namespace listwright
