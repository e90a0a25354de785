// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakereading.h"

#include "services/importing/jsonscan.h"
#include "services/importing/productreader.h"
#include "services/intake/formbody.h"
#include "services/server/httpsyntax.h"

#include <QCoreApplication>

namespace listwright {

using namespace importing;

namespace {

struct IntakeTexts
{
    Q_DECLARE_TR_FUNCTIONS(Intake)
};

/** A form may name the platform of its file, in `options`. */
Result<QByteArray> jsonOf(const QString &contentType, const QByteArray &body, ReadOptions &options)
{
    const QByteArray type = httpsyntax::mediaType(contentType.toUtf8());
    if (type == "application/x-www-form-urlencoded")
        return formbody::jsonOfForm(body);
    if (type == "multipart/form-data") {
        auto form = formbody::jsonOfMultipart(contentType.toUtf8(), body);
        if (form && !form->source.isEmpty())
            options.sourcePlatform = form->source;
        return std::move(form).map([](formbody::Multipart &&read) { return std::move(read.json); });
    }
    if (httpsyntax::isJson(type))
        return body;
    return failure(ErrorCode::Unsupported,
                   IntakeTexts::tr("Products are taken as JSON or as a form, not as “%1”.").arg(contentType));
}

Result<void> checkText(std::string_view json)
{
    if (findFlaws(json).invalidUtf8)
        return failure(ErrorCode::InvalidInput, IntakeTexts::tr("The text is not valid UTF-8."));
    const std::string_view text = trimmed(json);
    if (text.empty())
        return failure(ErrorCode::InvalidInput, IntakeTexts::tr("There is no JSON in the request."));
    const auto place = text.starts_with('{') ? findRecords(text) : std::nullopt;
    if (place && place->hasRivals)
        return failure(ErrorCode::InvalidInput, IntakeTexts::tr("The request holds more than one list of products. "
                                                                "Send each in a request of its own."));
    return {};
}

/** Takes over what a reader finds, within the limits. */
class Taking
{
public:
    explicit Taking(const IntakeLimits &limits) : m_limits(limits) {}

    /** One that is no JSON makes the whole no JSON. */
    Result<void> take(ProductReader &reader)
    {
        for (std::size_t i = 0; i < reader.candidates().size() && !isOver(); ++i) {
            const Candidate &candidate = reader.candidates()[i];
            if (candidate.unreadable) {
                Problems problems;
                static_cast<void>(reader.build(i, problems));
                return failure(ErrorCode::InvalidInput, problems.list().first().reason);
            }
            if (++m_reading.products <= m_limits.built)
                build(reader, i);
            else if (!m_reading.items.empty())
                drop();
        }
        return {};
    }
    bool isOver() const { return m_reading.products > m_limits.products; }
    IntakeReading reading(const QString &layout)
    {
        m_reading.layout = layout;
        return std::move(m_reading);
    }

private:
    void drop()
    {
        IntakeReading counted;
        counted.products = m_reading.products;
        m_reading = std::move(counted);
    }

    void build(ProductReader &reader, std::size_t candidate)
    {
        IntakeItem item;
        item.sourceId = reader.candidates()[candidate].sourceId;
        Problems problems;
        if (auto draft = reader.build(candidate, problems)) {
            item.draft = m_reading.drafts.size();
            m_reading.drafts.push_back(*std::move(draft));
        }
        if (qint64 &explained = item.draft ? m_warned : m_rejected;
            !problems.list().isEmpty() && explained < mostExplained) {
            ++explained;
            item.problems = problems.list();
        }
        m_reading.items.push_back(std::move(item));
    }

    static constexpr qint64 mostExplained = 1000; // answers tell of no more
    IntakeLimits m_limits;
    IntakeReading m_reading;
    qint64 m_warned = 0;
    qint64 m_rejected = 0;
};

} // namespace

Error tooManyProducts(qint64 most)
{
    return {ErrorCode::InvalidInput,
            IntakeTexts::tr("The request holds more than %Ln product(s). Send them in parts.", nullptr,
                            static_cast<int>(most)),
            {},
            {}};
}

Result<IntakeReading> readIntake(const QString &contentType, const QByteArray &body, const ReadOptions &given,
                                 const IntakeLimits &limits)
{
    ReadOptions options = given;
    const auto json = jsonOf(contentType, body, options);
    if (!json)
        return failure(json.error());
    if (const auto checked = checkText({json->constData(), static_cast<std::size_t>(json->size())}); !checked)
        return failure(checked.error());
    const ImportPlan plan = planJsonText(*json, options);
    auto text = TextSource::fromMemory(*json, plan.options.encoding, IntakeTexts::tr("request"));
    if (!text)
        return failure(text.error());
    auto reader = openProducts(plan, {*std::move(text), false});
    if (!reader)
        return failure(reader.error());
    Taking taking(limits);
    while (!taking.isOver()) {
        const Result<bool> more = (*reader)->next();
        if (!more)
            return failure(more.error());
        if (!*more)
            break;
        if (const auto taken = taking.take(**reader); !taken)
            return failure(taken.error());
    }
    return taking.reading(plan.options.layout);
}

} // namespace listwright
