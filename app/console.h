// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace listwright {

/** {"code", "message"}: the form of an error in every result. */
QJsonObject errorJson(const Error &error);

/**
 * What a command says: results on standard output, everything else on standard error. With JSON, standard output
 * holds exactly one JSON object. Used from the command's thread alone.
 */
class Console
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)

public:
    explicit Console(bool json, bool quiet);
    ~Console();

    bool isJson() const { return m_json; }
    /**
     * Results go to standard error from now on, because a file is written to standard output. As with any filter, a
     * reader that goes away ends the program then.
     */
    void leaveOutputToFile();

    /** Text for a person; nothing with JSON. */
    void line(const QString &text = {});
    /** Columns aligned, the first record is the header; nothing with JSON. */
    void table(const QList<QStringList> &records);
    /** The one result; nothing without JSON. */
    void result(const QJsonObject &object);
    /** A remark that is no result. */
    void note(const QString &text);
    bool hasNoted(const QString &text) const { return m_noted.contains(text); }
    /** What went wrong, as text only; nothing more where a remark has said it already. */
    void complaint(const Error &error);
    /** The complaint that ends the command; with JSON it is the one result. */
    void error(const Error &error);
    /** Set when results did not get where they should; a reader that went away on purpose doesn't count. */
    const std::optional<Error> &outputProblem() const { return m_outputProblem; }
    /** One line that is overwritten, at most ten a second, only on a terminal. */
    void progress(const QString &text);

private:
    void writeResult(const QByteArray &bytes);
    void clearProgress();

    bool m_json;
    bool m_showProgress;
    bool m_outputTaken = false;
    bool m_progressShown = false;
    std::optional<Error> m_outputProblem;
    QSet<QString> m_noted;
    QElapsedTimer m_sinceProgress;
};

} // namespace listwright
