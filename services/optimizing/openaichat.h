// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/chatforms.h"
#include "services/optimizing/chatmodel.h"
#include "services/optimizing/chattransport.h"

namespace listwright {

/** Services that are spoken to as OpenAI's chat completions. */
class OpenAiChat : public ChatModel
{
public:
    explicit OpenAiChat(std::unique_ptr<ChatTransport> transport, std::shared_ptr<ChatForms> forms = {});
    Result<ChatAnswer> ask(const ChatRequest &request, const std::stop_token &stop) override;
    Result<QStringList> models(const std::stop_token &stop) override;
    TokenUse used() const override { return m_used; }
    int unanswered() const override { return m_transport->unanswered(); }

private:
    QJsonObject bodyFor(const ChatRequest &request, Provider::Form form) const;

    std::unique_ptr<ChatTransport> m_transport;
    std::shared_ptr<ChatForms> m_forms;
    TokenUse m_used;
};

} // namespace listwright
