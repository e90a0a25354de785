// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/formbody.h"

#include "services/importing/text.h"
#include "services/server/httpsyntax.h"

#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace listwright::formbody {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFields = 10'000;
constexpr qsizetype deepest = 16;
constexpr qsizetype longestHead = 16 * 1024; // of a part

struct FormTexts
{
    Q_DECLARE_TR_FUNCTIONS(FormBody)
};

tl::unexpected<Error> wrong(const QString &message)
{
    return failure(ErrorCode::InvalidInput, message);
}

/** A value or members; a name that is given twice makes a list. */
struct Node
{
    std::optional<QString> value{};
    std::map<QString, Node> members{};
    QStringList order{};

    Node &member(const QString &name)
    {
        if (!members.contains(name))
            order.append(name);
        return members[name];
    }

    bool isList() const
    {
        for (qsizetype i = 0; i < order.size(); ++i) {
            if (!members.contains(QString::number(i)))
                return false;
        }
        return !order.isEmpty();
    }
};

void append(std::string &json, const Node &node)
{
    if (node.members.empty()) {
        if (!node.value || node.value->isEmpty())
            json += "null";
        else
            importing::appendJsonString(json, node.value->toStdString());
        return;
    }
    const bool list = node.isList();
    json += list ? '[' : '{';
    for (qsizetype i = 0; i < node.order.size(); ++i) {
        const QString name = list ? QString::number(i) : node.order.at(i);
        if (i > 0)
            json += ',';
        if (!list) {
            importing::appendJsonString(json, name.toStdString());
            json += ':';
        }
        append(json, node.members.at(name));
    }
    json += list ? ']' : '}';
}

/** A percent sign stands before two hexadecimal digits. */
bool isEncoded(const QByteArray &text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        if (at + 2 >= text.size() || !httpsyntax::isHexDigit(text[at + 1]) || !httpsyntax::isHexDigit(text[at + 2]))
            return false;
    }
    return true;
}

Result<QString> utf8Text(const QByteArray &text)
{
    if (importing::findFlaws({text.constData(), static_cast<std::size_t>(text.size())}).invalidUtf8)
        return wrong(FormTexts::tr("The form is not valid UTF-8."));
    return QString::fromUtf8(text);
}

Result<QString> decodedText(QByteArray text)
{
    if (!isEncoded(text))
        return wrong(FormTexts::tr("The form is not well encoded: after “%” come two hexadecimal digits."));
    return utf8Text(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

/** "attributes[0][name]" as its three names; of one that is nested too deep as many as show it. */
QStringList pathOf(const QString &name)
{
    static const QRegularExpression part(u"\\[([^\\[\\]]*)\\]"_s);
    const qsizetype bracket = name.indexOf(u'[');
    if (bracket <= 0 || !name.endsWith(u']'))
        return {name};
    QStringList path{name.left(bracket)};
    qsizetype at = bracket;
    for (QRegularExpressionMatchIterator found = part.globalMatch(name, bracket); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (match.capturedStart() != at)
            return {name};
        path.append(match.captured(1));
        at = match.capturedEnd();
        if (path.size() > deepest)
            return path;
    }
    return at == name.size() ? path : QStringList{name};
}

Result<void> take(Node &root, const QString &name, const QString &value)
{
    const QStringList path = pathOf(name);
    if (path.size() > deepest)
        return wrong(
            FormTexts::tr("The form's names are nested deeper than %Ln level(s).", nullptr, static_cast<int>(deepest)));
    Node *node = &root;
    for (const QString &step : path) {
        const bool next = step.isEmpty(); // "images[]" counts by itself
        node = &node->member(next ? QString::number(node->order.size()) : step);
    }
    if (node->value && node->members.empty()) { // given again
        const QString first = *node->value;
        node->member(u"0"_s).value = first;
    }
    if (node->members.empty())
        node->value = value;
    else
        node->member(QString::number(node->order.size())).value = value;
    return {};
}

/** One part of a multipart body. */
struct Part
{
    QString name;
    bool isFile = false;
    QByteArray content;
};

QByteArray parameterOf(const QByteArray &header, const char *name)
{
    const QRegularExpression pattern(u";\\s*%1=(?:\"([^\"]*)\"|([^;\\s]+))"_s.arg(QLatin1String(name)),
                                     QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(QString::fromUtf8(header));
    return (match.captured(1).isEmpty() ? match.captured(2) : match.captured(1)).toUtf8();
}

Part partOf(const QByteArray &text, qsizetype headEnd)
{
    static const QRegularExpression fileName(u";\\s*filename\\*?="_s, QRegularExpression::CaseInsensitiveOption);
    Part part;
    const QList<QByteArray> lines = text.left(headEnd).split('\n');
    for (const QByteArray &line : lines) {
        if (!line.toLower().startsWith("content-disposition:"))
            continue;
        part.name = QString::fromUtf8(parameterOf(line, "name"));
        part.isFile = fileName.match(QString::fromUtf8(line)).hasMatch();
    }
    part.content = text.mid(headEnd + 4);
    return part;
}

Result<QList<Part>> partsOf(const QByteArray &boundary, const QByteArray &body)
{
    const QByteArray mark = "--" + boundary;
    const QByteArray lineMark = "\r\n" + mark;
    QList<Part> parts;
    qsizetype at = body.startsWith(mark) ? 0 : body.indexOf(lineMark);
    if (at > 0 || body.startsWith(lineMark))
        at += 2;
    while (at >= 0) {
        at += mark.size();
        if (QByteArrayView(body).sliced(at).startsWith("--"))
            return parts;
        const qsizetype begin = body.indexOf("\r\n", at);
        const qsizetype end = begin < 0 ? -1 : body.indexOf(lineMark, begin);
        if (end < begin + 2 || parts.size() >= mostFields) // two marks may share a line end, which leaves no part
            break;
        const QByteArray text = body.mid(begin + 2, end - begin - 2);
        const qsizetype headEnd = text.indexOf("\r\n\r\n");
        if (headEnd < 0 || headEnd > longestHead)
            break;
        parts.append(partOf(text, headEnd));
        at = end + 2;
    }
    return wrong(FormTexts::tr("The multipart body is cut off or has no parts."));
}

/** Of parts among which there is a file. */
Result<Multipart> jsonOfFile(const QList<Part> &parts)
{
    if (std::ranges::count_if(parts, &Part::isFile) > 1)
        return wrong(FormTexts::tr("The form holds more than one file. Send each in a request of its own."));
    const auto file = std::ranges::find_if(parts, &Part::isFile);
    const auto source = std::ranges::find(parts, u"source"_s, &Part::name);
    if (source == parts.end() || source->isFile)
        return Multipart{file->content, {}};
    return utf8Text(source->content).map([&](const QString &platform) {
        return Multipart{file->content, platform.simplified()};
    });
}

Result<QByteArray> jsonOf(const Node &root)
{
    if (root.members.empty())
        return wrong(FormTexts::tr("The form is empty."));
    std::string json;
    append(json, root);
    return QByteArray::fromStdString(json);
}

} // namespace

Result<QByteArray> jsonOfForm(const QByteArray &body)
{
    if (body.count('&') >= mostFields)
        return wrong(FormTexts::tr("The form has more than %Ln field(s).", nullptr, static_cast<int>(mostFields)));
    Node root;
    const QList<QByteArray> fields = body.split('&');
    for (const QByteArray &field : fields) {
        if (field.isEmpty())
            continue;
        const qsizetype equals = field.indexOf('=');
        const auto name = decodedText(equals < 0 ? field : field.left(equals));
        const auto value = decodedText(equals < 0 ? QByteArray() : field.mid(equals + 1));
        if (!name || !value)
            return failure(name ? value.error() : name.error());
        if (auto taken = take(root, *name, *value); !taken)
            return failure(taken.error());
    }
    return jsonOf(root);
}

Result<Multipart> jsonOfMultipart(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray boundary = parameterOf(contentType, "boundary");
    if (boundary.isEmpty() || boundary.size() > 70) // RFC 2046
        return wrong(FormTexts::tr("The multipart body does not say how its parts are divided."));
    const auto parts = partsOf(boundary, body);
    if (!parts)
        return failure(parts.error());
    if (std::ranges::any_of(*parts, &Part::isFile))
        return jsonOfFile(*parts);
    Node root;
    for (const Part &part : *parts) {
        const auto value = utf8Text(part.content);
        if (!value)
            return failure(value.error());
        if (auto taken = take(root, part.name, *value); !taken)
            return failure(taken.error());
    }
    return jsonOf(root).map([](const QByteArray &json) { return Multipart{json}; });
}

} // namespace listwright::formbody
