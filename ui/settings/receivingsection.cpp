// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/receivingsection.h"

#include "models/tables/momenttext.h"
#include "services/receiving/receivercontrol.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/notifications.h"

#include <QClipboard>
#include <QFile>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

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
    addCertificate();
    addChoice(SettingKey::ServerWithoutTls, tr("From other machines"),
              {{u"no"_s, tr("Only with a certificate")}, {u"yes"_s, tr("Unencrypted as well")}},
              tr("Unencrypted, secret and products can be read on the way to an address that other machines reach."));
    addSenders();
    addNumber(SettingKey::WebhookKeepDays, tr("Keep requests"), tr("Days until they leave the inbox."));
    addLimits();
    if (services.receiver) {
        connect(services.receiver, &ReceiverControl::changed, this, &ReceivingSection::showState);
        connect(services.receiver, &ReceiverControl::failed, this,
                [this](const Error &error) { report(failure(error)); });
    }
    showState();
}

void ReceivingSection::addCertificate()
{
    const auto finished = [this] { keepCertificate(); };
    m_certificate =
        addFile(SettingKey::ServerCertificate, tr("Certificate"),
                tr("With one, what is sent is encrypted (TLS). A PEM file: its own certificate, then those above it. "
                   "Renewed ones are taken over by themselves."),
                finished);
    m_certificateKey = addFile(SettingKey::ServerCertificateKey, tr("Its key"),
                               tr("A PEM file with a key of RSA or EC, without a "
                                  "passphrase."),
                               finished);
    m_missingFile = addNote(m_certificateKey, u"missingFileLabel"_s);
    for (QLineEdit *each : {m_certificate, m_certificateKey})
        connect(each, &QLineEdit::textChanged, this, &ReceivingSection::showMissingFile);
    showMissingFile();
}

/** One without the other would stop what is served. */
void ReceivingSection::keepCertificate()
{
    if (m_certificate->text().isEmpty() != m_certificateKey->text().isEmpty())
        return;
    auto kept = keep(SettingKey::ServerCertificate, m_certificate);
    if (kept)
        kept = keep(SettingKey::ServerCertificateKey, m_certificateKey);
    report(kept);
}

void ReceivingSection::showMissingFile()
{
    const bool certificate = !m_certificate->text().isEmpty();
    const bool key = !m_certificateKey->text().isEmpty();
    setNote(m_missingFile, certificate == key ? QString()
                           : certificate      ? tr("The key is still missing. Both are taken over once it is there.")
                                              : tr("The certificate is still missing. Both are taken over once it is "
                                                        "there."));
}

void ReceivingSection::addSenders()
{
    QWidget *secret = createSecret();
    addRow(tr("Secret"), secret,
           tr("Senders put it into the header X-Webhook-Secret. Another one takes its place when you make it; the one "
              "before it is good for a day."));
    m_formerSecret = addNote(secret, u"formerSecretLabel"_s);
    addChoice(SettingKey::WebhookProofKind, tr("Senders show"),
              {{u"secret"_s, tr("The secret, or a signature made with it")}, {u"signature"_s, tr("A signature only")}});
    addText(SettingKey::WebhookSource, tr("Source"),
            tr("Where products come from that do not say it. Together with their number it tells them apart."));
    addText(SettingKey::ServerHosts, tr("Further names"),
            tr("Under which programs ask, for example host.docker.internal for n8n in Docker."));
    addText(SettingKey::ServerOrigins, tr("Web pages"),
            tr("That may ask from a browser, for example https://tools.example."));
}

void ReceivingSection::addLimits()
{
    using enum SettingKey;
    addHeading(tr("Limits"));
    addLimit(ServerMaximumBody, tr("Largest request"), tr(" MB"), tr("A longer one is refused."));
    addLimit(ServerRate, tr("Other machines"), tr(" requests a second"),
             tr("Of each of them, and with each key. Who sends more is told to wait."));
    addLimit(ServerOwnRate, tr("This machine"), tr(" requests a second"), tr("Of all of its programs together."));
    addLimit(ServerBurst, tr("At once"), tr(" requests"),
             tr("So many may come in a moment, by whom a limit is set above, before it holds."));
    addLimit(
        ServerFailedLogins, tr("Wrong keys"), tr(" a minute"),
        tr("Of one machine, wrong secrets as well; then it has to wait. This machine may send five times as many."));
    addLimit(ServerMaximumClients, tr("Clients"), tr(" at once"), tr("Connections that are open at the same time."));
}

void ReceivingSection::addLimit(SettingKey key, const QString &label, const QString &unit, const QString &hint)
{
    QSpinBox *input = addNumber(key, label, hint);
    input->setSuffix(unit);
    input->setGroupSeparatorShown(true);
    input->setKeyboardTracking(false); // a limit of the first digit would hold while the next is typed
    if (input->minimum() == 0)
        input->setSpecialValueText(tr("No limit"));
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
    m_stateButtons = new QWidget(box);
    auto *buttons = new FlowLayout(m_stateButtons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(spacing::small);
    for (QPushButton *each : {m_copyAddress, m_copyWorkflow, m_useOther})
        buttons->addWidget(each);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::small);
    column->addWidget(m_state);
    column->addWidget(m_stateButtons);
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
        fitSecret();
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
    // A form gives one line to what has no height of its own.
    fitHeight(m_state);
    m_stateButtons->setMinimumHeight(m_stateButtons->layout()->heightForWidth(inputWidth));
    showSecret();
}

void ReceivingSection::showSecret()
{
    const ReceiverControl *receiver = services().receiver;
    const WebhookSecret known = receiver ? receiver->secret() : WebhookSecret();
    m_secret->setText(known.current);
    fitSecret();
    m_reveal->setEnabled(!known.current.isEmpty());
    m_copySecret->setEnabled(!known.current.isEmpty());
    m_rotate->setEnabled(receiver && receiver->canRotate() && !known.current.isEmpty());
    const bool before = !known.former.isEmpty() && known.former.first().until > QDateTime::currentDateTimeUtc();
    setNote(m_formerSecret, before ? tr("The secret before this one is good until %1. Give your senders the new one by "
                                        "then.")
                                         .arg(shortMoment(known.former.first().until))
                                   : QString());
}

/** In letters so large that all of it is to be seen. */
void ReceivingSection::fitSecret()
{
    constexpr qreal least = 6; // points
    QFont fitting = font();
    const int room = inputWidth - 2 * spacing::medium;
    while (QFontMetrics(fitting).horizontalAdvance(m_secret->displayText()) > room && fitting.pointSizeF() > least)
        fitting.setPointSizeF(fitting.pointSizeF() - 0.5);
    m_secret->setFont(fitting);
    m_secret->setCursorPosition(0);
}

void ReceivingSection::hideEvent(QHideEvent *event)
{
    m_reveal->setChecked(false);
    SettingsSection::hideEvent(event);
}

void ReceivingSection::copy(const QString &text, const QString &said)
{
    QGuiApplication::clipboard()->setText(text);
    services().notifications->information(said);
}

} // namespace listwright
