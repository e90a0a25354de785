// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/net/httpclient.h"
#include "services/optimizing/provider.h"

#include <QJsonObject>
#include <QStringList>

#include <chrono>
#include <memory>
#include <stop_token>

namespace listwright {

class ChatForms;
class RateLimits;

/** One question to a language model. */
struct ChatRequest
{
    QString model;
    QString instructions; ///< the system's part
    QString question;     ///< the user's part; holds scraped data, delimited
    QJsonObject schema; ///< JSON schema (draft 2020-12, all members required, additionalProperties false) of the answer
    int maximumTokens = 2000;
    double temperature = 0.3;
    std::chrono::milliseconds timeout{120000};
};

/** The answer, with what it cost. */
struct ChatAnswer
{
    QJsonObject object; ///< the JSON object found in the text; whether it fits the schema is the caller's to check
    QString model;      ///< as the provider names it
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    std::chrono::milliseconds duration{};
};

/** Tokens taken, also by answers that were of no use. */
struct TokenUse
{
    qint64 input = 0;
    qint64 output = 0;
};

/** How Error::detail begins where the answer of the same model may do better: it held no JSON object, or broke off. */
inline constexpr QLatin1String noObject("no JSON object");
inline constexpr QLatin1String cutOffAnswer("cut off");

/**
 * A language model's service. Belongs to the thread that made it; ask() blocks. Errors: Unauthorized (key), NotFound
 * (model), QuotaExceeded (no money, the day's share, or "limit: 0": trying again is useless), RateLimited (with
 * retryAfter), InvalidInput (no JSON, cut off, refused, too long), Unavailable (the service's fault, also an answer
 * that breaks off), and those of HttpClient. Their messages are plain words that say what to do.
 */
class ChatModel
{
public:
    virtual ~ChatModel() = default;
    virtual Result<ChatAnswer> ask(const ChatRequest &request, const std::stop_token &stop) = 0;
    /** Names of the models the key may use, sorted. */
    virtual Result<QStringList> models(const std::stop_token &stop) = 0;
    /** Since this was made; an answer that is an error was paid for, too. */
    virtual TokenUse used() const { return {}; }
    /** Questions since then that were sent and whose answer did not come, or not whole: nobody knows their cost. */
    virtual int unanswered() const { return 0; }
};

/**
 * `key` may be empty for local services. `limits` is shared by all threads of the process and outlives the model.
 * `forms` is what was learnt of the service's models; not given = nothing yet.
 */
std::unique_ptr<ChatModel> openChatModel(const Provider &provider, const QString &key, RateLimits &limits,
                                         const HttpOptions &options = {}, std::shared_ptr<ChatForms> forms = {});

/** The test button: one short question. Nothing when it works, else an Error in plain words. Blocks. */
Result<void> testChatModel(ChatModel &model, const QString &modelName, const std::stop_token &stop);

} // namespace listwright
