// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/receivingsection.h"

#include "services/receiving/receivercontrol.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/notifications.h"

#include <QClipboard>
#include <QFile>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int leastWidth = 320; // of the inputs

QPushButton *button(const QString &name, const QString &iconName, const QString &text, QWidget *parent)
{
    auto *made = new QPushButton(listwright::icon(iconName), text, parent);
    made->setObjectName(name);
    return made;
}

QString stateText(const ReceiverControl *receiver)
{
    if (!receiver)
        return ReceivingSection::tr("The catalog is open for reading only, so nothing can be received.");
    switch (receiver->state()) {
    case ReceiverControl::State::Off:
        return ReceivingSection::tr("Off.");
    case ReceiverControl::State::Changing:
        return ReceivingSection::tr("Being switched on…");
    case ReceiverControl::State::On:
        if (receiver->isExposed())
            return ReceivingSection::tr("Products are received at %1, also from other machines, and not encrypted: "
                                        "what is sent can be read on the way.")
                .arg(receiver->address());
        return ReceivingSection::tr("Products are received at %1.").arg(receiver->address());
    case ReceiverControl::State::Failed:
        return receiver->problem();
    }
    return {};
}

} // namespace

QString n8nWorkflow(const QString &address)
{
    QFile file(u":/listwright/n8n/send-products.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the workflow is not compiled in");
    return QString::fromUtf8(file.readAll()).replace(u"LISTWRIGHT_ADDRESS"_s, address);
}

ReceivingSection::ReceivingSection(const Services &services, QWidget *parent)
    : SettingsSection(
          services, u"receivingSection"_s, tr("Receiving"),
          tr("n8n, scrapers and scripts send products to the webhook, and ask the REST API with the keys of the "
             "next section. What they send is listed in the inbox."),
          parent)
{
    setIconName(u"download"_s);
    addChoice(SettingKey::ServerEnabled, tr("Receive products"),
              {{u"no"_s, tr("No")}, {u"yes"_s, tr("Yes, while Listwright runs")}});
    addRow(tr("State"), createState());
    addText(SettingKey::ServerListen, tr("Address"), tr("Of this computer, with a port: 127.0.0.1:8765."));
    addFile(SettingKey::ServerCertificate, tr("Certificate"),
            tr("With one, what is sent is encrypted (TLS). A PEM file: its own certificate, then those above it. A new "
               "one is read when receiving is switched on."));
    addFile(SettingKey::ServerCertificateKey, tr("Its key"),
            tr("A PEM file with a key of RSA or EC, without a "
               "passphrase."));
    addChoice(SettingKey::ServerWithoutTls, tr("From other machines"),
              {{u"no"_s, tr("Only with a certificate")}, {u"yes"_s, tr("Unencrypted as well")}},
              tr("Unencrypted, secret and products can be read on the way to an address that other machines reach."));
    addRow(tr("Secret"), createSecret(),
           tr("Senders put it into the header X-Webhook-Secret. Another one takes its place when you make it; the one "
              "before it is good for a day."));
    addChoice(SettingKey::WebhookProofKind, tr("Senders show"),
              {{u"secret"_s, tr("The secret, or a signature made with it")}, {u"signature"_s, tr("A signature only")}});
    addText(SettingKey::WebhookSource, tr("Source"),
            tr("Where products come from that do not say it. Together with their number it tells them apart."));
    addText(SettingKey::ServerHosts, tr("Further names"),
            tr("Under which programs ask, for example host.docker.internal for n8n in Docker."));
    addText(SettingKey::ServerOrigins, tr("Web pages"),
            tr("That may ask from a browser, for example https://tools.example."));
    addNumber(SettingKey::ServerMaximumBody, tr("Largest request"), tr("In megabytes."));
    addNumber(SettingKey::WebhookKeepDays, tr("Keep requests"), tr("Days until they leave the inbox."));
    if (services.receiver) {
        connect(services.receiver, &ReceiverControl::changed, this, &ReceivingSection::showState);
        connect(services.receiver, &ReceiverControl::failed, this,
                [this](const Error &error) { report(failure(error)); });
    }
    showState();
}

QWidget *ReceivingSection::createState()
{
    auto *box = new QWidget(this);
    m_state = new QLabel(box);
    m_state->setObjectName(u"receivingStateLabel"_s);
    m_state->setAccessibleName(tr("Whether products are received"));
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copyAddress = button(u"copyAddressPushButton"_s, u"copy"_s, tr("Copy the address"), box);
    m_copyWorkflow = button(u"copyWorkflowPushButton"_s, u"copy"_s, tr("Copy n8n workflow"), box);
    m_copyWorkflow->setToolTip(tr("Paste it into n8n’s editor; it says what to fill in."));
    m_useOther = button(u"useOtherPortPushButton"_s, u"check"_s, {}, box);
    connect(m_copyAddress, &QPushButton::clicked, this,
            [this] { copy(services().receiver->webhookAddress(), tr("The address is on the clipboard.")); });
    connect(m_copyWorkflow, &QPushButton::clicked, this, [this] {
        copy(n8nWorkflow(services().receiver->address()), tr("The workflow is on the clipboard. Paste it into n8n."));
    });
    connect(m_useOther, &QPushButton::clicked, this,
            [this] { report(services().settings->setText(SettingKey::ServerListen, services().receiver->offered())); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(m_copyAddress);
    buttons->addWidget(m_copyWorkflow);
    buttons->addWidget(m_useOther);
    buttons->addStretch();
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::small);
    column->addWidget(m_state);
    column->addLayout(buttons);
    return box;
}

QWidget *ReceivingSection::createSecret()
{
    auto *box = new QWidget(this);
    m_secret = new QLineEdit(box);
    m_secret->setObjectName(u"webhookSecretLineEdit"_s);
    m_secret->setAccessibleName(tr("Secret of the webhook"));
    m_secret->setReadOnly(true);
    box->setFocusProxy(m_secret);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("Made when receiving is switched on"));
    m_reveal = button(u"revealSecretPushButton"_s, u"view"_s, tr("Show"), box);
    m_copySecret = button(u"copySecretPushButton"_s, u"copy"_s, tr("Copy"), box);
    m_rotate = button(u"rotateSecretPushButton"_s, u"refresh"_s, tr("Make another"), box);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QPushButton::toggled, this, [this](bool shown) {
        m_secret->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_secret->setCursorPosition(0);
        m_reveal->setText(shown ? tr("Hide") : tr("Show"));
    });
    connect(m_copySecret, &QPushButton::clicked, this,
            [this] { copy(services().receiver->secret().current, tr("The secret is on the clipboard.")); });
    connect(m_rotate, &QPushButton::clicked, this, [this] {
        report({});
        services().receiver->rotateSecret();
    });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    for (QPushButton *each : {m_reveal, m_copySecret, m_rotate})
        buttons->addWidget(each);
    buttons->addStretch();
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::small);
    column->addWidget(m_secret);
    column->addLayout(buttons);
    return box;
}

void ReceivingSection::showState()
{
    const ReceiverControl *receiver = services().receiver;
    m_state->setText(stateText(receiver));
    m_state->setMinimumHeight(m_state->heightForWidth(leastWidth)); // in a form, a label is given one line otherwise
    const bool on = receiver && receiver->state() == ReceiverControl::State::On;
    const bool failed = receiver && receiver->state() == ReceiverControl::State::Failed;
    const bool exposed = receiver && receiver->isExposed();
    setTextRole(m_state, failed    ? TextRole::Danger
                         : exposed ? TextRole::Warning
                         : on      ? TextRole::Success
                                   : TextRole::Muted);
    const QString offered = receiver ? receiver->offered() : QString();
    m_copyAddress->setVisible(on);
    m_copyWorkflow->setVisible(on);
    m_useOther->setVisible(!offered.isEmpty());
    m_useOther->setText(tr("Use %1").arg(offered));
    const QString secret = receiver ? receiver->secret().current : QString();
    m_secret->setText(secret);
    m_secret->setCursorPosition(0);
    m_reveal->setEnabled(!secret.isEmpty());
    m_copySecret->setEnabled(!secret.isEmpty());
    m_rotate->setEnabled(receiver && receiver->canRotate() && !secret.isEmpty());
}

void ReceivingSection::copy(const QString &text, const QString &said)
{
    QGuiApplication::clipboard()->setText(text);
    services().notifications->information(said);
}

} // namespace listwright
