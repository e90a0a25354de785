// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/provider.h"

#include <map>
#include <mutex>

namespace listwright {

/**
 * How models want to be asked for the form of their answer, where they took less than the preset says: each refusal
 * costs a request, so that all jobs of a process share what was learnt. Thread-safe.
 */
class ChatForms
{
public:
    Provider::Form formFor(const Provider &provider, const QString &model) const
    {
        const std::lock_guard lock(m_mutex);
        const auto learnt = m_forms.find(nameOf(provider, model));
        return learnt == m_forms.end() ? provider.formFor(model) : learnt->second;
    }
    void learn(const Provider &provider, const QString &model, Provider::Form form)
    {
        const std::lock_guard lock(m_mutex);
        m_forms.insert_or_assign(nameOf(provider, model), form);
    }

private:
    static std::pair<QString, QString> nameOf(const Provider &provider, const QString &model)
    {
        return {provider.baseUrl.toString(), model};
    }

    mutable std::mutex m_mutex;
    std::map<std::pair<QString, QString>, Provider::Form> m_forms;
};

} // namespace listwright
