// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/keychainsecretstore.h"

#include <QThread>

#include <qt6keychain/keychain.h>

#include <future>

namespace listwright {

namespace {

using namespace std::chrono_literals;

// Long enough to find and type the password of a locked keychain.
constexpr auto answerLimit = 120s;
constexpr auto probeLimit = 5s;

/**
 * QtKeychain answers through an event loop; a thread of its own spares callers one. All stores share it to the end of
 * the program, because QtKeychain queues its jobs in an object of the thread that used it first.
 */
class KeychainThread
{
public:
    KeychainThread()
    {
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_context->moveToThread(&m_thread);
        m_thread.start();
    }
    ~KeychainThread()
    {
        // Jobs that never got an answer go with the object, as its children.
        m_context->deleteLater();
        m_thread.quit();
        m_thread.wait();
    }
    KeychainThread(const KeychainThread &) = delete;
    KeychainThread &operator=(const KeychainThread &) = delete;

    /** Lives in the thread. */
    QObject *context() const { return m_context; }

private:
    QThread m_thread;
    QObject *m_context = new QObject;
};

QObject *keychainContext()
{
    static const KeychainThread thread;
    return thread.context();
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service) : m_service(std::move(service)) {}

bool KeychainSecretStore::works()
{
    const Result<Outcome> outcome = run(
        [](const QString &service) {
            auto *job = new QKeychain::ReadPasswordJob(service);
            job->setKey(QStringLiteral("no such entry"));
            return job;
        },
        probeLimit);
    return outcome && (outcome->code == QKeychain::EntryNotFound || outcome->code == QKeychain::NoError);
}

Result<QString> KeychainSecretStore::read(const QString &name)
{
    const Result<Outcome> outcome = run(
        [name](const QString &service) {
            auto *job = new QKeychain::ReadPasswordJob(service);
            job->setKey(name);
            return job;
        },
        answerLimit);
    if (!outcome)
        return failure(outcome.error());
    if (const Result<void> ended = outcomeOf(*outcome, name); !ended)
        return failure(ended.error());
    return outcome->value;
}

Result<void> KeychainSecretStore::write(const QString &name, const QString &value)
{
    if (name.isEmpty())
        return failure(ErrorCode::InvalidInput, tr("A stored password needs a name."), QStringLiteral("empty name"));
    const Result<Outcome> outcome = run(
        [name, value](const QString &service) {
            auto *job = new QKeychain::WritePasswordJob(service);
            job->setKey(name);
            job->setTextData(value);
            return job;
        },
        answerLimit);
    return outcome ? outcomeOf(*outcome, name) : failure(outcome.error());
}

Result<void> KeychainSecretStore::remove(const QString &name)
{
    const Result<Outcome> outcome = run(
        [name](const QString &service) {
            auto *job = new QKeychain::DeletePasswordJob(service);
            job->setKey(name);
            return job;
        },
        answerLimit);
    if (!outcome)
        return failure(outcome.error());
    const Result<void> ended = outcomeOf(*outcome, name);
    if (!ended && ended.error().code == ErrorCode::NotFound)
        return {};
    return ended;
}

QString KeychainSecretStore::displayText() const
{
    return tr("Keychain of this computer");
}

Result<KeychainSecretStore::Outcome> KeychainSecretStore::run(MakeJob makeJob, std::chrono::seconds limit)
{
    // Shared with the job, which may answer after the caller has given up.
    auto promise = std::make_shared<std::promise<Outcome>>();
    std::future<Outcome> answer = promise->get_future();
    QObject *context = keychainContext();
    QMetaObject::invokeMethod(context, [context, promise, service = m_service, makeJob = std::move(makeJob)] {
        QKeychain::Job *job = makeJob(service);
        job->setParent(context);
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, context, [promise](QKeychain::Job *ended) {
            const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(ended);
            promise->set_value({ended->error(), ended->errorString(), reading ? reading->textData() : QString()});
        });
        job->start();
    });
    if (answer.wait_for(limit) != std::future_status::ready)
        return failure(ErrorCode::Timeout, tr("The keychain of this computer does not answer."),
                       QStringLiteral("keychain: no answer in %1 s").arg(limit.count()));
    return answer.get();
}

Result<void> KeychainSecretStore::outcomeOf(const Outcome &outcome, const QString &name) const
{
    const QString detail = QStringLiteral("keychain: error %1: %2").arg(outcome.code).arg(outcome.text);
    switch (static_cast<QKeychain::Error>(outcome.code)) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return failure(ErrorCode::NotFound, tr("No password is stored for “%1”.").arg(name), detail);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return failure(ErrorCode::Forbidden, tr("The keychain of this computer refused access."), detail);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return failure(ErrorCode::Unsupported, tr("This computer has no keychain that works."), detail);
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return failure(ErrorCode::Io, tr("The keychain of this computer reports: %1").arg(outcome.text), detail);
}

} // namespace listwright
