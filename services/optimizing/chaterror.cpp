// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/chaterror.h"

#include "services/logging/redaction.h"
#include "services/net/ratelimits.h"
#include "services/optimizing/chatmodel.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChatError)
};

/** A refusal as the service words it. */
struct Refusal
{
    int status = 0;
    QString code;   ///< "insufficient_quota", "RESOURCE_EXHAUSTED", "invalid_api_key rate_limit_exceeded"
    QString text;   ///< lower case
    QString quotas; ///< Gemini's names of what is used up
    QString quote;  ///< the service's own sentence, without the key
    std::optional<milliseconds> retryAfter;

    bool says(QLatin1String words) const { return text.contains(words) || code.contains(words, Qt::CaseInsensitive); }
};

QString withoutKey(QString text, const QString &key)
{
    if (!key.isEmpty())
        text.replace(key, u"[removed]"_s, Qt::CaseInsensitive);
    return redacted(text);
}

std::optional<milliseconds> toldInText(const QString &text)
{
    static const QRegularExpression expression(
        u"(?:try again|retry) in ([0-9.]{1,12}(?:ms|s|m|h|d)(?:[0-9.]{1,12}(?:ms|s|m|h))*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = expression.match(text);
    return match.hasMatch() ? durationFrom(match.captured(1).toLatin1()) : std::nullopt;
}

/** Gemini's list of details: which quota, why, and when to try again. */
void readDetails(const QJsonArray &details, Refusal &refusal)
{
    for (const QJsonValue &detail : details) {
        refusal.code += u' ' % detail[u"reason"].toString();
        const QJsonArray violations = detail[u"violations"].toArray();
        for (const QJsonValue &violation : violations)
            refusal.quotas += violation[u"quotaId"].toString() % u' ' % violation[u"quotaMetric"].toString() % u' ';
        if (const auto delay = durationFrom(detail[u"retryDelay"].toString().toLatin1()))
            refusal.retryAfter = delay;
    }
}

QJsonObject objectIn(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isArray() ? document.array().first().toObject() : document.object();
}

Refusal read(const HttpAnswer &answer, const QString &key)
{
    Refusal refusal;
    const QJsonValue error = objectIn(answer.body).value(u"error");
    const QString said = error.isObject() ? error[u"message"].toString() : error.toString();
    refusal.status = answer.status < 300 ? error[u"code"].toInt(500) : answer.status;
    refusal.code = error[u"code"].toString() % u' ' % error[u"type"].toString() % u' ' % error[u"status"].toString();
    refusal.text = said.toLower();
    readDetails(error[u"details"].toArray(), refusal);
    const auto inHeader = retryAfter(answer.header("retry-after"), QDateTime::currentDateTimeUtc());
    if (inHeader)
        refusal.retryAfter = inHeader;
    else if (!refusal.retryAfter)
        refusal.retryAfter = toldInText(said);
    refusal.quote = withoutKey(said.simplified(), key).left(300);
    return refusal;
}

bool isAboutKey(const Refusal &refusal)
{
    return refusal.status == 401 || refusal.says("invalid_api_key"_L1) || refusal.says("api_key_invalid"_L1) ||
           (refusal.status == 400 && refusal.says("api key not valid"_L1));
}

bool isUsedUp(const Refusal &refusal)
{
    return refusal.status == 402 || refusal.says("insufficient_quota"_L1) || refusal.says("limit: 0"_L1) ||
           refusal.says("credit balance"_L1) || refusal.says("billing_hard_limit"_L1);
}

bool isDayUsedUp(const Refusal &refusal)
{
    return refusal.quotas.contains(u"PerDay"_s);
}

bool isTooLong(const Refusal &refusal)
{
    return refusal.status == 413 || refusal.says("context_length"_L1) || refusal.says("context length"_L1) ||
           refusal.says("maximum context"_L1) || refusal.says("exceeds the maximum number of tokens"_L1) ||
           refusal.says("context size"_L1);
}

bool isAboutModel(const Refusal &refusal)
{
    return refusal.says("model_not_found"_L1) || refusal.says("model_decommissioned"_L1) ||
           ((refusal.status == 404 || refusal.status == 400) && refusal.text.contains(u"model"_s) &&
            (refusal.says("not found"_L1) || refusal.says("does not exist"_L1) || refusal.says("not exist"_L1) ||
             refusal.says("decommissioned"_L1) || refusal.says("not a valid model"_L1)));
}

bool isAboutForm(const Refusal &refusal)
{
    const bool isClient = refusal.status == 400 || refusal.status == 422 || refusal.status == 501;
    return isClient && !refusal.says("json_validate_failed"_L1) &&
           (refusal.says("response_format"_L1) || refusal.says("response format"_L1) ||
            refusal.says("json_schema"_L1) || refusal.says("json_object"_L1) || refusal.says("responsejsonschema"_L1));
}

QString noModelWords(const Provider &provider, const QString &model)
{
    if (provider.needsKey)
        return Words::tr("%1 has no model “%2”, or does not offer it any more. Choose another one in the settings.")
            .arg(provider.name, model);
    return Words::tr("The model “%2” is not there in %1. Download it there, or choose another one in the settings.")
        .arg(provider.name, model);
}

struct Meaning
{
    ErrorCode code;
    QString message;
};

/** What a person has to set right at the service. */
std::optional<Meaning> accountMeaning(const Refusal &refusal, const QString &who, const QString &model)
{
    if (isAboutKey(refusal))
        return Meaning{ErrorCode::Unauthorized,
                       Words::tr("%1 does not accept the key. Check it in the settings, or get a new one.").arg(who)};
    if (isUsedUp(refusal))
        return Meaning{
            ErrorCode::QuotaExceeded,
            Words::tr("What was paid for at %1 is used up, or the model is not part of the plan. Look at the "
                      "billing page there, or choose another model.")
                .arg(who)};
    if (isDayUsedUp(refusal))
        return Meaning{ErrorCode::QuotaExceeded,
                       Words::tr("Today's share of requests to “%2” at %1 is used up. Try again tomorrow, or choose "
                                 "another model.")
                           .arg(who, model)};
    return {};
}

/** What is wrong with the request, the model or the address. */
std::optional<Meaning> requestMeaning(const Refusal &refusal, const Provider &provider, const QString &model)
{
    const QString &who = provider.name;
    if (isTooLong(refusal))
        return Meaning{
            ErrorCode::InvalidInput,
            Words::tr("The product's texts are too long for “%1” at %2. Choose a model that takes longer texts.")
                .arg(model, who)};
    if (isAboutModel(refusal))
        return Meaning{ErrorCode::NotFound, noModelWords(provider, model)};
    if (isAboutForm(refusal))
        return Meaning{ErrorCode::Unsupported,
                       Words::tr("“%1” cannot answer in the form that is needed. Choose another model.").arg(model)};
    if (refusal.says("json_validate_failed"_L1))
        return Meaning{
            ErrorCode::InvalidInput,
            Words::tr("%1 did not answer in the form that was asked for. Try again, or use a stronger model.")
                .arg(who)};
    if (refusal.status == 403)
        return Meaning{
            ErrorCode::Forbidden,
            Words::tr("%1 does not let this key use “%2”. Choose another model, or use another key.").arg(who, model)};
    if (refusal.status == 404)
        return Meaning{ErrorCode::NotFound,
                       Words::tr("%1 was not found at %2. Check the address in the settings.")
                           .arg(who, provider.baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery))};
    return {};
}

} // namespace

Error chatError(const HttpAnswer &answer, const Provider &provider, const QString &model, const QString &key)
{
    const Refusal refusal = read(answer, key);
    HttpAnswer counted = answer;
    counted.status = refusal.status;
    Error error = errorFromStatus(counted, provider.name);
    const QString cleanModel = withoutKey(model, key);
    auto meaning = accountMeaning(refusal, provider.name, cleanModel);
    if (!meaning)
        meaning = requestMeaning(refusal, provider, cleanModel);
    if (meaning) {
        error.code = meaning->code;
        error.message = meaning->message;
    } else if (error.code == ErrorCode::InvalidInput && !refusal.quote.isEmpty()) {
        error.message = Words::tr("%1 does not accept the request: %2").arg(provider.name, refusal.quote);
    }
    const bool canWait = isTransient(error.code);
    error.retryAfter = canWait ? refusal.retryAfter : std::nullopt;
    // The key is taken out before anything is cut, or a part of it could stay.
    error.detail = u"HTTP status %1, %2: %3"_s.arg(refusal.status)
                       .arg(withoutKey(refusal.code.simplified(), key).left(100),
                            error.code == ErrorCode::Unauthorized ? QString() : refusal.quote);
    if (refusal.says("json_validate_failed"_L1))
        error.detail.prepend(noObject % u": "_s);
    return error;
}

bool holdsError(const QJsonObject &body)
{
    const QJsonValue error = body.value(u"error");
    return (error.isObject() || error.isString()) && !body.contains(u"choices") && !body.contains(u"candidates");
}

} // namespace listwright
