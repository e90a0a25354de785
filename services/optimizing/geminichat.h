// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/chatmodel.h"
#include "services/optimizing/chattransport.h"

namespace listwright {

/** Google's Gemini in its own protocol, generateContent. */
class GeminiChat : public ChatModel
{
public:
    explicit GeminiChat(std::unique_ptr<ChatTransport> transport);
    Result<ChatAnswer> ask(const ChatRequest &request, const std::stop_token &stop) override;
    Result<QStringList> models(const std::stop_token &stop) override;
    TokenUse used() const override { return m_used; }
    int unanswered() const override { return m_transport->unanswered(); }

private:
    QJsonObject bodyFor(const ChatRequest &request) const;

    std::unique_ptr<ChatTransport> m_transport;
    TokenUse m_used;
};

} // namespace listwright
