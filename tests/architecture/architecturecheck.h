// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace listwright::test {

struct SourceFile
{
    QString path; ///< from the root of the project, with "/"
    QString text;
};

struct Violation
{
    QString path;
    int line = 0; ///< from 1; 0 = the file as a whole
    QString rule;
};

/** Who may include whom, who owns which outside thing, and what no file may hold. */
QList<Violation> violations(const SourceFile &file);

/** The text with comments, and string literals outside of #include lines, blanked; lines stay where they are. */
QString codeOnly(const QString &text);

} // namespace listwright::test
