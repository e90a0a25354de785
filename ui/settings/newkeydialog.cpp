// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/newkeydialog.h"

#include "models/tables/whenfinished.h"
#include "services/api/newapikey.h"
#include "services/storage/storage.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int newKeyDialogWidth = 520;
constexpr int onADate = -1;

QString scopeExplanation(ApiScope scope)
{
    switch (scope) {
    case ApiScope::Read:
        return NewKeyDialog::tr("Read products, jobs and proposals");
    case ApiScope::Write:
        return NewKeyDialog::tr("Change products, import, order texts and decide on proposals");
    case ApiScope::Publish:
        return NewKeyDialog::tr("Bring listings to marketplaces");
    case ApiScope::Admin:
        return NewKeyDialog::tr("Everything, also making and revoking keys");
    }
    return {};
}

QLabel *wrappedLabel(const QString &text, TextRole role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextRole(label, role);
    return label;
}

QHBoxLayout *buttonLine(const QList<QPushButton *> &buttons)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::small);
    line->addStretch();
    for (QPushButton *button : buttons)
        line->addWidget(button);
    return line;
}

} // namespace

NewKeyDialog::NewKeyDialog(Storage &storage, QWidget *parent) : QDialog(parent), m_storage(storage)
{
    setObjectName(u"newKeyDialog"_s);
    setWindowTitle(tr("New API key"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_form = createForm();
    m_result = createResult();
    m_result->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::huge, spacing::large);
    layout->addWidget(m_form);
    layout->addWidget(m_result);
    m_name->setFocus();
    updateInputs();
    resize(newKeyDialogWidth, sizeHint().height());
}

QWidget *NewKeyDialog::createForm()
{
    auto *page = new QWidget(this);
    m_name = new QLineEdit(page);
    m_name->setObjectName(u"keyNameLineEdit"_s);
    m_name->setMaxLength(NewApiKey::longestName);
    m_name->setPlaceholderText(tr("Who uses it, for example: price watcher"));
    connect(m_name, &QLineEdit::textChanged, this, &NewKeyDialog::updateInputs);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spacing::huge);
    form->setVerticalSpacing(spacing::medium);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Allows"), createScopes(page));
    addExpiry(*form, page);
    m_problem = wrappedLabel({}, TextRole::Danger, page);
    m_problem->setObjectName(u"newKeyProblemLabel"_s);
    m_problem->hide();
    m_make = new QPushButton(tr("Make the key"), page);
    m_make->setObjectName(u"makeKeyPushButton"_s);
    m_make->setDefault(true);
    setButtonRole(m_make, ButtonRole::Primary);
    connect(m_make, &QPushButton::clicked, this, &NewKeyDialog::make);
    m_cancel = new QPushButton(tr("Cancel"), page);
    m_cancel->setObjectName(u"cancelKeyPushButton"_s);
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &NewKeyDialog::reject);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::medium);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addStretch();
    column->addLayout(buttonLine({m_cancel, m_make}));
    return page;
}

QWidget *NewKeyDialog::createScopes(QWidget *page)
{
    auto *box = new QWidget(page);
    box->setAccessibleName(tr("What the key allows"));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::tiny);
    for (const ApiScope scope : {ApiScope::Read, ApiScope::Write, ApiScope::Publish, ApiScope::Admin}) {
        auto *choice = new QCheckBox(apiScopeText(scope), box);
        choice->setObjectName(apiScopeName(scope) + u"ScopeCheckBox");
        choice->setChecked(scope == ApiScope::Read);
        choice->setAccessibleDescription(scopeExplanation(scope));
        connect(choice, &QCheckBox::toggled, this, &NewKeyDialog::updateInputs);
        m_scopes.emplaceBack(scope, choice);
        QLabel *explanation = wrappedLabel(scopeExplanation(scope), TextRole::Muted, box);
        explanation->setFont(smallFont(font()));
        explanation->setIndent(spacing::huge);
        column->addWidget(choice);
        column->addWidget(explanation);
    }
    return box;
}

void NewKeyDialog::addExpiry(QFormLayout &form, QWidget *page)
{
    auto *field = new QWidget(page);
    m_expiry = new QComboBox(field);
    m_expiry->setObjectName(u"keyExpiryComboBox"_s);
    m_expiry->addItem(tr("Never"), 0);
    for (const int days : {30, 90, 365})
        m_expiry->addItem(tr("After %Ln day(s)", nullptr, days), days);
    m_expiry->addItem(tr("At the end of a day…"), onADate);
    connect(m_expiry, &QComboBox::currentIndexChanged, this, &NewKeyDialog::updateInputs);
    const QDate today = QDate::currentDate();
    m_date = new QDateEdit(today.addMonths(1), field);
    m_date->setObjectName(u"keyExpiryDateEdit"_s);
    m_date->setAccessibleName(tr("Last day of the key"));
    m_date->setCalendarPopup(true);
    m_date->setMinimumDate(today);
    m_date->setMaximumDate(today.addDays(NewApiKey::longestLife - 1));
    field->setFocusProxy(m_expiry);
    auto *line = new QHBoxLayout(field);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(spacing::small);
    line->addWidget(m_expiry);
    line->addWidget(m_date);
    line->addStretch();
    auto *name = new QLabel(tr("Expires"), page);
    name->setBuddy(m_expiry);
    m_expiry->setAccessibleName(name->text());
    form.addRow(name, field);
}

QWidget *NewKeyDialog::createResult()
{
    auto *page = new QWidget(this);
    m_key = new QLineEdit(page);
    m_key->setObjectName(u"madeKeyLineEdit"_s);
    m_key->setAccessibleName(tr("The new key"));
    m_key->setReadOnly(true);
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy = new QPushButton(icon(u"copy"_s, IconColor::OnAccent), tr("Copy the key"), page);
    m_copy->setObjectName(u"copyKeyPushButton"_s);
    setButtonRole(m_copy, ButtonRole::Primary);
    m_copied = wrappedLabel({}, TextRole::Success, page);
    m_copied->setObjectName(u"keyCopiedLabel"_s);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_key->text());
        m_copied->setText(tr("The key is on the clipboard."));
    });
    auto *close = new QPushButton(tr("Close"), page);
    close->setObjectName(u"closeKeyPushButton"_s);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &NewKeyDialog::accept);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::medium);
    column->addWidget(wrappedLabel(tr("Copy the key now and give it to the program that uses it. It is not shown "
                                      "again: only a hash of it is kept here."),
                                   TextRole::Normal, page));
    column->addWidget(m_key);
    column->addWidget(m_copied);
    column->addStretch();
    column->addLayout(buttonLine({close, m_copy}));
    return page;
}

ApiScopes NewKeyDialog::scopes() const
{
    ApiScopes chosen;
    for (const auto &[scope, choice] : m_scopes)
        chosen.setFlag(scope, choice->isChecked());
    return chosen.testFlag(ApiScope::Admin) ? ApiScopes(ApiScope::Admin) : chosen;
}

std::optional<QDateTime> NewKeyDialog::expiresAt() const
{
    const int days = m_expiry->currentData().toInt();
    if (days == 0)
        return {};
    return days == onADate ? m_date->date().endOfDay().toUTC() : QDateTime::currentDateTimeUtc().addDays(days);
}

void NewKeyDialog::updateInputs()
{
    const bool everything = scopes() == ApiScope::Admin;
    for (const auto &[scope, choice] : std::as_const(m_scopes))
        choice->setEnabled(!m_busy && (!everything || scope == ApiScope::Admin));
    m_name->setEnabled(!m_busy);
    m_expiry->setEnabled(!m_busy);
    m_date->setEnabled(!m_busy);
    m_date->setVisible(m_expiry->currentData().toInt() == onADate);
    m_cancel->setEnabled(!m_busy);
    m_make->setEnabled(!m_busy && scopes() && !m_name->text().trimmed().isEmpty());
}

void NewKeyDialog::make()
{
    const auto key = NewApiKey::make(m_name->text(), scopes(), expiresAt());
    if (!key)
        return onKept(failure(key.error()), {});
    setBusy(true);
    const auto work = [key = *key](Database &database) {
        const DurableCommits durable(database);
        return key.keep(database);
    };
    whenFinished(m_storage.write(work), this,
                 [this, secret = key->secret()](const Result<ApiKey> &kept) { onKept(kept, secret); });
}

void NewKeyDialog::onKept(const Result<ApiKey> &kept, const QString &secret)
{
    setBusy(false);
    m_problem->setVisible(!kept);
    if (!kept) {
        m_problem->setText(kept.error().message);
        m_name->setFocus(Qt::OtherFocusReason);
        return;
    }
    setWindowTitle(tr("The key “%1”").arg(kept->name));
    m_key->setText(secret);
    m_key->setCursorPosition(0);
    m_make->setDefault(false);
    m_copy->setDefault(true);
    m_form->hide();
    m_result->show();
    resize(width(), layout()->totalHeightForWidth(width()));
    m_copy->setFocus(Qt::OtherFocusReason);
    Q_EMIT made();
}

void NewKeyDialog::setBusy(bool busy)
{
    m_busy = busy;
    updateInputs();
}

void NewKeyDialog::reject()
{
    if (!m_busy)
        QDialog::reject();
}

} // namespace listwright
