// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QStringList>

namespace listwright {

/**
 * What a command says: results on standard output, everything else on standard error. With JSON, standard output
 * holds exactly one JSON object. Used from the command's thread alone.
 */
class Console
{
public:
    explicit Console(bool json, bool quiet);
    ~Console();

    bool isJson() const { return m_json; }
    /** Results go to standard error from now on, because a file is written to standard output. */
    void leaveOutputToFile() { m_outputTaken = true; }

    /** Text for a person; nothing with JSON. */
    void line(const QString &text = {});
    /** Columns aligned, the first record is the header; nothing with JSON. */
    void table(const QList<QStringList> &records);
    /** The one result; nothing without JSON. */
    void result(const QJsonObject &object);
    /** A remark that is no result. */
    void note(const QString &text);
    void error(const Error &error);
    /** One line that is overwritten, at most ten a second, only on a terminal. */
    void progress(const QString &text);

private:
    void clearProgress();

    bool m_json;
    bool m_showProgress;
    bool m_outputTaken = false;
    bool m_progressShown = false;
    QElapsedTimer m_sinceProgress;
};

} // namespace listwright
