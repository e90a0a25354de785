// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/secrets/secretstore.h"

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace listwright {

/** The keychain of the person's session: Secret Service or KWallet on Linux. */
class KeychainSecretStore final : public SecretStore
{
    Q_DECLARE_TR_FUNCTIONS(KeychainSecretStore)

public:
    explicit KeychainSecretStore(QString service);

    /** Asks for an entry that does not exist: only a keychain that works can say so. Never shows a dialog by itself. */
    bool works();

    Result<QString> read(const QString &name) override;
    Result<void> write(const QString &name, const QString &value) override;
    Result<void> remove(const QString &name) override;
    QString displayText() const override;

private:
    struct Outcome
    {
        int code = 0; ///< QKeychain::Error
        QString text; ///< of the keychain
        QString value;
    };
    using MakeJob = std::function<QKeychain::Job *(const QString &service)>;

    Result<Outcome> run(MakeJob makeJob, std::chrono::seconds limit);
    Result<void> outcomeOf(const Outcome &outcome, const QString &name) const;

    QString m_service;
};

} // namespace listwright
