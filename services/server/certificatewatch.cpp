// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/certificatewatch.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLoggingCategory>

#include <condition_variable>
#include <mutex>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(certificateLog, "listwright.server")

std::pair<qint64, qint64> stateOf(const QString &path)
{
    const QFileInfo file(path);
    return {file.lastModified().toMSecsSinceEpoch(), file.size()};
}

} // namespace

CertificateWatch::CertificateWatch(CertificateFiles files, std::chrono::milliseconds interval,
                                   std::function<void(const QSslConfiguration &)> renewed)
    : m_files(std::move(files)), m_interval(interval), m_renewed(std::move(renewed)), m_known(present())
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

CertificateWatch::~CertificateWatch()
{
    m_thread.request_stop();
    m_thread.join();
}

CertificateWatch::State CertificateWatch::present() const
{
    return {stateOf(m_files.certificate), stateOf(m_files.key)};
}

void CertificateWatch::run(const std::stop_token &stop)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any pause;
    while (!pause.wait_for(lock, stop, m_interval, [&stop] { return stop.stop_requested(); })) {
        const State now = present();
        if (now != m_known)
            readAgain();
        m_known = now;
    }
}

void CertificateWatch::readAgain() const
{
    const auto encryption = serverEncryption(m_files.certificate, m_files.key);
    if (!encryption) {
        qCWarning(certificateLog).noquote()
            << "The new certificate is not used, the one before it stays:" << encryption.error().message;
        return;
    }
    qCInfo(certificateLog) << "Another certificate is in use, good until"
                           << encryption->localCertificate().expiryDate().toString(Qt::ISODate);
    m_renewed(*encryption);
}

} // namespace listwright
