// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/chatmodel.h"

#include <functional>

namespace listwright::test {

/** A model that says what it is told to. */
class FakeChat : public ChatModel
{
public:
    using Answering = std::function<Result<QJsonObject>(const ChatRequest &request, int number)>;

    explicit FakeChat(Answering answering) : m_answering(std::move(answering)) {}
    /** Always the same. */
    explicit FakeChat(const QJsonObject &answer) : FakeChat([answer](const ChatRequest &, int) { return answer; }) {}

    Result<ChatAnswer> ask(const ChatRequest &request, const std::stop_token &) override
    {
        requests.append(request);
        const auto object = m_answering(request, static_cast<int>(requests.size()));
        if (!object && object.error().code == ErrorCode::RateLimited)
            return failure(object.error());
        if (!object && object.error().code == ErrorCode::Timeout) {
            ++m_unanswered;
            return failure(object.error());
        }
        m_used.input += inputTokens;
        m_used.output += outputTokens;
        if (!object)
            return failure(object.error());
        return ChatAnswer{.object = *object,
                          .model = request.model,
                          .inputTokens = inputTokens,
                          .outputTokens = outputTokens,
                          .duration = std::chrono::milliseconds(7)};
    }
    Result<QStringList> models(const std::stop_token &) override { return QStringList(); }
    TokenUse used() const override { return m_used; }
    int unanswered() const override { return m_unanswered; }

    QList<ChatRequest> requests;
    qint64 inputTokens = 1000;
    qint64 outputTokens = 200;

private:
    Answering m_answering;
    TokenUse m_used;
    int m_unanswered = 0;
};

/** A service of which a thousand tokens cost a thousandth of a dollar in, and two thousandths out. */
inline Provider fakeProvider()
{
    Provider provider;
    provider.key = QStringLiteral("groq");
    provider.name = QStringLiteral("Fake");
    provider.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1/v1"));
    provider.needsKey = false;
    provider.defaultModel = QStringLiteral("small");
    provider.prices = {{QStringLiteral("*"), 1'000'000, 2'000'000}};
    return provider;
}

} // namespace listwright::test
