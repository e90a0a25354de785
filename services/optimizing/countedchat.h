// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/chatmodel.h"
#include "services/optimizing/questionsunderway.h"
#include "services/optimizing/spending.h"
#include "services/storage/modelcallrepository.h"

#include <functional>

namespace listwright {

/** What a CountedChat asks for. */
struct CountedChatSources
{
    /** Opens the service when the first question is not answered from the cache. */
    std::function<Result<std::unique_ptr<ChatModel>>()> open;
    /** A kept answer by the question's hash; not set = there is no cache. */
    std::function<Result<std::optional<KeptAnswer>>(const QByteArray &hash)> kept{};
    /** As QuestionsUnderWay::enter(); not set = equal questions are asked at the same time. Only where there is a
     * cache. */
    std::function<Result<QuestionsUnderWay::Entry>(const QByteArray &hash)> enter{};
    /** Sets money aside for a question; its error ends the asking. */
    std::function<Result<std::shared_ptr<Spending::Share>>(qint64 expectedCost)> setAside;
    /**
     * Notes a call with a ModelCall::reservation at once, as others wait for it. Where that fails it is noted with the
     * others.
     */
    std::function<Result<void>(const ModelCall &call)> settle;
    std::chrono::milliseconds timeout = ChatRequest().timeout; ///< of each question
};

/** A model's service whose answers are kept, counted and paid for. For one product; belongs to one thread. */
class CountedChat : public ChatModel
{
public:
    CountedChat(Provider provider, CountedChatSources sources);
    ~CountedChat() override;

    Result<ChatAnswer> ask(const ChatRequest &request, const std::stop_token &stop) override;
    Result<QStringList> models(const std::stop_token &stop) override;
    TokenUse used() const override { return m_used; }

    /**
     * Questions that were paid for, also those whose answer was of no use. One that was sent and got no answer counts
     * with what it was expected to cost: who answers bills for it, whether or not anybody waited.
     */
    const QList<ModelCall> &calls() const { return m_calls; }
    /** New answers that fit their schema. */
    const QList<KeptAnswer> &answers() const { return m_answers; }
    /** When the oldest answer was given that came from the cache. */
    std::optional<QDateTime> cachedAt() const { return m_cachedAt; }
    /** Why a budget allowed no further question. */
    const std::optional<Error> &overBudget() const { return m_overBudget; }
    /** What is to be noted: calls(), and what was set aside for questions that cost nothing. */
    const QList<ModelCall> &notes() const { return m_notes; }
    /** To be kept until the cost stands in the database. */
    const QList<std::shared_ptr<Spending::Share>> &shares() const { return m_shares; }
    /** To be kept until the answers stand in the database. */
    const QList<std::shared_ptr<QuestionsUnderWay::Turn>> &turns() const { return m_turns; }

private:
    ChatAnswer fromCache(const KeptAnswer &kept);
    Result<ChatAnswer> askService(const ChatRequest &request, const std::stop_token &stop);
    void note(const std::shared_ptr<Spending::Share> &share, ModelCall call);
    std::optional<qint64> costOfTokens(const QString &model, const TokenUse &tokens) const;

    Provider m_provider;
    CountedChatSources m_sources;
    std::unique_ptr<ChatModel> m_chat;
    TokenUse m_used;
    QList<ModelCall> m_calls;
    QList<ModelCall> m_notes;
    QList<KeptAnswer> m_answers;
    QList<std::shared_ptr<Spending::Share>> m_shares;
    QList<std::shared_ptr<QuestionsUnderWay::Turn>> m_turns;
    std::optional<QDateTime> m_cachedAt;
    std::optional<Error> m_overBudget;
};

/** SHA-256 of everything that decides about the answer. */
QByteArray questionHash(const Provider &provider, const ChatRequest &request);

} // namespace listwright
