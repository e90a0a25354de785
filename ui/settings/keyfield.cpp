// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/keyfield.h"

#include "services/secrets/secretstore.h"
#include "services/settings/settings.h"
#include "ui/catalog/taskrunner.h"
#include "ui/settings/settingssection.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

KeyField::KeyField(const Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_runner(new TaskRunner(nullptr, this))
    , m_key(new QLineEdit(this))
    , m_keep(new QPushButton(tr("Keep"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_state(new QLabel(this))
{
    setObjectName(u"keyBox"_s);
    m_key->setObjectName(u"keyLineEdit"_s);
    m_key->setAccessibleName(tr("Key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(u"keepKeyPushButton"_s);
    m_remove->setObjectName(u"removeKeyPushButton"_s);
    m_state->setObjectName(u"keyStateLabel"_s);
    layOut();
    setFocusProxy(m_key);
    connect(m_key, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_keep->setEnabled(m_services.secrets && !text.isEmpty()); });
    connect(m_key, &QLineEdit::returnPressed, this, &KeyField::keepKey);
    connect(m_keep, &QPushButton::clicked, this, &KeyField::keepKey);
    connect(m_remove, &QPushButton::clicked, this, &KeyField::removeKey);
    m_keep->setEnabled(false);
}

void KeyField::layOut()
{
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setFont(smallFont(font()));
    m_state->setMinimumHeight(2 * m_state->fontMetrics().height());
    m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setTextRole(m_state, TextRole::Muted);
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::small);
    line->addWidget(m_key, 1);
    line->addWidget(m_keep);
    line->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::tiny);
    column->addLayout(line);
    column->addWidget(m_state);
}

QString KeyField::typed() const
{
    return m_key->text().trimmed();
}

void KeyField::clearTyped()
{
    m_key->clear();
}

void KeyField::showProvider(const Provider &provider)
{
    m_provider = provider;
    const bool locked = m_services.settings->isLocked(SettingKey::AiKey);
    m_key->setEnabled(m_services.secrets && !locked);
    m_remove->setEnabled(false);
    if (locked) {
        m_state->setText(SettingsSection::setByEnvironment(SettingKey::AiKey));
        return;
    }
    if (!m_services.secrets) {
        m_state->setText(tr("It cannot be kept on this computer. Set LISTWRIGHT_AI_KEY instead."));
        return;
    }
    const quint64 request = ++m_request;
    m_runner->run<bool>(
        {},
        [secrets = m_services.secrets,
         name = providerSecretName(m_provider.key)](TaskProgress &, const std::stop_token &) -> Result<bool> {
            const auto key = secrets->read(name);
            if (!key && key.error().code != ErrorCode::NotFound)
                return failure(key.error());
            return key.has_value();
        },
        [this, request, provider](const Result<bool> &kept) {
            if (request != m_request)
                return;
            m_remove->setEnabled(kept.value_or(false));
            m_key->setPlaceholderText(kept.value_or(false) ? tr("Kept; enter another to replace it") : QString());
            if (!kept)
                m_state->setText(kept.error().message);
            else if (*kept)
                m_state->setText(tr("Kept in: %1. It is never shown again.").arg(m_services.secrets->displayText()));
            else
                m_state->setText(provider.needsKey ? tr("Get a key at %1.").arg(provider.keyPage)
                                                   : tr("No key is needed."));
        });
}

void KeyField::keepKey()
{
    const QString key = typed();
    if (key.isEmpty() || !m_services.secrets)
        return;
    m_keep->setEnabled(false);
    m_runner->run<void>(
        {},
        [secrets = m_services.secrets, name = providerSecretName(m_provider.key),
         key](TaskProgress &, const std::stop_token &) { return secrets->write(name, key); },
        [this](const Result<void> &stored) { onKeyStored(stored, tr("The key is kept. Test it.")); });
}

void KeyField::removeKey()
{
    if (!m_services.secrets)
        return;
    m_remove->setEnabled(false);
    m_runner->run<void>(
        {},
        [secrets = m_services.secrets, name = providerSecretName(m_provider.key)](
            TaskProgress &, const std::stop_token &) { return secrets->remove(name); },
        [this](const Result<void> &stored) { onKeyStored(stored, tr("The key was removed.")); });
}

void KeyField::onKeyStored(const Result<void> &stored, const QString &done)
{
    if (stored) {
        m_key->clear();
        Q_EMIT said(done, TextRole::Success);
    } else {
        Q_EMIT said(stored.error().message, TextRole::Danger);
        m_keep->setEnabled(true);
    }
    showProvider(m_provider);
}

} // namespace listwright
