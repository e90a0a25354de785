// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright::test {

/** A PostgreSQL server of its own, by scripts/testpostgres.sh, which a test may stop; its files go with it. */
class PostgresProcess
{
public:
    PostgresProcess(); ///< takes seconds
    ~PostgresProcess();
    PostgresProcess(const PostgresProcess &) = delete;
    PostgresProcess &operator=(const PostgresProcess &) = delete;

    /** Why there is none; empty otherwise. */
    QString problem() const { return m_problem; }
    /** Of its database "postgres". */
    QString url() const { return m_url; }
    /** At once, without a word to its clients; what is stored stays. */
    bool stop() { return run(QStringLiteral("pause")); }
    /** At the same port. */
    bool startAgain() { return run(QStringLiteral("resume")); }

private:
    bool run(const QString &command) const;

    QString m_url;
    QString m_folder;
    QString m_problem;
};

} // namespace listwright::test
