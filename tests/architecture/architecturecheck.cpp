// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/architecture/architecturecheck.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

/** What the files of a folder may include of the project. The longest prefix counts. */
struct Direction
{
    const char *folder;
    QStringList mayInclude;
};

const std::array<Direction, 7> &directions()
{
    static const std::array<Direction, 7> all{{
        {"models/domain/", {u"models/domain/"_s}},
        {"models/tables/", {u"models/domain/"_s, u"models/tables/"_s}},
        {"services/", {u"models/domain/"_s, u"services/"_s}},
        {"ui/", {u"models/"_s, u"services/"_s, u"ui/"_s, u"cmake/"_s}},
        {"app/", {u"models/"_s, u"services/"_s, u"ui/"_s, u"app/"_s}},
        {"cmake/", {u"cmake/"_s}},
        {"tests/", {u"models/"_s, u"services/"_s, u"ui/"_s, u"app/"_s, u"tests/"_s}},
    }};
    return all;
}

/** Something that only the named folders may use, or nobody. */
struct Rule
{
    const char *name;
    QRegularExpression pattern;
    QStringList owners;
    bool testsToo = false; ///< also enforced below tests/
};

QRegularExpression expression(const char *pattern)
{
    return QRegularExpression(QLatin1String(pattern));
}

const QList<Rule> &rules()
{
    static const QList<Rule> all{
        {"Qt Sql, SQLite and libpq belong to services/storage",
         expression(R"(\bQSql[A-Z]\w*|\bQtSql\b|\bsqlite3_\w+|sqlite3\.h|libpq-fe\.h|\bPQ[a-z]\w+\s*\()"),
         {u"services/storage/"_s}},
        {"QNetworkAccessManager belongs to services/net",
         expression(R"(\bQNetworkAccessManager\b)"),
         {u"services/net/"_s}},
        {"HTTP and WebSocket servers belong to services/server",
         expression(R"(\bQHttpServer\w*|\bQWebSocketServer\b)"),
         {u"services/server/"_s}},
        {"QSettings belongs to services/settings", expression(R"(\bQSettings\b)"), {u"services/settings/"_s}},
        {"QtKeychain belongs to services/secrets",
         expression(R"(\bQKeychain\b|keychain\.h>)"),
         {u"services/secrets/"_s}},
        {"OpenSSL belongs to services/server",
         expression(R"(\b(SSL|X509|EVP|ERR)_[a-z]\w*\s*\(|\bSSL_CTX_\w+|<openssl/)"),
         {u"services/server/"_s}},
        {"Widgets belong to ui",
         expression(R"(\bQtWidgets\b|\bQ(Widget|Application|MainWindow|Label|MessageBox)\b|)"
                    R"(\bQ(File|Input|Color)?Dialog\b|\bQ(Push|Tool)Button\b|\bQ(Table|Tree|List)View\b)"),
         {u"ui/"_s, u"app/"_s}},
        {"Icons are of our own set, not of the desktop's",
         expression(R"(\bfromTheme\s*\(|\bset(Fallback)?ThemeName\s*\()"),
         {}},
        {"No singletons: no instance()",
         expression(R"((?<!CoreApplication::)(?<!GuiApplication::)\binstance\s*\(\s*\))"),
         {}},
        {"No processEvents()",
         expression(R"(\bprocessEvents\s*\()"),
         {u"services/server/epolldispatcher.cpp"_s, u"services/server/epolldispatcher.h"_s},
         true},
        {"No terminate()", expression(R"((::|->|\.)terminate\s*\()"), {}},
        {"No sleeping", expression(R"(\b[mu]?sleep\s*\(|\bsleep_(for|until)\b|\bnanosleep\b)"), {}, true},
        {"No fixed waits in tests: use QTRY_*", expression(R"(\bqWait\s*\(|\bqSleep\s*\()"), {}, true},
        {"Literals end in _s or _ba: Qt 6.8 warns of _qs and _qba", expression(R"((?<!\w)_q(s|ba)\b)"), {}, true},
        {"What differs between versions of Qt is behind one header",
         expression(R"(\bQT_VERSION(_CHECK)?\b)"),
         {u"ui/style/qtcompat.h"_s},
         true},
        {"Qt keywords are written as macros",
         expression(R"(^\s*(public|private|protected)\s+slots\s*:|^\s*signals\s*:|\bemit\s)"),
         {},
         true},
    };
    return all;
}

bool isIn(const QString &path, const QStringList &folders)
{
    return std::any_of(folders.begin(), folders.end(), [&](const QString &folder) { return path.startsWith(folder); });
}

/** Tests may use what they test: tests/services/storage counts as services/storage. */
bool isTest(const QString &path)
{
    return path.startsWith(u"tests/"_s);
}

void checkHeader(const SourceFile &file, const QStringList &lines, QList<Violation> &found)
{
    if (!lines.value(0).startsWith(u"// SPDX-FileCopyrightText: "_s) ||
        lines.value(1) != u"// SPDX-License-Identifier: GPL-3.0-or-later"_s)
        found.append({file.path, 1, u"The first two lines are the SPDX header"_s});
    if (file.path.endsWith(u".h"_s) && !lines.contains(u"#pragma once"_s))
        found.append({file.path, 1, u"A header has #pragma once"_s});
    static const QRegularExpression name(u"^[a-z][a-z0-9_]*\\.(cpp|h)$"_s);
    if (!name.match(file.path.section(u'/', -1)).hasMatch())
        found.append({file.path, 0, u"File names are lower case"_s});
}

void checkInclude(const QString &path, int number, const QString &included, QList<Violation> &found)
{
    if (included.endsWith(u".moc"_s))
        return;
    if (!included.contains(u'/')) {
        found.append({path, number, u"Includes are written from the root of the project"_s});
        return;
    }
    for (const Direction &direction : directions()) {
        if (path.startsWith(QLatin1String(direction.folder)) && !isIn(included, direction.mayInclude))
            found.append({path, number, u"%1 may not include %2"_s.arg(QLatin1String(direction.folder), included)});
    }
}

void checkLine(const QString &path, int number, const QString &code, QList<Violation> &found)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*\"([^\"]+)\""_s);
    if (const QRegularExpressionMatch match = include.match(code); match.hasMatch())
        checkInclude(path, number, match.captured(1), found);
    if (path.endsWith(u".h"_s) && code.contains(u"nlohmann/json.hpp"_s))
        found.append({path, number, u"Headers include nlohmann/json_fwd.hpp only"_s});
    for (const Rule &rule : rules()) {
        if ((isTest(path) && !rule.testsToo) || isIn(path, rule.owners))
            continue;
        if (code.contains(rule.pattern))
            found.append({path, number, QString::fromLatin1(rule.name)});
    }
}

} // namespace

QList<Violation> violations(const SourceFile &file)
{
    QList<Violation> found;
    const QStringList lines = file.text.split(u'\n');
    checkHeader(file, lines, found);
    const QStringList code = codeOnly(file.text).split(u'\n');
    static const QRegularExpression unfinished(u"\\b(TODO|FIXME|XXX|HACK)\\b"_s);
    for (int line = 0; line < lines.size(); ++line) {
        checkLine(file.path, line + 1, code.value(line), found);
        if (lines.at(line).contains(unfinished) && !file.path.startsWith(u"tests/architecture/"_s))
            found.append({file.path, line + 1, u"Nothing is left unfinished"_s});
    }
    return found;
}

QString codeOnly(const QString &text)
{
    // In this order: a raw string, a string on an #include line (kept), a string, a character, the two comments.
    static const QRegularExpression token(
        u"R\"(\\w*)\\((?:.|\\n)*?\\)\\1\"|(^[ \\t]*#[ \\t]*include[^\\n]*)|\"(?:[^\"\\\\\\n]|\\\\.)*\"|"
        "'(?:[^'\\\\\\n]|\\\\.)+'|//[^\\n]*|/\\*(?:.|\\n)*?\\*/"_s,
        QRegularExpression::MultilineOption);
    QString code = text;
    for (auto matches = token.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (!match.captured(2).isEmpty())
            continue;
        for (qsizetype at = match.capturedStart(); at < match.capturedEnd(); ++at) {
            if (code.at(at) != u'\n')
                code[at] = u' ';
        }
    }
    return code;
}

} // namespace listwright::test
