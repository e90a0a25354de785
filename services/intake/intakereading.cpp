// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakereading.h"

#include "services/importing/productreader.h"
#include "services/intake/formbody.h"

#include <QCoreApplication>

namespace listwright {

using namespace importing;

namespace {

struct IntakeTexts
{
    Q_DECLARE_TR_FUNCTIONS(Intake)
};

/** The media type without its parameters, in lower case. */
QByteArray mediaType(const QString &contentType)
{
    return contentType.section(u';', 0, 0).trimmed().toLower().toLatin1();
}

Result<QByteArray> jsonOf(const QString &contentType, const QByteArray &body)
{
    const QByteArray type = mediaType(contentType);
    if (type == "application/x-www-form-urlencoded")
        return formbody::jsonOfForm(body);
    if (type == "multipart/form-data")
        return formbody::jsonOfMultipart(contentType.toUtf8(), body);
    if (type.isEmpty() || type == "application/json" || type == "text/json" || type.endsWith("+json"))
        return body;
    return failure(ErrorCode::Unsupported,
                   IntakeTexts::tr("Products are taken as JSON or as a form, not as “%1”.").arg(contentType));
}

Result<void> checkText(const QByteArray &json)
{
    const TextFlaws flaws = findFlaws({json.constData(), static_cast<std::size_t>(json.size())});
    if (flaws.invalidUtf8)
        return failure(ErrorCode::InvalidInput, IntakeTexts::tr("The text is not valid UTF-8."));
    if (trimmed({json.constData(), static_cast<std::size_t>(json.size())}).empty())
        return failure(ErrorCode::InvalidInput, IntakeTexts::tr("There is no JSON in the request."));
    return {};
}

/** One that is no JSON makes the whole no JSON. */
Result<void> readChunk(ProductReader &reader, IntakeReading &reading)
{
    for (std::size_t i = 0; i < reader.candidates().size(); ++i) {
        IntakeItem item;
        item.sourceId = reader.candidates()[i].sourceId;
        Problems problems;
        if (auto draft = reader.build(i, problems)) {
            item.draft = reading.drafts.size();
            reading.drafts.push_back(*std::move(draft));
        } else if (reader.candidates()[i].unreadable) {
            return failure(ErrorCode::InvalidInput, problems.list().first().reason);
        }
        item.problems = problems.list();
        reading.items.push_back(std::move(item));
    }
    return {};
}

} // namespace

Result<IntakeReading> readIntake(const QString &contentType, const QByteArray &body, const ReadOptions &given)
{
    const auto json = jsonOf(contentType, body);
    if (!json)
        return failure(json.error());
    if (const auto checked = checkText(*json); !checked)
        return failure(checked.error());
    const ImportPlan plan = planJsonText(*json, given);
    auto text = TextSource::fromMemory(*json, plan.options.encoding, IntakeTexts::tr("request"));
    if (!text)
        return failure(text.error());
    auto reader = openProducts(plan, {*std::move(text), false});
    if (!reader)
        return failure(reader.error());
    IntakeReading reading;
    reading.layout = plan.options.layout;
    for (;;) {
        const Result<bool> more = (*reader)->next();
        if (!more)
            return failure(more.error());
        if (!*more)
            return reading;
        if (const auto read = readChunk(**reader, reading); !read)
            return failure(read.error());
    }
}

} // namespace listwright
