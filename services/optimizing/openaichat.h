// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/chatmodel.h"
#include "services/optimizing/chattransport.h"

#include <QHash>

namespace listwright {

/** Services that are spoken to as OpenAI's chat completions. */
class OpenAiChat : public ChatModel
{
public:
    explicit OpenAiChat(std::unique_ptr<ChatTransport> transport);
    Result<ChatAnswer> ask(const ChatRequest &request, const std::stop_token &stop) override;
    Result<QStringList> models(const std::stop_token &stop) override;
    TokenUse used() const override { return m_used; }

private:
    QJsonObject bodyFor(const ChatRequest &request, Provider::Form form) const;

    std::unique_ptr<ChatTransport> m_transport;
    QHash<QString, Provider::Form> m_forms; ///< by model, where it took less than the preset says
    TokenUse m_used;
};

} // namespace listwright
