// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace listwright::bench {

enum class PeerMode { Faithful, Tuned };

/** A server in a process of its own at a free port, with a folder of its own for what it keeps; ended with this. */
class ServerProcess
{
public:
    /** `listwright serve`; returns when it answers. `database` as in LISTWRIGHT_DATABASE_URL. */
    static std::unique_ptr<ServerProcess> listwright(const QString &database);
    /** The peer of tests/bench/peer on the same kind of database. */
    static std::unique_ptr<ServerProcess> peer(PeerMode mode, int workers, const QString &database);
    ~ServerProcess();

    quint16 port() const { return m_port; }
    /** Of the REST API. */
    QByteArray key() const { return m_key; }
    /** The most memory it had at once, in MB; of the peer, that of the process that started the others. */
    double peakMemory() const;
    /** Seconds of processor time it had so far. */
    double processorTime() const;

    /** Whether the peer's packages are there. */
    static bool hasPeer();
    /** Fills the database of the peer from makecatalog's file. */
    static void fillPeer(const QString &database, const QString &catalogFile);

private:
    ServerProcess();
    void set(const char *variable, const QString &value);
    void start(const QString &program, const QStringList &arguments);
    QByteArray output(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_key;
};

} // namespace listwright::bench
