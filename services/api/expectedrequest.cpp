// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/expectedrequest.h"

#include "services/api/apidocument.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

using Operations = QHash<QByteArray, std::shared_ptr<const ExpectedRequest>>; // by "GET /api/products"

ExpectedRequest operationOf(const QJsonObject &operation, const QJsonObject &sharedParameters)
{
    ExpectedRequest read;
    const QJsonArray parameters = operation.value(u"parameters"_s).toArray();
    for (const auto &each : parameters) {
        const QString reference = each.toObject().value(u"$ref"_s).toString();
        const QJsonObject parameter =
            reference.isEmpty() ? each.toObject() : sharedParameters.value(reference.section(u'/', -1)).toObject();
        if (parameter.value(u"in"_s).toString() != u"query")
            continue;
        const QString name = parameter.value(u"name"_s).toString();
        read.parameters.append(name);
        if (parameter.value(u"schema"_s).toObject().value(u"type"_s).toString() == u"array")
            read.lists.append(name);
    }
    const QStringList types = operation.value(u"requestBody"_s).toObject().value(u"content"_s).toObject().keys();
    read.takesBody = !types.isEmpty();
    read.takesJson = types == QStringList(u"application/json"_s);
    return read;
}

Operations readOperations()
{
    Operations operations;
    const QJsonObject document = QJsonDocument::fromJson(apiDocument()).object();
    const QJsonObject shared = document.value(u"components"_s).toObject().value(u"parameters"_s).toObject();
    const QJsonObject paths = document.value(u"paths"_s).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method)
            operations.insert(method.key().toUpper().toLatin1() + ' ' + path.key().toLatin1(),
                              std::make_shared<const ExpectedRequest>(operationOf(method.value().toObject(), shared)));
    }
    return operations;
}

} // namespace

std::shared_ptr<const ExpectedRequest> expectedRequest(const QByteArray &method, const QByteArray &pattern)
{
    static const Operations operations = readOperations();
    return operations.value(method + ' ' + pattern);
}

} // namespace listwright
