// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/findingjson.h"

namespace listwright {

using namespace Qt::StringLiterals;

QJsonObject findingToJson(const Finding &finding)
{
    QJsonObject json{{u"severity"_s, finding.severity == Severity::Error ? u"error"_s : u"warning"_s},
                     {u"rule"_s, finding.rule},
                     {u"field"_s, fieldName(finding.field)},
                     {u"message"_s, finding.message},
                     {u"source"_s, finding.source}};
    if (finding.position >= 0) {
        json.insert(u"position"_s, finding.position);
        json.insert(u"length"_s, finding.length);
    }
    if (finding.fix)
        json.insert(u"fix"_s, *finding.fix);
    return json;
}

} // namespace listwright
