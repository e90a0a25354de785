// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/keyssection.h"

#include "models/tables/apikeymodel.h"
#include "services/receiving/receivercontrol.h"
#include "services/storage/apikeyrepository.h"
#include "services/storage/storage.h"
#include "ui/jobs/jobstatedelegate.h"
#include "ui/settings/newkeydialog.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/pageparts.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int refreshInterval = 5000; // ms, while it is seen: keys are used, and made by others
constexpr int mostShown = 8;          // rows; the others are scrolled to

Tone toneOfKey(int state)
{
    switch (static_cast<ApiKeyState>(state)) {
    case ApiKeyState::Valid:
        return Tone::Success;
    case ApiKeyState::Expired:
        return Tone::Warning;
    case ApiKeyState::Revoked:
        break;
    }
    return Tone::Neutral;
}

} // namespace

KeysSection::KeysSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"keysSection"_s, tr("API keys"),
                      tr("Scripts and other programs show a key in the header “X-API-Key” or “Authorization: Bearer” "
                         "when they ask the REST API. Give each its own, with no more than it needs."),
                      parent)
    , m_model(new ApiKeyModel(this))
{
    setIconName(u"lock"_s);
    m_make = pageAction(this, u"newKeyAction"_s, tr("New key…"), u"add"_s, {}, [this] { makeKey(); });
    m_revoke = pageAction(this, u"revokeKeyAction"_s, tr("Revoke…"), u"cancel"_s, QKeySequence::Delete,
                          [this] { askToRevoke(); });
    addTable();
    addButtons();
    connect(m_model, &ApiKeyModel::loaded, this, &KeysSection::onLoaded);
    connect(m_model, &ApiKeyModel::loadFailed, this, [this](const Error &error) {
        m_loadFailed = true;
        report(failure(error));
    });
    m_poll.setInterval(refreshInterval);
    connect(&m_poll, &QTimer::timeout, this, &KeysSection::refresh);
    updateActions();
}

void KeysSection::addTable()
{
    m_empty = new EmptyState(u"lock"_s, tr("No keys yet"),
                             tr("Without a key nobody can ask the REST API. The webhook has a secret of its own, "
                                "which stands under Receiving."),
                             this);
    m_empty->setObjectName(u"emptyKeysState"_s);
    m_empty->hide();
    m_table = rowTable(u"apiKeyTableView"_s, tr("API keys"), m_model, this);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ApiKeyModel::State, new JobStateDelegate(toneOfKey, m_table));
    for (const int fitted : {ApiKeyModel::Made, ApiKeyModel::Expires, ApiKeyModel::LastUsed, ApiKeyModel::State})
        m_table->horizontalHeader()->setSectionResizeMode(fitted, QHeaderView::ResizeToContents);
    for (const int wide : {ApiKeyModel::Name, ApiKeyModel::Allows})
        m_table->horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Stretch);
    m_table->hide();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &KeysSection::updateActions);
    connect(m_model, &ApiKeyModel::dataChanged, this, &KeysSection::updateActions);
    body()->addWidget(m_empty);
    body()->addWidget(m_table);
}

void KeysSection::addButtons()
{
    QPushButton *make = actionButton(m_make, this);
    QPushButton *revokeButton = actionButton(m_revoke, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(make);
    buttons->addWidget(revokeButton);
    buttons->addStretch();
    body()->addSpacing(spacing::medium);
    body()->addLayout(buttons);
    if (!services().storage->isReadOnly())
        return;
    QLabel *reason = addLine(u"keysReadOnlyLabel"_s);
    reason->setText(tr("The catalog is open for reading only, so keys can neither be made nor revoked."));
    setTextRole(reason, TextRole::Muted);
}

void KeysSection::showEvent(QShowEvent *event)
{
    SettingsSection::showEvent(event);
    refresh();
    m_poll.start();
}

void KeysSection::hideEvent(QHideEvent *event)
{
    m_poll.stop();
    SettingsSection::hideEvent(event);
}

void KeysSection::refresh()
{
    if (std::exchange(m_asked, true)) {
        m_model->refresh();
        return;
    }
    m_model->setLoader([storage = services().storage](qint64 beforeId, int limit) {
        return storage->read(
            [beforeId, limit](Database &database) { return ApiKeyRepository(database).list(beforeId, limit); });
    });
}

void KeysSection::onLoaded()
{
    if (std::exchange(m_loadFailed, false))
        report({});
    const int rows = m_model->rowCount();
    m_empty->setVisible(rows == 0);
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            spacing::rowHeight * std::clamp(rows, 1, mostShown) + 2);
    updateActions();
}

void KeysSection::updateActions()
{
    const bool writable = !services().storage->isReadOnly();
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const ApiKey *key = rows.isEmpty() ? nullptr : m_model->at(rows.first().row());
    m_make->setEnabled(writable);
    m_revoke->setEnabled(writable && key && !key->revokedAt);
}

void KeysSection::makeKey()
{
    auto *dialog = new NewKeyDialog(*services().storage, this);
    connect(dialog, &NewKeyDialog::made, m_model, [this] { refresh(); });
    dialog->open();
}

void KeysSection::askToRevoke()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const ApiKey *key = rows.isEmpty() ? nullptr : m_model->at(rows.first().row());
    if (!key)
        return;
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Revoke the key?"),
                                     tr("Programs that use the key “%1” are refused from now on.").arg(key->name),
                                     QMessageBox::Cancel, this);
    question->setObjectName(u"revokeKeyMessageBox"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("It cannot be undone; a new key can be made."));
    question->addButton(tr("Revoke"), QMessageBox::AcceptRole)->setObjectName(u"confirmRevokePushButton"_s);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(question, &QDialog::accepted, this, [this, id = key->id, name = key->name] { revoke(id, name); });
    question->open();
}

void KeysSection::revoke(qint64 id, const QString &name)
{
    const auto work = [id](Database &database) {
        const DurableCommits durable(database);
        return ApiKeyRepository(database).revoke(id, QDateTime::currentDateTimeUtc());
    };
    whenFinished(services().storage->write(work), this,
                 [this, name](const Result<void> &revoked) { onRevoked(revoked, name); });
}

void KeysSection::onRevoked(const Result<void> &revoked, const QString &name)
{
    if (services().receiver)
        services().receiver->forgetKeys();
    m_loadFailed = false;
    report(revoked);
    if (revoked)
        services().notifications->information(tr("The key “%1” is revoked.").arg(name));
    refresh();
}

} // namespace listwright
