// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/countedchat.h"

#include "services/optimizing/modeloptimizer.h"
#include "services/optimizing/schemacheck.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(costLog, "listwright.optimizing")

/** Without what PostgreSQL does not take: U+0000, and halves of letters. */
QString storable(const QString &text)
{
    QString clean = QString::fromUtf8(text.toUtf8()); // a half letter becomes a question mark
    clean.remove(QChar(u'\0'));
    return clean;
}

QJsonValue storable(const QJsonValue &value);

QJsonObject storable(const QJsonObject &object)
{
    QJsonObject clean;
    for (auto member = object.begin(); member != object.end(); ++member)
        clean.insert(storable(member.key()), storable(QJsonValue(member.value())));
    return clean;
}

QJsonValue storable(const QJsonValue &value)
{
    if (value.isString())
        return storable(value.toString());
    if (value.isObject())
        return storable(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray clean;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &element : array)
        clean.append(storable(element));
    return clean;
}

} // namespace

CountedChat::CountedChat(Provider provider, CountedChatSources sources)
    : m_provider(std::move(provider)), m_sources(std::move(sources))
{
}

CountedChat::~CountedChat() = default;

Result<ChatAnswer> CountedChat::ask(const ChatRequest &request, const std::stop_token &stop)
{
    const QByteArray hash = questionHash(m_provider, request);
    std::shared_ptr<QuestionsUnderWay::Turn> turn;
    if (m_sources.enter) {
        const auto entry = m_sources.enter(hash);
        if (!entry)
            return failure(entry.error());
        if (entry->answer)
            return fromCache(*entry->answer);
        turn = entry->turn;
    }
    if (m_sources.kept) { // only now, as the one that was waited for may have left it there
        const auto kept = m_sources.kept(hash);
        if (!kept)
            return failure(kept.error());
        if (*kept)
            return fromCache(**kept);
    }
    auto answer = askService(request, stop);
    if (answer) {
        answer->object = storable(answer->object);
        answer->model = storable(answer->model);
    }
    if (answer && schemaViolations(answer->object, request.schema).isEmpty()) {
        m_answers.append({.hash = hash, .answer = answer->object, .model = answer->model});
        if (turn) {
            KeptAnswer given = m_answers.last();
            given.at = QDateTime::currentDateTimeUtc();
            turn->answered(given);
            m_turns.append(turn);
        }
    }
    return answer;
}

ChatAnswer CountedChat::fromCache(const KeptAnswer &kept)
{
    m_cachedAt = m_cachedAt ? std::min(*m_cachedAt, kept.at) : kept.at;
    return ChatAnswer{.object = kept.answer, .model = kept.model};
}

Result<ChatAnswer> CountedChat::askService(const ChatRequest &request, const std::stop_token &stop)
{
    const TokenEstimate expected = estimateTokens(request);
    auto share = m_sources.setAside(costOfTokens(request.model, {expected.input, expected.output}).value_or(0));
    if (!share) {
        if (share.error().code == ErrorCode::QuotaExceeded)
            m_overBudget = share.error();
        return failure(share.error());
    }
    if (!m_chat) {
        auto opened = m_sources.open();
        if (!opened) {
            note(*share, {.provider = m_provider.key, .model = request.model, .isPaid = false});
            return failure(opened.error());
        }
        m_chat = std::move(*opened);
    }
    ChatRequest timed = request;
    timed.timeout = m_sources.timeout;
    const TokenUse before = m_chat->used();
    const int unanswered = m_chat->unanswered();
    auto answer = m_chat->ask(timed, stop);
    const TokenUse after = m_chat->used();
    TokenUse taken = answer ? TokenUse{answer->inputTokens, answer->outputTokens}
                            : TokenUse{after.input - before.input, after.output - before.output};
    for (int i = unanswered; i < m_chat->unanswered(); ++i) {
        taken.input += expected.input;
        taken.output += expected.output;
    }
    m_used.input += taken.input;
    m_used.output += taken.output;
    const qint64 cost = costOfTokens(request.model, taken).value_or(0);
    note(*share, {.provider = m_provider.key,
                  .model = request.model,
                  .inputTokens = taken.input,
                  .outputTokens = taken.output,
                  .cost = cost,
                  .isPaid = answer || taken.input + taken.output > 0});
    return answer;
}

void CountedChat::note(const std::shared_ptr<Spending::Share> &share, ModelCall call)
{
    share->settle(call.cost);
    call.reservation = share->reservation();
    if (call.isPaid)
        m_calls.append(call);
    if (call.isPaid || call.reservation != 0)
        m_notes.append(call);
    if (call.reservation == 0)
        m_shares.append(share);
    else if (const auto settled = m_sources.settle(call); !settled)
        qCWarning(costLog).noquote() << "What a question cost is noted later:" << settled.error().detail;
}

Result<QStringList> CountedChat::models(const std::stop_token &stop)
{
    if (!m_chat) {
        auto opened = m_sources.open();
        if (!opened)
            return failure(opened.error());
        m_chat = std::move(*opened);
    }
    return m_chat->models(stop);
}

std::optional<qint64> CountedChat::costOfTokens(const QString &model, const TokenUse &tokens) const
{
    const auto price = m_provider.priceOf(model);
    return price ? std::optional(costOf(*price, tokens.input, tokens.output)) : std::nullopt;
}

QByteArray questionHash(const Provider &provider, const ChatRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QByteArray schema = QJsonDocument(request.schema).toJson(QJsonDocument::Compact);
    for (const QByteArray &part : {provider.key.toUtf8(), provider.baseUrl.toEncoded(), request.model.toUtf8(),
                                   request.instructions.toUtf8(), request.question.toUtf8(), schema}) {
        hash.addData(QByteArray(QByteArray::number(part.size()) + ':')); // so that no two lists of parts run together
        hash.addData(part);
    }
    return hash.result();
}

} // namespace listwright
