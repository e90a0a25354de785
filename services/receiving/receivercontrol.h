// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"
#include "services/receiving/receiver.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>

namespace listwright {

class SecretStore;

/**
 * Receiving as the settings want it, for the window: switched on and off, moved to another address and with other
 * limits while the program runs. What takes time is done in a thread of its own. GUI thread.
 */
class ReceiverControl : public QObject
{
    Q_OBJECT

public:
    enum class State { Off, Changing, On, Failed };

    /**
     * Starts where the settings say so. `secrets` may be null: the secret then lasts until the program ends. `metrics`
     * are those that jobs count in.
     */
    ReceiverControl(Storage &storage, Settings &settings, SecretStore *secrets, const RulePacks &packs,
                    std::function<void()> jobsAdded, std::shared_ptr<Metrics> metrics = {}, QObject *parent = nullptr);
    ~ReceiverControl() override; ///< stops, up to HttpLimits::stop

    State state() const { return m_state; }
    QString address() const { return m_address; } ///< "http://127.0.0.1:8765" while it is on
    /** While it is on: other machines reach it, and what they send can be read on the way. */
    bool isExposed() const { return m_state == State::On && m_exposed; }
    /** Where products are sent to; while it is off, where they will be. */
    QString webhookAddress() const;
    QString problem() const { return m_problem; } ///< translated, why it failed
    /** Where it could listen instead, when the port is taken: "127.0.0.1:8766"; empty otherwise. */
    QString offered() const { return m_offered; }
    qint64 answered() const { return m_shownAnswers; } ///< requests since it is on

    /** Once it was read or made; empty before. */
    const WebhookSecret &secret() const { return m_secret; }
    bool canRotate() const;
    /** Makes another secret; the one so far is good for a day. changed() follows, or failed(). */
    void rotateSecret();
    /** A key of the REST API was revoked in the window: it is refused at once. */
    void forgetKeys();

Q_SIGNALS:
    void changed();
    /** More requests were answered; a few times a second at most. */
    void received();
    void failed(const listwright::Error &error);

private:
    struct Opened;

    void follow();
    void onSetting(SettingKey key);
    void start();
    void onStarted(const Opened &opened, quint64 change);
    void stop();
    void followSecret();
    void useSecret(const Result<WebhookSecret> &secret);
    void setState(State state, const QString &problem = {});

    Storage &m_storage;
    Settings &m_settings;
    SecretStore *m_secrets;
    ReceiverOptions m_options; ///< but for what changes from start to start
    QThreadPool m_worker;
    std::shared_ptr<Receiver> m_receiver; ///< gone from here when the worker has it to stop
    std::weak_ptr<Receiver> m_last;       ///< the worker's
    QTimer m_soon;                        ///< several settings may change together
    QTimer m_look;
    std::shared_ptr<std::atomic<qint64>> m_answers = std::make_shared<std::atomic<qint64>>(0);
    qint64 m_shownAnswers = 0;
    State m_state = State::Off;
    QString m_address;
    bool m_exposed = false;
    QString m_problem;
    QString m_offered;
    WebhookSecret m_secret;
    quint64 m_change = 0; ///< number of the newest; what older ones come to is dropped
};

} // namespace listwright
